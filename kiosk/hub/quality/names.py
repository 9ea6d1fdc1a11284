"""Which department is called what and calls into which room, as the HIS said last.

The HIS names a department's room with it. Rooms that moved to another department count there from then on, also for
the months before; a room nobody was told of stands for itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Table, select
from sqlalchemy.dialects import postgresql, sqlite

from his_client.his.ports import Department
from kiosk.hub.db import schema
from kiosk.hub.db.engine import Database
from kiosk.hub.quality.vocabulary import OTHER, identifier, room_name


@dataclass(frozen=True, slots=True)
class Names:
    """Departments' names by id, departments by room."""

    departments: Mapping[str, str]
    by_room: Mapping[str, str]

    def of(self, department_id: str) -> str:
        """A department's name; its id where nobody told."""
        return self.departments.get(department_id, department_id)

    def rooms_of(self, department_id: str) -> tuple[str, ...]:
        """The rooms it calls into, as far as known."""
        return tuple(sorted(room for room, owner in self.by_room.items() if owner == department_id))


def keep_names(database: Database, departments: Iterable[Department]) -> None:
    """Write down what the HIS says now.

    :raises sqlalchemy.exc.SQLAlchemyError: nothing was kept.
    """
    named: dict[str, str] = {}
    rooms: dict[str, str] = {}
    for one in departments:
        if (known := identifier(one.id)) != OTHER:
            named[known] = one.name
            if (room := room_name(one.room)) != OTHER:
                rooms[room] = known
    with database.writing() as connection:
        _put(connection, schema.quality_department, named)
        _put(connection, schema.quality_room, rooms)


def names_in(connection: Connection) -> Names:
    """What is known."""
    departments, rooms = schema.quality_department, schema.quality_room
    return Names(
        {row.id: row.name for row in connection.execute(select(departments))},
        {row.room: row.department for row in connection.execute(select(rooms))},
    )


def _put(connection: Connection, table: Table, values: Mapping[str, str]) -> None:
    if not values:
        return
    key, value = (column.name for column in table.columns)
    upsert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    put = upsert(table)
    put = put.on_conflict_do_update(index_elements=[key], set_={value: put.excluded[value]})
    connection.execute(put, [{key: one, value: said} for one, said in sorted(values.items())])
