"""Money back is always two people's: refunds and voids, by cash, card and transfer."""

from __future__ import annotations

import pytest
from desk_parts import FLOAT, PAYEE, PRICE, TERMINAL, Scene, done, refused

from his_client.outcome import Refused, Unknown
from his_client.sandbox.faults import CallFault
from kiosk.cashier.events import RefundDecided, RefundPaid, VoidDecided
from kiosk.cashier.ports import Desk
from kiosk.money.order import BillKind


def transfer(scene: Scene, amount: int = PRICE, memo: str = "khong ma") -> str:
    """Money by transfer, and its name."""
    scene.bank.transfer(amount, memo)
    scene.run(5)
    *_, last = scene.hub.money.book.credits
    return f"{last.provider}:{last.reference}"


def card(scene: Scene, window: Desk) -> str:
    bill = scene.bill()
    (shown,) = done(window.bills(bill.visit_code))
    payment = done(window.pay(scene.id(), shown.bill_id, shown.kind, PRICE, "card", terminal=TERMINAL))
    scene.run(5)
    assert done(window.payment(payment.payment_id)).state == "taken"
    return payment.payment_id


# -- refunds


def test_a_refund_in_cash_is_asked_decided_and_paid_by_others(scene: Scene) -> None:
    lan, ha, duc = scene.cashier("lan"), scene.sit("ha"), scene.cashier("duc", "desk-2")
    money = f"cash:{scene.take_cash(lan, scene.bill())}"
    scene.run(5)
    refund = scene.id()
    asked = done(lan.ask_refund(refund, money, PRICE, "paid_twice", "đã trả ở máy"))
    assert (asked.state, asked.asked_by, asked.note) == ("asked", "lan", "đã trả ở máy")
    assert refused(duc.pay_refund(refund, "cash")) == "not_approved"
    assert refused(ha.decide_refund(refund, False)) == "why_missing"
    approved = done(ha.decide_refund(refund, True))
    assert (approved.state, approved.decided_by) == ("approved", "ha")
    assert refused(ha.pay_refund(refund, "transfer", "FT1")) == "own_approval"
    paid = done(duc.pay_refund(refund, "cash"))
    assert (paid.state, paid.paid_by, paid.method) == ("paid", "duc", "cash")
    assert done(duc.pay_refund(refund, "cash")) == paid
    assert done(ha.decide_refund(refund, True)) == paid
    assert refused(lan.pay_refund(refund, "cash")) == "paid"
    assert [len(done(ha.refunds())), len(done(ha.refunds(closed=True)))] == [0, 1]
    assert scene.balance("cash:desk-2") == 2_000_000 - PRICE
    assert scene.balance("refunds") == 0
    assert scene.balance("receivable") == PRICE  # the HIS still holds its receipt: the books differ by it, and say so
    view = done(duc.count(((500_000, 3), (50_000, 8), (10_000, 4), (5_000, 1), (2_000, 2), (200, 2))))
    assert view.book is not None
    assert (view.book.refunded_count, view.book.refunded, view.book.difference) == (1, PRICE, 0)
    slip = done(ha.refund_slip(refund))
    assert (slip.title, slip.number, slip.in_words) == ("Phiếu chi", "PC-2-261124-001", "Năm mươi nghìn sáu trăm đồng")
    assert done(ha.refund_slip(refund, copy=True)).copy == 1


@pytest.mark.attack
def test_nobody_decides_about_an_own_request_or_about_money_one_took(scene: Scene) -> None:
    ha, lan = scene.cashier("ha"), scene.cashier("lan", "desk-2")
    own, taken = scene.id(), scene.id()
    by_lan, by_ha = (f"cash:{scene.take_cash(window, scene.bill())}" for window in (lan, ha))
    done(ha.ask_refund(own, by_lan, PRICE, "mistake"))
    assert refused(ha.decide_refund(own, True)) == "own_request"
    done(lan.ask_refund(taken, by_ha, PRICE, "mistake"))
    assert refused(ha.decide_refund(taken, True)) == "own_request"
    assert refused(lan.decide_refund(taken, True)) == "forbidden"
    scene.hub.service.add_user("son", "Lý Sơn", scene.hub.desk.state.users.get("ha").roles, "204918")  # type: ignore[union-attr]
    son = scene.sit("son")
    assert done(son.decide_refund(own, True)).state == "approved"
    assert done(son.decide_refund(taken, False, "không đúng")).state == "refused"


