"""How long one still waits: a visit's Tasks, and those of the same room before them."""

from datetime import datetime

from his_client import fields as read
from his_client.clock import VIETNAM, Clock
from his_client.fhir.client import FhirClient, matching
from his_client.fhir.resource import Resource, code_in, identifier, instant, items, refers, target
from his_client.fhir.systems import Systems
from his_client.fhir.visits import Visits, queue_word
from his_client.fields import BadShape
from his_client.his.values import QueuePosition, Ticket
from his_client.outcome import Done, Outcome, Unknown

_WAITING = frozenset({"requested", "received", "accepted", "ready"})


class Waiting:
    """Positions in queues (https://hl7.org/fhir/R4/task.html)."""

    def __init__(self, client: FhirClient, systems: Systems, visits: Visits, clock: Clock) -> None:
        self._client = client
        self._systems = systems
        self._visits = visits
        self._clock = clock

    def position(self, visit_code: str) -> Outcome[tuple[QueuePosition, ...]]:
        """See `Queue.position`. What the HIS tells of a place (Task.output) is taken; else the Tasks are counted."""
        found = self._visits.by_code(visit_code)
        if not isinstance(found, Done):
            return found
        visit = found.value
        try:
            if visit is None or visit.cancelled or not self._is_today(visit.encounter):
                return Done(())
            told = self._visits.registered([visit])
            if not isinstance(told, Done):
                return told
            tickets = told.value[0].tickets
            if len(tickets) != len(visit.tasks):
                raise BadShape("Task")
            positions = []
            for task, ticket in zip(visit.tasks, tickets, strict=True):
                if str(task.get("status")) in _WAITING:
                    position = self._place(task, ticket)
                    if not isinstance(position, Done):
                        return position
                    positions.append(position.value)
        except BadShape as shape:
            return Unknown("bad_shape", f"field {shape.field}")
        return Done(tuple(positions))

    def _is_today(self, encounter: Resource) -> bool:
        start = instant(encounter.get("period") or {}, "start").astimezone(VIETNAM)
        return start.date() == self._now().date()

    def _now(self) -> datetime:
        return self._clock().astimezone(VIETNAM)

    def _place(self, task: Resource, ticket: Ticket) -> Outcome[QueuePosition]:
        serving = next(
            (
                read.tidy(str(output.get("valueString") or ""))
                for output in items(task, "output")
                if code_in(output.get("type"), self._systems.word("queue")) == "serving"
            ),
            None,
        )
        if serving is not None:
            people = queue_word(self._systems, task, "people-now")
            minutes = queue_word(self._systems, task, "minutes-now")
            return Done(
                QueuePosition(ticket.queue_number, ticket.room, ticket.department_name, serving, people, minutes)
            )
        return self._counted(task, ticket)

    def _counted(self, task: Resource, ticket: Ticket) -> Outcome[QueuePosition]:
        """Where the HIS tells nothing: the room's Tasks that were there before ours and still wait."""
        owner, since = target(task, "owner"), instant(task, "authoredOn")
        found = self._client.search("Task", {"owner": owner, "status": ",".join(sorted(_WAITING | {"in-progress"}))})
        room = matching(found, "Task", refers("owner", owner))
        if not isinstance(room, Done):
            return room
        before = [
            other
            for other in room.value
            if str(other.get("status")) in _WAITING
            and instant(other, "authoredOn") < since
            and instant(other, "authoredOn").astimezone(VIETNAM).date() == self._now().date()
        ]
        called = [other for other in room.value if other.get("status") == "in-progress"]
        called.sort(key=lambda other: instant(other, "authoredOn"))
        serving = identifier(called[-1], self._systems.queue_number) if called else ""
        return Done(QueuePosition(ticket.queue_number, ticket.room, ticket.department_name, serving, len(before), 0))
