"""Voids that wait for a supervisor, over all desks: a shift cannot be closed before they are decided."""

from __future__ import annotations

from kiosk.cashier.payments import Payment
from kiosk.cashier.state import DeskState
from kiosk.cashier.values import VoidWaiting


def waiting_voids(state: DeskState) -> tuple[VoidWaiting, ...]:
    """What was asked for in shifts that are not closed yet, oldest first; a closed shift has none."""
    shifts = (state.shifts.open_at(desk.id) for desk in state.settings.desks)
    taken = (state.payments.get(payment_id) for shift in shifts if shift is not None for payment_id in shift.taken)
    found = (_waiting(payment) for payment in taken if payment is not None)
    return tuple(sorted((one for one in found if one is not None), key=lambda one: one.asked_at))


def _waiting(payment: Payment) -> VoidWaiting | None:
    asked = payment.asked
    if asked is None or payment.state != "void_asked":
        return None
    desk = payment.taken.desk if payment.taken else payment.begun.desk
    return VoidWaiting(payment.shown(), desk, asked.user, asked.at, asked.reason, asked.note)
