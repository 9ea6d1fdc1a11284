"""A hub whose orders are made at payOS and whose account is listed by SePay, both simulated over one sandbox."""

from __future__ import annotations

from random import Random

from hub_parts import PAYEE, SETTINGS, Scene

from his_client.outcome import Done
from his_client.payments.payos import PayosReader
from his_client.payments.ports import Delivered
from his_client.sandbox.ledger import BankLedger
from his_client.sandbox.pay_notices import payos_body
from his_client.sandbox.pay_rows import ProviderPaymentRow
from his_client.sandbox.providers import Payee as SandboxPayee
from his_client.sandbox.providers import Providers
from his_client.sandbox.simulated_providers import SimulatedPayos, SimulatedSepay
from his_client.sandbox.store import MemoryStore
from kiosk.hub.core import HubSettings
from kiosk.hub.money.channels import Channel
from kiosk.hub.ports import OpenedOrder
from kiosk.money.order import BillKind, Order

CHECKSUM = "a-checksum-key-of-the-test"
MAIN = "9704220000001"


class ProviderScene(Scene):
    """Fees and advances are ordered at payOS, later services to the hospital's own account that SePay lists."""

    def __init__(self, seed: int = 0) -> None:
        super().__init__(seed)
        self.crash()
        store = MemoryStore()
        ledger = BankLedger(store, clock=self.time.now)
        self.providers = Providers(
            store,
            ledger,
            self._tell,
            clock=self.time.now,
            payee=SandboxPayee("970422", MAIN),
            tmn_code="TMN",
            vnpay_secret="s" * 32,
        )
        self.payos = SimulatedPayos(Random(seed + 7), self.providers)
        self.sepay = SimulatedSepay(Random(seed + 8), ledger, PAYEE.account)
        self.told: list[ProviderPaymentRow] = []
        services = frozenset({BillKind.SERVICES})
        self.channels = (
            Channel(self.payos, accounts=frozenset({MAIN}), kinds=frozenset(BillKind) - services, reader=reader()),
            Channel(self.sepay, self.sepay, PAYEE, frozenset({PAYEE.account}), services),
        )
        self.settings = HubSettings(
            None, order_s=900.0, poll_s=3.0, slow_poll_s=6.0, late_s=86_400.0, patience=SETTINGS.patience
        )
        self.boot()

    def _tell(self, payment: ProviderPaymentRow) -> None:
        self.told.append(payment)

    def shown(self, order_id: str) -> OpenedOrder:
        """The order as a screen would draw it now."""
        outcome = self.core.money.shown(order_id)
        assert isinstance(outcome, Done), outcome
        return outcome.value

    def kept(self, order_id: str) -> Order:
        """The order in the hub's book."""
        order = self.core.book.order(order_id)
        assert order is not None
        return order

    def kinds(self) -> list[str]:
        """What the journal holds, by class."""
        return [row.kind for row in self.journal.rows()]

    def notice(self, payment: ProviderPaymentRow) -> Delivered:
        """The webhook payOS sends for a payment."""
        body = payos_body(CHECKSUM, payment, "link")
        return Delivered({"Content-Type": "application/json"}, "", body.encode(), self.time.now())


def reader() -> PayosReader:
    return PayosReader(CHECKSUM)
