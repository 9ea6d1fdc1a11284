"""Refunded money is spent: it pays no second bill, is not receipted again, and is not paid out twice or for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from desk_parts import PRICE, Scene, done, refused

from his_client.his.ports import Registered
from his_client.outcome import Done
from his_client.payments.bank import Credit
from his_client.sandbox.faults import CallFault

FLOAT = 2_000_000


@pytest.fixture
def scene() -> Iterator[Scene]:
    made = Scene(books=True)
    yield made
    made.close()


def order(scene: Scene, bill: Registered) -> str:
    """The pay code of an order that a station opens for a bill."""
    return done(scene.hub.money.open_order(f"{bill.key}:pay", "K03", bill.bill_id, bill.amount_due)).pay_code


def transfer(scene: Scene, memo: str = "khong ma", times: int = 1) -> str:
    """The name of the last credit of a transfer of the price."""
    scene.bank.transfer(PRICE, memo, times=times)
    scene.run(60)
    *_, last = scene.hub.money.book.credits
    return f"{last.provider}:{last.reference}"


def approved(scene: Scene, money: str, amount: int = PRICE) -> str:
    """A refund that Lan asks for and Hà approves."""
    refund = scene.id()
    done(scene.sit("lan").ask_refund(refund, money, amount, "paid_twice"))
    done(scene.sit("ha", "desk-2").decide_refund(refund, True))
    return refund


def taken_back_by_the_bank(scene: Scene, name: str) -> None:
    known = scene.hub.money.book.credit(name)
    assert known is not None
    gone = Credit(known.provider, known.reference, known.account, -known.amount, known.memo, scene.time.now())
    scene.hub.money.take([gone], "list")


def voided_at_the_his(scene: Scene, bill: Registered) -> None:
    """The HIS lists the bill's receipt no more; two looks say so."""
    (row,) = scene.his.book.payments.where(bill_id=bill.bill_id)
    scene.his.book.payments.put(replace(row, bill_id="voided", day="1999-01-01"))
    scene.run(700)


def found(scene: Scene) -> list[tuple[str, str, int]]:
    """The open differences, without those about receipts of a road nobody here knows."""
    rows = done(scene.sit("lan").differences())
    return [(str(row.cause), row.detail, row.amount) for row in rows if "money:hand:" not in row.key]


def receipts(scene: Scene, bill: Registered) -> list[str]:
    return [row.id for row in scene.his.book.payments.where(bill_id=bill.bill_id)]


# -- it pays no second bill


@pytest.mark.attack
def test_what_was_paid_back_of_a_bill_cannot_be_matched_with_another(scene: Scene) -> None:
    bill = scene.bill()
    code = order(scene, bill)
    scene.paid_elsewhere(bill)
    money = transfer(scene, code)
    lan, ky = scene.cashier("lan"), scene.sit("ky", "desk-2")
    done(lan.pay_refund(approved(scene, money), "cash"))
    assert refused(ky.undo_match(f"auto:{money}", "sai")) == "refunding"
    second = scene.bill(7)
    order(scene, second)
    assert refused(ky.match(scene.id(), (money,), (f"{second.key}:pay",), "khách nói")) == "applied_already"
    scene.run(700)
    assert receipts(scene, second) == []
    assert found(scene) == []
    assert scene.balance("cash:desk-1") == FLOAT - PRICE
    assert [scene.balance(name) for name in ("receivable", "unallocated", "refunds")] == [0, 0, 0]
    assert scene.balance("clearing:bank") == PRICE


def test_a_refunded_bill_whose_receipt_was_voided_is_owed_again_and_its_money_is_not_posted(scene: Scene) -> None:
    bill = scene.bill()
    money = transfer(scene, order(scene, bill))
    lan = scene.cashier("lan")
    done(lan.pay_refund(approved(scene, money), "cash"))
    assert found(scene) == [("his_amount", "paid_back", PRICE)]
    assert done(lan.bills(bill.visit_code))[0].state == "paid"
    voided_at_the_his(scene, bill)
    assert found(scene) == []
    assert scene.balance("receivable") == scene.balance("his") == 0
    assert refused(scene.hub.money.post_again(money)) == "nothing_to_post"
    assert scene.hub.money.book.paying(bill.bill_id) is None
    assert done(lan.bills(bill.visit_code))[0].state == "open"
    payment = scene.take_cash(lan, bill)
    scene.run(60)
    assert receipts(scene, bill) == [f"cash:{payment}"]
    assert scene.hub.money.book.paying(bill.bill_id) == f"cash:{payment}"
    assert found(scene) == []


