"""The judge from outside: the hospital's book, the bank's book, the hub's books and what patients were shown.

Plain records only, as they are told over HTTP or lie in files; nothing of the product's own classes or opinions.
`gather` (`kiosk.campaign.neighbours.books`) collects them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kiosk.campaign.values import Promise

Record = Mapping[str, Any]
Finding = tuple[Promise, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """What one patient saw: the numbers of clinics and of the desk, whether anything was called paid, how it ended."""

    id_number: str
    numbers: tuple[str, ...] = ()
    desk_numbers: tuple[str, ...] = ()
    called_paid: bool = False
    told_registered_before: bool = False


@dataclass(frozen=True, slots=True)
class Books:
    """Everything there is to judge.

    `visits`: key, id_number, department_id, day, visit_code, queue_number, bill_id, amount_due, cancelled_at.
    `payments`: id, bill_id, amount. `movements`: reference, amount. `credits`: reference, amount, as the hub has them;
    `handed_over`: reference, reason; `orders`: order_id, bill_id, amount, and `asked`: the ids of what the station
    wrote down before it sent it; `open`: what is still neither done nor given to a person.
    `rows` and `rows_at_hub`: seq and hash of each row of the station's journal, here and in the hub's database.
    """

    visits: Sequence[Record]
    payments: Sequence[Record]
    movements: Sequence[Record]
    credits: Sequence[Record]
    handed_over: Sequence[Record]
    asked: frozenset[str]
    open: frozenset[str]
    shown: Sequence[Shown]
    tickets: Sequence[Record] = ()
    """Places in queues: key (of the visit), department_id, day, queue_number, standing; a visit may have several."""
    rows: Sequence[tuple[int, str]] = ()
    rows_at_hub: Sequence[tuple[int, str]] = ()


def judge(books: Books) -> tuple[Finding, ...]:
    """Everything that is wrong, each with what was seen; nothing when all is well."""
    return (*_visits(books), *_payments(books), *_money(books), *_patients(books), *_ended(books))


def _visits(books: Books) -> Iterator[Finding]:
    standing = [visit for visit in books.visits if not visit["cancelled_at"]]
    for key, count in Counter(visit["key"] for visit in books.visits).items():
        if count > 1:
            yield Promise.ONCE, f"{count} visits under the key {key}"
    places = Counter((visit["id_number"], visit["department_id"], visit["day"]) for visit in standing)
    for (_, department, _), count in places.items():
        if count > 1:
            yield Promise.ONCE, f"one person stands {count} times in {department}"
    for visit in books.visits:
        if visit["key"] not in books.asked:
            yield Promise.KEPT, f"the visit {visit['visit_code']} was never written down here"
    given = [one for one in books.tickets if one["standing"] == "yes"]
    numbers = Counter((one["department_id"], one["day"], one["queue_number"]) for one in given)
    for (department, _, number), count in numbers.items():
        if count > 1:
            yield Promise.ONCE, f"the number {number} of {department} was given {count} times"


def _payments(books: Books) -> Iterator[Finding]:
    for bill, count in Counter(payment["bill_id"] for payment in books.payments).items():
        if count > 1:
            yield Promise.ONCE, f"the bill {bill} was paid {count} times"
    due = {visit["bill_id"]: visit["amount_due"] for visit in books.visits}
    for payment in books.payments:
        if payment["bill_id"] not in due:
            yield Promise.AGREED, f"the payment {payment['id']} is of a bill nobody has"
        elif payment["amount"] != due[payment["bill_id"]]:
            yield Promise.AGREED, f"the bill {payment['bill_id']} of {due[payment['bill_id']]} got {payment['amount']}"


def _money(books: Books) -> Iterator[Finding]:
    """Every đồng the bank has is posted to a bill, or an open difference that a named person works on."""
    told = Counter(credit["reference"] for credit in books.credits)
    amounts = {credit["reference"]: credit["amount"] for credit in books.credits}
    posted = {payment["id"].partition(":")[2]: payment["amount"] for payment in books.payments}
    handed = {item["reference"] for item in books.handed_over}
    sent = {movement["reference"]: movement["amount"] for movement in books.movements}
    for reference, amount in sent.items():
        if told[reference] != 1:
            yield Promise.KEPT, f"the hub has the transfer {reference} {told[reference]} times"
        elif amounts[reference] != amount:
            yield Promise.AGREED, f"the transfer {reference} of {amount} is {amounts[reference]} at the hub"
        if (reference in posted) == (reference in handed):
            both = "both posted and handed over" if reference in posted else "neither posted nor anybody's work"
            yield Promise.AGREED, f"the transfer {reference} of {amount} is {both}"
        elif reference in posted and posted[reference] != amount:
            yield Promise.AGREED, f"the transfer {reference} of {amount} was posted as {posted[reference]}"
    for reference in posted.keys() - sent.keys():
        yield Promise.AGREED, f"the payment {reference} was posted, and the bank never had it"
    for reference in told.keys() - sent.keys():
        yield Promise.AGREED, f"the hub has the transfer {reference}, and the bank never had it"
    difference = sum(amounts[one] for one in handed if one in amounts)
    taken, given = sum(sent.values()), sum(posted.values()) + difference
    if taken != given:
        yield Promise.AGREED, f"the bank took {taken}, and {given} are posted or open"


def _patients(books: Books) -> Iterator[Finding]:
    """Who was shown a number has it; who is registered was shown it or sent to the desk; what was called paid was."""
    paid = {payment["bill_id"] for payment in books.payments}
    for shown in books.shown:
        mine = [visit for visit in books.visits if visit["id_number"] == shown.id_number]
        keys = {visit["key"] for visit in mine}
        held = {ticket["queue_number"] for ticket in books.tickets if ticket["key"] in keys}
        for number in set(shown.numbers) - held:
            yield Promise.KEPT, f"the number {number} was shown, and the hospital does not have it"
        if mine and not shown.desk_numbers and not held & set(shown.numbers):
            yield Promise.ENDED, f"registered as {mine[0]['visit_code']}, and shown neither a number nor the desk"
        if not mine and not shown.desk_numbers and not shown.told_registered_before:
            yield Promise.ENDED, "came, and left with neither a visit nor a number for the desk"
        if shown.called_paid and not any(visit["bill_id"] in paid for visit in mine):
            handed = {item["reference"] for item in books.handed_over}
            came = [c for c in books.credits if c.get("bill_id") in {visit["bill_id"] for visit in mine}]
            if not any(credit["reference"] in handed for credit in came):
                yield Promise.AGREED, "a fee was called paid, and nothing proves it"


def _ended(books: Books) -> Iterator[Finding]:
    for name in sorted(books.open):
        yield Promise.ENDED, f"{name} is neither done nor anybody's work"
    if books.rows_at_hub and tuple(books.rows) != tuple(books.rows_at_hub):
        yield Promise.KEPT, f"{len(books.rows)} rows at the station, and others at the hub: {len(books.rows_at_hub)}"
    if books.rows and not books.rows_at_hub:
        yield Promise.KEPT, "no row of the station came to the hub"
