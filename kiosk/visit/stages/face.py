"""Face: the person before the camera is compared with the chip's portrait, if they allowed it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.visit.effects import MatchFace, StopCamera
from kiosk.visit.events import BackPressed, CameraAway, Event, FaceDecided, RetryPressed
from kiosk.visit.turn import Forward, ToDesk, Turn
from kiosk.visit.values import FaceResult, Facts, Policy, Reason


@dataclass(frozen=True, slots=True)
class FaceState:
    """`attempt` counts from 1; `looking` is false between attempts, while the patient reads why."""

    attempt: int = 1
    looking: bool = True


def enter(facts: Facts, _policy: Policy) -> Turn[FaceState]:
    """Look, unless it was not allowed or there is nothing to compare with: then staff look at the card."""
    if not facts.consent.face:
        return Turn(FaceState(looking=False), facts=replace(facts, face=FaceResult.NOT_CONSENTED), go=Forward())
    if not facts.has_portrait:
        return Turn(FaceState(looking=False), go=ToDesk(Reason.FACE_NOT_MATCHED))
    return Turn(FaceState(), (MatchFace(1),))


def on(state: FaceState, facts: Facts, policy: Policy, event: Event) -> Turn[FaceState]:
    """Doubt is tried again, then ends kindly at the desk; a dark camera never stops the visit."""
    match event:
        case FaceDecided(decision="match") if state.looking:
            return Turn(state, (StopCamera(),), replace(facts, face=FaceResult.MATCHED), Forward())
        case FaceDecided() if state.looking:
            if state.attempt >= policy.face_tries:
                return Turn(replace(state, looking=False), (StopCamera(),), go=ToDesk(Reason.FACE_NOT_MATCHED))
            return Turn(replace(state, looking=False), (StopCamera(),))
        case RetryPressed() if not state.looking:
            again = state.attempt + 1
            return Turn(FaceState(attempt=again), (MatchFace(again),))
        case CameraAway() if state.looking:
            return Turn(state, (StopCamera(),), replace(facts, face=FaceResult.NO_CAMERA), Forward())
        case BackPressed() if not state.looking:
            return Turn(state, go=ToDesk(Reason.FACE_NOT_MATCHED))
        case _:
            return Turn(state)