def test_a_refund_by_transfer_has_the_banks_reference(scene: Scene) -> None:
    lan, ha, ky = scene.sit("lan"), scene.sit("ha"), scene.sit("ky")
    money = transfer(scene)
    refund = scene.id()
    done(lan.ask_refund(refund, money, PRICE, "no_code"))
    done(ha.decide_refund(refund, True))
    assert refused(ky.pay_refund(refund, "transfer", " ")) == "reference"
    assert refused(ky.pay_refund(refund, "cheque")) == "bad_request"
    assert refused(ky.pay_refund(refund, "cash")) == "no_shift"
    paid = done(ky.pay_refund(refund, "transfer", "FT26330"))
    assert (paid.method, paid.reference) == ("transfer", "FT26330")
    assert scene.balance("unallocated") == 0
    assert scene.balance(f"clearing:payouts:{PAYEE.account}") == -PRICE
    (event,) = [event for event in scene.events() if isinstance(event, RefundPaid)]
    assert event.period == "desk-1/2026-11-24"


@pytest.mark.attack
def test_no_more_goes_back_than_there_is(scene: Scene) -> None:
    lan, ha = scene.cashier("lan"), scene.sit("ha")
    money = transfer(scene, 100_000)
    first, second = scene.id(), scene.id()
    assert refused(lan.ask_refund(first, money, 100_001, "over")) == "amount"
    assert refused(lan.ask_refund(first, money, 0, "over")) == "amount"
    assert refused(lan.ask_refund(first, "bank:unknown", 1, "over")) == "no_money"
    assert refused(lan.ask_refund(first, money, 60_000, " ")) == "reason"
    done(lan.ask_refund(first, money, 60_000, "over"))
    assert done(lan.ask_refund(first, money, 60_000, "over")).refund_id == first
    assert refused(lan.ask_refund(first, money, 50_000, "over")) == "id_differs"
    assert refused(lan.ask_refund(second, money, 60_000, "over")) == "amount"
    done(lan.ask_refund(second, money, 40_000, "over"))
    done(ha.decide_refund(first, False, "sai"))
    done(lan.ask_refund(scene.id(), money, 60_000, "over"))


def test_what_pays_a_bill_by_now_is_not_given_back_as_if_it_did_not(scene: Scene) -> None:
    lan, ha = scene.cashier("lan"), scene.sit("ha")
    money, bill, refund = transfer(scene), scene.bill(), scene.id()
    done(lan.ask_refund(refund, money, PRICE, "no_code"))
    done(scene.hub.money.apply_credit("app-1", money, bill.bill_id, PRICE, BillKind.FEE, "named", "ky"))
    assert refused(ha.decide_refund(refund, True)) == "amount"
    done(ha.decide_refund(refund, False, "đã khớp"))
    again = scene.id()
    asked = done(lan.ask_refund(again, money, PRICE, "left"))
    assert asked.bill_id == bill.bill_id
    done(ha.decide_refund(again, True))
    (decided,) = [event for event in scene.events() if isinstance(event, RefundDecided) and event.approved]
    assert decided.source == "receivable"


@pytest.mark.attack
def test_a_drawer_pays_out_what_it_holds(scene: Scene) -> None:
    lan, ha, duc = scene.cashier("lan"), scene.sit("ha"), scene.sit("duc", "desk-2")
    done(duc.open_shift(scene.id(), ((50_000, 1),)))
    money = f"cash:{scene.take_cash(lan, scene.bill())}"
    refund = scene.id()
    done(lan.ask_refund(refund, money, PRICE, "mistake"))
    done(ha.decide_refund(refund, True))
    assert refused(duc.pay_refund(refund, "cash")) == "not_enough_cash"


# -- voids


