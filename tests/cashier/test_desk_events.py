"""Every event of desks and users comes back from the hub's journal as it was written, and its money is in balance."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from enum import Enum
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import pytest

from kiosk.cashier.events import DeskEvent
from kiosk.cashier.user_events import UserEvent
from kiosk.clock import VIETNAM
from kiosk.hub.records import hub_codec
from kiosk.ledger.postings import postings
from kiosk.privacy import DataClass, field_classes

PERSONAL = ("payer", "buyer", "full_name", "pin", "note", "why")


def kinds() -> list[type[Any]]:
    found: dict[str, type[Any]] = {}
    waiting: list[type[Any]] = [DeskEvent]
    while waiting:
        cls = waiting.pop()
        waiting += cls.__subclasses__()
        if dataclasses.is_dataclass(cls) and "__slots__" in vars(cls) and cls not in (DeskEvent, UserEvent):
            found[cls.__name__] = cls
    return [found[name] for name in sorted(found)]


def sample(hint: Any, name: str) -> Any:
    if get_origin(hint) is Annotated:
        return sample(get_args(hint)[0], name)
    if get_origin(hint) is tuple:
        return (sample(get_args(hint)[0], name),)
    if name == "method":
        return "cash"
    if isinstance(hint, type) and issubclass(hint, Enum):
        return next(iter(hint))
    return {str: "Thử", bool: True, int: 7, datetime: datetime(2026, 11, 24, 7, tzinfo=VIETNAM)}[hint]


def made(kind: type[Any]) -> Any:
    hints = get_type_hints(kind, include_extras=True)
    names = [field.name for field in dataclasses.fields(kind)]
    return kind(**{name: sample(hints[name], name) for name in names})


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.__name__)
def test_an_event_comes_back_and_is_in_balance(kind: type[Any]) -> None:
    event = made(kind)
    encoded = hub_codec().encode(event)
    assert hub_codec().decode(encoded.kind, encoded.body, encoded.personal) == event
    assert sum(entry.amount for entry in postings(event)) == 0


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.__name__)
def test_what_names_a_person_is_personal_and_may_be_erased(kind: type[Any]) -> None:
    for name, data_class in field_classes(kind).items():  # type: ignore[arg-type]
        if name.startswith(PERSONAL):
            assert data_class is not DataClass.NONE, name
    encoded = hub_codec().encode(made(kind))
    assert hub_codec().decode(encoded.kind, encoded.body, None) is not None


def test_there_are_all_of_them() -> None:
    names = {kind.__name__ for kind in kinds()}
    assert {"ShiftOpened", "PaymentTaken", "RefundPaid", "VoidReversing", "UserAdded", "PinWrong"} <= names
    assert len(names) >= 22
