"""`HospitalSystem` over HL7 v2.5.1: what v2 can do, and an honest no to the rest. See docs/hl7v2.md."""

import logging
import threading
import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from his_client.clock import VIETNAM, Clock
from his_client.his.capability import NOT_ASSURED, NOT_SUPPORTED, Capability
from his_client.his.checks import form_refusal, guardian_refusal, limit_refusal
from his_client.his.identity import Identifier, IdentitySource, Patient
from his_client.his.lacking import Lacking, lacking
from his_client.his.values import (
    Appointment,
    Department,
    PaymentNotice,
    PaymentPosted,
    Registered,
    RegistrationRequest,
)
from his_client.hl7v2.acknowledgment import Mode, exchange
from his_client.hl7v2.answers import candidate
from his_client.hl7v2.appointments import AppointmentBook
from his_client.hl7v2.departments import DepartmentList
from his_client.hl7v2.message import Message
from his_client.hl7v2.profiles import Outgoing, Profiles
from his_client.hl7v2.registered import registered_from
from his_client.hl7v2.segments import Parties
from his_client.hl7v2.sent import CANNOT_SEARCH, Attempts, DayBook
from his_client.hl7v2.values import reference
from his_client.line import Address
from his_client.outcome import Done, Outcome, Refused, Unknown

log = logging.getLogger(__name__)
T = TypeVar("T")

