"""Backup and restore, rehearsed: a hub is copied while it serves, destroyed, restored; stations go on exactly once."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import sqlite3
import tarfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path
from random import Random

import pytest
from db_parts import TickingClock, contents
from hub_parts import PRICE, register
from hub_running import TOKEN, ShiftedClock, secrets_of, station_toml, until, value
from life_parts import configured, end_visit
from station_parts import MASTER, Lobby, another

from his_client.outcome import Done
from his_client.sandbox.run import Sandbox
from kiosk.config import StationConfig, parse_config
from kiosk.hub.client import HubClient
from kiosk.hub.db.commands import init, open_database, rebuild_into
from kiosk.hub.intake import HUB, Head, Taken, chain_name
from kiosk.hub.intake_client import HttpIntake
from kiosk.hub.records import hub_codec
from kiosk.hub.wiring import running_hub
from kiosk.journal import Journal, MasterKey, WrongMasterKey
from kiosk.life import sealed
from kiosk.life.backup import Manifest, NotRestored, backup, opened, restore
from kiosk.life.sealed import SealedWrong, Sealing, Unsealing, as_file, backup_key
from kiosk.station.records import station_codec

KEY = backup_key("b7" * 32)
HUB_MASTER = MasterKey(bytes.fromhex("5a" * 32))
CLOCK = TickingClock()


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[Sandbox]:
    with Sandbox(tmp_path / "sandbox.db", clock=ShiftedClock().now) as running:
        yield running


@pytest.fixture
def config(sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StationConfig:
    for name, text in secrets_of(sandbox).items():
        monkeypatch.setenv(name, text)
    (tmp_path / "hub").mkdir()
    return parse_config(station_toml(sandbox), base=tmp_path / "hub")


@contextmanager
def serving(config: StationConfig) -> Iterator[tuple[HubClient, HttpIntake]]:
    with running_hub(config, ShiftedClock(), lambda: None, poll_s=0.1) as server:
        client, intake = HubClient(server.url, TOKEN), HttpIntake(server.url, TOKEN)
        try:
            yield client, intake
        finally:
            client.close()
            intake.close()


def ship(lobby: Lobby, intake: HttpIntake) -> int:
    """Bring a station's rows over as its shipper does: from the hub's head on; how many were new there."""
    name = chain_name("K03", lobby.journal.public_rows(0, 1)[0])
    head = intake.head(name)
    assert isinstance(head, Head)
    rows = lobby.journal.public_rows(head.last_seq, 300)
    if not rows:
        return 0
    answer = intake.take(name, rows, lobby.journal.seq)
    assert isinstance(answer, Taken)
    return answer.new


def hubs_rows(config: StationConfig) -> int:
    with closing(open_database(config)) as database:
        return sum(1 for row in contents(database)["journal_row"] if row[0] == HUB)


def test_a_hub_is_destroyed_and_restored_and_every_row_of_hub_and_station_is_there_once(
    config: StationConfig, sandbox: Sandbox, lobby: Lobby, tmp_path: Path
) -> None:
    journal, kept = config.hub.journal, tmp_path / "backups"
    assert journal is not None
    kept.mkdir()
    bill = register(sandbox.book, Random(7).randrange(1000))

    def posted() -> list[int]:
        return [row.amount for row in sandbox.book.payments.where(bill_id=bill.bill_id)]

    end_visit(lobby, 2)
    init(config, ShiftedClock())
    with serving(config) as (hub, intake):
        order = value(hub.open("0193:pay", "K03", bill.bill_id, bill.amount_due))
        before = ship(lobby, intake)
        file, manifest = backup(config, "hub", kept, KEY, CLOCK)
        assert manifest.seq == 1
        end_visit(lobby, 3)
        after = ship(lobby, intake)
        assert after > 0
        # What comes after the backup and before the disaster: the bank remembers it, and so does the HIS.
        sandbox.ledger.transfer(sandbox.accounts.bank_account, PRICE, f"MBVCB.{order.pay_code}.ck")
        assert until(posted, [PRICE]) == [PRICE]
    shutil.rmtree(journal.parent)
    assert restore(config, "hub", file, KEY, hub_codec(), HUB_MASTER, CLOCK) == manifest
    with serving(config) as (hub, intake):
        assert ship(lobby, intake) == after, "the station hands over again what the restored hub lacks, and only that"
        assert ship(lobby, intake) == 0
        assert until(lambda: hub.received("0193:pay"), Done(PRICE)) == Done(PRICE)
        end_visit(lobby, 4)
        assert ship(lobby, intake) > 0

        def level() -> bool:
            with closing(Journal.look(journal, hub_codec(), HUB_MASTER, CLOCK)) as written:
                return hubs_rows(config) == written.seq

        assert until(level, True) is True
    assert posted() == [PRICE], "posted once"
    with closing(open_database(config)) as database:
        rows = [row[:2] for row in contents(database)["journal_row"]]
        stations = [seq for source, seq in rows if source != HUB]
    assert stations == list(range(1, lobby.journal.seq + 1))
    assert before + after <= len(stations)
    assert rebuild_into(config, tmp_path / "again.db", CLOCK).same


def test_a_stations_backup_comes_back_whole_and_an_old_one_is_no_journal_to_go_on_with(
    lobby: Lobby, tmp_path: Path
) -> None:
    config = configured(tmp_path)
    path = config.station.journal
    end_visit(lobby, 2)
    with closing(sqlite3.connect(path)) as target:
        lobby.connection.backup(target)
    file, manifest = backup(config, "station", tmp_path, KEY, lobby.time)
    assert file.stat().st_mode & 0o777 == 0o600
    name = another(2).citizen.full_name
    assert name.encode() not in file.read_bytes()

    def put(**more: int) -> object:
        return restore(config, "station", file, KEY, station_codec(), MASTER, lobby.time, **more)

    with pytest.raises(NotRestored, match="nothing is ever written over"):
        put()
    path.unlink()
    with pytest.raises(NotRestored, match="begin a new journal"):
        put(heard=manifest.seq + 1)
    with pytest.raises(WrongMasterKey):
        restore(config, "station", file, KEY, station_codec(), HUB_MASTER, lobby.time)
    assert not path.exists()
    assert put(heard=manifest.seq) == manifest
    with closing(Journal.open(path, station_codec(), MASTER, lobby.time)) as journal:
        assert journal.verify().whole
        assert (journal.seq, journal.head) == (manifest.seq, manifest.head)
    assert not list(tmp_path.glob(".backup-*")), "nothing unsealed is left behind"


def _sealed_tar(file: Path, *members: tuple[tarfile.TarInfo, bytes]) -> None:
    with file.open("wb") as into:
        sealing = Sealing(into, KEY)
        with tarfile.open(fileobj=as_file(sealing), mode="w|") as tar:
            for member, content in members:
                member.size = len(content)
                tar.addfile(member, io.BytesIO(content))
        sealing.finish()


def test_a_backup_opens_with_debians_python_and_lays_nothing_outside_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_filter(_self: tarfile.TarFile, path: str = ".", members: object = None) -> None:
        raise AssertionError(f"3.11.2 cannot unpack safely: {path} {members}")

    monkeypatch.setattr(tarfile.TarFile, "extractall", without_filter)
    file, content = tmp_path / "a.kiosk-backup", b"what was kept"
    told = Manifest("hub", "hub", "", "", 1, 1, "", 0, files={"fleet/one.key": hashlib.sha256(content).hexdigest()})
    manifest = (tarfile.TarInfo("manifest.json"), json.dumps(asdict(told)).encode())
    key = tarfile.TarInfo("fleet/one.key")
    key.mode = 0o600
    _sealed_tar(file, manifest, (key, content))
    with opened(file, KEY, tmp_path) as (work, found):
        assert found == told
        assert (work / "fleet/one.key").read_bytes() == content
        assert (work / "fleet/one.key").stat().st_mode & 0o777 == 0o600
    link = tarfile.TarInfo("fleet/one.key")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    for wrong in (tarfile.TarInfo("../one.key"), tarfile.TarInfo("/one.key"), link):
        _sealed_tar(file, manifest, (wrong, b""))
        with pytest.raises(NotRestored, match="nothing that a backup holds"), opened(file, KEY, tmp_path):
            pass


@pytest.mark.parametrize("spoil", ["cut", "cut at a piece", "bit", "other key", "swapped"])
def test_a_backup_that_is_not_whole_never_opens(spoil: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed, "PIECE", 64)
    into = io.BytesIO()
    sealing = Sealing(into, KEY)
    content = Random(1).randbytes(300)
    sealing.write(content)
    sealing.finish()
    whole = into.getvalue()
    assert Unsealing(io.BytesIO(whole), KEY).read() == content
    head = len(sealed.MAGIC) + sealed.SALT_BYTES
    piece = 64 + sealed.TAG_BYTES
    changed: dict[str, Callable[[], bytes]] = {
        "cut": lambda: whole[:-3],
        "cut at a piece": lambda: whole[: head + 2 * piece],
        "bit": lambda: whole[:-40] + bytes([whole[-40] ^ 1]) + whole[-39:],
        "other key": lambda: whole,
        "swapped": lambda: whole[:head] + whole[head + piece : head + 2 * piece] + whole[head : head + piece],
    }
    key = bytes(32) if spoil == "other key" else KEY
    with pytest.raises(SealedWrong):
        as_file(Unsealing(io.BytesIO(changed[spoil]()), key)).read()
    with pytest.raises(ValueError, match="64 hexadecimal"):
        backup_key("b7")
