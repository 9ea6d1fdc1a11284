"""A queue to try things on: short ways to say who came when, and who is called."""

from __future__ import annotations

from datetime import datetime, timedelta

from his_client.outcome import Refused
from kiosk.clock import VIETNAM
from kiosk.queue import desk
from kiosk.queue.desk import Events, Wanted
from kiosk.queue.events import Priority, QueueEvent
from kiosk.queue.order import Rule
from kiosk.queue.state import DayQueue, Place, step

MORNING = datetime(2026, 11, 24, 7, 0, tzinfo=VIETNAM)
ROOM, OTHER = "214", "216"


def minute(number: float) -> datetime:
    return MORNING + timedelta(minutes=number)


class Hall:
    """One day's queue and a rule; what is refused comes back as the refusal's code."""

    def __init__(self, rule: Rule | None = None) -> None:
        self.rule = rule or Rule()
        self.queue = DayQueue(MORNING.date())
        self.events: list[QueueEvent] = []

    def come(
        self,
        place_id: str,
        at: float,
        priority: Priority = Priority.NONE,
        *,
        appointment: float | None = None,
        room: str = ROOM,
    ) -> str:
        booked = None if appointment is None else minute(appointment)
        issued = desk.issue(self.queue, Wanted(place_id, "K03", room, priority, booked), minute(at), "", ())
        assert not isinstance(issued, Refused)
        self.apply((issued,))
        return issued.number

    def apply(self, events: Events | Refused) -> str:
        if isinstance(events, Refused):
            return events.code
        for event in events:
            self.queue = step(self.queue, event)
            self.events.append(event)
        return "done"

    def call(self, at: float, number: str = "", room: str = ROOM) -> str:
        """Call, and answer the place that is in the room then, or the refusal's code."""
        done = self.apply(desk.call(self.queue, room, minute(at), self.rule, number))
        return self.current(room) if done == "done" else done

    def current(self, room: str = ROOM) -> str:
        return self.queue.room(room).current or ""

    def place(self, place_id: str) -> Place:
        return self.queue.places[place_id]
