"""What is known about the person being there, with the evidence that makes it checkable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from face_match.liveness.asks import Ask


@dataclass(frozen=True, slots=True)
class Part:
    """One cue's evidence.

    `value` and `limit` are in `unit`; `score` is 0..1, 0.5 at the limit and 1 for what a living head gives; `weight`
    is how much doubt this cue may bring alone, 0..1. `source` says why the cue tells heads from pictures and where its
    limit comes from.
    """

    name: str
    value: float
    limit: float
    unit: str
    score: float
    weight: float
    source: str

    @property
    def factor(self) -> float:
        """What the whole score is multiplied by: 1 without doubt, 1 - weight at the utmost doubt."""
        return 1 - self.weight * (1 - self.score)


@dataclass(frozen=True, slots=True)
class Liveness:
    """`live`, `unsure`, or `not_checked`: still pictures, and runs in which nothing had been asked yet.

    `unsure` accuses nobody: it is doubt, settled at the desk. `reasons` are stable keys: `challenge_not_answered`,
    `challenge_wrong_side`, `<cue>_not_measured` for a cue the policy demands, and names of cues below their limit.
    `score` is the product of the parts' factors, 0..1; 0 when the challenge was not passed. `asked` are the steps in
    the order they were asked, `answered` how many of them were answered rightly.

    `apcer`: no attack rate on real attacks (ISO/IEC 30107-3) has been measured; simulated rates say nothing of it.
    """

    status: Literal["live", "unsure", "not_checked"]
    reasons: tuple[str, ...] = ()
    score: float = 0.0
    parts: tuple[Part, ...] = ()
    asked: tuple[Ask, ...] = ()
    answered: int = 0
    apcer: Literal["unknown"] = "unknown"


def higher_is_live(value: float, limit: float) -> float:
    """A score 0..1: 0.5 at the limit, 1 from half as much again on, 0 from half the limit down."""
    return min(1.0, max(0.0, value / limit - 0.5))


def lower_is_live(value: float, limit: float) -> float:
    """A score 0..1: 0.5 at the limit, 1 from half the limit down, 0 from half as much again on."""
    return min(1.0, max(0.0, 1.5 - value / limit))
