"""The hub's queue as a station or a room sees it: over HTTP, or in the same process."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar
from urllib.parse import quote

from his_client import fields as read
from his_client.fields import BadShape, Json
from his_client.http import JsonClient
from his_client.outcome import Done, Outcome, Refused, Unknown
from kiosk.hub.client import understand
from kiosk.hub.identity import MutualTls, tls_files
from kiosk.hub.named import CALL_HEADER
from kiosk.hub.owner import HubSilent, Via, at_once
from kiosk.hub.queue_desk import QueueDesk
from kiosk.queue.blocks import Block
from kiosk.queue.desk import Wanted
from kiosk.queue.ports import Action, PlaceSeen, RoomSeen
from kiosk.queue.state import State

T = TypeVar("T")


class QueueClient:
    """`NumberDesk` and `RoomDesk` over a hub's service. Thread-safe; repeats nothing by itself.

    :param url: https, or http to this machine only.
    :param identity: the station's, where the address is a gate's.
    :param token: the hub's token, or one room's key, which opens that room's doors alone.
    :raises InsecureAddress: for plain http to another machine.
    """

    def __init__(self, url: str, token: str, *, deadline_s: float = 5.0, identity: MutualTls | None = None) -> None:
        self._http = JsonClient(url, deadline_s=deadline_s, call_header=CALL_HEADER, **tls_files(identity))
        self._headers = {"Authorization": f"Bearer {token}"}

    def close(self) -> None:
        """Close the kept connections."""
        self._http.close()

    def issue(self, wanted: Wanted) -> Outcome[PlaceSeen]:
        """See `NumberDesk.issue`."""
        body = {
            "place_id": wanted.place_id,
            "station_id": wanted.station_id,
            "room": wanted.room,
            "priority": wanted.priority.value,
            "appointment_at": wanted.appointment_at and wanted.appointment_at.isoformat(),
            "number": wanted.number,
            "source": wanted.source.value,
            "arrived_at": wanted.arrived_at and wanted.arrived_at.isoformat(),
        }
        return _about(wanted.place_id, self._ask("POST", "/queue/numbers", body, _place))

    def reserve(self, station_id: str, ordinal: int, day: date) -> Outcome[Block]:
        """See `NumberDesk.reserve`."""
        body = {"station_id": station_id, "ordinal": ordinal, "day": day.isoformat()}
        return self._ask("POST", "/queue/blocks", body, _block)

    def place(self, place_id: str) -> Outcome[PlaceSeen]:
        """See `NumberDesk.place`."""
        return _about(place_id, self._ask("GET", f"/queue/places/{quote(place_id, safe='')}", None, _place))

    def room(self, room: str) -> Outcome[RoomSeen]:
        """See `RoomDesk.room`."""
        return self._ask("GET", f"/queue/rooms/{quote(room, safe='')}", None, _room)

    def act(self, room: str, action: Action, *, number: str = "", to: str = "") -> Outcome[RoomSeen]:
        """See `RoomDesk.act`."""
        body = {"number": number, "to": to}
        return self._ask("POST", f"/queue/rooms/{quote(room, safe='')}/{action.value}", body, _room)

    def give_key(self, room: str) -> Outcome[str]:
        """A new key for a room's staff, shown this once; the one before opens nothing any more."""
        path = f"/queue/rooms/{quote(room, safe='')}/key"
        return self._ask("POST", path, {}, lambda data: read.text(data, "key"))

    def _ask(self, method: str, path: str, body: Json, parse: Callable[[Json], T]) -> Outcome[T]:
        return understand(self._http.call(method, path, body=body, headers=self._headers), parse)


class LocalQueue:
    """`NumberDesk` and `RoomDesk` over a hub in this process.

    :param via: reaches the hub's owner thread; by default the caller is on it already, as in a simulated day.
    """

    def __init__(self, desk: QueueDesk, via: Via = at_once) -> None:
        self._desk = desk
        self._via = via

    def issue(self, wanted: Wanted) -> Outcome[PlaceSeen]:
        """See `NumberDesk.issue`."""
        return self._ask(lambda: self._desk.issue(wanted))

    def reserve(self, station_id: str, ordinal: int, day: date) -> Outcome[Block]:
        """See `NumberDesk.reserve`."""
        return self._ask(lambda: self._desk.reserve(station_id, ordinal, day))

    def place(self, place_id: str) -> Outcome[PlaceSeen]:
        """See `NumberDesk.place`."""
        return self._ask(lambda: self._desk.place(place_id))

    def room(self, room: str) -> Outcome[RoomSeen]:
        """See `RoomDesk.room`."""
        return self._ask(lambda: self._desk.room(room))

    def act(self, room: str, action: Action, *, number: str = "", to: str = "") -> Outcome[RoomSeen]:
        """See `RoomDesk.act`."""
        return self._ask(lambda: self._desk.act(room, action, number=number, to=to))

    def _ask(self, job: Callable[[], Outcome[T]]) -> Outcome[T]:
        try:
            return self._via(job)
        except HubSilent as silent:
            return Unknown("timeout", str(silent))


def _about(place_id: str, outcome: Outcome[PlaceSeen]) -> Outcome[PlaceSeen]:
    match outcome:
        case Done(value=seen) if seen.place_id != place_id:
            return Unknown("other_answer", "the answer belongs to another visit")
        case Done() | Refused() | Unknown():
            return outcome


def _place(data: Json) -> PlaceSeen:
    try:
        state = State(read.text(data, "state"))
    except ValueError:
        raise BadShape("state") from None
    return PlaceSeen(
        read.text(data, "place_id"),
        read.text(data, "number"),
        read.text(data, "room"),
        state,
        read.optional_integer(data, "people_before"),
        read.optional_integer(data, "minutes"),
        read.optional_text(data, "link"),
    )


def _block(data: Json) -> Block:
    day = read.optional_date(data, "day")
    if day is None:
        raise BadShape("day")
    return Block(day, read.integer(data, "block"), read.integer(data, "size"))


def _room(data: Json) -> RoomSeen:
    opened, pace = data.get("open"), data.get("pace_min")
    if not isinstance(opened, bool):
        raise BadShape("open")
    called_at = read.optional_text(data, "called_at")
    try:
        at = None if called_at is None else datetime.fromisoformat(called_at)
        return RoomSeen(
            read.text(data, "room"),
            opened,
            read.optional_text(data, "current"),
            read.integer(data, "calls"),
            at,
            _numbers(data, "waiting"),
            _numbers(data, "skipped"),
            None if pace is None else float(pace),
            read.text(data, "mark"),
        )
    except (TypeError, ValueError):
        raise BadShape("room") from None


def _numbers(data: Json, field: str) -> tuple[str, ...]:
    listed = data.get(field)
    if not isinstance(listed, list) or not all(isinstance(number, str) for number in listed):
        raise BadShape(field)
    return tuple(listed)
