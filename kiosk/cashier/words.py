"""An amount in Vietnamese words, as a receipt has it: `Một triệu không trăm linh năm đồng`. Whole đồng, no floats.

Every group below the first is read with its hundreds ("không trăm"), so that nothing can be written in between.
"""

from __future__ import annotations

MOST = 999_999_999_999
"""The largest amount that is read: hundreds of billions."""

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ((1_000_000_000, "tỷ"), (1_000_000, "triệu"), (1_000, "nghìn"), (1, ""))
EVEN = 1_000
"""From here on an amount without odd đồng is "chẵn"."""


def in_words(amount: int, *, even: bool = False) -> str:
    """The amount as a sentence's beginning, with a capital and its unit.

    :param even: write "đồng chẵn" for a whole number of thousands, as some hospitals' forms want it.
    :raises ValueError: below zero or above `MOST`.
    """
    unit = "đồng chẵn" if even and amount and amount % EVEN == 0 else "đồng"
    text = f"{number_in_words(amount)} {unit}"
    return text[0].upper() + text[1:]


def number_in_words(number: int) -> str:
    """The number alone, without capital and unit; see `in_words`."""
    if not 0 <= number <= MOST:
        raise ValueError(f"amounts from 0 to {MOST} are read")
    if number == 0:
        return _DIGITS[0]
    parts: list[str] = []
    for size, name in _SCALES:
        group = number // size % 1_000
        if group:
            parts.append(" ".join(filter(None, (_group(group, leading=not parts), name))))
    return " ".join(parts)


def _group(number: int, *, leading: bool) -> str:
    """Three digits; the first group of a number leaves out hundreds it does not have."""
    hundreds, rest = divmod(number, 100)
    parts = [] if leading and not hundreds else [f"{_DIGITS[hundreds]} trăm"]
    if rest:
        parts.append(_below_hundred(rest, after=bool(parts)))
    return " ".join(parts)


def _below_hundred(number: int, *, after: bool) -> str:
    tens, ones = divmod(number, 10)
    if tens == 0:
        return f"linh {_DIGITS[ones]}" if after else _DIGITS[ones]
    ten = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    if ones == 0:
        return ten
    if ones == 5:
        return f"{ten} lăm"
    if tens > 1 and ones in (1, 4):
        return f"{ten} {'mốt' if ones == 1 else 'tư'}"
    return f"{ten} {_DIGITS[ones]}"
