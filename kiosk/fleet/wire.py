"""JSON of what stations and the hub tell each other; fields of a later release are passed over."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from kiosk.fleet.ports import Identity, KnownOrder, KnownStation
from kiosk.fleet.values import Heartbeat, HeartbeatAnswer, OrderDone

T = TypeVar("T")

MOST_HEARTBEAT = 16 * 1024
MOST_REPORT = 256 * 1024


class NotOfThisShape(ValueError):
    """A body is not what it should be; it says nothing of its content."""


class Wire(Generic[T]):
    """One value's JSON. :param kind: its type."""

    def __init__(self, kind: Any) -> None:
        self._adapter: TypeAdapter[T] = TypeAdapter(kind)
        self._name = getattr(kind, "__name__", str(kind))

    def read(self, body: bytes | str) -> T:
        """The value of a body.

        :raises NotOfThisShape: when it is none.
        """
        try:
            return self._adapter.validate_json(body)
        except ValidationError as error:
            raise NotOfThisShape(self._name) from error

    def write(self, value: T) -> bytes:
        """The body of a value."""
        return self._adapter.dump_json(value)


HEARTBEAT: Wire[Heartbeat] = Wire(Heartbeat)
HEARTBEATS: Wire[tuple[Heartbeat, ...]] = Wire(tuple[Heartbeat, ...])
ANSWER: Wire[HeartbeatAnswer] = Wire(HeartbeatAnswer)
ANSWERS: Wire[dict[str, HeartbeatAnswer]] = Wire(dict[str, HeartbeatAnswer])
DONE: Wire[OrderDone] = Wire(OrderDone)
STATIONS: Wire[tuple[KnownStation, ...]] = Wire(tuple[KnownStation, ...])
ORDERS: Wire[tuple[KnownOrder, ...]] = Wire(tuple[KnownOrder, ...])
IDENTITY: Wire[Identity] = Wire(Identity)
