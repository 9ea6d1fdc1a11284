"""What the desks' parts share: settings, the projections, and the one way to keep an event and post its money."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from his_client.his.ports import PaymentNotice
from his_client.outcome import Outcome
from kiosk.cashier import rest
from kiosk.cashier.events import DeskEvent, PaymentBegun, PaymentFailed, PaymentTaken, VoidDecided
from kiosk.cashier.payments import CARD, CASH, Payments
from kiosk.cashier.refunds import Refunds
from kiosk.cashier.shifts import Shifts
from kiosk.cashier.users import Users
from kiosk.cashier.values import Role
from kiosk.clock import Clock
from kiosk.delivery.machine import Delivery
from kiosk.hub.ports import OpenedOrder
from kiosk.money.book import Book
from kiosk.money.order import BillKind

ID = re.compile(r"[A-Za-z0-9-]{8,64}")
"""Ids the window makes. They become names at the HIS and the terminal, where other signs could mean something."""


class Money(Protocol):
    """What the desks need of the hub's money."""

    @property
    def book(self) -> Book:
        """Orders and credits."""
        ...

    def open_order(
        self,
        order_id: str,
        station_id: str,
        bill_id: str,
        amount: int,
        kind: BillKind = BillKind.FEE,
        visit_code: str = "",
        beside: int = 0,
    ) -> Outcome[OpenedOrder]:
        """See `kiosk.hub.money.desk.MoneyDesk`."""
        ...

    def shown(self, order_id: str) -> Outcome[OpenedOrder]:
        """See `kiosk.hub.money.desk.MoneyDesk`."""
        ...

    def keep_and_post(
        self, entries: Sequence[tuple[str, object]], notices: Sequence[tuple[str, PaymentNotice]]
    ) -> None:
        """See `kiosk.hub.money.desk.MoneyDesk`."""
        ...

    def posting(self, name: str) -> Delivery | None:
        """See `kiosk.hub.money.desk.MoneyDesk`."""
        ...

    def period_of(self, station_id: str, at: datetime) -> tuple[str, str]:
        """See `kiosk.hub.money.desk.MoneyDesk`."""
        ...


@dataclass(frozen=True, slots=True)
class DeskPlace:
    """A desk with a drawer: its id (`desk-1`, a station's for its QRs), its name for people, and its card terminals."""

    id: str
    name: str
    terminals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CashierSettings:
    """`even_words`: "đồng chẵn" on slips. `payout_account`: the hospital's own account that refunds are sent from."""

    hospital: str
    desks: tuple[DeskPlace, ...] = (DeskPlace("desk-1", "Quầy 1"),)
    even_words: bool = False
    payout_account: str = ""

    def desk(self, called: str) -> DeskPlace | None:
        """The desk with this id, or called so by people: `desk-1`, `Quầy 1` and `1` are one."""
        wanted = called.strip().casefold()
        for desk in self.desks:
            if wanted in (desk.id.casefold(), desk.name.casefold(), desk.id.removeprefix("desk-").casefold()):
                return desk
        return None


@dataclass(frozen=True, slots=True)
class Who:
    """Who asks, at which desk."""

    user: str
    desk: str
    roles: tuple[Role, ...] = ()

    @property
    def supervisor(self) -> bool:
        """Whether this person decides what others ask for."""
        return Role.SUPERVISOR in self.roles


class DeskState:
    """Users, shifts, payments and refunds as the journal tells them."""

    def __init__(self, money: Money, clock: Clock, settings: CashierSettings) -> None:
        self.settings = settings
        self.money = money
        self.clock = clock
        self.users = Users()
        self.shifts = Shifts()
        self.payments = Payments()
        self.refunds = Refunds()

    def apply(self, event: object) -> None:
        """Take in an event that is in the journal."""
        self.users.apply(event)
        self.shifts.apply(event)
        self.payments.apply(event)
        self.refunds.apply(event)

    def now(self) -> datetime:
        """The present instant."""
        return self.clock.now()

    def keep(self, subject: str, events: Sequence[DeskEvent]) -> None:
        """Journal events under one subject; money taken in cash or by card is posted to the HIS with them."""
        if events:
            beside = [entry for event in events for entry in self._beside(event)]
            notices = [(subject, notice) for event in events if (notice := self._notice(event, beside)) is not None]
            self.money.keep_and_post([*beside, *((subject, event) for event in events)], notices)

    def _beside(self, event: DeskEvent) -> Iterator[rest.Entry]:
        """What becomes of transfers that pay a bill together with a counter payment."""
        book = self.money.book
        match event:
            case PaymentBegun():
                yield from rest.applying(book, event, self._period(event.bill_id, event.desk))
            case PaymentFailed():
                begun = self._begun(event.payment_id)
                # By QR its transfer may be here already: then it pays with the others, and is taken in a moment.
                if book.reserved(begun.bill_id):
                    period = self._period(begun.bill_id, begun.desk)
                    yield from rest.undoing(book, event.payment_id, period, "", event.reason)
            case VoidDecided(approved=True):
                period = self._period(event.bill_id, event.desk)
                yield from rest.undoing(book, event.payment_id, period, event.user, "voided")

    def _notice(self, event: DeskEvent, beside: Sequence[rest.Entry]) -> PaymentNotice | None:
        if not isinstance(event, PaymentTaken) or event.method not in (CASH, CARD):
            return None
        others = rest.beside(self.money.book, event.payment_id, beside)
        if sum(others.values()) != event.beside:
            return None  # the provider took a transfer back since: the bill is not whole, and a person's
        memo, amount = " ".join((event.slip, *others)), event.amount + event.beside
        return PaymentNotice(f"{event.method}:{event.payment_id}", event.bill_id, amount, event.at, memo)

    def _begun(self, payment_id: str) -> PaymentBegun:
        payment = self.payments.get(payment_id)
        assert payment is not None
        return payment.begun

    def _period(self, bill_id: str, desk: str) -> str:
        """The open station-day of what the bill's transfers belong to."""
        orders = self.money.book.orders_of_bill(bill_id)
        station = orders[-1].opened.station_id if orders else desk
        return self.money.period_of(station, self.now())[0]
