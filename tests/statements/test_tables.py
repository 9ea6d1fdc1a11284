"""Tables come out of XLSX and CSV alike, whatever the encoding; a file that is none is refused with what to do."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from files import HEADINGS, SIGNED, TWO_COLUMNS, csv_file, found, read_rows, told, xlsx

from kiosk.statements import limits
from kiosk.statements.reading import read
from kiosk.statements.refusals import FileRefused, NotReadable, TooLarge

ROWS = (
    HEADINGS,
    (1, "24/11/2026 10:15:30", "FT1", "", "10.120", "1.010.120", "KM7F3K92T nộp viện phí"),
    (2, "24/11/2026 10:16:00", "FT2", "50.000", "", "960.120", "Phí chuyển, trả lại; “ghi chú”"),
)
MONEY = [(10_120, "KM7F3K92T nộp viện phí"), (-50_000, "Phí chuyển, trả lại; “ghi chú”")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_is_read_in_every_encoding_and_with_every_delimiter(encoding: str, delimiter: str) -> None:
    statement = read(csv_file(ROWS, delimiter, encoding), TWO_COLUMNS)
    assert found(statement) == MONEY
    assert statement.problems == ()
    assert statement.balance_breaks == 0


def test_windows_1258_is_read_and_composed() -> None:
    plain = [[str(cell).replace("“", '"').replace("”", '"') for cell in row] for row in ROWS]
    # The code page has letters with their hats, and tones as characters of their own.
    text = csv_file(plain, ";").decode()
    content = b"".join(_as_1258(letter) for letter in text)
    statement = read(content, TWO_COLUMNS)
    assert [memo for _, memo in found(statement)] == [memo.replace("“", '"').replace("”", '"') for _, memo in MONEY]


def _as_1258(letter: str) -> bytes:
    parts = unicodedata.normalize("NFD", letter)
    tones = "".join(part for part in parts if part in "\u0300\u0301\u0303\u0309\u0323")
    rest = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))
    return (rest + tones).encode("cp1258")


def test_text_in_parts_is_composed_and_headings_are_found_without_marks() -> None:
    apart = [[unicodedata.normalize("NFD", str(cell)) for cell in row] for row in ROWS]
    assert found(read(csv_file(apart), TWO_COLUMNS)) == MONEY
    bare = (
        "STT",
        "NGAY GIAO DICH",
        "so tham chieu",
        "So tien ghi no/Debit",
        "Số tiền ghi có\nCredit",
        "So du",
        "Nội dung",
    )
    assert found(read(csv_file((bare, *ROWS[1:])), TWO_COLUMNS)) == MONEY


def test_xlsx_is_read_with_titles_above_numbers_and_dates_of_a_spreadsheet_and_totals_below() -> None:
    content = xlsx(
        [
            ("NGÂN HÀNG THỬ NGHIỆM",),
            ("Số tài khoản", "1903 6789 0012"),
            (),
            HEADINGS,
            ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"),
            (None, None, None, None, None, 1_000_000, "Số dư đầu kỳ"),
            (1, datetime(2026, 11, 24, 10, 15, 30), "FT1", None, 10_120, 1_010_120, "KM7F3K92T"),  # noqa: DTZ001
            (2, date(2026, 11, 24), 123456, 50_000.0, None, 960_120, "Phí"),
            HEADINGS,
            (3, "24/11/2026", "FT3", "0", "1.000", "961.120", "Chữ số là chữ"),
            ("Tổng cộng", None, None, 50_000, 11_120, None, None),
            (None, None, None, None, None, 961_120, "Số dư cuối kỳ"),
            (None, None, None, "Người lập", None, "Kế toán trưởng", None),
        ],
        merged=("A1:G1",),
    )
    statement = read(content, TWO_COLUMNS)
    assert [(line.amount, line.reference) for line in statement.lines] == [
        (10_120, "FT1"), (-50_000, "123456"), (1_000, "FT3"),
    ]  # fmt: skip
    assert {line.account for line in statement.lines} == {"190367890012"}
    assert statement.problems == ()
    assert statement.balance_breaks == 0


def test_headings_may_take_two_rows_with_merged_cells() -> None:
    content = xlsx(
        [
            ("Ngày giao dịch", "Số tham chiếu", "Phát sinh", None, "Số dư", "Nội dung"),
            (None, None, "Nợ", "Có", None, None),
            ("24/11/2026", "FT1", None, 10_120, 1, "a"),
            ("24/11/2026", "FT2", 500, None, 1, "b"),
        ],
        merged=("C1:D1", "A1:A2"),
    )
    columns = {**TWO_COLUMNS.columns, "debit": "Phát sinh nợ", "credit": "Phát sinh có"}
    assert found(read(content, TWO_COLUMNS.model_copy(update={"columns": columns}))) == [(10_120, "a"), (-500, "b")]


def test_a_date_merged_over_the_movements_of_a_day_counts_for_all_of_them_where_the_layout_says_so() -> None:
    rows = [("Ngày", "Số tiền", "Nội dung"), ("24/11/2026", 1_000, "a"), (None, 2_000, "b"), (None, 3_000, None)]
    assert told(read(xlsx(rows), SIGNED)) == [(3, "date")]
    merged = read(xlsx(rows), SIGNED.model_copy(update={"dates_from_above": True}))
    assert found(merged) == [(1_000, "a"), (2_000, "b")]


def test_a_file_is_read_from_where_it_lies_and_closed_again(tmp_path: Path) -> None:
    for name, content in (("a.csv", csv_file(ROWS)), ("a.xlsx", xlsx(ROWS))):
        path = tmp_path / name
        path.write_bytes(content)
        assert found(read(path, TWO_COLUMNS)) == MONEY
        path.unlink()
        with pytest.raises(NotReadable, match="không mở được"):
            read(path, TWO_COLUMNS)


def test_a_quote_left_open_that_eats_rows_is_told_not_swallowed() -> None:
    text = 'Ngày,Số tiền,Nội dung\n24/11/2026,1000,"mở\n24/11/2026,2000,b\n24/11/2026,3000,c"\n24/11/2026,4000,d\n'
    statement = read(text.encode(), SIGNED)
    assert found(statement) == [(4_000, "d")]
    assert told(statement) == [(2, "row")]


def test_a_memo_of_several_lines_with_commas_is_a_memo() -> None:
    text = 'Ngày,Số tiền,Nội dung\n24/11/2026,1000,"a, b, c\nd, e, f"\n24/11/2026,2000,g\n'
    assert found(read(text.encode(), SIGNED)) == [(1_000, "a, b, c d, e, f"), (2_000, "g")]


def test_a_damaged_letter_does_not_make_another_code_page_of_a_file() -> None:
    text = csv_file(ROWS).replace("viện".encode(), b"vi" + b"\xff" + b"n")
    assert found(read(text, TWO_COLUMNS))[0] == (10_120, "KM7F3K92T nộp vi\ufffdn phí")


def test_dates_that_a_spreadsheet_of_another_country_turned_round_are_told() -> None:
    heads = ("Ngày", "Số tiền", "Nội dung")
    fifth_of_november = datetime(2026, 5, 11)  # noqa: DTZ001 - as such a spreadsheet reads 05/11/2026
    turned = [heads, (fifth_of_november, 1_000, "a"), ("24/11/2026", 2_000, "b")]
    assert told(read(xlsx(turned), SIGNED)) == [(2, "dates")]
    for more in ((datetime(2026, 11, 24), 3_000, "c"), ("05/11/2026", 3_000, "c")):  # noqa: DTZ001
        assert read(xlsx([*turned, more]), SIGNED).problems == ()


def test_a_second_sheet_with_movements_is_never_left_out_silently() -> None:
    with pytest.raises(NotReadable, match="nhiều trang tính"):
        read(xlsx(ROWS, sheets=2), TWO_COLUMNS)
    assert found(read(xlsx(ROWS, sheets=2), TWO_COLUMNS.model_copy(update={"sheet": "Trang 2"}))) == MONEY


def _packed(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04 torn",
        b"%PDF-1.7",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"<html><table><tr><td>1</td></tr></table></html>",
        bytes(200),
        b"just words",
        _packed({"word/document.xml": b"<a/>"}),
        _packed({"xl/workbook.xml": b"<workbook/>"}),
        xlsx(ROWS)[:-300],
        csv_file([("a", "b"), ("1", "2")]),
    ],
)
def test_a_file_that_is_no_statement_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(NotReadable) as refused:
        read(content, TWO_COLUMNS)
    assert len(str(refused.value)) > 5


@pytest.mark.attack
def test_a_packed_bomb_is_refused_before_it_is_opened() -> None:
    bomb = _packed({"xl/workbook.xml": b"", "xl/worksheets/sheet1.xml": bytes(limits.MAX_UNPACKED_BYTES // 50)})
    many = _packed({"xl/workbook.xml": b""} | {f"xl/{n}": b"" for n in range(limits.MAX_PARTS)})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(limits, "MAX_UNPACKED_BYTES", limits.MAX_UNPACKED_BYTES // 100)
        with pytest.raises(TooLarge):
            read(bomb, TWO_COLUMNS)
    with pytest.raises(TooLarge):
        read(many, TWO_COLUMNS)


def _shared(content: bytes) -> dict[str, bytes]:
    """The parts of an XLSX with its texts in a table of their own, as Excel itself writes them."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    texts: list[str] = []

    def moved(found: re.Match[str]) -> str:
        texts.append(found[2])
        return f'<c{found[1]} t="s"><v>{len(texts) - 1}</v></c>'

    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    inline = r'<c([^>]*?) t="inlineStr"><is><t[^>]*>(.*?)</t></is></c>'
    parts["xl/worksheets/sheet1.xml"] = re.sub(inline, moved, sheet, flags=re.DOTALL).encode()
    # The second half of each text is a run of its own, as after a change of typeface.
    runs = "".join(f"<si><r><t>{text[:2]}</t></r><r><t xml:space='preserve'>{text[2:]}</t></r></si>" for text in texts)
    spread = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{spread}" count="{len(texts)}">{runs}</sst>'.encode()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'.encode()
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", override)
    return parts


def test_texts_in_a_table_of_their_own_are_read() -> None:
    assert found(read(_packed(_shared(xlsx(ROWS))), TWO_COLUMNS)) == MONEY


@pytest.mark.attack
def test_entities_in_a_packed_file_are_refused() -> None:
    parts = _shared(xlsx(ROWS))
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    for name in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"):
        head, mark, rest = parts[name].rpartition(b"?>")
        with pytest.raises(FileRefused):
            read(_packed({**parts, name: head + mark + laughs + rest}), TWO_COLUMNS)


@pytest.mark.attack
def test_too_many_bytes_rows_or_columns_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    wide = [HEADINGS, (*ROWS[1], *[""] * 300, "x")]
    with pytest.raises(TooLarge):
        read(csv_file(wide), TWO_COLUMNS)
    padded = [HEADINGS, (*ROWS[1], *[""] * 300)]
    assert len(read_rows(padded).lines) == 1
    monkeypatch.setattr(limits, "MAX_ROWS", 2)
    with pytest.raises(TooLarge):
        read(xlsx(ROWS), TWO_COLUMNS)
    monkeypatch.setattr(limits, "MAX_BYTES", 10)
    with pytest.raises(TooLarge):
        read(csv_file(ROWS), TWO_COLUMNS)
