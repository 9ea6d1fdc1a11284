"""Errands at a whole station: the HIS is asked what was agreed to, and a word to the hospital arrives there once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress

import pytest
from station_parts import Lobby, late, silent

from kiosk.journal import Journal
from kiosk.printing import PaymentSlip
from kiosk.station.optics import slip_event
from kiosk.visit import errands
from kiosk.visit import events as ev
from kiosk.visit.view import BillsView, InfoView, ResultsView, Screen, WhereView


class PowerGone(Exception):
    """The machine stops here."""


@pytest.fixture
def lobby() -> Iterator[Lobby]:
    lobby = Lobby()
    yield lobby
    lobby.close()


def begin(lobby: Lobby, errand: str) -> Lobby:
    lobby.process.post(lambda: lobby.station.begin_by_touch("vi"))
    lobby.wait(0.01)
    lobby.press(errands.OtherPressed(), errands.ErrandChosen(errand))
    return lobby


def by_card(lobby: Lobby, errand: str) -> Lobby:
    begin(lobby, errand).press(errands.ErrandAgreed("0" * 64, "vi"))
    if errand == "queue":
        lobby.press(errands.CardInsteadPressed())
    assert lobby.camera.seen is not None
    lobby.camera.seen(lobby.tray.person.qr_text)
    lobby.wait(0.1)
    lobby.tray.lay()
    lobby.wait(2.0)
    return lobby


def registered(lobby: Lobby) -> Lobby:
    """The tray's person has registered, and gone with the number."""
    lobby.at_ticket().press(ev.NextPressed())
    lobby.tray.take()
    lobby.wait(0.1)
    assert lobby.shows(Screen.WELCOME)
    return lobby


def test_what_a_registration_left_unpaid_is_found_by_the_card_and_paid(lobby: Lobby) -> None:
    by_card(registered(lobby), "bills")
    shown = lobby.view.content
    assert isinstance(shown, BillsView)
    [tile] = shown.tiles
    assert (tile.kind, tile.whole) == ("fee", True)
    lobby.press(errands.BillChosen(tile.id))
    lobby.wait(0.5)
    lobby.hub.received_ = tile.owed
    lobby.wait(5.0)
    assert lobby.hub.opened[-1].endswith(":pay")
    assert isinstance(lobby.view.content, BillsView)
    assert lobby.view.content.notice == "paid_slip"
    slip = lobby.printer.printed[-1]
    assert isinstance(slip, PaymentSlip)
    assert (slip.bill_id, slip.due, slip.received) == (tile.id, tile.owed, tile.owed)
    assert slip.pay_code
    assert "*" in slip.masked_name


def test_the_number_is_found_by_the_card_and_by_the_slip(lobby: Lobby) -> None:
    by_card(registered(lobby), "queue")
    by_the_card = lobby.view.content
    assert isinstance(by_the_card, WhereView)
    assert by_the_card.numbers
    lobby.press(ev.NextPressed())
    lobby.tray.take()
    lobby.wait(0.1)
    [row] = lobby.his.book.registrations.where()
    begin(lobby, "queue").press(errands.ErrandAgreed("0" * 64, "vi"))
    assert lobby.camera.seen is not None
    lobby.camera.seen(lobby.tray.person.qr_text)
    lobby.camera.seen(row.visit_code)
    lobby.wait(1.0)
    assert isinstance(lobby.view.content, WhereView)
    assert lobby.view.content.numbers == by_the_card.numbers
    assert not any(lobby.tray.person.qr_text in repr(one.event) for one in lobby.rows()[-4:])


def test_a_code_of_a_card_is_never_taken_for_a_slip() -> None:
    assert slip_event("001190000123||Nguyễn Thị Kiểm Thử|17051990|Nữ|Hà Nội|15062021") == ev.OtherQrSeen()
    assert slip_event("https://so.benhvien.example/q/abc") == ev.OtherQrSeen()
    assert slip_event("LK0000001") == errands.SlipSeen("LK0000001")


def test_results_of_somebody_the_hospital_does_not_know_are_not_there(lobby: Lobby) -> None:
    by_card(lobby, "results")
    assert lobby.view.content == ResultsView(waiting=False, found=False)


def test_a_word_to_the_hospital_arrives_once_though_its_answer_was_lost(lobby: Lobby) -> None:
    put_right = late(lobby, "send_feedback")
    begin(lobby, "feedback").press(errands.Rated(1), errands.ComplaintChosen("waiting"))
    lobby.wait(0.3)
    put_right()
    lobby.wait(5.0)
    [row] = lobby.his.book.desk.feedback.where()
    assert (row.rating, row.topic, row.visit_code) == (1, "waiting", "")
    assert lobby.station.unsettled == 0
    assert lobby.hub.called == []


def test_what_was_said_before_the_power_went_is_sent_after_it(lobby: Lobby) -> None:
    begin(lobby, "feedback").press(errands.Rated(2))
    lobby.crash()
    lobby.boot()
    lobby.wait(3.0)
    [row] = lobby.his.book.desk.feedback.where()
    assert (row.rating, row.topic) == (2, "")
    lobby.crash()
    lobby.boot()
    lobby.wait(3.0)
    assert len(lobby.his.book.desk.feedback.where()) == 1


@pytest.mark.parametrize("written", range(4))
def test_what_was_said_is_sent_wherever_the_power_goes_again_in_the_start(
    lobby: Lobby, monkeypatch: pytest.MonkeyPatch, written: int
) -> None:
    begin(lobby, "feedback").press(errands.Rated(2))
    lobby.crash()
    append, left = Journal.append, [written]

    def failing(journal: Journal, entries: Iterable[tuple[str, object]]) -> None:
        if not left[0]:
            raise PowerGone
        left[0] -= 1
        append(journal, entries)

    monkeypatch.setattr(Journal, "append", failing)
    with suppress(PowerGone):
        lobby.boot()
    lobby.crash()
    monkeypatch.setattr(Journal, "append", append)
    lobby.boot()
    lobby.wait(3.0)
    [row] = lobby.his.book.desk.feedback.where()
    assert row.rating == 2


def test_prices_and_notices_are_the_hospitals_and_a_silent_one_is_said_to_be_so(lobby: Lobby) -> None:
    begin(lobby, "information").press(errands.PageOpened("prices"))
    lobby.wait(1.0)
    assert isinstance(lobby.view.content, InfoView)
    assert lobby.view.content.rows
    put_right = silent(lobby, "notices")
    lobby.press(ev.BackPressed(), errands.PageOpened("notices"))
    lobby.wait(1.0)
    assert lobby.view.content.away
    put_right()
