"""What service quality costs: a made-up month is projected, then its pages are loaded as a browser loads them.

The pages are the console's own, with its guard and a session, asked for in this process: no network is measured. A
page's first load, which reads its template, is not counted.
"""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask import Flask

from his_client.outcome import Done, Outcome, Refused
from kiosk.cashier.users import User
from kiosk.cashier.values import Role
from kiosk.clock import Clock, SystemClock
from kiosk.fleet.identity import Authority
from kiosk.hub.console.app import PREFIX, console
from kiosk.hub.console.ports import Parts
from kiosk.hub.db.engine import Database, postgresql_database, sqlite_database
from kiosk.hub.db.migrate import upgrade
from kiosk.hub.db.throwaway import throwaway_postgres
from kiosk.hub.fleet.desk import FleetDesk
from kiosk.hub.fleet.history import Change
from kiosk.hub.owner import at_once
from kiosk.hub.quality.made_up import clinics, lay_month
from kiosk.hub.quality.pages import quality_pages
from kiosk.hub.quality.project import project
from kiosk.hub.record import HubRecord
from kiosk.hub.records import hub_codec
from kiosk.journal import Journal, MasterKey
from kiosk.simulation.time import SimProcess, SimTime

MONTH = "2026-11"
LOADS = 20
_HOST = "https://hub.example"
_HEADERS = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "hub.example"}

Load = Callable[[str], bytes]


def measure(visits: int, kind: str, loads: int = LOADS) -> dict[str, Any]:
    """A month of `visits` on `sqlite` or on a throw-away `postgresql`, committed to the disk.

    :raises NoPostgres: when none is installed.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kiosk-quality-")))
        if kind == "sqlite":
            database = stack.enter_context(closing(sqlite_database(folder / "books.db")))
        else:
            address = stack.enter_context(throwaway_postgres())
            database = stack.enter_context(closing(postgresql_database(address, None)))
        upgrade(database)
        rows = lay_month(database, MONTH, visits)
        begun = time.perf_counter()
        project(database)
        took = time.perf_counter() - begun
        figures: dict[str, Any] = {
            "visits": visits,
            "departments": len(clinics()),
            "journal_rows": rows,
            "projection_s": round(took, 2),
            "projection_rows_per_second": round(rows / took),
            "projection_visits_per_second": round(visits / took),
        }
        load = stack.enter_context(_browser(database))
        for name, path in (
            ("month", f"/quality/{MONTH}"),
            ("department", f"/quality/{MONTH}/department/{clinics()[0].id}"),
            ("day", f"/quality/day/{MONTH}-26"),
        ):
            figures |= _loaded(name, lambda path=path: load(path), loads)  # type: ignore[misc]
        figures |= _loaded("xlsx", lambda: load(f"/quality/{MONTH}/report.xlsx"), max(1, loads // 5))
        figures |= _loaded("pdf", lambda: load(f"/quality/{MONTH}/report.pdf"), max(1, loads // 5))
        return figures


def _loaded(name: str, load: Callable[[], bytes], loads: int) -> dict[str, Any]:
    size = len(load())
    times = []
    for _ in range(loads):
        begun = time.perf_counter()
        load()
        times.append(1000 * (time.perf_counter() - begun))
    return {
        f"{name}_median_ms": round(median(times)),
        f"{name}_worst_ms": round(max(times)),
        f"{name}_bytes": size,
    }


@contextmanager
def _browser(database: Database) -> Iterator[Load]:
    """A manager's browser, signed in at a console without stations."""
    clock = SystemClock()
    app = Flask("kiosk.hub")
    with closing(Journal.open(None, hub_codec(), MasterKey(bytes(32)), clock)) as journal:
        record = HubRecord(journal)
        further = (quality_pages(database, "Bệnh viện Mẫu", clock),)
        parts = Parts(_fleet(record, clock), _OneManager(), _NoHistory(), clock, "Bệnh viện Mẫu", "", further)
        app.register_blueprint(console(parts))
        client = app.test_client()

        def load(path: str) -> bytes:
            answer = client.get(f"{PREFIX}{path}", base_url=_HOST, headers=_HEADERS)
            assert answer.status_code == 200, (path, answer.status_code)
            return bytes(answer.data)

        code = re.search(rb'name="csrf" value="([^"]+)"', load("/sign-in"))
        assert code is not None
        given = {"csrf": code[1].decode(), "user": _OneManager.NAME, "pin": "-"}
        client.post(f"{PREFIX}/sign-in", base_url=_HOST, headers=_HEADERS, data=given)
        yield load


def _fleet(record: HubRecord, clock: Clock) -> FleetDesk:
    now = clock.now()
    authority, _ = Authority.made("bench", now)
    loop = SimProcess(SimTime(now), Random(1))
    return FleetDesk(record, loop, at_once, clock, authority, Ed25519PrivateKey.generate())


class _OneManager:
    """Accounts with one manager, who need not remember a PIN."""

    NAME = "manager"
    _USER = User(NAME, "Quản lý", (Role.MANAGER,), "", change_pin=False)

    def at_console(self, name: str, pin: str) -> Outcome[User]:  # noqa: ARG002 - a port's shape
        return Done(self._USER) if name == self.NAME else Refused("wrong")

    def account(self, name: str) -> User | None:
        return self._USER if name == self.NAME else None

    def change_own_pin(self, name: str, old: str, new: str) -> Outcome[None]:  # noqa: ARG002 - a port's shape
        return Refused("no_user")

    def keep_entry(self, name: str) -> None:
        """Nobody signs in by another system."""


class _NoHistory:
    def of(self, station_id: str, limit: int = 50) -> tuple[Change, ...]:  # noqa: ARG002 - a port's shape
        return ()
