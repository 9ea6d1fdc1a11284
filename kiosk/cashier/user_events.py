"""What happens to the desk's users, as the hub's journal keeps it: added, PIN changed, locked, removed.

A PIN stands here only as its argon2id hash (RFC 9106), in the encrypted part of the row.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from kiosk.cashier.events import DeskEvent
from kiosk.cashier.values import Role
from kiosk.privacy import Basic, Sensitive


@dataclass(frozen=True, slots=True)
class UserEvent(DeskEvent):
    """Something that happened to who may sign in; it moves no money."""


@dataclass(frozen=True, slots=True)
class UserAdded(UserEvent):
    """A person may sign in from now on, first with a PIN that must be changed. A name added again gets new roles.

    `number` is what the person types at a station, whose pad has digits only; empty for who does not help there.
    """

    user: str
    roles: tuple[Role, ...]
    by: str
    at: datetime
    full_name: Basic[str] = ""
    pin_hash: Sensitive[str] = field(default="", repr=False)
    number: str = ""


@dataclass(frozen=True, slots=True)
class PinChanged(UserEvent):
    """A new PIN: by the person (`by` is the user), or set anew by the hub's keeper, and then to be changed."""

    user: str
    by: str
    at: datetime
    pin_hash: Sensitive[str] = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class UserRemoved(UserEvent):
    """This person signs in no more; what was done under the name stays."""

    user: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SignedIn(UserEvent):
    """The right PIN at a desk; the count of wrong ones begins anew."""

    user: str
    desk: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PinWrong(UserEvent):
    """A wrong PIN for a user there is."""

    user: str
    desk: str
    at: datetime


@dataclass(frozen=True, slots=True)
class UserLocked(UserEvent):
    """Too many wrong PINs in a row: nobody signs in under this name before `until`."""

    user: str
    until: datetime
    at: datetime
