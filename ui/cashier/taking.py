"""A payment a person has decided on, as one call that can be made again to the letter."""

from __future__ import annotations

from dataclasses import dataclass, field

from his_client.outcome import Outcome
from kiosk.cashier.ports import Desk
from kiosk.cashier.values import Bill, Buyer, CounterPayment


@dataclass(frozen=True, slots=True)
class Taking:
    """What is taken for which bill; see `kiosk.cashier.ports.Counter.pay`."""

    payment_id: str
    bill: Bill
    amount: int
    method: str
    tendered: int
    terminal: str
    payer: str = field(repr=False)
    buyer: Buyer | None = field(repr=False)
    unasked: bool = False

    def ask(self, desk: Desk) -> Outcome[CounterPayment]:
        """Ask the hub for it."""
        return desk.pay(
            self.payment_id,
            self.bill.bill_id,
            self.bill.kind,
            self.amount,
            self.method,
            tendered=self.tendered,
            terminal=self.terminal,
            payer=self.payer,
            buyer=self.buyer,
            unasked=self.unasked,
        )
