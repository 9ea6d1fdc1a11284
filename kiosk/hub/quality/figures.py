"""What a cell says, as values for a page, a report or a score. What is about too few visits says only that.

Under `FEW` visits in a department, station or room, a figure may point to somebody who was there: nothing is told of
them but that there were fewer. The whole hospital's figures are always told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kiosk.hub.quality import vocabulary as words
from kiosk.hub.quality.buckets import quantile_ms
from kiosk.hub.quality.cells import Cell

FEW = 5
_MEDIAN, _P95 = 0.5, 0.95

Counted = tuple[tuple[str, int], ...]
"""What was counted and how often, the most frequent first."""


@dataclass(frozen=True, slots=True)
class Times:
    """How long something took: `n` measurements, their median and the time that 95 % of them kept, ms (± 2.5 %)."""

    n: int
    median_ms: int
    p95_ms: int


@dataclass(frozen=True, slots=True)
class Ways:
    """Visits on one journey by their ending; `broke_off`: the patient left, took the card away or let the time pass."""

    journey: str
    done: int
    handed_over: int
    broke_off: int

    @property
    def visits(self) -> int:
        """All of them."""
        return self.done + self.handed_over + self.broke_off


@dataclass(frozen=True, slots=True)
class Figures:
    """Visits of a day or a month. `desk_reasons` are those of visits handed to a desk, `break_reasons` of broken-off.

    `steps` in the order of a visit, `whole` by journey and of visits that were done. `paid` is `code` or `cashier`.
    `ratings` counts 1 to 5. `hours` counts visits by the hour they began, empty where hours are not kept.
    """

    ways: tuple[Ways, ...]
    desk_reasons: Counted
    break_reasons: Counted
    steps: tuple[tuple[str, Times], ...]
    whole: tuple[tuple[str, Times], ...]
    languages: Counted
    identities: Counted
    faces: Counted
    coverages: Counted
    paid: Counted
    helped: int
    called_for_help: int
    ratings: tuple[int, ...]
    topics: Counted
    hours: tuple[tuple[int, int], ...]

    @property
    def visits(self) -> int:
        """All visits."""
        return sum(way.visits for way in self.ways)

    @property
    def done(self) -> int:
        """Visits that came to their end."""
        return sum(way.done for way in self.ways)

    @property
    def handed_over(self) -> int:
        """Visits that went on at a desk."""
        return sum(way.handed_over for way in self.ways)

    @property
    def broke_off(self) -> int:
        """Visits somebody left."""
        return sum(way.broke_off for way in self.ways)

    @property
    def rated(self) -> int:
        """How many said how it was."""
        return sum(self.ratings)

    @property
    def mean_rating(self) -> float | None:
        """From 1 to 5; None where nobody said."""
        stars = sum(rating * count for rating, count in enumerate(self.ratings, 1))
        return stars / self.rated if self.rated else None


@dataclass(frozen=True, slots=True)
class Waits:
    """Numbers of the hub's queue. `in_time` of the `called` waited at most half an hour.

    `left` went without having been seen as staff said, `unseen` were never called where others were; of `uncalled`
    nobody can say anything, because nobody called there by the hub that day. `moved` to another room.
    """

    issued: int
    called: int
    in_time: int
    left: int
    unseen: int
    uncalled: int
    moved: int
    times: Times | None


def figures(cell: Cell) -> Figures:
    """All a cell says about visits."""
    endings: Mapping[str, int] = cell.counts.get("journey", {})
    reasons: Mapping[str, int] = cell.counts.get("reason", {})
    return Figures(
        tuple(way for way in (_way(endings, journey) for journey in (*words.WAYS, words.OTHER)) if way.visits),
        _of_ending(reasons, "handed_over"),
        _of_ending(reasons, "refused"),
        _timed(cell, "step", (*words.STEPS, words.OTHER)),
        _timed(cell, "whole", (*words.WAYS, words.OTHER)),
        _ranked(cell.counts.get("language", {})),
        _ranked(cell.counts.get("identity", {})),
        _ranked(cell.counts.get("face", {})),
        _ranked(cell.counts.get("coverage", {})),
        _ranked(cell.counts.get("paid", {})),
        cell.n("staff", "helped"),
        cell.n("staff", "called"),
        tuple(cell.n("rating", str(rating)) for rating in range(1, 6)),
        _ranked(cell.counts.get("topic", {})),
        tuple((int(hour), count) for hour, count in sorted(cell.counts.get("hour", {}).items())),
    )


def waits(cell: Cell) -> Waits:
    """All a cell says about a queue."""
    return Waits(
        cell.n("number", "issued"),
        cell.n("number", "called"),
        cell.n("number", "in_time"),
        cell.n("number", "left"),
        cell.n("number", "unseen"),
        cell.n("number", "uncalled"),
        cell.n("number", "moved"),
        _times(cell, "wait"),
    )


def enough(figures_: Figures) -> Figures | None:
    """The same, or None where they are about too few; ratings and hours of too few are left out."""
    if figures_.visits < FEW:
        return None
    hours = tuple((hour, n) for hour, n in figures_.hours if n >= FEW)
    if figures_.rated < FEW:
        return replace(figures_, hours=hours, ratings=(0,) * 5, topics=())
    return replace(figures_, hours=hours)


def enough_waits(waits_: Waits) -> Waits | None:
    """The same, or None where they are about too few."""
    if max(waits_.issued, waits_.called) < FEW:
        return None
    return waits_ if waits_.called >= FEW else replace(waits_, times=None)


def _way(endings: Mapping[str, int], journey: str) -> Ways:
    done, desk = endings.get(f"{journey}/done", 0), endings.get(f"{journey}/handed_over", 0)
    every = sum(count for key, count in endings.items() if key.partition("/")[0] == journey)
    return Ways(journey, done, desk, every - done - desk)


def _of_ending(reasons: Mapping[str, int], ending: str) -> Counted:
    return _ranked({key.partition("/")[2]: n for key, n in reasons.items() if key.partition("/")[0] == ending})


def _ranked(counts: Mapping[str, int]) -> Counted:
    return tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def _timed(cell: Cell, what: str, names: tuple[str, ...]) -> tuple[tuple[str, Times], ...]:
    found = ((name, _times(cell, f"{what}/{name}")) for name in names)
    return tuple((name, times) for name, times in found if times is not None)


def _times(cell: Cell, what: str) -> Times | None:
    steps: Mapping[int, int] = cell.times.get(what, {})
    median, p95 = quantile_ms(steps, _MEDIAN), quantile_ms(steps, _P95)
    return None if median is None or p95 is None else Times(sum(steps.values()), median, p95)
