"""Every event of a station's and a hub's journal comes back as it went in; personal fields never stand in the open."""

from __future__ import annotations

import json
import types
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Union, cast, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from journal_parts import Arrived

from kiosk.hub.records import hub_codec
from kiosk.journal import Codec
from kiosk.privacy import Basic, DataClass, field_classes
from kiosk.station.records import station_codec

CODECS = {"station": station_codec(), "hub": hub_codec()}
EVENTS = [
    pytest.param(codec, cls, id=f"{room}-{name}")
    for room, codec in CODECS.items()
    for name, cls in sorted(codec._types.items())
]


def values(hint: Any) -> st.SearchStrategy[Any]:
    """All values of a field's type, by the type alone."""
    if get_origin(hint) is Annotated:
        return values(get_args(hint)[0])
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return st.one_of([values(arg) for arg in args])
    if origin is tuple:
        return st.lists(values(args[0]), max_size=2).map(tuple)
    if origin is not None and issubclass(origin, Mapping):
        return st.dictionaries(st.text(max_size=5), values(args[1]), max_size=2)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    if is_dataclass(hint):
        hints = get_type_hints(hint, include_extras=True)
        return st.builds(cast("Any", hint), **{part.name: values(hints[part.name]) for part in fields(hint)})
    plain: dict[Any, st.SearchStrategy[Any]] = {
        str: st.text(max_size=12),
        int: st.integers(-(2**53), 2**60),
        float: st.floats(allow_nan=False, allow_infinity=False),
        bool: st.booleans(),
        type(None): st.none(),
        date: st.dates(),
        datetime: st.datetimes(timezones=st.just(UTC)),
        Decimal: st.decimals(allow_nan=False, allow_infinity=False),
    }
    return plain[hint]


@pytest.mark.parametrize(("codec", "cls"), EVENTS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_an_event_comes_back_as_it_went_in(codec: Codec, cls: Any, data: st.DataObject) -> None:
    event = data.draw(values(cls))
    encoded = codec.encode(event)
    body = json.loads(json.dumps(encoded.body))
    personal = json.loads(json.dumps(encoded.personal))
    assert codec.decode(encoded.kind, body, personal) == event
    marked = {name for name, mark in field_classes(cls).items() if mark is not DataClass.NONE}
    assert not marked & set(body), "a personal field stands in the open"


@pytest.mark.parametrize(("codec", "cls"), EVENTS)
def test_no_personal_field_hides_inside_an_open_one(codec: Codec, cls: Any) -> None:
    def inside(hint: Any) -> list[str]:
        found = []
        if is_dataclass(hint):
            marks = field_classes(hint)  # type: ignore[arg-type]
            hints = get_type_hints(hint, include_extras=True)
            for part in fields(hint):
                open_field = marks[part.name] is DataClass.NONE
                found += inside(hints[part.name]) if open_field else [f"{hint}.{part.name}"]
        for arg in get_args(hint):
            found += inside(arg)
        return found

    hints = get_type_hints(cls, include_extras=True)
    for part in fields(cls):
        if field_classes(cls)[part.name] is DataClass.NONE:
            assert inside(hints[part.name]) == []


@dataclass(frozen=True)
class Grown:
    """An event that has learned a field since it was written."""

    number: int
    note: str = "none"
    parts: tuple[int, ...] = ()
    who: Basic[str] = field(default="nobody")


def test_a_row_of_an_older_release_gets_the_defaults_and_one_of_a_newer_loses_what_is_not_known() -> None:
    codec = Codec((Grown,))
    assert codec.decode("Grown", {"number": 1}, {}) == Grown(1)
    assert codec.decode("Grown", {"number": 1, "colour": "red"}, {"age": 3}) == Grown(1)


def test_an_erased_event_is_none_when_it_cannot_be_without_the_person_and_itself_when_it_can() -> None:
    codec = Codec((Grown, Arrived))
    assert codec.decode("Arrived", {"number": 1}, None) is None
    assert codec.decode("Grown", {"number": 1}, None) == Grown(1)


def test_two_events_of_one_name_are_refused() -> None:
    other: Any = dataclass(frozen=True)(
        type("Arrived", (), {"__annotations__": {"number": int}, "__module__": "elsewhere"})
    )
    with pytest.raises(ValueError, match="Arrived"):
        Codec((Arrived, other))


@dataclass(frozen=True)
class Pictured:
    """What must never be: an event that carries a picture."""

    portrait: bytes


def test_bytes_cannot_stand_in_a_row_so_no_picture_can() -> None:
    with pytest.raises(TypeError, match="bytes cannot stand in a journal row"):
        Codec((Pictured,)).encode(Pictured(b"picture"))
