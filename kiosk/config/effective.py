"""Every setting in effect with its origin, and the reference table people read: both straight from the models."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from pydantic.fields import FieldInfo

from kiosk.config.model import NEEDED, TOGETHER, Section, StationConfig
from kiosk.config.overlay import OverlayInvalid, held_overlay
from kiosk.config.render import section_model, toml_value
from kiosk.config.secrets import PROVIDER_SECRETS, SECRETS

Origin = Literal["hub", "file", "default"]
"""The hub's configuration, the station's own file, or nothing said."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting in effect; `value` as JSON has it."""

    path: str
    value: Any
    origin: Origin


def effective(config: StationConfig) -> tuple[Setting, ...]:
    """All settings in the order of the models."""
    values = config.model_dump(mode="json")
    try:
        over = held_overlay(config.station.journal)
    except OverlayInvalid:
        over = {}
    return tuple(
        Setting(f"{section}.{key}", value, _origin(config, over, section, key))
        for section, table in values.items()
        for key, value in table.items()
    )


def _origin(config: StationConfig, over: Mapping[str, Mapping[str, Any]], section: str, key: str) -> Origin:
    if key in over.get(section, ()):
        return "hub"
    return "file" if key in getattr(config, section).model_fields_set else "default"


def reference() -> str:
    """The configuration reference in Markdown: a table per section, then the secrets."""
    parts = []
    for section in StationConfig.model_fields:
        model = section_model(section)
        rows = [_row(section, key, field) for key, field in model.model_fields.items()]
        head = ["| setting | default | allowed | meaning |", "|---|---|---|---|"]
        parts.append("\n".join([f"### `[{section}]`", "", (model.__doc__ or "").strip(), "", *head, *rows]))
        for key, item in tables(model):
            rows = [_item_row(item, name, field) for name, field in item.model_fields.items()]
            parts.append("\n".join([f"### `[[{section}.{key}]]`", "", (item.__doc__ or "").strip(), "", *head, *rows]))
    secrets = [f"| `{name}` | {meaning} |" for name, meaning in SECRETS.items()]
    secrets += [
        f"| `payment_<name>_{suffix}` | of a provider of kind `{kind}`: {meaning} |"
        for kind, own in PROVIDER_SECRETS.items()
        for suffix, meaning in own.items()
    ]
    parts.append("\n".join(["### Secrets", "", "| name | what it is |", "|---|---|", *secrets]))
    return "\n\n".join(parts) + "\n"


def tables(model: type[Section]) -> Iterator[tuple[str, type[Section]]]:
    """The settings of a section that are arrays of tables, each with its tables' model."""
    for key, field in model.model_fields.items():
        for kind in get_args(field.annotation):
            if isinstance(kind, type) and issubclass(kind, Section):
                yield key, kind


def _row(section: str, key: str, field: FieldInfo) -> str:
    return _line(key, field, _allowed(section, key))


def _item_row(model: type[Section], key: str, field: FieldInfo) -> str:
    return _line(key, field, _words(model, key))


def _line(key: str, field: FieldInfo, allowed: str) -> str:
    if field.is_required():
        default = "required"
    else:
        default = "none" if field.default is None else f"`{toml_value(field.default)}`"
    return f"| `{key}` | {default} | {allowed} | {(field.description or '').replace('|', '/')} |"


def _words(model: type[Section], key: str) -> str:
    schema = model.model_json_schema()["properties"][key]
    kinds = [kind for kind in schema.get("anyOf", [schema]) if kind.get("type") != "null"]
    return " or ".join(_kind(kind) for kind in kinds)


def _allowed(section: str, key: str) -> str:
    words = _words(section_model(section), key)
    needed = ", ".join(_needed_by(section, key))
    return f"{words}; needed {needed}" if needed else words


def _needed_by(section: str, key: str) -> Iterator[str]:
    for (table, choice, value), names in NEEDED.items():
        if table == section and key in names:
            yield f"with {choice} `{toml_value(value)}`"
    for first, *others in TOGETHER.get(section, ()):
        if key in others:
            yield f"with `{first}`"


def _kind(schema: dict[str, Any]) -> str:
    if "enum" in schema or "const" in schema:
        return ", ".join(f"`{value}`" for value in schema.get("enum", [schema.get("const")]))
    match schema.get("type"):
        case "integer" | "number" as kind:
            low, high = schema.get("minimum"), schema.get("maximum")
            return f"{'whole ' if kind == 'integer' else ''}number {low:g} to {high:g}"
        case "boolean":
            return "`true` or `false`"
        case "array" if "$ref" in schema["items"]:
            return "tables, see below"
        case "array":
            return f"list of {_kind(schema['items'])}"
        case _:
            return str(schema.get("form") or ("path" if schema.get("format") == "path" else "text"))
