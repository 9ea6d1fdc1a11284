"""The class of a personal field, carried in its type: the journal's codec and the log filter read it there.

Classes follow Decree 356/2025/NĐ-CP: basic (name, birth date, ID number, address, phone) and sensitive (health,
biometric, insurance, images of ID cards). Fields without a class carry nothing personal.
"""

from __future__ import annotations

from enum import Enum
from functools import cache
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")


class DataClass(Enum):
    """How far a field may travel."""

    NONE = "none"
    BASIC = "basic"
    SENSITIVE = "sensitive"


Basic = Annotated[T, DataClass.BASIC]
Sensitive = Annotated[T, DataClass.SENSITIVE]


@cache
def field_classes(cls: Any) -> dict[str, DataClass]:
    """The class of each field of a dataclass, by name."""
    hints = get_type_hints(cls, include_extras=True)
    return {name: _class_of(hint) for name, hint in hints.items()}


def _class_of(hint: object) -> DataClass:
    if get_origin(hint) is Annotated:
        for mark in get_args(hint)[1:]:
            if isinstance(mark, DataClass):
                return mark
    return DataClass.NONE


def masked_name(full_name: str) -> str:
    """A name as it may stand where others can read: family name, then first letters (`Nguyễn V** A*`).

    A name of one letter gets its star too, or a short name would stand there whole.
    """
    words = full_name.split()
    if not words:
        return ""
    head, rest = (words[0], words[1:]) if len(words) > 1 else ("", words)
    masked = [word[0] + "*" * max(1, len(word) - 1) for word in rest]
    return " ".join(part for part in (head.title(), *masked) if part)


def last_four(number: str) -> str:
    """An ID or insurance number as it may stand in public: its last four characters."""
    return number[-4:] if len(number) > 4 else ""
