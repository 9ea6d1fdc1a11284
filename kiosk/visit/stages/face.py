"""Face: the person before the camera is compared with the chip's portrait, if they allowed it.

However it ends, the visit goes on to be registered; what it was (`FaceResult`) decides who looks at the card.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from kiosk.visit.effects import MatchFace, StopCamera
from kiosk.visit.events import CameraAway, Event, FaceDecided, RetryPressed, WithoutCameraPressed
from kiosk.visit.turn import Forward, Turn
from kiosk.visit.values import FaceResult, Facts, Policy

PORTRAIT_UNUSABLE = "portrait_unusable"
NOT_ANSWERED = frozenset({"challenge_not_answered", "challenge_wrong_side", "liveness_unsure"})


class FaceDoubt(StrEnum):
    """Why a look was in vain, as far as the patient can do something about it.

    `DIFFERED`: a comparison was made and said no. `NOT_ANSWERED`: the movement that was asked for was not seen.
    `NOT_SEEN`: the face was not seen well enough for either (light, distance, a mask, several people, ...).
    """

    DIFFERED = "differed"
    NOT_ANSWERED = "not_answered"
    NOT_SEEN = "not_seen"


def doubt_of(decided: FaceDecided) -> FaceDoubt:
    """The doubt behind a decision that is no match."""
    if decided.decision == "no_match":
        return FaceDoubt.DIFFERED
    return FaceDoubt.NOT_SEEN if NOT_ANSWERED.isdisjoint(decided.reasons) else FaceDoubt.NOT_ANSWERED


@dataclass(frozen=True, slots=True)
class FaceState:
    """`attempt` counts from 1; `looking` is false between attempts, while the patient reads why (`doubt`).

    `differed`: a comparison was made and said no, in this attempt or before.
    """

    attempt: int = 1
    looking: bool = True
    differed: bool = False
    doubt: FaceDoubt | None = None


def enter(facts: Facts, _policy: Policy) -> Turn[FaceState]:
    """Look, unless it was not allowed or there is nothing to compare with."""
    unseen = FaceState(looking=False)
    if not facts.consent.face:
        return Turn(unseen, facts=replace(facts, face=FaceResult.NOT_CONSENTED), go=Forward())
    if not facts.has_portrait:
        return Turn(unseen, facts=replace(facts, face=FaceResult.NO_PORTRAIT), go=Forward())
    return Turn(FaceState(), (MatchFace(1),))


def on(state: FaceState, facts: Facts, policy: Policy, event: Event) -> Turn[FaceState]:
    """Doubt is tried again, but never stops the visit; neither does a dark camera, nor who would rather go on."""
    match event:
        case FaceDecided(decision="match") if state.looking:
            return _done(state, facts, FaceResult.MATCHED)
        case FaceDecided(reasons=reasons) if state.looking and PORTRAIT_UNUSABLE in reasons:
            return _done(state, facts, FaceResult.NO_PORTRAIT)
        case FaceDecided() if state.looking:
            doubt = doubt_of(event)
            differed = state.differed or doubt is FaceDoubt.DIFFERED
            tried = replace(state, looking=False, differed=differed, doubt=doubt)
            if state.attempt >= policy.face_tries:
                return _done(tried, facts, FaceResult.UNDECIDED)
            return Turn(tried, (StopCamera(),))
        case RetryPressed() if not state.looking:
            again = state.attempt + 1
            return Turn(replace(state, attempt=again, looking=True, doubt=None), (MatchFace(again),))
        case CameraAway() if state.looking:
            return _done(state, facts, FaceResult.NO_CAMERA)
        case WithoutCameraPressed():
            return _done(state, facts, FaceResult.SKIPPED)
        case _:
            return Turn(state)


def _done(state: FaceState, facts: Facts, result: FaceResult) -> Turn[FaceState]:
    """The camera is dark, and the visit goes on; only a match undoes a comparison that said no."""
    if state.differed and result is not FaceResult.MATCHED:
        result = FaceResult.NOT_MATCHED
    return Turn(state, (StopCamera(),), replace(facts, face=result), Forward())
