"""A finished matching of files as a workbook: sums with a chart, matches, suggestions, differences by pair of books."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from kiosk.reconcile.engine.run import counts
from kiosk.reconcile.engine.store import Store
from kiosk.reconcile.engine.values import Between, Kind, Rule
from kiosk.reports.wording import plain

MOST_MATCHES = 100_000
MOST_DIFFERENCES = 1_000_000
"""Rows a sheet is given; where there are more, its last row says so (the file of matches has all of them)."""

BETWEEN = {
    Between.KIOSK_BANK: "Máy – ngân hàng",
    Between.KIOSK_HIS: "Máy – HIS",
    Between.HIS_BANK: "HIS – ngân hàng",
}
KINDS = {
    Kind.UNMATCHED_LINE: "Dòng sao kê chưa có khoản thu",
    Kind.UNMATCHED_PAYMENT: "Khoản thu chưa có dòng sao kê",
    Kind.AMOUNT_DIFFERS: "Lệch số tiền",
    Kind.DUPLICATE: "Trả trùng",
    Kind.LATE: "Đến muộn (đã khớp)",
    Kind.REVERSED: "Đã bị hoàn lại",
    Kind.OTHER_ACCOUNT: "Vào tài khoản khác",
    Kind.BEFORE_ORDER: "Có trước khi lập phiếu",
    Kind.TWO_CODES: "Một dòng nhiều mã",
    Kind.UNSURE: "Chưa chắc, cần người xem",
    Kind.HIS_MISSING: "HIS chưa có biên lai",
    Kind.HIS_WITHOUT_MONEY: "HIS có biên lai, chưa thấy tiền",
    Kind.HIS_AMOUNT: "Biên lai HIS lệch số tiền",
    Kind.HIS_TWICE: "HIS có hai biên lai",
}
RULES = {
    Rule.PROVIDER_ID: "Mã giao dịch",
    Rule.PAY_CODE: "Mã thanh toán",
    Rule.NEAR_CODE: "Mã thanh toán bị sửa, cắt",
    Rule.VIRTUAL_ACCOUNT: "Tài khoản ảo",
    Rule.AMOUNT_TIME: "Số tiền và thời gian",
    Rule.ONE_TO_MANY: "Một khoản thu, nhiều dòng",
    Rule.MANY_TO_ONE: "Một dòng, nhiều khoản thu",
}
_MATCHES = """
SELECT payment_id, line_id, rule, lines.amount, evidence, grp FROM matches JOIN lines USING (line_id)
WHERE auto = $auto ORDER BY payment_id, line_id, rule LIMIT $most
"""
_DIFFERENCES = """
SELECT kind, payment_id, line_id, receipt, amount, detail FROM differences WHERE between_books = $between
ORDER BY ALL LIMIT $most
"""
_BOLD = Font(bold=True)
_MONEY = "#,##0"

Value = str | int


def write_report(store: Store, out: Path) -> None:
    """Write the workbook, whole or not at all.

    :raises OSError: when it cannot be written.
    """
    book = Workbook(write_only=True)
    _summary(_sheet(book, "Tổng hợp", (46, 12, 18)), store)
    for title, automatic in (("Đã khớp", True), ("Gợi ý", False)):
        rows = _rows(store, _MATCHES, {"auto": automatic, "most": MOST_MATCHES + 1})
        named = ((p, line, RULES[Rule(rule)], amount, why, group) for p, line, rule, amount, why, group in rows)
        _table(
            _sheet(book, title, (16, 24, 26, 14, 40, 16)),
            ("Khoản thu", "Dòng sao kê", "Quy tắc", "Số tiền (đ)", "Căn cứ", "Nhóm"),
            named,
            MOST_MATCHES,
        )
    for between, title in BETWEEN.items():
        rows = _rows(store, _DIFFERENCES, {"between": between.value, "most": MOST_DIFFERENCES + 1})
        told = ((KINDS[Kind(kind)], *rest) for kind, *rest in rows)
        _table(
            _sheet(book, title, (34, 16, 24, 20, 14, 20)),
            ("Chênh lệch", "Khoản thu", "Dòng sao kê", "Biên lai HIS", "Chênh (đ)", "Chi tiết"),
            told,
            MOST_DIFFERENCES,
        )
    part = out.with_name(out.name + ".part")
    try:
        book.save(part)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)


def _summary(sheet: WriteOnlyWorksheet, store: Store) -> None:
    found = counts(store)
    _line(sheet, ("Đối soát máy – HIS – ngân hàng",), bold=True)
    for name, key in (
        ("Khoản thu của máy", "payments"),
        ("Dòng sao kê", "lines"),
        ("Biên lai HIS", "receipts"),
        ("Khớp tự động", "automatic"),
        ("Dòng gợi ý cho người xem", "suggested"),
    ):
        _line(sheet, (name, found[key]))
    _line(sheet, ())
    _line(sheet, ("Khớp theo quy tắc", "Số dòng", "Số tiền (đ)"), bold=True)
    by_rule = _rows(
        store,
        "SELECT rule, count(*), sum(lines.amount)::BIGINT FROM matches JOIN lines USING (line_id) WHERE auto "
        "GROUP BY rule ORDER BY rule",
    )
    for rule, number, amount in by_rule:
        _line(sheet, (RULES[Rule(rule)], number, amount))
    _line(sheet, ())
    _line(sheet, ("Chênh lệch", "Số khoản", "Chênh (đ)"), bold=True)
    groups = _rows(
        store,
        "SELECT between_books, kind, count(*), sum(amount)::BIGINT FROM differences GROUP BY ALL ORDER BY ALL",
    )
    rows = [(f"{BETWEEN[Between(pair)]}: {KINDS[Kind(kind)]}", number, amount) for pair, kind, number, amount in groups]
    first = 1 + 5 + 1 + 1 + len(by_rule) + 1 + 2
    for row in rows:
        _line(sheet, row)
    if rows:
        chart = BarChart()
        chart.type, chart.legend, chart.title = "bar", None, "Số khoản chênh lệch"
        chart.height, chart.width = 10, 20
        last = first + len(rows) - 1
        chart.add_data(Reference(sheet, min_col=2, min_row=first, max_row=last))
        chart.set_categories(Reference(sheet, min_col=1, min_row=first, max_row=last))
        sheet.add_chart(chart, "E2")  # type: ignore[misc]  # the stubs know it for the other kind of sheet only


def _sheet(book: Workbook, title: str, widths: Sequence[int]) -> WriteOnlyWorksheet:
    sheet: WriteOnlyWorksheet = book.create_sheet(title.replace("–", "-"))
    for place, width in enumerate(widths):
        sheet.column_dimensions["ABCDEFGH"[place]].width = width  # type: ignore[attr-defined]  # as above
    return sheet


def _table(sheet: WriteOnlyWorksheet, heading: Sequence[str], rows: Iterable[Sequence[Value]], most: int) -> None:
    sheet.freeze_panes = "A2"
    _line(sheet, heading, bold=True)
    for number, row in enumerate(rows):
        if number == most:
            _line(sheet, (f"… chỉ {most} dòng đầu",), bold=True)
            return
        _line(sheet, row)


def _line(sheet: WriteOnlyWorksheet, values: Sequence[Value], *, bold: bool = False) -> None:
    cells = []
    for value in values:
        cell = WriteOnlyCell(sheet, value=plain(value) if isinstance(value, str) else value)
        if isinstance(value, str):
            cell.data_type = "s"  # what begins with "=" is a text all the same
        else:
            cell.number_format = _MONEY
        if bold:
            cell.font = _BOLD
        cells.append(cell)
    sheet.append(cells)


def _rows(store: Store, query: str, values: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
    return store.con.execute(query, values).fetchall()
