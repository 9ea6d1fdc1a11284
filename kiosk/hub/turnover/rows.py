"""A journal's rows as they were first written: one that was carried already is the row it carries."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kiosk.carried import Carried, CarriedPersonal
from kiosk.journal import Journal
from kiosk.journal.sql import StoredRow

CARRIED = frozenset({Carried.__name__, CarriedPersonal.__name__})


@dataclass(frozen=True, slots=True)
class Fact:
    """One row and where it lies; `body` is its public part, parsed, `text` the same as it stands in the chain."""

    stored: StoredRow
    seq: int
    kind: str
    version: int
    recorded_at: datetime
    body: dict[str, Any]
    text: str
    drawers: bool

    @property
    def subject(self) -> str:
        """Whose it is; its personal part is encrypted under this subject's key."""
        return self.stored.subject


def facts(journal: Journal) -> Iterator[Fact]:
    """Every row, in order. Nothing is decrypted."""
    for stored in journal.stored_rows():
        body = json.loads(stored.body)
        if stored.kind in CARRIED:
            text, at = body["body"], datetime.fromisoformat(body["recorded_at"])
            yield Fact(
                stored, body["seq"], body["kind"], body["row_version"], at, json.loads(text), text, body["drawers"]
            )
        else:
            at = datetime.fromisoformat(stored.recorded_at)
            yield Fact(stored, stored.seq, stored.kind, stored.version, at, body, stored.body, False)


def carried(journal: Journal, fact: Fact, *, drawers: bool) -> Carried:
    """The row as a new file begins with it; its personal part, if any, is decrypted here."""
    plain = (fact.seq, fact.kind, fact.version, fact.recorded_at, fact.text, drawers)
    if fact.stored.personal_digest is None:
        return Carried(
            *plain, erased=bool(fact.stored.kind == Carried.__name__ and json.loads(fact.stored.body)["erased"])
        )
    text = journal.unsealed(fact.stored)
    if text is None:
        return Carried(*plain, erased=True)
    if fact.stored.kind in CARRIED:
        text = json.loads(text)["personal"]
    return CarriedPersonal(*plain, personal=text)
