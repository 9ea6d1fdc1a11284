"""Histories of payments, and exactly the differences that they leave open; one for each cause."""

from __future__ import annotations

from datetime import timedelta

import pytest
from books_parts import (
    ACCOUNT,
    PRICE,
    Shown,
    applied,
    at,
    begun,
    credit,
    done,
    found,
    given_up,
    handed,
    line,
    matched,
    order,
    paid_day,
    paid_out,
    posted,
    receipt,
    receipt_gone,
    refund,
    refused,
    reversed_,
    settled,
    statement,
    taken,
    taken_back,
    unclear,
    unconfirmed,
    voided,
)

from his_client.payments import paycode
from kiosk.cashier.ports import Cause
from kiosk.money.order import Finding
from kiosk.reconcile.events import DifferenceSettled, DifferenceTaken, LineUnmatched


def test_a_payment_that_all_three_books_have_leaves_nothing_open() -> None:
    events = [*paid_day(), receipt("BL1", "bank:FT1", 1), *statement(line("FT1")), matched("FT1")]
    assert Shown(events).found == []


def test_money_that_pays_a_bill_without_a_receipt_of_the_his() -> None:
    history = [order(1), credit("FT1", number=1), applied("FT1", 1), posted("FT1", 1), given_up("FT1")]
    assert Shown(history).found == [("kiosk_his", "his_missing", -PRICE)]
    (row,) = Shown(history).rows
    assert (row.kiosk, row.bank, row.his, row.station, row.story) == (PRICE, PRICE, None, "K03", "bill:HD1")
    assert row.detail == "no_answer"
    assert Shown([*history, settled("FT1", 1)]).found == [], "a late receipt closes it by itself"
    assert Shown([*history, receipt("BL1", "bank:FT1", 1)]).found == [], "and so does one the HIS lists"


def test_while_the_his_owes_its_answer_the_missing_receipt_says_that_it_waits() -> None:
    history = [order(1), credit("FT1", number=1), applied("FT1", 1), posted("FT1", 1)]
    (item,) = Shown(history).list.all()
    assert item.waiting


def test_the_his_refused_the_posting_and_says_why() -> None:
    history = [order(1), credit("FT1", number=1), applied("FT1", 1), posted("FT1", 1), refused("FT1", "cancelled")]
    (row,) = Shown(history).rows
    assert (row.cause, row.detail, row.amount) == (Cause.HIS_REFUSED, "cancelled", -PRICE)


def test_a_receipt_that_the_his_voided_is_missing_again() -> None:
    history = [*paid_day(), receipt("BL1", "bank:FT1", 1), receipt_gone("BL1", "bank:FT1", 1)]
    (row,) = Shown(history).rows
    assert (row.cause, row.detail) == (Cause.HIS_MISSING, "receipt_gone")


@pytest.mark.attack
def test_a_receipt_for_a_payment_nobody_here_knows() -> None:
    assert found(receipt("BL9", "bank:FT9", 9)) == [("kiosk_his", "his_without_money", PRICE)]
    assert found(receipt("BL9", "", 9)) == [], "what was taken by hand at the HIS is its own money"


def test_a_receipt_without_money_here_is_compared_with_the_bank() -> None:
    alone = receipt("BL9", "bank:FT9", 9)
    assert found(alone, statement(line("FT1", 1))) == [
        ("his_bank", "bank_missing", -PRICE),
        ("kiosk_bank", "bank_only", 1),
        ("kiosk_his", "his_without_money", PRICE),
    ]
    assert found(alone, statement(line("FT9", 50_000))) == [
        ("his_bank", "bank_amount", -600),
        ("kiosk_bank", "bank_only", 50_000),
        ("kiosk_his", "his_without_money", PRICE),
    ]


def test_the_his_receipted_another_amount() -> None:
    assert found(paid_day(), receipt("BL1", "bank:FT1", 1, 50_000)) == [("kiosk_his", "his_amount", -600)]


@pytest.mark.attack
def test_the_his_receipted_one_payment_twice() -> None:
    assert found(paid_day(), receipt("BL7", "bank:FT1", 1)) == [("kiosk_his", "his_twice", PRICE)]


