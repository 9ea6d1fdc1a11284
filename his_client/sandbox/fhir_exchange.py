"""Writing at the sandbox's FHIR face: a transaction is one transaction of the registration book, or nothing.

Conditional creates are decided under the book's lock, so two kiosks at once make one resource. Whatever the book
numbers (Patient, Encounter, Task, Invoice, PaymentNotice) takes its id from there, and an update of such a resource
stands only where the book agrees with it (https://hl7.org/fhir/R4/http.html#transaction).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl

from his_client import fields as read
from his_client.fhir.bindings import problems
from his_client.fhir.client import plain
from his_client.fhir.resource import Resource, code_in, items, reference_to, version_of
from his_client.fhir.systems import Systems
from his_client.fields import BadShape, Json
from his_client.his.values import Registered
from his_client.outcome import Refused
from his_client.sandbox.book import RegistrationBook
from his_client.sandbox.fhir_errors import FhirError, declined
from his_client.sandbox.fhir_intake import Reading
from his_client.sandbox.fhir_mirror import Mirror
from his_client.sandbox.fhir_search import search
from his_client.sandbox.fhir_store import FhirStore

CREATED = frozenset(
    {"ChargeItem", "Consent", "Coverage", "CoverageEligibilityRequest", "CoverageEligibilityResponse", "Encounter"}
    | {"Invoice", "Patient", "PaymentNotice", "Provenance", "RelatedPerson", "ServiceRequest", "Task"}
)
UPDATED = frozenset({"Appointment", "ChargeItem", "Encounter", "Invoice", "ServiceRequest", "Slot", "Task"})
_THE_BOOKS = frozenset({"Appointment", "Encounter", "Invoice", "Patient", "PaymentNotice", "Slot", "Task"})


@dataclass(frozen=True, slots=True)
class Write:
    """One entry: what to do with `resource`; `existing` is the Kind/id an update or a conditional create found."""

    resource: Resource
    known_as: str = ""
    if_none_exist: str = ""
    if_match: str = ""
    update: bool = False
    existing: str = ""

    @property
    def kind(self) -> str:
        """The resource's type."""
        return str(self.resource["resourceType"])

    @property
    def is_new(self) -> bool:
        """Whether it makes a resource."""
        return not self.existing


