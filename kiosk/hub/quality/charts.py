"""The charts of service quality as drawings: for the console's pages, the report and the documentation alike.

Colour is never alone: parts lie in one order, words and figures stand beside them, and each drawing describes itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from kiosk.hub.quality.figures import Times
from kiosk.hub.quality.reader import Day
from kiosk.hub.quality.score import Score
from kiosk.hub.quality.speech import Speech
from kiosk.reports.drawing import (
    BAR,
    CAUTION,
    INK,
    MUTED,
    PRIMARY,
    RULE,
    Box,
    Dot,
    Drawing,
    Mark,
    Rule,
    Words,
    fitted,
)

WIDE, HALF = 1080.0, 520.0
IN_TIME_MIN = 30
_TOP, _FOOT, _LEFT = 34.0, 26.0, 46.0
_TRACK = "#E8EEF0"
_ENDINGS = (("done", PRIMARY), ("handed_over", CAUTION), ("broke_off", RULE))
_SUNDAY = 6

Linked = Callable[[str], str]


def days_chart(say: Speech, days: Sequence[Day], link: Linked | None = None) -> Drawing:
    """Visits of each day by their ending, stacked; a touch on a day leads to `link(day)`."""
    high = 210.0
    most = max((_visits(day) for day in days), default=0)
    marks, scale = _grid(WIDE, high, most, say.number)
    step = (WIDE - _LEFT) / max(len(days), 1)
    for place, day in enumerate(days):
        x, y = _LEFT + place * step, _TOP + high
        marks.append(_day_label(x + step / 2, y, day.day))
        if day.done is None:
            marks.append(Words(x + step / 2, y - 6, "·", 16, MUTED, "middle"))
            continue
        told = ", ".join(f"{say(f'ending.{name}')} {say.number(_of(day, name))}" for name, _ in _ENDINGS)
        tip = f"{say.day(day.day)}: {told}"
        for name, fill in _ENDINGS:
            tall = _of(day, name) * scale
            y -= tall
            if tall:
                marks.append(Box(x + step * 0.16, y, step * 0.68, tall, fill, 0, tip, link(day.day) if link else ""))
    marks += _legend(WIDE, [(say(f"ending.{name}"), fill) for name, fill in _ENDINGS])
    busiest = max(days, key=_visits, default=None)
    said = f"{say.day(busiest.day)}: {say.number(_visits(busiest))}" if busiest else ""
    return Drawing(WIDE, _TOP + high + _FOOT, say("page.days"), said, tuple(marks))


def waits_chart(say: Speech, days: Sequence[Day]) -> Drawing:
    """From the median to what 95 % kept, day by day, and the half hour that counts as in time."""
    high = 190.0
    most = max((day.wait.p95_ms / 60_000 for day in days if day.wait), default=0.0)
    marks, scale = _grid(WIDE, high, max(most, IN_TIME_MIN * 1.2), say.number)
    marks.append(Words(0, 14, say("time.in_minutes"), 13, MUTED))
    step, floor = (WIDE - _LEFT) / max(len(days), 1), _TOP + high
    goal = floor - IN_TIME_MIN * scale
    marks.append(Rule(_LEFT, goal, WIDE, goal, CAUTION, 1.5))
    for place, day in enumerate(days):
        x = _LEFT + (place + 0.5) * step
        marks.append(_day_label(x, floor, day.day))
        if day.wait:
            median, p95 = (floor - ms / 60_000 * scale for ms in (day.wait.median_ms, day.wait.p95_ms))
            tip = f"{say.day(day.day)}: {_two(say, day.wait)}"
            marks.append(Box(x - 5, p95, 10, max(median - p95, 1), BAR, 5, tip))
            marks.append(Dot(x, median, 5.5, PRIMARY, tip))
    names = [(say("page.median"), PRIMARY), (say("page.p95"), BAR), (say("time.minutes", n=IN_TIME_MIN), CAUTION)]
    marks += _legend(WIDE, names)
    return Drawing(WIDE, floor + _FOOT, say("page.waits"), "", tuple(marks))


def bars_chart(say: Speech, title: str, rows: Sequence[tuple[str, int]], width: float = HALF) -> Drawing:
    """Counts side by side with their share of all of them."""
    label, figure = width * 0.44, 108.0
    most, total = max((n for _, n in rows), default=0), sum(n for _, n in rows)
    marks: list[Mark] = []
    for place, (name, n) in enumerate(rows):
        y = 8 + place * 30.0
        long = (width - label - figure) * n / most if most else 0.0
        marks.append(Words(label - 12, y + 14, fitted(name, label - 16, 13.5), 13.5, INK, "end"))
        marks.append(Box(label, y, max(long, 2), 19, PRIMARY if n == most else BAR, 3, f"{name}: {say.number(n)}"))
        marks.append(Words(label + long + 8, y + 14, say.number(n), 13.5, INK, "start", strong=True, figure=True))
        shown = f"{say.share(n, total)} %"
        marks.append(Words(width, y + 14, shown, 13, MUTED, "end", figure=True))
    said = "; ".join(f"{name}: {n}" for name, n in rows)
    return Drawing(width, 8 + 30.0 * len(rows), title, said, tuple(marks))


def steps_chart(say: Speech, title: str, rows: Sequence[tuple[str, Times]], width: float = HALF) -> Drawing:
    """Each row's time from the median to what 95 % kept, on one scale."""
    label, figure = width * 0.4, 150.0
    most = max((times.p95_ms for _, times in rows), default=1)
    scale = (width - label - figure) / most
    marks: list[Mark] = [
        Words(width - 78, 13, say("page.median_word"), 12, MUTED, "end"),
        Words(width, 13, say("page.p95_word"), 12, MUTED, "end", figure=True),
    ]
    for place, (name, times) in enumerate(rows):
        y = 24 + place * 30.0
        median, p95 = label + times.median_ms * scale, label + times.p95_ms * scale
        tip = f"{name}: {_two(say, times)}"
        marks.append(Words(label - 12, y + 14, fitted(name, label - 16, 13.5), 13.5, INK, "end"))
        marks.append(Rule(label, y + 9.5, width - figure, y + 9.5, _TRACK, 2))
        marks.append(Box(median, y + 4, max(p95 - median, 1), 11, BAR, 5.5, tip))
        marks.append(Dot(median, y + 9.5, 6.5, PRIMARY, tip))
        marks.append(Words(width - 78, y + 14, say.span(times.median_ms), 13, INK, "end", strong=True, figure=True))
        marks.append(Words(width, y + 14, say.span(times.p95_ms), 13, MUTED, "end", figure=True))
    said = "; ".join(f"{name}: {_two(say, times)}" for name, times in rows)
    return Drawing(width, 24 + 30.0 * len(rows), title, said, tuple(marks))


