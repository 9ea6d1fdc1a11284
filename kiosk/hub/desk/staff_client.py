"""Who wants to help a patient at a station, asked of the hub: a number and a PIN go there, a name comes back."""

from __future__ import annotations

from typing import Protocol

from his_client import fields as read
from his_client.http import JsonClient
from his_client.outcome import Outcome
from kiosk.hub.client import understand
from kiosk.hub.identity import MutualTls, tls_files


class StaffDesk(Protocol):
    """Where staff at a station are known."""

    def at_station(self, number: str, pin: str, station_id: str) -> Outcome[str]:
        """The user's name; the station's calls for a person are answered with it. It blocks, and is never repeated.

        Refused: `wrong`, `locked`, `change_pin`; `bad_request` or `unauthorised` from a hub that keeps no such list.
        """
        ...


class StaffClient:
    """`StaffDesk` over a hub's service, with the hub's token. Thread-safe.

    :param url: https, or http to this machine only.
    :param identity: the station's, where the address is a gate's.
    :raises InsecureAddress: for plain http to another machine.
    """

    def __init__(self, url: str, token: str, *, deadline_s: float = 5.0, identity: MutualTls | None = None) -> None:
        self._http = JsonClient(url, deadline_s=deadline_s, **tls_files(identity))
        self._headers = {"Authorization": f"Bearer {token}"}

    def close(self) -> None:
        """Close the kept connections."""
        self._http.close()

    def at_station(self, number: str, pin: str, station_id: str) -> Outcome[str]:
        """See `StaffDesk.at_station`."""
        body = {"number": number, "pin": pin, "station_id": station_id}
        reply = self._http.call("POST", "/desk/staff", body=body, headers=self._headers)
        return understand(reply, lambda data: read.text(data, "staff"))
