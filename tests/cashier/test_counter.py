"""Taking money for a bill: what is owed, cash, card and QR, and a HIS that knows already or does not answer."""

from __future__ import annotations

from datetime import timedelta
from typing import NoReturn

import pytest
from desk_parts import FLOAT, PAYEE, PRICE, TERMINAL, Scene, done, refused

from his_client.his.ports import Bill as HisBill
from his_client.outcome import Done, Refused, Unknown
from his_client.payments import vietqr
from his_client.sandbox.faults import CallFault
from his_client.sandbox.terminal import Holder
from kiosk.cashier.events import PaymentBegun, PaymentTaken, PaymentUnclear, SlipPrinted
from kiosk.cashier.ports import Desk
from kiosk.cashier.values import Buyer, CounterPayment
from kiosk.money.order import BillKind


def begin(scene: Scene, window: Desk, method: str, **more: object) -> CounterPayment:
    """A payment of a fresh bill by this method."""
    bill = scene.bill()
    (shown,) = done(window.bills(bill.visit_code))
    if method == "card":
        more = {"terminal": TERMINAL, **more}
    return done(window.pay(scene.id(), shown.bill_id, shown.kind, shown.due, method, **more))  # type: ignore[arg-type]


def end(scene: Scene, window: Desk, payment: CounterPayment, seconds: float = 10.0) -> CounterPayment:
    scene.run(seconds)
    return done(window.payment(payment.payment_id))


# -- what is owed


def test_a_visits_slip_shows_all_its_patient_owes(scene: Scene) -> None:
    window = scene.cashier()
    past, now = scene.bill(person=7), scene.bill(person=8)
    found = done(window.bills(f" {now.visit_code}\n"))
    assert [(bill.bill_id, bill.kind, bill.due, bill.state) for bill in found] == [
        (now.bill_id, BillKind.FEE, PRICE, "open")
    ]
    owed = (
        HisBill("HD-XN-1", now.visit_code, "Xét nghiệm máu", 120_000, 20_000, scene.time.now()),
        HisBill("HD-TU-1", now.visit_code, "TẠM ỨNG nội trú", 2_000_000, 0, scene.time.now()),
        HisBill(past.bill_id, past.visit_code, "Khám bệnh", PRICE, 0, scene.time.now() - timedelta(days=9)),
    )
    scene.his.bills = lambda patient_id, source: Done(owed)  # type: ignore[method-assign]
    found = done(window.bills(now.visit_code))
    assert [(bill.kind, bill.due - bill.paid) for bill in found] == [
        (BillKind.FEE, PRICE),
        (BillKind.SERVICES, 100_000),
        (BillKind.ADVANCE, 2_000_000),
        (BillKind.BALANCE, PRICE),
    ]


def test_a_pay_code_and_a_bills_number_find_the_bill_too(scene: Scene) -> None:
    window = scene.cashier()
    bill = scene.bill()
    order = done(scene.hub.money.open_order("K03:order", "K03", bill.bill_id, PRICE))
    for scan in (order.pay_code, f"chuyen tien {order.pay_code.lower()} cam on", bill.bill_id):
        (shown,) = done(window.bills(scan))
        assert (shown.bill_id, shown.station, shown.pay_code, shown.due) == (
            bill.bill_id,
            "K03",
            order.pay_code,
            PRICE,
        )
        assert shown.state == "unknown"
    done(window.bills(bill.visit_code))
    (shown,) = done(window.bills(order.pay_code))
    assert (shown.state, shown.visit_code) == ("open", bill.visit_code)
    assert refused(window.bills("20261124999999")) == "no_bill"


def test_the_his_is_asked_whatever_was_scanned_also_after_the_hub_came_back(scene: Scene) -> None:
    bill = scene.bill()
    order = done(
        scene.hub.money.open_order("K03:order", "K03", bill.bill_id, PRICE, BillKind.FEE, visit_code=bill.visit_code)
    )
    scene.crash()
    scene.boot()
    window = scene.cashier()
    for scan in (order.pay_code, bill.bill_id):
        assert [(shown.bill_id, shown.state) for shown in done(window.bills(scan))] == [(bill.bill_id, "open")]
    scene.crash()
    scene.boot()
    scene.paid_elsewhere(bill)
    window = scene.sit("lan")
    # Without a look at the bill since the hub came back: it is asked before any money is taken.
    pay = window.pay(scene.id(), bill.bill_id, BillKind.FEE, PRICE, "cash", tendered=PRICE)
    assert refused(pay) == "already_paid"
    assert done(window.bills(order.pay_code))[0].state == "paid"
    assert not any(isinstance(event, PaymentBegun) for event in scene.events())


