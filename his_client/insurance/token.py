"""The gateway's session token: taken once, kept until shortly before it ends, renewed by one caller at a time."""

import hashlib
import threading
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from his_client import fields as read
from his_client.clock import Clock
from his_client.fields import BadShape
from his_client.http import JsonClient, JsonReply
from his_client.outcome import Done, Outcome, Refused, Unknown

_NOT_ACCEPTED = Refused("401", "the gateway account was not accepted")


class BodyForm(StrEnum):
    """How a function of the gateway takes its arguments; for token and card check both are in use."""

    JSON = "json"
    FORM = "form"


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
    try:
        return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)
    except OverflowError:
        raise ValueError("no moment in UTC") from None


class TokenKeeper:
    """Gives out the current token. Thread-safe: however many callers wait, one asks the gateway, and all of them get
    what it answered, a failure included."""

    def __init__(
        self,
        http: JsonClient,
        clock: Clock,
        *,
        username: str,
        password: str,
        form: BodyForm = BodyForm.JSON,
        margin: timedelta = timedelta(seconds=60),
    ) -> None:
        self._http = http
        self._clock = clock
        self._body = {"username": username, "password": password_digest(password)}
        self._form = form
        self._margin = margin
        self._lock = threading.Lock()
        self._token: Token | None = None
        self._flight: Future[Outcome[Token]] | None = None

    def current(self, *, refused: Token | None = None, deadline_s: float = 10.0) -> Outcome[Token]:
        """A token good for at least the margin, within `deadline_s` seconds.

        `refused` names one the gateway declined: it is not given out again. Refused("401") = the account is wrong.
        Every other failure is Unknown.
        """
        with self._lock:
            held = self._token
            if held is not None and held is not refused and held.expires_at > self._clock() + self._margin:
                return Done(held)
            flight, mine = self._flight, False
            if flight is None:
                flight = self._flight = Future()
                mine = True
        if mine:
            self._fly(flight, deadline_s)
        try:
            return flight.result(timeout=deadline_s)
        except TimeoutError:
            return Unknown("timeout", "no token within the deadline")

    def _fly(self, flight: Future[Outcome[Token]], deadline_s: float) -> None:
        outcome: Outcome[Token] = Unknown("peer_error", "the token call ended without an answer")
        try:
            outcome = self._take(deadline_s)
        finally:
            with self._lock:
                self._token = outcome.value if isinstance(outcome, Done) else None
                self._flight = None
            flight.set_result(outcome)

    def _take(self, deadline_s: float) -> Outcome[Token]:
        """POST /api/token/take."""
        reply = send(self._http, "/api/token/take", self._body, self._form, deadline_s=deadline_s)
        if isinstance(reply, Unknown):
            return reply
        if reply.status in {401, 403}:
            return _NOT_ACCEPTED
        try:
            answer = read.record(reply.data, "reply")
            code = read.text(answer, "maKetQua")
            if code == "401":
                return _NOT_ACCEPTED
            if code != "200":
                return Unknown("peer_error", "the gateway gave no token")
            key = read.record(answer.get("APIKey"), "APIKey")
            expires_at = parse_expiry(read.text(key, "expires_in"))
            return Done(
                Token(
                    read.text(key, "access_token", read.MOST_OF_TOKEN),
                    read.text(key, "id_token", read.MOST_OF_TOKEN),
                    expires_at,
                )
            )
        except BadShape as shape:
            return Unknown("bad_shape", f"field {shape.field}")
        except ValueError:
            return Unknown("bad_shape", "field expires_in")


def send(
    http: JsonClient,
    path: str,
    content: Mapping[str, str],
    form: BodyForm,
    *,
    params: Mapping[str, str] | None = None,
    deadline_s: float,
) -> JsonReply | Unknown:
    """POSTs `content` to a function of the gateway in the form that function takes."""
    if form is BodyForm.FORM:
        return http.call("POST", path, params=params, form=content, deadline_s=deadline_s)
    return http.call("POST", path, params=params, body=content, deadline_s=deadline_s)
