"""Pay: scan a VietQR code, or pay at the cashier. Only verified credits count; late money finds its bill without us."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from kiosk.visit.effects import LeaveOrder, OpenOrder, PrintPayment, StartTimer, StopTimer, Timer
from kiosk.visit.errands import PaymentSlipDone
from kiosk.visit.events import (
    BackPressed,
    CreditsSeen,
    Event,
    NextPressed,
    OrderOpened,
    OrderUnavailable,
    PayAtCashierPressed,
    PaymentUnheard,
    TimerFired,
)
from kiosk.visit.pricing import undecided
from kiosk.visit.stages.bills import kind_of, paid_notice, payable_here
from kiosk.visit.turn import Forward, Return, Turn
from kiosk.visit.values import Facts, PaymentState, Policy

SILENCES = 3


@dataclass(frozen=True, slots=True)
class PayState:
    """The order once it is open: the QR text, what the bank's app will show, and why the screen still stands.

    `unheard` counts the hub's silences in a row; after a few the patient is told that nobody is listening now.
    `printed`: whether the slip of a bill came out, None while nobody knows.
    """

    qr: str = ""
    pay_code: str = ""
    payee: str = ""
    notice: str | None = None
    unheard: int = 0
    printed: bool | None = None


def enter(facts: Facts, policy: Policy, *, visit_id: str, today: date) -> Turn[PayState]:
    """Open an order for what is due; nothing due, or insurance not yet decided, needs none.

    A bill that is paid in part is the cashier's, an order is for a whole bill; and so is a fee without a bill.
    """
    if facts.errand == "bills":
        return _of_bill(facts, policy, visit_id, today)
    registered = facts.registered
    if registered is not None and not registered.bill_id and policy.rules >= 3:
        return Turn(PayState(), go=Forward())
    if registered is None or registered.amount_due <= 0 or registered.amount_paid > 0 or undecided(facts):
        return Turn(PayState(), go=Forward())
    order_id = f"{visit_id}:pay"
    facts = replace(facts, payment=PaymentState(order_id, registered.amount_due))
    return Turn(
        PayState(),
        (
            OpenOrder(order_id, registered.bill_id, registered.amount_due, visit_code=registered.visit_code),
            StartTimer(Timer.PAYMENT, policy.payment_s),
        ),
        facts,
    )


def _of_bill(facts: Facts, policy: Policy, visit_id: str, today: date) -> Turn[PayState]:
    """Open an order for the bill that was chosen, under an id that is the bill's own in this visit."""
    bill = facts.bill
    if bill is None or not payable_here(bill) or facts.bills is None:
        return Turn(PayState(), go=Forward())
    number = facts.bills.index(bill)
    order_id = f"{visit_id}:pay" if number == 0 else f"{visit_id}:pay{number + 1}"
    order = OpenOrder(order_id, bill.id, bill.amount_due, kind_of(bill, facts, today), bill.visit_code)
    facts = replace(facts, payment=PaymentState(order_id, bill.amount_due))
    return Turn(PayState(), (order, StartTimer(Timer.PAYMENT, policy.payment_s)), facts)


def on(state: PayState, facts: Facts, policy: Policy, event: Event) -> Turn[PayState]:
    """Wait for the money, the clock, or the wish to pay elsewhere; after a bill come those that are left."""
    turn = _on(state, facts, policy, event)
    if facts.errand != "bills" or turn.go is None:
        return turn
    facts = turn.facts or facts
    settled = facts.payment is not None and facts.payment.settled
    paid = (*facts.paid, facts.bill_id) if settled and facts.bill_id else facts.paid
    notice = paid_notice(printed=state.printed) if settled else "expired" if state.notice == "expired" else "cashier"
    learned = replace(facts, paid=paid, bill_id=None, bill_notice=notice, payment=None)
    return Turn(turn.state, turn.effects, learned, Return("bills"))


def _on(state: PayState, facts: Facts, _policy: Policy, event: Event) -> Turn[PayState]:
    payment = facts.payment
    if payment is None:
        return Turn(state, go=Forward())
    leave = (StopTimer(Timer.PAYMENT), LeaveOrder(payment.order_id))
    match event:
        case OrderOpened(order_id=order_id, qr=qr, pay_code=code, payee=payee) if order_id == payment.order_id:
            return Turn(replace(state, qr=qr, pay_code=code, payee=payee))
        case OrderUnavailable():
            return Turn(state, leave, go=Forward())
        case CreditsSeen(received=payment.received) if not state.unheard:
            return Turn(state)  # asked again every second; nothing new
        case CreditsSeen(received=received):
            paid = replace(payment, received=received, settled=received >= payment.due)
            facts = replace(facts, payment=paid)
            if not paid.settled:
                short = "short" if received else None
                heard = state if state.notice == "expired" else replace(state, notice=short, unheard=0)
                return Turn(heard, facts=facts)
            first = facts.bill_id is not None and not payment.settled
            slip = (PrintPayment(facts.bill_id or "", received, state.pay_code),) if first else ()
            return Turn(replace(state, notice="paid"), (*leave, *slip, StartTimer(Timer.TICKET, 2.5)), facts)
        case PaymentSlipDone(bill_id=facts.bill_id, printed=printed):
            return Turn(replace(state, printed=printed))
        case PaymentUnheard() if state.notice in (None, "short"):
            unheard = state.unheard + 1
            return Turn(replace(state, unheard=unheard, notice="silent" if unheard >= SILENCES else state.notice))
        case TimerFired(name=Timer.TICKET) | NextPressed() if payment.settled:
            return Turn(state, (StopTimer(Timer.TICKET),), go=Forward())
        case TimerFired(name=Timer.PAYMENT) if not payment.settled:
            return Turn(
                replace(state, notice="expired"), (LeaveOrder(payment.order_id), StartTimer(Timer.TICKET, 12.0))
            )
        case TimerFired(name=Timer.TICKET) | NextPressed() if state.notice == "expired":
            return Turn(state, (StopTimer(Timer.TICKET),), go=Forward())
        case PayAtCashierPressed() | BackPressed() if not payment.settled:
            return Turn(state, leave, go=Forward())
        case _:
            return Turn(state)
