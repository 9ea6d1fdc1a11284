"""`init` and `status` over the database a hub's file names, and a hub's own rows on their way into it."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from db_parts import MASTER, STATION, TickingClock, intake_of, payments, rows_of, take_all
from typer.testing import CliRunner

from kiosk.cli.hub import app
from kiosk.config import StationConfig, parse_config
from kiosk.hub.db.balances import balances, trial_balance
from kiosk.hub.db.commands import (
    DatabaseAway,
    NoHubHere,
    init,
    open_database,
    place_of,
    rebuild_into,
    require_database,
    status,
    status_lines,
)
from kiosk.hub.db.migrate import SchemaNotCurrent, revisions, wanted
from kiosk.hub.db.replication import open_replication
from kiosk.hub.intake import HUB
from kiosk.hub.record import HubRecord
from kiosk.hub.records import hub_codec
from kiosk.hub.shipper import ShippingPolicy
from kiosk.journal import Journal
from kiosk.simulation.time import SimProcess, SimTime

Configured = Callable[[str], StationConfig]
LEAST = """
[station]
id = "K03"
hospital = "Bệnh viện Mẫu"
name = "Máy 03"
facility = "01001"
journal = "station.db"
[printer]
kind = "picture"
path = "slips"
[hub]
"""


@pytest.fixture
def configured(tmp_path: Path) -> Configured:
    return lambda hub: parse_config(LEAST + hub, base=tmp_path)


@pytest.fixture
def config(kind: str, configured: Configured, request: pytest.FixtureRequest) -> StationConfig:
    """A hub's file over an empty database of this engine."""
    if kind == "sqlite":
        return configured('journal = "hub.db"')
    request.getfixturevalue("empty")
    address = request.getfixturevalue("postgres")
    name = request.getfixturevalue("empty").engine.url.database
    return configured(f'journal = "hub.db"\ndatabase = "{address.replace("/postgres?", f"/{name}?")}"')


def test_init_makes_the_database_from_nothing_says_so_and_finds_nothing_to_do_the_next_time(
    config: StationConfig, kind: str
) -> None:
    with pytest.raises(SchemaNotCurrent, match="kiosk hub init --config"):
        require_database(config)
    first = init(config, TickingClock())
    assert first[0] == f"database: {place_of(config)} ({kind})"
    assert first[1 : 1 + len(revisions())] == tuple(f"schema: step {step} taken" for step in revisions())
    require_database(config)
    again = init(config, TickingClock())
    assert again[1] == f"schema: {wanted()}, as this release needs it; there was nothing to do"


def test_a_sqlite_file_lies_beside_the_hubs_journal_and_only_its_user_reads_it(configured: Configured) -> None:
    config = configured('journal = "hub.db"')
    init(config, TickingClock())
    file = Path(place_of(config))
    assert file.name == "hub-books.db"
    assert file.stat().st_mode & 0o777 == 0o600


def test_status_tells_the_sources_the_ledger_and_who_is_behind(config: StationConfig, kind: str) -> None:
    init(config, TickingClock())
    with closing(open_database(config)) as database:
        take_all(database, rows_of(payments(3)))
        intake_of(database).take(STATION, rows_of(payments(2))[:3], 4)
    found = status(config)
    assert (found.kind, found.revision) == (kind, wanted())
    assert (found.entries, found.trial_balance, found.findings) == (12, 0, 0)
    assert [(source.id, source.last_seq, source.behind) for source in found.sources] == [(STATION, 3, 1), (HUB, 6, 0)]
    assert found.good is (kind == "sqlite")  # the tests' server does not sync
    lines = "\n".join(status_lines(found))
    assert "12 entries, trial balance 0" in lines
    assert f"{STATION}: row 3, 1 behind" in lines
    assert ("fsync is off" in lines) is (kind == "postgresql")


def test_a_ledger_can_be_made_again_by_command(config: StationConfig, kind: str, tmp_path: Path) -> None:
    init(config, TickingClock())
    with closing(open_database(config)) as database:
        take_all(database, rows_of(payments(3)))
    assert rebuild_into(config, tmp_path / "again.db", TickingClock()).same


def test_by_command_line_the_rebuilt_ledger_is_one_json_answer_and_a_taken_name_is_refused(
    configured: Configured, tmp_path: Path
) -> None:
    config = configured('journal = "hub.db"')
    (tmp_path / "hub.toml").write_text(LEAST + 'journal = "hub.db"', encoding="utf-8")
    init(config, TickingClock())
    with closing(open_database(config)) as database:
        take_all(database, rows_of(payments(3)))
    asked = ["rebuild", "--config", str(tmp_path / "hub.toml"), "--into", str(tmp_path / "again.db"), "--json"]
    done = CliRunner().invoke(app, asked)
    assert (done.exit_code, json.loads(done.stdout)) == (0, {"journal_rows": 6, "ledger_rows": 12, "differs_at": None})
    again = CliRunner().invoke(app, asked)
    assert (again.exit_code, "is there already" in again.stderr) == (2, True)


def test_what_is_wrong_is_told_with_what_to_do(configured: Configured) -> None:
    with pytest.raises(NoHubHere, match=r"hub\.journal"):
        init(configured(""), TickingClock())
    away = configured('journal = "hub.db"\ndatabase = "postgresql://kiosk@/kiosk?host=/nowhere"')
    for command in (lambda: init(away, TickingClock()), lambda: status(away), lambda: require_database(away)):
        with pytest.raises(DatabaseAway, match=r"does not answer .*check"):
            command()
    missing = configured('journal = "no/such/folder/hub.db"')
    with pytest.raises(DatabaseAway, match="unable to open"):
        init(missing, TickingClock())


def test_what_a_hub_records_is_in_its_ledger_a_moment_later_also_over_a_restart(
    config: StationConfig, kind: str
) -> None:
    init(config, TickingClock())
    time = SimTime()
    with closing(Journal.open(None, hub_codec(), MASTER, time)) as journal:
        for start in range(3):
            process = SimProcess(time, Random(start))
            with open_replication(config, journal, process, time, ShippingPolicy(look_s=3600)) as books:
                record = HubRecord(journal)
                record.join(books)
                record.replay()
                books.start()
                record.keep([("s", event) for event in payments(2, first=10 * start + 1)])
                _run(time, 5)
                record.keep([("s", event) for event in payments(2, first=10 * start + 5)])
                _run(time, 5)
                assert books.shipper.behind == 0
                assert trial_balance(books.database) == 0
                held = {balance.account: balance.entries for balance in balances(books.database)}
                assert held["clearing:bank"] == 4 * (start + 1)
                process.kill()


def _run(time: SimTime, seconds: float) -> None:
    until = time.monotonic() + seconds
    time.at(seconds, SimProcess(time, Random(0)), lambda: None)
    while time.monotonic() < until and time.run_next():
        pass