def test_a_restart_forgets_no_refund(scene: Scene) -> None:
    bill = scene.bill()
    money = transfer(scene, order(scene, bill))
    refund = approved(scene, money)
    scene.crash()
    scene.boot()
    book = scene.hub.money.book
    assert (book.left(money), book.paying(bill.bill_id), book.paid_back(money)) == (0, None, PRICE)
    assert refused(scene.hub.money.take_back(f"auto:{money}", "ky", "sai")) == "refunding"
    assert done(scene.cashier("lan").pay_refund(refund, "cash")).state == "paid"


def test_cash_that_went_back_pays_its_bill_no_more_and_the_next_cash_does(scene: Scene) -> None:
    lan, bill = scene.cashier("lan"), scene.bill()
    first = scene.take_cash(lan, bill)
    scene.run(60)
    done(scene.cashier("duc", "desk-2").pay_refund(approved(scene, f"cash:{first}"), "cash"))
    assert scene.hub.money.book.paying(bill.bill_id) is None
    voided_at_the_his(scene, bill)
    second = scene.take_cash(lan, bill)
    scene.run(60)
    assert receipts(scene, bill) == [f"cash:{second}"]
    assert found(scene) == []


def test_what_a_refund_left_of_a_bill_still_pays_it_and_is_not_posted_as_the_whole(scene: Scene) -> None:
    bill = scene.bill()
    money = transfer(scene, order(scene, bill))
    approved(scene, money, 600)
    book = scene.hub.money.book
    assert book.paying(bill.bill_id) == money
    assert [item.amount for item in book.paid(bill.bill_id)] == [PRICE - 600]
    voided_at_the_his(scene, bill)
    assert refused(scene.hub.money.post_again(money)) == "nothing_to_post"
    assert refused(scene.hub.money.take_back(f"auto:{money}", "ky", "sai")) == "refunding"


def test_a_bill_paid_by_transfer_and_cash_is_not_posted_again_once_either_part_went_back(scene: Scene) -> None:
    lan, bill = scene.cashier("lan"), scene.bill()
    code = order(scene, bill)
    scene.bank.transfer(PRICE - 600, code)
    scene.run(60)
    (shown,) = done(lan.bills(bill.visit_code))
    payment = scene.id()
    done(lan.pay(payment, shown.bill_id, shown.kind, 600, "cash", tendered=1_000))
    scene.run(60)
    assert receipts(scene, bill) == [f"cash:{payment}"]
    (credit,) = scene.hub.money.book.credits
    approved(scene, f"bank:{credit.reference}", PRICE - 600)
    voided_at_the_his(scene, bill)
    assert scene.hub.money.book.stands(bill.bill_id) == 600
    assert refused(scene.hub.money.post_again(f"cash:{payment}")) == "nothing_to_post"


def test_while_the_his_is_silent_nothing_is_taken_for_a_refunded_bill_that_it_has_a_receipt_for(scene: Scene) -> None:
    bill = scene.bill()
    money = transfer(scene, order(scene, bill))
    approved(scene, money)
    lan = scene.cashier("lan")
    (shown,) = done(lan.bills(bill.visit_code))
    scene.his.faults.arm(CallFault.LOST_ANSWER, 9)
    paid = lan.pay(scene.id(), shown.bill_id, shown.kind, PRICE, "cash", tendered=PRICE)
    assert refused(paid) == "already_paid"
    assert scene.balance("cash:desk-1") == FLOAT


# -- it is not paid out for nothing


@pytest.mark.parametrize("applied", [True, False])
def test_a_refund_is_not_paid_once_the_bank_has_taken_the_money_back(scene: Scene, applied: bool) -> None:
    bill = scene.bill()
    code = order(scene, bill)
    scene.paid_elsewhere(bill)
    money = transfer(scene, code if applied else "khong ma")
    lan = scene.cashier("lan")
    refund = approved(scene, money)
    taken_back_by_the_bank(scene, money)
    assert refused(lan.pay_refund(refund, "cash")) == "amount"
    assert refused(lan.pay_refund(refund, "transfer", "FT9")) == "amount"
    assert scene.balance("cash:desk-1") == FLOAT
    ((cause, _, amount),) = found(scene)
    assert (cause, abs(amount)) == ("reversed", PRICE)


