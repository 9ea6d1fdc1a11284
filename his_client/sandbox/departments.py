"""The sandbox hospital's departments, read from its data file."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class DepartmentRule:
    """A department with what the registration book needs: queue letter, quota a day, ages in whole years."""

    id: str
    code: str
    letter: str
    name: str
    room: str
    floor: str
    building: str
    icon: str
    walk_ins: int
    walk_in_minutes: int
    minutes_each: int
    first_number: int
    quota: int
    service_id: str
    service_name: str
    price: int
    insured_price: int
    min_age: int | None = None
    max_age: int | None = None
    only_sex: str = ""


def load_departments() -> tuple[DepartmentRule, ...]:
    """The departments of `data/departments.toml`, in the order they are shown."""
    data: dict[str, Any] = tomllib.loads(
        files("his_client.sandbox").joinpath("data/departments.toml").read_text(encoding="utf-8")
    )
    return tuple(DepartmentRule(**entry) for entry in data["department"])
