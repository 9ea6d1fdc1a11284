"""Which moments of an account the imported statements cover; only there can a line be missing.

A statement covers the days from its first line to its last. Its last day counts as whole when the file was imported on
a later day, else up to its last line. Money after the bank's cut-off may stand on the next day's statement.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, time, timedelta

from kiosk.clock import VIETNAM

DAY = timedelta(days=1)


class Coverage:
    """The days of each account that finished imports list."""

    def __init__(self) -> None:
        self._whole: defaultdict[str, set[date]] = defaultdict(set)
        self._until: dict[tuple[str, date], datetime] = {}

    def add(self, account: str, first: datetime, last: datetime, imported_at: datetime) -> None:
        """A statement of the account is in whole, with lines from `first` to `last`."""
        day, last_day = _day(first), _day(last)
        while day < last_day:
            self._whole[account].add(day)
            day += DAY
        if _day(imported_at) > last_day:
            self._whole[account].add(last_day)
        known = self._until.get((account, last_day))
        self._until[account, last_day] = max(known, last) if known else last

    def covers(self, account: str, at: datetime, cut_off: time) -> bool:
        """Whether money of this moment ought to be on an imported statement of the account."""
        whole = self._whole.get(account, ())
        local = at.astimezone(VIETNAM)
        day = local.date()
        if local.time() >= cut_off:
            return day in whole and day + DAY in whole
        if day in whole:
            return True
        until = self._until.get((account, day))
        return until is not None and at <= until


def _day(at: datetime) -> date:
    return at.astimezone(VIETNAM).date()
