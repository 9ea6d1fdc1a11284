"""Dates and times as banks write them; without a zone they are Vietnam's."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Literal

from kiosk.clock import VIETNAM

DateOrder = Literal["auto", "dmy", "mdy", "ymd"]
"""`auto`: a year of four digits in front means year, month, day; else the day comes first, as in Vietnam."""

_DATE = re.compile(r"(?<!\d)(\d{1,4})([/\-.])(\d{1,2})\2(\d{1,4})(?!\d)")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2}))?")
_TIME = re.compile(
    r"(?<!\d)(\d{1,2})[:hH](\d{2})(?:[:mM](\d{2})(?:[.,]\d{1,6})?)?\s*(SA|CH|AM|PM)?(?![\d:])", re.IGNORECASE
)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}([.,]\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})")


class NoTime(ValueError):
    """Not a moment, or one outside 2000 to 2099."""


def moment_of(cell: object, order: DateOrder = "auto", clock: object = None) -> datetime | None:
    """The moment of a cell, with its zone; None when it is empty. A day alone is its midnight.

    `clock` is the cell of a column for the time alone, where the bank has one.

    :raises NoTime: when there is no date in it, or none that exists.
    """
    match cell:
        case None:
            return None
        case datetime():
            found = cell if cell.tzinfo else cell.replace(tzinfo=VIETNAM)
        case date():
            found = datetime.combine(cell, time(), VIETNAM)
        case int() if not isinstance(cell, bool):
            found = _of_text(str(cell), order)
        case float() if cell.is_integer():
            found = _of_text(str(int(cell)), order)
        case str():
            if not cell.strip():
                return None
            found = _of_text(cell.strip(), order)
        case _:
            raise NoTime
    if clock not in (None, ""):
        found = datetime.combine(found.date(), _clock_of(clock), VIETNAM)
    try:
        # A spreadsheet's day fractions miss the second by a hair, in either direction.
        found = (found.astimezone(VIETNAM) + timedelta(milliseconds=500)).replace(microsecond=0)
    except (ValueError, OverflowError):
        raise NoTime from None
    if not 2000 <= found.year <= 2099:
        raise NoTime
    return found


def has_date(cell: object, order: DateOrder = "auto") -> bool:
    """Whether a moment can be read from the cell."""
    try:
        return moment_of(cell, order) is not None
    except NoTime:
        return False


def _of_text(text: str, order: DateOrder) -> datetime:
    try:
        if _ISO.fullmatch(text):
            return datetime.fromisoformat(text.replace(",", "."))
        if packed := _PACKED.fullmatch(text):
            year, month, day, hour, minute, second = (int(part or 0) for part in packed.groups())
            return datetime(year, month, day, hour, minute, second, tzinfo=VIETNAM)
        found = _DATE.search(text)
        if found is None:
            raise NoTime
        at = _TIME.search(text[: found.start()] + " " + text[found.end() :])
        return datetime.combine(_day((found[1], found[3], found[4]), order), _time(at) if at else time(), VIETNAM)
    except (ValueError, OverflowError):
        raise NoTime from None


def _day(parts: tuple[str, str, str], order: DateOrder) -> date:
    if order == "auto":
        order = "ymd" if len(parts[0]) == 4 else "dmy"
    day, month, year = (parts[place] for place in {"dmy": (0, 1, 2), "mdy": (1, 0, 2), "ymd": (2, 1, 0)}[order])
    if len(year) not in {2, 4} or max(len(month), len(day)) > 2:
        raise NoTime
    return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))


def _clock_of(cell: object) -> time:
    match cell:
        case datetime():
            return cell.time()
        case time():
            return cell
        case timedelta() if timedelta() <= cell < timedelta(days=1):
            return (datetime(2000, 1, 1, tzinfo=VIETNAM) + cell).time()
        case str() if found := _TIME.fullmatch(cell.strip()):
            try:
                return _time(found)
            except ValueError:
                raise NoTime from None
    raise NoTime


def _time(found: re.Match[str]) -> time:
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    match (found[4] or "").upper():
        case "CH" | "PM" if hour < 12:
            hour += 12
        case "SA" | "AM" if hour == 12:
            hour = 0
    return time(hour, minute, second)
