"""The counter's action bar: in every state one way on, which says its consequence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from kiosk.cashier.values import Bill, CounterPayment
from ui.cashier import words as w
from ui.cashier.counter_bill import BillPanel
from ui.cashier.parts import Button
from ui.cashier.shell import Shell

translate = QCoreApplication.translate
Act = Callable[[], object]
Foot = tuple[str, list[Button]]


class Counter(Protocol):
    """The page a bar belongs to."""

    shell: Shell

    def print_slip(self) -> None:
        """Print, or print a copy."""
        ...

    def go_on(self) -> None:
        """The next slip."""
        ...


def made(text: str, key: str, name: str, act: Act, kind: str = "secondary") -> Button:
    """A button that does this."""
    button = Button(text, key, kind, name=name)
    button.clicked.connect(lambda _on=False: act())
    return button


def to_take(bill: Bill, panel: BillPanel, go_on: Act) -> Foot:
    """Take the money; of a bill that is paid in part, the rest."""
    says = (
        {
            "cash": translate("CounterFoot", "Take the rest, %1"),
            "card": translate("CounterFoot", "Charge the rest, %1"),
            "qr": translate("CounterFoot", "Show the QR for the rest, %1"),
        }
        if bill.paid
        else {
            "cash": translate("CounterFoot", "Take %1 in cash"),
            "card": translate("CounterFoot", "Charge %1 to the card"),
            "qr": translate("CounterFoot", "Show the QR for %1"),
        }
    )
    text = w.said(says[panel.method()], w.dong(panel.owed()))
    note = translate("CounterFoot", "One slip, numbered, is made when the money is there.")
    return note, [made(text, "F10", "counter.take", go_on, "primary")]


def to_wait(payment: CounterPayment, again: Act, stop: Act) -> Foot:
    """Ask again what is unclear; stop waiting for what is not."""
    if payment.state == "unclear":
        text = translate("CounterFoot", "Ask the terminal again")
        note = translate("CounterFoot", "Nothing is charged a second time.")
        return note, [made(text, "F10", "counter.askAgain", again, "primary")]
    note = translate("CounterFoot", "Money that comes later is found again by its code.")
    return note, [made(translate("CounterFoot", "Stop waiting"), "Esc", "counter.abort", stop)]


def when_taken(page: Counter, payment: CounterPayment) -> list[Button]:
    """Print the slip, and go on to the next."""
    buttons = []
    if payment.state in ("taken", "void_asked"):
        printed = payment.payment_id in page.shell.on_paper
        text = translate("CounterFoot", "Print a copy") if printed else translate("CounterFoot", "Print the slip")
        buttons.append(made(text, "F9", "counter.print", page.print_slip))
    on = made(translate("CounterFoot", "Next slip"), "F10", "counter.next", page.go_on, "primary")
    return [*buttons, on]
