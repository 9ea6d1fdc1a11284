"""A report as PDF, A4: typefaces of its own, a head and a foot on every page, tables that break, boxes to sign in."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.graphics.shapes import Circle, Drawing, Group, Line, Rect, String
from reportlab.lib.colors import HexColor, white
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    KeepTogether,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from kiosk.printing.fonts import SYSTEM, Weight, font_file
from kiosk.reports import drawing
from kiosk.reports.document import Bars, Beside, Block, Drawn, Facts, Grid, Kind, Remark, Report, Signatures, Value
from kiosk.reports.wording import FIGURES, SIGN_DAY, moment, plain, shown

INK, MUTED, PRIMARY = HexColor("#10303A"), HexColor("#47616A"), HexColor("#0A5A70")
HEAD, RULE, BAR = HexColor("#EEF4F5"), HexColor("#C9D8DC"), HexColor("#9CC3CF")
SIDE, TOP, FOOT = 16 * mm, 24 * mm, 18 * mm
_LONGEST = 160
"""Characters of a cell; a row does not break over pages. The worksheet has them all."""
_LARGEST = 0.75
"""Points of a drawing's unit at most: a pixel of a screen."""
LEADING = 1.4
"""Of a line to its type: marks stacked on capitals (Ẩ, Ễ) never touch the line above."""
_TEXT, _STRONG, _FIGURE, _FIGURE_STRONG = "ReportText", "ReportStrong", "ReportFigure", "ReportFigureStrong"


def as_pdf(report: Report) -> bytes:
    """The report to print and sign. The same report gives the same bytes.

    :raises FontsMissing: when no typeface for Vietnamese is installed.
    """
    _typefaces()
    size = landscape(A4) if report.wide else A4
    stream = io.BytesIO()
    document = BaseDocTemplate(stream, pagesize=size, title=report.title, author=report.made.hospital, invariant=1)
    frame = Frame(SIDE, FOOT, size[0] - 2 * SIDE, size[1] - TOP - FOOT, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate(frames=[frame]))
    width = size[0] - 2 * SIDE
    flow: list[Flowable] = [
        Paragraph(_marked(report.title, _STRONG), _style(15, _STRONG)),
        Paragraph(_marked(report.period, _TEXT), _style(9.5, colour=MUTED)),
        Spacer(1, 4 * mm),
    ]
    for block in report.blocks:
        flow += _flow(block, width)
    document.build(flow, canvasmaker=_numbered(report, size))
    return stream.getvalue()


def _flow(block: Block, width: float) -> list[Flowable]:
    match block:
        case Facts():
            return [KeepTogether([_heading(block.title), _facts(block, width)]), Spacer(1, 4 * mm)]
        case Grid():
            return _grid(block, width)
        case Beside():
            return [_beside(block, width), Spacer(1, 4 * mm)]
        case Bars():
            return [KeepTogether([_heading(block.title), _bars(block, width)]), Spacer(1, 4 * mm)]
        case Drawn():
            return [KeepTogether([_heading(block.title), _drawn(block.drawing, width)]), Spacer(1, 4 * mm)]
        case Remark():
            face = _STRONG if block.strong else _TEXT
            return [Paragraph(_marked(block.text, face), _style(9.5, face)), Spacer(1, 2 * mm)]
        case Signatures():
            above = [Paragraph(_marked(text, _STRONG), _style(9.5, _STRONG)) for text in block.above]
            return [KeepTogether([*above, Spacer(1, 3 * mm), _signatures(block, width)])]


def _facts(block: Facts, width: float) -> Table:
    """Two facts beside each other, read down the left side first."""
    half = (len(block.facts) + 1) // 2
    rows: list[list[Flowable]] = []
    for place in range(half):
        row: list[Flowable] = []
        for fact in (block.facts[place], *block.facts[place + half : place + half + 1]):
            row.append(Paragraph(_marked(fact.name, _TEXT), _style(9, colour=MUTED)))
            row.append(_cell(fact.value, fact.kind, strong=fact.strong, right=False))
        rows.append(row + [Spacer(0, 0)] * (4 - len(row)))
    table = Table(rows, colWidths=[width * share for share in (0.24, 0.26, 0.24, 0.26)])
    table.setStyle(TableStyle([*_PADDING, ("LINEBELOW", (0, 0), (-1, -1), 0.4, RULE)]))
    return table


