"""The desk that keeps insurance checks: journals each with its proof, and looks the failed ones up again.

Everything runs on the hub's owner thread; the insurer and the HIS are asked on workers, one question at a time.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from his_client.his.ports import Registered
from his_client.insurance.copayment import CoPaymentFound
from his_client.insurance.ports import CoverageCheck, EligibilityStatus, InsuranceGateway
from his_client.outcome import Done, Outcome, Refused, Unknown
from kiosk.clock import Clock
from kiosk.hub.coverage.events import (
    CheckAnswered,
    CheckAsked,
    CheckDropped,
    CheckHandedOver,
    CheckReported,
    CheckSeen,
    CoPaymentAnswered,
    CoPaymentAsked,
    CoverageEvent,
    Person,
    VisitFound,
)
from kiosk.hub.coverage.queue import (
    Do,
    LaterPolicy,
    Lookups,
    Pending,
    Phase,
    Step,
    apply,
    forget,
    next_step,
    postpone,
)
from kiosk.journal import Journal
from kiosk.loop import Loop

log = logging.getLogger(__name__)

T = TypeVar("T")

CANNOT_SAY = frozenset({"cannot_search", "ambiguous"})
"""A HIS that keeps no keys cannot tell whether it holds a visit; then it is looked up as if it did."""


class CoPayments(Protocol):
    """Who tells what a person has co-paid this year: `his_client.insurance.copayment.CoPaymentLookup`."""

    def accumulated(self, number: str, full_name: str, birth_date: str) -> Outcome[CoPaymentFound]:
        """See `CoPaymentLookup.accumulated`."""
        ...


class FindsVisits(Protocol):
    """The part of the HIS that tells whether a visit was registered."""

    def find_registration(self, key: str) -> Outcome[Registered | None]:
        """See `his_client.his.ports.Registration`."""
        ...


@dataclass(frozen=True, slots=True)
class LookupLine:
    """One check as staff may see it: no name, number or card. `code` is the gateway's, or the reason it ended."""

    visit_id: str
    since: datetime
    phase: str
    code: str
    tries: int
    last_at: datetime


