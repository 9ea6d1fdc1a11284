"""What a hub's journal begins with when it was turned over: the rows of the file before that are still needed.

Each carries one row as it was, with its own time; `kiosk.hub.record` unwraps it, so that who follows the journal sees
the original event. `JournalTurned` ends them with what is counted over all files.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from kiosk.journal.codec import Codec
from kiosk.privacy import Sensitive


@dataclass(frozen=True, slots=True)
class CarriedEvent:
    """Something about a journal's own beginning; it moves nothing and nobody."""

    version: ClassVar[int] = 1


@dataclass(frozen=True, slots=True)
class Carried(CarriedEvent):
    """Row `seq` of an earlier file, its public part as it stood there.

    `drawers`: only the cashiers' desks need it still, for the sums of a shift; its bill is settled and in the archive.
    `erased`: its personal part was erased before it was carried.
    """

    seq: int
    kind: str
    row_version: int
    recorded_at: datetime
    body: str
    drawers: bool = False
    erased: bool = False

    def original(self, codec: Codec) -> Any:
        """The event that was carried; None when its personal part is erased and it cannot be without it."""
        return codec.decode(self.kind, json.loads(self.body), self._personal())

    def _personal(self) -> dict[str, Any] | None:
        return None if self.erased else {}


@dataclass(frozen=True, slots=True)
class CarriedPersonal(Carried):
    """A row with its personal part, which is encrypted here as it was there; empty once it is erased here."""

    personal: Sensitive[str] = field(default="", repr=False)

    def _personal(self) -> dict[str, Any] | None:
        found: dict[str, Any] | None = json.loads(self.personal) if self.personal else None
        return found


@dataclass(frozen=True, slots=True)
class JournalTurned(CarriedEvent):
    """All that is needed was carried; the file before, up to row `last_seq`, is kept as `archive` beside this one.

    What is counted for ever, beyond the rows carried: `orders`, the highest `last_number` of an order at a provider,
    and Z reports as (year, how many). Lines of statements older than `before` may be in the archive.
    """

    archive: str
    last_seq: int
    before: datetime
    at: datetime
    orders: int
    last_number: int
    z_reports: tuple[tuple[int, ...], ...] = ()
