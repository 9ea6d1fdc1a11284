"""How near a pay code is to a memo: the one definition, for a single memo here and for whole sets in `candidates`.

The distance of a code to a memo is the least number of single edits (a character wrong, lost, put in, or two
neighbours swapped) between the code and some stretch of the memo, once that is folded to A–Z and 0–9. Within two edits
at least seven of the code's nine characters stand there in their order.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping

NEAR = 2
"""Edits a code may have suffered and still be named by its memo."""

_OTHERS = re.compile("[^A-Za-z0-9]")
NARROW = "Dd" + "".join(chr(code) for code in range(0x21, 0x7F))
WIDE = "Đđ" + "".join(chr(0xFEE0 + code) for code in range(0x21, 0x7F))
"""Letters that no decomposition makes plain: the stroked D, and the full-width forms of some terminals."""
_WIDE = str.maketrans(WIDE, NARROW)


def folded(memo: str) -> str:
    """A memo in capital letters without marks, and nothing but A–Z and 0–9 (full-width letters count as letters)."""
    if not memo.isascii():
        memo = unicodedata.normalize("NFD", memo.translate(_WIDE))
    return _OTHERS.sub("", memo).upper()


def distance(code: str, text: str) -> int:
    """The least number of edits between `code` and some stretch of `text`, both folded.

    Bit-parallel after Myers 1999 with the swaps of Hyyrö 2003: bit i of a word stands for the first i+1 characters of
    the code, so one step does a whole column of the table of distances.
    """
    full = (1 << len(code)) - 1
    last = 1 << (len(code) - 1)
    where: dict[str, int] = {}
    for place, letter in enumerate(code):
        where[letter] = where.get(letter, 0) | 1 << place
    up, down, same, before = full, 0, 0, 0
    now = best = len(code)
    for letter in text:
        here = where.get(letter, 0)
        swapped = ((~same & here) << 1) & before
        same = ((((here & up) + up) ^ up) | here | down | swapped) & full
        right, left = (down | ~(same | up)) & full, same & up
        now += bool(right & last) - bool(left & last)
        best = min(best, now)
        right, left = right << 1, left << 1
        up, down, before = (left | ~(same | right)) & full, right & same & full, here
    return best


def nearest_code(
    memo: str, amount: int, open_codes: Mapping[str, int], closed_codes: Collection[str] = ()
) -> tuple[str, int] | None:
    """The one open code that a credit's memo names, whole or damaged, and its distance; None when a person must look.

    :param amount: what the credit brought; only a code whose order wants exactly this is answered.
    :param open_codes: the due amount of every order that still waits, by its pay code.
    :param closed_codes: codes of orders that had their money: never answered, but as near as the answer they forbid it.

    For few candidates (some thousand a second and memo); sets go through `match`. None too when another open order
    that wants this amount is near at all, since the nearer one may then be the damaged one.
    """
    text = folded(memo)
    letters = set(text)
    near: dict[str, int] = {}
    for code in (*open_codes, *closed_codes):
        if sum(letter not in letters for letter in code) <= NEAR and (far := distance(code, text)) <= NEAR:
            near[code] = far
    if not near:
        return None
    least = min(near.values())
    first, *as_near = [code for code, far in near.items() if far == least]
    if as_near or open_codes.get(first) != amount:
        return None
    if least and any(open_codes.get(code) == amount for code in near if code != first):
        return None
    return first, least
