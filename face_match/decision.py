"""The answer of a face comparison, with the evidence that makes it checkable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from face_match.calibration.table import Calibration
from face_match.engines.protocol import Descriptor
from face_match.liveness.challenge import Liveness


@dataclass(frozen=True, slots=True)
class FaceDecision:
    """`match`, `no_match`, or `cannot_tell`; the last two go to the desk, kindly, and accuse nobody.

    `score` is a distance (smaller is more alike) and `threshold` the one it was judged by; both are None when no
    comparison was made. `reasons` are stable keys, empty for a clean match:
    `above_threshold`, `liveness_not_checked`, `challenge_not_answered`, `challenge_wrong_side`, `face_changed`,
    `camera_lost`, `engine_unavailable`, `internal_error`, `deadline`, and names of quality gates that kept failing
    (`no_face`, `several_faces`, `inter_eye`, ...).
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
) -> FaceDecision:
    """Compare a reference with one probe or several of the same person, by the threshold that fits their number.

    :param notes: further reasons to hand on, such as probes that were left out.
    """
    result = calibration.compare(reference, probes)
    reasons: tuple[str, ...] = () if result.same else ("above_threshold",)
    if liveness.status == "not_checked":
        reasons += ("liveness_not_checked",)
    return FaceDecision(
        decision="match" if result.same else "no_match",
        score=round(result.score, 4),
        threshold=result.threshold,
        engine=calibration.engine,
        model_sha256=calibration.model_sha256,
        reasons=tuple(dict.fromkeys((*reasons, *notes))),
        liveness=liveness,
    )


def cannot_tell(calibration: Calibration, liveness: Liveness, *reasons: str) -> FaceDecision:
    """No comparison was made, for these reasons."""
    return FaceDecision(
        "cannot_tell", None, None, calibration.engine, calibration.model_sha256, tuple(dict.fromkeys(reasons)), liveness
    )
