"""The counter's papers as pictures for the slip printer: phiếu thu, phiếu tạm ứng, phiếu chi, X and Z reports.

Drawn on the same strip as the patient's slip. They are slips, never invoices, and say so by their titles; a copy says
on itself which one it is. Papers are in Vietnamese.
"""

from __future__ import annotations

from datetime import datetime

from PIL import Image

from kiosk.cashier.values import Buyer, CashBook, MethodSum, ShiftReport, Slip
from kiosk.cashier.words import in_words
from kiosk.clock import VIETNAM
from kiosk.printing.drawing import Strip
from kiosk.printing.fonts import Weight
from kiosk.printing.words import money as _money

METHODS = {"cash": "Tiền mặt", "card": "Thẻ", "qr": "QR tại quầy", "transfer": "Chuyển khoản"}
REASONS = {"change": "Trả nhầm tiền thừa", "unclear": "Chưa rõ", "other": "Khác"}
"""What a window's codes for a shortage or an excess mean; any other reason is printed as it was given."""

SMALL, NORMAL, BIG = 24, 28, 44


def render_slip(slip: Slip, width_px: int = 576) -> Image.Image:
    """A phiếu thu, phiếu tạm ứng or phiếu chi as a black and white picture, `width_px` wide.

    :raises FontsMissing: when no typeface for Vietnamese is installed.
    """
    strip = Strip(width_px)
    payout = slip.title == "Phiếu chi"
    _head(strip, slip.hospital, slip.title, slip.copy)
    strip.pair("Số phiếu", slip.number, NORMAL, Weight.SEMIBOLD)
    if not payout:
        strip.pair("Số biên lai viện phí", slip.receipt_number or "chờ hệ thống", SMALL)
    strip.pair("Thời gian", when(slip.at), SMALL)
    strip.pair("Quầy", slip.desk, SMALL)
    strip.pair("Thu ngân", slip.cashier, SMALL)
    strip.rule()
    if slip.payer:
        strip.pair("Người nộp tiền" if not payout else "Người nhận tiền", slip.payer, SMALL)
    strip.pair("Nội dung", slip.what, SMALL)
    strip.pair("Mã khoản thu", slip.bill_id, SMALL)
    strip.gap(8)
    strip.pair("Số tiền", money(slip.amount), BIG, Weight.BOLD)
    strip.left(f"Bằng chữ: {slip.in_words}.", NORMAL, Weight.SEMIBOLD)
    strip.gap(8)
    if slip.received:
        strip.pair("Đã nhận chuyển khoản trước", money(slip.received), SMALL)
        strip.pair("Cả khoản thu", money(slip.received + slip.amount), SMALL, Weight.SEMIBOLD)
    strip.pair("Hình thức", METHODS.get(slip.method, slip.method), SMALL)
    if slip.method == "cash" and slip.tendered:
        strip.pair("Tiền khách đưa", money(slip.tendered), SMALL)
        strip.pair("Tiền trả lại", money(slip.change), SMALL)
    if slip.buyer is not None:
        _buyer(strip, slip.buyer)
    _signatures(strip, "Người nhận tiền" if payout else "Người nộp tiền", "Thu ngân")
    return strip.finish()


def render_report(
    report: ShiftReport,
    hospital: str,
    desk: str,
    names: dict[str, str] | None = None,
    width_px: int = 576,
    *,
    again: bool = False,
) -> Image.Image:
    """An X report, or the numbered Z of a closed shift, as a black and white picture.

    :param desk: the desk as people call it.
    :param names: full names by user; a user without one stands under the user's name.
    :param again: a Z printed once more; it says so on itself.
    """
    known = names or {}
    strip = Strip(width_px)
    closed = report.closed_at is not None
    _head(strip, hospital, "Báo cáo Z chốt ca" if closed else "Báo cáo X giữa ca", 0)
    if closed:
        strip.pair("Số", report.z_number, NORMAL, Weight.BOLD)
    else:
        strip.text("Xem thử, ca chưa chốt", SMALL)
    if again:
        strip.text("IN LẠI", 34, Weight.BOLD)
    strip.pair("Quầy", desk, SMALL)
    strip.pair("Thu ngân", known.get(report.user, report.user), SMALL)
    strip.pair("Mở ca", when(report.opened_at), SMALL)
    strip.pair("Chốt ca" if closed else "In lúc", when(report.closed_at or report.made_at), SMALL)
    if report.first_slip:
        strip.pair("Từ phiếu", report.first_slip, SMALL)
        strip.pair("Đến phiếu", report.last_slip, SMALL)
    _sums(strip, "Thu trong ca", report.sums, total=report.book is not None)
    if report.voided:
        _sums(strip, "Phiếu đã hủy (không tính ở trên)", report.voided, total=False)
    if report.book is None:
        strip.rule()
        strip.text("Tiền mặt hiện ra sau khi đếm và khoá số đếm.", SMALL)
    else:
        _book(strip, report.book)
        _counts(strip, report)
    if report.reason or report.note:
        strip.rule()
        strip.left(f"Lý do: {REASONS.get(report.reason, report.reason)}", SMALL)
        strip.left(report.note, SMALL)
    if closed:
        if report.handed_to:
            strip.pair("Giao tiền cho", known.get(report.handed_to, report.handed_to), SMALL)
        elif report.book is not None:
            strip.left("Tiền trong két đã nộp thủ quỹ.", SMALL)
        _signatures(strip, "Thu ngân", "Người nhận")
    return strip.finish()


