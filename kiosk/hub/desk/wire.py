"""JSON for every call of the desk's port, made from the port's own type hints: one codec for doors and client.

Arguments travel as `{"name": value}`, answers as `{"done": value}`, `{"refused": code, "detail": …}` or
`{"unknown": reason, "detail": …}`. Bytes are base64. Nothing is coerced: a text is no number and no amount a float.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NotRequired, get_args, get_type_hints

from pydantic import ConfigDict, TypeAdapter, ValidationError
from typing_extensions import TypedDict

from his_client.outcome import Done, Outcome, Refused, Unknown
from kiosk.cashier.ports import Desk

_STRICT = ConfigDict(strict=True, ser_json_bytes="base64", val_json_bytes="base64")


_typed_dict: Any = TypedDict
"""Made from hints that are known only here, which mypy cannot follow."""


class NotOfThisShape(ValueError):
    """A body is not what the call takes or answers; it says nothing of its content."""

    def __init__(self, call: str) -> None:
        super().__init__(f"not the shape of {call}")


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the port: how its arguments and its answer look on the wire."""

    name: str
    signature: inspect.Signature
    takes: TypeAdapter[Any]
    gives: TypeAdapter[Any]

    def bind(self, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> dict[str, Any]:
        """The arguments by name, as Python would pass them.

        :raises TypeError: as a call of the method would.
        """
        return dict(self.signature.bind(*args, **kwargs).arguments)

    def write_arguments(self, arguments: Mapping[str, Any]) -> bytes:
        """The body of a request."""
        return self.takes.dump_json(dict(arguments))

    def read_arguments(self, body: bytes) -> dict[str, Any]:
        """The arguments of a request.

        :raises NotOfThisShape: when one is missing, unknown, or of another type.
        """
        try:
            read: dict[str, Any] | None = self.takes.validate_json(body)
        except ValidationError as error:
            raise NotOfThisShape(self.name) from error
        if read is None:
            raise NotOfThisShape(self.name)
        return read

    def write_answer(self, outcome: Outcome[Any]) -> bytes:
        """The body of an answer."""
        match outcome:
            case Done(value=value):
                return self.gives.dump_json({"done": value})
            case Refused(code=code, detail=detail):
                return self.gives.dump_json({"refused": code, "detail": detail})
            case Unknown(reason=reason, detail=detail):
                return self.gives.dump_json({"unknown": reason, "detail": detail})

    def read_answer(self, body: str | bytes) -> Outcome[Any]:
        """What an answer says.

        :raises NotOfThisShape: when it is no answer of this call.
        """
        try:
            read = self.gives.validate_json(body)
        except ValidationError as error:
            raise NotOfThisShape(self.name) from error
        match read:
            case {"done": value}:
                return Done(value)
            case {"refused": code}:
                return Refused(code, read.get("detail", ""))
            case {"unknown": reason}:
                return Unknown(reason, read.get("detail", ""))
            case _:
                raise NotOfThisShape(self.name)


def calls_of(port: type) -> dict[str, Call]:
    """Every call of a port, by its name.

    :raises TypeError: when a method answers no `Outcome`.
    """
    found = {}
    for name, method in inspect.getmembers(port, inspect.isfunction):
        if not name.startswith("_"):
            found[name] = _call(name, method)
    return found


def _call(name: str, method: Any) -> Call:
    hints = get_type_hints(method, include_extras=True)
    signature = inspect.signature(method)
    parameters = [item for item in signature.parameters.values() if item.name != "self"]
    takes = {
        item.name: hints[item.name] if item.default is inspect.Parameter.empty else NotRequired[hints[item.name]]
        for item in parameters
    }
    done = [get_args(arm)[0] for arm in get_args(hints["return"]) if get_args(arm)]
    if len(done) != 1:
        raise TypeError(f"{name} answers no Outcome")
    gives = {"done": done[0], "refused": str, "unknown": str, "detail": str}
    return Call(
        name,
        signature.replace(parameters=parameters),
        _adapter(name, takes, "forbid"),
        # A hub of a later release may say more.
        _adapter(name, {key: NotRequired[hint] for key, hint in gives.items()}, "ignore"),
    )


def _adapter(name: str, fields: dict[str, Any], extra: Literal["forbid", "ignore"]) -> TypeAdapter[Any]:
    shape: Any = _typed_dict(name, fields)
    shape.__pydantic_config__ = ConfigDict(extra=extra, **_STRICT)
    # How bytes are written is taken from the adapter's own config, which pydantic gives to no typed dict: so a union.
    return TypeAdapter(shape | None, config=_STRICT)


DESK = calls_of(Desk)
"""The calls of `kiosk.cashier.ports.Desk`."""
