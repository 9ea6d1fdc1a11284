"""The hub's rules between simulated neighbours: opened once, seen once, posted once, and nothing lost in a crash."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from hub_parts import PAYEE, PRICE, SETTINGS, Scene

from his_client.his.ports import PaymentNotice, PaymentPosted
from his_client.insurance.ports import EligibilityStatus
from his_client.outcome import Done, Outcome, Refused
from his_client.payments import paycode, vietqr
from his_client.sandbox.faults import CallFault, FaultMenu
from kiosk.hub.client import LocalHub
from kiosk.hub.core import MOST_CALLS, HubCore, OrderState
from kiosk.money.order import CreditReceived, Finding, State
from kiosk.money.qr import Payee


@pytest.fixture
def scene() -> Scene:
    return Scene()


def bill_of(scene: Scene, order_id: str) -> str:
    order = scene.core.book.order(order_id)
    assert order is not None
    return order.opened.bill_id


def test_an_order_shows_a_qr_for_the_hospitals_account_and_its_own_code(scene: Scene) -> None:
    first, second = scene.order(), scene.order()
    said = vietqr.parse(first.qr)
    assert (said.account, said.bank_bin, said.amount) == (PAYEE.account, PAYEE.bank_bin, PRICE)
    assert said.purpose == first.pay_code == paycode.make(1)
    assert first.payee == PAYEE.name
    assert second.pay_code == paycode.make(2)


def test_opening_again_gives_the_same_order_and_another_amount_is_refused(scene: Scene) -> None:
    bill = scene.bill()
    first = scene.order(bill)
    assert scene.order(bill) == first
    assert scene.core.open_order(first.order_id, "K03", bill.bill_id, PRICE + 1) == Refused(
        "order_differs", "this id stands for another bill or amount"
    )
    scene.crash()
    scene.boot()
    assert scene.order(bill) == first


@pytest.mark.parametrize("amount", [0, -5, vietqr.CEILING, 2**53 + 1])
def test_an_amount_that_cannot_be_transferred_opens_nothing(scene: Scene, amount: int) -> None:
    outcome = scene.core.open_order("x:pay", "K03", "HD1", amount)
    assert isinstance(outcome, Refused)
    assert outcome.code == "amount"
    assert scene.core.order("x:pay") is None


def test_a_transfer_is_seen_and_the_his_holds_exactly_one_payment(scene: Scene) -> None:
    order = scene.order()
    scene.bank.transfer(PRICE, f"mb.99 {order.pay_code} chuyen tien")
    scene.run(20)
    assert scene.core.order(order.order_id) == OrderState(order.order_id, PRICE, PRICE, State.EXACT)
    bill_id = bill_of(scene, order.order_id)
    ((payment_id, amount),) = scene.receipts(bill_id)
    assert (payment_id.startswith("bank:"), amount) == (True, PRICE)
    kept = scene.core.book.order(order.order_id)
    assert kept is not None
    assert kept.settled is not None
    assert scene.core.work == ()
    assert scene.core.open_order("another:pay", "K04", bill_id, PRICE) == Refused(
        "already_paid", "this bill is paid already"
    )


def test_two_transfers_make_one_payment_and_one_piece_of_work(scene: Scene) -> None:
    order = scene.order()
    scene.bank.transfer(PRICE, order.pay_code, times=2)
    scene.run(20)
    assert len(scene.receipts(bill_of(scene, order.order_id))) == 1
    assert [item.reason for item in scene.core.work] == [Finding.SECOND]
    assert scene.core.order(order.order_id) == OrderState(order.order_id, PRICE, 2 * PRICE, State.DUPLICATE)


@pytest.mark.attack
@pytest.mark.parametrize(("amount", "finding"), [(PRICE - 1, Finding.UNDER), (PRICE + 1, Finding.OVER)])
def test_short_or_over_money_is_never_posted(scene: Scene, amount: int, finding: Finding) -> None:
    order = scene.order()
    scene.bank.transfer(amount, order.pay_code)
    scene.run(20)
    assert scene.receipts(bill_of(scene, order.order_id)) == []
    assert [(item.reason, item.credit.amount) for item in scene.core.work] == [(finding, amount)]


def test_late_money_still_finds_its_bill_and_is_marked_late(scene: Scene) -> None:
    order = scene.order()
    scene.bank.transfer(PRICE, order.pay_code, delay=timedelta(hours=5))
    scene.run(6 * 3600)
    assert len(scene.receipts(bill_of(scene, order.order_id))) == 1
    assert scene.core.order(order.order_id) == OrderState(order.order_id, PRICE, PRICE, State.LATE)


@pytest.mark.attack
def test_money_with_no_code_waits_for_a_person(scene: Scene) -> None:
    scene.order()
    scene.bank.transfer(PRICE, "tien kham benh")
    scene.run(20)
    assert [(item.reason, item.order) for item in scene.core.work] == [(Finding.NO_CODE, None)]


@pytest.mark.parametrize("fault", [CallFault.LOST_ANSWER, CallFault.LOST_REQUEST, CallFault.DUPLICATED])
def test_a_posting_whose_answer_is_lost_is_asked_about_and_made_once(scene: Scene, fault: CallFault) -> None:
    order = scene.order()
    scene.his.faults.arm(fault, 3)
    scene.bank.transfer(PRICE, order.pay_code)
    scene.run(120)
    assert len(scene.receipts(bill_of(scene, order.order_id))) == 1
    assert scene.core.unposted == ()
    assert scene.core.work == ()


def test_a_bill_the_his_holds_paid_already_goes_to_the_cashier(scene: Scene) -> None:
    order = scene.order()
    bill_id = bill_of(scene, order.order_id)
    scene.his.book.cash.post_payment(PaymentNotice("cash:1", bill_id, PRICE, scene.time.now(), ""))
    scene.bank.transfer(PRICE, order.pay_code)
    scene.run(30)
    assert [item.reason for item in scene.core.work] == ["his_already_paid"]
    scene.crash()
    scene.boot()
    assert [item.reason for item in scene.core.work] == ["his_already_paid"]
    assert scene.core.unposted == ()


def test_a_bank_that_does_not_answer_is_asked_more_slowly_and_said_in_health(scene: Scene) -> None:
    scene.order()
    scene.bank.faults.arm(CallFault.LOST_REQUEST, 2)
    scene.run(1)
    assert scene.core.health().bank == "timeout"
    scene.bank.faults.arm(CallFault.REFUSED, 1)
    scene.run(60)
    assert scene.core.health().bank == "ok"


def test_an_idle_hub_writes_nothing(scene: Scene) -> None:
    scene.order()
    before = scene.journal.seq
    scene.run(300)
    assert scene.journal.seq == before


def test_credits_and_cursor_are_in_the_journal_before_anything_is_posted(scene: Scene) -> None:
    seen: list[list[str]] = []
    honest = scene.his.post_payment

    def watched(notice: PaymentNotice) -> Outcome[PaymentPosted]:
        seen.append([row.kind for row in scene.journal.rows()])
        return honest(notice)

    scene.his.post_payment = watched  # type: ignore[method-assign]
    scene.bank.transfer(PRICE, scene.order().pay_code)
    scene.run(20)
    assert seen == [["OrderOpened", "CreditReceived", "CreditApplied", "BankCursorMoved", "DeliveryRequested"]]


def test_without_a_payee_no_order_is_opened_and_the_bank_is_left_alone() -> None:
    scene = Scene()
    scene.crash()
    core = HubCore(scene.journal, scene.process, scene.his, None, None, scene.time, replace(SETTINGS, payee=None))
    core.start()
    assert core.open_order("x:pay", "K03", "HD1", PRICE) == Refused("no_payments")
    assert core.health().bank == "off"
    eligibility = LocalHub(core).check("001090000017", "X", "1990", visit_id="v1")
    assert (eligibility.status, eligibility.code) == (EligibilityStatus.UNVERIFIED, "not_configured")


def test_a_hub_with_an_impossible_account_does_not_start(scene: Scene) -> None:
    with pytest.raises(vietqr.QrInvalid):
        HubCore(
            scene.journal,
            scene.process,
            scene.his,
            scene.bank,
            None,
            scene.time,
            replace(SETTINGS, payee=Payee("not an account", "970436", "X")),
        )


def test_calls_for_staff_are_listed_once_each_and_bounded(scene: Scene) -> None:
    hub = LocalHub(scene.core)
    hub.call("K03", "printer")
    hub.call("K04", "card_left")
    hub.call("K03", "printer")
    assert [(call.station_id, call.reason) for call in scene.core.calls] == [("K04", "card_left"), ("K03", "printer")]
    for number in range(2 * MOST_CALLS):
        hub.call("K03", f"r{number}")
    assert len(scene.core.calls) == MOST_CALLS


def test_an_erased_person_leaves_the_money_where_it_was(scene: Scene) -> None:
    order = scene.order()
    scene.bank.transfer(PRICE, f"NGUYEN VAN THU {order.pay_code}")
    scene.run(20)
    scene.journal.erase(order.order_id)
    scene.crash()
    scene.boot()
    assert scene.journal.verify().whole
    assert scene.core.order(order.order_id) == OrderState(order.order_id, PRICE, PRICE, State.EXACT)
    assert all(credit.memo == "" for credit in scene.core.book.credits)
    scene.run(60)
    assert len(scene.receipts(bill_of(scene, order.order_id))) == 1


ANY_FAULT = {CallFault.LOST_REQUEST: 0.12, CallFault.LOST_ANSWER: 0.12, CallFault.DUPLICATED: 0.12}


@pytest.mark.parametrize("seed", range(25))
def test_through_faults_and_crashes_nothing_is_lost_and_no_bill_is_paid_twice(seed: int) -> None:
    random = Random(seed)
    scene = Scene(seed, FaultMenu(ANY_FAULT), FaultMenu(ANY_FAULT))
    orders = [scene.order() for _ in range(6)]
    for _ in range(40):
        if random.random() < 0.4:
            order = random.choice(orders)
            memo = random.choice([order.pay_code, f"ck {order.pay_code.lower()} nhanh", "khong ma"])
            amount = random.choice([PRICE, PRICE, PRICE - 600, PRICE + 400])
            scene.bank.transfer(amount, memo, times=random.choice([1, 1, 2]))
        for _ in range(random.randrange(1, 12)):
            scene.time.run_next()
        if random.random() < 0.3:
            scene.crash()
            scene.boot()
    scene.run(3600)

    lines = {row.reference: row for row in scene.bank.ledger.movements.where()}
    kept = {credit.reference: credit for credit in scene.core.book.credits}
    assert {name: credit.amount for name, credit in kept.items()} == {name: row.amount for name, row in lines.items()}
    assert scene.core.unposted == ()
    work = {(item.credit.provider, item.credit.reference) for item in scene.core.work}
    for opened in orders:
        kept_order = scene.core.book.order(opened.order_id)
        assert kept_order is not None
        receipts = scene.receipts(kept_order.opened.bill_id)
        first: CreditReceived | None = kept_order.credits[0] if kept_order.credits else None
        if first is not None and first.amount == PRICE:
            assert receipts == [(f"bank:{first.reference}", PRICE)]
            assert kept_order.settled is not None
            assert ("bank", first.reference) not in work
        else:
            assert receipts == []
        assert all(("bank", credit.reference) in work for credit in kept_order.credits[1:])
    assert scene.journal.verify().whole
    assert isinstance(scene.core.open_order(orders[0].order_id, "K03", bill_of(scene, orders[0].order_id), PRICE), Done)
