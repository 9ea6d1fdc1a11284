"""Rows become movements: each with its sign, none dropped in silence, totals told from money."""

from __future__ import annotations

from datetime import date

import pytest
from files import HEADINGS, SIGNED, TWO_COLUMNS, found, read_rows, told, xlsx
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.statements.layout import Layout
from kiosk.statements.reading import ReadingStopped, lines, read
from kiosk.statements.refusals import NotReadable
from kiosk.statements.text import clean
from kiosk.statements.values import StatementLine

DAY = "24/11/2026"
MARKED = Layout(title="Dấu", columns={"booked_at": "Ngày", "amount": "Số tiền", "sign": "Nợ/Có", "memo": "Nội dung"})
COLUMNS = ("Ngày", "Số tiền", "Nội dung")


@pytest.mark.parametrize(
    ("mark", "amount"),
    [("C", 1_000), ("D", -1_000), ("+", 1_000), ("-", -1_000), ("Có", 1_000), ("NỢ", -1_000), ("Tiền vào", 1_000)],
)
def test_a_column_of_its_own_tells_the_direction(mark: str, amount: int) -> None:
    rows = [("Ngày", "Số tiền", "Nợ/Có", "Nội dung"), (DAY, "1.000", mark, "a")]
    assert found(read_rows(rows, MARKED)) == [(amount, "a")]


def test_a_direction_that_is_unclear_is_told() -> None:
    rows = [("Ngày", "Số tiền", "Nợ/Có", "Nội dung"), (DAY, "1.000", "?", "a"), (DAY, "-1.000", "C", "b")]
    assert told(read_rows(rows, MARKED)) == [(2, "sign"), (3, "sign")]
    both = [HEADINGS, (1, DAY, "FT1", "1.000", "1.000", "", "a"), (2, DAY, "FT2", "-1.000", "", "", "b")]
    assert told(read_rows(both)) == [(2, "sign"), (3, "sign")]


def test_debits_may_be_written_with_a_minus_where_the_layout_says_so() -> None:
    rows = [HEADINGS, (1, DAY, "FT1", "-1.000", "", "", "a"), (2, DAY, "FT2", "", "-500", "", "đảo")]
    assert found(read_rows(rows, TWO_COLUMNS.model_copy(update={"debits_negative": True}))) == [
        (-1_000, "a"), (-500, "đảo"),
    ]  # fmt: skip


@pytest.mark.parametrize(("amount_is", "amount"), [("signed", 1_000), ("credit", 1_000), ("debit", -1_000)])
def test_one_column_may_hold_one_direction(amount_is: str, amount: int) -> None:
    layout = SIGNED.model_copy(update={"amount_is": amount_is})
    assert found(read_rows([COLUMNS, (DAY, "1.000", "a")], layout)) == [(amount, "a")]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ((DAY, "1.000,50", "a"), "fraction"),
        ((DAY, "một nghìn", "a"), "amount"),
        ((DAY, "", "a"), "amount"),
        ((DAY, "10 USD", "a"), "currency"),
        (("31/02/2026", "1.000", "a"), "date"),
        (("", "1.000", "a"), "date"),
        (("31/02/2026", "1.000", "Tổng cộng viện phí"), "date"),
        (("", "1.000", "Công ty An Bình"), "date"),
        (("", "1.000", "Trang chuyển viện phí"), "date"),
    ],
)
def test_a_movement_that_cannot_be_read_is_told_by_its_row(row: tuple[str, ...], code: str) -> None:
    statement = read_rows([COLUMNS, (DAY, "500", "tốt"), row], SIGNED)
    assert told(statement) == [(3, code)]
    assert found(statement) == [(500, "tốt")]
    assert "Dòng 3" in str(statement.problems[0])


@pytest.mark.parametrize(
    "row",
    [
        ("Tổng cộng", "1.500", ""),
        ("", "1.500", "Cộng phát sinh trong kỳ"),
        ("", "1.500", "SO DU CUOI KY"),
        (DAY, "", "Số dư đầu kỳ"),
        ("", "", "Trang 1/3"),
        ("", "1.500", ""),
        ("Hà Nội, ngày 24 tháng 11", "Giám đốc", ""),
        COLUMNS,
        ("1", "2", "3"),
        (DAY, "0", "Không đồng"),
    ],
)
def test_sums_headings_and_signatures_are_no_movements(row: tuple[str, ...]) -> None:
    statement = read_rows([COLUMNS, (DAY, "500", "a"), row, (DAY, "600", "b")], SIGNED)
    assert statement.problems == ()
    assert found(statement) == [(500, "a"), (600, "b")]


