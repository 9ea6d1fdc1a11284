"""A running hub's service quality follows the journal rows within seconds, and asks the HIS for its names."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random

import pytest
from quality_parts import K03, REGISTERED, hand_in, lines_of
from sqlalchemy.exc import OperationalError

from his_client.his.ports import Department
from his_client.outcome import Done, Outcome, Unknown
from kiosk.hub.db.engine import sqlite_database
from kiosk.hub.db.migrate import upgrade
from kiosk.hub.quality import keeper as keepers
from kiosk.hub.quality.keeper import NAMES_S, QualityKeeper
from kiosk.hub.quality.made_up import clinics
from kiosk.hub.quality.project import standing
from kiosk.hub.quality.reader import QualityReader
from kiosk.simulation.time import SimProcess, SimTime


@dataclass(slots=True)
class Hospital:
    """A HIS that knows its departments, or is silent."""

    silent: bool = False
    asked: list[bool] = field(default_factory=list)

    def departments(self) -> Outcome[tuple[Department, ...]]:
        self.asked.append(self.silent)
        return Unknown("timeout", "") if self.silent else Done(clinics())


def test_it_follows_within_seconds_and_names_departments_once_the_his_answers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    time = SimTime(datetime(2026, 11, 26, 1, 0, tzinfo=UTC))
    process = SimProcess(time, Random(1))
    database = sqlite_database(None)
    upgrade(database)
    his = Hospital(silent=True)
    keeper = QualityKeeper(database, his.departments, process, time)
    begun = time.now()

    def run(seconds: float) -> None:
        ended = []
        process.later(seconds, lambda: ended.append(True))
        while not ended:
            time.run_next()

    process.post(keeper.start)
    run(1)
    hand_in(database, K03, lines_of([REGISTERED] * 5))
    run(6)
    assert standing(database).behind == 0
    assert (keeper.state, keeper.behind) == ("ok", 0)
    month = QualityReader(database).month("2026-11")
    assert month is not None
    assert [part.name for part in month.departments] == ["KHOA01"], "the HIS has not told a name yet"

    def away(*_: object) -> None:
        raise OperationalError("", {}, Exception())

    monkeypatch.setattr(keepers, "project_page", away)
    run(6)
    assert keeper.state == "silent"
    monkeypatch.undo()
    his.silent = False
    run(NAMES_S)
    assert keeper.state == "ok"
    assert his.asked.count(False) == 1, "asked again when it was silent, then no more within the hour"
    assert (time.now() - begun).total_seconds() > NAMES_S
    process.post(keeper.stop)
    run(1)
    asked = len(his.asked)
    run(2 * NAMES_S)
    assert len(his.asked) == asked
    database.close()
