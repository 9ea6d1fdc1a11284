"""Files of values that a hospital changes: TOML, or JSON by its ending."""

from __future__ import annotations

import json
import math
import tomllib
from pathlib import Path
from typing import Any


def read_values(path: Path) -> dict[str, Any]:
    """The table in a TOML or JSON file.

    :raises OSError: when it cannot be read.
    :raises ValueError: when it holds no such table.
    """
    text = path.read_text(encoding="utf-8")
    values = json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    if isinstance(values, dict):
        return values
    raise ValueError("no table")


def is_number(value: object) -> bool:
    """Whether it is a finite number; true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
