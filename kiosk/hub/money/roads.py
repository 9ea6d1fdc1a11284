"""Every road by which the hub hears of money: lists polled and orders asked about; webhooks say when to ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from his_client.payments.bank import Credit, CreditPage
from his_client.payments.ports import AtProvider, Notice, NoticeReader, Standing
from kiosk.clock import Clock
from kiosk.hub.money.asking import Asker
from kiosk.hub.money.channels import Channel
from kiosk.hub.money.draining import Drainer
from kiosk.hub.money.hints import Ask, Hint, Hints
from kiosk.hub.money.polling import Poller
from kiosk.hub.receiver.ports import Item, Receiver
from kiosk.loop import Loop
from kiosk.money.book import Book
from kiosk.money.order import BankCursorMoved


class Hearing(Protocol):
    """Who is told of money."""

    def heard(self, credits: Sequence[Credit], road: str, moved: Sequence[BankCursorMoved] = ()) -> int:
        """Take credits, and how far a list was read, in one transaction; how many were new."""
        ...

    def there(self, credit: Credit) -> bool:
        """Whether the book has this money already."""
        ...

    def unconfirmed(self, credit: Credit, told_at: datetime) -> None:
        """A webhook told of this money, and its provider did not confirm it in time."""
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
        self._clock = clock
        self._hearing = hearing
        self._pauses = poll_s, slow_poll_s
        self._askers = {
            channel.name: self._asker(channel, late_s)
            for channel in channels
            if channel.provider.abilities.asks and channel.feed is None
        }
        self._pollers = {channel.name: self._poller(channel) for channel in channels if channel.feed is not None}
        roads: dict[str, Ask] = {
            **{name: self._asks(asker) for name, asker in self._askers.items()},
            **{name: _polls(poller) for name, poller in self._pollers.items()},
        }
        # A webhook of a provider that can be asked nothing would prove nothing: it is kept for a person.
        readers = {item.name: item.reader for item in channels if item.reader is not None and item.name in roads}
        self._drainer = self._drainer_of(receiver, readers) if receiver else None
        settle = self._drainer.settle if self._drainer else _nothing_waits
        self._hints = Hints(roads, loop, clock, hearing.there, hearing.unconfirmed, settle)
        drainer = (self._drainer,) if self._drainer else ()
        self._all: tuple[Poller | Asker | Drainer, ...] = (*self._pollers.values(), *self._askers.values(), *drainer)

    def start(self) -> None:
        """Begin to listen everywhere."""
        for watcher in self._all:
            watcher.start()

    def stop(self) -> None:
        """Hear no more; answers on their way are dropped and asked for again after the next start."""
        self._hints.stop()
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
            self._hints.answered(name)

        return Poller(name, feed, self._loop, lambda: cursors.get(name), listed, *self._pauses)

    def _asker(self, channel: Channel, late_s: float) -> Asker:
        name, poll_s = channel.name, self._pauses[0]

        def found(number: int, standing: AtProvider | None) -> None:
            if standing is not None:
                self._hearing.heard(standing.credits, "question")
                if standing.standing is Standing.DOUBTFUL:
                    self._doubted(name, number)
            self._hints.answered(name, number)

        return Asker(channel, self._book, self._loop, self._clock, found, poll_s, late_s)

    def _drainer_of(self, receiver: Receiver, readers: Mapping[str, NoticeReader]) -> Drainer:
        def told(item: Item, notice: Notice) -> None:
            assert notice.credit is not None
            self._hints.take(item.seq, notice.credit, notice.number, item.delivered.received_at)

        return Drainer(
            receiver, readers, self._loop, self._clock, told, self._doubted, self._hearing.alarm, *self._pauses
        )

    def _asks(self, asker: Asker) -> Ask:
        def ask(hint: Hint) -> None:
            order = self._book.order_of_number(asker.name, hint.number)
            # Of an order that nobody here knows, the time of its money is the nearest to when it was made.
            asker.now(hint.number, order.opened.opened_at if order else hint.credit.booked_at)

        return ask

    def _doubted(self, provider: str, number: int) -> None:
        order = self._book.order_of_number(provider, number)
        if order is None:
            self._hearing.alarm("payment_doubtful")
        else:
            self._hearing.doubt(order.opened.order_id)


def _polls(poller: Poller) -> Ask:
    return lambda hint: poller.now(late_ones=hint.again)


def _nothing_waits(_: int) -> None:
    """Without a receiver there are no hints."""
