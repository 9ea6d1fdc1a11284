"""Coverage: what the insurer said, and what it means in money. Silence of the gateway never stops a visit.

Who is not found by the ID number may show the code of an insurance card; its number is asked about once.
"""

from __future__ import annotations

from dataclasses import dataclass

from his_client.his.search import fold_name
from his_client.insurance.ports import EligibilityStatus
from kiosk.visit.effects import AskInsurer, Effect, ScanQr, StartTimer, StopCamera, StopTimer, Timer
from kiosk.visit.events import (
    BackPressed,
    CameraAway,
    CoverageKnown,
    Event,
    NextPressed,
    OtherQrSeen,
    QrSeen,
    TimerFired,
)
from kiosk.visit.insurance_qr import NotAnInsuranceQr, parse_insurance_qr
from kiosk.visit.person import from_chip, identity_of
from kiosk.visit.turn import Backward, Forward, ToDesk, Turn
from kiosk.visit.values import Facts, Policy, Reason
from kiosk.visit.wishes import InsuranceCardPressed, InsuranceQrSeen


@dataclass(frozen=True, slots=True)
class CoverageState:
    """`waiting` for the insurer, until it answers or the patience for it ends.

    `scanning` for an insurance card's code, `notice` why another one is asked for; `shown` once one was asked about.
    """

    waiting: bool
    scanning: bool = False
    notice: str = ""
    shown: bool = False


def enter(facts: Facts, policy: Policy) -> Turn[CoverageState]:
    """Show the answer, wait for it, or go on when it was not to be asked (of a QR alone it is not).

    The answer about a child is waited for and travels with the registration; whatever it is, nobody sees it here.
    """
    if not facts.consent.insurer or facts.source is not None:
        return Turn(CoverageState(waiting=False), go=Forward())
    if facts.errand == "child" and policy.rules >= 4:
        return Turn(CoverageState(waiting=False), go=Forward())  # the child is the patient, and comes next
    if facts.coverage is not None and facts.child is not None:
        return Turn(CoverageState(waiting=False), go=Forward())
    if facts.coverage is None:
        return Turn(CoverageState(waiting=True), (StartTimer(Timer.INSURER, policy.insurer_wait_s),))
    if plain(facts, policy):
        return Turn(CoverageState(waiting=False), go=Forward())
    return Turn(CoverageState(waiting=False))


def on(state: CoverageState, facts: Facts, policy: Policy, event: Event) -> Turn[CoverageState]:
    """An answer ends the waiting; so does the clock, and the visit is then marked unverified."""
    if state.scanning:
        return _scanning(state, facts, policy, event)
    shown = CoverageState(waiting=False, shown=state.shown)
    stop: tuple[Effect, ...] = (StopTimer(Timer.INSURER),) if state.waiting else ()
    match event:
        case CoverageKnown() if facts.coverage is not None and facts.child is not None:
            return Turn(shown, stop, go=Forward())
        case CoverageKnown() if state.waiting and not state.shown and plain(facts, policy):
            return Turn(shown, stop, go=Forward())
        case CoverageKnown() if facts.coverage is not None:  # else it was about somebody else
            return Turn(shown, stop)
        case TimerFired(name=Timer.INSURER):
            return Turn(shown, go=None if facts.child is None else Forward())
        case InsuranceCardPressed() if may_show(state, facts):
            return Turn(CoverageState(waiting=False, scanning=True), (ScanQr(),))
        case NextPressed() if not state.waiting:
            if needs_desk(facts):
                return Turn(state, go=ToDesk(Reason.INSURANCE_DESK))
            return Turn(state, go=Forward())
        case BackPressed():
            return Turn(state, stop, go=Backward())
        case _:
            return Turn(state)


def _scanning(state: CoverageState, facts: Facts, policy: Policy, event: Event) -> Turn[CoverageState]:
    """Only a card with the patient's name is asked about."""
    back = CoverageState(waiting=False)
    match event:
        case InsuranceQrSeen(text=text):
            patient = identity_of(facts)
            try:
                card = parse_insurance_qr(text)
            except NotAnInsuranceQr:
                return Turn(CoverageState(waiting=False, scanning=True, notice="other_qr"))
            if fold_name(card.full_name) != fold_name(patient.full_name):
                return Turn(CoverageState(waiting=False, scanning=True, notice="other_card"))
            ask = AskInsurer(card.number, patient.full_name, patient.date_of_birth)
            clock = StartTimer(Timer.INSURER, policy.insurer_wait_s)
            return Turn(CoverageState(waiting=True, shown=True), (StopCamera(), ask, clock))
        case OtherQrSeen() | QrSeen():
            return Turn(CoverageState(waiting=False, scanning=True, notice="other_qr"))
        case CameraAway() | BackPressed():
            return Turn(back, (StopCamera(),))
        case _:
            return Turn(state)


def may_show(state: CoverageState, facts: Facts) -> bool:
    """Whether an insurance card can help: none was found by the ID number, and none was shown yet."""
    found = facts.coverage.status if facts.coverage else None
    return found is EligibilityStatus.NOT_ELIGIBLE and not state.waiting and not state.shown


def plain(facts: Facts, policy: Policy) -> bool:
    """Whether nothing of it needs a look of its own: valid at this hospital, and the patient is expected today.

    The check says it all again, before anything is sent.
    """
    found = facts.coverage if from_chip(facts) else None
    if policy.rules < 4 or found is None or found.status is not EligibilityStatus.ELIGIBLE:
        return False
    expected = any(facts.department_of(one.department_id) for one in facts.appointments)
    expected = expected and not facts.today and not facts.differs
    return expected and found.first_registration == policy.facility


def needs_desk(facts: Facts) -> bool:
    """Chip and insurer disagree: only a person can mend that, before the visit is booked on the insurance."""
    found = facts.coverage if facts.child is None else None  # a child's is told to nobody here
    return found is not None and found.status is EligibilityStatus.MISMATCH
