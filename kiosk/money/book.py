"""All orders and credits of one hub: a projection of its journal, and the rule for each credit that arrives.

`Book.take` only reads and answers with events; `Book.apply` takes them in. Every event has an identity, so taking one
in twice is as once, and the same events in the same order always give the same book.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count as count_from
from typing import Any

from his_client.his.ports import PaymentNotice
from his_client.payments.bank import Credit
from kiosk.money.match import Lookup, Match, find_order
from kiosk.money.order import (
    REST,
    BankCursorMoved,
    BillKind,
    CreditApplied,
    CreditHandedOver,
    CreditReceived,
    CreditReversed,
    CreditTakenBack,
    CreditUnconfirmed,
    Finding,
    MoneyEvent,
    Order,
    OrderAtProvider,
    OrderDoubted,
    OrderNotMade,
    OrderOpened,
    OrderRenumbered,
    PaymentSettled,
    credit_id,
)
from kiosk.money.repeats import other_day, other_reference, repeats

PeriodOf = Callable[[Order | None], tuple[str, str]]
"""The open period money belongs to, and the closed one it refers to, for the order it names (None: none)."""


@dataclass(frozen=True, slots=True)
class WorkItem:
    """A credit that waits for a person: why, and the order it names, if any."""

    credit: CreditReceived
    reason: str
    order: Order | None


@dataclass(frozen=True, slots=True)
class Application:
    """What a credit pays. `name` is its `credit_id`, `by` is empty for a rule's own."""

    id: str
    name: str
    bill_id: str
    amount: int
    kind: BillKind
    rule: str
    period: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """What one credit makes: the facts to journal, and the notice to post, if it pays a bill."""

    events: tuple[MoneyEvent, ...]
    notice: PaymentNotice | None = None

    @property
    def received(self) -> CreditReceived | None:
        """The credit, when it is new."""
        first = self.events[0]
        return first if isinstance(first, CreditReceived) else None

    @property
    def subject(self) -> str:
        """Under which subject the journal keeps it: its order's, else its own."""
        received = self.received
        if received is not None and received.order_id:
            return received.order_id
        first = self.events[0]
        assert isinstance(first, CreditReceived | CreditReversed | CreditTakenBack)
        return f"credit:{first.reference}"


def _nowhere(_: Order | None) -> tuple[str, str]:
    return "", ""


