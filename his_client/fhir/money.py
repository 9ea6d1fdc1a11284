"""What is owed and what was paid: Invoice and PaymentNotice.

A payment is one transaction: the notice, created where none has its id, and the Invoice balanced under If-Match, so
that of two notices on one bill only one is taken (https://hl7.org/fhir/R4/paymentnotice.html).
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta

from his_client import fields as read
from his_client.clock import VIETNAM, Clock
from his_client.fhir.client import CONFLICT, Entry, FhirClient, matching
from his_client.fhir.resource import (
    Resource,
    dong,
    extension,
    id_order,
    identifier,
    instant,
    of_kind,
    reference_to,
    refers,
    target,
    version_of,
)
from his_client.fhir.systems import Systems, coded, condition, token, vnd
from his_client.fhir.visits import bill_id
from his_client.fields import BadShape, Json
from his_client.his.values import Bill, PaymentNotice, PaymentPosted, Receipt
from his_client.outcome import Done, Outcome, Refused, Unknown

_PAYMENT_STATUS = "http://terminology.hl7.org/CodeSystem/paymentstatus"

VisitCodes = Callable[[Sequence[str]], Outcome[Mapping[str, str]]]
"""The visit code of each of our keys."""


class Money:
    """Bills and receipts of one server."""

    def __init__(
        self, client: FhirClient, systems: Systems, clock: Clock, facility_code: str, codes: VisitCodes
    ) -> None:
        self._client = client
        self._systems = systems
        self._clock = clock
        self._facility_code = facility_code
        self._codes = codes

    def bills(self, patients: Sequence[str], headers: dict[str, str]) -> Outcome[tuple[Bill, ...]]:
        """Issued Invoices of these Patients (Kind/id) on which something is owed, oldest first."""
        found = self._client.search(
            "Invoice",
            {"subject": ",".join(patients), "status": "issued", "_revinclude": "PaymentNotice:request"},
            headers,
        )
        if not isinstance(found, Done):
            return found
        mine = matching(found, "Invoice", lambda item: target(item, "subject") in patients)
        if not isinstance(mine, Done):
            return mine
        try:
            invoices = mine.value
            codes = self._codes([identifier(item, self._systems.visit_key) for item in invoices])
            if not isinstance(codes, Done):
                return codes
            bills = [self._bill(item, found.value, codes.value) for item in invoices]
        except BadShape as shape:
            return Unknown("bad_shape", f"field {shape.field}")
        owed = [bill for bill in bills if bill.amount_paid < bill.amount_due]
        return Done(tuple(sorted(owed, key=lambda bill: bill.issued_at)))

    def find(self, payment_id: str) -> Outcome[PaymentPosted | None]:
        """The receipt of a payment."""
        outcome = self._notice(payment_id)
        if not isinstance(outcome, Done) or outcome.value is None:
            return outcome if not isinstance(outcome, Done) else Done(None)
        try:
            return Done(PaymentPosted(payment_id, self._receipt_number(outcome.value)))
        except BadShape as shape:
            return Unknown("bad_shape", f"field {shape.field}")

    def receipts(self, day: date) -> Outcome[tuple[Receipt, ...]]:
        """Every active notice created on a day (hospital's day), in order."""
        start = datetime.combine(day, datetime.min.time(), VIETNAM)
        between = [f"ge{start.isoformat()}", f"lt{(start + timedelta(days=1)).isoformat()}"]
        found = self._client.search(
            "PaymentNotice", {"created": between, "status": "active", "_include": "PaymentNotice:request"}
        )
        if not isinstance(found, Done):
            return found
        try:
            invoices = {reference_to(item): item for item in of_kind(found.value, "Invoice")}
            notices = sorted(
                (item for item in of_kind(found.value, "PaymentNotice") if _on(item, day)),
                key=lambda item: (instant(item, "created"), id_order(item)),
            )
            return Done(tuple(self._receipt(item, invoices) for item in notices))
        except BadShape as shape:
            return Unknown("bad_shape", f"field {shape.field}")

    def post(self, notice: PaymentNotice) -> Outcome[PaymentPosted]:
        """See `Billing.post_payment`."""
        outcome = self._post(notice)
        if outcome == CONFLICT:  # another notice, or this one again, came first: nothing of ours was done
            outcome = self._post(notice)
            if outcome == CONFLICT:
                return Unknown("peer_error", "two conflicts on this bill; who settled it is not proven")
        return outcome

    def _post(self, notice: PaymentNotice) -> Outcome[PaymentPosted]:
        known = self._notice(notice.id)
        if not isinstance(known, Done):
            return known
        found = self._invoice(notice.bill_id)
        if not isinstance(found, Done):
            return found
        invoice = found.value
        try:
            if known.value is not None:
                return self._again(known.value, invoice, notice)
            if invoice is None:
                return Refused("no_bill", "no such bill")
            refusal = self._refusal(invoice, notice)
            if not isinstance(refusal, Done):
                return refusal
            balanced = Entry({**invoice, "status": "balanced"}, if_match=version_of(invoice))
            # the bill first: a server without transactions then stops before the notice
            outcome = self._client.transaction(
                [
                    balanced,
                    Entry(self._resource(notice, invoice), if_none_exist=condition(self._systems.payment, notice.id)),
                ]
            )
        except BadShape as shape:
            return Unknown("bad_shape", f"field {shape.field}")
        if not isinstance(outcome, Done):
            return outcome
        posted = self.find(notice.id)
        if isinstance(posted, Done) and posted.value is not None:
            return Done(posted.value)
        return Unknown("other_answer", "the notice was taken and is not found") if isinstance(posted, Done) else posted

    def _refusal(self, invoice: Resource, notice: PaymentNotice) -> Outcome[None]:
        bill = reference_to(invoice)
        paid = self._client.search("PaymentNotice", {"request": bill, "status": "active"})
        ours = matching(paid, "PaymentNotice", refers("request", bill))
        if not isinstance(ours, Done):
            return ours
        status, owed = invoice.get("status"), dong(invoice, "totalNet")
        if status in {"cancelled", "entered-in-error"}:
            return Refused("cancelled", "the visit was taken back")
        if status == "balanced" or ours.value or owed == 0:
            return Refused("already_paid", "nothing is owed on this bill")
        if notice.amount != owed:
            return Refused("amount_differs", "the payment is not the bill's amount")
        return Done(None)

    def _again(self, known: Resource, invoice: Resource | None, notice: PaymentNotice) -> Outcome[PaymentPosted]:
        same = invoice is not None and target(known, "request") == reference_to(invoice)
        if not same or dong(known, "amount") != notice.amount:
            return Refused("id_reused", "this payment id belongs to another bill or amount")
        return Done(PaymentPosted(notice.id, self._receipt_number(known)))

    def _notice(self, payment_id: str) -> Outcome[Resource | None]:
        found = matching(
            self._client.search("PaymentNotice", {"identifier": token(self._systems.payment, payment_id)}),
            "PaymentNotice",
            lambda item: identifier(item, self._systems.payment) == payment_id,
        )
        if not isinstance(found, Done):
            return found
        mine = [item for item in found.value if item.get("status") == "active"]
        return Done(min(mine, key=id_order, default=None))

    def _invoice(self, number: str) -> Outcome[Resource | None]:
        for params in ({"identifier": token(self._systems.bill, number)}, {"_id": number}):
            found = matching(
                self._client.search("Invoice", params),
                "Invoice",
                lambda item: bill_id(self._systems, item) == number,
            )
            if not isinstance(found, Done):
                return found
            if found.value:
                return Done(min(found.value, key=id_order))
        return Done(None)

    def _resource(self, notice: PaymentNotice, invoice: Resource) -> dict[str, Json]:
        paid_at = notice.paid_at.astimezone(VIETNAM)
        number = {"system": self._systems.payment, "value": notice.id}
        return {
            "resourceType": "PaymentNotice",
            "extension": [
                {"url": self._systems.word("paid-at"), "valueDateTime": paid_at.isoformat(timespec="seconds")},
                *([{"url": self._systems.word("memo"), "valueString": notice.memo_code}] if notice.memo_code else []),
            ],
            "identifier": [number],
            "status": "active",
            "request": {"reference": reference_to(invoice)},
            "created": self._clock().astimezone(VIETNAM).isoformat(timespec="seconds"),
            # the reconciliation is the bank's and stands on no server: a logical reference
            "payment": {"type": "PaymentReconciliation", "identifier": number},
            "paymentDate": paid_at.date().isoformat(),
            "recipient": {"identifier": {"system": self._systems.facility, "value": self._facility_code}},
            "amount": vnd(notice.amount),
            "paymentStatus": coded(_PAYMENT_STATUS, "paid"),
        }

    def _bill(self, invoice: Resource, beside: Sequence[Resource], codes: Mapping[str, str]) -> Bill:
        paid = sum(
            dong(notice, "amount")
            for notice in of_kind(beside, "PaymentNotice")
            if target(notice, "request") == reference_to(invoice) and notice.get("status") == "active"
        )
        return Bill(
            bill_id(self._systems, invoice),
            codes.get(identifier(invoice, self._systems.visit_key), ""),
            read.optional_text(read.record(invoice.get("type") or {}, "type"), "text") or "",
            dong(invoice, "totalNet"),
            paid,
            instant(invoice, "date"),
        )

    def _receipt(self, notice: Resource, invoices: dict[str, Resource]) -> Receipt:
        paid = extension(notice, self._systems.word("paid-at"))
        bill = target(notice, "request")
        return Receipt(
            self._receipt_number(notice),
            identifier(notice, self._systems.payment),
            bill_id(self._systems, invoices[bill]) if bill in invoices else bill.partition("/")[2],
            dong(notice, "amount"),
            instant(paid, "valueDateTime") if paid else instant(notice, "created"),
        )

    def _receipt_number(self, notice: Resource) -> str:
        return identifier(notice, self._systems.receipt) or read.text(notice, "id")


def _on(notice: Resource, day: date) -> bool:
    return instant(notice, "created").astimezone(VIETNAM).date() == day
