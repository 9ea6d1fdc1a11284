"""The sandbox HIS in process and without HTTP: fast, seeded, and able to go wrong on any call."""

from collections.abc import Callable
from random import Random
from typing import TypeVar

from his_client.clock import Clock, system_clock
from his_client.his.lacking import Lacking
from his_client.his.ports import (
    Capability,
    Department,
    Identifier,
    IdentitySource,
    Patient,
    PaymentNotice,
    PaymentPosted,
    Registered,
    RegistrationRequest,
)
from his_client.outcome import Done, Outcome, Refused, Unknown
from his_client.sandbox.book import RegistrationBook
from his_client.sandbox.faults import BUSY, LOST_REASONS, CallFault, FaultMenu
from his_client.sandbox.store import MemoryStore

T = TypeVar("T")


class SimulatedHis(Lacking):
    """`HospitalSystem` on a registration book. `rng` decides only which calls go wrong."""

    capabilities = frozenset({Capability.IDEMPOTENCY_KEY, Capability.PAYMENTS})

    def __init__(
        self,
        rng: Random,
        faults: FaultMenu | None = None,
        *,
        clock: Clock = system_clock,
        book: RegistrationBook | None = None,
    ) -> None:
        self._rng = rng
        self.faults = faults or FaultMenu()
        self.book = book or RegistrationBook(MemoryStore(), clock=clock)
        if book is None:
            self.book.seed()

    def find_patient(self, identifier: Identifier, source: IdentitySource) -> Outcome[Patient | None]:  # noqa: ARG002
        """See `Patients.find_patient`."""
        return self._meet(lambda: self.book.find_patient(identifier.value))

    def departments(self) -> Outcome[tuple[Department, ...]]:
        """See `Scheduling.departments`."""
        return self._meet(self.book.departments)

    def register(self, request: RegistrationRequest) -> Outcome[Registered]:
        """See `Registration.register`."""
        return self._meet(lambda: self.book.register(request))

    def find_registration(self, key: str, wanted: RegistrationRequest | None = None) -> Outcome[Registered | None]:  # noqa: ARG002 - the key suffices
        """See `Registration.find_registration`."""
        return self._meet(lambda: self.book.find_registration(key))

    def registrations_today(self, identifier: Identifier, source: IdentitySource) -> Outcome[tuple[Registered, ...]]:  # noqa: ARG002
        """See `Registration.registrations_today`."""
        return self._meet(lambda: self.book.registrations_today(identifier.value))

    def post_payment(self, notice: PaymentNotice) -> Outcome[PaymentPosted]:
        """See `Billing.post_payment`."""
        return self._meet(lambda: self.book.post_payment(notice))

    def find_payment(self, payment_id: str) -> Outcome[PaymentPosted | None]:
        """See `Billing.find_payment`."""
        return self._meet(lambda: self.book.find_payment(payment_id))

    def _meet(self, work: Callable[[], T | Refused]) -> Outcome[T]:
        fault = self.faults.draw(self._rng)
        if fault is CallFault.REFUSED:
            return BUSY
        if fault is CallFault.LOST_REQUEST:
            return Unknown(LOST_REASONS[fault])
        answer = work()
        if fault is CallFault.LOST_ANSWER:
            return Unknown(LOST_REASONS[fault])
        if fault is CallFault.DUPLICATED:
            answer = work()
        return answer if isinstance(answer, Refused) else Done(answer)
