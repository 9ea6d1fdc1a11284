"""The shift: open or accept it with a counted float, and close it in four steps that cannot be argued about later.

Count blind → compare with the book → hand over → sign and print Z. The book is shown only once the count is locked.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kiosk.cashier.values import ReportLine, ShiftReport, ShiftView
from ui.cashier import words as w
from ui.cashier.exports import export
from ui.cashier.form import Ask, Form
from ui.cashier.page import Page
from ui.cashier.parts import Button, Views
from ui.cashier.shell import Shell
from ui.cashier.shift_bench import NOBODY, ShiftBench
from ui.cashier.shift_cards import Steps
from ui.cashier.shift_papers import ReportView, z_rows, z_table
from ui.cashier.story import whole


class ShiftPage(Page):
    """What may be done with the shift at this desk now."""

    closed = Signal(object)
    """A Z report has been made."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, self.tr("Shift"), name="shift")
        self._view: ShiftView | None = None
        self._step = 0
        self._shift_id = ""
        self.steps = Steps(
            (
                self.tr("Count the cash"),
                self.tr("Compare with the book"),
                self.tr("Hand over"),
                self.tr("Sign and print Z"),
            )
        )
        self.body.addWidget(self.steps)
        self._views = Views()
        self.bench = ShiftBench(self)
        self._paper = ReportView(shell)
        self.z_table = z_table()
        self.z_table.opened.connect(lambda one: self._open_z(one.z_number))
        self._pages: dict[str, QWidget] = {"main": self.bench, "report": self._paper, "list": self.z_table}
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
        self.hints.say(((self.tr("Next field"), "Enter"), (self.tr("Back"), "Esc"), (self.tr("Z slips"), "F6")))
        if view is not None and view.state in ("open", "counted"):
            self.title.setText(
                w.said(self.tr("Close %1"), w.shift_name(view.opened_at).lower())
                if mode != "running"
                else w.shift_name(view.opened_at)
            )
            opened = self.tr("%1 · opened %2 · by %3")
            self.sub.setText(w.said(opened, w.place(view.desk), w.clock(view.opened_at), w.person(view.user)))
        else:
            self.title.setText(self.tr("Shift"))
            self.sub.setText(w.place(self.shell.session.desk) if self.shell.session else "")
        self.steps.show_step({"running": 0, "count": 0, "compare": 1, "hand": 2, "sign": 3}.get(mode, 0))
        if mode == "open":
            self._shift_id = self._shift_id or self.shell.new_id()
        self.bench.show_step(mode, view)

    # -- going on

    def _digit(self, digit: int) -> None:
        if self._here() == "main":
            self.bench.digit(digit)

    def go_on(self) -> None:
        """F10: the next step, whichever it is."""
        if self.notice == "success":
            self.hush()
        if self._here() == "report":
            self._paper.print_report()
            return
        if self._here() == "list":
            if (one := self.z_table.chosen()) is not None:
                self._open_z(one.z_number)
            return
        counts = self.bench.drawer.counts()
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
                self.bench.begin_count()
                self._show()
            case "count":
                self.ask(self.tr("locking the count"), lambda d: d.count(counts), self._counted)
            case "compare":
                self._compared()
            case "hand":
                if not self.bench.receiver:
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
        self.bench.forget()
        self._have(view)
        self.say("success", self.tr("The shift is open. Money can be taken at this desk."))

    def _counted(self, view: ShiftView) -> None:
        self._step = 1
        self._have(view)

    def _compared(self) -> None:
        view = self._view
        assert view is not None
        assert view.book is not None
        if view.book.difference and not self.bench.reason:
            self.say("caution", w.refusal("reason_missing"), notice="refused")
            return
        if view.book.difference and self.bench.reason == "other" and not self.bench.note.strip():
            self.say("caution", self.tr("Please write what happened."), notice="refused")
            self.bench.ask_note()
            return
        self._step = 2
        self.hush()
        self._show()

    def _sign(self) -> None:
        view = self._view
        assert view is not None
        assert view.book is not None
        reason = self.bench.reason if view.book.difference else ""
        note = self.bench.note.strip() if view.book.difference else ""
        to = "" if self.bench.receiver == NOBODY else self.bench.receiver
        self.ask(self.tr("closing the shift"), lambda d: d.close_shift(reason, note, to), self._closed)

    def _closed(self, report: ShiftReport) -> None:
        self._step = 0
        self._view = None
        self.shell.note_shift(None)
        self._show_report(report, self.tr("The shift is closed"))
        self._paper.print_report()
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
            self._paper.print_report()
        elif self._here() == "list":
            self.go_on()
        elif self._view is not None and self._view.state in ("open", "counted"):
            self.ask(
                self.tr("making the X slip"),
                lambda d: d.x_report(),
                lambda report: self._show_report(report, self.tr("X slip")),
            )

    def _show_report(self, report: ShiftReport, title: str, *, again: bool = False) -> None:
        self._paper.show_report(report, title, again=again)
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
        prints.clicked.connect(self._paper.print_report)
        self.foot_says("", *buttons, leave, prints)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _export(self, form: str) -> None:
        report = self._paper.report
        if self._here() == "report" and report is not None and report.z_number:
            export(self, "shift", form, number=report.z_number)

    def show_z_list(self) -> None:
        """F6: closed shifts."""
        self.ask(self.tr("asking for the Z slips"), lambda d: d.z_reports(), self._have_z)

    def _have_z(self, found: tuple[ReportLine, ...]) -> None:
        self.z_table.show_rows(z_rows(found))
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

    def back(self) -> bool:
        """Esc: one step back; the locked count stays locked."""
        if self._here() != "main":
            self._paper.leave()
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
