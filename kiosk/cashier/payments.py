"""Counter payments: begun under our id, taken, failed or unclear; the HIS's receipt; voids by two people. A projection.

`Payments.apply` takes in what is in the journal; the other methods read, or decide and answer with the events to keep
or a refusal of `kiosk.cashier.ports`. A payment is never taken twice and never leaves its shift.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, get_args

from his_client.outcome import Refused
from kiosk.cashier.events import (
    DeskEvent,
    PaymentBegun,
    PaymentFailed,
    PaymentTaken,
    PaymentUnclear,
    SlipPrinted,
    VoidAsked,
    VoidDecided,
    VoidReversing,
)
from kiosk.cashier.shifts import Shift
from kiosk.cashier.values import Buyer, CounterPayment
from kiosk.clock import VIETNAM
from kiosk.money.order import BillKind, CreditApplied, CreditHandedOver, CreditReceived, PaymentSettled, credit_id

Method = Literal["cash", "card", "qr"]
METHODS: tuple[Method, ...] = get_args(Method)

BOOKS = {BillKind.ADVANCE: "TU"}
"""The prefix of a slip's number: phiếu tạm ứng, and for everything else phiếu thu."""
RECEIPTS = "PT"
NOT_OWED = frozenset({"his_already_paid", "his_cancelled"})
"""Refusals of the HIS after which the money is the patient's again, whatever else is found out."""

