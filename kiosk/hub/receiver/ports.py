"""What waits at the receiver for the hub, and how the hub asks for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from his_client.outcome import Outcome
from his_client.payments.ports import Delivered


@dataclass(frozen=True, slots=True)
class Item:
    """A delivery that waits for the hub."""

    seq: int
    provider: str
    delivered: Delivered


@dataclass(frozen=True, slots=True)
class Fetched:
    """Deliveries that wait, oldest first; `more` when there may be further ones after them."""

    items: tuple[Item, ...]
    more: bool


class Receiver(Protocol):
    """Where webhooks wait for the hub. Calls block and raise nothing."""

    def fetch(self, after: int) -> Outcome[Fetched]:
        """What waits after this number. Refused: `unauthorised`."""
        ...

    def settle(self, taken: Iterable[int], kept: Iterable[int]) -> Outcome[None]:
        """Say what is in the journal now and may be erased, and what a person must look at."""
        ...