def hours_chart(say: Speech, hours: Sequence[tuple[int, int]], width: float = HALF) -> Drawing:
    """Visits by the hour they began in."""
    high, most = 120.0, max((n for _, n in hours), default=0)
    first, last = (hours[0][0], hours[-1][0]) if hours else (0, 0)
    counts = dict(hours)
    marks: list[Mark] = []
    step = width / (last - first + 1)
    for hour in range(first, last + 1):
        n, x = counts.get(hour, 0), (hour - first) * step
        tall = high * n / most if most else 0.0
        y = 22 + high - tall
        if n:
            fill = PRIMARY if n == most else BAR
            marks.append(Box(x + step * 0.14, y, step * 0.72, tall, fill, 3, f"{hour}:00 – {hour}:59: {say.number(n)}"))
            marks.append(Words(x + step / 2, y - 6, say.number(n), 12, INK, "middle", figure=True))
        marks.append(Words(x + step / 2, 40 + high, f"{hour}:00", 12, MUTED, "middle", figure=True))
    marks.append(Rule(0, 22 + high, width, 22 + high))
    return Drawing(width, 50 + high, say("page.hours"), "; ".join(f"{h}:00 {n}" for h, n in hours), tuple(marks))


def score_chart(say: Speech, score: Score, width: float = HALF) -> Drawing:
    """Each component as a track as long as its weight, filled as far as its points go."""
    label, figure = width * 0.36, 96.0
    heaviest = max(one.rule.weight for one in score.components)
    marks: list[Mark] = []
    said = []
    for place, one in enumerate(score.components):
        y, name = 8 + place * 34.0, say(f"rule.{one.rule.name}")
        whole = (width - label - figure) * one.rule.weight / heaviest
        marks.append(Words(label - 12, y + 15, fitted(name, label - 16, 13.5), 13.5, INK, "end"))
        marks.append(Box(label, y, whole, 20, _TRACK, 4))
        if one.points is None:
            shown = say("score.not_counted")
            marks.append(Words(width, y + 15, shown, 13, MUTED, "end"))
        else:
            shown = f"{say.decimal(one.points)} / {one.rule.weight}"
            if one.points > 0:
                marks.append(Box(label, y, whole * one.points / one.rule.weight, 20, PRIMARY, 4, f"{name}: {shown}"))
            marks.append(Words(width, y + 15, shown, 13.5, INK, "end", strong=True, figure=True))
        said.append(f"{name}: {shown}")
    return Drawing(width, 8 + 34.0 * len(score.components), say("page.score"), "; ".join(said), tuple(marks))


