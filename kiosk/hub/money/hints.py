"""What verified webhooks tell of is a hint, never proof: its provider is asked at once, and only its answer is money.

A hint is open until the book has its money from a question, a list or a statement. While it has not (a list may show a
line late), the provider is asked again with growing pauses. Money that no answer confirmed in a day is a person's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from his_client.payments.bank import Credit
from kiosk.clock import Clock
from kiosk.loop import Loop

FIRST_PAUSE_S = 2.0
"""Seconds until an unconfirmed hint is asked about for the second time; each further pause is twice as long."""
SLOWEST_S = 1800.0
CONFIRMED_WITHIN = timedelta(days=1)
"""How long a provider may take to show in its answer or list what its webhook told of."""


@dataclass(slots=True)
class Hint:
    """Money that a verified notice tells of; `number` is the order it names, 0 for none."""

    seq: int
    credit: Credit
    number: int
    received_at: datetime
    ask_at: float
    pause_s: float = FIRST_PAUSE_S
    asked: bool = False
    """Whether a question about it is on its way."""
    again: bool = False
    """Whether it was asked about before."""


Ask = Callable[[Hint], None]


class Hints:
    """All open hints of a hub, by their numbers at the receiver.

    :param roads: how each provider is asked about a hint; that it answered is said by `answered`.
    :param there: whether the book has this money.
    :param unconfirmed: takes money that no answer confirmed.
    :param settle: is told the number of a hint that is open no more.
    """

    def __init__(
        self,
        roads: Mapping[str, Ask],
        loop: Loop,
        clock: Clock,
        there: Callable[[Credit], bool],
        unconfirmed: Callable[[Credit, datetime], None],
        settle: Callable[[int], None],
    ) -> None:
        self._roads = roads
        self._loop = loop
        self._clock = clock
        self._there = there
        self._unconfirmed = unconfirmed
        self._settle = settle
        self._open: dict[int, Hint] = {}
        self._wakes: float | None = None
        self._cancel: Callable[[], None] = lambda: None
        self._stopped = False

    def take(self, seq: int, credit: Credit, number: int, received_at: datetime) -> None:
        """A notice was fetched; one that is open already is just that one."""
        known = self._open.get(seq)
        if self._stopped or (known is not None and known.credit == credit):
            return
        now = self._clock.monotonic()
        hint = self._open[seq] = Hint(seq, credit, number, received_at, now)
        self._consider(hint, now)
        if seq in self._open:
            self._wake(hint.ask_at, now)

    def answered(self, provider: str, number: int | None = None) -> None:
        """This provider answered, about one order or (None) with its list: what was asked is confirmed, or is not."""
        for hint in self._of(provider, number):
            if hint.asked:
                hint.asked = False
                self._judge(hint)

    def stop(self) -> None:
        """Ask no more; what is open is fetched again after the next start."""
        self._stopped = True
        self._cancel()

    def _turn(self) -> None:
        """Ask about what is due."""
        if self._stopped:
            return
        self._wakes = None
        now = self._clock.monotonic()
        for hint in [hint for hint in self._open.values() if hint.ask_at <= now]:
            self._consider(hint, now)
        if self._open:
            self._wake(min(hint.ask_at for hint in self._open.values()), now)

    def _consider(self, hint: Hint, now: float) -> None:
        if self._there(hint.credit):
            self._close(hint)
            return
        hint.ask_at, hint.pause_s = now + hint.pause_s, min(hint.pause_s * 2, SLOWEST_S)
        hint.asked = True
        self._roads[hint.credit.provider](hint)
        hint.again = True

    def _wake(self, at: float, now: float) -> None:
        if self._wakes is None or at < self._wakes:
            self._cancel()
            self._wakes = at
            self._cancel = self._loop.later(max(0.0, at - now), self._turn)

    def _judge(self, hint: Hint) -> None:
        if self._there(hint.credit):
            self._close(hint)
        elif self._clock.now() - hint.received_at >= CONFIRMED_WITHIN:
            self._unconfirmed(hint.credit, hint.received_at)
            self._close(hint)

    def _close(self, hint: Hint) -> None:
        del self._open[hint.seq]
        self._settle(hint.seq)

    def _of(self, provider: str, number: int | None) -> Iterable[Hint]:
        return [
            hint
            for hint in self._open.values()
            if hint.credit.provider == provider and (number is None or hint.number == number)
        ]
