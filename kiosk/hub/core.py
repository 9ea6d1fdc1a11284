"""The hub without a server: it composes queue, insurance checks and money over one journal and one loop.

Everything but `ask_insurer` runs on the loop's owner thread.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from his_client.his.ports import HospitalSystem
from his_client.insurance.ports import CoverageCheck, InsuranceGateway
from his_client.outcome import Outcome
from his_client.payments.bank import BankFeed
from kiosk.boot import Boot
from kiosk.clock import VIETNAM, Clock
from kiosk.delivery.machine import Delivery, Patience
from kiosk.hub.coverage.desk import CoPayments, CoverageDesk
from kiosk.hub.coverage.events import CoverageEvent
from kiosk.hub.coverage.queue import LaterPolicy
from kiosk.hub.money.channels import Channel, feed_channel
from kiosk.hub.money.desk import MoneyDesk, MoneySettings
from kiosk.hub.ports import OpenedOrder
from kiosk.hub.queue_desk import QueueDesk, QueueSettings
from kiosk.hub.receiver.ports import Receiver
from kiosk.hub.record import HubRecord
from kiosk.journal import Journal
from kiosk.loop import Loop
from kiosk.money.book import Book, WorkItem
from kiosk.money.order import BillKind, Order, State
from kiosk.money.qr import Payee
from kiosk.queue.events import QueueEvent

MOST_CALLS = 100
ANSWERED_BY_COMING = ("help", "emergency", "card_left")
_HUB = "hub"


@dataclass(frozen=True, slots=True)
class HubSettings:
    """The account to be paid to beside other channels, how long an order is payable, how often providers are asked.

    Times in seconds; `slow_poll_s` is the longest pause while a provider does not answer, `late_s` how long after its
    time an order is still asked about.
    """

    payee: Payee | None
    order_s: float = 900.0
    poll_s: float = 3.0
    slow_poll_s: float = 30.0
    late_s: float = 3 * 86_400.0
    patience: Patience = Patience()
    later: LaterPolicy = LaterPolicy()
    queue: QueueSettings = QueueSettings()


@dataclass(frozen=True, slots=True)
class OrderState:
    """An order as a station or a page may see it; amounts in đồng."""

    order_id: str
    due: int
    received: int
    state: State


@dataclass(frozen=True, slots=True)
class StaffCall:
    """A station wants a person; `reason` is a code."""

    station_id: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Health:
    """How the hub does: `bank` is `ok`, `off`, or why the feed's last question failed; counts of what is open.

    `unverified` counts insurance checks to be made later. `ledger` is how the hub's rows come into its database: `ok`,
    `behind`, `silent` (it does not answer), `off`; after `fork`, `broken` or a lasting `gap` a person must look.
    `quality` is how the figures of service quality follow: `ok`, `behind`, `silent`, `off`; `quality_rows` journal rows
    are not in them yet. `disk`: `full` while the hub begins nothing new (`kiosk.hub.full`).
    """

    bank: str
    orders: int
    unposted: int
    for_cashier: int
    calls: int
    unverified: int = 0
    ledger: str = "off"
    quality: str = "off"
    quality_rows: int = 0
    disk: str = "ok"


class Working(Protocol):
    """A part of the hub that works between start and stop, both on the owner's thread."""

    def start(self) -> None:
        """Begin; the record was replayed."""
        ...

    def stop(self) -> None:
        """End what is under way."""
        ...


