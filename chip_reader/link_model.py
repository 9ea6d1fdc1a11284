"""A contactless link as arithmetic: what a reading's commands would cost in the air, and the least they could.

The model is two numbers, a fixed time for each command and a bit rate for every byte both ways. It leaves out the
frames of ISO/IEC 14443-4 and the card's own calculations (seconds, for some elliptic-curve protocols on some chips),
so it compares readers on one card, and promises no time of a real one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .connection import Connection

RATES = (106_000, 212_000, 424_000, 848_000)
"""The bit rates of ISO/IEC 14443, in bits per second."""


READ_BINARY = frozenset({0xB0, 0xB1})


@dataclass(frozen=True, slots=True)
class Exchange:
    """One command and its answer by their lengths in bytes; `ins` is the command's instruction byte."""

    ins: int
    sent: int
    received: int

    @property
    def reads(self) -> bool:
        """Whether it reads a file; others open the chip or prove it."""
        return self.ins in READ_BINARY


@dataclass(frozen=True, slots=True)
class Link:
    """A modelled link: milliseconds for each command whatever its length, and bits per second."""

    bits_per_second: int
    fixed_ms: float = 5.0

    def command_ms(self, sent: int, received: int) -> float:
        """What one command of so many bytes costs with its answer, in milliseconds."""
        return self.fixed_ms + (sent + received) * 8_000 / self.bits_per_second

    def total_ms(self, exchanges: Iterable[Exchange]) -> float:
        """What these exchanges cost, in milliseconds."""
        return sum(self.command_ms(exchange.sent, exchange.received) for exchange in exchanges)

    def least_ms(self, file_sizes: Iterable[int]) -> float:
        """The least any reader needs: each file in one command with extended length, and not a byte around it."""
        return sum(self.command_ms(0, size) for size in file_sizes)


class CountingConnection:
    """Passes everything on to another connection and keeps each exchange's lengths, not its bytes."""

    def __init__(self, inner: Connection) -> None:
        self._inner = inner
        self.exchanges: list[Exchange] = []

    @property
    def atr(self) -> bytes:
        """The inner connection's."""
        return self._inner.atr

    def transmit(self, apdu: bytes) -> bytes:
        """See `Connection`."""
        answer = self._inner.transmit(apdu)
        self.exchanges.append(Exchange(apdu[1], len(apdu), len(answer)))
        return answer

    def close(self) -> None:
        """See `Connection`."""
        self._inner.close()
