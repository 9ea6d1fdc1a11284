"""A station's history holds its changes: not each heartbeat, and not who comes and goes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

from kiosk.fleet.values import DeviceState, Heartbeat, StationState
from kiosk.hub.db.engine import sqlite_database
from kiosk.hub.db.migrate import upgrade
from kiosk.hub.fleet.history import History
from kiosk.simulation.time import SimProcess, SimTime

NOW = datetime(2026, 11, 26, 1, 0, tzinfo=UTC)
WELL = Heartbeat("K03", NOW, "1.0", "own", StationState.WELCOME, devices=(("reader", DeviceState.OK, ""),))


def test_changes_are_kept_newest_first_and_the_oldest_go_in_time() -> None:
    time = SimTime(NOW)
    database = sqlite_database(None)
    upgrade(database)
    process = SimProcess(time, Random(1))
    history = History(database, process, time)
    gone = replace(WELL, devices=(("reader", DeviceState.FAIL, "reader_gone"),))

    def hears(*beats: Heartbeat, at: timedelta) -> None:
        for number, beat in enumerate(beats):
            heard = NOW + at + timedelta(seconds=number)
            process.post(lambda beat=beat, heard=heard: history.heard([(beat, heard)]))  # type: ignore[misc]
        while time.run_next():
            pass

    hears(WELL, replace(WELL, state=StationState.VISIT), WELL, gone, gone, at=timedelta())
    found = history.of("K03")
    assert [(change.state, change.devices) for change in found] == [
        ("serving", (("reader", "fail", "reader_gone"),)),
        ("serving", (("reader", "ok", ""),)),
    ]
    process.later(timedelta(days=91).total_seconds(), lambda: None)
    hears(at=timedelta())
    hears(replace(WELL, station_id="K04"), at=timedelta(days=91))
    assert history.of("K03") == ()
    database.close()
