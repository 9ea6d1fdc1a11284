"""A small OpenID provider of one key, and the console's sign-in through it, each at a hub that has just started.

What of another maker's provider is believed is tested elsewhere; here it is the line to one that is spoiled.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from flask import Flask, Response, jsonify, request
from joserfc import jwt
from joserfc.jwk import ECKey

from his_client.outcome import Done, Outcome, Refused, Unknown
from kiosk.clock import Clock
from kiosk.hub.console.oidc import Oidc, OidcSettings, Vouched

CLIENT, BACK = "kiosk-console", "https://hub.example/console/oidc/back"
GROUP = "kiosk-it"
LIFE_S = 300


@dataclass(frozen=True, slots=True)
class _Code:
    """What a code waits to be redeemed for."""

    person: str
    nonce: str
    challenge: str


class Provider:
    """One provider. `app` is what it serves; its issuer is the https address it is asked at."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._key = ECKey.generate_key("P-256", {"kid": "one", "use": "sig", "alg": "ES256"})
        self._codes: dict[str, _Code] = {}
        self.app = Flask("campaign-provider")
        self.app.add_url_rule("/.well-known/openid-configuration", view_func=self._tell)
        self.app.add_url_rule("/token", view_func=self._token, methods=["POST"])
        self.app.add_url_rule("/keys", view_func=self._keys)

    def vouch(self, address: str, person: str) -> dict[str, str]:
        """What the browser of a person who signs in at this address comes back with."""
        where = urlsplit(address)
        asked = dict(parse_qsl(where.query))
        code = secrets.token_urlsafe(16)
        self._codes[code] = _Code(person, asked["nonce"], asked["code_challenge"])
        return {"state": asked["state"], "code": code, "iss": f"{where.scheme}://{where.netloc}"}

    def _tell(self) -> Response:
        mine = f"https://{request.host}"
        doors = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        return jsonify({"issuer": mine} | {name: f"{mine}/{path}" for name, path in doors.items()})

    def _token(self) -> tuple[Response, int]:
        # A code is worth one answer (RFC 6749, 4.1.2).
        kept = self._codes.pop(request.form.get("code", ""), None)
        proof = hashlib.sha256(request.form.get("code_verifier", "").encode()).digest()
        if kept is None or base64.urlsafe_b64encode(proof).rstrip(b"=").decode() != kept.challenge:
            return jsonify({"error": "invalid_grant"}), 400
        now = int(self._clock.now().timestamp())
        claims = {
            "iss": f"https://{request.host}",
            "aud": CLIENT,
            "sub": kept.person,
            "name": "Người Thử",
            "groups": [GROUP],
            "nonce": kept.nonce,
            "iat": now,
            "exp": now + LIFE_S,
        }
        token = jwt.encode({"alg": "ES256", "kid": "one"}, claims, self._key)
        return jsonify({"access_token": "none", "token_type": "Bearer", "id_token": token}), 200

    def _keys(self) -> Response:
        return jsonify({"keys": [self._key.as_dict(private=False)]})


class SigningIn:
    """People who sign in at a console, each at a hub that knows nothing of the provider yet: three questions to it."""

    def __init__(self, provider: Provider, url: str, clock: Clock, ca_file: Path, deadline_s: float) -> None:
        self._provider = provider
        self._clock = clock
        self._settings = OidcSettings(
            url, CLIENT, "secret", BACK, "Thử", it=frozenset({GROUP}), ca_file=ca_file, deadline_s=deadline_s
        )

    def sign_in(self, person: str) -> Outcome[Vouched]:
        """A whole sign-in. What the provider's answers do not prove, the person tries anew: nothing is settled."""
        oidc = Oidc(self._settings, self._clock)
        begun = oidc.begin("/console/")
        if not isinstance(begun, Done):
            return begun
        state, address = begun.value
        outcome = oidc.finish(state, self._provider.vouch(address, person))
        return Unknown("refused") if isinstance(outcome, Refused) and outcome.code == "refused" else outcome