class Exchange:
    """Applies writes to the book and the resources."""

    def __init__(self, book: RegistrationBook, store: FhirStore, mirror: Mirror, systems: Systems) -> None:
        self._book = book
        self._store = store
        self._mirror = mirror
        self._systems = systems

    def transaction(self, bundle: Resource) -> tuple[tuple[bool, Resource], ...]:
        """Every entry of a Bundle as (whether it was created, the resource as it stands now), in its order."""
        if bundle.get("resourceType") != "Bundle" or bundle.get("type") != "transaction":
            raise FhirError(400, "not-supported", "Bundle.type")
        return self.apply([_write(entry) for entry in items(bundle, "entry")])

    def apply(self, writes: Sequence[Write]) -> tuple[tuple[bool, Resource], ...]:
        """All of them or none."""
        names = [write.known_as for write in writes if write.known_as]
        if len(set(names)) < len(names):
            raise FhirError(400, "duplicate", "Bundle.entry.fullUrl")
        with self._store.transaction():
            self._mirror.refresh()
            planned = [self._planned(write) for write in writes]
            references = self._decide(planned)
            self._mirror.refresh()
            return tuple(
                (write.is_new, self._final(write, reference))
                for write, reference in zip(planned, references, strict=True)
            )

    def _planned(self, write: Write) -> Write:
        """Checked, and matched with what is there."""
        if write.kind not in (UPDATED if write.update else CREATED):
            raise FhirError(405, "not-supported", write.kind)
        if wrong := problems(write.resource):
            raise FhirError(422, "code-invalid" if "." in wrong[0] else "structure", wrong[0])
        if write.update:
            reference = reference_to(write.resource)
            current = self._store.get(reference)
            if current is None:
                raise FhirError(404, "not-found", write.kind)
            if write.if_match != version_of(current):
                raise FhirError(412, "conflict", write.kind)
            return replace(write, existing=reference)
        if "id" in write.resource:
            raise FhirError(400, "invalid", f"{write.kind}.id")
        if not write.if_none_exist:
            return write
        found = search(self._store, write.kind, parse_qsl(write.if_none_exist, strict_parsing=True)).matches
        if len(found) > 1:
            raise FhirError(412, "multiple-matches", write.kind)
        return replace(write, existing=reference_to(found[0])) if found else write

    def _decide(self, writes: Sequence[Write]) -> list[str]:
        """Lets the book decide, stores what was sent, and answers with Kind/id of every entry."""
        registered = self._register(writes)
        self._cancel(writes)
        given: Counter[str] = Counter()
        references: list[str] = []
        tasks = 0
        for write in writes:
            if write.existing:
                references.append(write.existing)
                continue
            match write.kind:
                case "Encounter" if registered:
                    identifier = registered.visit_code
                case "Invoice" if registered:
                    identifier = registered.bill_id
                case "Task" if registered:
                    identifier, tasks = f"{registered.visit_code}-{tasks}", tasks + 1
                case "Patient":
                    identifier = registered.patient_id if registered else self._new_patient(write.resource)
                case "PaymentNotice":
                    identifier = self._pay(write.resource)
                case "Encounter" | "Invoice" | "Task":
                    raise FhirError(422, "business-rule", write.kind)
                case kind:
                    identifier = str(self._store.count(kind) + 1 + given[kind])
                    given[kind] += 1
            references.append(f"{write.kind}/{identifier}")
        named = {write.known_as: at for write, at in zip(writes, references, strict=True) if write.known_as}
        for write, reference in zip(writes, references, strict=True):
            if write.is_new or (write.update and write.kind not in _THE_BOOKS):
                resolved = self._resolved(write.resource, named, {*references})
                if wrong := problems(resolved):  # of what was a urn:uuid, only now the kind is known
                    raise FhirError(422, "invalid", wrong[0])
                self._store.put({**plain(resolved), "id": reference.partition("/")[2]})
        return references

    def _register(self, writes: Sequence[Write]) -> Registered | None:
        new = [write for write in writes if write.kind == "Encounter" and write.is_new]
        if not new:
            return None
        encounter = new[0].resource
        if len(new) > 1:
            raise FhirError(422, "business-rule", "Encounter")
        resources = [write.resource for write in writes]
        try:
            subject = read.text(read.record(encounter.get("subject"), "Encounter.subject"), "reference")
            patient = self._subject(subject, writes)
            wanted = Reading(self._systems, resources).registration(encounter, patient)
        except BadShape as shape:
            raise FhirError(422, "required", shape.field) from None
        tasks = [write for write in writes if write.kind == "Task" and write.is_new]
        if len(tasks) != len(wanted.services):
            raise FhirError(422, "business-rule", "Task")
        answer = self._book.register(wanted)
        if isinstance(answer, Refused):
            raise declined(answer.code)
        return answer

    def _subject(self, reference: str, writes: Sequence[Write]) -> Resource:
        for write in writes:
            if write.known_as == reference and write.kind == "Patient":
                return self._store.get(write.existing) or write.resource
        known = self._store.get(reference)
        if known is None:
            raise FhirError(422, "not-found", "Encounter.subject")
        return known

    def _cancel(self, writes: Sequence[Write]) -> None:
        reasons = [code_in(write.resource.get("statusReason"), self._systems.word("cancel-reason")) for write in writes]
        for write in writes:
            if write.update and write.kind == "Encounter" and write.resource.get("status") == "cancelled":
                visit_code = write.existing.partition("/")[2]
                answer = self._book.cancel(visit_code, next(filter(None, reasons), ""))
                if isinstance(answer, Refused):
                    raise declined(answer.code)

    def _pay(self, resource: Resource) -> str:
        try:
            answer = self._book.cash.post_payment(Reading(self._systems, [resource]).payment(resource))
        except BadShape as shape:
            raise FhirError(422, "required", shape.field) from None
        if isinstance(answer, Refused):
            raise declined(answer.code)
        return answer.receipt_number

    def _new_patient(self, resource: Resource) -> str:
        """A person who is put in the index without a visit."""
        try:
            row = Reading(self._systems, [resource]).person(resource, f"BN{self._book.patients.count() + 1:07d}")
        except BadShape as shape:
            raise FhirError(422, "required", shape.field) from None
        if self._book.patients.get(row.id_number) is not None:
            raise FhirError(409, "duplicate", "Patient.identifier")
        self._book.patients.put(row)
        return row.patient_id

    def _resolved(self, resource: Resource, named: Mapping[str, str], made: set[str]) -> Resource:
        """References to other entries become references to what they made; any other must be there."""

        def walk(value: Json) -> Json:
            if isinstance(value, dict):
                reference = value.get("reference")
                if isinstance(reference, str):
                    at = named.get(reference, reference)
                    if at not in made and self._store.get(at) is None:
                        raise FhirError(422, "not-found", f"{resource['resourceType']}.reference")
                    return {**{name: walk(item) for name, item in value.items()}, "reference": at}
                return {name: walk(item) for name, item in value.items()}
            return [walk(item) for item in value] if isinstance(value, list) else value

        return {name: walk(value) for name, value in resource.items()}

    def _final(self, write: Write, reference: str) -> Resource:
        stored = self._store.get(reference)
        if stored is None:
            raise FhirError(500, "exception", write.kind)
        if write.update and stored.get("status") != write.resource.get("status"):
            raise FhirError(422, "business-rule", f"{write.kind}.status")
        return stored


def _write(entry: Resource) -> Write:
    try:
        resource = read.record(entry.get("resource"), "Bundle.entry.resource")
        request = read.record(entry.get("request"), "Bundle.entry.request")
        method, url = read.text(request, "method"), read.text(request, "url")
        kind = read.text(resource, "resourceType")
        whole = {"POST": kind, "PUT": f"{kind}/{resource.get('id')}"}.get(method)
        if whole is None or url != whole:
            raise FhirError(400, "not-supported", "Bundle.entry.request")
        return Write(
            resource,
            read.optional_text(entry, "fullUrl") or "",
            read.optional_text(request, "ifNoneExist") or "",
            version_in(read.optional_text(request, "ifMatch") or ""),
            method == "PUT",
        )
    except BadShape as shape:
        raise FhirError(400, "structure", shape.field) from None


def version_in(etag: str) -> str:
    """The version of a weak ETag."""
    return etag.removeprefix("W/").strip('"')
