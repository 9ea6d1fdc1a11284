"""What was done with people's data, as it stands in the journal of a station or a hub: counts and digests, no names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

LIFE = "life"
"""The subject of these rows: they are about no visit."""


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """Something that happened to the personal parts of a journal."""

    version: ClassVar[int] = 1


@dataclass(frozen=True, slots=True)
class PersonalErased(LifeEvent):
    """The proof that personal parts are gone: written in the transaction that erased them.

    `rule`: `retention`, `request` (of the person) or `archive` (a whole earlier file, its last row `last_seq`).
    `digest`: SHA-256 over the erased rows, see `kiosk.life.erasing.digest_of`: who holds the public rows can say which.
    `kept`: personal parts that were due but for a reason, `kept_codes`. `by`: a user of the machine, or the program.
    """

    rule: str
    by: str
    at: datetime
    subjects: int
    rows: int
    first_seq: int
    last_seq: int
    digest: str
    before: datetime | None = None
    kept: int = 0
    kept_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonalExported(LifeEvent):
    """One person's data was read out for them; `digest` as above, over the rows that were."""

    by: str
    at: datetime
    subjects: int
    rows: int
    digest: str
