"""Verify later, as a pure machine: which visits still wait for an answer of the insurer, and what is to be done next.

A projection of the hub's journal. One question is under way at a time: while the gateway is away it is probed, not
stormed, since it restricts accounts that ask too much; a day's questions have a limit. Only visits that the HIS holds
are looked up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from his_client.insurance.codes import Action, result_code
from his_client.insurance.ports import EligibilityStatus
from kiosk.clock import VIETNAM
from kiosk.hub.coverage.events import (
    CheckAnswered,
    CheckAsked,
    CheckDropped,
    CheckHandedOver,
    CheckReported,
    CheckSeen,
    CoPaymentAsked,
    CoverageEvent,
    CoverageTold,
    Person,
    VisitFound,
)

OPEN_STATUSES = frozenset({EligibilityStatus.UNVERIFIED, EligibilityStatus.CONFIG_ERROR})
NO = frozenset({EligibilityStatus.NOT_ELIGIBLE, EligibilityStatus.MISMATCH})
"""Later answers that a person must hear of: the visit is registered, and the card does not carry it."""
INTERRUPTED = "interrupted"
"""The code of a check whose answer this hub never heard."""
MALFORMED = "205"
"""The gateway takes the question in no form; asking again changes nothing."""
QUESTIONS_OF_A_CHECK = 3
"""At most: a second one by year or new card, and one repeated under a renewed token."""
MOST_CLOSED = 200
_GATEWAY_FAULTS = frozenset({Action.GATEWAY_DOWN, Action.RENEW_TOKEN, Action.ALARM_STAFF})


class Phase(StrEnum):
    """Where a visit's check stands. `settled`, `dropped` and `seen` are final; `handed_over` waits for a person."""

    WAITING = "waiting"
    FOUND = "found"
    """The HIS holds the visit."""
    DECLINED = "declined"
    """The insurer said no; a person is to hear of it."""
    SETTLED = "settled"
    DROPPED = "dropped"
    HANDED_OVER = "handed_over"
    SEEN = "seen"
    """Handed over, and a person has taken it."""


@dataclass(frozen=True, slots=True)
class LaterPolicy:
    """How patiently it is looked up: times in seconds, `per_day` questions in all on a hospital day.

    `first_s`: the pause after the door; `absent_s`: how long a visit the HIS does not hold is waited for; `pauses_s`
    after one, two, ... failures, the last repeats; after `tries` or `give_up_s` a person takes over.
    """

    first_s: float = 600.0
    absent_s: float = 3_600.0
    pauses_s: tuple[float, ...] = (600.0, 1_200.0, 2_400.0, 3_600.0, 7_200.0)
    tries: int = 24
    per_day: int = 300
    give_up_s: float = 3 * 86_400.0

    def pause(self, failures: int) -> timedelta:
        """The pause after this many failures in a row; none after none."""
        if failures <= 0:
            return timedelta()
        return timedelta(seconds=self.pauses_s[min(failures, len(self.pauses_s)) - 1])


@dataclass(frozen=True, slots=True)
class Pending:
    """One visit's check: since when and why it is open, and how often it was looked up later (`tries`).

    `postponed` counts how often in a row the HIS could not be asked; `last_at` is the last step's time.
    """

    visit_id: str
    check: int
    since: datetime
    last_at: datetime
    code: str = INTERRUPTED
    status: EligibilityStatus = EligibilityStatus.UNVERIFIED
    phase: Phase = Phase.WAITING
    tries: int = 0
    postponed: int = 0
    person: Person | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Lookups:
    """All open checks in the order they began, the closed ones, the day's count, and how the gateway does.

    Of the closed ones all that wait for a person are kept, and the last others. `reported` are visits that a station
    told of, `copayments` those whose co-payment was asked.
    """

    pending: Mapping[int, Pending] = field(default_factory=dict)
    closed: tuple[Pending, ...] = ()
    reported: frozenset[str] = frozenset()
    copayments: frozenset[str] = frozenset()
    day: date | None = None
    asked: int = 0
    failures: int = 0
    failed_at: datetime | None = None


class Do(StrEnum):
    """What is to be done."""

    FIND = "find"
    """Ask the HIS whether it holds the visit."""
    ASK = "ask"
    """Ask the insurer."""
    DROP = "drop"
    HAND_OVER = "hand_over"


@dataclass(frozen=True, slots=True)
class Step:
    """The next thing to do, about which visit, and not before when."""

    do: Do
    item: Pending
    at: datetime
    reason: str = ""


def apply(lookups: Lookups, event: CoverageEvent) -> Lookups:
    """The checks after `event`."""
    item = lookups.pending.get(event.check)
    match event:
        case CheckAsked(visit_id=visit_id, check=check, at=at, person=person):
            return _with(_asked_before(lookups, event), Pending(visit_id, check, at, at, person=person))
        case CheckReported(visit_id=visit_id, check=check, at=at, code=code, person=person):
            told = replace(_asked_before(lookups, event), reported=lookups.reported | {visit_id})
            return _with(told, Pending(visit_id, check, at, at, code or INTERRUPTED, person=person))
        case CheckAnswered():
            return _answered(_counted(lookups, event), item, event)
        case CoPaymentAsked(visit_id=visit_id):
            return replace(lookups, copayments=lookups.copayments | {visit_id})
        case CheckSeen(check=check):
            return _seen(lookups, check)
        case _ if item is None:
            return lookups
        case VisitFound(at=at):
            return _with(lookups, replace(item, phase=Phase.FOUND, last_at=at, postponed=0))
        case CheckDropped(reason=reason):
            return _close(lookups, replace(item, phase=Phase.DROPPED, code=reason))
        case CheckHandedOver(reason=reason):
            return _close(lookups, replace(item, phase=Phase.HANDED_OVER, code=reason))
        case CoverageTold():
            return _close(lookups, replace(item, phase=Phase.SETTLED))
        case _:
            return lookups


