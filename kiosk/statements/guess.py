"""What the columns of an unknown table seem to be, from the words over them and the cells below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from kiosk.cashier.ports import ColumnGuess
from kiosk.statements.amounts import NoAmount, Thousands, amount_of
from kiosk.statements.headers import headings_of
from kiosk.statements.layout import Heading, Layout, Role
from kiosk.statements.refusals import NotReadable, Problem
from kiosk.statements.tables import Row, Source, as_text, sheets
from kiosk.statements.text import clean, fold
from kiosk.statements.times import DateOrder, has_date

WORDS: dict[Role, tuple[str, ...]] = {
    Role.BOOKED_AT: (
        "ngay giao dich", "ngay gio giao dich", "thoi gian giao dich", "ngay gd", "ngay tnx date", "transaction date",
        "trans date", "tnx date", "ngay hach toan", "ngay ghi so", "ngay phat sinh", "posting date", "booking date",
        "ngay hieu luc", "ngay hl", "value date", "effective date", "thoi gian", "ngay thang", "date", "ngay",
    ),
    Role.TIME: ("gio giao dich", "gio gd", "gio", "transaction time", "time"),
    Role.CREDIT: (
        "so tien ghi co", "phat sinh co", "ps co", "phat sinh tang", "tien vao", "so tien vao", "ghi co", "credit",
        "credit amount", "amount in", "tien nap", "so tien co", "co",
    ),
    Role.DEBIT: (
        "so tien ghi no", "phat sinh no", "ps no", "phat sinh giam", "tien ra", "so tien ra", "ghi no", "debit",
        "debit amount", "amount out", "tien rut", "so tien no", "no",
    ),
    Role.AMOUNT: ("so tien giao dich", "so tien", "gia tri", "transaction amount", "amount", "thuc nhan"),
    Role.SIGN: ("d c", "dc", "no co", "dau", "loai giao dich", "loai gd", "tien vao ra", "thu chi", "loai", "c d"),
    Role.REFERENCE: (
        "so tham chieu", "ma tham chieu", "ma giao dich", "so giao dich", "ma gd", "so gd", "so but toan", "so ct",
        "so chung tu", "doc no", "reference number", "reference", "transaction id", "trace", "ref no", "ref", "ft",
    ),
    Role.MEMO: (
        "noi dung giao dich", "noi dung chi tiet", "noi dung chuyen khoan", "noi dung thanh toan", "noi dung",
        "dien giai", "mo ta giao dich", "mo ta", "transactions in detail", "description", "narrative", "remark",
        "details", "content", "memo", "ghi chu",
    ),
    Role.BALANCE: ("so du sau giao dich", "so du cuoi", "so du", "luy ke", "balance", "accumulated"),
    Role.VIRTUAL_ACCOUNT: ("tai khoan ao", "tai khoan dinh danh", "tai khoan phu", "virtual account", "sub account"),
    Role.ACCOUNT: ("so tai khoan", "tai khoan", "account number", "account no", "account"),
    Role.CURRENCY: ("loai tien te", "loai tien", "tien te", "currency", "ccy"),
}  # fmt: skip
"""Headings (folded) in the order they count for their role."""

_SEARCHED = 60
SAMPLE = 200


@dataclass(frozen=True, slots=True)
class Proposal:
    """The columns of a table as they seem to be, for a person to correct. `header_row` is 0 without headings."""

    columns: tuple[ColumnGuess, ...]
    header_row: int
    sample: tuple[tuple[object, ...], ...]


def propose(source: Source) -> Proposal:
    """Where the table of a file begins and what its columns seem to be.

    :raises NotReadable: when there is no table in it.
    """
    best: tuple[int, Proposal] | None = None
    first: list[tuple[object, ...]] = []
    for _, rows in sheets(source):
        read = [row for row in islice(rows, _SEARCHED + SAMPLE) if not isinstance(row, Problem)]
        first = first or [row for _, row in read]
        for score, proposal in _with_headings(read):
            if best is None or score > best[0]:
                best = (score, proposal)
    if best is not None:
        return best[1]
    if not any(has_date(cell) for row in first for cell in row):
        raise NotReadable("tệp không có bảng nào có ngày giao dịch")
    return _without_headings(first)


def _with_headings(read: Sequence[Row]) -> Iterator[tuple[int, Proposal]]:
    """Each row, or two together, that can be the headings: how many roles are named, and what they say."""
    for place, (number, row) in enumerate(read[:_SEARCHED]):
        lower = [as_text(cell) for cell in row]
        for depth in (1, 2) if place else (1,):
            upper = [as_text(cell) for cell in read[place - 1][1]] if depth == 2 else []
            headings = headings_of(upper, lower)
            roles = roles_of(headings)
            named = set(roles) - {Role.IGNORE}
            if Role.BOOKED_AT not in named or not named & {Role.AMOUNT, Role.CREDIT, Role.DEBIT}:
                continue
            below = tuple(row for _, row in read[place + 1 : place + 1 + SAMPLE])
            dated = roles.index(Role.BOOKED_AT)
            if any(dated < len(row) and has_date(row[dated]) for row in below):
                columns = columns_of(headings, roles, below)
                yield len(named), Proposal(columns, number, below)
                break  # one row says it all


def roles_of(headings: Sequence[str]) -> list[Role]:
    """The role each heading seems to name; each role once, the better word first."""
    names = [fold(heading) for heading in headings]
    found: dict[int, Role] = {}
    for whole in (True, False):
        for role, words in WORDS.items():
            if role in found.values():
                continue
            for word in words:
                place = next((p for p, name in enumerate(names) if p not in found and _names(name, word, whole)), None)
                if place is not None:
                    found[place] = role
                    break
    split = {Role.CREDIT, Role.DEBIT} & set(found.values())
    for place, role in list(found.items()):
        if split and role in {Role.AMOUNT, Role.SIGN}:
            found[place] = Role.IGNORE
    return [found.get(place, Role.IGNORE) for place in range(len(names))]


def _names(name: str, word: str, whole: bool) -> bool:
    if whole or len(word) < 4:
        return name == word
    return name.startswith(f"{word} ") or name.endswith(f" {word}")


def columns_of(
    headings: Sequence[str], roles: Sequence[Role], below: Sequence[tuple[object, ...]]
) -> tuple[ColumnGuess, ...]:
    """What a person is shown of each column, with a cell of the first movement that has one there."""
    dated = roles.index(Role.BOOKED_AT) if Role.BOOKED_AT in roles else None
    rows = [row for row in below if dated is None or (dated < len(row) and has_date(row[dated]))]

    def example(place: int) -> str:
        cells = (clean(as_text(row[place])) for row in rows if place < len(row))
        return next((cell[:80] for cell in cells if cell), "")

    return tuple(
        ColumnGuess(place, clean(heading)[:200], roles[place].value, example(place))
        for place, heading in enumerate(headings)
    )


def _without_headings(rows: Sequence[tuple[object, ...]]) -> Proposal:
    """By the cells alone: the first column of dates, the longest texts, and the amounts if there is one such column."""
    sample = [row for row in rows if any(has_date(cell) for cell in row)][:SAMPLE]
    width = max(len(row) for row in sample)
    cells = [[row[place] for row in sample if place < len(row)] for place in range(width)]
    roles = [Role.IGNORE] * width
    dated = max(range(width), key=lambda place: (sum(map(has_date, cells[place])), -place))
    roles[dated] = Role.BOOKED_AT
    amounts = [place for place in range(width) if place != dated and _all_amounts(cells[place])]
    if len(amounts) == 1:
        roles[amounts[0]] = Role.AMOUNT
    texts = [place for place in range(width) if place != dated and place not in amounts]
    if texts:
        roles[max(texts, key=lambda place: sum(len(as_text(cell)) for cell in cells[place]))] = Role.MEMO
    return Proposal(columns_of([""] * width, roles, sample), 0, tuple(sample))


def _all_amounts(cells: Sequence[object]) -> bool:
    try:
        read = [amount_of(cell) for cell in cells]
    except NoAmount:
        return False
    return any(read)


def layout_of(columns: Sequence[ColumnGuess], sample: Sequence[tuple[object, ...]], title: str) -> Layout:
    """The layout that columns and their cells give: by headings where they have them, else by place.

    :raises ValueError: when the columns cannot make a layout (`Layout` says why).
    """
    chosen = [column for column in columns if column.role != Role.IGNORE.value]
    roles = [Role(column.role) for column in chosen]
    if len(set(roles)) != len(roles):
        raise ValueError("a role was given to two columns")
    names = [fold(column.heading) for column in columns]
    by_heading = all(name and names.count(name) == 1 for name in (fold(column.heading) for column in chosen))
    headings: dict[Role, Heading] = {
        role: column.heading if by_heading else column.place for role, column in zip(roles, chosen, strict=True)
    }
    places = {role: column.place for role, column in zip(roles, chosen, strict=True)}
    amounts = [
        row[place]
        for role, place in places.items()
        if role in {Role.AMOUNT, Role.CREDIT, Role.DEBIT}
        for row in sample
        if place < len(row)
    ]
    debits = [row[places[Role.DEBIT]] for row in sample if Role.DEBIT in places and places[Role.DEBIT] < len(row)]
    return Layout(
        title=title,
        columns=headings,
        dates=_dates([row[places[Role.BOOKED_AT]] for row in sample if places.get(Role.BOOKED_AT, 999) < len(row)]),
        thousands=_thousands(amounts),
        debits_negative=_negative(debits),
    )


def _dates(cells: Sequence[object]) -> DateOrder:
    """The month in front only where more of the dates exist that way."""
    return "mdy" if sum(has_date(cell, "mdy") for cell in cells) > sum(map(has_date, cells)) else "auto"


def _thousands(cells: Sequence[object]) -> Thousands:
    """The separator that every text among these amounts agrees with, where only one does."""
    texts = [cell for cell in cells if isinstance(cell, str) and cell.strip()]
    fits: list[Thousands] = []
    candidates: tuple[Thousands, ...] = (".", ",", " ", "none")
    for candidate in candidates:
        try:
            read = [amount_of(text, candidate) for text in texts]
        except NoAmount:
            continue
        if any(amount is not None for amount in read):
            fits.append(candidate)
    return fits[0] if len(fits) == 1 else "auto"


def _negative(cells: Sequence[object]) -> bool:
    read: list[int] = []
    for cell in cells:
        try:
            read.append(amount_of(cell) or 0)
        except NoAmount:
            continue
    return any(read) and all(amount <= 0 for amount in read)
