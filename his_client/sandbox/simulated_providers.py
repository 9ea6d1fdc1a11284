"""payOS and SePay in process and without HTTP: the sandbox's own rules, and calls that go wrong by a seeded menu."""

from collections.abc import Callable
from datetime import datetime
from random import Random
from typing import TypeVar

from his_client.outcome import Done, Outcome, Refused, Unknown
from his_client.payments.bank import Credit, CreditPage
from his_client.payments.ports import Abilities, AtProvider, Made, RefundWanted, Standing, Wanted
from his_client.sandbox.faults import BUSY, LOST_REASONS, CallFault, FaultMenu
from his_client.sandbox.ledger import BankLedger, MovementRow
from his_client.sandbox.pay_rows import ProviderPaymentRow
from his_client.sandbox.providers import Providers

T = TypeVar("T")

_READ_AGAIN = 300
"""Lines before the cursor that are looked at again, for those the list shows late."""

_BY_HAND = Refused("not_supported", "money is given back by a transfer at the bank")


class _Calls:
    """Calls that may be lost before or after they did something."""

    def __init__(self, rng: Random, faults: FaultMenu | None) -> None:
        self._rng = rng
        self.faults = faults or FaultMenu()

    def _meet(self, call: Callable[[], Outcome[T]]) -> Outcome[T]:
        fault = self.faults.draw(self._rng)
        if fault is CallFault.REFUSED:
            return BUSY
        if fault is CallFault.LOST_REQUEST:
            return Unknown(LOST_REASONS[fault])
        answer = call()
        if fault is CallFault.LOST_ANSWER:
            return Unknown(LOST_REASONS[fault])
        return call() if fault is CallFault.DUPLICATED else answer


class SimulatedSepay(_Calls):
    """`ListingProvider` of one account of the sandbox bank, as SePay lists it: named by the list's ids."""

    name = "sepay"
    abilities = Abilities(lists=True, notices=True)

    def __init__(self, rng: Random, ledger: BankLedger, account: str, faults: FaultMenu | None = None) -> None:
        super().__init__(rng, faults)
        self._ledger = ledger
        self._account = account
        self._seen: set[int] = set()

    def credits(self, after: str | None) -> Outcome[CreditPage]:
        """See `BankFeed.credits`. What the list shows late comes late, whatever the cursor says."""
        return self._meet(lambda: Done(self._page(int(after) if after else 0)))

    def make(self, wanted: Wanted) -> Outcome[Made]:  # noqa: ARG002 - the port's shape
        """Orders are the hospital's own."""
        return _BY_HAND

    def ask(self, number: int, made_at: datetime) -> Outcome[AtProvider | None]:  # noqa: ARG002 - the port's shape
        """Its list says what came."""
        return _BY_HAND

    def refund(self, wanted: RefundWanted) -> Outcome[str]:  # noqa: ARG002 - the port's shape
        """See the module's only answer to refunds."""
        return _BY_HAND

    def _page(self, after: int) -> CreditPage:
        listed = self._ledger.statement(self._account, after=max(0, after - _READ_AGAIN))
        rows = [row for row in listed if row.number not in self._seen or row.number > after]
        self._seen |= {row.number for row in rows}
        cursor = max((row.number for row in rows), default=after)
        return CreditPage(tuple(map(_credit, rows)), str(max(cursor, after)) if cursor else None)


class SimulatedPayos(_Calls):
    """`PaymentProvider` over the sandbox's payOS: an order with an account of its own, asked about by its number."""

    name = "payos"
    abilities = Abilities(orders=True, asks=True, notices=True)

    def __init__(self, rng: Random, providers: Providers, faults: FaultMenu | None = None) -> None:
        super().__init__(rng, faults)
        self._providers = providers

    def make(self, wanted: Wanted) -> Outcome[Made]:
        """See `PaymentProvider.make`."""
        return self._meet(lambda: self._made(wanted))

    def ask(self, number: int, made_at: datetime) -> Outcome[AtProvider | None]:  # noqa: ARG002 - the port's shape
        """See `PaymentProvider.ask`."""
        return self._meet(lambda: Done(self._standing(number)))

    def refund(self, wanted: RefundWanted) -> Outcome[str]:  # noqa: ARG002 - the port's shape
        """See the module's only answer to refunds."""
        return _BY_HAND

    def _made(self, wanted: Wanted) -> Outcome[Made]:
        row = self._providers.create_payos(wanted.number, wanted.amount, wanted.pay_code, wanted.expires_at)
        if row is None:
            return Refused("exists", "this number was used")
        return Done(Made(row.reference, row.qr, row.account, "BENH VIEN MAU", wanted.pay_code))

    def _standing(self, number: int) -> AtProvider | None:
        order = self._providers.order("payos", number)
        if order is None:
            return None
        paid = self._providers.paid("payos", number)
        received = sum(payment.amount for payment in paid)
        if received:
            standing = Standing.PAID if received >= order.amount else Standing.UNDERPAID
        else:
            over = datetime.fromisoformat(order.expires_at) < self._providers.now()
            standing = Standing.EXPIRED if over else Standing.OPEN
        return AtProvider(standing, received, tuple(_transfer(payment) for payment in paid))


def _credit(row: MovementRow) -> Credit:
    booked_at = datetime.fromisoformat(row.booked_at)
    return Credit("sepay", str(row.number), row.account, row.amount, row.memo, booked_at, bank_reference=row.reference)


def _transfer(payment: ProviderPaymentRow) -> Credit:
    booked_at = datetime.fromisoformat(payment.due_at)
    return Credit(
        "payos",
        payment.reference,
        payment.account,
        payment.amount,
        payment.memo,
        booked_at,
        payment.number,
        payment.virtual_account,
    )
