"""Signing in with the hospital's own OpenID provider: authorization code with PKCE, one issuer, roles by a claim.

OpenID Connect Core 1.0 §3.1, RFC 7636 (S256), RFC 9207. The provider vouches for a person at sign-in and is not asked
again: the session here has its own ends. Roles come from a claim alone; a name here never takes a PIN account's.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import logging
import re
import secrets
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote, urlencode, urlsplit

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from his_client.fields import Json
from his_client.http import InsecureAddress, JsonClient
from his_client.outcome import Done, Outcome, Refused, Unknown
from kiosk.cashier.values import Role
from kiosk.clock import Clock

log = logging.getLogger(__name__)

DEADLINE_S = 8.0
STARTED_S = 600.0
"""Seconds a person has at the provider."""
MOST_STARTED = 1_000
LEEWAY_S = 60
KEYS_S = 3_600.0
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""How an ID token may be signed: never with a shared secret, never not at all."""
PREFIX = "sso:"
"""Before the names of people the provider vouches for: no PIN account's name has a colon."""
_WELL_KNOWN = "/.well-known/openid-configuration"


@dataclass(frozen=True, slots=True)
class OidcSettings:
    """`issuer` exactly as the provider's tokens name it; `back` the console's address as registered there.

    :param claim: whose values give the roles, :param it: the values for IT, :param manager: those for managers.
    """

    issuer: str
    client_id: str
    secret: str = field(repr=False)
    back: str
    name: str
    claim: str = "groups"
    it: frozenset[str] = frozenset()
    manager: frozenset[str] = frozenset()
    ca_file: Path | None = None
    deadline_s: float = DEADLINE_S
    """For each question to the provider."""


@dataclass(frozen=True, slots=True)
class Started:
    """A sign-in on its way: what the provider's answer must fit."""

    nonce: str
    verifier: str
    wanted: str
    since: float


@dataclass(frozen=True, slots=True)
class Vouched:
    """Whom the provider vouches for, and where the person wanted to go."""

    user: str
    full_name: str
    roles: tuple[Role, ...]
    wanted: str


