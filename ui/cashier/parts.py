"""The small things every screen is made of: words, key caps, buttons with their key, pills, cards and fields."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.cashier.art import pictogram
from ui.cashier.theme import theme

LEFT, RIGHT, CENTRE = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter
MIDDLE = Qt.AlignmentFlag.AlignVCenter


def words(text: str = "", role: str = "text", *, wrap: bool = False, name: str = "") -> QLabel:
    """A label of one of the theme's text roles."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(wrap)
    label.setObjectName(name)
    if role == "huge":
        # The figure everybody looks at is not squeezed by what stands around it.
        label.setMinimumHeight(round(92 * theme().scale))
    if wrap:
        label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    return label


def recast(label: QLabel, role: str) -> None:
    """Give a label another role."""
    if label.property("role") != role:
        label.setProperty("role", role)
        label.style().unpolish(label)
        label.style().polish(label)


def figures(text: str = "", role: str = "figure", *, name: str = "") -> QLabel:
    """A right-aligned figure."""
    label = words(text, role, name=name)
    label.setAlignment(RIGHT | MIDDLE)
    return label


def row(*parts: QWidget | int | None, gap: int = 12) -> QHBoxLayout:
    """Widgets side by side; a number is a space, None takes what is left."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(gap)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(part)
        else:
            layout.addWidget(part)
    return layout


def card(*, margins: tuple[int, int, int, int] = (22, 18, 22, 18), gap: int = 8) -> tuple[QFrame, QVBoxLayout]:
    """A white card with an edge, and the column in it."""
    frame = QFrame()
    frame.setObjectName("card")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(*margins)
    layout.setSpacing(gap)
    return frame, layout


def clear(layout: QHBoxLayout | QVBoxLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)  # type: ignore[arg-type]


def line() -> QFrame:
    """A divider one pixel high."""
    frame = QFrame()
    frame.setObjectName("line")
    frame.setFixedHeight(1)
    return frame


def cap_width(key: str) -> int:
    """How wide the cap of a key is drawn."""
    return max(QFontMetrics(theme().font(15, 500)).horizontalAdvance(key) + theme().px(18), theme().px(26))


def draw_cap(painter: QPainter, left: int, middle: int, key: str, ink: QColor, ground: QColor | None) -> None:
    """A key's cap, its left edge and vertical middle given."""
    height = theme().px(24)
    place = QRectF(left + 0.5, middle - height / 2 + 0.5, cap_width(key) - 1, height - 1)
    painter.setPen(QPen(ink, 1.2))
    painter.setBrush(ground if ground is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(place, 6, 6)
    painter.drawLine(int(place.left()) + 4, int(place.bottom()) - 1, int(place.right()) - 4, int(place.bottom()) - 1)
    painter.setFont(theme().font(15, 500))
    painter.drawText(place.adjusted(0, -1, 0, -1), Qt.AlignmentFlag.AlignCenter, key)


class KeyHints(QWidget):
    """What the keys do here: `Tìm [/] · Mở dòng [Enter]`."""

    def __init__(self, hints: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__()
        self._hints: tuple[tuple[str, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.say(hints)

    def say(self, hints: tuple[tuple[str, str], ...]) -> None:
        """Show these pairs of what and key."""
        self._hints = hints
        self.setAccessibleName(", ".join(f"{what} {key}" for what, key in hints))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its words and caps."""
        metrics = QFontMetrics(theme().font(19))
        wide = sum(metrics.horizontalAdvance(what) + 6 + cap_width(key) for what, key in self._hints)
        return QSize(wide + max(len(self._hints) - 1, 0) * theme().px(20), theme().px(32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words and the caps."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font, left, middle = theme().font(19), 0, self.height() // 2
        metrics = QFontMetrics(font)
        for place, (what, key) in enumerate(self._hints):
            painter.setFont(font)
            painter.setPen(theme().ink("muted"))
            if place:
                painter.drawText(QRect(left, 0, theme().px(20), self.height()), Qt.AlignmentFlag.AlignCenter, "·")
                left += theme().px(20)
            wide = metrics.horizontalAdvance(what)
            painter.drawText(QRect(left, 0, wide + 4, self.height()), LEFT | MIDDLE, what)
            left += wide + 6
            draw_cap(painter, left, middle, key, theme().ink("muted"), theme().ink("surface"))
            left += cap_width(key)
        painter.end()


class Button(QAbstractButton):
    """A button that says its consequence and shows its key. Kinds: `primary`, `secondary`, `danger`, `chip`, `side`.

    A chip is checkable: chosen it has a tick, a tint and a thicker edge, so that colour is never alone.
    """

    def __init__(self, text: str, key: str = "", kind: str = "secondary", *, name: str = "", icon: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.kind = kind
        self.key = key
        self.icon_name = icon
        self.setText(text)
        self.setCheckable(kind == "chip")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{text} {key}".strip())

    def say(self, text: str) -> None:
        """Change the words."""
        self.setText(text)
        self.setAccessibleName(f"{text} {self.key}".strip())
        self.updateGeometry()

    def _small(self) -> bool:
        return self.kind in ("chip", "side")

    def _font_size(self) -> int:
        return 17 if self._small() else 19

    def sizeHint(self) -> QSize:
        """Room for pictogram, words and key."""
        wide = QFontMetrics(theme().font(self._font_size(), 600)).horizontalAdvance(self.text()) + 4
        if self.key:
            wide += theme().px(12) + cap_width(self.key)
        if self.icon_name or self.kind == "chip":
            wide += theme().px(30)
        return QSize(wide + theme().px(32 if self._small() else 48), theme().px(42 if self._small() else 52))

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its words."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, edge, pictogram, words and key."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, ink, edge = self._colours()
        chosen = self.kind == "chip" and self.isChecked()
        width = 2.5 if chosen else 1.6
        inset = width / 2 + (3 if self.hasFocus() else 0)
        if self.hasFocus():
            ring = "sideText" if self.kind == "side" else "ink"
            painter.setPen(QPen(look.ink(ring), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 11, 11)
        painter.setPen(QPen(QColor(edge), width) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 9, 9)
        font = look.font(self._font_size(), 600)
        wide = QFontMetrics(font).horizontalAdvance(self.text())
        icon = "check" if chosen else self.icon_name
        room = wide + (look.px(12) + cap_width(self.key) if self.key else 0) + (look.px(30) if icon else 0)
        left = (self.width() - room) // 2
        middle = self.height() // 2
        if icon:
            side = look.px(20)
            painter.drawPixmap(left, middle - side // 2, pictogram(icon, side, ink))
            left += look.px(30)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(QRect(left, 0, wide + 4, self.height()), LEFT | MIDDLE, self.text())
        if self.key:
            painter.setPen(QColor(ink))
            draw_cap(painter, left + wide + look.px(12), middle, self.key, QColor(ink), None)
        painter.end()

    def _colours(self) -> tuple[str, str, str]:
        """Ground, ink, edge."""
        c = theme().colour
        down = self.isDown() or self.underMouse()
        if self.kind == "primary":
            return c("pressed" if down else "primary"), c("inverse"), ""
        if self.kind == "danger":
            return c("dangerGround"), c("danger"), c("danger")
        if self.kind == "side":
            return (c("sideHover") if down else "", c("sideText"), "")
        if self.kind == "chip":
            return c("tint") if self.isChecked() or down else c("surface"), c("primary"), c("primary")
        return c("tint") if down else c("surface"), c("primary"), c("primary")

    def changeEvent(self, event: QEvent) -> None:
        """Words that change need room."""
        super().changeEvent(event)
        self.updateGeometry()


PILLS = {"success": "check", "caution": "warn", "danger": "cross", "rest": "clock", "lock": "lock"}


def pill_width(text: str) -> int:
    """How wide a pill is drawn."""
    return QFontMetrics(theme().font(16, 600)).horizontalAdvance(text) + theme().px(46)


def draw_pill(painter: QPainter, left: int, middle: int, kind: str, text: str) -> None:
    """A state as pictogram and word on its ground; shapes differ, so that colour may be lost."""
    look = theme()
    ink, ground = (
        (look.colour("muted"), look.colour("rest"))
        if kind in ("rest", "lock")
        else (
            look.colour(kind),
            look.colour(f"{kind}Ground"),
        )
    )
    height = look.px(26)
    place = QRectF(left, middle - height / 2, pill_width(text), height)
    painter.setPen(QPen(QColor(ink), 1.5) if look.contrast else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(place, 6, 6)
    side = look.px(17)
    painter.drawPixmap(int(place.left()) + look.px(10), middle - side // 2, pictogram(PILLS[kind], side, ink))
    painter.setPen(QColor(ink))
    painter.setFont(look.font(16, 600))
    painter.drawText(place.adjusted(look.px(34), 0, 0, -1), LEFT | MIDDLE, text)


class Pill(QWidget):
    """A state as a widget."""

    def __init__(self, kind: str, text: str) -> None:
        super().__init__()
        self.kind, self.text = kind, text
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as its word."""
        return QSize(pill_width(self.text), theme().px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_pill(painter, 0, self.height() // 2, self.kind, self.text)
        painter.end()


class Picture(QLabel):
    """A pictogram beside a word."""

    def __init__(self, name: str, size: int, role: str = "primary", fill: str = "none") -> None:
        super().__init__()
        side = theme().px(size)
        ground = fill if fill == "none" else theme().colour(fill)
        self.setPixmap(pictogram(name, side, theme().colour(role), ground))
        self.setFixedSize(side, side)
        self.setStyleSheet("background: transparent;")


class Views(QStackedWidget):
    """One of several views, as large as the one that is shown needs; those behind it make no room for themselves."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _place: self.updateGeometry())

    def sizeHint(self) -> QSize:
        """What the shown one wants."""
        shown = self.currentWidget()
        return super().sizeHint() if shown is None else shown.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """What the shown one needs."""
        shown = self.currentWidget()
        return super().minimumSizeHint() if shown is None else shown.minimumSizeHint()


class FigureCard(QFrame):
    """A figure under its name, with a note; pressed, it opens the rows it is made of."""

    pressed = Signal()

    def __init__(self, title: str, *, name: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setProperty("figureCard", name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 14, 22, 14)
        layout.setSpacing(2)
        self.title = words(title, "note")
        self.value = words("—", "big", name=name)
        self.note = words("", "note")
        for part in (self.title, self.value, self.note):
            layout.addWidget(part)
        self.setAccessibleName(title)

    def say(self, value: str, note: str, role: str = "big") -> None:
        """Show a figure."""
        self.value.setText(value)
        self.note.setText(note)
        recast(self.value, role)
        self.setAccessibleName(f"{self.title.text()}: {value}, {note}")

    def _chosen(self, on: bool) -> None:
        self.setProperty("chosen", on)
        self.style().unpolish(self)
        self.style().polish(self)

    def focusInEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        """Show the focus."""
        self._chosen(True)
        super().focusInEvent(event)

    def focusOutEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        """Hide it."""
        self._chosen(False)
        super().focusOutEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Under the mouse it looks as with the focus."""
        self._chosen(True)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """And not afterwards."""
        self._chosen(self.hasFocus())
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the rows."""
        self.pressed.emit()
        event.accept()

    def keyPressEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        """Enter and Space open them too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
            return
        super().keyPressEvent(event)


def field(name: str, label: str, *, hint: str = "", numbers: bool = False, secret: bool = False) -> QLineEdit:
    """A text field that says what it is for."""
    made = QLineEdit()
    made.setObjectName(name)
    made.setAccessibleName(label)
    made.setPlaceholderText(hint)
    if numbers:
        made.setProperty("figures", True)
        made.setAlignment(RIGHT | MIDDLE)
    if secret:
        made.setEchoMode(QLineEdit.EchoMode.Password)
    return made


def labelled(label: str, widget: QWidget) -> QVBoxLayout:
    """A field under its label."""
    layout = QVBoxLayout()
    layout.setSpacing(4)
    name = words(label, "note")
    name.setBuddy(widget)
    layout.addWidget(name)
    layout.addWidget(widget)
    return layout


class Choice(QComboBox):
    """A drop-down list, its arrow drawn in the look's own colour."""

    def __init__(self, name: str, label: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text as ever, and the arrow."""
        super().paintEvent(event)
        painter = QPainter(self)
        side = theme().px(18)
        left, top = self.width() - side - theme().px(12), (self.height() - side) // 2
        painter.drawPixmap(left, top, pictogram("down", side, theme().colour("primary")))
        painter.end()


class Chips(QWidget):
    """One of several, chosen by mouse or by the digit shown on it."""

    chosen = Signal(str)

    def __init__(
        self, choices: tuple[tuple[str, str], ...], *, name: str, keys: bool = True, widest: int = 740
    ) -> None:
        """`widest` is where a row of them breaks."""
        super().__init__()
        self.setObjectName(name)
        self._buttons: dict[str, Button] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        left, layout = 0, row(None)
        for place, (code, text) in enumerate(choices, 1):
            button = Button(text, str(place) if keys and place <= 9 else "", "chip", name=f"{name}.{code}")
            button.clicked.connect(self._pick(code))
            self._buttons[code] = button
            wide = button.sizeHint().width() + 12
            if not column.count() or wide > left:
                left, layout = theme().px(widest), row(None)
                column.addLayout(layout)
            layout.insertWidget(layout.count() - 1, button)
            left -= wide

    def _pick(self, code: str) -> Callable[[], None]:
        return lambda: self.choose(code)

    def choose(self, code: str) -> None:
        """Choose one; an unknown code chooses none."""
        for key, button in self._buttons.items():
            button.setChecked(key == code)
        self.chosen.emit(code)

    def at(self, place: int) -> str:
        """The code of the chip with this digit, empty when there is none."""
        codes = list(self._buttons)
        return codes[place - 1] if 0 < place <= len(codes) else ""

    def value(self) -> str:
        """The chosen code, empty while none is."""
        return next((code for code, button in self._buttons.items() if button.isChecked()), "")
