"""A station without a HIS: every question is unanswered, so patients are sent to the desk with a number."""

from __future__ import annotations

from his_client.his.capability import Capability
from his_client.his.lacking import Lacking
from his_client.his.ports import (
    Department,
    Identifier,
    IdentitySource,
    Patient,
    Registered,
    RegistrationRequest,
)
from his_client.outcome import Outcome, Unknown

_NOBODY = Unknown("not_configured")


class NoHis(Lacking):
    """See `HospitalSystem`."""

    capabilities: frozenset[Capability] = frozenset()

    def find_patient(self, identifier: Identifier, source: IdentitySource) -> Outcome[Patient | None]:  # noqa: ARG002 - there is nobody to ask
        """Nobody answers."""
        return _NOBODY

    def departments(self) -> Outcome[tuple[Department, ...]]:
        """Nobody answers."""
        return _NOBODY

    def register(self, request: RegistrationRequest) -> Outcome[Registered]:  # noqa: ARG002
        """Nobody answers."""
        return _NOBODY

    def find_registration(self, key: str, wanted: RegistrationRequest | None = None) -> Outcome[Registered | None]:  # noqa: ARG002
        """Nobody answers."""
        return _NOBODY

    def registrations_today(self, identifier: Identifier, source: IdentitySource) -> Outcome[tuple[Registered, ...]]:  # noqa: ARG002
        """Nobody answers."""
        return _NOBODY
