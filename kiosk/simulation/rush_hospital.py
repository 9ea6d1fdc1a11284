"""A sandbox HIS in a process of its own for the rush: it can be killed at any moment and starts again on its file."""

from __future__ import annotations

import multiprocessing
import socket
import time
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from his_client.clock import VIETNAM
from his_client.sandbox.book import RegistrationBook
from his_client.sandbox.departments import DepartmentRule, load_departments
from his_client.sandbox.faults import Fault, FaultQueue
from his_client.sandbox.his_app import his_app
from his_client.sandbox.server import PeerServer
from his_client.sandbox.store import SqliteStore

MERCHANT = "RUSH"
MORNING = datetime(2026, 11, 24, 7, 0, tzinfo=VIETNAM)
FAULTS = (Fault.REFUSE, Fault.RESET_AFTER_COMMIT, Fault.TRUNCATED, Fault.HTTP500, Fault.HTML, Fault.DUPLICATE)


@dataclass(frozen=True, slots=True)
class RushClock:
    """A day that began at seven when `began` (epoch seconds) was; the same in every process, and never midnight."""

    began: float

    def now(self) -> datetime:
        """The instant."""
        return MORNING + timedelta(seconds=time.time() - self.began)

    def monotonic(self) -> float:
        """Seconds for measuring."""
        return time.monotonic()


@dataclass(frozen=True, slots=True)
class HospitalPlan:
    """What a restarted HIS is given again. `fault_rate` is the share of calls that the line spoils, 0 to 1."""

    path: Path
    secret: str
    clock: RushClock
    departments: tuple[DepartmentRule, ...]
    fault_rate: float
    seed: int


class RushHospital:
    """The HIS and its process. `kill` ends it as a power cut would; `start` brings it back at the same address."""

    def __init__(self, plan: HospitalPlan) -> None:
        self.plan = plan
        self.starts = 0
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._port = free.getsockname()[1]
        self._process: multiprocessing.process.BaseProcess | None = None
        self.start()

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Starts it and waits until it serves. RuntimeError when it does not within 60 seconds."""
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        plan = replace(self.plan, seed=self.plan.seed + self.starts)
        self._process = context.Process(target=_serve, args=(plan, self._port, theirs), daemon=True)
        self._process.start()
        if not ours.poll(60):
            raise RuntimeError("the sandbox HIS did not start")
        ours.recv()
        self.starts += 1

    def kill(self) -> None:
        """Ends it at once, whatever it is doing."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None


class _Moody(FaultQueue):
    """Spoils a share of all calls."""

    def __init__(self, rate: float, random: Random) -> None:
        super().__init__()
        self._rate = rate
        self._random = random

    def take(self, peer: str) -> Fault | None:  # noqa: ARG002 - every caller alike
        """See `FaultQueue.take`."""
        return self._random.choice(FAULTS) if self._random.random() < self._rate else None


def small_departments(seats: int) -> tuple[DepartmentRule, ...]:
    """The sandbox's departments; two of them take `seats` patients a day, the others everybody."""
    rules = load_departments()
    return tuple(replace(rule, quota=seats if place < 2 else 10**6) for place, rule in enumerate(rules))


def _serve(plan: HospitalPlan, port: int, ready: Connection) -> None:
    clock = plan.clock
    book = RegistrationBook(SqliteStore(plan.path), clock=clock.now, departments=plan.departments)
    app = his_app(book, merchant_id=MERCHANT, secret=plan.secret, clock=clock.now)
    PeerServer("his", app, port, _Moody(plan.fault_rate, Random(plan.seed))).start()
    ready.send("serving")
    while True:
        time.sleep(3600)