def test_where_nobody_knows_the_visit_a_person_says_that_the_his_was_not_asked(scene: Scene) -> None:
    window = scene.cashier()
    bill = scene.bill()
    order = done(scene.hub.money.open_order("K03:order", "K03", bill.bill_id, PRICE))
    (shown,) = done(window.bills(order.pay_code))
    assert (shown.state, shown.visit_code) == ("unknown", "")
    wanted = (scene.id(), shown.bill_id, shown.kind, PRICE, "cash")
    assert refused(window.pay(*wanted, tendered=PRICE)) == "not_asked"
    assert not any(isinstance(event, PaymentBegun) for event in scene.events())
    taken = done(window.pay(*wanted, tendered=PRICE, unasked=True))
    assert end(scene, window, taken).his == "done"
    assert done(window.pay(*wanted, tendered=PRICE)).state == "taken"


def test_a_his_that_is_silent_leaves_what_the_hub_knows(scene: Scene) -> None:
    window = scene.cashier()
    bill, other = scene.bill(), scene.bill()
    done(window.bills(bill.visit_code))
    scene.his.faults.arm(CallFault.LOST_REQUEST, 2)
    (shown,) = done(window.bills(bill.visit_code))
    assert (shown.bill_id, shown.state) == (bill.bill_id, "unknown")
    assert isinstance(window.bills(other.visit_code), Unknown)
    # Cash may still be taken for it; the HIS hears of it when it answers again.
    scene.his.faults.arm(CallFault.LOST_REQUEST, 5)
    payment = done(window.pay(scene.id(), bill.bill_id, BillKind.FEE, PRICE, "cash", tendered=PRICE))
    assert (payment.state, payment.his) == ("taken", "waiting")
    after = end(scene, window, payment, 60)
    assert (after.his, after.receipt_number) == ("done", "BL00000001")


# -- cash


def test_cash_is_taken_once_with_its_change_and_its_receipt(scene: Scene) -> None:
    window = scene.cashier()
    bill = scene.bill()
    done(window.bills(bill.visit_code))
    wanted = (scene.id(), bill.bill_id, BillKind.FEE, PRICE, "cash")
    assert refused(window.pay(*wanted, tendered=50_000)) == "tendered"
    first = done(window.pay(*wanted, tendered=100_000))
    assert (first.state, first.change, first.slip) == ("taken", 49_400, "PT-1-261124-001")
    assert done(window.pay(*wanted, tendered=100_000)) == first
    assert refused(window.pay(wanted[0], bill.bill_id, BillKind.FEE, PRICE, "qr")) == "id_differs"
    assert refused(window.pay(scene.id(), *wanted[1:], tendered=100_000)) == "already_paid"
    scene.run(5)
    assert done(window.payment(first.payment_id)).receipt_number == "BL00000001"
    assert sum(isinstance(event, PaymentTaken) for event in scene.events()) == 1
    assert [row.id for row in scene.his.book.payments.where(bill_id=bill.bill_id)] == [f"cash:{first.payment_id}"]
    assert scene.balance("cash:desk-1") == 2_000_000 + PRICE
    assert scene.balance("receivable") == 0


@pytest.mark.attack
def test_the_amount_is_what_is_owed_and_the_bill_one_that_was_seen(scene: Scene) -> None:
    window = scene.cashier()
    bill = scene.bill()
    assert refused(window.pay(scene.id(), bill.bill_id, BillKind.FEE, PRICE, "cash", tendered=PRICE)) == "no_bill"
    done(window.bills(bill.visit_code))
    for amount in (PRICE - 1, PRICE + 1, 0, -PRICE):
        pay = window.pay(scene.id(), bill.bill_id, BillKind.FEE, amount, "cash", tendered=100_000)
        assert refused(pay) == "amount"
    assert refused(window.pay(scene.id(), bill.bill_id, BillKind.FEE, PRICE, "barter")) == "bad_request"
    assert refused(window.pay("x:~2", bill.bill_id, BillKind.FEE, PRICE, "cash", tendered=PRICE)) == "bad_request"
    idle = scene.sit("duc", "desk-2")
    assert refused(idle.pay(scene.id(), bill.bill_id, BillKind.FEE, PRICE, "cash", tendered=PRICE)) == "no_shift"


