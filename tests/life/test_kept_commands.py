"""The commands over a real hub's and station's files: backup, restore, a lost key, a replacement, an old disk."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from db_parts import TickingClock, intake_of
from flask import Flask
from life_parts import FILE, configured, end_visit
from station_parts import MASTER, Lobby, another
from typer.testing import CliRunner

from kiosk.cli.data import app
from kiosk.cli.hub import app as hub_app
from kiosk.hub.db.commands import init, open_database
from kiosk.hub.intake import Taken, chain_name
from kiosk.hub.intake_doors import add_journal_doors
from kiosk.hub.records import hub_codec
from kiosk.hub.service import HubServer
from kiosk.journal import Journal


@pytest.fixture(autouse=True)
def secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in {"JOURNAL_KEY": bytes(range(32)).hex(), "BACKUP_KEY": "b7" * 32, "HUB_TOKEN": "token"}.items():
        monkeypatch.setenv(f"KIOSK_{name}", text)


@pytest.fixture
def hub(lobby: Lobby, tmp_path: Path) -> Iterator[Path]:
    """The file of a machine with a station and a hub; the hub's doors for rows are open, and it has half of them."""
    config = configured(tmp_path)
    init(config, TickingClock())
    Journal.open(config.hub.journal, hub_codec(), MASTER, TickingClock()).close()
    end_visit(lobby, 2)
    with closing(sqlite3.connect(tmp_path / "station.db")) as target:
        lobby.connection.backup(target)
    rows = lobby.journal.public_rows(0, 1000)
    with closing(open_database(config)) as database:
        intake = intake_of(database)
        assert isinstance(intake.take(chain_name("K03", rows[0]), rows[:9], len(rows)), Taken)
        doors = Flask("test")
        add_journal_doors(doors, intake)
        server = HubServer(doors, "127.0.0.1", 0)
        server.start()
        file = tmp_path / "kiosk.toml"
        file.write_text(f'{FILE}url = "{server.url}"\n', encoding="utf-8")
        yield file
        server.stop()


def run(*arguments: str, to: Any = app) -> tuple[int, Any]:
    """A command's exit code, and its JSON or its words."""
    done = CliRunner().invoke(to, [*arguments])
    assert another(2).citizen.full_name not in done.output
    return done.exit_code, json.loads(done.stdout) if done.stdout.startswith(("{", "[")) else done.output


def test_a_replacement_is_told_what_is_missing_and_the_old_disk_is_handed_over(hub: Path, lobby: Lobby) -> None:
    config = ["--config", str(hub), "--station", "K03"]
    code, said = run("replacement", *config)
    assert code == 1
    assert "missing: rows 10 to" in said
    assert "kiosk hub station revoke K03" in said
    disk = str(hub.with_name("station.db"))
    code, told = run("deliver", disk, *config, "--json")
    assert (code, told["rows"], told["last_seq"]) == (0, lobby.journal.seq - 9, lobby.journal.seq)
    assert run("replacement", *config, "--json")[0] == 0
    assert run("replacement", "--config", str(hub), "--station", "K77")[0] == 1
    assert run("deliver", str(hub), *config)[0] == 2


def test_both_are_backed_up_and_come_back_and_a_station_asks_the_hub_first(hub: Path, lobby: Lobby) -> None:
    config = ["--config", str(hub)]
    code, said = run("backup", str(hub.parent), *config, "--json")
    assert (code, len(said)) == (0, 2)
    station, books = sorted(said, key=lambda name: "hub-" in name)
    for name in ("station.db", "hub.db", "hub-books.db"):
        hub.with_name(name).rename(hub.with_name(f"{name}.old"))
    code, told = run("restore", station, *config, "--station", "--json")
    assert (code, told["seq"]) == (0, lobby.journal.seq)
    assert run("restore", station, *config, "--station")[0] == 2
    assert run("restore", station, *config)[1].startswith("this is a backup of station")
    code, told = run("restore", books, *config, "--json")
    assert (code, told["tables"]["journal_row"]) == (0, 9)
    assert run("replacement", *config, "--station", "K03")[0] == 1


def test_of_the_nightly_backups_the_newest_stay(hub: Path) -> None:
    kept = hub.parent / "kept"
    kept.mkdir()
    hub.with_name("station.db").unlink()
    hub.write_text(f'{hub.read_text(encoding="utf-8")}\n[data]\nbackup = "kept"\nbackup_keep = 2\n', encoding="utf-8")
    old = [kept / f"hub-2026112{day}-033000.kiosk-backup" for day in (1, 2, 3)]
    for file in (*old, kept / "K03-20261101-033000.kiosk-backup"):
        file.touch()
    code, said = run("backup", "--config", str(hub), "--json")
    assert (code, len(said)) == (0, 1)
    assert {file.name for file in kept.iterdir()} == {
        old[2].name,
        Path(next(iter(said))).name,
        "K03-20261101-033000.kiosk-backup",
    }


def test_a_lost_key_is_reported_and_gone_on_from(hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = ["--config", str(hub)]
    code, said = run("lost-key", *config)
    assert (code, said["station"]["whole"], said["station"]["subjects"]) == (0, True, 1)
    assert run("lost-key", *config, "--go-on")[0] == 2, "the key is there"
    monkeypatch.setenv("KIOSK_JOURNAL_KEY", "00" * 32)
    hub.with_name("hub.db").unlink()  # the hub's journal here is empty: there is nothing to lose in it
    code, said = run("lost-key", *config, "--go-on", "--json")
    assert (code, Path(said["station"]["kept_as"]).exists()) == (0, True)
    assert run("purge", *config, "--dry-run")[0] == 0, "under the new key the journal opens"


def test_without_their_secrets_and_files_the_commands_say_what_is_missing(
    hub: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KIOSK_BACKUP_KEY")
    code, said = run("backup", str(hub.parent), "--config", str(hub))
    assert (code, "backup_key" in said) == (2, True)
    hub.write_text("[station]\n", encoding="utf-8")
    assert run("lost-key", "--config", str(hub))[0] == 2
    hub.write_text(FILE.replace('"station.db"', '"a.db"').replace('"hub.db"', '"b.db"'), encoding="utf-8")
    assert run("purge", "--config", str(hub))[0] == 2
    address = "postgresql://kiosk@127.0.0.1:1/kiosk"
    code, said = run("move", "--config", str(hub), "--to", address, to=hub_app)
    assert (code, "kiosk hub init" in said or "does not answer" in said) == (2, True)