def test_a_credit_that_no_statement_of_its_time_lists() -> None:
    assert found(paid_day(), statement(line("FT8", 1))) == [
        ("kiosk_bank", "bank_missing", -PRICE),
        ("kiosk_bank", "bank_only", 1),
    ]
    assert found(paid_day()) == [], "before a statement of its time is imported nothing is missing"
    assert found(paid_day(), statement(line("FT1")), matched("FT1")) == []


def test_after_the_cut_off_the_bank_may_book_on_the_next_day() -> None:
    late = [
        order(1, minutes=15.75 * 60),
        credit("FT1", number=1, minutes=16 * 60),
        applied("FT1", 1),
        settled("FT1", 1),
    ]
    assert found(late, statement(line("FT8", 1))) == [("kiosk_bank", "bank_only", 1)]


def test_todays_statement_covers_the_day_up_to_its_last_line() -> None:
    evening = [order(1, minutes=650), credit("FT1", number=1, minutes=660), applied("FT1", 1), settled("FT1", 1)]
    assert found(evening, statement(line("FT8", 1), days_later=0)) == [("kiosk_bank", "bank_only", 1)]
    assert ("kiosk_bank", "bank_missing", -PRICE) in found(evening, statement(line("FT8", 1), days_later=1))


def test_the_bank_booked_another_amount_under_the_same_reference() -> None:
    history = [*paid_day(), *statement(line("FT1", 50_000))]
    (row,) = Shown(history).rows
    assert (row.cause, row.kiosk, row.bank, row.his, row.amount) == (Cause.BANK_AMOUNT, PRICE, 50_000, PRICE, -600)


def test_a_line_nobody_was_told_of() -> None:
    history = statement(line("FT1", 120_000))
    (row,) = Shown(history).rows
    assert (row.cause, row.kiosk, row.bank, row.his, row.amount) == (Cause.BANK_ONLY, None, 120_000, None, 120_000)
    assert row.story == "line:fp-FT1"


def test_true_twins_stay_two() -> None:
    twins = statement(line("", 30_000, name="fp"), line("", 30_000, name="fp.2"))
    assert found(twins) == [("kiosk_bank", "bank_only", 30_000)] * 2


def test_less_than_was_asked_for() -> None:
    history = [order(1), credit("FT1", 50_000, 1, Finding.UNDER), handed("FT1", "under")]
    (row,) = Shown(history).rows
    assert (row.cause, row.kiosk, row.bank, row.his, row.amount) == (Cause.UNDER, PRICE, 50_000, None, -600)
    assert row.pay_code == order(1).pay_code


def test_more_than_was_asked_for_and_the_rest_of_it_once_the_bill_is_paid_of_it() -> None:
    history = [order(1), credit("FT1", 60_000, 1, Finding.OVER), handed("FT1", "over")]
    assert found(history) == [("kiosk_bank", "over", 9_400)]
    paid = [*history, applied("FT1", 1, PRICE, "lan"), posted("FT1", 1), settled("FT1", 1)]
    assert found(paid) == [("kiosk_bank", "over", 9_400)]
    assert found(paid, refund("bank:FT1", 9_400)) == [], "the refund answers for the rest"


def test_a_bill_paid_in_parts_waits_for_a_person_and_is_receipted_once() -> None:
    halves = [
        order(1),
        credit("FT1", 25_300, 1, Finding.UNDER),
        credit("FT2", 25_300, 1, Finding.SECOND, minutes=2),
        handed("FT1", "under"),
        handed("FT2", "second"),
    ]
    assert found(halves) == [("kiosk_bank", "in_parts", 0)]
    both = [applied("FT1", 1, 25_300, "lan"), applied("FT2", 1, 25_300, "lan")]
    assert found(halves, both[0]) == [("kiosk_bank", "in_parts", 0)]
    assert found(halves, both, posted("FT1", 1), settled("FT1", 1), done("FT1", 1)) == []


