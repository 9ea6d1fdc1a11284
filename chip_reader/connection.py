"""The door to the hardware: what a reader and a connected card must offer, and the events a reader reports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class CardInserted:
    """A card lies on the reader now."""


@dataclass(frozen=True, slots=True)
class CardRemoved:
    """The card was taken away."""


@dataclass(frozen=True, slots=True)
class ReaderLost:
    """The reader, or the service that drives it, is gone. A card that lay on it counts as removed."""


@dataclass(frozen=True, slots=True)
class ReaderBack:
    """The reader works again (sent only after `ReaderLost`)."""


ReaderEvent = CardInserted | CardRemoved | ReaderLost | ReaderBack
Listener = Callable[[ReaderEvent], None]


class Connection(Protocol):
    """A powered card. Not shared between threads."""

    @property
    def atr(self) -> bytes:
        """The answer to reset, empty when unknown."""
        ...

    def transmit(self, apdu: bytes) -> bytes:
        """Send one command APDU; the response data followed by the two bytes of the status word.

        Raises `CardGone`, `CardSilent`, `ReaderGone` or `TransmitFailed`.
        """
        ...

    def close(self) -> None:
        """Let go of the card; harmless when repeated."""
        ...


class CardReader(Protocol):
    """One card slot. Both implementations pass the same contract tests."""

    @property
    def name(self) -> str:
        """The reader's name as the system shows it."""
        ...

    def card_present(self) -> bool:
        """Whether a card lies on the reader; raises `ReaderGone`."""
        ...

    def connect(self) -> Connection:
        """Power the card; raises `NoCard`, `CardGone`, `CardSilent` or `ReaderGone`."""
        ...

    def watch(self, listener: Listener) -> Callable[[], None]:
        """Report events to `listener` (on a thread of the reader) until the returned function is called.

        A card that already lies there is reported as inserted first.
        """
        ...

    def close(self) -> None:
        """Stop watching and free the reader; harmless when repeated."""
        ...