def test_a_bill_the_his_knows_as_paid_is_not_taken_for_again(scene: Scene) -> None:
    window = scene.cashier()
    bill = scene.bill()
    done(window.bills(bill.visit_code))
    scene.paid_elsewhere(bill)
    assert refused(window.pay(scene.id(), bill.bill_id, BillKind.FEE, PRICE, "cash", tendered=PRICE)) == "already_paid"
    assert not any(isinstance(event, PaymentBegun) for event in scene.events())
    (shown,) = done(window.bills(bill.visit_code))
    assert (shown.state, shown.paid) == ("paid", PRICE)


def test_a_transfer_to_the_kiosk_pays_before_the_cashier_does(scene: Scene) -> None:
    window = scene.cashier()
    bill = scene.bill()
    done(window.bills(bill.visit_code))
    order = done(scene.hub.money.open_order("K03:order", "K03", bill.bill_id, PRICE))
    scene.bank.transfer(PRICE, order.pay_code)
    scene.run(5)
    assert refused(window.pay(scene.id(), bill.bill_id, BillKind.FEE, PRICE, "cash", tendered=PRICE)) == "already_paid"
    assert done(window.bills(order.pay_code))[0].state == "paid"


def test_money_the_his_does_not_want_becomes_a_refund_that_waits(scene: Scene) -> None:
    window = scene.cashier()
    bill = scene.bill()
    done(window.bills(bill.visit_code))
    again = scene.his.bills
    scene.his.bills = lambda patient_id, source: Unknown("timeout")  # type: ignore[method-assign]
    scene.his.faults.arm(CallFault.LOST_REQUEST, 1)
    scene.paid_elsewhere(bill)
    payment = done(window.pay(scene.id(), bill.bill_id, BillKind.FEE, PRICE, "cash", tendered=PRICE))
    scene.his.bills = again  # type: ignore[method-assign]
    after = end(scene, window, payment)
    assert (after.state, after.his, after.receipt_number) == ("taken", "already_paid", "")
    (refund,) = done(window.refunds())
    assert (refund.state, refund.amount, refund.reason) == ("asked", PRICE, "his_already_paid")
    assert (refund.money, refund.asked_by) == (f"cash:{payment.payment_id}", "hub")
    scene.crash()
    scene.boot()
    scene.run(30)
    assert len(done(scene.sit("ha").refunds())) == 1


def test_a_visit_taken_back_has_no_bill(scene: Scene) -> None:
    window = scene.cashier()
    bill = scene.bill()
    done(window.bills(bill.visit_code))
    assert not isinstance(scene.his.book.cancel(bill.visit_code, "left"), Refused)
    assert refused(window.pay(scene.id(), bill.bill_id, BillKind.FEE, PRICE, "cash", tendered=PRICE)) == "no_bill"
    assert refused(window.bills(bill.visit_code)) == "no_bill"


# -- cards


def test_a_card_is_charged_under_our_id_and_posted(scene: Scene) -> None:
    window = scene.cashier()
    payment = begin(scene, window, "card")
    assert (payment.state, payment.slip) == ("waiting", "")
    after = end(scene, window, payment)
    assert (after.state, after.his, after.slip) == ("taken", "done", "PT-1-261124-001")
    assert scene.terminal.memory.find(payment.payment_id) is not None
    assert scene.balance(f"clearing:card:{TERMINAL}") == PRICE
    assert scene.balance("cash:desk-1") == 2_000_000


@pytest.mark.parametrize(
    ("holder", "reason"), [(Holder.DECLINED, "declined"), (Holder.CANCELS, "aborted"), (Holder.WALKS_AWAY, "aborted")]
)
def test_a_card_that_is_not_charged_leaves_the_bill_open(scene: Scene, holder: Holder, reason: str) -> None:
    window = scene.cashier()
    scene.terminal.memory.next_holders(holder)
    payment = begin(scene, window, "card")
    if holder is Holder.WALKS_AWAY:
        assert end(scene, window, payment).state == "waiting"
        done(window.abort(payment.payment_id))
    after = end(scene, window, payment, 30)
    assert (after.state, after.reason) == ("failed", reason)
    assert done(window.pay(scene.id(), payment.bill_id, payment.kind, PRICE, "cash", tendered=PRICE)).state == "taken"


def test_a_bill_with_a_payment_under_way_takes_no_second_one(scene: Scene) -> None:
    window = scene.cashier()
    scene.terminal.memory.next_holders(Holder.WALKS_AWAY)
    payment = begin(scene, window, "card")
    second = window.pay(scene.id(), payment.bill_id, payment.kind, PRICE, "cash", tendered=PRICE)
    assert refused(second) == "under_way"
    assert refused(window.count(FLOAT)) == "payments_open"


