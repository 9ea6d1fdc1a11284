"""A station whose HIS gives no numbers: from the hub in time, from a block when it is late or gone, once for each."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from station_parts import MASTER, MATCHED, PERSON, Lobby, another
from test_station_recovery import cut

from his_client.his.ports import Registered
from his_client.outcome import Done, Outcome, Refused, Unknown
from kiosk.hub.queue_client import LocalQueue
from kiosk.hub.queue_desk import QueueDesk, QueueSettings
from kiosk.hub.records import hub_codec
from kiosk.journal import Journal
from kiosk.queue.blocks import Block
from kiosk.queue.desk import Wanted
from kiosk.queue.ports import PlaceSeen
from kiosk.station import core, numbers
from kiosk.station.core import Neighbours
from kiosk.station.records import BlockHeld, BlockNumberGiven
from kiosk.visit import events as ev
from kiosk.visit.values import Reason
from kiosk.visit.view import Screen, TicketView

GONE = Unknown("unreachable")


class Hub:
    """A hub's real queue behind a line that can be late, cut, or lose answers."""

    def __init__(self, lobby: Lobby) -> None:
        journal = Journal(sqlite3.connect(":memory:", isolation_level=None), hub_codec(), MASTER, lobby.time, "hub")
        self.queue = QueueDesk(journal, lobby.time, QueueSettings("BV", "https://so.example", block_size=12))
        self._whole = LocalQueue(self.queue)
        self.line: Callable[[Callable[[], object]], object] = lambda call: call()
        self.asked: list[Wanted] = []

    def issue(self, wanted: Wanted) -> Outcome[PlaceSeen]:
        self.asked.append(wanted)
        return self.line(lambda: self._whole.issue(wanted))  # type: ignore[return-value]

    def reserve(self, station_id: str, ordinal: int, day: object) -> Outcome[Block]:
        return self.line(lambda: self._whole.reserve(station_id, ordinal, day))  # type: ignore[arg-type, return-value]

    def place(self, place_id: str) -> Outcome[PlaceSeen]:
        return self._whole.place(place_id)

    def cut(self) -> None:
        self.line = lambda _call: GONE

    def lose_answers(self) -> None:
        def lost(call: Callable[[], object]) -> object:
            call()
            return GONE

        self.line = lost

    def mend(self) -> None:
        self.line = lambda call: call()


class Hall(Lobby):
    """A lobby with a hub's queue, and a HIS that gives no numbers."""

    def boot(self) -> None:
        if not hasattr(self, "desk"):
            self.desk = Hub(self)
            register = self.his.register
            self.his.register = lambda request: _bare(register(request))  # type: ignore[method-assign]
            today = self.his.registrations_today
            self.his.registrations_today = lambda *who: _all_bare(today(*who))  # type: ignore[method-assign]
            find = self.his.find_registration
            self.his.find_registration = lambda *key: _bare(find(*key))  # type: ignore[method-assign, arg-type]
        super().boot()

    def neighbours(self) -> Neighbours:
        return Neighbours(self.his, self.hub, self.hub, self.hub, numbers=self.desk)

    def shown_number(self) -> str:
        content = self.view.content
        assert isinstance(content, TicketView), self.view
        return content.number

    def numbered(self) -> str:
        """One visit up to its number on the screen."""
        self.at_registering().wait(6.0)
        if self.shows(Screen.PAYMENT):
            self.press(ev.PayAtCashierPressed())
        return self.shown_number()

    def comes_back(self) -> str:
        """The number somebody is shown who was registered today already."""
        self.at_face()
        assert self.camera.decided is not None
        self.camera.decided(MATCHED)
        self.wait(6.0)
        assert self.shows(Screen.ALREADY)
        return self.shown_number()

    def leave(self, following: int) -> None:
        self.press(ev.NextPressed())
        self.tray.take()
        self.wait(1.0)
        self.tray.person = another(following)

    def in_queue(self) -> list[str]:
        return [place.number for place in self.desk.queue._queue.places.values()]


def _bare(outcome: Outcome[Registered]) -> Outcome[Registered]:
    match outcome:
        case Done(value=Registered() as registered):
            return Done(replace(registered, queue_number="", people_before=0, wait_minutes=0))
        case _:
            return outcome


def _all_bare(outcome: Outcome[tuple[Registered, ...]]) -> Outcome[tuple[Registered, ...]]:
    if not isinstance(outcome, Done):
        return outcome
    return Done(tuple(replace(one, queue_number="") for one in outcome.value))


@pytest.fixture
def hall() -> Iterator[Hall]:
    hall = Hall()
    hall.wait(1.0)
    yield hall
    hall.close()


