"""Slip: the code on the slip says which number is meant; whoever has none lays down the card."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.visit.effects import ScanSlip, StopCamera
from kiosk.visit.errands import CardInsteadPressed, SlipSeen
from kiosk.visit.events import BackPressed, CameraAway, Event, OtherQrSeen
from kiosk.visit.turn import Backward, Follow, Forward, Turn
from kiosk.visit.values import Facts, Policy


@dataclass(frozen=True, slots=True)
class SlipState:
    """`notice` says why another code is asked for; `camera` is false where none gives a picture."""

    notice: str = ""
    camera: bool = True


def enter(facts: Facts, _policy: Policy) -> Turn[SlipState]:
    """Look for the code."""
    return Turn(SlipState(), (ScanSlip(),), replace(facts, slip="", positions=None))


def on(state: SlipState, facts: Facts, _policy: Policy, event: Event) -> Turn[SlipState]:
    """Take the first code of a slip's form."""
    match event:
        case SlipSeen(text=text):
            return Turn(state, (StopCamera(),), replace(facts, slip=text), Forward())
        case OtherQrSeen():
            return Turn(replace(state, notice="other_qr"))
        case CameraAway():
            return Turn(SlipState("camera_away", camera=False), (StopCamera(),))
        case CardInsteadPressed():
            return Turn(state, (StopCamera(),), go=Follow("queue_card"))
        case BackPressed():
            return Turn(state, (StopCamera(),), go=Backward())
        case _:
            return Turn(state)
