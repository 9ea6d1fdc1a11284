"""The sample desk's counter: bills, money by cash, card and QR, slips, and money back by two people."""

from __future__ import annotations

from dataclasses import replace

from his_client.outcome import Done, Outcome, Refused
from kiosk.cashier.values import (
    Bill,
    Buyer,
    CounterPayment,
    Refund,
    Role,
    Slip,
    Terminal,
    VoidWaiting,
)
from kiosk.cashier.words import in_words
from kiosk.money.order import BillKind
from ui.cashier.sample_day import (
    HOSPITAL,
    PEOPLE,
    QR_TEXT,
)
from ui.cashier.sample_state import SampleState

SHORT_CODE, SHORT_BILL = "KM2P8Q4XA", "HD-260018"
"""A bill of which a transfer brought 50.000 of 50.600."""
UNKNOWN_BILL = "HD-259001"
"""A bill the HIS cannot be asked about."""


class SampleCounter(SampleState):
    """Implements `Counter` and `Giving`."""

    def bills(self, scan: str) -> Outcome[tuple[Bill, ...]]:
        """See `Counter`."""

        def do() -> Outcome[tuple[Bill, ...]]:
            if not scan.upper().startswith(("KM", "HD", "BN")):
                return Refused("no_bill")
            if scan.upper() == SHORT_CODE:
                short = Bill(
                    SHORT_BILL, "BN26-00231", BillKind.FEE, "Khám Da liễu, phòng 105", 50_600, 50_000, "open", "K01",
                    SHORT_CODE, "bill:HD-260018", 50_000,
                )  # fmt: skip
                return Done((replace(short, state="paid") if short.bill_id in self.paid else short,))
            if scan.upper() == UNKNOWN_BILL:
                return Done((Bill(UNKNOWN_BILL, "", BillKind.FEE, "Tiền khám", 30_500, 0, "unknown"),))
            bills = (
                Bill(
                    "HD-260112",
                    "BN26-00817",
                    BillKind.FEE,
                    "Khám Nội tổng hợp, phòng 214",
                    50_600,
                    0,
                    "open",
                    "K02",
                    "KM7F3K92T",
                ),
                Bill("HD-260113", "BN26-00817", BillKind.SERVICES, "Xét nghiệm máu, siêu âm bụng", 312_400, 0, "open"),
                Bill("TU-260044", "BN26-00817", BillKind.ADVANCE, "Tạm ứng điều trị", 500_000, 0, "open"),
                Bill("HD-260090", "BN26-00817", BillKind.FEE, "Khám Mắt, phòng 118", 30_500, 30_500, "paid"),
            )
            return Done(tuple(replace(b, state="paid") if b.bill_id in self.paid else b for b in bills))

        return self._called("bills", do)

    def terminals(self) -> Outcome[tuple[Terminal, ...]]:
        """See `Counter`."""
        return self._called("terminals", lambda: Done((Terminal("POS-1", True), Terminal("POS-2", False))))

    def pay(
        self, payment_id: str, bill_id: str, kind: BillKind, amount: int, method: str, *, tendered: int = 0,
        terminal: str = "", payer: str = "", buyer: Buyer | None = None,
        unasked: bool = False,
    ) -> Outcome[CounterPayment]:  # fmt: skip
        """See `Counter`."""

        def do() -> Outcome[CounterPayment]:
            if payment_id in self.payments:
                same = self.payments[payment_id]
                return Done(same) if (same.bill_id, same.amount) == (bill_id, amount) else Refused("id_differs")
            if self.shift_now is None or self.shift_now.state != "open":
                return Refused("no_shift")
            if bill_id in self.paid:
                return Refused("already_paid")
            if bill_id == UNKNOWN_BILL and not unasked:
                return Refused("not_asked")
            if method == "cash" and tendered < amount:
                return Refused("tendered")
            self._given[payment_id] = (tendered, payer, buyer)
            made = CounterPayment(
                payment_id, bill_id, kind, amount, method, "waiting", self.clock.now(), terminal=terminal,
                qr=QR_TEXT if method == "qr" else "", pay_code="KM5R2T8WQ" if method == "qr" else "", user=self._me(),
                beside=50_000 if bill_id == SHORT_BILL else 0,
            )  # fmt: skip
            self.payments[payment_id] = made
            if method == "cash":
                self.money_there.add(payment_id)
            return Done(self._settle(payment_id))

        return self._called("pay", do)

    def _settle(self, payment_id: str) -> CounterPayment:
        one = self.payments[payment_id]
        if one.state in ("waiting", "unclear") and payment_id in self.money_there:
            number = sum(1 for other in self.payments.values() if other.slip) + 89
            change = self._given[payment_id][0] - one.amount if one.method == "cash" else 0
            one = replace(one, state="taken", slip=f"PT-1124-{number:03}", change=change, his="waiting")
            self.paid.add(one.bill_id)
        elif one.state == "taken" and not one.receipt_number:
            one = replace(one, receipt_number=f"BL-0099{len(self.paid):03}", his="done")
        self.payments[payment_id] = one
        return one

    def make_unclear(self, payment_id: str) -> None:
        """The terminal's answer is lost."""
        self.payments[payment_id] = replace(self.payments[payment_id], state="unclear", reason="timeout")

    def payment(self, payment_id: str) -> Outcome[CounterPayment]:
        """See `Counter`."""
        return self._called(
            "payment", lambda: Done(self._settle(payment_id)) if payment_id in self.payments else Refused("no_payment")
        )

    def abort(self, payment_id: str) -> Outcome[CounterPayment]:
        """See `Counter`."""

        def do() -> Outcome[CounterPayment]:
            one = self.payments[payment_id]
            if one.state == "waiting":
                self.payments[payment_id] = replace(one, state="failed", reason="aborted")
            return Done(self.payments[payment_id])

        return self._called("abort", do)

    def slip(self, payment_id: str, *, copy: bool = False) -> Outcome[Slip]:
        """See `Counter`."""

        def do() -> Outcome[Slip]:
            one = self.payments[payment_id]
            if one.state not in ("taken", "void_asked"):
                return Refused("not_taken")
            tendered, payer, buyer = self._given[payment_id]
            if copy:
                self._copies[payment_id] = self._copies.get(payment_id, 0) + 1
            return Done(
                Slip(
                    "Phiếu tạm ứng" if one.kind is BillKind.ADVANCE else "Phiếu thu", HOSPITAL, one.slip,
                    one.receipt_number, one.at, self._place(), PEOPLE[one.user][0],
                    payer, "Tiền khám bệnh", one.amount, in_words(one.amount), one.method, tendered,
                    one.change, one.bill_id, self._copies.get(payment_id, 0) if copy else 0, buyer, one.beside,
                )
            )  # fmt: skip

        return self._called("slip", do)

    def refunds(self, *, closed: bool = False) -> Outcome[tuple[Refund, ...]]:
        """See `Giving`."""
        found = sorted(self.refund_book.values(), key=lambda one: one.asked_at)
        return self._called(
            "refunds", lambda: Done(tuple(one for one in found if closed or one.state in ("asked", "approved")))
        )

    def ask_refund(self, refund_id: str, money: str, amount: int, reason: str, note: str = "") -> Outcome[Refund]:
        """See `Giving`."""

        def do() -> Outcome[Refund]:
            made = Refund(
                refund_id, money, "HD-260018", amount, reason, "asked", self._me(), self.clock.now(), note=note
            )
            return Done(self.refund_book.setdefault(refund_id, made))

        return self._called("ask_refund", do)

    def decide_refund(self, refund_id: str, approve: bool, why: str = "") -> Outcome[Refund]:
        """See `Giving`."""

        def do() -> Outcome[Refund]:
            one = self.refund_book[refund_id]
            if not self._may(Role.SUPERVISOR):
                return Refused("forbidden")
            if one.asked_by == self._me():
                return Refused("own_request")
            if one.state != "asked":
                return Refused("decided")
            made = replace(one, state="approved" if approve else "refused", decided_by=self._me(), why=why)
            self.refund_book[refund_id] = made
            return Done(made)

        return self._called("decide_refund", do)

    def pay_refund(self, refund_id: str, method: str, reference: str = "") -> Outcome[Refund]:
        """See `Giving`."""

        def do() -> Outcome[Refund]:
            one = self.refund_book[refund_id]
            if one.decided_by == self._me():
                return Refused("own_approval")
            if method == "cash" and (self.shift_now is None or self.shift_now.state != "open"):
                return Refused("no_shift")
            made = replace(one, state="paid", paid_by=self._me(), method=method, reference=reference)
            self.refund_book[refund_id] = made
            return Done(made)

        return self._called("pay_refund", do)

    def refund_slip(self, refund_id: str, *, copy: bool = False) -> Outcome[Slip]:
        """See `Giving`."""

        def do() -> Outcome[Slip]:
            one = self.refund_book[refund_id]
            if one.state != "paid":
                return Refused("not_paid")
            return Done(
                Slip(
                    "Phiếu chi", HOSPITAL, "PC-1124-004", "", self.clock.now(),
                    self._place(), PEOPLE[one.paid_by][0], "", "Hoàn tiền viện phí",
                    one.amount, in_words(one.amount), one.method, bill_id=one.bill_id, copy=1 if copy else 0,
                )
            )  # fmt: skip

        return self._called("refund_slip", do)

    def voids(self) -> Outcome[tuple[VoidWaiting, ...]]:
        """See `Giving`."""
        return self._called(
            "voids",
            lambda: Done(
                tuple(
                    VoidWaiting(self.payments[name], "desk-1", by, self.clock.now(), reason, note)
                    for name, (by, reason, note) in self._voids.items()
                    if self.payments[name].state == "void_asked"
                )
            ),
        )

    def ask_void(self, payment_id: str, reason: str, note: str = "") -> Outcome[CounterPayment]:
        """See `Giving`."""

        def do() -> Outcome[CounterPayment]:
            self.payments[payment_id] = replace(self.payments[payment_id], state="void_asked", reason=reason)
            self._voids[payment_id] = (self._me(), reason, note)
            return Done(self.payments[payment_id])

        return self._called("ask_void", do)

    def decide_void(self, payment_id: str, approve: bool) -> Outcome[CounterPayment]:
        """See `Giving`."""

        def do() -> Outcome[CounterPayment]:
            one = self.payments[payment_id]
            if one.user == self._me():
                return Refused("own_request")
            self.payments[payment_id] = replace(one, state="voided" if approve else "taken")
            return Done(self.payments[payment_id])

        return self._called("decide_void", do)