def test_a_double_transfer_goes_back_out_of_the_one_that_pays_nothing(scene: Scene) -> None:
    bill = scene.bill()
    second = transfer(scene, order(scene, bill), times=2)
    lan = scene.sit("lan")
    story = done(lan.story(f"bill:{bill.bill_id}"))
    assert story.refundable[0] == (second, PRICE)
    assert [name for name, _ in story.refundable] != sorted(name for name, _ in story.refundable)
    approved(scene, second, PRICE // 2)
    assert done(lan.story(f"bill:{bill.bill_id}")).refundable[0] == (second, PRICE - PRICE // 2)
    assert refused(lan.ask_refund(scene.id(), second, PRICE, "paid_twice")) == "amount"
    assert scene.balance("receivable") == 0


def test_of_one_transfer_for_more_only_what_pays_nothing_goes_back_first(scene: Scene) -> None:
    bill = scene.bill()
    order(scene, bill)
    scene.bank.transfer(PRICE + 600, "gia dinh")
    scene.run(5)
    (credit,) = scene.hub.money.book.credits
    money, lan, ky = f"bank:{credit.reference}", scene.sit("lan"), scene.sit("ky", "desk-2")
    assert ky.match(scene.id(), (money,), (f"{bill.key}:pay",), "khách nói") == Done(None)
    scene.run(60)
    refusal = lan.ask_refund(scene.id(), money, PRICE, "mistake")
    assert refused(refusal) == "amount"
    loose = done(lan.ask_refund(scene.id(), money, 600, "mistake"))
    assert loose.bill_id == ""
    assert done(lan.ask_refund(scene.id(), money, PRICE, "mistake")).bill_id == bill.bill_id


# -- the HIS's receipts


def test_a_voided_receipt_goes_backwards_in_the_ledger_and_forwards_when_it_is_listed_again(scene: Scene) -> None:
    bill = scene.bill()
    money = transfer(scene, order(scene, bill))
    scene.run(700)
    assert (scene.balance("his"), scene.balance("receivable")) == (-PRICE, 0)
    (row,) = scene.his.book.payments.where(bill_id=bill.bill_id)
    voided_at_the_his(scene, bill)
    assert (scene.balance("his"), scene.balance("receivable")) == (0, -PRICE)
    assert found(scene) == [("his_missing", "receipt_gone", -PRICE)]
    scene.his.book.payments.put(row)
    scene.run(700)
    assert (scene.balance("his"), scene.balance("receivable")) == (-PRICE, 0)
    assert found(scene) == []
    assert scene.hub.money.book.receipt_of(bill.bill_id) is not None
    assert refused(scene.hub.money.post_again(money)) == "nothing_to_post"


def test_money_posted_again_after_its_receipt_was_voided_stands_in_the_ledger_once(scene: Scene) -> None:
    bill = scene.bill()
    money = transfer(scene, order(scene, bill))
    scene.run(700)
    voided_at_the_his(scene, bill)
    assert scene.hub.money.post_again(money) == Done(None)
    scene.run(700)
    assert receipts(scene, bill) == [f"{money}~2"]
    assert (scene.balance("his"), scene.balance("receivable")) == (-PRICE, 0)
    assert found(scene) == []


def test_a_receipt_of_voided_cash_is_named_though_a_transfer_makes_the_sum_right(scene: Scene) -> None:
    lan, ha, bill = scene.cashier("lan"), scene.sit("ha", "desk-2"), scene.bill()
    payment = scene.take_cash(lan, bill)
    scene.run(60)
    done(lan.ask_void(payment, "mistyped"))
    done(ha.decide_void(payment, True))
    money = transfer(scene, order(scene, bill))
    scene.run(700)
    assert scene.hub.money.book.paying(bill.bill_id) == money
    assert sorted(found(scene)) == [("his_refused", "already_paid", -PRICE), ("his_without_money", "voided", PRICE)]
