"""Secrets, disk and journal: what the doctor sees of them, and that looking changes nothing."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from types import SimpleNamespace

import pytest
from doctor_bench import Station

from kiosk.config import SECRETS
from kiosk.doctor import Status, storage
from kiosk.doctor.backups import backup
from kiosk.doctor.storage import needed_secrets


def test_only_the_secrets_this_station_needs_are_asked_for(station: Station) -> None:
    assert needed_secrets(station.config()) == ("journal_key", "hub_token")
    station.set(his__url="https://his.example.vn", payment__url="https://bank.example.vn")
    assert needed_secrets(station.config()) == ("journal_key", "hub_token", "his_secret")
    station.set(
        hub__journal="hub.db",
        hub__database="postgresql://kiosk@db.example.vn/kiosk",
        insurance__enabled=True,
        insurance__url="https://gateway.example.vn",
        insurance__username="01010_BV",
        insurance__officer_name="Cán Bộ Mẫu",
        insurance__officer_id="001180000099",
    )
    elsewhere = {"room_key", "receiver_key", "backup_key", "oidc_secret"}
    assert set(needed_secrets(station.config())) == SECRETS.keys() - {
        "confirmation_key",
        "desk_token",
        "receiver_token",
        *elsewhere,
    }
    station.set(hub__desks=["1"], hub__receiver="https://nhan.example.vn")
    station.set(
        confirmation__kind="http",
        confirmation__url="https://confirm.example.vn",
        confirmation__license_id="L1",
        confirmation__device_type="kiosk",
        confirmation__address="Ha Noi",
    )
    assert set(needed_secrets(station.config())) == SECRETS.keys() - elsewhere
    station.set(hub__database="postgresql://kiosk@/kiosk?host=/run/postgresql")
    assert "database_password" not in needed_secrets(station.config())
    station.set(confirmation__kind="sandbox")
    assert "confirmation_key" not in needed_secrets(station.config())


def test_a_receiver_needs_its_key_and_of_a_provider_only_what_webhooks_are_verified_with(station: Station) -> None:
    station.set(hub__inbox="inbox.db", payment__providers=[{"kind": "sepay", "url": "https://a.vn", "account": "0011"}])
    assert set(needed_secrets(station.config())) == {"receiver_token", "receiver_key", "payment_sepay_secret"}


def test_secrets_in_place_are_well(station: Station) -> None:
    assert station.look(storage.credentials).status is Status.OK


def test_a_missing_secret_is_named_with_where_to_put_it(station: Station) -> None:
    (station.folder / "secrets" / "hub_token").unlink()
    found = station.look(storage.credentials)
    assert found.status is Status.FAIL
    assert "hub_token" in found.detail
    assert found.fix.startswith("kiosk service secret station hub_token")


def test_a_secret_others_can_read_is_a_failure(station: Station) -> None:
    station.keep("hub_token", "x", mode=0o644)
    assert station.look(storage.credentials).detail == "readable by others: hub_token"


def test_a_rooms_key_is_not_asked_for_but_nobody_else_may_read_it(station: Station) -> None:
    station.keep("room_key", "x")
    assert station.look(storage.credentials).detail == "3 present"
    station.keep("room_key", "x", mode=0o644)
    assert station.look(storage.credentials).detail == "readable by others: room_key"


def test_a_secret_from_the_environment_is_a_warning(station: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    (station.folder / "secrets" / "hub_token").unlink()
    monkeypatch.setenv("KIOSK_HUB_TOKEN", "x")
    assert station.look(storage.credentials).status is Status.WARN


def test_a_journal_key_of_another_shape_is_a_failure_and_not_shown(station: Station) -> None:
    station.keep("journal_key", "Tr0ub4dor")
    found = station.look(storage.credentials)
    assert found.status is Status.FAIL
    assert "Tr0ub4dor" not in found.detail + found.fix


@pytest.mark.parametrize(("free", "status"), [(1 << 20, "fail"), (500 << 20, "warn"), (5 << 30, "ok")])
def test_room_for_the_journal(station: Station, monkeypatch: pytest.MonkeyPatch, free: int, status: str) -> None:
    usage = SimpleNamespace(total=1 << 40, used=0, free=free)
    monkeypatch.setattr("kiosk.doctor.storage.shutil.disk_usage", lambda _folder: usage)
    assert station.look(storage.disk).status == status


def test_a_journal_folder_that_is_not_there_is_a_failure(station: Station) -> None:
    station.set(station__journal="absent/journal.db")
    assert "mkdir" in station.look(storage.disk).fix


def test_no_journal_is_well_and_none_is_made(station: Station) -> None:
    assert station.look(storage.journal).status is Status.OK
    assert not station.config().station.journal.exists()


def test_a_whole_chain_is_counted_and_the_file_stays_as_it_was(station: Station) -> None:
    path = station.journal_of(rows=1203)
    before = path.read_bytes()
    assert station.look(storage.journal).detail == "1203 rows, whole"
    assert path.read_bytes() == before
    beside = {p.name: p.stat().st_size for p in station.folder.iterdir() if p.name.startswith("journal.db-")}
    assert beside == {"journal.db-journal": 0}


def test_a_journal_that_is_gone_is_told_as_gone_and_not_as_none_yet(station: Station) -> None:
    assert station.look(storage.journal).status is Status.OK
    station.journal_of(rows=2).unlink()
    found = station.look(storage.journal)
    assert (found.status, found.detail) == (Status.FAIL, "its rows are gone")


def test_a_hubs_own_journal_is_looked_at_too(station: Station) -> None:
    hubs = station.folder / "hub.db"
    station.journal_of(rows=2).rename(hubs)
    (station.folder / "journal.db.lock").rename(hubs.with_name("hub.db.lock"))
    station.set(hub__journal="hub.db")
    assert station.look(storage.journal).detail == "2 rows, whole"
    hubs.write_bytes(b"not a database, but long enough to be looked at" * 40)
    station.journal_of(rows=3)
    assert station.look(storage.journal).status is Status.FAIL


def test_a_journal_that_was_turned_over_begins_after_its_archives(station: Station) -> None:
    path = station.journal_of(rows=3)
    with closing(sqlite3.connect(path)) as one:
        head = one.execute("SELECT hash FROM journal WHERE seq = 3").fetchone()[0]
    path.rename(path.with_name("journal-until-2026-11-24.db"))
    path.with_name("journal.db.lock").unlink()
    with closing(sqlite3.connect(station.journal_of(rows=0))) as new:
        new.execute("INSERT INTO meta VALUES ('base_seq', '3'), ('base_hash', ?)", (head,))
        new.commit()
    station.journal_of(rows=2)
    assert station.look(storage.journal).detail == "2 rows, whole, after 3 in archives"


def test_the_receivers_secrets_are_well_without_a_journals(station: Station) -> None:
    station.set(hub__inbox="inbox.db")
    (station.folder / "secrets" / "journal_key").unlink()
    station.keep("receiver_token", "x")
    station.keep("receiver_key", "y" * 32)
    assert station.look(storage.credentials).status is Status.OK


def test_a_station_can_write_while_the_doctor_reads(station: Station) -> None:
    path = station.journal_of(rows=3)
    with closing(sqlite3.connect(path)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        assert station.look(storage.journal).detail == "3 rows, whole"
        writer.execute("ROLLBACK")


def test_a_journal_that_stays_locked_is_no_failure(station: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    path = station.journal_of(rows=3)
    monkeypatch.setattr(storage, "LOCK_WAIT_S", 0.05)
    with closing(sqlite3.connect(path)) as writer:
        writer.execute("BEGIN EXCLUSIVE")
        assert station.look(storage.journal).detail == "the station is writing without a pause"
        writer.execute("ROLLBACK")


def test_a_power_cut_amid_a_write_is_left_for_the_station_to_mend(station: Station) -> None:
    path = station.journal_of(rows=400)
    hot = path.with_name("hot.db")
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("PRAGMA cache_size = 5")  # so that pages reach the file before the commit
        writer.execute("DROP TRIGGER journal_is_not_changed")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE journal SET body = body || body")
        shutil.copy(path, hot)
        shutil.copy(f"{path}-journal", f"{hot}-journal")
        writer.execute("ROLLBACK")
    before = hot.read_bytes()
    station.set(station__journal="hot.db")
    assert station.look(storage.journal).detail == "a write was interrupted"
    assert hot.read_bytes() == before


@pytest.mark.parametrize("change", ["body = '{}'", "recorded_at = '2020-01-01T00:00:00+07:00'", "subject = 'x'"])
def test_a_row_changed_behind_the_programs_back_is_found(station: Station, change: str) -> None:
    path = station.journal_of(rows=600)
    with closing(sqlite3.connect(path)) as other:
        other.execute("DROP TRIGGER journal_is_not_changed")
        other.execute(f"UPDATE journal SET {change} WHERE seq = 523")
        other.commit()
    found = station.look(storage.journal)
    assert (found.status, found.detail) == (Status.FAIL, "the chain breaks at row 523")


def test_a_row_taken_out_is_found(station: Station) -> None:
    path = station.journal_of(rows=5)
    with closing(sqlite3.connect(path)) as other:
        other.execute("DROP TRIGGER journal_is_not_cut")
        other.execute("DELETE FROM journal WHERE seq = 2")
        other.commit()
    assert station.look(storage.journal).detail == "the chain breaks at row 2"


def test_a_file_that_is_no_journal_is_a_failure(station: Station) -> None:
    path = station.config().station.journal
    path.write_bytes(b"not a database, but long enough to be looked at" * 40)
    assert station.look(storage.journal).status is Status.FAIL


def test_rows_from_the_future_put_the_clock_in_doubt(station: Station) -> None:
    station.journal_of(rows=2, ahead=timedelta(days=2))
    found = station.look(storage.journal)
    assert found.status is Status.WARN
    assert "timedatectl" in found.fix


def test_an_old_sqlite_matters_only_to_a_journal_in_wal_mode(station: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.doctor.storage.sqlite3.sqlite_version_info", (3, 51, 2))
    path = station.journal_of(rows=1)
    assert station.look(storage.sqlite).status is Status.OK
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA journal_mode = WAL")
    assert station.look(storage.sqlite).status is Status.WARN
    monkeypatch.setattr("kiosk.doctor.storage.sqlite3.sqlite_version_info", (3, 51, 3))
    assert station.look(storage.sqlite).status is Status.OK


@pytest.mark.parametrize(
    ("names", "status"),
    [
        (["hub-20261124-033012"], "ok"),
        (["hub-20261122-033000", "hub-20261123-084500"], "ok"),
        (["hub-20261123-080000"], "warn"),
        (["hub-20261124-033000.new", "03-20261124-033000"], "warn"),
    ],
)
def test_a_hubs_last_backup_is_of_the_last_night(station: Station, names: list[str], status: str) -> None:
    station.set(hub__journal="hub.db", data__backup="kept")
    for name in names:
        (station.folder / "kept").mkdir(exist_ok=True)
        (station.folder / f"kept/{name}.kiosk-backup").write_bytes(b"sealed")
    found = backup(station.config(), station.clock)
    assert found.status == status, found


def test_a_hub_without_a_folder_for_backups_is_told_and_a_station_needs_none(station: Station) -> None:
    assert backup(station.config(), station.clock).status == "skipped"
    station.set(hub__journal="hub.db")
    assert "data.backup" in backup(station.config(), station.clock).fix
    station.set(data__backup="away")
    assert "not there" in backup(station.config(), station.clock).detail


def test_damaged_pages_of_a_hubs_books_are_called_that(station: Station) -> None:
    station.set(hub__journal="hub.db")
    books = station.folder / "hub-books.db"
    with closing(sqlite3.connect(books)) as made:
        made.execute("CREATE TABLE line (words TEXT)")
        made.executemany("INSERT INTO line VALUES (?)", [("word " * 200,)] * 40)
        made.commit()
    content = bytearray(books.read_bytes())
    content[4096:4160] = b"\xff" * 64
    books.write_bytes(content)
    found = storage.database(station.config(), station.clock)
    assert (found.status, "damaged" in found.detail) == (Status.FAIL, True), found
    assert "last backup" in found.fix
    assert "\n" not in found.detail
