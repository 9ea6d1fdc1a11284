"""Every road by which the hub hears of money: lists polled, orders asked about, webhooks drained; all lead to one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from his_client.payments.bank import Credit, CreditPage
from his_client.payments.ports import AtProvider, Standing
from kiosk.clock import Clock
from kiosk.hub.money.asking import Asker
from kiosk.hub.money.channels import Channel
from kiosk.hub.money.draining import Drainer
from kiosk.hub.money.polling import Poller
from kiosk.hub.receiver.ports import Receiver
from kiosk.loop import Loop
from kiosk.money.book import Book
from kiosk.money.order import BankCursorMoved, Order


class Hearing(Protocol):
    """Who is told of money."""

    def heard(self, credits: Sequence[Credit], road: str, moved: Sequence[BankCursorMoved] = ()) -> int:
        """Take credits, and how far a list was read, in one transaction; how many were new."""
        ...

    def doubt(self, order_id: str) -> None:
        """The provider of this order wants a person to look."""
        ...

    def alarm(self, reason: str) -> None:
        """Call a person."""
        ...


class Roads:
    """Watches all channels. `poll_s` and the others are those of `MoneySettings`."""

    def __init__(
        self,
        channels: Sequence[Channel],
        receiver: Receiver | None,
        book: Book,
        loop: Loop,
        clock: Clock,
        hearing: Hearing,
        poll_s: float,
        slow_poll_s: float,
        late_s: float,
    ) -> None:
        self._book = book
        self._loop = loop
        self._hearing = hearing
        self._pauses = poll_s, slow_poll_s
        self._askers = {
            channel.name: Asker(channel, book, loop, clock, self._asked, poll_s, late_s)
            for channel in channels
            if channel.provider.abilities.asks and channel.feed is None
        }
        pollers = (self._poller(channel) for channel in channels if channel.feed is not None)
        drainer = (self._drainer(receiver, channels),) if receiver else ()
        self._all: tuple[Poller | Asker | Drainer, ...] = (*pollers, *self._askers.values(), *drainer)

    def start(self) -> None:
        """Begin to listen everywhere."""
        for watcher in self._all:
            watcher.start()

    def stop(self) -> None:
        """Hear no more; answers on their way are dropped and asked for again after the next start."""
        for watcher in self._all:
            watcher.stop()

    def watch(self, provider: str, order_id: str) -> None:
        """The provider holds this order: ask about it, where it has no list."""
        if provider in self._askers:
            self._askers[provider].watch(order_id)

    @property
    def states(self) -> dict[str, str]:
        """Each provider, and the receiver: `ok`, or why the last question to it failed."""
        return {watcher.name: watcher.state for watcher in self._all}

    def _poller(self, channel: Channel) -> Poller:
        name, feed, cursors = channel.name, channel.feed, self._book.cursors
        assert feed is not None

        def listed(page: CreditPage) -> None:
            read_to = page.cursor if page.cursor != cursors.get(name) else None
            self._hearing.heard(page.credits, "list", [BankCursorMoved(read_to, name)] if read_to else [])

        return Poller(name, feed, self._loop, lambda: cursors.get(name), listed, *self._pauses)

    def _drainer(self, receiver: Receiver, channels: Sequence[Channel]) -> Drainer:
        readers = {channel.name: channel.reader for channel in channels if channel.reader is not None}
        hearing = self._hearing
        return Drainer(
            receiver,
            readers,
            self._loop,
            lambda credits_found: hearing.heard(credits_found, "webhook"),
            self._doubted,
            hearing.alarm,
            *self._pauses,
        )

    def _doubted(self, provider: str, number: int) -> None:
        order = self._book.order_of_number(provider, number)
        if order is None:
            self._hearing.alarm("payment_doubtful")
        else:
            self._hearing.doubt(order.opened.order_id)

    def _asked(self, order: Order, found: AtProvider) -> None:
        self._hearing.heard(found.credits, "question")
        if found.standing is Standing.DOUBTFUL:
            self._hearing.doubt(order.opened.order_id)
