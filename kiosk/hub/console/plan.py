"""A place drawn as a plan: where each station's chip lies, and which of them are too near and become one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from kiosk.hub.console.seen import Look, Seen

WIDTH = 780
CHIP, HIGH, GAP = 172, 62, 8
"""A chip's width and height and what lies between two, in the plan's own units: pixels on a usual screen."""
DEEP = 420
"""The height of a whole floor; a place whose stations stand in one row is no higher than that row."""


@dataclass(slots=True)
class Chip:
    """One station, or several that stand too near one another to be told apart."""

    x: int
    y: int
    seen: list[Seen] = field(default_factory=list)

    @property
    def width(self) -> int:
        """See `CHIP`."""
        return CHIP

    @property
    def height(self) -> int:
        """See `HIGH`."""
        return HIGH

    @property
    def look(self) -> Look:
        """The gravest of them."""
        looks = Counter(one.look for one in self.seen)
        return next(look for look in Look if looks[look])

    @property
    def marked(self) -> int:
        """How many look like that."""
        look = self.look
        return sum(one.look is look for one in self.seen)


@dataclass(frozen=True, slots=True)
class Plan:
    """A place's chips within `WIDTH` × `height`."""

    chips: tuple[Chip, ...]
    height: int


def plan(stations: Sequence[Seen]) -> Plan | None:
    """The plan of one place's stations; None where nobody has said yet where they stand."""
    spots = {(one.station.across, one.station.down) for one in stations}
    if len(spots) < 2 and len(stations) != 1:
        return None
    top = min(one.station.down for one in stations)
    chips: list[Chip] = []
    near: dict[tuple[int, int], list[Chip]] = {}
    for one in sorted(stations, key=lambda each: (each.station.down, each.station.across)):
        x = round(one.station.across * (WIDTH - CHIP))
        y = round((one.station.down - top) * (DEEP - HIGH))
        column, row = x // (CHIP + GAP), y // (HIGH + GAP)
        around = (chip for a in (-1, 0, 1) for b in (-1, 0, 1) for chip in near.get((column + a, row + b), ()))
        chip = next((chip for chip in around if abs(chip.x - x) < CHIP + GAP and abs(chip.y - y) < HIGH + GAP), None)
        if chip is None:
            chip = Chip(x, y)
            chips.append(chip)
            near.setdefault((column, row), []).append(chip)
        chip.seen.append(one)
    return Plan(tuple(chips), max(chip.y for chip in chips) + HIGH)
