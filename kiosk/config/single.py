"""One setting's value looked at alone, before there is a whole file: is it of the setting's form?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from kiosk.config.model import StationConfig
from kiosk.config.render import section_model


class NotOfThisForm(ValueError):
    """A value its setting cannot take; the message says what is expected."""


def check_value(section: str, key: str, value: object) -> None:
    """Look at a value as a file would give it.

    :raises NotOfThisForm: when it is of another form.
    :raises KeyError: for a setting that does not exist.
    """
    if section not in StationConfig.model_fields:
        raise KeyError(section)
    field = section_model(section).model_fields[key]
    try:
        adapter: TypeAdapter[object] = TypeAdapter(field.rebuild_annotation())
        adapter.validate_json(TypeAdapter(Any).dump_json(value), strict=True, context={"base": Path("/")})
    except ValidationError as error:
        raise NotOfThisForm(error.errors(include_url=False, include_input=False)[0]["msg"]) from error
