"""What people and desks are called: in the journal they stand by their ids, on paper by their names."""

from __future__ import annotations

from dataclasses import replace

from kiosk.cashier.ports import Difference, Today
from kiosk.cashier.user_events import UserAdded, UserRemoved
from kiosk.cashier.values import ShiftReport


class Names:
    """Full names by user, as the journal tells them, and the desks' names.

    :param desks: what people call each desk, by its id.
    """

    def __init__(self, desks: tuple[tuple[str, str], ...]) -> None:
        self._desks = dict(desks)
        self._people: dict[str, str] = {}
        self._here: set[str] = set()

    def apply(self, event: object) -> None:
        """Take in an event that is in the journal; who left is still called by name."""
        match event:
            case UserAdded(user=user, full_name=full_name):
                self._people[user] = full_name or user
                self._here.add(user)
            case UserRemoved(user=user):
                self._here.discard(user)

    def works_here(self, user: str) -> bool:
        """Whether there is such a user now."""
        return user in self._here

    def person(self, user: str) -> str:
        """The full name; who is not known stands as a user."""
        return self._people.get(user, user)

    def place(self, place: str) -> str:
        """A desk's name; a station is called by its id."""
        return self._desks.get(place, place)

    def shift(self, report: ShiftReport) -> ShiftReport:
        """The report with names in the places of ids."""
        return replace(
            report,
            desk=self.place(report.desk),
            user=self.person(report.user),
            handed_to=self.person(report.handed_to),
        )

    def day(self, today: Today) -> Today:
        """The day with names in the places of ids."""
        return replace(today, takings=tuple(replace(one, place=self.place(one.place)) for one in today.takings))

    def differences(self, rows: tuple[Difference, ...]) -> tuple[Difference, ...]:
        """The rows with names in the places of ids."""
        return tuple(replace(row, station=self.place(row.station), owner=self.person(row.owner)) for row in rows)
