"""A day at a glance: the three books, what was taken where and how, the hours, and what still differs."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.cashier.ports import Difference, Sum, Today
from kiosk.reports.differences import difference_grid
from kiosk.reports.document import Bars, Column, Fact, Facts, Grid, Kind, Made, Report, Signatures
from kiosk.reports.wording import METHODS, day, moment, named, total


def day_report(today: Today, differences: Sequence[Difference], made: Made) -> Report:
    """The figures of the "today" screen and the differences of the day, as they were given."""
    closed = "đã chốt ngày" if today.closed else "chưa chốt ngày"
    return Report(
        file=f"thu-trong-ngay-{today.day:%Y-%m-%d}",
        title="Báo cáo thu trong ngày",
        period=f"Ngày {day(today.day)} ({closed}), số liệu đến {moment(today.updated_at)}",
        made=made,
        blocks=(
            _books(today),
            _open(today),
            _takings(today),
            Bars("Lượt thanh toán theo giờ", tuple(str(hour) for hour in range(len(today.by_hour))), today.by_hour),
            difference_grid("Chênh lệch trong ngày", differences, narrow=True),
            Signatures(("Người lập", "Kế toán trưởng", "Giám đốc"), (total("Đã thu trong ngày", today.kiosk.amount),)),
        ),
    )


def _books(today: Today) -> Grid:
    def row(name: str, book: Sum) -> tuple[str, int, int, int]:
        return (name, book.count, book.amount, book.amount - today.kiosk.amount)

    return Grid(
        "Ba sổ",
        (
            Column("Sổ", width=30),
            Column("Số lượt", Kind.COUNT, 14),
            Column("Số tiền (đ)", Kind.MONEY, 20),
            Column("So với đã thu (đ)", Kind.MONEY, 20),
        ),
        (
            ("Đã thu tại máy và tại quầy", today.kiosk.count, today.kiosk.amount, None),
            row("HIS ghi nhận", today.his),
            row("Ngân hàng báo có", today.bank),
        ),
    )


def _open(today: Today) -> Facts:
    return Facts(
        "Đối soát",
        (
            Fact("Số máy hoạt động", today.stations, Kind.COUNT),
            Fact("Khoản khớp tự động", today.automatic, Kind.COUNT),
            Fact("Trên tổng số khoản", today.automatic_of, Kind.COUNT),
            Fact("Chênh lệch chưa xử lý", today.open_differences, Kind.COUNT, strong=True),
            Fact("Chênh lệch lâu nhất từ", today.oldest_open, Kind.MOMENT),
            Fact("Hoàn tiền đang chờ", today.refunds_waiting, Kind.COUNT),
        ),
    )


def _takings(today: Today) -> Grid:
    rows = sorted(today.takings, key=lambda taking: (taking.place, taking.method))
    return Grid(
        "Đã thu theo nơi thu và cách trả",
        (
            Column("Nơi thu", width=20),
            Column("Cách trả", width=24),
            Column("Số lượt", Kind.COUNT, 14),
            Column("Số tiền (đ)", Kind.MONEY, 20),
        ),
        tuple((taking.place, named(METHODS, taking.method), taking.count, taking.amount) for taking in rows),
        ("Tổng cộng", None, sum(taking.count for taking in rows), sum(taking.amount for taking in rows)),
    )
