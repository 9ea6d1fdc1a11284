"""One call that leaves the product: what it needs before, how it is made, what it leaves at the neighbour."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kiosk.campaign.neighbours.hospital import Neighbourhood
from kiosk.campaign.neighbours.subjects import Subject

Prepare = Callable[[Neighbourhood, Any, int], Subject]
Do = Callable[[Any, Subject], Any]
Effects = Callable[[Neighbourhood, Subject], int]


@dataclass(frozen=True, slots=True)
class Call:
    """One call of one adapter. `do` answers an Outcome, whatever the port's own answer is.

    `prepare` makes whom it is about, over a good line. `effects` counts what the neighbour holds of it: at most one.
    `seen` is what of an answer must be the same when it is asked again; `settled` are refusals of the second asking
    that say that the first was done.
    """

    adapter: str
    method: str
    do: Do
    prepare: Prepare
    effects: Effects | None = None
    seen: Callable[[Any], Any] = lambda value: value
    settled: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """`adapter.method`."""
        return f"{self.adapter}.{self.method}"
