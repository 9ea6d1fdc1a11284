"""Amounts as banks write them, read as whole đồng or not at all. No float ever becomes money."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

Thousands = Literal["auto", ".", ",", " ", "none"]
"""What parts the thousands. `auto`: whatever stands before groups of three digits."""

_UNITS = re.compile(r"(?i)(?<![a-zà-ỹ])(?:vnd|vnđ|đồng|dong|đ)(?![a-zà-ỹ])|₫")
_OTHER_MONEY = re.compile(r"(?i)(?<![a-z])(?:usd|eur|jpy|cny|gbp|aud|sgd|thb|krw)(?![a-z])|[$€¥£]")
_MARK = re.compile(r"(?i)[\s.]*(cr|dr|c|d)\.?$")
_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_ENOUGH = 10**15
"""No line of a hospital's statement reaches a million billion; such a number is a number of something else."""


def _form(parted: str, point: str) -> re.Pattern[str]:
    grouped = rf"[0-9]{{1,3}}(?:{parted}[0-9]{{3}})+|" if parted else ""
    return re.compile(rf"({grouped}[0-9]{{1,18}})(?:{point}([0-9]{{1,2}}))?")


_FORMS: dict[str, tuple[re.Pattern[str], ...]] = {
    ".": (_form(r"\.", ","),),
    ",": (_form(",", r"\."),),
    " ": (_form("[ '’]", "[.,]"),),
    "none": (_form("", "[.,]"),),
}
_FORMS["auto"] = (*_FORMS["."], *_FORMS[","], *_FORMS[" "])
"""Groups have three digits and a fraction at most two, so a text fits one form only or means the same in all."""


class NoAmount(ValueError):
    """Not an amount of whole đồng; `code` as in `Problem`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def amount_of(cell: object, thousands: Thousands = "auto") -> int | None:
    """Đồng of a cell, below zero as marked there (`-`, brackets, `DR`); None when it is empty.

    :raises NoAmount: `amount`, `fraction` or `currency`.
    """
    match cell:
        case None:
            return None
        case bool():
            raise NoAmount("amount")
        case int():
            return _bounded(cell)
        case float():
            # A spreadsheet's number: taken only when it is a whole one that a float holds exactly.
            if not abs(cell) < 2**53:
                raise NoAmount("amount")
            if not cell.is_integer():
                raise NoAmount("fraction")
            return _bounded(int(cell))
        case Decimal():
            if not cell.is_finite() or abs(cell) >= _ENOUGH:
                raise NoAmount("amount")
            if cell != cell.to_integral_value():
                raise NoAmount("fraction")
            return int(cell)
        case str():
            return _of_text(cell, thousands)
    raise NoAmount("amount")


def _of_text(text: str, thousands: Thousands) -> int | None:
    if _OTHER_MONEY.search(text):
        raise NoAmount("currency")
    bare = _SPACES.sub(" ", _UNITS.sub(" ", text)).replace("\u2212", "-").replace("\u2013", "-").strip()
    if bare in {"", "-", "--"}:
        return None
    below = False
    if bare.startswith("(") and bare.endswith(")"):
        below, bare = True, bare[1:-1].strip()
    if mark := _MARK.search(bare):
        below ^= mark[1].lower().startswith("d")
        bare = bare[: mark.start()].strip()
    if bare[:1] in {"+", "-"}:
        below ^= bare[0] == "-"
        bare = bare[1:].strip()
    elif bare[-1:] in {"+", "-"}:
        below ^= bare[-1] == "-"
        bare = bare[:-1].strip()
    found = next((match for form in _FORMS[thousands] if (match := form.fullmatch(bare))), None)
    if found is None:
        raise NoAmount("amount")
    if (found[2] or "").strip("0"):
        raise NoAmount("fraction")
    whole = _bounded(int(re.sub(r"[^0-9]", "", found[1])))
    return -whole if below else whole


def _bounded(amount: int) -> int:
    if abs(amount) >= _ENOUGH:
        raise NoAmount("amount")
    return amount