def test_a_second_transfer_for_an_order_that_has_its_money() -> None:
    history = [*paid_day(), credit("FT2", number=1, finding=Finding.SECOND, minutes=5), handed("FT2", "second")]
    (row,) = Shown(history).rows
    assert (row.cause, row.kiosk, row.bank, row.his, row.amount) == (Cause.TWICE, PRICE, 2 * PRICE, PRICE, PRICE)
    assert found(history, refund("bank:FT2", PRICE)) == []


def test_late_money_pays_and_a_person_looks_at_it() -> None:
    history = [
        order(1),
        credit("FT1", number=1, finding=Finding.LATE, minutes=20),
        applied("FT1", 1),
        settled("FT1", 1),
    ]
    (row,) = Shown(history).rows
    assert (row.cause, row.kiosk, row.bank, row.his, row.amount) == (Cause.LATE, PRICE, PRICE, PRICE, 0)


@pytest.mark.parametrize("why", [Finding.NO_CODE, Finding.UNKNOWN_CODE, Finding.BEFORE_ORDER])
def test_money_that_names_no_order(why: Finding) -> None:
    (row,) = Shown([credit("FT1", 120_000, finding=why), handed("FT1", why)]).rows
    assert (row.cause, row.detail, row.kiosk, row.bank, row.amount) == (Cause.ORPHAN, why, None, 120_000, 120_000)
    assert row.story == "money:bank:FT1"


def test_money_for_a_bill_that_another_way_paid() -> None:
    cash = [order(1), begun("p1", 1), taken("p1", 1), settled("cash:p1", 1)]
    late = [credit("FT1", number=1, finding=Finding.BILL_TAKEN, minutes=9), handed("FT1", "bill_taken")]
    assert found(cash, late) == [("kiosk_bank", "bill_taken", PRICE)]
    by_hand = receipt("BL4", "", 1)
    assert found(order(1), by_hand, credit("FT1", 50_000, 1, Finding.UNDER)) == [("kiosk_bank", "bill_taken", 50_000)]


def test_a_credit_the_provider_took_back_after_the_his_receipted_it() -> None:
    history = [*paid_day(), taken_back("FT1", 1, why="reversed"), reversed_("FT1"), handed("FT1", "reversed")]
    assert found(history) == [("kiosk_his", "reversed", PRICE)]
    assert found(history, receipt_gone("BL1", "bank:FT1", 1)) == [("kiosk_bank", "reversed", -PRICE)], "owed again"
    assert (
        found(history, receipt_gone("BL1", "bank:FT1", 1), taken("p1", 1), settled("cash:p1", 1, receipt="BL2")) == []
    )


@pytest.mark.attack
def test_money_on_another_account_and_a_second_amount_under_one_reference() -> None:
    other = credit("FT1", finding=Finding.OTHER_ACCOUNT, account="999")
    assert found(other) == [("kiosk_bank", "other_account", PRICE)]
    twice = credit("FT1/7000", 7_000, finding=Finding.SAME_REFERENCE)
    assert found(paid_day(), twice) == [("kiosk_bank", "same_reference", 7_000)]


@pytest.mark.attack
def test_money_that_only_a_webhook_told_of_is_a_difference_until_the_provider_tells_of_it_too() -> None:
    told = [order(1), unconfirmed("FT1", 1)]
    assert found(told) == [("kiosk_bank", "unconfirmed", -PRICE)]
    assert Shown(told).rows[0].pay_code == paycode.make(1)
    assert found(told, paid_day()[1:]) == []
    assert found(paid_day(), unconfirmed("FT1/7000", 1, 7_000)) == [("kiosk_bank", "unconfirmed", -7_000)]


def test_nobody_can_say_whether_the_card_was_charged() -> None:
    asked = [begun("p1", 1, "card"), unclear("p1")]
    assert found(asked) == [("kiosk_bank", "unclear_card", -PRICE)]
    assert found(asked, taken("p1", 1, "card"), settled("card:p1", 1)) == []


