"""Station-days: which period money falls in, and which are closed; a closed one takes nothing more."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from kiosk.clock import VIETNAM
from kiosk.money.order import StationDayClosed

NO_STATION = "desk"
"""Stands for the station of money that came for none."""


class StationDays:
    """The closed station-days, as the journal tells them."""

    def __init__(self) -> None:
        self._closed: dict[str, StationDayClosed] = {}

    def apply(self, event: StationDayClosed) -> None:
        """Take in that a day was closed; closed again it stays as it was first."""
        self._closed.setdefault(event.period, event)

    def closed(self, period: str) -> StationDayClosed | None:
        """Who closed a station-day, if anybody did."""
        return self._closed.get(period)

    def period_of(self, station_id: str, at: datetime, now: datetime) -> tuple[str, str]:
        """The open station-day for money of this moment, and the closed one it is about (else empty).

        Money belongs to the day in Vietnam of `at`. When that one is closed, it goes to the first open day from `now`
        on, and names the closed one.
        """
        day = at.astimezone(VIETNAM).date()
        wanted = station_day(station_id, day)
        if wanted not in self._closed:
            return wanted, ""
        day = max(day, now.astimezone(VIETNAM).date())
        while station_day(station_id, day) in self._closed:
            day += timedelta(days=1)
        return station_day(station_id, day), wanted


def station_day(station_id: str, day: date) -> str:
    """The name of a station's day, `K03/2026-11-26`."""
    return f"{station_id or NO_STATION}/{day.isoformat()}"
