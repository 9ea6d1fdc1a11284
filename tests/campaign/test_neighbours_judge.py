"""The judge of the neighbours campaign, shown books that are wrong in one place: it names each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kiosk.campaign.neighbours.judge import Books, Shown, judge
from kiosk.campaign.values import Promise

VISIT = {
    "key": "k1",
    "id_number": "001090000017",
    "department_id": "K01",
    "day": "2026-11-24",
    "visit_code": "V1",
    "queue_number": "A001",
    "bill_id": "HD1",
    "amount_due": 50_600,
    "cancelled_at": "",
}
MOVEMENT = {"reference": "FT1", "amount": 50_600}
CREDIT = {**MOVEMENT, "order_id": "k1:pay", "bill_id": "HD1"}
PAYMENT = {"id": "bank:FT1", "bill_id": "HD1", "amount": 50_600}
PATIENT = Shown(VISIT["id_number"], ("A001",), called_paid=True)  # type: ignore[arg-type]
TICKET = {"key": "k1", "department_id": "K01", "day": "2026-11-24", "queue_number": "A001", "standing": "yes"}
GOOD = Books(
    [VISIT],
    [PAYMENT],
    [MOVEMENT],
    [CREDIT],
    [],
    asked=frozenset({"k1"}),
    open=frozenset(),
    shown=[PATIENT],
    tickets=[TICKET],
    rows=[(1, "a")],
    rows_at_hub=[(1, "a")],
)
SECOND = {**MOVEMENT, "reference": "FT2"}
SECOND_CREDIT = {**SECOND, "order_id": "k1:pay", "bill_id": "HD1"}


def test_good_books_are_good() -> None:
    assert judge(GOOD) == ()


def test_money_that_is_somebodys_work_is_no_loss() -> None:
    handed = [{"reference": "FT2", "reason": "second"}]
    assert judge(replace(GOOD, movements=[MOVEMENT, SECOND], credits=[CREDIT, SECOND_CREDIT], handed_over=handed)) == ()


@pytest.mark.parametrize(
    ("wrong", "promise", "seen"),
    [
        (
            {"visits": [VISIT, {**VISIT, "key": "k2", "visit_code": "V2", "queue_number": "A002", "bill_id": "HD2"}]},
            Promise.ONCE,
            "one person stands 2 times in K01",
        ),
        ({"visits": [VISIT, VISIT]}, Promise.ONCE, "2 visits under the key k1"),
        (
            {"tickets": [TICKET, {**TICKET, "key": "k2"}]},
            Promise.ONCE,
            "the number A001 of K01 was given 2 times",
        ),
        ({"asked": frozenset()}, Promise.KEPT, "the visit V1 was never written down here"),
        ({"payments": []}, Promise.AGREED, "the transfer FT1 of 50600 is neither posted nor anybody's work"),
        ({"payments": []}, Promise.AGREED, "a fee was called paid, and nothing proves it"),
        ({"payments": []}, Promise.AGREED, "the bank took 50600, and 0 are posted or open"),
        (
            {"payments": [PAYMENT, {**PAYMENT, "id": "bank:FT2"}], "movements": [MOVEMENT, SECOND]},
            Promise.ONCE,
            "the bill HD1 was paid 2 times",
        ),
        ({"payments": [{**PAYMENT, "amount": 56_000}]}, Promise.AGREED, "the bill HD1 of 50600 got 56000"),
        (
            {"payments": [{**PAYMENT, "amount": 56_000}]},
            Promise.AGREED,
            "the transfer FT1 of 50600 was posted as 56000",
        ),
        ({"payments": [{**PAYMENT, "bill_id": "HD9"}]}, Promise.AGREED, "the payment bank:FT1 is of a bill nobody has"),
        ({"movements": []}, Promise.AGREED, "the payment FT1 was posted, and the bank never had it"),
        ({"credits": []}, Promise.KEPT, "the hub has the transfer FT1 0 times"),
        ({"credits": [CREDIT, CREDIT]}, Promise.KEPT, "the hub has the transfer FT1 2 times"),
        ({"credits": [{**CREDIT, "amount": 1}]}, Promise.AGREED, "the transfer FT1 of 50600 is 1 at the hub"),
        (
            {"handed_over": [{"reference": "FT1", "reason": "late"}]},
            Promise.AGREED,
            "the transfer FT1 of 50600 is both posted and handed over",
        ),
        (
            {"shown": [replace(PATIENT, numbers=("A007",))]},
            Promise.KEPT,
            "the number A007 was shown, and the hospital does not have it",
        ),
        (
            {"shown": [replace(PATIENT, numbers=())]},
            Promise.ENDED,
            "registered as V1, and shown neither a number nor the desk",
        ),
        (
            {"shown": [PATIENT, Shown("001090000025")]},
            Promise.ENDED,
            "came, and left with neither a visit nor a number for the desk",
        ),
        ({"open": frozenset({"k1"})}, Promise.ENDED, "k1 is neither done nor anybody's work"),
        ({"rows_at_hub": [(1, "b")]}, Promise.KEPT, "1 rows at the station, and others at the hub: 1"),
        ({"rows_at_hub": []}, Promise.KEPT, "no row of the station came to the hub"),
    ],
)
def test_what_is_wrong_is_named(wrong: dict[str, Any], promise: Promise, seen: str) -> None:
    assert (promise, seen) in judge(replace(GOOD, **wrong))
