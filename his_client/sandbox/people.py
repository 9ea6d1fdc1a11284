"""The sandbox's invented people, read from their data file."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def invented_people() -> dict[str, list[dict[str, Any]]]:
    """`person`: rows of the insured; `patient`: rows of the hospital's patient index. Treat as read-only."""
    return _data("people.toml")


@cache
def invented_desk() -> dict[str, list[dict[str, Any]]]:
    """`appointment`, `result` and `notice`: what the hospital has for its patients today. Treat as read-only."""
    return _data("desk.toml")


def _data(name: str) -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(files("his_client.sandbox").joinpath("data", name).read_text(encoding="utf-8"))
