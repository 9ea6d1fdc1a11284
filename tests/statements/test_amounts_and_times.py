"""Amounts and moments are read as banks write them, and never guessed into being."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.clock import VIETNAM
from kiosk.statements.amounts import NoAmount, amount_of
from kiosk.statements.times import NoTime, moment_of


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("10.120", 10_120),
        ("10,120", 10_120),
        ("1.234.567", 1_234_567),
        ("1,234,567.00", 1_234_567),
        ("1.234.567,0", 1_234_567),
        ("1 234 567", 1_234_567),
        ("1\u00a0234\u202f567", 1_234_567),
        ("1'234'567", 1_234_567),
        ("10120", 10_120),
        ("10120.00", 10_120),
        ("10.120 VND", 10_120),
        ("10.120đ", 10_120),
        ("10.120 VNĐ", 10_120),
        ("₫10,120", 10_120),
        ("10.120 đồng", 10_120),
        ("+10.120", 10_120),
        ("-10.120", -10_120),
        ("\u221210.120", -10_120),
        ("10.120-", -10_120),
        ("(10.120)", -10_120),
        ("10,120 CR", 10_120),
        ("10,120 DR", -10_120),
        ("10,120C", 10_120),
        ("10,120 D", -10_120),
        ("- 10.120 đ", -10_120),
        (10_120, 10_120),
        (10_120.0, 10_120),
        (-10_120.0, -10_120),
        (Decimal("10120.00"), 10_120),
        ("0", 0),
        ("", None),
        (None, None),
        (" - ", None),
    ],
)
def test_an_amount_is_read_as_a_bank_writes_it(cell: object, amount: int | None) -> None:
    assert amount_of(cell) == amount


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("10.120,50", "fraction"),
        ("10120.5", "fraction"),
        (10_120.5, "fraction"),
        (Decimal("0.1"), "fraction"),
        ("1.2345", "amount"),
        ("1.23.456", "amount"),
        ("12,34,567", "amount"),
        ("1.000.00", "amount"),
        ("1.23E+11", "amount"),
        (float("nan"), "amount"),
        (float("inf"), "amount"),
        (2.0**53, "amount"),
        (10**15, "amount"),
        (Decimal("NaN"), "amount"),
        (True, "amount"),
        ("viện phí", "amount"),
        ("١٢٣", "amount"),
        ("10 USD", "currency"),
        ("$10", "currency"),
        (date(2026, 11, 24), "amount"),
    ],
)
def test_what_is_no_amount_of_whole_dong_is_refused(cell: object, code: str) -> None:
    with pytest.raises(NoAmount) as refused:
        amount_of(cell)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("thousands", "text", "amount"),
    [(".", "1.000", 1_000), (",", "1,000", 1_000), ("none", "1000.00", 1_000), (" ", "1 000", 1_000)],
)
def test_a_layout_says_what_parts_thousands(thousands: str, text: str, amount: int) -> None:
    assert amount_of(text, thousands) == amount  # type: ignore[arg-type]


@pytest.mark.parametrize(("thousands", "text"), [(".", "1,000"), (",", "1.000"), ("none", "1.000"), (" ", "1.000")])
def test_a_thousand_never_becomes_one_dong_because_the_separator_is_another(thousands: str, text: str) -> None:
    with pytest.raises(NoAmount):
        amount_of(text, thousands)  # type: ignore[arg-type]


@given(st.integers(-(10**15) + 1, 10**15 - 1), st.sampled_from(".,"), st.sampled_from(["", "0", "00"]))
def test_every_amount_written_with_groups_is_read_back(amount: int, separator: str, zeros: str) -> None:
    point = "," if separator == "." else "."
    text = f"{amount:,}".replace(",", separator) + (point + zeros if zeros else "")
    assert amount_of(text) == amount
    assert amount_of(text, separator) == amount  # type: ignore[arg-type]


@given(st.text(max_size=30) | st.floats() | st.decimals() | st.integers())
def test_whatever_a_cell_holds_is_an_amount_or_refused(cell: object) -> None:
    try:
        amount = amount_of(cell)
    except NoAmount:
        return
    assert amount is None or type(amount) is int


MORNING = datetime(2026, 11, 24, 10, 5, 30, tzinfo=VIETNAM)
DAY = datetime(2026, 11, 24, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("cell", "order", "moment"),
    [
        ("24/11/2026 10:05:30", "auto", MORNING),
        ("24/11/2026 10:05", "auto", MORNING.replace(second=0)),
        ("24/11/2026", "auto", DAY),
        ("24-11-2026", "auto", DAY),
        ("24.11.2026", "auto", DAY),
        ("24/11/26", "auto", DAY),
        ("2026-11-24 10:05:30", "auto", MORNING),
        ("2026/11/24", "auto", DAY),
        ("20261124", "auto", DAY),
        ("20261124100530", "auto", MORNING),
        (20261124, "auto", DAY),
        ("10:05:30 24/11/2026", "auto", MORNING),
        ("24/11/2026\n10:05:30", "auto", MORNING),
        ("24/11/2026 10:05:30 SA", "auto", MORNING),
        ("24/11/2026 10:05:30 CH", "auto", MORNING.replace(hour=22)),
        ("24/11/2026 10:05:30 PM", "auto", MORNING.replace(hour=22)),
        ("24/11/2026\n5243.65937", "auto", DAY),
        ("2026-11-24T03:05:30Z", "auto", MORNING),
        ("2026-11-24T10:05:30+07:00", "auto", MORNING),
        ("2026-11-24T10:05:30.250+07:00", "auto", MORNING),
        ("11/24/2026", "mdy", DAY),
        (date(2026, 11, 24), "auto", DAY),
        (datetime(2026, 11, 24, 10, 5, 30), "auto", MORNING),  # noqa: DTZ001 - a spreadsheet's has no zone
        (datetime(2026, 11, 24, 10, 5, 29, 999_990), "auto", MORNING),  # noqa: DTZ001
        (datetime(2026, 11, 24, 3, 5, 30, tzinfo=UTC), "auto", MORNING),
        ("", "auto", None),
        (None, "auto", None),
    ],
)
def test_a_moment_is_read_in_vietnams_time(cell: object, order: str, moment: datetime | None) -> None:
    assert moment_of(cell, order) == moment  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "order"),
    [
        ("31/02/2026", "auto"),
        ("24/13/2026", "auto"),
        ("11/24/2026", "auto"),
        ("24/11/2026", "mdy"),
        ("24/11/2026", "ymd"),
        ("24/11/1926", "auto"),
        ("24/11/2026 25:00", "auto"),
        ("hôm qua", "auto"),
        (46350, "auto"),
        (True, "auto"),
    ],
)
def test_a_day_that_does_not_exist_is_refused(cell: object, order: str) -> None:
    with pytest.raises(NoTime):
        moment_of(cell, order)  # type: ignore[arg-type]


@pytest.mark.parametrize("clock", ["10:05:30", time(10, 5, 30), timedelta(hours=10, minutes=5, seconds=30)])
def test_a_column_of_its_own_may_tell_the_time(clock: object) -> None:
    assert moment_of("24/11/2026", "auto", clock) == MORNING


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31)),  # noqa: DTZ001
    st.sampled_from(["%d/%m/%Y %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%d-%m-%Y %H:%M:%S", "%H:%M:%S %d.%m.%Y"]),
)
def test_every_moment_written_is_read_back(moment: datetime, form: str) -> None:
    exact = moment.replace(microsecond=0)
    assert moment_of(exact.strftime(form)) == exact.replace(tzinfo=VIETNAM)


@given(st.text(max_size=40) | st.floats() | st.integers() | st.datetimes() | st.dates() | st.times())
def test_whatever_a_cell_holds_is_a_moment_or_refused(cell: object) -> None:
    try:
        moment = moment_of(cell)
    except NoTime:
        return
    assert moment is None or moment.tzinfo is VIETNAM