class HubCore:
    """One hub. It recovers from its journal when made and begins to work at `start`.

    :param bank: the feed of the payee's account; not asked without a payee.
    :param channels: other provider accounts, after that one.
    :param receiver: where the providers' webhooks wait.
    :param insurer: None when this hospital's insurance checks are switched off.
    :param copayments: None where nobody here may ask for a person's co-payment.
    :param sections: makes what else follows the record (desks, books), before it is replayed; each joins it itself.
    :param boot: what the machine knows of its clock; nothing without it.
    :raises vietqr.QrInvalid: when the payee's account or bank cannot stand in a VietQR.
    """

    def __init__(
        self,
        journal: Journal,
        loop: Loop,
        his: HospitalSystem,
        bank: BankFeed | None,
        insurer: InsuranceGateway | None,
        clock: Clock,
        settings: HubSettings,
        copayments: CoPayments | None = None,
        channels: tuple[Channel, ...] = (),
        receiver: Receiver | None = None,
        sections: Callable[[HubRecord, MoneyDesk], Sequence[Working]] = lambda record, money: (),  # noqa: ARG005
        boot: Boot | None = None,
    ) -> None:
        self.settings = settings
        self._insurer = insurer
        self.copayments = copayments
        self._clock = clock
        self.queue = QueueDesk(journal, clock, settings.queue, boot)
        self._calls: OrderedDict[tuple[str, str], StaffCall] = OrderedDict()
        self.coverage = (
            CoverageDesk(journal, loop, clock, insurer, his, self._alarm, settings.later) if insurer else None
        )
        self.record = HubRecord(journal)
        self.has_room: Callable[[], bool] = lambda: True
        """Whether the journal's disk has room for new work; asked from any thread."""
        self.ledger_state: Callable[[], str] = lambda: "off"
        self.quality_state: Callable[[], tuple[str, int]] = lambda: ("off", 0)
        if settings.payee:
            channels = (feed_channel(bank, settings.payee), *channels)
        wanted = MoneySettings(
            settings.order_s, settings.poll_s, settings.slow_poll_s, settings.late_s, settings.patience
        )
        self.money = MoneyDesk(self.record, his, channels, loop, clock, wanted, self._alarm, receiver)
        self.record.join(_Older(self.queue, self.coverage))
        self._sections = tuple(sections(self.record, self.money))
        self.record.replay()

    def start(self) -> None:
        """Ask about postings that are not settled, read what providers list, look up what the insurer still owes."""
        self.money.start()
        if self.coverage:
            self.coverage.start()
        for section in self._sections:
            section.start()

    def stop(self) -> None:
        """Read no more; answers still on their way are dropped and asked for again after the next start."""
        self.money.stop()
        if self.coverage:
            self.coverage.stop()
        for section in self._sections:
            section.stop()

    @property
    def book(self) -> Book:
        """Orders and credits, for reading."""
        return self.money.book

    @property
    def work(self) -> tuple[WorkItem, ...]:
        """Credits that wait for a cashier, oldest first."""
        return tuple(self.book.work)

    @property
    def calls(self) -> tuple[StaffCall, ...]:
        """Stations that called, oldest first; they are not kept over a restart."""
        return tuple(self._calls.values())

    @property
    def open_orders(self) -> tuple[Order, ...]:
        """Orders that can still be paid in time, oldest first."""
        now = self._clock.now()
        return tuple(
            order
            for order in self.book.orders
            if order.state in (State.CREATED, State.UNDER) and order.opened.expires_at >= now
        )

    @property
    def unposted(self) -> tuple[Delivery, ...]:
        """Postings to the HIS that are not settled yet."""
        return self.money.unposted

    def health(self) -> Health:
        """See `Health`."""
        return Health(
            self.money.state,
            len(self.open_orders),
            len(self.unposted),
            sum(1 for _ in self.book.work),
            len(self._calls),
            len(self.coverage.lookups.pending) if self.coverage else 0,
            self.ledger_state(),
            *self.quality_state(),
            disk="ok" if self.has_room() else "full",
        )

    def open_order(
        self,
        order_id: str,
        station_id: str,
        bill_id: str,
        amount: int,
        kind: BillKind = BillKind.FEE,
        visit_code: str = "",
    ) -> Outcome[OpenedOrder]:
        """Open an order, or answer with the one that has this id; see `OrderDesk.open` for the refusals."""
        return self.money.open_order(order_id, station_id, bill_id, amount, kind, visit_code)

    def order(self, order_id: str) -> OrderState | None:
        """An order's sum and state, or None when there is no such order."""
        order = self.book.order(order_id)
        return None if order is None else OrderState(order_id, order.opened.amount, order.received, order.state)

    def call_staff(self, station_id: str, reason: str) -> None:
        """Keep a station's call in memory; the same call again moves to the end."""
        key = (station_id, reason)
        self._calls[key] = StaffCall(station_id, reason, self._clock.now())
        self._calls.move_to_end(key)
        if len(self._calls) > MOST_CALLS:
            self._calls.popitem(last=False)

    def staff_came(self, station_id: str) -> None:
        """Somebody stands at the station now: what called a person there is answered; its desk numbers still wait."""
        for reason in ANSWERED_BY_COMING:
            self._calls.pop((station_id, reason), None)

    def ask_insurer(self, number: str, full_name: str, birth_date: str) -> CoverageCheck:
        """Ask the gateway; it blocks, touches nothing of the hub, and may be called from any thread."""
        assert self._insurer is not None, "nobody is asked where insurance is switched off"
        return self._insurer.check(number, full_name, birth_date, asked_at=self._clock.now())

    def today(self) -> date:
        """The hospital's day."""
        return self._clock.now().astimezone(VIETNAM).date()

    def _alarm(self, reason: str) -> None:
        self.call_staff(_HUB, reason)


class _Older:
    """The sections that write their own events themselves: they see them here while the hub recovers."""

    def __init__(self, queue: QueueDesk, coverage: CoverageDesk | None) -> None:
        self._queue = queue
        self._coverage = coverage

    def apply(self, subject: str, event: object) -> None:  # noqa: ARG002 - a section's shape
        """See `Section`."""
        match event:
            case CoverageEvent() if self._coverage:
                self._coverage.replay(event)
            case QueueEvent():
                self._queue.replay(event)
