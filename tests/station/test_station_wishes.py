"""The wishes of a visit through a whole station: asked of the HIS, journalled, registered in one request, recovered."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace

import pytest
from station_parts import CONSENT, PERSON, SETTINGS, Lobby, another

from chip_reader import NotAnIdCard
from his_client.sandbox.rows import AppointmentRow, PatientRow, RegistrationRow
from kiosk.station.optics import code_event
from kiosk.visit import events as ev
from kiosk.visit import wishes as wi
from kiosk.visit.values import Reason
from kiosk.visit.view import AppointmentsView, ClinicView, Screen, TicketView

CHILD = PatientRow("001222000456", "BN77", "Trần Thị Bé", "2022-02-03", None, None, "Nữ")


def knows(lobby: Lobby, name: str = PERSON.citizen.full_name) -> PatientRow:
    """The hospital keeps the person of the card, under this name."""
    row = PatientRow(PERSON.citizen.id_number, "BN55", name, PERSON.citizen.date_of_birth, None, "K02")
    lobby.his.book.patients.put(row)
    return row


def expects(lobby: Lobby) -> None:
    day = lobby.time.now().date().isoformat()
    at = lobby.time.now().replace(hour=9, minute=0).isoformat()
    lobby.his.book.desk.put_appointment(AppointmentRow("HEN1", knows(lobby).patient_id, day, "revisit", "K02", at))


def past_the_face(lobby: Lobby) -> Lobby:
    lobby.at_face()
    lobby.press(ev.WithoutCameraPressed())
    lobby.wait(1.0)
    return lobby


def registration(lobby: Lobby) -> RegistrationRow:
    (row,) = lobby.his.book.registrations.where()
    return row


def test_an_appointment_is_registered_with_one_touch_and_used_up(lobby: Lobby) -> None:
    expects(lobby)
    past_the_face(lobby)
    content = lobby.view.content
    assert isinstance(content, AppointmentsView)
    lobby.press(wi.AppointmentChosen(content.tiles[0].id), ev.AnswersConfirmed())
    lobby.wait(1.0)
    assert (registration(lobby).appointment_id, registration(lobby).department_id) == ("HEN1", "K02")
    used = lobby.his.book.desk.appointments.get("HEN1")
    assert used is not None
    assert used.used_by == lobby.registrations()[0]


def test_a_record_under_another_name_leads_to_the_desk_and_nobody_is_merged(lobby: Lobby) -> None:
    kept = knows(lobby, "Trần Văn Khác")
    past_the_face(lobby)
    assert lobby.shows(Screen.DESK)
    assert lobby.view.content.reason == Reason.PATIENT_DIFFERS.value  # type: ignore[union-attr]
    assert lobby.registrations() == []
    assert lobby.his.book.patients.get(kept.id_number) == kept


def test_two_clinics_are_one_registration_with_a_number_for_each_room(lobby: Lobby) -> None:
    past_the_face(lobby)
    lobby.press(ev.DepartmentChosen("K01"), ev.NextPressed(), wi.ServiceWanted())
    lobby.press(ev.DepartmentChosen("K02"), ev.NextPressed(), ev.AnswersConfirmed())
    lobby.wait(1.0)
    lobby.press(ev.PayAtCashierPressed())
    content = lobby.view.content
    assert isinstance(content, TicketView)
    assert len({content.number, *(one.number for one in content.further)}) == 2
    assert len(lobby.his.book.tickets.where(key=lobby.registrations()[0])) == 2
    lobby.wait(1.0)
    (slip,) = lobby.printer.printed
    assert slip.further == content.further


def test_a_price_that_has_just_gone_up_is_confirmed_again_before_anything_is_registered(lobby: Lobby) -> None:
    past_the_face(lobby)
    lobby.press(ev.DepartmentChosen("K01"), ev.NextPressed())
    lobby.his.book.arm("price_changed")
    lobby.press(ev.AnswersConfirmed())
    lobby.wait(2.0)
    assert lobby.shows(Screen.CHECK)
    assert lobby.view.content.changed  # type: ignore[union-attr]
    assert lobby.registrations() == []
    lobby.press(ev.AnswersConfirmed())
    lobby.wait(1.0)
    assert len(lobby.registrations()) == 1


@pytest.mark.parametrize("known", [True, False])
def test_a_typed_child_is_registered_as_typed_whether_it_is_known_or_not(lobby: Lobby, *, known: bool) -> None:
    if known:
        lobby.his.book.patients.put(CHILD)
    lobby.tray.person = replace(PERSON, citizen=replace(PERSON.citizen, date_of_birth="1990-01-01"))
    past_the_face(lobby)
    lobby.press(wi.ChildPressed(), wi.RelationChosen("mother"), ev.TypeKeyPressed())
    lobby.press(wi.ChildPaperChosen("id"), ev.KeyTyped("number", CHILD.id_number))
    lobby.press(ev.KeyTyped("birth", CHILD.birth_date), ev.KeyTyped("name", "TRẦN THỊ BÉ"))
    lobby.wait(1.0)
    lobby.press(ev.DepartmentChosen("K01"), ev.NextPressed(), ev.AnswersConfirmed())
    lobby.wait(1.0)
    row = registration(lobby)
    assert (row.id_number, row.full_name, row.identity_source) == (CHILD.id_number, "TRẦN THỊ BÉ", "typed")
    guardian = json.loads(row.wishes)["guardian"]
    assert guardian["identity"]["id_number"] == PERSON.citizen.id_number
    assert not any(name in repr(view.content) for view, _ in lobby.shown for name in (CHILD.full_name, "TRẦN THỊ BÉ"))


def test_declarations_and_reminders_travel_in_the_one_request(lobby: Lobby) -> None:
    past_the_face(lobby)
    lobby.press(ev.DepartmentChosen("K01"), ev.NextPressed(), wi.OptionOpened("reminders"))
    lobby.press(wi.RemindersChosen(("follow_up",)), ev.AnswersConfirmed())
    lobby.wait(1.0)
    (reminder,) = json.loads(registration(lobby).wishes)["reminders"]
    assert reminder["kind"] == "follow_up"
    assert reminder["consented_at"].startswith("2026-11-24T07:00")


def test_an_emergency_alerts_staff_and_registers_nothing(lobby: Lobby) -> None:
    past_the_face(lobby).press(wi.EmergencyPressed())
    lobby.wait(1.0)
    assert lobby.shows(Screen.EMERGENCY)
    assert lobby.hub.called == ["emergency"]
    assert lobby.registrations() == []


def screens_of_a_qr(lobby: Lobby) -> list[object]:
    """What is shown to somebody with a dead chip, from the QR to the number, without what differs by its time."""
    lobby.tray.refuse = NotAnIdCard(0x6A82)
    lobby.station._settings = replace(SETTINGS, policy=replace(SETTINGS.policy, qr_alone=True))
    lobby.at_consent().press(replace(CONSENT, insurer=True))
    assert lobby.camera.seen is not None
    lobby.camera.seen(PERSON.qr_text)
    lobby.wait(2.0)
    assert isinstance(lobby.view.content, ClinicView)
    lobby.press(ev.DepartmentChosen("K01"), ev.NextPressed(), ev.AnswersConfirmed())
    lobby.wait(1.0)
    return [replace(view, visit_id="") for view, _ in lobby.shown]


def test_who_is_known_by_a_qr_alone_sees_the_same_whether_or_not_the_hospital_knows_them(lobby: Lobby) -> None:
    other = Lobby()
    expects(other)
    other.his.book.desk.put_appointment(replace(other.his.book.desk.appointments.get("HEN1"), id="HEN2"))  # type: ignore[type-var]
    unknown, known = screens_of_a_qr(lobby), screens_of_a_qr(other)
    assert unknown == known
    assert registration(other).identity_source == "qr"
    assert {view.screen for view in known} & {Screen.APPOINTMENT, Screen.ALREADY, Screen.INSURANCE} == set()  # type: ignore[attr-defined]
    other.close()


def test_an_answer_that_comes_late_is_dropped_with_its_visit(lobby: Lobby) -> None:
    expects(lobby)
    lobby.at_face()
    first = lobby.station.visit
    assert first is not None
    lobby.press(ev.EndPressed())
    lobby.tray.take()
    lobby.tray.person = another(2)
    lobby.at_consent()
    lobby.station._answer(first.id, ev.PatientKnown(None, (), differs=("name",)))
    assert lobby.station.visit is not None
    assert lobby.station.visit.facts.differs == ()


def test_each_code_before_the_camera_is_what_it_is() -> None:
    assert isinstance(code_event(PERSON.qr_text), ev.QrSeen)
    assert isinstance(code_event("TE1010000000456|Trần Thị Bé|03/02/2022|2|01999"), wi.InsuranceQrSeen)
    lines = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
    assert isinstance(code_event(lines), wi.MrzSeen)
    assert code_event("https://vneid.example") == ev.OtherQrSeen()


def test_what_was_journalled_of_wishes_is_replayed(lobby: Lobby) -> None:
    expects(lobby)
    past_the_face(lobby)
    lobby.press(wi.OtherClinicPressed(), ev.DepartmentChosen("K01"), ev.NextPressed())
    lobby.press(wi.OptionOpened("priority"), wi.PriorityDeclared("merit"))
    lobby.press(ev.AnswersConfirmed())
    lobby.crash()
    lobby.boot()
    lobby.wait(5.0)
    row = registration(lobby)
    assert (row.priority, row.department_id) == ("merit", "K01")
    assert {"PriorityDeclared", "OptionOpened", "OtherClinicPressed"} <= set(lobby.kinds())


def test_a_reprint_is_noted_by_the_hospital(lobby: Lobby) -> None:
    lobby.at_ticket()
    lobby.tray.take()
    lobby.wait(1.0)
    past_the_face(lobby)
    assert lobby.shows(Screen.ALREADY)
    lobby.press(ev.NextPressed())
    lobby.wait(1.0)
    assert registration(lobby).slips == 2


def test_whoever_reads_a_stations_journal_knows_every_event_of_a_visit() -> None:
    """In a process of its own: nothing but the codec has been imported there."""
    read = "from kiosk.station.records import station_codec as c; c().decode('EmergencyPressed', {}, None)"
    done = subprocess.run([sys.executable, "-c", read], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
