"""Transfers that brought less than the bill, and the rest of it taken at the counter: together they pay it, once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from desk_parts import PAYEE, PRICE, TERMINAL, Scene, done, refused

from his_client.his.ports import Registered
from his_client.outcome import Outcome
from his_client.payments.bank import Credit
from his_client.sandbox.faults import CallFault
from his_client.sandbox.terminal import Holder
from kiosk.cashier.ports import Cause, Desk
from kiosk.cashier.values import Bill, CounterPayment
from kiosk.money.order import CreditApplied, OrderOpened
from kiosk.reconcile.events import ReceiptGone

SHORT, REST = PRICE - 600, 600


@pytest.fixture
def scene() -> Iterator[Scene]:
    scene = Scene(books=True)
    yield scene
    scene.close()


def short(scene: Scene, window: Desk, *amounts: int) -> tuple[Registered, Bill]:
    """A bill that a kiosk's order asked for and transfers paid in part, as the counter shows it."""
    bill = scene.bill()
    order = done(scene.hub.money.open_order(f"{bill.key}:pay", "K03", bill.bill_id, PRICE))
    for amount in amounts or (SHORT,):
        scene.bank.transfer(amount, order.pay_code)
    scene.run(10)
    (shown,) = done(window.bills(bill.visit_code))
    return bill, shown


def take(scene: Scene, window: Desk, bill: Bill, method: str, amount: int = REST) -> Outcome[CounterPayment]:
    more: dict[str, dict[str, object]] = {"cash": {"tendered": 1_000}, "card": {"terminal": TERMINAL}}
    return window.pay(scene.id(), bill.bill_id, bill.kind, amount, method, **more.get(method, {}))  # type: ignore[arg-type]


def receipts(scene: Scene, bill: Registered) -> list[tuple[str, int, str]]:
    return [(row.id, row.amount, row.memo_code) for row in scene.his.book.payments.where(bill_id=bill.bill_id)]


def differences(scene: Scene) -> list[tuple[Cause, int]]:
    return [(row.cause, row.amount) for row in done(scene.sit("ha").differences())]


def test_the_counter_shows_what_is_due_what_came_and_the_rest(scene: Scene) -> None:
    _, shown = short(scene, scene.cashier())
    assert (shown.due, shown.received, shown.rest, shown.state) == (PRICE, SHORT, REST, "open")
    assert shown.paid == SHORT


def test_the_rest_in_cash_and_the_transfer_pay_the_bill_with_one_receipt(scene: Scene) -> None:
    window = scene.cashier()
    bill, shown = short(scene, window)
    assert differences(scene) == [(Cause.UNDER, -REST)]
    for other in (PRICE, REST - 1, REST + 1, SHORT):
        assert refused(take(scene, window, shown, "cash", other)) in ("amount", "tendered")
    payment = done(take(scene, window, shown, "cash"))
    assert (payment.state, payment.amount, payment.beside, payment.change) == ("taken", REST, SHORT, 400)
    scene.run(10)
    (credit,) = scene.hub.money.book.credits
    name = f"bank:{credit.reference}"
    assert receipts(scene, bill) == [(f"cash:{payment.payment_id}", PRICE, f"{payment.slip} {name}")]
    (applied,) = [event for event in scene.events() if isinstance(event, CreditApplied)]
    assert (applied.amount, applied.rule, applied.by) == (SHORT, "rest", "lan")
    assert [scene.balance(account) for account in ("receivable", "unallocated", "his")] == [0, 0, -PRICE]
    assert scene.balance("cash:desk-1") == 2_000_000 + REST
    assert differences(scene) == []
    assert done(window.bills(bill.visit_code))[0].state == "paid"
    assert refused(take(scene, window, shown, "cash")) == "already_paid"
    slip = done(window.slip(payment.payment_id))
    assert (slip.amount, slip.received, slip.in_words) == (REST, SHORT, "Sáu trăm đồng")


def test_several_transfers_and_the_rest_pay_the_bill(scene: Scene) -> None:
    window = scene.cashier()
    bill, shown = short(scene, window, 20_000, 30_000)
    payment = done(take(scene, window, shown, "cash"))
    scene.run(10)
    assert [(name, amount) for name, amount, _ in receipts(scene, bill)] == [(f"cash:{payment.payment_id}", PRICE)]
    assert (scene.balance("receivable"), scene.balance("unallocated"), differences(scene)) == (0, 0, [])


