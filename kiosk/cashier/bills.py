"""What is owed, as the HIS says it: by a visit's code all of a patient's bills, and one bill again before it is paid.

These functions block for the HIS's answers and hold nothing; they run outside the hub's own thread.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace

from his_client.his import ports as his
from his_client.his.ports import HospitalSystem, IdentitySource, Registered
from his_client.outcome import Done, Outcome, Refused, Unknown
from kiosk.cashier.values import Bill
from kiosk.money.order import BillKind

OPEN, PAID, UNKNOWN = "open", "paid", "unknown"

TITLES = {
    BillKind.FEE: "Viện phí khám bệnh",
    BillKind.ADVANCE: "Tạm ứng viện phí",
    BillKind.SERVICES: "Dịch vụ trong lần khám",
    BillKind.BALANCE: "Viện phí lần khám trước",
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A bill, and by what it can be asked about again. The patient's id stays in memory."""

    bill: Bill
    patient_id: str


def ask(system: HospitalSystem, visit_code: str) -> Outcome[tuple[Seen, ...]]:
    """All bills of the visit's patient, the visit's own first. Refused: `no_bill` (no such visit, or taken back).

    When the HIS tells of the visit and not of the patient's other bills, the visit's own is the answer.
    """
    match system.reprint(visit_code):
        case Done(value=None):
            return Refused("no_bill")
        case Done(value=Registered() as visit):
            pass
        case Refused(code=code):
            return Unknown("peer_error", code)
        case Unknown() as unknown:
            return unknown
    others = system.bills(visit.patient_id, IdentitySource.TYPED)
    found: tuple[Seen, ...] = () if visit.cancelled else (Seen(_own(visit), visit.patient_id),)
    if isinstance(others, Done):
        found += tuple(
            Seen(_other(bill, visit_code), visit.patient_id) for bill in others.value if bill.id != visit.bill_id
        )
    return Done(found) if found else Refused("no_bill")


def again(system: HospitalSystem, seen: Seen) -> Seen | Refused:
    """The bill as the HIS has it now; `unknown` when it does not say. Refused: `no_bill` (its visit was taken back)."""
    bill = seen.bill
    listed = system.bills(seen.patient_id, IdentitySource.TYPED)
    if isinstance(listed, Done):
        for found in listed.value:
            if found.id == bill.bill_id:
                return replace(seen, bill=_with(bill, found.amount_due, found.amount_paid))
    if bill.kind is BillKind.FEE:
        match system.reprint(bill.visit_code):
            case Done(value=Registered(bill_id=bill_id) as visit) if bill_id == bill.bill_id:
                if visit.cancelled:
                    return Refused("no_bill", "the visit was taken back")
                return replace(seen, bill=_with(bill, visit.amount_due, visit.amount_paid))
            case _:
                return replace(seen, bill=replace(bill, state=UNKNOWN))
    # A bill that is listed no more has nothing owed on it.
    state = PAID if isinstance(listed, Done) else UNKNOWN
    return replace(seen, bill=replace(bill, state=state))


def _own(visit: Registered) -> Bill:
    title = f"{TITLES[BillKind.FEE]}: {visit.department_name}" if visit.department_name else TITLES[BillKind.FEE]
    bill = Bill(visit.bill_id, visit.visit_code, BillKind.FEE, title, visit.amount_due, 0, OPEN)
    return _with(bill, visit.amount_due, visit.amount_paid)


def _other(found: his.Bill, visit_code: str) -> Bill:
    kind = _kind(found, visit_code)
    bill = Bill(found.id, found.visit_code, kind, found.title or TITLES[kind], found.amount_due, 0, OPEN)
    return _with(bill, found.amount_due, found.amount_paid)


def _kind(found: his.Bill, visit_code: str) -> BillKind:
    """A HIS names no kinds: an advance by its title, the rest by whether it belongs to this visit."""
    if "tạm ứng" in unicodedata.normalize("NFC", found.title).casefold():
        return BillKind.ADVANCE
    return BillKind.SERVICES if found.visit_code == visit_code else BillKind.BALANCE


def _with(bill: Bill, due: int, paid: int) -> Bill:
    return replace(bill, due=due, paid=paid, state=PAID if paid >= due else OPEN)