def _grid(block: Grid, width: float) -> list[Flowable]:
    """The heading stays with the first rows; the heads of the columns come again on every page."""
    if not block.rows:
        nothing = Paragraph(_marked(block.nothing, _TEXT), _style(9, colour=MUTED))
        return [KeepTogether([_heading(block.title), nothing]), Spacer(1, 4 * mm)]
    whole = sum(column.width for column in block.columns)
    narrow = 8.5 if len(block.columns) <= 6 else 7.4
    heads: list[Flowable] = [
        Paragraph(
            _marked(column.heading, _STRONG), _style(narrow, _STRONG, right=_is_figure(column.kind), colour=MUTED)
        )
        for column in block.columns
    ]
    rows: list[list[Flowable]] = [heads]
    for row in block.rows:
        rows.append([_cell(v, c.kind, size=narrow) for v, c in zip(row, block.columns, strict=True)])
    if block.total:
        rows.append(
            [
                _cell("" if v is None else v, c.kind, size=narrow, strong=True, blank=True)
                for v, c in zip(block.total, block.columns, strict=True)
            ]
        )
    table = Table(rows, colWidths=[width * column.width / whole for column in block.columns], repeatRows=1)
    style: list[Any] = [
        *_PADDING,
        ("BACKGROUND", (0, 0), (-1, 0), HEAD),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, RULE),
        ("BOX", (0, 0), (-1, -1), 0.6, RULE),
    ]
    if block.total:
        style.append(("BACKGROUND", (0, -1), (-1, -1), HEAD))
    table.setStyle(TableStyle(style))
    return [CondPageBreak(32 * mm), _heading(block.title), table, Spacer(1, 4 * mm)]