class CoverageDesk:
    """Keeps the checks of one hub's journal.

    :param alarm: is told a reason code when a person is needed.
    """

    def __init__(
        self,
        journal: Journal,
        loop: Loop,
        clock: Clock,
        insurer: InsuranceGateway,
        his: FindsVisits,
        alarm: Callable[[str], None],
        policy: LaterPolicy,
    ) -> None:
        self._journal = journal
        self._loop = loop
        self._clock = clock
        self._insurer = insurer
        self._his = his
        self._alarm = alarm
        self._policy = policy
        self._lookups = Lookups()
        self._copaying: set[str] = set()
        self._busy = False
        self._started = False
        self._cancel: Callable[[], None] = lambda: None

    @property
    def lookups(self) -> Lookups:
        """The checks as they stand, for reading."""
        return self._lookups

    def lines(self) -> tuple[LookupLine, ...]:
        """Checks that wait for a person, then open ones, oldest first, then the ones closed of late."""
        waiting = [item for item in self._lookups.closed if item.phase is Phase.HANDED_OVER]
        closed = [item for item in reversed(self._lookups.closed) if item.phase is not Phase.HANDED_OVER]
        return tuple(_line(item) for item in (*waiting, *self._lookups.pending.values(), *closed))

    def replay(self, event: CoverageEvent) -> None:
        """Take over one journalled event; nothing is asked yet."""
        self._lookups = apply(self._lookups, event)

    def start(self) -> None:
        """Begin to look up what is open."""
        self._started = True
        self._plan()

    def stop(self) -> None:
        """Look up nothing more; an answer on its way is dropped and asked for again after the next start."""
        self._started = False
        self._cancel()

    def begin(self, visit_id: str, person: Person) -> int:
        """A station asks: commit whom about, before the question leaves. The answer is the check's number."""
        number = self._journal.seq + 1
        self._record(CheckAsked(visit_id, number, self._clock.now(), person))
        return number

    def answered(self, visit_id: str, number: int, check: CoverageCheck, *, later: bool = False) -> None:
        """Commit how check `number` ended, with the gateway's words in the personal part."""
        found = check.eligibility
        event = CheckAnswered(
            visit_id,
            number,
            self._clock.now(),
            found.status,
            found.code,
            check.questions,
            later,
            eligibility=found,
            replies=check.replies,
        )
        self._record(replace(event, eligibility=None, replies=()) if self._erased(number) else event)
        if found.status is EligibilityStatus.CONFIG_ERROR:
            self._alarm(f"insurance_{found.code}")

    def reported(self, visit_id: str, person: Person, failed_at: datetime, code: str) -> None:
        """A station registered the visit as unverified: it is looked up, whatever this hub heard. Twice is once."""
        if visit_id not in self._lookups.reported:
            at = min(failed_at, self._clock.now())
            self._record(CheckReported(visit_id, self._journal.seq + 1, at, code, person))

    def seen(self, visit_id: str, by: str) -> int:
        """The person `by` takes over what was handed over of a visit; how many checks that were."""
        waiting = [item for item in self._lookups.closed if item.visit_id == visit_id]
        waiting = [item for item in waiting if item.phase is Phase.HANDED_OVER]
        for item in waiting:
            self._record(CheckSeen(visit_id, item.check, self._clock.now(), by))
        return len(waiting)

    def begin_copayment(self, visit_id: str) -> int | None:
        """Commit that a visit's co-payment is asked; None when it was before, since the gateway counts questions."""
        if visit_id in self._lookups.copayments:
            return None
        number = self._journal.seq + 1
        self._record(CoPaymentAsked(visit_id, number, self._clock.now()))
        self._copaying.add(visit_id)
        return number

    def copayment_answered(self, visit_id: str, number: int, outcome: Outcome[CoPaymentFound]) -> None:
        """Commit how that ended, with the gateway's words in the personal part."""
        now = self._clock.now()
        kept = visit_id in self._copaying
        self._copaying.discard(visit_id)
        match outcome:
            case Done() if not kept:  # erased while the question was under way
                self._record(CoPaymentAnswered(visit_id, number, now, "done"))
            case Done(value=found):
                self._record(CoPaymentAnswered(visit_id, number, now, "done", found.total, found.replies))
            case Refused(code=code) | Unknown(reason=code):
                self._record(CoPaymentAnswered(visit_id, number, now, code))

    def erase(self, visit_id: str) -> None:
        """Erase what is personal of a visit's checks; what was still open is dropped."""
        self._journal.erase(visit_id)
        self._copaying.discard(visit_id)
        self._lookups = forget(self._lookups, visit_id)
        self._plan()

    def _erased(self, number: int) -> bool:
        """Whether the person of check `number` was erased while an answer was on its way."""
        item = self._lookups.pending.get(number)
        if item is not None:
            return item.person is None
        return any(old.check == number and old.code == "erased" for old in self._lookups.closed)

    def _record(self, event: CoverageEvent) -> None:
        self._journal.append([(event.visit_id, event)])
        self._journal.forget_key(event.visit_id)
        self._lookups = apply(self._lookups, event)
        self._plan()

    def _plan(self) -> None:
        self._cancel()
        if not self._started or self._busy:
            return
        now = self._clock.now()
        step = next_step(self._lookups, now, self._policy)
        if step is not None:
            wait_s = max(0.0, (step.at - now).total_seconds())
            self._cancel = self._loop.later(wait_s, self._act)

    def _act(self) -> None:
        now = self._clock.now()
        step = next_step(self._lookups, now, self._policy)
        if step is None or step.at > now:
            self._plan()
            return
        item = step.item
        match step.do:
            case Do.DROP:
                self._record(CheckDropped(item.visit_id, item.check, now, step.reason))
            case Do.HAND_OVER:
                self._hand_over(item, step.reason)
            case Do.FIND:
                self._work(step, lambda: self._his.find_registration(item.visit_id), self._found)
            case Do.ASK if item.person is not None:
                person = item.person
                self._work(
                    step,
                    lambda: self._insurer.check(
                        person.number, person.full_name, person.birth_date, asked_at=item.since
                    ),
                    lambda item, check: self.answered(item.visit_id, item.check, check, later=True),
                )
            case _:  # erased since: the next step drops it
                self._plan()

    def _work(self, step: Step, job: Callable[[], T], done: Callable[[Pending, T], None]) -> None:
        self._busy = True

        def finished(result: T) -> None:
            self._busy = False
            if not self._started:
                return
            if not self._erased(step.item.check):
                done(step.item, result)
            self._plan()

        self._loop.work(f"coverage-{step.do.value}", job, finished)

    def _found(self, item: Pending, outcome: Outcome[Registered | None]) -> None:
        now = self._clock.now()
        match outcome:
            case Done(value=None) if now - item.since >= timedelta(seconds=self._policy.absent_s):
                self._record(CheckDropped(item.visit_id, item.check, now, "not_registered"))
            case Done(value=Registered(visit_code=visit_code)):
                self._record(VisitFound(item.visit_id, item.check, now, visit_code))
            case Unknown(reason=reason) if reason in CANNOT_SAY:
                self._record(VisitFound(item.visit_id, item.check, now))
            case _:
                self._lookups = postpone(self._lookups, item.check, now)

    def _hand_over(self, item: Pending, reason: str) -> None:
        log.warning("coverage_handed_over", extra={"reason": reason})
        self._record(CheckHandedOver(item.visit_id, item.check, self._clock.now(), reason))
        self._alarm("insurance_declined" if item.phase is Phase.DECLINED else "insurance_unverified")


def _line(item: Pending) -> LookupLine:
    return LookupLine(item.visit_id, item.since, str(item.phase), item.code, item.tries, item.last_at)
