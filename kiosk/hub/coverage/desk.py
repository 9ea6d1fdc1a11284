"""The desk that keeps insurance checks: journals each with its proof, and looks the failed ones up again.

Everything runs on the hub's owner thread; the insurer and the HIS are asked on workers, one question at a time.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from his_client.his.ports import Registered
from his_client.insurance.ports import CoverageCheck, Eligibility, EligibilityStatus, InsuranceGateway
from his_client.outcome import Done, Outcome, Refused, Unknown
from kiosk.clock import Clock
from kiosk.hub.coverage.events import (
    CheckAnswered,
    CheckAsked,
    CheckDropped,
    CheckHandedOver,
    CoverageEvent,
    CoverageTold,
    Person,
    VisitFound,
)
from kiosk.hub.coverage.queue import Do, LaterPolicy, Lookups, Pending, Step, apply, forget, next_step, postpone
from kiosk.journal import Journal
from kiosk.loop import Loop

log = logging.getLogger(__name__)

T = TypeVar("T")

CANNOT_SAY = frozenset({"cannot_search", "ambiguous"})
"""A HIS that keeps no keys cannot tell whether it holds a visit; then it is looked up as if it did."""


class FindsVisits(Protocol):
    """The part of the HIS that tells whether a visit was registered."""

    def find_registration(self, key: str) -> Outcome[Registered | None]:
        """See `his_client.his.ports.Registration`."""
        ...


class CoverageReceiver(Protocol):
    """A HIS that can be told what a later look-up found."""

    def report_coverage(
        self, key: str, visit_code: str, number: str, eligibility: Eligibility, checked_at: datetime
    ) -> Outcome[None]:
        """Takes the answer for the visit registered under `key` (MA_LK `visit_code`), or answers that it has it.

        `number` is the number that was asked about. Refused codes: `no_visit`, `other_person` (the visit is somebody
        else's: who brings a child is asked about as well). After Unknown it is told again: the same answer is one.
        """
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
    :param receiver: told of later answers; None when the HIS takes none.
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
        receiver: CoverageReceiver | None = None,
    ) -> None:
        self._journal = journal
        self._loop = loop
        self._clock = clock
        self._insurer = insurer
        self._his = his
        self._alarm = alarm
        self._policy = policy
        self._receiver = receiver
        self._lookups = Lookups()
        self._busy = False
        self._started = False
        self._cancel: Callable[[], None] = lambda: None

    @property
    def lookups(self) -> Lookups:
        """The checks as they stand, for reading."""
        return self._lookups

    def lines(self) -> tuple[LookupLine, ...]:
        """Open checks, oldest first, then the ones closed of late."""
        items = (*self._lookups.pending.values(), *reversed(self._lookups.closed))
        return tuple(_line(item) for item in items)

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
        self._record(
            CheckAnswered(
                visit_id,
                number,
                self._clock.now(),
                found.status,
                found.code,
                check.questions,
                later,
                later and self._receiver is not None,
                found,
                check.replies,
            )
        )
        if found.status is EligibilityStatus.CONFIG_ERROR:
            self._alarm(f"insurance_{found.code}")

    def erase(self, visit_id: str) -> None:
        """Erase what is personal of a visit's checks; what was still open is dropped."""
        self._journal.erase(visit_id)
        self._lookups = forget(self._lookups, visit_id)
        self._plan()

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
            case Do.TELL if self._receiver is not None and item.eligibility is not None and item.person is not None:
                receiver, eligibility, number = self._receiver, item.eligibility, item.person.number
                self._work(
                    step,
                    lambda: receiver.report_coverage(item.visit_id, item.visit_code, number, eligibility, item.last_at),
                    self._told,
                )
            case _:
                # The HIS took later answers before a restart and does not now.
                self._hand_over(item, "not_told")

    def _work(self, step: Step, job: Callable[[], T], done: Callable[[Pending, T], None]) -> None:
        self._busy = True

        def finished(result: T) -> None:
            self._busy = False
            if not self._started:
                return
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

    def _told(self, item: Pending, outcome: Outcome[None]) -> None:
        now = self._clock.now()
        match outcome:
            case Done():
                self._record(CoverageTold(item.visit_id, item.check, now))
            case Refused(code=code):
                self._hand_over(item, f"his_{code}")
            case Unknown():
                self._lookups = postpone(self._lookups, item.check, now)

    def _hand_over(self, item: Pending, reason: str) -> None:
        log.warning("coverage_handed_over", extra={"reason": reason})
        self._record(CheckHandedOver(item.visit_id, item.check, self._clock.now(), reason))
        self._alarm("insurance_unverified")


def _line(item: Pending) -> LookupLine:
    return LookupLine(item.visit_id, item.since, str(item.phase), item.code, item.tries, item.last_at)
