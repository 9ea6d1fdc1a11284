"""What a window knows of the station: a view to draw, intents to send, and the live things that are no events."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    # A window's first picture waits for what is imported here, and these are large.
    from kiosk.admin.values import Admin
    from kiosk.visit.events import Intent
    from kiosk.visit.view import View


@dataclass(frozen=True, slots=True)
class Live:
    """What moves while a screen stands.

    `percent` 0..100 of the bytes really read and `stage` (`key`, `texts`, `portrait`, `signature`) while a card is
    read; `guidance` (a face_match.Guidance value in lower case) and `quality` 0..1 while a face is looked at, and
    `glow` the colour (`#RRGGBB`) the screen is to light the face with, empty for none.
    """

    percent: int = 0
    stage: str = ""
    guidance: str = ""
    quality: float = 0.0
    glow: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """One camera picture, not mirrored: `rgb` holds height × width × 3 bytes, row by row; it is drawn and dropped."""

    width: int
    height: int
    rgb: bytes
    number: int


@dataclass(frozen=True, slots=True)
class Way:
    """The way from this station to a place: where it is, and how to get there, step by step.

    `path` are points on the hospital's map from the station to it, as fractions 0..1 of its width and height.
    """

    name: str
    where: str = ""
    icon: str = "door"
    steps: tuple[str, ...] = ()
    path: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Information:
    """What the station's own file tells everybody: opening hours, places, and the map's file, or empty."""

    hours: tuple[str, ...] = ()
    map: str = ""
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class StationInfo:
    """What the header says, and the panel's scale in pixels per millimetre."""

    hospital: str
    station: str
    px_per_mm: float
    languages: tuple[str, ...] = ("vi", "en", "zh", "ko", "ja", "fr")
    information: Information = Information()


class Station(Protocol):
    """The station as a window sees it. Every call returns at once; callbacks come from the station's own thread."""

    @property
    def info(self) -> StationInfo:
        """Names and scale."""
        ...

    @property
    def admin(self) -> Admin | None:
        """The room behind the screen; None where there is none, and before the station is open."""
        ...

    def start(self, on_view: Callable[[View], None], on_live: Callable[[Live], None]) -> None:
        """Begin, after recovery; `on_view` is called with the first view and with each one after."""
        ...

    def send(self, intent: Intent) -> None:
        """Post what a person did."""
        ...

    def begin(self, language: str) -> None:
        """Start a visit without a card on the tray (the screen was touched)."""
        ...

    def staff(self, number: str, pin: str) -> None:
        """Have a member of staff's number and PIN looked at; what came of it is seen in the next views."""
        ...

    def preview(self) -> Preview | None:
        """The newest camera picture while the camera is open, else None."""
        ...

    def seconds_left(self, timer: str) -> float | None:
        """Seconds until a running clock of the visit ends (`idle_end`, `payment`, `card_gone`), else None."""
        ...

    def close(self) -> None:
        """End devices and threads; the journal stays consistent whatever happens after."""
        ...
