"""Movements of a table: finds the headings a layout names, then reads row by row, and tells totals from movements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import NamedTuple

from kiosk.statements import limits
from kiosk.statements.amounts import NoAmount, amount_of
from kiosk.statements.fingerprints import Movement
from kiosk.statements.layout import Layout, Role
from kiosk.statements.refusals import NotReadable, Problem
from kiosk.statements.tables import Row, Source, as_text, is_blank, sheets
from kiosk.statements.text import clean, fold
from kiosk.statements.times import NoTime, has_date, moment_of

NEEDED = frozenset(
    {Role.BOOKED_AT, Role.AMOUNT, Role.CREDIT, Role.DEBIT, Role.SIGN, Role.REFERENCE, Role.MEMO, Role.TIME}
)
"""Columns that must be there if the layout names them. Without its reference a movement would get another name."""

TOTALS = re.compile(
    r"(?:tong|cong|total|balance|luy ke)$"
    r"|(?:tong (?:cong|so|phat|ghi|tien|doanh|thu|chi)|cong (?:phat|so|trang|doanh|ps|luy)|so du|du (?:dau|cuoi|no|co)"
    r"|(?:sub )?total (?:amount|credit|debit|in|out|of)|opening|closing|balance (?:brought|carried)"
    r"|(?:so )?phat sinh|luy ke|doanh so|mang sang|chuyen sang trang|trang \d+|page \d+)\b"
)
"""How rows begin that sum up others (folded). `Công ty …` and `Trang …` are payers, not sums."""

_ACCOUNT = re.compile(r"\b(?:tai khoan(?: so)?|stk|so tk|account (?:no|number))\b\D{0,40}?(\d{6,20})\b")
_COLUMN_NUMBER = re.compile(r"[(\[]?(?:\d{1,2}|[A-Ia-i])[)\]]?")
_CUT_NUMBER = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
_EXACT_DIGITS = 10**15
"""Excel keeps 15 digits of a number; what is longer has lost some."""


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
        found = _find_header(rows, layout)
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
        if layout.sheet in {"", name} and (found := _find_header(iter(rows), layout)) is not None:
            return found[0]
    return None


def _find_header(rows: Iterator[Row | Problem], layout: Layout) -> tuple[Header, list[Row]] | None:
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
        if NEEDED & set(layout.columns) <= set(places):
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
        text = " ".join(as_text(cell) for cell in row if cell is not None)
        if found := _ACCOUNT.search(fold(re.sub(r"(?<=\d)[ .\-](?=\d)", "", text))):
            return found[1]
    return ""


def table_movements(source: Source, layout: Layout, account: str = "") -> Iterator[Movement | Problem]:
    """The movements of a table file in its order, and the rows that cannot be read.

    :param account: of the lines where the file names none; lines of another one are problems.
    :raises FileRefused: when the file is none, or has not the layout's columns; also while it is read.
    """
    table = open_table(source, layout)
    reader = _RowReader(layout, table.header, account or layout.account, table.account)
    if table.account and not same_account(table.account, account):
        yield Problem(table.header.row, "account")
    for row in table.rows:
        if isinstance(row, Problem):
            yield row
        elif (read := reader.read(*row)) is not None:
            yield read
    if (problem := reader.dates.verdict) is not None:
        yield problem
    if not layout.by_place and any(_find_header(rows, layout) for _, rows in table.opened):
        raise NotReadable("nhiều trang tính có bảng giao dịch: xin lưu mỗi trang thành một tệp")


def same_account(found: str, wanted: str) -> bool:
    """Whether two ways to write an account mean the same; banks put their own codes before and behind it."""
    a, b = (re.sub(r"[^0-9A-Z]", "", text.upper()) for text in (found, wanted))
    return not a or not b or a == b or (min(len(a), len(b)) >= 6 and (a in b or b in a))


class SwappedDates:
    """Notices that a spreadsheet of another country has read `05/11` as the 11th of May.

    Then every date up to the 12th became a date of the spreadsheet, and every later one, which it could not read so,
    stayed a text.
    """

    def __init__(self) -> None:
        self._first_real = 0
        self._late_text = False
        self._innocent = False

    def add(self, row: int, cell: object, moment: datetime) -> None:
        """The date's cell of the next movement, and what was read."""
        late = moment.day > 12
        if isinstance(cell, str):
            self._late_text |= late
            self._innocent |= not late
        elif isinstance(cell, date):
            self._first_real = self._first_real or row
            self._innocent |= late

    @property
    def verdict(self) -> Problem | None:
        """At the file's end."""
        swapped = self._first_real and self._late_text and not self._innocent
        return Problem(self._first_real, "dates") if swapped else None


