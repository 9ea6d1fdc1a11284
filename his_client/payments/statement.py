"""The hospital's own bank account as a provider: orders are made here, and the list of movements is all there is."""

from datetime import datetime

from his_client.clock import Clock
from his_client.http import JsonClient
from his_client.outcome import Outcome, Refused
from his_client.payments.bank import CreditPage, StatementConfig, StatementFeed
from his_client.payments.ports import Abilities, AtProvider, Made, RefundWanted, Wanted

_NOTHING_THERE = Refused("not_supported", "a bank account knows no orders, only movements")
_BY_HAND = Refused("not_supported", "money is given back by a transfer at the bank")


class StatementProvider:
    """`ListingProvider` of one account: polls a list of movements, and can do nothing else."""

    abilities = Abilities(lists=True)

    def __init__(self, config: StatementConfig, http: JsonClient, clock: Clock) -> None:
        self._name = config.provider
        self._feed = StatementFeed(config, http, clock)

    @property
    def name(self) -> str:
        """See `PaymentProvider.name`."""
        return self._name

    def credits(self, after: str | None) -> Outcome[CreditPage]:
        """See `BankFeed.credits`; what a list shows late is found by reading the last hours again."""
        return self._feed.credits(after)

    def read_again(self) -> None:
        """See `ReadsAgain`."""
        self._feed.read_again()

    def make(self, wanted: Wanted) -> Outcome[Made]:  # noqa: ARG002 - the port's shape
        """The QR is the hospital's own (`his_client.payments.vietqr`)."""
        return _NOTHING_THERE

    def ask(self, number: int, made_at: datetime) -> Outcome[AtProvider | None]:  # noqa: ARG002 - the port's shape
        """Whether it was paid stands in the list."""
        return _NOTHING_THERE

    def refund(self, wanted: RefundWanted) -> Outcome[str]:  # noqa: ARG002 - the port's shape
        """A transfer back is made by a person."""
        return _BY_HAND
