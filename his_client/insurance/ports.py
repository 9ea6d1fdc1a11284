"""What the kiosk asks an insurance gateway, and the only answers there are."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol


class EligibilityStatus(StrEnum):
    """How a card check ended for the patient. `unverified` never blocks a registration."""

    ELIGIBLE = "eligible"
    ELIGIBLE_PROVISIONAL = "eligible_provisional"
    """Usable today, and the desk or the clinic still looks at a paper or at the new card."""
    NOT_ELIGIBLE = "not_eligible"
    MISMATCH = "mismatch"
    """The gateway knows the card and disagrees with what the chip says: a person must look."""
    UNVERIFIED = "unverified"
    """The gateway could not tell. Register, and check again later (decree 188/2025/ND-CP Art. 38.2)."""
    CONFIG_ERROR = "config_error"
    """This hospital's own account or officer is wrong: alarm staff, and go on as if the gateway were down."""


class RouteVerdict(StrEnum):
    """How a HIS that asks for us judges the way the patient came (its PHAN_TUYEN 1, 2, 3).

    Only `RIGHT` names a route by itself; the other two are this hospital's self-came code.
    """

    RIGHT = "right"
    OFF = "off"
    OPEN = "open"
    """Thông tuyến: by their own choice, to a level that is open to them.

    Its benefit is no longer the right route's everywhere: since Law 51/2024/QH15 it follows from the hospital's level,
    thus from its self-came code and the day (1.12 and 3.3 the whole level, 1.13, 1.14 and 1.18 half of it from 1 July
    2026). So no estimate promises the right route's.
    """


@dataclass(frozen=True, slots=True)
class Eligibility:
    """One card check. `code` is the gateway's raw maKetQua, or the transport's reason when there was none.

    `level` is the benefit in percent from character 3 of the card, None when the card does not tell.
    `first_registration` is the facility code maDKBD, `region` K1-K3. `route` is only known where the HIS asked. The
    gateway's free text is no part of it.
    """

    status: EligibilityStatus
    code: str
    card: str | None
    level: int | None
    valid_from: date | None
    valid_to: date | None
    first_registration: str | None
    region: str | None
    five_years_from: date | None
    route: RouteVerdict | None = None

    @classmethod
    def without_card(cls, status: EligibilityStatus, code: str) -> "Eligibility":
        """An answer that names no card."""
        return cls(status, code, None, None, None, None, None, None, None)


@dataclass(frozen=True, slots=True)
class RawReply:
    """What a gateway answered to one question, as it came. It is about a person: encrypt it, show and log it never.

    `call` names the function that was asked.
    """

    call: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CoverageCheck:
    """A finished check: its meaning, and what must be kept of it with the visit (circular 12/2026/TT-BTC).

    `asked_at` and the eligibility's code are the proof of a look-up that failed. `questions` counts how often the
    gateway was asked about the person; it restricts accounts that ask too much.
    """

    eligibility: Eligibility
    asked_at: datetime
    replies: tuple[RawReply, ...] = field(default=(), repr=False)
    questions: int = 0


class InsuranceGateway(Protocol):
    """Somebody who can say whether a person is insured: the gateway itself, or the HIS that asks it."""

    def check(self, number: str, full_name: str, birth_date: str, *, asked_at: datetime) -> CoverageCheck:
        """Asks about an ID number (12), card number (15) or insurance number (10 characters).

        `birth_date` is ISO 8601, possibly `YYYY` or `YYYY-MM`; `asked_at` is an instant of the day of the visit. A
        gateway that fails, is slow or talks nonsense gives status unverified with its code; nothing is raised.
        """
        ...
