"""Simulated days hold every invariant and replay from their seed; a planted bug breaks the invariant it should."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from his_client.his.ports import Feedback, IdentitySource, Registered, RegistrationRequest
from his_client.outcome import Done
from kiosk.delivery import courier as courier_module
from kiosk.delivery import machine
from kiosk.delivery.courier import Courier
from kiosk.delivery.machine import Command, DeliveryRequested, Next
from kiosk.hub import queue_desk
from kiosk.hub.client import LocalHub
from kiosk.money.book import Book, Taken
from kiosk.simulation import world
from kiosk.simulation.day import Day, Report, simulate
from kiosk.simulation.errands import COME_FOR
from kiosk.simulation.invariants import Ledger
from kiosk.simulation.world import Faults
from kiosk.station import core
from kiosk.station.core import StationCore
from kiosk.station.numbers import Numbers
from kiosk.station.optics import Optics
from kiosk.station.records import BlockNumberGiven, NumberEvent
from kiosk.visit import effects as fx
from kiosk.visit import events as ev
from kiosk.visit import person, request, showing
from kiosk.visit import view as view_module
from kiosk.visit.person import from_chip
from kiosk.visit.stages import face, identify
from kiosk.visit.values import FaceResult, Facts, Policy, Reason
from kiosk.visit.visit import WITH_CHIP_CARD, Visit

VISITS = 60

Plant = Callable[[pytest.MonkeyPatch], None]


def broken(report: Report) -> set[str]:
    return {result.id for result in report.invariants if not result.held}


def same_but_speed(report: Report) -> Report:
    return replace(report, visits_per_second=0.0)


def test_the_same_seed_tells_the_same_day() -> None:
    first, again = (simulate(VISITS, 11, Faults.profile("all")) for _ in range(2))
    assert same_but_speed(first) == same_but_speed(again)
    assert same_but_speed(first) != same_but_speed(simulate(VISITS, 12, Faults.profile("all")))


@pytest.mark.parametrize("seed", [1, 2, 4])
@pytest.mark.parametrize("faults", ["none", "all"])
def test_every_invariant_holds(faults: str, seed: int) -> None:
    report = simulate(VISITS, seed, Faults.profile(faults))
    assert broken(report) == set()
    assert sum(report.outcomes.values()) >= VISITS
    assert report.outcomes["done"] > 0
    assert all(result.checked for result in report.invariants)
    assert (report.crashes > 0) == (faults == "all")


@pytest.mark.parametrize("faults", world.PROFILES)
def test_every_single_trouble_is_borne(faults: str) -> None:
    assert broken(simulate(25, 5, Faults.profile(faults))) == set()


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("faults", ["none", "queue", "all"])
def test_every_invariant_holds_where_the_hub_gives_the_numbers(faults: str, seed: int) -> None:
    report = simulate(VISITS, seed, Faults.profile(faults), numberless=True)
    assert broken(report) == set()
    (numbers,) = (one for one in report.invariants if one.id == "one_number_for_each_registration")
    assert numbers.checked > VISITS / 2


def forgets_what_it_gave(patch: pytest.MonkeyPatch) -> None:
    """Blocks begin anew after each stop: what was given before it is given again."""
    whole = Numbers.replay

    def replay(self: Numbers, event: NumberEvent) -> None:
        if not isinstance(event, BlockNumberGiven) or event.place_id == self._drawing.partition(":")[0]:
            whole(self, event)

    patch.setattr(Numbers, "replay", replay)


def believes_a_late_answer(patch: pytest.MonkeyPatch) -> None:
    """The hub keeps the number whose answer was lost, while the patient holds the station's own."""
    patch.setattr(queue_desk.desk, "change", lambda *_: None)


