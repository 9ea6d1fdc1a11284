"""Cashiers' desks in virtual time between a simulated HIS, bank and card terminal; people to sit at them."""

from __future__ import annotations

import itertools
import sqlite3
import uuid
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random
from typing import Any, TypeVar

from his_client.his.ports import Identity, IdentitySource, PaymentNotice, PaymentPosted, Registered, RegistrationRequest
from his_client.outcome import Done, Outcome, Refused
from his_client.sandbox.simulated import SimulatedBank, SimulatedHis
from his_client.sandbox.terminal import SimulatedTerminal
from kiosk.cashier.desk import CashierDesk
from kiosk.cashier.ports import Desk
from kiosk.cashier.state import CashierSettings, DeskPlace
from kiosk.cashier.values import Role
from kiosk.delivery.machine import Patience
from kiosk.hub.books.desk import BooksDesk
from kiosk.hub.desk.service import DeskService
from kiosk.hub.desk.sessions import SessionSettings
from kiosk.hub.money.channels import feed_channel
from kiosk.hub.money.desk import MoneyDesk, MoneySettings
from kiosk.hub.owner import at_once
from kiosk.hub.record import HubRecord
from kiosk.hub.records import hub_codec
from kiosk.journal import Journal, MasterKey
from kiosk.ledger.postings import postings
from kiosk.money.qr import Payee
from kiosk.simulation.time import SimProcess, SimTime

T = TypeVar("T")

PAYEE = Payee("0011009999999", "970436", "BENH VIEN MAU")
MASTER = MasterKey(bytes(range(32)))
PRICE = 50_600
TERMINAL = "POS-1"
SETTINGS = CashierSettings(
    "Bệnh viện Mẫu",
    (DeskPlace("desk-1", "Quầy 1", (TERMINAL,)), DeskPlace("desk-2", "Quầy 2")),
    payout_account=PAYEE.account,
)
PIN = "204918"
FLOAT = ((500_000, 2), (100_000, 5), (50_000, 6), (10_000, 20))
"""2,000,000 đồng."""
PEOPLE = {
    "lan": ("Lê Thị Lan", (Role.CASHIER,)),
    "duc": ("Trần Minh Đức", (Role.CASHIER,)),
    "ha": ("Phạm Thu Hà", (Role.SUPERVISOR,)),
    "ky": ("Ngô Kỳ", (Role.ACCOUNTANT,)),
}


class PlainPins:
    """Hashes of no worth and no cost."""

    def hash(self, pin: str) -> str:
        return f"plain:{pin}"

    def fits(self, hashed: str, pin: str) -> bool:
        return hashed == f"plain:{pin}"


def done(outcome: Outcome[T]) -> T:
    assert isinstance(outcome, Done), outcome
    return outcome.value


def refused(outcome: Outcome[Any]) -> str:
    assert isinstance(outcome, Refused), outcome
    return outcome.code


class Told:
    """A section that keeps what every section is told."""

    def __init__(self) -> None:
        self.events: list[object] = []

    def apply(self, subject: str, event: object) -> None:
        self.events.append(event)


@dataclass
class Hub:
    """One hub's desks over a journal."""

    record: HubRecord
    money: MoneyDesk
    desk: CashierDesk
    service: DeskService
    process: SimProcess
    told: list[object]


