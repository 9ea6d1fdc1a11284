"""One provider's list, polled with its cursor for as long as the hub runs; slower while it does not answer.

It is polled at once when a webhook tells of money, and on request with the last hours, where lines may be listed late.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from his_client.outcome import Done, Outcome, Refused, Unknown
from his_client.payments.bank import BankFeed, CreditPage, ReadsAgain
from kiosk.loop import Loop

log = logging.getLogger(__name__)


class Poller:
    """Asks a feed again and again. `state` is `ok`, or why the last question failed.

    :param cursor: what everything is in the journal up to.
    :param listed: journals a page with its cursor.
    """

    def __init__(
        self,
        name: str,
        feed: BankFeed,
        loop: Loop,
        cursor: Callable[[], str | None],
        listed: Callable[[CreditPage], None],
        poll_s: float,
        slow_poll_s: float,
    ) -> None:
        self.name = name
        self.state = "ok"
        self._feed = feed
        self._loop = loop
        self._cursor = cursor
        self._listed = listed
        self._poll_s = self._pause = poll_s
        self._slow_poll_s = slow_poll_s
        self._cancel: Callable[[], None] = lambda: None
        self._asking = self._at_once = self._late_ones = False
        self._stopped = False

    def start(self) -> None:
        """Ask, and go on asking."""
        if self._stopped:
            return
        feed, cursor, late_ones = self._feed, self._cursor(), self._late_ones
        self._asking, self._at_once, self._late_ones = True, False, False

        def read() -> Outcome[CreditPage]:
            if late_ones and isinstance(feed, ReadsAgain):
                feed.read_again()
            return feed.credits(cursor)

        self._loop.work(f"{self.name}-credits", read, self._answered)

    def now(self, *, late_ones: bool) -> None:
        """Somebody told of money: ask at once, and if wanted for what is listed late. One that fails keeps its pace."""
        self._late_ones |= late_ones
        if self._asking:
            self._at_once = True
        elif self.state == "ok":
            self._cancel()
            self.start()

    def stop(self) -> None:
        """Ask no more; an answer on its way is dropped and asked for again after the next start."""
        self._stopped = True
        self._cancel()

    def _answered(self, outcome: Outcome[CreditPage]) -> None:
        self._asking = False
        if self._stopped:
            return
        match outcome:
            case Done(value=page):
                self.state, self._pause = "ok", self._poll_s
                self._listed(page)
                if self._at_once:
                    self.start()
                    return
            case Refused(code=reason) | Unknown(reason=reason):
                log.warning("bank_silent", extra={"peer": self.name, "reason": reason})
                self.state = reason
                self._pause = min(self._pause * 2, self._slow_poll_s)
        self._cancel = self._loop.later(self._pause, self.start)
