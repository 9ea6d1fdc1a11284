"""A bill to be paid at the counter: how, how much was given and what goes back, who pays, for whom an invoice is."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kiosk.cashier.values import Bill, Buyer, Terminal
from kiosk.money.order import BillKind
from ui.cashier import words as w
from ui.cashier.parts import Button, Chips, card, clear, field, labelled, recast, row, words
from ui.cashier.story import whole

METHODS = (("cash", "F6"), ("card", "F7"), ("qr", "F8"))


class BillPanel(QWidget):
    """What a person fills in before money is taken; `changed` fires with every digit."""

    changed = Signal()
    scanned = Signal(str)
    """The scanner spoke into a field for amounts."""
    confirmed = Signal()
    method_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("body")
        self.bill: Bill | None = None
        frame, inner = card(gap=14)
        self._what = words("", "sub", wrap=True)
        self._part = words("", "caution", wrap=True, name="counter.part")
        self.due = words("", "huge", name="counter.due")
        self._due_word = words(self.tr("Due"), "strong")
        inner.addWidget(self._what)
        inner.addWidget(self._part)
        inner.addLayout(row(self._due_word, None, self.due))
        inner.addLayout(self._how())
        self.amount = field("counter.amount", self.tr("Advance, đ"), numbers=True)
        self.amount.textEdited.connect(lambda text: self._typed(self.amount, text))
        self._amount_holder = _held(self.tr("How much advance, đ"), self.amount)
        inner.addWidget(self._amount_holder)
        self.tendered = field("counter.tendered", self.tr("Cash given, đ"), numbers=True)
        self.tendered.setProperty("huge", True)
        self.tendered.textEdited.connect(lambda text: self._typed(self.tendered, text))
        self.tendered.returnPressed.connect(self.confirmed)
        self._cash_holder = _held(self.tr("Cash given, đ (empty: exactly that)"), self.tendered)
        inner.addWidget(self._cash_holder)
        self._change_word = words(self.tr("Give back"), "strong")
        self.change = words("", "huge", name="counter.change")
        self._change_holder = QWidget()
        self._change_holder.setLayout(row(self._change_word, None, self.change))
        inner.addWidget(self._change_holder)
        self._terminal_holder = QWidget()
        self._terminal_row = QVBoxLayout(self._terminal_holder)
        self._terminal_row.setContentsMargins(0, 0, 0, 0)
        self._terminal = Chips((), name="counter.terminal")
        inner.addWidget(self._terminal_holder)
        self.payer = field("counter.payer", self.tr("Who pays, as the slip shall say"))
        self.payer.returnPressed.connect(self.confirmed)
        inner.addLayout(labelled(self.tr("Who pays, as the slip shall say (F3, may be left empty)"), self.payer))
        self._invoice = Button(self.tr("Wants an invoice"), "F4", "chip", name="counter.invoice")
        self._invoice.clicked.connect(self._show_buyer)
        inner.addLayout(row(self._invoice, None))
        inner.addWidget(self._buyer_part())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(frame)
        column.addStretch(1)

    def _how(self) -> QHBoxLayout:
        how = QHBoxLayout()
        how.setSpacing(12)
        self._methods = {code: Button(w.method(code), key, "chip", name=f"counter.{code}") for code, key in METHODS}
        for code, button in self._methods.items():
            button.clicked.connect(partial(self.method_wanted.emit, code))
            how.addWidget(button)
        how.addStretch(1)
        return how

    def _buyer_part(self) -> QWidget:
        self._buyer_holder = QWidget()
        buyer = QVBoxLayout(self._buyer_holder)
        buyer.setContentsMargins(0, 0, 0, 0)
        buyer.setSpacing(8)
        self._buyer_fields: dict[str, QLineEdit] = {}
        for pair in (
            (("name", self.tr("Buyer's name")), ("tax_code", self.tr("Tax code"))),
            (("address", self.tr("Address")), ("email", self.tr("Email"))),
        ):
            both = QHBoxLayout()
            for name, text in pair:
                self._buyer_fields[name] = field(f"counter.buyer.{name}", text)
                both.addLayout(labelled(text, self._buyer_fields[name]))
            buyer.addLayout(both)
        buyer.addWidget(
            words(self.tr("Kept for the invoice; HIS or the e-invoice provider issues it."), "note", wrap=True)
        )
        return self._buyer_holder

    # -- the bill

    def show_bill(self, bill: Bill) -> None:
        """Begin with another bill; nothing typed for the last one stays."""
        self.bill = bill
        self._what.setText(f"{w.kind(bill.kind)} · {bill.title} · {bill.bill_id}")
        self._part.setVisible(bill.paid > 0)
        self._part.setText(
            w.said(self.tr("%1 of %2 has come already. Only the rest is taken."), w.dong(bill.paid), w.dong(bill.due))
        )
        self._due_word.setText(self.tr("Still due") if bill.paid else self.tr("Due"))
        self.due.setText(w.dong(bill.rest))
        self.amount.setText(w.number(bill.rest))
        self._amount_holder.setVisible(bill.kind is BillKind.ADVANCE)
        self.tendered.clear()
        self.payer.clear()
        self._invoice.setChecked(False)
        for part in self._buyer_fields.values():
            part.clear()
        self._buyer_holder.hide()

    def owed(self) -> int:
        """What is to be taken now, in đồng: an advance's typed amount, else what is still due."""
        bill = self.bill
        if bill is None:
            return 0
        return whole(self.amount.text()) if bill.kind is BillKind.ADVANCE else bill.rest

    def given(self) -> int:
        """The cash that was given; 0 while nothing is typed."""
        return whole(self.tendered.text())

    # -- how it is paid

    def method(self) -> str:
        """`cash`, `card` or `qr`."""
        return next((code for code, button in self._methods.items() if button.isChecked()), "cash")

    def choose_method(self, method: str) -> None:
        """Show what this way of paying needs."""
        for code, button in self._methods.items():
            button.setChecked(code == method)
        self._cash_holder.setVisible(method == "cash")
        self._change_holder.setVisible(method == "cash")
        self._terminal_holder.setVisible(method == "card")
        target: QWidget = self.tendered if method == "cash" else self._methods[method]
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        self.count_change()

    def show_terminals(self, found: tuple[Terminal, ...]) -> None:
        """The card terminals to choose from; one that does not answer is none."""
        clear(self._terminal_row)
        ready = tuple((one.name, one.name) for one in found if one.ready)
        self._terminal = Chips(ready, name="counter.terminal", keys=False)
        if ready:
            self._terminal.choose(ready[0][0])
            self._terminal_row.addLayout(labelled(self.tr("Card terminal"), self._terminal))
        else:
            self._terminal_row.addWidget(words(w.refusal("no_terminal"), "caution", wrap=True))

    def terminal(self) -> str:
        """The chosen terminal; empty when none is."""
        return self._terminal.value()

    def to_money(self) -> None:
        """To the first thing to be typed."""
        self.tendered.setFocus(Qt.FocusReason.OtherFocusReason)

    def to_payer(self) -> None:
        """To the payer's name."""
        self.payer.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- for whom an invoice is

    def toggle_invoice(self) -> None:
        """Ask for the buyer, or no more."""
        self._invoice.setChecked(not self._invoice.isChecked())
        self._show_buyer()

    def _show_buyer(self) -> None:
        wanted = self._invoice.isChecked()
        self._buyer_holder.setVisible(wanted)
        if wanted:
            self.to_buyer()
        else:
            self.to_money()

    def to_buyer(self) -> None:
        """To the buyer's name."""
        self._buyer_fields["name"].setFocus(Qt.FocusReason.OtherFocusReason)

    def buyer(self) -> Buyer | None:
        """For whom an invoice is wanted; None when none is, or its name is missing."""
        values = {name: part.text().strip() for name, part in self._buyer_fields.items()}
        return Buyer(**values) if self._invoice.isChecked() and values["name"] else None

    def buyer_missing(self) -> bool:
        """Whether an invoice is wanted and nobody is named."""
        return self._invoice.isChecked() and self.buyer() is None

    # -- figures

    def _typed(self, into: QLineEdit, text: str) -> None:
        """Dots while typing; letters mean that the scanner spoke: they go where scans go."""
        if any(letter.isalpha() for letter in text):
            into.clear()
            self.scanned.emit("".join(letter for letter in text if letter.isalnum()))
            return
        digits = "".join(letter for letter in text if letter.isdecimal())[:12]
        into.setText(w.number(int(digits)) if digits else "")
        self.count_change()

    def count_change(self) -> None:
        """What goes back, or is still missing."""
        given = self.given()
        change = given - self.owed()
        recast(self.change, "huge")
        if not given:
            self._change_word.setText(self.tr("Exact"))
            self.change.setText(w.dong(0))
        elif change < 0:
            self._change_word.setText(self.tr("Still missing"))
            self.change.setText(w.dong(-change))
        else:
            self._change_word.setText(self.tr("Give back"))
            self.change.setText(w.dong(change))
        self.changed.emit()


def _held(label: str, part: QWidget) -> QWidget:
    holder = QWidget()
    layout = labelled(label, part)
    layout.setContentsMargins(0, 0, 0, 0)
    holder.setLayout(layout)
    return holder
