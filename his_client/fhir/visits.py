"""Visits as they stand on the server: an Encounter with its Patient, queue Tasks, Invoice and PaymentNotices."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from his_client import fields as read
from his_client.clock import VIETNAM
from his_client.fhir.catalogue import Offer
from his_client.fhir.client import FhirClient, Params, matching
from his_client.fhir.people import number_here, replaced_by
from his_client.fhir.resource import (
    Resource,
    code_in,
    dong,
    extension,
    id_order,
    identifier,
    instant,
    items,
    of_kind,
    reference_to,
    target,
)
from his_client.fhir.systems import Systems, token
from his_client.fields import BadShape
from his_client.his.values import Registered, Ticket
from his_client.outcome import Done, Outcome, Unknown

Places = Callable[[frozenset[str]], Outcome[Mapping[str, Offer]]]
"""Departments by their HealthcareService, at least those asked for where the hospital still offers them."""

_OTHER = Unknown("other_answer", "the answer holds what was not asked for")


@dataclass(frozen=True, slots=True)
class Visit:
    """One Encounter and what belongs to it; `invoice` is None where the server keeps no bills.

    `subject` is the Patient it was made for, `patient` the one that stands for that one now; mostly the same.
    """

    encounter: Resource
    subject: Resource | None
    patient: Resource | None
    tasks: tuple[Resource, ...]
    invoice: Resource | None
    notices: tuple[Resource, ...]

    @property
    def cancelled(self) -> bool:
        """Taken back."""
        return self.encounter.get("status") == "cancelled"

    @property
    def amount_paid(self) -> int:
        """What was receipted on its bill, in dong."""
        return sum(dong(notice, "amount") for notice in self.notices)


class Visits:
    """Finds visits and reads them as the kiosk's values. `numbered`: the hospital gives every place a number."""

    def __init__(self, client: FhirClient, systems: Systems, places: Places, *, numbered: bool) -> None:
        self._client = client
        self._systems = systems
        self._places = places
        self._numbered = numbered

    def of_day(
        self, patients: Sequence[str], day: date, headers: Mapping[str, str] | None = None
    ) -> Outcome[tuple[Visit, ...]]:
        """Visits of these Patients (Kind/id) that began on a day (hospital's day), earliest first.

        A visit without an end has not ended, so a search by date finds those of other days as well.
        """
        if not patients:
            return Done(())
        start = datetime.combine(day, datetime.min.time(), VIETNAM)
        between = [f"ge{start.isoformat()}", f"lt{(start + timedelta(days=1)).isoformat()}"]
        outcome = self.find({"subject": ",".join(patients), "date": between}, headers)
        if not isinstance(outcome, Done):
            return outcome
        if any(target(visit.encounter, "subject") not in patients for visit in outcome.value):
            return _OTHER
        try:
            begun = [(_began(visit), visit) for visit in outcome.value]
        except BadShape as shape:
            return Unknown("bad_shape", f"field {shape.field}")
        begun.sort(key=lambda pair: pair[0])
        return Done(tuple(visit for at, visit in begun if at.astimezone(VIETNAM).date() == day))

    def find(self, params: Params, headers: Mapping[str, str] | None = None) -> Outcome[tuple[Visit, ...]]:
        """Encounters with what belongs to them, by the order of their ids; those entered in error do not count."""
        wide = {**params, "_include": "Encounter:subject", "_revinclude": "Task:encounter"}
        found = self._client.search("Encounter", wide, headers)
        if not isinstance(found, Done):
            return found
        try:
            encounters = sorted(
                (item for item in of_kind(found.value, "Encounter") if item.get("status") != "entered-in-error"),
                key=id_order,
            )
            if not encounters:
                return Done(())
            bills = self._bills(encounters, headers)
            if not isinstance(bills, Done):
                return bills
            visits = tuple(self._visit(item, found.value, bills.value) for item in encounters)
        except BadShape as shape:
            return Unknown("bad_shape", f"field {shape.field}")
        return self._with_standing_patients(visits, headers)

    def by_key(self, key: str) -> Outcome[tuple[Visit, ...]]:
        """Visits under our key: none or one, and after a race at a server that allows it two, the one that counts
        first. It asks about what this kiosk made, and not about a person: no header says how sure it is of one."""
        outcome = self.find({"identifier": token(self._systems.visit_key, key)})
        if isinstance(outcome, Done) and any(self.key(visit) != key for visit in outcome.value):
            return _OTHER
        return outcome

    def by_code(self, visit_code: str) -> Outcome[Visit | None]:
        """The visit with this MA_LK, or, where the hospital numbers none, with this Encounter id."""
        outcome = self.find({"identifier": token(self._systems.visit_number, visit_code)})
        if isinstance(outcome, Done) and not outcome.value:
            outcome = self.find({"_id": visit_code})
        if not isinstance(outcome, Done):
            return outcome
        if any(self.code(visit) != visit_code for visit in outcome.value):
            return _OTHER
        return Done(next(iter(outcome.value), None))

    def codes(self, keys: Sequence[str]) -> Outcome[Mapping[str, str]]:
        """The visit code of each of our keys; the empty ones are of bills and visits that no kiosk made."""
        ours = sorted({*keys} - {""})
        if not ours:
            return Done({})
        tokens = ",".join(token(self._systems.visit_key, key) for key in ours)
        found = self._client.search("Encounter", {"identifier": tokens})
        mine = matching(found, "Encounter", lambda item: self._key(item) in ours)
        if not isinstance(mine, Done):
            return mine
        try:
            return Done({self._key(item): self._code(item) for item in mine.value})
        except BadShape as shape:
            return Unknown("bad_shape", f"field {shape.field}")

    def key(self, visit: Visit) -> str:
        """The kiosk's key of a visit; empty for one that was made elsewhere."""
        return self._key(visit.encounter)

    def code(self, visit: Visit) -> str:
        """MA_LK."""
        return self._code(visit.encounter)

    def _key(self, encounter: Resource) -> str:
        return identifier(encounter, self._systems.visit_key)

    def _code(self, encounter: Resource) -> str:
        return identifier(encounter, self._systems.visit_number) or read.text(encounter, "id")

    def registered(self, visits: Sequence[Visit]) -> Outcome[tuple[Registered, ...]]:
        """Visits as the kiosk's values."""
        try:
            owners = frozenset(target(task, "owner") for visit in visits for task in visit.tasks)
            places = self._places(owners) if owners else Done({})
            if not isinstance(places, Done):
                return places
            return Done(tuple(self._registered(visit, places.value) for visit in visits))
        except BadShape as shape:
            return Unknown("bad_shape", f"field {shape.field}")

    def answer(self, visit: Visit) -> Outcome[Registered]:
        """A registration's answer. Unknown until every place has its number, where the hospital gives numbers: it may
        do so a moment after it took the visit, and whoever asks again will see them."""
        outcome = self.registered([visit])
        if not isinstance(outcome, Done):
            return outcome
        registered = outcome.value[0]
        waits = self._numbered and not registered.cancelled
        if waits and not all(ticket.queue_number for ticket in registered.tickets):
            return Unknown("peer_error", "registered; the queue number is not there yet")
        return Done(registered)

    def _bills(
        self, encounters: Sequence[Resource], headers: Mapping[str, str] | None
    ) -> Outcome[tuple[Resource, ...]]:
        keys = [key for item in encounters if (key := identifier(item, self._systems.visit_key))]
        if not keys:
            return Done(())
        tokens = ",".join(token(self._systems.visit_key, key) for key in keys)
        found = self._client.search("Invoice", {"identifier": tokens, "_revinclude": "PaymentNotice:request"}, headers)
        mine = matching(found, "Invoice", lambda item: identifier(item, self._systems.visit_key) in keys)
        return found if isinstance(mine, Done) else mine

    def _visit(self, encounter: Resource, beside: Sequence[Resource], bills: Sequence[Resource]) -> Visit:
        key, reference = identifier(encounter, self._systems.visit_key), reference_to(encounter)
        person = target(encounter, "subject")
        patient = next((item for item in of_kind(beside, "Patient") if reference_to(item) == person), None)
        tasks = [
            task
            for task in of_kind(beside, "Task")
            if target(task, "encounter") == reference
            and code_in(task.get("code"), self._systems.word("task")) == "wait"
            and task.get("status") != "entered-in-error"
        ]
        tasks.sort(key=lambda task: identifier(task, self._systems.word("part")))
        mine = [
            bill
            for bill in of_kind(bills, "Invoice")
            if key and identifier(bill, self._systems.visit_key) == key and bill.get("status") != "entered-in-error"
        ]
        invoice = min(mine, key=id_order, default=None)
        notices = [
            notice
            for notice in of_kind(bills, "PaymentNotice")
            if invoice is not None
            and target(notice, "request") == reference_to(invoice)
            and notice.get("status") == "active"
        ]
        return Visit(encounter, patient, patient, tuple(tasks), invoice, tuple(notices))

    def _with_standing_patients(
        self, visits: tuple[Visit, ...], headers: Mapping[str, str] | None
    ) -> Outcome[tuple[Visit, ...]]:
        """A visit of a Patient that was replaced is told with the number of the one that stands for it."""
        whole = []
        for visit in visits:
            winner = replaced_by(visit.patient) if visit.patient is not None else ""
            if winner:
                outcome = self._client.read(winner, headers)
                if not isinstance(outcome, Done):
                    return outcome
                whole.append(replace(visit, patient=outcome.value))
            else:
                whole.append(visit)
        return Done(tuple(whole))

    def _registered(self, visit: Visit, places: Mapping[str, Offer]) -> Registered:
        tickets = tuple(self._ticket(task, places) for task in visit.tasks)
        main = tickets[0] if tickets else Ticket("", "", "", "", 0, 0, "", "")
        if visit.patient is None:
            raise BadShape("Encounter.subject")
        invoice = visit.invoice
        sure = extension(visit.encounter, self._systems.word("provisional"))
        return Registered(
            self.key(visit),
            self.code(visit),
            number_here(self._systems, visit.patient),
            main.queue_number,
            main.room,
            main.floor,
            main.building,
            main.people_before,
            main.wait_minutes,
            bill_id(self._systems, invoice) if invoice is not None else "",
            dong(invoice, "totalNet") if invoice is not None else 0,
            main.department_id,
            main.department_name,
            visit.amount_paid,
            tickets[1:],
            sure is not None and sure.get("valueBoolean") is True,
            visit.cancelled,
        )

    def _ticket(self, task: Resource, places: Mapping[str, Offer]) -> Ticket:
        owner = target(task, "owner")
        place = places.get(owner)
        department = place.department if place is not None else None
        named = task.get("owner")
        return Ticket(
            identifier(task, self._systems.queue_number),
            department.room if department else "",
            department.floor if department else "",
            department.building if department else "",
            queue_word(self._systems, task, "people-before"),
            queue_word(self._systems, task, "wait-minutes"),
            department.id if department else owner.partition("/")[2],
            department.name
            if department
            else read.tidy(str(named.get("display") or ""))
            if isinstance(named, dict)
            else "",
        )


def _began(visit: Visit) -> datetime:
    return instant(read.record(visit.encounter.get("period"), "Encounter.period"), "start")


def queue_word(systems: Systems, task: Resource, name: str) -> int:
    """A number the HIS tells beside a place in the queue (Task.output); 0 where it tells none."""
    for output in items(task, "output"):
        if code_in(output.get("type"), systems.word("queue")) == name:
            return read.money(output, "valueInteger")
    return 0


def bill_id(systems: Systems, invoice: Resource) -> str:
    """The bill's number, or the Invoice's id where the hospital numbers none."""
    return identifier(invoice, systems.bill) or read.text(invoice, "id")
