"""A signed bundle: bytes, what they are for, and the hub's Ed25519 signature (RFC 8032) over both.

A bundle is JSON: `{"purpose", "station", "payload", "signature"}`, the last two base64. The signature covers purpose,
station and payload, each with its length, so that no bundle passes for another's or for another use.
"""

from __future__ import annotations

import base64
import hashlib
import json

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

CONFIGURATION = "kiosk-configuration-1"
RELEASE = "kiosk-release-1"
"""Purposes."""
ANY_STATION = "*"
MOST_BYTES = 1024 * 1024


class BundleInvalid(ValueError):
    """This bundle is not what it says, or not for this station; nothing of it may be used."""


def sign(key: Ed25519PrivateKey, purpose: str, station: str, payload: bytes) -> bytes:
    """A bundle of `payload` for `station` (`ANY_STATION` for all)."""
    signature = key.sign(_covered(purpose, station, payload))
    said = {"purpose": purpose, "station": station, "payload": _text(payload), "signature": _text(signature)}
    return json.dumps(said).encode()


def opened(key: Ed25519PublicKey, purpose: str, station: str, bundle: bytes) -> bytes:
    """The payload of a bundle made for this purpose and this station.

    :raises BundleInvalid: with why.
    """
    if len(bundle) > MOST_BYTES:
        raise BundleInvalid("the bundle is too large")
    try:
        said = json.loads(bundle)
        payload = base64.b64decode(said["payload"], validate=True)
        signature = base64.b64decode(said["signature"], validate=True)
        given_purpose, given_station = said["purpose"], said["station"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise BundleInvalid("this is no bundle") from None
    if given_purpose != purpose:
        raise BundleInvalid("the bundle is for another purpose")
    if given_station not in (station, ANY_STATION):
        raise BundleInvalid("the bundle is for another station")
    try:
        key.verify(signature, _covered(purpose, given_station, payload))
    except InvalidSignature:
        raise BundleInvalid("the bundle's signature is not the hub's") from None
    return payload


def sha256(payload: bytes) -> str:
    """The name of a payload, hexadecimal."""
    return hashlib.sha256(payload).hexdigest()


def _covered(purpose: str, station: str, payload: bytes) -> bytes:
    parts = (purpose.encode(), station.encode(), payload)
    return b"".join(len(part).to_bytes(8, "big") + part for part in parts)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
