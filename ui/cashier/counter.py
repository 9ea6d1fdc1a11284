"""The counter: scan, see the bill, take cash, card or QR, print the slip. The scanner types into whatever is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from his_client.outcome import Outcome, Refused
from kiosk.cashier.ports import Desk
from kiosk.cashier.values import Bill, Buyer, CounterPayment, Role, Slip, Terminal
from kiosk.money.order import BillKind
from ui.cashier import words as w
from ui.cashier.form import Ask, Form
from ui.cashier.page import Page
from ui.cashier.paper import Preview, dots, slip_paper
from ui.cashier.parts import Button, Chips, Pill, card, clear, field, labelled, line, recast, row, words
from ui.cashier.qr import QrCode
from ui.cashier.shell import Shell
from ui.cashier.story import whole
from ui.cashier.table import Cell, Column, Row, Table
from ui.cashier.theme import theme

NOTES = (10_000, 20_000, 50_000, 100_000, 200_000, 500_000)
PENDING = ("waiting", "unclear")


class CounterPage(Page):
    """One payment at a time: bill → method → money → slip."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, self.tr("Counter"), name="counter")
        self._bill: Bill | None = None
        self._payment_id = ""
        self._payment: CounterPayment | None = None
        self._terminals: tuple[Terminal, ...] = ()
        self._copy_of = ""
        self._poll = QTimer(self, interval=shell.poll_ms, singleShot=True)
        self._poll.timeout.connect(self._ask_payment)
        shell.printed.connect(self._printed)
        self.hints.say(((self.tr("New slip"), "/"), (self.tr("Print"), "F9"), (self.tr("Back"), "Esc")))
        self.scan = field(
            "counter.scan", self.tr("Code of the slip"), hint=self.tr("Scan the slip, or type pay code or bill")
        )
        self.scan.setProperty("huge", True)
        self.scan.returnPressed.connect(self.look_up)
        self.body.addWidget(self.scan)
        across = QHBoxLayout()
        across.setSpacing(20)
        across.addLayout(self._left(), 1)
        self._middle = QStackedWidget()
        for part in (self._nothing(), self._asking(), self._waiting(), self._taken()):
            self._middle.addWidget(part)
        across.addWidget(self._middle, 1)
        self.body.addLayout(across, 1)
        self.on("/", self._to_scan)
        for key, method in (("F6", "cash"), ("F7", "card"), ("F8", "qr")):
            self.on(key, partial(self._choose_method, method))
        self.on("F3", self._to_payer)
        self.on("F4", self._buyer)
        self.on("F10", self.go_on)
        self.on("F9", self.print_slip)
        self.on("V", self._void)
        self.on("A", partial(self._decide_void, True))
        self.on("N", partial(self._decide_void, False))

    # -- parts

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(words(self.tr("What is owed"), "heading"))
        self.bills = Table(
            (
                Column(self.tr("Bill")),
                Column(self.tr("For"), stretch=True),
                Column(self.tr("Due, đ"), figures=True),
                Column(self.tr("State")),
            ),
            name="counter.bills",
            empty=self.tr("Nothing scanned yet."),
        ).fit()
        self.bills.picked.connect(self._pick)
        self.bills.opened.connect(self._open_bill)
        column.addWidget(self.bills)
        column.addSpacing(12)
        column.addWidget(words(self.tr("Taken at this window"), "heading"))
        self.recent = Table(
            (
                Column(self.tr("Time")),
                Column(self.tr("Slip")),
                Column(self.tr("How"), stretch=True),
                Column(self.tr("Amount, đ"), figures=True),
                Column(self.tr("State")),
            ),
            name="counter.recent",
            empty=self.tr("Nothing yet."),
        ).fit(9)
        self.recent.opened.connect(self._open_recent)
        self.recent.picked.connect(lambda _one: self._foot())
        column.addWidget(self.recent)
        column.addStretch(1)
        return column

    def _nothing(self) -> QWidget:
        holder, column = _sheet()
        frame, inner = card(margins=(22, 40, 22, 40))
        self.idle = words(self.tr("Scan the patient's slip."), "heading", wrap=True)
        self.idle.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inner.addWidget(self.idle)
        column.addWidget(frame)
        column.addStretch(1)
        return holder

    def _asking(self) -> QWidget:
        frame, inner = card(gap=14)
        self.what = words("", "sub", wrap=True)
        self.due = words("", "huge", name="counter.due")
        inner.addWidget(self.what)
        inner.addLayout(row(words(self.tr("Due"), "strong"), None, self.due))
        self.how = QHBoxLayout()
        self.how.setSpacing(12)
        self.methods = {
            code: Button(w.method(code), key, "chip", name=f"counter.{code}")
            for code, key in (("cash", "F6"), ("card", "F7"), ("qr", "F8"))
        }
        for code, button in self.methods.items():
            button.clicked.connect(partial(self._choose_method, code))
            self.how.addWidget(button)
        self.how.addStretch(1)
        inner.addLayout(self.how)
        self.invoice = Button(self.tr("Wants an invoice"), "F4", "chip", name="counter.invoice")
        self.invoice.clicked.connect(self._show_buyer)
        self.amount = field("counter.amount", self.tr("Advance, đ"), numbers=True)
        self.amount.textEdited.connect(lambda text: self._typed(self.amount, text))
        self.amount_holder = _held(self.tr("How much advance, đ"), self.amount)
        inner.addWidget(self.amount_holder)
        self.tendered = field("counter.tendered", self.tr("Cash given, đ"), numbers=True)
        self.tendered.setProperty("huge", True)
        self.tendered.textEdited.connect(lambda text: self._typed(self.tendered, text))
        self.tendered.returnPressed.connect(self.go_on)
        self.cash_holder = _held(self.tr("Cash given, đ (empty: exactly that)"), self.tendered)
        inner.addWidget(self.cash_holder)
        self.change_word = words(self.tr("Give back"), "strong")
        self.change = words("", "huge", name="counter.change")
        self.change_holder = QWidget()
        self.change_holder.setLayout(row(self.change_word, None, self.change))
        inner.addWidget(self.change_holder)
        self.terminal_holder = QWidget()
        self.terminal_row = QVBoxLayout(self.terminal_holder)
        self.terminal_row.setContentsMargins(0, 0, 0, 0)
        self.terminal = Chips((), name="counter.terminal")
        inner.addWidget(self.terminal_holder)
        self.payer = field("counter.payer", self.tr("Who pays, as the slip shall say"))
        self.payer.returnPressed.connect(self.go_on)
        inner.addLayout(labelled(self.tr("Who pays, as the slip shall say (F3, may be left empty)"), self.payer))
        inner.addLayout(row(self.invoice, None))
        inner.addWidget(self._buyer_part())
        holder, column = _sheet()
        column.addWidget(frame)
        column.addStretch(1)
        return holder

    def _buyer_part(self) -> QWidget:
        self.buyer_holder = QWidget()
        buyer = QVBoxLayout(self.buyer_holder)
        buyer.setContentsMargins(0, 0, 0, 0)
        buyer.setSpacing(8)
        self.buyer_fields: dict[str, QLineEdit] = {}
        for pair in (
            (("name", self.tr("Buyer's name")), ("tax_code", self.tr("Tax code"))),
            (("address", self.tr("Address")), ("email", self.tr("Email"))),
        ):
            both = QHBoxLayout()
            for name, text in pair:
                self.buyer_fields[name] = field(f"counter.buyer.{name}", text)
                both.addLayout(labelled(text, self.buyer_fields[name]))
            buyer.addLayout(both)
        buyer.addWidget(
            words(self.tr("Kept for the invoice; HIS or the e-invoice provider issues it."), "note", wrap=True)
        )
        return self.buyer_holder

    def _waiting(self) -> QWidget:
        frame, inner = card(gap=14)
        self.wait_title = words("", "heading", wrap=True, name="counter.waiting")
        self.wait_note = words("", "sub", wrap=True)
        self.wait_amount = words("", "huge")
        self.qr = QrCode()
        self.wait_code = words("", "strong")
        inner.addWidget(self.wait_title)
        inner.addWidget(self.wait_note)
        inner.addLayout(row(None, self.wait_amount, None))
        inner.addLayout(row(None, self.qr, None))
        inner.addLayout(row(None, self.wait_code, None))
        holder, column = _sheet()
        column.addWidget(frame)
        column.addStretch(1)
        return holder

    def _taken(self) -> QWidget:
        holder = QWidget()
        holder.setObjectName("body")
        across = QHBoxLayout(holder)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(20)
        frame, inner = card(gap=12)
        self.taken_row = QVBoxLayout()
        self.taken_amount = words("", "huge", name="counter.taken")
        self.taken_change = words("", "heading", wrap=True)
        self.taken_his = words("", "sub", wrap=True, name="counter.his")
        self.taken_print = words("", "sub", wrap=True, name="counter.printed")
        inner.addLayout(self.taken_row)
        inner.addWidget(self.taken_amount)
        inner.addWidget(self.taken_change)
        inner.addWidget(line())
        inner.addWidget(self.taken_his)
        inner.addWidget(self.taken_print)
        left = QVBoxLayout()
        left.addWidget(frame)
        left.addStretch(1)
        across.addLayout(left, 1)
        self.preview = Preview(name="counter.slip", wide=theme().px(360))
        column = QVBoxLayout()
        column.addWidget(self.preview)
        column.addStretch(1)
        across.addLayout(column)
        return holder

    # -- a bill

    def enter(self) -> None:
        """Ready for the scanner; a payment under way is still there."""
        if self.shell.shift is None or self.shell.shift.state != "open":
            self.ask(self.tr("asking for the shift"), lambda d: d.shift(), self.shell.note_shift)
        self._show_recent()
        self._foot()
        if self._state() in ("idle", "asking"):
            self.scan.setFocus()

    def refresh(self) -> None:
        """F5: ask for the bill again, or how the payment stands."""
        if self._payment is not None:
            self._ask_payment()
        elif self.scan.text().strip():
            self.look_up()

    def _state(self) -> str:
        return ("idle", "asking", "waiting", "taken")[self._middle.currentIndex()]

    def payment(self) -> CounterPayment | None:
        """The payment on the screen."""
        return self._payment

    def waits(self) -> bool:
        """Whether the hub is still asked for this payment's money."""
        return self._payment is not None and self._payment.state == "waiting"

    def _to_scan(self) -> None:
        """Begin with another slip; a payment that is waited for is not left by this."""
        if self._state() == "waiting":
            return
        self._reset()
        self.scan.clear()
        self.bills.show_rows([])
        self.scan.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _reset(self) -> None:
        self._bill = self._payment = None
        self._payment_id = ""
        self._middle.setCurrentIndex(0)
        self.hush()
        self._foot()

    def look_up(self) -> None:
        """Ask what is owed under the scanned code."""
        code = self.scan.text().strip()
        if not code or self._state() == "waiting":
            return
        self._reset()
        self.ask(self.tr("looking for the bill"), lambda d: d.bills(code), self._found, refused=self._not_found)

    def _not_found(self, answer: Refused) -> bool:
        self.bills.show_rows([])
        self.scan.selectAll()
        self.scan.setFocus()
        self.say("caution", w.refusal(answer.code), notice="refused")
        return True

    def _show_bills(self, bills: Sequence[Bill]) -> None:
        rows = []
        for bill in bills:
            kind, text = w.bill_state(bill.state)
            cells = (Cell(bill.bill_id, code=True), Cell(bill.title), Cell(w.amount(bill.due)), Cell(text, pill=kind))
            rows.append(Row(cells, bill))
        self.bills.show_rows(rows)

    def _found(self, bills: tuple[Bill, ...]) -> None:
        self._show_bills(bills)
        first = next((place for place, bill in enumerate(bills) if bill.state != "paid"), 0)
        self.bills.choose(first)
        self._pick(self.bills.chosen())
        self.scan.deselect()
        self._first_field()

    def _pick(self, bill: Bill | None) -> None:
        if self._state() in ("waiting", "taken") or bill is None:
            return
        self._bill, self._payment = bill, None
        self._payment_id = self.shell.new_id()
        if bill.state == "paid":
            self.idle.setText(self.tr("This bill is already paid in the HIS. Nothing is to be taken."))
            self._middle.setCurrentIndex(0)
            self._foot()
            return
        self.idle.setText(self.tr("Scan the patient's slip."))
        self.what.setText(f"{w.kind(bill.kind)} · {bill.title} · {bill.bill_id}")
        self.due.setText(w.dong(bill.due))
        self.amount.setText(w.number(bill.due))
        self.amount_holder.setVisible(bill.kind is BillKind.ADVANCE)
        self.tendered.clear()
        self.payer.clear()
        self.invoice.setChecked(False)
        for part in self.buyer_fields.values():
            part.clear()
        self._show_buyer()
        self._middle.setCurrentIndex(1)
        self._choose_method("cash")
        if bill.state == "unknown":
            self.say(
                "caution", self.tr("The HIS does not answer now: this bill may already be paid. Look before you take.")
            )

    def _open_bill(self, bill: Bill) -> None:
        """Enter on a bill: take its money now, also after another of the same patient was taken."""
        if self._state() == "taken":
            self._middle.setCurrentIndex(0)
            self._pick(bill)
        self._first_field()

    def _first_field(self) -> None:
        if self._state() == "asking":
            self.tendered.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- how it is paid

    def _method(self) -> str:
        return next((code for code, button in self.methods.items() if button.isChecked()), "cash")

    def _choose_method(self, method: str) -> None:
        if self._state() != "asking":
            return
        for code, button in self.methods.items():
            button.setChecked(code == method)
        self.cash_holder.setVisible(method == "cash")
        self.change_holder.setVisible(method == "cash")
        self.terminal_holder.setVisible(method == "card")
        if method == "card":
            self.ask(self.tr("asking for card terminals"), lambda d: d.terminals(), self._have_terminals)
        if method == "cash":
            self.tendered.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.methods[method].setFocus(Qt.FocusReason.OtherFocusReason)
        self._count_change()

    def _have_terminals(self, found: tuple[Terminal, ...]) -> None:
        self._terminals = found
        clear(self.terminal_row)
        ready = tuple((one.name, one.name) for one in found if one.ready)
        self.terminal = Chips(ready, name="counter.terminal", keys=False)
        if ready:
            self.terminal.choose(ready[0][0])
            self.terminal_row.addLayout(labelled(self.tr("Card terminal"), self.terminal))
        else:
            self.terminal_row.addWidget(words(w.refusal("no_terminal"), "caution", wrap=True))

    def _to_payer(self) -> None:
        if self._state() == "asking":
            self.payer.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _buyer(self) -> None:
        if self._state() == "asking":
            self.invoice.setChecked(not self.invoice.isChecked())
            self._show_buyer()

    def _show_buyer(self) -> None:
        self.buyer_holder.setVisible(self.invoice.isChecked())
        if self.invoice.isChecked():
            self.buyer_fields["name"].setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._state() == "asking":
            self._first_field()

    def _typed(self, into: QLineEdit, text: str) -> None:
        """Dots while typing; letters mean that the scanner spoke: they go where scans go."""
        if any(letter.isalpha() for letter in text):
            into.clear()
            self.scan.setText("".join(letter for letter in text if letter.isalnum()))
            self.scan.setFocus()
            return
        digits = "".join(letter for letter in text if letter.isdecimal())[:12]
        into.setText(w.number(int(digits)) if digits else "")
        self._count_change()

    def _due(self) -> int:
        bill = self._bill
        if bill is None:
            return 0
        return whole(self.amount.text()) if bill.kind is BillKind.ADVANCE else bill.due

    def _count_change(self) -> None:
        given = whole(self.tendered.text())
        change = given - self._due()
        recast(self.change, "huge")
        if not given:
            self.change_word.setText(self.tr("Exact"))
            self.change.setText(w.dong(0))
        elif change < 0:
            self.change_word.setText(self.tr("Still missing"))
            self.change.setText(w.dong(-change))
        else:
            self.change_word.setText(self.tr("Give back"))
            self.change.setText(w.dong(change))
        self._foot()

    # -- money

    def go_on(self) -> None:
        """F10: take the money, or the next slip when it is taken."""
        state = self._state()
        if state == "taken":
            self._to_scan()
        if state == "waiting" and self._payment is not None and self._payment.state == "unclear":
            self._ask_payment()
        bill = self._bill
        if state != "asking" or bill is None:
            return
        due, given, method = self._due(), whole(self.tendered.text()), self._method()
        if method == "cash" and given and given < due:
            self.say("caution", w.refusal("tendered"), notice="refused")
            return
        terminal = self.terminal.value() if method == "card" else ""
        if method == "card" and not terminal:
            self.say("caution", w.refusal("no_terminal"), notice="refused")
            return
        values = {name: part.text().strip() for name, part in self.buyer_fields.items()}
        buyer = Buyer(**values) if self.invoice.isChecked() and values["name"] else None
        if self.invoice.isChecked() and buyer is None:
            self.say("caution", self.tr("An invoice needs the buyer's name."), notice="refused")
            self.buyer_fields["name"].setFocus()
            return
        pay = partial(
            _pay,
            payment_id=self._payment_id,
            bill=bill,
            due=due,
            method=method,
            tendered=(given or due) if method == "cash" else 0,
            terminal=terminal,
            payer=self.payer.text().strip(),
            buyer=buyer,
        )
        self.ask(self.tr("taking the money"), pay, self._have_payment, refused=self._not_taken)

    def _not_taken(self, answer: Refused) -> bool:
        if answer.code == "already_paid":
            self._middle.setCurrentIndex(0)
            self.idle.setText(w.refusal("already_paid"))
            self._bill = None
            self._foot()
        if answer.code == "id_differs":
            self._payment_id = self.shell.new_id()
        return False

    def _have_payment(self, payment: CounterPayment) -> None:
        before = self._payment
        self.shell.note_payment(payment)
        self._show_recent()
        if payment.payment_id != self._payment_id and (before is None or before.payment_id != payment.payment_id):
            return
        self._payment = payment
        match payment.state:
            case "waiting" | "unclear":
                self._show_waiting(payment)
                self._poll.start()
            case "failed":
                self._middle.setCurrentIndex(1)
                self._payment, self._payment_id = None, self.shell.new_id()
                self.say(
                    "caution", w.said(self.tr("No money moved (%1). Choose how to pay again."), payment.reason or "—")
                )
            case _:
                self._show_taken(payment, first=before is None or before.state in PENDING)

    def _show_waiting(self, payment: CounterPayment) -> None:
        self._middle.setCurrentIndex(2)
        self.wait_amount.setText(w.dong(payment.amount))
        card_paid = payment.method == "card"
        if payment.state == "unclear":
            self.wait_title.setText(self.tr("Nobody can say yet whether the card was charged"))
            self.wait_note.setText(
                self.tr(
                    "It is asked by its own number until it is known. Take no second payment; see the terminal's slip."
                )
            )
        elif card_paid:
            self.wait_title.setText(w.said(self.tr("Card on terminal %1"), payment.terminal))
            self.wait_note.setText(self.tr("Waiting for the terminal…"))
        else:
            self.wait_title.setText(self.tr("Scan with a bank's app"))
            self.wait_note.setText(self.tr("Waiting for the bank to tell of the money…"))
        self.qr.show_text("" if card_paid else payment.qr)
        self.qr.setVisible(bool(payment.qr) and not card_paid)
        self.wait_code.setText(
            w.said(self.tr("Content of the transfer: %1"), payment.pay_code) if payment.pay_code else ""
        )
        self._foot()

    def _ask_payment(self) -> None:
        payment_id = self._payment.payment_id if self._payment else ""
        if payment_id and not self.shell.calls.parked:
            self.ask(
                self.tr("asking how the payment stands"),
                lambda d: d.payment(payment_id),
                self._have_payment,
                unknown=self._poll.start,
                quiet=True,
            )

    def abort(self) -> None:
        """Stop waiting; money that comes all the same is found again."""
        payment = self._payment
        if payment is not None and payment.state == "waiting":
            self.ask(self.tr("ending the wait"), lambda d: d.abort(payment.payment_id), self._have_payment)

    def _show_taken(self, payment: CounterPayment, *, first: bool) -> None:
        self._middle.setCurrentIndex(3)
        if payment.state == "taken":
            bills = [row.item for row in self.bills.rows()]
            self._show_bills([replace(b, state="paid") if b.bill_id == payment.bill_id else b for b in bills])
        clear(self.taken_row)
        kind, text = w.state(payment.state)
        self.taken_row.addLayout(row(Pill(kind, text), words(w.method(payment.method), "sub"), None))
        self.taken_amount.setText(w.dong(payment.amount))
        gives = payment.method == "cash" and payment.change
        self.taken_change.setText(w.said(self.tr("Give back %1"), w.dong(payment.change)) if gives else "")
        self.taken_change.setVisible(bool(gives))
        if payment.receipt_number:
            self.taken_his.setText(w.said(self.tr("HIS receipt %1"), payment.receipt_number))
        elif payment.his in ("", "waiting"):
            self.taken_his.setText(
                self.tr("The HIS has not answered yet; it is asked until it does. The slip may be printed.")
            )
        else:
            self.taken_his.setText(
                w.said(
                    self.tr("The HIS declined (%1). The money is on record and stands under Differences."), payment.his
                )
            )
        if not payment.receipt_number and payment.his in ("", "waiting") and payment.state == "taken":
            self._poll.start()
        if first or self._copy_of != payment.payment_id:
            self.taken_print.setText("")
            self._copy_of = payment.payment_id
        if payment.state in ("taken", "void_asked"):
            self.ask(self.tr("asking for the slip"), lambda d: d.slip(payment.payment_id), self._have_slip)
        self._foot()
        if first:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- the slip

    def _have_slip(self, slip: Slip) -> None:
        self.preview.show_paper(slip_paper(slip))

    def print_slip(self) -> None:
        """F9: print; a second print is a copy, marked and counted by the hub."""
        payment = self._payment or self._chosen_recent()
        if payment is None or payment.state not in ("taken", "void_asked"):
            return
        copy = payment.payment_id in self.shell.on_paper
        self.ask(
            self.tr("printing the slip"),
            lambda d: d.slip(payment.payment_id, copy=copy),
            partial(self._to_printer, payment.payment_id),
        )

    def _to_printer(self, payment_id: str, slip: Slip) -> None:
        paper = slip_paper(slip)
        self.preview.show_paper(paper)
        self.taken_print.setText(self.tr("Printing…"))
        self.shell.put_on_paper(dots(paper), payment_id)

    def _printed(self, tag: object, why: str) -> None:
        if not isinstance(tag, str) or not any(one.payment_id == tag for one in self.shell.recent):
            return
        if why:
            reasons = {
                "paper": self.tr("The printer is out of paper. Put in a roll, then F9."),
                "cover": self.tr("The printer's cover is open. Close it, then F9."),
                "offline": self.tr("The printer does not answer. Check power and cable, then F9."),
            }
            self.taken_print.setText(
                reasons.get(why, self.tr("Look whether the slip lies in the printer. F9 prints again."))
            )
            return
        self.shell.on_paper.add(tag)
        self.taken_print.setText(self.tr("Printed. F9 prints a copy, marked as one."))
        self._foot()

    # -- what was taken at this window

    def _show_recent(self) -> None:
        rows = []
        for one in self.shell.recent:
            kind, text = w.state(one.state)
            rows.append(
                Row(
                    (
                        Cell(w.clock(one.at), code=True),
                        Cell(one.slip or w.NONE, code=True),
                        Cell(w.method(one.method)),
                        Cell(w.amount(one.amount)),
                        Cell(text, pill=kind),
                    ),
                    one,
                )
            )
        self.recent.show_rows(rows)
        if self._payment is not None:
            shown = [one.payment_id for one in self.shell.recent]
            if self._payment.payment_id in shown:
                self.recent.choose(shown.index(self._payment.payment_id))

    def _chosen_recent(self) -> CounterPayment | None:
        chosen = self.recent.chosen()
        return chosen if isinstance(chosen, CounterPayment) else None

    def _open_recent(self, payment: CounterPayment) -> None:
        if self._state() == "waiting":
            return
        self._bill, self._payment, self._payment_id = None, payment, payment.payment_id
        self._have_payment(payment)

    def _void(self) -> None:
        payment = self._payment or self._chosen_recent()
        if payment is None or payment.state != "taken":
            return
        Form(
            self,
            w.said(self.tr("Void slip %1?"), payment.slip),
            self.tr("A supervisor decides. The payment stays on record and is posted backwards in this shift."),
            (
                Ask(
                    "reason",
                    self.tr("Why"),
                    (
                        ("wrong_bill", self.tr("Wrong bill")),
                        ("wrong_amount", self.tr("Wrong amount")),
                        ("other", self.tr("Otherwise")),
                    ),
                ),
                Ask("note", self.tr("Note")),
            ),
            self.tr("Ask to void it"),
            lambda values: (
                (lambda d: d.ask_void(payment.payment_id, values["reason"], values["note"]))
                if values["reason"]
                else w.refusal("reason")
            ),
            self._have_void,
            kind="danger",
        )

    def _decide_void(self, approve: bool) -> None:
        payment = self._payment or self._chosen_recent()
        if payment is not None and payment.state == "void_asked" and self.shell.may(Role.SUPERVISOR):
            self.ask(self.tr("deciding"), lambda d: d.decide_void(payment.payment_id, approve), self._have_void)

    def _have_void(self, payment: CounterPayment) -> None:
        self.shell.note_payment(payment)
        self._show_recent()
        if self._payment is not None and self._payment.payment_id == payment.payment_id:
            self._payment = payment
            self._show_taken(payment, first=False)

    # -- the action bar and the way back

    def _foot(self) -> None:
        state, payment = self._state(), self._payment
        if state == "asking" and self._bill is not None:
            says = {
                "cash": self.tr("Take %1 in cash"),
                "card": self.tr("Charge %1 to the card"),
                "qr": self.tr("Show the QR for %1"),
            }[self._method()]
            take = Button(w.said(says, w.dong(self._due())), "F10", "primary", name="counter.take")
            take.clicked.connect(self.go_on)
            self.foot_says(self.tr("One slip, numbered, is made when the money is there."), take)
        elif state == "waiting" and payment is not None:
            if payment.state == "unclear":
                again = Button(self.tr("Ask the terminal again"), "F10", "primary", name="counter.askAgain")
                again.clicked.connect(self._ask_payment)
                self.foot_says(self.tr("Nothing is charged a second time."), again)
            else:
                stop = Button(self.tr("Stop waiting"), "Esc", name="counter.abort")
                stop.clicked.connect(self.abort)
                self.foot_says(self.tr("Money that comes later is found again by its code."), stop)
        elif state == "taken" and payment is not None:
            self.foot_says("", *self._taken_buttons(payment))
        else:
            self.foot_says("")

    def _taken_buttons(self, payment: CounterPayment) -> list[Button]:
        buttons = []
        if payment.state == "taken":
            void = Button(self.tr("Void…"), "V", name="counter.void")
            void.clicked.connect(self._void)
            buttons.append(void)
        if payment.state == "void_asked" and self.shell.may(Role.SUPERVISOR):
            for text, key, approve in (
                (self.tr("Leave it valid"), "N", False),
                (self.tr("Approve the void"), "A", True),
            ):
                button = Button(text, key, name=f"counter.void.{key}")
                button.clicked.connect(partial(self._decide_void, approve))
                buttons.append(button)
        if payment.state in ("taken", "void_asked"):
            printed = payment.payment_id in self.shell.on_paper
            text = self.tr("Print a copy") if printed else self.tr("Print the slip")
            slip = Button(text, "F9", name="counter.print")
            slip.clicked.connect(self.print_slip)
            buttons.append(slip)
        on = Button(self.tr("Next slip"), "F10", "primary", name="counter.next")
        on.clicked.connect(self.go_on)
        return [*buttons, on]

    def back(self) -> bool:
        """Esc: stop waiting, or put the bill away."""
        if self._state() == "waiting":
            self.abort()
        else:
            self._to_scan()
        return True


def _sheet() -> tuple[QWidget, QVBoxLayout]:
    holder = QWidget()
    holder.setObjectName("body")
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    return holder, column


def _held(label: str, part: QWidget) -> QWidget:
    holder = QWidget()
    layout = labelled(label, part)
    layout.setContentsMargins(0, 0, 0, 0)
    holder.setLayout(layout)
    return holder


def _pay(
    desk: Desk,
    *,
    payment_id: str,
    bill: Bill,
    due: int,
    method: str,
    tendered: int,
    terminal: str,
    payer: str,
    buyer: Buyer | None,
) -> Outcome[CounterPayment]:
    """The payment as one call that can be made again to the letter."""
    return desk.pay(
        payment_id,
        bill.bill_id,
        bill.kind,
        due,
        method,
        tendered=tendered,
        terminal=terminal,
        payer=payer,
        buyer=buyer,
    )
