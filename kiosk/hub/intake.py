"""How journal rows come to the hub's database: who asks for the head, who hands rows over, and what is answered.

Public rows only. Personal parts never leave the machine whose journal holds them; here stands their salted digest,
which the row's hash covers, so the chain can be checked and nobody be guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from his_client.outcome import Unknown
from kiosk.journal import PublicRow
from kiosk.journal.journal import GENESIS

HUB = "hub"
"""The source that is the hub's own journal: the only one whose events move money, and never taken over the network."""

MOST_ROWS = 500
MOST_BYTES = 4 * 1024 * 1024
"""The most rows of one batch, and the most bytes of one request with it."""

BUSY = "busy"
"""The reason of an `Unknown` that is none: the hub did not look at the batch, because enough others are handing in."""

Problem = Literal["gap", "fork", "broken"]


@dataclass(frozen=True, slots=True)
class Head:
    """Up to where a source's rows are in the database; (0, "") before the first."""

    last_seq: int = 0
    head_hash: str = GENESIS


@dataclass(frozen=True, slots=True)
class Taken:
    """The rows are in the database; `new` of them were not before."""

    head: Head
    new: int


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Nothing of the batch was taken because of row `seq`.

    `gap`: rows are missing before it. `fork`: the database holds another row in its place, so one of the two journals
    was changed or replaced. `broken`: its hash is not that of its content.
    """

    problem: Problem
    seq: int
    head: Head


TakeAnswer: TypeAlias = Taken | NotTaken | Unknown


@dataclass(frozen=True, slots=True)
class Batch:
    """What one sender hands over at once; see `JournalIntake.take`."""

    source: str
    rows: Sequence[PublicRow]
    told_seq: int


class JournalIntake(Protocol):
    """The hub's end of the line; both calls block. `Unknown` is never repeated blindly: the head is asked first."""

    def head(self, source: str) -> Head | Unknown:
        """Up to where the source's rows are there."""
        ...

    def take(self, source: str, rows: Sequence[PublicRow], told_seq: int) -> TakeAnswer:
        """Hand over rows that continue the chain; rows that are there already are passed over if they are the same.

        :param told_seq: the number of the source's last row, so that the hub can say how far behind it is.
        """
        ...


class GroupIntake(JournalIntake, Protocol):
    """An intake that takes what many hand in with one commit."""

    def take_together(self, batches: Sequence[Batch]) -> list[TakeAnswer]:
        """The answer of each batch, as `take` would give it: what is wrong with one is no other's harm."""
        ...


class Chain(Protocol):
    """What is carried: a journal's public rows. `kiosk.journal.Journal` is one."""

    @property
    def seq(self) -> int:
        """The number of the last row, 0 without any."""
        ...

    @property
    def head(self) -> str:
        """The hash of the last row."""
        ...

    def public_rows(self, after: int, limit: int) -> tuple[PublicRow, ...]:
        """At most `limit` rows after `after`, in order."""
        ...


def chain_name(station_id: str, first: PublicRow) -> str:
    """The source of a station's rows: its id and the beginning of its first row's hash (`K03~1f0c9a52`).

    A station that begins a new journal, on a new disk, is a new source; the old one's rows stay as they are.
    """
    return f"{station_id}~{first.hash[:8]}"
