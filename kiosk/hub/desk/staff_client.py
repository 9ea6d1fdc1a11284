"""Who wants to help a patient at a station, asked of the hub: a number and a PIN go there, a name comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from his_client import fields as read
from his_client.http import JsonClient
from his_client.outcome import Outcome
from kiosk.cashier.values import Role
from kiosk.hub.client import understand
from kiosk.hub.identity import MutualTls, tls_files
from kiosk.hub.named import CALL_HEADER


@dataclass(frozen=True, slots=True)
class KnownStaff:
    """Who goes behind a station's screen: the user's name, and the roles that count there."""

    staff: str
    roles: frozenset[Role]


class StaffDesk(Protocol):
    """Where staff at a station are known."""

    def at_station(self, number: str, pin: str, station_id: str) -> Outcome[str]:
        """The user's name; the station's calls for a person are answered with it. It blocks, and is never repeated.

        Refused: `wrong`, `locked`, `change_pin`; `bad_request` or `unauthorised` from a hub that keeps no such list.
        """
        ...

    def entering(self, number: str, pin: str, station_id: str) -> Outcome[KnownStaff]:
        """Who would go behind the station's screen, of IT and the reception. Blocks and refuses as `at_station`."""
        ...


class StaffClient:
    """`StaffDesk` over a hub's service, with the hub's token. Thread-safe.

    :param url: https, or http to this machine only.
    :param identity: the station's, where the address is a gate's.
    :raises InsecureAddress: for plain http to another machine.
    """

    def __init__(self, url: str, token: str, *, deadline_s: float = 5.0, identity: MutualTls | None = None) -> None:
        self._http = JsonClient(url, deadline_s=deadline_s, call_header=CALL_HEADER, **tls_files(identity))
        self._headers = {"Authorization": f"Bearer {token}"}

    def close(self) -> None:
        """Close the kept connections."""
        self._http.close()

    def at_station(self, number: str, pin: str, station_id: str) -> Outcome[str]:
        """See `StaffDesk.at_station`."""
        body = {"number": number, "pin": pin, "station_id": station_id}
        reply = self._http.call("POST", "/desk/staff", body=body, headers=self._headers)
        return understand(reply, lambda data: read.text(data, "staff"))

    def entering(self, number: str, pin: str, station_id: str) -> Outcome[KnownStaff]:
        """See `StaffDesk.entering`."""
        body = {"number": number, "pin": pin, "station_id": station_id, "entering": True}
        return understand(self._http.call("POST", "/desk/staff", body=body, headers=self._headers), _known)


def _known(data: Mapping[str, Any]) -> KnownStaff:
    # A hub of an earlier release names no roles; whom it answers for has the reception's.
    named = data.get("roles", [Role.RECEPTION.value])
    if not isinstance(named, list):
        raise read.BadShape("roles")
    return KnownStaff(read.text(data, "staff"), frozenset(role for role in Role if role.value in named))
