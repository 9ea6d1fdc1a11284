"""Reports say what the desk's port says, figure by figure, as a worksheet and as a page to sign."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from report_samples import BY_HOUR, DAY, MADE, difference, shift, today

from kiosk.cashier.ports import Cause, Pair, Sum, Takings
from kiosk.cashier.values import CashBook, MethodSum
from kiosk.clock import VIETNAM
from kiosk.reports.day import day_report
from kiosk.reports.differences import differences_report
from kiosk.reports.document import Beside, Fact, Facts, Grid, Kind, Report
from kiosk.reports.export import exported
from kiosk.reports.paper import as_pdf
from kiosk.reports.reconciliation import reconciliation_report
from kiosk.reports.shift import shift_report
from kiosk.reports.wording import CAUSES, PAIRS, dong, shown, spelled
from kiosk.reports.workbook import as_xlsx

DIFFERENCES = [difference(number) for number in range(len(Cause))]
WEEK = [today(day=DAY + timedelta(days=n), closed=n < 5) for n in range(7)]
REPORTS = {
    "day": day_report(today(), DIFFERENCES[:6], MADE),
    "differences": differences_report(DIFFERENCES, None, MADE),
    "z": shift_report(shift(), MADE),
    "x": shift_report(shift(z_number="", closed_at=None, book=None, counts=(), reason="", handed_to=""), MADE),
    "reconciliation": reconciliation_report(WEEK, DIFFERENCES, MADE),
}
every = pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)


def cells(content: bytes) -> list[list[object]]:
    sheet = load_workbook(io.BytesIO(content)).active
    return [list(row) for row in sheet.iter_rows(values_only=True)]


@cache
def pdf(report: Report) -> bytes:
    return as_pdf(report)


@cache
def page_text(content: bytes) -> str:
    """What another maker's reader finds on the pages (Poppler's pdftotext)."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True)
    return done.stdout.decode()


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def figures(report: Report) -> Iterator[tuple[object, Kind]]:
    for block in report.blocks:
        for grid in (block.left, block.right) if isinstance(block, Beside) else (block,):
            match grid:
                case Grid():
                    for row in (*grid.rows, grid.total):
                        yield from zip(row, (column.kind for column in grid.columns), strict=False)
                case Facts():
                    yield from ((fact.value, fact.kind) for fact in grid.facts)


@every
def test_every_figure_of_a_report_stands_in_its_worksheet_as_a_number(report: Report) -> None:
    found = [cell for row in cells(as_xlsx(report)) for cell in row if cell is not None]
    for value, _ in figures(report):
        match value:
            case None | "":
                continue
            case datetime():
                wanted: object = value.astimezone(VIETNAM).replace(tzinfo=None, microsecond=0)
            case date():
                wanted = datetime.combine(value, datetime.min.time())
            case _:
                wanted = value
        assert wanted in found, value
        found.remove(wanted)


@every
def test_every_figure_of_a_report_stands_on_its_pages(report: Report) -> None:
    text = squeezed(page_text(pdf(report)))
    for value, kind in figures(report):
        if value is not None and kind is not Kind.TEXT:
            assert squeezed(shown(value, kind)) in text, (value, kind)
    for said in (report.title, report.period, report.made.hospital, report.made.by):
        assert squeezed(said) in text


@every
def test_each_page_says_which_it_is_of_how_many(report: Report) -> None:
    pages = page_text(pdf(report)).rstrip("\f\n").split("\f")
    for number, page in enumerate(pages, 1):
        assert f"trang {number}/{len(pages)}" in page
        assert MADE.hospital in page


@every
def test_the_same_values_give_the_same_bytes(report: Report) -> None:
    assert as_pdf(report) == pdf(report)
    assert as_xlsx(report) == as_xlsx(report)


def test_vietnamese_with_stacked_marks_is_on_the_page_in_embedded_typefaces() -> None:
    content = pdf(day_report(today(), [], MADE))
    assert "Mỹ Ễnh Ương ẨỄỖỰẶ" in page_text(content)
    fonts = subprocess.run(["pdffonts", "-"], input=content, capture_output=True, check=True).stdout.decode()
    assert "BeVietnamPro" in fonts
    rows = [line.split() for line in fonts.splitlines()[2:] if "Helvetica" not in line]
    assert rows
    assert all(row[-5] == "yes" for row in rows), fonts


@pytest.mark.parametrize("text", ["−\u00a05.000", "Nguyễn & Trần <b>", "中文 ẩ", "\u2026 “Ỗ” ₫"])
def test_no_letter_is_ever_left_out_of_a_page(text: str) -> None:
    found = squeezed(page_text(pdf(shift_report(shift(note=text), MADE))))
    assert squeezed(text.replace("中文", "??")) in found


def test_a_z_report_fits_one_page_with_its_boxes_and_counts() -> None:
    text = page_text(pdf(REPORTS["z"]))
    assert "trang 1/1" in text
    for said in ("Người nộp", "Người nhận", "Kế toán", "Z-2026-0328", "500.000", "Thiếu 5.000", "Trần Minh Đức"):
        assert said in text
    assert "Tiền mặt đã đếm: 3.162.000 đ. Bằng chữ: Ba triệu một trăm sáu mươi hai nghìn đồng." in text.replace(
        "\u00a0", " "
    )


def test_an_x_report_says_that_it_is_none_to_keep() -> None:
    assert REPORTS["x"].title.startswith("Phiếu X")
    assert "chưa chốt" in page_text(pdf(REPORTS["x"]))


