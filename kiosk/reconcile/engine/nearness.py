"""How near a pay code is to a memo: the one definition, for a single memo here and for whole sets in `candidates`.

The distance of a code to a memo is the least number of single edits (a character wrong, lost, put in, or two
neighbours swapped) between the code and some stretch of the memo, once that is folded to A–Z and 0–9. Within two edits
at least seven of the code's nine characters stand there in their order.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping

from his_client.payments import paycode

NEAR = 2
"""Edits a code may have suffered and still be named by its memo."""
BODY = 7
"""Characters of a code after its prefix: six that count, one check."""

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


def is_whole(code: str, prefix: str = paycode.PREFIX) -> bool:
    """Whether a text is a whole pay code: its check character is right, so it names an order here or elsewhere."""
    return paycode.find(code, prefix) == code


def whole_codes(text: str, prefix: str = paycode.PREFIX) -> Iterator[tuple[int, str]]:
    """Every whole code in a folded text and its place, overlapping ones too."""
    length = len(prefix) + BODY
    for place in range(len(text) - length + 1):
        code = text[place : place + length]
        if code.startswith(prefix) and is_whole(code, prefix):
            yield place, code


def nearest_code(
    memo: str,
    amount: int,
    open_codes: Mapping[str, int],
    closed_codes: Collection[str] = (),
    prefix: str = paycode.PREFIX,
) -> tuple[str, int] | None:
    """The one open code that a credit's memo names, whole or damaged, and its distance; None when a person must look.

    :param amount: what the credit brought; only a code whose order wants exactly this is answered.
    :param open_codes: the due amount of every order that still waits, by its pay code.
    :param closed_codes: codes of orders that had their money: never answered, but as near as the answer they forbid it.

    For few candidates (about 10 µs each); sets go through `match`. None too when the memo holds a whole code of another
    order (one that is neither open nor closed here), and for a damaged code when a second open order that wants this
    amount is at most one edit further off, since either may then be meant. Two edits are little evidence: take them
    only while the order's time runs.
    """
    text = folded(memo)
    letters = set(text)
    near: dict[str, int] = {}
    for code in (*open_codes, *closed_codes):
        if sum(letter not in letters for letter in code) <= NEAR + 1 and (far := distance(code, text)) <= NEAR + 1:
            near[code] = far
    least = min(near.values(), default=NEAR + 1)
    if least > NEAR:
        return None
    first, *as_near = [code for code, far in near.items() if far == least]
    if as_near or open_codes.get(first) != amount:
        return None
    here = text.find(first) if not least else -1
    for place, code in whole_codes(text, prefix):
        if code not in open_codes and code not in closed_codes and (least or abs(place - here) >= len(first)):
            return None
    if least and any(open_codes.get(code) == amount and near[code] <= least + 1 for code in near if code != first):
        return None
    return first, least