def test_blocks_are_held_from_the_start_for_today_and_tomorrow(hall: Hall) -> None:
    held = [row.event for row in hall.rows() if isinstance(row.event, BlockHeld)]
    today = hall.time.now().date()
    assert [(one.day, one.ordinal, one.size) for one in held] == [
        (today, 1, 12),
        (today + timedelta(days=1), 1, 12),
    ]


def test_the_hubs_number_is_shown_and_printed_with_its_phone_page(hall: Hall) -> None:
    assert hall.numbered() == "001"
    hall.wait(1.0)
    (slip,) = hall.printer.printed
    assert (slip.number, slip.alone, slip.people_before) == ("001", False, None)
    assert slip.link.startswith("https://so.example/q/")


def test_two_visits_have_two_numbers_and_a_card_that_comes_back_has_its_own(hall: Hall) -> None:
    first = hall.numbered()
    hall.leave(2)
    second = hall.numbered()
    hall.leave(3)
    hall.tray.person = PERSON
    assert (first, second, hall.comes_back()) == ("001", "002", "001")


@pytest.mark.parametrize("stopped", [False, True])
def test_whoever_comes_back_while_the_hub_is_away_is_shown_the_number_it_gave(hall: Hall, stopped: bool) -> None:
    first = hall.numbered()
    hall.leave(2)
    if stopped:
        hall.crash()
        hall.boot()
    hall.desk.cut()
    hall.tray.person = PERSON
    assert hall.comes_back() == first
    assert "BlockNumberGiven" not in hall.kinds()


def test_cut_off_the_station_gives_a_number_of_its_block_written_down_before_it_is_shown(hall: Hall) -> None:
    hall.desk.cut()
    assert hall.numbered() == "B1-001"
    kinds = hall.kinds()
    assert kinds.index("BlockNumberGiven") < kinds.index("NumberDrawn")
    hall.wait(1.0)
    (slip,) = hall.printer.printed
    assert (slip.number, slip.alone, slip.link) == ("B1-001", True, "")
    assert hall.station.unsettled == 1


def test_what_was_given_alone_is_reported_once_the_hub_is_back(hall: Hall) -> None:
    hall.desk.cut()
    hall.numbered()
    came = hall.time.now()
    hall.leave(2)
    hall.wait(120.0)
    hall.desk.mend()
    hall.wait(120.0)
    assert (hall.in_queue(), hall.station.unsettled) == (["B1-001"], 0)
    (place,) = hall.desk.queue._queue.places.values()
    assert abs(place.arrived_at - came) < timedelta(seconds=10)
    assert hall.kinds().count("BlockNumberReported") == 1
    asked = len(hall.desk.asked)
    hall.wait(300.0)
    assert len(hall.desk.asked) == asked


def test_a_lost_answer_and_a_number_given_alone_are_one_place_with_the_number_on_the_slip(hall: Hall) -> None:
    hall.desk.lose_answers()
    assert hall.numbered() == "B1-001"
    assert hall.in_queue() == ["001"]
    hall.desk.mend()
    hall.wait(120.0)
    assert (hall.in_queue(), hall.station.unsettled) == (["B1-001"], 0)
    hall.leave(2)
    assert hall.numbered() == "002"


def test_a_hub_that_is_late_is_not_waited_for_and_its_late_answer_changes_nothing(hall: Hall) -> None:
    work = hall.process.work

    def slow(name: str, job: Callable[[], object], done: Callable[[object], None]) -> None:
        if name == "draw-number":
            answer = job()
            hall.process.later(20.0, lambda: done(answer))
        else:
            work(name, job, done)

    hall.process.work = slow  # type: ignore[method-assign]
    assert hall.numbered() == "B1-001"
    hall.wait(18.0)
    assert hall.shown_number() == "B1-001"
    hall.wait(120.0)
    assert hall.in_queue() == ["B1-001"]


def test_with_neither_hub_nor_block_the_desk_takes_over_and_the_registration_stands(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hall.station._numbers, "_blocks", {})
    hall.desk.cut()
    hall.at_registering().wait(6.0)
    assert hall.shows(Screen.DESK)
    assert len(hall.registrations()) == 1
    assert any(Reason.NO_NUMBER.value in reason for reason in hall.hub.called)


def test_a_station_without_a_queue_sends_to_the_desk_too(lobby: Lobby) -> None:
    register = lobby.his.register
    lobby.his.register = lambda request: _bare(register(request))  # type: ignore[method-assign]
    lobby.at_registering().wait(6.0)
    assert lobby.shows(Screen.DESK)