def test_a_memo_may_begin_like_a_sum() -> None:
    assert found(read_rows([COLUMNS, (DAY, "500", "Tổng viện phí")], SIGNED)) == [(500, "Tổng viện phí")]


def test_a_hospital_may_name_further_rows_to_skip() -> None:
    layout = SIGNED.model_copy(update={"skip": ("Phí quản lý",)})
    assert found(read_rows([COLUMNS, (DAY, "500", "PHI QUAN LY tháng 11"), (DAY, "1", "b")], layout)) == [(1, "b")]


@pytest.mark.parametrize("reference", [1234567890123456.0, 1234567890123456, "1,23457E+14", date(2026, 11, 24), True])
def test_a_reference_that_lost_digits_in_a_spreadsheet_is_told(reference: object) -> None:
    content = xlsx([HEADINGS, (1, DAY, reference, None, 1_000, None, "a")])
    assert told(read(content, TWO_COLUMNS)) == [(2, "reference")]


def test_a_reference_is_found_inside_its_cell() -> None:
    layout = TWO_COLUMNS.model_copy(update={"reference_pattern": r"\d{2}/\d{2}/\d{4}\s+(\S+)"})
    layout = layout.model_copy(update={"columns": {**layout.columns, "reference": "Ngày giao dịch"}})
    rows = [HEADINGS, (1, f"{DAY}\n5243.65937", "", "", "1.000", "", "a"), (2, DAY, "", "", "2.000", "", "b")]
    assert [line.reference for line in read_rows(rows, layout).lines] == ["5243.65937", ""]


def test_other_money_and_other_accounts_are_told() -> None:
    columns = {**SIGNED.columns, "account": "Tài khoản", "currency": "Loại tiền"}
    layout = SIGNED.model_copy(update={"columns": columns})
    rows = [
        (*COLUMNS, "Tài khoản", "Loại tiền"),
        (DAY, "1.000", "a", "1903678900", "VND"),
        (DAY, "1.000", "b", "1903678900", "USD"),
        (DAY, "1.000", "c", "5555555555", "VND"),
    ]
    assert told(read_rows(rows, layout, account="1903678900")) == [(3, "currency"), (4, "account")]
    assert {line.account for line in read_rows(rows[:2], layout).lines} == {"1903678900"}
    above = [("Số tài khoản: 1903678900", "", ""), COLUMNS, (DAY, "1.000", "a")]
    assert [line.account for line in read_rows(above, SIGNED).lines] == ["1903678900"]
    assert told(read_rows(above, SIGNED, account="5555555555")) == [(2, "account")]


@pytest.mark.parametrize(
    ("above", "account"),
    [
        (("Số tài khoản: 1903 6789 0012", "24/11/2026", ""), "190367890012"),
        (("Số tài khoản/Account number", "190.367.890-012", ""), "190367890012"),
        (("Tài khoản 1903678900 (VND)", "", ""), "1903678900"),
        (("STK", 1903678900.0, ""), "1903678900"),
        (("Tên tài khoản: BỆNH VIỆN", "ĐT 0243 825 3531", ""), ""),
        (("Tài khoản", "từ ngày", "01/11/2026"), ""),
    ],
)
def test_the_account_is_found_above_the_table(above: tuple[object, ...], account: str) -> None:
    statement = read(xlsx([above, COLUMNS, (DAY, "1.000", "a")]), SIGNED)
    assert statement.lines[0].account == account
    fixed = SIGNED.model_copy(update={"account": "77"})
    assert read(xlsx([above, COLUMNS, (DAY, "1.000", "a")]), fixed, account="5555555").problems == ()


def test_columns_may_be_given_by_place_for_files_without_headings() -> None:
    layout = Layout(title="Chỗ", columns={"booked_at": 0, "amount": 2, "memo": 1})
    rows = [("xuất ngày", "x", "9 dòng"), (DAY, "a", "1.000"), ("31/02/2026", "b", "1.000"), (DAY, "c", "2.000")]
    statement = read_rows(rows, layout)
    assert found(statement) == [(1_000, "a"), (2_000, "c")]
    assert told(statement) == [(3, "date")]


