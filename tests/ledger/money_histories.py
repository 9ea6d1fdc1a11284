"""Histories of money as hypothesis draws them: every class of event, amounts and periods that collide on purpose."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Iterator
from datetime import date, datetime
from enum import Enum
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from kiosk.clock import VIETNAM
from kiosk.ledger.postings import ROOTS

MORNING = datetime(2026, 11, 26, 7, 0, tzinfo=VIETNAM)
PERIODS = ("", "K03/2026-11-26", "K04/2026-11-26", "desk/2026-11-26", "S1", "S2")
WORDS: dict[str, tuple[str, ...]] = {
    "period": PERIODS,
    "shift_id": ("S1", "S2"),
    "desk": ("desk-1", "desk-2"),
    "provider": ("bank", "payos", "cash"),
    "reference": ("FT1", "FT2"),
    "account": ("0011",),
    "method": ("cash", "card", "qr"),
    "source": ("unallocated", "receivable", "advances"),
    "terminal": ("T1",),
    "taken_from": ("", "S1"),
    "handed_to": ("", "lan"),
}


def event_classes() -> list[type[Any]]:
    """Every class of event below the ledger's roots."""
    found: dict[str, type[Any]] = {}
    for root in ROOTS:
        waiting = list(root.__subclasses__())
        while waiting:
            cls = waiting.pop()
            waiting += cls.__subclasses__()
            if "__slots__" in vars(cls):
                found[cls.__name__] = cls
    return [found[name] for name in sorted(found)]


def events() -> st.SearchStrategy[Any]:
    """Any event, of any class."""
    return st.sampled_from(event_classes()).flatmap(one_of)


def one_of(cls: type[Any]) -> st.SearchStrategy[Any]:
    """An event of this class."""
    return st.builds(cls, **dict(_members(cls)))


def _members(cls: type[Any]) -> Iterator[tuple[str, st.SearchStrategy[Any]]]:
    hints = get_type_hints(cls, include_extras=True)
    for field in dataclasses.fields(cls):
        yield field.name, _values(field.name, hints[field.name])


def _values(name: str, hint: Any) -> st.SearchStrategy[Any]:
    while get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    if get_origin(hint) in (Union, types.UnionType):
        return st.one_of(*(_values(name, part) for part in get_args(hint)))
    if hint is type(None):
        return st.none()
    if get_origin(hint) is tuple:
        return st.just(())
    if name in ("difference", "amount") and hint is int:
        return st.integers(-3, 3) if name == "difference" else st.integers(0, 10**9)
    if hint is int:
        return st.integers(0, 10**6)
    if hint is bool:
        return st.booleans()
    if hint is str:
        return st.sampled_from(WORDS.get(name, ("a", "Đ")))
    if issubclass(hint, Enum):
        return st.sampled_from(list(hint))
    if issubclass(hint, datetime):
        return st.just(MORNING)
    if issubclass(hint, date):
        return st.just(MORNING.date())
    raise TypeError(f"no values for {name}: {hint}")
