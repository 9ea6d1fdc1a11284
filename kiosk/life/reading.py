"""The public rows of everything a machine knows: a hub's database with every station's, or a station's own journal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from sqlalchemy import select

from kiosk.config import StationConfig
from kiosk.hub.db import schema
from kiosk.hub.db.commands import open_database
from kiosk.hub.db.migrate import require_current
from kiosk.hub.intake import chain_name
from kiosk.hub.turnover.archives import reading
from kiosk.hub.turnover.rows import CARRIED
from kiosk.journal import PublicRow, sql

PAGE = 5_000


def public_rows(config: StationConfig, station: str | None) -> Iterator[tuple[str, PublicRow]]:
    """Rows with their source, in the order of each source.

    :param station: only this station's, every journal it ever had; None for all and the hub's own.
    :raises SchemaNotCurrent, sqlalchemy.exc.SQLAlchemyError, sqlite3.Error: when they cannot be read.
    """
    if config.hub.journal is None:
        return _of_file(config)
    return _of_database(config, station)


def _of_file(config: StationConfig) -> Iterator[tuple[str, PublicRow]]:
    with closing(reading(config.station.journal)) as connection:
        seq, name = sql.base(connection)[0], ""
        while rows := sql.public_rows(connection, seq, PAGE):
            name = name or chain_name(config.station.id, rows[0])
            seq = rows[-1].seq
            yield from ((name, row) for row in rows)


def _of_database(config: StationConfig, station: str | None) -> Iterator[tuple[str, PublicRow]]:
    row, source = schema.journal_row, schema.source
    with closing(open_database(config)) as database:
        require_current(database)
        with database.reading() as connection:
            names = connection.execute(select(source.c.id).order_by(source.c.id)).scalars().all()
        for name in names:
            if station is not None and not name.startswith(f"{station}~"):
                continue
            query = select(*(row.c[field] for field in PublicRow._fields)).where(row.c.source == name)
            seq = 0
            while True:
                with database.reading() as connection:
                    page = connection.execute(query.where(row.c.seq > seq).order_by(row.c.seq).limit(PAGE)).all()
                if not page:
                    break
                seq = page[-1].seq
                yield from ((name, PublicRow(*one)) for one in page)


def original(row: PublicRow) -> tuple[str, dict[str, Any]]:
    """A row's kind and open part; of one that a turn-over carried on, those of the row it carries."""
    body: dict[str, Any] = json.loads(row.body)
    return (body["kind"], json.loads(body["body"])) if row.kind in CARRIED else (row.kind, body)
