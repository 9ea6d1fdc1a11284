"""Bills: what the hospital still asks of the card's holder, from the ward, the laboratory or an earlier visit.

One is chosen and paid like the fee of a registration; a bill that is paid in part is the cashier's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from his_client.his.ports import Bill
from kiosk.clock import VIETNAM
from kiosk.visit.effects import AskBills, Effect, StartTimer, StopTimer, Timer
from kiosk.visit.errands import BillChosen, BillsKnown, PaymentSlipDone
from kiosk.visit.events import BackPressed, Event, HisSilent, NextPressed, PatientKnown, TimerFired
from kiosk.visit.person import identity_source
from kiosk.visit.turn import Backward, Forward, ToDesk, Turn
from kiosk.visit.values import Facts, Policy, Reason


@dataclass(frozen=True, slots=True)
class BillsState:
    """`waiting` for the HIS."""

    waiting: bool = True


def open_bills(facts: Facts) -> tuple[Bill, ...]:
    """What is still to be paid, as far as is known here."""
    return tuple(bill for bill in facts.bills or () if bill.id not in facts.paid)


def payable_here(bill: Bill) -> bool:
    """Whether an order can be opened for it: it is for a whole bill."""
    return bill.amount_paid == 0 and bill.amount_due > 0


def kind_of(bill: Bill, facts: Facts, today: date) -> str:
    """What it is for (`fee`, `advance`, `services`, `balance`): as the HIS says, else by its visit and its day."""
    if bill.kind:
        return bill.kind
    if any(bill.id == one.bill_id for one in facts.today):
        return "fee"
    return "services" if bill.issued_at.astimezone(VIETNAM).date() == today else "balance"


def paid_notice(*, printed: bool | None) -> str:
    """What is told of a bill that was paid: its slip came out, did not, or nobody knows yet."""
    return "paid" if printed is None else "paid_slip" if printed else "paid_no_slip"


def enter(facts: Facts, policy: Policy) -> Turn[BillsState]:
    """Ask for them, or show what is known."""
    if facts.bills is not None:
        return Turn(BillsState(waiting=False))
    asked = _ask(facts) if facts.patient_known else ()
    if facts.differs:
        return Turn(BillsState(), go=ToDesk(Reason.PATIENT_DIFFERS))
    if facts.his_silent:
        return Turn(BillsState(), go=ToDesk(Reason.HIS_AWAY))
    if facts.patient_known and not asked:
        return Turn(BillsState(waiting=False))  # nobody is known by this card
    return Turn(BillsState(), (*asked, StartTimer(Timer.HIS, policy.his_wait_s)))


def on(state: BillsState, facts: Facts, _policy: Policy, event: Event) -> Turn[BillsState]:
    """Take the choice; without one the visit goes on to its end."""
    stop = (StopTimer(Timer.HIS),)
    match event:
        case PatientKnown() if facts.differs:
            return Turn(state, stop, go=ToDesk(Reason.PATIENT_DIFFERS))
        case PatientKnown() if state.waiting:
            asked = _ask(facts)
            return Turn(state, asked) if asked else Turn(BillsState(waiting=False), stop)
        case BillsKnown(bills=bills) if state.waiting:
            return Turn(BillsState(waiting=False), stop, replace(facts, bills=bills))
        case HisSilent() | TimerFired(name=Timer.HIS) if state.waiting:
            return Turn(state, stop, go=ToDesk(Reason.HIS_AWAY))
        case PaymentSlipDone(bill_id=of, printed=printed) if facts.bill_notice == "paid" and of in facts.paid[-1:]:
            return Turn(state, facts=replace(facts, bill_notice=paid_notice(printed=printed)))
        case BillChosen(bill_id=chosen) if not state.waiting:
            bill = next((one for one in open_bills(facts) if one.id == chosen), None)
            if bill is None:
                return Turn(state)
            if not payable_here(bill):
                return Turn(state, facts=replace(facts, bill_notice="cashier"))
            return Turn(state, facts=replace(facts, bill_id=chosen, bill_notice=""), go=Forward())
        case NextPressed() if not state.waiting:
            return Turn(state, facts=replace(facts, bill_id=None), go=Forward())
        case BackPressed():
            return Turn(state, stop if state.waiting else (), go=Backward())
        case _:
            return Turn(state)


def _ask(facts: Facts) -> tuple[Effect, ...]:
    return (AskBills(facts.patient.patient_id, identity_source(facts)),) if facts.patient else ()
