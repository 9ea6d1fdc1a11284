"""The name of a movement that stays the same in every file that lists it, so that it is booked once for ever."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Movement:
    """A movement as a reader found it, before it has its name. `row` counts the file's rows (or lines) from 1.

    `named` says whether the reference is one that the bank itself gave this movement; a payer's own may come again.
    """

    row: int
    account: str
    amount: int
    booked_at: datetime
    reference: str
    memo: str = field(repr=False)
    balance: int | None = None
    virtual_account: str = ""
    named: bool = True


class ReferenceReused(ValueError):
    """A bank's reference that stood at another day already, with the same amount: it names no movement."""


class Fingerprints:
    """Names the movements of one file, in its order.

    With a bank's reference: account, reference and amount. Without: what stands in the line but the balance, which
    banks compute anew for each export. Of movements that are equal in this the nth of the file is the nth, so that true
    twins stay two.

    :param key: hashed with the content, so that a memo cannot be guessed from its fingerprint; up to 64 bytes, and
        always the same one at a hospital.
    """

    def __init__(self, key: bytes = b"", *, by_content: bool = False) -> None:
        self._key = key
        self._by_content = by_content
        self._seen: dict[bytes, int] = {}
        self._days: dict[bytes, int] = {}

    def name(self, movement: Movement) -> str:
        """The movement's fingerprint: 32 hex digits, and `.n` from the second of equal ones.

        :raises ReferenceReused: for a layout's mistake that would lose money in a later file.
        """
        account = re.sub(r"[^0-9A-Z]", "", movement.account.upper())
        amount = str(movement.amount)
        if movement.reference and movement.named and not self._by_content:
            packed = _packed("reference", account, movement.reference.upper(), amount)
            digest = hashlib.blake2b(packed, digest_size=16).digest()
            day = movement.booked_at.toordinal()
            if self._days.setdefault(digest, day) != day:
                raise ReferenceReused
        else:
            said = (movement.booked_at.isoformat(), amount, movement.reference, movement.memo, movement.virtual_account)
            digest = hashlib.blake2b(_packed("content", account, *said), digest_size=16, key=self._key).digest()
        nth = self._seen.get(digest, 0) + 1
        self._seen[digest] = nth
        return digest.hex() if nth == 1 else f"{digest.hex()}.{nth}"


def _packed(*parts: str) -> bytes:
    """Parts that cannot run into each other."""
    return b"".join(len(part.encode()).to_bytes(4) + part.encode() for part in parts)
