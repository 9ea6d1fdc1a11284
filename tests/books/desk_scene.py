"""A hub's money and books in virtual time between a simulated bank and HIS, and files as banks make them."""

from __future__ import annotations

import sqlite3
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from his_client.his.ports import Identity, IdentitySource, Registered, RegistrationRequest
from his_client.outcome import Done, Outcome
from his_client.payments.bank import Credit
from his_client.sandbox.faults import FaultMenu
from his_client.sandbox.simulated import SimulatedBank, SimulatedHis
from kiosk.cashier.ports import Difference, ImportProgress
from kiosk.clock import VIETNAM
from kiosk.delivery.machine import Patience
from kiosk.hub.books.desk import BooksDesk
from kiosk.hub.books.settings import BooksSettings
from kiosk.hub.money.channels import feed_channel
from kiosk.hub.money.desk import MoneyDesk, MoneySettings
from kiosk.hub.record import HubRecord
from kiosk.hub.records import hub_codec
from kiosk.journal import Journal, MasterKey
from kiosk.money.qr import Payee
from kiosk.simulation.time import SimProcess, SimTime

PAYEE = Payee("0011009999999", "970436", "BENH VIEN MAU")
PRICE = 50_600
MORNING = datetime(2026, 11, 24, 7, 0, tzinfo=VIETNAM)
SETTINGS = MoneySettings(poll_s=3.0, slow_poll_s=6.0, patience=Patience((0.5, 1.0, 60.0), 5))


@dataclass(frozen=True)
class Asked:
    """An order at a station."""

    order_id: str
    bill_id: str
    code: str


class Scene:
    """One hub; `crash` drops what it still had to do, `boot` starts another over its journal."""

    def __init__(self, his_faults: FaultMenu | None = None, *, batch: int = 200, polls: bool = True) -> None:
        self.random = Random(5)
        self.time = SimTime(MORNING)
        self.his = SimulatedHis(Random(6), his_faults, clock=self.time.now)
        self.bank = SimulatedBank(Random(7), clock=self.time.now, account=PAYEE.account)
        self._polls = polls
        self._batch = batch
        self._file = sqlite3.connect(":memory:", isolation_level=None)
        self._bills = 0
        self.boot()

    def boot(self) -> None:
        self.process = SimProcess(self.time, self.random)
        self.journal = Journal(self._file, hub_codec(), MasterKey(bytes(32)), self.time, "test")
        self.record = HubRecord(self.journal)
        channels = (feed_channel(self.bank if self._polls else None, PAYEE),)
        self.money = MoneyDesk(self.record, self.his, channels, self.process, self.time, SETTINGS, lambda _: None)
        wanted = BooksSettings(batch=self._batch, receipts_s=60.0, patience_s=120.0)
        self.desk = BooksDesk(self.record, self.money, self.his, self.process, self.time, wanted)
        self.record.replay()
        self.process.post(self.money.start)
        self.process.post(self.desk.start)

    def crash(self) -> None:
        self.process.kill()

    def run(self, seconds: float = 30.0) -> None:
        until = self.time.monotonic() + seconds
        self.time.at(seconds, SimProcess(self.time, self.random), lambda: None)
        while self.time.monotonic() < until and self.time.run_next():
            pass

    def order(self, station: str = "K03") -> Asked:
        self._bills += 1
        bill = self._register(self._bills, station)
        order_id = f"{bill.key}:pay"
        opened = value(self.money.open_order(order_id, station, bill.bill_id, bill.amount_due))
        return Asked(order_id, bill.bill_id, opened.pay_code)

    def pay(self, asked: Asked, amount: int = PRICE, times: int = 1) -> None:
        self.bank.transfer(amount, f"CT {asked.code} nop tien", times=times)

    def _register(self, number: int, station: str) -> Registered:
        department = next(item for item in self.his.book.departments() if item.service.price == PRICE)
        identity = Identity(f"001090{number:06d}", "Nguyễn Thử", "1990-01-01", "Nam", "", IdentitySource.CARD_ONLY)
        key = str(uuid.UUID(int=number))
        wanted = RegistrationRequest(
            key, station, identity, department.id, department.service.id, PRICE, None, None, MORNING
        )
        bill = self.his.book.register(wanted)
        assert isinstance(bill, Registered), bill
        return bill

    @property
    def rows(self) -> tuple[Difference, ...]:
        return value(self.desk.differences())

    @property
    def found(self) -> list[tuple[str, int]]:
        return sorted((str(row.cause), row.amount) for row in self.rows)

    @property
    def credits(self) -> list[Credit]:
        """What the bank booked, as it would list it."""
        listed = self.bank.credits(None)
        return list(value(listed).credits)

    def load(self, content: bytes, name: str = "sao-ke.csv") -> ImportProgress:
        """Upload, begin, and let it run to its end."""
        sha = self.give(content, name)
        self.run()
        return value(self.desk.import_progress(sha))

    def give(self, content: bytes, name: str = "sao-ke.csv") -> str:
        """Upload and begin."""
        shown = value(self.desk.upload(name, content))
        assert shown.problems == ()
        value(self.desk.begin_import("binh", shown.file_sha256, shown.layout, PAYEE.account, "bank"))
        return shown.file_sha256


def value(outcome: Outcome[object]):  # type: ignore[no-untyped-def]
    """What a call that is done answers."""
    assert isinstance(outcome, Done), outcome
    return outcome.value


def csv(rows: list[tuple[datetime, int, str, str]]) -> bytes:
    """A bank's export: time, signed amount, reference, memo."""
    head = "Ngày giao dịch,Số tiền,Mã giao dịch,Nội dung\n"
    body = "".join(f"{when:%d/%m/%Y %H:%M:%S},{amount},{ref},{memo}\n" for when, amount, ref, memo in rows)
    return (head + body).encode()


def csv_of(credits_listed: list[Credit]) -> bytes:
    """The bank's statement of these transfers."""
    return csv([(each.booked_at, each.amount, each.reference, each.memo) for each in credits_listed])


def lines(count: int, start: int = 0) -> list[tuple[datetime, int, str, str]]:
    """Movements nobody told of."""
    return [
        (MORNING + timedelta(seconds=number), 1_000 + number, f"FT{number:06d}", f"luong {number}")
        for number in range(start, start + count)
    ]
