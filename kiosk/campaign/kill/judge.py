"""What went wrong after a blow, by the hospital's and the bank's own books and what the patient was shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from his_client.sandbox.rows import BILLS, FEEDBACK, PAYMENTS, REGISTRATIONS
from his_client.sandbox.store import SqliteStore
from kiosk.campaign.kill.hospital import Hospital
from kiosk.campaign.kill.life import Told
from kiosk.campaign.kill.scenes import Visitor
from kiosk.campaign.values import Promise

SANDBOX = "SBX"
"""The station of whom the sandbox registers by itself."""


class Harm(StrEnum):
    """What may go wrong."""

    LOST = "lost"
    DOUBLED = "doubled"
    UNFINISHED = "unfinished"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that went wrong, the promise it breaks, and what was seen."""

    harm: Harm
    promise: Promise
    seen: str


JUDGED = (Promise.KEPT, Promise.ONCE, Promise.ENDED, Promise.CHAINED, Promise.AGREED)


def judge(hospital: Hospital, visitor: Visitor, told: list[Told]) -> list[Problem]:
    """Every problem of one visit, whose child lived so often as it had to; the last line is how it ended."""
    store = SqliteStore(hospital.book, read_only=True)
    try:
        number = visitor.person.citizen.id_number
        everything = store.table(REGISTRATIONS).where(id_number=number)
        bills = {row.bill_id for row in everything} | {row.id for row in store.table(BILLS).where(id=visitor.bill_id)}
        heard = {row.id for row in store.table(FEEDBACK).where()}
        payments = [payment for bill in sorted(bills) for payment in store.table(PAYMENTS).where(bill_id=bill)]
    finally:
        store.close()
    rows = [row for row in everything if row.station_id != SANDBOX]
    last = told[-1]
    asked, handed = set(last.get("asked", ())), len(last.get("handed", ()))
    shown = {line["number"] for line in told if "number" in line}
    transfers = sum(line["times"] for line in told if "transfer" in line)
    paid = any("paid" in line for line in told)
    settled = len(payments) + handed
    found = (
        (any("crashed" in line for line in told), Harm.UNFINISHED, Promise.ENDED, "the process failed"),
        ("visits" not in last, Harm.UNFINISHED, Promise.ENDED, "it never came to rest"),
        (bool(last.get("open")), Harm.UNFINISHED, Promise.ENDED, "a delivery is still open"),
        (bool(last.get("under_way")), Harm.UNFINISHED, Promise.ENDED, "a visit is still under way"),
        (not last.get("whole", True), Harm.UNFINISHED, Promise.CHAINED, "a chain does not verify"),
        (len(rows) > 1, Harm.DOUBLED, Promise.ONCE, f"{len(rows)} registrations"),
        (bool({row.key for row in rows} - asked), Harm.DOUBLED, Promise.KEPT, "registered without a row"),
        (len(payments) > len({payment.bill_id for payment in payments}), Harm.DOUBLED, Promise.ONCE, "paid twice"),
        (bool(shown - {row.queue_number for row in everything}), Harm.LOST, Promise.KEPT, "a number nobody knows"),
        (bool(asked) and not rows, Harm.LOST, Promise.KEPT, "asked for and not registered"),
        (bool(set(last.get("said", ())) - heard), Harm.LOST, Promise.KEPT, "what was said never arrived"),
        (settled < transfers, Harm.LOST, Promise.AGREED, f"{transfers} transfers, {settled} settled"),
        (paid and not settled, Harm.LOST, Promise.AGREED, "called paid without a payment"),
        (settled > transfers, Harm.DOUBLED, Promise.AGREED, f"{transfers} transfers, {settled} settled"),
    )
    return [Problem(harm, promise, seen) for broken, harm, promise, seen in found if broken]
