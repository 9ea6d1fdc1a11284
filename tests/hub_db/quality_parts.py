"""A day at a small hospital, as its stations and its hub wrote it down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from db_parts import MASTER, TickingClock, intake_of, rows_of

from kiosk.clock import VIETNAM
from kiosk.hub.db.engine import Database
from kiosk.hub.intake import HUB, Taken
from kiosk.journal import Journal, PublicRow
from kiosk.queue.events import (
    NumberCalled,
    NumberClosed,
    NumberIssued,
    NumberTransferred,
    Outcome,
    QueueEvent,
    Source,
)
from kiosk.station.records import STATION, station_codec
from kiosk.station.summary import VisitSummed

DAY = date(2026, 11, 26)
K03, K04 = "K03~0a1b2c3d", "K04~0a1b2c3d"

REGISTERED = VisitSummed(
    hour=datetime(2026, 11, 26, 7, tzinfo=VIETNAM),
    journey="registration",
    language="vi",
    ending="done",
    reason="registered",
    department_id="KHOA01",
    identity="chip",
    face="matched",
    coverage="eligible",
    paid="code",
    printed=True,
    helped=False,
    help_called=False,
    rating=0,
    topic="",
    steps=(("consent", 6_000), ("identify", 9_000), ("choose", 12_000), ("pay", 25_000), ("finish", 5_000)),
)
AT_THE_DESK = replace(
    REGISTERED, ending="handed_over", reason="card_unreadable", department_id="", coverage="", paid=""
)
RATED = replace(REGISTERED, rating=2, topic="waiting")


def at(hour: int, minute: int = 0, day: date = DAY) -> datetime:
    """A moment of the day."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=VIETNAM)


def issued(place: str, came: datetime, room: str = "214", appointment: datetime | None = None) -> NumberIssued:
    """A number was taken."""
    number = f"A-{place}"
    return NumberIssued(came.date(), came, place, "K03", number, 0, Source.HIS, room, came, appointment)


def called(place: str, moment: datetime, room: str = "214") -> NumberCalled:
    """A number was asked in."""
    return NumberCalled(moment.date(), moment, place, room)


def moved(place: str, moment: datetime, to: str, room: str = "214") -> NumberTransferred:
    """A number waits elsewhere."""
    return NumberTransferred(moment.date(), moment, place, room, to)


def left(place: str, moment: datetime, room: str = "214") -> NumberClosed:
    """A patient went without having been seen."""
    return NumberClosed(moment.date(), moment, place, room, Outcome.LEFT)


def queue_of_a_day(day: date = DAY) -> list[QueueEvent]:
    """Four numbers: called after 10 and after 40 minutes, gone, and never called."""
    return [
        issued(f"{day}-1", at(7, 0, day)),
        issued(f"{day}-2", at(7, 5, day)),
        issued(f"{day}-3", at(7, 6, day)),
        issued(f"{day}-4", at(7, 7, day)),
        called(f"{day}-1", at(7, 10, day)),
        called(f"{day}-2", at(7, 45, day)),
        left(f"{day}-3", at(8, 0, day)),
    ]


def lines_of(lines: Iterable[Any]) -> tuple[PublicRow, ...]:
    """A station's public rows, one for each line."""
    journal = Journal.open(None, station_codec(), MASTER, TickingClock())
    for line in lines:
        journal.append([(STATION, line)])
    rows = journal.public_rows(0, 100_000)
    journal.close()
    return rows


def hand_in(database: Database, source: str, rows: Sequence[PublicRow]) -> None:
    """Let the hub's database take them."""
    intake = intake_of(database)
    for start in range(0, len(rows), 400):
        assert isinstance(intake.take(source, rows[start : start + 400], len(rows)), Taken)


def a_day(database: Database) -> None:
    """Visits at two stations and the queue of one room, then the next day's first number."""
    visits = [
        *[replace(REGISTERED, steps=(("identify", 9_000 + 10 * n), ("pay", 20_000))) for n in range(6)],
        *[RATED] * 2,
        AT_THE_DESK,
        replace(REGISTERED, department_id="KHOA02"),
    ]
    hand_in(database, K03, lines_of(visits))
    hand_in(database, K04, lines_of([AT_THE_DESK, replace(REGISTERED, journey="feedback", department_id="", rating=5)]))
    tomorrow = DAY + timedelta(days=1)
    hand_in(database, HUB, rows_of([*queue_of_a_day(), issued("next", at(7, 0, tomorrow))]))
