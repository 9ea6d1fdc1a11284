"""Encryption of personal parts: AES-256-GCM under one key per subject, wrapped by the station's master key.

Deleting a subject's wrapped key and rows erases the person; what stays in the chain is a salted hash whose salt lay in
the erased part, so nothing is left to guess from.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12
SALT_BYTES = 16


class WrongMasterKey(RuntimeError):
    """The master key does not open this journal's personal parts."""

    def __init__(self) -> None:
        super().__init__("the journal's personal parts were encrypted under another master key; restore that key")


class SealBroken(RuntimeError):
    """A personal part does not open under its subject's own key: the stored bytes were changed."""

    def __init__(self) -> None:
        super().__init__("a personal part of the journal was changed")


@dataclass(frozen=True, slots=True)
class Sealed:
    """An encrypted personal part, and the salted digest of it that the chain covers."""

    salt: bytes
    nonce: bytes
    ciphertext: bytes
    digest: str


class MasterKey:
    """Wraps the subjects' keys. `secret` is 32 bytes from the credentials store."""

    def __init__(self, secret: bytes) -> None:
        if len(secret) != KEY_BYTES:
            raise ValueError(f"the journal's master key has {len(secret)} bytes; it must have {KEY_BYTES}")
        self._aead = AESGCM(secret)

    def new_subject_key(self, subject: str) -> tuple[bytes, bytes]:
        """A fresh key for one subject: (key, wrapped key to be stored)."""
        key = secrets.token_bytes(KEY_BYTES)
        nonce = secrets.token_bytes(NONCE_BYTES)
        return key, nonce + self._aead.encrypt(nonce, key, subject.encode())

    def unwrap(self, subject: str, wrapped: bytes) -> bytes:
        """A subject's key from its stored form."""
        try:
            return self._aead.decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], subject.encode())
        except InvalidTag:
            raise WrongMasterKey from None


def seal(key: bytes, seq: int, plaintext: bytes) -> Sealed:
    """Encrypt a personal part for row `seq`; the row number is authenticated with it."""
    salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
    ciphertext = AESGCM(key).encrypt(nonce, plaintext, str(seq).encode())
    return Sealed(salt, nonce, ciphertext, personal_digest(salt, plaintext))


def unseal(key: bytes, seq: int, nonce: bytes, ciphertext: bytes) -> bytes:
    """The plaintext of row `seq`'s personal part."""
    try:
        return AESGCM(key).decrypt(nonce, ciphertext, str(seq).encode())
    except InvalidTag:
        raise SealBroken from None


def personal_digest(salt: bytes, plaintext: bytes) -> str:
    """The salted SHA-256 that stands in the chain for a personal part."""
    return hashlib.sha256(salt + plaintext).hexdigest()
