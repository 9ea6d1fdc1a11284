"""The answer of a face comparison, with the evidence that makes it checkable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from face_match.calibration.table import Calibration
from face_match.engines.protocol import Descriptor
from face_match.liveness.result import Liveness


@dataclass(frozen=True, slots=True)
class FaceDecision:
    """`match`, `no_match`, or `cannot_tell`; the last two accuse nobody: staff look at the card instead.

    `score` is a distance (smaller is more alike) and `threshold` the one it was judged by; both are None when no
    comparison was made. `reasons` are stable keys, empty for a clean match:
    `above_threshold`, `liveness_not_checked`, `liveness_unsure` with the cues behind it, `challenge_not_answered`,
    `challenge_wrong_side`, `face_changed`, `camera_lost`, `engine_unavailable`, `internal_error`, `deadline`, names of
    quality gates that kept failing (`no_face`, `several_faces`, `inter_eye`, ...), and, beside doubt, what is weak in
    the portrait (`portrait_weak:sharpness`, ...).
    """

    decision: Literal["match", "no_match", "cannot_tell"]
    score: float | None
    threshold: float | None
    engine: str
    model_sha256: str
    reasons: tuple[str, ...]
    liveness: Liveness


def decide(
    calibration: Calibration,
    reference: Descriptor,
    probes: Sequence[Descriptor],
    liveness: Liveness,
    notes: Sequence[str] = (),
    in_doubt: Sequence[str] = (),
) -> FaceDecision:
    """Compare a reference with one probe or several of the same person, by the threshold that fits their number.

    A face that matches is no match while it is not sure that a living person showed it.

    :param notes: further reasons to hand on, such as probes that were left out.
    :param in_doubt: reasons to hand on unless it is a match.
    """
    result = calibration.compare(reference, probes)
    reasons: tuple[str, ...] = () if result.same else ("above_threshold",)
    match liveness.status:
        case "not_checked":
            reasons += ("liveness_not_checked",)
        case "unsure":
            reasons += ("liveness_unsure", *liveness.reasons)
        case "live":
            pass
    decision: Literal["match", "no_match", "cannot_tell"] = "match" if result.same else "no_match"
    if result.same and liveness.status == "unsure":
        decision = "cannot_tell"
    return FaceDecision(
        decision=decision,
        score=round(result.score, 4),
        threshold=result.threshold,
        engine=calibration.engine,
        model_sha256=calibration.model_sha256,
        reasons=tuple(dict.fromkeys((*reasons, *notes, *(in_doubt if decision != "match" else ())))),
        liveness=liveness,
    )


def cannot_tell(calibration: Calibration, liveness: Liveness, *reasons: str) -> FaceDecision:
    """No comparison was made, for these reasons."""
    return FaceDecision(
        "cannot_tell", None, None, calibration.engine, calibration.model_sha256, tuple(dict.fromkeys(reasons)), liveness
    )
