"""Trials of the trials: a hub that does not sync, a journal that begins anew or is opened without a look, are found."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from random import Random

import pytest

from kiosk.campaign.power.builtin import plugged
from kiosk.campaign.power.damage import damage_trial, gone_trial
from kiosk.campaign.power.disk import Disk
from kiosk.campaign.power.run import again
from kiosk.campaign.values import Promise
from kiosk.hub.db import engine
from kiosk.journal import Journal
from kiosk.journal.lock import WriterLock


def test_the_trials_find_a_hub_whose_commits_are_not_synced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "PRAGMAS", tuple(one.replace("EXTRA", "OFF") for one in engine.PRAGMAS))
    broken = [one for seed in range(16) for one in again(f"hub:{seed}")]
    assert {one.promise for one in broken} & {Promise.KEPT, Promise.CHAINED}


def test_the_trials_find_a_station_that_begins_a_new_journal_where_one_had_been(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(WriterLock, "begin", lambda _self, **_begun: None)
    assert [one.promise for one in gone_trial(3)] == [Promise.KEPT]


def test_the_trials_find_a_journal_that_is_opened_without_a_look(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Journal.verify
    monkeypatch.setattr(Journal, "verify", lambda self, after=0: whole(self, self.seq))
    monkeypatch.setattr(Journal, "check_pages", lambda _self: None)
    assert any(damage_trial(seed) for seed in range(60))


def test_while_it_is_plugged_in_this_pythons_sqlite_writes_nowhere_else(tmp_path: Path) -> None:
    disk = Disk(Random(1))
    path = tmp_path / "anywhere.db"
    with plugged(disk):
        connection = sqlite3.connect(path)
        connection.execute("CREATE TABLE t (a)")
        connection.close()
    assert not path.exists()
    assert str(path) in disk.files
    with sqlite3.connect(path) as real:
        assert real.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    real.close()
