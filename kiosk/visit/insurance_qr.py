"""The QR of a health insurance card, on paper or in an app: `number|name|birth|sex|facility|…`, a claim like any QR.

Cards issued before 2021 write the name as hexadecimal UTF-8. The number has 15 characters, or the 10 digits of the
social insurance number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from chip_reader.texts import tidy

_NUMBER = re.compile(r"[A-Z]{2}[1-5][0-9]{12}|[0-9]{10}")
_SEXES = {"1": "Nam", "2": "Nữ", "nam": "Nam", "nữ": "Nữ", "nu": "Nữ"}


class NotAnInsuranceQr(ValueError):
    """The text is that of another code; nothing of it is kept."""


@dataclass(frozen=True, slots=True)
class InsuranceQr:
    """`birth` is ISO 8601, possibly only a year; `sex` as ID cards word it, empty where it is not told."""

    number: str = field(repr=False)
    full_name: str = field(repr=False)
    birth: str = field(repr=False)
    sex: str = field(repr=False)


def parse_insurance_qr(text: str) -> InsuranceQr:
    """Read the fields a registration needs; raises `NotAnInsuranceQr`."""
    parts = [tidy(part) for part in text.strip().split("|")]
    if len(parts) < 4 or not _NUMBER.fullmatch(parts[0].upper()):
        raise NotAnInsuranceQr("the first field is no insurance number")
    number, name, birth, sex = parts[:4]
    name = _name(name)
    if not name:
        raise NotAnInsuranceQr("no name")
    return InsuranceQr(number.upper(), name, _birth(birth), _SEXES.get(sex.casefold(), ""))


def is_insurance_number(text: str) -> bool:
    """Whether a text has the form of a card's number, or of the social insurance number."""
    return bool(_NUMBER.fullmatch(text))


def is_insurance_qr(text: str) -> bool:
    """Whether a text parses as one."""
    try:
        parse_insurance_qr(text)
    except NotAnInsuranceQr:
        return False
    return True


def _name(text: str) -> str:
    if re.fullmatch(r"(?:[0-9A-Fa-f]{2})+", text):
        try:
            return tidy(bytes.fromhex(text).decode())
        except UnicodeDecodeError as error:
            raise NotAnInsuranceQr("the name is not UTF-8") from error
    return text


def _birth(text: str) -> str:
    found = re.fullmatch(r"(?:(\d\d)/?(\d\d)/?)?(\d{4})", text)
    if not found:
        raise NotAnInsuranceQr("no birth date")
    day, month, year = found.groups()
    if day is None:
        return year
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError as error:
        raise NotAnInsuranceQr("no birth date") from error
