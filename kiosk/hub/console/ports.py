"""What the console needs of the hub: its fleet, its accounts, what stations went through, and pages of other parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from flask import Blueprint

from his_client.outcome import Outcome
from kiosk.cashier.users import User
from kiosk.cashier.values import Role
from kiosk.clock import Clock
from kiosk.fleet.ports import Fleet
from kiosk.hub.console.oidc import Oidc
from kiosk.hub.fleet.history import Change


class Accounts(Protocol):
    """The hub's named users, as the console may ask about them."""

    def at_console(self, name: str, pin: str) -> Outcome[User]:
        """Who signs in. Refused: `wrong`, `locked`."""
        ...

    def account(self, name: str) -> User | None:
        """Whom a name belongs to now."""
        ...

    def change_own_pin(self, name: str, old: str, new: str) -> Outcome[None]:
        """Refused: `no_user`, `locked`, `wrong`, `weak_pin`."""
        ...

    def keep_entry(self, name: str) -> None:
        """Journal that somebody whom another system vouches for signed in."""
        ...


class Histories(Protocol):
    """What stations went through."""

    def of(self, station_id: str, limit: int = 50) -> tuple[Change, ...]:
        """Newest first. May raise whatever its database raises."""
        ...


@dataclass(frozen=True, slots=True)
class FurtherPage:
    """A page of another part of the hub under the console's guard and in its frame.

    :param name: its endpoint, :param words: its entry in the side bar by language, :param add: puts its routes on the
    console's blueprint.
    """

    name: str
    words: dict[str, str]
    roles: frozenset[Role]
    add: Callable[[Blueprint], None]
    pictogram: str = "chart"


@dataclass(frozen=True, slots=True)
class Parts:
    """What one console works with.

    :param gate: the gate's address as stations reach it, for the line that enrols one.
    """

    fleet: Fleet
    accounts: Accounts
    history: Histories
    clock: Clock
    hospital: str
    gate: str
    further: tuple[FurtherPage, ...] = ()
    oidc: Oidc | None = None
