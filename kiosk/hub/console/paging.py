"""A long list in pages, by the number in the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

from flask import request

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Paged(Generic[T]):
    """One page of `total` rows; `number` counts from 1."""

    rows: Sequence[T]
    number: int
    last: int
    total: int

    def link(self, number: int) -> str:
        """The address of another page, with everything else as it is."""
        kept = {name: value for name, value in request.args.items() if name not in {"page", "auto", "said", "refused"}}
        return f"{request.path}?{urlencode({**kept, 'page': number})}"


def paged(rows: Sequence[T], size: int) -> Paged[T]:
    """The page this request asks for; one beyond the last is the last."""
    last = max(1, -(-len(rows) // size))
    asked = request.args.get("page", "1")
    number = min(max(1, int(asked) if asked.isdecimal() and len(asked) < 9 else 1), last)
    return Paged(rows[(number - 1) * size : number * size], number, last, len(rows))
