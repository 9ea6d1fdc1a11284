"""The machine readable zone: TD1 (cards, three lines) and TD3 (passports, two lines), with check digits (9303-3)."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from .errors import BadMrz

NO_EXPIRY = "991231"
"""The expiry a Vietnamese card without expiry carries."""

_ALPHABET = re.compile(r"[0-9A-Z<]*")


def check_digit(text: str) -> str:
    """Weights 7, 3, 1 over digits, letters (A = 10) and fillers (0), modulo 10 (ICAO 9303-3, 4.9)."""
    return str(sum((0 if c == "<" else int(c, 36)) * (7, 3, 1)[i % 3] for i, c in enumerate(text)) % 10)


@dataclass(frozen=True, slots=True)
class Mrz:
    """What the zone says. Dates are six characters YYMMDD as printed, fillers included; text is without fillers.

    `personal_number` is the 12-digit number on a Vietnamese card, the optional data elsewhere.
    """

    document_code: str
    issuing_state: str
    document_number: str = field(repr=False)
    birth: str = field(repr=False)
    sex: str = field(repr=False)
    expiry: str = field(repr=False)
    nationality: str
    personal_number: str = field(repr=False)
    name: str = field(repr=False)

    @property
    def no_expiry(self) -> bool:
        """Whether this is a Vietnamese card valid without limit: never the year 1999."""
        return self.expiry == NO_EXPIRY and self.issuing_state == "VNM"


NO_MRZ = Mrz("", "", "", "", "", "", "", "", "")
"""What is known where no zone could be read: nothing."""


def parse_mrz(lines: Sequence[str] | str) -> Mrz:
    """Read TD1 (3 x 30, or 90 characters on end) or TD3 (2 x 44, or 88 characters); raises `BadMrz`.

    Spaces and lower case are forgiven, wrong check digits are not. The check digit of an optional number may be a
    filler when the number is empty (ICAO 9303-4).
    """
    joined = "".join(lines) if not isinstance(lines, str) else lines
    text = re.sub(r"\s", "", joined).upper()
    if not _ALPHABET.fullmatch(text):
        raise BadMrz("only letters A to Z, digits and < belong into the zone")
    if len(text) == 90:
        return _td1(text[:30], text[30:60], text[60:])
    if len(text) == 88:
        return _td3(text[:44], text[44:])
    raise BadMrz(f"3 lines of 30 or 2 lines of 44 characters expected, {len(text)} characters found")


def _td1(first: str, second: str, third: str) -> Mrz:
    number, optional = first[5:14], first[15:30]
    if first[14] == "<" and "<" in optional:
        # A number longer than nine goes on in the optional data, its check digit last (ICAO 9303-5, 4.2.2).
        rest, _, optional_rest = optional.partition("<")
        _check("document number", number + rest[:-1], rest[-1:])
        number, optional = number + rest[:-1], optional_rest
    else:
        _check("document number", number, first[14])
    personal = optional.rstrip("<")
    if first[2:5] == "VNM" and optional[12:14] == "<<" and optional[:12].isdigit():
        _check("12-digit number", optional[:12], optional[14])
        personal = optional[:12]
    _check("birth date", second[0:6], second[6])
    _check("expiry date", second[8:14], second[14])
    _check("the whole", first[5:30] + second[0:7] + second[8:15] + second[18:29], second[29])
    return Mrz(
        document_code=first[0:2].rstrip("<"),
        issuing_state=first[2:5].rstrip("<"),
        document_number=number.rstrip("<"),
        birth=second[0:6],
        sex=second[7],
        expiry=second[8:14],
        nationality=second[15:18].rstrip("<"),
        personal_number=personal,
        name=_name(third),
    )


def _td3(first: str, second: str) -> Mrz:
    _check("document number", second[0:9], second[9])
    _check("birth date", second[13:19], second[19])
    _check("expiry date", second[21:27], second[27])
    personal = second[28:42]
    if personal.strip("<") or second[42] != "<":
        _check("personal number", personal, second[42])
    _check("the whole", second[0:10] + second[13:20] + second[21:43], second[43])
    return Mrz(
        document_code=first[0:2].rstrip("<"),
        issuing_state=first[2:5].rstrip("<"),
        document_number=second[0:9].rstrip("<"),
        birth=second[13:19],
        sex=second[20],
        expiry=second[21:27],
        nationality=second[10:13].rstrip("<"),
        personal_number=personal.rstrip("<"),
        name=_name(first[5:44]),
    )


def _check(what: str, text: str, digit: str) -> None:
    if not digit or check_digit(text) != digit:
        raise BadMrz(f"check digit of {what} is wrong")


def _name(text: str) -> str:
    return " ".join(text.replace("<", " ").split())


def birth_iso(yymmdd: str, today: date) -> str:
    """Birth date as ISO 8601 with the century that does not lie after `today`.

    Only the year, or year and month, where the rest is a filler; empty when the zone gives no date.
    """
    this_century = _iso(yymmdd, 2000)
    return this_century if this_century <= today.isoformat() else _iso(yymmdd, 1900)


def expiry_iso(yymmdd: str) -> str:
    """Expiry date as ISO 8601 in this century (no chip is older), empty when the zone gives no date."""
    return _iso(yymmdd, 2000)


def _iso(yymmdd: str, century: int) -> str:
    known = yymmdd.rstrip("<")
    if not known.isdigit() or len(known) not in {2, 4, 6}:
        return ""
    year, month, day = century + int(known[:2]), known[2:4], known[4:6]
    if (month and not 1 <= int(month) <= 12) or (day and not 1 <= int(day) <= monthrange(year, int(month))[1]):
        return ""
    return "-".join(part for part in (str(year), month, day) if part)