def _beside(block: Beside, width: float) -> Table:
    gap = 6 * mm
    half = (width - gap) / 2
    table = Table([[_grid(block.left, half)[1:-1], "", _grid(block.right, half)[1:-1]]], colWidths=[half, gap, half])
    bare = [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
    table.setStyle(TableStyle([*bare, ("VALIGN", (0, 0), (-1, -1), "TOP")]))
    return table


def _bars(block: Bars, width: float) -> Drawing:
    high, foot, head = 19 * mm, 5 * mm, 4 * mm
    chart = Drawing(width, high + foot + head)
    step = width / max(len(block.values), 1)
    most = max(block.values, default=0)
    for place, (label, value) in enumerate(zip(block.labels, block.values, strict=True)):
        middle = (place + 0.5) * step
        tall = high * value / most if most else 0
        colour = PRIMARY if value and value == most else BAR
        bar = Rect(place * step + step * 0.15, foot, step * 0.7, max(tall, 0.4))
        bar.fillColor, bar.strokeColor = colour, None
        chart.add(bar)
        chart.add(_string(middle, 1.2 * mm, label, MUTED))
        if value:
            chart.add(_string(middle, foot + tall + 1 * mm, shown(value, Kind.COUNT), INK))
    return chart


def _drawn(chart: drawing.Drawing, width: float) -> Drawing:
    """A chart over the whole width, never larger than on a screen."""
    scale = min(width / chart.width, _LARGEST)
    drawn = Drawing(width, chart.height * scale)
    group = Group(transform=(scale, 0, 0, scale, 0, 0))
    for mark in chart.marks:
        group.add(_mark(mark, chart.height))
    drawn.add(group)
    return drawn


def _mark(mark: drawing.Mark, high: float) -> Any:
    """A mark with y upwards, as paper has it."""
    match mark:
        case drawing.Box(x, y, wide, tall, fill, corner):
            corner = min(corner, wide / 2, tall / 2)
            box = Rect(x, high - y - tall, wide, tall, corner, corner)
            box.fillColor, box.strokeColor = HexColor(fill), None
            return box
        case drawing.Rule(x1, y1, x2, y2, stroke, wide):
            return Line(x1, high - y1, x2, high - y2, strokeColor=HexColor(stroke), strokeWidth=wide)
        case drawing.Dot(x, y, radius, fill):
            return Circle(x, high - y, radius, fillColor=HexColor(fill), strokeColor=white, strokeWidth=1.5)
        case drawing.Words(x, y, text, size, fill, anchor, strong, figure):
            faces = (_FIGURE, _FIGURE_STRONG) if figure else (_TEXT, _STRONG)
            look: dict[str, Any] = {
                "fontName": faces[strong],
                "fontSize": size,
                "fillColor": HexColor(fill),
                "textAnchor": anchor,
            }
            return String(x, high - y, plain(text), **look)


def _string(x: float, y: float, text: str, colour: Any) -> String:
    return String(x, y, text, fontName=_FIGURE, fontSize=6.5, fillColor=colour, textAnchor="middle")


def _signatures(block: Signatures, width: float) -> Table:
    share = width / len(block.roles)
    role = _style(9.5, _STRONG, centre=True)
    small = _style(8, centre=True, colour=MUTED)
    rows: list[list[Flowable]] = [
        [Paragraph(SIGN_DAY, small) for _ in block.roles],
        [Paragraph(_marked(name, _STRONG), role) for name in block.roles],
        [Paragraph("(ký, ghi rõ họ tên)", small) for _ in block.roles],
        [Spacer(1, 15 * mm) for _ in block.roles],
    ]
    table = Table(rows, colWidths=[share] * len(block.roles))
    table.setStyle(
        TableStyle([*_PADDING, ("BOX", (0, 0), (-1, -1), 0.6, RULE), ("INNERGRID", (0, 0), (-1, -1), 0, HEAD)])
    )
    for place in range(1, len(block.roles)):
        table.setStyle(TableStyle([("LINEBEFORE", (place, 0), (place, -1), 0.6, RULE)]))
    return table


def _heading(title: str) -> Paragraph:
    return Paragraph(_marked(title, _STRONG), _style(11, _STRONG, after=1.5 * mm))


def _cell(
    value: Value, kind: Kind, *, size: float = 9, strong: bool = False, right: bool | None = None, blank: bool = False
) -> Paragraph:
    figure = _is_figure(kind)
    text = "" if blank and value == "" else shown(value, kind)
    if len(text) > _LONGEST:
        text = text[:_LONGEST] + "…"
    faces = (_TEXT, _STRONG) if kind is Kind.TEXT else (_FIGURE, _FIGURE_STRONG)
    return Paragraph(
        _marked(text, faces[strong]), _style(size, faces[strong], right=figure if right is None else right)
    )


def _is_figure(kind: Kind) -> bool:
    return kind in FIGURES


def _marked(text: str, face: str) -> str:
    """Text as it stands, without markup of its own, each letter in a typeface that has it.

    Debian's Noto Sans has no minus sign: a letter a typeface lacks would leave nothing, not even a gap.
    """
    out, runs = "", groupby(plain(text), lambda letter: _face_of(letter, face))
    for found, letters in runs:
        run = escape("".join(letters)) if found else "?" * len(list(letters))
        out += run if found in {"", face} else f'<font name="{found}">{run}</font>'
    return out


def _face_of(letter: str, face: str) -> str:
    """The first typeface that has a letter, empty when none has."""
    strong = face in {_STRONG, _FIGURE_STRONG}
    others = (_STRONG, _FIGURE_STRONG) if strong else (_TEXT, _FIGURE)
    return next((each for each in (face, *others) if ord(letter) in _letters(each)), "")


@cache
def _letters(face: str) -> frozenset[int]:
    known: Any = pdfmetrics.getFont(face)
    return frozenset(known.face.charToGlyph)


@cache
def _style(
    size: float,
    face: str = _TEXT,
    *,
    right: bool = False,
    centre: bool = False,
    colour: Any = INK,
    after: float = 0,
) -> ParagraphStyle:
    return ParagraphStyle(
        f"{face}{size}{right}{centre}{colour}{after}",
        fontName=face,
        fontSize=size,
        leading=size * LEADING,
        textColor=colour,
        alignment=TA_RIGHT if right else TA_CENTER if centre else 0,
        spaceAfter=after,
        splitLongWords=1,
    )


_PADDING: list[Any] = [
    ("TOPPADDING", (0, 0), (-1, -1), 1.2),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ("LEFTPADDING", (0, 0), (-1, -1), 4),
    ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
]


@cache
def _typefaces() -> None:
    """Words in Be Vietnam Pro, figures in Noto Sans, whose digits are all of one width; either alone does as well."""
    words, strong = font_file(Weight.REGULAR), font_file(Weight.SEMIBOLD)
    figures, bold = SYSTEM / "NotoSans-Regular.ttf", SYSTEM / "NotoSans-Bold.ttf"
    faces: dict[str, Path] = {
        _TEXT: words,
        _STRONG: strong,
        _FIGURE: figures if figures.is_file() else words,
        _FIGURE_STRONG: bold if bold.is_file() else strong,
    }
    for name, path in faces.items():
        pdfmetrics.registerFont(TTFont(name, str(path)))


def _numbered(report: Report, size: tuple[float, float]) -> Callable[..., Canvas]:
    """A canvas that knows how many pages there are before it draws their feet."""

    class Numbered(Canvas):
        def __init__(self, *args: Any, **more: Any) -> None:
            super().__init__(*args, **more)
            self._pages: list[dict[str, Any]] = []

        def showPage(self) -> None:  # noqa: N802 - reportlab's name
            self._pages.append(dict(self.__dict__))
            self._startPage()  # type: ignore[attr-defined]

        def save(self) -> None:
            for number, page in enumerate(self._pages, 1):
                self.__dict__.update(page)
                self._furniture(number, len(self._pages))
                super().showPage()
            super().save()

        def _furniture(self, number: int, pages: int) -> None:
            self.setFillColor(INK)
            self.setFont(_STRONG, 10)
            self.drawString(SIDE, size[1] - 14 * mm, plain(report.made.hospital))
            self.setStrokeColor(RULE)
            self.line(SIDE, size[1] - 17 * mm, size[0] - SIDE, size[1] - 17 * mm)
            self.line(SIDE, 14 * mm, size[0] - SIDE, 14 * mm)
            self.setFillColor(MUTED)
            self.setFont(_TEXT, 7.5)
            self.drawString(SIDE, 9.5 * mm, plain(f"Lập lúc {moment(report.made.at)}, người lập {report.made.by}"))
            self.drawRightString(size[0] - SIDE, 9.5 * mm, f"{plain(report.title)} · trang {number}/{pages}")

    return Numbered