def money(amount: int) -> str:
    """`10.120 đ`, below zero with a true minus."""
    sign = "\N{MINUS SIGN}" if amount < 0 else ""
    return f"{sign}{_money(abs(amount), 'vi')}"


def when(at: datetime) -> str:
    """`24/11/2026 07:05`, in Vietnamese time."""
    return f"{at.astimezone(VIETNAM):%d/%m/%Y %H:%M}"


def _head(strip: Strip, hospital: str, title: str, copy: int) -> None:
    strip.text(hospital, NORMAL, Weight.SEMIBOLD)
    strip.gap(8)
    strip.text(title.upper(), BIG, Weight.BOLD)
    if copy:
        strip.text(f"BẢN SAO {copy}", 34, Weight.BOLD)
    strip.gap(4)
    strip.rule()


def _buyer(strip: Strip, buyer: Buyer) -> None:
    strip.rule()
    strip.left("Thông tin người mua để lập hóa đơn sau:", SMALL, Weight.SEMIBOLD)
    strip.left(buyer.name, SMALL)
    for name, value in (("Mã số thuế", buyer.tax_code), ("Địa chỉ", buyer.address), ("Thư", buyer.email)):
        if value:
            strip.left(f"{name}: {value}", SMALL)


def _sums(strip: Strip, title: str, sums: tuple[MethodSum, ...], *, total: bool) -> None:
    strip.rule()
    strip.left(title, NORMAL, Weight.SEMIBOLD)
    for one in sums:
        strip.pair(f"{METHODS.get(one.method, one.method)} · {one.count} lượt", money(one.amount), SMALL)
    if total:
        amount = sum(one.amount for one in sums)
        strip.pair("Tổng thu", money(amount), NORMAL, Weight.BOLD)
        strip.left(f"{in_words(amount)}.", SMALL)


def _book(strip: Strip, book: CashBook) -> None:
    strip.rule()
    strip.left("Tiền mặt theo sổ", NORMAL, Weight.SEMIBOLD)
    strip.pair("Đầu ca nhận", money(book.float_amount), SMALL)
    strip.pair(f"Thu tại quầy · {book.taken_count} lượt", money(book.taken), SMALL)
    strip.pair(f"Hoàn tiền mặt · {book.refunded_count} phiếu", money(-book.refunded), SMALL)
    strip.pair(f"Nộp thủ quỹ · {book.dropped_count} phiếu", money(-book.dropped), SMALL)
    strip.pair("Phải có", money(book.expected), NORMAL, Weight.SEMIBOLD)
    if book.counted is not None and book.difference is not None:
        strip.pair("Tổng đếm", money(book.counted), NORMAL, Weight.SEMIBOLD)
        word = {True: "Thiếu", False: "Thừa"}[book.difference < 0] if book.difference else "Đủ tiền"
        strip.pair(word, money(book.difference), NORMAL, Weight.BOLD)


def _counts(strip: Strip, report: ShiftReport) -> None:
    if not report.counts:
        return
    strip.rule()
    strip.left("Tiền mặt đã đếm", NORMAL, Weight.SEMIBOLD)
    for note, pieces in report.counts:
        if pieces:
            strip.pair(f"{money(note)} × {pieces}", money(note * pieces), SMALL)


def _signatures(strip: Strip, left: str, right: str) -> None:
    strip.rule()
    strip.pair(left, right, SMALL, Weight.SEMIBOLD)
    strip.pair("(ký, ghi rõ họ tên)", "(ký, ghi rõ họ tên)", 20)
    strip.gap(110)
