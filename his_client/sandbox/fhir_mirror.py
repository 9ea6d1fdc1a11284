"""The registration book as FHIR resources: what was registered by any face shows in this one, and the book's word is
the last. What a kiosk sent beyond it (an address, declarations) stays."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from his_client.clock import VIETNAM, Clock
from his_client.fhir.people import gender
from his_client.fhir.registration import ACT_CODE, visit_number
from his_client.fhir.systems import Systems, coded, person_number, typed, vnd
from his_client.fields import Json
from his_client.his.identity import DocumentType, Identifier, IdentifierKind
from his_client.his.values import Department, QueuePosition
from his_client.sandbox.book import RegistrationBook
from his_client.sandbox.fhir_catalogue import catalogue
from his_client.sandbox.fhir_slots import schedule
from his_client.sandbox.fhir_store import FhirStore
from his_client.sandbox.rows import AppointmentRow, PatientRow, PaymentRow, RegistrationRow, TicketRow

_REASON = "http://terminology.hl7.org/CodeSystem/v2-0276"
_BY_HAND = "cash"


class Mirror:
    """Writes the book's rows into the resources. Use it inside a transaction of the store."""

    def __init__(self, book: RegistrationBook, store: FhirStore, systems: Systems, clock: Clock) -> None:
        self._book = book
        self._store = store
        self._systems = systems
        self._clock = clock
        self._day = ""

    def refresh(self) -> None:
        """Brings the resources up to the book: today's visits and money, and once a day everything."""
        today = self._clock().astimezone(VIETNAM).date()
        only = {"day": today.isoformat()} if self._day == today.isoformat() else {}
        self._day = today.isoformat()
        departments = {item.id: item for item in self._book.departments()}
        for resource in catalogue(self._systems, departments.values(), today):
            self._store.put(resource)
        tickets = self._book.tickets.where(day=today.isoformat(), standing="yes")
        for rule in self._book.rooms.rules.values():
            numbers = [ticket.queue_number for ticket in tickets if ticket.department_id == rule.id]
            for resource in schedule(self._systems, self._store, rule, numbers, today):
                self._store.put(resource)
        for patient in self._book.patients.where():
            self._put(self._patient(patient))
        for appointment in self._book.desk.appointments.where():
            if appointment.department_id in departments:
                self._put(self._appointment(appointment, departments[appointment.department_id]))
        for row in self._book.registrations.where(**only):
            for resource in self._visit(row, departments):
                self._put(resource)
        bills = {row.bill_id for row in self._book.registrations.where()} if not only else None
        for payment in self._book.payments.where(**only):
            if bills is None or payment.bill_id in bills:
                self._put(self._notice(payment))

    def _put(self, resource: Mapping[str, Json]) -> None:
        base = self._store.body(f"{resource['resourceType']}/{resource['id']}")
        self._store.put({**base, **resource})

    def _patient(self, row: PatientRow) -> dict[str, Json]:
        passport = row.document == DocumentType.PASSPORT
        main = Identifier(IdentifierKind.PASSPORT, row.id_number) if passport else Identifier.citizen(row.id_number)
        numbers = [Identifier(IdentifierKind.PATIENT_ID, row.patient_id), main]
        if row.old_id_number and row.old_id_number != row.id_number:
            numbers.append(Identifier(IdentifierKind.OLD_ID_NUMBER, row.old_id_number))
        if row.insurance_number:
            numbers.append(Identifier(IdentifierKind.INSURANCE_NUMBER, row.insurance_number))
        told: dict[str, Json] = {
            "resourceType": "Patient",
            "id": row.patient_id,
            "identifier": [person_number(self._systems, number) for number in numbers],
            "active": True,
            "name": [{"use": "official", "text": row.full_name}],
            "gender": gender(row.sex),
        }
        if row.birth_date:
            told["birthDate"] = row.birth_date
        if row.phone:
            told["telecom"] = [{"system": "phone", "value": row.phone, "use": "mobile"}]
        return told

    def _appointment(self, row: AppointmentRow, department: Department) -> dict[str, Json]:
        doctor: Json = {"actor": {"type": "Practitioner", "display": row.doctor}, "status": "accepted"}
        return {
            "resourceType": "Appointment",
            "id": row.id,
            "status": "arrived" if row.used_by else "booked",
            "appointmentType": coded(_REASON, "FOLLOWUP" if row.kind == "revisit" else "ROUTINE"),
            "start": row.starts_at,
            "participant": [
                {"actor": {"reference": f"Patient/{row.patient_id}"}, "status": "accepted"},
                {
                    "actor": {"reference": f"HealthcareService/{department.id}", "display": department.name},
                    "status": "accepted",
                },
                *([doctor] if row.doctor else []),
            ],
        }

    def _visit(self, row: RegistrationRow, departments: Mapping[str, Department]) -> Iterator[dict[str, Json]]:
        subject, encounter = {"reference": f"Patient/{row.patient_id}"}, f"Encounter/{row.visit_code}"
        main = departments[row.department_id]
        key = {"system": self._systems.visit_key, "value": row.key}
        base = self._store.body(encounter)
        kept = [item for item in base.get("extension", ()) if item["url"] != self._systems.word("provisional")]
        unsure = {"url": self._systems.word("provisional"), "valueBoolean": True}
        extensions = [*kept, *([unsure] if row.provisional else [])]
        yield {
            "resourceType": "Encounter",
            "id": row.visit_code,
            "identifier": [visit_number(self._systems, row.visit_code), key],
            "status": "cancelled" if row.cancelled_at else "arrived",
            "class": {"system": ACT_CODE, "code": "AMB"},
            "serviceType": coded(self._systems.department, main.id, main.name),
            "subject": subject,
            "period": {"start": row.registered_at},
            **({"extension": extensions} if extensions else {}),
        }
        positions = {item.queue_number: item for item in self._book.desk.position(row.visit_code)}
        tickets = self._book.tickets.where(key=row.key)
        for ticket in tickets:
            yield self._task(row, ticket, departments[ticket.department_id], positions.get(ticket.queue_number))
        due = row.amount_due
        paid = self._book.cash.paid(row.bill_id) >= due > 0
        yield {
            "resourceType": "Invoice",
            "id": row.bill_id,
            "identifier": [
                {"system": self._systems.bill, "value": row.bill_id},
                key,
                visit_number(self._systems, row.visit_code),
            ],
            "status": "cancelled" if row.cancelled_at else "balanced" if paid else "issued",
            "type": {"text": "Khám bệnh"},
            "subject": subject,
            "date": row.registered_at,
            "totalNet": vnd(due),
            "totalGross": vnd(due),
        }

    def _task(
        self, row: RegistrationRow, ticket: TicketRow, department: Department, position: QueuePosition | None
    ) -> dict[str, Json]:
        told = [("people-before", ticket.people_before), ("wait-minutes", ticket.wait_minutes)]
        if position is not None:
            told += [("people-now", position.people_before), ("minutes-now", position.wait_minutes)]
        outputs: list[Json] = [
            {"type": coded(self._systems.word("queue"), name), "valueInteger": number} for name, number in told
        ]
        if position is not None:
            serving = coded(self._systems.word("queue"), "serving")
            outputs.append({"type": serving, "valueString": position.serving})
        return {
            "resourceType": "Task",
            "id": f"{row.visit_code}-{ticket.place}",
            "identifier": [
                {"system": self._systems.queue_number, "value": ticket.queue_number},
                {"system": self._systems.word("part"), "value": f"{row.key}/wait/{ticket.place}"},
            ],
            "status": "cancelled" if row.cancelled_at else "requested",
            "intent": "order",
            "code": coded(self._systems.word("task"), "wait"),
            "for": {"reference": f"Patient/{row.patient_id}"},
            "encounter": {"reference": f"Encounter/{row.visit_code}"},
            "authoredOn": row.registered_at,
            "owner": {"reference": f"HealthcareService/{department.id}", "display": department.name},
            "location": {"reference": f"Location/room-{department.room}"},
            "output": outputs,
        }

    def _notice(self, row: PaymentRow) -> dict[str, Json]:
        paid_at = datetime.fromisoformat(row.paid_at)
        number = {"system": self._systems.payment, "value": row.id or _BY_HAND}
        return {
            "resourceType": "PaymentNotice",
            "id": row.receipt_number,
            "identifier": [number, typed(self._systems.receipt, row.receipt_number, "PRN")],
            "extension": [{"url": self._systems.word("paid-at"), "valueDateTime": row.paid_at}],
            "status": "active",
            "request": {"reference": f"Invoice/{row.bill_id}"},
            "created": row.posted_at,
            "payment": {"type": "PaymentReconciliation", "identifier": number},
            "paymentDate": paid_at.date().isoformat(),
            "recipient": {"display": "Bệnh viện"},
            "amount": vnd(row.amount),
        }
