"""A visit taken back, and another slip of one that stands."""

from his_client import fields as read
from his_client.clock import VIETNAM, Clock
from his_client.fhir.client import CONFLICT, NOT_FOUND, Entry, FhirClient, matching
from his_client.fhir.resource import Resource, reference_to, refers, version_of
from his_client.fhir.slots import taken_by
from his_client.fhir.systems import Systems, coded
from his_client.fhir.visits import Visit, Visits
from his_client.fields import BadShape, Json
from his_client.his.values import Registered
from his_client.outcome import Done, Outcome, Refused, Unknown

_DATA_OPERATION = "http://terminology.hl7.org/CodeSystem/v3-DataOperation"
_BEGUN_VISIT = frozenset({"triaged", "in-progress", "onleave", "finished"})
_BEGUN_TASK = frozenset({"in-progress", "on-hold", "failed", "completed"})
_ORDERS = (("ServiceRequest", "encounter", "revoked"), ("ChargeItem", "context", "aborted"))


class TakingBack:
    """Cancels and reprints. `frees_slots`: the Slots that were taken for a visit are freed with it."""

    def __init__(
        self, client: FhirClient, systems: Systems, visits: Visits, clock: Clock, *, frees_slots: bool = False
    ) -> None:
        self._client = client
        self._systems = systems
        self._visits = visits
        self._clock = clock
        self._frees_slots = frees_slots

    def cancel(self, visit_code: str, reason: str) -> Outcome[Registered]:
        """See `Registration.cancel`. A change by somebody else in between is looked at once more."""
        outcome = self._cancel(visit_code, reason)
        if outcome == CONFLICT:
            outcome = self._cancel(visit_code, reason)
        return Unknown("peer_error", "the visit keeps changing; ask again") if outcome == CONFLICT else outcome

    def reprint(self, visit_code: str) -> Outcome[Registered | None]:
        """See `Registration.reprint`."""
        found = self._visits.by_code(visit_code)
        if not isinstance(found, Done) or found.value is None:
            return found if not isinstance(found, Done) else Done(None)
        noted = self._client.transaction([Entry(self._slip(found.value))])
        if not isinstance(noted, Done):
            return noted
        told = self._visits.registered([found.value])
        return Done(told.value[0]) if isinstance(told, Done) else told

    def _cancel(self, visit_code: str, reason: str) -> Outcome[Registered]:
        found = self._visits.by_code(visit_code)
        if not isinstance(found, Done):
            return found
        visit = found.value
        if visit is None:
            return Refused("no_visit", "no such visit")
        if not visit.cancelled:
            done = self._take_back(visit, reason)
            if not isinstance(done, Done):
                return done
            found = self._visits.by_code(visit_code)
            if not isinstance(found, Done) or found.value is None:
                return found if not isinstance(found, Done) else Unknown("other_answer", "the visit is not found")
            visit = found.value
        told = self._visits.registered([visit])
        return Done(told.value[0]) if isinstance(told, Done) else told

    def _take_back(self, visit: Visit, reason: str) -> Outcome[None]:
        try:
            if visit.amount_paid:
                return Refused("paid", "money was taken for this visit; the cashier cancels it")
            begun = any(str(task.get("status")) in _BEGUN_TASK for task in visit.tasks)
            if begun or str(visit.encounter.get("status")) in _BEGUN_VISIT:
                return Refused("called", "this visit has begun")
            orders = self._orders(visit)
            if not isinstance(orders, Done):
                return orders
            slots = self._slots(visit)
            if not isinstance(slots, Done):
                return slots
            why = coded(self._systems.word("cancel-reason"), reason)
            changed = [_changed(visit.encounter, status="cancelled")]
            changed += [_changed(task, status="cancelled", statusReason=why) for task in visit.tasks]
            if visit.invoice is not None:
                changed.append(_changed(visit.invoice, status="cancelled"))
            done = self._client.transaction([*changed, *orders.value, *slots.value])
        except BadShape as shape:
            return Unknown("bad_shape", f"field {shape.field}")
        return Done(None) if isinstance(done, Done) else done

    def _orders(self, visit: Visit) -> Outcome[list[Entry]]:
        encounter, changed = reference_to(visit.encounter), []
        for kind, parameter, status in _ORDERS:
            found = matching(self._client.search(kind, {parameter: encounter}), kind, refers(parameter, encounter))
            if not isinstance(found, Done):
                return found
            changed += [_changed(item, status=status) for item in found.value]
        return Done(changed)

    def _slots(self, visit: Visit) -> Outcome[list[Entry]]:
        """Those taken for this visit by a kiosk, free again; never one an appointment holds."""
        changed: list[Entry] = []
        for task in visit.tasks if self._frees_slots else ():
            if taken := taken_by(self._systems, task):
                found = self._client.read(taken)
                if isinstance(found, Done) and found.value.get("status") == "busy":
                    changed.append(_changed(found.value, status="free"))
                elif not isinstance(found, Done) and found != NOT_FOUND:
                    return found
        return Done(changed)

    def _slip(self, visit: Visit) -> dict[str, Json]:
        return {
            "resourceType": "Provenance",
            "target": [{"reference": reference_to(visit.encounter)}],
            "recorded": self._clock().astimezone(VIETNAM).isoformat(timespec="seconds"),
            "activity": {
                "coding": [
                    {"system": _DATA_OPERATION, "code": "READ"},
                    {"system": self._systems.word("activity"), "code": "reprint"},
                ]
            },
            "agent": [{"who": {"identifier": {"system": self._systems.station, "value": "kiosk"}}}],
        }


def _changed(resource: Resource, **elements: Json) -> Entry:
    """An update of some elements, only of the version that was read."""
    read.text(resource, "id")
    return Entry({**resource, **elements}, if_match=version_of(resource))
