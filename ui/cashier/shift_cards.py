"""The cards of the shift's screen: the four steps, the cash book, the whole shift, what stands in the way."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget

from kiosk.cashier.values import CashBook, ShiftView
from ui.cashier import words as w
from ui.cashier.art import pictogram
from ui.cashier.drawer import plain_row
from ui.cashier.parts import Picture, Pill, card, row, words
from ui.cashier.theme import theme

translate = QCoreApplication.translate


class Steps(QWidget):
    """Four steps: done ones with a tick, the present one dark, the rest grey."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__()
        self.names = names
        self.at = 0
        self.setFixedHeight(theme().px(52))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_step(self, at: int) -> None:
        """The present step, from 0; past the last all are done."""
        self.at = at
        self.setAccessibleName(self.names[min(at, len(self.names) - 1)])
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Wide enough for the longest name four times."""
        metrics = QFontMetrics(theme().font(19, 600))
        return QSize(
            len(self.names) * (max(map(metrics.horizontalAdvance, self.names)) + theme().px(74)), theme().px(52)
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw them."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap = 14
        wide = (self.width() - gap * (len(self.names) - 1)) / len(self.names)
        for place, name in enumerate(self.names):
            done, now = place < self.at, place == self.at
            ground, ink = ("successGround", "success") if done else ("tint", "primary") if now else ("rest", "muted")
            rect = QRectF(place * (wide + gap), 0, wide, self.height())
            painter.setPen(QPen(look.ink(ink), 2) if look.contrast else Qt.PenStyle.NoPen)
            painter.setBrush(look.ink(ground))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1) if look.contrast else rect, 10, 10)
            side = look.px(28)
            circle = QRectF(rect.left() + look.px(16), (self.height() - side) / 2, side, side)
            if done or now:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.ink(ink))
            else:
                painter.setPen(QPen(look.ink(ink), 1.6))
                painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(circle)
            if done:
                tick = look.px(18)
                at = circle.center()
                painter.drawPixmap(
                    int(at.x() - tick / 2), int(at.y() - tick / 2), pictogram("check", tick, look.colour("inverse"))
                )
            else:
                painter.setPen(look.ink("inverse" if now else "muted"))
                painter.setFont(look.font(16, 600))
                painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(place + 1))
            painter.setPen(look.ink(ink))
            painter.setFont(look.font(19, 600 if now else 400))
            painter.drawText(
                rect.adjusted(look.px(56), 0, -8, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name
            )
        painter.end()


def book_card(book: CashBook) -> QFrame:
    """What must be in the drawer, what was counted, and the difference as a line of its own."""
    frame, inner = card(margins=(0, 0, 0, 0), gap=0)
    title = words(translate("ShiftCards", "Cash by the book"), "heading")
    title.setContentsMargins(18, 14, 18, 8)
    inner.addWidget(title)
    for name, note, value in (
        (translate("ShiftCards", "Float received"), "", book.float_amount),
        (
            translate("ShiftCards", "Taken at the desk"),
            w.said(translate("ShiftCards", "%1 payments"), w.number(book.taken_count)),
            book.taken,
        ),
        (
            translate("ShiftCards", "Refunded in cash"),
            w.said(translate("ShiftCards", "%1 refunds"), book.refunded_count),
            -book.refunded,
        ),
        (
            translate("ShiftCards", "Brought to the safe"),
            w.said(translate("ShiftCards", "%1 times"), book.dropped_count),
            -book.dropped,
        ),
    ):
        inner.addWidget(plain_row(name, note, w.amount(value)))
    inner.addWidget(plain_row(translate("ShiftCards", "Must be there"), "", w.amount(book.expected), total=True))
    inner.addWidget(plain_row(translate("ShiftCards", "Counted"), "", w.amount(book.counted)))
    difference = book.difference or 0
    foot = QFrame()
    foot.setObjectName("shortage" if difference < 0 else "excess" if difference else "equal")
    role, fill = (
        ("danger", "dangerGround")
        if difference < 0
        else ("caution", "cautionGround")
        if difference
        else ("success", "none")
    )
    word = (
        translate("ShiftCards", "Short")
        if difference < 0
        else translate("ShiftCards", "Over")
        if difference
        else translate("ShiftCards", "It agrees")
    )
    note = translate("ShiftCards", "written down as a line of its own, the book is not changed") if difference else ""
    layout = row(gap=18)
    layout.setContentsMargins(18, 16, 18, 16)
    layout.addWidget(Picture("check" if not difference else "warn", 34, role, fill))
    label = words(word, {"danger": "wrong", "caution": "caution"}.get(role, "good"), name="shift.word")
    label.setStyleSheet(f"font-size: {theme().px(23)}px; font-weight: 700;")
    layout.addWidget(label)
    layout.addWidget(words(note, {"danger": "wrong", "caution": "caution"}.get(role, "good"), wrap=True), 1)
    figure = words(w.dong(difference), "bigDanger" if difference < 0 else "big", name="shift.difference")
    figure.setStyleSheet(f"font-size: {theme().px(30)}px; color: {theme().colour(role)};")
    layout.addWidget(figure)
    foot.setLayout(layout)
    inner.addWidget(foot)
    return frame


def whole_shift_card(view: ShiftView) -> QFrame:
    """What the shift took by each way of paying."""
    frame, inner = card(margins=(0, 0, 0, 0), gap=0)
    title = words(translate("ShiftCards", "The whole shift"), "heading")
    title.setContentsMargins(18, 14, 18, 8)
    inner.addWidget(title)
    blind = view.book is None
    for one in view.sums:
        # With the cash that was taken the drawer could be reckoned: it is shown once the count is locked.
        value = None if blind and one.method == "cash" else one.amount
        inner.addWidget(plain_row(w.method(one.method), w.number(one.count), w.amount(value), counts=True))
    count, amount = sum(one.count for one in view.sums), sum(one.amount for one in view.sums)
    hidden = blind and any(one.method == "cash" for one in view.sums)
    total = w.amount(None if hidden else amount)
    inner.addWidget(plain_row(translate("ShiftCards", "All taken"), w.number(count), total, total=True, counts=True))
    return frame


def before_handing_card(view: ShiftView) -> QFrame:
    """What stands in the way of closing, and what goes on to the next shift."""
    waiting = dict(view.waiting)
    frame, inner = card(gap=12)
    inner.addWidget(words(translate("ShiftCards", "Before handing over"), "heading"))
    lines = []
    for code, kind, pill, text in (
        (
            "payments_open",
            "danger",
            translate("ShiftCards", "Open %1"),
            translate("ShiftCards", "Card or transfer still waited for"),
        ),
        (
            "voids_waiting",
            "danger",
            translate("ShiftCards", "Waits %1"),
            translate("ShiftCards", "Voids: a supervisor decides before you sign"),
        ),
        (
            "differences_open",
            "caution",
            translate("ShiftCards", "Left %1"),
            translate("ShiftCards", "Differences go on to the next shift"),
        ),
        (
            "refunds_waiting",
            "caution",
            translate("ShiftCards", "Waits %1"),
            translate("ShiftCards", "Refunds wait for a supervisor"),
        ),
    ):
        if waiting.get(code):
            lines.append((Pill(kind, w.said(pill, waiting[code])), text))
    if not waiting.get("payments_open"):
        lines.insert(
            0,
            (
                Pill("success", translate("ShiftCards", "All there")),
                translate("ShiftCards", "No payment is left hanging"),
            ),
        )
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(10)
    grid.setColumnStretch(1, 1)
    for at, (pill_widget, text) in enumerate(lines):
        grid.addWidget(pill_widget, at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(words(text, "text", wrap=True), at, 1)
    inner.addLayout(grid)
    return frame


def handed_card(receiver: str) -> QFrame:
    """Who takes the cash over."""
    frame, inner = card(gap=4)
    to = words(w.said(translate("ShiftCards", "Handed to %1"), w.person(receiver)), "strong")
    inner.addLayout(row(Picture("person", 34, "primary", "tint"), to, None, gap=14))
    note = translate("ShiftCards", "the receiver counts again and gives an own PIN")
    inner.addWidget(words(note, "note", wrap=True))
    return frame
