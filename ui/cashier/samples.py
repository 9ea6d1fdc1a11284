"""A desk in memory with a whole day's data: for pictures, tests and training. It keeps the rules a person can notice.

The day is 24/11/2026, 10:14; every cause of a difference occurs. Nothing here speaks to a hub.
"""

# ruff: noqa: ARG002 - the port names its arguments; a sample needs few of them
from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypeVar

from his_client.outcome import Done, Outcome, Refused
from kiosk.cashier.events import Counts
from kiosk.cashier.ports import (
    Cause,
    ColumnGuess,
    Difference,
    Export,
    ImportProgress,
    LayoutShown,
    MatchShown,
    PaymentLine,
    Preview,
    PreviewLine,
    Story,
    StoryStep,
    Suggestion,
    Sum,
    Takings,
    Today,
)
from kiosk.cashier.values import (
    Bill,
    Buyer,
    CashBook,
    CounterPayment,
    MethodSum,
    Refund,
    ReportLine,
    Role,
    Session,
    ShiftReport,
    ShiftView,
    Slip,
    Terminal,
)
from kiosk.cashier.words import in_words
from kiosk.money.order import BillKind
from ui.cashier.sample_day import (
    BY_HOUR,
    COUNTED,
    DAY,
    DIFFERENCES,
    NOON,
    OTHERS,
    PEOPLE,
    PIN,
    QR_TEXT,
    SampleClock,
    at,
)

T = TypeVar("T")


