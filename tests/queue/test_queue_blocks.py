"""Numbers for a station that is cut off: reserved beforehand, unlike any other of the day, each given once."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from queue_parts import MORNING, ROOM, minute

from his_client.outcome import Refused
from kiosk.queue import desk
from kiosk.queue.blocks import MOST_A_DAY, Block, covers, number_text, reserve
from kiosk.queue.desk import Wanted
from kiosk.queue.events import BlockReserved, NumberIssued, Source
from kiosk.queue.state import DayQueue, step

TODAY = MORNING.date()
TOMORROW = TODAY + timedelta(days=1)


def held(station_id: str, ordinal: int, before: list[BlockReserved], size: int = 50) -> BlockReserved:
    block = reserve(before, station_id, ordinal, TODAY, MORNING, size)
    assert isinstance(block, BlockReserved)
    return block


def test_a_block_asked_for_twice_is_the_same_block() -> None:
    first = held("K03", 1, [])
    assert held("K03", 1, [first]) == first
    assert held("K04", 1, [first]).block == 2
    assert held("K03", 2, [first]).block == 2


def test_blocks_are_counted_and_bounded() -> None:
    blocks: list[BlockReserved] = []
    for refused in (reserve(blocks, "K03", 2, TODAY, MORNING), reserve(blocks, "K03", 0, TODAY, MORNING)):
        assert isinstance(refused, Refused)
        assert refused.code == "ordinal"
    for ordinal in range(MOST_A_DAY):
        blocks.append(held("K03", ordinal + 1, blocks))
    last = reserve(blocks, "K03", MOST_A_DAY + 1, TODAY, MORNING)
    assert isinstance(last, Refused)
    assert last.code == "too_many"


def test_tomorrows_block_looks_like_none_of_today_and_yesterdays_counts_no_more() -> None:
    first = held("K03", 1, [])
    tomorrow = reserve([first], "K03", 1, TOMORROW, MORNING)
    assert isinstance(tomorrow, BlockReserved)
    assert (tomorrow.day, tomorrow.block) == (TOMORROW, 2)
    assert covers([tomorrow], "K03", TODAY, "B2-001"), "a station whose clock is ahead gives from it"
    assert not covers([first], "K03", TOMORROW, "B1-001")


def test_a_station_draws_each_number_once_and_the_same_for_the_same_visit() -> None:
    block: Block | None = Block(TODAY, 3, 2)
    assert block is not None
    numbers = []
    for place_id in ("a", "b", "a"):
        drawn = block.draw(place_id, TODAY)
        assert drawn is not None
        block, number = drawn
        numbers.append(number)
    assert numbers == ["B3-001", "B3-002", "B3-001"]
    assert block.draw("c", TODAY) is None, "used up"
    assert block.draw("a", TOMORROW) is None, "of another day"


def test_only_the_stations_own_numbers_are_taken_back_and_each_once() -> None:
    queue, blocks = DayQueue(TODAY), [held("K03", 1, [])]

    def report(place_id: str, number: str, station_id: str = "K03") -> NumberIssued | Refused:
        wanted = Wanted(place_id, station_id, ROOM, number=number, source=Source.BLOCK, arrived_at=minute(3))
        return desk.issue(queue, wanted, minute(60), "", blocks)

    taken = report("a", "B1-001")
    assert isinstance(taken, NumberIssued)
    assert (taken.number, taken.arrived_at, taken.serial) == ("B1-001", minute(3), 0)
    queue = step(queue, taken)
    for place_id, number, station_id, code in (
        ("b", "B1-001", "K03", "number_used"),
        ("b", "B1-002", "K04", "no_block"),
        ("b", "B1-051", "K03", "no_block"),
        ("b", "B1-000", "K03", "no_block"),
        ("b", "B2-001", "K03", "no_block"),
        ("b", "001", "K03", "no_block"),
    ):
        refused = report(place_id, number, station_id)
        assert isinstance(refused, Refused)
        assert refused.code == code


@given(st.lists(st.sampled_from(["K01", "K02", "K03", "hub"]), max_size=60), st.integers(1, 5))
def test_numbers_of_a_day_are_unique_across_stations_and_blocks(who: list[str], size: int) -> None:
    queue, blocks, held_now = DayQueue(TODAY), list[BlockReserved](), dict[str, Block]()
    numbers: list[str] = []
    for count, station_id in enumerate(who):
        if station_id == "hub":
            issued = desk.issue(queue, Wanted(f"v{count}", "K01", ROOM), minute(count), "", blocks)
            assert isinstance(issued, NumberIssued)
            queue = step(queue, issued)
            numbers.append(issued.number)
            continue
        drawn = held_now[station_id].draw(f"v{count}", TODAY) if station_id in held_now else None
        if drawn is None:
            own = sum(block.station_id == station_id for block in blocks)
            blocks.append(held(station_id, own + 1, blocks, size))
            drawn = Block(TODAY, blocks[-1].block, size).draw(f"v{count}", TODAY)
        assert drawn is not None
        held_now[station_id] = drawn[0]
        numbers.append(drawn[1])
    assert len(numbers) == len(set(numbers))


def test_a_number_reads_well() -> None:
    assert number_text(3, 12) == "B3-012"
