"""The check-in record of one visit, a projection of the station's journal: what the HIS was told, and what it said."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from his_client.checkin import CheckInRecord, Ordered, build
from his_client.his.ports import Department, Registered, RegistrationRequest
from his_client.insurance.ports import Eligibility
from kiosk.delivery.machine import DeliveryDone, DeliveryRequested
from kiosk.journal import Row
from kiosk.visit.events import CoverageKnown, DepartmentsKnown, VisitStarted


def checkin_of(rows: Iterable[Row], visit_id: str, facility: str) -> CheckInRecord | None:
    """The record of a visit that was sent to the HIS; None when none was, or when the person was erased.

    MA_LK and MA_BN are empty until the HIS confirmed it.

    :param rows: the journal's rows in order; those of other visits are passed over.
    :param facility: this hospital's MA_CSKCB.
    """
    arrived_at: datetime | None = None
    request: RegistrationRequest | None = None
    registered: Registered | None = None
    checks: list[Eligibility] = []
    departments: tuple[Department, ...] = ()
    for row in rows:
        if row.subject != visit_id:
            continue
        match row.event:
            case VisitStarted(at=at):
                arrived_at = at
            case CoverageKnown(eligibility=eligibility):
                checks.append(eligibility)
            case DepartmentsKnown(departments=listed):
                departments = listed
            case DeliveryRequested(payload=RegistrationRequest() as payload):
                request = payload
            case DeliveryDone(result=Registered() as result):
                registered = result
    if request is None or arrived_at is None:
        return None
    claim = request.insurance
    names = {one.service.id: one.service.name for one in departments}
    return build(
        identity=request.identity,
        claim=claim,
        coverage=next((one for one in reversed(checks) if claim and one.card == claim.card), None),
        facility=facility,
        service=Ordered(request.service_id, names.get(request.service_id, "")),
        arrived_at=arrived_at,
        ordered_at=request.requested_at,
        visit_code=registered.visit_code if registered else "",
        patient_id=registered.patient_id if registered else "",
    )