class Book:
    """Orders, credits, what each pays, and the cursor of each provider, as the journal tells them."""

    def __init__(self) -> None:
        self._orders: dict[str, Order] = {}
        self._lookup = Lookup()
        self._of_bill: defaultdict[str, list[str]] = defaultdict(list)
        self._credits: dict[str, CreditReceived] = {}
        self._bank_names: dict[tuple[str, str], str] = {}
        self._handed: dict[str, str] = {}
        self._unconfirmed: dict[str, CreditUnconfirmed] = {}
        self._applications: dict[str, Application] = {}
        self._undone: dict[str, CreditTakenBack] = {}
        self._unsaid: set[str] = set()
        self._pays: defaultdict[str, dict[str, Application]] = defaultdict(dict)
        self._paid_by: defaultdict[str, dict[str, Application]] = defaultdict(dict)
        self._counter: dict[str, str] = {}
        self._counter_amounts: dict[str, int] = {}
        self._given: defaultdict[str, dict[str, int]] = defaultdict(dict)
        self._paid_back: defaultdict[str, dict[str, tuple[str, int]]] = defaultdict(dict)
        self._reversals: defaultdict[str, list[CreditReversed]] = defaultdict(list)
        self._settled: dict[str, PaymentSettled] = {}
        self._receipts: dict[str, PaymentSettled] = {}
        self._numbers: dict[str, str] = {}
        self._voided: dict[str, tuple[str, PaymentSettled]] = {}
        self._posted_for: defaultdict[str, set[str]] = defaultdict(set)
        self.cursors: dict[str, str] = {}

    @property
    def cursor(self) -> str | None:
        """The cursor of the feed that needs no other name."""
        return self.cursors.get("bank")

    @property
    def next_number(self) -> int:
        """The number the next order's pay code is made from; each order has its own for ever."""
        return len(self._orders) + 1

    @property
    def last_number(self) -> int:
        """The highest number that any order ever had at a provider."""
        return self._lookup.last_number

    @property
    def orders(self) -> Iterable[Order]:
        """All orders, oldest first."""
        return self._orders.values()

    @property
    def credits(self) -> Iterable[CreditReceived]:
        """All credits, in the order they arrived."""
        return self._credits.values()

    @property
    def applications(self) -> Iterable[Application]:
        """What pays now, oldest first; what was taken back is not among them."""
        return (item for item in self._applications.values() if item.id not in self._undone)

    @property
    def unsaid(self) -> tuple[Application, ...]:
        """Applications that a journal of an earlier release implies without naming them."""
        return tuple(item for item in self._applications.values() if item.id in self._unsaid)

    @property
    def work(self) -> Iterator[WorkItem]:
        """The credits that wait for a person, in the order they were handed over."""
        for name, reason in self._handed.items():
            if self._waits(name, reason):
                credit = self._credits[name]
                yield WorkItem(credit, reason, self._orders.get(credit.order_id) if credit.order_id else None)

    def order(self, order_id: str) -> Order | None:
        """The order with this id."""
        return self._orders.get(order_id)

    def order_of_code(self, pay_code: str) -> Order | None:
        """The order with this pay code."""
        order_id = self._lookup.by_code.get(pay_code)
        return self._orders[order_id] if order_id else None

    def order_of_number(self, provider: str, number: int) -> Order | None:
        """The order that has or had this number at a provider."""
        order_id = self._lookup.by_number.get((provider, number))
        return self._orders[order_id] if order_id else None

    def orders_of_bill(self, bill_id: str) -> tuple[Order, ...]:
        """Every order for a bill, oldest first."""
        return tuple(self._orders[order_id] for order_id in self._of_bill.get(bill_id, ()))

    def credit(self, name: str) -> CreditReceived | None:
        """The credit with this `credit_id`."""
        return self._credits.get(name)

    def handed(self, name: str) -> str:
        """Why a credit was handed to a person last; empty when it never was."""
        return self._handed.get(name, "")

    def reversed(self, name: str) -> CreditReversed | None:
        """How the provider took the whole of a credit back, if it did."""
        known = self._credits.get(name)
        return self._reversals[name][-1] if known and 0 < known.amount <= self.gone(name) else None

    def gone(self, name: str) -> int:
        """What of a credit the provider took back, in đồng; also before it tells of the credit itself."""
        return sum(event.amount for event in self._reversals.get(name, ()))

    def settled(self, name: str) -> PaymentSettled | None:
        """The HIS's receipt for a posting of this name."""
        return self._settled.get(name)

    def receipt_of(self, bill_id: str) -> PaymentSettled | None:
        """The HIS's receipt for a bill, as far as it went through this hub."""
        return self._receipts.get(bill_id)

    def application(self, application_id: str) -> Application | None:
        """The application with this id, also when it was taken back."""
        return self._applications.get(application_id)

    def undone(self, application_id: str) -> CreditTakenBack | None:
        """How an application was taken back, if it was."""
        return self._undone.get(application_id)

    def applied(self, name: str) -> tuple[Application, ...]:
        """What a credit pays now."""
        return tuple(self._pays.get(name, {}).values())

    def left(self, name: str) -> int:
        """What of a credit pays nothing and was not given back, in đồng; 0 for one that the provider took back."""
        credit = self._credits.get(name)
        if credit is None or self.reversed(name):
            return 0
        rest = credit.amount - self.gone(name) - sum(self._given.get(name, {}).values())
        # What was paid back of a bill is spent, even if the application it was taken from stands no more.
        spent = Counter[str]()
        for item in self.applied(name):
            spent[item.bill_id] += item.amount
        bills = {*spent, *(bill for bill, _ in self._paid_back.get(name, {}).values())}
        return max(0, rest - sum(max(spent[bill], self.paid_back(name, bill)) for bill in bills))

    def given(self, name: str) -> Mapping[str, int]:
        """What of a credit that pays nothing was promised back, by refund."""
        return self._given.get(name, {})

    def paid_back(self, name: str, bill_id: str | None = None) -> int:
        """What of a money was promised back after it had paid a bill (None: any bill), in đồng."""
        parts = self._paid_back.get(name, {}).values()
        return sum(amount for bill, amount in parts if bill_id is None or bill == bill_id)

    def paid(self, bill_id: str) -> tuple[Application, ...]:
        """Every application to a bill that stands, with what of it was not promised back."""
        back: dict[str, int] = {}
        standing = []
        for item in self._paid_by.get(bill_id, {}).values():
            less = min(item.amount, back.setdefault(item.name, self.paid_back(item.name, bill_id)))
            back[item.name] -= less
            if less < item.amount:
                standing.append(replace(item, amount=item.amount - less) if less else item)
        return tuple(standing)

    def paying(self, bill_id: str) -> str | None:
        """The money that pays this bill, posted already or on its way: a credit's name or a counter payment's.

        Money that went back whole pays nothing.
        """
        for item in self.paid(bill_id):
            return item.name
        name = self._counter.get(bill_id)
        return None if name is None or self._went_back(name, bill_id) else name

    def _went_back(self, name: str, bill_id: str) -> bool:
        back = self.paid_back(name, bill_id)
        return back > 0 and self._counter_amounts.get(name, 0) <= back

    def payers(self, bill_id: str) -> tuple[str, ...]:
        """Every money that pays this bill now; a counter payment may pay the rest beside credits."""
        name = self._counter.get(bill_id)
        counter = () if name is None or self._went_back(name, bill_id) else (name,)
        return (*dict.fromkeys(item.name for item in self.paid(bill_id)), *counter)

    def reserved(self, bill_id: str) -> int:
        """What credits are held for of a bill whose rest is being taken at a counter, in đồng; 0 once it is paid."""
        standing = self.paid(bill_id)
        alone = all(item.rule == REST for item in standing) and len(self.payers(bill_id)) == len(
            {item.name for item in standing}
        )
        return sum(item.amount for item in standing) if alone else 0

    def refunding(self, application: Application) -> bool:
        """Whether a refund was taken from what this application pays, so that it cannot be undone."""
        name, bill_id = application.name, application.bill_id
        together = sum(item.amount for item in self.applied(name) if item.bill_id == bill_id)
        return together - application.amount < self.paid_back(name, bill_id)

    def stands(self, bill_id: str) -> int:
        """What pays this bill now, by credits and at a counter, without what was promised back, in đồng."""
        name = self._counter.get(bill_id, "")
        counter = max(0, self._counter_amounts.get(name, 0) - self.paid_back(name, bill_id))
        return sum(item.amount for item in self.paid(bill_id)) + counter

    def claim(self, bill_id: str, name: str, amount: int = 0) -> None:
        """Money taken at a counter pays a bill (`cash:<payment>`); no credit pays it automatically any more."""
        self._counter_amounts[name] = amount
        known = self._counter.get(bill_id)
        if known is None or self._went_back(known, bill_id):
            self._counter[bill_id] = name

    def release(self, bill_id: str, name: str) -> None:
        """That payment was a mistake and is undone."""
        if self._counter.get(bill_id) == name:
            del self._counter[bill_id]
            self._forget_receipt(bill_id, {name})

    def receipt_gone(self, number: str) -> None:
        """The HIS voided this receipt; what it was for is to be decided anew."""
        bill_id = self._numbers.pop(number, None)
        receipt = self._receipts.get(bill_id) if bill_id else None
        if bill_id and receipt is not None and receipt.receipt_number == number:
            self._voided[number] = bill_id, receipt
            del self._receipts[bill_id]

    def receipt_back(self, number: str) -> None:
        """The HIS lists again what it had voided."""
        bill_id, receipt = self._voided.pop(number, ("", None))
        if receipt is not None and bill_id not in self._receipts:
            self._receipts[bill_id] = receipt
            self._numbers[number] = bill_id

    def give_back(self, name: str, refund_id: str, amount: int, bill_id: str = "") -> None:
        """`amount` of a money is promised back, and pays nothing: of what it paid of a bill, else of what is left."""
        if bill_id:
            self._paid_back[name][refund_id] = bill_id, amount
        else:
            self._given[name][refund_id] = amount

    def apply(self, event: MoneyEvent) -> None:
        """Take in an event that is in the journal, or that will be before anybody acts on it."""
        match event:
            case OrderOpened():
                self._opened(event)
            case OrderAtProvider():
                self._change(event.order_id, made=event)
                self._lookup.made(event)
            case OrderRenumbered():
                self._change(event.order_id, number=event.number)
                self._lookup.numbered(event.provider, event.number, event.order_id)
            case OrderNotMade():
                self._change(event.order_id, not_made=event)
            case OrderDoubted():
                self._change(event.order_id, doubted=event)
            case CreditReceived():
                self._received(event)
            case CreditApplied():
                self._unsaid.discard(event.application_id)
                self._apply(_application(event))
            case CreditTakenBack():
                self._take_back(event)
            case CreditReversed():
                self._reverse(event)
            case CreditHandedOver():
                self._handed[credit_id(event.provider, event.reference)] = event.reason
            case CreditUnconfirmed():
                self._unconfirmed[credit_id(event.provider, event.reference)] = event
            case PaymentSettled():
                self._settle(event)
            case BankCursorMoved():
                self.cursors[event.provider] = event.cursor

    def take(self, credit: Credit, accounts: Collection[str], period_of: PeriodOf = _nowhere) -> Taken | None:
        """What a credit that a provider tells of makes of itself; None when it is known already.

        A credit that pays gives a notice under its own name, so that it has one id everywhere; any other one gives
        its reason for a person. To be applied before the next credit is taken.

        :param accounts: the hospital's own ones at this provider; empty when whatever it tells of came to the hospital.
        """
        if credit.amount < 0:
            return self.reverse(credit, period_of)
        if self._by_bank(credit) is not None:
            return None
        known = self._credits.get(credit_id(credit.provider, credit.reference))
        if known is not None:
            return self._listed_again(known, credit, accounts, period_of)
        found = find_order(credit, accounts, self._lookup, self._orders)
        gone = self.gone(credit_id(credit.provider, credit.reference)) > 0
        if isinstance(found, Finding):
            return _kept(credit, Finding.REVERSED if gone else found, period_of)
        order, finding = found.order, found.order.find_amount(credit.amount, credit.booked_at)
        bill_id = order.opened.bill_id
        beside = order.opened.beside
        if finding.pays and beside and self.paying(bill_id) is None:
            finding = Finding.UNDER  # the rest of a bill, and what it was to stand beside is held for it no more
        taken = self.paying(bill_id) is not None and not 0 < beside == self.reserved(bill_id)
        if finding.pays and (taken or self.receipt_of(bill_id) is not None):
            finding = Finding.BILL_TAKEN
        finding = Finding.REVERSED if gone else finding
        received = _fact(credit, found, finding, period_of(order))
        if not finding.pays:
            return Taken((received, CreditHandedOver(credit.provider, credit.reference, finding)))
        opened, name = order.opened, credit_id(credit.provider, credit.reference)
        applied = CreditApplied(
            automatic(name),
            credit.provider,
            credit.reference,
            opened.bill_id,
            credit.amount,
            opened.kind,
            finding,
            received.period,
        )
        notice = PaymentNotice(name, opened.bill_id, credit.amount + beside, credit.booked_at, opened.pay_code)
        return Taken((received, applied), notice)

    def unconfirmed(
        self, credit: Credit, accounts: Collection[str], told_at: datetime, at: datetime
    ) -> CreditUnconfirmed | None:
        """What it makes that a webhook told of money that its provider does not confirm; None when that is known.

        What is told under the reference of other money has a name of its own.
        """
        reference = credit.reference
        if credit_id(credit.provider, reference) in self._credits:
            reference = other_reference(reference, credit.amount, 1)
        known = self._unconfirmed.get(credit_id(credit.provider, reference))
        if known is not None and known.amount == credit.amount:
            return None
        found = find_order(credit, accounts, self._lookup, self._orders)
        order_id = found.order.opened.order_id if isinstance(found, Match) else None
        return CreditUnconfirmed(credit.provider, reference, credit.account, credit.amount, order_id, told_at, at)

    def reverse(self, credit: Credit, period_of: PeriodOf = _nowhere) -> Taken | None:
        """What it makes that the provider took this credit back: what it paid is owed again, and a person looks.

        A part that went back undoes nothing. A credit that nobody told of yet pays nothing when it comes.
        """
        names = tuple(self._names(credit))
        if any(self._told_back(name, credit) for name in names):
            return None
        name = next((name for name in names if self.left_standing(name) == -credit.amount), names[0])
        known = self._credits.get(name)
        period, _ = period_of(self._orders.get(known.order_id) if known and known.order_id else None)
        reference = name.removeprefix(f"{credit.provider}:")
        whole = known is not None and known.amount <= self.gone(name) - credit.amount
        undone = (
            CreditTakenBack(
                item.id,
                credit.provider,
                reference,
                item.bill_id,
                item.amount,
                item.kind,
                period,
                "",
                Finding.REVERSED,
            )
            for item in (self.applied(name) if whole else ())
        )
        gone = CreditReversed(credit.provider, reference, -credit.amount, credit.booked_at, period, credit.account)
        handed = CreditHandedOver(credit.provider, reference, Finding.REVERSED)
        return Taken((*undone, gone, handed))

    def left_standing(self, name: str) -> int:
        """What of a credit the provider did not take back."""
        known = self._credits.get(name)
        return known.amount - self.gone(name) if known else 0

    def _names(self, credit: Credit) -> Iterator[str]:
        """The reference itself, and the other moneys that came under it."""
        yield credit_id(credit.provider, credit.reference)
        for count in count_from(1):
            other = credit_id(credit.provider, other_reference(credit.reference, abs(credit.amount), count))
            if other not in self._credits:
                return
            yield other

    def _told_back(self, name: str, credit: Credit) -> bool:
        """Whether this reversal is known: the same amount on the same day."""
        return any(
            event.amount == -credit.amount and not other_day(event.at, credit.booked_at)
            for event in self._reversals.get(name, ())
        )

    def _by_bank(self, credit: Credit) -> CreditReceived | None:
        """The same money under its other name: a statement calls by the bank's reference what a provider numbers.

        Two that the provider itself numbers apart are two, whatever the bank calls them.
        """
        if credit.bank_reference:
            known = self._credits.get(credit_id(credit.provider, credit.bank_reference))
        else:
            known = self._credits.get(self._bank_names.get((credit.provider, credit.reference), ""))
        same = known is not None and (known.amount, known.account) == (credit.amount, credit.account)
        return known if same else None

    def _listed_again(
        self, known: CreditReceived, credit: Credit, accounts: Collection[str], period_of: PeriodOf
    ) -> Taken | None:
        """A line that repeats is the same money; one that differs under the same reference is for a person to see."""
        ours = known.account in accounts and credit.account in accounts
        names = tuple(self._names(credit))
        for like in (self._credits[name] for name in names):
            if repeats(like, credit, self._lookup) and (like.account == credit.account or ours or not accounts):
                return None
        other = replace(credit, reference=other_reference(credit.reference, credit.amount, len(names)))
        mine = not accounts or credit.account in accounts
        return _kept(other, Finding.SAME_REFERENCE if mine else Finding.OTHER_ACCOUNT, period_of)

    def _opened(self, event: OrderOpened) -> None:
        if event.order_id not in self._orders:
            self._orders[event.order_id] = Order(event, number=event.number)
            self._lookup.opened(event)
            self._of_bill[event.bill_id].append(event.order_id)

    def _change(self, order_id: str, **what: Any) -> None:
        self._orders[order_id] = replace(self._orders[order_id], **what)

    def _received(self, event: CreditReceived) -> None:
        name = credit_id(event.provider, event.reference)
        if name in self._credits:
            return
        self._credits[name] = event
        if event.bank_reference:
            self._bank_names[event.provider, event.bank_reference] = name
        if event.order_id is None:
            return
        order = self._orders[event.order_id]
        opened = order.opened
        if not event.finding and order.find(event).pays and not self._paid_by.get(opened.bill_id):
            # Releases before `CreditApplied` said only that the credit came; it paid by the same rule.
            self._apply(Application(automatic(name), name, opened.bill_id, event.amount, opened.kind, "", ""))
            self._unsaid.add(automatic(name))
        self._orders[event.order_id] = order.with_credit(event)
        if self.gone(name):
            self._change(event.order_id, gone=(*order.gone, name))

    def _apply(self, item: Application) -> None:
        if item.id not in self._applications:
            self._applications[item.id] = item
            self._pays[item.name][item.id] = item
            self._paid_by[item.bill_id][item.id] = item

    def _take_back(self, event: CreditTakenBack) -> None:
        item = self._applications[event.application_id]
        self._undone[item.id] = event
        # Money that paid by itself was never a person's before; now it is.
        self._handed.setdefault(item.name, TAKEN_BACK)
        self._pays[item.name].pop(item.id, None)
        self._paid_by[item.bill_id].pop(item.id, None)

    def _reverse(self, event: CreditReversed) -> None:
        name = credit_id(event.provider, event.reference)
        known, told = self._credits.get(name), self._reversals[name]
        if event in told:
            return
        told.append(event)
        if known is None:
            return
        if self.reversed(name):
            for bill_id in self._posted_for.pop(name, ()):
                self._forget_receipt(bill_id, {name})
        elif self.applied(name):
            return  # it pays still; what is missing of it is a person's
        if known.order_id is not None and name not in self._orders[known.order_id].gone:
            self._change(known.order_id, gone=(*self._orders[known.order_id].gone, name))

    def _settle(self, event: PaymentSettled) -> None:
        name = _name(event)
        self._settled[name] = event
        order = self._orders.get(event.order_id)
        if order is not None:
            self._change(event.order_id, settled=event)
        bill_id = event.bill_id or (order.opened.bill_id if order else "")
        if bill_id and not self.reversed(name):
            self._receipts[bill_id] = event
            self._numbers[event.receipt_number] = bill_id
            self._posted_for[name].add(bill_id)

    def _waits(self, name: str, reason: str) -> bool:
        if name not in self._credits:
            return False
        if self.gone(name):
            return True
        if self.left(name) > 0:
            return True
        return reason.startswith(HIS) and any(not self._receipted(item) for item in self.applied(name))

    def _receipted(self, item: Application) -> bool:
        """Whether the HIS's receipt for a bill is for this money, or for money that pays it together with this."""
        receipt = self._receipts.get(item.bill_id)
        return receipt is not None and _name(receipt) in self.payers(item.bill_id)

    def _forget_receipt(self, bill_id: str, names: Collection[str]) -> None:
        receipt = self._receipts.get(bill_id)
        if receipt is not None and _name(receipt) in names:
            del self._receipts[bill_id]


