"""The shift: open or accept it with a counted float, and close it in four steps that cannot be argued about later.

Count blind → compare with the book → hand over → sign and print Z. The book is shown only once the count is locked.
"""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kiosk.cashier.values import ReportLine, ShiftReport, ShiftView
from ui.cashier import words as w
from ui.cashier.drawer import DrawerCount
from ui.cashier.exports import export
from ui.cashier.form import Ask, Form
from ui.cashier.page import Page
from ui.cashier.paper import Preview, dots, report_paper
from ui.cashier.parts import Button, Chips, Picture, card, clear, field, row, words
from ui.cashier.shell import Shell
from ui.cashier.shift_cards import Steps, before_handing_card, book_card, handed_card, whole_shift_card
from ui.cashier.story import whole
from ui.cashier.table import Cell, Column, Row, Table
from ui.cashier.theme import theme

REASONS = ("change", "unclear", "other")
NOBODY = "-"


class ShiftPage(Page):
    """What may be done with the shift at this desk now."""

    closed = Signal(object)
    """A Z report has been made."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, self.tr("Shift"), name="shift")
        self._view: ShiftView | None = None
        self._step = 0
        self._reason = self._note = self._receiver = ""
        self._chips: Chips | None = None
        self._line: QLineEdit | None = None
        """The closing step's own parts, while they are shown; what was chosen outlives them."""
        self._report: ShiftReport | None = None
        self._report_again = False
        self._shift_id = ""
        self._z_day: date | None = None
        self.steps = Steps(
            (
                self.tr("Count the cash"),
                self.tr("Compare with the book"),
                self.tr("Hand over"),
                self.tr("Sign and print Z"),
            )
        )
        self.body.addWidget(self.steps)
        self._views = QStackedWidget()
        self.drawer = DrawerCount(name="shift.drawer")
        self.drawer.changed.connect(self._counting)
        self._pages = {
            "main": self._main(),
            "report": self._paper(),
            "list": self._z_list(),
        }
        for part in self._pages.values():
            self._views.addWidget(part)
        self.body.addWidget(self._views, 1)
        self.on("F9", self.x_report)
        self.on("F10", self.go_on)
        self.on("F6", self.show_z_list)
        self.on("F7", self.drop)
        self.on("Ctrl+E", partial(self._export, "xlsx"))
        self.on("Ctrl+P", partial(self._export, "pdf"))
        for digit in range(1, 10):
            self.on(str(digit), partial(self._digit, digit))
        shell.printed.connect(self._printed)

    # -- parts

    def _main(self) -> QWidget:
        holder = QWidget()
        holder.setObjectName("body")
        across = QHBoxLayout(holder)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(20)
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.addWidget(self.drawer)
        left.addStretch(1)
        across.addWidget(self._left, 21)
        self._middle = QVBoxLayout()
        self._middle.setSpacing(20)
        self._right = QVBoxLayout()
        self._right.setSpacing(20)
        if theme().large:
            both = QVBoxLayout()
            both.setSpacing(20)
            both.addLayout(self._middle)
            both.addLayout(self._right)
            both.addStretch(1)
            across.addLayout(both, 53)
        else:
            across.addLayout(self._middle, 33)
            across.addLayout(self._right, 20)
        return holder

    def _paper(self) -> QWidget:
        holder = QWidget()
        holder.setObjectName("body")
        across = QHBoxLayout(holder)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(20)
        self.preview = Preview(name="shift.paper", wide=theme().px(460))
        self.paper_note = words("", "sub", wrap=True, name="shift.printed")
        frame, inner = card()
        self.paper_title = words("", "heading", wrap=True)
        inner.addWidget(self.paper_title)
        inner.addWidget(self.paper_note)
        left = QVBoxLayout()
        left.addWidget(frame)
        left.addStretch(1)
        across.addLayout(left, 1)
        column = QVBoxLayout()
        column.addWidget(self.preview)
        column.addStretch(1)
        across.addLayout(column)
        return holder

    def _z_list(self) -> QWidget:
        self.z_table = Table(
            (
                Column(self.tr("Z number")),
                Column(self.tr("Desk")),
                Column(self.tr("Cashier"), stretch=True),
                Column(self.tr("Opened")),
                Column(self.tr("Closed")),
                Column(self.tr("Taken, đ"), figures=True),
                Column(self.tr("Difference, đ"), figures=True),
            ),
            name="shift.zList",
            empty=self.tr("No shift was closed yet."),
        )
        self.z_table.opened.connect(lambda one: self._open_z(one.z_number))
        return self.z_table

    def _here(self) -> str:
        return next(name for name, part in self._pages.items() if part is self._views.currentWidget())

    def _to(self, name: str) -> None:
        self._views.setCurrentWidget(self._pages[name])
        self.steps.setVisible(name == "main" and self._view is not None and self._view.state in ("open", "counted"))

    # -- what the hub says

    def enter(self) -> None:
        """Show how the shift stands; what was counted stays."""
        if self.notice == "success":
            self.hush()
        if self._here() != "report":
            self._to("main")
        self.refresh()

    def refresh(self) -> None:
        """Ask how the shift stands."""
        self.ask(self.tr("asking for the shift"), lambda d: d.shift(), self._have)
        if self._here() == "list":
            self.show_z_list()

    def _have(self, view: ShiftView | None) -> None:
        before = self._view
        self._view = view
        self.shell.note_shift(view)
        counted = view is not None and view.state == "counted"
        if counted and self._step == 0:
            self._step = 1
        if view is None or view.state in ("closed", "handed_over") or (view.state == "open" and before is None):
            self._step = 0
        if view is not None and view.state == "open" and self._step > 1:
            self._step = 0
        if self._here() == "main":
            self._show()

    def _person(self, user: str) -> str:
        """One's own full name; of others the hub tells only how they sign in."""
        session = self.shell.session
        return session.full_name if session is not None and session.user == user else w.given_name(user)

    def _mode(self) -> str:
        """`open` none, `accept`, `running`, or the closing step `count`, `compare`, `hand`, `sign`."""
        view = self._view
        if view is None or view.state == "closed":
            return "open"
        if view.state == "handed_over":
            me = self.shell.session.user if self.shell.session else ""
            return "accept" if view.handed_to == me else "not_mine"
        if view.state == "counted":
            return ("compare", "compare", "hand", "sign")[self._step]
        return "count" if self._step == 1 else "running"

    def _show(self) -> None:
        view, mode = self._view, self._mode()
        self._to("main")
        clear(self._middle)
        clear(self._right)
        self._chips = self._line = None
        keys = ((self.tr("Next field"), "Enter"), (self.tr("Back"), "Esc"), (self.tr("Z slips"), "F6"))
        self.hints.say(keys)
        if view is not None and view.state in ("open", "counted"):
            self.title.setText(
                w.said(self.tr("Close %1"), w.shift_name(view.opened_at).lower())
                if mode != "running"
                else w.shift_name(view.opened_at)
            )
            self.sub.setText(
                w.said(self.tr("%1 · opened %2 · by %3"), view.desk, w.clock(view.opened_at), self._person(view.user))
            )
        else:
            self.title.setText(self.tr("Shift"))
            self.sub.setText(self.shell.session.desk if self.shell.session else "")
        self.steps.show_step({"running": 0, "count": 0, "compare": 1, "hand": 2, "sign": 3}.get(mode, 0))
        {
            "open": self._show_open,
            "accept": self._show_accept,
            "not_mine": self._show_not_mine,
            "running": self._show_running,
            "count": self._show_count,
            "compare": self._show_compare,
            "hand": self._show_hand,
            "sign": self._show_sign,
        }[mode]()
        self._middle.addStretch(1)
        self._right.addStretch(1)

    def _counts(self, title: str, *, fresh: bool) -> None:
        """The drawer's grid, to be filled in."""
        self._left.show()
        self.drawer.unlock(title, clear=fresh or self.drawer.locked)

    def _show_open(self) -> None:
        self._shift_id = self._shift_id or self.shell.new_id()
        self._counts(self.tr("Float from the safe"), fresh=False)
        frame, inner = card(gap=10)
        inner.addWidget(words(self.tr("No shift is open at this desk"), "heading", wrap=True))
        inner.addWidget(
            words(
                self.tr(
                    "Count the float the treasurer gave you, by its notes. Money can be taken once the shift is open."
                ),
                "sub",
                wrap=True,
            )
        )
        self._middle.addWidget(frame)
        on = Button(
            w.said(self.tr("Open the shift with %1"), w.dong(self.drawer.total())), "F10", "primary", name="shift.open"
        )
        on.clicked.connect(self.go_on)
        self._foot(self.tr("Everything taken from now on stands under your name."), on)
        self.drawer.begin()

    def _show_accept(self) -> None:
        view = self._view
        assert view is not None
        self._counts(self.tr("Count what you take over"), fresh=False)
        frame, inner = card(gap=10)
        inner.addWidget(words(self.tr("A handover waits for you"), "heading", wrap=True))
        inner.addWidget(
            words(
                w.said(
                    self.tr("%1 closed the shift and hands you its cash. Count it yourself; a difference is noted."),
                    w.given_name(view.user),
                ),
                "sub",
                wrap=True,
            )
        )
        self._middle.addWidget(frame)
        on = Button(w.said(self.tr("Take over %1"), w.dong(self.drawer.total())), "F10", "primary", name="shift.accept")
        on.clicked.connect(self.go_on)
        self._foot(self.tr("You signed in with your own PIN: that is your signature."), on)
        self.drawer.begin()

    def _show_not_mine(self) -> None:
        view = self._view
        assert view is not None
        self._left.hide()
        frame, inner = card(gap=10)
        inner.addWidget(words(w.said(self.tr("Waits for %1"), w.given_name(view.handed_to)), "heading", wrap=True))
        inner.addWidget(
            words(
                self.tr("The receiver signs in here with an own PIN, counts the cash and takes it over."),
                "sub",
                wrap=True,
            )
        )
        self._middle.addWidget(frame)
        self._foot("")

    def _show_running(self) -> None:
        view = self._view
        assert view is not None
        self._left.hide()
        self._middle.addWidget(whole_shift_card(view))
        self._right.addWidget(before_handing_card(view))
        drop = Button(self.tr("Cash to the safe…"), "F7", name="shift.drop")
        drop.clicked.connect(self.drop)
        x = Button(self.tr("Print an X slip"), "F9", name="shift.x")
        x.clicked.connect(self.x_report)
        on = Button(self.tr("Count the cash to close"), "F10", "primary", name="shift.begin")
        on.clicked.connect(self.go_on)
        self._foot(
            w.said(self.tr("Float %1. The book is shown after the count."), w.dong(view.float_amount)), drop, x, on
        )

    def _show_count(self) -> None:
        view = self._view
        assert view is not None
        self._counts(self.tr("Cash counted"), fresh=False)
        frame, inner = card(gap=10)
        inner.addLayout(
            row(
                Picture("lock", 30, "primary", "tint"),
                words(self.tr("The book stays closed while you count"), "heading", wrap=True),
            )
        )
        inner.addWidget(
            words(
                self.tr("Type the pieces of each note. A locked count cannot be changed; the book is then shown."),
                "sub",
                wrap=True,
            )
        )
        self._middle.addWidget(frame)
        self._right.addWidget(before_handing_card(view))
        on = Button(
            w.said(self.tr("Lock the count: %1"), w.dong(self.drawer.total())), "F10", "primary", name="shift.lock"
        )
        on.clicked.connect(self.go_on)
        self._foot(self.tr("Locked is locked: count twice if in doubt."), on)
        self.drawer.begin()

    def _show_compare(self) -> None:
        view = self._view
        assert view is not None
        assert view.book is not None
        self._left.show()
        self.drawer.lock(view.counts, w.said(self.tr("locked %1"), w.clock(view.counted_at)))
        self._middle.addWidget(book_card(view.book))
        difference = view.book.difference or 0
        if difference:
            frame, inner = card(gap=12)
            inner.addLayout(
                row(
                    words(self.tr("Reason"), "heading"),
                    words(self.tr("needed when there is a difference"), "sub"),
                    None,
                )
            )
            self._chips = Chips(
                tuple((code, w.close_reason(code)) for code in REASONS), name="shift.reason", widest=600
            )
            self._line = field("shift.note", self.tr("What happened"), hint=self.tr("What happened, in a few words"))
            self._chips.choose(self._reason)
            self._chips.chosen.connect(self._reason_is)
            self._line.setText(self._note)
            self._line.textChanged.connect(self._note_is)
            self._line.returnPressed.connect(self.go_on)
            inner.addWidget(self._chips)
            inner.addWidget(self._line)
            self._middle.addWidget(frame)
        self._right.addWidget(whole_shift_card(view))
        self._right.addWidget(before_handing_card(view))
        says = (
            self.tr("Note %1 missing, go on to hand over")
            if difference < 0
            else self.tr("Note %1 too much, go on to hand over")
        )
        text = w.said(says, w.dong(abs(difference))) if difference else self.tr("It agrees, go on to hand over")
        x = Button(self.tr("Print an X slip"), "F9", name="shift.x")
        x.clicked.connect(self.x_report)
        on = Button(text, "F10", "primary", name="shift.compared")
        on.clicked.connect(self.go_on)
        self._foot(self._z_note(view), x, on)
        if self._line is not None and self._chips is not None:
            first: QWidget | None = self._line if self._reason else self._chips.findChild(Button)
            (first or on).setFocus()
        else:
            on.setFocus()

    def _reason_is(self, code: str) -> None:
        self._reason = code

    def _note_is(self, text: str) -> None:
        self._note = text

    def _receiver_is(self, code: str) -> None:
        self._receiver = code

    def _z_note(self, view: ShiftView) -> str:
        return w.said(self.tr("Z slip %1 is made once and cannot be changed. Look first with an X slip."), view.next_z)

    def _show_hand(self) -> None:
        view = self._view
        assert view is not None
        assert view.book is not None
        self._left.show()
        self.drawer.lock(view.counts, w.said(self.tr("locked %1"), w.clock(view.counted_at)))
        frame, inner = card(gap=12)
        inner.addWidget(words(self.tr("Who takes the cash over?"), "heading"))
        inner.addWidget(
            words(
                self.tr(
                    "The receiver counts again and signs with an own PIN. Without a receiver the cash goes to the safe."
                ),
                "sub",
                wrap=True,
            )
        )
        session = self.shell.session
        me = session.user if session else ""
        people = [(user, w.given_name(user)) for user in (session.users if session else ()) if user != me]
        self._chips = Chips((*people[:5], (NOBODY, self.tr("Nobody: to the safe"))), name="shift.receiver", widest=600)
        self._chips.choose(self._receiver)
        self._chips.chosen.connect(self._receiver_is)
        inner.addWidget(self._chips)
        self._middle.addWidget(frame)
        self._right.addWidget(before_handing_card(view))
        on = Button(self.tr("Go on to sign"), "F10", "primary", name="shift.handed")
        on.clicked.connect(self.go_on)
        self._foot(self._z_note(view), on)
        (self._chips.findChild(Button) or on).setFocus()

    def _show_sign(self) -> None:
        view = self._view
        assert view is not None
        assert view.book is not None
        self._left.show()
        self.drawer.lock(view.counts, w.said(self.tr("locked %1"), w.clock(view.counted_at)))
        self._middle.addWidget(book_card(view.book))
        frame, inner = card(gap=8)
        inner.addWidget(words(self.tr("You sign for this"), "heading"))
        if view.book.difference:
            inner.addWidget(words(f"{w.close_reason(self._reason)} · {self._note}".strip(" ·"), "text", wrap=True))
        to = self._receiver
        inner.addWidget(
            words(
                self.tr("The cash goes to the safe.")
                if to in ("", NOBODY)
                else w.said(self.tr("The cash goes to %1."), w.given_name(to)),
                "text",
                wrap=True,
            )
        )
        self._middle.addWidget(frame)
        self._right.addWidget(whole_shift_card(view))
        if to not in ("", NOBODY):
            self._right.addWidget(handed_card(to))
        on = Button(w.said(self.tr("Sign, close, print Z %1"), view.next_z), "F10", "primary", name="shift.sign")
        on.clicked.connect(self.go_on)
        self._foot(self.tr("The Z slip is made once and cannot be changed."), on)
        on.setFocus()

    # -- going on

    def _counting(self) -> None:
        """The total moves with every digit; so does the button that names it."""
        mode = self._mode()
        says = {
            "open": (self.tr("Open the shift with %1"), "shift.open"),
            "accept": (self.tr("Take over %1"), "shift.accept"),
            "count": (self.tr("Lock the count: %1"), "shift.lock"),
        }.get(mode)
        if says is not None and (button := self.findChild(Button, says[1])) is not None:
            button.say(w.said(says[0], w.dong(self.drawer.total())))

    def _digit(self, digit: int) -> None:
        if self._here() != "main":
            return
        if self._chips is not None and (code := self._chips.at(digit)):
            self._chips.choose(code)
            if self._line is not None:
                self._line.setFocus()

    def go_on(self) -> None:
        """F10: the next step, whichever it is."""
        if self.notice == "success":
            self.hush()
        if self._here() == "report":
            self._print_report()
            return
        if self._here() == "list":
            if (one := self.z_table.chosen()) is not None:
                self._open_z(one.z_number)
            return
        counts = self.drawer.counts()
        match self._mode():
            case "open":
                shift_id = self._shift_id
                self.ask(self.tr("opening the shift"), lambda d: d.open_shift(shift_id, counts), self._opened)
            case "accept":
                view = self._view
                assert view is not None
                shift_id = view.shift_id
                self.ask(self.tr("taking over"), lambda d: d.accept(shift_id, counts), self._opened)
            case "running":
                self._step = 1
                self.drawer.unlock(self.tr("Cash counted"), clear=True)
                self._show()
            case "count":
                self.ask(self.tr("locking the count"), lambda d: d.count(counts), self._counted)
            case "compare":
                self._compared()
            case "hand":
                if not self._receiver:
                    self.say("caution", self.tr("Please choose who takes the cash over."), notice="refused")
                    return
                self._step = 3
                self.hush()
                self._show()
            case "sign":
                self._sign()

    def _opened(self, view: ShiftView) -> None:
        self._shift_id = ""
        self._step = 0
        self._reason = self._note = self._receiver = ""
        self._have(view)
        self.say("success", self.tr("The shift is open. Money can be taken at this desk."))

    def _counted(self, view: ShiftView) -> None:
        self._step = 1
        self._have(view)

    def _compared(self) -> None:
        view = self._view
        assert view is not None
        assert view.book is not None
        if view.book.difference and not self._reason:
            self.say("caution", w.refusal("reason_missing"), notice="refused")
            return
        if view.book.difference and self._reason == "other" and not self._note.strip():
            self.say("caution", self.tr("Please write what happened."), notice="refused")
            if self._line is not None:
                self._line.setFocus()
            return
        self._step = 2
        self.hush()
        self._show()

    def _sign(self) -> None:
        view = self._view
        assert view is not None
        assert view.book is not None
        reason = self._reason if view.book.difference else ""
        note = self._note.strip() if view.book.difference else ""
        to = "" if self._receiver == NOBODY else self._receiver
        self.ask(self.tr("closing the shift"), lambda d: d.close_shift(reason, note, to), self._closed)

    def _closed(self, report: ShiftReport) -> None:
        self._step = 0
        self._view = None
        self.shell.note_shift(None)
        self._show_report(report, self.tr("The shift is closed"))
        self._print_report()
        self.closed.emit(report)

    # -- drop, X, Z

    def drop(self) -> None:
        """Cash to the safe, with the treasurer's slip."""
        if self._here() != "main" or self._mode() != "running":
            return
        drop_id = self.shell.new_id()
        Form(
            self,
            self.tr("Cash to the safe"),
            self.tr("The treasurer counts it and gives you a slip."),
            (
                Ask("amount", self.tr("How much, đ"), numbers=True),
                Ask("slip", self.tr("The treasurer's slip number")),
            ),
            self.tr("Note it as handed to the safe"),
            lambda values: (
                (lambda d: d.drop(drop_id, whole(values["amount"]), values["slip"]))
                if whole(values["amount"]) and values["slip"]
                else self.tr("Please give amount and slip number.")
            ),
            self._have,
        )

    def x_report(self) -> None:
        """F9: the shift as it stands; on a paper that is shown, print it."""
        if self._here() == "report":
            self._print_report()
        elif self._here() == "list":
            self.go_on()
        elif self._view is not None and self._view.state in ("open", "counted"):
            self.ask(
                self.tr("making the X slip"),
                lambda d: d.x_report(),
                lambda report: self._show_report(report, self.tr("X slip")),
            )

    def _show_report(self, report: ShiftReport, title: str, *, again: bool = False) -> None:
        self._report, self._report_again = report, again
        self.preview.show_paper(report_paper(report, again=again))
        self.paper_title.setText(f"{title} · {report.z_number}" if report.z_number else title)
        self.paper_note.setText(
            self.tr("Numbered and kept; a reprint is marked as one.")
            if report.z_number
            else self.tr("A look at the running shift by the same computation; it changes nothing.")
        )
        self._to("report")
        buttons = []
        if report.z_number:
            for text, key, form in ((self.tr("Save XLSX"), "Ctrl E", "xlsx"), (self.tr("Save PDF"), "Ctrl P", "pdf")):
                button = Button(text, key, name=f"shift.{form}")
                button.clicked.connect(partial(self._export, form))
                buttons.append(button)
        leave = Button(self.tr("Back"), "Esc", name="shift.back")
        leave.clicked.connect(self.back)
        prints = Button(self.tr("Print"), "F9", "primary", name="shift.print")
        prints.clicked.connect(self._print_report)
        self.foot_says("", *buttons, leave, prints)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _print_report(self) -> None:
        report = self._report
        if report is not None:
            self.paper_note.setText(self.tr("Printing…"))
            self.shell.put_on_paper(dots(report_paper(report, again=self._report_again)), report)
            if report.z_number:
                self._report_again = True

    def _printed(self, tag: object, why: str) -> None:
        if tag is not self._report or self._report is None:
            return
        self.paper_note.setText(
            self.tr("The printer did not print it. Look at the printer, then press F9.") if why else self.tr("Printed.")
        )

    def _export(self, form: str) -> None:
        if self._here() == "report" and self._report is not None and self._report.z_number:
            export(self, "shift", form, number=self._report.z_number)

    def show_z_list(self) -> None:
        """F6: closed shifts."""
        self.ask(self.tr("asking for the Z slips"), lambda d: d.z_reports(), self._have_z)

    def _have_z(self, found: tuple[ReportLine, ...]) -> None:
        self.z_table.show_rows(
            [
                Row(
                    (
                        Cell(one.z_number, code=True),
                        Cell(one.desk),
                        Cell(w.given_name(one.user)),
                        Cell(w.moment(one.opened_at), code=True),
                        Cell(w.moment(one.closed_at), code=True),
                        Cell(w.amount(one.total)),
                        Cell(w.amount(one.difference), strong=bool(one.difference)),
                    ),
                    one,
                )
                for one in found
            ]
        )
        self.title.setText(self.tr("Z slips"))
        self.sub.setText("")
        self._to("list")
        look = Button(self.tr("Open the slip"), "Enter", "primary", name="shift.openZ")
        look.clicked.connect(self.go_on)
        self.foot_says(
            self.tr("Newest first; each can be printed again, marked as a reprint."), *([look] if found else [])
        )
        self.z_table.setFocus()

    def _open_z(self, number: str) -> None:
        self.ask(
            self.tr("asking for the Z slip"),
            lambda d: d.z_report(number),
            lambda report: self._show_report(report, self.tr("Z slip"), again=True),
        )

    def _foot(self, note: str, *buttons: Button) -> None:
        self.foot_says(note, *buttons)

    def back(self) -> bool:
        """Esc: one step back; the locked count stays locked."""
        if self._here() != "main":
            self._report = None
            self._to("main")
            self.refresh()
            return True
        mode = self._mode()
        if mode in ("hand", "sign"):
            self._step -= 1
            self._show()
            return True
        if mode == "count":
            self._step = 0
            self._show()
            return True
        return False
