"""The three books side by side as the hub's journal tells them: a projection that only records, and judges nothing.

What the HIS, the bank and the kiosk say of one money comes in any order; the books are the same afterwards. Every
event marks the units it touches, so that only their differences are computed anew.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime

from kiosk.cashier.events import (
    DeskEvent,
    PaymentBegun,
    PaymentFailed,
    PaymentTaken,
    PaymentUnclear,
    RefundAsked,
    RefundDecided,
    RefundPaid,
    VoidAsked,
    VoidDecided,
)
from kiosk.cashier.ports import StoryStep
from kiosk.clock import VIETNAM
from kiosk.delivery.machine import DeliveryDone, DeliveryEvent, DeliveryHandedOver, DeliveryRefused, DeliveryRequested
from kiosk.ledger.entries import UNALLOCATED
from kiosk.ledger.postings import payouts
from kiosk.money.order import (
    CreditApplied,
    CreditHandedOver,
    CreditReceived,
    CreditReversed,
    CreditTakenBack,
    MoneyEvent,
    OrderAtProvider,
    OrderDoubted,
    OrderNotMade,
    OrderOpened,
    PaymentSettled,
    StationDayClosed,
    credit_id,
)
from kiosk.reconcile.coverage import DAY, Coverage
from kiosk.reconcile.events import (
    DifferenceSettled,
    DifferenceTaken,
    LineMatched,
    LineUnmatched,
    MatchDecided,
    ReceiptGone,
    ReceiptSeen,
    ReconcileEvent,
    StatementBegun,
    StatementFinished,
    StatementLineBooked,
)
from kiosk.reconcile.facts import Applied, Asked, Line, Money, MoneyKind, Receipt


class Books:
    """Orders, moneys, receipts and lines by their names, and what of them was touched since it was last looked at."""

    def __init__(self) -> None:
        self.version = 0
        self.orders: dict[str, Asked] = {}
        self.moneys: dict[str, Money] = {}
        self.receipts: dict[str, Receipt] = {}
        self.lines: dict[str, Line] = {}
        self.statements: dict[str, StatementBegun] = {}
        self.finished: dict[str, StatementFinished] = {}
        self.lines_of_file: defaultdict[str, list[str]] = defaultdict(list)
        self.refunds: dict[str, str] = {}
        """Refund id to `asked`, `approved`, `refused` or `paid`."""
        self.closed: set[str] = set()
        self.coverage = Coverage()
        self.owners: dict[str, str] = {}
        """Who works on a thing in a pair of books, by `pair|thing`."""
        self.settled: dict[str, DifferenceSettled] = {}
        self.work: defaultdict[str, list[StoryStep]] = defaultdict(list)
        """Who did what about the differences of a unit."""
        self.decided: dict[str, MatchDecided] = {}
        self.matches: dict[str, LineMatched] = {}
        self.matches_of_money: defaultdict[str, list[str]] = defaultdict(list)
        self.matches_of_line: defaultdict[str, list[str]] = defaultdict(list)
        self.unmatched: dict[str, LineUnmatched] = {}
        self.parted: set[tuple[str, str]] = set()
        """Lines and moneys of which a person said that they are not one."""
        self.application_of: dict[str, str] = {}
        self.order_of_code: dict[str, str] = {}
        self.orders_of_bill: defaultdict[str, list[str]] = defaultdict(list)
        self.moneys_of_bill: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self.receipts_of_bill: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self.moneys_of_reference: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self.lines_of_reference: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self.moneys_of_day: defaultdict[date, dict[str, None]] = defaultdict(dict)
        self.receipts_of_day: defaultdict[date, dict[str, None]] = defaultdict(dict)
        self.lines_of_day: defaultdict[date, dict[str, None]] = defaultdict(dict)
        self.stations_of_day: defaultdict[date, set[str]] = defaultdict(set)
        self.periods_of_day: defaultdict[date, set[str]] = defaultdict(set)
        self.money_of_slip: dict[str, str] = {}
        self._money_of_refund: dict[str, str] = {}
        self._unmatched_of_account: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._of_virtual_account: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._touched: dict[str, None] = {}

    def apply(self, event: object, at: datetime | None = None) -> None:
        """Take in an event that is in the journal; what is of no book is left alone.

        :param at: when it was recorded, for the timeline of events that carry no time of their own.
        """
        match event:
            case MoneyEvent():
                self._money_event(event, at)
            case DeskEvent():
                self._desk_event(event)
            case ReconcileEvent():
                self._reconcile_event(event, at)
            case DeliveryEvent():
                self._delivery_event(event, at)
            case _:
                return
        self.version += 1

    def touched(self) -> tuple[str, ...]:
        """The units touched since the last call: `bill:…`, `money:…`, `line:…`."""
        units = tuple(self._touched)
        self._touched.clear()
        return units

    def money(self, name: str) -> Money:
        """The money of this name, made when nobody named it before."""
        known = self.moneys.get(name)
        if known is None:
            provider, _, reference = name.partition(":")
            known = self.moneys[name] = Money(name, provider=provider, reference=reference, base=reference)
            self.moneys_of_reference[reference][name] = None
        return known

    def periods_of(self, day: date) -> set[str]:
        """The station-days of a day: of stations that asked for money, and of money that came."""
        asked = {f"{station}/{day.isoformat()}" for station in self.stations_of_day.get(day, ())}
        return asked | self.periods_of_day.get(day, set())

    def paid(self, bill_id: str) -> int:
        """What of known money pays a bill, and what the HIS took by hand for it, in đồng."""
        ours = sum(self.pays(self.moneys[name], bill_id) for name in self.moneys_of_bill.get(bill_id, ()))
        receipts = (self.receipts[number] for number in self.receipts_of_bill.get(bill_id, ()))
        return ours + sum(receipt.amount for receipt in receipts if not receipt.money)

    def pays(self, money: Money, bill_id: str) -> int:
        """What of a money pays one bill."""
        counter = money.taken if money.bill_id == bill_id else 0
        return counter + sum(
            item.amount for item in money.applied.values() if item.bill_id == bill_id and not item.undone
        )

    def receipted(self, bill_id: str) -> int:
        """What the HIS holds for a bill."""
        return sum(self.receipts[number].amount for number in self.receipts_of_bill.get(bill_id, ()))

    def lines_like(self, money: Money) -> Iterator[Line]:
        """Lines that carry the money's reference on its account, matched or not."""
        for fingerprint in self.lines_of_reference.get(money.base, ()):
            line = self.lines[fingerprint]
            if not money.account or money.fits(line):
                yield line

    def moneys_of_virtual_account(self, account: str) -> tuple[Money, ...]:
        """Credits that came to an account made for one order."""
        return tuple(self.moneys[name] for name in self._of_virtual_account.get(account, ()))

    def _money_event(self, event: MoneyEvent, at: datetime | None) -> None:
        match event:
            case OrderOpened():
                self._opened(event)
            case OrderAtProvider():
                if asked := self.orders.get(event.order_id):
                    if event.pay_code:
                        self.order_of_code[event.pay_code] = event.order_id
                    _tell(asked, at, "provider", "at_provider", reference=event.reference)
            case OrderNotMade() | OrderDoubted():
                if asked := self.orders.get(event.order_id):
                    what, detail = (
                        ("order_not_made", event.reason) if isinstance(event, OrderNotMade) else ("doubted", "")
                    )
                    _tell(asked, at, "provider", what, detail=detail)
            case CreditReceived():
                self._received(event)
            case CreditReversed():
                money = self.money(credit_id(event.provider, event.reference))
                money.reversed += event.amount
                _tell(money, event.at, "provider", "reversed", -event.amount)
                self._touch(money)
            case CreditApplied():
                money = self.money(credit_id(event.provider, event.reference))
                item = Applied(event.application_id, event.bill_id, event.amount, event.kind, event.rule, event.by)
                money.applied[item.id] = item
                self.application_of[item.id] = money.name
                self.moneys_of_bill[event.bill_id][money.name] = None
                _tell(money, at, "hub", "applied", event.amount, event.bill_id, event.by, event.rule)
                self._touch(money, event.bill_id)
            case CreditTakenBack():
                money = self.money(credit_id(event.provider, event.reference))
                if event.application_id in money.applied:
                    money.applied[event.application_id].undone = True
                _tell(money, at, "hub", "taken_back", -event.amount, event.bill_id, event.by, _code(event.why))
                self._touch(money, event.bill_id)
            case CreditHandedOver():
                money = self.money(credit_id(event.provider, event.reference))
                money.reason = event.reason
                _tell(money, at, "hub", "handed_over", detail=event.reason)
                self._touch(money)
            case PaymentSettled():
                self._receipt_settled(event, at)
            case StationDayClosed():
                self.closed.add(event.period)

    def _opened(self, event: OrderOpened) -> None:
        if event.order_id in self.orders:
            return
        asked = self.orders[event.order_id] = Asked(event)
        self.order_of_code[event.pay_code] = event.order_id
        self.orders_of_bill[event.bill_id].append(event.order_id)
        self.stations_of_day[day_of(event.opened_at)].add(event.station_id)
        _tell(asked, event.opened_at, "kiosk", "order_opened", event.amount, event.bill_id, detail=event.station_id)

    def _received(self, event: CreditReceived) -> None:
        money = self.money(credit_id(event.provider, event.reference))
        if money.known:
            return
        money.kind, money.amount, money.at, money.account = (
            MoneyKind.CREDIT,
            event.amount,
            event.booked_at,
            event.account,
        )
        money.period, money.refers_to, money.finding = event.period, event.refers_to, event.finding
        money.virtual_account = event.virtual_account
        if event.virtual_account:
            self._of_virtual_account[event.virtual_account][money.name] = None
        self._rebase(money, event.bank_reference or event.reference.removesuffix(f"/{event.amount}"))
        asked = self.orders.get(event.order_id or "")
        if asked is not None:
            money.order_id, money.bill_id = asked.opened.order_id, asked.opened.bill_id
            money.place = asked.place
            asked.credits.append(money.name)
        self._came(money)
        self._unmatched_of_account[""].pop(money.name, None)
        if not money.matches:
            self._unmatched_of_account[money.account][money.name] = None
        _tell(money, money.at, "provider", "credit_received", money.amount, money.name, detail=event.finding)
        self._touch(money)

    def _rebase(self, money: Money, base: str) -> None:
        self.moneys_of_reference[money.base].pop(money.name, None)
        money.base = base
        self.moneys_of_reference[base][money.name] = None

    def _came(self, money: Money) -> None:
        """A money is known now: it belongs to a day and perhaps to a station-day."""
        day = self.day_of_money(money)
        self.moneys_of_day[day][money.name] = None
        if "/" in money.period:
            self.periods_of_day[day].add(money.period)

    def day_of_money(self, money: Money) -> date:
        """The day of the station-day that a money belongs to, else the day of its own time."""
        assert money.at is not None
        _, slash, day = money.period.rpartition("/")
        return date.fromisoformat(day) if slash else day_of(money.at)

    def _receipt_settled(self, event: PaymentSettled, at: datetime | None) -> None:
        money = self.money(credit_id(event.provider, event.reference))
        receipt = self._receipt(event.receipt_number, money.name, event.bill_id or money.bill_id, listed=False)
        # Early releases did not say how much: it was the credit's whole amount.
        receipt.settled = event.amount or money.amount
        money.refused = money.given_up = ""
        _tell(money, at, "his", "receipted", receipt.settled, event.receipt_number)
        self._touch(money, receipt.bill_id)

    def _receipt(self, number: str, money: str, bill_id: str, *, listed: bool = True) -> Receipt:
        receipt = self.receipts.get(number)
        if receipt is None:
            receipt = self.receipts[number] = Receipt(number)
        if money and not receipt.money:
            receipt.money = name_of(money)
            self.money(receipt.money).receipts.append(number)
        if bill_id and bill_id != receipt.bill_id and (listed or receipt.seen is None):
            # For which bill it is, the HIS's list says with more weight than what was posted.
            if receipt.bill_id:
                self.receipts_of_bill[receipt.bill_id].pop(number, None)
                self._touched[f"bill:{receipt.bill_id}"] = None
            receipt.bill_id = bill_id
            self.receipts_of_bill[bill_id][number] = None
        return receipt

    def _delivery_event(self, event: DeliveryEvent, at: datetime | None) -> None:
        money = self.moneys.get(name_of(event.delivery_id))
        if money is None:
            return
        match event:
            case DeliveryRequested():
                money.refused = money.given_up = ""
                money.posting, money.posted_as = True, event.delivery_id
                _tell(money, at, "hub", "posted")
            case DeliveryDone():
                money.refused = money.given_up = ""
                money.posting = False
            case DeliveryRefused(code=code):
                money.refused, money.posting = code, False
                _tell(money, at, "his", "posting_refused", detail=code)
            case DeliveryHandedOver(reason=reason):
                money.given_up, money.posting = reason, False
                _tell(money, at, "hub", "handed_over", detail=reason)
        self._touch(money)

    def _desk_event(self, event: DeskEvent) -> None:
        match event:
            case PaymentBegun():
                self._begun(event)
            case PaymentTaken(method="cash" | "card"):
                self._taken(event)
            case PaymentUnclear() | PaymentFailed():
                money = self.moneys.get(f"card:{event.payment_id}")
                if money is not None:
                    money.unclear = event.reason if isinstance(event, PaymentUnclear) else ""
                    what = "payment_unclear" if money.unclear else "payment_failed"
                    _tell(money, event.at, "desk", what, detail=event.reason)
                    self._touch(money)
            case VoidAsked():
                for money in self._counter(event.payment_id):
                    _tell(money, event.at, "desk", "void_asked", by=event.user, detail=event.reason)
            case VoidDecided():
                for money in self._counter(event.payment_id):
                    what = "voided" if event.approved else "void_refused"
                    _tell(money, event.at, "desk", what, -event.amount if event.approved else None, by=event.user)
                    if event.approved:
                        money.voided, money.taken, money.amount = True, 0, 0
                    self._touch(money)
            case RefundAsked():
                self.refunds[event.refund_id] = "asked"
                money = self.money(event.money)
                self._money_of_refund[event.refund_id] = event.money
                _tell(money, event.at, "desk", "refund_asked", event.amount, by=event.user, detail=event.reason)
            case RefundDecided():
                self._refund_decided(event)
            case RefundPaid():
                self._refund_paid(event)

    def _begun(self, event: PaymentBegun) -> None:
        if event.method == "qr":
            asked = self.orders.get(event.order_id)
            if asked is not None:
                asked.desk = event.desk
                _tell(asked, event.at, "desk", "payment_begun", event.amount, by=event.user, detail=event.method)
            return
        money = self.money(f"{event.method}:{event.payment_id}")
        money.begun, money.at, money.place, money.bill_id = event.amount, event.at, event.desk, event.bill_id
        _tell(money, event.at, "desk", "payment_begun", event.amount, event.bill_id, event.user, event.method)

    def _taken(self, event: PaymentTaken) -> None:
        money = self.money(f"{event.method}:{event.payment_id}")
        money.kind = MoneyKind(event.method)
        money.amount = money.taken = event.amount
        money.at, money.place, money.bill_id = event.at, event.desk, event.bill_id
        money.account, money.period, money.slip = event.terminal, event.shift_id, event.slip
        money.unclear = ""
        self.money_of_slip[event.slip] = money.name
        self.moneys_of_bill[event.bill_id][money.name] = None
        self.moneys_of_day[day_of(event.at)][money.name] = None
        _tell(money, event.at, "desk", "payment_taken", event.amount, event.slip, event.user, event.method)
        self._touch(money, event.bill_id)

    def _counter(self, payment_id: str) -> Iterator[Money]:
        for method in ("cash", "card"):
            money = self.moneys.get(f"{method}:{payment_id}")
            if money is not None:
                yield money

    def _refund_decided(self, event: RefundDecided) -> None:
        self.refunds[event.refund_id] = "approved" if event.approved else "refused"
        money = self.money(event.money)
        self._money_of_refund[event.refund_id] = event.money
        if event.approved and event.source == UNALLOCATED:
            money.given_back += event.amount
        elif event.approved:
            money.paid_back += event.amount
        what = "refund_approved" if event.approved else "refund_refused"
        _tell(money, event.at, "desk", what, -event.amount if event.approved else None, by=event.user)
        self._touch(money)

    def _refund_paid(self, event: RefundPaid) -> None:
        self.refunds[event.refund_id] = "paid"
        origin = self.moneys.get(self._money_of_refund.get(event.refund_id, ""))
        if origin is not None:
            _tell(origin, event.at, "desk", "refund_paid", -event.amount, event.reference, event.user, event.method)
        if event.method == "cash":
            return
        payout = self.money(f"payout:{event.refund_id}")
        payout.kind, payout.amount, payout.at = MoneyKind.PAYOUT, -event.amount, event.at
        payout.account, payout.provider, payout.period = event.account, payouts(event.account), event.period
        payout.reference = event.reference
        payout.bill_id = origin.bill_id if origin else ""
        self._rebase(payout, event.reference)
        self._unmatched_of_account[event.account][payout.name] = None
        _tell(payout, event.at, "desk", "refund_paid", -event.amount, event.reference, event.user, event.method)
        self._touch(payout)

    def _reconcile_event(self, event: ReconcileEvent, at: datetime | None) -> None:
        match event:
            case StatementBegun():
                self.statements[event.file_sha256] = event
            case StatementLineBooked():
                self._booked(event)
            case StatementFinished():
                self.finished[event.file_sha256] = event
                begun = self.statements[event.file_sha256]
                if begun.first and begun.last:
                    self.coverage.add(begun.account, begun.first, begun.last, begun.at)
                    self._covered(begun.account, begun.first, begun.last)
            case ReceiptSeen():
                self._seen(event, at)
            case ReceiptGone():
                receipt = self._receipt(event.number, event.payment_id, event.bill_id)
                receipt.gone = True
                self._receipt_moved(receipt, event.at, "receipt_voided", -event.amount)
            case LineMatched():
                self._matched(event, at)
            case LineUnmatched():
                self._undo(event, at)
            case MatchDecided():
                self.decided[event.match_id] = event
            case DifferenceTaken():
                self.owners["|".join(owned(event.key))] = event.owner
                self._worked(event.key, StoryStep(event.at, "desk", "difference_taken", by=event.owner))
            case DifferenceSettled():
                self.settled[event.key] = event
                settled = StoryStep(event.at, "desk", "difference_settled", by=event.by, detail=event.how)
                self._worked(event.key, settled)

    def _covered(self, account: str, first: datetime, last: datetime) -> None:
        """Money of this time without a line may be missing on the statement now."""
        for name in (*self._unmatched_of_account.get(account, ()), *self._unmatched_of_account.get("", ())):
            at = self.moneys[name].at
            if at is None or first - DAY <= at <= last + DAY:
                self._touched[f"money:{name}"] = None

    def _worked(self, key: str, step: StoryStep) -> None:
        unit = unit_of(key)
        self.work[unit].append(step)
        self._touched[unit] = None

    def _booked(self, event: StatementLineBooked) -> None:
        begun = self.statements.get(event.file_sha256)
        if event.fingerprint in self.lines:
            return
        line = self.lines[event.fingerprint] = Line(event, begun.provider if begun else "")
        self.lines_of_file[event.file_sha256].append(event.fingerprint)
        self.lines_of_day[day_of(event.booked_at)][event.fingerprint] = None
        if event.reference:
            self.lines_of_reference[event.reference][event.fingerprint] = None
        self._touch_line(line)

    def _touch_line(self, line: Line) -> None:
        self._touched[f"line:{line.booked.fingerprint}"] = None
        for name in self.moneys_of_reference.get(line.booked.reference, ()):
            self._touched[f"money:{name}"] = None

    def _seen(self, event: ReceiptSeen, at: datetime | None) -> None:
        receipt = self._receipt(event.number, event.payment_id, event.bill_id)
        receipt.seen, receipt.at, receipt.gone = event.amount, event.paid_at, False
        if event.day:
            self.receipts_of_day[event.day][event.number] = None
        self._receipt_moved(receipt, at or event.paid_at, "receipt_listed", event.amount)

    def _receipt_moved(self, receipt: Receipt, at: datetime, what: str, amount: int) -> None:
        if receipt.money:
            money = self.money(receipt.money)
            if not money.known:
                self._unmatched_of_account[""][money.name] = None
            _tell(money, at, "his", what, amount, receipt.number)
            self._touch(money, receipt.bill_id)
        else:
            for order_id in self.orders_of_bill.get(receipt.bill_id, ()):
                _tell(self.orders[order_id], at, "his", what, amount, receipt.number)
            self._touched[f"bill:{receipt.bill_id}"] = None

    def _matched(self, event: LineMatched, at: datetime | None) -> None:
        money = self.money(event.money)
        if event.match_id not in self.matches:
            self.matches_of_money[event.money].append(event.match_id)
            self.matches_of_line[event.fingerprint].append(event.match_id)
        self.matches[event.match_id] = event
        money.matches[event.match_id] = event
        self._unmatched_of_account[money.account].pop(money.name, None)
        if line := self.lines.get(event.fingerprint):
            line.matches[event.match_id] = event
            self._touch_line(line)
            _tell(money, line.booked.booked_at, "bank", "statement_line", line.booked.amount, line.booked.reference)
        _tell(money, at, "hub", "matched", event.amount, by=event.by, detail=event.rule)
        self._touch(money)

    def _undo(self, event: LineUnmatched, at: datetime | None) -> None:
        money = self.money(event.money)
        self.unmatched[event.match_id] = event
        self.parted.add((event.fingerprint, event.money))
        money.matches.pop(event.match_id, None)
        self._unmatched_of_account[money.account][money.name] = None
        if line := self.lines.get(event.fingerprint):
            line.matches.pop(event.match_id, None)
            self._touch_line(line)
        _tell(money, at, "hub", "match_undone", -event.amount, by=event.by, detail=_code(event.why))
        self._touch(money)

    def _touch(self, money: Money, bill_id: str = "") -> None:
        self._touched[f"money:{money.name}"] = None
        for bill in (bill_id, money.bill_id):
            if bill:
                self._touched[f"bill:{bill}"] = None
        for fingerprint in self.lines_of_reference.get(money.base, ()):
            self._touched[f"line:{fingerprint}"] = None
            self._touched.update((f"money:{name}", None) for name in self.moneys_of_reference[money.base])


