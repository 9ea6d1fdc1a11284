"""Writes a station's TOML from values, with each setting's meaning above it; unset settings stand there as comments."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from kiosk.config.model import Section, StationConfig


def render_toml(config_values: Mapping[str, Mapping[str, Any]], *, comments: bool = True) -> str:
    """A station file with `config_values` (section -> key -> value).

    :param comments: also write each setting's description, and unset ones with their default, commented out.
    :raises KeyError: for a section or key that does not exist.
    """
    unknown = [
        f"{section}.{key}"
        for section, values in config_values.items()
        for key in values
        if section not in StationConfig.model_fields or key not in section_model(section).model_fields
    ]
    if unknown:
        raise KeyError(", ".join(unknown))
    parts = [_table(section, config_values.get(section, {}), comments) for section in StationConfig.model_fields]
    return "\n".join(part for part in parts if part)


def section_model(name: str) -> type[Section]:
    """The model of the table `name`."""
    kind = StationConfig.model_fields[name].annotation
    if not (isinstance(kind, type) and issubclass(kind, Section)):
        raise TypeError(f"{name} is not a table")
    return kind


def toml_value(value: object) -> str:
    """A value as TOML writes it; a JSON string is a TOML basic string, but for DEL."""
    if isinstance(value, tuple | list):
        return "[" + ", ".join(map(toml_value, value)) + "]"
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, bool | int):
        return json.dumps(value)
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")


def _table(name: str, values: Mapping[str, Any], comments: bool) -> str:
    if not values and not comments:
        return ""
    model = section_model(name)
    later: list[str] = []
    lines = [f"# {(model.__doc__ or '').strip()}"] if comments else []
    lines.append(f"[{name}]")
    for key, field in model.model_fields.items():
        if comments:
            lines.append(f"# {field.description}")
        if _tables(values.get(key)):
            later += [line for item in values[key] for line in _item(f"{name}.{key}", item)]
        elif values.get(key) is not None:
            lines.append(f"{key} = {toml_value(_plain(values[key]))}")
        elif comments:
            lines.append(f"# {key} ={_default(field)}")
    return "\n".join([*lines, *later]) + "\n"


def _tables(value: object) -> bool:
    return isinstance(value, tuple | list) and bool(value) and all(isinstance(item, Mapping) for item in value)


def _item(name: str, values: Mapping[str, Any]) -> list[str]:
    """One table of an array of tables."""
    given = (f"{key} = {toml_value(_plain(value))}" for key, value in values.items() if value is not None)
    return ["", f"[[{name}]]", *given]


def _default(field: FieldInfo) -> str:
    absent = field.default is None or field.default is PydanticUndefined
    return "" if absent else " " + toml_value(field.default)


def _plain(value: object) -> object:
    return str(value) if isinstance(value, Path) else value
