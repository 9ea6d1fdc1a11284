"""A made-up month of a large hospital, for measuring and for pictures: its journal rows as stations and hub write them.

Everything follows from the seed. Nobody in it exists: the rows are the lines about nobody, and numbers of a queue. They
are laid into the database without the chain that only the intake looks at.
"""

from __future__ import annotations

import json
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert, update

from his_client.his.ports import Department
from his_client.his.values import Service
from kiosk.clock import VIETNAM
from kiosk.hub.db import schema
from kiosk.hub.db.engine import Database
from kiosk.hub.db.migrate import ensure_month
from kiosk.hub.intake import HUB
from kiosk.hub.quality.names import keep_names
from kiosk.journal import Codec
from kiosk.queue.events import NumberCalled, NumberClosed, NumberIssued, Outcome, QueueEvent, Source
from kiosk.station.summary import VisitSummed

CLINICS = (
    "Nội tổng hợp",
    "Tim mạch",
    "Nội tiết – Đái tháo đường",
    "Cơ xương khớp",
    "Tiêu hoá",
    "Hô hấp",
    "Thần kinh",
    "Thận – Tiết niệu",
    "Mắt",
    "Tai Mũi Họng",
    "Răng Hàm Mặt",
    "Da liễu",
    "Nhi",
    "Phụ sản",
    "Ngoại tổng hợp",
    "Chấn thương chỉnh hình",
    "Ung bướu",
    "Y học cổ truyền",
    "Phục hồi chức năng",
    "Lão khoa",
)
STATIONS = 20
_CODEC = Codec((VisitSummed, QueueEvent))
_CHUNK = 2_000
_HOURS = (6, 7, 8, 9, 10, 13, 14, 15)
_BUSY = (9, 26, 22, 14, 8, 10, 7, 4)
_HIS_SILENT, _SILENT_HOURS = 17, (8, 9)
"""The day of the month, and the hours, in which the HIS answers most registrations no more."""
_ERRANDS = (("bills", 4), ("queue", 3), ("results", 3), ("feedback", 2), ("information", 3))
_DESK = (
    ("card_unreadable", 26),
    ("insurance_desk", 22),
    ("key_unknown", 14),
    ("asked_for_desk", 12),
    ("patient_differs", 7),
    ("his_away", 6),
    ("clinics_full", 6),
    ("no_number", 4),
    ("card_altered", 1),
)
_LEFT = (("idle", 5), ("ended_by_patient", 4), ("card_gone", 2), ("station_restarted", 1))
_STEPS = (
    ("consent", 7),
    ("key", 5),
    ("identify", 9),
    ("face", 8),
    ("coverage", 5),
    ("choose", 16),
    ("register", 4),
    ("pay", 26),
    ("finish", 9),
)


@dataclass(frozen=True, slots=True)
class _Row:
    """What was written, by whom and when."""

    at: datetime
    source: str
    event: object


def clinics() -> tuple[Department, ...]:
    """The hospital's departments, as its HIS would tell them."""
    service = Service("KHAM", "Khám bệnh", 0, False)
    return tuple(
        Department(f"K{n:02}", f"K{n:02}", name, f"{200 + n}", "2", "A", 0, 0, "", None, None, False, service)
        for n, name in enumerate(CLINICS, 1)
    )


def lay_month(database: Database, month: str, visits: int, seed: int = 1) -> int:
    """Put the journal rows of about `visits` visits into an empty database; how many rows there are."""
    keep_names(database, clinics())
    ensure_month(database, month)
    arrival, seqs = 0, dict.fromkeys([HUB, *(_source(n) for n in range(1, STATIONS + 1))], 0)
    with database.writing() as connection:
        for source in seqs:
            known = {"id": source, "last_seq": 0, "head_hash": "", "told_seq": 0, "heard_at": ""}
            connection.execute(insert(schema.source).values(known))
        chunk: list[dict[str, Any]] = []
        for row in _rows(month, visits, Random(seed)):
            arrival += 1
            seqs[row.source] += 1
            chunk.append(_stored(row, arrival, seqs[row.source], month))
            if len(chunk) == _CHUNK:
                connection.execute(insert(schema.journal_row), chunk)
                chunk = []
        if chunk:
            connection.execute(insert(schema.journal_row), chunk)
        connection.execute(update(schema.ledger_head).values(arrivals=arrival))
    return arrival


def _stored(row: _Row, arrival: int, seq: int, month: str) -> dict[str, Any]:
    written = _CODEC.encode(row.event)
    at = row.at.isoformat()
    return {
        "source": row.source,
        "seq": seq,
        "month": month,
        "subject": "station" if row.source != HUB else "visit",
        "kind": written.kind,
        "version": written.version,
        "recorded_at": at,
        "body": json.dumps(written.body, ensure_ascii=False),
        "personal_digest": None,
        "prev_hash": "",
        "hash": "",
        "arrival": arrival,
        "arrived_at": at,
    }


def _source(number: int) -> str:
    return f"M{number:02}~00000000"


