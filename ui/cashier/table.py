"""Tables: rows of cells with figures right-aligned and tabular, causes as pills, a clear chosen row, Enter opens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.cashier.parts import LEFT, MIDDLE, RIGHT, draw_pill, pill_width
from ui.cashier.theme import theme

Index = QModelIndex | QPersistentModelIndex
ROW = 46


@dataclass(frozen=True, slots=True)
class Column:
    """A column's head. A figure column is right-aligned in tabular figures; one column takes the room left.

    One that `gives` is cut first where there is too little room, and shows its whole in the tip.
    """

    title: str
    figures: bool = False
    stretch: bool = False
    lanes: int = 0
    least: int = 0
    gives: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell; `pill` is a kind of pill, `lane` the place of a dot on a timeline."""

    text: str
    pill: str = ""
    strong: bool = False
    muted: bool = False
    lane: int = -1
    code: bool = False
    """Set in Noto Sans though left-aligned: codes, times and references."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row, the thing it stands for, and whether it is a total."""

    cells: tuple[Cell, ...]
    item: Any = None
    total: bool = False


class Model(QAbstractTableModel):
    """Rows as Qt asks for them."""

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: tuple[Row, ...] = ()

    def show(self, rows: Sequence[Row]) -> None:
        """Show these rows instead."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Rows of the whole table."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Columns of the whole table."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def cell(self, index: Index) -> Cell:
        """The cell at a place."""
        return self.rows[index.row()].cells[index.column()]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words for display, tip and a screen reader."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.cell(index).text
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Heads of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None


class _Head(QHeaderView):
    """The heads, aligned as their columns are."""

    def __init__(self, model: Model, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self.setSectionsClickable(False)
        self.setFixedHeight(theme().px(ROW))
        self.setMinimumSectionSize(theme().px(30))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """One head."""
        column = self._model.columns[section]
        look = theme()
        painter.fillRect(rect, look.ink("row"))
        painter.setPen(QPen(look.ink("divider"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(look.font(16, 600))
        painter.setPen(look.ink("muted"))
        side = RIGHT if column.figures else LEFT
        painter.drawText(rect.adjusted(look.px(16), 0, -look.px(16), 0), side | MIDDLE, column.title)


class _Delegate(QStyledItemDelegate):
    """Paints a cell wholly itself, so that every platform draws the same."""

    def __init__(self, table: Table, model: Model) -> None:
        super().__init__(table)
        self._table = table
        self._model = model

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """What the cell's words need."""
        return QSize(self.wide(self._model.cell(index), self._model.columns[index.column()]), theme().px(ROW))

    def wide(self, cell: Cell, column: Column) -> int:
        """Pixels for a cell with its margins."""
        look = theme()
        if column.lanes:
            return look.px(16 * column.lanes + 32)
        if cell.pill:
            return pill_width(cell.text) + look.px(32)
        font = look.font(18, 700 if cell.strong else 400, figures=column.figures or cell.code)
        return QFontMetrics(font).horizontalAdvance(cell.text) + look.px(32) + 4

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, words or pill, divider, and the edge of the chosen row."""
        look, rect = theme(), option.rect
        cell, column = self._model.cell(index), self._model.columns[index.column()]
        total = self._model.rows[index.row()].total
        chosen = self._table.currentIndex().row() == index.row() and self._table.choosing
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or total:
            painter.fillRect(rect, look.ink("chosen" if chosen else "row"))
        painter.setPen(QPen(look.ink("divider"), 1))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        inner = rect.adjusted(look.px(16), 0, -look.px(16), 0)
        if column.lanes:
            self._lane(painter, rect, cell, column, index.row())
        elif cell.pill and cell.text:
            painter.setClipRect(rect)
            draw_pill(painter, inner.left(), rect.center().y() + 1, cell.pill, cell.text)
            painter.setClipping(False)
        else:
            font = look.font(18, 700 if cell.strong or total else 400, figures=column.figures or cell.code)
            painter.setFont(font)
            painter.setPen(look.ink("muted" if cell.muted else "ink"))
            text = QFontMetrics(font).elidedText(cell.text, Qt.TextElideMode.ElideRight, inner.width() + 2)
            painter.drawText(inner.adjusted(0, 0, 2, 0), (RIGHT if column.figures else LEFT) | MIDDLE, text)
        if chosen:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            painter.setPen(QPen(look.ink("primary"), 2))
            painter.drawLine(rect.left(), rect.top() + 1, rect.right() + 1, rect.top() + 1)
            painter.drawLine(rect.left(), rect.bottom(), rect.right() + 1, rect.bottom())
            if index.column() == 0:
                painter.drawLine(rect.left() + 1, rect.top(), rect.left() + 1, rect.bottom())
            if index.column() == len(self._model.columns) - 1:
                painter.drawLine(rect.right(), rect.top(), rect.right(), rect.bottom())
        painter.restore()

    def _lane(self, painter: QPainter, rect: QRect, cell: Cell, column: Column, at: int) -> None:
        """A dot in the lane of the book it happened in, joined to the step before and after."""
        look = theme()
        step, left = look.px(16), rect.left() + look.px(16)
        painter.setPen(QPen(look.ink("divider"), 1))
        for lane in range(column.lanes):
            x = left + lane * step + step // 2
            painter.drawLine(x, rect.top(), x, rect.bottom())
        x, y = left + cell.lane * step + step // 2, rect.center().y()
        painter.setPen(QPen(look.ink("primary"), 2))
        for other, edge in ((at - 1, rect.top()), (at + 1, rect.bottom())):
            if 0 <= other < len(self._model.rows):
                there = left + self._model.rows[other].cells[self._lane_column()].lane * step + step // 2
                painter.drawLine(x, y, (x + there) // 2, edge)
        painter.setBrush(look.ink("primary"))
        painter.drawEllipse(QRectF(x - 6, y - 6, 12, 12))

    def _lane_column(self) -> int:
        return next(place for place, column in enumerate(self._model.columns) if column.lanes)


class Table(QTableView):
    """A table. `opened` fires on Enter or double click, `picked` when another row is chosen."""

    opened = Signal(object)
    picked = Signal(object)
    entered = Signal()
    """It has the focus now."""

    def __init__(self, columns: Sequence[Column], *, name: str, empty: str = "", choosing: bool = True) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(empty or name)
        self.choosing = choosing
        self.empty = empty
        self._model = Model(columns, self)
        self.setModel(self._model)
        self._delegate = _Delegate(self, self._model)
        self.setItemDelegate(self._delegate)
        self.setHorizontalHeader(_Head(self._model, self))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme().px(ROW))
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if choosing else Qt.FocusPolicy.NoFocus)
        self.doubleClicked.connect(lambda _index: self._open())
        self._most = 0
        self._scrolls = False

    def fit(self, most: int = 1000) -> Table:
        """Be exactly as high as the rows, `most` of them at most."""
        self._most = most
        self._resize()
        return self

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show rows; the chosen one stays chosen when it is still there."""
        before = self.chosen()
        at = self.currentIndex().row()
        self._model.show(rows)
        keys = [_key(row.item) for row in rows]
        place = (
            keys.index(_key(before)) if before is not None and _key(before) in keys else min(max(at, 0), len(rows) - 1)
        )
        if rows and self.choosing:
            self.setCurrentIndex(self._model.index(place, 0))
        self._resize()
        self.picked.emit(self.chosen())

    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return self._model.rows

    def chosen(self) -> Any:
        """The chosen row's item, None while there is none."""
        at = self.currentIndex().row()
        return self._model.rows[at].item if 0 <= at < len(self._model.rows) else None

    def choose(self, place: int) -> None:
        """Choose a row by its place."""
        if 0 <= place < len(self._model.rows):
            self.setCurrentIndex(self._model.index(place, 0))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell who listens, and draw both rows anew."""
        super().currentChanged(current, previous)
        self.viewport().update()
        self.picked.emit(self.chosen())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell who listens."""
        super().focusInEvent(event)
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; Tab leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
            event.accept()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Rows, or what is so when there is none."""
        super().paintEvent(event)
        if not self._model.rows and self.empty:
            painter = QPainter(self.viewport())
            painter.setFont(theme().font(18))
            painter.setPen(theme().ink("muted"))
            painter.drawText(self.viewport().rect().adjusted(16, 0, -16, 0), LEFT | MIDDLE, self.empty)
            painter.end()

    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        """Give the room left to the column that takes it."""
        super().resizeEvent(event)
        self._resize()

    def _open(self) -> None:
        if (item := self.chosen()) is not None:
            self.opened.emit(item)

    def _resize(self) -> None:
        self._widths()
        rows = max(len(self._model.rows), 1)
        bar = 14 if self._scrolls else 0
        if self._most:
            whole = rows <= self._most
            self.setVerticalScrollBarPolicy(
                Qt.ScrollBarPolicy.ScrollBarAlwaysOff if whole else Qt.ScrollBarPolicy.ScrollBarAsNeeded
            )
            self.setFixedHeight(theme().px(ROW) * (min(rows, self._most) + 1) + 2 + bar)
        else:
            # No higher than its rows; what is left of the screen stays plain.
            self.setMaximumHeight(theme().px(ROW) * (rows + 1) + 2 + bar)
            self.setMinimumHeight(theme().px(ROW) * (min(rows, 4) + 1) + 2)

    def _widths(self) -> None:
        metrics = QFontMetrics(theme().font(16, 600))
        widths = []
        for place, column in enumerate(self._model.columns):
            cells = (self._delegate.wide(row.cells[place], column) for row in self._model.rows[:400])
            head = metrics.horizontalAdvance(column.title) + theme().px(32) + 4
            widths.append(max([head, theme().px(column.least), *cells]))
        room = self.viewport().width() - sum(widths)
        for place, column in enumerate(self._model.columns):
            if column.gives and room < 0:
                given = min(-room, max(widths[place] - theme().px(110), 0))
                widths[place] -= given
                room += given
        stretches = [place for place, column in enumerate(self._model.columns) if column.stretch]
        if stretches and room > 0:
            # Half of the room keeps the columns apart, the other half is the long text's.
            apart = min(room // 2 // len(widths), theme().px(60))
            widths = [wide + apart for wide in widths]
            widths[stretches[0]] += room - apart * len(widths)
        elif room > 0:
            widths = [wide + room // len(widths) for wide in widths]
            widths[-1] += room % len(widths)
        elif stretches:
            # A long text gives way first; its whole stands in the tip.
            pills = any(row.cells[stretches[0]].pill for row in self._model.rows[:400])
            least = widths[stretches[0]] if pills else theme().px(110)
            widths[stretches[0]] = max(widths[stretches[0]] + room, least)
        self._scrolls = sum(widths) > self.viewport().width()
        for place, wide in enumerate(widths):
            self.setColumnWidth(place, wide)


def _key(item: Any) -> Any:
    """What makes two items the same thing, though their state differs."""
    if (payment := getattr(item, "payment", None)) is not None:
        return _key(payment)
    for name in ("key", "story", "refund_id", "payment_id", "z_number", "file_sha256", "bill_id", "match_id", "id"):
        if (found := getattr(item, name, None)) is not None:
            return found
    return item
