"""Webhooks at the hub: fetched from the receiver, verified here once more, and settled there when they are answered.

Whatever is lost on the way, the hub's own polling finds too; a webhook only makes it sooner.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

from his_client.outcome import Done, Outcome, Refused, Unknown
from his_client.payments.ports import Delivered, Notice, NoticeReader
from kiosk.clock import Clock
from kiosk.hub.receiver.ports import Fetched, Item, Receiver
from kiosk.loop import Loop

log = logging.getLogger(__name__)

ANEW_S = 600.0
"""How often everything that waits is fetched from the beginning: a receiver may have begun a new inbox."""

Told = Callable[[Item, Notice], None]


class Drainer:
    """Asks the receiver again and again. `state` is `ok`, or why the last question failed.

    :param told: is handed a notice that tells of money; what becomes of it is said by `settle`.
    :param doubt: is told of a notice whose provider wants a person to look: its provider and the order's number.
    :param alarm: calls a person, with a reason code.
    """

    def __init__(
        self,
        receiver: Receiver,
        readers: Mapping[str, NoticeReader],
        loop: Loop,
        clock: Clock,
        told: Told,
        doubt: Callable[[str, int], None],
        alarm: Callable[[str], None],
        poll_s: float,
        slow_poll_s: float,
    ) -> None:
        self.name = "receiver"
        self.state = "ok"
        self._receiver = receiver
        self._readers = readers
        self._loop = loop
        self._clock = clock
        self._told = told
        self._doubt = doubt
        self._alarm = alarm
        self._poll_s = self._pause = poll_s
        self._slow_poll_s = slow_poll_s
        self._after = 0
        self._anew_at = clock.monotonic() + ANEW_S
        self._taken: set[int] = set()
        self._kept: set[int] = set()
        self._cancel: Callable[[], None] = lambda: None
        self._stopped = False

    def start(self) -> None:
        """Ask, and go on asking."""
        if self._stopped:
            return
        now = self._clock.monotonic()
        if now >= self._anew_at:
            self._after, self._anew_at = 0, now + ANEW_S
        after = self._after
        self._loop.work("fetch-notices", lambda: self._receiver.fetch(after), self._fetched)

    def stop(self) -> None:
        """Ask no more; what was not settled is fetched again after the next start."""
        self._stopped = True
        self._cancel()

    def settle(self, seq: int) -> None:
        """This notice is answered, and goes from the receiver with the next round."""
        self._taken.add(seq)

    def _fetched(self, outcome: Outcome[Fetched]) -> None:
        if self._stopped:
            return
        match outcome:
            case Done(value=fetched):
                self.state, self._pause = "ok", self._poll_s
                self._read(fetched)
                self._say(more=fetched.more)
            case Refused(code=reason) | Unknown(reason=reason):
                log.warning("receiver_silent", extra={"reason": reason})
                self.state = reason
                self._again(slower=True)

    def _read(self, fetched: Fetched) -> None:
        unread = len(self._kept)
        for item in fetched.items:
            self._after = item.seq
            match self._notice(item.provider, item.delivered):
                case Done(value=notice):
                    if notice.doubtful:
                        self._doubt(item.provider, notice.number)
                    if notice.credit is None:
                        self.settle(item.seq)
                    else:
                        self._told(item, notice)
                case Refused(code=reason) | Unknown(reason=reason):
                    log.warning("notice_unreadable", extra={"peer": item.provider, "reason": reason})
                    self._kept.add(item.seq)
        if len(self._kept) > unread:
            self._alarm("notice_unreadable")

    def _say(self, *, more: bool) -> None:
        """Tell the receiver what is answered; what it does not hear is said again with the next round."""
        taken, kept = frozenset(self._taken), frozenset(self._kept)

        def settled(outcome: Outcome[None]) -> None:
            if self._stopped:
                return
            if not isinstance(outcome, Done):
                log.warning("receiver_silent", extra={"reason": "settle"})
                self._again(slower=True)
                return
            self._taken -= taken
            self._kept -= kept
            self._go_on(more=more)

        if taken or kept:
            self._loop.work("settle-notices", lambda: self._receiver.settle(sorted(taken), sorted(kept)), settled)
        else:
            self._go_on(more=more)

    def _go_on(self, *, more: bool) -> None:
        if more:
            self.start()
        else:
            self._again()

    def _notice(self, provider: str, delivered: Delivered) -> Outcome[Notice]:
        reader = self._readers.get(provider)
        return Refused("no_provider") if reader is None else reader.read(delivered)

    def _again(self, *, slower: bool = False) -> None:
        if slower:
            self._pause = min(self._pause * 2, self._slow_poll_s)
        self._cancel = self._loop.later(self._pause, self.start)
