"""The hub's queue: a number is given once, whatever is asked twice, restarted, or done at midnight."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from hub_queue_parts import MORNING, OTHER, PHONE, ROOM, Hub, a_block_number, seen

from his_client.outcome import Done, Refused
from kiosk.hub.queue_desk import QueueSettings
from kiosk.hub.records import hub_codec
from kiosk.journal import Journal
from kiosk.queue.blocks import Block
from kiosk.queue.desk import Wanted
from kiosk.queue.events import (
    BlockReserved,
    ClockSeen,
    DayCarried,
    NumberCalled,
    NumberChanged,
    NumberClosed,
    NumberIssued,
    NumberRecalled,
    NumberSkipped,
    NumberTransferred,
    Outcome,
    Priority,
    QueueEvent,
    RoomKeyGiven,
    RoomOpened,
    RoomShut,
    Source,
)
from kiosk.queue.ports import Action, RoomSeen
from kiosk.queue.state import State

TODAY, TOMORROW = MORNING.date(), MORNING.date() + timedelta(days=1)


@pytest.fixture
def hub() -> Hub:
    return Hub()


def room(hub: Hub, name: str = ROOM) -> RoomSeen:
    outcome = hub.desk.room(name)
    assert isinstance(outcome, Done)
    return outcome.value


def block(hub: Hub, ordinal: int = 1, station_id: str = "K03") -> Block:
    outcome = hub.desk.reserve(station_id, ordinal, TODAY)
    assert isinstance(outcome, Done), outcome
    return outcome.value


def test_one_sequence_for_the_day_across_rooms_and_stations(hub: Hub) -> None:
    numbers = [hub.issue(f"v{n}", (ROOM, OTHER)[n % 2]).number for n in range(4)]
    assert numbers == ["001", "002", "003", "004"]


def test_asking_twice_gives_the_same_number_and_link_also_after_a_restart(hub: Hub) -> None:
    first = hub.issue("v1")
    assert hub.issue("v1") == first
    hub.restart()
    assert hub.issue("v1") == first
    assert hub.issue("v2").number == "002"


def test_the_hiss_number_is_kept_as_it_is(hub: Hub) -> None:
    assert hub.issue("v1", number="A128", source=Source.HIS).number == "A128"
    assert hub.issue("v2").number == "001"


def test_a_number_is_in_the_journal_before_the_answer_leaves(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(self: Journal, entries: object) -> None:
        raise OSError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(Journal, "append", fails)
        with pytest.raises(OSError, match="full"):
            hub.issue("v1")
    assert hub.desk.place("v1") == Refused("no_place")
    assert hub.issue("v2").number == "001"


def test_a_day_ends_at_the_hospitals_midnight(hub: Hub) -> None:
    hub.clock.at = MORNING.replace(hour=23, minute=59)
    late = hub.issue("late")
    assert late.link is not None
    hub.clock.forward(2)
    assert hub.issue("early").number == "001"
    assert hub.desk.by_token(late.link.rpartition("/")[2]) is None
    again = hub.issue("late")
    assert (again.number, again.state, again.link) == (late.number, State.LEFT, None), "the same, and it is over"
    hub.restart()
    assert hub.issue("early").number == "001"
    assert hub.issue("late").number == late.number
    hub.clock.forward(24 * 60)
    assert hub.desk.place("late") == Refused("no_place")


def test_a_clock_put_back_over_midnight_enters_no_second_yesterday(hub: Hub) -> None:
    hub.clock.at = MORNING.replace(hour=0, minute=1)
    hub.issue("v1")
    hub.clock.forward(-5)
    assert hub.issue("v2").number == "002"


def test_a_cut_off_stations_numbers_come_back_in_their_order_of_arrival(hub: Hub) -> None:
    reserved = block(hub)
    assert reserved == block(hub), "asked twice"
    hub.restart()
    assert reserved == block(hub), "and after a restart"
    assert block(hub, station_id="K04").block == 2
    drawn = reserved.draw("off", TODAY)
    assert drawn is not None
    hub.clock.forward(10)
    hub.issue("on")
    hub.clock.forward(10)
    back = a_block_number("off", drawn[1], MORNING + timedelta(minutes=5))
    assert seen(hub.desk.issue(back)).number == "B1-001"
    assert seen(hub.desk.issue(back)).number == "B1-001"
    hub.restart()
    assert room(hub).waiting == ("B1-001", "001")
    assert hub.desk.issue(a_block_number("else", drawn[1], MORNING)) == Refused(
        "number_used", "another visit has this number"
    )


def test_blocks_are_reserved_for_today_or_tomorrow(hub: Hub) -> None:
    assert isinstance(hub.desk.reserve("K03", 1, TOMORROW), Done)
    for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=2)):
        refused = hub.desk.reserve("K03", 1, day)
        assert isinstance(refused, Refused)
        assert refused.code == "day"
    hub.clock.forward(24 * 60)
    night = a_block_number("off", "B1-001", hub.clock.now())
    assert seen(hub.desk.issue(night)).number == "B1-001", "reserved yesterday for today"


def test_staff_see_numbers_and_the_order_they_would_be_called(hub: Hub) -> None:
    hub.issue("v1")
    hub.issue("v2", priority=Priority.SENIOR)
    assert room(hub).waiting == ("002", "001")
    called = hub.desk.act(ROOM, Action.CALL)
    assert isinstance(called, Done)
    assert (called.value.current, called.value.calls, called.value.open) == ("002", 1, True)
    hub.restart()
    assert room(hub) == called.value


@pytest.mark.parametrize("seed", range(5))
def test_a_hub_restarted_at_any_moment_of_some_days_stands_where_it_stood(seed: int) -> None:
    random, hub, given = Random(seed), Hub(), dict[tuple[date, str], str]()
    for count in range(150):
        hub.clock.forward(random.uniform(0, 60))
        name = random.choice([ROOM, OTHER])
        if random.random() < 0.5:
            place = hub.issue(f"v{count}", name, priority=random.choice(list(Priority)))
            assert given.setdefault((hub.clock.now().date(), place.number), place.place_id) == place.place_id
        else:
            hub.desk.act(name, random.choice(list(Action)), to=random.choice([ROOM, OTHER]))
        if random.random() < 0.2:
            before = (room(hub), room(hub, OTHER), hub.desk.announced(), hub.desk.place(f"v{count}"))
            hub.restart()
            assert before == (room(hub), room(hub, OTHER), hub.desk.announced(), hub.desk.place(f"v{count}"))
    assert len({day for day, _ in given}) == 4


@pytest.mark.attack
def test_an_action_meant_for_another_moment_does_nothing(hub: Hub) -> None:
    for number in range(3):
        hub.issue(f"v{number}")
    before = room(hub).mark
    assert isinstance(hub.desk.act(ROOM, Action.CALL, mark=before), Done)
    twice = hub.desk.act(ROOM, Action.CALL, mark=before)
    assert isinstance(twice, Refused)
    assert (twice.code, room(hub).current) == ("changed", "001")


@pytest.mark.attack
def test_the_link_has_a_token_of_its_own_and_without_an_address_there_is_none(hub: Hub) -> None:
    links = {hub.issue(f"v{number}").link for number in range(50)}
    assert len(links) == 50
    for link in links:
        assert link is not None
        base, _, token = link.rpartition("/q/")
        assert base == PHONE
        assert len(token) == 24, "144 bits in base 64"
        found = hub.desk.by_token(token)
        assert found is not None
        assert found.link == link
    assert Hub(QueueSettings()).issue("v1").link is None


def test_what_is_personal_lies_encrypted_and_an_erased_person_leaves_the_number(hub: Hub) -> None:
    link = hub.issue("v1", priority=Priority.PREGNANT).link
    hub.issue("v2")
    assert link is not None
    open_text = " ".join(row[0] for row in hub.journal._connection.execute("SELECT body FROM journal"))
    assert "pregnant" not in open_text
    assert link.rpartition("/")[2] not in open_text
    hub.journal.erase("v1")
    hub.restart()
    assert hub.journal.verify().whole
    assert seen(hub.desk.place("v1")).link is None
    assert hub.issue("v3").number == "003"


def test_every_event_comes_back_from_the_journal_as_it_was_written() -> None:
    codec, at = hub_codec(), MORNING
    events = [
        NumberIssued(TODAY, at, "v", "K", "001", 1, Source.HUB, ROOM, at, at, Priority.SENIOR, "token"),
        NumberIssued(TODAY, at, "v", "K", "001", 1, Source.HUB, ROOM, at),
        BlockReserved(TODAY, at, "K", 1, 2, 50),
        RoomOpened(TODAY, at, ROOM),
        RoomShut(TODAY, at, ROOM),
        NumberChanged(TODAY, at, "v", ROOM, "B1-001"),
        NumberCalled(TODAY, at, "v", ROOM, chosen=True),
        NumberRecalled(TODAY, at, "v", ROOM),
        NumberSkipped(TODAY, at, "v", ROOM),
        NumberTransferred(TODAY, at, "v", ROOM, OTHER),
        NumberClosed(TODAY, at, "v", ROOM, Outcome.LEFT),
        DayCarried(TODAY, at, TODAY - timedelta(days=1)),
        ClockSeen(TODAY, at, "a boot", 4.5, unsure=True, kept=True),
        RoomKeyGiven(TODAY, at, ROOM, "digest"),
    ]
    assert {type(event).__name__ for event in events} == {kind.__name__ for kind in QueueEvent.__subclasses__()}
    for event in events:
        row = codec.encode(event)
        assert codec.decode(row.kind, row.body, row.personal) == event


@pytest.mark.attack
def test_a_rooms_key_opens_that_room_until_there_is_another(hub: Hub) -> None:
    key = hub.desk.give_key(ROOM)
    assert hub.desk.key_fits(ROOM, key)
    assert hub.desk.key_fits(ROOM, key.lower().replace("-", " "))
    assert not hub.desk.key_fits(OTHER, key)
    assert not hub.desk.key_fits(OTHER, "")
    hub.restart()
    assert hub.desk.key_fits(ROOM, key)
    another = hub.desk.give_key(ROOM)
    assert not hub.desk.key_fits(ROOM, key)
    assert hub.desk.key_fits(ROOM, another)
    stored = " ".join(row[0] for row in hub.journal._connection.execute("SELECT body FROM journal"))
    assert key.replace("-", "") not in stored


def test_the_screen_shows_open_rooms_only(hub: Hub) -> None:
    hub.issue("v1")
    hub.issue("v2", OTHER)
    assert hub.desk.announced() == ()
    hub.desk.act(ROOM, Action.CALL)
    assert [(row.room, row.number) for row in hub.desk.announced()] == [(ROOM, "001")]
    hub.desk.act(OTHER, Action.CALL)
    assert [row.room for row in hub.desk.announced((OTHER,))] == [OTHER]
    hub.desk.act(ROOM, Action.CLOSE)
    assert [(row.room, row.number) for row in hub.desk.announced()] == [(ROOM, ""), (OTHER, "002")]
    hub.desk.act(ROOM, Action.SHUT)
    assert [row.room for row in hub.desk.announced()] == [OTHER]


def test_a_place_whose_answer_came_too_late_has_the_number_its_station_gave(hub: Hub) -> None:
    hub.desk.reserve("K03", 1, TODAY)
    assert hub.issue("v1").number == "001"
    assert hub.issue("v1", number="B1-001", source=Source.BLOCK).number == "B1-001"
    hub.restart()
    assert hub.issue("v1").number == "B1-001"
    assert hub.issue("v2").number == "002"
    assert [place.number for place in hub.desk._queue.waiting(ROOM)] == ["B1-001", "002"]


def test_a_place_takes_no_number_that_another_has_or_that_lies_in_no_block(hub: Hub) -> None:
    hub.desk.reserve("K03", 1, TODAY)
    hub.issue("v1", number="B1-001", source=Source.BLOCK)
    hub.issue("v2")
    for number, code in (("B1-001", "number_used"), ("B2-001", "no_block")):
        outcome = hub.desk.issue(Wanted("v2", "K03", ROOM, number=number, source=Source.BLOCK))
        assert isinstance(outcome, Refused)
        assert outcome.code == code
    hub.desk.act(ROOM, Action.CLOSE, number="001")
    closed = hub.issue("v2", number="B1-002", source=Source.BLOCK)
    assert (closed.number, closed.state) == ("001", State.LEFT)
