"""The fleet as the console draws it: how each station looks, in words and counts; one picture serves many requests."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from kiosk.clock import Clock
from kiosk.fleet.ports import Fleet, KnownStation
from kiosk.fleet.rules import causes
from kiosk.fleet.values import StationState

FRESH_S = 3.0
"""Seconds one picture of the fleet serves; what is decided in the console makes a new one at once."""


class Look(StrEnum):
    """How a station stands out, the gravest first."""

    BROKEN = "broken"
    """It serves nobody, or nobody knows whether it does."""
    LOOK = "look"
    """It serves, and somebody should look."""
    REST = "rest"
    GOOD = "good"
    NEW = "new"
    """Not enrolled yet."""
    GONE = "gone"
    """Its identity was revoked."""


PICTOGRAMS = {
    Look.BROKEN: "cross",
    Look.LOOK: "warn",
    Look.REST: "clock",
    Look.GOOD: "check",
    Look.NEW: "plus",
    Look.GONE: "lock",
}
BROKEN = frozenset({"silent", "closed", "reader", "his", "hub", "disk", "screen"})
"""Rules after which a station serves nobody as it should; with any other it serves on."""
_RESTS = frozenset({StationState.OUT_OF_SERVICE, StationState.TRAINING, StationState.STARTING})


@dataclass(frozen=True, slots=True)
class Seen:
    """A station and how it looks: `words` is a key of the console's words, `detail` a code or figure beside it."""

    station: KnownStation
    look: Look
    words: str
    detail: str = ""
    rules: tuple[tuple[str, str], ...] = ()

    @property
    def pictogram(self) -> str:
        """What stands beside the word."""
        return PICTOGRAMS[self.look]


def seen(station: KnownStation, now: datetime) -> Seen:
    """How a station looks at this moment."""
    if station.revoked:
        return Seen(station, Look.GONE, "look.gone")
    if station.enrolled_at is None:
        return Seen(station, Look.NEW, "state.awaited")
    rules = tuple(causes(station, now))
    last = station.last
    if rules and rules[0][0] == "silent":
        return Seen(station, Look.BROKEN, "rule.silent", rules[0][1], rules)
    if last is None:
        return Seen(station, Look.REST, "look.waiting")
    if last.state in _RESTS:
        return Seen(station, Look.REST, f"state.{last.state}", "", rules)
    for rule, detail in rules:
        if rule in BROKEN:
            return Seen(station, Look.BROKEN, f"rule.{rule}", detail, rules)
    if rules:
        return Seen(station, Look.LOOK, f"rule.{rules[0][0]}", rules[0][1], rules)
    return Seen(station, Look.GOOD, f"step.{last.step}" if last.step else f"state.{last.state}")


@dataclass(slots=True)
class Place:
    """The stations of one place, in the order in which they stand there: down, then across."""

    name: str
    seen: list[Seen] = field(default_factory=list)
    looks: Counter[Look] = field(default_factory=Counter)

    @property
    def worst(self) -> Look:
        """The gravest look here."""
        return next((look for look in Look if self.looks[look]), Look.GOOD)

    @property
    def marked(self) -> tuple[tuple[Look, int], ...]:
        """How many there are of each look."""
        return tuple((look, self.looks[look]) for look in Look if self.looks[look])


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole fleet at one moment."""

    at: datetime
    seen: tuple[Seen, ...]
    places: dict[str, Place]
    looks: Counter[Look]
    versions: Counter[str]
    groups: Counter[str]
    visits: int
    undelivered: int
    behind: int

    @property
    def enrolled(self) -> int:
        """Stations that have an identity."""
        return len(self.seen) - self.looks[Look.NEW] - self.looks[Look.GONE]


def picture(stations: Iterable[KnownStation], now: datetime, before: Picture | None = None) -> Picture:
    """Everything that pages show of the fleet, counted once.

    :param before: an earlier picture: a station that is the same value as there looks as it did there. What changes
        with time alone, a certificate's last three weeks, is seen with the station's next heartbeat.
    """
    known = {id(one.station): one for one in before.seen} if before else {}
    all_seen = tuple(known.get(id(station)) or seen(station, now) for station in stations)
    places: dict[str, Place] = {}
    looks: Counter[Look] = Counter()
    versions: Counter[str] = Counter()
    groups: Counter[str] = Counter()
    visits = undelivered = behind = 0
    for one in all_seen:
        station, look = one.station, one.look
        looks[look] += 1
        if look is Look.GONE:
            continue
        place = places.get(station.place)
        if place is None:
            place = places[station.place] = Place(station.place)
        place.seen.append(one)
        place.looks[look] += 1
        if station.group:
            groups[station.group] += 1
        last = station.last
        if last is not None:
            versions[last.version] += 1
            visits += last.visits_today
            undelivered += last.undelivered
            behind += last.behind
    for place in places.values():
        place.seen.sort(key=_stands)
    named = dict(sorted(places.items(), key=lambda item: (item[0] == "", _counted(item[0]))))
    return Picture(now, all_seen, named, looks, versions, groups, visits, undelivered, behind)


def _stands(one: Seen) -> tuple[float, float, str]:
    return round(one.station.down, 2), one.station.across, one.station.station_id


def _counted(name: str) -> list[tuple[int, str]]:
    """Places as people count them: floor 10 after floor 2."""
    parts = re.split(r"([0-9]+)", name.casefold())
    return [(int(part[:12]), "") if part.isdecimal() else (0, part) for part in parts]


class Board:
    """The newest picture, made anew when it is old. Thread-safe: one who asks makes it, others see the one before."""

    def __init__(self, fleet: Fleet, clock: Clock) -> None:
        self._fleet, self._clock = fleet, clock
        self._making = threading.Lock()
        self._held: tuple[float, Picture] | None = None
        self._last: Picture | None = None

    def now(self) -> Picture:
        """The fleet as it is, or was a few seconds ago; never as it was before the last `forget`."""
        held = self._held
        if held is not None and self._clock.monotonic() - held[0] <= FRESH_S:
            return held[1]
        if not self._making.acquire(blocking=held is None):
            assert held is not None
            return held[1]
        try:
            if self._held is held or self._held is None:
                asked = self._clock.monotonic()
                self._last = picture(self._fleet.stations(), self._clock.now(), self._last)
                self._held = (asked, self._last)
            return self._held[1]
        finally:
            self._making.release()

    def forget(self) -> None:
        """Somebody decided something here, and is to see it."""
        with self._making:
            self._held = None
