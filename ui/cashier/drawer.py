"""A drawer counted by its notes: pieces typed, totals at once; locked, it is a table that nobody can change."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QVBoxLayout

from kiosk.cashier.events import Counts
from kiosk.cashier.values import DENOMINATIONS
from ui.cashier import words as w
from ui.cashier.parts import Pill, clear, field, figures, row, words
from ui.cashier.theme import theme


def plain_row(name: str, note: str, value: str, *, total: bool = False, counts: bool = False) -> QFrame:
    """A row of a card: name, note, figure; a total has its own ground and weight."""
    frame = QFrame()
    frame.setObjectName("totalRow" if total else "plainRow")
    ground = theme().colour("row") if total else "transparent"
    frame.setStyleSheet(
        f"QFrame#{frame.objectName()} {{ background: {ground}; border: none;"
        f" border-bottom: 1px solid {theme().colour('divider')}; }}"
    )
    layout = row(gap=12)
    layout.setContentsMargins(18, 0, 18, 0)
    layout.addWidget(words(name, "strong" if total else "text"), 3)
    middle = words(note, "figureStrong" if total else "figureNote")
    middle.setAlignment(
        (Qt.AlignmentFlag.AlignRight if counts else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
    )
    layout.addWidget(middle, 1 if counts else 3)
    layout.addWidget(figures(value, "figureStrong" if total else "figure"), 2)
    frame.setLayout(layout)
    frame.setMinimumHeight(theme().px(46))
    return frame


class DrawerCount(QFrame):
    """Nine notes, their pieces and sums."""

    changed = Signal()

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setProperty("drawer", name)
        self.locked = False
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._title = words("", "heading")
        self._lock = row()
        head = row(self._title, None)
        head.addLayout(self._lock)
        head.setContentsMargins(18, 14, 18, 10)
        outer.addLayout(head)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        outer.addLayout(self._grid)
        self._pieces: list[QLineEdit] = []
        self._shown: list[QLabel] = []
        self._sums: list[QLabel] = []
        for column, text in enumerate((self.tr("Note"), self.tr("Pieces"), self.tr("Sum"))):
            label = figures(text, "note")
            self._cell(label, 0, column, ground="row")
        for at, value in enumerate(DENOMINATIONS, 1):
            self._cell(figures(w.number(value)), at, 0)
            pieces = field(f"{name}.{value}", f"{self.tr('Pieces of')} {w.number(value)}", numbers=True)
            pieces.setProperty("cell", True)
            pieces.setValidator(QIntValidator(0, 99_999, pieces))
            pieces.textChanged.connect(lambda _text: self._sum())
            pieces.returnPressed.connect(lambda at=at: self._next(at))
            pieces.setFixedWidth(theme().px(92))
            shown = figures("")
            holder = QFrame()
            inner = row(None, pieces, shown)
            inner.setContentsMargins(0, 0, theme().px(8), 0)
            holder.setLayout(inner)
            shown.setContentsMargins(0, 0, theme().px(8), 0)
            self._cell(holder, at, 1)
            total = figures("")
            self._cell(total, at, 2)
            self._pieces.append(pieces)
            self._shown.append(shown)
            self._sums.append(total)
        self._total = figures("", "figureStrong", name=f"{name}.total")
        foot = QFrame()
        foot.setObjectName("totalRow")
        foot_row = row(words(self.tr("Total counted"), "strong"), None, self._total)
        foot_row.setContentsMargins(18, 0, 18, 0)
        foot.setLayout(foot_row)
        foot.setMinimumHeight(theme().px(46))
        outer.addWidget(foot)
        self._sum()

    def _cell(self, widget: QLabel | QFrame, at: int, column: int, *, ground: str = "") -> None:
        frame = QFrame()
        frame.setObjectName("gridCell")
        colour = theme().colour("divider")
        background = theme().colour(ground) if ground else "transparent"
        frame.setStyleSheet(
            f"QFrame#gridCell {{ background: {background}; border: none; border-bottom: 1px solid {colour}; }}"
        )
        frame.setFixedHeight(theme().px(42 if not at else 46))
        inner = row(widget)
        inner.setContentsMargins(18 if not column else 4, 0, 18 if column == 2 else 4, 0)
        frame.setLayout(inner)
        self._grid.addWidget(frame, at, column)
        self._grid.setColumnStretch(column, 1)

    def unlock(self, title: str, *, clear: bool) -> None:
        """Let the pieces be typed; `clear` begins with none."""
        self._title.setText(title)
        self._pill("")
        self.locked = False
        for pieces, shown in zip(self._pieces, self._shown, strict=True):
            pieces.show()
            shown.hide()
            if clear:
                pieces.clear()
        self._sum()

    def lock(self, counts: Counts, when: str) -> None:
        """Show a locked count."""
        self.locked = True
        self._title.setText(self.tr("Cash counted"))
        self._pill(when)
        given = {pair[0]: pair[1] for pair in counts}
        for value, pieces, shown in zip(DENOMINATIONS, self._pieces, self._shown, strict=True):
            pieces.hide()
            pieces.setText(str(given.get(value, 0)))
            shown.setText(w.number(given.get(value, 0)))
            shown.show()
        self._sum()

    def _pill(self, text: str) -> None:
        clear(self._lock)
        if text:
            self._lock.addWidget(Pill("lock", text))

    def begin(self) -> None:
        """Put the cursor into the first note that was not counted."""
        first = next((one for one in self._pieces if not one.text()), self._pieces[0])
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def counts(self) -> Counts:
        """Every note with its pieces, those with none left out."""
        return tuple(
            (value, int(pieces.text()))
            for value, pieces in zip(DENOMINATIONS, self._pieces, strict=True)
            if pieces.text() and int(pieces.text())
        )

    def total(self) -> int:
        """What was counted, in đồng."""
        return sum(value * pieces for value, pieces in self.counts())

    def _sum(self) -> None:
        for value, pieces, total in zip(DENOMINATIONS, self._pieces, self._sums, strict=True):
            total.setText(w.number(value * int(pieces.text())) if pieces.text() else w.NONE)
        self._total.setText(w.number(self.total()))
        self.changed.emit()

    def _next(self, at: int) -> None:
        """Enter: this note is counted; the next."""
        if not self._pieces[at - 1].text():
            self._pieces[at - 1].setText("0")
        if at < len(self._pieces):
            self._pieces[at].setFocus(Qt.FocusReason.OtherFocusReason)
            self._pieces[at].selectAll()
