"""Typed reading of JSON that somebody else wrote: a wrong shape names its field and never its value."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, TypeAlias

Json: TypeAlias = Any
"""What `json.loads` gives, with `Decimal` for every number that is not an integer."""

MOST_LETTERS = 2_000
"""More than any name, note or notice has; a screen would draw more than that for seconds."""
MOST_OF_TOKEN = 64 * 1024
"""Tokens and addresses of pages are longer."""
LARGEST_MONEY = 10**15
"""In dong; nobody owes or moves more at once, so a larger number is a mistake of somebody's."""
_LARGEST = 2**63 - 1
"""What a column of a journal or a ledger holds."""
_NUMBER = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?")
_NOT_KEPT = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+")
"""Half surrogates, control characters (but for the line's end) and marks that turn writing round: no disk, printer or
screen is to meet them in a text that somebody else wrote."""


@dataclass(eq=False)
class BadShape(Exception):
    """A reply lacks `field`, or carries it in another type; the reply cannot be trusted as a whole."""

    field: str


def fraction(digits: str) -> Decimal:
    """For `json.loads`: a number that is not whole, exactly; ValueError where its exponent is beyond all measure."""
    try:
        return Decimal(digits)
    except ArithmeticError:
        raise ValueError("a number beyond all measure") from None


def record(value: Json, field: str = "data") -> Mapping[str, Json]:
    """`value` as a JSON object; BadShape(field) otherwise."""
    if not isinstance(value, dict):
        raise BadShape(field)
    return value


def records(value: Json, field: str = "data") -> tuple[Mapping[str, Json], ...]:
    """`value` as a list of JSON objects; null counts as an empty list (the gateway sends null lists)."""
    if value is None:
        return ()
    if not isinstance(value, list):
        raise BadShape(field)
    return tuple(record(item, field) for item in value)


def _within(source: Json, field: str) -> Json:
    """The field's value, None where it is absent; what should hold it may itself be something else."""
    if not isinstance(source, Mapping):
        raise BadShape(field)
    return source.get(field)


def tidy(text: str) -> str:
    """A text of somebody else's as screens, journals and databases take it: in Unicode NFC, with no space around it;
    what no screen, printer or disk is to meet stands as a space."""
    return unicodedata.normalize("NFC", _NOT_KEPT.sub(" ", text)).strip()


def text(source: Mapping[str, Json], field: str, most: int = MOST_LETTERS) -> str:
    """A text that must be there and must not be empty. A bare integer is taken as text: ids come in both forms.

    It comes as `tidy` leaves it; what is longer than `most` letters is cut there.
    """
    value = _within(source, field)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)[:most]
    if not isinstance(value, str) or not (kept := tidy(value)):
        raise BadShape(field)
    return kept[:most]


def optional_text(source: Mapping[str, Json], field: str) -> str | None:
    """A text, or None when it is absent, null or blank."""
    value = _within(source, field)
    if value is None or (isinstance(value, str) and not tidy(value)):
        return None
    return text(source, field)


def integer(source: Mapping[str, Json], field: str) -> int:
    """A whole number of 64 bits; `50600.00` and `"50600"` pass, a fraction and digits of other scripts do not."""
    value = _within(source, field)
    if isinstance(value, str):
        if not _NUMBER.fullmatch(value.strip()):
            raise BadShape(field)
        value = Decimal(value.strip())
    if isinstance(value, Decimal):
        if not value.is_finite() or value.adjusted() > 30 or value != value.to_integral_value():
            raise BadShape(field)
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > _LARGEST:
        raise BadShape(field)
    return value


def money(source: Mapping[str, Json], field: str) -> int:
    """An amount in whole dong, zero to `LARGEST_MONEY`."""
    value = integer(source, field)
    if not 0 <= value <= LARGEST_MONEY:
        raise BadShape(field)
    return value


def optional_integer(source: Mapping[str, Json], field: str) -> int | None:
    """A whole number, or None when absent or null."""
    return None if _within(source, field) is None else integer(source, field)


def instant(source: Mapping[str, Json], field: str) -> datetime:
    """An ISO 8601 instant with its zone; one that no other zone's calendar has is none."""
    try:
        found = datetime.fromisoformat(text(source, field))
        found.astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadShape(field) from None
    if found.tzinfo is None:
        raise BadShape(field)
    return found


def optional_date(source: Mapping[str, Json], field: str) -> date | None:
    """An ISO 8601 date, or None when absent, null or blank."""
    value = optional_text(source, field)
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise BadShape(field) from None
