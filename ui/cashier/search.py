"""Find a payment by pay code (whole or part), reference, bill, receipt or slip number."""

from __future__ import annotations

from PySide6.QtCore import Qt

from kiosk.cashier.ports import PaymentLine
from ui.cashier import words as w
from ui.cashier.page import Page
from ui.cashier.parts import field, words
from ui.cashier.shell import Shell
from ui.cashier.table import Cell, Column, Row, Table


class SearchPage(Page):
    """A field and what it found."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, self.tr("Find a payment"), name="search")
        self.hints.say(((self.tr("Find"), "/"), (self.tr("Open row"), "Enter"), (self.tr("Back"), "Esc")))
        self.field = field(
            "search.field", self.tr("What to look for"), hint=self.tr("Pay code, reference, bill or slip")
        )
        self.field.setProperty("figures", True)
        self.field.returnPressed.connect(self.refresh)
        self.body.addWidget(self.field)
        self.found = words(self.tr("Part of a code is enough; upper and lower case are the same."), "sub")
        self.body.addWidget(self.found)
        self.table = Table(
            (
                Column(self.tr("Time")),
                Column(self.tr("Where")),
                Column(self.tr("Pay code")),
                Column(self.tr("How")),
                Column(self.tr("Due, đ"), figures=True),
                Column(self.tr("Received, đ"), figures=True),
                Column(self.tr("State"), stretch=True),
                Column(self.tr("HIS receipt")),
            ),
            name="search.table",
            empty=self.tr("Nothing shown yet."),
        )
        self.table.opened.connect(lambda line: shell.story_wanted.emit(line.story, ""))
        self.body.addWidget(self.table, 1000)
        self.body.addStretch(1)
        self.on("/", self._to_field)

    def _to_field(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def enter(self) -> None:
        """Ready to type, with what was found before still there."""
        if self.field.text():
            self.refresh()
        self._to_field()

    def refresh(self) -> None:
        """Look again."""
        text = self.field.text().strip()
        if text:
            self.ask(self.tr("looking"), lambda d: d.search(text), lambda found: self._show(text, found))

    def _show(self, text: str, found: tuple[PaymentLine, ...]) -> None:
        rows = []
        for line in found:
            kind, said = w.state(line.state)
            rows.append(
                Row(
                    (
                        Cell(w.moment(line.at), code=True),
                        Cell(w.place(line.station)),
                        Cell(line.pay_code or w.NONE, code=True),
                        Cell(w.method(line.method)),
                        Cell(w.amount(line.due)),
                        Cell(w.amount(line.received)),
                        Cell(said, pill=kind),
                        Cell(line.receipt or w.NONE, code=True),
                    ),
                    line,
                )
            )
        self.table.empty = w.said(self.tr("Nothing found for “%1”."), text)
        self.table.show_rows(rows)
        self.found.setText(w.said(self.tr("%1 found for “%2”, newest first."), len(found), text))
        if found:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def back(self) -> bool:
        """From the list back to the field."""
        if self.table.hasFocus():
            self._to_field()
            return True
        return False
