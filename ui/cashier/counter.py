"""The counter: scan, see the bill, take cash, card or QR, print the slip. The scanner types into whatever is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from his_client.outcome import Refused
from kiosk.cashier.values import Bill, CounterPayment, Role
from ui.cashier import words as w
from ui.cashier.counter_bill import METHODS, BillPanel
from ui.cashier.counter_foot import made, to_take, to_wait, when_taken
from ui.cashier.counter_money import BillTable, IdlePanel, RecentTable, TakenPanel, WaitingPanel
from ui.cashier.page import Page
from ui.cashier.parts import Button, Views, field, words
from ui.cashier.shell import Shell
from ui.cashier.taking import Taking
from ui.cashier.theme import theme
from ui.cashier.voids import ask_void

PENDING = ("waiting", "unclear")


class CounterPage(Page):
    """One payment at a time: bill → method → money → slip."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, self.tr("Counter"), name="counter")
        self._bill: Bill | None = None
        self._payment_id = ""
        self._payment: CounterPayment | None = None
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
        self.idle, self.asking, self.waiting, self.taken = IdlePanel(), BillPanel(), WaitingPanel(), TakenPanel()
        self.asking.changed.connect(self._foot)
        self.asking.scanned.connect(self._scanned)
        self.asking.confirmed.connect(self.go_on)
        self.asking.method_wanted.connect(self._choose_method)
        self._middle = Views()
        for part in (self.idle, self.asking, self.waiting, self.taken):
            self._middle.addWidget(part)
        self._lay_out()
        self.on("/", self._to_scan)
        for method, key in METHODS:
            self.on(key, partial(self._choose_method, method))
        self.on("F3", self._to_payer)
        self.on("F4", self._buyer)
        self.on("F10", self.go_on)
        self.on("F9", self.print_slip)
        self.on("V", self._void)
        self.on("A", partial(self._decide_void, True))
        self.on("N", partial(self._decide_void, False))

    # -- parts

    def _lay_out(self) -> None:
        """The lists on the left and the money on the right; in large text what was taken stands beneath both."""
        self.bills, self.recent = BillTable(), RecentTable()
        self.bills.picked.connect(self._pick)
        self.bills.opened.connect(self._open_bill)
        self.recent.opened.connect(self._open_recent)
        self.recent.picked.connect(lambda _one: self._foot())
        owed = QVBoxLayout()
        owed.setSpacing(12)
        owed.addWidget(words(self.tr("What is owed"), "heading"))
        owed.addWidget(self.bills)
        taken = QVBoxLayout()
        taken.setSpacing(12)
        taken.addWidget(words(self.tr("Taken at this window"), "heading"))
        taken.addWidget(self.recent)
        across = QHBoxLayout()
        across.setSpacing(20)
        across.addLayout(owed, 11 if theme().large else 1)
        across.addWidget(self._middle, 9 if theme().large else 1)
        self.body.addLayout(across)
        if theme().large:
            self.body.addLayout(taken)
        else:
            owed.addSpacing(12)
            owed.addLayout(taken)
        owed.addStretch(1)
        self.body.addStretch(1)

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

    def _found(self, bills: tuple[Bill, ...]) -> None:
        self.bills.show_bills(bills)
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
            self.idle.say(self.tr("This bill is already paid in the HIS. Nothing is to be taken."))
            self._middle.setCurrentIndex(0)
            self._foot()
            return
        self.idle.ready()
        self.asking.show_bill(bill)
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
            self.asking.to_money()

    # -- how it is paid

    def _choose_method(self, method: str) -> None:
        if self._state() != "asking":
            return
        self.asking.choose_method(method)
        if method == "card":
            self.ask(self.tr("asking for card terminals"), lambda d: d.terminals(), self.asking.show_terminals)

    def _to_payer(self) -> None:
        if self._state() == "asking":
            self.asking.to_payer()

    def _buyer(self) -> None:
        if self._state() == "asking":
            self.asking.toggle_invoice()

    def _scanned(self, code: str) -> None:
        self.scan.setText(code)
        self.scan.setFocus()

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
        asking = self.asking
        due, given, method = asking.owed(), asking.given(), asking.method()
        if method == "cash" and given and given < due:
            self.say("caution", w.refusal("tendered"), notice="refused")
            return
        terminal = asking.terminal() if method == "card" else ""
        if method == "card" and not terminal:
            self.say("caution", w.refusal("no_terminal"), notice="refused")
            return
        if asking.buyer_missing():
            self.say("caution", self.tr("An invoice needs the buyer's name."), notice="refused")
            asking.to_buyer()
            return
        wanted = Taking(
            self._payment_id,
            bill,
            due,
            method,
            (given or due) if method == "cash" else 0,
            terminal,
            asking.payer.text().strip(),
            asking.buyer(),
        )
        self._take(wanted)

    def _take(self, wanted: Taking) -> None:
        self.ask(self.tr("taking the money"), wanted.ask, self._have_payment, refused=partial(self._not_taken, wanted))

    def _not_taken(self, wanted: Taking, answer: Refused) -> bool:
        if answer.code == "already_paid":
            self._middle.setCurrentIndex(0)
            self.idle.say(w.refusal("already_paid"))
            self._bill = None
            self._foot()
        if answer.code == "id_differs":
            self._payment_id = self.shell.new_id()
        if answer.code != "not_asked":
            return False
        self.say(
            "caution",
            self.tr(
                "The HIS could not be asked about this bill. Look it up in the HIS; take money only if it is open."
            ),
            notice="refused",
            button=Button(self.tr("I have looked, it is open: take it"), "F2", name="counter.unasked"),
            act=lambda: self._take(replace(wanted, unasked=True)),
        )
        return True

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
        self.waiting.show_payment(payment)
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
            self.bills.show_bills([replace(b, state="paid") if b.bill_id == payment.bill_id else b for b in bills])
        self.taken.show_payment(payment)
        if not payment.receipt_number and payment.his in ("", "waiting") and payment.state == "taken":
            self._poll.start()
        if first or self._copy_of != payment.payment_id:
            self.taken.printed.setText("")
            self._copy_of = payment.payment_id
        if payment.state in ("taken", "void_asked"):
            self.taken.ask_slip(self, payment)
        self._foot()
        if first:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- what was taken at this window

    def print_slip(self) -> None:
        """F9: print; a second print is a copy, marked and counted by the hub."""
        payment = self._payment or self.recent.payment()
        if payment is not None and payment.state in ("taken", "void_asked"):
            self.taken.print_slip(self, payment)

    def _printed(self, tag: object, why: str) -> None:
        if not isinstance(tag, str) or not any(one.payment_id == tag for one in self.shell.recent):
            return
        self.taken.say_print(why)
        if not why:
            self.shell.on_paper.add(tag)
            self._foot()

    def _show_recent(self) -> None:
        self.recent.show_payments(self.shell.recent)
        if self._payment is not None:
            shown = [one.payment_id for one in self.shell.recent]
            if self._payment.payment_id in shown:
                self.recent.choose(shown.index(self._payment.payment_id))

    def _open_recent(self, payment: CounterPayment) -> None:
        if self._state() == "waiting":
            return
        self._bill, self._payment, self._payment_id = None, payment, payment.payment_id
        self._have_payment(payment)

    def _void(self) -> None:
        payment = self._payment or self.recent.payment()
        if payment is not None and payment.state == "taken":
            ask_void(self, payment.payment_id, payment.slip, self._have_void)

    def _decide_void(self, approve: bool) -> None:
        payment = self._payment or self.recent.payment()
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
        note = ""
        buttons: list[Button] = []
        state, payment = self._state(), self._payment
        if state == "asking" and self._bill is not None:
            note, buttons = to_take(self._bill, self.asking, self.go_on)
        elif state == "waiting" and payment is not None:
            note, buttons = to_wait(payment, self._ask_payment, self.abort)
        elif state == "taken" and payment is not None:
            buttons = [*self._deciding(payment), *when_taken(self, payment)]
        self.foot_says(note, *buttons)

    def _deciding(self, payment: CounterPayment) -> list[Button]:
        """What a supervisor may decide, and anybody ask for."""
        choices: tuple[tuple[str, str, str, Callable[[], object]], ...] = ()
        if payment.state == "taken":
            choices = ((self.tr("Void…"), "V", "counter.void", self._void),)
        elif payment.state == "void_asked" and self.shell.may(Role.SUPERVISOR):
            choices = (
                (self.tr("Leave it valid"), "N", "counter.void.N", partial(self._decide_void, False)),
                (self.tr("Approve the void"), "A", "counter.void.A", partial(self._decide_void, True)),
            )
        return [made(*choice) for choice in choices]

    def back(self) -> bool:
        """Esc: stop waiting, or put the bill away."""
        if self._state() == "waiting":
            self.abort()
        else:
            self._to_scan()
        return True
