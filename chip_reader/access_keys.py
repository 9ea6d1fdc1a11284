"""Access keys: from the MRZ, from typed numbers, or from the QR, whose missing expiry date is derived from the law."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from .errors import BadKey, NotACardQr
from .mrz import NO_EXPIRY, check_digit, parse_mrz
from .texts import tidy

MAX_CANDIDATES = 3
"""How many keys one reading may try: what a chip does after many wrong ones is not published."""

_RENEWAL_AGES = (14, 25, 40, 60)
_YEARS = range(1900, 2200)
"""A scanned text may name any year; a card's holder was born, and it was issued, in one of these."""


@dataclass(frozen=True, slots=True, repr=False)
class BacKey:
    """What the chip wants to know before it speaks: number (nine or more characters), birth and expiry (YYMMDD)."""

    document_number: str
    birth: str
    expiry: str

    @classmethod
    def from_mrz(cls, lines: Sequence[str] | str) -> BacKey:
        """From the lines of the machine readable zone; raises `BadMrz`."""
        mrz = parse_mrz(lines)
        return cls(mrz.document_number.ljust(9, "<"), mrz.birth, mrz.expiry)

    @classmethod
    def from_typed(cls, document_number: str, birth: str, expiry: str) -> BacKey:
        """From what somebody typed: 9 or 12 digits (of 12 the last 9 count) and two dates YYMMDD; raises `BadKey`.

        A passport number of up to nine letters and digits works as well.
        """
        number = re.sub(r"[\s<]", "", document_number).upper()
        if len(number) == 12 and number.isdigit():
            number = number[-9:]
        if not re.fullmatch(r"[0-9A-Z]{1,9}", number):
            raise BadKey("the document number has neither 9 nor 12 digits")
        for name, value in (("birth", birth), ("expiry", expiry)):
            if not re.fullmatch(r"[0-9<]{6}", value):
                raise BadKey(f"the {name} date is not six digits YYMMDD")
        return cls(number.ljust(9, "<"), birth, expiry)

    def seed(self) -> bytes:
        """K_seed of BAC, 16 bytes: the first of `password` (ICAO 9303-11, 9.7.2 and D.2)."""
        return self.password()[:16]

    def password(self) -> bytes:
        """K of PACE, 20 bytes: SHA-1 over the three fields and their check digits (ICAO 9303-11, 9.7.3)."""
        fields = (self.document_number, self.birth, self.expiry)
        information = "".join(part + check_digit(part) for part in fields)
        return hashlib.sha1(information.encode("ascii"), usedforsecurity=False).digest()

    def __repr__(self) -> str:
        return "BacKey(...)"


@dataclass(frozen=True, slots=True, repr=False)
class CanKey:
    """The card access number printed on the card: a password for PACE alone. `guessed` marks one nobody typed."""

    number: str
    guessed: bool = False

    @classmethod
    def from_typed(cls, number: str) -> CanKey:
        """From what somebody typed: six digits, blanks forgiven; raises `BadKey`."""
        digits = re.sub(r"\s", "", number)
        if not re.fullmatch(r"[0-9]{6}", digits):
            raise BadKey("the card access number is not six digits")
        return cls(digits)

    @classmethod
    def guess(cls, key: BacKey) -> CanKey:
        """The last six digits of the card number: seen suggested, confirmed by nobody."""
        return cls(key.document_number.rstrip("<")[-6:], guessed=True)

    def password(self) -> bytes:
        """K of PACE: the digits themselves (ICAO 9303-11, 9.7.3)."""
        return self.number.encode("ascii")

    def __repr__(self) -> str:
        return "CanKey(...)"


AccessKey = BacKey | CanKey


@dataclass(frozen=True, slots=True)
class CardQr:
    """The text of the QR on the card: a claim by whoever shows it, never proof.

    `birth` keeps the digits as they came: ddMMyyyy, MMyyyy or yyyy. `tail` holds fields behind the seventh as they are.
    """

    id_number: str = field(repr=False)
    old_id_number: str = field(repr=False)
    full_name: str = field(repr=False)
    birth: str = field(repr=False)
    sex: str = field(repr=False)
    residence: str = field(repr=False)
    issued: str = field(repr=False)
    tail: tuple[str, ...] = field(default=(), repr=False)

    @property
    def birth_date(self) -> date | None:
        """The full birth date, None when day or month is unknown."""
        return _date(self.birth)

    @property
    def issue_date(self) -> date | None:
        """The issue date, None when missing."""
        return _date(self.issued)


def parse_card_qr(text: str) -> CardQr:
    """Read the seven fields of the card's QR (longer strings of the 2024 card too); raises `NotACardQr`.

    Text is normalised to NFC; sex is recognised without diacritics and case, because USB scanners drop them.
    """
    parts = [tidy(part) for part in text.strip().split("|")]
    if len(parts) < 7:
        raise NotACardQr(f"{len(parts)} field(s) instead of at least 7")
    number, old, name, birth, sex, residence, issued, *tail = parts
    if not re.fullmatch(r"[0-9]{12}", number):
        raise NotACardQr("the first field is not a 12-digit number")
    if not re.fullmatch(r"[0-9]{4}|[0-9]{6}|[0-9]{8}", birth):
        raise NotACardQr("the birth date has neither 4, 6 nor 8 digits")
    if not re.fullmatch(r"(?:[0-9]{8})?", issued):
        raise NotACardQr("the issue date is not 8 digits")
    return CardQr(number, old, name, birth, _sex(sex), residence, issued, tuple(tail))


def access_keys_from_qr(qr: CardQr) -> tuple[BacKey, ...]:
    """The keys to try, likeliest first, at most three; none when the QR gives no full dates (ask for the MRZ then).

    The expiry date follows from birth and issue (Law 59/2014 Art. 21, Law 26/2023 Art. 21): renewal at 14, 25, 40 and
    60, skipped when issued within the two years before. What the law leaves open (issued exactly two years before,
    born on 29 February) gives more than one candidate.
    """
    birth, issued = qr.birth_date, qr.issue_date
    if birth is None or issued is None:
        return ()
    return tuple(
        BacKey(qr.id_number[-9:], birth.strftime("%y%m%d"), expiry)
        for expiry in expiry_candidates(birth, issued)[:MAX_CANDIDATES]
    )


def expiry_candidates(birth: date, issued: date) -> list[str]:
    """The expiry dates (YYMMDD) a card may carry, likeliest first."""
    skipped: list[str] = []
    for age in _RENEWAL_AGES:
        limits = _birthdays(birth, age - 2)
        expiries = [day.strftime("%y%m%d") for day in _birthdays(birth, age)]
        if issued < min(limits):
            return expiries + skipped
        if issued <= max(limits):
            # The boundary day counts to the next age by the letter of the rule; this age stays possible.
            skipped = expiries + skipped
    return [NO_EXPIRY, *skipped]


def _birthdays(birth: date, age: int) -> list[date]:
    try:
        return [birth.replace(year=birth.year + age)]
    except ValueError:  # 29 February in a year without one: the law names neither neighbour
        march = date(birth.year + age, 3, 1)
        return [march - timedelta(days=1), march]


def _date(digits: str) -> date | None:
    try:
        found = date(int(digits[4:8]), int(digits[2:4]), int(digits[0:2])) if len(digits) == 8 else None
    except ValueError:
        return None
    return found if found is not None and found.year in _YEARS else None


def _sex(text: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).casefold()
    return {"nam": "Nam", "nu": "Nữ"}.get(bare, text)
