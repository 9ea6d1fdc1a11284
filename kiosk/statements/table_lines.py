"""Movements of a table: reads row by row below the headings, and tells totals from movements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from kiosk.statements import limits
from kiosk.statements.amounts import NoAmount, amount_of
from kiosk.statements.fingerprints import Movement
from kiosk.statements.headers import Header, find_header, open_table, same_account
from kiosk.statements.layout import Layout, Role
from kiosk.statements.refusals import NotReadable, Problem
from kiosk.statements.tables import Source, as_text, is_blank
from kiosk.statements.text import clean, fold
from kiosk.statements.times import NoTime, moment_of

TOTALS = re.compile(
    r"(?:tong|cong|total|balance|luy ke)$"
    r"|(?:tong (?:cong|so|phat|ghi|tien|doanh|thu|chi)|cong (?:phat|so|trang|doanh|ps|luy)|so du|du (?:dau|cuoi|no|co)"
    r"|(?:sub )?total (?:amount|credit|debit|in|out|of)|opening|closing|balance (?:brought|carried)"
    r"|(?:so )?phat sinh|luy ke|doanh so|mang sang|chuyen sang trang|trang \d+|page \d+)\b"
)
"""How rows begin that sum up others (folded). `Công ty …` and `Trang …` are payers, not sums."""

_COLUMN_NUMBER = re.compile(r"[(\[]?(?:\d{1,2}|[A-Ia-i])[)\]]?")
_CUT_NUMBER = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
_EXACT_DIGITS = 10**15
"""Excel keeps 15 digits of a number; what is longer has lost some."""


def table_movements(source: Source, layout: Layout, account: str = "") -> Iterator[Movement | Problem]:
    """The movements of a table file in its order, and the rows that cannot be read.

    :param account: of the lines where the file names none; lines of another one are problems.
    :raises FileRefused: when the file is none, or has not the layout's columns; also while it is read.
    """
    table = open_table(source, layout)
    reader = _RowReader(layout, table.header, account or layout.account, table.account)
    if not layout.account and not same_account(table.account, account):
        yield Problem(table.header.row, "account")
    for row in table.rows:
        if isinstance(row, Problem):
            yield row
        elif (read := reader.read(*row)) is not None:
            yield read
    if (problem := reader.dates.verdict) is not None:
        yield problem
    if not layout.by_place and any(find_header(rows, layout) for _, rows in table.opened):
        raise NotReadable("nhiều trang tính có bảng giao dịch: xin lưu mỗi trang thành một tệp")


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
