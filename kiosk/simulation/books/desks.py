"""The cashiers' desks of a simulated hub, and their door over HTTP: windows speak to it as to any hub.

Windows' calls come on threads of their own, while the day stands still or goes on in another: one gate lets one at a
time touch the agenda and the hub.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

from flask import Flask

from his_client.his.ports import HospitalSystem
from his_client.outcome import Outcome, Unknown
from his_client.payments.terminal import CardTerminal
from kiosk.cashier.desk import CashierDesk
from kiosk.cashier.state import CashierSettings, DeskPlace
from kiosk.hub.books.desk import BooksDesk
from kiosk.hub.books.settings import BooksSettings
from kiosk.hub.desk.doors import add_desk_doors
from kiosk.hub.desk.service import DeskService
from kiosk.hub.money.desk import MoneyDesk
from kiosk.hub.owner import HubSilent
from kiosk.hub.record import HubRecord
from kiosk.hub.service import HubServer
from kiosk.loop import Loop
from kiosk.simulation.time import SimTime
from kiosk.simulation.world import Killed

T = TypeVar("T")

TERMINAL = "pos-1"
DESKS = (DeskPlace("desk-1", "Quầy 1", (TERMINAL,)), DeskPlace("desk-2", "Quầy 2", (TERMINAL,)))
TOKEN = "simulated-desk"  # noqa: S105 - it opens a hub that lives in this process


class Gate:
    """`Via` of a simulated hub: one caller at a time, and a hub that dies under a call has not answered."""

    def __init__(self) -> None:
        self.lock = threading.RLock()

    def __call__(self, job: Callable[[], T], /) -> T:
        """See `Via`."""
        with self.lock:
            try:
                return job()
            except Killed:
                raise HubSilent from None


class SimDesks:
    """Makes a hub's desks each time it boots, and serves whichever there are now.

    :param account: what refunds are sent from.
    """

    def __init__(
        self,
        gate: Gate,
        time: SimTime,
        his: HospitalSystem,
        terminals: Mapping[str, CardTerminal],
        account: str,
    ) -> None:
        self.gate = gate
        self._time = time
        self._his = his
        self._terminals = terminals
        self._account = account
        self.service: DeskService | None = None

    def sections(self, loop: Loop) -> Callable[[HubRecord, MoneyDesk], tuple[CashierDesk, BooksDesk]]:
        """What `HubCore` makes its desks with."""

        def made(record: HubRecord, money: MoneyDesk) -> tuple[CashierDesk, BooksDesk]:
            settings = CashierSettings("Bệnh viện Mẫu", DESKS, payout_account=self._account)
            cashier = CashierDesk(record, money, loop, self._time, settings, self._terminals)
            desks = tuple((desk.id, desk.name) for desk in DESKS)
            keyed = BooksSettings(fingerprint_key=bytes(32), hospital="Bệnh viện Mẫu", desks=desks)
            self.cashier = cashier
            self.books = BooksDesk(
                record, money, self._his, loop, self._time, keyed, self.gate, cashier.drawers.z_report
            )
            cashier.drawers.open_differences = self.books.open_differences
            self.service = DeskService(cashier, self.books, self._his, self.gate, self._time)
            return cashier, self.books

        return made

    def down(self) -> None:
        """The hub died; calls are unknown until it is back, and whoever was signed in signs in again."""
        self.service = None

    def knows(self, token: str) -> bool:
        """As `DeskService.knows`; of a hub that is down nobody can say, and its `call` says so."""
        service = self.service
        return service.knows(token) if service else True

    def call(self, token: str, name: str, arguments: Mapping[str, Any]) -> Outcome[Any]:
        """As `DeskService.call`, on the hub that runs now."""
        service = self.service
        return service.call(token, name, arguments) if service else Unknown("reset", "the hub is down")

    def server(self) -> HubServer:
        """Serve windows on loopback."""
        app = Flask("kiosk.simulation")
        add_desk_doors(app, cast(DeskService, self), TOKEN, self._time.monotonic)
        return HubServer(app, "127.0.0.1", 0)
