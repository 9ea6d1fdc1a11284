"""The station's shell: what is shown, journalled, dropped and forgotten while a visit runs."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace

import pytest
from station_parts import CONSENT, MATCHED, NO_MATCH, PERSON, PORTRAIT, SETTINGS, Lobby, another, late, silent

from chip_reader import (
    CardGone,
    CardReading,
    NotAnIdCard,
    Portrait,
    PortraitFormat,
    ReadStats,
    TransmitFailed,
    WrongKey,
)
from kiosk.delivery.machine import DeliveryDone, DeliveryRequested
from kiosk.simulation.people import GOOD_CHECKS, Person
from kiosk.station.api import Live
from kiosk.visit import effects as fx
from kiosk.visit import events as ev
from kiosk.visit.values import Ending
from kiosk.visit.view import DeskView, Empty, Overlay, Screen, TicketView


def test_a_whole_visit_is_shown_registered_printed_and_forgotten(lobby: Lobby) -> None:
    lobby.at_payment()
    lobby.hub.received_ = lobby.view.content.due  # type: ignore[union-attr]
    lobby.wait(5.0)
    content = lobby.view.content
    assert isinstance(content, TicketView)
    assert content.settled
    assert content.printed
    (registration,) = lobby.his.book.registrations.where()
    assert registration.queue_number == content.number
    assert lobby.printer.printed[0].number == content.number
    lobby.tray.take()
    lobby.wait(0.1)
    assert lobby.shows(Screen.WELCOME)
    assert lobby.station.visit is None


def test_a_screen_is_shown_only_after_the_event_behind_it_is_committed(lobby: Lobby) -> None:
    lobby.at_ticket()
    committed: dict[Screen, int] = {}
    for row in lobby.rows():
        if isinstance(row.event, ev.ConsentGiven):
            committed[Screen.KEY_QR] = row.seq
        if isinstance(row.event, ev.CardRead):
            committed[Screen.FACE] = row.seq
        if isinstance(row.event, ev.AnswersConfirmed):
            committed[Screen.REGISTERING] = row.seq
        if isinstance(row.event, ev.VisitRegistered):
            committed[Screen.PAYMENT] = row.seq
    assert len(committed) == 4
    for screen, seq in committed.items():
        assert min(at for view, at in lobby.shown if view.screen is screen) >= seq


def test_a_station_that_is_about_to_be_stopped_lets_nobody_begin_for_a_while(lobby: Lobby) -> None:
    lobby.station.hold(30.0)
    lobby.station.begin_by_touch("vi")
    assert lobby.station.visit is None
    assert lobby.shows(Screen.WELCOME)
    lobby.wait(31.0)
    lobby.station.begin_by_touch("vi")
    assert lobby.station.visit is not None


def test_an_event_that_cannot_be_written_has_not_happened(lobby: Lobby) -> None:
    lobby.at_check()
    lobby.connection.execute("PRAGMA query_only = ON")
    with pytest.raises(sqlite3.OperationalError):
        lobby.station.intend(ev.AnswersConfirmed())
    assert lobby.shows(Screen.CHECK)
    lobby.wait(2.0)
    assert lobby.registrations() == []


def test_a_registration_is_in_the_journal_with_its_id_before_the_hospital_hears_of_it(lobby: Lobby) -> None:
    lobby.at_check()
    seen: list[list[str]] = []
    whole = lobby.his.register

    def register(request: object) -> object:
        seen.append(lobby.kinds())
        return whole(request)  # type: ignore[arg-type]

    lobby.his.register = register  # type: ignore[method-assign, assignment]
    lobby.press(ev.AnswersConfirmed())
    lobby.wait(1.0)
    assert seen[0][-2:] == ["AnswersConfirmed", "DeliveryRequested"]
    requested = [row.event for row in lobby.rows() if isinstance(row.event, DeliveryRequested)]
    assert [event.delivery_id for event in requested] == lobby.registrations()


def test_the_station_says_when_answers_were_confirmed_not_the_window(lobby: Lobby) -> None:
    lobby.at_check().press(ev.AnswersConfirmed())
    (confirmed,) = (row.event for row in lobby.rows() if isinstance(row.event, ev.AnswersConfirmed))
    assert confirmed.at is not None
    assert abs((confirmed.at - lobby.time.now()).total_seconds()) < 1


def test_results_of_an_earlier_visit_are_dropped(lobby: Lobby) -> None:
    lobby.at_face()
    earlier = lobby.camera.decided
    assert earlier is not None
    lobby.press(ev.EndPressed())
    lobby.tray.take()
    lobby.tray.person = another(2)
    lobby.at_face()
    earlier(MATCHED)
    lobby.wait(0.1)
    assert lobby.shows(Screen.FACE)


def test_a_reading_that_ends_after_the_visit_gives_nobody_a_portrait(lobby: Lobby) -> None:
    lobby.at_key()
    assert lobby.camera.seen is not None
    lobby.camera.seen(PERSON.qr_text)
    lobby.wait(0.02)
    lobby.station.intend(ev.BackPressed())  # while reading there is no way back
    assert lobby.shows(Screen.READING)
    lobby.station.intend(ev.EndPressed())
    lobby.tray.take()
    lobby.wait(1.0)
    assert lobby.shows(Screen.WELCOME)
    assert lobby.station._portrait is None
    assert "CardRead" not in lobby.kinds()


@pytest.mark.parametrize("attempt", [0, 2])
def test_another_readings_answer_does_not_change_whose_portrait_the_face_is_compared_with(
    lobby: Lobby, attempt: int
) -> None:
    lobby.at_face()
    other = Portrait(PortraitFormat.JPEG, b"\xff\xd8\xffof another card")
    late_reading = CardReading(another(9).citizen, other, "BAC", GOOD_CHECKS, ReadStats(14, 20_000, 0.01))
    lobby.station._card_read(lobby.view.visit_id, attempt, late_reading)
    assert lobby.station._portrait is PORTRAIT
    assert lobby.kinds().count("CardRead") == 1


def test_without_consent_to_the_face_no_portrait_is_kept(lobby: Lobby) -> None:
    lobby.at_consent().press(replace(CONSENT, face=False))
    assert lobby.camera.seen is not None
    lobby.camera.seen(PERSON.qr_text)
    lobby.wait(1.0)
    assert lobby.shows(Screen.CLINIC)
    assert any(row.event.has_portrait for row in lobby.rows() if isinstance(row.event, ev.CardRead))
    assert lobby.camera.decided is None
    assert lobby.station._portrait is None


def test_a_portrait_nobody_may_compare_is_not_held_even_when_the_reading_cannot_be_written(lobby: Lobby) -> None:
    lobby.at_consent().press(replace(CONSENT, face=False))
    assert lobby.camera.seen is not None
    lobby.camera.seen(PERSON.qr_text)
    lobby.wait(0.02)
    lobby.connection.execute("PRAGMA query_only = ON")
    with pytest.raises(sqlite3.OperationalError):
        lobby.wait(1.0)
    assert lobby.station._portrait is None


def test_the_portrait_is_dropped_as_soon_as_the_face_is_decided(lobby: Lobby) -> None:
    lobby.at_face()
    portrait = lobby.station._portrait
    assert portrait is PORTRAIT
    assert lobby.camera.decided is not None
    lobby.camera.decided(MATCHED)
    lobby.wait(0.01)
    portrait = lobby.station._portrait
    assert portrait is None
    assert lobby.station.visit is not None


def test_the_light_for_the_face_reaches_the_window(lobby: Lobby) -> None:
    lobby.at_face()
    assert lobby.camera.guided is not None
    lobby.camera.guided("watch_screen", 1.0, "#3C78FF")
    lobby.wait(0.01)
    assert lobby.live[-1] == Live(guidance="watch_screen", quality=1.0, glow="#3C78FF")


def test_going_on_without_the_camera_darkens_it_drops_the_portrait_and_registers_by_the_card(lobby: Lobby) -> None:
    lobby.at_face()
    stops = lobby.camera.stops
    lobby.press(ev.WithoutCameraPressed())
    assert lobby.camera.stops > stops
    assert lobby.station._portrait is None
    lobby.wait(1.0)
    content = lobby.view.content
    lobby.press(ev.DepartmentChosen(content.tiles[0].id), ev.NextPressed(), ev.AnswersConfirmed())  # type: ignore[union-attr]
    lobby.wait(1.0)
    (row,) = lobby.his.book.registrations.where()
    assert row.identity_source == "card_only"
    assert lobby.kinds().count("WithoutCameraPressed") == 1


@pytest.mark.parametrize("reason", ["camera_lost", "engine_unavailable", "internal_error"])
def test_a_camera_or_an_engine_that_fails_in_mid_look_sends_nobody_to_the_desk(lobby: Lobby, reason: str) -> None:
    lobby.at_face()
    assert lobby.camera.decided is not None
    stops = lobby.camera.stops
    lobby.camera.decided(replace(NO_MATCH, decision="cannot_tell", score=None, reasons=(reason, "portrait_weak:yaw")))
    lobby.wait(1.0)
    assert lobby.kinds().count("CameraAway") == 1
    assert "FaceDecided" not in lobby.kinds()
    assert lobby.camera.stops > stops
    content = lobby.view.content
    lobby.press(ev.DepartmentChosen(content.tiles[0].id), ev.NextPressed(), ev.AnswersConfirmed())  # type: ignore[union-attr]
    lobby.wait(1.0)
    lobby.press(ev.PayAtCashierPressed())
    lobby.wait(1.0)
    (ticket,) = lobby.printer.printed
    assert (ticket.desk, ticket.show_card, ticket.reason) == ("", True, "MAT-02")


def test_three_tries_in_vain_print_a_clinics_number_and_the_desk_before_it(lobby: Lobby) -> None:
    lobby.at_face()
    for left in (2, 1, 0):
        assert lobby.camera.decided is not None
        lobby.camera.decided(NO_MATCH)
        lobby.wait(0.1)
        if left:
            lobby.press(ev.RetryPressed())
    lobby.wait(1.0)
    content = lobby.view.content
    lobby.press(ev.DepartmentChosen(content.tiles[0].id), ev.NextPressed(), ev.AnswersConfirmed())  # type: ignore[union-attr]
    lobby.wait(1.0)
    lobby.press(ev.PayAtCashierPressed())
    lobby.wait(1.0)
    (row,) = lobby.his.book.registrations.where()
    (ticket,) = lobby.printer.printed
    assert row.identity_source == "card_only"
    assert (ticket.kind, ticket.number, ticket.desk, ticket.reason) == ("clinic", row.queue_number, "2", "MAT-03")


def test_a_card_put_back_before_the_camera_is_compared_again(lobby: Lobby) -> None:
    lobby.at_face()
    interrupted = lobby.camera.decided
    assert interrupted is not None
    lobby.tray.take()
    interrupted(MATCHED)
    lobby.wait(0.1)
    assert (lobby.view.screen, lobby.view.overlay) == (Screen.FACE, Overlay.CARD_MISSING)
    lobby.tray.lay()
    lobby.wait(0.5)
    again = lobby.camera.decided
    assert again is not None
    assert again is not interrupted
    again(MATCHED)
    lobby.wait(1.0)
    assert lobby.shows(Screen.CLINIC)


def test_the_end_forgets_portrait_clocks_and_key(lobby: Lobby) -> None:
    lobby.at_face()
    portrait = lobby.station._portrait
    assert portrait is PORTRAIT
    assert lobby.station.seconds_left("idle") is not None
    assert lobby.journal._keys
    stops = lobby.camera.stops
    lobby.press(ev.EndPressed())
    assert lobby.shows(Screen.TAKE_CARD)
    assert lobby.camera.stops > stops
    lobby.tray.take()
    lobby.wait(0.1)
    portrait = lobby.station._portrait
    assert portrait is None
    assert all(lobby.station.seconds_left(timer) is None for timer in fx.Timer)
    assert lobby.journal._keys == {}
    assert lobby.live[-1].percent == 0
    assert (lobby.live[-1].guidance, lobby.live[-1].glow) == ("", "")


def test_the_welcome_screen_holds_nothing_of_the_last_patient(lobby: Lobby) -> None:
    lobby.at_check().press(ev.EndPressed())
    assert (lobby.view.screen, lobby.view.content) == (Screen.TAKE_CARD, Empty())
    lobby.tray.take()
    lobby.wait(0.1)
    view = lobby.view
    assert (view.screen, view.content, view.visit_id, view.overlay) == (Screen.WELCOME, Empty(), "", Overlay.NONE)


def test_a_touch_without_a_visit_is_nothing(lobby: Lobby) -> None:
    lobby.press(ev.NextPressed(), ev.ConsentGiven(True, True, "0" * 64, "vi"))
    assert lobby.rows() == []


def test_a_visit_may_begin_at_the_screen_in_another_language(lobby: Lobby) -> None:
    lobby.station.begin_by_touch("en")
    assert (lobby.view.screen, lobby.view.language, lobby.view.card_on_tray) == (Screen.CONSENT, "en", False)
    lobby.station.begin_by_touch("vi")
    assert lobby.kinds() == ["VisitStarted"]


def test_a_visit_begun_at_the_screen_knows_of_the_card_that_lies_there(lobby: Lobby) -> None:
    lobby.at_key().press(ev.EndPressed())
    assert lobby.shows(Screen.TAKE_CARD)
    lobby.wait(31.0)  # nobody takes it: staff are called, and the screen is free for the next
    assert lobby.shows(Screen.WELCOME)
    lobby.station.begin_by_touch("vi")
    assert lobby.view.card_on_tray
    lobby.press(CONSENT)
    lobby.camera.seen(PERSON.qr_text)  # type: ignore[misc]
    lobby.wait(1.0)
    assert lobby.shows(Screen.FACE)


def test_a_visit_begun_at_the_screen_after_the_card_was_taken_asks_for_one(lobby: Lobby) -> None:
    lobby.at_key().press(ev.EndPressed())
    lobby.tray.take()
    lobby.wait(0.1)
    lobby.station.begin_by_touch("vi")
    assert not lobby.view.card_on_tray


def test_a_silent_patient_file_keeps_nobody_from_the_clinic(lobby: Lobby) -> None:
    silent(lobby, "find_patient")
    lobby.at_registering().wait(1.0)
    assert len(lobby.registrations()) == 1


def test_without_todays_visits_the_desk_helps_since_one_might_be_booked_twice(lobby: Lobby) -> None:
    silent(lobby, "registrations_today")
    lobby.at_face()
    lobby.camera.decided(MATCHED)  # type: ignore[misc]
    lobby.wait(1.0)
    assert lobby.shows(Screen.DESK)
    assert lobby.view.content.reason == "HIS-01"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("error", "screen"),
    [(WrongKey(1), Screen.KEY_QR), (CardGone(), Screen.READING), (NotAnIdCard(0x6A82), Screen.DESK)],
)
def test_a_reading_that_fails_leads_where_its_code_says(lobby: Lobby, error: Exception, screen: Screen) -> None:
    lobby.tray.refuse = error  # type: ignore[assignment]
    lobby.at_key()
    assert lobby.camera.seen is not None
    lobby.camera.seen(PERSON.qr_text)
    lobby.wait(2.0)
    assert lobby.shows(screen)


def test_another_qr_is_not_journalled_with_its_text(lobby: Lobby) -> None:
    lobby.at_key()
    assert lobby.camera.seen is not None
    lobby.camera.seen("https://example.invalid/secret-token")
    lobby.wait(0.1)
    assert lobby.kinds()[-1] == "OtherQrSeen"
    assert "secret-token" not in json.dumps(lobby.connection.execute("SELECT body FROM journal").fetchall())


def test_without_an_order_the_fee_is_for_the_cashier(lobby: Lobby) -> None:
    lobby.hub.silent = True
    lobby.at_registering().wait(1.0)
    assert lobby.shows(Screen.TICKET)
    assert lobby.hub.opened


def test_a_lost_printer_is_said(lobby: Lobby) -> None:
    lobby.printer.problem = "paper"
    lobby.at_ticket().wait(0.5)
    assert lobby.view.content.printed is False  # type: ignore[union-attr]


def test_a_lost_answer_is_asked_about_and_the_visit_goes_on(lobby: Lobby) -> None:
    lobby.at_check()
    put_right = late(lobby, "register")
    lobby.press(ev.AnswersConfirmed())
    put_right()
    lobby.wait(3.0)
    assert lobby.shows(Screen.PAYMENT)
    assert len(lobby.registrations()) == 1


def test_an_answer_after_the_patience_still_reaches_the_patient_who_stands_there(lobby: Lobby) -> None:
    lobby.at_check()
    put_right = late(lobby, "register")
    ask_again = silent(lobby, "find_registration")
    lobby.press(ev.AnswersConfirmed())
    lobby.wait(13.0)
    assert lobby.shows(Screen.DESK)
    put_right()
    ask_again()
    lobby.wait(3.0)
    assert lobby.shows(Screen.TICKET)


def test_an_answer_after_the_visit_is_kept_and_shown_to_nobody(lobby: Lobby) -> None:
    lobby.at_check()
    put_right = late(lobby, "register")
    ask_again = silent(lobby, "find_registration")
    lobby.press(ev.AnswersConfirmed())
    lobby.wait(13.0)
    lobby.tray.take()
    lobby.wait(0.1)
    assert lobby.shows(Screen.WELCOME)
    put_right()
    ask_again()
    lobby.tray.person = another(3)
    lobby.at_consent().wait(3.0)
    assert lobby.shows(Screen.CONSENT)
    assert lobby.station.unsettled == 0
    assert [type(row.event) for row in lobby.rows() if isinstance(row.event, DeliveryDone)] == [DeliveryDone]
    assert lobby.journal._keys.keys() <= {lobby.view.visit_id}


def test_help_calls_staff_and_a_card_left_behind_too(lobby: Lobby) -> None:
    lobby.at_ticket().press(ev.HelpPressed(), ev.HelpClosed(), ev.NextPressed())
    assert lobby.shows(Screen.TAKE_CARD)
    assert 0 < (lobby.station.seconds_left("take_card") or 0) <= 30
    lobby.wait(31.0)
    assert lobby.shows(Screen.WELCOME)
    assert lobby.hub.called == ["help", "card_left"]


def test_a_call_nobody_heard_is_said(lobby: Lobby) -> None:
    lobby.hub.deaf = True
    lobby.at_check().press(ev.HelpPressed())
    lobby.wait(0.5)
    overlay = lobby.view.overlay
    assert overlay is Overlay.HELP_UNHEARD
    lobby.hub.deaf = False
    lobby.press(ev.HelpPressed())
    lobby.wait(0.5)
    overlay = lobby.view.overlay
    assert overlay is Overlay.HELP
    assert lobby.hub.called == ["help", "help"]


@pytest.mark.parametrize("deaf", [False, True])
def test_staff_hear_of_each_desk_number_and_its_reason_or_the_patient_is_told(lobby: Lobby, deaf: bool) -> None:
    lobby.hub.deaf = deaf
    lobby.at_check().press(ev.DeskPressed())
    lobby.wait(0.5)
    assert lobby.hub.called == ["Q03-01:GAP-01"]
    content = lobby.view.content
    assert isinstance(content, DeskView)
    assert (content.number, content.told) == ("Q03-01", not deaf)


def test_a_silent_hub_is_said_on_the_payment_screen_until_it_answers_again(lobby: Lobby) -> None:
    lobby.at_payment()
    lobby.hub.silent = True
    lobby.wait(5.0)
    assert lobby.view.content.notice == "silent"  # type: ignore[union-attr]
    lobby.hub.silent = False
    lobby.wait(2.0)
    assert lobby.view.content.notice == ""  # type: ignore[union-attr]
    lobby.hub.silent = True
    lobby.wait(5.0)
    lobby.hub.silent, lobby.hub.received_ = False, lobby.view.content.due  # type: ignore[union-attr]
    lobby.wait(5.0)
    assert lobby.view.content.settled  # type: ignore[union-attr]


def test_asking_on_for_money_fills_no_journal(lobby: Lobby) -> None:
    lobby.at_payment().wait(60.0)
    assert "CreditsSeen" not in lobby.kinds()
    lobby.hub.silent = True
    lobby.wait(60.0)
    assert lobby.kinds().count("PaymentUnheard") == 3


def test_a_card_put_back_is_read_again_before_anything_goes_on(lobby: Lobby) -> None:
    lobby.at_check()
    lobby.tray.take()
    lobby.wait(0.1)
    assert lobby.view.overlay is Overlay.CARD_MISSING
    lobby.tray.lay()
    lobby.wait(0.5)
    assert (lobby.view.overlay, lobby.view.screen) == (Overlay.NONE, Screen.CHECK)
    lobby.tray.take()
    lobby.wait(0.1)
    lobby.tray.person = another(4)
    lobby.tray.lay()
    lobby.wait(0.5)
    assert lobby.shows(Screen.WELCOME)


@pytest.mark.parametrize(("person", "goes_on"), [(PERSON, True), (another(4), False)], ids=["the same", "another"])
def test_a_card_known_by_its_code_alone_is_the_same_card_when_its_chip_reads_after_all(
    lobby: Lobby, person: Person, goes_on: bool
) -> None:
    """A chip says more of its holder than a code does; whose it is says the number."""
    lobby.station._settings = replace(SETTINGS, policy=replace(SETTINGS.policy, qr_alone=True))
    lobby.at_key()
    lobby.tray.refuse = TransmitFailed()
    assert lobby.camera.seen is not None
    lobby.camera.seen(PERSON.qr_text)
    lobby.wait(2.0)
    assert lobby.shows(Screen.CLINIC)
    lobby.tray.take()
    lobby.wait(0.1)
    assert lobby.view.overlay is Overlay.CARD_MISSING
    lobby.tray.refuse, lobby.tray.person = None, person
    lobby.tray.lay()
    lobby.wait(0.5)
    assert lobby.shows(Screen.CLINIC if goes_on else Screen.WELCOME)
    assert lobby.view.overlay is Overlay.NONE


def test_a_card_the_visits_key_does_not_open_is_another_card(lobby: Lobby) -> None:
    lobby.at_check()
    lobby.tray.take()
    lobby.wait(0.1)
    lobby.tray.refuse = WrongKey(1)
    lobby.tray.lay()
    lobby.wait(0.5)
    assert lobby.shows(Screen.WELCOME)


def test_a_card_put_back_that_cannot_be_read_may_be_put_back_again(lobby: Lobby) -> None:
    lobby.at_check()
    lobby.tray.take()
    lobby.wait(0.1)
    lobby.tray.refuse = CardGone()
    lobby.tray.lay()
    lobby.wait(0.5)
    assert (lobby.view.screen, lobby.view.overlay) == (Screen.CHECK, Overlay.CARD_MISSING)
    assert (lobby.station.seconds_left("card_gone") or 0) > 0
    lobby.tray.refuse = None
    lobby.tray.take()
    lobby.tray.lay()
    lobby.wait(0.5)
    assert (lobby.view.screen, lobby.view.overlay) == (Screen.CHECK, Overlay.NONE)
    assert lobby.station.seconds_left("card_gone") is None


def test_a_visit_nobody_continues_ends_by_itself_and_staff_look_after_the_card(lobby: Lobby) -> None:
    lobby.at_check().wait(82.0)
    assert lobby.shows(Screen.WELCOME)
    assert lobby.hub.called == ["card_left"]
    assert lobby.registrations() == []
    assert lobby.kinds()[-3:] == ["TimerFired", "TimerFired", "VisitSummed"]


def test_consent_is_journalled_with_its_wording_before_the_camera_opens(lobby: Lobby) -> None:
    lobby.at_consent()
    assert lobby.camera.seen is None
    lobby.press(CONSENT)
    (given,) = (row.event for row in lobby.rows() if isinstance(row.event, ev.ConsentGiven))
    assert given == CONSENT
    assert lobby.camera.seen is not None


def test_the_journal_replays_to_what_the_station_holds(lobby: Lobby) -> None:
    from kiosk.visit.step import begin, step

    lobby.at_ticket()
    visit = None
    for row in lobby.rows():
        if isinstance(row.event, ev.VisitStarted):
            visit = begin(row.event)[0]
        elif isinstance(row.event, ev.Event) and visit is not None:
            visit = step(visit, row.event)[0]
    assert visit == lobby.station.visit
    assert visit is not None
    assert visit.ending in (None, Ending.DONE)
