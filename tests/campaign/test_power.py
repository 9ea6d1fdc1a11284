"""Power cuts and failing disks lose nothing that was acknowledged, and the trials of it find what would."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from random import Random

import pytest
from typer.testing import CliRunner

from kiosk.campaign.power.disk import FULL, Disk, DiskRefused, Fault, File, PowerOff
from kiosk.campaign.power.driver import Driver, PowerCut
from kiosk.campaign.power.journal import cut_trial
from kiosk.campaign.power.life import life_trial
from kiosk.campaign.power.run import KINDS, Kind
from kiosk.campaign.values import Promise
from kiosk.cli.campaign import app
from kiosk.journal import sql

SHORT = 800
"""As many power cuts as the short form may take; `make campaign` does all of the gate's."""


def replaced(monkeypatch: pytest.MonkeyPatch, *changes: tuple[str, str]) -> None:
    pragmas: tuple[str, ...] = sql.PRAGMAS
    for old, new in changes:
        assert any(old in pragma for pragma in pragmas)
        pragmas = tuple(pragma.replace(old, new) for pragma in pragmas)
    monkeypatch.setattr(sql, "PRAGMAS", pragmas)


def found(trial: Callable[[int], tuple[object, ...]], seeds: int) -> int:
    return sum(bool(trial(seed)) for seed in range(seeds))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_nothing_is_lost_doubled_or_left_over_after_a_power_cut_or_on_a_failing_disk(kind: Kind) -> None:
    tried = [kind.trial(seed) for seed in range(1, 1 + kind.seeds(SHORT))]
    assert [one for _, broken in tried for one in broken] == []
    assert sum(trials for trials, _ in tried) >= 16


@pytest.mark.parametrize(
    "weaker",
    [
        [("synchronous = EXTRA", "synchronous = OFF")],
        # The rollback file's truncation is what commits, and it is not synced then.
        [("synchronous = EXTRA", "synchronous = NORMAL")],
        # Its deletion commits, and nobody syncs the directory.
        [("journal_mode = TRUNCATE", "journal_mode = DELETE"), ("synchronous = EXTRA", "synchronous = FULL")],
        [("journal_mode = TRUNCATE", "journal_mode = MEMORY")],
    ],
    ids=["synchronous off", "synchronous normal", "directory not synced", "rollback in memory"],
)
def test_the_trials_find_a_journal_that_is_not_synced(
    monkeypatch: pytest.MonkeyPatch, weaker: list[tuple[str, str]]
) -> None:
    replaced(monkeypatch, *weaker)
    broken = [one for seed in range(60) for one in cut_trial(seed)]
    assert Promise.KEPT in {one.promise for one in broken}
    again = broken[0]
    assert again in cut_trial(int(again.seed.partition(":")[2])), "its seed plays it again"


@pytest.mark.parametrize("trial", [cut_trial, life_trial])
def test_the_trials_find_a_drive_that_only_says_it_has_synced(trial: Callable[..., tuple[object, ...]]) -> None:
    assert found(lambda seed: trial(seed, lying=True), 30) >= 5


def test_the_life_finds_an_acknowledgement_before_the_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    replaced(monkeypatch, ("synchronous = EXTRA", "synchronous = OFF"))
    assert found(life_trial, 25) >= 3


# -- the disk itself


def torn(kept: float, seed: int, *, sync_first: bool) -> bytes:
    file = File(b"a" * 1_024)
    file.write(b"b" * 1_500, 512)
    if sync_first:
        file.sync()
    file.settle(Random(seed), kept)
    return bytes(file.data)


def test_what_was_synced_stays_and_what_was_not_is_kept_lost_or_torn_in_sectors() -> None:
    assert torn(0.0, 1, sync_first=True) == b"a" * 512 + b"b" * 1_500
    assert torn(1.0, 1, sync_first=False) == b"a" * 512 + b"b" * 1_500
    outcomes = {torn(0.5, seed, sync_first=False) for seed in range(200)}
    assert {len(data) for data in outcomes} == {1_024, 2_012}
    assert {data[:512] for data in outcomes} == {b"a" * 512}
    assert {data[512:1_024] for data in outcomes} == {b"a" * 512, b"b" * 512}
    beyond = {data[1_024:1_536] for data in outcomes if len(data) > 1_024}
    assert {bytes(512), b"b" * 512} < beyond, "zeros, the data, or garbage"


