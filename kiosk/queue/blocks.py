"""Blocks of numbers a station reserves while it can, to give them out alone while it is cut off.

A number of a block reads `B3-012`: block 3 of the day, its twelfth number. No other number of the day looks like it, so
a cut-off station needs to ask nobody. It is provisional until the hub has heard of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import count

from his_client.outcome import Refused
from kiosk.queue.events import BlockReserved

SIZE = 50
MOST_A_DAY = 40
"""Blocks one station may hold a day; more is a station gone wrong."""
CARRIED, OF_DAY_BEFORE = 0, -1
"""Ordinals of blocks that came from under another date: of this same day, or of the one before, which may go on."""

_FORM = re.compile(r"B([1-9]\d{0,4})-(\d{3})")


def number_text(block: int, index: int) -> str:
    """The number as patients read it."""
    return f"B{block}-{index:03d}"


def reserve(
    held: Iterable[BlockReserved], station_id: str, ordinal: int, day: date, at: datetime, size: int = SIZE
) -> BlockReserved | Refused:
    """The station's `ordinal`th block of a day: the one it has already, or the first that is free on any day.

    No block of another day looks like it, because a clock that is turned makes one day of two; what came from
    under another date (`CARRIED`, `OF_DAY_BEFORE`) covers its numbers, and is given out no more.

    Refused codes: `ordinal` (not the next one after those it holds), `too_many`.
    """
    held = tuple(held)
    theirs = [block for block in held if block.day == day and block.station_id == station_id]
    own = [block for block in theirs if block.ordinal > CARRIED]
    for block in own:
        if block.ordinal == ordinal:
            return block
    if ordinal < 1 or (ordinal != len(own) + 1 and own == theirs):
        return Refused("ordinal", "blocks are reserved one after the other, from 1")
    if ordinal > MOST_A_DAY:
        return Refused("too_many", "this station has reserved more blocks than a day can need")
    used = {block.block for block in held}
    return BlockReserved(day, at, station_id, ordinal, next(n for n in count(1) if n not in used), size)


def covers(held: Iterable[BlockReserved], station_id: str, day: date, number: str) -> bool:
    """Whether a number lies in a block of this station, of this day or a later one: no two of them look alike, and a
    station whose clock is ahead gives from the later."""
    form = _FORM.fullmatch(number)
    if form is None:
        return False
    block, index = int(form[1]), int(form[2])
    return any(
        held_one.day >= day
        and (held_one.station_id, held_one.block) == (station_id, block)
        and 1 <= index <= held_one.size
        for held_one in held
    )


@dataclass(frozen=True, slots=True)
class Block:
    """A reserved block at its station, with what was given from it: place id to number.

    The station keeps `drawn` in its own journal before it shows a number, as with everything else it promises.
    """

    day: date
    block: int
    size: int
    drawn: Mapping[str, str] = field(default_factory=dict)

    def draw(self, place_id: str, today: date) -> tuple[Block, str] | None:
        """The block after giving a number, and the number; the same place gets the same one.

        None when the block is used up or was reserved for another day.
        """
        if today != self.day:
            return None
        known = self.drawn.get(place_id)
        if known is not None:
            return self, known
        if len(self.drawn) >= self.size:
            return None
        number = number_text(self.block, len(self.drawn) + 1)
        return replace(self, drawn={**self.drawn, place_id: number}), number
