"""Who is on the other end: the station a verified certificate names, and whether its identity still counts."""

from __future__ import annotations

import ssl
import weakref
from dataclasses import dataclass

from kiosk.fleet.identity import STATION


@dataclass(frozen=True, slots=True)
class Peer:
    """A station and its certificate's serial, hexadecimal without leading zeros."""

    station_id: str
    serial: str


class Peers:
    """Reads each connection's certificate once: parsing it for every request would cost more than answering."""

    def __init__(self) -> None:
        self._known: weakref.WeakKeyDictionary[ssl.SSLObject, Peer | None] = weakref.WeakKeyDictionary()

    def of(self, line: ssl.SSLObject | None) -> Peer | None:
        """The station at the other end; None without a certificate of the fleet's authority."""
        if line is None:
            return None
        if line not in self._known:
            self._known[line] = peer_of(line.getpeercert())
        return self._known[line]


def peer_of(certificate: object) -> Peer | None:
    """The station of a verified certificate, as `ssl` gives it."""
    if not isinstance(certificate, dict) or not certificate:
        return None
    names = [value for part in certificate.get("subject", ()) for key, value in part if key == "commonName"]
    serial = str(certificate.get("serialNumber", "")).lower().lstrip("0")
    if len(names) != 1 or not STATION.fullmatch(names[0]) or not serial:
        return None
    return Peer(names[0], serial)
