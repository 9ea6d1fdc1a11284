"""Where a table begins: the row of headings that a layout names, and the account that stands above it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from kiosk.statements.layout import Layout, Role
from kiosk.statements.refusals import NotReadable, Problem
from kiosk.statements.tables import Row, Source, as_text, sheets
from kiosk.statements.text import clean, fold
from kiosk.statements.times import has_date

NEEDED = frozenset(
    {Role.BOOKED_AT, Role.AMOUNT, Role.CREDIT, Role.DEBIT, Role.SIGN, Role.REFERENCE, Role.MEMO, Role.TIME}
)
"""Columns that must be there if the layout names them. Without its reference a movement would get another name."""

_ACCOUNT = re.compile(
    r"\b(?:(?:so tai khoan|tai khoan so|stk|so tk|account (?:no|number))\D{1,20}?|tai khoan )(\d{6,20})\b"
)
_APART = (Role.AMOUNT, Role.CREDIT, Role.DEBIT, Role.SIGN, Role.BALANCE)
"""Roles that no column has two of."""


class Header(NamedTuple):
    """Where the columns of a table are: its row (0 without headings), the rows it takes, and the place of each role."""

    row: int
    depth: int
    places: Mapping[Role, int]
    headings: Sequence[str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table found in a file: its header, the account named above it, and the rows below.

    `opened` are the file's further tables; the file stays open as long as somebody holds it.
    """

    header: Header
    account: str
    rows: Iterator[Row | Problem]
    opened: Iterator[tuple[str, Iterator[Row | Problem]]]


def open_table(source: Source, layout: Layout) -> Table:
    """The first table of a file that has the layout's columns.

    :raises NotReadable: when none has them, or the file is no table.
    """
    opened = sheets(source, layout.sheet)
    for _, rows in opened:
        if layout.by_place:
            places = {role: place for role, place in layout.columns.items() if isinstance(place, int)}
            below = _from_first_date(rows, layout, places[Role.BOOKED_AT])
            return Table(Header(0, 0, places, ()), "", below, opened)
        found = find_header(rows, layout)
        if found is not None:
            header, above = found
            return Table(header, account_above(above), rows, opened)
    named = ", ".join(f"“{layout.headings(role)[0]}”" for role in layout.columns if role in NEEDED)
    raise NotReadable(f"tệp không có bảng với đủ các cột {named}")


def heads(source: Source, most: int = 500) -> list[tuple[str, list[Row]]]:
    """The first rows of every table of a file, to look for headings in.

    :raises FileRefused: when the file is no table.
    """
    return [
        (name, [row for row in islice(rows, most) if not isinstance(row, Problem)]) for name, rows in sheets(source)
    ]


def fitting(tops: Sequence[tuple[str, list[Row]]], layout: Layout) -> Header | None:
    """Where in these first rows the layout's columns are; None where they are not."""
    for name, rows in tops:
        if layout.sheet in {"", name} and (found := find_header(iter(rows), layout)) is not None:
            return found[0]
    return None


def find_header(rows: Iterator[Row | Problem], layout: Layout) -> tuple[Header, list[Row]] | None:
    """The header among the first rows, and all rows down to it."""
    above: list[Row] = []
    for row in rows:
        if isinstance(row, Problem):
            continue
        above.append(row)
        if (header := _header(layout, above)) is not None:
            return header, above
        if len(above) >= layout.header_within:
            break
    return None


def _from_first_date(rows: Iterator[Row | Problem], layout: Layout, place: int) -> Iterator[Row | Problem]:
    """Without headings a table begins with the first row that has a date where dates are."""
    begun = False
    for row in rows:
        if not begun and not isinstance(row, Problem):
            begun = place < len(row[1]) and has_date(row[1][place], layout.dates)
        if begun:
            yield row


def _header(layout: Layout, above: Sequence[Row]) -> Header | None:
    """The header that ends with the last of these rows, if that is one; headings may take two rows."""
    last = [as_text(cell) for cell in above[-1][1]]
    for depth in (1, 2) if len(above) > 1 else (1,):
        upper = [as_text(cell) for cell in above[-2][1]] if depth == 2 else []
        names = stacked(upper, last)
        places = _places(layout, names)
        apart = [places[role] for role in _APART if role in places]
        if NEEDED & set(layout.columns) <= set(places) and len(set(apart)) == len(apart):
            return Header(above[-1][0], depth, places, headings_of(upper, last))
    return None


def headings_of(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    """How each column of a header of one or two rows is called in full."""
    headings, over, spread = [], "", _spreads(upper)
    for place in range(max(len(upper), len(lower))):
        above = clean(upper[place]) if place < len(upper) else ""
        below = clean(lower[place]) if place < len(lower) else ""
        over = above or (over if spread else "")
        headings.append(f"{over} {below}".strip() if below else above)
    return tuple(headings)


def _spreads(upper: Sequence[str]) -> bool:
    """Whether a row's texts stand over several columns; a title alone in its row stands over none."""
    return sum(bool(cell.strip()) for cell in upper) > 1


def stacked(upper: Sequence[str], lower: Sequence[str]) -> list[tuple[str, ...]]:
    """What each column of a two-row header may be called; a merged cell's text counts for those right of it."""
    names: list[tuple[str, ...]] = []
    over, spread = "", _spreads(upper)
    for place in range(max(len(upper), len(lower))):
        above = fold(upper[place]) if place < len(upper) else ""
        below = fold(lower[place]) if place < len(lower) else ""
        over = above or (over if spread else "")
        names.append((f"{over} {below}".strip(), below, above) if below else (above,))
    return names


def _places(layout: Layout, names: Sequence[tuple[str, ...]]) -> dict[Role, int]:
    """The place of each role: by the whole heading first, then by its beginning (`Số dư/ Balance`)."""
    places: dict[Role, int] = {}
    for role in layout.columns:
        wanted = [fold(heading) for heading in layout.headings(role)]
        exact = (p for heading in wanted for p, own in enumerate(names) if heading and heading in own)
        begun = (
            p for heading in wanted for p, own in enumerate(names) if any(n.startswith(f"{heading} ") for n in own)
        )
        place = next(exact, None)
        place = next(begun, None) if place is None else place
        if place is not None:
            places[role] = place
    return places


def account_above(rows: Sequence[Row]) -> str:
    """The account number that stands above a table, empty when there is none."""
    for _, row in rows:
        cells = (re.sub(r"(?<=\d)[ .\-](?=\d)", "", as_text(cell)) for cell in row if cell is not None)
        if found := _ACCOUNT.search(fold(" ".join(cells))):
            return found[1]
    return ""


def same_account(found: str, wanted: str) -> bool:
    """Whether two ways to write an account mean the same; banks put their own codes before and behind it."""
    a, b = (re.sub(r"[^0-9A-Z]", "", text.upper()) for text in (found, wanted))
    return not a or not b or a == b or (min(len(a), len(b)) >= 6 and (a in b or b in a))
