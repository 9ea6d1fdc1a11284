"""The sample desk's drawers: a morning shift to close, a handover to accept, old Z reports."""

# ruff: noqa: ARG002 - the port names its arguments; a sample needs few of them
from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from his_client.outcome import Done, Outcome, Refused
from kiosk.cashier.events import Counts
from kiosk.cashier.values import (
    CashBook,
    MethodSum,
    ReportLine,
    ShiftReport,
    ShiftView,
)
from ui.cashier.sample_day import (
    SampleClock,
    at,
)
from ui.cashier.sample_state import SampleState


class SampleShifts(SampleState):
    """Implements `Shifts`."""

    def __init__(self, clock: SampleClock | None = None, *, every_cause: bool = False) -> None:
        super().__init__(clock, every_cause=every_cause)
        self.reports = dict(self._old_reports())

    def morning(self, desk: str = "desk-1") -> None:
        """The morning shift of the pictures: opened 06:28 with two millions."""
        sums = (
            MethodSum("qr", 921, 34_715_940),
            MethodSum("card", 196, 7_232_460),
            MethodSum("cash", 167, 6_268_000),
        )
        self.dropped = [(5_000_000, "NQ-1124-02")]
        self.shift_now = ShiftView(
            "S1", desk, "lan", at(6, 28), "open", 2_000_000, (), None, None, sums,
            (("differences_open", 6), ("refunds_waiting", 2)), f"Z-2026-0{self._z}",
        )  # fmt: skip

    def _old_reports(self) -> list[tuple[str, ShiftReport]]:
        made = []
        for back, (user, difference) in enumerate((("duc", 0), ("ha", -2_000), ("lan", 0), ("duc", 10_000)), 1):
            number = f"Z-2026-0{328 - back}"
            opened = at(6, 30, days=-back)
            sums = (MethodSum("cash", 140 + back, 5_312_000 + 40_000 * back), MethodSum("card", 160, 6_010_500))
            book = CashBook(
                2_000_000, 140, sums[0].amount, 1, 50_600, 1, 5_000_000, 2_000_000, 2_000_000 + difference, difference
            )
            made.append(
                (number, ShiftReport(number, f"old{back}", "desk-1", user, opened, opened + timedelta(hours=7),
                                     opened + timedelta(hours=7), sums, (), book, ((500_000, 4),),
                                     "unclear" if difference else "", "", "", "PT-1-001", "PT-1-140"))
            )  # fmt: skip
        return made

    def _book(self, counted: int | None) -> CashBook:
        view = self.shift_now
        assert view is not None
        cash = next((one for one in view.sums if one.method == "cash"), MethodSum("cash", 0, 0))
        mine = [one for one in self.payments.values() if one.slip and one.method == "cash" and one.state != "voided"]
        taken, count = cash.amount + sum(one.amount for one in mine), cash.count + len(mine)
        refunded, times = (101_000, 2) if view.shift_id == "S1" else (0, 0)
        dropped = sum(amount for amount, _ in self.dropped)
        expected = view.float_amount + taken - refunded - dropped
        difference = None if counted is None else counted - expected
        return CashBook(
            view.float_amount, count, taken, times, refunded, len(self.dropped), dropped, expected, counted, difference
        )

    def shift(self) -> Outcome[ShiftView | None]:
        """See `Shifts`."""
        return self._called("shift", lambda: Done(self.shift_now))

    def open_shift(self, shift_id: str, counts: Counts) -> Outcome[ShiftView]:
        """See `Shifts`."""

        def do() -> Outcome[ShiftView]:
            if self.shift_now is not None and self.shift_now.shift_id != shift_id:
                return Refused("waiting" if self.shift_now.state == "handed_over" else "open_already")
            if _sum(counts) <= 0:
                return Refused("counts")
            self._begin(shift_id, counts)
            assert self.shift_now is not None
            return Done(self.shift_now)

        return self._called("open_shift", do)

    def _begin(self, shift_id: str, counts: Counts) -> None:
        assert self.session is not None
        self.dropped = []
        self.shift_now = ShiftView(
            shift_id, self.session.desk, self._me(), self.clock.now(), "open", _sum(counts), counts, None, None, (),
            (), f"Z-2026-0{self._z}",
        )  # fmt: skip

    def drop(self, drop_id: str, amount: int, slip: str) -> Outcome[ShiftView]:
        """See `Shifts`."""

        def do() -> Outcome[ShiftView]:
            if self.shift_now is None:
                return Refused("no_shift")
            self.dropped.append((amount, slip))
            return Done(self.shift_now)

        return self._called("drop", do)

    def count(self, counts: Counts) -> Outcome[ShiftView]:
        """See `Shifts`."""

        def do() -> Outcome[ShiftView]:
            view = self.shift_now
            if view is None:
                return Refused("no_shift")
            if view.state == "counted":
                return Done(view) if view.counts == counts else Refused("counted")
            book = self._book(_sum(counts))
            self.shift_now = replace(view, state="counted", counts=counts, counted_at=self.clock.now(), book=book)
            return Done(self.shift_now)

        return self._called("count", do)

    def x_report(self) -> Outcome[ShiftReport]:
        """See `Shifts`."""
        return self._called("x_report", lambda: Done(self._report("")) if self.shift_now else Refused("no_shift"))

    def _report(self, number: str) -> ShiftReport:
        view = self.shift_now
        assert view is not None
        closed = self.clock.now() if number else None
        return ShiftReport(
            number, view.shift_id, view.desk, view.user, view.opened_at, closed, self.clock.now(), view.sums,
            (), view.book, view.counts, first_slip="PT-1124-001", last_slip="PT-1124-167",
        )  # fmt: skip

    def close_shift(self, reason: str, note: str, hand_to: str = "") -> Outcome[ShiftReport]:
        """See `Shifts`."""

        def do() -> Outcome[ShiftReport]:
            view = self.shift_now
            if view is None or view.state != "counted" or view.book is None:
                last = next(reversed(self.reports.values()), None)
                return (
                    Done(last)
                    if last is not None and view is not None and view.state != "open"
                    else Refused("not_counted")
                )
            if view.book.difference and not reason:
                return Refused("reason_missing")
            number = f"Z-2026-0{self._z}"
            self._z += 1
            report = replace(self._report(number), reason=reason, note=note, handed_to=hand_to)
            self.reports = {number: report, **self.reports}
            self.shift_now = replace(view, state="handed_over", handed_to=hand_to) if hand_to else None
            return Done(report)

        return self._called("close_shift", do)

    def accept(self, shift_id: str, counts: Counts) -> Outcome[ShiftView]:
        """See `Shifts`."""

        def do() -> Outcome[ShiftView]:
            view = self.shift_now
            if view is None or view.state != "handed_over":
                return Refused("no_handover")
            if view.handed_to != self._me():
                return Refused("not_yours")
            self._begin(f"{shift_id}+", counts)
            assert self.shift_now is not None
            return Done(self.shift_now)

        return self._called("accept", do)

    def z_reports(self, day: date | None = None) -> Outcome[tuple[ReportLine, ...]]:
        """See `Shifts`."""
        lines = tuple(
            ReportLine(one.z_number, one.desk, one.user, one.opened_at, one.closed_at or one.made_at,
                       sum(part.amount for part in one.sums), (one.book.difference or 0) if one.book else 0)
            for one in self.reports.values()
        )  # fmt: skip
        return self._called("z_reports", lambda: Done(lines))

    def z_report(self, z_number: str) -> Outcome[ShiftReport]:
        """See `Shifts`."""
        return self._called(
            "z_report", lambda: Done(self.reports[z_number]) if z_number in self.reports else Refused("no_report")
        )


def _sum(counts: Counts) -> int:
    return sum(denomination * pieces for denomination, pieces in counts)
