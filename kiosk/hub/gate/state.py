"""The gate's copy of what the hub decided: who is let in, what each station is to be told; and the beats to hand on."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.fleet.values import HeartbeatAnswer
from kiosk.hub.gate.peers import Peer

MOST_WAITING = 100_000
"""Heartbeats kept while the hub is away; then the oldest are dropped: the next one says the same."""


@dataclass(slots=True)
class GateState:
    """On the gate's own thread. `version` is the hub's word for what this copy stands at, "" before the first."""

    version: str = ""
    admitted: dict[str, frozenset[str]] = field(default_factory=dict)
    """The serials that let each station in."""
    answers: dict[str, HeartbeatAnswer] = field(default_factory=dict)
    waiting: dict[str, bytes] = field(default_factory=dict)
    """The newest heartbeat of each station that the hub has not seen yet, as it came."""
    hub_answers: bool = False
    usual: HeartbeatAnswer = HeartbeatAnswer()

    def admits(self, peer: Peer | None) -> bool:
        """Whether this certificate lets its station in."""
        return peer is not None and peer.serial in self.admitted.get(peer.station_id, ())

    def answer(self, station_id: str) -> HeartbeatAnswer:
        """What this station is told."""
        return self.answers.get(station_id, self.usual)

    def take(self, station_id: str, heartbeat: bytes) -> None:
        """Keep a heartbeat for the hub, in place of an earlier one.

        An order's end that goes with it is said again, because the hub still lists the order.
        """
        if len(self.waiting) < MOST_WAITING or station_id in self.waiting:
            self.waiting[station_id] = heartbeat

    def drain(self) -> list[bytes]:
        """The heartbeats to hand on."""
        beats, self.waiting = list(self.waiting.values()), {}
        return beats
