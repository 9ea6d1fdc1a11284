"""What stands behind a figure of the day: its rows, which open their payments, and what was taken where and how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from his_client.outcome import Outcome
from kiosk.cashier.ports import Desk, FigureRow, Takings, Today
from ui.cashier import words as w
from ui.cashier.parts import row, words
from ui.cashier.table import Cell, Column, Row, Table

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the day as `kiosk.cashier.ports.Books.rows` picks its rows, and what it is called."""

    title: str
    book: str
    hour: int | None = None
    method: str = ""
    place: str = ""

    def ask(self, desk: Desk, today: Today | None) -> Outcome[tuple[FigureRow, ...]]:
        """Ask the hub for its rows."""
        day = today.day if today is not None else None
        return desk.rows(self.book, day, hour=self.hour, method=self.method, place=self.place)


class RowsView(QWidget):
    """The rows of one figure; together they make it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("body")
        self.heading = words("", "heading", name="today.rows.title")
        self._sum = words("", "sub", name="today.rows.sum")
        self.table = Table(
            (
                Column(translate("Figures", "Time")),
                Column(translate("Figures", "Where")),
                Column(translate("Figures", "Pay code")),
                Column(translate("Figures", "How"), stretch=True),
                Column(translate("Figures", "Number")),
                Column(translate("Figures", "Amount, đ"), figures=True),
            ),
            name="today.rows",
            empty=translate("Figures", "Nothing stands behind this figure."),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addLayout(row(self.heading, None, self._sum))
        column.addWidget(self.table, 1000)
        column.addStretch(1)

    def begin(self, figure: Figure) -> None:
        """Its rows are being asked for."""
        self.heading.setText(figure.title)
        self._sum.setText("")
        self.table.show_rows([])

    def show_rows(self, found: Sequence[FigureRow]) -> None:
        """One row each, and their sum."""
        self.table.show_rows([Row(_cells(one), one) for one in found])
        amount = w.dong(sum(one.amount for one in found))
        self._sum.setText(w.said(translate("Figures", "%1 rows · together %2"), w.number(len(found)), amount))


def _cells(one: FigureRow) -> tuple[Cell, ...]:
    return (
        Cell(w.clock(one.at), code=True),
        Cell(w.place(one.place)),
        Cell(one.pay_code or w.NONE, code=True),
        Cell(w.method(one.method)),
        Cell(one.reference or w.NONE, code=True, muted=True),
        Cell(w.amount(one.amount)),
    )


def takings_table() -> Table:
    """What was taken where and how."""
    return Table(
        (
            Column(translate("Figures", "Where"), stretch=True),
            Column(translate("Figures", "How")),
            Column(translate("Figures", "Payments"), figures=True),
            Column(translate("Figures", "Amount, đ"), figures=True),
        ),
        name="today.takings",
    )


def takings_rows(takings: Sequence[Takings]) -> list[Row]:
    """One row each, and all together."""
    rows = [
        Row(
            (
                Cell(w.place(one.place)),
                Cell(w.method(one.method)),
                Cell(w.number(one.count)),
                Cell(w.amount(one.amount)),
            ),
            one,
        )
        for one in sorted(takings, key=lambda one: (one.place, one.method))
    ]
    total = (
        Cell(translate("Figures", "All"), strong=True),
        Cell(""),
        Cell(w.number(sum(one.count for one in takings)), strong=True),
        Cell(w.amount(sum(one.amount for one in takings)), strong=True),
    )
    return [*rows, Row(total, total=True)]
