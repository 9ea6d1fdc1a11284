"""A station without a HIS: every question is unanswered, so patients are sent to the desk with a number."""

from __future__ import annotations

from his_client.his.ports import (
    Department,
    Patient,
    PaymentNotice,
    PaymentPosted,
    Registered,
    RegistrationRequest,
)
from his_client.outcome import Outcome, Unknown

_NOBODY = Unknown("not_configured")


class NoHis:
    """See `HospitalSystem`."""

    def find_patient(self, id_number: str) -> Outcome[Patient | None]:  # noqa: ARG002 - there is nobody to ask
        """Nobody answers."""
        return _NOBODY

    def departments(self) -> Outcome[tuple[Department, ...]]:
        """Nobody answers."""
        return _NOBODY

    def register(self, request: RegistrationRequest) -> Outcome[Registered]:  # noqa: ARG002
        """Nobody answers."""
        return _NOBODY

    def find_registration(self, key: str) -> Outcome[Registered | None]:  # noqa: ARG002
        """Nobody answers."""
        return _NOBODY

    def registrations_today(self, id_number: str) -> Outcome[tuple[Registered, ...]]:  # noqa: ARG002
        """Nobody answers."""
        return _NOBODY

    def post_payment(self, notice: PaymentNotice) -> Outcome[PaymentPosted]:  # noqa: ARG002
        """Nobody answers."""
        return _NOBODY

    def find_payment(self, payment_id: str) -> Outcome[PaymentPosted | None]:  # noqa: ARG002
        """Nobody answers."""
        return _NOBODY
