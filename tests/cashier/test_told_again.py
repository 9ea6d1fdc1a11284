"""What a provider tells twice or in another order: references used again, money taken back in part, or first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from desk_parts import PAYEE, PRICE, Scene, done, refused

from his_client.his.ports import Registered
from his_client.payments.bank import Credit
from kiosk.cashier.ports import Cause
from kiosk.hub.ports import OpenedOrder
from kiosk.money.order import CreditReversed


@pytest.fixture
def scene() -> Iterator[Scene]:
    scene = Scene(books=True)
    yield scene
    scene.close()


def order(scene: Scene, bill: Registered) -> OpenedOrder:
    return done(scene.hub.money.open_order(f"{bill.key}:pay", "K03", bill.bill_id, bill.amount_due))


def told(scene: Scene, reference: str, memo: str, amount: int = PRICE) -> Credit:
    return Credit("bank", reference, PAYEE.account, amount, memo, scene.time.now())


def tell(scene: Scene, *credits: Credit) -> int:
    new = scene.hub.money.take(credits, "list")
    scene.run(60)
    return new


def receipts(scene: Scene, bill: Registered) -> list[tuple[str, int]]:
    return [(row.id, row.amount) for row in scene.his.book.payments.where(bill_id=bill.bill_id)]


def differences(scene: Scene) -> list[tuple[Cause, int]]:
    return [(row.cause, row.amount) for row in done(scene.sit("ha").differences())]


# -- one reference


def test_a_reference_the_bank_uses_again_on_another_day_is_money_of_its_own(scene: Scene) -> None:
    first, second = scene.bill(), scene.bill()
    codes = [order(scene, bill).pay_code for bill in (first, second)]
    credit = told(scene, "0001", codes[0])
    later = replace(credit, memo=codes[1], booked_at=credit.booked_at + timedelta(days=2))
    assert tell(scene, credit) == 1
    assert (tell(scene, later), tell(scene, later), tell(scene, credit)) == (1, 0, 0)
    assert receipts(scene, first) == [("bank:0001", PRICE)]
    assert receipts(scene, second) == []  # a person says what it is
    assert (Cause.SAME_REFERENCE, PRICE) in differences(scene)
    assert scene.balance("unallocated") == -PRICE
    third = replace(credit, booked_at=credit.booked_at + timedelta(days=5))
    assert (tell(scene, third), tell(scene, third)) == (1, 0)
    assert scene.balance("clearing:bank") == 3 * PRICE


def test_a_reference_that_names_another_order_the_same_day_is_money_of_its_own(scene: Scene) -> None:
    first, second = (order(scene, scene.bill()).pay_code for _ in range(2))
    credit = told(scene, "0001", first)
    assert tell(scene, credit, replace(credit, memo=second)) == 2
    assert differences(scene) == [(Cause.SAME_REFERENCE, PRICE)]


def test_the_same_money_told_with_less_or_a_little_later_stays_one(scene: Scene) -> None:
    code = order(scene, scene.bill()).pay_code
    credit = told(scene, "0001", f"CT {code}")
    again = (
        credit,
        replace(credit, memo=""),
        replace(credit, memo=f"MBVCB.{code}.cam on"),
        replace(credit, memo="vien phi"),
        replace(credit, booked_at=credit.booked_at + timedelta(hours=3)),
    )
    assert tell(scene, *again) == 1
    assert differences(scene) == []


def test_money_about_midnight_that_another_road_books_on_the_next_day_is_one(scene: Scene) -> None:
    credit = replace(told(scene, "0001", ""), booked_at=scene.time.now().replace(hour=23, minute=30))
    next_day = credit.booked_at.replace(hour=0, minute=0) + timedelta(days=1)
    assert tell(scene, credit, replace(credit, booked_at=next_day)) == 1


# -- taken back


def test_a_reversal_told_before_its_credit_keeps_it_from_paying(scene: Scene) -> None:
    bill = scene.bill()
    credit = told(scene, "FT9", order(scene, bill).pay_code)
    gone = replace(credit, amount=-PRICE)
    tell(scene, gone, gone)
    assert differences(scene) == [(Cause.REVERSED, -PRICE)]
    assert (scene.balance("unallocated"), scene.balance("clearing:bank")) == (PRICE, -PRICE)
    scene.crash()
    scene.boot()
    assert tell(scene, credit) == 1
    assert receipts(scene, bill) == []
    assert differences(scene) == []
    assert (scene.balance("unallocated"), scene.balance("clearing:bank")) == (0, 0)
    assert refused(scene.sit("lan").ask_refund(scene.id(), "bank:FT9", PRICE, "over")) == "no_money"
    # The bill is owed still, and other money pays it.
    scene.bank.transfer(PRICE, credit.memo)
    scene.run(60)
    assert [amount for _, amount in receipts(scene, bill)] == [PRICE]


def test_a_part_taken_back_is_a_part_and_a_persons_to_settle(scene: Scene) -> None:
    bill = scene.bill()
    credit = told(scene, "FT10", order(scene, bill).pay_code)
    part = replace(credit, amount=-1_000)
    tell(scene, credit)
    tell(scene, part, part)
    assert [event.amount for event in scene.events() if isinstance(event, CreditReversed)] == [1_000]
    assert receipts(scene, bill) == [("bank:FT10", PRICE)]
    assert differences(scene) == [(Cause.REVERSED, -1_000)]
    assert (scene.balance("unallocated"), scene.balance("clearing:bank")) == (1_000, PRICE - 1_000)
    lan = scene.sit("lan")
    assert refused(lan.ask_refund(scene.id(), "bank:FT10", PRICE, "over")) == "amount"
    done(lan.ask_refund(scene.id(), "bank:FT10", PRICE - 1_000, "over"))


def test_a_part_taken_back_before_the_money_is_told_leaves_all_of_it_to_a_person(scene: Scene) -> None:
    bill = scene.bill()
    credit = told(scene, "FT11", order(scene, bill).pay_code)
    tell(scene, replace(credit, amount=-600), credit)
    assert receipts(scene, bill) == []
    assert differences(scene) == [(Cause.UNDER, -600)]
    assert scene.hub.money.book.left("bank:FT11") == PRICE - 600
    assert [item.reason for item in scene.hub.money.book.work] == ["reversed"]


def test_the_rest_taken_back_after_a_part_is_all_of_it(scene: Scene) -> None:
    bill = scene.bill()
    credit = told(scene, "FT12", order(scene, bill).pay_code)
    tell(scene, credit)
    tell(scene, replace(credit, amount=-1_000))
    tell(scene, replace(credit, amount=1_000 - PRICE))
    assert scene.hub.money.book.paid(bill.bill_id) == ()
    assert (scene.balance("unallocated"), scene.balance("clearing:bank")) == (0, 0)
    assert differences(scene) == [(Cause.REVERSED, PRICE)]  # the HIS still holds its receipt
