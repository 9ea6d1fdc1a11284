"""The symmetric primitives of ICAO 9303-11: key derivation, 3DES and AES in CBC mode, their checksums, padding."""

from __future__ import annotations

import hashlib
import hmac
from enum import Enum

from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.cmac import CMAC

BLOCK = 8
_ZERO_IV = bytes(BLOCK)


class Suite(Enum):
    """A cipher with its checksum, as PACE and chip authentication negotiate them.

    3DES is two-key; its key bytes carry parity. Numbers of object identifiers count the suites from 1 in this order.
    """

    TDES = "3DES"
    AES128 = "AES-128"
    AES192 = "AES-192"
    AES256 = "AES-256"

    @property
    def key_size(self) -> int:
        """Bytes of one key."""
        return {Suite.TDES: 16, Suite.AES128: 16, Suite.AES192: 24, Suite.AES256: 32}[self]

    @property
    def block(self) -> int:
        """Bytes of one cipher block."""
        return BLOCK if self is Suite.TDES else 16

    def derive(self, secret: bytes, counter: int) -> bytes:
        """The key for a counter: 1 encryption, 2 checksum, 3 password (ICAO 9303-11, 9.7.1)."""
        if self is Suite.TDES:
            return derive_key(secret, counter)
        seed = secret + counter.to_bytes(4, "big")
        if self is Suite.AES128:
            return hashlib.sha1(seed, usedforsecurity=False).digest()[:16]
        return hashlib.sha256(seed).digest()[: self.key_size]

    def encrypt(self, key: bytes, data: bytes, iv: bytes | None = None) -> bytes:
        """CBC over whole blocks, with a zero IV unless one is given."""
        if self is Suite.TDES:
            return tdes_encrypt(key, data)
        encryptor = Cipher(AES(key), CBC(iv or bytes(16))).encryptor()
        return encryptor.update(data) + encryptor.finalize()

    def decrypt(self, key: bytes, data: bytes, iv: bytes | None = None) -> bytes:
        """The inverse of `encrypt`; raises `ValueError` when `data` is not whole blocks."""
        if self is Suite.TDES:
            return tdes_decrypt(key, data)
        decryptor = Cipher(AES(key), CBC(iv or bytes(16))).decryptor()
        return decryptor.update(data) + decryptor.finalize()

    def checksum(self, key: bytes, data: bytes) -> bytes:
        """8 bytes over unpadded data: padded retail MAC, or AES-CMAC cut short (ICAO 9303-11, 4.4.3.4)."""
        if self is Suite.TDES:
            return retail_mac(key, pad(data))
        mac = CMAC(AES(key))
        mac.update(data)
        return mac.finalize()[:8]


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
