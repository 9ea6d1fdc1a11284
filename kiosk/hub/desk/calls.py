"""What each call of a desk does at the hub: the quick part on the owner's thread, what blocks on the caller's own.

The HIS is asked about a bill, and a terminal to give a charge back, between two visits to the owner's thread.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from his_client.his.ports import HospitalSystem
from his_client.outcome import Done, Outcome, Refused, Unknown
from kiosk.cashier import bills
from kiosk.cashier.bills import Seen
from kiosk.cashier.desk import CashierDesk
from kiosk.cashier.events import Counts
from kiosk.cashier.giving import Reversal
from kiosk.cashier.payments import Wanted
from kiosk.cashier.ports import Waiting
from kiosk.cashier.state import Who
from kiosk.cashier.values import (
    Bill,
    Buyer,
    CounterPayment,
    Refund,
    ReportLine,
    ShiftReport,
    ShiftView,
    Slip,
    Terminal,
    VoidWaiting,
)
from kiosk.cashier.voids import waiting_voids
from kiosk.hub.owner import Via
from kiosk.money.order import BillKind


class DeskCalls:
    """The counter's, the drawers' and the refunds' calls. Each is made on the caller's thread."""

    def __init__(self, desk: CashierDesk, his: HospitalSystem, via: Via) -> None:
        self._desk = desk
        self._his = his
        self._via = via

    # -- what waits

    def waiting(self, who: Who) -> Outcome[Waiting]:  # noqa: ARG002 - every call is somebody's
        """See `ports.Waits.waiting`."""
        desk = self._desk
        return Done(
            self._via(
                lambda: Waiting(
                    desk.drawers.open_differences(),
                    len(desk.giving.refund_list(closed=False)),
                    len(waiting_voids(desk.state)),
                )
            )
        )

    # -- the counter

    def bills(self, who: Who, scan: str) -> Outcome[tuple[Bill, ...]]:  # noqa: ARG002 - every call is somebody's
        """See `ports.Counter.bills`."""
        scanned = self._via(lambda: self._desk.bills.scanned(scan))
        if not scanned.visit_code:
            return Done(scanned.known)
        match bills.ask(self._his, scanned.visit_code):
            case Done(value=found):
                return Done(scanned.first(self._via(lambda: self._desk.bills.saw(found))))
            case Refused() as refused:
                return refused
            case Unknown() as unknown:
                return Done(scanned.known) if scanned.known else unknown

    def terminals(self, who: Who) -> Outcome[tuple[Terminal, ...]]:
        """See `ports.Counter.terminals`; one that says how its batch stands is ready."""
        names = self._via(lambda: self._desk.counter.terminals(who))
        return Done(
            tuple(Terminal(name, isinstance(self._desk.counter.terminal(name).totals(), Done)) for name in names)
        )

    def pay(
        self,
        who: Who,
        payment_id: str,
        bill_id: str,
        kind: BillKind,
        amount: int,
        method: str,
        *,
        tendered: int = 0,
        terminal: str = "",
        payer: str = "",
        buyer: Buyer | None = None,
        unasked: bool = False,
    ) -> Outcome[CounterPayment]:
        """See `ports.Counter.pay`: the HIS is asked about the bill once more before anything is taken."""
        wanted = Wanted(payment_id, bill_id, kind, amount, method, tendered, terminal, payer, buyer)
        before = self._via(lambda: self._desk.counter.paid_before(who, wanted))
        if before is not None:
            return before
        seen = self._via(lambda: self._desk.bills.seen(bill_id))
        now = bills.again(self._his, seen) if seen else self._never_seen(bill_id, unasked)
        bill = now if now is None or isinstance(now, Refused) else now.bill
        return self._via(lambda: self._desk.counter.pay(who, wanted, bill))

    def _never_seen(self, bill_id: str, unasked: bool) -> Seen | Refused | None:
        """A bill that only an order told of, as the HIS has it; None when it does not answer, or need not be asked."""
        visit_code = self._via(lambda: self._desk.bills.visit_of(bill_id))
        asked = bills.ask(self._his, visit_code) if visit_code else Done(())
        if not isinstance(asked, Done):
            return asked if isinstance(asked, Refused) else None
        self._via(lambda: self._desk.bills.saw(asked.value))
        found = next((seen for seen in asked.value if seen.bill.bill_id == bill_id), None)
        if found is None and not unasked:
            return Refused("not_asked", "nobody knows by what the HIS could be asked about this bill")
        return found

    def payment(self, who: Who, payment_id: str) -> Outcome[CounterPayment]:  # noqa: ARG002 - every call is somebody's
        """See `ports.Counter.payment`."""
        return self._via(lambda: self._desk.counter.payment(payment_id))

    def abort(self, who: Who, payment_id: str) -> Outcome[CounterPayment]:
        """See `ports.Counter.abort`."""
        return self._via(lambda: self._desk.counter.abort(who, payment_id))

    def slip(self, who: Who, payment_id: str, *, copy: bool = False) -> Outcome[Slip]:
        """See `ports.Counter.slip`."""
        return self._via(lambda: self._desk.counter.slip(who, payment_id, copy))

    # -- money back

    def refunds(self, who: Who, *, closed: bool = False) -> Outcome[tuple[Refund, ...]]:  # noqa: ARG002
        """See `ports.Giving.refunds`."""
        return Done(self._via(lambda: self._desk.giving.refund_list(closed)))

    def ask_refund(
        self, who: Who, refund_id: str, money: str, amount: int, reason: str, note: str = ""
    ) -> Outcome[Refund]:
        """See `ports.Giving.ask_refund`."""
        return self._via(lambda: self._desk.giving.ask_refund(who, refund_id, money, amount, reason, note))

    def decide_refund(self, who: Who, refund_id: str, approve: bool, why: str = "") -> Outcome[Refund]:
        """See `ports.Giving.decide_refund`."""
        return self._via(lambda: self._desk.giving.decide_refund(who, refund_id, approve, why))

    def pay_refund(self, who: Who, refund_id: str, method: str, reference: str = "") -> Outcome[Refund]:
        """See `ports.Giving.pay_refund`."""
        return self._via(lambda: self._desk.giving.pay_refund(who, refund_id, method, reference))

    def refund_slip(self, who: Who, refund_id: str, *, copy: bool = False) -> Outcome[Slip]:
        """See `ports.Giving.refund_slip`."""
        return self._via(lambda: self._desk.giving.refund_slip(who, refund_id, copy))

    def voids(self, who: Who) -> Outcome[tuple[VoidWaiting, ...]]:  # noqa: ARG002 - every call is somebody's
        """See `ports.Giving.voids`."""
        return Done(self._via(lambda: waiting_voids(self._desk.state)))

    def ask_void(self, who: Who, payment_id: str, reason: str, note: str = "") -> Outcome[CounterPayment]:
        """See `ports.Giving.ask_void`."""
        return self._via(lambda: self._desk.giving.ask_void(who, payment_id, reason, note))

    def decide_void(self, who: Who, payment_id: str, approve: bool) -> Outcome[CounterPayment]:
        """See `ports.Giving.decide_void`; a card's charge is given back before the void counts."""
        decided = self._via(lambda: self._desk.giving.decide_void(who, payment_id, approve))
        if not isinstance(decided, Reversal):
            return decided
        given = self._desk.counter.terminal(decided.terminal).reverse(payment_id, decided.reversal_id)
        return self._via(lambda: self._desk.giving.reversed(who, payment_id, given))

    # -- shifts

    def shift(self, who: Who) -> Outcome[ShiftView | None]:
        """See `ports.Shifts.shift`."""
        return Done(self._via(lambda: self._desk.drawers.shift(who)))

    def open_shift(self, who: Who, shift_id: str, counts: Counts) -> Outcome[ShiftView]:
        """See `ports.Shifts.open_shift`."""
        return self._via(lambda: self._desk.drawers.open_shift(who, shift_id, counts))

    def drop(self, who: Who, drop_id: str, amount: int, slip: str) -> Outcome[ShiftView]:
        """See `ports.Shifts.drop`."""
        return self._via(lambda: self._desk.drawers.drop(who, drop_id, amount, slip))

    def count(self, who: Who, counts: Counts) -> Outcome[ShiftView]:
        """See `ports.Shifts.count`."""
        return self._via(lambda: self._desk.drawers.count(who, counts))

    def x_report(self, who: Who) -> Outcome[ShiftReport]:
        """See `ports.Shifts.x_report`."""
        return self._via(lambda: self._desk.drawers.x_report(who))

    def close_shift(self, who: Who, reason: str, note: str, hand_to: str = "") -> Outcome[ShiftReport]:
        """See `ports.Shifts.close_shift`."""
        return self._via(lambda: self._desk.drawers.close_shift(who, reason, note, hand_to))

    def accept(self, who: Who, shift_id: str, counts: Counts) -> Outcome[ShiftView]:
        """See `ports.Shifts.accept`."""
        return self._via(lambda: self._desk.drawers.accept(who, shift_id, counts))

    def z_reports(self, who: Who, day: date | None = None) -> Outcome[tuple[ReportLine, ...]]:  # noqa: ARG002
        """See `ports.Shifts.z_reports`."""
        return Done(self._via(lambda: self._desk.drawers.z_reports(day)))

    def z_report(self, who: Who, z_number: str) -> Outcome[ShiftReport]:  # noqa: ARG002 - every call is somebody's
        """See `ports.Shifts.z_report`."""
        return self._via(lambda: self._desk.drawers.z_report(z_number))


def table(desk: DeskCalls, books: object | None, via: Via) -> Mapping[str, Callable[..., Outcome[Any]]]:
    """Every call by its name, as `(who, **arguments)`.

    :param books: has the methods of `Books`, `Work` and `Statements`, with `user` first where somebody must be named;
        those named in its `OUTSIDE` run on the caller's thread and reach the owner's themselves, the others on it.
    """
    found: dict[str, Callable[..., Outcome[Any]]] = {
        name: method for name, method in inspect.getmembers(desk, inspect.ismethod) if not name.startswith("_")
    }
    if books is not None:
        for name, method in inspect.getmembers(books, inspect.ismethod):
            if not name.startswith("_"):
                found.setdefault(name, _of_books(method, name in getattr(books, "OUTSIDE", ()), via))
    return found


def _of_books(method: Callable[..., Outcome[Any]], outside: bool, via: Via) -> Callable[..., Outcome[Any]]:
    named = "user" in inspect.signature(method).parameters

    def call(who: Who, **arguments: Any) -> Outcome[Any]:
        first = (who.user,) if named else ()
        return method(*first, **arguments) if outside else via(lambda: method(*first, **arguments))

    return call