class Oidc:
    """One provider. Thread-safe; calls block, on a web server's thread."""

    def __init__(self, settings: OidcSettings, clock: Clock) -> None:
        self.settings = settings
        self._clock = clock
        self._lock = threading.Lock()
        self._started: OrderedDict[str, Started] = OrderedDict()
        self._told: dict[str, Any] = {}
        self._keys: tuple[float, KeySet] | None = None

    def begin(self, wanted: str) -> Outcome[tuple[str, str]]:
        """The state to keep in the browser, and the provider's address to go to."""
        told = self._metadata()
        if not told:
            return Unknown("unreachable", "the provider does not tell how to sign in")
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        with self._lock:
            self._sweep()
            self._started[state] = Started(nonce, verifier, wanted, self._clock.monotonic())
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        asked = {
            "response_type": "code",
            "client_id": self.settings.client_id,
            "redirect_uri": self.settings.back,
            "scope": "openid profile",
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        address = str(told["authorization_endpoint"])
        return Done((state, f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}"))

    def finish(self, held: str, said: Mapping[str, str]) -> Outcome[Vouched]:
        """Who came back. Refused: `refused` (by the provider, or what it says does not fit), `no_role`.

        :param held: the state the browser kept, :param said: the parameters it came back with.
        """
        state = said.get("state", "")
        with self._lock:
            self._sweep()
            started = self._started.pop(state, None) if hmac.compare_digest(held.encode(), state.encode()) else None
        if started is None or "error" in said or not said.get("code"):
            return Refused("refused", "no sign-in of this browser is under way")
        if said.get("iss", self.settings.issuer) != self.settings.issuer:
            return Refused("refused", "the answer is another issuer's")
        told = self._metadata()
        claims = self._claims(told, said["code"], started) if told else None
        if claims is None:
            return Refused("refused", "the provider's token does not fit")
        roles = self._roles(claims.get(self.settings.claim))
        if not roles:
            return Refused("no_role", "the claim names no role")
        return Done(Vouched(_user(claims), str(claims.get("name", ""))[:80], roles, started.wanted))

    def _claims(self, told: Mapping[str, Any], code: str, started: Started) -> dict[str, Any] | None:
        asked = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.settings.back,
            "code_verifier": started.verifier,
        }
        # RFC 6749 §2.3.1: both parts are form-encoded before they are joined.
        pair = f"{quote(self.settings.client_id, safe='')}:{quote(self.settings.secret, safe='')}"
        headers = {"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}
        answer = self._call("POST", str(told["token_endpoint"]), form=asked, headers=headers)
        token = answer.get("id_token") if isinstance(answer, dict) else None
        if not isinstance(token, str):
            log.warning("oidc_refused", extra={"reason": "no_token"})
            return None
        try:
            claims = self._opened(token, told)
            self._check(claims, started.nonce)
        except (JoseError, ValueError) as error:
            log.warning("oidc_refused", extra={"reason": type(error).__name__})
            return None
        return claims

    def _opened(self, token: str, told: Mapping[str, Any]) -> dict[str, Any]:
        """The claims of a token that one of the provider's keys has signed.

        :raises ValueError, JoseError: for any other.
        """
        keys, fresh = self._key_set(told)
        try:
            return jwt.decode(token, keys, algorithms=ALGORITHMS).claims
        except (JoseError, ValueError):
            if fresh:
                raise
        with self._lock:
            self._keys = None  # the provider may have changed its keys within the hour
        return jwt.decode(token, self._key_set(told)[0], algorithms=ALGORITHMS).claims

    def _check(self, claims: Mapping[str, Any], nonce: str) -> None:
        """OpenID Connect Core §3.1.3.7.

        :raises ValueError, JoseError: for a token that is another's, of another time, or of another sign-in.
        """
        registry = jwt.JWTClaimsRegistry(
            now=lambda: int(self._clock.now().timestamp()),
            leeway=LEEWAY_S,
            iss={"essential": True, "value": self.settings.issuer},
            aud={"essential": True, "value": self.settings.client_id},
            nonce={"essential": True, "value": nonce},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
        )
        registry.validate(dict(claims))
        several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
        if (several or "azp" in claims) and claims.get("azp") != self.settings.client_id:
            raise ValueError("made for another client")

    def _roles(self, values: object) -> tuple[Role, ...]:
        named = {values} if isinstance(values, str) else set(map(str, values)) if isinstance(values, list) else set()
        found = ((Role.IT, self.settings.it), (Role.MANAGER, self.settings.manager))
        return tuple(role for role, wanted in found if named & wanted)

    def _metadata(self) -> dict[str, Any]:
        """What the provider tells of itself; empty while it does not answer, or speaks for another issuer."""
        if self._told:
            return self._told
        told = self._call("GET", self.settings.issuer.rstrip("/") + _WELL_KNOWN)
        if not isinstance(told, dict) or told.get("issuer") != self.settings.issuer:
            log.warning("oidc_refused", extra={"reason": "issuer"})
            return {}
        needed = ("authorization_endpoint", "token_endpoint", "jwks_uri")
        if not all(_safe(told.get(name)) for name in needed):
            log.warning("oidc_refused", extra={"reason": "endpoints"})
            return {}
        self._told = {name: told[name] for name in needed}
        return self._told

    def _key_set(self, told: Mapping[str, Any]) -> tuple[KeySet, bool]:
        """The provider's keys, and whether they were asked for just now: else they are at most an hour old.

        :raises ValueError, JoseError: when there are none to be had.
        """
        with self._lock:
            held = self._keys
        if held is not None and self._clock.monotonic() - held[0] < KEYS_S:
            return held[1], False
        keys = self._call("GET", str(told["jwks_uri"]))
        try:
            found = KeySet.import_key_set(cast(Any, keys if isinstance(keys, dict) else {"keys": []}))
        except (LookupError, TypeError, AttributeError) as error:  # the library looks at no shape
            raise ValueError("these are no keys") from error
        with self._lock:
            self._keys = (self._clock.monotonic(), found)
        return found, True

    def _call(self, method: str, address: str, **sent: Any) -> Json:
        parts = urlsplit(address)
        try:
            with JsonClient(
                f"{parts.scheme}://{parts.netloc}", deadline_s=self.settings.deadline_s, ca_file=self.settings.ca_file
            ) as line:
                reply = line.call(method, parts.path + (f"?{parts.query}" if parts.query else ""), **sent)
        except InsecureAddress:
            return None
        if isinstance(reply, Unknown):
            log.warning("oidc_silent", extra={"reason": reply.reason})
            return None
        return reply.data if reply.status == 200 else None

    def _sweep(self) -> None:
        tick = self._clock.monotonic()
        for state in [state for state, one in self._started.items() if tick - one.since > STARTED_S]:
            del self._started[state]
        while len(self._started) >= MOST_STARTED:
            self._started.popitem(last=False)


def _safe(address: object) -> bool:
    parts = urlsplit(str(address))
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost", "::1"})


def _user(claims: Mapping[str, Any]) -> str:
    """A name for the trail: the provider's own for the person, in letters that a trail may hold."""
    for name in (claims.get("preferred_username"), claims["sub"]):
        plain = re.sub(r"[^A-Za-z0-9._@-]", "", str(name or ""))[:48]
        if plain:
            return PREFIX + plain
    return PREFIX + hashlib.sha256(str(claims["sub"]).encode()).hexdigest()[:16]