def test_a_voided_payment_that_the_his_still_receipts() -> None:
    history = [begun("p1", 1), taken("p1", 1), settled("cash:p1", 1), voided("p1", 1)]
    (row,) = Shown(history).rows
    assert (row.cause, row.detail, row.amount) == (Cause.HIS_WITHOUT_MONEY, "voided", PRICE)


def test_a_refund_of_what_had_paid_waits_until_the_his_takes_its_receipt_back() -> None:
    history = [*paid_day(), refund("bank:FT1", PRICE, "receivable")]
    assert found(history) == [("kiosk_his", "his_amount", PRICE)]
    assert found(history, receipt_gone("BL1", "bank:FT1", 1)) == []


@pytest.mark.attack
def test_a_refund_by_transfer_is_looked_for_on_the_statement() -> None:
    history = [*paid_day(), credit("FT2", number=1, finding=Finding.SECOND), refund("bank:FT2", PRICE)]
    lines = [line("FT1"), line("FT2"), line("OUT1", -PRICE, 45)]
    credits = [matched("FT1"), matched("FT2")]
    sent = [*history, paid_out(PRICE, "OUT1")]
    assert found(sent, statement(*lines), credits, matched("OUT1", -PRICE, "payout:R1")) == []
    assert found(sent, statement(*lines[:2]), credits) == [("kiosk_bank", "bank_missing", PRICE)]


def test_money_whose_match_was_undone_is_open_on_both_sides_and_the_match_stays_on_record() -> None:
    history = [*paid_day(), *statement(line("FT1")), matched("FT1")]
    undone = LineUnmatched("m:fp-FT1", "fp-FT1", "bank:FT1", ACCOUNT, "bank", PRICE, "", "lan", "other payer")
    shown = Shown([*history, undone])
    assert shown.found == [("kiosk_bank", "bank_missing", -PRICE), ("kiosk_bank", "bank_only", PRICE)]
    assert "m:fp-FT1" in shown.books.matches
    assert "m:fp-FT1" in shown.books.unmatched


def test_a_match_by_a_person_that_is_taken_back_leaves_the_money_without_a_bill() -> None:
    history = [order(1), credit("FT1", number=1), applied("FT1", 1), taken_back("FT1", 1)]
    assert found(history) == [("kiosk_bank", "orphan", 0)]


# -- work on differences


def test_an_owner_keeps_the_work_while_its_cause_changes_and_settling_holds_for_what_was_settled() -> None:
    history = [order(1), credit("FT1", 50_000, 1, Finding.UNDER)]
    (row,) = Shown(history).rows
    owned = [*history, DifferenceTaken(row.key, "lan", at(10))]
    assert [row.owner for row in Shown(owned).rows] == ["lan"]
    closed = [*owned, DifferenceSettled(row.key, "waived", "", "lan", at(11))]
    assert Shown(closed).rows == []
    kept = Shown(closed).list.all()
    assert [item.difference.settled for item in kept] == ["waived"], "it stays on record"
    more = [*closed, credit("FT2", 50_000, 1, Finding.SECOND, minutes=5)]
    (row,) = Shown(more).rows
    assert (row.cause, row.owner) == (Cause.OVER, "lan"), "what is new is open again, with its owner"


def test_the_list_follows_the_books_step_by_step_as_if_it_were_made_anew() -> None:
    history = [
        *paid_day(1, "FT1"),
        order(2),
        credit("FT2", 50_000, 2, Finding.UNDER),
        receipt("BL9", "bank:FT9", 9),
        *statement(line("FT1"), line("FT2", 50_000), line("FT5", 7)),
        matched("FT1"),
        receipt("BL1", "bank:FT1", 1, 50_000),
    ]
    shown = Shown([])
    for count, event in enumerate(history, 1):
        shown.books.apply(event)
        assert shown.rows == Shown(history[:count]).rows


def test_oldest_first_and_of_a_day() -> None:
    later = credit("FT2", 7, minutes=24 * 60)
    shown = Shown([later, credit("FT1", 5)])
    assert [row.bank for row in shown.rows] == [5, 7]
    assert [item.difference.bank for item in shown.list.of_day(at(0).date() + timedelta(days=1))] == [7]
    assert done("FT1", 1)
