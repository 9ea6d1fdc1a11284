"""A station's line to a hub that may die under a call and come back: what is asked then ends as unknown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from his_client.insurance.ports import Eligibility, EligibilityStatus
from his_client.outcome import Outcome, Unknown
from kiosk.hub.client import LocalHub
from kiosk.hub.ports import OpenedOrder, UnverifiedVisit
from kiosk.simulation.world import Killed

T = TypeVar("T")

_RESET = "reset"


class HubLine:
    """`InsurerPort`, `LaterChecks`, `OrderDesk` and `StaffCalls` over whichever hub runs now.

    :param hub: the running hub, or None while there is none.
    """

    def __init__(self, hub: Callable[[], LocalHub | None]) -> None:
        self._hub = hub

    def check(self, number: str, full_name: str, birth_date: str, *, visit_id: str) -> Eligibility:
        """See `InsurerPort.check`."""
        lost = Eligibility.without_card(EligibilityStatus.UNVERIFIED, _RESET)
        return self._call(lambda hub: hub.check(number, full_name, birth_date, visit_id=visit_id), lost)

    def report_unverified(self, visit: UnverifiedVisit) -> Outcome[None]:
        """See `LaterChecks.report_unverified`."""
        lost: Outcome[None] = Unknown(_RESET)
        return self._call(lambda hub: hub.report_unverified(visit), lost)

    def open(
        self,
        order_id: str,
        station_id: str,
        bill_id: str,
        amount: int,
        *,
        kind: str = "fee",
        visit_code: str = "",
    ) -> Outcome[OpenedOrder]:
        """See `OrderDesk.open`."""
        lost: Outcome[OpenedOrder] = Unknown(_RESET)
        return self._call(
            lambda hub: hub.open(order_id, station_id, bill_id, amount, kind=kind, visit_code=visit_code), lost
        )

    def received(self, order_id: str) -> Outcome[int]:
        """See `OrderDesk.received`."""
        lost: Outcome[int] = Unknown(_RESET)
        return self._call(lambda hub: hub.received(order_id), lost)

    def call(self, station_id: str, reason: str) -> bool:
        """See `StaffCalls.call`."""
        return self._call(lambda hub: hub.call(station_id, reason), False)

    def _call(self, ask: Callable[[LocalHub], T], lost: T) -> T:
        hub = self._hub()
        if hub is None:
            return lost
        try:
            return ask(hub)
        except Killed:
            return lost
