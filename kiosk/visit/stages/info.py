"""Info: prices, departments, opening hours, the way, notices. It is for everybody, and asks about nobody."""

from __future__ import annotations

from dataclasses import dataclass, replace

from his_client.his.ports import Capability
from kiosk.visit.effects import AskDepartments, AskNotices, Effect, StartTimer, StopTimer, Timer
from kiosk.visit.errands import PAGES, NoticesKnown, PageOpened
from kiosk.visit.events import BackPressed, DepartmentsKnown, Event, HisSilent, NextPressed, TimerFired
from kiosk.visit.turn import Backward, Forward, Turn
from kiosk.visit.values import Facts, Policy


@dataclass(frozen=True, slots=True)
class InfoState:
    """`page` is open, or none; `waiting` for the HIS, `away` when it did not answer."""

    page: str = ""
    waiting: bool = False
    away: bool = False


def pages(policy: Policy) -> tuple[str, ...]:
    """What can be read here; what the station's own file says of hours and ways is the window's to know."""
    return tuple(page for page in PAGES if page != "notices" or policy.can(Capability.NOTICES))


def enter(_facts: Facts, _policy: Policy) -> Turn[InfoState]:
    """Offer the pages."""
    return Turn(InfoState())


def on(state: InfoState, facts: Facts, policy: Policy, event: Event) -> Turn[InfoState]:
    """Turn to a page and back."""
    stop = (StopTimer(Timer.HIS),) if state.waiting else ()
    match event:
        case PageOpened(page=page) if not state.page and page in pages(policy):
            return _open(page, facts, policy)
        case DepartmentsKnown() if state.waiting and state.page in ("prices", "departments"):
            return Turn(InfoState(state.page), stop)
        case NoticesKnown(notices=notices) if state.waiting and state.page == "notices":
            return Turn(InfoState(state.page), stop, replace(facts, notices=notices))
        case HisSilent() | TimerFired(name=Timer.HIS) if state.waiting:
            return Turn(InfoState(state.page, away=True), stop)
        case BackPressed() if state.page:
            return Turn(InfoState(), stop)
        case BackPressed():
            return Turn(state, go=Backward())
        case NextPressed():
            return Turn(state, stop, go=Forward())
        case _:
            return Turn(state)


def _open(page: str, facts: Facts, policy: Policy) -> Turn[InfoState]:
    asks: dict[str, Effect] = {}
    if facts.departments is None:
        asks |= {"prices": AskDepartments(), "departments": AskDepartments()}
    if facts.notices is None:
        asks |= {"notices": AskNotices()}
    if page not in asks:
        return Turn(InfoState(page))
    return Turn(InfoState(page, waiting=True), (asks[page], StartTimer(Timer.HIS, policy.his_wait_s)))
