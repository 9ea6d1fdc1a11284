"""What a camera is here: the newest frame or nothing, and whether frames still come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from face_match.geometry import Picture

STALE_SECONDS = 2.0
"""A camera that has given no frame for this long is not alive, and its last frame is no longer handed out."""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One camera picture. `taken_at` in seconds of the monotonic clock; `number` grows with every new frame."""

    image: Picture
    taken_at: float
    number: int


class Camera(Protocol):
    """An open camera. It films from being opened until `close`, and at no other time.

    Frames are never old: there is no queue, a frame that nobody took is replaced by the next. A source that is lost is
    reopened by the camera itself; meanwhile `alive` is false and `latest` is None.
    """

    def latest(self) -> Frame | None:
        """The newest frame; None when none has come yet, when the last is stale, and after `close`."""
        ...

    def alive(self) -> bool:
        """Whether a frame came within the last `STALE_SECONDS`."""
        ...

    def close(self) -> None:
        """Stop filming and forget the last frame. Closing twice is allowed."""
        ...
