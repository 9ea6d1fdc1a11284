"""The sandbox's invented people, read from their data file."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def invented_people() -> dict[str, list[dict[str, Any]]]:
    """`person`: rows of the insured; `patient`: rows of the hospital's patient index. Treat as read-only."""
    return tomllib.loads(files("his_client.sandbox").joinpath("data/people.toml").read_text(encoding="utf-8"))
