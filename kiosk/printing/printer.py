"""The printer as the station knows it: a picture in, paper out, and an honest word when that did not happen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from PIL import Image


class PrinterState(StrEnum):
    """How a printer is, as far as it says; `unknown` for one that cannot answer."""

    READY = "ready"
    PAPER_LOW = "paper_low"
    PAPER = "paper"
    COVER = "cover"
    OFFLINE = "offline"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """The state and what it was read from, in a few words for IT."""

    state: PrinterState
    detail: str = ""


_DO = {
    "paper": "put in a new roll",
    "cover": "close the printer's cover",
    "offline": "check its power and cable, and its address in [printer]",
    "unknown": "look at the printer; the slip may lie in it",
}


class PrinterError(Exception):
    """The slip is not known to be on paper.

    `reason` is `paper`, `cover`, `offline` or `unknown`; `maybe_printed` is false where it certainly is not. The
    number stays on the screen either way, so a slip is printed anew only when a person asks for it.
    """

    def __init__(self, reason: str, detail: str = "", *, maybe_printed: bool = False) -> None:
        if reason not in _DO:
            raise ValueError(f"{reason} is no reason of a printer")
        super().__init__(f"{reason}{f' ({detail})' if detail else ''}: {_DO[reason]}")
        self.reason = reason
        self.detail = detail
        self.maybe_printed = maybe_printed


class Printer(Protocol):
    """A slip printer. Calls block up to the printer's own deadline and come from one thread at a time."""

    def print(self, image: Image.Image) -> None:
        """Put a picture on paper and cut; where the device can answer, return only when it says it is done.

        :param image: mode "1" or "L", one pixel a dot.
        :raises PrinterError: when it is not known to be printed.
        """
        ...

    def status(self) -> PrinterStatus:
        """How the printer is now; an unreachable one is `offline`, never an exception."""
        ...

    def close(self) -> None:
        """Let go of it; afterwards it is offline."""
        ...
