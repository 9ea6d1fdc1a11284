"""Something is lost: a key, a machine. What is left works, what is gone is named, and nothing is told twice."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from db_parts import TickingClock, intake_of, payments
from desk_parts import PRICE, Scene
from life_parts import configured, end_visit
from station_parts import MASTER, Lobby, another, silent

from kiosk.hub.db.commands import init, open_database
from kiosk.hub.intake import HUB, Taken, chain_name
from kiosk.hub.record import HubRecord
from kiosk.hub.records import hub_codec
from kiosk.journal import Journal, MasterKey, WrongMasterKey
from kiosk.life.lost import NotDelivered, NotGoneOn, deliver, first_row, go_on, lost_key, replacement
from kiosk.money.order import CreditReceived
from kiosk.station.records import station_codec
from kiosk.visit import events as ev

OTHER = MasterKey(bytes(32))


def on_disk(lobby: Lobby, path: Path) -> Path:
    with closing(sqlite3.connect(path)) as target:
        lobby.connection.backup(target)
    return path


def test_without_its_key_a_stations_journal_says_what_is_open_and_goes_on_under_a_new_one(
    lobby: Lobby, tmp_path: Path
) -> None:
    end_visit(lobby, 2)
    lobby.tray.person = another(3)
    lobby.at_check()
    put_right = silent(lobby, "register", "find_registration")
    lobby.press(ev.AnswersConfirmed())
    lobby.wait(1)
    visit = lobby.station.visit
    assert visit is not None
    path = on_disk(lobby, tmp_path / "station.db")
    found = lost_key(path)
    assert (found.whole, found.rows, found.subjects, found.open) == (True, lobby.journal.seq, 2, (visit.id,))
    assert found.lost["CardRead"] == 2
    with pytest.raises(WrongMasterKey):
        Journal.open(path, station_codec(), OTHER, lobby.time)
    with pytest.raises(NotGoneOn, match="nothing is lost"):
        go_on(path, station_codec(), MASTER, lobby.time, "it")
    kept, proof = go_on(path, station_codec(), OTHER, lobby.time, "it")
    assert (proof.rule, proof.rows) == ("lost_key", sum(found.lost.values()))
    with closing(Journal.open(path, station_codec(), OTHER, lobby.time)) as journal:
        assert journal.verify().whole
        assert journal.personal_parts() == ()
    assert lost_key(kept).lost == found.lost, "should the key turn up, nothing is gone"
    put_right()


def test_a_hub_whose_key_is_lost_has_all_its_money_and_its_users_need_new_pins(tmp_path: Path) -> None:
    scene = Scene()
    window = scene.cashier("lan")
    scene.take_cash(window, scene.bill())
    path = tmp_path / "hub.db"
    with closing(sqlite3.connect(path)) as target:
        scene.file.backup(target)
    found = lost_key(path)
    assert set(found.users) == {"lan", "duc", "ha", "ky"}
    go_on(path, hub_codec(), OTHER, scene.time, "it")
    with closing(Journal.open(path, hub_codec(), OTHER, scene.time)) as journal:
        taken = [row.event for row in journal.rows() if row.kind == "PaymentTaken"]
        assert [event.amount for event in taken] == [PRICE]  # type: ignore[attr-defined]
        HubRecord(journal).replay()
    scene.close()


def test_a_dead_stations_replacement_loses_nothing_the_hub_has_and_knows_exactly_what_it_lacks(
    lobby: Lobby, tmp_path: Path
) -> None:
    config = configured(tmp_path)
    init(config, TickingClock())
    with closing(open_database(config)) as database:
        intake = intake_of(database)
        lobby.at_check()
        put_right = silent(lobby, "register", "find_registration")
        lobby.press(ev.AnswersConfirmed())
        lobby.wait(1)
        visit = lobby.station.visit
        assert visit is not None
        sent = lobby.journal.public_rows(0, 10_000)
        old = chain_name("K03", sent[0])
        assert isinstance(intake.take(old, sent, len(sent) + 4), Taken)
        put_right()
        lobby.wait(60)
        lobby.press(ev.PayAtCashierPressed())
        lobby.tray.take()
        lobby.wait(200)
        dead = on_disk(lobby, tmp_path / "old-disk.db")

        # The machine is gone; another one is enrolled as the same station and begins a journal of its own.
        anew = Lobby(start=lobby.time.now())
        end_visit(anew, 7)
        rows = anew.journal.public_rows(0, 10_000)
        new = chain_name("K03", rows[0])
        assert isinstance(intake.take(new, rows, len(rows)), Taken)
        first, second = replacement(database, "K03")
        assert (first.source, first.last_seq, first.missing, first.open) == (old, len(sent), 4, (visit.id,))
        assert (second.source, second.missing, second.open) == (new, 0, ())
        assert replacement(database, "K0") == ()

        # Its disk can be read after all: what the hub lacked is handed over, once, without a key.
        row = first_row(dead)
        assert row is not None
        delivered = deliver(dead, chain_name("K03", row), intake)
        assert (delivered.rows, delivered.last_seq) == (lobby.journal.seq - len(sent), lobby.journal.seq)
        assert deliver(dead, old, intake).rows == 0
        assert [(chain.missing, chain.open) for chain in replacement(database, "K03")] == [(0, ()), (0, ())]
        with pytest.raises(NotDelivered, match="fork"):
            deliver(dead, new, intake)
        anew.close()


def test_the_hubs_own_rows_are_no_stations(tmp_path: Path) -> None:
    config = configured(tmp_path)
    init(config, TickingClock())
    with closing(open_database(config)) as database:
        journal = Journal.open(None, hub_codec(), MASTER, TickingClock())
        journal.append([("credit", event) for event in payments(1)])
        assert isinstance(intake_of(database).take(HUB, journal.public_rows(0, 10), 2), Taken)
        assert CreditReceived.__name__ in {row.kind for row in journal.public_rows(0, 10)}
        assert replacement(database, "hub") == ()