def scores_chart(say: Speech, scores: Sequence[tuple[str, int | None]], width: float = HALF) -> Drawing:
    """A department's score month by month, out of 100."""
    high = 120.0
    step = min(width / max(len(scores), 1), 86.0)
    marks: list[Mark] = [Rule(0, 22 + high, width, 22 + high)]
    for place, (month, value) in enumerate(scores):
        x = (place + 0.5) * step
        marks.append(Box(x - step * 0.3, 22, step * 0.6, high, _TRACK, 3))
        if value is not None:
            tall = high * value / 100
            fill = PRIMARY if place == len(scores) - 1 else BAR
            marks.append(
                Box(x - step * 0.3, 22 + high - tall, step * 0.6, tall, fill, 3, f"{say.month(month)}: {value}")
            )
        shown = "–" if value is None else str(value)
        marks.append(Words(x, 15, shown, 14, INK, "middle", strong=True, figure=True))
        marks.append(Words(x, 40 + high, say.month(month), 11.5, MUTED, "middle", figure=True))
    said = "; ".join(f"{say.month(month)}: {value or '–'}" for month, value in scores)
    return Drawing(width, 50 + high, say("page.scores"), said, tuple(marks))


def meter(say: Speech, value: int | None) -> Drawing:
    """A score as a short bar beside its number, for a table."""
    marks: list[Mark] = [Box(0, 3, 90, 10, _TRACK, 5)]
    if value:
        marks.append(Box(0, 3, max(90 * value / 100, 10), 10, PRIMARY, 5))
    shown = say("page.too_few") if value is None else f"{value} / 100"
    return Drawing(90, 16, say("page.score"), shown, tuple(marks))


def _grid(width: float, high: float, most: float, named: Callable[[int], str]) -> tuple[list[Mark], float]:
    """Level lines with their figures, and how many units of height one of the counted is."""
    step = _nice(most)
    top = max(step, -(-int(most) // step) * step)
    scale = high / top
    marks: list[Mark] = []
    for level in range(0, top + 1, step):
        y = _TOP + high - level * scale
        marks.append(Rule(_LEFT, y, width, y))
        marks.append(Words(_LEFT - 8, y + 4, named(level), 12, MUTED, "end", figure=True))
    return marks, scale


def _nice(most: float) -> int:
    """The distance of three to five level lines: 1, 2 or 5 and noughts behind."""
    wanted = max(most / 4, 1)
    size = 1
    while size * 10 <= wanted:
        size *= 10
    return next(times * size for times in (1, 2, 5, 10) if times * size >= wanted)


def _legend(width: float, names: Sequence[tuple[str, str]]) -> list[Mark]:
    marks: list[Mark] = []
    x = width
    for name, fill in reversed(names):
        x -= len(name) * 7.3 + 4
        marks.append(Words(x, 14, name, 13, MUTED))
        x -= 18
        marks.append(Box(x, 4, 12, 12, fill, 3))
        x -= 18
    return marks


def _day_label(x: float, floor: float, day: str) -> Mark:
    sunday = date.fromisoformat(day).weekday() == _SUNDAY
    return Words(x, floor + 17, str(int(day[-2:])), 12, INK if sunday else MUTED, "middle", sunday, figure=True)


def _visits(day: Day) -> int:
    return sum(_of(day, name) for name, _ in _ENDINGS)


def _of(day: Day, ending: str) -> int:
    return {"done": day.done, "handed_over": day.handed_over, "broke_off": day.broke_off}[ending] or 0


def _two(say: Speech, times: Times) -> str:
    return f"{say('page.median_word')} {say.span(times.median_ms)}, 95 % {say.span(times.p95_ms)}"
