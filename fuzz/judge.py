"""What every reader owes: a value or its own error, texts fit for a screen and a journal, money in whole numbers."""

from __future__ import annotations

import contextlib
import dataclasses
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum, StrEnum

MONEY = re.compile(r"(^|_)(amount|price|due|received|paid|pays|fee|dong|total|balance)($|_)")
LARGEST = 2**63 - 1
"""What a journal and a ledger hold in a column; nothing a reader gives as money may be larger."""


class BrokenWord(AssertionError):
    """A reader gave back what nobody downstream expects; `place` leads to it, and its value is not told."""

    def __init__(self, place: str, what: str) -> None:
        super().__init__(f"{place or 'the value'} is {what}")


class Kind(StrEnum):
    """What an input is, which decides how it is damaged."""

    BYTES = "bytes"
    TEXT = "text"
    JSON = "json"
    QR = "qr"
    FRAMES = "frames"


@dataclass(frozen=True, slots=True)
class Target:
    """One way in: `run` may end well or raise one of `allowed`; `seeds` gives well-formed inputs.

    :param share: of the long form's inputs: cheap readers take more.
    :param raw: names of fields that keep somebody's words as they came, as evidence.
    """

    run: Callable[[bytes], object]
    allowed: tuple[type[Exception], ...]
    seeds: Callable[[], list[bytes]]
    kind: Kind = Kind.BYTES
    share: float = 1.0
    words: tuple[str, ...] = ()
    raw: frozenset[str] = frozenset()

    def check(self, data: bytes) -> None:
        """Run on one input; raises whatever is not allowed, `BrokenWord` for a value no reader may give."""
        with contextlib.suppress(*self.allowed):
            look(self.run(data), self.raw)


def look(value: object, raw: frozenset[str] = frozenset(), place: str = "") -> None:
    """Walk through what a reader gave.

    :raises BrokenWord: for a text that is not NFC or holds a control character or half a surrogate, and for money
        that is no whole number, or more than a journal holds, and for a moment that no other zone has.
    """
    if isinstance(value, Enum):
        return
    if isinstance(value, datetime):
        _moment(value, place)
        return
    if isinstance(value, str):
        _text(value, place)
    elif isinstance(value, bool):
        return
    elif isinstance(value, int | float):
        if MONEY.search(place.rpartition(".")[2]):
            if isinstance(value, float):
                raise BrokenWord(place, "money as a float")
            if abs(value) > LARGEST:
                raise BrokenWord(place, "more money than there is")
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            if field.name not in raw:
                look(getattr(value, field.name), raw, f"{place}.{field.name}" if place else field.name)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            look(key, raw, place)
            look(item, raw, f"{place}.{key}" if isinstance(key, str) else place)
    elif isinstance(value, list | tuple | set | frozenset):
        for item in value:
            look(item, raw, place)


def _moment(moment: datetime, place: str) -> None:
    try:
        moment.astimezone(UTC)
    except OverflowError:
        raise BrokenWord(place, "a moment outside the calendar") from None


def _text(text: str, place: str) -> None:
    if text.isascii():
        if not text.isprintable() and any(
            (ord(letter) < 32 and letter not in "\n\t") or letter == "\x7f" for letter in text
        ):
            raise BrokenWord(place, "a text with control characters")
        return
    for letter in text:
        category = unicodedata.category(letter)
        if category == "Cs":
            raise BrokenWord(place, "a text with half a surrogate")
        if category == "Cc" and letter not in "\n\t":
            raise BrokenWord(place, "a text with control characters")
    if not unicodedata.is_normalized("NFC", text):
        raise BrokenWord(place, "a text in another Unicode form")