class _RowReader:
    """Reads rows below a header."""

    def __init__(self, layout: Layout, header: Header, account: str, above: str) -> None:
        self._layout = layout
        self._places = header.places
        self._header = header
        self._account = account or above
        self._pattern = re.compile(layout.reference_pattern) if layout.reference_pattern else None
        self._credits = {mark.casefold() for mark in layout.credit_marks}
        self._debits = {mark.casefold() for mark in layout.debit_marks}
        self._skip = tuple(fold(text) for text in layout.skip if fold(text))
        self._date_above: object = None
        self.dates = SwappedDates()
        self._repeated = [name for name in map(fold, header.headings) if name]

    def read(self, number: int, row: tuple[object, ...]) -> Movement | Problem | None:
        """A movement, a problem, or None for a row that is neither."""
        if is_blank(row) or (self._skip and self._skipped(row)):
            return None
        try:
            booked_at = moment_of(self._dated(row), self._layout.dates, self._cell(row, Role.TIME))
        except NoTime:
            booked_at = None
        if booked_at is None and self._is_heading(row):
            return None
        try:
            amount = self._amount(row)
        except NoAmount as error:
            if booked_at is None and (self._sums_up(row) or not any(map(str.isdigit, self._amount_text(row)))):
                return None
            if booked_at is None:
                return Problem(number, "date", self._heading(Role.BOOKED_AT))
            return Problem(number, error.code, self._heading(self._amount_role(row)))
        if booked_at is None:
            if amount is None or self._sums_up(row) or self._stands_alone(row):
                return None
            return Problem(number, "date", self._heading(Role.BOOKED_AT))
        if amount is None:
            return None if self._sums_up(row) else Problem(number, "amount", self._heading(self._amount_role(row)))
        if not amount:
            return None
        self.dates.add(number, self._cell(row, Role.BOOKED_AT), booked_at)
        return self._movement(number, row, booked_at, amount)

    def _dated(self, row: tuple[object, ...]) -> object:
        """The cell of the date, or the one above it where the layout says so and the row is a movement."""
        cell = self._cell(row, Role.BOOKED_AT)
        if self._layout.dates_from_above and not as_text(cell).strip() and not self._stands_alone(row):
            return self._date_above
        self._date_above = cell
        return cell

    def _stands_alone(self, row: tuple[object, ...]) -> bool:
        """Whether a row names no date, no reference and no memo: sums without a word."""
        roles = (Role.BOOKED_AT, Role.REFERENCE, Role.MEMO)
        return not any(as_text(self._cell(row, role)).strip() for role in roles)

    def _movement(self, number: int, row: tuple[object, ...], booked_at: datetime, amount: int) -> Movement | Problem:
        texts = {}
        for role in (Role.REFERENCE, Role.ACCOUNT, Role.VIRTUAL_ACCOUNT):
            cell = self._cell(row, role)
            shared = role is Role.REFERENCE and self._places.get(role) == self._places[Role.BOOKED_AT]
            text = _number("" if shared and not isinstance(cell, str) else cell)
            if text is None:
                return Problem(number, "reference", self._heading(role))
            texts[role] = text
        memo = as_text(self._cell(row, Role.MEMO))
        if len(memo) > limits.MAX_CELL or any(len(text) > 200 for text in texts.values()):
            return Problem(number, "cell")
        currency = fold(as_text(self._cell(row, Role.CURRENCY)))
        if currency not in {"", "vnd", "dong", "viet nam dong", "704"}:
            return Problem(number, "currency", self._heading(Role.CURRENCY))
        account = texts[Role.ACCOUNT]
        if not same_account(account, self._account):
            return Problem(number, "account", self._heading(Role.ACCOUNT))
        reference = texts[Role.REFERENCE]
        if self._pattern and reference:
            found = self._pattern.search(reference)
            reference = (found[1] or "" if found.re.groups else found[0]) if found else ""
        try:
            balance = amount_of(self._cell(row, Role.BALANCE), self._layout.thousands)
        except NoAmount:
            balance = None
        return Movement(
            row=number,
            account=self._account or account,
            amount=amount,
            booked_at=booked_at,
            reference=reference.strip(),
            memo=clean(memo),
            balance=balance,
            virtual_account=texts[Role.VIRTUAL_ACCOUNT],
        )

    def _amount(self, row: tuple[object, ...]) -> int | None:
        """Đồng with their sign; None where no amount stands.

        :raises NoAmount: also `sign`.
        """
        thousands = self._layout.thousands
        if Role.AMOUNT in self._places:
            amount = amount_of(self._cell(row, Role.AMOUNT), thousands)
            if amount is None or Role.SIGN not in self._places:
                return -amount if amount and self._layout.amount_is == "debit" else amount
            mark = clean(as_text(self._cell(row, Role.SIGN))).casefold()
            if mark in self._debits:
                return -abs(amount)
            if mark in self._credits and amount >= 0:
                return amount
            raise NoAmount("sign")
        credit = amount_of(self._cell(row, Role.CREDIT), thousands)
        debit = amount_of(self._cell(row, Role.DEBIT), thousands)
        if debit and self._layout.debits_negative:
            debit = -debit
        if (credit and debit) or (debit and debit < 0):
            raise NoAmount("sign")
        if credit is None and debit is None:
            return None
        return (credit or 0) - (debit or 0)

    def _skipped(self, row: tuple[object, ...]) -> bool:
        """Whether a cell begins as the layout says rows to skip begin."""
        return any(isinstance(cell, str) and fold(cell).startswith(self._skip) for cell in row)

    def _is_heading(self, row: tuple[object, ...]) -> bool:
        """The headings again, as on a new page, or the numbers of the columns under them."""
        texts = [text for cell in row if (text := as_text(cell).strip())]
        if len(texts) > 1 and [fold(text) for text in texts] == self._repeated:
            return True
        return len(texts) > 2 and all(_COLUMN_NUMBER.fullmatch(text) for text in texts)

    def _sums_up(self, row: tuple[object, ...]) -> bool:
        """Whether a row without a movement's date or amount sums up others.

        What a bank writes into a memo may begin with anything: it counts only where the date or the amount is empty,
        and no row with a reference is a sum.
        """
        reference = fold(as_text(self._cell(row, Role.REFERENCE)))
        if reference and not TOTALS.match(reference):
            return False
        memo = self._places.get(Role.MEMO)
        bare = not as_text(self._cell(row, Role.BOOKED_AT)).strip() or not self._amount_text(row)
        return any(
            isinstance(cell, str) and TOTALS.match(fold(cell)) is not None
            for place, cell in enumerate(row)
            if bare or place != memo
        )

    def _amount_text(self, row: tuple[object, ...]) -> str:
        cells = (self._cell(row, role) for role in (Role.AMOUNT, Role.CREDIT, Role.DEBIT))
        return " ".join(as_text(cell) for cell in cells).strip()

    def _amount_role(self, row: tuple[object, ...]) -> Role:
        roles = [role for role in (Role.AMOUNT, Role.CREDIT, Role.DEBIT) if role in self._places]
        return next((role for role in roles if as_text(self._cell(row, role)).strip()), roles[0])

    def _cell(self, row: tuple[object, ...], role: Role) -> object:
        place = self._places.get(role)
        return row[place] if place is not None and place < len(row) else None

    def _heading(self, role: Role) -> str:
        place = self._places.get(role)
        if place is None:
            return ""
        return clean(self._header.headings[place])[:60] if place < len(self._header.headings) else str(place + 1)


def _number(cell: object) -> str | None:
    """A reference or an account as text; None when it went through a spreadsheet's number and lost digits."""
    if isinstance(cell, float | datetime | date | bool):
        whole = isinstance(cell, float) and cell.is_integer() and abs(cell) < _EXACT_DIGITS
        return as_text(cell) if whole else None
    if isinstance(cell, int):
        return str(cell) if abs(cell) < _EXACT_DIGITS else None
    text = clean(as_text(cell))
    return None if _CUT_NUMBER.fullmatch(text) else text