def test_a_layout_whose_columns_are_not_there_is_refused() -> None:
    with pytest.raises(NotReadable, match="Số tiền ghi có"):
        read_rows([COLUMNS, (DAY, "1.000", "a")])


def test_reading_tells_how_far_it_is_and_can_be_stopped() -> None:
    rows = [COLUMNS, *[(DAY, "1.000", f"{n}") for n in range(2_500)]]
    seen: list[int] = []
    read_rows(rows, SIGNED, progress=lambda done: seen.append(done) is None)
    assert seen == [1_000, 2_000]
    with pytest.raises(ReadingStopped):
        read_rows(rows, SIGNED, progress=lambda _: False)


# -- what is written in a layout is read back


money = st.integers(-(10**12), 10**12).filter(bool)
words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=25)
days = st.datetimes(allow_imaginary=False).map(lambda day: day.replace(year=2026, microsecond=0, day=min(day.day, 28)))


@settings(max_examples=60)
@given(st.lists(st.tuples(days, money, words), min_size=1, max_size=12), st.booleans(), st.sampled_from(".,"))
def test_a_statement_written_in_a_layout_is_read_back(
    rows: list[tuple[object, int, str]], as_xlsx: bool, separator: str
) -> None:
    def amount(number: int) -> object:
        return number if as_xlsx else f"{number:,}".replace(",", separator)

    table = [COLUMNS, *[(day if as_xlsx else f"{day:%d/%m/%Y %H:%M:%S}", amount(n), memo) for day, n, memo in rows]]
    safe = [[cell if not isinstance(cell, str) else cell.replace("\x00", "") for cell in row] for row in table]
    layout = SIGNED.model_copy(update={"thousands": separator if not as_xlsx else "auto"})
    try:
        content = xlsx(safe) if as_xlsx else None
    except Exception:  # a character that XLSX itself cannot hold
        return
    statement = read(content, layout) if content else read_rows(safe, layout)
    assert statement.problems == ()
    assert [(line.booked_at.replace(tzinfo=None), line.amount) for line in statement.lines] == [
        (day, n) for day, n, _ in rows
    ]
    if not as_xlsx:
        assert [line.memo for line in statement.lines] == [clean(memo) for _, _, memo in rows]
    assert [line.ordinal for line in statement.lines] == list(range(1, len(rows) + 1))
    assert len({line.fingerprint for line in statement.lines}) == len(rows)


@settings(max_examples=60)
@given(
    st.lists(st.tuples(money, words.filter(str.strip), st.sampled_from(["", "date", "amount", "gone"])), max_size=12),
    st.sampled_from(["x", "31/02/2026", "24-13-2026", "?"]),
    st.sampled_from(["x1", "1,5", "1.23.4", "12 USD", "1e5"]),
)
def test_no_movement_is_dropped_in_silence(rows: list[tuple[int, str, str]], no_date: str, no_amount: str) -> None:
    """Each row with a movement is a line or a problem, whatever one of its cells says."""
    table: list[tuple[object, ...]] = [HEADINGS]
    for number, (amount, memo, broken) in enumerate(rows, 1):
        day = {"date": no_date, "gone": ""}.get(broken, DAY)
        cell = no_amount if broken == "amount" else f"{abs(amount):,}"
        debit, credit = (cell, "") if amount < 0 else ("", cell)
        table.append((number, day, f"FT{number}", debit, credit, "", memo.replace("\x00", "")))
    statement = read_rows(table)
    assert [problem.row - 1 for problem in statement.problems] == [
        number for number, (_, _, broken) in enumerate(rows, 1) if broken
    ]
    assert [line.amount for line in statement.lines] == [amount for amount, _, broken in rows if not broken]


def test_lines_come_one_after_the_other() -> None:
    rows = [COLUMNS, *[(DAY, "1.000", f"{n}") for n in range(10)]]
    from files import csv_file

    first = next(iter(lines(csv_file(rows), SIGNED)))
    assert isinstance(first, StatementLine)
    assert first.memo == "0"