@pytest.mark.parametrize("fault", [CallFault.LOST_ANSWER, CallFault.LOST_REQUEST])
def test_after_a_lost_answer_the_terminal_is_asked_and_never_charged_again(scene: Scene, fault: CallFault) -> None:
    window = scene.cashier()
    scene.terminal.faults.arm(fault)
    payment = begin(scene, window, "card")
    after = end(scene, window, payment, 20)
    if fault is CallFault.LOST_ANSWER:
        assert (after.state, after.his) == ("taken", "done")
        assert scene.terminal.memory.totals().count == 1
    else:
        assert (after.state, after.reason) == ("failed", "not_begun")
        assert scene.terminal.memory.totals().count == 0
    assert any(isinstance(event, PaymentUnclear) for event in scene.events())


def test_a_card_that_stays_unclear_is_taken_into_the_shift_that_is_open_when_it_is_known(scene: Scene) -> None:
    window = scene.cashier()
    scene.terminal.faults.arm(CallFault.LOST_ANSWER, 9)
    payment = begin(scene, window, "card")
    assert end(scene, window, payment).state == "unclear"
    view = done(window.count(FLOAT))
    assert ("cards_unclear", 1) in view.waiting
    first = done(window.close_shift("", ""))
    assert first.sums == ()
    scene.run(400)
    assert done(scene.sit("duc").payment(payment.payment_id)).state == "unclear"
    other = scene.cashier("duc")
    after = end(scene, other, payment)
    assert (after.state, after.his, after.user) == ("taken", "done", "lan")
    assert [(line.method, line.amount) for line in done(other.x_report()).sums] == [("card", PRICE)]
    assert done(other.z_report(first.z_number)) == first


def test_a_hub_that_died_in_the_middle_asks_about_its_charge(scene: Scene) -> None:
    window = scene.cashier()
    payment = begin(scene, window, "card")
    scene.crash()
    scene.run(60)
    scene.boot()
    after = end(scene, scene.sit("lan"), payment)
    assert after.state in ("taken", "failed")
    charged = scene.terminal.memory.totals().count
    assert (after.state == "taken") is (charged == 1)


def test_a_card_needs_a_terminal_of_this_desk(scene: Scene) -> None:
    window = scene.cashier("duc", "desk-2")
    bill = scene.bill()
    done(window.bills(bill.visit_code))
    assert done(window.terminals()) == ()
    pay = window.pay(scene.id(), bill.bill_id, BillKind.FEE, PRICE, "card", terminal=TERMINAL)
    assert refused(pay) == "no_terminal"
    (here,) = done(scene.sit("lan").terminals())
    assert (here.name, here.ready) == (TERMINAL, True)
    scene.terminal.faults.arm(CallFault.LOST_REQUEST)
    assert not done(scene.sit("lan").terminals())[0].ready


# -- QR


def test_a_qr_at_the_desk_is_an_order_of_the_hub_and_taken_when_the_money_is_there(scene: Scene) -> None:
    window = scene.cashier()
    payment = begin(scene, window, "qr")
    qr = vietqr.parse(payment.qr)
    assert (qr.account, qr.amount, qr.purpose) == (PAYEE.account, PRICE, payment.pay_code)
    assert end(scene, window, payment).state == "waiting"
    scene.bank.transfer(PRICE, payment.pay_code)
    after = end(scene, window, payment)
    assert (after.state, after.his, after.qr) == ("taken", "done", "")
    assert done(window.slip(payment.payment_id)).receipt_number == after.receipt_number != ""
    done(window.count(FLOAT))
    report = done(window.close_shift("", ""))
    assert [(line.method, line.count, line.amount) for line in report.sums] == [("qr", 1, PRICE)]
    assert scene.balance("receivable") == 0
    assert scene.balance("clearing:bank") == PRICE


def test_too_little_by_qr_is_told_and_waited_for(scene: Scene) -> None:
    window = scene.cashier()
    payment = begin(scene, window, "qr")
    scene.bank.transfer(PRICE - 600, payment.pay_code)
    after = end(scene, window, payment)
    assert (after.state, after.reason) == ("waiting", "under")


def test_a_qr_stopped_and_paid_all_the_same_is_found_again_in_its_shift(scene: Scene) -> None:
    window = scene.cashier()
    payment = begin(scene, window, "qr")
    assert done(window.abort(payment.payment_id)).state == "failed"
    scene.bank.transfer(PRICE, payment.pay_code)
    assert end(scene, window, payment).state == "taken"


