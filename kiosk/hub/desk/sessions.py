"""Sessions at desks: in memory only, bound to one person at one desk, ended by time, by idleness, by signing out."""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from kiosk.clock import Clock

TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class SessionSettings:
    """`life`: the longest a session lasts. `idle`: without a call a person makes it is locked, and the PIN asked anew.

    `after_close`: what is left of a session once its shift is closed, for the Z report and the signature.
    """

    life: timedelta = timedelta(hours=12)
    idle: timedelta = timedelta(minutes=20)
    after_close: timedelta = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Held:
    """A session as the hub holds it: whose, at which desk, until when."""

    user: str
    desk: str
    expires_at: datetime
    used_at: float
    """Monotonic seconds of the last call that counts."""


class Sessions:
    """Every session. Thread-safe. A token is 256 random bits and is only ever compared as a key."""

    def __init__(self, clock: Clock, settings: SessionSettings) -> None:
        self._clock = clock
        self._settings = settings
        self._held: dict[str, Held] = {}
        self._lock = threading.Lock()

    def begin(self, user: str, desk: str) -> tuple[str, datetime]:
        """A new session: its token, and when it ends at the latest. The person's others go on."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        held = Held(user, desk, self._clock.now() + self._settings.life, self._clock.monotonic())
        with self._lock:
            self._sweep()
            self._held[token] = held
        return token, held.expires_at

    def __len__(self) -> int:
        """How many go on."""
        with self._lock:
            self._sweep()
            return len(self._held)

    def find(self, token: str, *, counts: bool) -> Held | None:
        """The session of a token while it lasts; `counts` when this call keeps it from being idle."""
        with self._lock:
            self._sweep()
            held = self._held.get(token)
            if held is not None and counts:
                self._held[token] = replace(held, used_at=self._clock.monotonic())
            return held

    def end(self, token: str) -> None:
        """Sign out."""
        with self._lock:
            self._held.pop(token, None)

    def end_of(self, user: str, besides: str = "") -> None:
        """End all sessions of a user, but for one: the PIN was changed, or the person is gone."""
        with self._lock:
            for token in [token for token, held in self._held.items() if held.user == user and token != besides]:
                del self._held[token]

    def shorten(self, token: str) -> None:
        """The shift is closed: the session soon ends."""
        with self._lock:
            held = self._held.get(token)
            if held is not None:
                soon = self._clock.now() + self._settings.after_close
                self._held[token] = replace(held, expires_at=min(held.expires_at, soon))

    def _sweep(self) -> None:
        now, tick = self._clock.now(), self._clock.monotonic()
        idle = self._settings.idle.total_seconds()
        for token in [
            token for token, held in self._held.items() if held.expires_at <= now or tick - held.used_at > idle
        ]:
            del self._held[token]
