"""Carries a journal's rows to the hub's database, in order, each once, at its own pace and in nobody's way.

The rows are read on the owner's thread in small batches, handed over by a worker. Nothing is remembered here: after
a start, a fault or an unclear answer the head is asked for, and the rows after it go.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from his_client.outcome import Unknown
from kiosk.hub.intake import BUSY, Chain, Head, JournalIntake, NotTaken, TakeAnswer, Taken
from kiosk.journal import PublicRow
from kiosk.loop import Loop

log = logging.getLogger(__name__)

State = Literal["ok", "behind", "silent", "gap", "fork", "broken"]


@dataclass(frozen=True, slots=True)
class ShippingPolicy:
    """Seconds between two looks for new rows; the pauses while the hub is silent or busy double up to `slow_s`.

    After `fork` or `broken` a person is needed; it is tried again every `stuck_s`. A batch has at most `rows` rows and
    about `characters` of their bodies.
    """

    look_s: float = 2.0
    first_s: float = 1.0
    slow_s: float = 60.0
    stuck_s: float = 600.0
    rows: int = 300
    characters: int = 1_000_000


class Shipper:
    """One journal on its way. Every method is called on the loop's owner thread.

    :param name: the source's name, made from the journal's first row; the hub's own journal has a fixed one.
    """

    def __init__(
        self,
        journal: Chain,
        intake: JournalIntake,
        loop: Loop,
        name: Callable[[PublicRow], str],
        policy: ShippingPolicy | None = None,
    ) -> None:
        self._journal = journal
        self._intake = intake
        self._loop = loop
        self._name = name
        self._policy = policy or ShippingPolicy()
        self._source: str | None = None
        self._head: Head | None = None
        self._pause = self._policy.first_s
        self._busy = False
        self._started = False
        self._stopped = False
        self._cancel: Callable[[], None] = lambda: None
        self.state: State = "behind"

    @property
    def behind(self) -> int:
        """How many rows are not known to be in the database."""
        return self._journal.seq - (self._head.last_seq if self._head else 0)

    def start(self) -> None:
        """Ask for the head and begin."""
        self._started = True
        self._go()

    def stop(self) -> None:
        """Send no more; an answer still on its way is dropped."""
        self._stopped = True
        self._cancel()

    def kick(self) -> None:
        """There are new rows: look now, unless a batch is under way, the hub is waited for, or a person is."""
        if self._started and self.state in ("ok", "behind"):
            self._go()

    def _go(self) -> None:
        self._cancel()
        self._cancel = lambda: None
        if self._stopped or self._busy:
            return
        if self._source is None:
            first = self._journal.public_rows(0, 1)
            if not first:
                self._again(self._policy.look_s)
                return
            self._source = self._name(first[0])
        source = self._source
        if self._head is None:
            self._work(lambda: self._intake.head(source), self._asked)
            return
        if self._head.last_seq == self._journal.seq and self._head.head_hash == self._journal.head:
            self.state, self._pause = "ok", self._policy.first_s
            self._again(self._policy.look_s)
            return
        rows, told = self._batch(self._head), self._journal.seq
        if not rows:
            self._stuck("fork", self._head.last_seq)  # the hub holds more of this journal than there is of it
            return
        self._work(lambda: self._intake.take(source, rows, told), self._answered)

    def _batch(self, head: Head) -> tuple[PublicRow, ...]:
        rows = self._journal.public_rows(head.last_seq, self._policy.rows)
        size = 0
        for count, row in enumerate(rows):
            size += len(row.body)
            if count and size > self._policy.characters:
                return rows[:count]
        return rows

    def _asked(self, answer: Head | Unknown) -> None:
        if isinstance(answer, Unknown):
            self._silent(answer.reason)
        else:
            self._head = answer
            self._go()

    def _answered(self, answer: TakeAnswer) -> None:
        match answer:
            case Taken(head=head):
                self._head = head
                self._pause = self._policy.first_s
                self.state = "ok" if head.last_seq == self._journal.seq else "behind"
                self._go()
            case NotTaken(problem="gap", head=head):
                # Another of this journal's batches came to less than was believed; the head says where to go on.
                self.state, self._head = "gap", head
                self._again(self._longer())
            case NotTaken(problem=problem, seq=seq):
                self._stuck(problem, seq)
            case Unknown(reason=reason):
                self._silent(reason)

    def _silent(self, reason: str) -> None:
        if reason == BUSY:
            self._again(self._longer())  # many come back at once: the next one is not to make it worse
            return
        if self.state != "silent":
            log.warning("rows_wait", extra={"reason": reason})
        self.state, self._head = "silent", None
        self._again(self._longer())

    def _stuck(self, problem: State, seq: int) -> None:
        if self.state != problem:
            log.error("rows_refused", extra={"reason": problem, "row": seq, "peer": self._source})
        self.state, self._head = problem, None
        self._again(self._policy.stuck_s)

    def _longer(self) -> float:
        pause, self._pause = self._pause, min(self._pause * 2, self._policy.slow_s)
        return pause

    def _again(self, seconds: float) -> None:
        self._cancel = self._loop.later(seconds, self._go)

    def _work(self, job: Callable[[], object], done: Callable[..., None]) -> None:
        self._busy = True

        def finished(answer: object) -> None:
            self._busy = False
            if not self._stopped:
                done(answer)

        self._loop.work("journal-rows", job, finished)
