"""What a station asks the hub, in three small protocols; each has a hub over HTTP and a hub in the same process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from his_client.insurance.ports import Eligibility
from his_client.outcome import Outcome


@dataclass(frozen=True, slots=True)
class OpenedOrder:
    """An order as the screen shows it: amount in đồng, the VietQR text, the code to type by hand, the payee."""

    order_id: str
    amount: int
    qr: str
    pay_code: str
    payee: str


@dataclass(frozen=True, slots=True)
class UnverifiedVisit:
    """A visit that was registered as unverified: whom to ask about, when the check failed, and why."""

    visit_id: str
    number: str = field(repr=False)
    full_name: str = field(repr=False)
    birth_date: str = field(repr=False)
    failed_at: datetime
    code: str


@dataclass(frozen=True, slots=True)
class Peers:
    """Whom the hub asks. `payments`: each provider with `ok`, or why the last question to it failed. `insurer`: `ok`,
    `off`, `his` (asked through the HIS), or why it gives the hub no session."""

    payments: Mapping[str, str]
    insurer: str


class LaterChecks(Protocol):
    """Who looks up later what could not be verified at the door."""

    def report_unverified(self, visit: UnverifiedVisit) -> Outcome[None]:
        """Take it on, once for each visit; after Unknown it is told again.

        Refused: `not_configured` (this hospital asks no insurer), `bad_request`, `unauthorised`.
        """
        ...


class InsurerPort(Protocol):
    """Who asks the insurance gateway in the hospital's name."""

    def check(self, number: str, full_name: str, birth_date: str, *, visit_id: str) -> Eligibility:
        """As `InsuranceGateway.check`; a hub that is away gives status unverified. Blocks, and raises nothing.

        The hub keeps the gateway's own words with the visit `visit_id`, encrypted; they are not in the answer. A check
        that could not be made is looked up again later.
        """
        ...


class OrderDesk(Protocol):
    """Where payment orders are opened and asked about."""

    def open(
        self,
        order_id: str,
        station_id: str,
        bill_id: str,
        amount: int,
        *,
        kind: str = "fee",
        visit_code: str = "",
    ) -> Outcome[OpenedOrder]:
        """Open an order, or answer with the one that has this id; it may be asked again after Unknown.

        `kind` is what the bill is for (`BillKind`). By `visit_code` the desk asks the HIS about the bill later.

        Refused codes: `order_differs` (this id stands for another bill or amount), `amount` (not above zero, or at
        or above the transfer ceiling), `already_paid` (the bill is settled), `no_payments` (the hub has no account),
        `bad_request`, `unauthorised`. After any of them the fee is paid at the cashier.
        """
        ...

    def received(self, order_id: str) -> Outcome[int]:
        """The sum of the order's verified credits, in đồng. Refused: `no_order`, `unauthorised`."""
        ...


class StaffCalls(Protocol):
    """Where a station calls for a person."""

    def call(self, station_id: str, reason: str) -> bool:
        """Call staff; `reason` is a short code, never a name. False when the hub did not take the call."""
        ...
