"""What a stage answers: its new state, what it learned, what must be done, and whether the visit moves on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from kiosk.visit.effects import Effect
from kiosk.visit.values import Ending, Facts, Reason

S_co = TypeVar("S_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Forward:
    """On to the next stage of the journey."""


@dataclass(frozen=True, slots=True)
class Backward:
    """Back to the last stage that asked the patient something."""


@dataclass(frozen=True, slots=True)
class Return:
    """Back to a named stage, because what it settled no longer holds."""

    stage: str


@dataclass(frozen=True, slots=True)
class Follow:
    """On by another journey from here, the one of this name (`kiosk.visit.visit.JOURNEYS`)."""

    journey: str


@dataclass(frozen=True, slots=True)
class ToDesk:
    """A person goes on from here: a number at the desk, with a reason code."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class ToTicket:
    """Straight to the number and the slip: what was wanted stands already."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class End:
    """The visit is over; nothing more is shown."""

    ending: Ending
    reason: Reason


Go = Forward | Backward | Return | Follow | ToDesk | ToTicket | End


@dataclass(frozen=True, slots=True)
class Turn(Generic[S_co]):
    """A stage's answer to one event."""

    state: S_co
    effects: tuple[Effect, ...] = ()
    facts: Facts | None = None
    go: Go | None = None
