"""The messages we send, each a pure function of what is told: the same request gives the same bytes, always."""

from dataclasses import dataclass, field
from datetime import datetime

from his_client.his.identity import Identifier
from his_client.his.values import Department, PaymentNotice, RegistrationRequest
from his_client.hl7v2.acknowledgment import Mode
from his_client.hl7v2.encoding import message, segment
from his_client.hl7v2.segments import (
    Parties,
    evn,
    ft1,
    in1,
    msh,
    nk1,
    obx,
    pd1,
    pid,
    pid_of,
    pv1,
    pv1_of_visit,
    pv2,
)
from his_client.hl7v2.values import AUTHORITIES, control_id, reference


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message and the control id (MSH-10) under which it is sent, however often."""

    control_id: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Profiles:
    """Writes messages for one receiver."""

    parties: Parties
    mode: Mode = Mode.ORIGINAL

    def add_person(self, request: RegistrationRequest) -> Outgoing:
        """ADT^A28 (3.3.28), structure ADT_A05: the person, without a visit (PV1-2 = N, not applicable)."""
        identifier, at = control_id(request.key, "A28"), request.requested_at
        return Outgoing(
            identifier,
            message(
                msh(self.parties, at, identifier, ("ADT", "A28", "ADT_A05"), self.mode.wanted),
                evn(at, request.station_id),
                pid(request.identity, _card(request)),
                pd1(request.insurance),
                nk1(request.guardian),
                segment("PV1", {1: "1", 2: "N"}),
            ),
        )

    def register(self, request: RegistrationRequest, department: Department) -> Outgoing:
        """ADT^A04 (3.3.4), structure ADT_A01: an outpatient visit."""
        return self._visit("A04", control_id(request.key, "A04"), request, department)

    def update(self, request: RegistrationRequest, department: Department, revision: int) -> Outgoing:
        """ADT^A08 (3.3.8), structure ADT_A01: what a registration says now; each `revision` (1 to 99) is its own."""
        return self._visit("A08", control_id(f"{request.key}/{revision}", "A08"), request, department)

    def cancel(self, visit_code: str, reason: str, at: datetime) -> Outgoing:
        """ADT^A11 (3.3.11), structure ADT_A09: takes a registration back. It names the visit and no person."""
        identifier = control_id(visit_code, "A11")
        return Outgoing(
            identifier,
            message(
                msh(self.parties, at, identifier, ("ADT", "A11", "ADT_A09"), self.mode.wanted),
                evn(at, reason=reason),
                pid_of(visit_code, "VN"),
                pv1_of_visit(visit_code),
            ),
        )

    def pay(self, notice: PaymentNotice) -> Outgoing:
        """DFT^P03 (6.4.1): money that arrived for a bill. It names the account and no person."""
        identifier, at = control_id(notice.id, "P03"), notice.paid_at
        return Outgoing(
            identifier,
            message(
                msh(self.parties, at, identifier, ("DFT", "P03", "DFT_P03"), self.mode.wanted),
                evn(at),
                pid_of(notice.bill_id, "AN"),
                ft1(notice),
            ),
        )

    def find(self, identifier: Identifier, question: str, at: datetime) -> Outgoing:
        """QBP^Q22 (3.3.57), structure QBP_Q21: who has this number. `question` is new for each asking.

        A question must be asked anew, so its control id is not that of any request; and it is in original mode,
        because its answer is the acknowledgment.
        """
        asked = control_id(question, "Q22")
        authority, kind = AUTHORITIES[identifier.kind]
        wanted = (("@PID.3.1", identifier.value), ("@PID.3.4.1", authority), ("@PID.3.5", kind))
        return Outgoing(
            asked,
            message(
                msh(self.parties, at, asked, ("QBP", "Q22", "QBP_Q21")),
                segment("QPD", {1: ("Q22", "Find Candidates", "HL70471"), 2: asked, 3: list(wanted)}),
                segment("RCP", {1: "I", 2: ("2", ("RD",))}),
            ),
        )

    def _visit(self, event: str, identifier: str, request: RegistrationRequest, department: Department) -> Outgoing:
        at = request.requested_at
        return Outgoing(
            identifier,
            message(
                msh(self.parties, at, identifier, ("ADT", event, "ADT_A01"), self.mode.wanted),
                evn(at, request.station_id),
                pid(request.identity, _card(request), reference(request.key)),
                pd1(request.insurance),
                nk1(request.guardian),
                pv1(request, department),
                pv2(request, department),
                *obx(request.insurance),
                in1(request.insurance),
            ),
        )


def _card(request: RegistrationRequest) -> str | None:
    return request.insurance.card if request.insurance else None