class Scene:
    """A hub with desks and its neighbours; `crash` and `boot` as often as wanted."""

    def __init__(self, seed: int = 0, *, people: bool = True, books: bool = False) -> None:
        self._books = books
        self.random = Random(seed)
        self.time = SimTime()
        self.his = SimulatedHis(Random(seed + 1), clock=self.time.now)
        rooms = self.his.book.rooms
        rooms.rules = {key: replace(rule, quota=100_000) for key, rule in rooms.rules.items()}
        self.bank = SimulatedBank(Random(seed + 2), clock=self.time.now, account=PAYEE.account)
        self.terminal = SimulatedTerminal(Random(seed + 3))
        self.file = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._numbers = itertools.count(1)
        self.hub = self.boot()
        if people:
            for name, (full_name, roles) in PEOPLE.items():
                assert self.hub.service.add_user(name, full_name, roles, PIN) == Done(None)

    def close(self) -> None:
        self.file.close()

    def boot(self) -> Hub:
        """Start a hub over the journal as it is."""
        process = SimProcess(self.time, self.random)
        record = HubRecord(Journal(self.file, hub_codec(), MASTER, self.time, "test"))
        channel = feed_channel(self.bank, PAYEE)
        settings = MoneySettings(900.0, 3.0, 6.0, patience=Patience((0.5, 1.0, 5.0), 200))
        money = MoneyDesk(record, self.his, (channel,), process, self.time, settings, lambda _: None)
        desk = CashierDesk(record, money, process, self.time, SETTINGS, {TERMINAL: self.terminal})
        books = BooksDesk(record, money, self.his, process, self.time) if self._books else None
        told = Told()
        record.join(told)
        record.replay()
        service = DeskService(desk, books, self.his, at_once, self.time, SessionSettings(), PlainPins())
        process.post(money.start)
        process.post(desk.start)
        if books is not None:
            process.post(books.start)
        self.hub = Hub(record, money, desk, service, process, told.events)
        self.run(0.001)
        return self.hub

    def crash(self) -> None:
        """Nothing of this hub runs on."""
        self.hub.process.kill()

    def run(self, seconds: float) -> None:
        """Let virtual time pass."""
        until = self.time.monotonic() + seconds
        self.time.at(seconds, SimProcess(self.time, self.random), lambda: None)
        while self.time.monotonic() < until and self.time.run_next():
            pass

    def sit(self, user: str, desk: str = "desk-1") -> Desk:
        """A person signed in at a desk, PIN changed long ago."""
        window = self.hub.service.for_session()
        session = done(window.sign_in(user, PIN, desk))
        if session.change_pin:
            own = self.hub.service._pins.hash(PIN)
            users = self.hub.desk.state.users
            self.hub.desk.keep_user(user, users.change_pin(user, own, user, self.time.now()))
        return window

    def cashier(self, user: str = "lan", desk: str = "desk-1") -> Desk:
        """A person at a desk with an open shift."""
        window = self.sit(user, desk)
        done(window.open_shift(self.id(), FLOAT))
        return window

    def id(self) -> str:
        """A fresh id as the window makes them."""
        return str(uuid.UUID(int=next(self._numbers)))

    def bill(self, person: int | None = None) -> Registered:
        """A fresh bill of 50,600 đồng in the HIS."""
        number = next(self._numbers)
        book = self.his.book
        department = next(item for item in book.departments() if item.service.price == PRICE)
        identity = Identity(
            f"001090{500_000 + (person or number):06d}", "Nguyễn Thử", "1990-01-01", "Nam", "", IdentitySource.CARD_ONLY
        )
        answer = book.register(
            RegistrationRequest(
                str(uuid.UUID(int=number)),
                "K03",
                identity,
                department.id,
                department.service.id,
                PRICE,
                None,
                None,
                self.time.now(),
            )
        )
        assert isinstance(answer, Registered), answer
        return answer

    def paid_elsewhere(self, bill: Registered) -> None:
        """The HIS receipts the bill by a road nobody here knows."""
        notice = PaymentNotice(f"hand:{bill.bill_id}", bill.bill_id, bill.amount_due, self.time.now(), "")
        assert isinstance(self.his.book.cash.post_payment(notice), PaymentPosted)

    def take_cash(self, window: Desk, bill: Registered, tendered: int = 100_000) -> str:
        """Take a bill in cash; the payment's id."""
        (shown, *_) = done(window.bills(bill.visit_code))
        payment_id = self.id()
        paid = window.pay(payment_id, shown.bill_id, shown.kind, shown.due - shown.paid, "cash", tendered=tendered)
        assert done(paid).state == "taken"
        return payment_id

    def events(self) -> list[object]:
        """Everything in the journal."""
        journal = Journal(self.file, hub_codec(), MASTER, self.time, "test")
        return [row.event for row in journal.rows()]

    def balance(self, account: str) -> int:
        """An account of the ledger, from the journal's events alone."""
        entries = (entry for event in self.hub.told for entry in _posted(event))
        return sum(entry.amount for entry in entries if entry.account == account)


def _posted(event: object) -> tuple[Any, ...]:
    from kiosk.ledger.postings import ROOTS

    return postings(event) if isinstance(event, ROOTS) else ()


def local(hour: int, minute: int = 0) -> datetime:
    """A time of the simulated day."""
    return SimTime().now().replace(hour=hour, minute=minute)
