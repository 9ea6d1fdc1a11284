"""Whose turn it is: the law first, appointments on time, and nobody passed over for long."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from queue_parts import OTHER, ROOM, Hall, minute

from kiosk.queue.events import Priority
from kiosk.queue.order import Rule, next_of, order_of

BY_LAW = [Priority.CHILD, Priority.PREGNANT, Priority.DISABLED, Priority.SENIOR, Priority.MERIT]


def called(hall: Hall, at: float, times: int) -> list[str]:
    return [hall.call(at) for _ in range(times)]


def test_without_preference_everybody_is_called_by_arrival() -> None:
    hall = Hall()
    for number in range(5):
        hall.come(f"v{number}", number)
    assert called(hall, 10, 6) == ["v0", "v1", "v2", "v3", "v4", "nobody"]


@pytest.mark.parametrize("priority", BY_LAW)
def test_who_has_priority_by_law_goes_before_earlier_arrivals(priority: Priority) -> None:
    hall = Hall()
    hall.come("first", 0)
    hall.come("by law", 5, priority)
    assert called(hall, 6, 2) == ["by law", "first"]


def test_the_law_ranks_no_class_above_another_so_arrival_does() -> None:
    hall = Hall(Rule(passes=10))
    hall.come("ordinary", 0)
    for number, priority in enumerate(reversed(BY_LAW)):
        hall.come(priority.value, 1 + number, priority)
    assert called(hall, 9, 6) == ["merit", "senior", "disabled", "pregnant", "child", "ordinary"]


def test_after_two_in_a_row_the_earliest_arrival_is_called() -> None:
    hall = Hall()
    for name in ("o1", "o2"):
        hall.come(name, 0)
    for number in range(5):
        hall.come(f"s{number}", 1, Priority.SENIOR)
    assert called(hall, 2, 7) == ["s0", "s1", "o1", "s2", "s3", "o2", "s4"]


def test_a_room_of_preferred_people_alone_passes_nobody() -> None:
    hall = Hall()
    for number in range(4):
        hall.come(f"s{number}", number, Priority.SENIOR)
    assert called(hall, 9, 4) == ["s0", "s1", "s2", "s3"]
    assert hall.queue.room(ROOM).passes == 0


@pytest.mark.parametrize(
    ("arrives", "now", "first"),
    [
        (5, 49, "o"),  # eleven minutes before the time: not yet
        (5, 50, "booked"),  # ten minutes before: the window is open
        (74, 75, "booked"),  # fourteen minutes late: still kept
        (75, 75, "booked"),
        (76, 77, "o"),  # sixteen minutes late: by arrival
    ],
)
def test_an_appointment_counts_within_its_window(arrives: float, now: float, first: str) -> None:
    hall = Hall()
    hall.come("o", 0)
    hall.come("booked", arrives, appointment=60)
    assert hall.call(now) == first


def test_by_law_before_an_appointment_whose_time_has_not_come_and_after_one_whose_time_has() -> None:
    hall = Hall()
    hall.come("booked", 0, appointment=60)
    hall.come("before", 45, Priority.PREGNANT)
    hall.come("after", 55, Priority.PREGNANT)
    assert called(hall, 56, 3) == ["before", "booked", "after"]


def test_who_came_early_for_an_appointment_is_not_worse_off_than_by_arrival() -> None:
    hall = Hall()
    hall.come("booked", 0, appointment=300)
    hall.come("later", 1)
    assert hall.call(2) == "booked"


def test_who_has_waited_ninety_minutes_is_preferred_from_then_on() -> None:
    hall = Hall(Rule(passes=1000))
    hall.come("patient", 0)
    hall.come("young", 89, Priority.CHILD)
    hall.come("younger", 91, Priority.CHILD)
    assert called(hall, 92, 3) == ["young", "patient", "younger"]


def test_a_number_staff_chose_themselves_changes_nothing_for_the_rule() -> None:
    hall = Hall()
    hall.come("o1", 0)
    hall.come("s1", 1, Priority.SENIOR)
    chosen = hall.come("o2", 2)
    assert hall.call(3) == "s1"
    assert hall.queue.room(ROOM).passes == 1
    assert hall.call(4, chosen) == "o2"
    assert hall.queue.room(ROOM).passes == 1


people = st.lists(
    st.tuples(
        st.integers(0, 200),
        st.sampled_from([Priority.NONE, Priority.NONE, *BY_LAW]),
        st.one_of(st.none(), st.integers(0, 240)),
    ),
    min_size=1,
    max_size=25,
)


def filled(arrivals: list[tuple[int, Priority, int | None]], rule: Rule) -> Hall:
    hall = Hall(rule)
    for number, (at, priority, appointment) in enumerate(sorted(arrivals, key=lambda item: item[0])):
        hall.come(f"v{number}", at, priority, appointment=appointment)
    return hall


@given(people, st.integers(0, 4))
def test_the_order_told_is_the_order_called_when_nobody_else_comes(
    arrivals: list[tuple[int, Priority, int | None]], passes: int
) -> None:
    hall = filled(arrivals, Rule(passes=passes))
    told = [place.id for place in order_of(hall.queue, ROOM, minute(240), hall.rule)]
    assert told == called(hall, 240, len(arrivals))
    assert sorted(told) == sorted(hall.queue.places)


@given(people, st.integers(0, 4), st.integers(0, 24), st.data())
def test_nobody_starves_whoever_comes_later(
    arrivals: list[tuple[int, Priority, int | None]], passes: int, which: int, data: st.DataObject
) -> None:
    """Before each call an adversary lets as many preferred people in as he likes; the bound holds all the same."""
    hall = filled(arrivals, Rule(passes=passes))
    waiting = hall.queue.waiting(ROOM)
    before = min(which, len(waiting) - 1)
    one = waiting[before].id
    calls, comes = 0, 0
    while hall.current() != one:
        for _ in range(data.draw(st.integers(0, 3))):
            hall.come(f"new{comes}", 201 + calls / 10, data.draw(st.sampled_from(BY_LAW)))
            comes += 1
        hall.call(201 + calls / 10)
        calls += 1
    assert calls <= (passes + 1) * (before + 1)


@given(people, st.integers(0, 4), st.integers(200, 400))
def test_nobody_is_called_before_a_person_who_came_more_than_the_patience_earlier(
    arrivals: list[tuple[int, Priority, int | None]], passes: int, now: int
) -> None:
    hall = filled(arrivals, Rule(passes=passes))
    for call in range(len(arrivals)):
        chosen = next_of(hall.queue, ROOM, minute(now + call), hall.rule)
        assert chosen is not None
        for other in hall.queue.waiting(ROOM):
            assert chosen.arrived_at - other.arrived_at <= timedelta(seconds=hall.rule.patience_s)
        assert hall.call(now + call) == chosen.id


def test_rooms_do_not_disturb_each_other() -> None:
    hall = Hall()
    hall.come("here", 0)
    hall.come("there", 1, room=OTHER)
    assert hall.call(2, room=OTHER) == "there"
    assert hall.call(3) == "here"
