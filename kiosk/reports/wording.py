"""Codes, amounts and times as they stand on paper, in Vietnamese."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime

from kiosk.cashier.ports import Cause, Pair
from kiosk.cashier.words import MOST, in_words
from kiosk.clock import VIETNAM
from kiosk.reports.document import Kind, Value

NONE = "—"
MINUS = "\N{MINUS SIGN}"
NB = "\N{NO-BREAK SPACE}"

METHODS = {
    "cash": "Tiền mặt",
    "card": "Thẻ",
    "qr": "QR tại quầy",
    "qr_desk": "QR tại quầy",
    "vietqr": "VietQR tại máy",
}
PAIRS = {Pair.KIOSK_HIS: "Máy – HIS", Pair.KIOSK_BANK: "Máy – ngân hàng", Pair.HIS_BANK: "HIS – ngân hàng"}
CAUSES = {
    Cause.HIS_MISSING: "HIS thiếu biên lai",
    Cause.HIS_WITHOUT_MONEY: "Biên lai HIS không có tiền",
    Cause.HIS_REFUSED: "HIS không nhận",
    Cause.HIS_AMOUNT: "HIS ghi khác số tiền",
    Cause.HIS_TWICE: "HIS có hai biên lai",
    Cause.BANK_MISSING: "Ngân hàng chưa báo",
    Cause.BANK_AMOUNT: "Ngân hàng ghi khác số",
    Cause.BANK_ONLY: "Chỉ có trên sao kê",
    Cause.UNDER: "Chuyển thiếu",
    Cause.OVER: "Chuyển thừa",
    Cause.IN_PARTS: "Chuyển nhiều lần",
    Cause.TWICE: "Chuyển hai lần",
    Cause.LATE: "Đến sau khi hết hạn",
    Cause.ORPHAN: "Tiền đến không rõ của ai",
    Cause.BILL_TAKEN: "Phiếu đã có người trả",
    Cause.REVERSED: "Ngân hàng thu hồi",
    Cause.OTHER_ACCOUNT: "Vào tài khoản khác",
    Cause.SAME_REFERENCE: "Trùng số tham chiếu",
    Cause.UNCLEAR_CARD: "Chưa rõ lần quẹt thẻ",
    Cause.UNCONFIRMED: "Có tin báo, chưa có tiền",
}
SETTLED = {"his": "Sửa ở HIS", "bank": "Ngân hàng sửa", "refund": "Trả lại tiền", "other": "Cách khác"}
REASONS = {"change": "Trả nhầm tiền thừa", "unclear": "Chưa rõ", "other": "Khác"}
FIGURES = frozenset({Kind.MONEY, Kind.COUNT, Kind.SPAN, Kind.SHARE, Kind.TENTHS})
"""What stands to the right, in digits of one width."""
SPANS = ("{n} giây", "{m} ph {s} s", "{n} phút", "{h} giờ {m} ph")
"""A span of time under a minute, under ten, under an hour, and above."""
SIGN_DAY = "Ngày …… tháng …… năm ………"


def named(names: dict[str, str], code: str) -> str:
    """A code's name; a code this version does not know stands for itself."""
    return names.get(code, code)


def spelled(amount: int) -> str:
    """An amount in words; below zero with "Âm" in front, and in figures where there are no words for it."""
    if abs(amount) > MOST:
        return dong(amount)
    words = in_words(abs(amount))
    return f"Âm {words[0].lower()}{words[1:]}" if amount < 0 else words


def total(what: str, amount: int) -> str:
    """What is signed for, in figures and in words."""
    return f"{what}: {dong(amount)}. Bằng chữ: {spelled(amount)}."


def number(value: int) -> str:
    """`1.284`, with a true minus."""
    grouped = f"{abs(value):,}".replace(",", ".")
    return f"{MINUS}{NB}{grouped}" if value < 0 else grouped


def dong(amount: int) -> str:
    """`10.120 đ`."""
    return f"{number(amount)}{NB}đ"


def day(value: date) -> str:
    """`24/11/2026`."""
    return f"{value:%d/%m/%Y}"


def moment(at: datetime) -> str:
    """`24/11/2026 10:14` on the hospital's clock."""
    return f"{at.astimezone(VIETNAM):%d/%m/%Y %H:%M}"


def decimal(value: float, places: int = 1) -> str:
    """`4,3`."""
    return f"{value:.{places}f}".replace(".", ",")


def span(ms: int, forms: tuple[str, str, str, str] = SPANS) -> str:
    """A span of time in the largest units that say something: `7,2 giây`, `1 ph 23 s`, `12 phút`, `1 giờ 05 ph`."""
    short, few, minutes, long = forms
    seconds, whole = (ms + 500) // 1000, (ms + 30_000) // 60_000
    if seconds < 60:
        return short.format(n=decimal(ms / 1000) if seconds < 10 else seconds)
    if seconds < 600:
        return few.format(m=seconds // 60, s=f"{seconds % 60:02}")
    return minutes.format(n=whole) if whole < 60 else long.format(h=whole // 60, m=f"{whole % 60:02}")


def shown(value: Value, kind: Kind) -> str:
    """A value as paper has it."""
    match value:
        case None | "":
            return NONE
        case datetime():
            return moment(value)
        case date():
            return day(value)
        case int():
            return _figure(value, kind)
    return plain(value)


def _figure(value: int, kind: Kind) -> str:
    match kind:
        case Kind.MONEY | Kind.COUNT:
            return number(value)
        case Kind.SPAN:
            return span(value)
        case Kind.SHARE:
            return f"{decimal(value / 10)}{NB}%"
        case Kind.TENTHS:
            return decimal(value / 10)
    return str(value)


def plain(text: str) -> str:
    """Composed text without control characters, which neither a worksheet nor a typeface has."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(letter if letter.isprintable() or letter == NB else " " for letter in composed)