def name_of(posting: str) -> str:
    """The money a posting is about: its second bill is posted as `name~2`."""
    return _AGAIN.sub("", posting)


def owned(key: str) -> tuple[str, str]:
    """The pair and the thing of a difference's key, `pair|cause|amount|thing`; two empty texts for none."""
    parts = key.split("|", 3)
    return (parts[0], parts[3]) if len(parts) == 4 else ("", "")


def unit_of(key: str) -> str:
    """The unit whose differences a key is among: `bill:HD1` also for one of its moneys, `bill:HD1#bank:FT2`."""
    return owned(key)[1].partition("#")[0]


def day_of(at: datetime) -> date:
    """The hospital's day of a moment."""
    return at.astimezone(VIETNAM).date()


def _code(why: str) -> str:
    """What a person wrote as a reason stays in the journal; a rule's code may stand on a timeline."""
    return why if why.isidentifier() else ""


def _tell(
    whose: Money | Asked,
    at: datetime | None,
    book: str,
    what: str,
    amount: int | None = None,
    reference: str = "",
    by: str = "",
    detail: str = "",
) -> None:
    if at is None:
        at = whose.steps[-1].at if whose.steps else _LONG_AGO
    whose.steps.append(StoryStep(at, book, what, amount, reference, by, detail))


_AGAIN = re.compile(r"~\d+$")
_LONG_AGO = datetime(1970, 1, 1, tzinfo=VIETNAM)
