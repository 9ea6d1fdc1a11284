"""A department's score for a month, 0 to 100: five shares of what patients feel, each told with its figures.

Each component is a measured value put on a line from `worst` (no points) to `best` (all its points), clipped at both
ends. A component with too few measurements is left out and the others carry its weight, as where the HIS keeps the
queue and nobody here knows who waits; below `LEAST` of weight there is no score. What a patient's age, illness or means
decide has no part in it: how long somebody needs at the kiosk, whether somebody helped, how the face step ended, who
pays by which way.
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.hub.quality.figures import FEW, Figures, Waits

MOST = 100
LEAST = 30
HOUSE_REASONS = frozenset({"his_away", "his_refused", "no_number", "clinics_full", "station_restarted"})
"""Why a visit was handed to a desk or broke off through no patient's doing."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How one component is judged. `unit`: `percent`, `minutes` or `stars`; `enough` measurements make it count."""

    name: str
    weight: int
    unit: str
    worst: float
    best: float
    enough: int


RULES = (
    Rule("in_time", 40, "percent", 50.0, 95.0, 30),
    Rule("longest", 15, "minutes", 120.0, 45.0, 30),
    Rule("left", 15, "percent", 10.0, 1.0, 30),
    Rule("smooth", 10, "percent", 90.0, 99.5, 30),
    Rule("satisfied", 20, "stars", 3.0, 4.6, 10),
)


@dataclass(frozen=True, slots=True)
class Component:
    """A rule and what it came to: the value, the `n` measurements it comes of, its points.

    Value and points are None where the measurements are too few to count, `n` is where they are too few to be told.
    """

    rule: Rule
    value: float | None
    n: int | None
    points: float | None


@dataclass(frozen=True, slots=True)
class Score:
    """`value` is 0 to 100, or None where too little was measured; `points` of `weight` came of what counted."""

    components: tuple[Component, ...]
    points: float
    weight: int
    value: int | None


def score_of(visits: Figures, queue: Waits) -> Score:
    """The score of a department's visits and the queues of its rooms."""
    gone = queue.left + queue.unseen
    measured: dict[str, tuple[float | None, int]] = {
        "in_time": (_percent(queue.in_time, queue.called), queue.called),
        "longest": (queue.times.p95_ms / 60_000 if queue.times else None, queue.called),
        "left": (_percent(gone, queue.called + gone), queue.called + gone),
        "smooth": (_percent(visits.visits - _faults(visits), visits.visits), visits.visits),
        "satisfied": (visits.mean_rating, visits.rated),
    }
    components = tuple(_judged(rule, *measured[rule.name]) for rule in RULES)
    counted = [one for one in components if one.points is not None]
    weight, points = sum(one.rule.weight for one in counted), sum(one.points or 0.0 for one in counted)
    return Score(components, points, weight, int(MOST * points / weight + 0.5) if weight >= LEAST else None)


def _judged(rule: Rule, value: float | None, n: int) -> Component:
    if value is None or n < rule.enough:
        return Component(rule, None, n if n >= FEW else None, None)
    share = (value - rule.worst) / (rule.best - rule.worst)
    return Component(rule, value, n, rule.weight * min(max(share, 0.0), 1.0))


def _faults(visits: Figures) -> int:
    return sum(n for reason, n in (*visits.desk_reasons, *visits.break_reasons) if reason in HOUSE_REASONS)


def _percent(part: int, whole: int) -> float | None:
    return 100.0 * part / whole if whole else None
