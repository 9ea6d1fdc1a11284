"""Voids: the one form that asks for one, and the list of those that wait for a supervisor."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from kiosk.cashier.values import CounterPayment, VoidWaiting
from ui.cashier import words as w
from ui.cashier.form import Ask, Form
from ui.cashier.page import Page
from ui.cashier.table import Cell, Column, Row, Table

translate = QCoreApplication.translate
REASONS = ("wrong_bill", "wrong_amount", "other")


def ask_void(page: Page, payment_id: str, slip: str, done: Callable[[CounterPayment], object]) -> None:
    """Ask why, and then the hub."""
    Form(
        page,
        w.said(translate("Voids", "Void slip %1?"), slip),
        translate("Voids", "A supervisor decides. The payment stays on record and is posted backwards in this shift."),
        (
            Ask("reason", translate("Voids", "Why"), tuple((code, w.void_reason(code)) for code in REASONS)),
            Ask("note", translate("Voids", "Note")),
        ),
        translate("Voids", "Ask to void it"),
        lambda values: (
            (lambda d: d.ask_void(payment_id, values["reason"], values["note"]))
            if values["reason"]
            else w.refusal("reason")
        ),
        done,
        kind="danger",
    )


class VoidTable(Table):
    """What waits, oldest first."""

    def __init__(self) -> None:
        super().__init__(
            (
                Column(translate("Voids", "Asked")),
                Column(translate("Voids", "Where")),
                Column(translate("Voids", "Slip")),
                Column(translate("Voids", "Bill")),
                Column(translate("Voids", "How")),
                Column(translate("Voids", "Amount, đ"), figures=True),
                Column(translate("Voids", "Why"), stretch=True),
                Column(translate("Voids", "Taken by"), gives=True),
                Column(translate("Voids", "Asked by"), gives=True),
            ),
            name="refunds.voids",
            empty=translate("Voids", "No void waits."),
        )
        self.fit(6)

    def show_voids(self, found: Sequence[VoidWaiting]) -> None:
        """One row each."""
        self.show_rows([Row(_cells(one), one) for one in found])

    def void(self) -> VoidWaiting | None:
        """The chosen one."""
        chosen = self.chosen()
        return chosen if isinstance(chosen, VoidWaiting) else None


def _cells(one: VoidWaiting) -> tuple[Cell, ...]:
    paid = one.payment
    return (
        Cell(w.moment(one.asked_at), code=True),
        Cell(w.place(one.desk)),
        Cell(paid.slip, code=True),
        Cell(paid.bill_id, code=True),
        Cell(w.method(paid.method)),
        Cell(w.amount(paid.amount)),
        Cell(" · ".join(part for part in (w.void_reason(one.reason), one.note) if part)),
        Cell(w.person(paid.user)),
        Cell(w.person(one.asked_by)),
    )
