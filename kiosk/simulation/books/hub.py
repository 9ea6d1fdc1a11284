"""The hospital's hub in virtual time: a real one over its journal, killable and restartable, and the line to it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from random import Random

from his_client.his.ports import HospitalSystem
from his_client.insurance.ports import InsuranceGateway
from kiosk.hub.client import LocalHub
from kiosk.hub.core import HubCore, HubSettings
from kiosk.hub.money.channels import Channel
from kiosk.hub.receiver.ports import Receiver
from kiosk.hub.records import hub_codec
from kiosk.simulation.books.desks import SimDesks
from kiosk.simulation.books.line import HubLine
from kiosk.simulation.time import SimProcess, SimTime
from kiosk.simulation.world import MASTER, PATIENCE, HookedJournal, Hooks, Killed

BACK_AFTER_S = 8.0


@dataclass(frozen=True, slots=True)
class Around:
    """The hub's neighbours: the HIS, the insurer, the roads money is told of, and where webhooks wait."""

    his: HospitalSystem
    insurer: InsuranceGateway
    channels: tuple[Channel, ...]
    receiver: Receiver


class SimHub:
    """A hub and its journal. While it is down, stations hear nothing and webhooks wait.

    :param crash: how often a journal write is hit by a kill, 0..1.
    """

    def __init__(self, time: SimTime, random: Random, around: Around, desks: SimDesks, crash: float) -> None:
        self.desks = desks
        self.dying = False
        self.crashes = 0
        self.crash = crash
        self._time = time
        self._random = random
        self._around = around
        self._outside = SimProcess(time, random)
        self._connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._core: HubCore | None = None
        self.line = HubLine(lambda: LocalHub(self._core) if self._core else None)
        self.boot()

    @property
    def core(self) -> HubCore:
        """The running hub; it is asked for only while there is one."""
        assert self._core is not None, "the hub is down"
        return self._core

    @property
    def up(self) -> bool:
        """Whether there is one."""
        return self._core is not None

    def boot(self) -> None:
        """Start the hub over what its journal holds."""
        self.process = SimProcess(self._time, self._random)
        self.journal = HookedJournal(self._connection, hub_codec(), MASTER, self._time, "hub")
        self.journal.hooks, self.journal.label = Hooks(self._strike), "hub"
        settings = HubSettings(None, order_s=900.0, poll_s=10.0, slow_poll_s=20.0, patience=PATIENCE)
        around = self._around
        self._core = HubCore(
            self.journal,
            self.process,
            around.his,
            None,
            around.insurer,
            self._time,
            settings,
            channels=around.channels,
            receiver=around.receiver,
            sections=self.desks.sections(self.process),
        )
        self._core.start()

    def revive(self) -> None:
        """After a kill: what ran is gone, what was committed stays, and the hub comes back a little later."""
        self.crashes += 1
        self.process.kill()
        self._core = None
        self.desks.down()
        self.dying = False
        self._outside.later(BACK_AFTER_S, self.boot)

    def _strike(self, _point: int, _name: str) -> None:
        if self.crash and self._random.random() < self.crash:
            self.dying = True
            raise Killed
