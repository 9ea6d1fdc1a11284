"""A hub's journal turned over: what is open goes on as it was, what is settled is in the archive, no number repeats."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from desk_parts import FLOAT, MASTER, PAYEE, PRICE, Scene, done
from typer.testing import CliRunner

from kiosk.carried import CarriedPersonal
from kiosk.cashier.events import DeskEvent, PaymentBegun
from kiosk.cli.hub import app
from kiosk.config import StationConfig, parse_config
from kiosk.delivery.machine import DeliveryEvent
from kiosk.hub.db.balances import balances
from kiosk.hub.db.engine import sqlite_database
from kiosk.hub.db.intake import Intake
from kiosk.hub.db.migrate import upgrade
from kiosk.hub.intake import HUB, Taken
from kiosk.hub.records import hub_codec
from kiosk.hub.turnover import turn
from kiosk.hub.turnover.archives import WholeChain, archives_of
from kiosk.hub.turnover.choice import ALWAYS, LAST, SHIFT, SINCE_SIGNED_IN
from kiosk.hub.turnover.find import find
from kiosk.hub.turnover.names import things
from kiosk.hub.turnover.picture import Picture
from kiosk.hub.turnover.turn import NotTurned, Turned, turn_over
from kiosk.journal import Journal, JournalUnavailable
from kiosk.money.order import MoneyEvent
from kiosk.reconcile.events import ReconcileEvent

FILE = """
[station]
id = "K03"
hospital = "Bệnh viện Mẫu"
name = "Máy 03"
facility = "01001"
journal = "station.db"
[printer]
kind = "picture"
path = "slips"
[payment]
account = "0011009999999"
[hub]
journal = "hub.db"
desks = ["1", "2"]
"""
DAY = 86_400.0


@dataclass
class Year:
    """A hub with an old day behind it, its journal in a file, and what a person would look for later."""

    scene: Scene
    config: StationConfig
    codes: set[str] = field(default_factory=set)
    z_numbers: list[str] = field(default_factory=list)
    loose: str = ""
    """The reference of a transfer nobody has decided about."""
    settled: tuple[str, str] = ("", "")
    """An old order's pay code, and the reference that paid it."""

    @property
    def path(self) -> Path:
        assert self.config.hub.journal is not None
        return self.config.hub.journal

    def order(self, *, pay: int = PRICE) -> tuple[str, str]:
        """An order at a station, and the reference of the transfer that came for it."""
        bill, order_id = self.scene.bill(), f"{self.scene.id()}:pay"
        opened = done(self.scene.hub.money.open_order(order_id, "K03", bill.bill_id, bill.amount_due))
        assert opened.pay_code not in self.codes, "a pay code is one order's for ever"
        self.codes.add(opened.pay_code)
        if pay:
            self.scene.bank.transfer(pay, f"CT {opened.pay_code} nop")
        self.scene.run(20)
        credits = self.scene.hub.money.book.order(order_id).credits  # type: ignore[union-attr]
        return opened.pay_code, credits[0].reference if credits else ""

    def shift(self, bills: int, user: str = "lan") -> list[str]:
        """A whole shift: bills paid in cash, counted and closed; the payments' ids."""
        window = self.scene.cashier(user)
        payments = [self.scene.take_cash(window, self.scene.bill()) for _ in range(bills)]
        self.scene.run(5)
        done(window.count((*FLOAT, (20_000, 1))))
        self.z_numbers.append(done(window.close_shift("counted", "", "")).z_number)
        return payments

    def later(self, days: float) -> None:
        """Nothing happens for days; then the hub is started again."""
        self.scene.crash()
        self.scene.run(days * DAY)
        self.boot()

    def boot(self) -> None:
        self.scene.boot()
        self.scene.run(20)

    def turn(self, days: int = 45) -> Turned:
        """Stop the hub, turn its journal over, start it on the new file."""
        self.scene.crash()
        self.scene.file.close()
        turned = turn_over(self.config, MASTER, self.scene.time, days)
        self.open()
        return turned

    def open(self) -> None:
        self.scene.file = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
        self.boot()


@pytest.fixture
def year(tmp_path: Path) -> Iterator[Year]:
    scene = Scene(books=True)
    scene.crash()
    on_disk = sqlite3.connect(tmp_path / "hub.db", isolation_level=None, check_same_thread=False)
    on_disk.execute("PRAGMA synchronous = OFF")
    scene.file.backup(on_disk)
    scene.file.close()
    scene.file = on_disk
    found = Year(scene, parse_config(FILE, base=tmp_path))
    found.boot()
    found.settled = found.order()
    found.order(pay=0)
    _, found.loose = found.order(pay=PRICE + 7_000)
    (paid, *_) = found.shift(3)
    window = scene.sit("lan")
    done(window.ask_refund(scene.id(), f"cash:{paid}", PRICE, "khám lại", ""))
    found.shift(2)
    found.later(60)
    found.order()
    found.shift(1)
    yield found
    scene.crash()
    scene.file.close()


