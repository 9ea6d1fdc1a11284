"""Registering: what can be seen to be wrong beforehand, the one transaction, and what came of it."""

from collections.abc import Callable, Sequence
from datetime import date

from his_client.fhir.appointments import Appointments
from his_client.fhir.catalogue import Offer
from his_client.fhir.client import CONFLICT, FhirClient
from his_client.fhir.people import carries, patient_value, said
from his_client.fhir.registration import Wanted, entries
from his_client.fhir.resource import Resource, reference_to
from his_client.fhir.settle import Settling
from his_client.fhir.slots import slot_of
from his_client.fhir.systems import Systems
from his_client.fhir.visits import Visit, Visits
from his_client.fields import BadShape
from his_client.his.capability import NOT_ASSURED
from his_client.his.checks import form_refusal, guardian_refusal, limit_refusal
from his_client.his.identity import Identifier
from his_client.his.search import Conflict, compare
from his_client.his.values import Registered, RegistrationRequest
from his_client.outcome import Done, Outcome, Refused, Unknown

_FULL = Refused("full", "no number left in this department today")
_TRIES, _TRIES_FOR_A_SLOT = 2, 6


class Registering:
    """Registers at one server. The server's own rules are final; what is checked here spares it the attempt, and
    stands in for them at a server that has none. `takes_slots`: a place in a department with Slots makes one busy."""

    def __init__(
        self,
        client: FhirClient,
        systems: Systems,
        visits: Visits,
        settling: Settling,
        appointments: Appointments,
        facility_code: str,
        *,
        takes_slots: bool = False,
    ) -> None:
        self._client = client
        self._systems = systems
        self._visits = visits
        self._settling = settling
        self._appointments = appointments
        self._facility_code = facility_code
        self._takes_slots = takes_slots

    def again(self, visit: Visit, request: RegistrationRequest) -> Outcome[Registered]:
        """What the same key got before; Refused where it stands for another person or other departments."""
        told = self._visits.answer(visit)
        if not isinstance(told, Done):
            return told
        registered = told.value
        wanted = [choice.department_id for choice in request.services]
        person = self._is_of(visit, request)
        if not isinstance(person, Done):
            return person
        if not person.value or [ticket.department_id for ticket in registered.tickets] != wanted:
            return Refused("key_reused", "this key registered something else")
        if registered.cancelled:
            return Refused("cancelled", "this visit was taken back")
        return Done(registered)

    def new(
        self, request: RegistrationRequest, offers: Callable[[], Outcome[tuple[Offer, ...]]], today: date
    ) -> Outcome[Registered]:
        """Registers what no visit has the key of yet. `offers` reads what is offered now; `today` is the
        hospital's day.

        A transaction that met a conflict did nothing. Where its key is not there, it is made once more of what the
        server holds now: another kiosk has just registered the same new patient, or taken the same Slot, for example.
        """
        for _ in range(_TRIES_FOR_A_SLOT if self._takes_slots else _TRIES):
            offered = offers()
            if not isinstance(offered, Done):
                return offered
            outcome = self._try(request, offered.value, today)
            if outcome != CONFLICT:
                return outcome
            if (found := self._after_conflict(request)) is not None:
                return found
        return Unknown("peer_error", "one conflict after another; ask by the key")

    def _try(self, request: RegistrationRequest, offered: Sequence[Offer], today: date) -> Outcome[Registered]:
        """One attempt; CONFLICT when the server met one."""
        if refusal := form_refusal(request) or guardian_refusal(request.guardian, request.identity, today):
            return refusal
        chosen = _chosen(request, offered, today)
        if not isinstance(chosen, Done):
            return chosen
        person = Identifier.of(request.identity)
        headers = said(request.identity.identity_source)
        found = self._people(person, headers)
        if not isinstance(found, Done):
            return found
        standing = self._settling.standing(found.value, headers)
        if not isinstance(standing, Done):
            return standing
        known = self._known(standing.value, request)
        if not isinstance(known, Done):
            return known
        same_person = sorted({known.value, *map(reference_to, found.value)} - {""})
        free = self._not_today(request, same_person, today)
        if not isinstance(free, Done):
            return free
        appointment: Resource | None = None
        if request.appointment_id is not None:
            usable = self._appointments.usable(request.appointment_id, same_person, chosen.value[0].reference, headers)
            if not isinstance(usable, Done):
                return usable
            appointment = usable.value
        try:
            held = slot_of(appointment) if appointment is not None and chosen.value[0].slotted else ""
            if chosen.value[0].full_by_slots and not held:
                return _FULL
            taken = self._taken(chosen.value, held)
            wanted = Wanted(request, chosen.value, known.value, appointment, self._facility_code, held, taken)
            bundle = entries(self._systems, wanted)
        except BadShape as shape:
            return Unknown("bad_shape", f"field {shape.field}")
        entered = self._client.transaction(bundle)
        if not isinstance(entered, Done):
            return entered
        if person.value:
            self._settling.after(entered.value, request.key, person, headers)
        return self._registered(request)

    def _taken(self, chosen: Sequence[Offer], held: str) -> tuple[Resource | None, ...]:
        """The first free Slot of each department that has Slots; none for the place an appointment holds one for."""
        if not self._takes_slots:
            return ()
        return tuple(
            offer.free[0] if offer.free and not (held and place == 0) else None for place, offer in enumerate(chosen)
        )

    def _people(self, person: Identifier, headers: dict[str, str]) -> Outcome[tuple[Resource, ...]]:
        """Every Patient with this number. A server that tells nobody of them for want of assurance has rules of its
        own: it decides alone whether this person registers, and as whom."""
        if not person.value:
            return Done(())  # a child without a number: nobody can be looked for
        found = self._settling.patients(person, headers)
        return Done(()) if isinstance(found, Refused) and found.code == NOT_ASSURED.code else found

    def _is_of(self, visit: Visit, request: RegistrationRequest) -> Outcome[bool]:
        """Whether a visit is of the person who asks, or of the one that stands for them; never Refused, because the
        visit is there."""
        number, headers = Identifier.of(request.identity), said(request.identity.identity_source)
        if not number.value:
            return Done(True)  # the key is all there is to know the visit of a child without a number by
        people = [item for item in (visit.subject, visit.patient) if item is not None]
        if any(carries(self._systems, item, number) for item in people):
            return Done(True)
        found = self._settling.patients(number, headers)
        standing = self._settling.standing(found.value, headers) if isinstance(found, Done) else found
        if isinstance(standing, Refused):
            return Unknown("peer_error", "the visit is there; whose it is was not told")
        if not isinstance(standing, Done):
            return standing
        patient = standing.value
        return Done(patient is not None and reference_to(patient) in map(reference_to, people))

    def _known(self, patient: Resource | None, request: RegistrationRequest) -> Outcome[str]:
        """The Patient to register, as Kind/id; empty when nobody has this number yet."""
        if patient is None:
            return Done("")
        try:
            value = patient_value(self._systems, patient)
        except BadShape as shape:
            return Unknown("bad_shape", f"field {shape.field}")
        if isinstance(compare(request.identity, value, Identifier.of(request.identity).kind), Conflict):
            return Refused("conflict", "this number is known with another name or birth date")
        return Done(reference_to(patient))

    def _not_today(self, request: RegistrationRequest, patients: Sequence[str], today: date) -> Outcome[None]:
        """Nobody is registered twice a day in one department."""
        found = self._visits.of_day(patients, today, said(request.identity.identity_source))
        if not isinstance(found, Done):
            return found
        standing = self._visits.registered([visit for visit in found.value if not visit.cancelled])
        if not isinstance(standing, Done):
            return standing
        taken = {ticket.department_id for visit in standing.value for ticket in visit.tickets}
        if taken & {choice.department_id for choice in request.services}:
            return Refused("already", "registered today in this department")
        return Done(None)

    def _registered(self, request: RegistrationRequest) -> Outcome[Registered]:
        """What the server holds now: it may have numbered, priced or placed what we sent."""
        found = self._visits.by_key(request.key)
        if not isinstance(found, Done):
            return found
        if not found.value:
            return Unknown("other_answer", "the registration was taken and is not found")
        return self.again(found.value[0], request)

    def _after_conflict(self, request: RegistrationRequest) -> Outcome[Registered] | None:
        """What stands under the key after all; None when nothing does."""
        found = self._visits.by_key(request.key)
        if not isinstance(found, Done):
            return found
        return self.again(found.value[0], request) if found.value else None


def _chosen(request: RegistrationRequest, offered: Sequence[Offer], today: date) -> Outcome[tuple[Offer, ...]]:
    """The offers the request is about, in its order."""
    by_id = {offer.department.id: offer for offer in offered}
    chosen: list[Offer] = []
    for choice in request.services:
        offer = by_id.get(choice.department_id)
        if offer is None or offer.department.service.id != choice.service_id:
            return Refused("no_department", "no such department or service; ask for the list again")
        if offer in chosen:
            return Refused("twice", "a department stands twice in the request")
        chosen.append(offer)
    for choice, offer in zip(request.services, chosen, strict=True):
        held = request.appointment_id is not None and offer is chosen[0]  # it may hold one of the busy Slots
        if offer.department.full and not (held and offer.full_by_slots):
            return _FULL
        if refusal := limit_refusal(request.identity, offer.department, today):
            return refusal
        if choice.price != offer.department.service.price:
            return Refused("price_changed", "the price list changed; ask for the list again")
    return Done(tuple(chosen))