_DUPLICATE = "rejected_205"
_NO_SUCH_KEY = "rejected_204"
_NUMBERLESS = Refused("bad_request:Patient.identifier", "not sent: a number is required here")
"""PID-3 is required (3.4.2.3), and so is what QBP^Q22 asks by: a child without any number is a person's to register."""
_FAULTS = frozenset({f"rejected_{code}" for code in (100, 101, 102, 103, 200, 201, 202, 203, 204)} | {"no_bill"})
"""Refusals that fault the message itself, and would have met the same bytes the first time."""


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who is spoken to, and what it can do: the hospital's interface team says so, v2 has no question for it.

    `idempotent`: it keeps MSH-10 and answers a repeated message as it answered the first, without doing it again.
    `add_person`: it wants A28 before a visit. `query`: it answers QBP^Q22. `cancel`: it takes A11. `payments`: P03.
    `queue_numbers`: its ZQN names one.
    """

    parties: Parties
    mode: Mode = Mode.ORIGINAL
    idempotent: bool = False
    add_person: bool = False
    query: bool = False
    cancel: bool = False
    payments: bool = False
    queue_numbers: bool = False
    lacks: frozenset[Capability] = frozenset()
    """What the hospital does not offer, whatever the receiver can do."""

    @property
    def capabilities(self) -> frozenset[Capability]:
        """Without appointments, which depend on a listener."""
        offered = {
            Capability.IDEMPOTENCY_KEY: self.idempotent,
            Capability.CANCEL: self.cancel,
            Capability.PAYMENTS: self.payments,
            Capability.QUEUE_NUMBERS: self.queue_numbers,
        }
        able = frozenset({Capability.GUARDIAN, Capability.PASSPORT, *(one for one, has in offered.items() if has)})
        return able - self.lacks


class Hl7v2His(Lacking):
    """`HospitalSystem` over MLLP; see `his_client.his.ports` for what each method promises. Thread-safe.

    A message is sent a second time only by `find_registration` and `find_payment`, only to a receiver that is
    configured as idempotent, and then with the same bytes under the same control id.
    """

    def __init__(
        self,
        address: Address,
        receiver: Receiver,
        departments: DepartmentList,
        clock: Clock,
        appointments: AppointmentBook | None = None,
    ) -> None:
        self._address = address
        self._receiver = receiver
        self._profiles = Profiles(receiver.parties, receiver.mode)
        self._departments = departments
        self._clock = clock
        self._appointments = appointments
        self._registrations: Attempts[Registered] = Attempts()
        self._persons: Attempts[bool] = Attempts()
        self._payments: Attempts[PaymentPosted] = Attempts()
        self._lock = threading.Lock()
        self._notices: dict[str, PaymentNotice] = {}
        self._cancelled_at: dict[str, datetime] = {}
        self._book = DayBook()

    @property
    def capabilities(self) -> frozenset[Capability]:
        """What this receiver offers beyond the core."""
        pushed = {Capability.APPOINTMENTS} if self._appointments is not None else set()
        return self._receiver.capabilities | pushed - self._receiver.lacks

    def find_patient(self, identifier: Identifier, source: IdentitySource) -> Outcome[Patient | None]:
        """QBP^Q22, where the receiver answers it. It has no place for `source`: who read no chip is refused here."""
        if not self._receiver.query:
            return NOT_SUPPORTED
        if not source.from_chip:
            return NOT_ASSURED
        if not identifier.value:
            return _NUMBERLESS
        question = self._profiles.find(identifier, str(uuid.uuid4()), self._clock())
        outcome = self._send(question, Mode.ORIGINAL)
        if not isinstance(outcome, Done):
            return outcome
        return _told(candidate(outcome.value, question.control_id, identifier))

    def departments(self) -> Outcome[tuple[Department, ...]]:
        """From the hospital's file; Refused "departments_outdated" on a day its prices do not stand for."""
        today = self._today()
        if not self._departments.stands(today):
            return Refused("departments_outdated", "the departments file does not stand for today")
        return Done(self._departments.open(today))

    def appointments_today(self, patient_id: str, source: IdentitySource) -> Outcome[tuple[Appointment, ...]]:
        """What the HIS has pushed by SIU since this process began; nobody who read no chip is told."""
        if self._appointments is None:
            return NOT_SUPPORTED
        if not source.from_chip:
            return NOT_ASSURED
        return Done(self._appointments.today(patient_id))

    def register(self, request: RegistrationRequest) -> Outcome[Registered]:
        """ADT^A28 where the receiver wants it, then ADT^A04; both under control ids made from the request's key.

        What the form, the guardian's age or the file's limits forbid is not sent: table 0357 has no words for it.
        """
        department = self._department(request)
        if isinstance(department, Refused):
            return department
        on = request.requested_at.astimezone(VIETNAM).date()
        refusal = (
            form_refusal(request)
            or (None if Identifier.of(request.identity).value else _NUMBERLESS)
            or guardian_refusal(request.guardian, request.identity, on)
            or limit_refusal(request.identity, department, on)
        )
        if refusal is not None:
            return refusal
        outcome = self._register(request, department)
        if isinstance(outcome, Done) and self._book.now(outcome.value).cancelled:
            return Refused("cancelled", "this visit was taken back")
        return outcome

    def find_registration(self, key: str, wanted: RegistrationRequest | None = None) -> Outcome[Registered | None]:
        """What is remembered; else, of an idempotent receiver on the day itself, the same message once more."""
        if (known := self._registrations.answer(key)) is not None:
            return Done(self._book.now(known))
        if self._registrations.came_to_nothing(key):
            return Done(None)
        if not self._receiver.idempotent or wanted is None or wanted.key != key:
            return CANNOT_SEARCH
        department = self._department(wanted)
        if isinstance(department, Refused) or wanted.requested_at.astimezone(VIETNAM).date() != self._today():
            return CANNOT_SEARCH  # it can no longer be said in the same words, or it would count for another day
        return _of_the_first(self._register(wanted, department))

    def registrations_today(self, identifier: Identifier, source: IdentitySource) -> Outcome[tuple[Registered, ...]]:
        """Those this process registered: v2 has no question for others, and the HIS refuses doubles (205) itself."""
        if not source.from_chip:
            return NOT_ASSURED
        return Done(self._book.of(identifier, self._today()))

    def update(self, request: RegistrationRequest, revision: int) -> Outcome[None]:
        """ADT^A08: what a registration says now; `revision` counts from 1.

        For integrators: the kiosk learns nothing about a visit after it registered it, and sends none.
        """
        department = self._department(request)
        if isinstance(department, Refused):
            return department
        outcome = self._send(self._profiles.update(request, department, revision), self._receiver.mode)
        return Done(None) if isinstance(outcome, Done) else outcome

    def cancel(self, visit_code: str, reason: str) -> Outcome[Registered]:
        """ADT^A11; asked again it is the same message."""
        if not self._receiver.cancel:
            return NOT_SUPPORTED
        with self._lock:
            at = self._cancelled_at.setdefault(visit_code, self._clock())
        outcome = self._send(self._profiles.cancel(visit_code, reason, at), self._receiver.mode)
        if isinstance(outcome, Done):
            ours = self._book.cancelled(visit_code)
            return Done(ours or Registered("", visit_code, "", "", "", "", "", 0, 0, "", 0, cancelled=True))
        return _renamed(outcome, {_NO_SUCH_KEY: "no_visit"})

    def post_payment(self, notice: PaymentNotice) -> Outcome[PaymentPosted]:
        """DFT^P03. The receipt's number is FT1-2: an acknowledgment names none."""
        if not self._receiver.payments:
            return NOT_SUPPORTED
        message = self._profiles.pay(notice)
        before = self._payments.begin(notice.id, message.content, self._receiver.idempotent)
        if before is not None:
            return before
        with self._lock:
            self._notices[notice.id] = notice
        sent = self._send(message, self._receiver.mode)
        outcome: Outcome[PaymentPosted]
        if isinstance(sent, Done):
            outcome = Done(PaymentPosted(notice.id, reference(notice.id)[:12]))
            with self._lock:
                self._notices.pop(notice.id, None)
        else:
            outcome = _renamed(sent, {_NO_SUCH_KEY: "no_bill"})
        self._payments.ended(notice.id, outcome)
        return outcome

    def find_payment(self, payment_id: str) -> Outcome[PaymentPosted | None]:
        """As `find_registration`; after a restart the notice itself is gone, and a person looks."""
        if not self._receiver.payments:
            return NOT_SUPPORTED
        if (known := self._payments.answer(payment_id)) is not None:
            return Done(known)
        if self._payments.came_to_nothing(payment_id):
            return Done(None)
        with self._lock:
            notice = self._notices.get(payment_id)
        if not self._receiver.idempotent or notice is None:
            return CANNOT_SEARCH
        return _of_the_first(self.post_payment(notice))

    def _register(self, request: RegistrationRequest, department: Department) -> Outcome[Registered]:
        message = self._profiles.register(request, department)
        before = self._registrations.begin(request.key, message.content, self._receiver.idempotent)
        if before is not None:
            return before
        outcome = self._sent(request, department, message)
        self._registrations.ended(request.key, outcome)
        if isinstance(outcome, Done):
            self._book.add(request, outcome.value, self._today())
            if self._appointments is not None and request.appointment_id:
                self._appointments.used(request.appointment_id)
        return outcome

    def _sent(self, request: RegistrationRequest, department: Department, message: Outgoing) -> Outcome[Registered]:
        person = self._person(request) if self._receiver.add_person else Done(True)
        if not isinstance(person, Done):
            return person
        sent = self._send(message, self._receiver.mode)
        if isinstance(sent, Done):
            return _told(registered_from(request, department, sent.value, self._receiver.payments))
        return _renamed(sent, {_DUPLICATE: "already"})

    def _person(self, request: RegistrationRequest) -> Outcome[bool]:
        """The person is there: added under this key, or known already (205)."""
        message = self._profiles.add_person(request)
        before = self._persons.begin(request.key, message.content, self._receiver.idempotent)
        if before is not None:
            return before
        sent = self._send(message, self._receiver.mode)
        known_already = isinstance(sent, Refused) and sent.code == _DUPLICATE
        outcome: Outcome[bool] = Done(True) if isinstance(sent, Done) or known_already else sent
        self._persons.ended(request.key, outcome)
        return outcome

    def _department(self, request: RegistrationRequest) -> Department | Refused:
        """Where the request leads; refused when it asks for more than v2 can say, or the file has it otherwise."""
        if lacking(request, self.capabilities):
            return NOT_SUPPORTED
        on = request.requested_at.astimezone(VIETNAM).date()
        if not self._departments.stands(on):
            return Refused("departments_outdated", "the departments file does not stand for that day")
        for department in self._departments.open(on):
            if (department.id, department.service.id) == (request.department_id, request.service_id):
                if department.service.price != request.price:
                    return Refused("price_changed", "the departments file has another price")
                return department
        return Refused("no_department", "not in the departments file, or closed that day")

    def _send(self, outgoing: Outgoing, mode: Mode) -> Outcome[Message]:
        return _told(exchange(self._address, outgoing.content, outgoing.control_id, mode))

    def _today(self) -> date:
        return self._clock().astimezone(VIETNAM).date()


def _told(outcome: Outcome[T]) -> Outcome[T]:
    if not isinstance(outcome, Done):
        why = outcome.code if isinstance(outcome, Refused) else outcome.reason
        log.warning("hl7v2_not_done", extra={"reason": why})
    return outcome


def _of_the_first(repeated: Outcome[T]) -> Outcome[T | None]:
    """What the answer to a repeated message says about the first, whose answer was lost.

    A fault in the message met the first as well, so nothing was made. Any other refusal concerns the repeat alone: a
    receiver that is down now, or one that holds the first and is not as idempotent as it was configured.
    """
    if isinstance(repeated, Refused):
        return Done(None) if repeated.code in _FAULTS else Unknown("ambiguous", f"repeated, it was {repeated.code}")
    return repeated


def _renamed(outcome: Refused | Unknown, codes: dict[str, str]) -> Refused | Unknown:
    """A refusal under the port's own code where it has one."""
    if isinstance(outcome, Refused) and outcome.code in codes:
        return replace(outcome, code=codes[outcome.code])
    return outcome
