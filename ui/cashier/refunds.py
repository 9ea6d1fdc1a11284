"""Refunds: one person asks, another approves, and whoever approved does not pay out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from kiosk.cashier.values import CounterPayment, Refund, Role, VoidWaiting
from kiosk.printing.receipt import render_slip
from ui.cashier import words as w
from ui.cashier.form import Ask, Form
from ui.cashier.page import Page
from ui.cashier.parts import Button, row, words
from ui.cashier.shell import Shell
from ui.cashier.table import Cell, Column, Row, Table
from ui.cashier.voids import VoidTable


class RefundsPage(Page):
    """What waits for a decision or for being paid out."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, self.tr("Refunds"), name="refunds")
        self.hints.say(((self.tr("Again"), "F5"),))
        self.closed = Button(self.tr("Closed ones too"), "F7", "chip", name="refunds.closed")
        self.closed.clicked.connect(self.refresh)
        rule = words(self.tr("Asked for by one, approved by another; whoever approved does not pay out."), "sub")
        self.body.addLayout(row(rule, None, self.closed))
        self.table = Table(
            (
                Column(self.tr("Asked")),
                Column(self.tr("Money")),
                Column(self.tr("Bill")),
                Column(self.tr("Amount, đ"), figures=True),
                Column(self.tr("Why")),
                Column(self.tr("State"), stretch=True),
                Column(self.tr("Asked, decided by"), gives=True),
                Column(self.tr("Paid out")),
            ),
            name="refunds.table",
            empty=self.tr("No refund waits."),
        )
        self.table.picked.connect(lambda _one: self._foot())
        self.body.addWidget(self.table, 1000)
        self.note = words("", "sub", wrap=True)
        self.body.addWidget(self.note)
        self._at_voids = False
        """Whether the keys are about the chosen void, not the chosen refund."""
        self._voids_title = words(self.tr("Voids that wait for a supervisor"), "heading")
        self.voids = VoidTable()
        self.voids.picked.connect(lambda _one: self._foot())
        self.voids.opened.connect(self._open_void)
        self.voids.entered.connect(partial(self._at, True))
        self.table.entered.connect(partial(self._at, False))
        for part in (self._voids_title, self.voids):
            part.hide()
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.on("F7", self.closed.click)
        self.on("F9", self.print_slip)
        shell.printed.connect(self._printed)
        self.on("A", self.approve)
        self.on("N", partial(self.decide_void, False))
        self.on("R", self.refuse)
        self.on("C", self.pay_cash)
        self.on("B", self.pay_transfer)

    def enter(self) -> None:
        """Show the list."""
        self.refresh()
        self.table.setFocus()

    def refresh(self) -> None:
        """Ask for it."""
        closed = self.closed.isChecked()
        self.ask(self.tr("asking for the refunds"), lambda d: d.refunds(closed=closed), self._show)
        self.ask(self.tr("asking for the voids"), lambda d: d.voids(), self._show_voids)

    def _at(self, voids: bool) -> None:
        self._at_voids = voids
        self._foot()

    def _show(self, found: tuple[Refund, ...]) -> None:
        rows = []
        for one in found:
            kind, text = w.state(one.state)
            paid = f"{w.method(one.method)} · {one.reference}" if one.reference else w.method(one.method)
            rows.append(
                Row(
                    (
                        Cell(w.moment(one.asked_at), code=True),
                        Cell(one.money, code=True),
                        Cell(one.bill_id or w.NONE, code=True),
                        Cell(w.amount(one.amount)),
                        Cell(w.refund_reason(one.reason)),
                        Cell(text, pill=kind),
                        Cell(f"{w.person(one.asked_by)}, {w.person(one.decided_by)}"),
                        Cell(paid if one.method else w.NONE),
                    ),
                    one,
                )
            )
        self.table.show_rows(rows)
        asked = sum(1 for one in found if one.state == "asked")
        to_pay = sum(1 for one in found if one.state == "approved")
        self.sub.setText(w.said(self.tr("%1 wait for approval · %2 to be paid out"), asked, to_pay))
        self._foot()

    def _show_voids(self, found: tuple[VoidWaiting, ...]) -> None:
        """Below the refunds, while any waits."""
        self.voids.show_voids(found)
        for part in (self._voids_title, self.voids):
            part.setVisible(bool(found))
        if not found and self._at_voids:
            self._at_voids = False
            self.table.setFocus()
        self._foot()

    def _void_foot(self, one: VoidWaiting) -> None:
        taken, asked = w.person(one.payment.user), w.person(one.asked_by)
        self.note.setText(w.said(self.tr("Taken by %1 · void asked for by %2"), taken, asked))
        look = self._button(self.tr("Open the payment"), "Enter", "openVoid", lambda: self._open_void(one))
        if not self.shell.may(Role.SUPERVISOR):
            self.foot_says(self.tr("A supervisor decides; you can go on with other work."), look)
            return
        valid = self._button(self.tr("Leave it valid"), "N", "leaveValid", partial(self.decide_void, False))
        text = w.said(self.tr("Approve the void of %1"), w.dong(one.payment.amount))
        void = self._button(text, "A", "approveVoid", partial(self.decide_void, True))
        void.kind = "danger"
        self.foot_says("", look, valid, void)

    def _open_void(self, one: VoidWaiting) -> None:
        self.shell.story_wanted.emit(f"money:{one.payment.method}:{one.payment.payment_id}", "")

    def _foot(self) -> None:
        if self._at_voids and (void := self.voids.void()) is not None:
            self._void_foot(void)
            return
        one: Refund | None = self.table.chosen()
        if one is None:
            self.note.setText("")
            self.foot_says("")
            return
        people = [w.said(self.tr("asked for by %1"), w.person(one.asked_by))]
        if one.decided_by:
            people.append(w.said(self.tr("decided by %1"), w.person(one.decided_by)))
        if one.paid_by:
            people.append(w.said(self.tr("paid out by %1"), w.person(one.paid_by)))
        self.note.setText(" · ".join(part for part in (*people, one.note, one.why) if part))
        buttons: list[Button] = []
        says = ""
        if one.state == "asked":
            if self.shell.may(Role.SUPERVISOR):
                buttons = [
                    self._button(self.tr("Refuse…"), "R", "refuse", self.refuse),
                    self._button(w.said(self.tr("Approve %1"), w.dong(one.amount)), "A", "approve", self.approve),
                ]
            else:
                says = self.tr("A supervisor decides; you can go on with other work.")
        elif one.state == "approved":
            buttons = [
                self._button(self.tr("Transferred at the bank…"), "B", "transfer", self.pay_transfer),
                self._button(w.said(self.tr("Pay %1 in cash"), w.dong(one.amount)), "C", "cash", self.pay_cash),
            ]
        elif one.state == "paid":
            buttons = [self._button(self.tr("Print the slip again"), "F9", "print", self.print_slip)]
        if buttons:
            buttons[-1].kind = "primary"
        self.foot_says(says, *buttons)

    def _button(self, text: str, key: str, name: str, act: Callable[[], object]) -> Button:
        button = Button(text, key, name=f"refunds.{name}")
        button.clicked.connect(lambda _on=False: act())
        return button

    def _chosen(self, state: str) -> Refund | None:
        one = self.table.chosen()
        return one if isinstance(one, Refund) and one.state == state and not self._at_voids else None

    # -- what a person does

    def approve(self) -> None:
        """Approve what another person asked for: the refund, or the void, whichever is chosen."""
        if self._at_voids:
            self.decide_void(True)
            return
        one = self._chosen("asked")
        if one is not None and self.shell.may(Role.SUPERVISOR):
            self.ask(self.tr("approving"), lambda d: d.decide_refund(one.refund_id, True), lambda _r: self.refresh())

    def decide_void(self, approve: bool) -> None:
        """As a supervisor who neither asked nor took the money."""
        one = self.voids.void() if self._at_voids else None
        if one is not None and self.shell.may(Role.SUPERVISOR):
            payment_id = one.payment.payment_id
            self.ask(self.tr("deciding"), lambda d: d.decide_void(payment_id, approve), self._decided)

    def _decided(self, payment: CounterPayment) -> None:
        if any(one.payment_id == payment.payment_id for one in self.shell.recent):
            self.shell.note_payment(payment)
        self.refresh()

    def refuse(self) -> None:
        """Refuse it, and say why."""
        one = self._chosen("asked")
        if one is None or not self.shell.may(Role.SUPERVISOR):
            return
        Form(
            self,
            self.tr("Refuse the refund"),
            w.said(self.tr("%1 for %2 stays where it is."), w.dong(one.amount), one.money),
            (Ask("why", self.tr("Why")),),
            self.tr("Refuse it"),
            lambda values: (
                (lambda d: d.decide_refund(one.refund_id, False, values["why"]))
                if values["why"]
                else w.refusal("why_missing")
            ),
            lambda _refund: self.refresh(),
        )

    def pay_cash(self) -> None:
        """From the own open shift's drawer."""
        one = self._chosen("approved")
        if one is None:
            return
        Form(
            self,
            w.said(self.tr("Pay %1 in cash?"), w.dong(one.amount)),
            self.tr("It goes out of your drawer and stands in your shift's book."),
            (),
            w.said(self.tr("I have paid out %1"), w.dong(one.amount)),
            lambda _values: lambda d: d.pay_refund(one.refund_id, "cash"),
            self._paid,
        )

    def pay_transfer(self) -> None:
        """A transfer that was made at the bank, by its reference."""
        one = self._chosen("approved")
        if one is None:
            return
        Form(
            self,
            w.said(self.tr("Transferred %1 at the bank"), w.dong(one.amount)),
            self.tr("The bank's reference lets the statement find it again."),
            (Ask("reference", self.tr("The bank's reference")),),
            self.tr("Note the transfer"),
            lambda values: (
                (lambda d: d.pay_refund(one.refund_id, "transfer", values["reference"]))
                if values["reference"]
                else w.refusal("reference")
            ),
            self._paid,
        )

    # -- the phiếu chi

    def _paid(self, refund: Refund) -> None:
        self.refresh()
        self._print(refund.refund_id, copy=False)

    def print_slip(self) -> None:
        """F9: the phiếu chi of a refund that was paid out, again and marked as a copy."""
        one = self._chosen("paid")
        if one is not None:
            self._print(one.refund_id, copy=True)

    def _print(self, refund_id: str, *, copy: bool) -> None:
        self.ask(
            self.tr("printing the slip"),
            lambda d: d.refund_slip(refund_id, copy=copy),
            lambda slip: self.shell.put_on_paper(render_slip(slip), f"refund {refund_id}"),
        )

    def _printed(self, tag: object, why: str) -> None:
        if not (isinstance(tag, str) and tag.startswith("refund ")):
            return
        if why:
            self.say("caution", self.tr("The slip did not print. Look at the printer; F9 on the row prints it again."))
        else:
            self.say("success", self.tr("The slip is printed: have it signed and keep it."))
