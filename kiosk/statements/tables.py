"""Rows of a table file, XLSX or CSV, one after the other: what is in the file's memory at once stays small."""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from kiosk.statements import limits
from kiosk.statements.refusals import NotReadable, Problem, TooLarge
from kiosk.statements.text import encoding_of

Source = bytes | Path
"""A file's content, or where it lies."""

Row = tuple[int, tuple[object, ...]]
"""A row's number in its file from 1, and its cells as the file holds them."""

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta")
_DATE = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}")
_CHUNK = 500


def open_source(source: Source) -> BinaryIO:
    """A stream over a file.

    :raises NotReadable: when it cannot be opened or is empty.
    :raises TooLarge: beyond `limits.MAX_BYTES`.
    """
    try:
        size = len(source) if isinstance(source, bytes) else source.stat().st_size
        if size > limits.MAX_BYTES:
            raise TooLarge(f"tệp lớn hơn {limits.MAX_BYTES // 2**20} MiB: xin chia theo ngày")
        if size == 0:
            raise NotReadable("tệp rỗng")
        return io.BytesIO(source) if isinstance(source, bytes) else source.open("rb")
    except OSError as error:
        raise NotReadable(f"không mở được tệp ({error.strerror})") from None


def head_of(source: Source, size: int = 8192) -> bytes:
    """The first bytes of a file, with the refusals of `open_source`."""
    with open_source(source) as stream:
        return stream.read(size)


def sheets(source: Source, only: str = "") -> Iterator[tuple[str, Iterator[Row | Problem]]]:
    """The tables of a file, each to be read before the next one; `only` names a worksheet.

    :raises NotReadable: for a file that is no XLSX and no text, with what to do about it.
    :raises TooLarge: see `kiosk.statements.limits`.
    """
    head = head_of(source)
    if head.startswith(b"PK\x03\x04"):
        yield from _worksheets(source, only)
    elif head.startswith(_OLD_OFFICE):
        raise NotReadable("tệp Excel cũ (.xls) hoặc có mật khẩu: xin mở bằng Excel rồi lưu thành .xlsx")
    elif head.startswith(b"%PDF"):
        raise NotReadable("đây là tệp PDF: xin ngân hàng tệp XLSX, CSV, MT940 hoặc CAMT.053")
    elif head.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_MARKUP):
        raise NotReadable("trang web hoặc XML mang tên bảng tính: xin mở bằng Excel rồi lưu thành .xlsx")
    else:
        yield "", _csv_rows(source)


def _worksheets(source: Source, only: str) -> Iterator[tuple[str, Iterator[Row | Problem]]]:
    from openpyxl import load_workbook  # noqa: PLC0415 - a hub starts sooner without it

    with open_source(source) as stream:
        _check_packed(stream)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # what openpyxl leaves out is no part of a table
                book = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        except Exception as error:
            raise NotReadable("tệp XLSX bị hỏng: xin tải lại từ ngân hàng, hoặc mở bằng Excel rồi lưu lại") from error
        try:
            for sheet in book.worksheets:
                if not only or sheet.title == only:
                    sheet.reset_dimensions()  # a sheet may claim a million columns
                    yield sheet.title, _sheet_rows(sheet.iter_rows(values_only=True))
        finally:
            book.close()


def _check_packed(stream: BinaryIO) -> None:
    """Judge a packed file by its directory; `zipfile` never unpacks more of a part than stands there."""
    try:
        with zipfile.ZipFile(stream) as packed:
            parts = packed.infolist()
    except Exception as error:
        raise NotReadable("tệp bị hỏng: xin tải lại từ ngân hàng") from error
    stream.seek(0, io.SEEK_END)
    if stream.tell() > limits.MAX_PACKED_BYTES or len(parts) > limits.MAX_PARTS:
        raise TooLarge("tệp XLSX quá lớn: xin chia theo ngày")
    stream.seek(0)
    if any(part.flag_bits & 1 for part in parts):
        raise NotReadable("tệp có mật khẩu: xin lưu lại không mật khẩu")
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise NotReadable("không phải tệp XLSX: xin mở bằng Excel rồi lưu thành .xlsx")
    texts = sum(part.file_size for part in parts if part.filename.lower().endswith("sharedstrings.xml"))
    if sum(part.file_size for part in parts) > limits.MAX_UNPACKED_BYTES or texts > limits.MAX_STRINGS_BYTES:
        raise TooLarge("tệp XLSX mở ra quá lớn: xin chia theo ngày")


def _sheet_rows(rows: Iterator[tuple[object, ...]]) -> Iterator[Row | Problem]:
    number = 0
    while True:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                chunk = list(islice(rows, _CHUNK))
        except Exception as error:
            raise NotReadable(f"trang tính bị hỏng sau dòng {number}: xin tải lại từ ngân hàng") from error
        if not chunk:
            return
        for row in chunk:
            number += 1
            yield _bounded(number, row)


def _csv_rows(source: Source) -> Iterator[Row | Problem]:
    with open_source(source) as stream:
        encoding = encoding_of(stream)
        sample = stream.read(2**16).decode(encoding, "ignore")
        stream.seek(0)
        if sample.count("\x00") > len(sample) // 10:
            raise NotReadable("không phải tệp sao kê: xin ngân hàng tệp XLSX, CSV, MT940 hoặc CAMT.053")
        delimiter = _delimiter(sample)
        with io.TextIOWrapper(stream, encoding, errors="replace", newline="") as text:
            reader = csv.reader(text, delimiter=delimiter)
            while True:
                number = reader.line_num + 1
                try:
                    row = next(reader, None)
                except csv.Error:
                    yield Problem(number, "row")
                    continue
                if row is None:
                    return
                if any(_swallowed(cell, delimiter, len(row)) for cell in row):
                    yield Problem(number, "row")  # a quote left open has eaten the rows below
                    continue
                yield _bounded(number, tuple(row))


def _bounded(number: int, row: tuple[object, ...]) -> Row:
    if number > limits.MAX_ROWS:
        raise TooLarge(f"nhiều hơn {limits.MAX_ROWS} dòng: xin chia tệp theo ngày")
    if len(row) > limits.MAX_COLUMNS:
        if any(cell not in (None, "") for cell in row[limits.MAX_COLUMNS :]):
            raise TooLarge(f"nhiều hơn {limits.MAX_COLUMNS} cột")
        row = row[: limits.MAX_COLUMNS]
    return number, row


def _swallowed(cell: str, delimiter: str, columns: int) -> bool:
    """Whether a cell of several lines holds whole rows: as many fields, and a date."""
    if "\n" not in cell:
        return False
    lines = cell.split("\n")
    return any(line.count(delimiter) >= max(2, columns - 1) and _DATE.search(line) for line in lines)


def _delimiter(sample: str) -> str:
    """The delimiter that gives the most rows the same number of fields."""
    best, delimiter = 0, ","
    for candidate in ";,\t|":
        counts: dict[int, int] = {}
        try:
            for row in islice(csv.reader(io.StringIO(sample, newline=""), delimiter=candidate), 200):
                counts[len(row)] = counts.get(len(row), 0) + 1
        except csv.Error:
            continue
        score = max((times * (fields - 1) for fields, times in counts.items()), default=0)
        if score > best:
            best, delimiter = score, candidate
    return delimiter


def is_blank(row: tuple[object, ...]) -> bool:
    """Whether nothing stands in a row."""
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in row)


def as_text(cell: object) -> str:
    """A cell as the text it would show; whole numbers without a decimal point."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53:
        return str(int(cell))
    return cell if isinstance(cell, str) else str(cell)
