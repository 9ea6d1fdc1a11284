"""A hub whose machine is started anew each morning, with nobody who keeps its clock: nothing piles up over a year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hub_queue_parts import ROOM
from test_queue_started import House

from his_client.outcome import Done, Refused
from kiosk.queue.desk import Wanted
from kiosk.queue.events import Source

DAY = timedelta(days=1)
ORDER = "blocks are reserved one after the other, from 1"
STATIONS = ("K01", "K02", "K03")


def reserve(house: House, station: str, day: date) -> int:
    block = house.desk.reserve(station, 1, day)
    assert isinstance(block, Done), block
    return block.value.block


def morning(house: House, number: int, nights: int = 1) -> int:
    """Another start of the machine after so many nights, a day's blocks and numbers; the highest block."""
    house.clock.forward(nights * 24 * 60)
    house.start(f"boot-{number}")
    house.room()
    today = house.clock.now().date()
    highest = max(reserve(house, station, day) for day in (today, today + DAY) for station in STATIONS)
    for one in range(3):
        house.issue(f"{number}.{one}")
    return highest


def held(house: House) -> tuple[int, int, int]:
    return len(house.desk._blocks), len(house.desk._tokens), len(house.desk._places)


@pytest.mark.parametrize("nights", [1, 3])
def test_blocks_and_pages_of_days_long_over_are_forgotten(nights: int) -> None:
    house = House()
    highest = [morning(house, number, nights) for number in range(12)]
    blocks, tokens, places = held(house)
    assert blocks <= 4 * len(STATIONS), "of the last day, of today, of tomorrow"
    assert (tokens, places) == (6, 6), "of the last day, which may go on, and of today"
    assert max(highest) <= 4 * len(STATIONS), "patients read it"
    before = house.desk.picture()
    house.start()
    assert (house.desk.picture(), held(house)) == (before, (blocks, tokens, places))


def test_a_block_of_a_day_whose_clock_was_turned_is_still_its_stations_on_the_next_doubtful_day() -> None:
    house = House()
    block = reserve(house, "K03", house.clock.now().date())
    house.turn(5 * DAY)  # while it runs: no night has passed
    house.room()
    house.start("second", turned=DAY)
    house.room()
    given = Wanted("a", "K03", ROOM, number=f"B{block}-001", source=Source.BLOCK)
    assert isinstance(house.desk.issue(given), Done)
    today = house.clock.now().date()
    assert reserve(house, "K04", today) != block
    assert [house.desk.reserve("K03", ordinal, today) for ordinal in (0, -1)] == [Refused("ordinal", ORDER)] * 2
    house.start("third", turned=-DAY)
    assert house.room().waiting == (f"B{block}-001",), "and when the clock comes back"


def test_a_block_for_tomorrow_outlives_one_doubtful_day_that_is_later() -> None:
    house = House()
    today = house.clock.now().date()
    house.issue("a")
    block = reserve(house, "K03", today + DAY)
    house.start("second", turned=5 * DAY)
    other = reserve(house, "K04", today + 5 * DAY)
    house.turn(-5 * DAY)
    house.room()
    house.clock.forward(24 * 60)
    given = Wanted("b", "K03", ROOM, number=f"B{block}-001", source=Source.BLOCK)
    assert isinstance(house.desk.issue(given), Done)
    assert other != block


def test_a_clock_that_was_carried_and_then_lost_its_day_was_not_put_right() -> None:
    house = House()
    house.issue("a")
    house.turn(5 * DAY)
    house.issue("b")
    house.start("second", turned=DAY)
    house.room()
    assert house.desk._came is None
