"""What a hub would show and do over a journal: compared before and after, so that a turn-over proves itself.

The hub's own parts read the journal; none of them is started, so nobody is asked and nothing is sent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NoReturn, cast

from his_client.his.ports import HospitalSystem
from his_client.insurance.ports import InsuranceGateway
from his_client.outcome import Done
from kiosk.cashier import reports
from kiosk.cashier.desk import CashierDesk
from kiosk.cashier.state import CashierSettings
from kiosk.clock import VIETNAM
from kiosk.hub.books.desk import BooksDesk
from kiosk.hub.books.settings import BooksSettings
from kiosk.hub.core import HubCore, HubSettings, Working
from kiosk.hub.coverage.queue import Phase
from kiosk.hub.money.desk import MoneyDesk
from kiosk.hub.record import HubRecord
from kiosk.hub.turnover.choice import Needed
from kiosk.journal import Journal
from kiosk.money.order import BillKind, credit_id
from kiosk.reconcile.held import name_of, unit_of


@dataclass(frozen=True, slots=True)
class Picture:
    """`open` must be the same before and after; what is `shown` after must have been so before.

    `next_numbers` are those of the next order; `needed` what the rows to carry are chosen by.
    """

    open: Mapping[str, object]
    shown: Mapping[str, object]
    next_numbers: tuple[int, int]
    needed: Needed

    def first_difference(self, after: Picture) -> str | None:
        """What differs, by a name that says nothing of a person; None when nothing does."""
        for name in sorted({*self.open, *after.open}):
            if self.open.get(name) != after.open.get(name):
                return name
        return next((name for name, value in after.shown.items() if self.shown.get(name) != value), None)


@dataclass(frozen=True, slots=True)
class Looked:
    """How the hub is set, and the moment it is looked at."""

    now: datetime
    before: datetime
    cashier: CashierSettings
    books: BooksSettings


def look(journal: Journal, how: Looked) -> Picture:
    """The picture of a journal."""
    desks: list[tuple[CashierDesk, BooksDesk]] = []
    clock, loop, nobody = _Still(how.now), _NoLoop(), object()
    his, insurer = cast(HospitalSystem, nobody), cast(InsuranceGateway, nobody)

    def sections(record: HubRecord, money: MoneyDesk) -> Sequence[Working]:
        cashier = CashierDesk(record, money, loop, clock, how.cashier)
        desks.append((cashier, BooksDesk(record, money, his, loop, clock, how.books)))
        return ()

    core = HubCore(journal, loop, his, None, insurer, clock, HubSettings(None), sections=sections)
    cashier, books = desks[0]
    found = dict(_money(core)) | dict(_desks(cashier, how)) | dict(_books(books, how)) | dict(_others(core))
    shifts = {f"shift {shift.id}": reports.report(shift, how.now) for shift in cashier.state.shifts}
    needed = Needed(set(_needed(core, cashier, books)), set(_visits(core)))
    return Picture(found, shifts, core.money.next_numbers, needed)


def _money(core: HubCore) -> Iterator[tuple[str, object]]:
    book = core.book
    yield "next order", core.money.next_numbers
    yield "cursors", dict(book.cursors)
    for order in core.open_orders:
        yield f"order {order.opened.order_id}", order
    for item in book.work:
        yield f"work {credit_id(item.credit.provider, item.credit.reference)}", (item.reason, item.order)
    for credit in book.credits:
        name = credit_id(credit.provider, credit.reference)
        if book.left(name) > 0:
            yield f"left of {name}", book.left(name)
    for posting in core.unposted:
        yield f"posting {posting.id}", (posting.subject, posting.phase, posting.payload)


def _desks(desk: CashierDesk, how: Looked) -> Iterator[tuple[str, object]]:
    state = desk.state
    yield "names", state.users.names
    for user in state.users:
        yield f"user {user.name}", user
    yield "next Z", state.shifts.next_z(how.now)
    desks = {shift.desk for shift in state.shifts if not shift.closed or shift.waits_for}
    for name in sorted(desks | {place.id for place in how.cashier.desks}):
        shift = state.shifts.at(name)
        if shift is not None:
            yield f"shift at {name}", (reports.report(shift, how.now), reports.view(shift, (), ""), shift.waits_for)
        for kind in BillKind:
            yield f"next slip at {name}, {kind}", state.payments.slip_number(kind, name, how.now)
        yield f"next payout at {name}", state.refunds.slip_number(name, how.now)
    for payment in (*state.payments.pending, *state.payments.aborted, *state.payments.unwanted):
        yield f"payment {payment.id}", payment.shown()
    for payment in state.payments:
        if payment.state == "void_asked":
            yield f"payment {payment.id}", payment.shown()
    for refund in state.refunds:
        if refund.state in ("asked", "approved"):
            yield f"refund {refund.asked.refund_id}", refund.shown()


def _books(desk: BooksDesk, how: Looked) -> Iterator[tuple[str, object]]:
    found = desk.differences()
    assert isinstance(found, Done)
    for row in found.value:
        yield f"difference {row.key}", row
    yield "days closed", frozenset(desk.books.closed)
    yield "files imported", frozenset(desk.books.finished)
    day, today = _day(how.before) + timedelta(days=1), _day(how.now)
    while day <= today:
        shown = desk.today(day)
        assert isinstance(shown, Done)
        yield f"day {day.isoformat()}", shown.value
        day += timedelta(days=1)


def _others(core: HubCore) -> Iterator[tuple[str, object]]:
    yield "queue", core.queue.picture()
    assert core.coverage is not None
    for item in core.coverage.lookups.pending.values():
        yield f"check {item.check}", item
    for item in core.coverage.lookups.closed:
        if item.phase is Phase.HANDED_OVER:
            yield f"check {item.check}", item


def _needed(core: HubCore, cashier: CashierDesk, books: BooksDesk) -> Iterator[str]:
    """Everything open, by its name among the things of `kiosk.hub.turnover.names`."""
    book = core.book
    found = books.differences()
    assert isinstance(found, Done)
    yield from (unit_of(row.key) for row in found.value)
    yield from (f"order:{order.opened.order_id}" for order in core.open_orders)
    for order in book.orders:
        if order.doubted is not None and not order.credits:
            yield f"order:{order.opened.order_id}"
    for item in book.work:
        yield f"money:{credit_id(item.credit.provider, item.credit.reference)}"
    for credit in book.credits:
        name = credit_id(credit.provider, credit.reference)
        if book.left(name) > 0:
            yield f"money:{name}"
    for posting in core.unposted:
        yield f"money:{name_of(posting.id)}"
    payments = cashier.state.payments
    for payment in (*payments.pending, *payments.aborted, *payments.unwanted):
        yield f"paper:{payment.id}"
    yield from (f"paper:{payment.id}" for payment in payments if payment.state == "void_asked")
    for refund in cashier.state.refunds:
        if refund.state in ("asked", "approved"):
            yield f"paper:{refund.asked.refund_id}"


def _visits(core: HubCore) -> Iterator[str]:
    assert core.coverage is not None
    lookups = core.coverage.lookups
    yield from (item.visit_id for item in lookups.pending.values())
    yield from (item.visit_id for item in lookups.closed if item.phase is Phase.HANDED_OVER)


def _day(at: datetime) -> date:
    return at.astimezone(VIETNAM).date()


@dataclass(frozen=True, slots=True)
class _Still:
    """A clock that stands."""

    at: datetime

    def now(self) -> datetime:
        """See `Clock`."""
        return self.at

    def monotonic(self) -> float:
        """See `Clock`."""
        return 0.0


class _NoLoop:
    """Where nothing runs: a hub that is only looked at asks nobody."""

    def post(self, *_: object, **__: object) -> NoReturn:
        """See `Loop`."""
        raise AssertionError

    def work(self, *_: object, **__: object) -> NoReturn:
        """See `Loop`."""
        raise AssertionError

    def later(self, *_: object, **__: object) -> NoReturn:
        """See `Loop`."""
        raise AssertionError
