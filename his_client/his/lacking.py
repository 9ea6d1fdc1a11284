"""For adapters: whatever a HIS does not offer answers `NOT_SUPPORTED`, without a byte being sent."""

from datetime import date

from his_client.his.capability import NOT_SUPPORTED, Capability
from his_client.his.identity import Identifier, IdentifierKind, IdentitySource
from his_client.his.values import (
    Appointment,
    Bill,
    Feedback,
    FeedbackTaken,
    Notice,
    PaymentNotice,
    PaymentPosted,
    QueuePosition,
    Receipt,
    Registered,
    RegistrationRequest,
)
from his_client.outcome import Outcome


def lacking(request: RegistrationRequest, capabilities: frozenset[Capability]) -> frozenset[Capability]:
    """What a registration needs and a HIS does not have; such a request is not sent, rather than sent in part."""
    needs = {
        Capability.SEVERAL_SERVICES: bool(request.further),
        Capability.APPOINTMENTS: request.appointment_id is not None,
        Capability.GUARDIAN: request.guardian is not None,
        Capability.DECLARATIONS: bool(request.declarations),
        Capability.REMINDERS: bool(request.reminders),
        Capability.PASSPORT: Identifier.of(request.identity).kind is IdentifierKind.PASSPORT,
    }
    return frozenset(name for name, needed in needs.items() if needed) - capabilities


class Lacking:
    """Every method of `HospitalSystem` that a capability stands for; an adapter overrides those its HIS has."""

    def appointments_today(self, patient_id: str, source: IdentitySource) -> Outcome[tuple[Appointment, ...]]:  # noqa: ARG002
        """Without `Capability.APPOINTMENTS`."""
        return NOT_SUPPORTED

    def cancel(self, visit_code: str, reason: str) -> Outcome[Registered]:  # noqa: ARG002
        """Without `Capability.CANCEL`."""
        return NOT_SUPPORTED

    def reprint(self, visit_code: str) -> Outcome[Registered | None]:  # noqa: ARG002
        """Without `Capability.REPRINT`."""
        return NOT_SUPPORTED

    def bills(self, patient_id: str, source: IdentitySource) -> Outcome[tuple[Bill, ...]]:  # noqa: ARG002
        """Without `Capability.BILLS`."""
        return NOT_SUPPORTED

    def receipts(self, day: date) -> Outcome[tuple[Receipt, ...]]:  # noqa: ARG002
        """Without `Capability.RECEIPTS`."""
        return NOT_SUPPORTED

    def post_payment(self, notice: PaymentNotice) -> Outcome[PaymentPosted]:  # noqa: ARG002
        """Without `Capability.PAYMENTS`."""
        return NOT_SUPPORTED

    def find_payment(self, payment_id: str) -> Outcome[PaymentPosted | None]:  # noqa: ARG002
        """Without `Capability.PAYMENTS`."""
        return NOT_SUPPORTED

    def position(self, visit_code: str) -> Outcome[tuple[QueuePosition, ...]]:  # noqa: ARG002
        """Without `Capability.QUEUE`."""
        return NOT_SUPPORTED

    def results_ready(self, patient_id: str, source: IdentitySource) -> Outcome[bool]:  # noqa: ARG002
        """Without `Capability.RESULTS`."""
        return NOT_SUPPORTED

    def notices(self) -> Outcome[tuple[Notice, ...]]:
        """Without `Capability.NOTICES`."""
        return NOT_SUPPORTED

    def send_feedback(self, feedback: Feedback) -> Outcome[FeedbackTaken]:  # noqa: ARG002
        """Without `Capability.FEEDBACK`."""
        return NOT_SUPPORTED