class SampleDesk:
    """Implements `Desk`. `fail_next` makes the next call of a name end otherwise; `threads` remembers who called."""

    def __init__(self, clock: SampleClock | None = None, *, every_cause: bool = False) -> None:
        self.clock = clock or SampleClock()
        self.threads: set[int] = set()
        self.calls: list[str] = []
        self.session: Session | None = None
        self._next: dict[str, list[Outcome[Any]]] = {}
        self._after: dict[str, list[Outcome[Any]]] = {}
        self._pins = dict.fromkeys(PEOPLE, PIN)
        self.open: dict[str, Difference] = {one.key: one for one in (*(OTHERS if every_cause else ()), *DIFFERENCES)}
        self.undone: set[str] = set()
        self.matched: dict[str, str] = {}
        self.payments: dict[str, CounterPayment] = {}
        self._given: dict[str, tuple[int, str, Buyer | None]] = {}
        self._copies: dict[str, int] = {}
        self.paid: set[str] = set()
        self.money_there: set[str] = set()
        """Payments by card or QR whose money has come."""
        self.refund_book: dict[str, Refund] = {
            one.refund_id: one
            for one in (
                Refund("R1", "bank:FT26328033", "HD-260031", 10_120, "twice", "asked", "lan", at(9, 12),
                       note="Người bệnh chuyển hai lần, giữ ảnh hai giao dịch"),
                Refund("R2", "bank:FT26327911", "HD-259907", 50_600, "cancelled", "asked", "ha", at(8, 50),
                       note="Huỷ khám trước khi vào phòng"),
                Refund("R3", "cash:PT-1124-061", "HD-260010", 50_500, "wrong", "approved", "lan", at(8, 20), "ha"),
            )
        }  # fmt: skip
        self.shift_now: ShiftView | None = None
        self.dropped: list[tuple[int, str]] = []
        self.reports: dict[str, ShiftReport] = dict(self._old_reports())
        self._z = 328
        self._files: dict[str, tuple[str, int]] = {}
        self._columns: dict[str, tuple[ColumnGuess, ...]] = {}
        self._imports: dict[str, ImportProgress] = {
            "a": ImportProgress("a", "VCB-sao-ke-23-11-2026.xlsx", "done", 4_812, 4_812, 4_790, 22, 4_771),
            "b": ImportProgress("b", "SePay 22-11.csv", "done", 1_310, 1_310, 0, 1_310, 0),
            "c": ImportProgress("c", "BIDV_112026.sta", "stopped", 2_000, 9_420, 2_000, 0, 1_964),
        }
        self.step = 2_000
        """Lines an import goes on by, each time somebody asks."""

    # -- faults

    def fail_next(self, name: str, outcome: Outcome[Any], *, after: bool = False) -> None:
        """The next call of `name` answers this; `after` means that it was done all the same."""
        (self._after if after else self._next).setdefault(name, []).append(outcome)

    def _called(self, name: str, do: Callable[[], Outcome[T]], *, open_door: bool = False) -> Outcome[T]:
        self.threads.add(threading.get_ident())
        self.calls.append(name)
        if waiting := self._next.get(name):
            return waiting.pop(0)
        if self.session is None and not open_door:
            return Refused("unauthorised")
        outcome = do()
        if waiting := self._after.get(name):
            return waiting.pop(0)
        return outcome

    def _me(self) -> str:
        return self.session.user if self.session else ""

    def _may(self, role: Role) -> bool:
        return self.session is not None and role in self.session.roles

    # -- sign in

    def sign_in(self, user: str, pin: str, desk: str) -> Outcome[Session]:
        """See `SignIn`."""

        def do() -> Outcome[Session]:
            if self._pins.get(user) != pin:
                return Refused("wrong")
            if not desk.startswith("Quầy"):
                return Refused("no_desk")
            full, roles = PEOPLE[user]
            expires = self.clock.now() + timedelta(hours=12)
            self.session = Session(user, full, desk, roles, expires, "token", False, tuple(PEOPLE))
            return Done(self.session)

        return self._called("sign_in", do, open_door=True)

    def sign_out(self) -> Outcome[None]:
        """See `SignIn`."""

        def do() -> Outcome[None]:
            self.session = None
            return Done(None)

        return self._called("sign_out", do)

    def change_pin(self, old: str, new: str) -> Outcome[None]:
        """See `SignIn`."""

        def do() -> Outcome[None]:
            if self._pins[self._me()] != old:
                return Refused("wrong")
            if len(new) < 6 or len(set(new)) < 3 or new in "01234567890":
                return Refused("weak_pin")
            self._pins[self._me()] = new
            return Done(None)

        return self._called("change_pin", do)

    # -- books

    def today(self, day: date | None = None) -> Outcome[Today]:
        """See `Books`."""

        def do() -> Outcome[Today]:
            open_now = [one for one in self.open.values() if not one.settled]
            oldest = min((one.since for one in open_now), default=None)
            waiting = sum(1 for one in self.refund_book.values() if one.state == "asked")
            return Done(
                Today(
                    day or DAY, self.clock.now(), 8, Sum(1_284, 48_216_400), Sum(1_282, 48_175_920),
                    Sum(1_285, 48_307_100), 1_278, 1_284, len(open_now), oldest, waiting, BY_HOUR,
                    (
                        Takings("vietqr", "K01", 246, 9_120_440), Takings("vietqr", "K02", 221, 8_301_500),
                        Takings("vietqr", "K03", 198, 7_412_800), Takings("vietqr", "K04", 140, 5_480_600),
                        Takings("vietqr", "K05", 116, 4_400_600), Takings("card", "Quầy 1", 120, 4_232_460),
                        Takings("card", "Quầy 2", 76, 3_000_000), Takings("cash", "Quầy 1", 167, 6_268_000),
                    ),
                    closed=day is not None and day < DAY - timedelta(days=1),
                )
            )  # fmt: skip

        return self._called("today", do)

    def differences(self, day: date | None = None, *, settled: bool = False) -> Outcome[tuple[Difference, ...]]:
        """See `Books`."""
        found = sorted(self.open.values(), key=lambda one: one.since)
        return self._called("differences", lambda: Done(tuple(one for one in found if settled or not one.settled)))

    def story(self, key: str) -> Outcome[Story]:
        """See `Books`."""

        def do() -> Outcome[Story]:
            payment = self.payments.get(key.removeprefix("money:cash:"))
            if payment is not None:
                return Done(self._desk_story(key, payment))
            rows = tuple(one for one in self.open.values() if one.story == key and not one.settled)
            if not rows and not key.startswith(("bill:", "money:")):
                return Refused("no_story")
            return Done(self._story(key, rows))

        return self._called("story", do)

    def _story(self, key: str, rows: tuple[Difference, ...]) -> Story:
        one = rows[0] if rows else None
        code = key.partition(":")[2] if key.startswith("bill:") else ""
        due = (one.kiosk if one else 10_120) or 0
        bank = (one.bank if one else 10_120) or 0
        his = (one.his if one else 10_120) or 0
        since = one.since if one else at(8, 2)
        reference = "FT26328041"
        steps = (
            [
                StoryStep(since - timedelta(seconds=94), "kiosk", "order_opened", due, "HD-260018"),
                StoryStep(since - timedelta(seconds=92), "provider", "at_provider", reference="240018"),
            ]
            if due
            else []
        )
        if bank:
            steps.append(
                StoryStep(since - timedelta(seconds=20), "provider", "credit_received", bank, f"bank:{reference}")
            )
        if bank and due:
            steps.append(
                StoryStep(
                    since - timedelta(seconds=19), "hub", "applied", min(due, bank), "HD-260018", detail="pay_code"
                )
            )
            steps.append(StoryStep(since - timedelta(seconds=18), "hub", "posted"))
        if his:
            steps.append(StoryStep(since - timedelta(seconds=16), "his", "receipted", his, "BL-0098823"))
        elif due:
            steps.append(StoryStep(since - timedelta(seconds=8), "hub", "posting_unknown"))
        if bank:
            steps.append(StoryStep(since + timedelta(minutes=38), "bank", "statement_line", bank, reference))
        if bank and due:
            steps.append(StoryStep(since + timedelta(minutes=38), "hub", "matched", bank, detail="pay_code"))
        if one and one.owner:
            steps.append(StoryStep(since + timedelta(minutes=40), "desk", "difference_taken", by=one.owner))
        matches = (
            (
                MatchShown(
                    "M1",
                    f"bank:{reference}",
                    "HD-260018",
                    min(due, bank),
                    "pay_code",
                    f"nội dung “{code} khám bệnh”, ký tự kiểm đúng",
                    "",
                    "M1" in self.undone,
                ),
            )
            if bank and due
            else ()
        )
        suggestions = (
            Suggestion("S1", (f"bank:{reference}",), ("O-240031",), bank, "amount_time",
                       "phiếu HD-260040, 120.000 đ, lập 09:38 tại K02; không khoản nào khác bằng số này trong 30 phút"),
            Suggestion("S2", (f"bank:{reference}",), ("O-240028", "O-240029"), bank, "many_to_one",
                       "HD-260037 (45.000 đ) và HD-260038 (75.000 đ) cộng lại đúng bằng số này"),
        ) if bank and not due and key not in self.matched else ()  # fmt: skip
        over = max(bank - due, 0)
        actions = [
            *(["match"] if suggestions else []),
            *(["undo_match"] if matches and "M1" not in self.undone else []),
            *(["ask_refund"] if over else []),
            *(["take", "settle"] if rows else []),
            *(["post_again"] if due and not his else []),
        ]
        state = {"twice": "duplicate"}.get(str(one.cause), str(one.cause)) if one else "settled"
        return Story(
            key, code, "HD-260018" if due else "", one.station if one else "K01", due, bank, min(due, bank), his,
            state, tuple(sorted(steps, key=lambda step: step.at)), matches, suggestions, rows, tuple(actions),
            ((f"bank:{reference}", over),) if over else (),
        )  # fmt: skip

    def _desk_story(self, key: str, one: CounterPayment) -> Story:
        """The story of a payment taken at the counter."""
        slip = StoryStep(one.at, "desk", "payment_taken", one.amount, one.slip, one.user, one.method)
        later = {"void_asked": ("void_asked",), "voided": ("void_asked", "voided")}.get(one.state, ())
        steps = (slip, *(StoryStep(one.at, "desk", what, by="lan") for what in later))
        left = () if one.state == "voided" else ((f"cash:{one.payment_id}", one.amount),)
        return Story(
            key, "", one.bill_id, "", one.amount, one.amount, one.amount, one.amount, "exact", steps,
            actions=("ask_refund",) if left else (), refundable=left,
        )  # fmt: skip

    def search(self, text: str) -> Outcome[tuple[PaymentLine, ...]]:
        """See `Books`."""
        lines = [
            PaymentLine(f"bill:KM{place:02}Q7W{place % 10}E", NOON - timedelta(minutes=7 * place), f"K0{place % 5 + 1}",
                        f"KM{place:02}Q7W{place % 10}E", "vietqr", 10_120 * (place % 3 + 1), 10_120 * (place % 3 + 1),
                        "settled", f"BL-00988{place:02}")
            for place in range(12)
        ]  # fmt: skip
        lines += [
            PaymentLine(one.story, one.since, one.station or "—", one.pay_code, "vietqr", one.kiosk or 0, one.bank or 0,
                        "late" if one.cause is Cause.LATE else "under" if one.cause is Cause.UNDER else "exact")
            for one in self.open.values()
        ]  # fmt: skip
        lines += [
            PaymentLine(
                f"money:cash:{one.payment_id}", one.at, "Quầy 1", one.slip, "cash", one.amount, one.amount, "exact"
            )
            for one in self.payments.values()
            if one.slip
        ]
        wanted = text.upper()
        found = sorted((line for line in lines if wanted in line.pay_code), key=lambda line: line.at, reverse=True)
        return self._called("search", lambda: Done(tuple(found)))

    def export(self, report: str, form: str, day: date | None = None, number: str = "") -> Outcome[Export]:
        """See `Books`."""
        media = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "pdf": "application/pdf"}
        name = f"{report}-{number or (day or DAY).isoformat()}.{form}"
        return self._called("export", lambda: Done(Export(name, media[form], b"sample")))

    # -- work

    def _change(self, key: str, change: Callable[[Difference], Difference]) -> Outcome[None]:
        if key not in self.open:
            return Refused("no_difference")
        self.open[key] = change(self.open[key])
        return Done(None)

    def take(self, key: str, owner: str = "") -> Outcome[None]:
        """See `Work`."""
        return self._called("take", lambda: self._change(key, lambda one: replace(one, owner=owner or self._me())))

    def settle(self, key: str, how: str, note: str) -> Outcome[None]:
        """See `Work`."""
        return self._called(
            "settle",
            lambda: (
                self._change(key, lambda one: replace(one, settled=f"{how}: {note}"))
                if note
                else Refused("note_missing")
            ),
        )

    def match(self, match_id: str, money: tuple[str, ...], order_ids: tuple[str, ...], why: str) -> Outcome[None]:
        """See `Work`."""

        def do() -> Outcome[None]:
            if not why:
                return Refused("why_missing")
            self.matched["money:bank:FT26328041"] = match_id
            for key, one in list(self.open.items()):
                if one.cause is Cause.ORPHAN:
                    self.open[key] = replace(one, settled=why)
            return Done(None)

        return self._called("match", do)

    def undo_match(self, match_id: str, why: str) -> Outcome[None]:
        """See `Work`."""

        def do() -> Outcome[None]:
            self.undone.add(match_id)
            return Done(None)

        return self._called("undo_match", do)

    def post_again(self, story: str) -> Outcome[None]:
        """See `Work`."""

        def do() -> Outcome[None]:
            for key, one in list(self.open.items()):
                if one.story == story and one.cause is Cause.HIS_MISSING:
                    del self.open[key]
            return Done(None)

        return self._called("post_again", do)

    def close_day(self, day: date) -> Outcome[None]:
        """See `Work`."""
        return self._called("close_day", lambda: Done(None) if day < DAY else Refused("not_over"))

    # -- counter

    def bills(self, scan: str) -> Outcome[tuple[Bill, ...]]:
        """See `Counter`."""

        def do() -> Outcome[tuple[Bill, ...]]:
            if not scan.upper().startswith(("KM", "HD", "BN")):
                return Refused("no_bill")
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
            if method == "cash" and tendered < amount:
                return Refused("tendered")
            self._given[payment_id] = (tendered, payer, buyer)
            made = CounterPayment(
                payment_id, bill_id, kind, amount, method, "waiting", self.clock.now(), terminal=terminal,
                qr=QR_TEXT if method == "qr" else "", pay_code="KM5R2T8WQ" if method == "qr" else "", user=self._me(),
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
                    "Phiếu tạm ứng" if one.kind is BillKind.ADVANCE else "Phiếu thu", "Bệnh viện Đa khoa Mẫu", one.slip,
                    one.receipt_number, one.at, self.session.desk if self.session else "", PEOPLE[one.user][0],
                    payer, "Tiền khám bệnh", one.amount, in_words(one.amount), one.method, tendered,
                    one.change, one.bill_id, self._copies.get(payment_id, 0) if copy else 0, buyer,
                )
            )  # fmt: skip

        return self._called("slip", do)

    # -- giving

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
                    "Phiếu chi", "Bệnh viện Đa khoa Mẫu", "PC-1124-004", "", self.clock.now(),
                    self.session.desk if self.session else "", PEOPLE[one.paid_by][0], "", "Hoàn tiền viện phí",
                    one.amount, in_words(one.amount), one.method, bill_id=one.bill_id, copy=1 if copy else 0,
                )
            )  # fmt: skip

        return self._called("refund_slip", do)

    def ask_void(self, payment_id: str, reason: str, note: str = "") -> Outcome[CounterPayment]:
        """See `Giving`."""

        def do() -> Outcome[CounterPayment]:
            self.payments[payment_id] = replace(self.payments[payment_id], state="void_asked", reason=reason)
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

    # -- shifts

    def morning(self, desk: str = "Quầy 1") -> None:
        """The morning shift of the pictures: opened 06:28 with two millions."""
        sums = (
            MethodSum("vietqr", 921, 34_715_940),
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
                (number, ShiftReport(number, f"old{back}", "Quầy 1", user, opened, opened + timedelta(hours=7),
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
            number, view.shift_id, view.desk, PEOPLE[view.user][0], view.opened_at, closed, self.clock.now(), view.sums,
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

    # -- statements

    def layouts(self) -> Outcome[tuple[LayoutShown, ...]]:
        """See `Statements`."""
        return self._called(
            "layouts",
            lambda: Done(
                (
                    LayoutShown("vcb", "Vietcombank (XLSX)", "xlsx"),
                    LayoutShown("bidv", "BIDV (CSV)", "csv"),
                    LayoutShown("mt940", "MT940", "mt940"),
                    LayoutShown("camt053", "CAMT.053", "camt053"),
                )
            ),
        )

    def upload(self, name: str, content: bytes, layout: str = "") -> Outcome[Preview]:
        """See `Statements`."""

        def do() -> Outcome[Preview]:
            if not content:
                return Refused("unreadable")
            sha = hashlib.sha256(content).hexdigest()
            self._files[sha] = (name, 5_120)
            self._columns[sha] = (
                ColumnGuess(0, "Ngày giao dịch", "booked_at", "23/11/2026 08:14:22"),
                ColumnGuess(1, "Số tham chiếu", "reference", "FT26327880"),
                ColumnGuess(2, "Ghi nợ", "debit", ""),
                ColumnGuess(3, "Ghi có", "credit", "10.120"),
                ColumnGuess(4, "Số dư", "balance", "1.204.811.930"),
                ColumnGuess(5, "Nội dung", "memo", "MBVCB KM7F3K92T kham"),
            )
            return Done(self._preview(sha, layout or "vcb"))

        return self._called("upload", do)

    def _preview(self, sha: str, layout: str) -> Preview:
        name, total = self._files[sha]
        columns = self._columns[sha]
        readable = {"booked_at", "memo"} <= {column.role for column in columns}
        lines = tuple(
            PreviewLine(9 + place, at(7, 0, days=-1) + timedelta(minutes=3 * place), 10_120 * (place % 4 + 1),
                        f"FT263278{place:02}", f"MBVCB.{place:04}.KM{place:02}Q7W{place % 10}E kham benh",
                        "" if readable else "date_missing")
            for place in range(10)
        )  # fmt: skip
        return Preview(
            sha, name, layout, columns, 8, lines, total, () if readable else ("date_missing",), sha in self._imports
        )

    def save_layout(
        self, name: str, title: str, file_sha256: str, columns: tuple[ColumnGuess, ...]
    ) -> Outcome[Preview]:
        """See `Statements`."""

        def do() -> Outcome[Preview]:
            if file_sha256 not in self._files:
                return Refused("no_upload")
            self._columns[file_sha256] = columns
            return Done(self._preview(file_sha256, name))

        return self._called("save_layout", do)

    def begin_import(self, file_sha256: str, layout: str, account: str, provider: str) -> Outcome[ImportProgress]:
        """See `Statements`."""

        def do() -> Outcome[ImportProgress]:
            before = self._imports.get(file_sha256)
            if before is None:
                name, total = self._files[file_sha256]
                before = ImportProgress(file_sha256, name, "reading", 0, total)
            self._imports[file_sha256] = replace(before, state="reading")
            return Done(self._imports[file_sha256])

        return self._called("begin_import", do)

    def import_progress(self, file_sha256: str) -> Outcome[ImportProgress]:
        """See `Statements`."""

        def do() -> Outcome[ImportProgress]:
            one = self._imports[file_sha256]
            if one.state == "reading":
                done = min(one.done + self.step, one.total)
                state = "done" if done == one.total else "reading"
                one = replace(
                    one,
                    done=done,
                    new=done - 12 if done > 12 else done,
                    known=min(12, done),
                    matched=done * 99 // 100,
                    state=state,
                )
                self._imports[file_sha256] = one
            return Done(one)

        return self._called("import_progress", do)

    def stop_import(self, file_sha256: str) -> Outcome[ImportProgress]:
        """See `Statements`."""

        def do() -> Outcome[ImportProgress]:
            self._imports[file_sha256] = replace(self._imports[file_sha256], state="stopped")
            return Done(self._imports[file_sha256])

        return self._called("stop_import", do)

    def imports(self) -> Outcome[tuple[ImportProgress, ...]]:
        """See `Statements`."""
        return self._called("imports", lambda: Done(tuple(self._imports.values())))


def _sum(counts: Counts) -> int:
    return sum(denomination * pieces for denomination, pieces in counts)


__all__ = ["COUNTED", "DIFFERENCES", "OTHERS", "PIN", "QR_TEXT", "SampleClock", "SampleDesk", "at"]
