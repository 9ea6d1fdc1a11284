"""The configured rules as the visit takes them."""

from __future__ import annotations

from kiosk.config.model import StationConfig
from kiosk.visit.values import Policy


def visit_policy(config: StationConfig) -> Policy:
    """The policy of visits at this station."""
    station = config.station
    return Policy(desk=station.desk, facility=station.facility, staff=config.staff.on, **config.policy.model_dump())
