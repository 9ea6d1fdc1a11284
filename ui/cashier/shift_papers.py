"""The papers of shifts: an X or Z report as it is printed, and the list of closed shifts that opens them again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.cashier.values import ReportLine, ShiftReport
from ui.cashier import words as w
from ui.cashier.paper import Preview, report_paper
from ui.cashier.parts import card, words
from ui.cashier.shell import Shell
from ui.cashier.table import Cell, Column, Row, Table
from ui.cashier.theme import theme

translate = QCoreApplication.translate


class ReportView(QWidget):
    """One report: what it is, whether it was printed, and the paper itself."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.setObjectName("body")
        self._shell = shell
        self.report: ShiftReport | None = None
        self._again = False
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(20)
        self._preview = Preview(name="shift.paper", wide=theme().px(460))
        self._note = words("", "sub", wrap=True, name="shift.printed")
        frame, inner = card()
        self._title = words("", "heading", wrap=True)
        inner.addWidget(self._title)
        inner.addWidget(self._note)
        left = QVBoxLayout()
        left.addWidget(frame)
        left.addStretch(1)
        across.addLayout(left, 1)
        column = QVBoxLayout()
        column.addWidget(self._preview)
        column.addStretch(1)
        across.addLayout(column)
        shell.printed.connect(self._printed)

    def show_report(self, report: ShiftReport, title: str, *, again: bool = False) -> None:
        """Show it; `again` when its Z was printed before."""
        self.report, self._again = report, again
        self._preview.show_paper(report_paper(report, again=again))
        self._title.setText(f"{title} · {report.z_number}" if report.z_number else title)
        self._note.setText(
            self.tr("Numbered and kept; a reprint is marked as one.")
            if report.z_number
            else self.tr("A look at the running shift by the same computation; it changes nothing.")
        )

    def leave(self) -> None:
        """It is shown no more."""
        self.report = None

    def print_report(self) -> None:
        """Put it on paper; a Z that comes again says so."""
        report = self.report
        if report is not None:
            self._note.setText(self.tr("Printing…"))
            self._shell.put_on_paper(report_paper(report, again=self._again), report)
            self._again = self._again or bool(report.z_number)

    def _printed(self, tag: object, why: str) -> None:
        if tag is not self.report or self.report is None:
            return
        self._note.setText(
            self.tr("The printer did not print it. Look at the printer, then press F9.") if why else self.tr("Printed.")
        )


def z_table() -> Table:
    """The list of closed shifts."""
    return Table(
        (
            Column(translate("ShiftPapers", "Z number")),
            Column(translate("ShiftPapers", "Desk")),
            Column(translate("ShiftPapers", "Cashier"), stretch=True),
            Column(translate("ShiftPapers", "Opened")),
            Column(translate("ShiftPapers", "Closed")),
            Column(translate("ShiftPapers", "Taken, đ"), figures=True),
            Column(translate("ShiftPapers", "Difference, đ"), figures=True),
        ),
        name="shift.zList",
        empty=translate("ShiftPapers", "No shift was closed yet."),
    )


def z_rows(found: Sequence[ReportLine]) -> list[Row]:
    """Closed shifts as its rows."""
    return [
        Row(
            (
                Cell(one.z_number, code=True),
                Cell(w.place(one.desk)),
                Cell(w.person(one.user)),
                Cell(w.moment(one.opened_at), code=True),
                Cell(w.moment(one.closed_at), code=True),
                Cell(w.amount(one.total)),
                Cell(w.amount(one.difference), strong=bool(one.difference)),
            ),
            one,
        )
        for one in found
    ]
