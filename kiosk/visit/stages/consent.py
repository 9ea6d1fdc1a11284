"""Consent: what the patient allows, purpose by purpose, before anything is read, filmed or asked outside.

Law 91/2025/QH15 Art. 9: voluntary, informed, specific; silence is not consent. Reading the card and registering is
what the patient came for; face match and the insurer's look-up are asked apart and may be refused. Who comes back here
after the card was read answers anew: what is refused now is dropped, what was sent already cannot be called back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from chip_reader import CheckStatus
from kiosk.visit.effects import AskInsurer, Effect
from kiosk.visit.events import BackPressed, CardRemoved, ConsentGiven, Event
from kiosk.visit.person import by_passport, holder_of
from kiosk.visit.turn import End, Forward, Return, Turn
from kiosk.visit.values import Consent, Ending, FaceResult, Facts, Policy, Reason


@dataclass(frozen=True, slots=True)
class ConsentState:
    """Waiting for the answers."""


def enter(_facts: Facts, _policy: Policy) -> Turn[ConsentState]:
    """Ask."""
    return Turn(ConsentState())


def on(state: ConsentState, facts: Facts, policy: Policy, event: Event) -> Turn[ConsentState]:
    """Take the answers; going back from here ends the visit with nothing kept."""
    match event:
        case ConsentGiven() if facts.citizen is not None:
            return _anew(state, facts, event)
        case ConsentGiven(face=face, insurer=insurer, outside=outside):
            consent = Consent(read_card=True, face=face, insurer=insurer, outside=outside and policy.outside)
            return Turn(state, facts=replace(facts, consent=consent), go=Forward())
        case BackPressed():
            return Turn(state, go=End(Ending.REFUSED, Reason.ENDED_BY_PATIENT))
        case CardRemoved() if facts.citizen is None:
            # Whoever lays the next card down gives their own consent.
            return Turn(state, go=End(Ending.REFUSED, Reason.CARD_GONE))
        case _:
            return Turn(state)


def _anew(state: ConsentState, facts: Facts, answers: ConsentGiven) -> Turn[ConsentState]:
    """The card is not read again, nor the face looked at: without the portrait there is nothing to compare it with."""
    before = facts.consent
    number = _insured_number(facts)
    now = Consent(
        read_card=True,
        face=answers.face and before.face,
        insurer=answers.insurer and bool(number),
        outside=answers.outside and before.outside,
    )
    asked: tuple[Effect, ...] = ()
    if now.insurer and not before.insurer and facts.source is None and facts.errand != "child":
        who = facts.child or holder_of(facts)
        birth = facts.child.birth if facts.child else holder_of(facts).date_of_birth
        asked = (AskInsurer(number, who.full_name, birth, about="child" if facts.child else ""),)
    return Turn(state, asked, _held(replace(facts, consent=now), before), Return("child"))


def _held(facts: Facts, before: Consent) -> Facts:
    """What may still be held. A comparison that said no stands: whoever looks at the card has to know of it."""
    now = facts.consent
    if not now.face and facts.face is FaceResult.MATCHED:
        facts = replace(facts, face=FaceResult.NOT_CONSENTED)
    if not now.insurer:
        facts = replace(facts, coverage=None, coverage_asked_at=None, paper=None, estimate=None)
    if not now.outside and facts.authenticity is not None:
        proven = tuple(
            one
            for one in facts.authenticity.checks
            if one.name != "outside_confirmation" or one.status is CheckStatus.FAILED
        )
        facts = replace(facts, authenticity=replace(facts.authenticity, checks=proven))
    if (before.face, before.insurer, before.outside) != (now.face, now.insurer, now.outside):
        facts = replace(facts, reminders=())  # a wish of who allowed more; it can be said again at the check
    return facts


def _insured_number(facts: Facts) -> str:
    """By which number the insurer can be asked about the patient, if by any."""
    if facts.child is not None:
        return facts.child.insurance_number or facts.child.number
    return "" if facts.citizen is None or by_passport(facts) else facts.citizen.id_number
