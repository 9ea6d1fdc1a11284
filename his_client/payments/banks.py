"""Names of banks by their identification number, from a dated list that IT can replace."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any


@cache
def banks(replacement: Path | None = None) -> Mapping[str, str]:
    """BIN (6 digits) to the bank's short name. `replacement` names a TOML file with a table `[bank]` of the same form.

    Raises OSError or tomllib.TOMLDecodeError for an unreadable replacement, KeyError without the table.
    """
    source = files("his_client.payments").joinpath("data/banks.toml") if replacement is None else replacement
    data: dict[str, Any] = tomllib.loads(source.read_text(encoding="utf-8"))
    return {str(number): str(name) for number, name in data["bank"].items()}