def test_a_truncation_that_was_not_synced_may_come_undone_with_all_that_followed() -> None:
    outcomes = set()
    for seed in range(50):
        file = File(b"a" * 1_024)
        file.truncate(0)
        file.write(b"b" * 512, 0)
        file.settle(Random(seed), 0.5)
        outcomes.add(bytes(file.data))
    assert b"a" * 1_024 in outcomes
    assert b"b" * 512 in outcomes
    assert all(len(data) in (0, 512, 1_024) for data in outcomes)


def test_a_name_is_certain_only_when_its_directory_was_synced() -> None:
    def left(seed: int, *, sync: bool) -> frozenset[str]:
        disk = Disk(Random(seed))
        disk.load({"old": b"1"})
        disk.open("new", create=True)
        disk.delete("old", sync=sync)
        disk.power_on()
        return frozenset(disk.files)

    assert {left(seed, sync=True) for seed in range(40)} == {frozenset({"new"})}
    assert len({left(seed, sync=False) for seed in range(40)}) == 4


def test_what_a_failed_sync_dropped_no_later_one_brings_to_the_disk() -> None:
    outcomes = set()
    for seed in range(40):
        disk = Disk(Random(seed))
        disk.load({"file": b"a" * 1_024})
        file = disk.open("file", create=False)
        disk.write(file, b"b" * 1_024, 0)
        disk.fault = Fault(5, frozenset({"sync"}), lasting=False)
        with pytest.raises(DiskRefused):
            disk.sync(file, names=False)
        disk.write(file, b"c" * 512, 0)
        disk.sync(file, names=False)
        disk.power_on()
        outcomes.add(bytes(file.data))
    assert outcomes == {b"c" * 512 + b"a" * 512, b"c" * 512 + b"b" * 512}


def test_without_power_nothing_is_written_and_a_handle_of_before_stays_dead() -> None:
    disk = Disk(Random(1))
    driver = Driver(disk, "/x.db")
    driver.execute("PRAGMA synchronous = EXTRA")
    driver.execute("CREATE TABLE t (a)")
    disk.cut_in(1)
    with pytest.raises(PowerCut):
        driver.execute("INSERT INTO t VALUES (1)")
    with pytest.raises(PowerOff):
        disk.open("/y.db", create=True)
    disk.power_on()
    with pytest.raises(sqlite3.OperationalError):
        driver.execute("INSERT INTO t VALUES (1)")
    driver.close()
    fresh = Driver(disk, "/x.db")
    assert fresh.execute("SELECT count(*) FROM t").fetchone() == (0,)
    fresh.close()


def test_a_full_disk_is_told_as_sqlite_tells_it() -> None:
    disk = Disk(Random(1))
    driver = Driver(disk, "/x.db")
    driver.execute("CREATE TABLE t (a)")
    disk.fault = Fault(28, FULL)
    with pytest.raises(sqlite3.OperationalError) as caught:
        driver.execute("INSERT INTO t VALUES (1)")
    assert caught.value.sqlite_errorcode in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN)
    driver.close()


# -- the command


def test_the_command_tells_counts_and_rows() -> None:
    done = CliRunner().invoke(app, ["power", "--points", "20", "--jobs", "1", "--json"])
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert {name: told[name] for name in ("lost", "doubled", "unfinished", "seeds_failed")} == {
        "lost": 0,
        "doubled": 0,
        "unfinished": 0,
        "seeds_failed": [],
    }
    assert told["points"] == sum(row["trials"] for row in told["rows"])
    assert CliRunner().invoke(app, ["power", "--again", "journal:3"]).exit_code == 0
    assert CliRunner().invoke(app, ["power", "--again", "journal:x"]).exit_code == 2
