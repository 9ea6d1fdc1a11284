"""The desk's papers as one picture, 576 dots wide (80 mm at 203 dpi): phiếu thu, phiếu tạm ứng, X and Z reports.

The preview on the screen is this very picture, so that what is signed is what was seen. Papers are in Vietnamese.
"""

from __future__ import annotations

from datetime import datetime

from PIL import Image
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QLabel

from kiosk.cashier.values import MethodSum, ShiftReport, Slip
from kiosk.clock import VIETNAM
from ui.cashier.theme import FIGURES, WORDS, theme

WIDTH, MARGIN = 576, 20
METHODS = {"cash": "Tiền mặt", "card": "Thẻ", "qr": "QR tại quầy", "qr_desk": "QR tại quầy", "vietqr": "VietQR tại máy"}
REASONS = {"change": "Trả nhầm tiền thừa", "unclear": "Chưa rõ", "other": "Khác"}
NB = "\N{NO-BREAK SPACE}"


def dong(amount: int) -> str:
    """`10.120 đ`, with a true minus."""
    sign = f"\N{MINUS SIGN}{NB}" if amount < 0 else ""
    return f"{sign}{abs(amount):,}".replace(",", ".") + f"{NB}đ"


def _when(at: datetime) -> str:
    return f"{at.astimezone(VIETNAM):%d/%m/%Y %H:%M}"


class Paper:
    """A strip of paper that grows as lines are put on it."""

    def __init__(self) -> None:
        self._lines: list[tuple[int, int, QFont, int, str]] = []
        self._rules: list[int] = []
        self._y = MARGIN

    def text(
        self, text: str, size: int = 24, weight: int = 400, align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
    ) -> None:
        """A paragraph, wrapped; nothing for an empty one."""
        if not text:
            return
        font = _font(size, weight, WORDS)
        room = QRect(MARGIN, self._y, WIDTH - 2 * MARGIN, 4000)
        flags = int(align) | int(Qt.TextFlag.TextWordWrap)
        high = QFontMetrics(font).boundingRect(room, flags, text).height() + round(size * 0.2)
        self._lines.append((self._y, high, font, flags, text))
        self._y += high

    def pair(self, name: str, value: str, *, strong: bool = False, size: int = 24) -> None:
        """A name left and its value right; a value too long for the line stands under the name."""
        font = _font(size, 700 if strong else 400, WORDS)
        right = _font(size, 700 if strong else 400, FIGURES)
        fits = (
            QFontMetrics(font).horizontalAdvance(name) + QFontMetrics(right).horizontalAdvance(value)
            <= WIDTH - 2 * MARGIN - 16
        )
        high = round(size * 1.5)
        self._lines.append((self._y, high, font, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), name))
        if fits:
            flags = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._lines.append((self._y, high, right, flags, value))
            self._y += high
        else:
            self._y += high
            self.text(value, size, 700 if strong else 400, Qt.AlignmentFlag.AlignRight)

    def rule(self) -> None:
        """A line across."""
        self._y += 8
        self._rules.append(self._y)
        self._y += 12

    def gap(self, px: int) -> None:
        """Room."""
        self._y += px

    def picture(self) -> QImage:
        """Black on white."""
        image = QImage(WIDTH, self._y + MARGIN, QImage.Format.Format_RGB32)
        image.fill(QColor("#FFFFFF"))
        painter = QPainter(image)
        painter.setPen(QColor("#000000"))
        for y, high, font, flags, text in self._lines:
            painter.setFont(font)
            painter.drawText(QRect(MARGIN, y, WIDTH - 2 * MARGIN, high), flags, text)
        for y in self._rules:
            painter.fillRect(QRect(MARGIN, y, WIDTH - 2 * MARGIN, 2), QColor("#000000"))
        painter.end()
        return image


def _font(size: int, weight: int, family: str) -> QFont:
    font = QFont([family, WORDS, FIGURES])
    font.setPixelSize(size)
    font.setWeight(QFont.Weight(weight))
    return font


CENTRE = Qt.AlignmentFlag.AlignHCenter


def slip_paper(slip: Slip) -> QImage:
    """A phiếu thu or phiếu tạm ứng; a copy says so above its title."""
    paper = Paper()
    paper.text(slip.hospital, 24, 600, CENTRE)
    paper.gap(8)
    if slip.copy:
        paper.text(f"BẢN SAO LẦN {slip.copy}", 26, 700, CENTRE)
    paper.text(slip.title.upper(), 36, 700, CENTRE)
    paper.text(f"Số {slip.number} · {_when(slip.at)}", 22, 400, CENTRE)
    paper.rule()
    out = slip.title == "Phiếu chi"
    paper.pair("Người nhận" if out else "Người nộp", slip.payer or "—")
    paper.pair("Nội dung", slip.what)
    if slip.bill_id:
        paper.pair("Mã phiếu viện phí", slip.bill_id)
    if not out:
        paper.pair("Biên lai HIS", slip.receipt_number or "chờ HIS ghi nhận")
    paper.rule()
    paper.pair("Số tiền", dong(slip.amount), strong=True, size=34)
    paper.text(f"Bằng chữ: {slip.in_words}", 24, 400)
    paper.gap(6)
    paper.pair("Cách trả", METHODS.get(slip.method, slip.method))
    if slip.method == "cash" and slip.tendered:
        paper.pair("Khách đưa", dong(slip.tendered))
        paper.pair("Trả lại", dong(slip.change))
    if slip.buyer is not None:
        paper.rule()
        paper.text("Thông tin để xuất hóa đơn (bệnh viện gửi sau)", 22, 600)
        paper.pair("Người mua", slip.buyer.name)
        for name, value in (
            ("Mã số thuế", slip.buyer.tax_code),
            ("Địa chỉ", slip.buyer.address),
            ("Email", slip.buyer.email),
        ):
            if value:
                paper.pair(name, value, size=22)
    paper.rule()
    paper.pair("Thu ngân", slip.cashier)
    paper.pair("Quầy", slip.desk)
    if out:
        paper.pair("Người nhận ký", "Người chi ký")
        paper.gap(90)
    paper.gap(8)
    paper.text("Phiếu này không phải là hóa đơn.", 20, 400, CENTRE)
    return paper.picture()


