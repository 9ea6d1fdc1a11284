"""The list of differences, as work to be done or as it was settled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kiosk.cashier.ports import Difference
from kiosk.reports.document import Column, Grid, Kind, Made, Report, Signatures
from kiosk.reports.wording import CAUSES, PAIRS, SETTLED, day, named, number


def differences_report(differences: Sequence[Difference], on: date | None, made: Made) -> Report:
    """The differences given, in their order. `on` is the day they are of, None for all open ones."""
    return Report(
        file=f"chenh-lech-{on:%Y-%m-%d}" if on else f"chenh-lech-den-{made.at:%Y-%m-%d}",
        title="Chênh lệch giữa máy, HIS và ngân hàng",
        period=f"Ngày {day(on)}" if on else "Tất cả chênh lệch đến lúc lập",
        made=made,
        blocks=(
            difference_grid("Danh sách chênh lệch", differences),
            Signatures(
                ("Người lập", "Người đối soát", "Kế toán trưởng"),
                (f"Danh sách có {number(len(differences))} khoản chênh lệch.",),
            ),
        ),
        wide=True,
    )


def difference_grid(title: str, differences: Sequence[Difference], *, narrow: bool = False) -> Grid:
    """One row each: the three books side by side, why they differ, by how much, and who sees to it.

    No sum stands below: one payment may differ between several pairs of books, and would count several times.
    """
    columns = (
        Column("Từ lúc", Kind.MOMENT, 16),
        Column("Máy", width=7),
        Column("Mã trả tiền", width=13),
        Column("Hai sổ", width=14),
        Column("Nguyên nhân", width=22),
        Column("Máy ghi (đ)", Kind.MONEY, 12),
        Column("Ngân hàng (đ)", Kind.MONEY, 12),
        Column("HIS (đ)", Kind.MONEY, 12),
        Column("Chênh (đ)", Kind.MONEY, 12),
        Column("Người giữ", width=10),
        Column("Cách xử lý", width=11),
    )
    rows = (
        (
            each.since,
            each.station,
            each.pay_code,
            PAIRS[each.pair],
            CAUSES[each.cause],
            each.kiosk,
            each.bank,
            each.his,
            each.amount,
            each.owner,
            named(SETTLED, each.settled),
        )
        for each in differences
    )
    places = (0, 1, 2, 4, 5, 6, 7, 8) if narrow else range(len(columns))
    return Grid(
        title,
        tuple(columns[place] for place in places),
        tuple(tuple(row[place] for place in places) for row in rows),
        nothing="Không có chênh lệch.",
    )
