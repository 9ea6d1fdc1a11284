"""Error rates of liveness checks on presentations of a known kind, in the terms of ISO/IEC 30107-3."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from face_match.measure.rates import wilson

LIVE = "live"


@dataclass(frozen=True, slots=True)
class Presentation:
    """How one presentation ended.

    `kind` is `live` or an attack type. `outcome`: `live` and `unsure` are what the check said; `no_response` when it
    said nothing, because no face was found or the presentation ended before anything was asked. `reasons` are those of
    the result. `restarts`: how often the face jumped or went away during a challenge, so that another was drawn.
    """

    name: str
    kind: str
    outcome: Literal["live", "unsure", "no_response"]
    score: float
    reasons: tuple[str, ...]
    restarts: int = 0


def report(presentations: Iterable[Presentation]) -> dict[str, Any]:
    """The figures, ready for JSON.

    `bpcer`: living people not taken for living, of those the check answered about; `bnrr`: of all living people, those
    it said nothing about. For each attack type `apcer`: attacks taken for living, of those it answered about; `apnrr`:
    those it said nothing about. `restarted`: how many had a challenge drawn anew. Rates are [value, low, high], 95 % by
    Wilson, None without trials. `worst` is the attack type with the highest APCER, which is the one to state.
    `decided_by` counts the reasons for doubt.
    """
    kinds: dict[str, list[Presentation]] = {}
    for presentation in presentations:
        kinds.setdefault(presentation.kind, []).append(presentation)
    attacks = {kind: _figures(kinds[kind], "apcer", "apnrr") for kind in sorted(kinds) if kind != LIVE}
    worst = max(attacks, key=lambda kind: attacks[kind]["apcer"] or (), default=None)
    return {
        "live": _figures(kinds.get(LIVE, []), "bpcer", "bnrr"),
        "attacks": attacks,
        "worst": worst,
        "real_apcer": "unknown",
    }


def _figures(presentations: Sequence[Presentation], error: str, silent: str) -> dict[str, Any]:
    answered = [p for p in presentations if p.outcome != "no_response"]
    wrong = "live" if error == "apcer" else "unsure"
    errors = sum(p.outcome == wrong for p in answered)
    return {
        "presentations": len(presentations),
        "errors": errors,
        error: _rate(errors, len(answered)),
        silent: _rate(len(presentations) - len(answered), len(presentations)),
        "restarted": sum(p.restarts > 0 for p in presentations),
        "decided_by": dict(Counter(reason for p in answered for reason in p.reasons).most_common()),
    }


def _rate(errors: int, trials: int) -> list[float] | None:
    return [round(part, 5) for part in wilson(errors, trials)] if trials else None
