"""Several days side by side: the three books of each, and what their differences come from."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.cashier.ports import Cause, Difference, Pair, Today
from kiosk.reports.differences import difference_grid
from kiosk.reports.document import Column, Grid, Kind, Made, Report, Signatures
from kiosk.reports.wording import CAUSES, PAIRS, day, number, total


def reconciliation_report(days: Sequence[Today], differences: Sequence[Difference], made: Made) -> Report:
    """The days given, oldest first, and the differences of them, settled ones included.

    :raises ValueError: without any day.
    """
    if not days:
        raise ValueError("a reconciliation is of one day at least")
    ordered = sorted(days, key=lambda each: each.day)
    first, last = ordered[0].day, ordered[-1].day
    still = [each for each in differences if not each.settled]
    return Report(
        file=f"doi-soat-{first:%Y-%m-%d}-{last:%Y-%m-%d}",
        title="Biên bản đối soát ba bên",
        period=f"Từ ngày {day(first)} đến ngày {day(last)}",
        made=made,
        blocks=(
            _days(ordered),
            _causes(differences),
            difference_grid("Chênh lệch chưa xử lý", still),
            Signatures(
                ("Người lập", "Kế toán trưởng", "Giám đốc"),
                (
                    total("Đã thu trong kỳ", sum(each.kiosk.amount for each in ordered)),
                    f"Chênh lệch chưa xử lý: {number(len(still))} khoản.",
                ),
            ),
        ),
        wide=True,
    )


def _days(days: Sequence[Today]) -> Grid:
    figures = [
        (
            each.kiosk.count,
            each.kiosk.amount,
            each.his.count,
            each.his.amount,
            each.bank.count,
            each.bank.amount,
            each.kiosk.amount - each.his.amount,
            each.kiosk.amount - each.bank.amount,
            each.open_differences,
        )
        for each in days
    ]
    rows = (
        (each.day, *row, "đã chốt" if each.closed else "chưa chốt") for each, row in zip(days, figures, strict=True)
    )
    return Grid(
        "Từng ngày",
        (
            Column("Ngày", Kind.DAY, 12),
            Column("Lượt thu", Kind.COUNT, 8),
            Column("Đã thu (đ)", Kind.MONEY, 13),
            Column("Biên lai HIS", Kind.COUNT, 8),
            Column("HIS (đ)", Kind.MONEY, 13),
            Column("Dòng sao kê", Kind.COUNT, 8),
            Column("Ngân hàng (đ)", Kind.MONEY, 13),
            Column("Thu − HIS (đ)", Kind.MONEY, 12),
            Column("Thu − NH (đ)", Kind.MONEY, 12),
            Column("Còn chênh", Kind.COUNT, 8),
            Column("Chốt", width=9),
        ),
        tuple(rows),
        ("Tổng cộng", *map(sum, zip(*figures, strict=True)), None),
    )


def _causes(differences: Sequence[Difference]) -> Grid:
    groups: dict[tuple[Pair, Cause], list[Difference]] = {}
    for each in differences:
        groups.setdefault((each.pair, each.cause), []).append(each)
    rows = tuple(
        (
            PAIRS[pair],
            CAUSES[cause],
            len(group),
            sum(each.amount for each in group),
            sum(1 for each in group if each.settled),
            sum(1 for each in group if not each.settled),
        )
        for (pair, cause), group in sorted(groups.items())
    )
    return Grid(
        "Chênh lệch theo nguyên nhân",
        (
            Column("Hai sổ", width=18),
            Column("Nguyên nhân", width=28),
            Column("Số khoản", Kind.COUNT, 10),
            Column("Chênh (đ)", Kind.MONEY, 16),
            Column("Đã xử lý", Kind.COUNT, 10),
            Column("Chưa xử lý", Kind.COUNT, 10),
        ),
        rows,
        nothing="Không có chênh lệch.",
    )
