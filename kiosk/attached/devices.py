"""Devices as they are found, each with what a station's file has to say of it, and the port that finds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class FoundCamera:
    """A camera: `source` as `camera.source` takes it (a path that stays the same after replugging), `name` its own."""

    source: str
    name: str


@dataclass(frozen=True, slots=True)
class FoundPrinter:
    """A printer: what a person sees of it, and its settings under `[printer]`."""

    name: str
    settings: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class FoundScreen:
    """A panel by its EDID. Pixels and millimetres as built, before it is turned; 0 mm where it does not say."""

    connector: str
    name: str
    width_px: int
    height_px: int
    width_mm: int
    height_mm: int

    @property
    def px_per_mm(self) -> float | None:
        """Pixels per millimetre, the mean of both ways; None where it does not say its size."""
        if not self.width_mm or not self.height_mm:
            return None
        return round((self.width_px / self.width_mm + self.height_px / self.height_mm) / 2, 2)


class Attached(Protocol):
    """Finds what is plugged in. Nothing is opened, printed or filmed by looking."""

    def readers(self) -> tuple[str, ...]:
        """PC/SC readers by name.

        :raises ReaderGone: when the smart-card service does not answer.
        """
        ...

    def cameras(self) -> tuple[FoundCamera, ...]:
        """Cameras on a bus; loopback devices are none."""
        ...

    def printers(self) -> tuple[FoundPrinter, ...]:
        """Printers on USB, in the network's neighbourhood and known to CUPS."""
        ...

    def screens(self) -> tuple[FoundScreen, ...] | None:
        """Panels that are switched on; None where this machine has no graphics to ask."""
        ...

    def touch_panels(self) -> tuple[str, ...] | None:
        """Touch panels by name; None where this machine does not tell its input devices."""
        ...