@pytest.mark.parametrize("died", [False, True])
def test_the_rest_by_card_holds_the_transfer_until_the_terminal_has_answered(scene: Scene, died: bool) -> None:
    window = scene.cashier()
    bill, shown = short(scene, window)
    if died:
        scene.terminal.faults.arm(CallFault.LOST_ANSWER)
    payment = done(take(scene, window, shown, "card"))
    assert refused(take(scene, window, shown, "cash")) == "under_way"
    (held,) = done(window.bills(bill.visit_code))
    assert (held.received, held.state) == (SHORT, "open")
    if died:
        scene.run(0.5)
        scene.crash()
        scene.boot()
    scene.run(60)
    assert [(name, amount) for name, amount, _ in receipts(scene, bill)] == [(f"card:{payment.payment_id}", PRICE)]
    assert (scene.balance("receivable"), scene.balance("unallocated"), differences(scene)) == (0, 0, [])


def test_a_card_that_is_declined_leaves_the_transfer_as_it_was(scene: Scene) -> None:
    window = scene.cashier()
    bill, shown = short(scene, window)
    scene.terminal.memory.next_holders(Holder.DECLINED)
    done(take(scene, window, shown, "card"))
    scene.run(30)
    assert (receipts(scene, bill), differences(scene)) == ([], [(Cause.UNDER, -REST)])
    assert (scene.balance("receivable"), scene.balance("unallocated")) == (0, -SHORT)
    assert done(take(scene, window, shown, "cash")).state == "taken"
    scene.run(10)
    assert differences(scene) == []


def test_the_rest_by_qr_is_an_order_for_the_rest_and_posts_the_whole(scene: Scene) -> None:
    window = scene.cashier()
    bill, shown = short(scene, window)
    payment = done(take(scene, window, shown, "qr"))
    scene.bank.transfer(REST, payment.pay_code)
    scene.run(20)
    assert done(window.payment(payment.payment_id)).state == "taken"
    (*_, second) = scene.hub.money.book.credits
    assert [(name, amount) for name, amount, _ in receipts(scene, bill)] == [(f"bank:{second.reference}", PRICE)]
    assert (scene.balance("receivable"), scene.balance("unallocated"), differences(scene)) == (0, 0, [])


def test_a_qr_for_the_rest_that_is_stopped_frees_the_transfer_and_late_money_is_a_persons(scene: Scene) -> None:
    window = scene.cashier()
    bill, shown = short(scene, window)
    payment = done(take(scene, window, shown, "qr"))
    assert done(window.abort(payment.payment_id)).state == "failed"
    assert (scene.balance("receivable"), scene.balance("unallocated")) == (0, -SHORT)
    scene.bank.transfer(REST, payment.pay_code)
    scene.run(20)
    assert receipts(scene, bill) == []
    assert differences(scene) == [(Cause.IN_PARTS, 0)]
    names = tuple(f"bank:{credit.reference}" for credit in scene.hub.money.book.credits)
    done(scene.sit("ky", "desk-2").match(scene.id(), names, (f"{bill.key}:pay",), "cùng một người"))
    scene.run(20)
    assert [amount for _, amount, _ in receipts(scene, bill)] == [PRICE]
    assert (scene.balance("receivable"), scene.balance("unallocated"), differences(scene)) == (0, 0, [])


def test_money_that_came_just_before_the_wait_is_stopped_still_pays(scene: Scene) -> None:
    window = scene.cashier()
    bill, shown = short(scene, window)
    payment = done(take(scene, window, shown, "qr"))
    scene.hub.money.take([Credit("bank", "FTX", PAYEE.account, REST, payment.pay_code, scene.time.now())], "webhook")
    assert done(window.abort(payment.payment_id)).state == "taken"
    scene.run(20)
    assert [amount for _, amount, _ in receipts(scene, bill)] == [PRICE]