def shown(year: Year) -> tuple[object, ...]:
    hub = year.scene.hub
    refunds = hub.desk.giving.refund_list(closed=False)
    work = [(item.reason, item.credit.reference) for item in hub.money.book.work]
    return done(year.scene.sit("ky").differences()), refunds, work, hub.desk.state.users.names, hub.money.book.cursors


def test_what_is_open_goes_on_as_it_was_and_what_is_settled_is_found_in_the_archive(year: Year) -> None:
    before = shown(year)
    reports = {name: done(year.scene.hub.desk.drawers.z_report(name)) for name in year.z_numbers}
    turned = year.turn()
    assert shown(year) == before
    assert 0 < turned.carried < turned.rows
    book = year.scene.hub.money.book
    assert book.order_of_code(year.settled[0]) is None
    assert [item.credit.reference for item in book.work] == [year.loose]
    # The shift of the refund's payment is whole still, though its other bills are settled; the one beside it is gone.
    first, gone, new = (year.scene.hub.desk.state.shifts.by_z(name) for name in year.z_numbers)
    assert gone is None
    for shift in (first, new):
        assert shift is not None
        assert shift.closed is not None
        assert done(year.scene.hub.desk.drawers.z_report(shift.closed.z_number)) == reports[shift.closed.z_number]
    (archive,) = archives_of(year.path)
    assert (archive.name, archive.stat().st_mode & 0o777) == (turned.archive, 0o400)
    for text in year.settled:
        found = find(year.path, text)
        assert {"OrderOpened", "CreditReceived", "CreditApplied", "PaymentSettled"} <= {row.kind for row in found}
        assert {row.file for row in found} == {archive.name}
    assert find(year.path, "FT0") == ()


def test_no_number_repeats_and_the_next_turn_over_goes_on_from_there(year: Year) -> None:
    for _ in range(2):
        year.turn()
        year.order()
        year.shift(1, "duc")
        year.later(60)
    assert len(year.z_numbers) == len(set(year.z_numbers))
    assert [name[-4:] for name in year.z_numbers if name.startswith("Z-2026")] == ["0001", "0002"]
    assert next(name for name in year.z_numbers if name.startswith("Z-2027")) == "Z-2027-0001"
    assert len(archives_of(year.path)) == 2
    window = year.scene.sit("ha")
    (waiting,) = year.scene.hub.desk.giving.refund_list(closed=False)
    assert done(window.decide_refund(waiting.refund_id, True, "")).state == "approved"


def test_the_database_goes_on_without_a_break_and_can_be_made_anew_from_the_archives(
    year: Year, tmp_path: Path
) -> None:
    database = sqlite_database(tmp_path / "books.db")
    upgrade(database)
    intake = Intake(database, hub_codec(), year.scene.time)

    def ship(into: Intake) -> None:
        with closing(Journal.look(year.path, hub_codec(), MASTER, year.scene.time)) as journal:
            chain = WholeChain(journal, year.path)
            while (head := into.head(HUB)).last_seq < journal.seq:  # type: ignore[union-attr]
                rows = chain.public_rows(head.last_seq, 100)  # type: ignore[union-attr]
                assert isinstance(into.take(HUB, rows, journal.seq), Taken)

    ship(intake)
    held = balances(database)
    year.turn()
    ship(intake)
    assert balances(database) == held, "what was carried is in the ledger already"
    year.order()
    ship(intake)
    anew = sqlite_database(tmp_path / "anew.db")
    upgrade(anew)
    ship(Intake(anew, hub_codec(), year.scene.time))
    assert balances(anew) == balances(database) != held
    database.close()
    anew.close()


def test_a_line_of_a_statement_that_may_be_in_an_archive_is_never_booked_again(year: Year) -> None:
    old = next(row for row in year.scene.hub.money.book.credits if row.reference == year.settled[1]).booked_at
    year.turn(45)
    year.turn(50)  # more is kept now, but what was left behind the first time is still gone
    head = "Ngày giao dịch,Số tiền,Mã giao dịch,Nội dung\n"
    ky = year.scene.sit("ky")
    for when, state in ((old, "failed"), (year.scene.time.now() - timedelta(days=48), "failed"), (None, "done")):
        at = when or year.scene.time.now()
        shown = done(ky.upload("sao-ke.csv", f"{head}{at:%d/%m/%Y %H:%M:%S},50600,FTX{at:%d},khac\n".encode()))
        done(ky.begin_import(shown.file_sha256, shown.layout, PAYEE.account, "bank"))
        year.scene.run(5)
        progress = done(ky.import_progress(shown.file_sha256))
        assert (progress.state, "sổ lưu" in progress.problem) == (state, state == "failed")


def test_a_late_transfer_for_an_order_in_the_archive_waits_for_a_person(year: Year) -> None:
    year.turn()
    year.scene.bank.transfer(PRICE, f"CT {year.settled[0]} lan nua")
    year.scene.run(20)
    assert [str(item.reason) for item in year.scene.hub.money.book.work][1:] == ["unknown_code"]


