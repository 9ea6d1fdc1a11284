"""Departments and prices from the hospital's own file, because HL7 v2 has no question for them.

Read whole or not at all: an unknown key, a wrong type or a missing value is `DepartmentsInvalid`, with its place.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from his_client.his.values import Department, Service

_TEXTS = ("id", "code", "name", "room", "service_id", "service_name")
_OPTIONAL_TEXTS = ("floor", "building", "icon")
_AMOUNTS = ("price", "insured_price")
_AGES = ("min_age", "max_age")
_KNOWN = frozenset({*_TEXTS, *_OPTIONAL_TEXTS, *_AMOUNTS, *_AGES, "only_sex", "weekdays"})


class DepartmentsInvalid(Exception):
    """The file cannot be used; the message says where and why."""


@dataclass(frozen=True, slots=True)
class DepartmentList:
    """The departments of a hospital, and the days (both inclusive) for which its prices stand."""

    valid_from: date
    valid_until: date
    _entries: tuple[tuple[Department, frozenset[int]], ...]

    def stands(self, on: date) -> bool:
        """Whether the prices are those of the day."""
        return self.valid_from <= on <= self.valid_until

    def open(self, on: date) -> tuple[Department, ...]:
        """The departments that take patients on a day, in the order of the file."""
        return tuple(department for department, weekdays in self._entries if on.isoweekday() in weekdays)


def load_departments(path: Path) -> DepartmentList:
    """The departments in a TOML file.

    :raises DepartmentsInvalid: with the first thing that is wrong.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise DepartmentsInvalid("the departments file cannot be read") from error
    except tomllib.TOMLDecodeError as error:
        raise DepartmentsInvalid(f"not TOML: {error}") from error
    unknown = sorted(data.keys() - {"valid_from", "valid_until", "department"})
    if unknown:
        raise DepartmentsInvalid(f"unknown key {unknown[0]}")
    first, last = _day(data, "valid_from"), _day(data, "valid_until")
    if first > last:
        raise DepartmentsInvalid("valid_until is before valid_from")
    rows = data.get("department")
    if not isinstance(rows, list) or not rows:
        raise DepartmentsInvalid("no [[department]]")
    entries = tuple(_entry(row, f"department {place}") for place, row in enumerate(rows, start=1))
    ids = [department.id for department, _ in entries]
    twice = next((one for one in ids if ids.count(one) > 1), None)
    if twice is not None:
        raise DepartmentsInvalid(f"id {twice} stands twice")
    return DepartmentList(first, last, entries)


def _entry(row: Any, place: str) -> tuple[Department, frozenset[int]]:
    if not isinstance(row, dict):
        raise DepartmentsInvalid(f"{place}: not a table")
    unknown = sorted(row.keys() - _KNOWN)
    if unknown:
        raise DepartmentsInvalid(f"{place}: unknown key {unknown[0]}")
    text = {key: _text(row, key, place) for key in _TEXTS}
    text |= {key: _text(row, key, place) if key in row else "" for key in _OPTIONAL_TEXTS}
    price, insured = (_whole(row, key, place) for key in _AMOUNTS)
    if insured > price:
        raise DepartmentsInvalid(f"{place}: insured_price is above price")
    youngest, oldest = (_whole(row, key, place) if key in row else None for key in _AGES)
    if youngest is not None and oldest is not None and youngest > oldest:
        raise DepartmentsInvalid(f"{place}: min_age is above max_age")
    only_sex = row.get("only_sex", "")
    if only_sex not in {"", "Nam", "Nữ"}:
        raise DepartmentsInvalid(f'{place}: only_sex is neither "Nam" nor "Nữ"')
    department = Department(
        text["id"],
        text["code"],
        text["name"],
        text["room"],
        text["floor"],
        text["building"],
        0,
        0,
        text["icon"],
        youngest,
        oldest,
        False,
        Service(text["service_id"], text["service_name"], price, insured),
        only_sex,
    )
    return department, _weekdays(row, place)


def _text(row: Mapping[str, Any], key: str, place: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise DepartmentsInvalid(f"{place}: {key} is not one line of text")
    return value.strip()


def _whole(row: Mapping[str, Any], key: str, place: str) -> int:
    value = row.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise DepartmentsInvalid(f"{place}: {key} is not a whole number from 0")
    return value


def _weekdays(row: Mapping[str, Any], place: str) -> frozenset[int]:
    days = row.get("weekdays", list(range(1, 8)))
    if not isinstance(days, list) or not days or any(type(one) is not int or not 1 <= one <= 7 for one in days):
        raise DepartmentsInvalid(f"{place}: weekdays is not a list of 1 (Monday) to 7")
    return frozenset(days)


def _day(data: Mapping[str, Any], key: str) -> date:
    value = data.get(key)
    if type(value) is not date:
        raise DepartmentsInvalid(f"{key} is not a date like 2026-11-01")
    return value
