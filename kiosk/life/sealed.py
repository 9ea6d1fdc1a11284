"""A file sealed with the backup key: AES-256-GCM in pieces, so that what is cut off, swapped or changed never opens.

Each file has a key of its own (HKDF-SHA256 from the backup key and a random salt), so a piece's number may be its
nonce; the last piece says that it is the last. `cryptography` does both.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import BinaryIO, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC = b"KIOSK-BACKUP-1\n"
SALT_BYTES, TAG_BYTES, KEY_BYTES = 16, 16, 32
PIECE = 1 << 20


class SealedWrong(ValueError):
    """The file is no backup, was cut off or changed, or belongs to another key; nothing of it is used."""

    def __init__(self) -> None:
        super().__init__("this is no whole backup of this key: it was cut off or changed, or backup_key is another one")


def backup_key(text: str) -> bytes:
    """The key from the secret `backup_key`.

    :raises ValueError: when it is not 64 hexadecimal digits.
    """
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise ValueError("backup_key is not 64 hexadecimal digits; `openssl rand -hex 32` makes one")
    return key


class Sealing:
    """Writes a sealed file: a stream for `tarfile`. `finish` ends it; without it the file never opens.

    :param into: where the sealed bytes go; it is left open.
    """

    def __init__(self, into: BinaryIO, key: bytes) -> None:
        salt = secrets.token_bytes(SALT_BYTES)
        into.write(MAGIC + salt)
        self._into = into
        self._aead = _aead(key, salt)
        self._waiting = bytearray()
        self._number = 0

    def write(self, content: bytes) -> int:
        """Take in more; as a file does."""
        self._waiting += content
        while len(self._waiting) > PIECE:
            self._seal(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]
        return len(content)

    def finish(self) -> None:
        """Seal what is left as the last piece."""
        self._seal(bytes(self._waiting), last=True)
        self._waiting.clear()

    def _seal(self, piece: bytes, *, last: bool) -> None:
        self._into.write(self._aead.encrypt(_nonce(self._number, last=last), piece, MAGIC))
        self._number += 1


class Unsealing:
    """Reads a sealed file: a stream for `tarfile`. Each piece is authentic before any of it is handed out.

    :raises SealedWrong: from `read` too.
    """

    def __init__(self, source: BinaryIO, key: bytes) -> None:
        if source.read(len(MAGIC)) != MAGIC:
            raise SealedWrong
        self._pieces = _pieces(source, _aead(key, source.read(SALT_BYTES)))
        self._ready = b""

    def read(self, size: int = -1) -> bytes:
        """The next bytes, fewer only at the end; as a file does."""
        while size < 0 or len(self._ready) < size:
            piece = next(self._pieces, None)
            if piece is None:
                break
            self._ready += piece
        taken = self._ready if size < 0 else self._ready[:size]
        self._ready = self._ready[len(taken) :]
        return taken


def as_file(stream: Sealing | Unsealing) -> BinaryIO:
    """The stream as `tarfile` takes it: it only writes or only reads."""
    return cast(BinaryIO, stream)


def _pieces(source: BinaryIO, aead: AESGCM) -> Iterator[bytes]:
    number, held = 0, source.read(PIECE + TAG_BYTES)
    while True:
        following = source.read(PIECE + TAG_BYTES)
        try:
            yield aead.decrypt(_nonce(number, last=not following), held, MAGIC)
        except InvalidTag:
            raise SealedWrong from None
        if not following:
            return
        number, held = number + 1, following


def _aead(key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), KEY_BYTES, salt, MAGIC).derive(key))


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11) + bytes([last])
