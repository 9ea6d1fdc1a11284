"""One delivery as a pure machine: requested, sent, answered, refused, unknown, asked about, or handed to a person.

`Requested` is journalled with its id before the first byte leaves. A call that ends as unknown is asked about by that
id; only a proven absence is sent again, under the same id. After `Patience` a person takes over.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar

from his_client.his.ports import (
    Feedback,
    FeedbackTaken,
    PaymentNotice,
    PaymentPosted,
    Registered,
    RegistrationRequest,
)
from kiosk.privacy import Sensitive

Payload = RegistrationRequest | PaymentNotice | Feedback
Result = Registered | PaymentPosted | FeedbackTaken


class Phase(StrEnum):
    """Where a delivery stands. The last three are final."""

    OPEN = "open"
    UNKNOWN = "unknown"
    DONE = "done"
    REFUSED = "refused"
    HANDED_OVER = "handed_over"


@dataclass(frozen=True, slots=True)
class DeliveryEvent:
    """Something that happened to a delivery; `delivery_id` is the idempotency key."""

    version: ClassVar[int] = 1
    delivery_id: str


@dataclass(frozen=True, slots=True)
class DeliveryRequested(DeliveryEvent):
    """An outward effect and all it needs, committed before anything is sent."""

    payload: Sensitive[Payload]


@dataclass(frozen=True, slots=True)
class DeliveryDone(DeliveryEvent):
    """The receiver confirmed it, at once or when asked."""

    result: Sensitive[Result]


@dataclass(frozen=True, slots=True)
class DeliveryRefused(DeliveryEvent):
    """The receiver said no, for good."""

    code: str


@dataclass(frozen=True, slots=True)
class DeliveryUnknown(DeliveryEvent):
    """It cannot be said whether the receiver took it."""

    reason: str


@dataclass(frozen=True, slots=True)
class DeliveryAbsent(DeliveryEvent):
    """Asked by id, the receiver proved that it holds nothing."""


@dataclass(frozen=True, slots=True)
class DeliveryHandedOver(DeliveryEvent):
    """Not to be settled by the machine: a person takes it, with the reason."""

    reason: str


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a machine tries: pauses between tries in seconds (the last repeats), and tries in all."""

    pauses_s: tuple[float, ...] = (0.5, 1.0, 2.0, 5.0, 15.0, 60.0)
    tries: int = 60


@dataclass(frozen=True, slots=True)
class Delivery:
    """A delivery's state; `tries` counts sends and questions since the station last started."""

    id: str
    subject: str
    payload: Payload
    phase: Phase = Phase.OPEN
    result: Result | None = None
    reason: str = ""
    tries: int = 0

    @property
    def final(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.phase in (Phase.DONE, Phase.REFUSED, Phase.HANDED_OVER)


class Command(StrEnum):
    """What must be done next."""

    SEND = "send"
    ASK = "ask"
    HAND_OVER = "hand_over"


@dataclass(frozen=True, slots=True)
class Next:
    """A command and how long to wait before it."""

    command: Command
    after_s: float = 0.0


def open_delivery(subject: str, event: DeliveryRequested) -> tuple[Delivery, Next]:
    """A delivery from its request: send at once."""
    return Delivery(event.delivery_id, subject, event.payload, tries=1), Next(Command.SEND)


def resume(delivery: Delivery) -> Next | None:
    """After a restart nobody knows whether the bytes left: ask first."""
    return None if delivery.final else Next(Command.ASK)


def advance(delivery: Delivery, event: DeliveryEvent, patience: Patience) -> tuple[Delivery, Next | None]:
    """The delivery after `event`, and what to do next. A final delivery stays as it is."""
    if delivery.final:
        return delivery, None
    match event:
        case DeliveryDone(result=result):
            return replace(delivery, phase=Phase.DONE, result=result), None
        case DeliveryRefused(code=code):
            return replace(delivery, phase=Phase.REFUSED, reason=code), None
        case DeliveryHandedOver(reason=reason):
            return replace(delivery, phase=Phase.HANDED_OVER, reason=reason), None
        case DeliveryUnknown(reason=reason):
            return _again(replace(delivery, phase=Phase.UNKNOWN, reason=reason), Command.ASK, patience)
        case DeliveryAbsent():
            return _again(replace(delivery, phase=Phase.OPEN), Command.SEND, patience)
        case _:
            return delivery, None


def _again(delivery: Delivery, command: Command, patience: Patience) -> tuple[Delivery, Next]:
    if delivery.tries >= patience.tries:
        return delivery, Next(Command.HAND_OVER)
    pause = patience.pauses_s[min(delivery.tries, len(patience.pauses_s)) - 1] if command is Command.ASK else 0.0
    return replace(delivery, tries=delivery.tries + 1), Next(command, pause)
