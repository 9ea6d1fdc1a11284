"""Who is signed in at the console: in memory only, ended by time, by idleness, by signing out, by another PIN."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from kiosk.cashier.values import Role
from kiosk.clock import Clock

LIFE = timedelta(hours=10)
IDLE = timedelta(minutes=20)
MOST = 500
MOST_OF_ONE = 8
"""Sessions of all and of one person; the oldest ends first."""


@dataclass(frozen=True, slots=True)
class Session:
    """`mark` changes with the account's PIN; "" for who was let in by another system, whose `roles` are kept here."""

    user: str
    expires_at: datetime
    used_at: float
    csrf: str = field(repr=False)
    mark: str = field(default="", repr=False)
    roles: tuple[Role, ...] = ()
    full_name: str = ""


class Sessions:
    """Thread-safe. An id is 256 random bits and is only ever compared as a key."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._held: OrderedDict[str, Session] = OrderedDict()
        self._lock = threading.Lock()

    def begin(self, user: str, mark: str = "", roles: tuple[Role, ...] = (), full_name: str = "") -> str:
        """A new session's id."""
        name, csrf = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
        until = self._clock.now() + LIFE
        session = Session(user, until, self._clock.monotonic(), csrf, mark, roles, full_name)
        with self._lock:
            self._sweep()
            own = [held for held, one in self._held.items() if one.user == user]
            for old in own[: max(0, len(own) - MOST_OF_ONE + 1)]:
                del self._held[old]
            while len(self._held) >= MOST:
                self._held.popitem(last=False)
            self._held[name] = session
        return name

    def find(self, name: str, *, counts: bool) -> Session | None:
        """The session while it lasts; `counts` when this request keeps it from being idle."""
        with self._lock:
            self._sweep()
            held = self._held.get(name)
            if held is not None and counts:
                self._held[name] = replace(held, used_at=self._clock.monotonic())
            return held

    def end(self, name: str) -> None:
        """Sign out."""
        with self._lock:
            self._held.pop(name, None)

    def _sweep(self) -> None:
        now, tick, idle = self._clock.now(), self._clock.monotonic(), IDLE.total_seconds()
        for name in [one for one, held in self._held.items() if held.expires_at <= now or tick - held.used_at > idle]:
            del self._held[name]
