"""The fleet's desk: `kiosk.fleet.ports.Fleet` over the hub's journal.

Decisions run on the hub's owner thread, whoever asks. Heartbeats do not: they come by the hundred a second, change
nothing but memory, and what they give cause to decide is looked at once every few seconds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.clock import Clock
from kiosk.fleet.identity import Authority
from kiosk.fleet.ports import Alert, AuditLine, KeptConfiguration, KnownOrder, KnownStation, RollOut
from kiosk.fleet.signing import CONFIGURATION, sign
from kiosk.fleet.values import Heartbeat, HeartbeatAnswer, OrderDone
from kiosk.hub.fleet.decisions import Decisions, FleetSettings
from kiosk.hub.fleet.looking import Looking, wave_members
from kiosk.hub.owner import Via
from kiosk.hub.record import HubRecord
from kiosk.loop import Loop

LOOK_S = 5.0
"""Seconds between two looks at what heartbeats say."""


class FleetDesk(Decisions):
    """See `Fleet`. A `Section` of the hub's record, and `Working` between the hub's start and stop.

    :param heard: is told of every look's heartbeats, on the owner's thread: (station, heartbeat, heard at).
    """

    def __init__(
        self,
        record: HubRecord,
        loop: Loop,
        via: Via,
        clock: Clock,
        authority: Authority,
        signer: Ed25519PrivateKey,
        settings: FleetSettings | None = None,
        heard: Callable[[list[tuple[Heartbeat, datetime]]], None] = lambda beats: None,  # noqa: ARG005
    ) -> None:
        super().__init__(record, via, clock, authority, signer, settings or FleetSettings())
        self._loop, self._heard = loop, heard
        self._looking = Looking(self._known, clock)
        self._cancel: Callable[[], None] = lambda: None
        record.join(self)

    # the record

    def apply(self, subject: str, event: object) -> None:  # noqa: ARG002 - a section's shape
        """See `Section`."""
        self._known.apply(event)

    def start(self) -> None:
        """Begin to look; stations have their two minutes from here before they count as silent."""
        self._known.since = self._clock.monotonic()
        self._again()

    def stop(self) -> None:
        """Look no more."""
        self._cancel()

    def look(self) -> None:
        """What the heartbeats since the last look give cause to decide; on the owner's thread."""
        fresh, ended = self._known.since_last_look()
        self._keep(*self._looking.look(ended))
        if fresh:
            self._heard(fresh)

    def _again(self) -> None:
        def look() -> None:
            self.look()
            self._again()

        self._cancel = self._loop.later(LOOK_S, look)

    # what there is

    @property
    def version(self) -> int:
        """See `Known.version`."""
        return self._known.version

    def stations(self) -> tuple[KnownStation, ...]:
        """See `Fleet`; by id."""
        return self._known.stations()

    def station(self, station_id: str) -> KnownStation | None:
        """See `Fleet`."""
        return self._known.station(station_id)

    def orders(self, station_id: str = "", limit: int = 50) -> tuple[KnownOrder, ...]:
        """See `Fleet`; newest first."""
        with self._known.lock:
            found = [known for known in self._known.state.orders.values() if station_id in ("", known.station_id)]
            return tuple(self._known.what_waits(known) for known in reversed(found[-limit:]))

    def report(self, order_id: str) -> str | None:
        """See `Fleet`; reports are kept in memory and lost with it: they are asked for again."""
        return self._known.report(order_id)

    def alerts(self, *, ended: bool = False, limit: int = 100) -> tuple[Alert, ...]:
        """See `Fleet`; newest first."""
        with self._known.lock:
            found = [alert for alert in self._known.state.alerts.values() if (alert.ended_at is not None) is ended]
        return tuple(reversed(found[-limit:]))

    def configurations(self) -> tuple[KeptConfiguration, ...]:
        """See `Fleet`; newest first."""
        with self._known.lock:
            return tuple(reversed(self._known.state.configurations.values()))

    def roll_outs(self, limit: int = 20) -> tuple[RollOut, ...]:
        """See `Fleet`; newest first."""
        with self._known.lock:
            found = list(self._known.state.roll_outs.values())[-limit:]
            return tuple(self._with_takers(going) for going in reversed(found))

    def audit(self, *, before: datetime | None = None, station_id: str = "", limit: int = 100) -> tuple[AuditLine, ...]:
        """See `Fleet`; newest first."""
        with self._known.lock:
            lines = list(self._known.state.audit)
        found = (
            line
            for line in reversed(lines)
            if (before is None or line.at < before) and station_id in ("", line.station_id)
        )
        return tuple(line for line, _ in zip(found, range(limit), strict=False))

    def admits(self, station_id: str, serial: str) -> bool:
        """See `Fleet`."""
        return self._known.admits(station_id, serial)

    def admitted(self) -> dict[str, list[str]]:
        """The serials that let each station in: of its identity, and of the one that asked for it by renewal."""
        with self._known.lock:
            found = ((name, self._known.serials(known)) for name, known in self._known.state.stations.items())
            return {name: serials for name, serials in found if serials}

    # stations' own calls

    def beats(self, heartbeats: Iterable[Heartbeat]) -> dict[str, HeartbeatAnswer]:
        """See `Fleet`."""
        with self._known.lock:
            return {known.station_id: self._answer(known) for known in self._known.hear(heartbeats)}

    def answers(self) -> dict[str, HeartbeatAnswer]:
        """What stations are to be told now; a station that is told nothing is not among them."""
        with self._known.lock:
            waiting = self._known.state.ordered()
            return {
                name: self._answer(known)
                for name, known in self._known.state.stations.items()
                if known.wanted or name in waiting
            }

    def ended(self, station_id: str, done: OrderDone) -> None:
        """See `Fleet`."""
        self._known.ended(station_id, done)

    def configuration_for(self, station_id: str) -> bytes | None:
        """See `Fleet`."""
        with self._known.lock:
            known = self._known.state.stations.get(station_id)
            kept = self._known.state.configurations.get(known.wanted) if known else None
        return sign(self._signer, CONFIGURATION, station_id, kept.toml.encode()) if kept else None

    # parts

    def _answer(self, known: KnownStation) -> HeartbeatAnswer:
        orders = self._known.state.open_orders(known.station_id)
        return HeartbeatAnswer(orders, known.wanted, self._settings.heartbeat_s)

    def _with_takers(self, going: RollOut) -> RollOut:
        members = wave_members(self._known, going) if going.wave >= 0 else ()
        said = {one: self._known.configuration_at(one) for one in members}
        took = tuple(one for one in members if said[one] == going.configuration)
        waits = tuple(one for one in members if said[one] != going.configuration)
        return replace(going, took=took, waits=waits)
