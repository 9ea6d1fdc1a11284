"""Keeps what stations went through, in the hub's database: written when something changed, dropped in time."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from kiosk.clock import Clock
from kiosk.fleet.values import Heartbeat, StationState
from kiosk.hub.db import schema
from kiosk.hub.db.engine import Database
from kiosk.loop import Loop

log = logging.getLogger(__name__)

KEPT = timedelta(days=90)
PRUNE_S = 3_600.0
_SERVING = {StationState.WELCOME, StationState.VISIT}


@dataclass(frozen=True, slots=True)
class Change:
    """A station from `at` on; devices as (device, state, code)."""

    at: datetime
    state: str
    version: str
    configuration: str
    devices: tuple[tuple[str, str, str], ...]
    problems: tuple[str, ...]


class History:
    """Called on the hub's owner thread, but for `of`, which reads and blocks."""

    def __init__(self, database: Database, loop: Loop, clock: Clock) -> None:
        self._database, self._loop, self._clock = database, loop, clock
        self._last: dict[str, tuple[str, ...]] = {}
        self._pruned = -PRUNE_S

    def heard(self, beats: Sequence[tuple[Heartbeat, datetime]]) -> None:
        """Note what changed since a station's last heartbeat; who comes and goes at a station is no change."""
        rows = []
        for beat, at in beats:
            row = _row(beat)
            if self._last.get(beat.station_id) != row:
                self._last[beat.station_id] = row
                rows.append(dict(zip(_COLUMNS, (beat.station_id, at.isoformat(), *row), strict=True)))
        if rows:
            self._loop.work("station-history", lambda: self._write(rows), lambda _none: None)

    def of(self, station_id: str, limit: int = 50) -> tuple[Change, ...]:
        """A station's changes, newest first.

        :raises sqlalchemy.exc.SQLAlchemyError: when the database does not answer.
        """
        table = schema.station_history
        query = select(table).where(table.c.station == station_id).order_by(table.c.at.desc()).limit(limit)
        with self._database.reading() as connection:
            return tuple(
                Change(
                    datetime.fromisoformat(row.at),
                    row.state,
                    row.version,
                    row.configuration,
                    tuple((str(a), str(b), str(c)) for a, b, c in json.loads(row.devices)),
                    tuple(json.loads(row.problems)),
                )
                for row in connection.execute(query)
            )

    def _write(self, rows: list[dict[str, str]]) -> None:
        tick = self._clock.monotonic()
        try:
            with self._database.writing() as connection:
                upsert = postgresql.insert if self._database.kind == "postgresql" else sqlite.insert
                connection.execute(upsert(schema.station_history).on_conflict_do_nothing(), rows)
                if tick - self._pruned >= PRUNE_S:
                    oldest = (self._clock.now() - KEPT).isoformat()
                    connection.execute(delete(schema.station_history).where(schema.station_history.c.at < oldest))
                    self._pruned = tick
        except SQLAlchemyError as error:
            # Telemetry: what could not be written is told anew by the next change.
            log.warning("history_lost", extra={"reason": type(error).__name__})


_COLUMNS = ("station", "at", "state", "version", "configuration", "devices", "problems")


def _row(beat: Heartbeat) -> tuple[str, ...]:
    state = "serving" if beat.state in _SERVING else str(beat.state)
    devices = [[name, str(how), code] for name, how, code in beat.devices]
    return state, beat.version, beat.configuration, json.dumps(devices), json.dumps(list(beat.problems))
