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
    ShiftClosed,
    SlipPrinted,
    VoidAsked,
    VoidDecided,
    VoidReversing,
)
from kiosk.cashier.shifts import Shift
from kiosk.cashier.values import Buyer, CounterPayment
from kiosk.clock import VIETNAM
from kiosk.hub.ports import OpenedOrder
from kiosk.money.book import HIS
from kiosk.money.order import BillKind, CreditHandedOver, PaymentSettled, credit_id

Method = Literal["cash", "card", "qr"]
METHODS: tuple[Method, ...] = get_args(Method)
CASH: Method = "cash"
CARD: Method = "card"
QR: Method = "qr"

BOOKS = {BillKind.ADVANCE: "TU"}
"""The prefix of a slip's number: phiếu tạm ứng, and for everything else phiếu thu."""
RECEIPTS = "PT"
UNDER_WAY = "under_way"
"""The terminal says of a charge that was unclear that it still waits for the card."""
NOT_OWED = frozenset({"already_paid", "cancelled"})
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
    copies: int = -1
    """The last slip printed: 0 for the first, 1 for its first copy."""

    @property
    def id(self) -> str:
        """The payment's id, which is the terminal's too."""
        return self.begun.payment_id

    @property
    def name(self) -> str:
        """The one name of its money, at the HIS and in the books: by QR the transfer's own, once there is one."""
        if self.begun.method == QR:
            return self.taken.reference if self.taken else ""
        return credit_id(self.begun.method, self.id)

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
        return "unclear" if self.unclear is not None and self.unclear.reason != UNDER_WAY else "waiting"

    @property
    def pending(self) -> bool:
        """Whether it is still to be known how it ends."""
        return self.taken is None and self.failed is None

    @property
    def reason(self) -> str:
        """Why it failed or is unclear, as a code."""
        if self.taken is not None:
            return ""
        if self.failed is not None:
            return self.failed.reason
        return self.unclear.reason if self.unclear is not None else ""

    def shown(self, order: OpenedOrder | None = None, received: int = 0) -> CounterPayment:
        """As a window sees it; `order` is the one a QR belongs to, which is shown only while it is waited for.

        `reason` is then `under` or `over` when money came for it (`received`, in đồng) that is not the amount.
        """
        begun, taken = self.begun, self.taken
        qr, pay_code, reason = "", "", self.reason
        if order is not None:
            qr, pay_code = order.qr, order.pay_code
            if self.pending and received:
                reason = "under" if received < begun.amount else "over"
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
            reason=reason,
            qr=qr if self.pending else "",
            pay_code=pay_code,
            terminal=begun.terminal,
            user=begun.user,
            beside=begun.beside,
        )


