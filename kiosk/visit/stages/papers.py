"""Papers: a transfer form or a re-visit slip changes the route, for who is insured and registered elsewhere.

One question, and only for them. The answer is a declaration: the clinic looks at the paper, and the HIS settles the
route (circular 01/2025/TT-BYT Art. 11 and 12).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from his_client.his.ports import Capability, DeclarationKind
from kiosk.visit.events import BackPressed, Event
from kiosk.visit.pricing import COVERED, route_of
from kiosk.visit.turn import Backward, Forward, Turn
from kiosk.visit.values import Facts, Policy
from kiosk.visit.wishes import PaperDeclared

PAPERS = {"transfer_form": DeclarationKind.TRANSFER_FORM, "revisit_slip": DeclarationKind.REVISIT_SLIP, "": None}


@dataclass(frozen=True, slots=True)
class PapersState:
    """Waiting for the answer."""


def enter(facts: Facts, policy: Policy) -> Turn[PapersState]:
    """Ask, where a paper could change anything."""
    return Turn(PapersState(), go=None if applies(facts, policy) else Forward())


def on(state: PapersState, facts: Facts, _policy: Policy, event: Event) -> Turn[PapersState]:
    """Take the answer; none is an answer."""
    match event:
        case PaperDeclared(kind=kind) if kind in PAPERS:
            return Turn(state, facts=replace(facts, paper=PAPERS[kind]), go=Forward())
        case BackPressed():
            return Turn(state, go=Backward())
        case _:
            return Turn(state)


def applies(facts: Facts, policy: Policy) -> bool:
    """Whether the patient is insured, came by their own choice as far as is known, and the HIS takes declarations."""
    coverage = facts.coverage
    if facts.child is not None:
        return False  # being asked would tell that the child is insured, and where
    if coverage is None or coverage.status not in COVERED or not policy.can(Capability.DECLARATIONS):
        return False
    return route_of(coverage, policy) == policy.self_came_route
