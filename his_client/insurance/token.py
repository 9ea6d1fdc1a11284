"""The gateway's session token: taken once, kept until shortly before it ends, renewed by one caller at a time."""

import hashlib
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from his_client import fields as read
from his_client.clock import Clock
from his_client.fields import BadShape
from his_client.http import JsonClient
from his_client.outcome import Done, Outcome, Refused, Unknown


@dataclass(frozen=True, slots=True)
class Token:
    """A session, bound by the gateway to this machine's address. `expires_at` is absolute, in UTC."""

    access_token: str = field(repr=False)
    id_token: str = field(repr=False)
    expires_at: datetime


def password_digest(password: str) -> str:
    """MD5 in upper-case hex, as the gateway's guide prescribes; it protects nothing, TLS does."""
    return hashlib.md5(password.encode(), usedforsecurity=False).hexdigest().upper()


def parse_expiry(text: str) -> datetime:
    """`expires_in` is an instant in UTC with seven digits of fraction ("2017-11-13T03:51:20.1047187Z").

    Python's parser takes it and keeps six. Raises ValueError for anything that is not an instant.
    """
    instant = datetime.fromisoformat(text)
    return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)


class TokenKeeper:
    """Gives out the current token. Thread-safe: however many callers wait, one asks the gateway."""

    def __init__(
        self, http: JsonClient, clock: Clock, *, username: str, password: str, margin: timedelta = timedelta(seconds=60)
    ) -> None:
        self._http = http
        self._clock = clock
        self._username = username
        self._password = password_digest(password)
        self._margin = margin
        self._lock = threading.Lock()
        self._token: Token | None = None

    def current(self, *, refused: Token | None = None) -> Outcome[Token]:
        """A token good for at least the margin. `refused` names one the gateway declined: it is not given out again.

        Refused("401") = the account is wrong. Every other failure is Unknown.
        """
        with self._lock:
            held = self._token
            if held is not None and held is not refused and held.expires_at - self._margin > self._clock():
                return Done(held)
            outcome = self._take()
            self._token = outcome.value if isinstance(outcome, Done) else None
            return outcome

    def _take(self) -> Outcome[Token]:
        """POST /api/token/take."""
        body = {"username": self._username, "password": self._password}
        reply = self._http.call("POST", "/api/token/take", body=body)
        if isinstance(reply, Unknown):
            return reply
        if reply.status in {401, 403}:
            return Refused("401", "the gateway account was not accepted")
        try:
            answer = read.record(reply.data, "reply")
            code = read.text(answer, "maKetQua")
            if code == "401":
                return Refused("401", "the gateway account was not accepted")
            if code != "200":
                return Unknown("peer_error", "the gateway gave no token")
            key = read.record(answer.get("APIKey"), "APIKey")
            expires_at = parse_expiry(read.text(key, "expires_in"))
            return Done(Token(read.text(key, "access_token"), read.text(key, "id_token"), expires_at))
        except BadShape as shape:
            return Unknown("bad_shape", f"field {shape.field}")
        except ValueError:
            return Unknown("bad_shape", "field expires_in")
