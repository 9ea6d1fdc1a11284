"""A report before it has a form: what it says, as values, in blocks that a worksheet and a page both show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from kiosk.reports.drawing import Drawing

Value = str | int | date | datetime | None
"""A figure or a text as the port gave it; None where a book has nothing, which is never 0."""


class Kind(Enum):
    """How a value is written."""

    TEXT = "text"
    MONEY = "money"
    """Whole đồng."""
    COUNT = "count"
    SPAN = "span"
    """Milliseconds."""
    SHARE = "share"
    """Tenths of a percent."""
    TENTHS = "tenths"
    DAY = "day"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class Made:
    """Where, when and by whom a report is made; `by` is a user's full name."""

    hospital: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a name and its value; a `strong` one is what the block comes to."""

    name: str
    value: Value
    kind: Kind = Kind.TEXT
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values under each other."""

    title: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a grid; `width` is its share of the page."""

    heading: str
    kind: Kind = Kind.TEXT
    width: int = 10


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. `total` has a value or None for each column; `nothing` is said when there are no rows."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    total: tuple[Value, ...] = ()
    nothing: str = "Không có."


@dataclass(frozen=True, slots=True)
class Beside:
    """Two short tables next to each other on a page, under each other in a worksheet."""

    left: Grid
    right: Grid


@dataclass(frozen=True, slots=True)
class Bars:
    """Counts side by side."""

    title: str
    labels: tuple[str, ...]
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart of its own. A worksheet leaves it out: whoever reports puts its figures into a grid as well."""

    title: str
    drawing: Drawing


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence of its own."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Signatures:
    """Boxes to sign in, never parted from what is signed for: the sentences `above` them."""

    roles: tuple[str, ...]
    above: tuple[str, ...] = ()


Block = Facts | Grid | Beside | Bars | Drawn | Remark | Signatures


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report. `file` is its file's name without an ending, `wide` lays the page on its side."""

    file: str
    title: str
    period: str
    made: Made
    blocks: tuple[Block, ...]
    wide: bool = False
