"""Agree: what an errand reads and whom it asks, told before anything is read; one purpose, one answer.

Neither a face nor the insurer is asked for here. Going back is the other answer, and costs nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.visit.errands import ErrandAgreed
from kiosk.visit.events import BackPressed, Event
from kiosk.visit.turn import Backward, Forward, Turn
from kiosk.visit.values import Consent, Facts, Policy


@dataclass(frozen=True, slots=True)
class AgreeState:
    """Waiting for the answer."""


def enter(_facts: Facts, _policy: Policy) -> Turn[AgreeState]:
    """Ask."""
    return Turn(AgreeState())


def on(state: AgreeState, facts: Facts, _policy: Policy, event: Event) -> Turn[AgreeState]:
    """Take the answer."""
    match event:
        case ErrandAgreed():
            return Turn(state, facts=replace(facts, consent=Consent(read_card=True)), go=Forward())
        case BackPressed():
            return Turn(state, go=Backward())
        case _:
            return Turn(state)
