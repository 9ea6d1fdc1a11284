"""What staff at the station see of a visit: where it stands and how the devices are; of the person only the mask."""

from __future__ import annotations

from kiosk.visit.card_check import face_code
from kiosk.visit.contents import Screen, StaffView
from kiosk.visit.showing import person
from kiosk.visit.stages.finish import FinishState
from kiosk.visit.stages.register import RegisterState
from kiosk.visit.standing import committed
from kiosk.visit.taking_over import may_cancel, may_say_seen
from kiosk.visit.values import FaceResult, Facts
from kiosk.visit.visit import Visit


def staff(visit: Visit, screen: Screen) -> StaffView:
    """Empty but for whether they may sign in, until somebody does."""
    now = visit.staff
    if not now.by:
        return StaffView(visit.policy.staff, now.notice, now.checking, now.tries)
    return StaffView(
        offered=visit.policy.staff,
        tries=now.tries,
        by=now.by,
        screen=screen.value,
        reason=visit.state.reason.value if isinstance(visit.state, FinishState) else face_code(visit.facts),
        person=person(visit.facts).masked_name,
        states=states(visit),
        may=may(visit),
        kept=visit.facts.registered is not None,
    )


def may(visit: Visit) -> tuple[str, ...]:
    """What can be pressed, in the order it is offered."""
    found = {
        "go_on": True,
        "seen": may_say_seen(visit),
        "desk": not committed(visit),
        "cancel": may_cancel(visit),
        "finish": True,
    }
    return tuple(name for name, offered in found.items() if offered)


def states(visit: Visit) -> tuple[tuple[str, str], ...]:
    """How devices and neighbours stand, as far as this visit met them."""
    facts = visit.facts
    found = {
        "card": "on" if visit.card_on_tray else "off",
        "chip": "" if facts.citizen is None else "unread" if facts.source is not None else "read",
        "face": _face(facts),
        "his": "silent" if facts.his_silent else "heard" if facts.patient_known or facts.departments else "",
        "registration": _registration(visit),
        "printer": "" if facts.printed is None else "printed" if facts.printed else "failed",
    }
    return tuple((what, state) for what, state in found.items() if state)


def _face(facts: Facts) -> str:
    if facts.seen_by:
        return "seen"
    if facts.face is None:
        return ""
    return "matched" if facts.face is FaceResult.MATCHED else "unmatched"


def _registration(visit: Visit) -> str:
    if visit.facts.registered is not None:
        return "done"
    return "sending" if isinstance(visit.state, RegisterState) and visit.state.sending else "none"
