"""The symmetric primitives of ICAO 9303-11: key derivation, two-key 3DES, ISO/IEC 9797-1 MAC algorithm 3, padding."""

from __future__ import annotations

import hashlib
import hmac

from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.modes import CBC

BLOCK = 8
_ZERO_IV = bytes(BLOCK)


def derive_key(seed: bytes, counter: int) -> bytes:
    """The 16-byte two-key 3DES key for a counter: 1 encryption, 2 MAC (ICAO 9303-11, 9.7.1), with odd parity."""
    digest = hashlib.sha1(seed + counter.to_bytes(4, "big"), usedforsecurity=False).digest()[:16]
    return bytes((byte & 0xFE) | (1 ^ (byte >> 1).bit_count() & 1) for byte in digest)


def pad(data: bytes, block: int = BLOCK) -> bytes:
    """ISO/IEC 9797-1 padding method 2: 80, then zeros to a full block."""
    return data + b"\x80" + bytes(-(len(data) + 1) % block)


def unpad(data: bytes) -> bytes:
    """Undo `pad`; raises `ValueError` when the marker is missing."""
    stripped = data.rstrip(b"\0")
    if not stripped.endswith(b"\x80"):
        raise ValueError("padding marker missing")
    return stripped[:-1]


def tdes_encrypt(key: bytes, data: bytes) -> bytes:
    """3DES-CBC with a zero IV; `data` must be whole blocks."""
    encryptor = Cipher(TripleDES(key + key[:8]), CBC(_ZERO_IV)).encryptor()
    return encryptor.update(data) + encryptor.finalize()


def tdes_decrypt(key: bytes, data: bytes) -> bytes:
    """The inverse of `tdes_encrypt`; raises `ValueError` when `data` is not whole blocks."""
    decryptor = Cipher(TripleDES(key + key[:8]), CBC(_ZERO_IV)).decryptor()
    return decryptor.update(data) + decryptor.finalize()


def retail_mac(key: bytes, padded: bytes) -> bytes:
    """ISO/IEC 9797-1 MAC algorithm 3 with DES over data that is already padded (ICAO 9303-11, 9.8.6.2): 8 bytes."""
    left, right = key[:8], key[8:16]
    # The library only takes 24-byte keys; one 8-byte key three times is single DES.
    single = Cipher(TripleDES(left * 3), CBC(_ZERO_IV)).encryptor()
    last = (single.update(padded) + single.finalize())[-BLOCK:]
    inner = Cipher(TripleDES(right * 3), CBC(_ZERO_IV)).decryptor()
    outer = Cipher(TripleDES(left * 3), CBC(_ZERO_IV)).encryptor()
    return outer.update(inner.update(last) + inner.finalize()) + outer.finalize()


def equal(left: bytes, right: bytes) -> bool:
    """Compare secrets in constant time."""
    return hmac.compare_digest(left, right)