def postpone(lookups: Lookups, check: int, at: datetime) -> Lookups:
    """The HIS could not be asked; nothing of it needs to outlive the process."""
    item = lookups.pending.get(check)
    return lookups if item is None else _with(lookups, replace(item, last_at=at, postponed=item.postponed + 1))


def forget(lookups: Lookups, visit_id: str) -> Lookups:
    """The people of a visit were erased."""
    for item in lookups.pending.values():
        if item.visit_id == visit_id:
            lookups = _with(lookups, replace(item, person=None))
    return lookups


def next_step(lookups: Lookups, now: datetime, policy: LaterPolicy) -> Step | None:
    """What is to be done next and when; None when nothing is open. Of two that are due the older one goes first."""
    ready_at = max(_gateway_ready(lookups, now, policy), _budget_ready(lookups, now, policy))
    steps = (_step(item, now, policy, ready_at) for item in lookups.pending.values())
    return min(steps, key=lambda step: max(step.at, now), default=None)


def _step(item: Pending, now: datetime, policy: LaterPolicy, ready_at: datetime) -> Step:
    rested = item.last_at + policy.pause(item.postponed)
    if item.person is None:
        return Step(Do.DROP, item, now, "erased")
    if item.phase is Phase.DECLINED:
        return Step(Do.HAND_OVER, item, now, f"{item.status}_{item.code}")
    if item.phase is Phase.WAITING:
        first = item.since + timedelta(seconds=policy.first_s)
        if now - item.since > timedelta(seconds=policy.give_up_s):
            return Step(Do.HAND_OVER, item, now, "his_silent")
        return Step(Do.FIND, item, max(first, rested))
    if item.code == MALFORMED:
        return Step(Do.HAND_OVER, item, now, MALFORMED)
    if item.tries >= policy.tries or now - item.since > timedelta(seconds=policy.give_up_s):
        return Step(Do.HAND_OVER, item, now, item.code)
    return Step(Do.ASK, item, max(item.last_at + policy.pause(item.tries), ready_at))


def _gateway_ready(lookups: Lookups, now: datetime, policy: LaterPolicy) -> datetime:
    return now if lookups.failed_at is None else lookups.failed_at + policy.pause(lookups.failures)


def _budget_ready(lookups: Lookups, now: datetime, policy: LaterPolicy) -> datetime:
    """Now, or the next hospital day once a whole check might go beyond the day's limit."""
    today = now.astimezone(VIETNAM).date()
    if lookups.day != today or lookups.asked + QUESTIONS_OF_A_CHECK <= policy.per_day:
        return now
    return datetime.combine(today + timedelta(days=1), time(), VIETNAM)


def _counted(lookups: Lookups, event: CheckAnswered) -> Lookups:
    """The day's later questions, and whether the gateway itself was well: the door's answers tell that too."""
    if event.later:
        today = event.at.astimezone(VIETNAM).date()
        asked = lookups.asked if lookups.day == today else 0
        lookups = replace(lookups, day=today, asked=asked + event.questions)
    if _gateway_failed(event):
        return replace(lookups, failures=lookups.failures + 1, failed_at=event.at)
    return replace(lookups, failures=0, failed_at=None) if event.questions else lookups


def _gateway_failed(event: CheckAnswered) -> bool:
    """Whether the fault is the gateway's or the account's, and would meet the next person as well."""
    if event.status not in OPEN_STATUSES or event.code == MALFORMED:
        return False
    return not event.code[:1].isdigit() or result_code(event.code).action in _GATEWAY_FAULTS


def _answered(lookups: Lookups, item: Pending | None, event: CheckAnswered) -> Lookups:
    if item is None:
        return lookups
    heard = replace(item, code=event.code, status=event.status, last_at=event.at, tries=item.tries + event.later)
    if event.status in OPEN_STATUSES:
        return _with(lookups, heard)
    if not event.later:
        return replace(lookups, pending=_without(lookups, item))
    if event.status in NO:
        return _with(lookups, replace(heard, phase=Phase.DECLINED))
    return _close(lookups, replace(heard, phase=Phase.SETTLED))


def _asked_before(lookups: Lookups, event: CheckAsked | CheckReported) -> Lookups:
    """Without an earlier question of the same visit about the same person: the newer one takes its place."""
    left = {
        check: item
        for check, item in lookups.pending.items()
        if item.visit_id != event.visit_id or item.person != event.person
    }
    return replace(lookups, pending=left)


def _with(lookups: Lookups, item: Pending) -> Lookups:
    return replace(lookups, pending={**lookups.pending, item.check: item})


def _without(lookups: Lookups, item: Pending) -> Mapping[int, Pending]:
    return {check: other for check, other in lookups.pending.items() if check != item.check}


def _close(lookups: Lookups, item: Pending) -> Lookups:
    """A closed check keeps nothing of the person."""
    closed = (*lookups.closed, replace(item, person=None))
    return replace(lookups, pending=_without(lookups, item), closed=_last(closed))


def _seen(lookups: Lookups, check: int) -> Lookups:
    """What was handed over is a person's now."""
    closed = tuple(
        replace(item, phase=Phase.SEEN) if item.check == check and item.phase is Phase.HANDED_OVER else item
        for item in lookups.closed
    )
    return replace(lookups, closed=_last(closed))


def _last(closed: tuple[Pending, ...]) -> tuple[Pending, ...]:
    """Without the oldest ones beyond the limit; what waits for a person stays."""
    others = [item.check for item in closed if item.phase is not Phase.HANDED_OVER]
    old = set(others[:-MOST_CLOSED])
    return tuple(item for item in closed if item.check not in old) if old else closed
