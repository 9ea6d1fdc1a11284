"""After its days what is personal is gone, proven, and nothing that is open was touched."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from desk_parts import FLOAT, MASTER, PRICE, Scene, done
from life_parts import configured, end_visit
from station_parts import Lobby, silent

from kiosk.cashier.events import PaymentBegun
from kiosk.clock import VIETNAM
from kiosk.hub.records import hub_codec
from kiosk.hub.turnover.archives import archives_of
from kiosk.hub.turnover.turn import turn_over
from kiosk.journal import Journal
from kiosk.life import hub as of_hub
from kiosk.life import hub_daily as hub_daily_module
from kiosk.life import station as of_station
from kiosk.life.daily import station_daily
from kiosk.life.erasing import Erasure, carry_out, digest_of
from kiosk.life.events import LIFE, PersonalErased
from kiosk.life.hub_daily import due_apart, hub_daily
from kiosk.life.orders import leave, order_file
from kiosk.queue.events import RoomKeyGiven
from kiosk.station.records import station_codec
from kiosk.visit import events as ev

DAY = 86_400.0


def personal(journal: Journal) -> set[str]:
    return {part.subject for part in journal.personal_parts()}


def week(now: datetime) -> datetime:
    return now - timedelta(days=7)


# -- a station


def test_a_visit_that_is_over_and_known_to_the_his_is_erased_after_its_days_with_a_proof(lobby: Lobby) -> None:
    old = end_visit(lobby, 2)
    lobby.wait(7 * DAY)
    young = end_visit(lobby, 3)
    lobby.station.checkpoint()
    journal = lobby.journal
    gone = [part for part in journal.personal_parts() if part.subject == old]
    due = of_station.due(journal, week(lobby.time.now()))
    (proof,) = carry_out(journal, due, lobby.time)
    assert personal(journal) == {young}
    assert (proof.rule, proof.subjects, proof.rows, proof.digest) == ("retention", 1, len(gone), digest_of(gone))
    last = lobby.rows()[-1]
    assert (last.subject, last.event) == (LIFE, proof)
    assert journal.verify().whole
    assert of_station.due(journal, week(lobby.time.now())).rows == ()
    assert carry_out(journal, due, lobby.time) == (), "what is gone is not proven twice"
    lobby.crash()
    lobby.boot()
    assert lobby.station.unsettled == 0


def test_nothing_is_due_before_a_quiet_moment_was_written_down(lobby: Lobby) -> None:
    end_visit(lobby, 2)
    lobby.wait(30 * DAY)
    due = of_station.due(lobby.journal, lobby.time.now())
    assert (due.rows, due.kept) == ((), {"open": 1})


def test_a_registration_a_person_took_over_stays_until_somebody_says_that_it_is_settled(lobby: Lobby) -> None:
    lobby.at_check()
    silent(lobby, "register", "find_registration")
    lobby.press(ev.AnswersConfirmed())
    lobby.wait(600)
    lobby.tray.take()
    lobby.wait(200)
    assert "DeliveryHandedOver" in lobby.kinds()
    lobby.station.checkpoint()
    lobby.wait(30 * DAY)
    due = of_station.due(lobby.journal, week(lobby.time.now()))
    assert (due.rows, due.kept) == ((), {"handed_over": 1})
    assert of_station.due(lobby.journal, week(lobby.time.now()), by="lan", handed_over=True).rows


def test_a_running_station_erases_by_itself_each_day_when_nobody_stands_there(lobby: Lobby, tmp_path: Path) -> None:
    config = configured(tmp_path)
    end_visit(lobby, 2)
    daily = station_daily(config, lobby.journal, lobby.process, lobby.time, lobby.station)
    daily.start()
    lobby.wait(6.5 * DAY)
    assert personal(lobby.journal)
    lobby.tray.lay()
    lobby.wait(1)
    lobby.tray.take()
    lobby.wait(1.5 * DAY)
    proofs = [row.event for row in lobby.rows() if isinstance(row.event, PersonalErased)]
    assert [(proof.by, proof.subjects) for proof in proofs] == [("kiosk", 1)]
    assert proofs[0].at.astimezone(VIETNAM).hour == 2
    daily.stop()


def test_a_running_station_carries_out_the_order_left_beside_its_journal(lobby: Lobby, tmp_path: Path) -> None:
    config = configured(tmp_path)
    visit = end_visit(lobby, 2)
    rows = tuple(part.seq for part in lobby.journal.personal_parts())
    leave(config.station.journal, Erasure("request", "lan", rows))
    daily = station_daily(config, lobby.journal, lobby.process, lobby.time, lobby.station)
    daily.start()
    lobby.wait(30)
    assert visit not in personal(lobby.journal)
    assert not order_file(config.station.journal).exists()
    order_file(config.station.journal).write_text("no order")
    lobby.wait(30)
    assert not order_file(config.station.journal).exists(), "what cannot be read is said once, not every quarter minute"
    daily.stop()


def test_no_byte_of_what_was_erased_stays_in_the_file(lobby: Lobby, tmp_path: Path) -> None:
    end_visit(lobby, 2)
    lobby.station.checkpoint()
    copy = tmp_path / "station.db"
    with closing(sqlite3.connect(copy)) as target:
        lobby.connection.backup(target)
    with closing(Journal.open(copy, station_codec(), MASTER, lobby.time)) as journal:
        sealed = [row.ciphertext for row in journal.stored_rows() if row.ciphertext]
        keys = [row[0] for row in journal._connection.execute("SELECT wrapped FROM subject_key")]
        assert all(part in copy.read_bytes() for part in (*sealed, *keys))
        carry_out(journal, of_station.due(journal, lobby.time.now() + timedelta(days=1)), lobby.time)
    held = copy.read_bytes()
    assert not [part for part in (*sealed, *keys) if part[12:44] in held]
    assert not copy.with_name("station.db-journal").exists() or not copy.with_name("station.db-journal").read_bytes()


# -- a hub


class Till:
    """A hub with one settled old shift, one order nobody paid, and a transfer nobody has decided about."""

    def __init__(self, folder: Path) -> None:
        self.scene = Scene(books=True)
        self.config = configured(folder, '[data]\npurge_at = "00:00"\n')
        window = self.scene.cashier("lan")
        for _ in range(2):
            bill = self.scene.bill()
            (line, *_) = done(window.bills(bill.visit_code))
            paid = window.pay(
                self.scene.id(), bill.bill_id, line.kind, PRICE, "cash", tendered=PRICE, payer="Nguyễn Thị Nộp"
            )
            done(paid)
        self.scene.run(5)
        done(window.count((*FLOAT, (20_000, 1))))
        done(window.close_shift("counted", "", ""))
        self.transfer("khong ro cho ai")
        self.bill = self.scene.bill()

    def transfer(self, memo: str) -> None:
        self.scene.bank.transfer(PRICE, memo)
        self.scene.run(20)

    @property
    def journal(self) -> Journal:
        journal: Journal = self.scene.hub.record._journal
        return journal

    def later(self, days: float) -> None:
        self.scene.crash()
        self.scene.run(days * DAY)
        self.scene.boot()
        self.scene.run(20)

    def open(self) -> tuple[object, ...]:
        hub = self.scene.hub
        return (
            [(item.reason, item.credit.reference) for item in hub.money.book.work],
            hub.desk.state.users.names,
            [(posting.id, posting.phase) for posting in hub.money.unposted],
        )

    def shown(self) -> tuple[object, ...]:
        hub = self.scene.hub
        return (
            *self.open(),
            done(self.scene.sit("ky").differences()),
            {name: done(hub.desk.drawers.z_report(name)) for name in ("Z-2026-0001",)},
        )


@pytest.fixture
def till(tmp_path: Path) -> Till:
    return Till(tmp_path)


def test_a_hub_erases_who_paid_what_is_settled_and_nothing_that_is_open(till: Till) -> None:
    till.later(10)
    before, journal = till.shown(), till.journal
    now = till.scene.time.now()
    due = of_hub.due(till.config, journal, till.scene.time, week(now))
    path = till.config.hub.journal
    assert path is not None
    with closing(sqlite3.connect(path)) as target:
        till.scene.file.backup(target)
    apart = due_apart(till.config, bytes(range(32)).hex(), week(now))
    assert (apart.rows, apart.before) == (due.rows, due.before), "a process of its own finds the same"
    assert hub_daily_module._due(till.config, "00" * 32, week(now)) == "WrongMasterKey"
    (proof,) = carry_out(journal, due, till.scene.time)
    payers = [row.event for row in journal.rows() if isinstance(row.event, PaymentBegun)]
    assert [one.payer for one in payers] == ["", ""]
    assert proof.rows == len(due.rows)
    kinds = {part.kind for part in journal.personal_parts()}
    assert {"UserAdded", "CreditReceived", "DeliveryRequested"} <= kinds
    assert due.kept["open"] == 1, "the memo of the transfer that a person must look at"
    assert journal.verify().whole
    till.scene.crash()
    till.scene.boot()
    till.scene.run(60)
    assert till.shown() == before, "the hub shows and does the same over what is left"
    till.scene.close()


def test_a_running_hub_erases_by_itself_and_empties_its_archives(till: Till, tmp_path: Path) -> None:
    path = till.config.hub.journal
    assert path is not None
    till.later(60)
    with closing(sqlite3.connect(path)) as target:
        till.scene.file.backup(target)
    till.scene.crash()
    till.scene.file.close()
    turn_over(till.config, MASTER, till.scene.time, 45)
    (archive,) = archives_of(path)
    till.scene.file = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    till.scene.boot()
    scene, journal = till.scene, till.journal
    daily = hub_daily(
        till.config,
        journal,
        scene.hub.record,
        scene.hub.process,
        scene.time,
        lambda: of_hub.due(till.config, journal, scene.time, week(scene.time.now())),
    )
    for _ in range(5):  # the days the journal must have lived itself, whatever its clock says
        scene.time.stand_still(DAY)
        now = scene.time.now()
        scene.hub.record.keep([("room:201", RoomKeyGiven(now.date(), now, "201", "0" * 64))])
    daily.start()
    scene.run(900)
    before = till.open()
    with closing(Journal.look(archive, hub_codec(), MASTER, scene.time)) as old:
        assert old.personal_parts() == ()
        assert old.verify().whole
    assert archive.stat().st_mode & 0o777 == 0o400
    rules = [row.event.rule for row in journal.rows() if isinstance(row.event, PersonalErased)]
    assert rules.count("archive") == 1
    assert "UserAdded" in {row.kind for row in journal.rows()} | {
        getattr(row.event, "kind", "") for row in journal.rows()
    }
    daily.stop()
    # What was erased stays so over the next turn-over, and the hub shows the same.
    scene.crash()
    scene.file.close()
    scene.run(30 * DAY)
    turn_over(till.config, MASTER, scene.time, 14)
    scene.file = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    scene.boot()
    assert till.open() == before
    scene.close()
