"""A card reader in this process: cards are laid on it and taken off by method calls."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable

from ..connection import CardInserted, CardRemoved, Connection, Listener, ReaderBack, ReaderEvent, ReaderLost
from ..errors import CardGone, CardSilent, NoCard, ReaderGone
from .card import VirtualCard
from .faults import NoAnswer, TornAway

_SILENCE_SECONDS = 5.0


class VirtualReader:
    """One slot without hardware. Thread-safe; events are reported on a thread of their own, in order."""

    def __init__(self, name: str = "Virtual reader") -> None:
        self._name = name
        self._lock = threading.Lock()
        self._card: VirtualCard | None = None
        self._attached = True
        self._insertions = 0
        self._watchers: list[_Watcher] = []

    @property
    def name(self) -> str:
        """The reader's name."""
        return self._name

    def card_present(self) -> bool:
        """Whether a card lies on the reader; raises `ReaderGone` while unplugged."""
        with self._lock:
            if not self._attached:
                raise ReaderGone(self._name)
            return self._card is not None

    def connect(self) -> Connection:
        """Power the card."""
        if not self.card_present():
            raise NoCard(self._name)
        with self._lock:
            card = self._card
            if card is None:
                raise NoCard(self._name)
            card.reset()
            return _VirtualConnection(self, card, self._insertions)

    def watch(self, listener: Listener) -> Callable[[], None]:
        """Report events from now on; a card that lies there comes first."""
        watcher = _Watcher(listener)
        with self._lock:
            self._watchers.append(watcher)
            if not self._attached:
                watcher.post(ReaderLost())
            elif self._card is not None:
                watcher.post(CardInserted())

        def stop() -> None:
            with self._lock:
                if watcher in self._watchers:
                    self._watchers.remove(watcher)
            watcher.stop()

        return stop

    def close(self) -> None:
        """Stop all watching."""
        with self._lock:
            watchers, self._watchers = self._watchers, []
        for watcher in watchers:
            watcher.stop()

    def insert(self, card: VirtualCard) -> None:
        """Lay a card on the reader (taking off another one first)."""
        self.remove()
        with self._lock:
            self._card = card
            self._insertions += 1
            self._report(CardInserted())

    def remove(self) -> None:
        """Take the card off; harmless when there is none."""
        with self._lock:
            if self._card is not None:
                self._card = None
                self._report(CardRemoved())

    def unplug(self) -> None:
        """Pull the reader's cable; a card on it is gone with it."""
        with self._lock:
            self._card = None
            self._attached = False
            self._report(ReaderLost())

    def plug_in(self) -> None:
        """Plug the reader in again."""
        with self._lock:
            self._attached = True
            self._report(ReaderBack())

    def still_holds(self, card: VirtualCard, insertion: int) -> bool:
        """Whether the card of a connection has lain here without a break."""
        with self._lock:
            if not self._attached:
                raise ReaderGone(self._name)
            return self._card is card and self._insertions == insertion

    def _report(self, event: ReaderEvent) -> None:
        for watcher in self._watchers:
            watcher.post(event)


class _VirtualConnection:
    def __init__(self, reader: VirtualReader, card: VirtualCard, insertion: int) -> None:
        self._reader = reader
        self._card = card
        self._insertion = insertion
        self._closed = False

    @property
    def atr(self) -> bytes:
        return self._card.atr

    def transmit(self, apdu: bytes) -> bytes:
        if self._closed or not self._reader.still_holds(self._card, self._insertion):
            raise CardGone(self._reader.name)
        try:
            answer = self._card.transmit(apdu)
        except TornAway:
            self._reader.remove()
            raise CardGone(self._reader.name) from None
        except NoAnswer:
            # The watchdog of a real reader, without its waiting.
            self._closed = True
            raise CardSilent(_SILENCE_SECONDS) from None
        if not self._reader.still_holds(self._card, self._insertion):
            raise CardGone(self._reader.name)
        return answer

    def close(self) -> None:
        self._closed = True


class _Watcher:
    """Carries events to one listener on one thread, so that a slow listener never holds the reader."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._events: queue.SimpleQueue[ReaderEvent | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="virtual-reader-events", daemon=True)
        self._thread.start()

    def post(self, event: ReaderEvent) -> None:
        self._events.put(event)

    def stop(self) -> None:
        self._events.put(None)
        if threading.current_thread() is not self._thread:
            self._thread.join()

    def _run(self) -> None:
        while (event := self._events.get()) is not None:
            self._listener(event)
