"""Payment providers as the hub sees them: orders made and asked about, lists polled, notices verified.

A provider knows only some of it: `Abilities` says what, and a call it cannot answer is Refused "not_supported". A call
that ends as Unknown is asked about by the order's own number, never made again blindly.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from his_client.outcome import Outcome
from his_client.payments.bank import BankFeed, Credit


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a provider can do.

    `orders`: an order is made there first, and its own QR is shown. `lists`: its movements are polled with a cursor.
    `asks`: one order can be asked about. `refunds`: a refund can be requested by call. `notices`: it sends webhooks.
    """

    orders: bool = False
    lists: bool = False
    asks: bool = False
    refunds: bool = False
    notices: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """An order to be made: `number` is unique for ever at this provider, `amount` whole dong."""

    number: int
    amount: int
    pay_code: str
    made_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Made:
    """An order as the provider holds it: `qr` is what the screen draws, never rebuilt; `account` may be virtual."""

    reference: str
    qr: str
    account: str
    payee: str
    pay_code: str


class Standing(StrEnum):
    """How an order stands at its provider."""

    OPEN = "open"
    PAID = "paid"
    UNDERPAID = "underpaid"
    DOUBTFUL = "doubtful"
    """Debited, and the provider itself wants a person to look (VNPAY 07)."""
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class AtProvider:
    """An order asked about: its standing, what it received in dong, and the transfers it is made of."""

    standing: Standing
    received: int
    credits: tuple[Credit, ...]
    made: Made | None = None


@dataclass(frozen=True, slots=True)
class RefundWanted:
    """Money to be given back for an order. `id` is ours and used once; `by` names the person who decided.

    `made_at` is when the order was made, by which VNPAY knows it; without it `paid_at` is sent instead.
    """

    id: str
    number: int
    reference: str
    amount: int
    whole: bool
    paid_at: datetime
    by: str
    reason: str
    made_at: datetime | None = None


class PaymentProvider(Protocol):
    """One provider account. Calls block up to its deadline and raise nothing."""

    @property
    def name(self) -> str:
        """Names the source in every credit; short, lower case."""
        ...

    @property
    def abilities(self) -> Abilities:
        """Known without asking."""
        ...

    def make(self, wanted: Wanted) -> Outcome[Made]:
        """Make the order. Refused: `exists` (this number was used: ask), `amount`, `unauthorised`, `not_supported`."""
        ...

    def ask(self, number: int, made_at: datetime) -> Outcome[AtProvider | None]:
        """How an order stands; Done(None) proves that there is none of this number."""
        ...

    def refund(self, wanted: RefundWanted) -> Outcome[str]:
        """Ask for money back; Done with the provider's reference of the request, which is not yet the money."""
        ...


class ListingProvider(PaymentProvider, BankFeed, Protocol):
    """A provider whose movements can be polled (`abilities.lists`)."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """A webhook as it came, before anybody believed it."""

    headers: Mapping[str, str]
    query: str
    body: bytes = field(repr=False)
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Notice:
    """A verified webhook: the credit it tells of, or None for one without money (a test, a failed payment, money out).

    `id` is the provider's own, for knowing a repetition. `number` is the order it names, 0 for none. `doubtful` means
    that the payer was debited and the provider itself wants a person to look: no credit, and no failure either.
    """

    id: str
    credit: Credit | None
    number: int = 0
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class WebhookAnswer:
    """What the provider is answered, as it expects it."""

    status: int
    body: bytes
    content_type: str = "application/json"


class NoticeReader(Protocol):
    """Verifies and reads one provider's webhooks; pure, so that what was queued can be read again at any time."""

    @property
    def name(self) -> str:
        """The provider's name, as in its credits."""
        ...

    def read(self, delivered: Delivered) -> Outcome[Notice]:
        """Refused: `forged` (the signature does not fit), `stale` (its time is too far off), `bad_shape`.

        Unknown fields are tolerated; signatures are compared in constant time over the raw fields.
        """
        ...

    def answer(self, outcome: Outcome[Notice], *, known: bool) -> WebhookAnswer:
        """The answer once the delivery is queued (or refused); `known`: the same notice was queued before."""
        ...
