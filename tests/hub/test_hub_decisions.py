"""What persons decide about money, and how counter payments, refunds, reversals and closed days bear on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hub_parts import PAYEE, PRICE, Scene

from his_client.his.ports import PaymentNotice
from his_client.outcome import Done, Outcome, Refused
from his_client.payments.bank import Credit
from his_client.sandbox.faults import CallFault
from kiosk.cashier.events import PaymentTaken, RefundDecided, ShiftClosed, VoidDecided
from kiosk.ledger.entries import UNALLOCATED
from kiosk.ledger.postings import postings
from kiosk.money.order import (
    BillKind,
    CreditReceived,
    Finding,
    PaymentSettled,
    State,
    StationDayClosed,
    credit_id,
)
from kiosk.reconcile.events import ReceiptGone

TODAY = "K03/2026-11-24"


@pytest.fixture
def scene() -> Scene:
    return Scene()


def came(scene: Scene, amount: int, memo: str) -> str:
    """A transfer arrives; the name of its credit."""
    scene.bank.transfer(amount, memo)
    scene.run(20)
    last = list(scene.core.book.credits)[-1]
    return credit_id(last.provider, last.reference)


def bill_of(scene: Scene, order_id: str) -> str:
    order = scene.core.book.order(order_id)
    assert order is not None
    return order.opened.bill_id


def apply(scene: Scene, name: str, bill_id: str, amount: int, id: str = "A1") -> Outcome[None]:
    return scene.core.money.apply_credit(id, name, bill_id, amount, BillKind.FEE, "by_hand", "thu.ngan")


def code(outcome: Outcome[object]) -> str:
    assert isinstance(outcome, Refused), outcome
    return outcome.code


def balance(scene: Scene) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in scene.journal.rows():
        for entry in postings(row.event) if type(row.event).__module__ == "kiosk.money.order" else ():
            found[entry.account] = found.get(entry.account, 0) + entry.amount
    return {account: amount for account, amount in found.items() if amount}


def test_an_orphan_that_a_person_gives_to_a_bill_is_posted_under_its_own_name(scene: Scene) -> None:
    order = scene.order()
    bill = bill_of(scene, order.order_id)
    name = came(scene, PRICE, "tien kham")
    assert [item.reason for item in scene.core.work] == [Finding.NO_CODE]
    assert apply(scene, name, bill, PRICE) == Done(None)
    scene.run(20)
    assert scene.receipts(bill) == [(name, PRICE)]
    assert scene.core.work == ()
    assert balance(scene) == {"clearing:bank": PRICE, "his": -PRICE}
    assert apply(scene, name, bill, PRICE) == Done(None)
    assert code(apply(scene, name, bill, PRICE, "A2")) == "applied_already"


def test_money_in_parts_is_posted_once_when_it_makes_the_sum(scene: Scene) -> None:
    order = scene.order()
    bill = bill_of(scene, order.order_id)
    first = came(scene, 600, order.pay_code)
    second = came(scene, PRICE - 600, order.pay_code)
    assert apply(scene, first, bill, 600) == Done(None)
    scene.run(20)
    assert scene.receipts(bill) == []
    assert apply(scene, second, bill, PRICE - 600, "A2") == Done(None)
    scene.run(20)
    assert scene.receipts(bill) == [(first, PRICE)]
    assert balance(scene) == {"clearing:bank": PRICE, "his": -PRICE}


def test_one_transfer_for_two_bills_is_posted_twice_under_two_ids(scene: Scene) -> None:
    bills = [bill_of(scene, scene.order().order_id) for _ in range(2)]
    name = came(scene, 2 * PRICE, "gia dinh hai nguoi")
    for number, bill in enumerate(bills):
        assert apply(scene, name, bill, PRICE, f"A{number}") == Done(None)
    scene.run(20)
    assert [scene.receipts(bill) for bill in bills] == [[(name, PRICE)], [(f"{name}~2", PRICE)]]
    settled = [row.event for row in scene.journal.rows() if isinstance(row.event, PaymentSettled)]
    assert {credit_id(event.provider, event.reference) for event in settled} == {name}
    assert balance(scene) == {"clearing:bank": 2 * PRICE, "his": -2 * PRICE}


def test_more_than_is_left_or_than_is_owed_is_refused(scene: Scene) -> None:
    bill = bill_of(scene, scene.order().order_id)
    name = came(scene, PRICE + 10, "thua")
    assert code(apply(scene, name, bill, PRICE + 11)) == "amount"
    assert code(apply(scene, name, bill, PRICE + 10)) == "amount"
    assert code(apply(scene, name, bill, 0)) == "amount"
    assert code(apply(scene, "bank:never", bill, PRICE)) == "no_money"
    assert apply(scene, name, bill, PRICE) == Done(None)
    assert scene.core.book.left(name) == 10


def test_what_was_applied_by_mistake_is_taken_back_until_the_his_has_receipted_it(scene: Scene) -> None:
    order = scene.order()
    bill = bill_of(scene, order.order_id)
    name = came(scene, 600, order.pay_code)
    assert apply(scene, name, bill, 600) == Done(None)
    money = scene.core.money
    assert code(money.take_back("A1", "ke.toan", " ")) == "why_missing"
    assert money.take_back("A1", "ke.toan", "nhầm phiếu") == Done(None)
    assert code(money.take_back("A1", "ke.toan", "again")) == "no_match"
    assert (scene.core.book.left(name), scene.core.book.paying(bill)) == (600, None)
    assert balance(scene) == {"clearing:bank": 600, "unallocated": -600}
    paid = came(scene, PRICE, order.pay_code)
    assert apply(scene, paid, bill, PRICE, "A2") == Done(None)
    assert code(money.take_back("A2", "ke.toan", "x")) == "postings_open"
    scene.run(20)
    assert code(money.take_back("A2", "ke.toan", "x")) == "receipted"


def test_a_receipt_voided_at_the_his_lets_the_money_be_decided_about_anew(scene: Scene) -> None:
    order = scene.order()
    bill = bill_of(scene, order.order_id)
    name = came(scene, PRICE, order.pay_code)
    ((_, amount),) = scene.receipts(bill)
    money = scene.core.money
    assert code(money.post_again(name)) == "nothing_to_post"
    assert code(money.take_back(f"auto:{name}", "ke.toan", "x")) == "receipted"
    kept = scene.core.book.order(order.order_id)
    assert kept is not None
    assert kept.settled is not None
    gone = ReceiptGone(kept.settled.receipt_number, name, bill, amount, scene.time.now())
    scene.core.record.keep([("receipt", gone)])
    (row,) = scene.his.book.payments.where(bill_id=bill)
    scene.his.book.payments.put(replace(row, bill_id="voided"))
    assert money.post_again(name) == Done(None)
    scene.run(20)
    assert scene.receipts(bill) == [(f"{name}~2", PRICE)]
    again = scene.core.book.receipt_of(bill)
    assert again is not None
    scene.core.record.keep([("receipt", ReceiptGone(again.receipt_number, name, bill, amount, scene.time.now()))])
    assert money.take_back(f"auto:{name}", "ke.toan", "thu nhầm người") == Done(None)


def test_the_second_bill_of_one_transfer_waits_when_the_his_refuses_it(scene: Scene) -> None:
    bills = [bill_of(scene, scene.order().order_id) for _ in range(2)]
    scene.his.book.cash.post_payment(PaymentNotice("hand:1", bills[1], PRICE, scene.time.now(), ""))
    name = came(scene, 2 * PRICE, "gia dinh")
    for number, bill in enumerate(bills):
        assert apply(scene, name, bill, PRICE, f"A{number}") == Done(None)
    scene.run(20)
    assert [item.reason for item in scene.core.work] == ["his_already_paid"]
    assert scene.core.money.take_back("A1", "ke.toan", "đã thu ở quầy khác") == Done(None)
    assert scene.core.book.left(name) == PRICE


def test_a_posting_the_his_refused_is_asked_for_and_made_again_when_a_person_says_so(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = scene.order()
    honest = scene.his.post_payment
    monkeypatch.setattr(scene.his, "post_payment", lambda _: Refused("locked"))
    name = came(scene, PRICE, order.pay_code)
    assert [item.reason for item in scene.core.work] == ["his_locked"]
    assert code(scene.core.money.post_again("bank:other")) == "nothing_to_post"
    scene.crash()
    scene.boot()
    scene.run(1)
    monkeypatch.setattr(scene.his, "post_payment", honest)
    assert scene.core.money.post_again(name) == Done(None)
    scene.run(20)
    assert scene.receipts(bill_of(scene, order.order_id)) == [(name, PRICE)]
    assert scene.core.work == ()
    posting = scene.core.money.posting(name)
    assert posting is not None
    assert posting.phase == "done"
    assert code(scene.core.money.post_again(name)) == "nothing_to_post"


def test_a_credit_taken_back_by_the_bank_leaves_the_bill_owed_and_a_piece_of_work(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scene.his, "post_payment", lambda _: Refused("locked"))
    order = scene.order()
    name = came(scene, PRICE, order.pay_code)
    credit = scene.core.book.credit(name)
    assert credit is not None
    back = Credit("bank", credit.reference, PAYEE.account, -PRICE, "", scene.time.now())
    assert scene.core.money.take([back, back], "statement") == 0
    book = scene.core.book
    assert (book.left(name), book.paying(bill_of(scene, order.order_id))) == (0, None)
    assert [item.reason for item in scene.core.work] == [Finding.REVERSED]
    assert balance(scene) == {}
    assert code(scene.core.money.post_again(name)) == "nothing_to_post"
    state = scene.core.order(order.order_id)
    assert state is not None
    assert (state.received, state.state) == (0, State.CREATED), "no screen shows it as paid any more"
    scene.crash()
    scene.boot()
    assert [item.reason for item in scene.core.work] == [Finding.REVERSED]
    monkeypatch.undo()
    again = came(scene, PRICE, order.pay_code)
    scene.run(20)
    assert scene.receipts(bill_of(scene, order.order_id)) == [(again, PRICE)]


def pay_cash(scene: Scene, bill: str) -> None:
    now = scene.time.now()
    taken = PaymentTaken("P1", "CA1", "2", bill, BillKind.FEE, PRICE, "cash", "PT1", "thu.ngan", now)
    scene.core.money.keep_and_post([("P1", taken)], [("P1", PaymentNotice("cash:P1", bill, PRICE, now, ""))])


def test_cash_at_the_counter_is_posted_once_and_a_transfer_after_it_is_not(scene: Scene) -> None:
    order = scene.order()
    bill = bill_of(scene, order.order_id)
    scene.his.faults.arm(CallFault.LOST_ANSWER, 1)
    pay_cash(scene, bill)
    name = came(scene, PRICE, order.pay_code)
    assert scene.receipts(bill) == [("cash:P1", PRICE)]
    assert [item.reason for item in scene.core.work] == [Finding.BILL_TAKEN]
    assert code(scene.core.open_order("x:pay", "K04", bill, PRICE)) == "already_paid"
    assert code(apply(scene, name, bill, PRICE)) == "applied_already"
    (settled,) = [row.event for row in scene.journal.rows() if isinstance(row.event, PaymentSettled)]
    assert (settled.provider, settled.reference, settled.bill_id, settled.period) == ("cash", "P1", bill, "CA1")
    assert settled.amount == PRICE


def test_a_posting_under_way_or_done_is_not_begun_again(scene: Scene) -> None:
    bill = bill_of(scene, scene.order().order_id)
    now = scene.time.now()
    notice = PaymentNotice("cash:P1", bill, PRICE, now, "")
    for _ in range(2):
        scene.core.money.keep_and_post([], [("P1", notice)])
    scene.run(20)
    scene.core.money.keep_and_post([], [("P1", notice)])
    scene.run(20)
    kinds = [row.kind for row in scene.journal.rows()]
    assert (kinds.count("DeliveryRequested"), kinds.count("PaymentSettled")) == (1, 1)


def test_an_answer_after_its_shift_was_closed_posts_to_the_open_day(scene: Scene) -> None:
    bill = bill_of(scene, scene.order().order_id)
    scene.his.faults.arm(CallFault.LOST_ANSWER, 1)
    pay_cash(scene, bill)
    closed = ShiftClosed("CA1", "2", "Z1", PRICE, PRICE, 0, "", "thu.ngan", scene.time.now())
    scene.core.record.keep([("CA1", closed)])
    scene.run(30)
    (settled,) = [row.event for row in scene.journal.rows() if isinstance(row.event, PaymentSettled)]
    assert (settled.period, settled.order_id) == ("desk/2026-11-24", "")


def test_a_voided_counter_payment_pays_no_more(scene: Scene) -> None:
    bill = bill_of(scene, scene.order().order_id)
    now = scene.time.now()
    taken = PaymentTaken("P1", "CA1", "2", bill, BillKind.FEE, PRICE, "cash", "PT1", "thu.ngan", now)
    scene.core.record.keep([("P1", taken)])
    assert scene.core.book.paying(bill) == "cash:P1"
    void = VoidDecided("P1", True, "CA1", "2", bill, BillKind.FEE, PRICE, "cash", "to.truong", now)
    scene.core.record.keep([("P1", void)])
    assert scene.core.book.paying(bill) is None


def test_money_promised_back_cannot_pay_a_bill_as_well(scene: Scene) -> None:
    bill = bill_of(scene, scene.order().order_id)
    name = came(scene, PRICE, "chuyen nham")
    now = scene.time.now()
    decided = RefundDecided("R1", True, PRICE - 100, UNALLOCATED, name, TODAY, "to.truong", now)
    scene.core.record.keep([("R1", decided)])
    assert scene.core.book.left(name) == 100
    assert code(apply(scene, name, bill, PRICE)) == "amount"
    scene.crash()
    scene.boot()
    assert scene.core.book.left(name) == 100


def test_late_money_posts_to_the_open_day_and_names_the_closed_one(scene: Scene) -> None:
    order = scene.order()
    scene.bank.transfer(PRICE, order.pay_code, delay=timedelta(hours=20))
    scene.run(19 * 3600)
    scene.core.record.keep([("day", StationDayClosed(TODAY, "ke.toan", scene.time.now()))])
    scene.run(2 * 3600)
    (credit,) = [row.event for row in scene.journal.rows() if isinstance(row.event, CreditReceived)]
    assert (credit.period, credit.refers_to, credit.finding) == ("K03/2026-11-25", TODAY, Finding.LATE)
    periods = {
        entry.period
        for row in scene.journal.rows()
        if type(row.event).__module__ == "kiosk.money.order"
        for entry in postings(row.event)
    }
    assert periods == {"K03/2026-11-25"}
    assert scene.core.money.period_of("K03", scene.time.now() - timedelta(days=1)) == ("K03/2026-11-25", TODAY)


def test_money_near_midnight_belongs_to_the_day_it_arrived_in_vietnam(scene: Scene) -> None:
    at = scene.time.now().replace(hour=23, minute=59)
    assert scene.core.money.period_of("K03", at) == ("K03/2026-11-24", "")
    assert scene.core.money.period_of("", at + timedelta(minutes=2)) == ("desk/2026-11-25", "")
