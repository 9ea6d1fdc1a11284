"""The day's queue as a machine: nobody is lost, nobody is served twice, a transfer keeps the time of arrival."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from queue_parts import MORNING, OTHER, ROOM, Hall, minute

from his_client.outcome import Refused
from kiosk.queue import desk
from kiosk.queue.blocks import Block, reserve
from kiosk.queue.desk import Events, Wanted
from kiosk.queue.events import (
    BlockReserved,
    NumberCalled,
    NumberClosed,
    NumberIssued,
    NumberRecalled,
    NumberSkipped,
    NumberTransferred,
    Outcome,
    Priority,
    QueueEvent,
    RoomOpened,
    RoomShut,
    Source,
)
from kiosk.queue.order import Rule, next_of
from kiosk.queue.state import DayQueue, State, step


def test_a_call_ends_who_was_in_the_room_and_times_it() -> None:
    hall = Hall()
    hall.come("a", 0)
    hall.come("b", 0)
    assert [hall.call(1), hall.call(6)] == ["a", "b"]
    assert hall.place("a").state is State.SERVED
    assert hall.queue.room(ROOM).times_s == (300.0,)


def test_a_recall_counts_and_moves_nobody() -> None:
    hall = Hall()
    hall.come("a", 0)
    assert hall.apply(desk.recall(hall.queue, ROOM, minute(1))) == "no_current"
    hall.call(1)
    assert hall.apply(desk.recall(hall.queue, ROOM, minute(2))) == "done"
    assert (hall.current(), hall.place("a").calls, hall.place("a").called_at) == ("a", 2, minute(1))


def test_who_was_skipped_is_called_again_by_number() -> None:
    hall = Hall()
    number = hall.come("a", 0)
    hall.come("b", 1)
    hall.call(2)
    assert hall.apply(desk.skip(hall.queue, ROOM, minute(3))) == "done"
    assert hall.place("a").state is State.SKIPPED
    assert [hall.call(4), hall.call(5), hall.call(6, number)] == ["b", "nobody", "a"]
    assert hall.call(7, number) == "in_room"


def test_a_transfer_keeps_the_time_of_arrival_and_so_the_place_by_arrival() -> None:
    hall = Hall()
    hall.come("early", 0)
    hall.come("there", 5, room=OTHER)
    hall.call(6)
    assert hall.apply(desk.transfer(hall.queue, ROOM, OTHER, minute(9))) == "done"
    assert (hall.place("early").room, hall.place("early").arrived_at) == (OTHER, minute(0))
    assert [place.id for place in hall.queue.waiting(OTHER)] == ["early", "there"]
    assert hall.queue.room(ROOM).times_s == (180.0,)


def test_a_number_named_by_staff_and_not_in_the_room_has_left_unseen() -> None:
    hall = Hall()
    number = hall.come("a", 0)
    assert hall.apply(desk.close(hall.queue, ROOM, minute(1))) == "no_current"
    assert hall.apply(desk.close(hall.queue, ROOM, minute(1), number)) == "done"
    assert hall.place("a").state is State.LEFT
    assert hall.apply(desk.close(hall.queue, ROOM, minute(1), number)) == "no_number"


def test_a_room_that_shuts_ends_who_is_in_it_and_keeps_who_waits() -> None:
    hall = Hall()
    hall.come("a", 0)
    hall.come("b", 0)
    assert hall.apply(desk.shut(hall.queue, ROOM, minute(1))) == "not_open"
    hall.call(1)
    assert hall.apply(desk.shut(hall.queue, ROOM, minute(2))) == "done"
    assert (hall.place("a").state, hall.place("b").state) == (State.SERVED, State.WAITING)
    assert not hall.queue.room(ROOM).open
    assert hall.call(3) == "b"
    assert hall.queue.room(ROOM).open


def test_the_his_may_repeat_a_number_at_another_room_but_not_at_the_same() -> None:
    hall = Hall()
    at = minute(0)

    def his(place_id: str, room: str) -> NumberIssued | Refused:
        return desk.issue(hall.queue, Wanted(place_id, "K03", room, number="A012", source=Source.HIS), at, "", ())

    for place_id, room in (("a", ROOM), ("b", OTHER)):
        issued = his(place_id, room)
        assert isinstance(issued, NumberIssued)
        hall.apply((issued,))
    refused = his("c", ROOM)
    assert isinstance(refused, Refused)
    assert refused.code == "number_taken"
    assert hall.apply(desk.transfer(hall.queue, ROOM, OTHER, at, "A012")) == "number_taken"
    assert hall.call(1, "a012") == "a", "staff need no capitals"


def test_the_hubs_sequence_steps_over_a_number_the_his_gave() -> None:
    hall = Hall()
    taken = desk.issue(hall.queue, Wanted("a", "K03", ROOM, number="002", source=Source.HIS), minute(0), "", ())
    assert isinstance(taken, NumberIssued)
    hall.apply((taken,))
    assert [hall.come(f"v{number}", 1) for number in range(3)] == ["001", "003", "004"]


@pytest.mark.parametrize("arrived", [minute(60), MORNING - timedelta(days=1), MORNING + timedelta(days=1)])
def test_an_arrival_in_the_future_or_on_another_day_counts_as_now(arrived: datetime) -> None:
    issued = desk.issue(DayQueue(MORNING.date()), Wanted("a", "K03", ROOM, arrived_at=arrived), minute(5), "", ())
    assert isinstance(issued, NumberIssued)
    assert issued.arrived_at == minute(5)


def test_a_new_day_begins_empty_and_an_old_event_changes_nothing() -> None:
    hall = Hall()
    hall.come("a", 0)
    yesterday = hall.events[0]
    tomorrow = MORNING + timedelta(days=1)
    queue = step(hall.queue, RoomOpened(tomorrow.date(), tomorrow, ROOM))
    assert (dict(queue.places), queue.serial) == ({}, 0)
    assert step(queue, yesterday) == queue


ids = st.sampled_from(["a", "b", "c"])
rooms = st.sampled_from([ROOM, OTHER])
day, at = st.just(MORNING.date()), st.integers(0, 500).map(minute)
any_event = st.one_of(
    st.builds(
        NumberIssued,
        day,
        at,
        ids,
        st.just("K"),
        st.sampled_from(["1", "2"]),
        st.just(0),
        st.just(Source.HIS),
        rooms,
        at,
    ),
    st.builds(RoomOpened, day, at, rooms),
    st.builds(RoomShut, day, at, rooms),
    st.builds(NumberCalled, day, at, ids, rooms, st.booleans()),
    st.builds(NumberRecalled, day, at, ids, rooms),
    st.builds(NumberSkipped, day, at, ids, rooms),
    st.builds(NumberTransferred, day, at, ids, rooms, rooms),
    st.builds(NumberClosed, day, at, ids, rooms, st.sampled_from(Outcome)),
)


def whole(queue: DayQueue) -> None:
    """Every place is in exactly one spot: in, before or set aside at its room, or final."""
    spots: list[tuple[str, str, State]] = []
    for room in queue.rooms.values():
        spots += [(room.current, room.name, State.CALLED)] if room.current else []
        spots += [(place_id, room.name, State.WAITING) for place_id in room.waiting]
        spots += [(place_id, room.name, State.SKIPPED) for place_id in room.skipped]
        arrivals = [(queue.places[place_id].arrived_at, queue.places[place_id].entry) for place_id in room.waiting]
        assert arrivals == sorted(arrivals)
    expected = [(place.id, place.room, place.state) for place in queue.places.values() if not place.final]
    assert sorted(spots) == sorted(expected)


@given(st.lists(any_event, max_size=40))
def test_events_in_any_order_never_break_the_queue(events: list[QueueEvent]) -> None:
    queue = DayQueue(MORNING.date())
    for event in events:
        before = {place.id: place for place in queue.places.values() if place.final}
        queue = step(queue, event)
        whole(queue)
        assert before.items() <= dict(queue.places).items(), "what is final stays as it is"


class HospitalDay(RuleBasedStateMachine):
    """Three rooms, two stations (one of them cut off now and then), and staff who press anything at any time."""

    ROOMS = ("101", "102", "103")

    def __init__(self) -> None:
        super().__init__()
        self.rule = Rule()
        self.now = MORNING
        self.queue = DayQueue(MORNING.date())
        self.blocks: list[BlockReserved] = []
        self.block: Block | None = None
        self.offline: list[tuple[str, str, datetime, str]] = []
        self.arrived: dict[str, datetime] = {}
        self.numbers: dict[str, str] = {}
        self.served: list[str] = []
        self.count = 0

    def apply(self, events: Events | Refused) -> None:
        if isinstance(events, Refused):
            return
        for event in events:
            before = self.queue
            self.queue = step(self.queue, event)
            assert self.queue != before, "a decision gives only events that fit"
            self.served += [
                place.id
                for place in self.queue.places.values()
                if place.state is State.SERVED and before.places[place.id].state is not State.SERVED
            ]

    def issue(self, wanted: Wanted) -> None:
        issued = desk.issue(self.queue, wanted, self.now, "", self.blocks)
        assert isinstance(issued, NumberIssued)
        self.apply((issued,))
        self.numbers[wanted.place_id] = issued.number
        self.arrived[wanted.place_id] = issued.arrived_at

    @rule(seconds=st.integers(1, 1800))
    def time_passes(self, seconds: int) -> None:
        self.now = min(self.now + timedelta(seconds=seconds), MORNING + timedelta(hours=16))

    @rule(room=st.sampled_from(ROOMS), priority=st.sampled_from(Priority), booked=st.none() | st.integers(-3600, 3600))
    def somebody_comes(self, room: str, priority: Priority, booked: int | None) -> None:
        self.count += 1
        appointment = None if booked is None else self.now + timedelta(seconds=booked)
        self.issue(Wanted(f"v{self.count}", "K01", room, priority, appointment))

    @rule()
    def a_station_reserves(self) -> None:
        held = reserve(self.blocks, "K02", len(self.blocks) + 1, self.queue.day, self.now, size=3)
        assert isinstance(held, BlockReserved | Refused)
        if isinstance(held, BlockReserved):
            self.blocks.append(held)
            self.block = Block(held.day, held.block, held.size)

    @precondition(lambda self: self.block is not None)
    @rule(room=st.sampled_from(ROOMS))
    def somebody_comes_to_the_station_that_is_cut_off(self, room: str) -> None:
        assert self.block is not None
        drawn = self.block.draw(f"v{self.count + 1}", self.queue.day)
        if drawn is not None:
            self.count += 1
            self.block, number = drawn
            self.offline.append((f"v{self.count}", number, self.now, room))

    @rule()
    def the_station_is_back(self) -> None:
        for place_id, number, when, room in self.offline:
            self.issue(Wanted(place_id, "K02", room, number=number, source=Source.BLOCK, arrived_at=when))
            assert self.arrived[place_id] == when
        self.offline = []

    @rule(room=st.sampled_from(ROOMS))
    def staff_call(self, room: str) -> None:
        chosen = next_of(self.queue, room, self.now, self.rule)
        if chosen is not None:
            waiting = self.queue.waiting(room)
            if self.queue.room(room).passes >= self.rule.passes:
                assert chosen == waiting[0]
            for other in waiting:
                assert chosen.arrived_at - other.arrived_at <= timedelta(seconds=self.rule.patience_s)
        self.apply(desk.call(self.queue, room, self.now, self.rule))

    @rule(data=st.data())
    def staff_name_a_number(self, data: st.DataObject) -> None:
        if self.queue.places:
            place = self.queue.places[data.draw(st.sampled_from(sorted(self.queue.places)))]
            to = data.draw(st.sampled_from(self.ROOMS))
            wish = data.draw(st.sampled_from(["call", "transfer", "close"]))
            number = place.number
            match wish:
                case "call":
                    self.apply(desk.call(self.queue, place.room, self.now, self.rule, number))
                case "transfer":
                    self.apply(desk.transfer(self.queue, place.room, to, self.now, number))
                case _:
                    self.apply(desk.close(self.queue, place.room, self.now, number))

    @rule(room=st.sampled_from(ROOMS), to=st.sampled_from(ROOMS), wish=st.sampled_from("rstcz"))
    def staff_press_something(self, room: str, to: str, wish: str) -> None:
        match wish:
            case "r":
                self.apply(desk.recall(self.queue, room, self.now))
            case "s":
                self.apply(desk.skip(self.queue, room, self.now))
            case "t":
                self.apply(desk.transfer(self.queue, room, to, self.now))
            case "c":
                self.apply(desk.close(self.queue, room, self.now))
            case _:
                self.apply(desk.shut(self.queue, room, self.now))

    @invariant()
    def nobody_is_lost(self) -> None:
        assert set(self.queue.places) == set(self.arrived)
        whole(self.queue)

    @invariant()
    def nobody_is_served_twice(self) -> None:
        assert len(self.served) == len(set(self.served))

    @invariant()
    def nothing_changes_the_time_of_arrival(self) -> None:
        assert {place.id: place.arrived_at for place in self.queue.places.values()} == self.arrived

    @invariant()
    def numbers_are_unique(self) -> None:
        given = [*self.numbers.values(), *(number for _, number, _, _ in self.offline)]
        assert len(given) == len(set(given))

    @invariant()
    def nobody_is_passed_over_for_long(self) -> None:
        assert all(room.passes <= self.rule.passes for room in self.queue.rooms.values())

    def teardown(self) -> None:
        """At the end of the day everybody who waits can be called, each exactly once."""
        self.the_station_is_back()
        for room in self.ROOMS:
            waiting = len(self.queue.waiting(room))
            for _ in range(waiting):
                self.staff_call(room)
            assert self.queue.waiting(room) == ()


HospitalDay.TestCase.settings = settings(max_examples=60, stateful_step_count=50, deadline=None)
TestHospitalDay = HospitalDay.TestCase
