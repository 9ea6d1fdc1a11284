"""Brings the projection up to the last journal row that arrived, a page at a time, each page all or nothing.

The head's row says how far it has come and is locked meanwhile: two that project at once take turns, and a row is
counted once. What is lost is made again from the journal rows, to the same bytes.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from kiosk.hub.db import schema
from kiosk.hub.db.engine import Database
from kiosk.hub.intake import HUB
from kiosk.hub.quality.cells import Cells
from kiosk.hub.quality.fold import Queues, Waiting, add_visit
from kiosk.journal import Codec
from kiosk.queue.events import (
    NumberCalled,
    NumberClosed,
    NumberIssued,
    NumberTransferred,
    QueueEvent,
)
from kiosk.station.summary import VisitSummed

log = logging.getLogger(__name__)

PAGE = 5_000
"""Journal rows looked at in one transaction; few of them are of a kind that counts."""
_OF_A_QUEUE = (NumberIssued, NumberCalled, NumberTransferred, NumberClosed)
_VISIT = VisitSummed.__name__
_KINDS = (_VISIT, *(cls.__name__ for cls in _OF_A_QUEUE))
_CODEC = Codec((VisitSummed, QueueEvent))


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the projection has come: `arrival` of `arrivals` rows; `unread` counts rows it could not read."""

    arrival: int
    arrivals: int
    unread: int

    @property
    def behind(self) -> int:
        """Journal rows it has not looked at yet."""
        return self.arrivals - self.arrival


def standing(database: Database) -> Standing:
    """How far it has come.

    :raises sqlalchemy.exc.SQLAlchemyError: when the database does not answer.
    """
    with database.reading() as connection:
        return _standing(connection, lock=False)


def project_page(database: Database, size: int = PAGE) -> Standing:
    """Look at the next `size` journal rows, if there are any.

    :raises sqlalchemy.exc.SQLAlchemyError: nothing of the page was kept.
    """
    found = standing(database)
    if not found.behind:
        return found
    with database.writing() as connection:
        found = _standing(connection, lock=True)
        last = min(found.arrival + size, found.arrivals)
        unread = found.unread + _take(connection, found.arrival, last)
        connection.execute(update(schema.quality_head).values(arrival=last, unread=unread))
    return Standing(last, found.arrivals, unread)


def project(database: Database, size: int = PAGE) -> Standing:
    """Look at every row that has arrived.

    :raises sqlalchemy.exc.SQLAlchemyError: the pages before were kept.
    """
    while (found := project_page(database, size)).behind:
        pass
    return found


def begin_again(database: Database) -> None:
    """Forget every count; the next `project` makes them again from the first row. Names of departments stay."""
    with database.writing() as connection:
        _standing(connection, lock=True)
        for table in (schema.quality_cell, schema.quality_waiting):
            connection.execute(delete(table))
        connection.execute(update(schema.quality_head).values(arrival=0, queue_day="", unread=0))


def _standing(connection: Connection, *, lock: bool) -> Standing:
    query = select(schema.quality_head.c.arrival, schema.quality_head.c.unread)
    head = connection.execute(query.with_for_update() if lock else query).one()
    arrivals = connection.execute(select(schema.ledger_head.c.arrivals)).scalar_one()
    return Standing(head.arrival, arrivals, head.unread)


def _take(connection: Connection, after: int, last: int) -> int:
    """Fold the rows `after` < arrival <= `last`; how many of them could not be read."""
    table = schema.journal_row.c
    query = select(table.source, table.kind, table.body).where(
        table.arrival > after, table.arrival <= last, table.kind.in_(_KINDS)
    )
    rows = connection.execute(query.order_by(table.arrival)).all()
    if not rows:
        return 0
    cells = Cells(connection)
    queues, held = _queues(connection, cells)
    unread = sum(not _fold(row, cells, queues) for row in rows)
    cells.save()
    _keep(connection, held, queues)
    return unread


def _fold(row: Any, cells: Cells, queues: Queues) -> bool:
    """Whether the row could be read. One that cannot be, whoever wrote it, must not keep the others from counting."""
    try:
        event = _CODEC.decode(row.kind, json.loads(row.body), None)
    except (ValueError, TypeError, KeyError, AttributeError):
        event = None
    if isinstance(event, VisitSummed):
        return add_visit(cells, row.source.partition("~")[0], event)
    if isinstance(event, QueueEvent):
        if row.source == HUB:
            queues.add(event)
        return True
    return False


def _queues(connection: Connection, cells: Cells) -> tuple[Queues, dict[str, Waiting]]:
    rows = connection.execute(select(schema.quality_waiting)).all()
    held = {row.place: Waiting(row.day, row.room, datetime.fromisoformat(row.since)) for row in rows}
    day = connection.execute(select(schema.quality_head.c.queue_day)).scalar_one()
    return Queues(cells, dict(held), day), held


def _keep(connection: Connection, held: dict[str, Waiting], queues: Queues) -> None:
    """Write which numbers wait now."""
    table = schema.quality_waiting
    gone = [{"gone": place} for place, stood in held.items() if queues.waiting.get(place) != stood]
    new = [
        {"place": place, "day": stood.day, "room": stood.room, "since": stood.since.isoformat()}
        for place, stood in queues.waiting.items()
        if held.get(place) != stood
    ]
    if gone:
        connection.execute(delete(table).where(table.c.place == bindparam("gone")), gone)
    if new:
        connection.execute(insert(table), new)
    connection.execute(update(schema.quality_head).values(queue_day=queues.day))
