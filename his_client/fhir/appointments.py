"""Appointments of today: Appointment with the Patient and the HealthcareService as participants."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from his_client import fields as read
from his_client.clock import VIETNAM, Clock
from his_client.fhir.catalogue import Offer
from his_client.fhir.client import NOT_FOUND, FhirClient, matching
from his_client.fhir.resource import Resource, code_in, instant, items, tail
from his_client.fhir.systems import Systems
from his_client.fields import BadShape
from his_client.his.values import Appointment, AppointmentKind
from his_client.outcome import Done, Outcome, Refused, Unknown

_REASON = "http://terminology.hl7.org/CodeSystem/v2-0276"
_NO_APPOINTMENT = Refused("no_appointment", "no such appointment of this patient today, or it was used")


class Appointments:
    """Reads appointments, and says whether one may be used (https://hl7.org/fhir/R4/appointment.html)."""

    def __init__(self, client: FhirClient, systems: Systems, clock: Clock) -> None:
        self._client = client
        self._systems = systems
        self._clock = clock

    def today(
        self, patients: Sequence[str], offers: Sequence[Offer], headers: Mapping[str, str]
    ) -> Outcome[tuple[Appointment, ...]]:
        """Booked ones of today for any of `patients` (Kind/id), in a department that is offered, earliest first."""
        if not patients:
            return Done(())
        start = datetime.combine(self._now().date(), datetime.min.time(), VIETNAM)
        between = [f"ge{start.isoformat()}", f"lt{(start + timedelta(days=1)).isoformat()}"]
        found = self._client.search(
            "Appointment", {"actor": ",".join(patients), "date": between, "status": "booked"}, headers
        )
        mine = matching(found, "Appointment", lambda item: bool(_actors(item) & set(patients)))
        if not isinstance(mine, Done):
            return mine
        places = {offer.reference: offer for offer in offers}
        try:
            due = [
                self._appointment(item, places)
                for item in mine.value
                if self._usable(item) and _actors(item) & places.keys()
            ]
        except BadShape as shape:
            return Unknown("bad_shape", f"field {shape.field}")
        return Done(tuple(sorted(due, key=lambda appointment: appointment.starts_at)))

    def usable(
        self, appointment_id: str, patients: Sequence[str], service: str, headers: Mapping[str, str]
    ) -> Outcome[Resource]:
        """The Appointment, if it can be used by one of `patients` in `service` (both Kind/id) today."""
        found = self._client.read(f"Appointment/{appointment_id}", headers)
        if not isinstance(found, Done):
            return _NO_APPOINTMENT if found == NOT_FOUND else found
        try:
            actors = _actors(found.value)
            fits = self._usable(found.value) and service in actors and actors & set(patients)
        except BadShape as shape:
            return Unknown("bad_shape", f"field {shape.field}")
        return found if fits else _NO_APPOINTMENT

    def _now(self) -> datetime:
        return self._clock().astimezone(VIETNAM)

    def _usable(self, resource: Resource) -> bool:
        today = instant(resource, "start").astimezone(VIETNAM).date() == self._now().date()
        return today and resource.get("status") == "booked"

    def _appointment(self, resource: Resource, places: Mapping[str, Offer]) -> Appointment:
        department = next(places[actor].department for actor in _actors(resource) if actor in places)
        revisit = code_in(resource.get("appointmentType"), _REASON) == "FOLLOWUP"
        doctors = [
            read.tidy(str(participant["actor"].get("display") or ""))
            for participant in items(resource, "participant")
            if "Practitioner" in _actor(participant)
            or read.record(participant.get("actor") or {}, "actor").get("type") == "Practitioner"
        ]
        return Appointment(
            read.text(resource, "id"),
            AppointmentKind.REVISIT if revisit else AppointmentKind.BOOKED,
            department.id,
            department.name,
            department.room,
            instant(resource, "start"),
            department.floor,
            department.building,
            doctors[0] if doctors else "",
        )


def _actor(participant: Resource) -> str:
    return tail(str(read.record(participant.get("actor") or {}, "actor").get("reference") or ""))


def _actors(resource: Resource) -> set[str]:
    return {actor for participant in items(resource, "participant") if (actor := _actor(participant))}
