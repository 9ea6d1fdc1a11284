"""A hub in virtual time between simulated neighbours, and a sandbox hospital to run a real one against."""

from __future__ import annotations

import sqlite3
import uuid
from datetime import datetime
from random import Random

from his_client.his.ports import Identity, IdentitySource, Registered, RegistrationRequest
from his_client.outcome import Done
from his_client.sandbox.book import RegistrationBook
from his_client.sandbox.faults import FaultMenu
from his_client.sandbox.simulated import SimulatedBank, SimulatedHis, SimulatedInsurance
from kiosk.clock import VIETNAM
from kiosk.delivery.machine import Patience
from kiosk.hub.core import HubCore, HubSettings
from kiosk.hub.money.channels import Channel
from kiosk.hub.ports import OpenedOrder
from kiosk.hub.receiver.ports import Receiver
from kiosk.hub.records import hub_codec
from kiosk.journal import Journal, MasterKey
from kiosk.money.order import BillKind
from kiosk.money.qr import Payee
from kiosk.simulation.time import SimProcess, SimTime

PAYEE = Payee("0011009999999", "970436", "BENH VIEN MAU")
MASTER = MasterKey(bytes(range(32)))
SETTINGS = HubSettings(PAYEE, order_s=900.0, poll_s=3.0, slow_poll_s=6.0, patience=Patience((0.5, 1.0, 5.0), 200))
PRICE = 50_600
MORNING = datetime(2026, 11, 24, 7, 0, tzinfo=VIETNAM)


def register(book: RegistrationBook, number: int, station: str = "K03") -> Registered:
    """A bill of 50,600 đồng in a HIS book, for synthetic person `number`."""
    department = next(item for item in book.departments() if item.service.price == PRICE)
    identity = Identity(f"001090{number:06d}", "Nguyễn Thử", "1990-01-01", "Nam", "", IdentitySource.CARD_ONLY)
    request = RegistrationRequest(
        str(uuid.UUID(int=number)),
        station,
        identity,
        department.id,
        department.service.id,
        PRICE,
        None,
        None,
        MORNING,
    )
    answer = book.register(request)
    assert isinstance(answer, Registered), answer
    return answer


class Scene:
    """One hub and its neighbours; `crash` drops whatever it still had to do, `boot` starts another over its journal."""

    def __init__(
        self, seed: int = 0, his_faults: FaultMenu | None = None, bank_faults: FaultMenu | None = None
    ) -> None:
        self.random = Random(seed)
        self.time = SimTime()
        self.his = SimulatedHis(Random(seed + 1), his_faults, clock=self.time.now)
        self.bank = SimulatedBank(Random(seed + 2), bank_faults, clock=self.time.now, account=PAYEE.account)
        self.insurer = SimulatedInsurance(Random(seed + 3), clock=self.time.now)
        self._file = sqlite3.connect(":memory:", isolation_level=None)
        self._bills = 0
        self.settings = SETTINGS
        self.channels: tuple[Channel, ...] = ()
        self.receiver: Receiver | None = None
        self.boot()

    def boot(self) -> None:
        """Start a hub over the journal as it is."""
        self.process = SimProcess(self.time, self.random)
        self.journal = Journal(self._file, hub_codec(), MASTER, self.time, "test")
        self.core = HubCore(
            self.journal,
            self.process,
            self.his,
            self.bank,
            self.insurer,
            self.time,
            self.settings,
            None,
            self.channels,
            self.receiver,
        )
        self.process.post(self.core.start)

    def crash(self) -> None:
        """Nothing of this hub runs on."""
        self.process.kill()

    def bill(self) -> Registered:
        """A fresh bill in the HIS."""
        self._bills += 1
        return register(self.his.book, self._bills)

    def order(self, bill: Registered | None = None, kind: BillKind = BillKind.FEE) -> OpenedOrder:
        """An order for a bill, fresh unless given."""
        bill = bill or self.bill()
        outcome = self.core.open_order(f"{bill.key}:pay", "K03", bill.bill_id, bill.amount_due, kind)
        assert isinstance(outcome, Done), outcome
        return outcome.value

    def run(self, seconds: float) -> None:
        """Let virtual time pass."""
        until = self.time.monotonic() + seconds
        self.time.at(seconds, SimProcess(self.time, self.random), lambda: None)
        while self.time.monotonic() < until and self.time.run_next():
            pass

    def receipts(self, bill_id: str) -> list[tuple[str, int]]:
        """Id and amount of each payment the HIS holds for a bill."""
        return [(row.id, row.amount) for row in self.his.book.payments.where(bill_id=bill_id)]
