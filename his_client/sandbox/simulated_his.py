"""The sandbox HIS in process and without HTTP: fast, seeded, and able to go wrong on any call."""

from collections.abc import Callable
from datetime import date
from random import Random
from typing import TypeVar

from his_client.clock import Clock, system_clock
from his_client.his.capability import EVERYTHING
from his_client.his.ports import (
    Appointment,
    Bill,
    Capability,
    Department,
    Feedback,
    FeedbackTaken,
    Identifier,
    IdentitySource,
    Notice,
    Patient,
    PaymentNotice,
    PaymentPosted,
    QueuePosition,
    Receipt,
    Registered,
    RegistrationRequest,
)
from his_client.outcome import Done, Outcome, Refused, Unknown
from his_client.sandbox.book import RegistrationBook
from his_client.sandbox.faults import BUSY, LOST_REASONS, CallFault, FaultMenu
from his_client.sandbox.store import MemoryStore

T = TypeVar("T")


class SimulatedHis:
    """`HospitalSystem` on a registration book. `rng` decides only which calls go wrong."""

    def __init__(
        self,
        rng: Random,
        faults: FaultMenu | None = None,
        *,
        clock: Clock = system_clock,
        book: RegistrationBook | None = None,
    ) -> None:
        self._rng = rng
        self.capabilities: frozenset[Capability] = EVERYTHING
        self.faults = faults or FaultMenu()
        self.book = book or RegistrationBook(MemoryStore(), clock=clock)
        if book is None:
            self.book.seed()

    def find_patient(self, identifier: Identifier, source: IdentitySource) -> Outcome[Patient | None]:
        """See `Patients.find_patient`."""
        return self._meet(lambda: self.book.find_patient(identifier, source))

    def departments(self) -> Outcome[tuple[Department, ...]]:
        """See `Scheduling.departments`."""
        return self._meet(self.book.departments)

    def appointments_today(self, patient_id: str, source: IdentitySource) -> Outcome[tuple[Appointment, ...]]:
        """See `Scheduling.appointments_today`."""
        return self._meet(lambda: self.book.refuses(source) or self.book.desk.appointments_today(patient_id))

    def register(self, request: RegistrationRequest) -> Outcome[Registered]:
        """See `Registration.register`."""
        return self._meet(lambda: self.book.register(request))

    def find_registration(
        self,
        key: str,
        wanted: RegistrationRequest | None = None,  # noqa: ARG002 - the key suffices
    ) -> Outcome[Registered | None]:
        """See `Registration.find_registration`."""
        return self._meet(lambda: self.book.find_registration(key))

    def registrations_today(self, identifier: Identifier, source: IdentitySource) -> Outcome[tuple[Registered, ...]]:
        """See `Registration.registrations_today`."""

        def listed() -> tuple[Registered, ...] | Refused:
            found = self.book.registrations_today(identifier, source)
            return found if isinstance(found, Refused) else tuple(registered for registered, _ in found)

        return self._meet(listed)

    def cancel(self, visit_code: str, reason: str) -> Outcome[Registered]:
        """See `Registration.cancel`."""
        return self._meet(lambda: self.book.cancel(visit_code, reason))

    def reprint(self, visit_code: str) -> Outcome[Registered | None]:
        """See `Registration.reprint`."""
        return self._meet(lambda: self.book.reprint(visit_code))

    def bills(self, patient_id: str, source: IdentitySource) -> Outcome[tuple[Bill, ...]]:
        """See `Billing.bills`."""
        return self._meet(lambda: self.book.refuses(source) or self.book.cash.bills(patient_id))

    def receipts(self, day: date) -> Outcome[tuple[Receipt, ...]]:
        """See `Billing.receipts`."""
        return self._meet(lambda: self.book.cash.receipts(day))

    def post_payment(self, notice: PaymentNotice) -> Outcome[PaymentPosted]:
        """See `Billing.post_payment`."""
        return self._meet(lambda: self.book.cash.post_payment(notice))

    def find_payment(self, payment_id: str) -> Outcome[PaymentPosted | None]:
        """See `Billing.find_payment`."""
        return self._meet(lambda: self.book.cash.find_payment(payment_id))

    def position(self, visit_code: str) -> Outcome[tuple[QueuePosition, ...]]:
        """See `Queue.position`."""
        return self._meet(lambda: self.book.desk.position(visit_code))

    def results_ready(self, patient_id: str, source: IdentitySource) -> Outcome[bool]:
        """See `Information.results_ready`."""
        return self._meet(lambda: self.book.refuses(source) or self.book.desk.results_ready(patient_id))

    def notices(self) -> Outcome[tuple[Notice, ...]]:
        """See `Information.notices`."""
        return self._meet(self.book.desk.notices)

    def send_feedback(self, feedback: Feedback) -> Outcome[FeedbackTaken]:
        """See `Information.send_feedback`."""
        return self._meet(lambda: self.book.desk.send_feedback(feedback))

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
