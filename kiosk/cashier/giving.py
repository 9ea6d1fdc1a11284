"""Money back at the hub, always by two people: refunds as work items, voids within their shift."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from his_client.outcome import Done, Outcome, Refused
from his_client.payments.terminal import CardTerminal, Charge
from kiosk.cashier.counter import Counter
from kiosk.cashier.events import DeskEvent, SlipPrinted, VoidDecided, VoidReversing
from kiosk.cashier.payments import CARD, NOT_OWED, QR, Payment
from kiosk.cashier.refunds import Source, of_credit, receivable
from kiosk.cashier.slips import refund_slip
from kiosk.cashier.state import ID, DeskState, Who
from kiosk.cashier.values import CounterPayment, Refund, Slip

HUB = "hub"
"""Who asks for a refund that follows from the HIS's own word."""


@dataclass(frozen=True, slots=True)
class Reversal:
    """A charge to be given back at its terminal before a void counts."""

    payment_id: str
    terminal: str
    reversal_id: str


class Giving:
    """See the module. Owner's thread only; a card's charge is given back by the caller between two calls."""

    def __init__(self, state: DeskState, counter: Counter, terminals: Mapping[str, CardTerminal]) -> None:
        self._state = state
        self._counter = counter
        self._terminals = terminals

    def follow(self) -> None:
        """Ask for money back that the HIS does not want: the bill was paid by another road, or taken back."""
        for payment in self._state.payments.unwanted:
            if payment.his in NOT_OWED and payment.state == "taken" and not self._state.refunds.refunding(payment.name):
                self._give_back(payment)

    def _give_back(self, payment: Payment) -> None:
        name, amount, now = payment.name, payment.begun.amount, self._state.now()
        sources = self._sources(name)
        asked = self._state.refunds.asking(f"auto:{name}", name, amount, f"his_{payment.his}", "", sources, HUB, now)
        if not isinstance(asked, Refused):
            self._state.keep(f"refund:auto:{name}", asked)

    def ask_refund(self, who: Who, refund_id: str, money: str, amount: int, reason: str, note: str) -> Outcome[Refund]:
        """See `ports.Giving.ask_refund`."""
        if not ID.fullmatch(refund_id):
            return Refused("bad_request", "an id of 8 to 64 letters, digits and dashes")
        asked = self._state.refunds.asking(
            refund_id, money, amount, reason, note, self._sources(money), who.user, self._state.now()
        )
        return self._refund(refund_id, asked)

    def decide_refund(self, who: Who, refund_id: str, approve: bool, why: str) -> Outcome[Refund]:
        """See `ports.Giving.decide_refund`; who took the money at a counter does not decide either."""
        refund = self._state.refunds.get(refund_id)
        money = refund.asked.money if refund else ""
        payment = self._state.payments.named(money)
        taker = payment.taken.user if payment and payment.taken else ""
        period, _ = self._state.money.period_of(who.desk, self._state.now())
        decided = self._state.refunds.deciding(
            refund_id, approve, why, self._sources(money), taker, period, who.user, self._state.now()
        )
        return self._refund(refund_id, decided)

    def pay_refund(self, who: Who, refund_id: str, method: str, reference: str) -> Outcome[Refund]:
        """See `ports.Giving.pay_refund`."""
        shift = self._state.shifts.open_for(who.user, who.desk)
        period, _ = self._state.money.period_of(who.desk, self._state.now())
        account = self._state.settings.payout_account
        refund = self._state.refunds.get(refund_id)
        sources = self._sources(refund.asked.money) if refund else ()
        paid = self._state.refunds.paying(
            refund_id, method, reference, sources, shift, who.desk, period, account, who.user, self._state.now()
        )
        return self._refund(refund_id, paid)

    def refund_list(self, closed: bool) -> tuple[Refund, ...]:
        """Refunds that wait, oldest first, with the closed ones if asked."""
        return tuple(one.shown() for one in self._state.refunds if closed or one.state in ("asked", "approved"))

    def refund_slip(self, who: Who, refund_id: str, copy: bool) -> Outcome[Slip]:
        """The phiếu chi of a refund. Refused: `no_refund`, `not_paid`."""
        refund = self._state.refunds.get(refund_id)
        if refund is None:
            return Refused("no_refund")
        if refund.paid is None:
            return Refused("not_paid")
        number = max(refund.copies, 0) + 1 if copy else 0
        if copy or refund.copies < 0:
            self._state.keep(f"refund:{refund_id}", (SlipPrinted(refund_id, number, who.user, self._state.now()),))
        return Done(refund_slip(refund, self._state.settings, self._state.users, number))

    def ask_void(self, who: Who, payment_id: str, reason: str, note: str) -> Outcome[CounterPayment]:
        """See `ports.Giving.ask_void`."""
        payment = self._state.payments.get(payment_id)
        shift = self._state.shifts.get(payment.taken.shift_id) if payment and payment.taken else None
        refunding = payment is not None and self._state.refunds.refunding(payment.name)
        asked = self._state.payments.asking_void(
            payment_id, reason, note, who.user, shift, refunding, self._state.now()
        )
        if not isinstance(asked, Refused):
            self._state.keep(f"payment:{payment_id}", asked)
            return self._counter.payment(payment_id)
        return asked

    def decide_void(self, who: Who, payment_id: str, approve: bool) -> Outcome[CounterPayment] | Reversal:
        """See `ports.Giving.decide_void`; a card's charge is given back first, then comes `reversed`."""
        payment = self._state.payments.get(payment_id)
        shift = self._state.shifts.get(payment.taken.shift_id) if payment and payment.taken else None
        now = self._state.now()
        decided = self._state.payments.deciding_void(payment_id, approve, who.user, shift, now)
        if isinstance(decided, Refused):
            return decided
        assert payment is not None
        if decided and approve and payment.reversing is None and self._his_owes(payment):
            return Refused("postings_open", "the HIS owes its answer and may receipt it yet: wait for it")
        if decided and approve and payment.begun.method == CARD:
            reversal = Reversal(payment_id, payment.begun.terminal, f"{payment_id}-void")
            if reversal.terminal not in self._terminals:
                return Refused("no_terminal")
            if payment.reversing is None:
                self._state.keep(
                    f"payment:{payment_id}", (VoidReversing(payment_id, reversal.reversal_id, who.user, now),)
                )
            return reversal
        self._state.keep(f"payment:{payment_id}", decided)
        return Done(self._counter.shown(payment))

    def reversed(self, who: Who, payment_id: str, outcome: Outcome[Charge]) -> Outcome[CounterPayment]:
        """What the terminal said to giving a charge back: the void counts, does not, or must be asked for again."""
        payment = self._state.payments.get(payment_id)
        assert payment is not None
        shift = self._state.shifts.get(payment.taken.shift_id) if payment.taken else None
        decided = self._state.payments.deciding_void(payment_id, True, who.user, shift, self._state.now())
        if isinstance(decided, Refused):
            return decided
        match outcome:
            case Done():
                self._state.keep(f"payment:{payment_id}", decided)
                return Done(self._counter.shown(payment))
            case Refused(code="batch_closed" | "no_charge" as code):
                # Nothing was given back, for certain: the void is refused and a refund can be asked for.
                refused = tuple(replace(one, approved=False) for one in decided if isinstance(one, VoidDecided))
                self._state.keep(f"payment:{payment_id}", refused)
                return Refused(code, "the terminal gives nothing back: ask for a refund instead")
            case _:
                return outcome

    def _his_owes(self, payment: Payment) -> bool:
        posting = self._state.money.posting(payment.name)
        return posting is not None and not posting.final

    def _refund(self, refund_id: str, decided: tuple[DeskEvent, ...] | Refused) -> Outcome[Refund]:
        if isinstance(decided, Refused):
            return decided
        self._state.keep(f"refund:{refund_id}", decided)
        refund = self._state.refunds.get(refund_id)
        assert refund is not None
        return Done(refund.shown())

    def _sources(self, money: str) -> tuple[Source, ...]:
        payment = self._state.payments.named(money)
        if payment is None or payment.begun.method == QR:
            return of_credit(self._state.money.book, money)
        if payment.state != "taken":
            return ()
        return (Source(receivable(payment.begun.kind), payment.begun.amount, payment.begun.bill_id),)