def test_the_next_block_is_reserved_before_one_is_used_up(hall: Hall) -> None:
    given = []
    for following in range(2, 16):
        hall.desk.cut()
        given.append(hall.numbered())
        hall.desk.mend()
        hall.leave(following)
        hall.wait(61.0)
    assert given[:3] == ["B1-001", "B1-002", "B1-003"]
    assert (len(set(given)), len(given)) == (14, 14)
    assert any(number.startswith("B3-") for number in given)


def test_a_block_whose_row_was_never_written_is_the_same_block_when_asked_again(hall: Hall) -> None:
    hall.crash()
    cut(hall, "BlockHeld")
    hall.boot()
    hall.wait(1.0)
    hall.desk.cut()
    assert hall.numbered() == "B1-001"


@pytest.mark.parametrize("moment", ["BlockHeld", "VisitRegistered", "BlockNumberGiven", "NumberDrawn"])
def test_a_kill_at_any_moment_gives_no_number_twice_and_the_person_the_same_one(hall: Hall, moment: str) -> None:
    hall.desk.cut()
    hall.at_registering()
    while moment not in hall.kinds():
        hall.wait(0.01)
    hall.crash()
    hall.boot()
    hall.wait(5.0)
    hall.tray.take()
    hall.wait(1.0)
    hall.tray.person = another(2)
    before = {row.event.number for row in hall.rows() if row.kind == "BlockNumberGiven"}
    second = hall.numbered()
    assert second not in before
    hall.leave(3)
    hall.tray.person = PERSON
    assert hall.comes_back() in (before or {"B1-002"})
    hall.desk.mend()
    hall.wait(200.0)
    assert sorted(hall.in_queue()) == ["B1-001", "B1-002"]
    assert hall.station.unsettled == 0


def test_a_stop_while_the_number_is_drawn_hands_over_and_staff_hear_of_it(hall: Hall) -> None:
    hall.desk.cut()
    hall.at_registering()
    while "VisitRegistered" not in hall.kinds():
        hall.wait(0.01)
    hall.crash()
    hall.boot()
    hall.wait(1.0)
    assert hall.shows(Screen.WELCOME)
    assert "restarted" in hall.hub.called
    assert hall.kinds().count("StationRestarted") == 1


def test_a_checkpoint_carries_blocks_and_what_was_given_from_them(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(core, "CHECKPOINT_ROWS", 1)
    hall.desk.cut()
    first = hall.numbered()
    hall.desk.mend()
    hall.wait(100.0)
    hall.leave(2)
    hall.wait(1.0)
    assert "Checkpoint" in hall.kinds()
    hall.crash()
    hall.boot()
    hall.desk.cut()
    assert (first, hall.numbered()) == ("B1-001", "B1-002")


def test_an_erased_visit_keeps_its_number_from_being_given_again_and_says_nothing_else(hall: Hall) -> None:
    hall.desk.cut()
    assert hall.numbered() == "B1-001"
    visit_id = hall.rows()[-1].subject
    hall.leave(2)
    (room,) = (row.event.room for row in hall.rows() if isinstance(row.event, BlockNumberGiven))
    body = " ".join(row[0] for row in hall.connection.execute("SELECT body FROM journal WHERE kind LIKE 'Block%'"))
    assert f'"{room}"' not in body
    hall.crash()
    hall.journal.erase(visit_id)
    hall.boot()
    assert hall.numbered() == "B1-002"


@pytest.mark.parametrize("code", sorted(numbers.FINAL))
def test_what_the_hub_will_never_take_is_not_told_for_ever(hall: Hall, code: str) -> None:
    hall.desk.cut()
    hall.numbered()
    hall.leave(2)
    hall.desk.line = lambda _call: Refused(code)
    hall.wait(70.0)
    assert hall.station.unsettled == 0


def test_a_number_given_before_a_start_with_the_clock_a_day_ahead_is_reported_after_the_next_start_too(
    hall: Hall,
) -> None:
    hall.desk.cut()
    given = hall.numbered()
    hall.crash()
    hall.time.turn(timedelta(days=1))
    for _ in range(2):
        hall.boot()
        hall.wait(70.0)
        hall.crash()
    hall.time.turn(timedelta(days=-1))
    hall.desk.mend()
    hall.boot()
    hall.wait(120.0)
    assert hall.in_queue() == [given]


def test_numbers_of_another_day_are_not_given_and_not_reported(hall: Hall) -> None:
    hall.desk.cut()
    hall.numbered()
    hall.leave(2)
    hall.wait(24 * 3600.0)
    assert hall.station.unsettled == 0
    assert hall.numbered() == "B2-001", "tomorrow's block was reserved yesterday"
    hall.desk.mend()
    hall.wait(120.0)
    assert hall.in_queue() == ["B2-001"]
