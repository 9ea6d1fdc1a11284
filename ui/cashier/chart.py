"""Two charts: payments by hour, and shares as bars. Painted, never animated."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.cashier import words as w
from ui.cashier.parts import LEFT, MIDDLE
from ui.cashier.theme import theme


class HourChart(QWidget):
    """One bar an hour; the present hour is dark. Under the mouse an hour tells its count.

    An hour opens its rows by a click, or by arrow keys and Enter.
    """

    pressed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.hours: tuple[int, ...] = (0,) * 24
        self.now = self.chosen = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMinimumHeight(theme().px(130))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_hours(self, hours: tuple[int, ...], now: int) -> None:
        """Counts of the hours 0 to 23; `now` is the present hour, -1 on another day."""
        self.hours, self.now = hours, now
        self.setAccessibleName(", ".join(f"{hour}: {count}" for hour, count in enumerate(hours) if count))
        self.update()

    def sizeHint(self) -> QSize:
        """A low, wide chart."""
        return QSize(600, theme().px(130))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bars and every third hour."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = theme()
        foot = look.px(24)
        room, top = self.height() - foot, max(1, *self.hours)
        pitch = self.width() / 24
        painter.setFont(look.font(15, figures=True))
        for hour, count in enumerate(self.hours):
            high = max(round((room - 6) * count / top), 1)
            place = QRectF(hour * pitch + pitch * 0.14, room - high, pitch * 0.72, high)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.ink("primary" if hour == self.now else "bar"))
            painter.drawRoundedRect(place, min(4, high / 2), min(4, high / 2))
            if hour == self.chosen and self.hasFocus():
                painter.setPen(QPen(look.ink("primary"), 3))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(hour * pitch + 1, 2, pitch - 2, room - 2), 6, 6)
            if hour % 3 == 0:
                painter.setPen(look.ink("muted"))
                painter.drawText(
                    QRect(round(hour * pitch), room, round(pitch), foot), Qt.AlignmentFlag.AlignCenter, str(hour)
                )
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell the hour's count."""
        hour = self._at(event)
        self.setToolTip(f"{hour}:00 – {hour + 1}:00 · {w.number(self.hours[hour])}")

    def _at(self, event: QMouseEvent) -> int:
        return max(0, min(int(event.position().x() / max(self.width() / 24, 1)), 23))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the hour's rows."""
        self._open(self._at(event))
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the last hour that has any."""
        super().focusInEvent(event)
        if self.chosen < 0:
            self.chosen = next((hour for hour in range(23, -1, -1) if self.hours[hour]), 0)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose an hour, Enter opens it."""
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                step = 1 if event.key() == Qt.Key.Key_Right else -1
                self.chosen = max(0, min(self.chosen + step, 23))
                self.update()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._open(self.chosen)
            case _:
                super().keyPressEvent(event)

    def _open(self, hour: int) -> None:
        if 0 <= hour < 24 and self.hours[hour]:
            self.pressed.emit(hour)


@dataclass(frozen=True, slots=True)
class Share:
    """A bar: its words, its amount, and the code of what it stands for; none for what is put together."""

    name: str
    amount: int
    code: str = ""


class Shares(QWidget):
    """Named bars with their shares; pressed, one tells its code, which opens its rows."""

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.parts: tuple[Share, ...] = ()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_parts(self, parts: tuple[Share, ...]) -> None:
        """Names and amounts, largest first."""
        self.parts = parts
        self.setMinimumHeight(theme().px(34) * max(len(parts), 1))
        self.setAccessibleName(", ".join(f"{one.name}: {w.number(one.amount)}" for one in parts))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A line for each part."""
        return QSize(self._left() + theme().px(260), theme().px(34) * max(len(self.parts), 1))

    def minimumSizeHint(self) -> QSize:
        """Names and figures must fit."""
        return QSize(self._left() + theme().px(150), theme().px(34) * max(len(self.parts), 1))

    def _left(self) -> int:
        metrics = QFontMetrics(theme().font(18))
        return max((metrics.horizontalAdvance(one.name) for one in self.parts), default=0) + theme().px(18)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = theme()
        amounts = [one.amount for one in self.parts]
        whole, most = sum(amounts), max(amounts, default=1)
        left, high = self._left(), look.px(34)
        room = self.width() - left - look.px(80)
        for place, one in enumerate(self.parts):
            top = place * high
            painter.setPen(look.ink("ink"))
            painter.setFont(look.font(18))
            painter.drawText(QRect(0, top, left, high), LEFT | MIDDLE, one.name)
            wide = max(room * one.amount // max(most, 1), 2)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.ink("primary"))
            painter.drawRoundedRect(QRectF(left, top + (high - look.px(18)) / 2, wide, look.px(18)), 4, 4)
            painter.setPen(look.ink("ink"))
            painter.setFont(look.font(17, figures=True))
            painter.drawText(
                QRect(left + wide + look.px(12), top, look.px(80), high), LEFT | MIDDLE, w.share(one.amount, whole)
            )
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the rows."""
        place = int(event.position().y()) // theme().px(34)
        if 0 <= place < len(self.parts):
            self.pressed.emit(self.parts[place].code)
        event.accept()
