"""What else than registering somebody may come for: the events of it, and the way each errand takes.

An errand that asks about a person reads the card first and asks nothing of who is known by a code alone. None of them
registers anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from his_client.his.ports import Bill, Capability, Notice
from kiosk.privacy import Sensitive
from kiosk.visit.events import Event, Intent
from kiosk.visit.values import Policy, Standing

MENU: tuple[str, ...] = ("menu", "finish")
ERRANDS = ("passport", "child", "bills", "queue", "results", "feedback", "information")
"""In the order they are offered; a passport and a child are registered, by the usual way."""
OF_THE_CARD = frozenset({"bills", "queue", "results"})
"""They ask the hospital about the card's holder, and nothing else."""
TOPICS = ("waiting", "staff", "clean", "price", "machine", "other")
"""What a complaint may be about."""
UNHAPPY = 2
"""The highest rating (of 5) that is asked what was not good."""
PAGES = ("prices", "departments", "hours", "map", "notices")
"""What there is to read."""

_NEEDS = {
    "passport": Capability.PASSPORT,
    "child": Capability.GUARDIAN,
    "bills": Capability.BILLS,
    "results": Capability.RESULTS,
    "feedback": Capability.FEEDBACK,
}


def offered(policy: Policy) -> tuple[str, ...]:
    """The errands this hospital can serve; where it gives no queue numbers, the hub does and knows where they stand."""
    queue = policy.can(Capability.QUEUE) or not policy.can(Capability.QUEUE_NUMBERS)
    return tuple(one for one in ERRANDS if (queue if one == "queue" else one not in _NEEDS or policy.can(_NEEDS[one])))


@dataclass(frozen=True, slots=True)
class OtherPressed(Intent):
    """Not to register by the card: whatever else there is, is to be shown."""


@dataclass(frozen=True, slots=True)
class ErrandChosen(Intent):
    """One of `ERRANDS`."""

    errand: str


@dataclass(frozen=True, slots=True)
class ErrandAgreed(Intent):
    """What the errand reads and asks was told and agreed to; `wording` is the SHA-256 of the text, in `language`."""

    wording: str
    language: str


@dataclass(frozen=True, slots=True, repr=False)
class SlipSeen(Event):
    """A code of a slip's form in front of the camera or scanner: a visit's code."""

    text: Sensitive[str]


@dataclass(frozen=True, slots=True)
class CardInsteadPressed(Intent):
    """No slip at hand: the card says whose number it is."""


@dataclass(frozen=True, slots=True, repr=False)
class BillsKnown(Event):
    """What the patient owes, as the HIS says; oldest first."""

    bills: Sensitive[tuple[Bill, ...]]


@dataclass(frozen=True, slots=True, repr=False)
class BillChosen(Intent):
    bill_id: Sensitive[str]


@dataclass(frozen=True, slots=True, repr=False)
class PaymentSlipDone(Event):
    """The slip of a bill paid here came out, or did not."""

    bill_id: Sensitive[str]
    printed: bool


@dataclass(frozen=True, slots=True, repr=False)
class PositionsKnown(Event):
    """Where the numbers stand that were asked about; none where nothing waits today."""

    positions: Sensitive[tuple[Standing, ...]]


@dataclass(frozen=True, slots=True, repr=False)
class ResultsKnown(Event):
    """Whether every result is there; never what it says."""

    ready: Sensitive[bool]


@dataclass(frozen=True, slots=True)
class NoticesKnown(Event):
    """What the hospital tells everybody today."""

    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class PageOpened(Intent):
    """One of `PAGES`."""

    page: str


@dataclass(frozen=True, slots=True)
class RatePressed(Intent):
    """After the number: the patient wishes to say how it was."""


@dataclass(frozen=True, slots=True)
class Rated(Intent):
    """How it was, 1 to 5."""

    rating: int
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ComplaintChosen(Intent):
    """What was not good, one of `TOPICS`, or empty for no answer."""

    topic: str
