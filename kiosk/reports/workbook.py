"""A report as XLSX: every figure a number, every text a text, nothing a formula."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kiosk.clock import VIETNAM
from kiosk.reports.document import Bars, Beside, Block, Drawn, Facts, Grid, Kind, Remark, Report, Signatures, Value
from kiosk.reports.wording import FIGURES, SIGN_DAY, moment, plain

FORMATS = {
    Kind.MONEY: "#,##0;[Red]-#,##0",
    Kind.COUNT: "#,##0",
    Kind.SPAN: "[h]:mm:ss",
    Kind.SHARE: "0.0%",
    Kind.TENTHS: "0.0",
    Kind.DAY: "dd/mm/yyyy",
    Kind.MOMENT: "dd/mm/yyyy hh:mm",
    Kind.TEXT: "@",
}
_HEAD = PatternFill("solid", fgColor="EEF4F5")
_RULE = Border(bottom=Side("thin", color="C9D8DC"))
_STRONG = Font(bold=True)
_MUTED = Font(color="47616A")
_PARTS = {Kind.SPAN: 86_400_000, Kind.SHARE: 1_000, Kind.TENTHS: 10}
"""How many of the report's units make one of the worksheet's."""
_NARROWEST, _WIDEST = 11, 46
_ZERO_DAY = (1980, 1, 1, 0, 0, 0)


def as_xlsx(report: Report) -> bytes:
    """The report as a workbook of one sheet. The same report gives the same bytes."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = re.sub(r"[\\/*?:\[\]]", "-", plain(report.title))[:31]
    made = report.made
    writer = _Writer(sheet)
    writer.line(made.hospital, font=_STRONG)
    writer.line(report.title, font=Font(bold=True, size=14))
    writer.line(report.period, font=_MUTED)
    writer.line(f"Lập lúc {moment(made.at)}, người lập {made.by}", font=_MUTED)
    for block in report.blocks:
        writer.block(block)
    writer.finish(wide=report.wide)
    book.properties.creator = plain(made.hospital)
    book.properties.title = plain(report.title)
    book.properties.created = made.at.astimezone(VIETNAM).replace(tzinfo=None)
    stream = io.BytesIO()
    book.save(stream)
    return _same_bytes(stream.getvalue(), made.at)


class _Writer:
    """Writes blocks under each other."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._row = 0
        self._widths: dict[int, int] = {}
        self._columns = 1

    def line(self, text: str, font: Font | None = None) -> None:
        """A text over the whole width."""
        self._row += 1
        cell = self._put(1, text, Kind.TEXT, measure=False)
        if font:
            cell.font = font

    def block(self, block: Block) -> None:
        """One block, after an empty row; a drawing's figures stand in a grid of the same report."""
        if isinstance(block, Drawn):
            return
        self._row += 1
        match block:
            case Facts():
                self.line(block.title, _STRONG)
                for fact in block.facts:
                    self._row += 1
                    self._put(1, fact.name, Kind.TEXT).border = _RULE
                    cell = self._put(2, fact.value, fact.kind)
                    cell.border = _RULE
                    if fact.strong:
                        cell.font = _STRONG
            case Grid():
                self._grid(block)
            case Beside():
                self._grid(block.left)
                self._row += 1
                self._grid(block.right)
            case Bars():
                self._bars(block)
            case Remark():
                self.line(block.text, _STRONG if block.strong else None)
            case Signatures():
                self._signatures(block)

    def _grid(self, block: Grid) -> None:
        self.line(block.title, _STRONG)
        if not block.rows:
            self.line(block.nothing, _MUTED)
            return
        self._row += 1
        for place, column in enumerate(block.columns, 1):
            cell = self._put(place, column.heading, Kind.TEXT)
            cell.font, cell.fill, cell.border = _STRONG, _HEAD, _RULE
            cell.alignment = Alignment(horizontal=_side(column.kind), vertical="center", wrap_text=True)
        for row in block.rows:
            self._row += 1
            for place, (value, column) in enumerate(zip(row, block.columns, strict=True), 1):
                self._put(place, value, column.kind).border = _RULE
        if block.total:
            self._row += 1
            for place, (value, column) in enumerate(zip(block.total, block.columns, strict=True), 1):
                cell = self._put(place, value, column.kind)
                cell.font, cell.fill = _STRONG, _HEAD
        self._columns = max(self._columns, len(block.columns))

    def _bars(self, block: Bars) -> None:
        self.line(block.title, _STRONG)
        first = self._row + 1
        for label, value in zip(block.labels, block.values, strict=True):
            self._row += 1
            self._put(1, label, Kind.TEXT)
            self._put(2, value, Kind.COUNT)
        chart = BarChart()
        chart.legend = None
        chart.height, chart.width = 8, 16
        chart.add_data(Reference(self._sheet, min_col=2, min_row=first, max_row=self._row))
        chart.set_categories(Reference(self._sheet, min_col=1, min_row=first, max_row=self._row))
        self._sheet.add_chart(chart, f"D{first}")

    def _signatures(self, block: Signatures) -> None:
        for text in block.above:
            self.line(text, _STRONG)
        self._row += 1
        apart = max(self._columns // len(block.roles), 1)
        places = [1 + number * apart for number in range(len(block.roles))]
        for texts, font in (
            ([SIGN_DAY] * len(places), _MUTED),
            (list(block.roles), _STRONG),
            (["(ký, ghi rõ họ tên)"] * len(places), _MUTED),
        ):
            self._row += 1
            for place, text in zip(places, texts, strict=True):
                self._put(place, text, Kind.TEXT, measure=False).font = font
        self._row += 4

    def _put(self, place: int, value: Value, kind: Kind, *, measure: bool = True) -> Cell:
        cell = self._sheet.cell(self._row, place)
        assert isinstance(cell, Cell)
        match value:
            case None | "":
                pass
            case str():
                cell.value = plain(value)
                cell.data_type = "s"  # openpyxl makes a formula of what begins with "="
                if value[0] in "=+-@\t\r":
                    cell.quotePrefix = True  # nor may it become one when somebody edits the cell
            case datetime():
                cell.value = value.astimezone(VIETNAM).replace(tzinfo=None, microsecond=0)
            case date():
                cell.value = value
            case int():
                cell.value = value / _PARTS[kind] if kind in _PARTS else value
        cell.number_format = FORMATS[kind] if not isinstance(value, str) else FORMATS[Kind.TEXT]
        cell.alignment = Alignment(horizontal=_side(kind), vertical="center", wrap_text=measure)
        if measure:
            longest = (
                17
                if isinstance(value, datetime)
                else len(f"{value:,}") + 2
                if isinstance(value, int)
                else len(value or "")
                if isinstance(value, str)
                else 0
            )
            self._widths[place] = max(self._widths.get(place, _NARROWEST), min(longest + 1, _WIDEST))
        return cell

    def finish(self, *, wide: bool) -> None:
        """Widths, and how the sheet is printed."""
        sheet = self._sheet
        for place, width in self._widths.items():
            sheet.column_dimensions[get_column_letter(place)].width = width
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.orientation = "landscape" if wide else "portrait"
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
        sheet.sheet_view.showGridLines = False
        sheet.oddFooter.right.text = "trang &P/&N"  # type: ignore[union-attr]


def _side(kind: Kind) -> str:
    return "right" if kind in FIGURES else "left"


def _same_bytes(content: bytes, at: datetime) -> bytes:
    """Without the moment of saving, which openpyxl writes into the file and the packing into each part."""
    stream = io.BytesIO()
    saved = f"{at.astimezone(VIETNAM):%Y-%m-%dT%H:%M:%SZ}".encode()
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as again:
        for name in packed.namelist():
            part = packed.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + saved, part)
            again.writestr(zipfile.ZipInfo(name, _ZERO_DAY), part, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
