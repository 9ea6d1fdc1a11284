"""A clock that is turned loses no visit, gives no number twice, ages no row, and a row says that it was turned."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

import pytest

from his_client.outcome import Done
from kiosk.campaign import clock as campaign
from kiosk.campaign.clock import SCENARIOS, TurnedTime, clock_campaign, played, problems_of
from kiosk.campaign.values import Promise
from kiosk.clock import Drift
from kiosk.hub.queue_desk import QueueDesk, QueueSettings
from kiosk.hub.records import hub_codec
from kiosk.journal import Journal
from kiosk.life import lived as lived_module
from kiosk.life.lived import lived_until
from kiosk.queue.desk import Wanted
from kiosk.simulation.time import SimTime
from kiosk.simulation.world import MASTER
from kiosk.station.core import StationCore
from kiosk.station.recovery import DeskNumbers

BY_NAME = {scenario.name: scenario for scenario in SCENARIOS}


def found(name: str, seed: int) -> set[Promise]:
    day = played(BY_NAME[name], seed)
    problems = {promise for promise, _ in problems_of(day, BY_NAME[name])}
    day.machine.close()
    return problems


@pytest.mark.parametrize(("name", "seed"), [(name, 1 + place % 4) for place, name in enumerate(BY_NAME)])
def test_a_day_whose_clock_is_turned_keeps_every_promise(name: str, seed: int) -> None:
    """One day of each way, by turns calm or not, with the HIS's numbers or the hub's; the gate plays many."""
    assert found(name, seed) == set()


def test_the_campaign_tells_a_row_for_each_way_and_the_day_that_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(campaign, "SCENARIOS", (BY_NAME["2038"],))
    monkeypatch.setattr(lived_module, "until", lambda due, _last: due)  # ages rows by the clock alone
    monkeypatch.setattr(StationCore, "_look_at_clock", lambda _core: None)
    said: list[str] = []
    (row,) = clock_campaign(1, 2, said.append)
    assert (row.fault, row.trials, row.held) == ("clock: 2038", 1, False)
    assert {one.seed for one in row.broken} == {"2038:2"}
    assert {one.promise for one in row.broken} >= {Promise.KEPT, Promise.REFUSED}
    assert said[-1] == "2038: 1 days, 1 failed"


# -- what was mended


def test_a_clock_set_by_a_time_server_is_not_turned_and_one_moved_by_an_hour_is() -> None:
    time = TurnedTime(SimTime())
    drift = Drift(time)
    time.off += timedelta(seconds=50)
    assert drift.turned() == timedelta()
    time.off -= timedelta(hours=1)
    assert drift.turned() == timedelta(hours=-1)
    assert drift.turned() == timedelta()


def taken(numbers: DeskNumbers, at: str) -> int:
    moment = datetime.fromisoformat(f"{at}+07:00")
    number = numbers.next(moment)
    numbers.taken(moment)
    return number


def test_a_clock_put_back_over_midnight_gives_no_desk_number_twice() -> None:
    numbers = DeskNumbers()
    days = ("2026-11-24T23:59", "2026-11-24T23:59", "2026-11-25T00:00", "2026-11-24T23:59", "2026-11-25T00:01")
    assert [taken(numbers, at) for at in days] == [1, 2, 1, 3, 2]


def test_desk_numbers_go_on_through_a_year_that_was_never_true() -> None:
    numbers = DeskNumbers()
    assert [taken(numbers, "1970-01-01T08:20"), taken(numbers, "1970-01-01T08:30")] == [1, 2]
    numbers.turned = True
    assert [taken(numbers, "2026-11-24T08:35"), taken(numbers, "2026-11-24T08:36")] == [3, 4]
    assert taken(numbers, "2026-11-25T07:00") == 1


def test_desk_numbers_go_on_after_a_start_on_a_day_nobody_is_sure_of() -> None:
    numbers, next_day = DeskNumbers(), datetime.fromisoformat("2026-11-25T07:00+07:00")
    assert [taken(numbers, "2026-11-24T08:20"), taken(numbers, "2026-11-24T08:30")] == [1, 2]
    numbers.begin(next_day, kept=False)
    assert [taken(numbers, "2026-11-25T07:00"), taken(numbers, "2026-11-25T07:01")] == [3, 4]
    numbers.begin(next_day, kept=False)
    assert taken(numbers, "2026-11-25T07:05") == 5, "the same day"
    numbers.begin(next_day.replace(day=26), kept=True)
    assert taken(numbers, "2026-11-26T07:05") == 1, "a time server says so"


def hub_queue(time: TurnedTime, connection: sqlite3.Connection) -> QueueDesk:
    journal = Journal(connection, hub_codec(), MASTER, time, "hub")
    desk = QueueDesk(journal, time, QueueSettings())
    for row in journal.rows():
        desk.replay(row.event)  # type: ignore[arg-type]
    return desk


def number(desk: QueueDesk, place_id: str) -> str:
    seen = desk.issue(Wanted(place_id, "03", "201"))
    assert isinstance(seen, Done)
    return seen.value.number


@pytest.mark.parametrize("restarted", [False, True])
def test_whoever_waits_goes_on_waiting_when_the_hubs_clock_is_turned(restarted: bool) -> None:
    time, connection = TurnedTime(SimTime()), sqlite3.connect(":memory:", isolation_level=None)
    desk = hub_queue(time, connection)
    assert number(desk, "a") == "001"
    time.off = timedelta(days=4_000)
    if restarted:
        desk = hub_queue(time, connection)
    assert number(desk, "b") == "002"
    time.off = timedelta()
    room = desk.room("201")
    assert isinstance(room, Done)
    assert room.value.waiting == ("001", "002")
    assert hub_queue(time, connection).picture()[0] == desk.picture()[0]


def test_a_day_that_ends_by_itself_begins_an_empty_queue() -> None:
    true = SimTime()
    time, connection = TurnedTime(true), sqlite3.connect(":memory:", isolation_level=None)
    desk = hub_queue(time, connection)
    assert number(desk, "a") == "001"
    true.stand_still(24 * 3600.0)
    assert number(desk, "b") == "001"


def test_a_row_is_old_when_the_journal_has_lived_more_than_half_its_days_since() -> None:
    days = [(f"2026-11-{day:02d}", day * 10) for day in range(24, 14, -1)]
    assert lived_until(days, 7) == 200
    assert lived_until(days[:4], 7) == 0
    assert lived_until([("2038-01-19", 9), ("2026-11-24", 8), ("1970-01-01", 3)], 7) == 0
