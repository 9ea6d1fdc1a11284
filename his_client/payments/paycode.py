"""Short pay codes for the transfer memo: the one field that survives from the QR into the bank statement.

A code is nine characters, of the form `KM7F3K92T`: the prefix, six that count, one check character. The alphabet has
no letters or digits that look alike. Banks glue text before and behind, payers type in lower case, and statements cut
long memos: a whole code is found anywhere, a damaged one never.
"""

import re
import unicodedata
from functools import cache

PREFIX = "KM"
ALPHABET = "23456789ACEFHJKMNPRTWXY"
"""23 characters, a prime, so that one wrong and two swapped characters always break the check."""

CAPACITY = len(ALPHABET) ** 6
_STEP = 91_193_177
"""Coprime to the capacity: neighbouring numbers get codes that share little."""

_WEIGHTS = (2, 3, 4, 5, 6, 7)


def make(n: int, prefix: str = PREFIX) -> str:
    """The code of number `n`; different numbers have different codes.

    0 <= n < CAPACITY (148 million), ValueError otherwise. `prefix` is 1 to 4 capital letters.
    """
    if not 0 <= n < CAPACITY:
        raise ValueError(f"a pay code's number is 0 to {CAPACITY - 1}")
    rest, digits = n * _STEP % CAPACITY, []
    for _ in _WEIGHTS:
        rest, digit = divmod(rest, len(ALPHABET))
        digits.append(digit)
    return prefix + "".join(ALPHABET[digit] for digit in [*digits, _check(digits)])


def find(memo: str, prefix: str = PREFIX) -> str | None:
    """The one pay code in a statement's memo; None when there is none, or two different ones (a person decides).

    Looks first for a code in one piece, whatever is glued to it. A code in pieces ("KM7F 3K92T") is taken only when
    nothing is glued to its ends: else what is left of a cut code and the text behind it would make somebody else's.
    """
    text = unicodedata.normalize("NFKC", memo).upper()
    for candidate in _candidates(prefix):
        bodies = {re.sub(r"[^0-9A-Z]", "", match[1]) for match in candidate.finditer(text)}
        found = {body for body in bodies if _is_whole(body)}
        if found:
            return prefix + found.pop() if len(found) == 1 else None
    return None


@cache
def _candidates(prefix: str) -> tuple[re.Pattern[str], ...]:
    """Where a code may stand: in one piece anywhere, and in pieces between whatever is no letter or digit."""
    between = "[^0-9A-Z]*"
    start = between.join(map(re.escape, prefix))
    pieces = f"(?<![0-9A-Z])(?={start}((?:{between}[{ALPHABET}]){{7}})(?![0-9A-Z]))"
    return re.compile(f"(?={re.escape(prefix)}([{ALPHABET}]{{7}}))"), re.compile(pieces)


def _check(digits: list[int]) -> int:
    return -sum(weight * digit for weight, digit in zip(_WEIGHTS, digits, strict=True)) % len(ALPHABET)


def _is_whole(body: str) -> bool:
    *digits, check = (ALPHABET.index(letter) for letter in body)
    return check == _check(digits)
