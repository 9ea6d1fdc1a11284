"""What the kiosk asks an insurance gateway, and the only answers there are."""

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Eligibility:
    """One card check. `code` is the gateway's raw maKetQua, or the transport's reason when there was none.

    `level` is the benefit in percent from character 3 of the card, None when the card does not tell.
    `first_registration` is the facility code maDKBD, `region` K1-K3. The gateway's free text is never kept.
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

    @classmethod
    def without_card(cls, status: EligibilityStatus, code: str) -> "Eligibility":
        """An answer that names no card."""
        return cls(status, code, None, None, None, None, None, None, None)


class InsuranceGateway(Protocol):
    """Somebody who can say whether a person is insured today."""

    def check(self, number: str, full_name: str, birth_date: str, *, asked_at: datetime) -> Eligibility:
        """Asks about an ID number (12), card number (15) or insurance number (10 characters).

        `birth_date` is ISO 8601, possibly `YYYY` or `YYYY-MM`. A gateway that fails, is slow or talks nonsense gives
        status unverified with its code; nothing is raised.
        """
        ...