Events = tuple[DeskEvent, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A payment as the window asks for it; see `ports.Counter.pay`."""

    payment_id: str
    bill_id: str
    kind: BillKind
    amount: int
    method: str
    tendered: int = 0
    terminal: str = ""
    payer: str = field(default="", repr=False)
    buyer: Buyer | None = field(default=None, repr=False)


@dataclass(slots=True)
class Payment:
    """One payment at the counter and all that became of it."""

    begun: PaymentBegun
    taken: PaymentTaken | None = None
    failed: PaymentFailed | None = None
    unclear: PaymentUnclear | None = None
    asked: VoidAsked | None = None
    reversing: VoidReversing | None = None
    voided: VoidDecided | None = None
    receipt_number: str = ""
    his: str = ""
    copies: int = 0
    received: int = 0
    """What came by transfer for it so far."""
    credit: str = ""
    """The first credit that was applied for it."""

    @property
    def id(self) -> str:
        """The payment's id, which is the terminal's too."""
        return self.begun.payment_id

    @property
    def name(self) -> str:
        """The one name of its money, at the HIS and in the books."""
        return self.credit if self.begun.method == "qr" else credit_id(self.begun.method, self.id)

    @property
    def state(self) -> str:
        """One of the states of `CounterPayment`."""
        if self.voided is not None:
            return "voided"
        if self.asked is not None:
            return "void_asked"
        if self.taken is not None:
            return "taken"
        if self.failed is not None:
            return "failed"
        return "unclear" if self.unclear is not None else "waiting"

    @property
    def pending(self) -> bool:
        """Whether it is still to be known how it ends."""
        return self.taken is None and self.failed is None

    @property
    def reason(self) -> str:
        """Why it failed, is unclear, or what is missing yet, as a code."""
        if self.failed is not None and self.taken is None:
            return self.failed.reason
        if self.taken is None and self.received:
            return "under" if self.received < self.begun.amount else "over"
        return self.unclear.reason if self.unclear is not None and self.taken is None else ""

    def shown(self, qr: str = "", pay_code: str = "") -> CounterPayment:
        """As a window sees it. The QR of an order is handed in, and shown only while it is waited for."""
        begun, taken = self.begun, self.taken
        return CounterPayment(
            payment_id=begun.payment_id,
            bill_id=begun.bill_id,
            kind=begun.kind,
            amount=begun.amount,
            method=begun.method,
            state=self.state,
            at=taken.at if taken else begun.at,
            change=max(0, taken.tendered - taken.amount) if taken else 0,
            slip=taken.slip if taken else "",
            receipt_number=self.receipt_number,
            his=self.his or ("waiting" if taken else ""),
            reason=self.reason,
            qr=qr if self.pending else "",
            pay_code=pay_code,
            terminal=begun.terminal,
            user=begun.user,
        )


class Payments:
    """Every payment at every counter."""

    def __init__(self) -> None:
        self._payments: dict[str, Payment] = {}
        self._by_order: dict[str, Payment] = {}
        self._by_slip: dict[str, Payment] = {}
        self._order_of: dict[str, str] = {}
        """The order each credit of a counter's QR names."""
        self._slips: dict[tuple[str, str], int] = {}

    def __iter__(self) -> Iterator[Payment]:
        return iter(self._payments.values())

    def get(self, payment_id: str) -> Payment | None:
        """The payment with this id."""
        return self._payments.get(payment_id)

    def named(self, name: str) -> Payment | None:
        """The payment by cash or card whose money has this name."""
        provider, _, reference = name.partition(":")
        found = self._payments.get(reference) if provider in ("cash", "card") else None
        return found if found and found.begun.method == provider else None

    def by_slip(self, number: str) -> Payment | None:
        """The payment with this slip."""
        return self._by_slip.get(number)

    def of(self, shift: Shift) -> Iterator[Payment]:
        """The payments begun in a shift."""
        return (payment for payment in self._payments.values() if payment.begun.shift_id == shift.id)

    def apply(self, event: object) -> None:
        """Take in an event that is in the journal; the money's own events tell of transfers and the HIS."""
        match event:
            case PaymentBegun():
                self._payments[event.payment_id] = payment = Payment(event)
                if event.order_id:
                    self._by_order[event.order_id] = payment
            case PaymentTaken():
                self._payments[event.payment_id].taken = event
                self._by_slip[event.slip] = self._payments[event.payment_id]
                book = _book(event.slip)
                self._slips[book] = self._slips.get(book, 0) + 1
            case PaymentFailed():
                self._payments[event.payment_id].failed = event
            case PaymentUnclear():
                self._payments[event.payment_id].unclear = event
            case SlipPrinted() if event.payment_id in self._payments:
                self._payments[event.payment_id].copies = event.copy
            case VoidAsked():
                self._payments[event.payment_id].asked = event
            case VoidReversing():
                self._payments[event.payment_id].reversing = event
            case VoidDecided(approved=True):
                self._payments[event.payment_id].voided = event
            case VoidDecided():
                self._payments[event.payment_id].asked = None
            case CreditReceived() if event.order_id and event.order_id in self._by_order:
                self._order_of[credit_id(event.provider, event.reference)] = event.order_id
                self._by_order[event.order_id].received += event.amount
            case CreditApplied():
                paid = self._of_credit(event.provider, event.reference)
                if paid is not None and not paid.credit:
                    paid.credit = credit_id(event.provider, event.reference)
            case PaymentSettled() | CreditHandedOver():
                self._answered(event)
            case _:
                pass

    def _answered(self, event: PaymentSettled | CreditHandedOver) -> None:
        name = credit_id(event.provider, event.reference)
        payment = self.named(name) or self._of_credit(event.provider, event.reference)
        if payment is None:
            return
        if isinstance(event, PaymentSettled):
            payment.receipt_number, payment.his = event.receipt_number, "done"
        elif event.reason.startswith("his_"):
            payment.his = event.reason.removeprefix("his_")

    def _of_credit(self, provider: str, reference: str) -> Payment | None:
        order_id = self._order_of.get(credit_id(provider, reference))
        return self._by_order.get(order_id) if order_id else None

    def slip_number(self, kind: BillKind, desk: str, at: datetime) -> str:
        """The next number of a desk's book of the day: `PT-1-261124-088`, `TU-…` for an advance."""
        book = f"{BOOKS.get(kind, RECEIPTS)}-{desk.removeprefix('desk-')}", f"{at.astimezone(VIETNAM):%y%m%d}"
        return f"{book[0]}-{book[1]}-{self._slips.get(book, 0) + 1:03d}"

    def beginning(
        self, wanted: Wanted, shift: Shift, owed: int | None, at: datetime, order_id: str = ""
    ) -> Events | Refused:
        """A payment that is begun, by cash also taken. Refused: `bad_request`, `amount`, `tendered`.

        :param owed: what the bill still wants as far as anybody knows, None when it is not known.
        """
        if wanted.method not in METHODS:
            return Refused("bad_request", "cash, card or qr")
        if wanted.amount <= 0 or (owed is not None and wanted.amount != owed):
            return Refused("amount", "the amount is what is owed on the bill")
        if wanted.method == "cash" and wanted.tendered < wanted.amount:
            return Refused("tendered", "less than is due was given")
        buyer = wanted.buyer
        begun = PaymentBegun(
            payment_id=wanted.payment_id,
            shift_id=shift.id,
            desk=shift.desk,
            bill_id=wanted.bill_id,
            kind=wanted.kind,
            amount=wanted.amount,
            method=wanted.method,
            user=shift.user,
            at=at,
            terminal=wanted.terminal,
            order_id=order_id,
            payer=wanted.payer,
            buyer=buyer.name if buyer else "",
            buyer_tax_code=buyer.tax_code if buyer else "",
            buyer_address=buyer.address if buyer else "",
            buyer_email=buyer.email if buyer else "",
        )
        if wanted.method != "cash":
            return (begun,)
        return (begun, self._taken(begun, shift, at, tendered=wanted.tendered))

    def differs(self, wanted: Wanted, desk: str) -> bool:
        """Whether a known id stands for another payment than the one wanted."""
        begun = self._payments[wanted.payment_id].begun
        known = (begun.bill_id, begun.kind, begun.amount, begun.method, begun.desk)
        return known != (wanted.bill_id, wanted.kind, wanted.amount, wanted.method, desk)

    def taking(self, payment_id: str, shift: Shift | None, at: datetime, reference: str = "") -> Events:
        """The money of a card or transfer is there: it is taken into `shift`, its own unless that one is closed.

        Without an open shift at the desk it stays as it is, and is taken when the next one opens.
        """
        payment = self._payments[payment_id]
        if payment.taken is not None or shift is None or shift.closed is not None:
            return ()
        return (self._taken(payment.begun, shift, at, reference=reference),)

    def _taken(
        self, begun: PaymentBegun, shift: Shift, at: datetime, *, tendered: int = 0, reference: str = ""
    ) -> PaymentTaken:
        return PaymentTaken(
            payment_id=begun.payment_id,
            shift_id=shift.id,
            desk=shift.desk,
            bill_id=begun.bill_id,
            kind=begun.kind,
            amount=begun.amount,
            method=begun.method,
            slip=self.slip_number(begun.kind, shift.desk, at),
            user=begun.user,
            at=at,
            tendered=tendered,
            terminal=begun.terminal,
            reference=reference,
        )

    def failing(self, payment_id: str, reason: str, at: datetime) -> Events:
        """No money moved, for certain."""
        return (PaymentFailed(payment_id, reason, at),) if self._payments[payment_id].pending else ()

    def unclear(self, payment_id: str, reason: str, at: datetime) -> Events:
        """Nobody can say; said once for each time it changes."""
        payment = self._payments[payment_id]
        if not payment.pending or (payment.unclear is not None and payment.unclear.reason == reason):
            return ()
        return (PaymentUnclear(payment_id, reason, at),)

    def asking_void(
        self, payment_id: str, reason: str, note: str, user: str, shift: Shift | None, refunding: bool, at: datetime
    ) -> Events | Refused:
        """Ask for a void. Refused: `no_payment`, `not_taken`, `shift_closed`, `asked`, `reason`.

        :param refunding: the money is being given back as a refund already.
        """
        payment = self._payments.get(payment_id)
        if payment is None:
            return Refused("no_payment")
        if payment.state in ("void_asked", "voided"):
            asked = payment.asked
            same = asked is not None and (asked.user, asked.reason) == (user, reason)
            return () if same else Refused("asked", "a void was asked for already")
        if payment.taken is None:
            return Refused("not_taken")
        if payment.begun.method == "qr":
            return Refused("shift_closed", "a transfer is not voided: ask for a refund")
        if refunding:
            return Refused("asked", "a refund was asked for already")
        if shift is None or not shift.open:
            return Refused("shift_closed", "ask for a refund instead")
        if not reason.strip():
            return Refused("reason")
        return (VoidAsked(payment_id, reason, user, at, note),)

    def deciding_void(
        self, payment_id: str, approve: bool, user: str, shift: Shift | None, at: datetime
    ) -> Events | Refused:
        """Decide about a void. Refused: `no_payment`, `not_asked`, `own_request`, `shift_closed`, `reversing`.

        Neither who asked nor who took the money decides.
        """
        payment = self._payments.get(payment_id)
        if payment is None:
            return Refused("no_payment")
        if payment.voided is not None:
            return () if approve and payment.voided.user == user else Refused("not_asked", "it is decided")
        asked, taken = payment.asked, payment.taken
        if asked is None or taken is None:
            return Refused("not_asked")
        if user in (asked.user, taken.user):
            return Refused("own_request", "another person decides")
        if payment.reversing is not None and not approve:
            return Refused("reversing", "the terminal is giving the money back already: approve again")
        if shift is None or shift.closed is not None or (approve and taken.method == "cash" and not shift.open):
            # Cash given back after the count would make the locked count wrong.
            return Refused("shift_closed", "the drawer is counted: say no, and ask for a refund instead")
        return (
            VoidDecided(
                payment_id,
                approve,
                taken.shift_id,
                taken.desk,
                taken.bill_id,
                taken.kind,
                taken.amount,
                taken.method,
                user,
                at,
                taken.terminal,
            ),
        )


def _book(slip: str) -> tuple[str, str]:
    book, day, _ = slip.rsplit("-", 2)
    return book, day
