"""Webhooks at the hub: fetched from the receiver, verified here once more, taken like any other credit, then settled.

Whatever is lost on the way, the hub's own polling finds too; a webhook only makes it sooner.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

from his_client.outcome import Done, Outcome, Refused, Unknown
from his_client.payments.bank import Credit
from his_client.payments.ports import Delivered, Notice, NoticeReader
from kiosk.hub.receiver.ports import Fetched, Receiver
from kiosk.loop import Loop

log = logging.getLogger(__name__)


class Drainer:
    """Asks the receiver again and again. `state` is `ok`, or why the last question failed.

    :param take: journals credits, all of one answer at once.
    :param doubt: is told of a notice whose provider wants a person to look: its provider and the order's number.
    :param alarm: calls a person, with a reason code.
    """

    def __init__(
        self,
        receiver: Receiver,
        readers: Mapping[str, NoticeReader],
        loop: Loop,
        take: Callable[[list[Credit]], object],
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
        self._take = take
        self._doubt = doubt
        self._alarm = alarm
        self._poll_s = self._pause = poll_s
        self._slow_poll_s = slow_poll_s
        self._cancel: Callable[[], None] = lambda: None
        self._stopped = False

    def start(self) -> None:
        """Ask, and go on asking."""
        if not self._stopped:
            self._loop.work("fetch-notices", lambda: self._receiver.fetch(0), self._fetched)

    def stop(self) -> None:
        """Ask no more; what was not settled is fetched again after the next start."""
        self._stopped = True
        self._cancel()

    def _fetched(self, outcome: Outcome[Fetched]) -> None:
        if self._stopped:
            return
        match outcome:
            case Done(value=fetched):
                self.state, self._pause = "ok", self._poll_s
                self._read(fetched)
            case Refused(code=reason) | Unknown(reason=reason):
                log.warning("receiver_silent", extra={"reason": reason})
                self.state = reason
                self._again(slower=True)

    def _read(self, fetched: Fetched) -> None:
        if not fetched.items:
            self._again()
            return
        credits_found: list[Credit] = []
        taken: list[int] = []
        kept: list[int] = []
        doubted: list[tuple[str, int]] = []
        for item in fetched.items:
            match self._notice(item.provider, item.delivered):
                case Done(value=Notice(credit=credit, doubtful=doubtful, number=number)):
                    taken.append(item.seq)
                    if credit is not None:
                        credits_found.append(credit)
                    if doubtful:
                        doubted.append((item.provider, number))
                case Refused(code=reason) | Unknown(reason=reason):
                    log.warning("notice_unreadable", extra={"peer": item.provider, "reason": reason})
                    kept.append(item.seq)
        self._take(credits_found)
        for provider, number in doubted:
            self._doubt(provider, number)
        if kept:
            self._alarm("notice_unreadable")
        more = fetched.more

        def settled(outcome: Outcome[None]) -> None:
            if self._stopped:
                return
            if not isinstance(outcome, Done):
                log.warning("receiver_silent", extra={"reason": "settle"})
                self._again(slower=True)  # they are fetched again, and known by then
            elif more:
                self.start()
            else:
                self._again()

        self._loop.work("settle-notices", lambda: self._receiver.settle(taken, kept), settled)

    def _notice(self, provider: str, delivered: Delivered) -> Outcome[Notice]:
        reader = self._readers.get(provider)
        return Refused("no_provider") if reader is None else reader.read(delivered)

    def _again(self, *, slower: bool = False) -> None:
        if slower:
            self._pause = min(self._pause * 2, self._slow_poll_s)
        self._cancel = self._loop.later(self._pause, self.start)
