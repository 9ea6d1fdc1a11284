"""Consent: what the patient allows, purpose by purpose, before anything is read, filmed or asked outside.

Law 91/2025/QH15 Art. 9: voluntary, informed, specific; silence is not consent. Reading the card and registering is
what the patient came for; face match and the insurer's look-up are asked apart and may be refused.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.visit.events import BackPressed, CardRemoved, ConsentGiven, Event
from kiosk.visit.turn import End, Forward, Turn
from kiosk.visit.values import Consent, Ending, Facts, Policy, Reason


@dataclass(frozen=True, slots=True)
class ConsentState:
    """Waiting for the answers."""


def enter(_facts: Facts, _policy: Policy) -> Turn[ConsentState]:
    """Ask."""
    return Turn(ConsentState())


def on(state: ConsentState, facts: Facts, policy: Policy, event: Event) -> Turn[ConsentState]:
    """Take the answers; going back from here ends the visit with nothing kept."""
    match event:
        case ConsentGiven(face=face, insurer=insurer, outside=outside):
            consent = Consent(read_card=True, face=face, insurer=insurer, outside=outside and policy.outside)
            return Turn(state, facts=replace(facts, consent=consent), go=Forward())
        case BackPressed():
            return Turn(state, go=End(Ending.REFUSED, Reason.ENDED_BY_PATIENT))
        case CardRemoved():
            # Whoever lays the next card down gives their own consent.
            return Turn(state, go=End(Ending.REFUSED, Reason.CARD_GONE))
        case _:
            return Turn(state)
