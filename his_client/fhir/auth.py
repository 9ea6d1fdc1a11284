"""Access tokens of a FHIR server: OAuth 2.0 client credentials, by a secret or a signed assertion.

The assertion is that of SMART Backend Services (https://hl7.org/fhir/smart-app-launch/client-confidential-asymmetric.html):
a JWT of at most five minutes, RS384 or ES384, its `jti` used once. The token endpoint is RFC 6749, section 4.4.
"""

import base64
import json
import threading
import uuid
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from his_client import fields as read
from his_client.clock import Clock
from his_client.fields import BadShape
from his_client.http import JsonClient, JsonReply
from his_client.outcome import Done, Outcome, Refused, Unknown

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_LIFE = timedelta(minutes=4)
_LONGEST_S = 86_400
"""A token is not kept longer than a day, whatever the server says of it."""
_DECLINED = Refused("unauthorised", "the token door declined the account; check the client's id, key and scopes")


@dataclass(frozen=True, slots=True)
class ClientSecret:
    """An account with a shared secret, sent as HTTP Basic (RFC 6749, section 2.3.1)."""

    client_id: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ClientKey:
    """An account with a key of its own: RSA of 2048 bits and more (RS384), or EC P-384 (ES384).

    `key_id` names the public key at the server (`kid`); `audience` is the token door's address as the server knows it.
    """

    client_id: str
    key_id: str
    audience: str
    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey = field(repr=False)

    @classmethod
    def from_pem(cls, client_id: str, key_id: str, audience: str, pem: bytes) -> "ClientKey":
        """Raises ValueError for anything that is no such key."""
        key = serialization.load_pem_private_key(pem, password=None)
        fits = (isinstance(key, rsa.RSAPrivateKey) and key.key_size >= 2048) or (
            isinstance(key, ec.EllipticCurvePrivateKey) and isinstance(key.curve, ec.SECP384R1)
        )
        if not fits or not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
            raise ValueError("a client key is RSA of 2048 bits and more, or EC P-384")
        return cls(client_id, key_id, audience, key)

    def assertion(self, now: datetime) -> str:
        """A signed client assertion, good for four minutes and one use."""
        head = {"alg": self._algorithm, "kid": self.key_id, "typ": "JWT"}
        claims = {
            "iss": self.client_id,
            "sub": self.client_id,
            "aud": self.audience,
            "jti": str(uuid.uuid4()),
            "iat": int(now.timestamp()),
            "exp": int((now + _LIFE).timestamp()),
        }
        signed = b".".join(_base64(json.dumps(part, separators=(",", ":")).encode()) for part in (head, claims))
        return (signed + b"." + _base64(self._sign(signed))).decode()

    @property
    def _algorithm(self) -> str:
        return "RS384" if isinstance(self.key, rsa.RSAPrivateKey) else "ES384"

    def _sign(self, content: bytes) -> bytes:
        if isinstance(self.key, rsa.RSAPrivateKey):
            return self.key.sign(content, padding.PKCS1v15(), hashes.SHA384())
        r, s = decode_dss_signature(self.key.sign(content, ec.ECDSA(hashes.SHA384())))
        return r.to_bytes(48, "big") + s.to_bytes(48, "big")  # RFC 7518, section 3.4


@dataclass(frozen=True, slots=True)
class _Held:
    token: str = field(repr=False)
    ends: datetime


class Tokens:
    """Gives out the current token. Thread-safe: however many callers wait, one asks, and all get what it was told.

    `http` points at the token door itself.
    """

    def __init__(
        self,
        http: JsonClient,
        account: ClientSecret | ClientKey,
        scope: str,
        clock: Clock,
        margin: timedelta = timedelta(seconds=30),
    ) -> None:
        self._http = http
        self._account = account
        self._scope = scope
        self._clock = clock
        self._margin = margin
        self._lock = threading.Lock()
        self._held: _Held | None = None
        self._flight: Future[Outcome[_Held]] | None = None

    def current(self, *, declined: str | None = None) -> Outcome[str]:
        """A token good for at least the margin. `declined` names one the server no longer takes."""
        with self._lock:
            held = self._held
            if held is not None and held.token != declined and held.ends - self._margin > self._clock():
                return Done(held.token)
            flight, mine = self._flight, self._flight is None
            if flight is None:
                flight = self._flight = Future()
        if mine:
            self._fly(flight)
        outcome = flight.result()
        return Done(outcome.value.token) if isinstance(outcome, Done) else outcome

    def _fly(self, flight: "Future[Outcome[_Held]]") -> None:
        outcome: Outcome[_Held] = Unknown("peer_error", "the token call ended without an answer")
        try:
            outcome = self._take()
        finally:
            with self._lock:
                self._held = outcome.value if isinstance(outcome, Done) else None
                self._flight = None
            flight.set_result(outcome)

    def _take(self) -> Outcome[_Held]:
        form = {"grant_type": "client_credentials", "scope": self._scope}
        headers: Mapping[str, str] = {}
        asked = self._clock()
        match self._account:
            case ClientKey() as account:
                form |= {"client_assertion_type": ASSERTION_TYPE, "client_assertion": account.assertion(asked)}
            case ClientSecret(client_id=client_id, secret=secret):
                pair = base64.b64encode(f"{client_id}:{secret}".encode()).decode()
                headers = {"Authorization": f"Basic {pair}"}
        return _told(self._http.call("POST", "", form=form, headers=headers), lambda s: asked + timedelta(seconds=s))


def _told(reply: JsonReply | Unknown, ends: Callable[[int], datetime]) -> Outcome[_Held]:
    if isinstance(reply, Unknown):
        return reply
    if reply.status >= 400:
        return _DECLINED
    try:
        answer = read.record(reply.data, "token")
        if read.text(answer, "token_type").lower() != "bearer":
            raise BadShape("token_type")
        life_s = read.optional_integer(answer, "expires_in") or 60
        return Done(_Held(read.text(answer, "access_token", read.MOST_OF_TOKEN), ends(max(0, min(life_s, _LONGEST_S)))))
    except BadShape as shape:
        return Unknown("bad_shape", f"field {shape.field}")


def _base64(content: bytes) -> bytes:
    return base64.urlsafe_b64encode(content).rstrip(b"=")
