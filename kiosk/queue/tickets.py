"""From a registration to places in the queue: one for each room, with the HIS's number where it gives one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from his_client.his.values import Ticket
from kiosk.queue.desk import Wanted
from kiosk.queue.events import Priority, Source


def wanted_places(
    visit_id: str,
    station_id: str,
    tickets: Iterable[Ticket],
    *,
    priority: str | None = None,
    appointment_at: datetime | None = None,
    arrived_at: datetime | None = None,
) -> tuple[Wanted, ...]:
    """What to ask `NumberDesk.issue` for after a registration, the main room first, the same whenever it is asked.

    :param tickets: `Registered.tickets`; an empty number asks for one of the hub's own.
    :param priority: the visit's class, as in `kiosk.visit.priority`; None for nobody's.
    :param appointment_at: of the main room's appointment.
    :param arrived_at: when the number was given, where the hub hears of it later.
    """
    return tuple(
        Wanted(
            visit_id if count == 0 else f"{visit_id}:{count + 1}",
            station_id,
            ticket.room,
            Priority(priority or Priority.NONE),
            appointment_at if count == 0 else None,
            ticket.queue_number,
            Source.HIS if ticket.queue_number else Source.HUB,
            arrived_at,
        )
        for count, ticket in enumerate(tickets)
    )
