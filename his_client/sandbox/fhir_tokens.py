"""The sandbox's token door: OAuth 2.0 client credentials by secret or signed assertion (SMART Backend Services)."""

import base64
import binascii
import hmac
import json
import secrets
import threading
from collections.abc import Mapping
from datetime import datetime, timedelta

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from his_client.clock import Clock
from his_client.fhir.auth import ASSERTION_TYPE
from his_client.fields import Json

PublicKey = rsa.RSAPublicKey | ec.EllipticCurvePublicKey
LIFE = timedelta(minutes=5)


class TokenDoor:
    """Gives tokens to one client. `keys` maps a `kid` to the client's public key; more may be added while it runs."""

    def __init__(self, client_id: str, secret: str, clock: Clock) -> None:
        self.keys: dict[str, PublicKey] = {}
        self.taken = 0
        self._client_id = client_id
        self._secret = secret
        self._clock = clock
        self._lock = threading.Lock()
        self._tokens: dict[str, datetime] = {}
        self._used: set[str] = set()

    def give(self, form: Mapping[str, str], basic: tuple[str, str] | None, address: str) -> dict[str, Json] | None:
        """A token response, or None when the account is not known (RFC 6749, section 5)."""
        if form.get("grant_type") != "client_credentials":
            return None
        if form.get("client_assertion_type") == ASSERTION_TYPE:
            known = self._asserted(form.get("client_assertion", ""), address)
        else:
            known = basic is not None and (
                hmac.compare_digest(basic[0], self._client_id) and hmac.compare_digest(basic[1], self._secret)
            )
        if not known:
            return None
        token = secrets.token_urlsafe(24)
        with self._lock:
            self.taken += 1
            self._tokens[token] = self._clock() + LIFE
        return {
            "access_token": token,
            "token_type": "bearer",
            "expires_in": int(LIFE.total_seconds()),
            "scope": form.get("scope", ""),
        }

    def knows(self, header: str) -> bool:
        """Whether an Authorization header carries a token that still holds."""
        kind, _, token = header.partition(" ")
        with self._lock:
            ends = self._tokens.get(token)
        return kind.lower() == "bearer" and ends is not None and ends > self._clock()

    def forget(self) -> None:
        """Ends every token."""
        with self._lock:
            self._tokens.clear()

    def _asserted(self, assertion: str, address: str) -> bool:
        try:
            signed, _, signature = assertion.rpartition(".")
            head, claims = (json.loads(_bytes(part)) for part in signed.split("."))
            key = self.keys[head["kid"]]
            _verify(key, head["alg"], signed.encode(), _bytes(signature))
            now = self._clock().timestamp()
            fits = (
                claims["iss"] == claims["sub"] == self._client_id
                and claims["aud"] == address
                and now < claims["exp"] <= now + LIFE.total_seconds()
            )
            with self._lock:
                fresh = claims["jti"] not in self._used
                self._used.add(claims["jti"])
        except (ValueError, KeyError, TypeError, binascii.Error, InvalidSignature):
            return False
        return bool(fits and fresh)


def _verify(key: PublicKey, algorithm: str, signed: bytes, signature: bytes) -> None:
    if isinstance(key, rsa.RSAPublicKey) and algorithm == "RS384":
        key.verify(signature, signed, padding.PKCS1v15(), hashes.SHA384())
    elif isinstance(key, ec.EllipticCurvePublicKey) and algorithm == "ES384" and len(signature) == 96:
        r, s = int.from_bytes(signature[:48], "big"), int.from_bytes(signature[48:], "big")
        key.verify(encode_dss_signature(r, s), signed, ec.ECDSA(hashes.SHA384()))
    else:
        raise InvalidSignature


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