def report_paper(report: ShiftReport, *, again: bool = False) -> QImage:
    """An X or a Z report: the same lines, in the same order."""
    paper = Paper()
    paper.text("PHIẾU Z" if report.z_number else "PHIẾU X", 40, 700, CENTRE)
    paper.text(f"Số {report.z_number}" if report.z_number else "xem thử, chưa chốt ca", 24, 600, CENTRE)
    if again:
        paper.text("IN LẠI", 24, 700, CENTRE)
    paper.rule()
    paper.pair("Quầy", report.desk)
    paper.pair("Thu ngân", report.user)
    paper.pair("Mở ca", _when(report.opened_at))
    if report.closed_at is not None:
        paper.pair("Đóng ca", _when(report.closed_at))
    if report.first_slip:
        paper.pair("Phiếu thu từ", report.first_slip)
        paper.pair("đến", report.last_slip)
    paper.rule()
    _sums(paper, "Đã thu", report.sums)
    if any(one.count for one in report.voided):
        paper.rule()
        _sums(paper, "Đã huỷ", report.voided)
    if report.counts:
        paper.rule()
        paper.text("Tiền mặt đã đếm", 24, 700)
        for denomination, pieces in report.counts:
            if pieces:
                paper.pair(f"{dong(denomination)} × {pieces}", dong(denomination * pieces), size=22)
    if report.book is not None:
        book = report.book
        paper.rule()
        paper.text("Tiền mặt theo sổ", 24, 700)
        paper.pair("Đầu ca nhận", dong(book.float_amount))
        paper.pair(f"Thu tại quầy ({book.taken_count})", dong(book.taken))
        paper.pair(f"Hoàn tiền mặt ({book.refunded_count})", dong(-book.refunded))
        paper.pair(f"Nộp thủ quỹ ({book.dropped_count})", dong(-book.dropped))
        paper.pair("Phải có", dong(book.expected), strong=True)
        if book.counted is not None and book.difference is not None:
            paper.pair("Tổng đếm", dong(book.counted))
            word = "Thiếu" if book.difference < 0 else "Thừa" if book.difference > 0 else "Khớp"
            paper.pair(word, dong(book.difference), strong=True, size=30)
    if report.reason:
        paper.pair("Lý do", REASONS.get(report.reason, report.reason))
    paper.text(report.note, 22)
    if report.handed_to:
        paper.pair("Giao cho", report.handed_to)
    paper.rule()
    paper.pair("Người giao ký", "Người nhận ký")
    paper.gap(90)
    paper.text(f"Lập {_when(report.made_at)}", 20, 400, CENTRE)
    return paper.picture()


def _sums(paper: Paper, title: str, sums: tuple[MethodSum, ...]) -> None:
    paper.text(title, 24, 700)
    for one in sums:
        paper.pair(f"{METHODS.get(one.method, one.method)} ({one.count})", dong(one.amount))
    count, amount = sum(one.count for one in sums), sum(one.amount for one in sums)
    paper.pair(f"Cộng ({count})", dong(amount), strong=True)


def dots(picture: QImage) -> Image.Image:
    """The picture as a printer wants it: mode "1", one pixel a dot."""
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    data = bytes(grey.constBits())
    image = Image.frombuffer("L", (grey.width(), grey.height()), data, "raw", "L", grey.bytesPerLine(), 1)
    # A threshold keeps letters sharp where dithering would fray them.
    return image.point(lambda level: 255 if level >= 128 else 0).convert("1", dither=Image.Dither.NONE)


class Preview(QLabel):
    """A paper on the screen, as large as there is room."""

    def __init__(self, *, name: str, wide: int = 400) -> None:
        super().__init__()
        self.setObjectName(name)
        self._wide = wide
        self.paper = QImage()
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)

    def show_paper(self, paper: QImage) -> None:
        """Show it."""
        self.paper = paper
        if paper.isNull():
            self.clear()
            return
        scaled = paper.scaledToWidth(self._wide, Qt.TransformationMode.SmoothTransformation)
        self.setStyleSheet(f"border: 1px solid {theme().colour('divider')};")
        self.setPixmap(QPixmap.fromImage(scaled))
        self.setFixedSize(scaled.width() + 2, scaled.height() + 2)
