"""X and Z reports and the shift's view: one computation for all of them, so that they cannot drift apart."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from kiosk.cashier.shifts import CASH, Shift
from kiosk.cashier.values import MethodSum, ReportLine, ShiftReport, ShiftView

METHODS = (CASH, "card", "qr")


def report(shift: Shift, now: datetime) -> ShiftReport:
    """The shift's report: an X while it is open, its Z for ever once it is closed (then `now` counts no more).

    Before the count is locked neither the book nor the sum taken in cash is told: either would give away what the
    drawer should hold.
    """
    closed = shift.closed
    slips = [taken.slip for taken in shift.taken.values()]
    return ShiftReport(
        z_number=closed.z_number if closed else "",
        shift_id=shift.id,
        desk=shift.desk,
        user=shift.user,
        opened_at=shift.opened.at,
        closed_at=closed.at if closed else None,
        made_at=closed.at if closed else now,
        sums=sums(shift),
        voided=_by_method(((void.method, void.amount) for void in shift.voided.values()), blind=shift.open),
        book=None if shift.open else shift.book,
        counts=shift.counted.counts if shift.counted else (),
        reason=closed.reason if closed else "",
        note=closed.note if closed else "",
        handed_to=closed.handed_to if closed else "",
        first_slip=slips[0] if slips else "",
        last_slip=slips[-1] if slips else "",
    )


def view(shift: Shift, waiting: tuple[tuple[str, int], ...], next_z: str) -> ShiftView:
    """The shift as its desk sees it; see `ShiftView`."""
    match shift.open, shift.closed, shift.waits_for:
        case True, _, _:
            state = "open"
        case _, None, _:
            state = "counted"
        case _, _, "":
            state = "closed"
        case _:
            state = "handed_over"
    return ShiftView(
        shift_id=shift.id,
        desk=shift.desk,
        user=shift.user,
        opened_at=shift.opened.at,
        state=state,
        float_amount=shift.opened.amount,
        counts=shift.counted.counts if shift.counted else (),
        counted_at=shift.counted.at if shift.counted else None,
        book=None if shift.open else shift.book,
        sums=sums(shift),
        waiting=waiting,
        next_z=next_z,
        handed_to=shift.closed.handed_to if shift.closed else "",
    )


def line(shift: Shift) -> ReportLine:
    """A closed shift in a list."""
    assert shift.closed is not None, "only closed shifts have a Z report"
    return ReportLine(
        shift.closed.z_number,
        shift.desk,
        shift.user,
        shift.opened.at,
        shift.closed.at,
        sum(taken.amount for taken in shift.standing),
        shift.closed.difference,
    )


def sums(shift: Shift) -> tuple[MethodSum, ...]:
    """What stands taken by each method; cash only once the count is locked."""
    return _by_method(((taken.method, taken.amount) for taken in shift.standing), blind=shift.open)


def _by_method(moved: Iterable[tuple[str, int]], *, blind: bool) -> tuple[MethodSum, ...]:
    amounts: dict[str, list[int]] = {}
    for method, amount in moved:
        amounts.setdefault(method, []).append(amount)
    return tuple(
        MethodSum(method, len(amounts[method]), sum(amounts[method]))
        for method in METHODS
        if method in amounts and not (blind and method == CASH)
    )
