"""The month's report for the hospital's management, in Vietnamese: XLSX to reckon with, PDF to read and to file.

Counts under five of a department, a station or a room are told as such and nothing more.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kiosk.hub.quality import charts
from kiosk.hub.quality.figures import FEW, Counted, Figures, Times
from kiosk.hub.quality.reader import Month, Part
from kiosk.hub.quality.score import RULES, Score
from kiosk.hub.quality.speech import Speech
from kiosk.reports.document import (
    Block,
    Column,
    Drawn,
    Fact,
    Facts,
    Grid,
    Kind,
    Made,
    Remark,
    Report,
    Value,
)
from kiosk.reports.drawing import Drawing

_COUNT = Kind.COUNT


def month_report(month: Month, made: Made, behind: int = 0) -> Report:
    """The whole hospital's month.

    :param behind: journal rows that are not in the figures yet; the report says so.
    """
    say = Speech()
    seen, queue = month.figures, month.waits
    blocks: list[Block] = [
        Remark(say("page.no_person") + " " + say("page.few_note")),
        *([Remark(say("page.behind", n=say.number(behind)), strong=True)] if behind else []),
        Facts(
            say("page.of_hospital"),
            (
                Fact(say("page.visits"), seen.visits, _COUNT, strong=True),
                Fact(say("page.done"), _part(say, seen.done, seen)),
                Fact(say("page.handed_over"), _part(say, seen.handed_over, seen)),
                Fact(say("page.broke_off"), _part(say, seen.broke_off, seen)),
                Fact(say("page.waiting_median"), _median(queue.times), Kind.SPAN),
                Fact(say("page.waiting_p95"), _p95(queue.times), Kind.SPAN),
                Fact(say("rule.in_time"), _share(queue.in_time, queue.called), Kind.SHARE),
                Fact(say("page.satisfied"), _stars(say, seen.mean_rating, seen.rated)),
            ),
        ),
        Drawn(say("page.days"), charts.days_chart(say, month.days)),
        _departments(say, month.departments),
        Drawn(say("page.waits"), charts.waits_chart(say, month.days)),
        _ways(say, month),
        _counted(say, say("page.reasons"), "reason", seen.desk_reasons),
        _counted(say, say("page.breaks"), "reason", seen.break_reasons),
        _times(say, say("page.steps"), "step", seen.steps),
        Drawn(say("page.steps"), _steps(say, seen)),
        _times(say, say("page.whole"), "journey", seen.whole),
        _ratings(say, seen.ratings),
        _counted(say, say("page.topics"), "topic", seen.topics),
        *(
            _counted(say, say(f"page.{title}"), table, counted)
            for title, table, counted in (
                ("coverages", "coverage", seen.coverages),
                ("paid", "paid", seen.paid),
                ("identities", "identity", seen.identities),
                ("faces", "face", seen.faces),
                ("languages", "language", seen.languages),
            )
        ),
        _stations(say, month.stations),
        _rooms(say, month.rooms),
        _days(say, month),
        *_formula(say),
        *(block for part in month.departments if part.score for block in (_score(say, part.name, part.score),)),
    ]
    title = say("page.report")
    return Report(
        f"chat-luong-phuc-vu-{month.month}", title, say("page.month", month=say.month(month.month)), made, tuple(blocks)
    )


def _departments(say: Speech, parts: Sequence[Part]) -> Grid:
    rows = []
    for part in parts:
        seen, queue = part.figures, part.waits
        rows.append(
            (
                part.name,
                _visits(say, part),
                queue.called if queue else None,
                _median(queue.times if queue else None),
                _p95(queue.times if queue else None),
                _share(queue.in_time, queue.called) if queue else None,
                queue.left + queue.unseen if queue else None,
                round(10 * seen.mean_rating) if seen and seen.mean_rating and seen.rated >= FEW else None,
                part.score.value if part.score and part.score.value is not None else say("page.too_few"),
            )
        )
    columns = (
        Column(say("page.department"), width=24),
        Column(say("page.visits"), _COUNT, 10),
        Column(say("page.called"), _COUNT, 9),
        Column(say("page.waiting_median"), Kind.SPAN, 12),
        Column(say("page.waiting_p95"), Kind.SPAN, 13),
        Column(say("rule.in_time"), Kind.SHARE, 11),
        Column(say("page.left"), _COUNT, 8),
        Column(say("page.rating"), Kind.TENTHS, 8),
        Column(say("page.score"), _COUNT, 8),
    )
    return Grid(say("page.departments"), columns, tuple(rows))


def _ways(say: Speech, month: Month) -> Grid:
    seen = month.figures
    columns = (
        Column(say("page.journey"), width=26),
        Column(say("page.n"), _COUNT),
        Column(say("page.done"), _COUNT),
        Column(say("page.handed_over"), _COUNT),
        Column(say("page.broke_off"), _COUNT),
    )
    rows = tuple(
        (say.named("journey", way.journey), way.visits, way.done, way.handed_over, way.broke_off) for way in seen.ways
    )
    total = (say("page.of_hospital"), seen.visits, seen.done, seen.handed_over, seen.broke_off)
    return Grid(say("page.journeys"), columns, rows, total)


def _counted(say: Speech, title: str, table: str, counted: Counted) -> Grid:
    total = sum(n for _, n in counted)
    rows = tuple((say.named(table, code), n, _share(n, total)) for code, n in counted)
    return Grid(title, (Column(title, width=34), Column(say("page.n"), _COUNT), Column("%", Kind.SHARE, 8)), rows)


def _times(say: Speech, title: str, table: str, rows: Sequence[tuple[str, Times]]) -> Grid:
    columns = (
        Column(say("page.step"), width=28),
        Column(say("page.n"), _COUNT),
        Column(say("page.median"), Kind.SPAN, 12),
        Column(say("page.p95"), Kind.SPAN, 12),
    )
    made = tuple((say.named(table, code), times.n, times.median_ms, times.p95_ms) for code, times in rows)
    return Grid(title, columns, made)


def _ratings(say: Speech, ratings: Sequence[int]) -> Grid:
    total = sum(ratings)
    rows = tuple((str(star), n, _share(n, total)) for star, n in enumerate(ratings, 1)) if total else ()
    columns = (Column(say("page.rating"), width=34), Column(say("page.n"), _COUNT), Column("%", Kind.SHARE, 8))
    return Grid(say("page.ratings"), columns, rows)


def _stations(say: Speech, parts: Sequence[Part]) -> Grid:
    columns = (
        Column(say("page.station"), width=14),
        Column(say("page.visits"), _COUNT),
        Column(say("page.done"), Kind.SHARE, 12),
        Column(say("page.handed_over"), Kind.SHARE, 12),
        Column(say("page.broke_off"), Kind.SHARE, 12),
        Column(say("page.help"), _COUNT),
    )
    rows = []
    for part in parts:
        seen = part.figures
        shares: tuple[Value, ...] = (None, None, None, None)
        if seen:
            shares = (*(_share(n, seen.visits) for n in (seen.done, seen.handed_over, seen.broke_off)), seen.helped)
        rows.append((part.id, _visits(say, part), *shares))
    return Grid(say("page.stations"), columns, tuple(rows))


def _rooms(say: Speech, parts: Sequence[Part]) -> Grid:
    columns = (
        Column(say("page.room"), width=14),
        Column(say("page.department"), width=24),
        Column(say("page.called"), _COUNT),
        Column(say("page.waiting_median"), Kind.SPAN, 12),
        Column(say("page.waiting_p95"), Kind.SPAN, 12),
        Column(say("page.left"), _COUNT),
        Column(say("page.unseen"), _COUNT),
    )
    rows: list[tuple[Value, ...]] = []
    for part in parts:
        queue = part.waits
        if queue is None:
            rows.append((part.id, part.name, say("page.few"), None, None, None, None))
        else:
            times = queue.times
            rows.append((part.id, part.name, queue.called, _median(times), _p95(times), queue.left, queue.unseen))
    return Grid(say("page.rooms"), columns, tuple(rows))


def _days(say: Speech, month: Month) -> Grid:
    columns = (
        Column(say("page.date"), Kind.DAY, 12),
        Column(say("page.done"), _COUNT),
        Column(say("page.handed_over"), _COUNT),
        Column(say("page.broke_off"), _COUNT),
        Column(say("page.waiting_median"), Kind.SPAN, 14),
        Column(say("page.waiting_p95"), Kind.SPAN, 14),
    )
    rows = tuple(
        (
            date.fromisoformat(day.day),
            day.done,
            day.handed_over,
            day.broke_off,
            _median(day.wait),
            _p95(day.wait),
        )
        for day in month.days
    )
    return Grid(say("page.days"), columns, rows)


def _formula(say: Speech) -> list[Block]:
    return [
        Remark(say("page.formula"), strong=True),
        Remark(say("score.how")),
        *(Remark(f"{say(f'rule.{rule.name}')} ({rule.weight}): {say(f'measured.{rule.name}')}.") for rule in RULES),
        Remark(say("score.fair")),
    ]


def _score(say: Speech, name: str, score: Score) -> Grid:
    columns = (
        Column(say("score.component"), width=20),
        Column(say("score.weight"), _COUNT, 8),
        Column(say("score.n"), _COUNT, 9),
        Column(say("score.value"), width=10),
        Column(say("score.worst"), width=10),
        Column(say("score.best"), width=10),
        Column(say("score.points"), width=9),
    )
    rows = tuple(
        (
            say(f"rule.{one.rule.name}"),
            one.rule.weight,
            one.n,
            say.measured(one.rule.unit, one.value),
            say.measured(one.rule.unit, one.rule.worst),
            say.measured(one.rule.unit, one.rule.best),
            say("score.not_counted") if one.points is None else say.decimal(one.points),
        )
        for one in score.components
    )
    return Grid(f"{name}: {say.score(score)}", columns, rows)


def _visits(say: Speech, part: Part) -> Value:
    return part.figures.visits if part.figures else say("page.few")


def _part(say: Speech, n: int, seen: Figures) -> str:
    return f"{say.number(n)} ({say.share(n, seen.visits)} %)"


def _share(n: int, whole: int) -> int | None:
    return round(1000 * n / whole) if whole else None


def _median(times: Times | None) -> int | None:
    return None if times is None else times.median_ms


def _p95(times: Times | None) -> int | None:
    return None if times is None else times.p95_ms


def _stars(say: Speech, mean: float | None, rated: int) -> str | None:
    return None if mean is None else f"{say.decimal(mean)} ({say('page.satisfied_note', n=say.number(rated))})"


def _steps(say: Speech, seen: Figures) -> Drawing:
    rows = [(say.named("step", code), times) for code, times in seen.steps]
    return charts.steps_chart(say, say("page.steps"), rows, charts.WIDE)