def test_what_is_personal_stays_encrypted_and_can_be_erased(year: Year) -> None:
    window = year.scene.cashier("duc")
    bill = year.scene.bill()
    (line, *_) = done(window.bills(bill.visit_code))
    payment_id = year.scene.id()
    done(window.pay(payment_id, bill.bill_id, line.kind, PRICE, "cash", tendered=PRICE, payer="Nguyễn Thị Người Nộp"))
    year.turn()
    assert "Người Nộp".encode() not in year.path.read_bytes()
    with closing(Journal.look(year.path, hub_codec(), MASTER, year.scene.time)) as journal:
        rows = [row.event for row in journal.rows() if isinstance(row.event, CarriedPersonal)]
        begun = [event.original(journal.codec) for event in rows if event.kind == "PaymentBegun"]
        assert any(isinstance(one, PaymentBegun) and one.payer == "Nguyễn Thị Người Nộp" for one in begun)
        assert journal.verify().whole


@pytest.mark.parametrize("step", ["link", "replace", "chmod"])
def test_wherever_the_power_fails_a_whole_journal_is_in_its_place(
    year: Year, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = shown(year)

    def fail(*_: object, **__: object) -> None:
        raise OSError("the power failed")

    chmod = Path.chmod

    def locks(path: Path, mode: int) -> None:
        if "until" in path.name:
            fail()
        chmod(path, mode)

    steps = {
        "link": ("os.link", fail),
        "replace": ("pathlib.Path.replace", fail),
        "chmod": ("pathlib.Path.chmod", locks),
    }
    with monkeypatch.context() as patch:
        patch.setattr(*steps[step])
        with pytest.raises(OSError, match="power"):
            year.turn()
    year.open()
    assert shown(year) == before
    assert len(archives_of(year.path)) == (1 if step == "chmod" else 0)
    if step != "chmod":
        year.turn()
        assert shown(year) == before


def test_a_new_file_that_would_not_show_the_same_is_not_taken(year: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    before, content = shown(year), year.path.read_bytes()
    look = turn.look

    def blind(journal: Journal, how: object) -> Picture:
        found = look(journal, how)  # type: ignore[arg-type]
        return Picture(found.open, found.shown, found.next_numbers, type(found.needed)((), ()))

    monkeypatch.setattr(turn, "look", blind)
    with pytest.raises(NotTurned, match=r"would not show the same \((day|difference)"):
        year.turn()
    assert year.path.read_bytes() == content
    assert not list(year.path.parent.glob("*.turning*"))
    year.open()
    assert shown(year) == before


def test_it_is_refused_while_the_hub_runs_or_where_too_little_would_be_kept(year: Year) -> None:
    with closing(Journal.open(year.path, hub_codec(), MASTER, year.scene.time)), pytest.raises(JournalUnavailable):
        turn_over(year.config, MASTER, year.scene.time)
    with pytest.raises(NotTurned, match="at least 14"):
        turn_over(year.config, MASTER, year.scene.time, 3)


def test_the_commands_say_what_they_did(year: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    year.scene.crash()
    year.scene.file.close()
    file = year.path.with_name("hub.toml")
    file.write_text(FILE, encoding="utf-8")
    monkeypatch.setenv("KIOSK_JOURNAL_KEY", bytes(range(32)).hex())
    runner = CliRunner()
    with closing(Journal.open(year.path, hub_codec(), MASTER, year.scene.time)):
        assert runner.invoke(app, ["turn-over", "--config", str(file)]).exit_code == 2
    done = runner.invoke(app, ["turn-over", "--config", str(file), "--json"])
    assert (done.exit_code, json.loads(done.stdout)["archive"]) == (0, archives_of(year.path)[0].name)
    assert runner.invoke(app, ["turn-over", "--config", str(file), "--keep-days", "3"]).exit_code == 1
    found = runner.invoke(app, ["find", year.settled[1], "--config", str(file)])
    assert found.exit_code == 0
    assert {json.loads(line)["kind"] for line in found.stdout.splitlines()} >= {"OrderOpened", "PaymentSettled"}
    assert runner.invoke(app, ["find", "nothing", "--config", str(file)]).exit_code == 1
    year.open()


def test_every_event_of_money_desks_and_books_names_a_thing_or_is_chosen_in_another_way() -> None:
    chosen = {*ALWAYS, *LAST, *SINCE_SIGNED_IN, *SHIFT, "ReceiptsRead"}
    for root in (MoneyEvent, DeskEvent, ReconcileEvent, DeliveryEvent):
        for cls in _descendants(root):
            body = {each.name: "x" for each in fields(cls)} | {"shares": (), "key": "pair|cause|1|bill:x"}
            assert things(cls.__name__, body) or cls.__name__ in chosen, cls.__name__


def _descendants(root: Any) -> Iterator[Any]:
    for cls in root.__subclasses__():
        if is_dataclass(cls) and not cls.__subclasses__():
            yield cls
        yield from _descendants(cls)
