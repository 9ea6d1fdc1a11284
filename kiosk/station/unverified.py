"""Visits registered as unverified, told to the hub until it confirms: it may have been away when they were checked.

All that is told stands in the station's journal before it is sent: the registration, and that the HIS took it.
"""

from __future__ import annotations

from collections.abc import Callable

from his_client.his.ports import DocumentType, Registered, RegistrationRequest
from his_client.outcome import Done, Outcome, Refused
from kiosk.delivery.machine import DeliveryDone, DeliveryHandedOver, DeliveryRefused, DeliveryRequested
from kiosk.hub.ports import LaterChecks, UnverifiedVisit
from kiosk.loop import Loop
from kiosk.station.records import UnverifiedTold
from kiosk.visit.pricing import UNDECIDED

AGAIN_S = 600.0
UNHEARD = "no_answer"
"""The code of a check whose answer the visit did not wait for."""
_FINAL = frozenset({"not_configured", "bad_request"})


class Unverified:
    """One station's list of what the hub has still to be told; everything runs on the owner's thread.

    :param hub: None keeps no list.
    :param record: journals under a visit's id.
    :param call_staff: is told a reason code when the hub will never take a visit.
    """

    def __init__(
        self,
        hub: LaterChecks | None,
        loop: Loop,
        record: Callable[[str, object], None],
        call_staff: Callable[[str], None],
    ) -> None:
        self._hub = hub
        self._loop = loop
        self._record = record
        self._call_staff = call_staff
        self._requested: dict[str, UnverifiedVisit] = {}
        self._open: dict[str, UnverifiedVisit] = {}
        self._busy = False
        self._cancel: Callable[[], None] = lambda: None

    @property
    def open(self) -> int:
        """How many visits the hub has not confirmed."""
        return len(self._open)

    def note(self, event: object) -> None:
        """Take over one journalled event; nothing is sent yet."""
        if self._hub is None:
            return
        match event:
            case DeliveryRequested(delivery_id=key, payload=RegistrationRequest() as request):
                visit = _unverified(request)
                if visit is not None:
                    self._requested[key] = visit
            case DeliveryDone(delivery_id=key, result=Registered()) if key in self._requested:
                visit = self._requested.pop(key)
                self._open[visit.visit_id] = visit
            case DeliveryRefused(delivery_id=key) | DeliveryHandedOver(delivery_id=key):
                self._requested.pop(key, None)
            case UnverifiedTold(visit_id=visit_id):
                self._open.pop(visit_id, None)

    def send(self) -> None:
        """Tell what is open, one after another; what finds the hub away is told again later."""
        hub, visit = self._hub, next(iter(self._open.values()), None)
        if hub is None or visit is None or self._busy:
            return
        self._cancel()
        self._busy = True
        self._loop.work(
            "tell-unverified", lambda: hub.report_unverified(visit), lambda outcome: self._heard(visit, outcome)
        )

    def _heard(self, visit: UnverifiedVisit, outcome: Outcome[None]) -> None:
        self._busy = False
        match outcome:
            case Done():
                told = UnverifiedTold(visit.visit_id)
            case Refused(code=code) if code in _FINAL:
                told = UnverifiedTold(visit.visit_id, code)
                if code == "bad_request":
                    self._call_staff("insurance_unverified")
            case _:
                self._cancel = self._loop.later(AGAIN_S, self.send)
                return
        self._record(visit.visit_id, told)
        self.note(told)
        self.send()


def _unverified(request: RegistrationRequest) -> UnverifiedVisit | None:
    """What a look-up needs, if there is to be one: a passport has no number of the insurer's, and about somebody known
    by a printed QR alone nobody is asked."""
    claim, who = request.insurance, request.identity
    holder = request.guardian.identity if request.guardian else who
    if claim is None or claim.status not in UNDECIDED or not holder.identity_source.from_chip:
        return None
    if who.document is not DocumentType.ID_CARD or not (who.id_number or who.insurance_number):
        return None
    failed_at = claim.looked_up_at or request.requested_at
    code = claim.code or UNHEARD
    number = who.insurance_number or who.id_number
    return UnverifiedVisit(request.key, number, who.full_name, who.date_of_birth, failed_at, code)