def test_a_void_posts_the_payment_backwards_in_its_shift(scene: Scene) -> None:
    lan, ha = scene.cashier("lan"), scene.sit("ha")
    payment = scene.take_cash(lan, scene.bill())
    scene.run(5)
    assert refused(lan.ask_void(payment, " ")) == "reason"
    assert done(lan.ask_void(payment, "mistyped")).state == "void_asked"
    assert done(lan.ask_void(payment, "mistyped")).state == "void_asked"
    assert refused(lan.ask_void(payment, "other")) == "asked"
    assert refused(lan.decide_void(payment, True)) == "forbidden"
    assert refused(lan.ask_refund(scene.id(), f"cash:{payment}", PRICE, "mistake")) == "no_money"
    assert done(ha.decide_void(payment, True)).state == "voided"
    assert done(ha.decide_void(payment, True)).state == "voided"
    assert scene.balance("cash:desk-1") == 2_000_000
    done(lan.count(FLOAT))
    report = done(lan.close_shift("", ""))
    assert report.book is not None
    assert report.book.difference == 0
    assert report.sums == ()
    assert [(line.method, line.count, line.amount) for line in report.voided] == [("cash", 1, PRICE)]


def test_a_drawer_that_was_emptied_gives_nothing_back(scene: Scene) -> None:
    lan, ha = scene.cashier("lan"), scene.sit("ha")
    payment = scene.take_cash(lan, scene.bill())
    done(lan.drop(scene.id(), 2_000_001, "NQ-1"))
    done(lan.ask_void(payment, "mistyped"))
    assert refused(ha.decide_void(payment, True)) == "not_enough_cash"


def test_a_void_waits_until_the_his_has_answered_about_the_payment(scene: Scene) -> None:
    lan, ha = scene.cashier("lan"), scene.sit("ha")
    bill = scene.bill()
    (shown,) = done(lan.bills(bill.visit_code))
    scene.his.faults.arm(CallFault.LOST_REQUEST, 12)
    payment = done(lan.pay(scene.id(), shown.bill_id, shown.kind, PRICE, "cash", tendered=PRICE)).payment_id
    scene.run(3)
    done(lan.ask_void(payment, "wrong_bill"))
    assert refused(ha.decide_void(payment, True)) == "postings_open"
    # Nothing of it is voided and receipted: the HIS receipts it first, and the void is then decided with open eyes.
    scene.run(300)
    assert done(lan.payment(payment)).his == "done"
    assert done(ha.decide_void(payment, True)).state == "voided"


def test_a_bill_whose_payment_was_voided_may_be_paid_again(scene: Scene) -> None:
    lan, ha = scene.cashier("lan"), scene.sit("ha")
    bill = scene.bill()
    post = scene.his.post_payment
    scene.his.post_payment = lambda notice: Refused("amount_differs")  # type: ignore[method-assign]
    payment = scene.take_cash(lan, bill)
    scene.run(5)
    scene.his.post_payment = post  # type: ignore[method-assign]
    done(lan.ask_void(payment, "mistyped"))
    done(ha.decide_void(payment, True))
    assert scene.take_cash(lan, bill) != payment


def test_a_void_refused_leaves_the_payment_as_it_was(scene: Scene) -> None:
    lan, ha = scene.cashier("lan"), scene.sit("ha")
    payment = scene.take_cash(lan, scene.bill())
    assert refused(ha.decide_void(payment, True)) == "not_asked"
    done(lan.ask_void(payment, "mistyped"))
    assert done(ha.decide_void(payment, False)).state == "taken"
    assert scene.balance("cash:desk-1") == 2_000_000 + PRICE


@pytest.mark.attack
def test_the_one_who_asks_or_took_the_money_does_not_decide_a_void(scene: Scene) -> None:
    ha, lan = scene.cashier("ha"), scene.cashier("lan", "desk-2")
    mine, hers = scene.take_cash(ha, scene.bill()), scene.take_cash(lan, scene.bill())
    done(lan.ask_void(mine, "mistyped"))
    assert refused(ha.decide_void(mine, True)) == "own_request"
    done(ha.ask_void(hers, "mistyped"))
    assert refused(ha.decide_void(hers, True)) == "own_request"