@pytest.mark.parametrize("plant", [forgets_what_it_gave, believes_a_late_answer])
def test_a_planted_bug_in_the_numbers_is_found(plant: Plant, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(monkeypatch)
    reports = (simulate(VISITS, seed, Faults.profile("all"), numberless=True) for seed in range(1, 6))
    assert any("one_number_for_each_registration" in broken(report) for report in reports)


def test_journals_in_files_tell_the_same_day_as_in_memory(tmp_path: Path) -> None:
    in_memory = simulate(15, 4, Faults.profile("crash"))
    on_disk = simulate(15, 4, Faults.profile("crash"), tmp_path)
    assert same_but_speed(on_disk) == same_but_speed(in_memory)
    assert {path.name for path in tmp_path.glob("*.db")} == {"hub.db", "station.db"}


def test_patients_live_through_every_way_the_face_step_can_end_but_an_unreadable_portrait() -> None:
    """And what the hospital holds of each says whether the face matched."""
    day = Day(1, Faults.profile("all"))
    for number in range(4 * VISITS):
        day.visit(number)
    day.close()
    ledger = Ledger(day.machine, day.his.book, day.bank.ledger, day.witnesses)
    held = {row.key: row.identity_source for row in day.his.book.registrations.where()}
    told: dict[FaceResult, set[str]] = {}
    for visit in ledger.visits().values():
        if visit.facts.face is not None and visit.id in held and from_chip(visit.facts):
            told.setdefault(visit.facts.face, set()).add(held[visit.id])
    day.machine.close()
    ways = set(FaceResult) - {FaceResult.NO_PORTRAIT, FaceResult.UNDECIDED}
    assert ways <= set(told)
    assert told.pop(FaceResult.MATCHED) == {"chip+face"}
    assert set.union(*told.values()) == {"card_only"}


def test_an_unknown_profile_is_told() -> None:
    with pytest.raises(ValueError, match="no fault profile is called 'weather'"):
        Faults.profile("weather")


WISHES = ('"guardian": {', '"further": [{', '"declarations": [{', '"reminders": [{', '"passport": true')


def test_the_days_have_every_kind_of_visit() -> None:
    """Children, passports, appointments, second clinics, declarations, reminders, differing records, emergencies, and
    those who come for something else: each errand has its answer, and a bill is paid."""
    missing: set[object] = {
        *WISHES, "appointment", *IdentitySource, Reason.EMERGENCY, Reason.PATIENT_DIFFERS, Reason.ALREADY_REGISTERED,
        *COME_FOR, "paid",
    }  # fmt: skip
    for seed in range(1, 7):
        day = Day(seed, Faults.profile("all"))
        for number in range(2 * VISITS):
            day.visit(number)
        day.close()
        ledger = Ledger(day.machine, day.his.book, day.bank.ledger, day.witnesses)
        rows = day.his.book.registrations.where()
        missing -= {visit.reason for visit in ledger.visits().values()}
        missing -= {visit.facts.errand for visit in ledger.visits().values() if visit.reason is Reason.ERRAND_DONE}
        missing -= {"paid"} if any(witness.patient.memory.bills_paid for witness in day.witnesses) else set()
        missing -= {IdentitySource(row.identity_source) for row in rows}
        missing -= {wish for wish in WISHES if any(wish in row.wishes for row in rows)}
        missing -= {"appointment"} if any(row.appointment_id for row in rows) else set()
        day.machine.close()
        if not missing:
            break
    assert missing == set()


# -- planted bugs: each must be found by the invariant that stands for it


def new_key_on_every_send(patch: pytest.MonkeyPatch) -> None:
    """The registration's key is made when it is sent, not before: a repeat is another visit to the HIS."""
    count = iter(range(10**6))
    whole = Courier._send

    def send(self: Courier, delivery: machine.Delivery) -> machine.DeliveryEvent:
        payload = delivery.payload
        if isinstance(payload, RegistrationRequest):
            payload = replace(payload, key=f"{payload.key[:-6]}{next(count):06d}")
        return whole(self, replace(delivery, payload=payload))

    patch.setattr(Courier, "_send", send)


def resends_instead_of_asking(patch: pytest.MonkeyPatch) -> None:
    """After a lost answer the courier sends again, under a fresh key, instead of asking by the id."""
    whole = machine._again

    def again(delivery: machine.Delivery, command: Command, patience: machine.Patience) -> object:
        delivery, following = whole(delivery, command, patience)
        return delivery, Next(Command.SEND, following.after_s) if following.command is Command.ASK else following

    patch.setattr(machine, "_again", again)
    new_key_on_every_send(patch)


def acknowledges_before_the_hospital_did(patch: pytest.MonkeyPatch) -> None:
    """The number is shown when the request was sent, whether or not the HIS has it."""
    whole = courier_module._sent

    def sent(delivery: machine.Delivery, outcome: object) -> machine.DeliveryEvent:
        event = whole(delivery, outcome)  # type: ignore[arg-type]
        if isinstance(event, machine.DeliveryUnknown) and isinstance(delivery.payload, RegistrationRequest):
            invented = Registered(delivery.id, "LK0", "BN0", "K01-999", "1", "1", "A", 0, 0, "HD0", 0)
            return machine.DeliveryDone(delivery.id, invented)
        return event

    patch.setattr(courier_module, "_sent", sent)


def asks_the_insurer_without_consent(patch: pytest.MonkeyPatch) -> None:
    whole = identify._read

    def read(state: identify.IdentifyState, facts: Facts, policy: Policy, event: ev.CardRead) -> object:
        turn = whole(state, facts, policy, event)
        citizen = event.citizen
        asked = fx.AskInsurer(citizen.id_number, citizen.full_name, citizen.date_of_birth)
        return replace(turn, effects=(*turn.effects, asked))

    patch.setattr(identify, "_read", read)


def leaves_the_camera_on(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Optics, "dark", lambda _self: None)


def keeps_the_portrait(patch: pytest.MonkeyPatch) -> None:
    """The picture from the chip stays in memory after the face was decided."""
    patch.setattr(core, "BEFORE_THE_FACE_IS_DECIDED", frozenset(WITH_CHIP_CARD))


def counts_a_credit_twice(patch: pytest.MonkeyPatch) -> None:
    """A line of the bank that is listed again counts as more money."""
    patch.setattr(Book, "_listed_again", lambda _self, known, *_: Taken((known,)))


def believes_that_money_came(patch: pytest.MonkeyPatch) -> None:
    """The station takes a payment for made that no bank has shown."""
    patch.setattr(LocalHub, "received", lambda _self, _order_id: Done(10**6))


def loses_what_was_said(patch: pytest.MonkeyPatch) -> None:
    """What a patient says to the hospital is taken, and never sent."""
    whole = Courier.begin

    def begin(self: Courier, subject: str, requested: DeliveryRequested, **how: Any) -> None:
        if not isinstance(requested.payload, Feedback):
            whole(self, subject, requested, **how)

    patch.setattr(Courier, "begin", begin)


def forgets_to_write_the_delivery(patch: pytest.MonkeyPatch) -> None:
    """The request leaves without a row of its own: after a crash nobody asks about it."""
    whole = world.HookedJournal.append

    def append(self: world.HookedJournal, entries: Iterable[tuple[str, object]]) -> None:
        whole(self, [(subject, event) for subject, event in entries if not isinstance(event, DeliveryRequested)])

    patch.setattr(world.HookedJournal, "append", append)


def shows_the_whole_name(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(showing, "masked_name", lambda name: name)


def keeps_the_last_screen(patch: pytest.MonkeyPatch) -> None:
    """After a visit the welcome screen still carries the visit's id."""
    whole = StationCore.__dict__["view"].fget
    last: list[str] = [""]

    def view(self: StationCore) -> view_module.View:
        now: view_module.View = whole(self)
        last[0] = now.visit_id or last[0]
        return replace(now, visit_id=last[0])

    patch.setattr(StationCore, "view", property(view))


def never_ends(patch: pytest.MonkeyPatch) -> None:
    """After a crash the unfinished visit is forgotten instead of ended."""
    patch.setattr(StationCore, "_end_interrupted", lambda *_arguments: None)


def a_row_is_changed(patch: pytest.MonkeyPatch) -> None:
    """Somebody with the file changes one row, triggers and all."""
    whole = world.HookedJournal.append

    def append(self: world.HookedJournal, entries: Iterable[tuple[str, object]]) -> None:
        whole(self, entries)
        if self.seq >= 50:
            self._connection.execute("DROP TRIGGER IF EXISTS journal_is_not_changed")
            self._connection.execute("UPDATE journal SET recorded_at = '2026-11-24T06:00:00+07:00' WHERE seq = 10")

    patch.setattr(world.HookedJournal, "append", append)


def takes_doubt_for_a_match(patch: pytest.MonkeyPatch) -> None:
    """Whoever goes on after the face step counts as matched."""
    whole = face._done

    def done(state: face.FaceState, facts: Facts, _result: FaceResult) -> object:
        return whole(state, facts, FaceResult.MATCHED)

    patch.setattr(face, "_done", done)


def tells_the_hospital_that_all_faces_matched(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(person, "identity_source", lambda _facts: IdentitySource.CHIP_AND_FACE)


def registers_the_guardian(patch: pytest.MonkeyPatch) -> None:
    """The adult whose card was read is sent as the patient, and the child is forgotten."""
    patch.setattr(request, "identity_of", person.holder_of)
    patch.setattr(request, "guardian_of", lambda _facts: None)


def puts_a_number_twice_into_one_room(patch: pytest.MonkeyPatch) -> None:
    """A further clinic gets the main clinic's number on the screen."""
    whole = showing.ticket

    def ticket(visit: Visit, *, reprint: bool) -> view_module.TicketView:
        shown = whole(visit, reprint=reprint)
        return replace(shown, further=tuple(replace(one, number=shown.number) for one in shown.further))

    patch.setattr(view_module, "ticket", ticket)


def tells_how_a_child_is_insured(patch: pytest.MonkeyPatch) -> None:
    """What the insurer pays for a child stands on the screen of whoever brought it."""
    patch.setattr(showing, "_untold", lambda _facts: False)


PLANTED: dict[Plant, str] = {
    takes_doubt_for_a_match: "matched_face_was_matched",
    tells_the_hospital_that_all_faces_matched: "face_that_did_not_match_is_card_only",
    new_key_on_every_send: "one_registration_per_confirmed_visit",
    resends_instead_of_asking: "one_registration_per_confirmed_visit",
    acknowledges_before_the_hospital_did: "acknowledged_visit_is_in_the_his",
    believes_that_money_came: "shown_payment_has_a_credit",
    loses_what_was_said: "a_word_to_the_hospital_arrives_once",
    counts_a_credit_twice: "every_dong_is_accounted_for",
    forgets_to_write_the_delivery: "every_delivery_is_settled",
    never_ends: "every_visit_ends",
    asks_the_insurer_without_consent: "asked_only_after_consent",
    leaves_the_camera_on: "nothing_filmed_or_held_longer_than_needed",
    keeps_the_portrait: "nothing_filmed_or_held_longer_than_needed",
    shows_the_whole_name: "no_personal_data_on_another_screen",
    keeps_the_last_screen: "no_personal_data_on_another_screen",
    a_row_is_changed: "hash_chain_verifies",
    registers_the_guardian: "a_guardian_is_never_the_patient",
    puts_a_number_twice_into_one_room: "no_two_numbers_in_one_room",
    tells_how_a_child_is_insured: "who_was_typed_is_told_nothing",
}


@pytest.mark.parametrize("plant", PLANTED, ids=lambda plant: plant.__name__)
def test_a_planted_bug_is_found(plant: Plant, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(monkeypatch)
    report = simulate(VISITS, 18, Faults.profile("all"))  # a day that gives each of them its occasion
    assert PLANTED[plant] in broken(report)
    result = next(result for result in report.invariants if result.id == PLANTED[plant])
    assert result.example


def test_a_bill_that_is_called_paid_without_money_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    believes_that_money_came(monkeypatch)
    days = (simulate(25, seed, Faults.profile("none")) for seed in range(1, 9))
    assert any("bill_called_paid_has_a_credit" in broken(day) for day in days)
