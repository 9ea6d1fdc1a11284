"""A station's rows on their way to the hub, beside the visits and never before them."""

from __future__ import annotations

from kiosk.hub.intake import Chain, JournalIntake, chain_name
from kiosk.hub.shipper import Shipper, ShippingPolicy
from kiosk.loop import Loop

AT_A_GATE = ShippingPolicy(look_s=30.0)
"""For one of many: what a fleet costs its hub is batches more than rows, so a visit's rows gather for half a minute."""


def station_shipper(
    station_id: str, journal: Chain, intake: JournalIntake, loop: Loop, policy: ShippingPolicy | None = None
) -> Shipper:
    """The shipper of a station's journal; its rows are a source of their own at the hub (see `chain_name`)."""
    return Shipper(journal, intake, loop, lambda first: chain_name(station_id, first), policy)
