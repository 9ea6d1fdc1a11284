"""The users' doors of a hub, for its keeper: whoever holds the hub's token."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, TypeVar
from urllib.parse import quote

from his_client import fields as read
from his_client.fields import BadShape, Json
from his_client.http import JsonClient
from his_client.outcome import Outcome
from kiosk.cashier.values import Role
from kiosk.hub.client import understand
from kiosk.hub.named import CALL_HEADER

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Listed:
    """A user in the hub's list. `locked`: wrong PINs stand in the way since the last right one."""

    user: str
    full_name: str
    roles: tuple[str, ...]
    change_pin: bool
    locked: bool

    def plain(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)


class UsersClient:
    """Calls `/desk/users` with the hub's token. Refused as `DeskService` says.

    :param url: https, or http to this machine only.
    :raises InsecureAddress: for plain http to another machine.
    """

    def __init__(self, url: str, token: str, *, deadline_s: float = 10.0) -> None:
        self._http = JsonClient(url, deadline_s=deadline_s, call_header=CALL_HEADER)
        self._headers = {"Authorization": f"Bearer {token}"}

    def close(self) -> None:
        """Close the kept connections."""
        self._http.close()

    def users(self) -> Outcome[tuple[Listed, ...]]:
        """Everybody who may sign in, by name."""
        return self._call("GET", "", None, lambda data: tuple(map(_listed, read.records(data.get("users"), "users"))))

    def add(self, name: str, full_name: str, roles: tuple[Role, ...], pin: str, number: str = "") -> Outcome[None]:
        """A new user with a first PIN; `number` is what who helps at stations types there."""
        body = {"user": name, "full_name": full_name, "roles": [str(role) for role in roles], "pin": pin}
        # Only where there is one: a hub of an earlier release knows none.
        body |= {"number": number} if number else {}
        return self._call("POST", "", body, lambda _: None)

    def remove(self, name: str) -> Outcome[None]:
        """The person signs in no more."""
        return self._call("DELETE", f"/{quote(name, safe='')}", None, lambda _: None)

    def reset_pin(self, name: str, pin: str) -> Outcome[None]:
        """A new first PIN."""
        return self._call("POST", f"/{quote(name, safe='')}/pin", {"pin": pin}, lambda _: None)

    def _call(self, method: str, path: str, body: Json | None, parse: Callable[[Json], T]) -> Outcome[T]:
        return understand(self._http.call(method, f"/desk/users{path}", body=body, headers=self._headers), parse)


def _listed(item: Json) -> Listed:
    roles = item.get("roles")
    if not isinstance(roles, list):
        raise BadShape("roles")
    return Listed(
        read.text(item, "name"),
        read.text(item, "full_name"),
        tuple(map(str, roles)),
        item.get("change_pin") is True,
        item.get("locked_until") is not None,
    )
