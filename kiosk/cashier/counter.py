"""The counter: cash, cards and QRs taken for a bill, each fact in the journal before it counts; their slips."""

from __future__ import annotations

from collections.abc import Mapping

from his_client.outcome import Done, Outcome, Refused
from his_client.payments.terminal import CardTerminal
from kiosk.cashier.bills import PAID, TITLES, UNKNOWN
from kiosk.cashier.cards import Approved, CardCharges, Ended, Failed, Unclear
from kiosk.cashier.events import SlipPrinted
from kiosk.cashier.known import KnownBills, of_order
from kiosk.cashier.payments import CARD, QR, UNDER_WAY, Payment, Wanted
from kiosk.cashier.rest import received
from kiosk.cashier.shifts import Shift
from kiosk.cashier.slips import slip_of
from kiosk.cashier.state import ID, DeskState, Who
from kiosk.cashier.values import Bill, CounterPayment, Slip
from kiosk.hub.ports import OpenedOrder
from kiosk.loop import Loop
from kiosk.money.book import Book

_REFUSALS = frozenset({"already_paid", "no_payments", "qr_differs"})
"""Why no order was opened: the payment failed for it, and is refused again when it is asked for again."""


class Counter:
    """See the module. Owner's thread only; what the HIS says of a bill is asked for by the caller before `pay`."""

    def __init__(self, state: DeskState, bills: KnownBills, loop: Loop, terminals: Mapping[str, CardTerminal]) -> None:
        self._state = state
        self._bills = bills
        self._terminals = dict(terminals)
        self._cards = CardCharges(loop, self._terminals, self._card_stands)

    def terminals(self, who: Who) -> tuple[str, ...]:
        """The card terminals of this person's desk."""
        place = self._state.settings.desk(who.desk)
        return tuple(name for name in place.terminals if name in self._terminals) if place else ()

    def terminal(self, name: str) -> CardTerminal:
        """The terminal itself, for a call that blocks."""
        return self._terminals[name]

    def paid_before(self, who: Who, wanted: Wanted) -> Outcome[CounterPayment] | None:
        """The answer to a payment that is known or cannot be; None when it is new and the HIS is to be asked."""
        known = self._state.payments.get(wanted.payment_id)
        if known is not None:
            if self._state.payments.differs(wanted, who.desk):
                return Refused("id_differs", "this id stands for another payment")
            if known.state == "failed" and known.reason in _REFUSALS:
                return Refused(known.reason)
            return Done(self.shown(known))
        if not ID.fullmatch(wanted.payment_id):
            return Refused("bad_request", "an id of 8 to 64 letters, digits and dashes")
        shift = self._state.shifts.open_for(who.user, who.desk)
        if isinstance(shift, Refused):
            return shift
        if any(payment.pending for payment in self._state.payments.of_bill(wanted.bill_id)):
            return Refused("under_way", "another payment of this bill is waited for: stop it first")
        if self._state.money.book.paying(wanted.bill_id) is not None:
            return Refused("already_paid", "money for this bill is known here")
        if wanted.method == CARD and wanted.terminal not in self.terminals(who):
            return Refused("no_terminal")
        if self._bills.seen(wanted.bill_id) is None and not self._state.money.book.orders_of_bill(wanted.bill_id):
            return Refused("no_bill", "scan the slip again")
        return None

    def pay(self, who: Who, wanted: Wanted, bill: Bill | Refused | None) -> Outcome[CounterPayment]:
        """Take a payment, now that the HIS was asked. See `ports.Counter.pay`.

        :param bill: as the HIS has it now, why there is none, or None when it could not be asked about it.
        """
        before = self.paid_before(who, wanted)
        if before is not None:
            return before
        shift = self._state.shifts.open_for(who.user, who.desk)
        assert isinstance(shift, Shift), "looked at above"
        if isinstance(bill, Refused):
            return bill
        if bill is None:
            orders = self._state.money.book.orders_of_bill(wanted.bill_id)
            if not orders:
                return Refused("no_bill", "scan the slip again")
            bill = of_order(orders[-1])
        if wanted.kind is not bill.kind:
            return Refused("bad_request", "the kind is the bill's own")
        if bill.state == PAID:
            return Refused("already_paid", "the HIS has it as paid; nothing was taken")
        if bill.state == UNKNOWN and self._state.money.book.receipt_of(wanted.bill_id) is not None:
            return Refused("already_paid", "its money went back, and the HIS is not known to have voided the receipt")
        order_id = wanted.payment_id if wanted.method == QR else ""
        owed = bill.due - bill.paid
        beside = received(self._state.money.book, wanted.bill_id, owed)
        events = self._state.payments.beginning(wanted, shift, owed - beside, self._state.now(), order_id, beside)
        if isinstance(events, Refused):
            return events
        self._state.keep(f"payment:{wanted.payment_id}", events)
        payment = self._state.payments.get(wanted.payment_id)
        assert payment is not None
        if wanted.method == CARD:
            self._cards.begin(payment.id, wanted.terminal, wanted.amount)
        elif wanted.method == QR:
            opened = self._open_order(payment)
            if isinstance(opened, Refused):
                return opened
        return Done(self.shown(payment))

    def payment(self, payment_id: str) -> Outcome[CounterPayment]:
        """How it stands now. Refused: `no_payment`."""
        payment = self._state.payments.get(payment_id)
        if payment is None:
            return Refused("no_payment")
        if payment.pending and payment.begun.method == QR:
            opened = self._state.money.shown(payment_id)
            if isinstance(opened, Refused) and opened.code != "no_order":
                failed = self._state.payments.failing(payment_id, opened.code, self._state.now())
                self._state.keep(f"payment:{payment_id}", failed)
        return Done(self.shown(payment))

    def abort(self, who: Who, payment_id: str) -> Outcome[CounterPayment]:
        """Stop waiting; see `ports.Counter.abort`. Refused: `no_payment`, `forbidden` (another desk's)."""
        payment = self._state.payments.get(payment_id)
        if payment is None:
            return Refused("no_payment")
        if payment.begun.desk != who.desk and not who.supervisor:
            return Refused("forbidden", "a payment of another desk")
        self.follow()  # what came for it is taken before anybody stops waiting
        if payment.pending and payment.begun.method == CARD:
            self._cards.abort(payment.id, payment.begun.terminal, payment.begun.amount)
        elif payment.pending:
            self._state.keep(
                f"payment:{payment.id}", self._state.payments.failing(payment.id, "aborted", self._state.now())
            )
        return Done(self.shown(payment))

    def slip(self, who: Who, payment_id: str, copy: bool) -> Outcome[Slip]:
        """The slip to print. Refused: `no_payment`, `not_taken`."""
        payment = self._state.payments.get(payment_id)
        if payment is None:
            return Refused("no_payment")
        if payment.taken is None:
            return Refused("not_taken")
        number = max(payment.copies, 0) + 1 if copy else 0
        if copy or payment.copies < 0:
            self._state.keep(f"payment:{payment.id}", (SlipPrinted(payment.id, number, who.user, self._state.now()),))
        seen = self._bills.seen(payment.begun.bill_id)
        what = seen.bill.title if seen else TITLES[payment.begun.kind]
        return Done(slip_of(payment, self._state.settings, self._state.users, what, number))

    def _open_order(self, payment: Payment) -> OpenedOrder | Refused:
        begun = payment.begun
        visit_code = self._bills.visit_of(begun.bill_id)
        opened = self._state.money.open_order(
            payment.id, begun.desk, begun.bill_id, begun.amount, begun.kind, visit_code, begun.beside
        )
        if isinstance(opened, Done):
            return opened.value
        reason = opened.code if isinstance(opened, Refused) else opened.reason
        self._state.keep(f"payment:{payment.id}", self._state.payments.failing(payment.id, reason, self._state.now()))
        return Refused(reason)

    def shown(self, payment: Payment) -> CounterPayment:
        """A payment as a window sees it, by QR with its order."""
        order = self._state.money.book.order(payment.id) if payment.begun.method == QR else None
        if order is None:
            return payment.shown()
        opened = self._state.money.shown(payment.id)
        return payment.shown(opened.value if isinstance(opened, Done) else None, order.received)

    def _card_stands(self, payment_id: str, ended: Ended) -> None:
        payment = self._state.payments.get(payment_id)
        if payment is None or payment.taken is not None:
            return
        now = self._state.now()
        match ended:
            case Approved(reference=reference):
                shift = self._shift_for(payment)
                self._state.keep(
                    f"payment:{payment_id}", self._state.payments.taking(payment_id, shift, now, reference)
                )
            case Failed(reason=reason):
                self._state.keep(f"payment:{payment_id}", self._state.payments.failing(payment_id, reason, now))
            case Unclear(reason=reason) if reason != UNDER_WAY or payment.unclear is not None:
                self._state.keep(f"payment:{payment_id}", self._state.payments.unclear(payment_id, reason, now))

    def _shift_for(self, payment: Payment) -> Shift | None:
        """The shift late money of a payment is taken into: its own, else the one open at its desk now."""
        own = self._state.shifts.get(payment.begun.shift_id)
        return own if own and own.closed is None else self._state.shifts.open_at(payment.begun.desk)

    def follow(self) -> None:
        """Take applied transfers into their shifts; stop waiting where other money paid the bill."""
        for payment in (*self._state.payments.pending, *self._state.payments.aborted):
            if payment.begun.method == QR and payment.taken is None:
                self._follow_transfer(payment)

    def _follow_transfer(self, payment: Payment) -> None:
        begun, book, now = payment.begun, self._state.money.book, self._state.now()
        paid = book.paid(begun.bill_id)
        own = [item for item in paid if _order_of(book, item.name) in (payment.id, None)]
        if own and sum(item.amount for item in own) >= begun.amount:
            # What was aborted is taken into its own shift only; a late one it is that opened since.
            shift = self._state.shifts.get(begun.shift_id) if payment.failed else self._shift_for(payment)
            taken = self._state.payments.taking(payment.id, shift, now, own[0].name)
            self._state.keep(f"payment:{payment.id}", taken)
        elif not own and book.paying(begun.bill_id) is not None and not book.reserved(begun.bill_id):
            self._state.keep(f"payment:{payment.id}", self._state.payments.failing(payment.id, "already_paid", now))

    def resume(self) -> None:
        """After a start: ask about every charge, and open the orders that a crash left unopened."""
        self.ask_cards()
        for payment in self._state.payments.pending:
            if payment.begun.method == QR and self._state.money.book.order(payment.id) is None:
                self._open_order(payment)

    def ask_cards(self) -> None:
        """Ask about every charge that is not known to have ended."""
        for payment in self._state.payments.pending:
            if payment.begun.method == CARD:
                self._cards.ask(payment.id, payment.begun.terminal, payment.begun.amount)


def _order_of(book: Book, name: str) -> str | None:
    credit = book.credit(name)
    return credit.order_id if credit else None