def _rows(month: str, visits: int, random: Random) -> Iterator[_Row]:
    """Every row of the month in the order of time."""
    year, number = map(int, month.split("-"))
    days = [date(year, number, day) for day in range(1, monthrange(year, number)[1] + 1)]
    shares = [(0.12 if day.weekday() == 6 else 0.45 if day.weekday() == 5 else 1.0) for day in days]
    for day, share in zip(days, shares, strict=True):
        count = round(visits * share / sum(shares) * random.uniform(0.93, 1.07))
        pace = random.lognormvariate(0, 0.16)
        rows = [row for _ in range(count) for row in _visit(day, pace, random)]
        yield from sorted(rows, key=lambda row: row.at)


def _visit(day: date, pace: float, random: Random) -> Iterator[_Row]:
    hour = random.choices(_HOURS, _BUSY)[0]
    ended = datetime(day.year, day.month, day.day, hour, random.randrange(60), random.randrange(60), tzinfo=VIETNAM)
    fate = random.random()
    station = random.randint(1, STATIONS)
    if fate < 0.13:
        errand = _one_of(_ERRANDS, random)
        yield _Row(ended, _source(station), _errand(ended, errand, random))
        return
    silent = day.day == _HIS_SILENT and hour in _SILENT_HOURS and fate < 0.6
    if fate < 0.23 or silent:
        yield _Row(ended, _source(station), _broken(ended, random, at_desk=silent or fate < 0.19, silent=silent))
        return
    clinic = min(int(random.expovariate(0.16)), len(CLINICS) - 1)
    yield _Row(ended, _source(station), _registered(ended, clinic, random))
    place, room = f"v{random.getrandbits(64):016x}", f"{201 + clinic}"
    issued = NumberIssued(
        day, ended, place, f"M{station:02}", f"A{random.randrange(999):03}", 0, Source.HUB, room, ended
    )
    yield _Row(ended, HUB, issued)
    wait = timedelta(minutes=pace * random.lognormvariate(2.35 + 0.055 * ((clinic * 7) % len(CLINICS)), 0.6))
    if random.random() < 0.008 + 0.002 * (clinic % 5):
        yield _Row(ended + wait, HUB, NumberClosed(day, ended + wait, place, room, Outcome.LEFT))
    else:
        yield _Row(ended + wait, HUB, NumberCalled(day, ended + wait, place, room))


def _registered(ended: datetime, clinic: int, random: Random) -> VisitSummed:
    journey = random.choices(("registration", "child", "passport"), (90, 7, 3))[0]
    pays = random.choices(("code", "cashier", ""), (44, 18, 38))[0]
    pace = random.lognormvariate(0, 0.35)
    steps = [(step, mean) for step, mean in _STEPS if step != "pay" or pays]
    rating = random.choices((0, 1, 2, 3, 4, 5), (82, 0.4, 0.8, 2 + clinic % 4, 6, 9))[0]
    topic = random.choices(("waiting", "staff", "clean", "price", "machine", "other"), (9, 2, 2, 3, 2, 1))[0]
    handed = random.random() < 0.004
    return VisitSummed(
        _hour(ended),
        journey,
        random.choices(("vi", "en", "zh", "ko", "ja", "fr"), (950, 18, 9, 12, 6, 5))[0],
        "handed_over" if handed else "done",
        "no_number" if handed else "registered",
        f"K{clinic + 1:02}",
        "passport" if journey == "passport" else random.choices(("chip", "qr", "typed"), (93, 5, 2))[0],
        random.choices(("matched", "not_consented", "not_matched", "undecided"), (80, 13, 4, 3))[0],
        random.choices(("eligible", "eligible_provisional", "unverified", "not_eligible", ""), (71, 4, 5, 4, 16))[0],
        pays,
        True,
        random.random() < 0.04,
        random.random() < 0.02,
        rating,
        topic if 0 < rating <= 2 else "",
        tuple((step, round(1000 * mean * pace * random.lognormvariate(0, 0.4))) for step, mean in steps),
    )


def _broken(ended: datetime, random: Random, *, at_desk: bool, silent: bool) -> VisitSummed:
    reason = "his_away" if silent else _one_of(_DESK if at_desk else _LEFT, random)
    reached = random.randint(1, 5)
    steps = tuple((step, round(1000 * mean * random.lognormvariate(0.2, 0.5))) for step, mean in _STEPS[:reached])
    ending = "handed_over" if at_desk or reason == "station_restarted" else "refused"
    called = random.random() < 0.2
    return VisitSummed(
        _hour(ended), "registration", "vi", ending, reason, "", "", "", "", "", False, False, called, 0, "", steps
    )


def _errand(ended: datetime, errand: str, random: Random) -> VisitSummed:
    steps = tuple((step, round(1000 * random.lognormvariate(2, 0.5))) for step in ("menu", "agree", "finish"))
    rating = random.choices((1, 2, 3, 4, 5), (1, 2, 4, 9, 14))[0] if errand == "feedback" else 0
    return VisitSummed(
        _hour(ended), errand, "vi", "done", "errand_done", "", "", "", "", "", False, False, False, rating, "", steps
    )


def _one_of(shares: tuple[tuple[str, int], ...], random: Random) -> str:
    return random.choices([one for one, _ in shares], [share for _, share in shares])[0]


def _hour(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)
