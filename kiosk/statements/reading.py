"""From a file to statement lines: whichever format, one after the other, each with its name that never changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kiosk.statements.camt import camt_movements
from kiosk.statements.fingerprints import Fingerprints, Movement, ReferenceReused
from kiosk.statements.layout import Layout
from kiosk.statements.mt940 import mt940_movements
from kiosk.statements.refusals import Problem, ReadingStopped
from kiosk.statements.sepay import sepay_movements
from kiosk.statements.table_lines import table_movements
from kiosk.statements.tables import Source
from kiosk.statements.values import StatementLine

Progress = Callable[[int], bool]
"""Told how many movements and problems have been read; answers whether to go on."""

EVERY = 1_000
"""How many are read between two calls of a progress function."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A whole file. `lines` in its order; with `problems` it must not be booked: some of its money is missing here.

    `balance_breaks` counts the places where a line's balance is not the one before it plus its amount (in the file's
    order or backwards, whichever fits better); None where the file shows no balances. More than a few mean that sign
    or column are mistaken, or that lines are missing.
    """

    lines: tuple[StatementLine, ...]
    problems: tuple[Problem, ...]
    balance_breaks: int | None


def movements(source: Source, layout: Layout, account: str = "") -> Iterator[Movement | Problem]:
    """What the reader of the layout's format finds, row by row.

    :raises FileRefused: at once or while it is read.
    """
    match layout.format:
        case "table":
            return table_movements(source, layout, account)
        case "mt940":
            return mt940_movements(source, account or layout.account)
        case "camt053":
            return camt_movements(source, account or layout.account)
        case "sepay":
            return sepay_movements(source, account or layout.account)


def lines(source: Source, layout: Layout, *, account: str = "", key: bytes = b"") -> Iterator[StatementLine | Problem]:
    """The lines of a statement and the rows that cannot be read, in the file's order, a few at a time in memory.

    :param account: the hospital's account that the file is of. Lines are named with it; lines of another one are
        problems. Without it the file's own word counts.
    :param key: see `Fingerprints`.
    :raises FileRefused: when the file cannot be used; at once or while it is read.
    """
    names = Fingerprints(key, by_content=layout.identity == "content")
    ordinal = 0
    for found in movements(source, layout, account):
        if isinstance(found, Problem):
            yield found
            continue
        try:
            fingerprint = names.name(found)
        except ReferenceReused:
            yield Problem(found.row, "reused")
            continue
        ordinal += 1
        yield StatementLine(
            ordinal=ordinal,
            account=found.account,
            amount=found.amount,
            booked_at=found.booked_at,
            reference=found.reference,
            memo=found.memo,
            fingerprint=fingerprint,
            balance=found.balance,
            virtual_account=found.virtual_account,
        )


def read(
    source: Source, layout: Layout, *, account: str = "", key: bytes = b"", progress: Progress | None = None
) -> Statement:
    """A whole statement, see `lines`.

    :raises FileRefused: when the file cannot be used.
    :raises ReadingStopped: when `progress` answers no.
    """
    good: list[StatementLine] = []
    bad: list[Problem] = []
    balances = Balances()
    for found in lines(source, layout, account=account, key=key):
        if isinstance(found, Problem):
            bad.append(found)
        else:
            good.append(found)
            balances.add(found.amount, found.balance)
        if progress is not None and (len(good) + len(bad)) % EVERY == 0 and not progress(len(good) + len(bad)):
            raise ReadingStopped
    return Statement(tuple(good), tuple(bad), balances.breaks)


class Balances:
    """Counts where running balances do not follow from the amounts, in the file's order or backwards."""

    def __init__(self) -> None:
        self._before: tuple[int, int] | None = None
        self._pairs = 0
        self._breaks = [0, 0]
        self._breaks_swapped = [0, 0]

    def add(self, amount: int, balance: int | None) -> None:
        """The next line of the file."""
        if balance is None:
            self._before = None
            return
        if self._before is not None:
            amount_before, balance_before = self._before
            grown = balance - balance_before
            self._pairs += 1
            for place, step in enumerate((amount, -amount_before)):
                self._breaks[place] += grown != step
                self._breaks_swapped[place] += grown != -step
        self._before = (amount, balance)

    @property
    def breaks(self) -> int | None:
        """How many, in the order that fits better; None where there was nothing to compare."""
        return min(self._breaks) if self._pairs else None

    @property
    def swapped(self) -> bool:
        """Whether the balances say that money in and money out are mistaken for each other."""
        return self._pairs >= 3 and min(self._breaks_swapped) * 10 <= self._pairs < min(self._breaks) * 2
