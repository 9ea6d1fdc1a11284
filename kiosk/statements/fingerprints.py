"""The name of a movement that stays the same in every file that lists it, so that it is booked once for ever."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Movement:
    """A movement as a reader found it, before it has its name. `row` counts the file's rows (or lines) from 1."""

    row: int
    account: str
    amount: int
    booked_at: datetime
    reference: str
    memo: str = field(repr=False)
    balance: int | None = None
    virtual_account: str = ""


class Fingerprints:
    """Names the movements of one file, in its order.

    With a reference: account, reference and amount. Without: what stands in the line but the balance, which banks
    compute anew for each export. Of movements that are equal in this the nth of the file is the nth, so that true
    twins stay two and nothing is lost where a bank's reference proves not to be unique.

    :param key: hashed with the content, so that a memo cannot be guessed from its fingerprint; up to 64 bytes, and
        always the same one at a hospital.
    """

    def __init__(self, key: bytes = b"", *, by_content: bool = False) -> None:
        self._key = key
        self._by_content = by_content
        self._seen: dict[bytes, int] = {}

    def name(self, movement: Movement) -> str:
        """The movement's fingerprint: 32 hex digits, and `.n` from the second of equal ones."""
        account = re.sub(r"[^0-9A-Z]", "", movement.account.upper())
        if movement.reference and not self._by_content:
            packed = _packed("reference", account, movement.reference.upper(), str(movement.amount))
            digest = hashlib.blake2b(packed, digest_size=16).digest()
        else:
            when, amount = movement.booked_at.isoformat(), str(movement.amount)
            said = (movement.reference, movement.memo, movement.virtual_account)
            packed = _packed("content", account, when, amount, *said)
            digest = hashlib.blake2b(packed, digest_size=16, key=self._key).digest()
        nth = self._seen.get(digest, 0) + 1
        self._seen[digest] = nth
        return digest.hex() if nth == 1 else f"{digest.hex()}.{nth}"


def _packed(*parts: str) -> bytes:
    """Parts that cannot run into each other."""
    return b"".join(len(part.encode()).to_bytes(4) + part.encode() for part in parts)
