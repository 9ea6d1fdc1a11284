"""Typed reading of JSON that somebody else wrote: a wrong shape names its field and never its value."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

Json: TypeAlias = Any
"""What `json.loads` gives, with `Decimal` for every number that is not an integer."""

_NOT_KEPT = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+")
"""Half surrogates, control characters (but for the line's end) and marks that turn writing round: no disk, printer or
screen is to meet them in a text that somebody else wrote."""


@dataclass(eq=False)
class BadShape(Exception):
    """A reply lacks `field`, or carries it in another type; the reply cannot be trusted as a whole."""

    field: str


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


def text(source: Mapping[str, Json], field: str) -> str:
    """A text that must be there and must not be empty. A bare integer is taken as text: ids come in both forms.

    What no screen, printer or disk is to meet stands as a space.
    """
    value = source.get(field)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str) or not (kept := _NOT_KEPT.sub(" ", value).strip()):
        raise BadShape(field)
    return kept


def optional_text(source: Mapping[str, Json], field: str) -> str | None:
    """A text, or None when it is absent, null or blank."""
    value = source.get(field)
    if value is None or (isinstance(value, str) and not _NOT_KEPT.sub(" ", value).strip()):
        return None
    return text(source, field)


def integer(source: Mapping[str, Json], field: str) -> int:
    """A whole number; `50600.00` and `"50600"` pass, a fraction of a dong does not."""
    value = source.get(field)
    if isinstance(value, str):
        try:
            value = Decimal(value.strip())
        except ArithmeticError:
            raise BadShape(field) from None
    if isinstance(value, Decimal):
        if not value.is_finite() or value.adjusted() > 30 or value != value.to_integral_value():
            raise BadShape(field)
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool):
        raise BadShape(field)
    return value


def money(source: Mapping[str, Json], field: str) -> int:
    """An amount in whole dong, zero or more."""
    value = integer(source, field)
    if value < 0:
        raise BadShape(field)
    return value


def optional_integer(source: Mapping[str, Json], field: str) -> int | None:
    """A whole number, or None when absent or null."""
    return None if source.get(field) is None else integer(source, field)


def optional_date(source: Mapping[str, Json], field: str) -> date | None:
    """An ISO 8601 date, or None when absent, null or blank."""
    value = optional_text(source, field)
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise BadShape(field) from None
