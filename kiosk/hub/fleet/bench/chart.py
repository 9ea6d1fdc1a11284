"""The fleet's measurement as a chart: how long heartbeats took, and how many rows came in, second by second."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from kiosk.hub.quality.svg import as_svg
from kiosk.reports.drawing import BAR, CAUTION, MUTED, PRIMARY, RULE, Box, Drawing, Mark, Rule, Words

AIM_MS, AIM_ROWS = 250, 3_000
WIDTH, LEFT, RIGHT = 960, 76, 24
TOP, PANEL, GAP = 84, 150, 62
_WIDE = WIDTH - LEFT - RIGHT
_PHASES = (("warm", "first"), ("steady", "steady"), ("drain", "backlog drains"))

Step = Mapping[str, float]


def chart(figures: Mapping[str, Any]) -> str:
    """A standing SVG of what `measure_fleet` gave."""
    phases = [(words, figures[name]["series"]) for name, words in _PHASES if figures.get(name, {}).get("series")]
    stations = f"{figures['stations']:,}"
    title = f"{stations} stations: heartbeats' p99 and journal rows a second, over time"
    marks = [
        Words(LEFT, 34, f"{stations} stations on one hub, its gate and PostgreSQL with fsync on", 18, strong=True),
        *_panel(phases, 0),
        *_panel(phases, 1),
    ]
    height = TOP + 2 * PANEL + GAP + 56
    about = "Above, p99 of the heartbeats each two seconds in milliseconds; below, journal rows a second."
    return as_svg(Drawing(WIDTH, height, title, about, tuple(marks)), standing=True)


def _panel(phases: Sequence[tuple[str, Sequence[Step]]], number: int) -> Iterator[Mark]:
    """The heartbeats' panel, or the rows'."""
    top = TOP + number * (PANEL + GAP)
    bottom = top + PANEL
    steps = [step for _, series in phases for step in series]
    values = [_values(step)[number] for step in steps]
    aim, words = ((AIM_MS, "heartbeat p99, ms"), (AIM_ROWS, "journal rows a second"))[number]
    most = _round_up(max(aim * 1.2, *(sum(one) for one in values)) if values else aim)
    wide = _WIDE / max(1, len(steps))
    yield Words(LEFT, top - 14, f"{words}; the line: {'at least' if number else 'at most'} {aim:,}", 13, MUTED)
    if number:
        legend = LEFT + _WIDE
        yield Box(legend - 268, top - 24, 11, 11, PRIMARY, 2)
        yield Words(legend - 252, top - 14, "of patients now", 12, MUTED)
        yield Box(legend - 136, top - 24, 11, 11, BAR, 2)
        yield Words(legend - 120, top - 14, "of a day's backlog", 12, MUTED)
    for part in (0.0, 0.5, 1.0):
        y = bottom - part * PANEL
        yield Rule(LEFT, y, LEFT + _WIDE, y)
        yield Words(LEFT - 10, y + 4, f"{round(part * most):,}", 12, MUTED, "end", figure=True)
    for place, parts in enumerate(values):
        y = bottom
        for part, fill in zip(parts, (PRIMARY, BAR), strict=False):
            tall = part / most * PANEL
            y -= tall
            yield Box(LEFT + place * wide, y, max(0.6, wide - 0.8), tall, fill)
    y = bottom - aim / most * PANEL
    yield Rule(LEFT, y, LEFT + _WIDE, y, CAUTION, 1.5)
    yield from _below(phases, bottom, wide, named=number == 1)


def _below(phases: Sequence[tuple[str, Sequence[Step]]], bottom: float, wide: float, *, named: bool) -> Iterator[Mark]:
    """Where a phase ends, and for the lower panel what it is and how long it took."""
    edges = [0]
    for _, series in phases:
        edges.append(edges[-1] + len(series))
    for (words, series), (first, last) in zip(phases, pairwise(edges), strict=True):
        if first:
            yield Rule(
                LEFT + first * wide, bottom - PANEL, LEFT + first * wide, bottom + (26 if named else 0), RULE, 1.5
            )
        if named and series:
            middle = LEFT + (first + last) / 2 * wide
            yield Words(middle, bottom + 22, f"{words}, {round(series[-1]['s'])} s", 12, MUTED, "middle")


def _values(step: Step) -> tuple[tuple[float, ...], tuple[float, ...]]:
    return (step["p99_ms"],), (step["rows_per_second"], step["backlog_rows_per_second"])


def _round_up(value: float) -> int:
    """The next even figure for an axis."""
    size = int("1" + "0" * (len(str(int(value))) - 1))
    return next(one * size for one in (1, 2, 3, 4, 5, 6, 8, 10) if one * size >= value)