TAKEN_BACK = "taken_back"
"""Why a credit waits that paid by itself, until a person said that it does not."""

HIS = "his_"
"""Begins the reason of a credit that the HIS did not receipt, before its own code."""


def _name(event: PaymentSettled) -> str:
    return credit_id(event.provider, event.reference)


def automatic(name: str) -> str:
    """The id of the one application that a rule may make of a credit."""
    return f"auto:{name}"


def _application(event: CreditApplied) -> Application:
    name = credit_id(event.provider, event.reference)
    return Application(
        event.application_id, name, event.bill_id, event.amount, event.kind, event.rule, event.period, event.by
    )


def _fact(credit: Credit, found: Match | None, finding: Finding, period: tuple[str, str]) -> CreditReceived:
    return CreditReceived(
        credit.provider,
        credit.reference,
        credit.account,
        credit.amount,
        credit.booked_at,
        found.order.opened.order_id if found else None,
        credit.memo,
        found.rule if found else "",
        *period,
        finding,
        credit.bank_reference,
        credit.virtual_account,
    )


def _kept(credit: Credit, finding: Finding, period_of: PeriodOf) -> Taken:
    received = _fact(credit, None, finding, period_of(None))
    return Taken((received, CreditHandedOver(credit.provider, credit.reference, finding)))
