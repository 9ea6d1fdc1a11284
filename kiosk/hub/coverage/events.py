"""What happened to a visit's insurance check, as the hub's journal keeps it; its subject is the visit.

What the gateway said stands in the rows' personal part: encrypted under the visit's key, erased with the visit. When
and with which code it was asked stays: the proof of a look-up that failed (decree 188/2025/NĐ-CP Art. 38.2).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import ClassVar

from his_client.insurance.ports import Eligibility, EligibilityStatus, RawReply
from kiosk.privacy import Basic, Sensitive


@dataclass(frozen=True, slots=True, repr=False)
class Person:
    """Whom the gateway is asked about; arguments of `InsuranceGateway.check`."""

    number: str
    full_name: str
    birth_date: str


@dataclass(frozen=True, slots=True)
class CoverageEvent:
    """Something about one check of a visit; `check` is the number of the journal row that asked.

    A visit may ask twice: about the holder of the card and about the child they bring.
    """

    version: ClassVar[int] = 1
    visit_id: str
    check: int
    at: datetime


@dataclass(frozen=True, slots=True, repr=False)
class CheckAsked(CoverageEvent):
    """A station asks; committed before the question leaves. `person` is None once erased."""

    person: Basic[Person | None] = None


@dataclass(frozen=True, slots=True, repr=False)
class CheckAnswered(CoverageEvent):
    """How a check ended, at the door or `later`. A later answer is a row of its own; none is ever rewritten.

    `code` is the gateway's, or why there is none; `questions` how often the gateway was asked for it. `to_tell` is
    always false: no HIS takes a later answer. `replies` are the gateway's words as they came: nothing reads them but
    an auditor.
    """

    status: EligibilityStatus
    code: str
    questions: int
    later: bool = False
    to_tell: bool = False
    eligibility: Sensitive[Eligibility | None] = None
    replies: Sensitive[tuple[RawReply, ...]] = ()


@dataclass(frozen=True, slots=True, repr=False)
class CheckReported(CoverageEvent):
    """A station says that the visit was registered as unverified, at `at` and with this `code`.

    The hub may have been away then, or its answer came too late for the visit. `person` is None once erased.
    """

    code: str
    person: Basic[Person | None] = None


@dataclass(frozen=True, slots=True, repr=False)
class VisitFound(CoverageEvent):
    """The HIS holds the visit, so its check is worth looking up again; `visit_code` is its MA_LK, if it told."""

    visit_code: Basic[str] = ""


@dataclass(frozen=True, slots=True)
class CoPaymentAsked(CoverageEvent):
    """What the person has co-paid this year is asked; committed before the question leaves, once for a visit."""


@dataclass(frozen=True, slots=True, repr=False)
class CoPaymentAnswered(CoverageEvent):
    """How that ended: `code` is `done`, or why there is no sum. `total` in dong, None when none is known."""

    code: str
    total: Sensitive[Decimal | None] = None
    replies: Sensitive[tuple[RawReply, ...]] = ()


@dataclass(frozen=True, slots=True)
class CheckDropped(CoverageEvent):
    """Nothing is looked up any more: the visit was never registered, or the person was erased."""

    reason: str


@dataclass(frozen=True, slots=True)
class CheckHandedOver(CoverageEvent):
    """A person takes it, with the reason."""

    reason: str


@dataclass(frozen=True, slots=True, repr=False)
class CheckSeen(CoverageEvent):
    """The person `by` has taken over what was handed over."""

    by: Basic[str] = ""


@dataclass(frozen=True, slots=True)
class CoverageTold(CoverageEvent):
    """The HIS has taken the later answer: read in older journals, written no more."""
