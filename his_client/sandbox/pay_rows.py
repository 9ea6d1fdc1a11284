"""What the sandbox's payment providers keep, as rows, and the menu of what payers and providers do wrong."""

from dataclasses import dataclass
from enum import StrEnum

from his_client.sandbox.store import Shape


class PayFault(StrEnum):
    """What goes wrong with one payment."""

    LATE = "late"
    """The money, and the word of it, come long after the payer began."""
    TWICE = "twice"
    """The payer pays the same order twice."""
    SHORT = "short"
    """A part of the amount is missing."""
    OVER = "over"
    """More than the amount."""
    OTHER_ACCOUNT = "other_account"
    """The money goes to an account that is not the order's."""
    REPLAYED = "replayed"
    """The same notice is delivered again later, byte for byte."""
    REORDERED = "reordered"
    """The notice is overtaken by the next one."""
    FORGED = "forged"
    """No money moves, and a notice with a false signature says that it did."""
    NEVER = "never"
    """The money moves, and no notice is ever sent."""
    LISTED_LATE = "listed_late"
    """The movement has its id at once and stands in the list only later; so is its notice sent."""


@dataclass(frozen=True, slots=True)
class ProviderOrderRow:
    """An order at a provider; at VNPAY it begins when a payer opens its address. `key` is provider:number."""

    key: str
    provider: str
    number: int
    amount: int
    description: str
    reference: str
    account: str
    qr: str
    created_at: str
    expires_at: str


@dataclass(frozen=True, slots=True)
class ProviderPaymentRow:
    """A payer's payment: booked when the clock passes `due_at`, `booked` is "no", "yes" or "forged".

    `movement` is its number in the bank's statement, 0 for none. `code` is VNPAY's, 00 for a good one.
    """

    id: str
    provider: str
    number: int
    account: str
    amount: int
    memo: str
    due_at: str
    fault: str
    code: str
    booked: str
    reference: str
    movement: int
    virtual_account: str


@dataclass(frozen=True, slots=True)
class WebhookRow:
    """A notice on its way. `payload` is a body or a query; `headers` as they were sent, "" to sign it when it is sent.

    `state` is "waiting", "held" (for the next one to overtake it), "delivered", "failed" or "never".
    """

    id: str
    provider: str
    payload: str
    headers: str
    due_at: str
    state: str
    attempts: int
    fault: str
    movement: int


@dataclass(frozen=True, slots=True)
class WebhookAddressRow:
    """Where a provider sends its notices."""

    provider: str
    url: str


@dataclass(frozen=True, slots=True)
class ProviderRefundRow:
    """A refund that was asked for, by its request id."""

    id: str
    provider: str
    number: int
    amount: int
    kind: str
    by: str
    reference: str
    asked_at: str


ORDERS = Shape("provider_orders", ProviderOrderRow, "key", (("account",), ("reference",)))
PAYMENTS = Shape("provider_payments", ProviderPaymentRow, "id", (("booked",), ("provider", "number"), ("movement",)))
WEBHOOKS = Shape("webhooks", WebhookRow, "id", (("state",), ("provider",)))
ADDRESSES = Shape("webhook_addresses", WebhookAddressRow, "provider")
REFUNDS = Shape("provider_refunds", ProviderRefundRow, "id", (("provider", "number"),))
