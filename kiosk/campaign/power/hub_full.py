"""A hub whose disk is full: what it answered stays, what it cannot write it refuses, and with room it goes on.

The hub's own doors over its journal on the disk of the harness. Stations ask for orders, numbers and blocks, and ask
again under the same name for whatever was refused; the power may go in between.
"""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path
from random import Random
from typing import Any

from his_client.sandbox.simulated import SimulatedBank, SimulatedHis
from kiosk.campaign.power.disk import Disk, Fault
from kiosk.campaign.power.driver import Driver
from kiosk.campaign.values import Broken, Promise
from kiosk.hub.core import HubCore, HubSettings
from kiosk.hub.owner import at_once
from kiosk.hub.records import hub_codec
from kiosk.hub.service import hub_app
from kiosk.journal import Journal, JournalDamaged
from kiosk.money.qr import Payee
from kiosk.simulation.time import SimProcess, SimTime
from kiosk.simulation.world import ACCOUNT, BIN, MASTER, PATIENCE
from kiosk.space import LEAST_FREE, LOOK_S, Ballast, Space

TOKEN = "the-campaigns-own"  # noqa: S105 - of a hub that lives for one trial
ASKED = 16
"""So many things are asked for while the disk fills up."""
RESERVE = 400
"""Writes that the ballast is worth at most; a small one is used up before there is room."""


class Refused(Exception):
    """A door answered otherwise than its word for a full disk."""


class FullDisk(Ballast):
    """The ballast of a disk that is full from some write on; taking it away gives room for a few writes."""

    def __init__(self, disk: Disk, random: Random) -> None:
        super().__init__(Path("/hub.db"))
        self._disk, self._random = disk, random
        self._lies = True
        self.free = 10 * LEAST_FREE

    @property
    def there(self) -> bool:
        """See `Ballast`."""
        return self._lies

    def make(self) -> bool:
        """See `Ballast`: where there is room for it."""
        self._lies = self._lies or self.free > LEAST_FREE
        return self._lies

    def drop(self) -> bool:
        """See `Ballast`."""
        made, self._lies = self._lies, False
        if made:
            self.fills_up(self._random.randint(1, RESERVE))
        return made

    def fills_up(self, writes: int) -> None:
        """After so many writes there is no room for another."""
        self.free = 0
        self._disk.fault = Fault(errno.ENOSPC, frozenset({"write"}), writes, lasting=True)

    def emptied(self) -> None:
        """Somebody has made room."""
        self.free, self._disk.fault = 10 * LEAST_FREE, None


class House:
    """The hub of a trial, and what its callers were told."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.disk = Disk(self.random)
        self.time = SimTime()
        self.ballast = FullDisk(self.disk, self.random)
        self.his = SimulatedHis(Random(seed), clock=self.time.now)
        self.bank = SimulatedBank(Random(seed), clock=self.time.now, account=ACCOUNT)
        self.told: dict[str, Any] = {}
        self.ends = 0
        self.start()

    def start(self) -> None:
        """The hub starts over what lies on the disk."""
        self.journal = Journal.over(Driver(self.disk, "/hub.db"), hub_codec(), MASTER, self.time, "hub")
        self.process = SimProcess(self.time, self.random)
        payee = Payee(ACCOUNT, BIN, "BENH VIEN MAU")
        self.core = HubCore(
            self.journal,
            self.process,
            self.his,
            self.bank,
            None,
            self.time,
            HubSettings(payee, patience=PATIENCE),
        )
        self.space = Space(self.ballast, self.process.later, lambda: self.ballast.free)
        self.space.start(lambda: None)
        self.journal.make_room = self.space.make_room
        self.core.has_room = lambda: not self.space.low
        app = hub_app(self.core, at_once, TOKEN, self.time)
        app.config["PROPAGATE_EXCEPTIONS"] = True  # a journal that cannot be written ends the program
        self.app = app.test_client()

    def end(self) -> None:
        """It ends, as on a write that nothing makes room for; what it had not synced may be lost with the power."""
        self.ends += 1
        self.process.kill()
        self.journal.close()
        self.disk.restarted()
        if self.random.random() < 0.5:
            self.disk.power_on()

    def ask(self, name: str) -> bool:
        """Ask for what `name` says; whether it was given.

        :raises Refused: when the answer is neither it nor the word for a full disk.
        """
        kind, _, number = name.partition(":")
        path, body = f"/{kind}", dict[str, Any]()
        match kind:
            case "orders":
                body = {"order_id": f"v{number}:pay", "station_id": "K03", "bill_id": f"B{number}", "amount": 50_000}
            case "queue/numbers":
                body = {"place_id": f"v{number}", "station_id": "K03", "room": "214"}
        before, low = self.journal.seq, self.space.low
        answer = self.app.post(path, json=body, headers={"Authorization": f"Bearer {TOKEN}"})
        if answer.status_code == 503 and answer.json == {"refused": "disk_full"}:
            if self.journal.seq != before:
                raise Refused(f"{name} was refused, and a row was written")
            return False
        if answer.status_code != 200 or low:
            raise Refused(f"{name}: {answer.status_code} {answer.json}{' on a full disk' if low else ''}")
        self.told.setdefault(name, answer.json)
        return True


def hub_full_trial(seed: int) -> tuple[Broken, ...]:
    """The disk fills up while stations ask; then somebody makes room. What did not hold."""
    house = House(seed)
    names = [f"{house.random.choice(('orders', 'queue/numbers'))}:{number}" for number in range(ASKED)]
    house.ballast.fills_up(house.random.randint(1, 250))
    left: list[str] = []
    try:
        for at, name in enumerate(names):
            if at == ASKED - 6:
                house.ballast.emptied()
                _pass(house, 2 * LOOK_S)
            if not _asked(house, name):
                left.append(name)
        left = [name for name in left if not _asked(house, name)]
    except (Refused, JournalDamaged) as problem:
        return (Broken(f"hub_full:{seed}", Promise.REFUSED, str(problem)),)
    problems = [(Promise.BACK, f"{name} is refused though there is room") for name in left]
    told = dict(house.told)
    house.end()
    house.disk.fault = None
    house.start()
    if not house.journal.verify().whole:
        problems.append((Promise.CHAINED, "the chain does not verify"))
    for name, answer in told.items():
        house.told = {}
        if not house.ask(name):
            problems.append((Promise.BACK, f"{name} is refused after a start"))
        elif _named(house.told[name]) != _named(answer):
            problems.append((Promise.KEPT, f"{name} was {answer}, and is {house.told[name]} after a start"))
    numbers = [answer["number"] for name, answer in told.items() if name.startswith("queue")]
    if len(numbers) != len(set(numbers)):
        problems.append((Promise.ONCE, "a number was given twice"))
    return tuple(Broken(f"hub_full:{seed}", promise, seen) for promise, seen in problems)


def _asked(house: House, name: str) -> bool:
    """One question; the hub ends when even its reserve is used up, and starts again when there is room."""
    try:
        return house.ask(name)
    except sqlite3.Error:
        house.end()
        house.ballast.emptied()
        house.start()
        _pass(house, 1.0)
        return False


def _pass(house: House, seconds: float) -> None:
    until = house.time.monotonic() + seconds
    while house.time.monotonic() < until and house.time.run_next():
        pass


def _named(answer: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(answer.get(field) for field in ("order_id", "qr", "pay_code", "number", "room"))
