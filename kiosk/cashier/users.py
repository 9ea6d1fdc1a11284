"""The desk's named users: who may sign in, with which roles; wrong PINs, growing waits. A projection of its events."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Protocol

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from his_client.outcome import Refused
from kiosk.cashier.user_events import (
    PinChanged,
    PinWrong,
    SignedIn,
    UserAdded,
    UserEvent,
    UserLocked,
    UserRemoved,
)
from kiosk.cashier.values import Role

NAME = re.compile(r"[a-z][a-z0-9._-]{1,31}")
"""A user's name: it stands in journals, on slips and in reports, and is never given to another person."""
RESERVED = frozenset({"hub"})
"""Names the hub itself acts under."""
NUMBER = re.compile(r"[0-9]{3,8}")
"""What a person types at a station in place of the name; as a name, it is never given to another person."""

FREE_TRIES = 4
"""Wrong PINs in a row that cost nothing; from the next on every one locks, each time twice as long."""
FIRST_LOCK = timedelta(seconds=30)
LONGEST_LOCK = timedelta(hours=1)

_PIN = re.compile(r"[0-9]{6,12}")


@dataclass(frozen=True, slots=True)
class User:
    """A user as the events tell it. `wrong` counts wrong PINs since the last right one."""

    name: str
    full_name: str
    roles: tuple[Role, ...]
    pin_hash: str = field(repr=False)
    change_pin: bool = True
    wrong: int = 0
    locked_until: datetime | None = None
    number: str = ""


class PinHasher(Protocol):
    """Makes and checks the hashes of PINs; both take tens of milliseconds, so never on the hub's own thread."""

    def hash(self, pin: str) -> str:
        """A hash with a salt of its own."""
        ...

    def fits(self, hashed: str, pin: str) -> bool:
        """Whether this is the PIN."""
        ...


class Argon2Pins:
    """Argon2id with the library's defaults, RFC 9106's second recommendation (64 MiB, three passes)."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()

    def hash(self, pin: str) -> str:
        """See `PinHasher`."""
        return self._hasher.hash(pin)

    def fits(self, hashed: str, pin: str) -> bool:
        """See `PinHasher`; an unreadable hash fits nothing."""
        try:
            return self._hasher.verify(hashed, pin)
        except (Argon2Error, InvalidHashError):
            return False


def weak(pin: str) -> bool:
    """Whether a PIN is refused: not 6 to 12 digits, a run (123456, 975310…), or a short part repeated (121212)."""
    if not _PIN.fullmatch(pin):
        return True
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    return len(steps) == 1 or any(pin == (pin[:size] * len(pin))[: len(pin)] for size in range(1, len(pin) // 2 + 1))


def wait_after(wrong: int) -> timedelta | None:
    """How long nobody may try after so many wrong PINs in a row, or None while they cost nothing."""
    beyond = wrong - FREE_TRIES
    return min(FIRST_LOCK * 2 ** min(beyond - 1, 20), LONGEST_LOCK) if beyond > 0 else None


class Users:
    """Who there is. Methods that decide answer with events to keep, or why not."""

    def __init__(self) -> None:
        self._users: dict[str, User] = {}
        self._ever: dict[str, str] = {}
        """Full names by user, also of those who left: their names stay on slips and reports."""
        self._numbers: dict[str, str] = {}
        """Users by the number they type at a station, also of those who left."""

    def __iter__(self) -> Iterator[User]:
        return iter(sorted(self._users.values(), key=lambda user: user.name))

    def get(self, name: str) -> User | None:
        """The user of this name, if there is one now."""
        return self._users.get(name)

    def by_number(self, number: str) -> User | None:
        """Who types this number at a station, if the person is still here."""
        return self._users.get(self._numbers.get(number, ""))

    def full_name(self, name: str) -> str:
        """How the person is called on slips; the user's name where nothing better is known."""
        return self._ever.get(name) or name

    @property
    def names(self) -> tuple[tuple[str, str], ...]:
        """The full name of everybody there ever was, by user."""
        return tuple((name, self.full_name(name)) for name in sorted(self._ever))

    def apply(self, event: object) -> None:
        """Take in an event that is in the journal."""
        match event:
            case UserAdded():
                self._ever[event.user] = event.full_name
                self._users[event.user] = User(
                    event.user, event.full_name, event.roles, event.pin_hash, number=event.number
                )
                if event.number:
                    self._numbers[event.number] = event.user
            case UserRemoved():
                self._users.pop(event.user, None)
            case PinChanged(user=name):
                own = event.by == name
                self._change(name, pin_hash=event.pin_hash, change_pin=not own, wrong=0, locked_until=None)
            case SignedIn(user=name):
                self._change(name, wrong=0, locked_until=None)
            case PinWrong(user=name) if name in self._users:
                self._change(name, wrong=self._users[name].wrong + 1)
            case UserLocked(user=name):
                self._change(name, locked_until=event.until)
            case _:
                pass

    def _change(self, name: str, **changes: object) -> None:
        if name in self._users:
            self._users[name] = replace(self._users[name], **changes)  # type: ignore[arg-type]

    def add(
        self, name: str, full_name: str, roles: tuple[Role, ...], pin_hash: str, by: str, at: datetime, number: str = ""
    ) -> tuple[UserEvent, ...] | Refused:
        """A new user. Refused: `bad_name`, `name_used` (now or ever), `no_role`, `no_full_name`, `no_number` (who helps
        at stations has one, IT may, and nobody else), `bad_number`, `number_used` (now or ever)."""
        if not NAME.fullmatch(name) or name in RESERVED:
            return Refused("bad_name", "2 to 32 small letters, digits, dots or dashes, a letter first")
        if name in self._ever:
            return Refused("name_used", "a name stays its person's, also after the person left")
        if not roles:
            return Refused("no_role")
        if not full_name.strip():
            return Refused("no_full_name")
        if (Role.RECEPTION in roles and not number) or (number and not {Role.RECEPTION, Role.IT}.intersection(roles)):
            return Refused("no_number", "who helps at stations types a number there; IT may have one, and nobody else")
        if number and not NUMBER.fullmatch(number):
            return Refused("bad_number", "3 to 8 digits")
        if number in self._numbers:
            return Refused("number_used", "a number stays its person's, also after the person left")
        return (UserAdded(name, tuple(dict.fromkeys(roles)), by, at, full_name.strip(), pin_hash, number),)

    def remove(self, name: str, by: str, at: datetime) -> tuple[UserEvent, ...] | Refused:
        """Nobody signs in under this name any more. Refused: `no_user`."""
        return (UserRemoved(name, by, at),) if name in self._users else Refused("no_user")

    def change_pin(self, name: str, pin_hash: str, by: str, at: datetime) -> tuple[UserEvent, ...] | Refused:
        """A new PIN; `by` another than the user, it must be changed at the next sign-in. Refused: `no_user`."""
        return (PinChanged(name, by, at, pin_hash),) if name in self._users else Refused("no_user")

    def locked(self, name: str, at: datetime) -> bool:
        """Whether too many wrong PINs stand in the way now."""
        user = self._users.get(name)
        return user is not None and user.locked_until is not None and at < user.locked_until

    def tried(self, name: str, desk: str, right: bool, at: datetime) -> tuple[UserEvent, ...]:
        """What one try with a PIN makes; not to be asked while the name is locked."""
        user = self._users.get(name)
        if user is None:
            return ()
        if right:
            return (SignedIn(name, desk, at),)
        wrong = PinWrong(name, desk, at)
        wait = wait_after(user.wrong + 1)
        return (wrong,) if wait is None else (wrong, UserLocked(name, at + wait, at))
