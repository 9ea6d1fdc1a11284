"""The tray of a station under attack: a reader in this process, or PC/SC over a pcscd that can be killed."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from typing import Protocol

from chip_reader import CardReader, PcscReader
from chip_reader.virtual import ServedCard, VirtualCard, VirtualReader, serve_vpcd
from chip_reader.virtual.pcscd import SLOT, SLOT_NAME, Pcscd

NOTICED_S = 0.6
"""How long pcscd may need to notice that its slot is empty."""


class Tray(Protocol):
    """Where a card is laid down and taken away."""

    reader: CardReader

    def lay(self, card: VirtualCard) -> None:
        """A card is laid down, whether anything sees it or not."""
        ...

    def take(self) -> None:
        """It is taken away."""
        ...


class VirtualTray:
    """A reader in this process."""

    def __init__(self) -> None:
        self._virtual = VirtualReader()
        self.reader: CardReader = self._virtual

    def lay(self, card: VirtualCard) -> None:
        """See `Tray`."""
        self._virtual.insert(card)

    def take(self) -> None:
        """See `Tray`."""
        self._virtual.remove()


class PcscTray:
    """PC/SC over a pcscd of its own; only inside `chip_reader.virtual.pcscd`'s namespaces."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._card: VirtualCard | None = None
        self._served: ServedCard | None = None
        self._daemon = Pcscd()
        self._daemon.start()
        self.reader: CardReader = PcscReader(SLOT_NAME)

    def lay(self, card: VirtualCard) -> None:
        """See `Tray`; while the daemon is away the card lies there, and is seen by the next one."""
        with self._lock:
            if self._card is card and self._served is not None and self._served.inserted:
                return  # who sees it lying there leaves it there
            if self._empty():
                time.sleep(NOTICED_S)
            self._card = card
            self._serve()

    def take(self) -> None:
        """See `Tray`."""
        with self._lock:
            self._card = None
            self._empty()

    def kill(self) -> None:
        """SIGKILL to the daemon."""
        self._daemon.kill()

    def again(self) -> None:
        """Start the daemon again as its service would: it finds what the dead one left, and whatever lies there."""
        with self._lock:
            self._empty()
            self._daemon.start()
            self._serve()

    def close(self) -> None:
        """End everything."""
        self.take()
        self._daemon.stop()

    def _serve(self) -> None:
        if self._card is not None:
            with suppress(OSError):
                self._served = serve_vpcd(self._card, *SLOT)

    def _empty(self) -> bool:
        """Take out what the daemon has in its slot; whether there was anything."""
        served, self._served = self._served, None
        if served is None:
            return False
        there = served.inserted
        served.remove()
        return there