@pytest.mark.parametrize(("difference_", "word"), [(0, "Đủ tiền"), (-5_000, "Thiếu"), (5_000, "Thừa")])
def test_a_drawer_is_even_short_or_over(difference_: int, word: str) -> None:
    book = CashBook(0, 0, 0, 0, 0, 0, 0, 10_000, 10_000 + difference_, difference_)
    rows = cells(as_xlsx(shift_report(shift(book=book), MADE)))
    assert [word, None, difference_] in [row[:3] for row in rows]


@pytest.mark.attack
@pytest.mark.parametrize("text", ["=1+1", "+84 912", "-5", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")', "'=1"])
def test_a_text_never_becomes_a_formula(text: str) -> None:
    content = as_xlsx(differences_report([difference(1, owner=text, station=text)], DAY, MADE))
    sheet = load_workbook(io.BytesIO(content)).active
    found = [cell for row in sheet.iter_rows() for cell in row if cell.value == text.replace("\t", " ")]
    assert len(found) == 2
    assert all(cell.data_type == "s" for cell in found)
    assert all(cell.quotePrefix for cell in found) == (text[0] != "'")
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_nothing_is_shown_as_nothing_and_never_as_zero() -> None:
    one = difference(1, kiosk=None, bank=0, his=None, owner="")
    rows = cells(as_xlsx(differences_report([one], DAY, MADE)))
    row = next(row for row in rows if "KM7F3K92T" in row)
    assert row[5:8] == [None, 0, None]
    assert page_text(pdf(differences_report([one], DAY, MADE))).count("—") == 4


def test_empty_reports_can_be_made_and_signed() -> None:
    quiet = today(kiosk=Sum(), his=Sum(), bank=Sum(), takings=(), by_hour=(0,) * 24, oldest_open=None)
    assert "Không có chênh lệch." in page_text(pdf(day_report(quiet, [], MADE)))
    assert "Không đồng" in page_text(pdf(day_report(quiet, [], MADE)))
    assert as_xlsx(differences_report([], None, MADE))
    with pytest.raises(ValueError, match="one day"):
        reconciliation_report([], [], MADE)


def test_a_long_list_breaks_over_pages_with_its_headings_on_each() -> None:
    pages = page_text(pdf(differences_report([difference(n) for n in range(120)], None, MADE))).split("\f")
    assert len(pages) > 4
    assert all("Nguyên nhân" in page for page in pages[:-2])


@pytest.mark.attack
def test_no_text_is_too_long_for_a_page() -> None:
    endless = "Nguyễn " * 3_000 + "ẨỄ" * 3_000
    assert "…" in page_text(pdf(differences_report([difference(1, owner=endless, pay_code=endless)], None, MADE)))
    assert "trang 3/" in page_text(pdf(shift_report(shift(note=endless, handed_to=endless), MADE)))


def test_every_cause_and_pair_has_its_words() -> None:
    assert set(CAUSES) == set(Cause)
    assert set(PAIRS) == set(Pair)
    assert len(set(CAUSES.values())) == len(CAUSES)


def test_an_export_is_a_named_file_of_its_kind() -> None:
    made = exported(REPORTS["z"], "pdf")
    assert (made.name, made.media_type) == ("phieu-z-Z-2026-0328.pdf", "application/pdf")
    assert made.content.startswith(b"%PDF")
    assert exported(REPORTS["day"], "xlsx").content.startswith(b"PK")
    assert exported(shift_report(shift(z_number="Z/../1"), MADE), "pdf").name == "phieu-z-Z-..-1.pdf"
    with pytest.raises(KeyError):
        exported(REPORTS["z"], "docx")


@pytest.mark.parametrize(
    ("amount", "figure", "words"),
    [
        (10_120, "10.120 đ", "Mười nghìn một trăm hai mươi đồng"),
        (-5_000, "− 5.000 đ", "Âm năm nghìn đồng"),
        (10**12, "1.000.000.000.000 đ", "1.000.000.000.000 đ"),
    ],
)
def test_amounts_stand_in_figures_and_in_words(amount: int, figure: str, words: str) -> None:
    assert dong(amount).replace("\u00a0", " ") == figure
    assert spelled(amount).replace("\u00a0", " ") == words


amounts = st.integers(-(10**13), 10**13)
texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)


@settings(max_examples=8, deadline=None)
@given(amounts, amounts, amounts, texts, st.lists(st.tuples(texts, texts, amounts), max_size=3))
def test_whatever_the_values_every_amount_is_read_back(
    kiosk: int, his: int, bank: int, text: str, takings: list[tuple[str, str, int]]
) -> None:
    day = today(
        kiosk=Sum(1, kiosk), his=Sum(1, his), bank=Sum(1, bank),
        takings=tuple(Takings(method, place, 1, amount) for method, place, amount in takings),
    )  # fmt: skip
    report = day_report(day, [difference(1, station=text, pay_code=text)], MADE)
    found = [cell for row in cells(as_xlsx(report)) for cell in row]
    for amount in (kiosk, his, bank, *(amount for _, _, amount in takings)):
        assert amount in found
    assert as_pdf(report).startswith(b"%PDF")
    assert day.by_hour == BY_HOUR
    assert as_xlsx(shift_report(shift(note=text, sums=(MethodSum(text, 1, kiosk),)), MADE))
    assert Fact(text, kiosk).value == kiosk
