"""Drawers at the hub: shifts opened, counted, closed and handed over; what stands in a close's way; their reports."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from his_client.outcome import Done, Outcome, Refused
from kiosk.cashier import reports
from kiosk.cashier.events import Counts, DeskEvent
from kiosk.cashier.payments import Payment
from kiosk.cashier.shifts import Shift
from kiosk.cashier.state import ID, DeskState, Who
from kiosk.cashier.values import ReportLine, Role, ShiftReport, ShiftView
from kiosk.clock import VIETNAM
from kiosk.ids import uuid7


class Drawers:
    """See the module. Owner's thread only.

    :param opened: is called once a drawer was opened, for money that waited for one.
    """

    def __init__(self, state: DeskState, opened: Callable[[], None]) -> None:
        self._state = state
        self._opened = opened
        self.open_differences: Callable[[], int] = lambda: 0
        """How many differences are open; the books' desk is put in its place."""

    def shift(self, who: Who) -> ShiftView | None:
        """The shift at this desk; see `ports.Shifts.shift`."""
        shift = self._state.shifts.at(who.desk)
        return self._view(shift) if shift else None

    def open_shift(self, who: Who, shift_id: str, counts: Counts) -> Outcome[ShiftView]:
        """See `ports.Shifts.open_shift`."""
        if not ID.fullmatch(shift_id):
            return Refused("bad_request", "an id of 8 to 64 letters, digits and dashes")
        events = self._state.shifts.opening(shift_id, who.desk, who.user, counts, self._state.now())
        return self._shifted(shift_id, events, opened=True)

    def drop(self, who: Who, drop_id: str, amount: int, slip: str) -> Outcome[ShiftView]:
        """See `ports.Shifts.drop`."""
        if not ID.fullmatch(drop_id):
            return Refused("bad_request", "an id of 8 to 64 letters, digits and dashes")
        events = self._state.shifts.dropping(drop_id, amount, slip, who.desk, who.user, self._state.now())
        return self._shifted(self._state.shifts.of_drop(drop_id) or self._id_at(who.desk), events)

    def count(self, who: Who, counts: Counts) -> Outcome[ShiftView]:
        """See `ports.Shifts.count`."""
        shift = self._state.shifts.open_at(who.desk)
        if shift is not None and shift.open and self._waiting_payments(shift):
            return Refused("payments_open", "a card or a transfer is still waited for")
        events = self._state.shifts.counting(counts, who.desk, who.user, who.supervisor, self._state.now())
        return self._shifted(self._id_at(who.desk), events)

    def x_report(self, who: Who) -> Outcome[ShiftReport]:
        """See `ports.Shifts.x_report`. Refused: `no_shift`."""
        shift = self._state.shifts.open_at(who.desk)
        return Refused("no_shift") if shift is None else Done(reports.report(shift, self._state.now()))

    def close_shift(self, who: Who, reason: str, note: str, hand_to: str) -> Outcome[ShiftReport]:
        """See `ports.Shifts.close_shift`."""
        closing = self._state.shifts.closing(
            who.desk, who.user, who.supervisor, reason, note, hand_to, self._state.now()
        )
        if isinstance(closing, Refused):
            return closing
        shift, events = closing
        if events:
            if any(payment.state == "void_asked" for payment in self._voidable(shift)):
                return Refused("voids_waiting", "a void is to be decided first")
            receiver = self._state.users.get(hand_to)
            holds_cash = receiver is not None and {Role.CASHIER, Role.SUPERVISOR} & set(receiver.roles)
            if hand_to and (hand_to == shift.user or not holds_cash):
                return Refused("no_user", "another person who may hold a drawer")
            self._state.keep(f"shift:{shift.id}", events)
        return Done(reports.report(shift, self._state.now()))

    def accept(self, who: Who, shift_id: str, counts: Counts) -> Outcome[ShiftView]:
        """See `ports.Shifts.accept`."""
        new_id = uuid7(self._state.clock)
        now = self._state.now()
        events = self._state.shifts.accepting(shift_id, new_id, who.desk, who.user, who.supervisor, counts, now)
        return self._shifted(new_id if events else self._id_at(who.desk), events, opened=True)

    def z_reports(self, day: date | None) -> tuple[ReportLine, ...]:
        """Closed shifts, newest first; of one day, by when they were closed, if asked."""
        lines = (reports.line(shift) for shift in self._state.shifts.closed())
        return tuple(line for line in lines if day is None or line.closed_at.astimezone(VIETNAM).date() == day)

    def z_report(self, z_number: str) -> Outcome[ShiftReport]:
        """A Z report again. Refused: `no_report`."""
        shift = self._state.shifts.by_z(z_number)
        return Refused("no_report") if shift is None else Done(reports.report(shift, self._state.now()))

    def _shifted(
        self, shift_id: str, events: tuple[DeskEvent, ...] | Refused, *, opened: bool = False
    ) -> Outcome[ShiftView]:
        if isinstance(events, Refused):
            return events
        self._state.keep(f"shift:{shift_id}", events)
        shift = self._state.shifts.get(shift_id)
        if shift is None:
            return Refused("no_shift")
        if opened and events:
            # Money that came while nobody sat here is taken into this shift.
            self._opened()
        return Done(self._view(shift))

    def _view(self, shift: Shift) -> ShiftView:
        counted = (
            ("payments_open", len(self._waiting_payments(shift))),
            ("cards_unclear", sum(payment.state == "unclear" for payment in self._state.payments.of(shift))),
            ("voids_waiting", sum(payment.state == "void_asked" for payment in self._voidable(shift))),
            ("refunds_waiting", sum(one.state in ("asked", "approved") for one in self._state.refunds)),
            ("differences_open", self.open_differences()),
        )
        waiting = tuple((code, count) for code, count in counted if count)
        return reports.view(shift, waiting, self._state.shifts.next_z(self._state.now()))

    def _waiting_payments(self, shift: Shift) -> tuple[Payment, ...]:
        return tuple(payment for payment in self._state.payments.of(shift) if payment.state == "waiting")

    def _voidable(self, shift: Shift) -> tuple[Payment, ...]:
        found = (self._state.payments.get(payment_id) for payment_id in shift.taken)
        return tuple(payment for payment in found if payment is not None)

    def _id_at(self, desk: str) -> str:
        shift = self._state.shifts.at(desk)
        return shift.id if shift else ""
