"""Where a visit stands: what the machine does, whether anything was sent, what lies behind.

Pure questions about one moment; nothing here changes a visit.
"""

from __future__ import annotations

from kiosk.visit.stages import coverage, papers
from kiosk.visit.stages.face import FaceState
from kiosk.visit.stages.feedback import FeedbackState
from kiosk.visit.stages.finish import FinishState
from kiosk.visit.stages.identify import IdentifyState
from kiosk.visit.stages.pay import PayState
from kiosk.visit.stages.register import RegisterState
from kiosk.visit.values import WITHDRAWABLE, Ending, Facts, Reason
from kiosk.visit.visit import Visit

# Going back leads to a stage that asks something; the reading and the face step are not done twice by a back button.
ASKS = ("menu", "agree", "slip", "consent", "key", "coverage", "papers", "choose", "register")


def working(visit: Visit) -> bool:
    """The machine works or waits with a clock of its own: the patient is not idle."""
    match visit.state:
        case IdentifyState(reading=True) | FaceState(looking=True) | RegisterState(sending=True):
            return True
        case PayState() | FinishState():
            return True
        case _:
            return visit.rechecking


def committed(visit: Visit) -> bool:
    """From the confirmation on the visit is the HIS's to answer; what is registered stays."""
    match visit.state:
        case RegisterState(sending=True) | PayState() | FinishState():
            return True
        case _:
            return False


def card_matters(visit: Visit) -> bool:
    """Between reading and sending, the card on the tray is what says that the patient is still this one."""
    without_chip = visit.facts.source is not None and visit.facts.reads == 0  # it never lay there
    known = visit.facts.citizen is not None and not without_chip
    return known and not committed(visit) and not isinstance(visit.state, IdentifyState)


def left_as(visit: Visit, reason: Reason) -> tuple[Ending, Reason]:
    """How a visit ends when the patient leaves it: what was registered stays done, what was handed over stays so."""
    match visit.state:
        case FinishState(ending=ending, reason=settled):
            return ending, settled
        case PayState() if visit.facts.errand != "bills":
            return Ending.DONE, registered_as(visit.facts)
        case FeedbackState(asking="topic" | "thanks"):
            return Ending.DONE, Reason.ERRAND_DONE
        case _ if _answered(visit.facts):
            return Ending.DONE, Reason.ERRAND_DONE
        case _:
            return Ending.REFUSED, reason


def _answered(facts: Facts) -> bool:
    """Whether an errand has had its answer."""
    return any(answer is not None for answer in (facts.bills, facts.positions, facts.ready))


def registered_as(facts: Facts) -> Reason:
    """Whether the registration is this visit's, or stood before it; an errand registers nothing."""
    if facts.registered is None:
        return Reason.ERRAND_DONE
    return Reason.ALREADY_REGISTERED if facts.registered in facts.today else Reason.REGISTERED


def stage_before(visit: Visit) -> str | None:
    """The stage a back button leads to, or None where only ending is left: a card is not read twice.

    To the consent it leads all the same: what was allowed may be refused until it is sent.
    """
    read = visit.facts.citizen is not None
    settled = ("menu", "agree", "slip", "key", *(() if visit.policy.rules >= WITHDRAWABLE else ("consent",)))
    asked = [
        stage
        for stage in visit.journey[: visit.journey.index(visit.stage)]
        if stage in ASKS
        and not (read and stage in settled)
        and not (stage == "coverage" and (not visit.facts.consent.insurer or visit.facts.source or visit.facts.child))
        and not (stage == "coverage" and coverage.plain(visit.facts, visit.policy))
        and not (stage == "papers" and not papers.applies(visit.facts, visit.policy))
    ]
    return asked[-1] if asked else None
