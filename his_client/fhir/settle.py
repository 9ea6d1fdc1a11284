"""What two kiosks did at once, settled afterwards: conditional create is no lock on many servers.

After a registration its Patient and its Encounter are searched for by their identifiers. Where there is more than one,
the first by id counts, for every kiosk alike; whoever made another takes it out of use: a Patient is linked to the one
that stands for it, an Encounter and what belongs to it become entered-in-error. Nothing is merged, nothing deleted.
"""

import logging
from collections.abc import Mapping, Sequence

from his_client.fhir.client import Entered, Entry, FhirClient, matching
from his_client.fhir.people import carries, linked, replaced_by, the_one
from his_client.fhir.resource import Resource, id_order, reference_to, refers, version_of
from his_client.fhir.systems import Systems, number_of, token
from his_client.fhir.visits import Visit, Visits
from his_client.his.identity import Identifier
from his_client.outcome import Done, Outcome, Unknown

log = logging.getLogger(__name__)

_IN_ERROR = ("ServiceRequest", "ChargeItem")


class Settling:
    """Settles the doubles a registration of ours may have left. What fails here is logged and left for a person: the
    registration itself stands."""

    def __init__(self, client: FhirClient, systems: Systems, visits: Visits) -> None:
        self._client = client
        self._systems = systems
        self._visits = visits

    def after(
        self, entered: Sequence[Entered], key: str, person: Identifier, headers: Mapping[str, str] | None = None
    ) -> None:
        """Looks for doubles of what `entered` created, and takes ours out of use where another counts."""
        for one in entered:
            if one.created and one.reference.startswith("Patient/"):
                self._patient(one.reference, person, headers)
            elif one.created and one.reference.startswith("Encounter/"):
                self._visit(one.reference, key)

    def patients(self, person: Identifier, headers: Mapping[str, str] | None = None) -> Outcome[tuple[Resource, ...]]:
        """Every Patient with this number, linked ones too."""
        wanted = token(self._systems.of_person(person.kind), number_of(person))
        found = self._client.search("Patient", {"identifier": wanted}, headers)
        return matching(found, "Patient", lambda item: carries(self._systems, item, person))

    def standing(self, found: Sequence[Resource], headers: Mapping[str, str] | None = None) -> Outcome[Resource | None]:
        """Of the Patients with one number the one that counts. Where all of them were replaced, the one that stands
        for the first, which need not carry the number itself."""
        patient = the_one(found)
        if patient is not None or not found:
            return Done(patient)
        winner = replaced_by(min(found, key=id_order))
        read = self._client.read(winner, headers)
        if not isinstance(read, Done):
            return read
        return Done(read.value) if not replaced_by(read.value) else Unknown("peer_error", "links beyond a link")

    def _patient(self, ours: str, person: Identifier, headers: Mapping[str, str] | None = None) -> None:
        found = self.patients(person, headers)
        if not isinstance(found, Done):
            log.warning("fhir_double_not_looked_for", extra={"kind": "Patient"})
            return
        winner = the_one(found.value)
        loser = next((item for item in found.value if reference_to(item) == ours), None)
        if winner is None or loser is None or reference_to(winner) == ours:
            return
        done = isinstance(self._client.update(linked(loser, winner)), Done)
        log.warning("fhir_double", extra={"kind": "Patient", "settled": done})

    def _visit(self, ours: str, key: str) -> None:
        found = self._visits.by_key(key)
        if not isinstance(found, Done):
            log.warning("fhir_double_not_looked_for", extra={"kind": "Encounter"})
            return
        loser = next((visit for visit in found.value[1:] if reference_to(visit.encounter) == ours), None)
        if loser is None:
            return
        log.warning("fhir_double", extra={"kind": "Encounter", "settled": self._take_out(loser)})

    def _take_out(self, visit: Visit) -> bool:
        encounter = reference_to(visit.encounter)
        parts: list[Resource] = [visit.encounter, *visit.tasks]
        for kind, parameter in zip(_IN_ERROR, ("encounter", "context"), strict=True):
            found = matching(self._client.search(kind, {parameter: encounter}), kind, refers(parameter, encounter))
            if not isinstance(found, Done):
                return False
            parts += found.value
        # one Invoice serves both visits of a key: it was created conditionally, like all of them
        wrong = [Entry({**part, "status": "entered-in-error"}, if_match=version_of(part)) for part in parts]
        return isinstance(self._client.transaction(wrong), Done)
