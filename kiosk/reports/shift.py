"""A cashier's shift as an X or a Z report, with its drawer counted and boxes for those who hand over and take over."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.cashier.events import Counts
from kiosk.cashier.values import CashBook, MethodSum, ShiftReport
from kiosk.reports.document import Beside, Block, Column, Fact, Facts, Grid, Kind, Made, Remark, Report, Signatures
from kiosk.reports.wording import METHODS, REASONS, dong, moment, named, total


def shift_report(shift: ShiftReport, made: Made) -> Report:
    """An X report while `z_number` is empty, else the Z report, which says the same for ever (`made.at` apart)."""
    closed = bool(shift.z_number)
    blocks: list[Block] = [_who(shift), _sums("Đã thu trong ca", shift.sums)]
    if shift.voided:
        blocks.append(_sums("Đã hủy trong ca", shift.voided))
    if shift.counts and shift.book is not None:
        blocks.append(Beside(_counts(shift.counts), _book(shift.book)))
    elif shift.counts:
        blocks.append(_counts(shift.counts))
    elif shift.book is not None:
        blocks.append(_book(shift.book))
    if shift.book is not None and shift.book.difference:
        verdict, amount = _verdict(shift.book.difference), dong(abs(shift.book.difference))
        blocks.append(Remark(f"{verdict} {amount}, được ghi thành một dòng riêng, không sửa vào sổ.", strong=True))
    if shift.reason:
        blocks.append(Remark(f"Lý do chênh lệch: {named(REASONS, shift.reason)}."))
    if shift.note:
        blocks.append(Remark(f"Ghi chú: {shift.note}"))
    if not closed:
        blocks.append(Remark("Phiếu X chỉ để xem giữa ca: chưa chốt, số liệu còn thay đổi.", strong=True))
    signed_for = [total("Đã thu trong ca, các cách trả nêu trên", sum(each.amount for each in shift.sums))]
    if shift.book is not None and shift.book.counted is not None:
        signed_for.append(total("Tiền mặt đã đếm", shift.book.counted))
    blocks.append(Signatures(("Người nộp", "Người nhận", "Kế toán"), tuple(signed_for)))
    until = moment(shift.closed_at) if shift.closed_at else f"đang mở, số liệu đến {moment(shift.made_at)}"
    return Report(
        file=f"phieu-z-{shift.z_number}" if closed else f"phieu-x-{shift.shift_id}",
        title=f"Phiếu Z số {shift.z_number} – chốt ca thu ngân" if closed else "Phiếu X – ca thu ngân đang mở",
        period=f"{moment(shift.opened_at)} – {until}",
        made=made,
        blocks=tuple(blocks),
    )


def _who(shift: ShiftReport) -> Facts:
    facts = [Fact("Quầy", shift.desk), Fact("Thu ngân", shift.user), Fact("Mở ca lúc", shift.opened_at, Kind.MOMENT)]
    if shift.closed_at is not None:
        facts.append(Fact("Chốt ca lúc", shift.closed_at, Kind.MOMENT))
    if shift.first_slip:
        facts.append(Fact("Phiếu thu từ số", shift.first_slip))
        facts.append(Fact("Đến số", shift.last_slip))
    if shift.handed_to:
        facts.append(Fact("Giao lại cho", shift.handed_to))
    return Facts("Ca", tuple(facts))


def _sums(title: str, sums: Sequence[MethodSum]) -> Grid:
    return Grid(
        title,
        (Column("Cách trả", width=30), Column("Số lượt", Kind.COUNT, 15), Column("Số tiền (đ)", Kind.MONEY, 20)),
        tuple((named(METHODS, each.method), each.count, each.amount) for each in sums),
        ("Tổng cộng", sum(each.count for each in sums), sum(each.amount for each in sums)),
    )


def _counts(counts: Counts) -> Grid:
    return Grid(
        "Tiền mặt đã đếm",
        (
            Column("Mệnh giá (đ)", Kind.MONEY, 20),
            Column("Số tờ", Kind.COUNT, 15),
            Column("Thành tiền (đ)", Kind.MONEY, 20),
        ),
        tuple((note, pieces, note * pieces) for note, pieces in counts),
        ("Tổng đếm", sum(pieces for _, pieces in counts), sum(note * pieces for note, pieces in counts)),
    )


def _book(book: CashBook) -> Grid:
    return Grid(
        "Tiền mặt theo sổ",
        (Column("Khoản", width=22), Column("Số lượt", Kind.COUNT, 12), Column("Số tiền (đ)", Kind.MONEY, 18)),
        (
            ("Đầu ca nhận", None, book.float_amount),
            ("Thu tiền mặt tại quầy", book.taken_count, book.taken),
            ("Hoàn tiền mặt", book.refunded_count, -book.refunded),
            ("Nộp thủ quỹ", book.dropped_count, -book.dropped),
            ("Phải có", None, book.expected),
            ("Tổng đếm", None, book.counted),
        ),
        (_verdict(book.difference), None, book.difference) if book.difference is not None else (),
    )


def _verdict(difference: int) -> str:
    if difference == 0:
        return "Đủ tiền"
    return "Thiếu" if difference < 0 else "Thừa"