@pytest.mark.attack
def test_voids_are_of_the_open_shift_only_and_are_decided_before_it_closes(scene: Scene) -> None:
    lan, ha = scene.cashier("lan"), scene.sit("ha")
    first, second = scene.take_cash(lan, scene.bill()), scene.take_cash(lan, scene.bill())
    done(lan.ask_void(first, "mistyped"))
    done(lan.count(((500_000, 4), (100_000, 1), (200, 1))))
    assert refused(lan.close_shift("change", "")) == "voids_waiting"
    assert refused(ha.decide_void(first, True)) == "shift_closed"
    assert refused(lan.ask_void(second, "mistyped")) == "shift_closed"
    done(ha.decide_void(first, False))
    done(lan.close_shift("change", ""))
    assert refused(lan.ask_void(second, "mistyped")) == "shift_closed"
    done(lan.ask_refund(scene.id(), f"cash:{second}", PRICE, "mistyped"))


@pytest.mark.attack
def test_a_payment_is_given_back_once_by_whichever_road(scene: Scene) -> None:
    lan = scene.cashier("lan")
    payment = scene.take_cash(lan, scene.bill())
    done(lan.ask_refund(scene.id(), f"cash:{payment}", PRICE, "mistake"))
    assert refused(lan.ask_void(payment, "mistyped")) == "asked"
    assert refused(lan.ask_void("nothing-of-this", "mistyped")) == "no_payment"


def test_a_voided_card_is_given_back_at_its_terminal_first(scene: Scene) -> None:
    lan, ha = scene.cashier("lan"), scene.sit("ha")
    payment = card(scene, lan)
    done(lan.ask_void(payment, "mistyped"))
    assert done(ha.decide_void(payment, True)).state == "voided"
    assert scene.terminal.memory.reversed_by(f"{payment}-void")
    assert scene.balance(f"clearing:card:{TERMINAL}") == 0


def test_a_card_given_back_with_a_lost_answer_is_void_after_asking_again(scene: Scene) -> None:
    lan, ha = scene.cashier("lan"), scene.sit("ha")
    payment = card(scene, lan)
    done(lan.ask_void(payment, "mistyped"))
    scene.terminal.faults.arm(CallFault.LOST_ANSWER)
    assert isinstance(ha.decide_void(payment, True), Unknown)
    assert refused(ha.decide_void(payment, False)) == "reversing"
    scene.crash()
    scene.boot()
    ha = scene.sit("ha")
    assert refused(ha.decide_void(payment, False)) == "reversing"
    assert done(ha.decide_void(payment, True)).state == "voided"
    assert scene.terminal.memory.totals().reversed_count == 1


def test_a_card_of_a_closed_batch_is_not_void_and_may_be_refunded(scene: Scene) -> None:
    lan, ha = scene.cashier("lan"), scene.sit("ha")
    payment = card(scene, lan)
    done(scene.terminal.close_batch("batch-1"))
    done(lan.ask_void(payment, "mistyped"))
    assert refused(ha.decide_void(payment, True)) == "batch_closed"
    assert done(lan.payment(payment)).state == "taken"
    assert [event.approved for event in scene.events() if isinstance(event, VoidDecided)] == [False]
    assert done(lan.ask_refund(scene.id(), f"card:{payment}", PRICE, "mistyped")).state == "asked"


@pytest.mark.parametrize("method", ["qr"])
def test_a_transfer_is_not_voided_but_refunded(scene: Scene, method: str) -> None:
    lan = scene.cashier("lan")
    bill = scene.bill()
    done(lan.bills(bill.visit_code))
    payment = done(lan.pay(scene.id(), bill.bill_id, BillKind.FEE, PRICE, method))
    scene.bank.transfer(PRICE, payment.pay_code)
    scene.run(5)
    assert refused(lan.ask_void(payment.payment_id, "mistyped")) == "shift_closed"
    *_, credit = scene.hub.money.book.credits
    asked = done(lan.ask_refund(scene.id(), f"bank:{credit.reference}", PRICE, "mistake"))
    assert asked.bill_id == bill.bill_id