@pytest.mark.attack
def test_nothing_posts_to_a_shift_that_is_closed(scene: Scene) -> None:
    window = scene.cashier()
    payment = begin(scene, window, "qr")
    assert refused(window.count(FLOAT)) == "payments_open"
    done(window.abort(payment.payment_id))
    done(window.count(FLOAT))
    report = done(window.close_shift("", ""))
    scene.bank.transfer(PRICE, payment.pay_code)
    assert end(scene, window, payment).state == "failed"
    assert done(window.z_report(report.z_number)) == report
    # The money is not lost: it pays its bill as any transfer does, in the day of its desk.
    assert scene.hub.money.book.receipt_of(payment.bill_id) is not None


def test_another_orders_transfer_ends_the_waiting(scene: Scene) -> None:
    window = scene.cashier()
    bill = scene.bill()
    kiosk = done(scene.hub.money.open_order("K03:order", "K03", bill.bill_id, PRICE))
    done(window.bills(bill.visit_code))
    payment = done(window.pay(scene.id(), bill.bill_id, BillKind.FEE, PRICE, "qr"))
    scene.bank.transfer(PRICE, kiosk.pay_code)
    after = end(scene, window, payment)
    assert (after.state, after.reason) == ("failed", "already_paid")


def test_an_order_that_a_crash_left_unopened_is_opened_after_it(scene: Scene) -> None:
    window = scene.cashier()
    bill = scene.bill()
    (shown,) = done(window.bills(bill.visit_code))
    payment_id = scene.id()

    def died(*_: object) -> NoReturn:
        raise ConnectionAbortedError

    scene.hub.money.open_order = died  # type: ignore[method-assign,assignment]
    with pytest.raises(ConnectionAbortedError):
        window.pay(payment_id, shown.bill_id, shown.kind, PRICE, "qr")
    scene.crash()
    scene.boot()
    after = done(scene.sit("lan").payment(payment_id))
    assert (after.state, after.reason, after.qr != "") == ("waiting", "", True)


# -- slips


def test_a_slip_says_what_was_paid_in_figures_and_words_and_counts_its_copies(scene: Scene) -> None:
    window = scene.cashier()
    bill = scene.bill()
    done(window.bills(bill.visit_code))
    buyer = Buyer("Công ty Ánh Dương", "0101234567", "Hà Nội", "ke.toan@example.vn")
    payment = done(
        window.pay(
            scene.id(), bill.bill_id, BillKind.FEE, PRICE, "cash", tendered=60_000, payer="Nguyễn Thử", buyer=buyer
        )
    )
    scene.run(5)
    slip = done(window.slip(payment.payment_id))
    assert (slip.title, slip.number, slip.in_words) == (
        "Phiếu thu",
        "PT-1-261124-001",
        "Năm mươi nghìn sáu trăm đồng",
    )
    assert (slip.receipt_number, slip.cashier, slip.desk) == ("BL00000001", "Lê Thị Lan", "Quầy 1")
    assert (slip.payer, slip.buyer, slip.change, slip.copy) == ("Nguyễn Thử", buyer, 9_400, 0)
    assert done(window.slip(payment.payment_id)) == slip
    assert [done(window.slip(payment.payment_id, copy=True)).copy for _ in range(2)] == [1, 2]
    assert [event.copy for event in scene.events() if isinstance(event, SlipPrinted)] == [0, 1, 2]
    assert refused(window.slip("nothing-of-this")) == "no_payment"


@pytest.mark.attack
def test_names_of_payers_and_buyers_stand_in_no_open_part_of_the_journal(scene: Scene) -> None:
    window = scene.cashier()
    bill = scene.bill()
    done(window.bills(bill.visit_code))
    buyer = Buyer("Người Mua Kín", "0101234567", "Ngõ Kín", "kin@example.vn")
    done(
        window.pay(scene.id(), bill.bill_id, BillKind.FEE, PRICE, "cash", tendered=PRICE, payer="Kín Tên", buyer=buyer)
    )
    bodies = " ".join(row[0] for row in scene.file.execute("SELECT body FROM journal"))
    for secret in ("Kín", "0101234567", "kin@example.vn", "Lê Thị Lan", "204918"):
        assert secret not in bodies


@pytest.mark.attack
def test_a_payment_is_of_its_bills_kind_and_stopped_at_its_own_desk(scene: Scene) -> None:
    window = scene.cashier()
    payment = begin(scene, window, "qr")
    other = scene.cashier("duc", "desk-2")
    assert refused(other.abort(payment.payment_id)) == "forbidden"
    assert done(scene.sit("ha", "desk-2").abort(payment.payment_id)).state == "failed"
    bill = scene.bill()
    done(window.bills(bill.visit_code))
    advance = window.pay(scene.id(), bill.bill_id, BillKind.ADVANCE, PRICE, "cash", tendered=PRICE)
    assert refused(advance) == "bad_request"