@pytest.mark.parametrize("method", ["cash", "card"])
def test_another_transfer_that_comes_meanwhile_is_one_too_many(scene: Scene, method: str) -> None:
    window = scene.cashier()
    bill, shown = short(scene, window)
    scene.terminal.memory.next_holders(Holder.WALKS_AWAY)
    payment = done(take(scene, window, shown, method))
    scene.bank.transfer(REST, shown.pay_code)
    scene.run(10)
    if method == "card":
        assert receipts(scene, bill) == []
        done(window.abort(payment.payment_id))
        scene.run(10)
        assert differences(scene) == [(Cause.IN_PARTS, 0)]
    else:
        assert [amount for _, amount, _ in receipts(scene, bill)] == [PRICE]
        assert differences(scene) == [(Cause.TWICE, REST)]


def test_a_void_takes_the_transfers_application_back_too(scene: Scene) -> None:
    window, ha = scene.cashier(), scene.sit("ha")
    bill, shown = short(scene, window)
    payment = done(take(scene, window, shown, "cash"))
    scene.run(10)
    done(window.ask_void(payment.payment_id, "mistyped"))
    assert done(ha.decide_void(payment.payment_id, True)).state == "voided"
    assert (scene.balance("receivable"), scene.balance("unallocated")) == (PRICE, -SHORT)
    assert scene.balance("cash:desk-1") == 2_000_000
    assert scene.hub.money.book.paid(bill.bill_id) == ()
    assert (Cause.HIS_WITHOUT_MONEY, PRICE) in differences(scene)
    (receipt,) = scene.his.book.payments.where(bill_id=bill.bill_id)
    gone = ReceiptGone(receipt.receipt_number, receipt.id, bill.bill_id, PRICE, scene.time.now())
    scene.hub.record.keep([(f"bill:{bill.bill_id}", gone)])
    assert differences(scene) == [(Cause.UNDER, -REST)]


def test_what_is_applied_with_the_rest_is_undone_only_with_it(scene: Scene) -> None:
    window = scene.cashier()
    _, shown = short(scene, window)
    scene.terminal.memory.next_holders(Holder.WALKS_AWAY)
    payment = done(take(scene, window, shown, "card"))
    ky = scene.sit("ky", "desk-2")
    assert refused(ky.undo_match(f"rest:{payment.payment_id}/1", "nhầm")) == "postings_open"
    (credit,) = scene.hub.money.book.credits
    assert refused(window.ask_refund(scene.id(), f"bank:{credit.reference}", PRICE, "over")) == "amount"


def test_a_transfer_taken_back_while_the_card_is_charged_leaves_a_bill_that_is_not_posted(scene: Scene) -> None:
    window = scene.cashier()
    bill, shown = short(scene, window)
    scene.terminal.faults.arm(CallFault.LOST_ANSWER)
    payment = done(take(scene, window, shown, "card"))
    (known,) = scene.hub.money.book.credits
    gone = Credit("bank", known.reference, PAYEE.account, -SHORT, "", scene.time.now())
    scene.hub.money.take([gone], "webhook")
    scene.run(60)
    assert (done(window.payment(payment.payment_id)).state, receipts(scene, bill)) == ("taken", [])
    assert (Cause.HIS_MISSING, -REST) in differences(scene)


def test_a_transfer_that_was_given_back_is_no_part_of_the_bill(scene: Scene) -> None:
    window, ha, duc = scene.cashier(), scene.sit("ha"), scene.cashier("duc", "desk-2")
    bill, shown = short(scene, window)
    (credit,) = scene.hub.money.book.credits
    refund = scene.id()
    done(window.ask_refund(refund, f"bank:{credit.reference}", SHORT, "under"))
    done(ha.decide_refund(refund, True))
    done(duc.pay_refund(refund, "cash"))
    assert done(window.bills(bill.visit_code))[0].rest == PRICE
    assert refused(take(scene, window, shown, "qr", REST)) == "amount"
    assert done(take(scene, window, shown, "qr", PRICE)).state == "waiting"


def test_an_order_of_an_earlier_release_has_neither_visit_nor_rest(scene: Scene) -> None:
    done(scene.hub.money.open_order("K03:order", "K03", "HD1", PRICE))
    (opened,) = [event for event in scene.events() if isinstance(event, OrderOpened)]
    assert (opened.visit_code, opened.beside, opened.bill_amount) == ("", 0, PRICE)
    assert replace(opened, beside=1).bill_amount == PRICE + 1
