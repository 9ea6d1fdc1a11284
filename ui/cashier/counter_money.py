"""A payment at the counter once it is begun: waited for, or taken with its slip; and the list of what was taken."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from kiosk.cashier.values import Bill, CounterPayment, Slip
from kiosk.printing.receipt import render_slip
from ui.cashier import words as w
from ui.cashier.page import Page
from ui.cashier.paper import Preview
from ui.cashier.parts import Pill, card, clear, line, row, words
from ui.cashier.qr import QrCode
from ui.cashier.table import Cell, Column, Row, Table
from ui.cashier.theme import theme


class IdlePanel(QWidget):
    """Nothing is to be paid now, and why."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("body")
        frame, inner = card(margins=(22, 40, 22, 40))
        self._says = words(self.tr("Scan the patient's slip."), "heading", wrap=True)
        self._says.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inner.addWidget(self._says)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(frame)
        column.addStretch(1)

    def ready(self) -> None:
        """For the next slip."""
        self._says.setText(self.tr("Scan the patient's slip."))

    def say(self, text: str) -> None:
        """Why there is nothing to take."""
        self._says.setText(text)

    def text(self) -> str:
        """What it says."""
        return str(self._says.text())


class WaitingPanel(QWidget):
    """A card or a transfer that is waited for."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("body")
        frame, inner = card(gap=14)
        self._title = words("", "heading", wrap=True, name="counter.waiting")
        self._note = words("", "sub", wrap=True)
        self._amount = words("", "huge")
        self.qr = QrCode()
        self._code = words("", "strong")
        inner.addWidget(self._title)
        inner.addWidget(self._note)
        for part in (self._amount, self.qr, self._code):
            inner.addLayout(row(None, part, None))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(frame)
        column.addStretch(1)

    def show_payment(self, payment: CounterPayment) -> None:
        """What is waited for, and whether it is clear how it stands."""
        self._amount.setText(w.dong(payment.amount))
        by_card = payment.method == "card"
        if payment.state == "unclear":
            self._title.setText(self.tr("Nobody can say yet whether the card was charged"))
            self._note.setText(
                self.tr(
                    "It is asked by its own number until it is known. Take no second payment; see the terminal's slip."
                )
            )
        elif by_card:
            self._title.setText(w.said(self.tr("Card on terminal %1"), payment.terminal))
            self._note.setText(self.tr("Waiting for the terminal…"))
        else:
            self._title.setText(self.tr("Scan with a bank's app"))
            self._note.setText(self.tr("Waiting for the bank to tell of the money…"))
        self.qr.show_text("" if by_card else payment.qr)
        self.qr.setVisible(bool(payment.qr) and not by_card)
        self._code.setText(w.said(self.tr("Content of the transfer: %1"), payment.pay_code) if payment.pay_code else "")


class TakenPanel(QWidget):
    """What was taken, what the HIS says to it, and the slip."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("body")
        # In large text the slip stands under what was taken.
        large = theme().large
        across = QBoxLayout(QBoxLayout.Direction.TopToBottom if large else QBoxLayout.Direction.LeftToRight, self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(20)
        frame, inner = card(gap=12)
        self._state = QVBoxLayout()
        self.amount = words("", "huge", name="counter.taken")
        self.change = words("", "heading", wrap=True)
        self.beside = words("", "sub", wrap=True, name="counter.beside")
        self._his = words("", "sub", wrap=True, name="counter.his")
        self.printed = words("", "sub", wrap=True, name="counter.printed")
        inner.addLayout(self._state)
        inner.addWidget(self.amount)
        inner.addWidget(self.beside)
        inner.addWidget(self.change)
        inner.addWidget(line())
        inner.addWidget(self._his)
        inner.addWidget(self.printed)
        left = QVBoxLayout()
        left.addWidget(frame)
        if not large:
            left.addStretch(1)
        across.addLayout(left, 0 if large else 1)
        self._preview = Preview(name="counter.slip", wide=theme().px(360))
        column = QVBoxLayout()
        column.addWidget(self._preview)
        column.addStretch(1)
        across.addLayout(column)

    def show_payment(self, payment: CounterPayment) -> None:
        """How it stands now."""
        clear(self._state)
        kind, text = w.state(payment.state)
        self._state.addLayout(row(Pill(kind, text), words(w.method(payment.method), "sub"), None))
        self.amount.setText(w.dong(payment.amount))
        gives = payment.method == "cash" and payment.change
        self.change.setText(w.said(self.tr("Give back %1"), w.dong(payment.change)) if gives else "")
        self.change.setVisible(bool(gives))
        whole = payment.beside + payment.amount
        says = self.tr("With %1 that came by transfer: %2 in all")
        self.beside.setText(w.said(says, w.dong(payment.beside), w.dong(whole)))
        self.beside.setVisible(payment.beside > 0)
        if payment.receipt_number:
            his = w.said(self.tr("HIS receipt %1"), payment.receipt_number)
        elif payment.his in ("", "waiting"):
            his = self.tr("The HIS has not answered yet; it is asked until it does. The slip may be printed.")
        else:
            says = self.tr("The HIS declined (%1). The money is on record and stands under Differences.")
            his = w.said(says, payment.his)
        self._his.setText(his)

    def ask_slip(self, page: Page, payment: CounterPayment) -> None:
        """Show the slip as it is printed."""
        page.ask(
            self.tr("asking for the slip"),
            lambda d: d.slip(payment.payment_id),
            lambda slip: self._preview.show_paper(render_slip(slip)),
        )

    def print_slip(self, page: Page, payment: CounterPayment) -> None:
        """Print it; what comes again is a copy, marked and counted by the hub."""
        copy = payment.payment_id in page.shell.on_paper

        def put(slip: Slip) -> None:
            paper = render_slip(slip)
            self._preview.show_paper(paper)
            self.printed.setText(self.tr("Printing…"))
            page.shell.put_on_paper(paper, payment.payment_id)

        page.ask(self.tr("printing the slip"), lambda d: d.slip(payment.payment_id, copy=copy), put)

    def say_print(self, why: str) -> None:
        """How printing went: empty when the slip came out."""
        reasons = {
            "": self.tr("Printed. F9 prints a copy, marked as one."),
            "paper": self.tr("The printer is out of paper. Put in a roll, then F9."),
            "cover": self.tr("The printer's cover is open. Close it, then F9."),
            "offline": self.tr("The printer does not answer. Check power and cable, then F9."),
        }
        self.printed.setText(reasons.get(why, self.tr("Look whether the slip lies in the printer. F9 prints again.")))


class BillTable(Table):
    """What is owed under the scanned code."""

    def __init__(self) -> None:
        super().__init__(
            (
                Column(self.tr("Bill")),
                Column(self.tr("For"), stretch=True),
                Column(self.tr("Due, đ"), figures=True),
                Column(self.tr("State")),
            ),
            name="counter.bills",
            empty=self.tr("Nothing scanned yet."),
        )
        self.fit()

    def show_bills(self, bills: Sequence[Bill]) -> None:
        """One row each; of a bill that is paid in part what is still due."""
        self.show_rows([Row(self._cells(bill), bill) for bill in bills])

    def _cells(self, bill: Bill) -> tuple[Cell, ...]:
        kind, text = w.bill_state(bill.state)
        due = bill.due
        if bill.paid and bill.state != "paid":
            kind, text, due = "caution", w.said(self.tr("%1 has come"), w.number(bill.paid)), bill.rest
        return Cell(bill.bill_id, code=True), Cell(bill.title), Cell(w.amount(due)), Cell(text, pill=kind)


class RecentTable(Table):
    """What was taken at this window."""

    def __init__(self) -> None:
        super().__init__(
            (
                Column(self.tr("Time")),
                Column(self.tr("Slip")),
                Column(self.tr("How"), stretch=True),
                Column(self.tr("Amount, đ"), figures=True),
                Column(self.tr("State")),
            ),
            name="counter.recent",
            empty=self.tr("Nothing yet."),
        )
        self.fit(9)

    def show_payments(self, payments: Sequence[CounterPayment]) -> None:
        """One row each."""
        self.show_rows([Row(_cells(one), one) for one in payments])

    def payment(self) -> CounterPayment | None:
        """The chosen one."""
        chosen = self.chosen()
        return chosen if isinstance(chosen, CounterPayment) else None


def _cells(payment: CounterPayment) -> tuple[Cell, ...]:
    kind, text = w.state(payment.state)
    return (
        Cell(w.clock(payment.at), code=True),
        Cell(payment.slip or w.NONE, code=True),
        Cell(w.method(payment.method)),
        Cell(w.amount(payment.amount)),
        Cell(text, pill=kind),
    )
