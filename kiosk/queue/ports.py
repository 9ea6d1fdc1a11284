"""What others may see of the queue and ask of it; each door has a hub over HTTP and a hub in the same process."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from his_client.outcome import Outcome
from kiosk.queue.blocks import Block
from kiosk.queue.desk import Wanted
from kiosk.queue.state import State


@dataclass(frozen=True, slots=True)
class PlaceSeen:
    """A number as a slip, a screen or the patient's phone shows it.

    `people_before` and `minutes` are None where there is no data: the room's staff do not call, or the number does not
    wait. `link` is the text of the slip's QR, the phone page's address; None where the hospital publishes none.
    """

    place_id: str
    number: str
    room: str
    state: State
    people_before: int | None = None
    minutes: int | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class RoomSeen:
    """A room's queue for its staff, numbers only: `waiting` in the order they would be called now.

    `mark` changes with who is in the room and how often it was called: an action that names an older mark was meant
    for another moment and is refused.
    """

    room: str
    open: bool
    current: str | None
    calls: int
    called_at: datetime | None
    waiting: tuple[str, ...]
    skipped: tuple[str, ...]
    pace_min: float | None
    mark: str


class Action(StrEnum):
    """What a room's staff may do."""

    CALL = "call"
    RECALL = "recall"
    SKIP = "skip"
    TRANSFER = "transfer"
    CLOSE = "close"
    SHUT = "shut"


class NumberDesk(Protocol):
    """Where a station gets numbers."""

    def issue(self, wanted: Wanted) -> Outcome[PlaceSeen]:
        """A place in a room's queue, or the one this visit has; it may be asked again after Unknown.

        Refused codes: those of `kiosk.queue.desk.issue`, `emergency` (never in the queue), `bad_request`,
        `unauthorised`.
        """
        ...

    def reserve(self, station_id: str, ordinal: int, day: date) -> Outcome[Block]:
        """The station's `ordinal`th block for today or tomorrow, the same when asked again, nothing drawn from it.

        Refused codes: those of `kiosk.queue.blocks.reserve`, `day` (neither today nor tomorrow), `unauthorised`.
        """
        ...

    def place(self, place_id: str) -> Outcome[PlaceSeen]:
        """Where a visit's number stands. Refused: `no_place` (none today or yesterday), `unauthorised`."""
        ...


class RoomDesk(Protocol):
    """Where a room's staff call."""

    def room(self, room: str) -> Outcome[RoomSeen]:
        """A room's queue; an empty one where nobody was sent there today."""
        ...

    def act(self, room: str, action: Action, *, number: str = "", to: str = "") -> Outcome[RoomSeen]:
        """Do something and see the room after it. After Unknown look at the room before doing it again.

        Refused codes: those of `kiosk.queue.desk` for each action, `unauthorised`.
        """
        ...
