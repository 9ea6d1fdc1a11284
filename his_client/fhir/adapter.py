"""A hospital system that speaks HL7 FHIR R4: the ports in resources, what it cannot do narrowed by what it says."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from his_client.clock import VIETNAM, Clock
from his_client.fhir import statement
from his_client.fhir.appointments import Appointments
from his_client.fhir.catalogue import Offer, offers
from his_client.fhir.client import FhirClient, matching
from his_client.fhir.money import Money
from his_client.fhir.people import number_here, patient_value, said
from his_client.fhir.queue import Waiting
from his_client.fhir.registering import Registering
from his_client.fhir.resource import Resource, code_in, reference_to, refers
from his_client.fhir.settle import Settling
from his_client.fhir.slots import SlotUse, with_slots
from his_client.fhir.systems import Systems
from his_client.fhir.taking_back import TakingBack
from his_client.fhir.visits import Visits
from his_client.fields import BadShape
from his_client.his.capability import NOT_ASSURED, NOT_SUPPORTED, Capability
from his_client.his.identity import Identifier, IdentifierKind, IdentitySource, Patient
from his_client.his.lacking import Lacking, lacking
from his_client.his.values import (
    Appointment,
    Bill,
    Department,
    PaymentNotice,
    PaymentPosted,
    QueuePosition,
    Receipt,
    Registered,
    RegistrationRequest,
)
from his_client.outcome import Done, Outcome, Refused, Unknown

log = logging.getLogger(__name__)
T = TypeVar("T")
P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class FhirConfig:
    """This hospital's facility code (MA_CSKCB) and the URIs it numbers things by.

    `numbered`: the HIS gives every place in a queue a number (Task.identifier), at once or a moment later; without it
    tickets carry none. `lacks`: what the hospital says it does not offer, whatever the server says. `slots`: what is
    done with Slots, where the server has them.
    """

    facility_code: str
    systems: Systems = field(default_factory=Systems)
    numbered: bool = True
    lacks: frozenset[Capability] = frozenset()
    slots: SlotUse = SlotUse.READ


def _guarded(ask: Callable[Concatenate["FhirHis", P], Outcome[T]]) -> Callable[Concatenate["FhirHis", P], Outcome[T]]:
    """A shape found wrong deep inside is an answer like any other: nobody can say what the server did."""

    @wraps(ask)
    def guarded(self: "FhirHis", /, *args: P.args, **kwargs: P.kwargs) -> Outcome[T]:
        try:
            return ask(self, *args, **kwargs)
        except BadShape as shape:
            return Unknown("bad_shape", f"field {shape.field}")

    return guarded


class FhirHis(Lacking):
    """`HospitalSystem` over FHIR R4; see `his_client.his.ports` for what each method promises.

    Thread-safe. Repeats no write by itself. A server may leave out a header it does not know, so who read no chip is
    refused here ("assurance"), before anything is sent. `learn` reads the server's CapabilityStatement, once; until it
    was read, everything the adapter can do is offered.
    """

    def __init__(self, config: FhirConfig, client: FhirClient, clock: Clock) -> None:
        self._systems = config.systems
        self._lacks = config.lacks
        self._client = client
        self._clock = clock
        self._unnumbered = frozenset() if config.numbered else frozenset({Capability.QUEUE_NUMBERS})
        self._capabilities = statement.OFFERED - self._unnumbered
        self._learned = False
        self._slots = config.slots
        self._reads_slots = taking = config.slots is SlotUse.TAKE
        self._offers: Mapping[str, Offer] = {}
        self._visits = Visits(client, self._systems, self._places, numbered=config.numbered)
        self._settling = Settling(client, self._systems, self._visits)
        self._money = Money(client, self._systems, clock, config.facility_code, self._visits.codes)
        self._appointments = Appointments(client, self._systems, clock)
        self._waiting = Waiting(client, self._systems, self._visits, clock)
        self._taking_back = TakingBack(client, self._systems, self._visits, clock, frees_slots=taking)
        self._registering = Registering(
            client,
            self._systems,
            self._visits,
            self._settling,
            self._appointments,
            config.facility_code,
            takes_slots=taking,
        )

    @property
    def capabilities(self) -> frozenset[Capability]:
        """What the adapter can do, less what the server says it cannot and the hospital does not offer."""
        return self._capabilities - self._lacks

    @_guarded
    def learn(self) -> Outcome[frozenset[Capability]]:
        """Reads the CapabilityStatement. Refused "unfit": nobody can be registered there; the detail says for want of
        what."""
        outcome = self._client.capabilities()
        if not isinstance(outcome, Done):
            return outcome
        if outcome.value.get("resourceType") != "CapabilityStatement":
            return Unknown("bad_shape", "field resourceType")
        if missing := statement.lacking(outcome.value, taking=self._slots is SlotUse.TAKE):
            return Refused("unfit", f"the server lacks {', '.join(missing)}")
        self._capabilities = statement.capabilities(outcome.value) - self._unnumbered
        self._reads_slots = self._slots is not SlotUse.OFF and statement.slots(outcome.value)
        self._learned = True
        return Done(self.capabilities)

    @_guarded
    def find_patient(self, identifier: Identifier, source: IdentitySource) -> Outcome[Patient | None]:
        """Patient?identifier=, and the department of the last Encounter."""
        if not source.from_chip:
            return NOT_ASSURED
        found = self._persons(identifier, source)
        if not isinstance(found, Done):
            return found
        standing = self._settling.standing(found.value, said(source))
        if not isinstance(standing, Done) or standing.value is None:
            return standing if not isinstance(standing, Done) else Done(None)
        patient = standing.value
        mine = reference_to(patient)
        found = self._client.search(
            "Encounter", {"subject": mine, "_sort": "-date", "_count": "1"}, said(source), first_page=True
        )
        last = matching(found, "Encounter", refers("subject", mine))
        if not isinstance(last, Done):
            return last
        department = code_in(last.value[0].get("serviceType"), self._systems.department) if last.value else ""
        return Done(patient_value(self._systems, patient, department or None))

    @_guarded
    def departments(self) -> Outcome[tuple[Department, ...]]:
        """HealthcareService with Location and ChargeItemDefinition, and today's Slots."""
        if not self._learned and isinstance(learned := self.learn(), Refused) and learned.code == "unfit":
            return learned
        outcome = self._fresh_offers()
        if not isinstance(outcome, Done):
            return outcome
        return Done(tuple(offer.department for offer in outcome.value))

    @_guarded
    def appointments_today(self, patient_id: str, source: IdentitySource) -> Outcome[tuple[Appointment, ...]]:
        """Appointment?actor=Patient/…&date=today, booked ones."""
        if Capability.APPOINTMENTS not in self.capabilities:
            return NOT_SUPPORTED
        if not source.from_chip:
            return NOT_ASSURED
        patients = self._references(Identifier(IdentifierKind.PATIENT_ID, patient_id), source)
        if not isinstance(patients, Done):
            return patients
        places = self._fresh_offers()
        if not isinstance(places, Done):
            return places
        return self._appointments.today(patients.value, places.value, said(source))

    @_guarded
    def register(self, request: RegistrationRequest) -> Outcome[Registered]:
        """One transaction Bundle; searched for by its key before."""
        if lacking(request, self.capabilities):
            return NOT_SUPPORTED
        known = self._visits.by_key(request.key)
        if not isinstance(known, Done):
            return known
        if known.value:
            return self._registering.again(known.value[0], request)
        return self._registering.new(request, self._fresh_offers, self._today())

    @_guarded
    def find_registration(self, key: str, wanted: RegistrationRequest | None = None) -> Outcome[Registered | None]:  # noqa: ARG002 - the key suffices
        """Encounter?identifier= our key."""
        found = self._visits.by_key(key)
        if not isinstance(found, Done):
            return found
        if not found.value:
            return Done(None)
        answer = self._visits.answer(found.value[0])
        return Done(answer.value) if isinstance(answer, Done) else answer

    @_guarded
    def registrations_today(self, identifier: Identifier, source: IdentitySource) -> Outcome[tuple[Registered, ...]]:
        """Encounter?subject=…&date=today of everybody with this number, linked Patients included."""
        if not source.from_chip:
            return NOT_ASSURED
        patients = self._references(identifier, source)
        if not isinstance(patients, Done):
            return patients
        found = self._visits.of_day(patients.value, self._today(), said(source))
        if not isinstance(found, Done):
            return found
        standing = [visit for visit in found.value if not visit.cancelled and self._visits.key(visit)]
        return self._visits.registered(standing)

    @_guarded
    def cancel(self, visit_code: str, reason: str) -> Outcome[Registered]:
        """Encounter, Tasks, orders, charges and Invoice taken back in one transaction under If-Match."""
        if Capability.CANCEL not in self.capabilities:
            return NOT_SUPPORTED
        return self._taking_back.cancel(visit_code, reason)

    @_guarded
    def reprint(self, visit_code: str) -> Outcome[Registered | None]:
        """The visit, with a Provenance that says another slip was printed."""
        if Capability.REPRINT not in self.capabilities:
            return NOT_SUPPORTED
        return self._taking_back.reprint(visit_code)

    @_guarded
    def bills(self, patient_id: str, source: IdentitySource) -> Outcome[tuple[Bill, ...]]:
        """Invoice?subject=Patient/…&status=issued."""
        if Capability.BILLS not in self.capabilities:
            return NOT_SUPPORTED
        if not source.from_chip:
            return NOT_ASSURED
        patients = self._references(Identifier(IdentifierKind.PATIENT_ID, patient_id), source)
        if not isinstance(patients, Done):
            return patients
        return self._money.bills(patients.value, said(source)) if patients.value else Done(())

    @_guarded
    def receipts(self, day: date) -> Outcome[tuple[Receipt, ...]]:
        """PaymentNotice?created=day."""
        return self._money.receipts(day) if Capability.RECEIPTS in self.capabilities else NOT_SUPPORTED

    @_guarded
    def post_payment(self, notice: PaymentNotice) -> Outcome[PaymentPosted]:
        """PaymentNotice and the balanced Invoice in one transaction."""
        return self._money.post(notice) if Capability.PAYMENTS in self.capabilities else NOT_SUPPORTED

    @_guarded
    def find_payment(self, payment_id: str) -> Outcome[PaymentPosted | None]:
        """PaymentNotice?identifier=."""
        return self._money.find(payment_id) if Capability.PAYMENTS in self.capabilities else NOT_SUPPORTED

    @_guarded
    def position(self, visit_code: str) -> Outcome[tuple[QueuePosition, ...]]:
        """The visit's Tasks, and how many wait before them."""
        return self._waiting.position(visit_code) if Capability.QUEUE in self.capabilities else NOT_SUPPORTED

    def _persons(self, identifier: Identifier, source: IdentitySource) -> Outcome[tuple[Resource, ...]]:
        found = self._settling.patients(identifier, said(source))
        if isinstance(found, Done) and not found.value and identifier.kind is IdentifierKind.PATIENT_ID:
            # a hospital that gives no numbers of its own is asked by the resource's id
            found = self._client.search("Patient", {"_id": identifier.value}, said(source))
            return matching(found, "Patient", lambda item: number_here(self._systems, item) == identifier.value)
        return found

    def _references(self, identifier: Identifier, source: IdentitySource) -> Outcome[tuple[str, ...]]:
        found = self._persons(identifier, source)
        return Done(tuple(map(reference_to, found.value))) if isinstance(found, Done) else found

    def _today(self) -> date:
        return self._clock().astimezone(VIETNAM).date()

    def _fresh_offers(self) -> Outcome[tuple[Offer, ...]]:
        now = self._clock().astimezone(VIETNAM)
        outcome = offers(self._client, self._systems, now)
        if isinstance(outcome, Done) and self._reads_slots:
            slotted = with_slots(self._client, outcome.value, now)
            if isinstance(slotted, Refused) and self._slots is SlotUse.READ:
                # a server that has Slots and does not tell of them: its own rules decide alone
                log.warning("fhir_slots_not_told", extra={"reason": slotted.code})
            else:
                outcome = slotted
        if isinstance(outcome, Done):
            self._offers = {offer.reference: offer for offer in outcome.value}
        return outcome

    def _places(self, references: frozenset[str]) -> Outcome[Mapping[str, Offer]]:
        """Rooms seldom change within a day: what was read last will do where it knows all that is asked for."""
        if not references <= self._offers.keys():
            outcome = self._fresh_offers()
            if not isinstance(outcome, Done):
                return outcome
        return Done(self._offers)
