"""Menu: what else there is than registering by the card. Nothing is read, filmed or asked here."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.visit.errands import ErrandChosen, offered
from kiosk.visit.events import BackPressed, Event
from kiosk.visit.turn import End, Follow, Turn
from kiosk.visit.values import Consent, Ending, Facts, Policy, Reason


@dataclass(frozen=True, slots=True)
class MenuState:
    """Waiting for the choice."""


def enter(facts: Facts, _policy: Policy) -> Turn[MenuState]:
    """Offer; what was agreed to for another errand no longer holds."""
    return Turn(MenuState(), facts=replace(facts, errand="", consent=Consent(), slip=""))


def on(state: MenuState, facts: Facts, policy: Policy, event: Event) -> Turn[MenuState]:
    """Follow the choice; going back from here ends the visit with nothing kept."""
    match event:
        case ErrandChosen(errand=errand) if errand in offered(policy):
            return Turn(state, facts=replace(facts, errand=errand), go=Follow(errand))
        case BackPressed():
            return Turn(state, go=End(Ending.REFUSED, Reason.ENDED_BY_PATIENT))
        case _:
            return Turn(state)