class Payments:
    """Every payment at every counter."""

    def __init__(self) -> None:
        self._payments: dict[str, Payment] = {}
        self._by_order: dict[str, Payment] = {}
        self._by_slip: dict[str, Payment] = {}
        self._by_name: dict[str, Payment] = {}
        """Payments by QR, by the transfer that paid them."""
        self._slips: dict[tuple[str, str], int] = {}
        self._of_shift: dict[str, list[Payment]] = {}
        self._of_bill: dict[str, list[Payment]] = {}
        self._pending: dict[str, Payment] = {}
        self._aborted: dict[str, Payment] = {}
        self._unwanted: dict[str, Payment] = {}

    def __iter__(self) -> Iterator[Payment]:
        return iter(self._payments.values())

    def get(self, payment_id: str) -> Payment | None:
        """The payment with this id."""
        return self._payments.get(payment_id)

    def named(self, name: str) -> Payment | None:
        """The payment whose money has this name."""
        if name in self._by_name:
            return self._by_name[name]
        provider, _, reference = name.partition(":")
        found = self._payments.get(reference) if provider in (CASH, CARD) else None
        return found if found and found.begun.method == provider else None

    def by_slip(self, number: str) -> Payment | None:
        """The payment with this slip."""
        return self._by_slip.get(number)

    def of(self, shift: Shift) -> tuple[Payment, ...]:
        """The payments begun in a shift, oldest first."""
        return tuple(self._of_shift.get(shift.id, ()))

    def of_bill(self, bill_id: str) -> tuple[Payment, ...]:
        """The payments for a bill, oldest first."""
        return tuple(self._of_bill.get(bill_id, ()))

    @property
    def pending(self) -> tuple[Payment, ...]:
        """The payments of which it is still to be known how they end, oldest first."""
        return tuple(self._pending.values())

    @property
    def aborted(self) -> tuple[Payment, ...]:
        """Payments by QR that are waited for no more, and whose transfer may come all the same."""
        return tuple(self._aborted.values())

    @property
    def unwanted(self) -> tuple[Payment, ...]:
        """Payments whose money the HIS did not receipt."""
        return tuple(self._unwanted.values())

    def apply(self, event: object) -> None:
        """Take in an event that is in the journal; the money's own events tell of transfers and the HIS."""
        match event:
            case PaymentBegun():
                self._payments[event.payment_id] = self._pending[event.payment_id] = payment = Payment(event)
                self._of_shift.setdefault(event.shift_id, []).append(payment)
                self._of_bill.setdefault(event.bill_id, []).append(payment)
                if event.order_id:
                    self._by_order[event.order_id] = payment
            case PaymentTaken():
                payment = self._payments[event.payment_id]
                payment.taken = event
                self._pending.pop(event.payment_id, None)
                self._aborted.pop(event.payment_id, None)
                self._by_slip[event.slip] = payment
                if event.method == QR:
                    self._by_name[event.reference] = payment
                book = _book(event.slip)
                self._slips[book] = self._slips.get(book, 0) + 1
            case PaymentFailed():
                payment = self._payments[event.payment_id]
                payment.failed = event
                self._pending.pop(event.payment_id, None)
                if payment.begun.method == QR:
                    self._aborted[event.payment_id] = payment
            case ShiftClosed():
                # Nothing posts to a closed shift: money that still comes for it is found in the books.
                for name in [one.id for one in self._of_shift.get(event.shift_id, ()) if one.id in self._aborted]:
                    del self._aborted[name]
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
                self._payments[event.payment_id].asked = self._payments[event.payment_id].reversing = None
            case PaymentSettled() | CreditHandedOver():
                self._answered(event)
            case _:
                pass

    def _answered(self, event: PaymentSettled | CreditHandedOver) -> None:
        payment = self.named(credit_id(event.provider, event.reference))
        if payment is None and isinstance(event, PaymentSettled):
            payment = self._by_order.get(event.order_id)
        if payment is None:
            return
        if isinstance(event, PaymentSettled):
            payment.receipt_number, payment.his = event.receipt_number, "done"
            self._unwanted.pop(payment.id, None)
        elif event.reason.startswith(HIS):
            payment.his = event.reason.removeprefix(HIS)
            self._unwanted[payment.id] = payment

    def slip_number(self, kind: BillKind, desk: str, at: datetime) -> str:
        """The next number of a desk's book of the day: `PT-1-261124-088`, `TU-…` for an advance."""
        book = f"{BOOKS.get(kind, RECEIPTS)}-{desk.removeprefix('desk-')}", f"{at.astimezone(VIETNAM):%y%m%d}"
        return f"{book[0]}-{book[1]}-{self._slips.get(book, 0) + 1:03d}"

    def beginning(
        self, wanted: Wanted, shift: Shift, owed: int | None, at: datetime, order_id: str = "", beside: int = 0
    ) -> Events | Refused:
        """A payment that is begun, by cash also taken. Refused: `bad_request`, `amount`, `tendered`.

        :param owed: what the bill still wants as far as anybody knows, None when it is not known.
        :param beside: what transfers brought of the bill already; `owed` is the rest.
        """
        if wanted.method not in METHODS:
            return Refused("bad_request", "cash, card or qr")
        if wanted.amount <= 0 or (owed is not None and wanted.amount != owed):
            return Refused("amount", "the amount is what is owed on the bill")
        if wanted.method == CASH and wanted.tendered < wanted.amount:
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
            beside=beside,
        )
        if wanted.method != CASH:
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
            beside=begun.beside,
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
        if payment.begun.method == QR:
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
        """Decide about a void. Refused: `no_payment`, `not_asked`, `own_request`, `shift_closed`, `not_enough_cash`,
        `reversing` (the card's money goes back already, so nobody may say no).

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
        if shift is None or shift.closed is not None or (approve and taken.method == CASH and not shift.open):
            # Cash given back after the count would make the locked count wrong.
            return Refused("shift_closed", "the drawer is counted: say no, and ask for a refund instead")
        if approve and taken.method == CASH and shift.book.expected < taken.amount:
            return Refused("not_enough_cash", "the drawer holds less than is to be given back")
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
