"""Whatever happens to money, in any order and through crashes: no credit is spent twice, no bill is paid twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hub_parts import PAYEE, PRICE, Scene
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from his_client.his.ports import PaymentNotice, Registered
from his_client.outcome import Done
from his_client.payments.bank import Credit
from his_client.sandbox.faults import CallFault
from kiosk.cashier import rest
from kiosk.cashier.events import PaymentBegun, PaymentTaken, RefundDecided
from kiosk.cashier.refunds import of_credit
from kiosk.delivery.machine import DeliveryRequested
from kiosk.ledger.entries import HIS, RECEIVABLE, UNALLOCATED
from kiosk.ledger.postings import postings
from kiosk.money.book import Book
from kiosk.money.order import BillKind, CreditReversed, MoneyEvent, credit_id
from kiosk.reconcile.events import ReceiptGone, ReceiptSeen

BILLS = 3


def facts(book: Book) -> tuple[Any, ...]:
    """All that a book says."""
    names = [credit_id(credit.provider, credit.reference) for credit in book.credits]
    return (
        tuple(book.orders),
        tuple(book.credits),
        tuple(book.applications),
        tuple(book.work),
        tuple(book.left(name) for name in names),
        dict(book.cursors),
    )


class MoneyMachine(RuleBasedStateMachine):
    """A hub between a bank and a HIS; persons and payers do what they like."""

    @initialize()
    def begin(self) -> None:
        self.scene = Scene()
        self.bills: list[Registered] = [self.scene.bill() for _ in range(BILLS)]
        self.codes = [self.order(bill) for bill in range(BILLS)]
        self.cash: dict[str, str] = {}
        self.rests: dict[str, str] = {}
        self.voided: set[str] = set()
        self.count = 0

    def order(self, bill: int) -> str:
        return self.scene.order(self.bills[bill]).pay_code

    def fresh(self) -> str:
        self.count += 1
        return f"N{self.count}"

    def name(self, pick: int) -> str:
        credits_found = list(self.scene.core.book.credits)
        credit = credits_found[pick % len(credits_found)] if credits_found else None
        return credit_id(credit.provider, credit.reference) if credit else "bank:none"

    @rule(
        bill=st.integers(0, BILLS - 1),
        amount=st.sampled_from([PRICE, PRICE, PRICE, 600, PRICE - 600, 2 * PRICE]),
        coded=st.sampled_from([True, True, False]),
        times=st.sampled_from([1, 1, 2]),
    )
    def somebody_pays(self, bill: int, amount: int, coded: bool, times: int) -> None:
        self.scene.bank.transfer(amount, self.codes[bill] if coded else "vien phi", times=times)

    @rule(bill=st.integers(0, BILLS - 1))
    def a_second_order_is_opened(self, bill: int) -> None:
        found = self.bills[bill]
        opened = self.scene.core.open_order(f"{found.key}:again", "K04", found.bill_id, PRICE)
        if isinstance(opened, Done):
            self.codes[bill] = opened.value.pay_code

    @rule(seconds=st.sampled_from([1.0, 10.0, 2000.0]))
    def time_passes(self, seconds: float) -> None:
        self.scene.run(seconds)

    @rule()
    def power_is_cut(self) -> None:
        self.scene.crash()
        self.scene.boot()
        self.scene.run(1)

    @rule(fault=st.sampled_from([CallFault.LOST_ANSWER, CallFault.LOST_REQUEST, CallFault.DUPLICATED]))
    def a_call_goes_wrong(self, fault: CallFault) -> None:
        self.scene.his.faults.arm(fault, 1)

    @rule(
        pick=st.integers(0, 8),
        bill=st.integers(0, BILLS - 1),
        amount=st.sampled_from([PRICE, 600, PRICE - 600]),
    )
    def a_person_applies(self, pick: int, bill: int, amount: int) -> None:
        money = self.scene.core.money
        bill_id = self.bills[bill].bill_id
        money.apply_credit(self.fresh(), self.name(pick), bill_id, amount, BillKind.FEE, "by_hand", "ke.toan")

    @rule(pick=st.integers(0, 8))
    def a_person_takes_back(self, pick: int) -> None:
        standing = list(self.scene.core.book.applications)
        if standing:
            self.scene.core.money.take_back(standing[pick % len(standing)].id, "ke.toan", "nhầm")

    @rule(pick=st.integers(0, 8))
    def a_person_has_it_posted_again(self, pick: int) -> None:
        self.scene.core.money.post_again(self.name(pick))

    @rule(pick=st.integers(0, 8), part=st.sampled_from([0, 0, 500]), days=st.sampled_from([0, 0, 2]))
    def the_bank_takes_it_back(self, pick: int, part: int, days: int) -> None:
        credits_found = list(self.scene.core.book.credits)
        if credits_found:
            known = credits_found[pick % len(credits_found)]
            at = self.scene.time.now() + timedelta(days=days)
            gone = Credit("bank", known.reference, PAYEE.account, -(part or known.amount), "", at)
            self.scene.core.money.take([gone], "statement")

    @rule(bill=st.integers(0, BILLS - 1), part=st.sampled_from([0, 0, 500]), comes=st.booleans())
    def the_bank_takes_back_what_it_has_not_told_of(self, bill: int, part: int, comes: bool) -> None:
        credit = Credit("bank", self.fresh(), PAYEE.account, PRICE, self.codes[bill], self.scene.time.now())
        self.scene.core.money.take([replace(credit, amount=-(part or PRICE))], "webhook")
        if comes:
            self.scene.core.money.take([credit], "list")

    @rule(pick=st.integers(0, 8), bill=st.integers(0, BILLS - 1), days=st.sampled_from([0, 0, 2]))
    def the_bank_uses_a_reference_again(self, pick: int, bill: int, days: int) -> None:
        credits_found = list(self.scene.core.book.credits)
        if credits_found:
            known = credits_found[pick % len(credits_found)]
            at = known.booked_at + timedelta(days=days)
            again = Credit("bank", known.reference, PAYEE.account, known.amount, self.codes[bill], at)
            self.scene.core.money.take([again], "list")
            assert self.scene.core.money.take([again], "list") == 0

    @rule(bill=st.integers(0, BILLS - 1))
    def cash_is_taken(self, bill: int) -> None:
        bill_id, now, payment = self.bills[bill].bill_id, self.scene.time.now(), self.fresh()
        book = self.scene.core.book
        if book.paying(bill_id) is None and book.receipt_of(bill_id) is None:
            taken = PaymentTaken(payment, "CA1", "2", bill_id, BillKind.FEE, PRICE, "cash", "PT", "thu.ngan", now)
            self.cash[bill_id] = f"cash:{payment}"
            notice = PaymentNotice(f"cash:{payment}", bill_id, PRICE, now, "")
            self.scene.core.money.keep_and_post([(payment, taken)], [(payment, notice)])

    @rule(bill=st.integers(0, BILLS - 1))
    def the_rest_of_a_bill_is_taken_in_cash(self, bill: int) -> None:
        bill_id, now, payment = self.bills[bill].bill_id, self.scene.time.now(), self.fresh()
        money, kind = self.scene.core.money, BillKind.FEE
        came = rest.received(money.book, bill_id, PRICE)
        if came and money.book.paying(bill_id) is None and money.book.receipt_of(bill_id) is None:
            left = PRICE - came
            begun = PaymentBegun(payment, "CA1", "2", bill_id, kind, left, "cash", "thu.ngan", now, beside=came)
            taken = PaymentTaken(payment, "CA1", "2", bill_id, kind, left, "cash", "PT", "thu.ngan", now, beside=came)
            self.rests[bill_id] = f"cash:{payment}"
            applied = rest.applying(money.book, begun, money.period_of("K03", now)[0])
            notice = PaymentNotice(f"cash:{payment}", bill_id, PRICE, now, "")
            money.keep_and_post([*applied, (payment, begun), (payment, taken)], [(payment, notice)])

    @rule(pick=st.integers(0, 8), amount=st.sampled_from([100, PRICE]))
    def a_refund_is_approved(self, pick: int, amount: int) -> None:
        name = self.name(pick)
        if 0 < amount <= self.scene.core.book.left(name):
            self.pay_back(name, amount, UNALLOCATED, "")

    @rule(pick=st.integers(0, 8), amount=st.sampled_from([100, PRICE]))
    def a_refund_is_approved_of_what_pays_a_bill(self, pick: int, amount: int) -> None:
        name, book = self.name(pick), self.scene.core.book
        pots = [pot for pot in of_credit(book, name) if pot.bill_id and amount <= pot.amount - book.paid_back(name)]
        if pots:
            self.pay_back(name, amount, pots[0].account, pots[0].bill_id)

    @rule(bill=st.integers(0, BILLS - 1), amount=st.sampled_from([100, PRICE]))
    def cash_is_given_back(self, bill: int, amount: int) -> None:
        bill_id = self.bills[bill].bill_id
        name = self.cash.get(bill_id, "")
        back = self.scene.core.book.paid_back(name)
        if name and amount <= PRICE - back:
            self.pay_back(name, amount, RECEIVABLE, bill_id)
            if amount == PRICE - back:
                del self.cash[bill_id]

    def pay_back(self, name: str, amount: int, source: str, bill_id: str) -> None:
        now = self.scene.time.now()
        period, _ = self.scene.core.money.period_of("", now)
        decided = RefundDecided(self.fresh(), True, amount, source, name, period, "to.truong", now, bill_id=bill_id)
        self.scene.core.record.keep([("refund", decided)])

    @rule(bill=st.integers(0, BILLS - 1), again=st.booleans())
    def the_his_voids_a_receipt(self, bill: int, again: bool) -> None:
        bill_id, scene = self.bills[bill].bill_id, self.scene
        known = scene.core.book.receipt_of(bill_id)
        rows = scene.his.book.payments.where(bill_id=bill_id)
        if known is None or [row.receipt_number for row in rows] != [known.receipt_number]:
            return
        now, number = scene.time.now(), known.receipt_number
        scene.core.record.keep([(bill_id, ReceiptGone(number, rows[0].id, bill_id, PRICE, now, known.amount))])
        if again:
            seen = ReceiptSeen(number, rows[0].id, bill_id, PRICE, now, now.date(), known.amount)
            scene.core.record.keep([(bill_id, seen)])
        else:
            self.voided.add(bill_id)
            scene.his.book.payments.put(replace(rows[0], bill_id="voided"))

    @invariant()
    def no_credit_is_spent_beyond_what_it_brought(self) -> None:
        book = self.scene.core.book
        for credit in book.credits:
            name = credit_id(credit.provider, credit.reference)
            assert 0 <= book.left(name) <= credit.amount

    @invariant()
    def no_bill_is_paid_twice(self) -> None:
        for bill in self.bills:
            assert len(self.scene.receipts(bill.bill_id)) <= 1
            standing = self.scene.core.book.paid(bill.bill_id)
            assert sum(item.amount for item in standing) <= PRICE
            assert len([item for item in standing if not item.by]) <= 1
            assert not (standing and bill.bill_id in self.cash)

    @invariant()
    def the_ledger_and_the_book_say_the_same(self) -> None:
        entries = [
            entry
            for row in self.scene.journal.rows()
            if isinstance(row.event, MoneyEvent | RefundDecided)
            for entry in postings(row.event)
        ]
        assert sum(entry.amount for entry in entries) == 0
        book = self.scene.core.book
        told = {credit_id(credit.provider, credit.reference): credit.amount for credit in book.credits}
        for row in self.scene.journal.rows():
            if isinstance(row.event, CreditReversed):
                told.setdefault(credit_id(row.event.provider, row.event.reference), 0)
        stands = {
            name: amount
            - book.gone(name)
            - sum(item.amount for item in book.applied(name))
            - sum(book.given(name).values())
            for name, amount in told.items()
        }
        assert all(book.left(name) == max(0, amount) for name, amount in stands.items())
        # Below zero: taken back before it was told of, or from what pays or was promised back. A person's to settle.
        assert -sum(entry.amount for entry in entries if entry.account == UNALLOCATED) == sum(stands.values())

    @invariant()
    def the_same_events_give_the_same_book(self) -> None:
        again = Book()
        for row in self.scene.journal.rows():
            if isinstance(row.event, MoneyEvent):
                again.apply(row.event)
                again.apply(row.event)
            elif isinstance(row.event, RefundDecided):
                again.give_back(row.event.money, row.event.refund_id, row.event.amount, row.event.bill_id)
        assert facts(again) == facts(self.scene.core.book)

    def nothing_was_posted_that_had_gone_back(self) -> None:
        """Whenever a posting began, the whole of its amount paid its bill, after every refund until then."""
        then = Book()
        for row in self.scene.journal.rows():
            match row.event:
                case MoneyEvent():
                    then.apply(row.event)
                case RefundDecided():
                    then.give_back(row.event.money, row.event.refund_id, row.event.amount, row.event.bill_id)
                case PaymentTaken():
                    then.claim(row.event.bill_id, f"cash:{row.event.payment_id}", row.event.amount)
                case DeliveryRequested(payload=PaymentNotice(id=name, bill_id=bill_id, amount=amount)):
                    assert name.partition("~")[0] in then.payers(bill_id)
                    assert then.stands(bill_id) == amount
                case _:
                    pass

    def the_ledger_holds_the_receipts_of_the_his(self) -> None:
        events = (row.event for row in self.scene.journal.rows())
        kinds = (MoneyEvent, ReceiptGone, ReceiptSeen)
        entries = (entry for event in events if isinstance(event, kinds) for entry in postings(event))
        receipts = [amount for bill in self.bills for _, amount in self.scene.receipts(bill.bill_id)]
        assert -sum(entry.amount for entry in entries if entry.account == HIS) == sum(receipts)

    def teardown(self) -> None:
        """In the end nothing waits: every credit pays, was given back, or is a person's."""
        if not hasattr(self, "scene"):
            return
        self.scene.run(300)
        book = self.scene.core.book
        assert self.scene.core.unposted == ()
        self.nothing_was_posted_that_had_gone_back()
        self.the_ledger_holds_the_receipts_of_the_his()
        waiting = {credit_id(item.credit.provider, item.credit.reference) for item in book.work}
        for credit in book.credits:
            name = credit_id(credit.provider, credit.reference)
            assert book.left(name) == 0 or name in waiting
        for bill in self.bills:
            standing = book.paid(bill.bill_id)
            whole = sum(item.amount for item in standing) == PRICE or bill.bill_id in self.cash
            if whole and bill.bill_id not in self.voided:
                assert self.scene.receipts(bill.bill_id)
            if bill.bill_id in self.rests and bill.bill_id not in self.voided:
                assert self.scene.receipts(bill.bill_id) == [(self.rests[bill.bill_id], PRICE)]


TestMoney = MoneyMachine.TestCase
TestMoney.settings = settings(
    max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
