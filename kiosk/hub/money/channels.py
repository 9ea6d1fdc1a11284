"""The roads money is told of: each a provider with what it can do, the account it pays to, and what it is used for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from his_client.outcome import Outcome, Refused
from his_client.payments.bank import BankFeed
from his_client.payments.ports import Abilities, AtProvider, Made, NoticeReader, PaymentProvider, RefundWanted, Wanted
from kiosk.money.order import BillKind
from kiosk.money.qr import Payee

EVERY_KIND = frozenset(BillKind)


@dataclass(frozen=True, slots=True)
class Channel:
    """One provider account.

    :param feed: its list, where it has one.
    :param payee: whose QR is drawn here, for a provider that makes no orders of its own; None: it opens none then.
    :param accounts: the hospital's own ones at this provider; money it tells of for another is not a kiosk's. Empty:
        all it tells of came to the hospital.
    :param kinds: the bills whose orders it may open; the first channel that may, does.
    :param reader: verifies its webhooks.
    :param holder: whom the screen names as the payee where the provider does not.
    """

    provider: PaymentProvider
    feed: BankFeed | None = None
    payee: Payee | None = None
    accounts: frozenset[str] = frozenset()
    kinds: frozenset[BillKind] = EVERY_KIND
    reader: NoticeReader | None = None
    holder: str = ""

    @property
    def name(self) -> str:
        """The provider's."""
        return self.provider.name

    @property
    def shown_payee(self) -> str:
        """The payee a screen names for orders of this channel."""
        return self.payee.name if self.payee else self.holder

    def opens(self, kind: BillKind) -> bool:
        """Whether orders for such bills are opened here."""
        return kind in self.kinds and (self.provider.abilities.orders or self.payee is not None)


def feed_channel(feed: BankFeed | None, payee: Payee, name: str = "bank") -> Channel:
    """The hospital's own account: its QR is drawn here, its movements are listed."""
    return Channel(_Account(name), feed, payee, frozenset({payee.account}))


def opening(channels: Iterable[Channel], kind: BillKind) -> Channel | None:
    """The channel that opens orders for such bills."""
    return next((channel for channel in channels if channel.opens(kind)), None)


_NOTHING = Refused("not_supported", "an account of a bank knows no orders")


class _Account:
    """`PaymentProvider` of an account that only has a list."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.abilities = Abilities(lists=True)

    def make(self, wanted: Wanted) -> Outcome[Made]:  # noqa: ARG002 - the port's shape
        """Orders are opened at the hub alone."""
        return _NOTHING

    def ask(self, number: int, made_at: datetime) -> Outcome[AtProvider | None]:  # noqa: ARG002 - the port's shape
        """Its list says what came."""
        return _NOTHING

    def refund(self, wanted: RefundWanted) -> Outcome[str]:  # noqa: ARG002 - the port's shape
        """A transfer back is made by a person at the bank."""
        return _NOTHING
