"""Mappings are kept as TOML, found for a file, proposed where there is none, and shown before anything is booked."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from files import HEADINGS, SIGNED, TWO_COLUMNS, camt, csv_file, entry, xlsx
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.clock import VIETNAM
from kiosk.statements.guess import WORDS, propose, roles_of
from kiosk.statements.layout import Layout, LayoutInvalid, Role, parse_layout, render_layout
from kiosk.statements.library import STANDARD, Layouts
from kiosk.statements.preview import CHOOSE, LINES, NOTHING, PROBLEMS, SWAPPED, preview
from kiosk.statements.reading import read
from kiosk.statements.refusals import NotReadable, ReadingStopped
from kiosk.statements.text import fold

DAY = "24/11/2026"
ROWS = [HEADINGS, (1, DAY, "FT1", "", "10.120", "1.010.120", "a"), (2, DAY, "FT2", "120", "", "1.010.000", "b")]
SHIPPED = [layout for layout in Layouts().all() if layout not in STANDARD]


@pytest.mark.parametrize("layout", [*SHIPPED, TWO_COLUMNS, SIGNED], ids=lambda layout: layout.name)
def test_a_layout_comes_back_from_its_file(layout: Layout) -> None:
    assert parse_layout(render_layout(layout), layout.name) == layout


@settings(max_examples=50)
@given(
    st.text(min_size=1, max_size=40).filter(str.strip),
    st.dictionaries(st.sampled_from(Role), st.text(max_size=12) | st.lists(st.text(), max_size=3).map(tuple)),
    st.sampled_from(["", r"\d+", r'"\\']),
)
def test_whatever_a_layout_says_comes_back_or_is_refused(
    title: str, columns: dict[Role, str | tuple[str, ...]], pattern: str
) -> None:
    try:
        layout = Layout(title=title, columns={**SIGNED.columns, **columns}, reference_pattern=pattern)
    except ValueError:
        return
    assert parse_layout(render_layout(layout), "") == layout


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title = ", "TOML"),
        ('title = "x"', "booked_at"),
        ('title = "x"\n[columns]\nbooked_at = "a"', "amount"),
        ('title = "x"\n[columns]\nbooked_at = "a"\namount = "b"\ncredit = "c"', "one of them"),
        ('title = "x"\n[columns]\nbooked_at = "a"\ncredit = "b"\nsign = "c"', "sign"),
        ('title = "x"\n[columns]\nbooked_at = 0\namount = "b"', "place"),
        ('title = "x"\n[columns]\nbooked_at = 0\namount = 900', "amount"),
        ('title = "x"\nreference_pattern = "("\n[columns]\nbooked_at = 0\namount = 1', "regular"),
        ('title = "x"\ncolour = "red"\n[columns]\nbooked_at = 0\namount = 1', "colour"),
        ('title = "x"\ndates = "dym"\n[columns]\nbooked_at = 0\namount = 1', "dates"),
        ('title = "x"\n[columns]\nbooked_at = 0\namount = 1\nprice = 2', "price"),
        ("a = " + "[" * 5_000, "TOML"),
    ],
)
def test_a_mapping_file_that_cannot_be_used_says_why(text: str, said: str) -> None:
    with pytest.raises(LayoutInvalid, match=f"(?i){said}"):
        parse_layout(text, "bank")


@pytest.mark.parametrize("layout", SHIPPED, ids=lambda layout: layout.name)
def test_each_shipped_layout_reads_a_file_with_its_headings(layout: Layout) -> None:
    cells = {
        "booked_at": "2026-11-24 10:05:30", "reference": "FT1", "debit": "", "credit": "10,120", "amount": "10,120",
        "sign": "C", "memo": "KM7F3K92T", "balance": "1,000", "account": "1903678900", "virtual_account": "VA1",
    }  # fmt: skip
    headings = list(dict.fromkeys(layout.headings(role)[0] for role in layout.columns))
    by_heading = {layout.headings(role)[0]: role for role in reversed(layout.columns)}
    row = [cells[by_heading[heading].value] for heading in headings]
    if layout.reference_pattern:
        row[0] = "24/11/2026\n5243.65937"
    content = csv_file([headings, row], ";")
    found = Layouts().find(content)
    assert found is not None
    assert (line := read(content, layout).lines[0]).amount == 10_120
    assert line.memo == "KM7F3K92T"
    assert line.reference == ("5243.65937" if layout.reference_pattern else "FT1")
    assert line.booked_at.date() == datetime(2026, 11, 24, tzinfo=VIETNAM).date()
    assert read(content, found).lines[0].amount == 10_120


def test_a_standard_format_is_known_by_its_beginning() -> None:
    layouts = Layouts()
    mt940 = b":20:X\r\n:25:1903678900\r\n:28C:1\r\n:60F:C261123VND0,\r\n"
    for content, name in (
        (mt940, "mt940"),
        (b"{1:F01BFTVVNVX}{4:\n" + mt940, "mt940"),
        (b"\xef\xbb\xbf" + camt(entry()), "camt053"),
        (camt(entry()).decode().replace("UTF-8", "UTF-16").encode("utf-16"), "camt053"),
        (b' {"status": 200, "transactions": []}', "sepay"),
    ):
        found = layouts.find(content)
        assert found is not None
        assert found.name == name
        assert preview(content, "a", layouts).layout == name


def test_a_hospitals_own_layout_goes_before_a_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "ghi-no-ghi-co.toml").write_text(render_layout(TWO_COLUMNS), encoding="utf-8")
    layouts = Layouts(tmp_path)
    assert layouts.get("ghi-no-ghi-co") == TWO_COLUMNS.model_copy(update={"name": "ghi-no-ghi-co"})
    assert [layout.name for layout in layouts.all()].count("ghi-no-ghi-co") == 1
    assert (found := layouts.find(csv_file(ROWS))) is not None
    assert found.title == TWO_COLUMNS.title
    (tmp_path / "bad.toml").write_text("title = 1", encoding="utf-8")
    (tmp_path / "torn.toml").write_bytes(b"\xff\xfe\x00")
    again = Layouts(tmp_path)
    assert again.get("bad") is None
    assert again.get("ghi-no-ghi-co") == layouts.get("ghi-no-ghi-co"), "one bad file takes no other with it"
    assert [problem.partition(":")[0] for problem in again.problems] == ["bad.toml", "torn.toml"]


# -- proposing


@pytest.mark.parametrize(
    ("headings", "roles"),
    [
        (HEADINGS, "ignore booked_at reference debit credit balance memo"),
        (("Ngày GD", "Diễn giải", "PS Nợ", "PS Có", "Số dư"), "booked_at memo debit credit balance"),
        (("Ngày hiệu lực", "Ngày giao dịch", "Số tiền", "Nợ/Có", "Mã giao dịch"), "ignore booked_at amount sign reference"),  # noqa: E501
        (("Date", "Description", "Amount", "Balance", "Reference"), "booked_at memo amount balance reference"),
        (("Thời gian", "Số tiền", "Loại", "Nội dung CK"), "booked_at amount sign memo"),
        (("NGAY GIAO DICH", "GIO", "TIEN VAO", "TIEN RA", "TAI KHOAN AO"), "booked_at time credit debit virtual_account"),  # noqa: E501
        (("Ngày", "Số tiền (VND)", "Số tài khoản", "Loại tiền"), "booked_at amount account currency"),
    ],
)  # fmt: skip
def test_headings_name_their_roles(headings: tuple[str, ...], roles: str) -> None:
    assert [role.value for role in roles_of(headings)] == roles.split()


def test_every_word_for_a_heading_is_folded_and_stands_once() -> None:
    words = [word for words in WORDS.values() for word in words]
    assert len(set(words)) == len(words)
    assert [word for word in words if fold(word) != word] == []


def test_columns_are_proposed_for_a_file_no_layout_knows() -> None:
    rows = [("Sao kê",), ("Ngày GD", "Tiền vào", "Tiền ra", "Mã GD", "Ghi chú"), (DAY, "10.120", "", "FT1", "a")]
    shown = preview(xlsx(rows), "a.xlsx", Layouts())
    assert shown.layout == ""
    assert shown.header_row == 2
    assert [column.role for column in shown.columns] == ["booked_at", "credit", "debit", "reference", "memo"]
    assert [column.example for column in shown.columns] == [DAY, "10.120", "", "FT1", "a"]
    assert [(line.row, line.amount, line.memo) for line in shown.lines] == [(3, 10_120, "a")]
    assert shown.problems == ()


def test_a_file_without_headings_gets_columns_by_what_is_in_them() -> None:
    shown = preview(csv_file([(DAY, "10.120", "KM7F3K92T nộp"), (DAY, "-20.000", "trả lại")]), "a.csv", Layouts())
    assert [column.role for column in shown.columns] == ["booked_at", "amount", "memo"]
    assert [line.amount for line in shown.lines] == [10_120, -20_000]
    two = preview(csv_file([(DAY, "10.120", "1.000.000", "KM7F3K92T")]), "a.csv", Layouts())
    assert two.problems == (CHOOSE,)
    assert two.lines == ()


def test_a_saved_mapping_reads_the_file_and_its_like(tmp_path: Path) -> None:
    folder = tmp_path / "layouts"
    layouts = Layouts(folder)
    content = csv_file([(DAY, "10,120", "1,000,000", "KM7F3K92T"), (DAY, "20,000", "1,020,000", "b")], ";")
    columns = preview(content, "a.csv", layouts).columns
    chosen = [replace(column, role=role) for column, role in zip(columns, ("booked_at", "amount", "balance", "memo"), strict=True)]  # fmt: skip # noqa: E501
    saved = layouts.save("Ngân hàng A", "Ngân hàng A", content, chosen)
    assert saved.name == "ngan-hang-a"
    assert saved.thousands == ","
    assert Layouts(folder).get("ngan-hang-a") == saved
    assert [line.amount for line in preview(content, "a.csv", layouts, "ngan-hang-a").lines] == [10_120, 20_000]
    assert layouts.find(content) is None, "a layout by place fits everything, so a person chooses it"


def test_a_mapping_learns_from_the_file_which_way_round_dates_and_debits_are(tmp_path: Path) -> None:
    rows = [
        ("Date", "Debit", "Credit", "Remark"),
        ("11/24/2026", "-1,000.00", "", "a"),
        ("11/05/2026", "", "2,000.00", "b"),
    ]
    content = csv_file(rows)
    saved = Layouts(tmp_path).save("us", "US", content, preview(content, "a", Layouts()).columns)
    assert (saved.dates, saved.debits_negative, saved.thousands) == ("mdy", True, ",")
    assert [(line.booked_at.month, line.amount) for line in read(content, saved).lines] == [(11, -1_000), (11, 2_000)]


def test_a_mapping_by_headings_is_found_again_and_its_old_file_stays(tmp_path: Path) -> None:
    layouts = Layouts(tmp_path)
    rows = [("Ngày GD", "Tiền vào", "Mã GD", "Ghi chú"), (DAY, "10.120", "FT1", "a")]
    columns = preview(csv_file(rows), "a.csv", layouts).columns
    first = layouts.save("vcb", "VCB", csv_file(rows), columns)
    assert first.identity == "reference"
    assert layouts.find(csv_file(rows)) == first
    twins = [*rows, (DAY, "10.120", "FT1", "b")]
    assert layouts.save("vcb", "VCB", csv_file(twins), columns).identity == "content"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["vcb.toml", "vcb.toml.1"]


@pytest.mark.parametrize("roles", [("ignore", "amount"), ("booked_at", "booked_at"), ("booked_at", "memo"), ("x", "y")])
def test_columns_that_make_no_mapping_are_refused(roles: tuple[str, str], tmp_path: Path) -> None:
    content = csv_file([("Ngày", "Số tiền"), (DAY, "1.000")])
    columns = preview(content, "a.csv", Layouts()).columns
    chosen = [replace(column, role=role) for column, role in zip(columns, roles, strict=True)]
    with pytest.raises(LayoutInvalid):
        Layouts(tmp_path).save("a", "A", content, chosen)
    with pytest.raises(LayoutInvalid):
        Layouts(tmp_path).save("mt940", "A", content, columns)
    with pytest.raises(LayoutInvalid):
        Layouts().save("a", "A", content, columns)


# -- the preview


def test_a_preview_shows_the_beginning_counts_all_and_names_what_cannot_be_read() -> None:
    rows = [HEADINGS, *[(n, DAY, f"FT{n}", "", "1.000", "", "a") for n in range(100)], (0, DAY, "x", "", "1,5", "", "")]
    shown = preview(csv_file(rows), "a.csv", Layouts(), known=True)
    assert (shown.total, len(shown.lines), shown.known) == (100, LINES, True)
    assert shown.problems == ("Dòng 102, cột “Số tiền ghi có”: số tiền có phần lẻ của đồng",)
    bad = [HEADINGS, *[(n, DAY, f"FT{n}", "", "1,5", "", "a") for n in range(PROBLEMS + 7)]]
    shown = preview(csv_file(bad), "a.csv", Layouts())
    assert len(shown.problems) == PROBLEMS + 1
    assert shown.problems[-1] == "… và 7 dòng khác"
    assert shown.lines[0].problem == shown.problems[0]


def test_a_preview_notices_by_the_balances_that_in_and_out_are_swapped() -> None:
    def table(sign: int) -> bytes:
        balance, rows = 1_000_000, [("Ngày", "Số tiền", "Số dư", "Mã giao dịch", "Nội dung")]
        for n in range(20):
            balance += (n * 37 % 11 - 4) * 1_000
            rows.append((DAY, str(sign * (n * 37 % 11 - 4) * 1_000), str(balance), f"F{n}", "a"))
        return csv_file(rows)

    assert preview(table(1), "a", Layouts()).problems == ()
    assert preview(table(-1), "a", Layouts()).problems == (SWAPPED,)


def test_a_preview_of_nothing_says_so_and_can_be_stopped() -> None:
    assert preview(csv_file([HEADINGS]), "a", Layouts()).problems == (NOTHING,)
    with pytest.raises(NotReadable):
        preview(csv_file(ROWS), "a", Layouts(), "gone")
    many = csv_file([HEADINGS, *[(n, DAY, f"FT{n}", "", "1.000", "", "a") for n in range(1_100)]])
    with pytest.raises(ReadingStopped):
        preview(many, "a", Layouts(), progress=lambda _: False)


def test_a_preview_shows_the_columns_as_the_layout_reads_them() -> None:
    shown = preview(xlsx([("Sao kê",), *ROWS]), "a.xlsx", Layouts(), "ghi-no-ghi-co")
    assert shown.header_row == 2
    assert [column.role for column in shown.columns] == [role.value for role in roles_of(HEADINGS)]
    assert propose(csv_file(ROWS)).header_row == 1
