"""Events to rows and back: frozen dataclasses as plain JSON, split by the class of their fields.

A field marked `Basic` or `Sensitive` goes to the row's personal part, everything else to its public body. The plans
are made once per class from its type hints; unknown keys of an older or newer release are ignored, missing ones take
the field's default.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from kiosk.privacy import DataClass, field_classes

Plain = Callable[[Any], Any]


class UnknownKind(ValueError):
    """A row's kind is none of this release's events; the journal was written by a newer one."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"journal row of unknown kind {kind!r}: it was written by a newer release; update this one")
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Encoded:
    """An event as a row holds it: its kind and version, the public part and the personal part."""

    kind: str
    version: int
    body: dict[str, Any]
    personal: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Member:
    name: str
    personal: bool
    encode: Plain
    decode: Plain
    required: bool


class Codec:
    """The events of one journal, by the name of their class.

    :raises ValueError: when two classes share a name, since a row names its event by nothing else.
    """

    def __init__(self, roots: Iterable[type[Any]]) -> None:
        self._types: dict[str, type[Any]] = {}
        for root in roots:
            for cls in (root, *_descendants(root)):
                known = self._types.get(cls.__name__, cls)
                # A dataclass with slots leaves its class without slots behind, under the same full name.
                if (known.__module__, known.__qualname__) != (cls.__module__, cls.__qualname__):
                    raise ValueError(f"two events of one journal are called {cls.__name__}")
                self._types[cls.__name__] = cls

    @property
    def types(self) -> tuple[type[Any], ...]:
        """Every event's class."""
        return tuple(self._types.values())

    def encode(self, event: object) -> Encoded:
        """Split an event into what may stand in the open and what is encrypted."""
        cls: Any = type(event)
        body: dict[str, Any] = {}
        personal: dict[str, Any] = {}
        for member in _plan(cls):
            part = personal if member.personal else body
            part[member.name] = member.encode(getattr(event, member.name))
        return Encoded(cls.__name__, getattr(cls, "version", 1), body, personal)

    def decode(self, kind: str, body: Mapping[str, Any], personal: Mapping[str, Any] | None) -> Any:
        """The event of a row; None when its personal part was erased and the event cannot be without it."""
        cls: Any = self._types.get(kind)
        if cls is None:
            raise UnknownKind(kind)
        values: dict[str, Any] = {}
        for member in _plan(cls):
            part = personal if member.personal else body
            if part is not None and member.name in part:
                values[member.name] = member.decode(part[member.name])
            elif member.required:
                return None
        return cls(**values)


def _descendants(cls: type[Any]) -> Iterable[type[Any]]:
    for child in cls.__subclasses__():
        yield child
        yield from _descendants(child)


@cache
def _plan(cls: Any) -> tuple[_Member, ...]:
    hints = get_type_hints(cls, include_extras=True)
    classes = field_classes(cls)
    return tuple(
        _Member(
            field.name,
            classes[field.name] is not DataClass.NONE,
            _encoder(hints[field.name]),
            _decoder(hints[field.name]),
            _required(field),
        )
        for field in fields(cls)
    )


def _required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _bare(hint: Any) -> Any:
    return get_args(hint)[0] if get_origin(hint) is Annotated else hint


def _is_record(hint: Any) -> bool:
    return is_dataclass(hint)


def _same(value: Any) -> Any:
    return value


@cache
def _encoder(hint: Any) -> Plain:
    hint = _bare(hint)
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _encode_any
    if origin is tuple:
        item = _encoder(get_args(hint)[0])
        return _same if item is _same else lambda value: [item(part) for part in value]
    if origin is not None and issubclass(origin, Mapping):
        return dict
    if hint in (str, int, float, bool, type(None)):
        return _same
    return _encode_any


def _encode_any(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str | int | float):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, tuple | list):
        return [_encode_any(part) for part in value]
    if isinstance(value, Mapping):
        return {key: _encode_any(part) for key, part in value.items()}
    cls: Any = type(value)
    if _is_record(cls):
        return {"_": cls.__name__, **{member.name: member.encode(getattr(value, member.name)) for member in _plan(cls)}}
    raise TypeError(f"{type(value).__name__} cannot stand in a journal row")


@cache
def _decoder(hint: Any) -> Plain:
    hint = _bare(hint)
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _union_decoder(get_args(hint))
    if origin is tuple:
        item = _decoder(get_args(hint)[0])
        return lambda value: tuple(item(part) for part in value)
    if origin is not None and issubclass(origin, Mapping):
        return dict
    if not isinstance(hint, type):
        raise TypeError(f"{hint!r} cannot stand in a journal row")
    if hint in (str, int, float, bool, type(None)):
        return _same
    if issubclass(hint, Enum):
        return hint
    if hint in (datetime, date):
        return hint.fromisoformat
    if hint is Decimal:
        return Decimal
    if _is_record(hint):
        return _dataclass_decoder(hint)
    raise TypeError(f"{hint.__name__} cannot stand in a journal row")


def _dataclass_decoder(cls: Any) -> Plain:
    def decode(value: Mapping[str, Any]) -> Any:
        return cls(**{m.name: m.decode(value[m.name]) for m in _plan(cls) if m.name in value})

    return decode


def _union_decoder(args: tuple[Any, ...]) -> Plain:
    options: list[Any] = [_bare(arg) for arg in args if arg is not type(None)]
    if len(options) == 1:
        only = _decoder(options[0])
        return lambda value: None if value is None else only(value)
    by_name = {option.__name__: option for option in options if _is_record(option)}

    def decode(value: Any) -> Any:
        if isinstance(value, Mapping) and value.get("_") in by_name:
            return _decoder(by_name[value["_"]])(value)
        return value

    return decode
