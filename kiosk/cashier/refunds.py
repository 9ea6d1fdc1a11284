"""Refunds: asked for, decided by another person, paid out by one who did not decide. A projection.

`Refunds.apply` takes in what is in the journal; the other methods read, or decide and answer with the events to keep
or a refusal of `kiosk.cashier.ports.Giving`. No more is ever asked for than is left of the money it is taken from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from his_client.outcome import Refused
from kiosk.cashier.events import DeskEvent, RefundAsked, RefundDecided, RefundPaid, SlipPrinted
from kiosk.cashier.shifts import CASH, Shift
from kiosk.cashier.values import Refund
from kiosk.clock import VIETNAM
from kiosk.ledger.entries import ADVANCES, RECEIVABLE, UNALLOCATED
from kiosk.money.book import Book
from kiosk.money.order import BillKind

TRANSFER = "transfer"
Events = tuple[DeskEvent, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """One pot of known money a refund can be taken from: so much of it stands in `account`, for `bill_id`."""

    account: str
    amount: int
    bill_id: str = ""


@dataclass(slots=True)
class Asked:
    """A refund and what became of it."""

    asked: RefundAsked
    decided: RefundDecided | None = None
    paid: RefundPaid | None = None
    copies: int = -1
    """The last slip printed: 0 for the first, 1 for its first copy."""

    @property
    def state(self) -> str:
        """One of the states of `Refund`."""
        if self.paid is not None:
            return "paid"
        if self.decided is not None:
            return "approved" if self.decided.approved else "refused"
        return "asked"

    @property
    def holds(self) -> int:
        """What it takes from its money, unless it was refused."""
        return 0 if self.state == "refused" else self.asked.amount

    def shown(self) -> Refund:
        """As a window sees it."""
        asked, decided, paid = self.asked, self.decided, self.paid
        return Refund(
            refund_id=asked.refund_id,
            money=asked.money,
            bill_id=asked.bill_id,
            amount=asked.amount,
            reason=asked.reason,
            state=self.state,
            asked_by=asked.user,
            asked_at=asked.at,
            decided_by=decided.user if decided else "",
            paid_by=paid.user if paid else "",
            method=paid.method if paid else "",
            reference=paid.reference if paid else "",
            note=asked.note,
            why=decided.why if decided else "",
        )


class Refunds:
    """Every refund."""

    def __init__(self) -> None:
        self._refunds: dict[str, Asked] = {}
        self._of_money: dict[str, list[Asked]] = {}
        self._slips: dict[str, int] = {}

    def __iter__(self) -> Iterator[Asked]:
        return iter(self._refunds.values())

    def get(self, refund_id: str) -> Asked | None:
        """The refund with this id."""
        return self._refunds.get(refund_id)

    def apply(self, event: object) -> None:
        """Take in an event that is in the journal."""
        match event:
            case RefundAsked():
                self._refunds[event.refund_id] = asked = Asked(event)
                self._of_money.setdefault(event.money, []).append(asked)
            case RefundDecided():
                self._refunds[event.refund_id].decided = event
            case RefundPaid():
                self._refunds[event.refund_id].paid = event
                book = event.slip.rpartition("-")[0]
                self._slips[book] = self._slips.get(book, 0) + 1
            case SlipPrinted() if event.payment_id in self._refunds:
                self._refunds[event.payment_id].copies = event.copy
            case _:
                pass

    def refunding(self, money: str) -> bool:
        """Whether some of this money is being given back or was."""
        return any(asked.holds for asked in self._of_money.get(money, ()))

    def _left(self, money: str, source: Source, besides: str = "") -> int:
        """What of a pot does not go back yet; `besides` is a refund that is not counted."""
        held = (
            asked.holds
            for asked in self._of_money.get(money, ())
            if asked.asked.refund_id != besides
            and (asked.asked.source, asked.asked.bill_id) == (source.account, source.bill_id)
        )
        return source.amount - sum(held)

    def _covered(self, asked: RefundAsked, sources: tuple[Source, ...]) -> bool:
        """Whether what was approved out of a pot is still in it."""
        place = asked.source, asked.bill_id
        pot = next((one for one in sources if (one.account, one.bill_id) == place), None)
        approved = (
            one.asked.amount
            for one in self._of_money.get(asked.money, ())
            if one.state in ("approved", "paid") and (one.asked.source, one.asked.bill_id) == place
        )
        return pot is not None and sum(approved) <= pot.amount

    def asking(
        self,
        refund_id: str,
        money: str,
        amount: int,
        reason: str,
        note: str,
        sources: tuple[Source, ...],
        user: str,
        at: datetime,
    ) -> Events | Refused:
        """Ask for money back: out of what of it pays nothing while there is any, else out of a bill it pays.

        Refused: `no_money`, `amount` (more than is left there), `reason`, `id_differs`.
        """
        known = self._refunds.get(refund_id)
        if known is not None:
            same = (known.asked.money, known.asked.amount, known.asked.user) == (money, amount, user)
            return () if same else Refused("id_differs", "this id stands for another refund")
        if not sources:
            return Refused("no_money")
        if not reason.strip():
            return Refused("reason")
        pots = [(one, self._left(money, one)) for one in sources]
        loose = [(one, left) for one, left in pots if left > 0 and not one.bill_id]
        found = next((one for one, left in loose or pots if 0 < amount <= left), None)
        if found is None:
            most = max(left for _, left in loose or pots)
            return Refused("amount", f"at most {max(0, most)} đồng of it at once")
        return (RefundAsked(refund_id, money, found.bill_id, amount, reason, found.account, user, at, note),)

    def deciding(
        self,
        refund_id: str,
        approve: bool,
        why: str,
        sources: tuple[Source, ...],
        taker: str,
        period: str,
        user: str,
        at: datetime,
    ) -> Events | Refused:
        """Approve or refuse. Refused: `no_refund`, `own_request`, `decided`, `why_missing`, `amount` (gone since).

        :param sources: where the money stands now.
        :param taker: who took it at a counter, and so does not decide either.
        """
        refund = self._refunds.get(refund_id)
        if refund is None:
            return Refused("no_refund")
        if refund.decided is not None:
            same = (refund.decided.approved, refund.decided.user) == (approve, user)
            return () if same else Refused("decided")
        asked = refund.asked
        if user in (asked.user, taker):
            return Refused("own_request", "another person decides")
        if not approve and not why.strip():
            return Refused("why_missing")
        pot = next((one for one in sources if (one.account, one.bill_id) == (asked.source, asked.bill_id)), None)
        if approve and (pot is None or asked.amount > self._left(asked.money, pot, besides=refund_id)):
            return Refused("amount", "the money stands there no more: refuse this, and ask anew")
        decided = RefundDecided(
            refund_id,
            approve,
            asked.amount,
            asked.source,
            asked.money,
            period,
            user,
            at,
            why.strip(),
            asked.bill_id,
        )
        return (decided,)

    def paying(
        self,
        refund_id: str,
        method: str,
        reference: str,
        sources: tuple[Source, ...],
        shift: Shift | Refused,
        desk: str,
        period: str,
        account: str,
        user: str,
        at: datetime,
    ) -> Events | Refused:
        """Pay out. Refused: `no_refund`, `not_approved`, `own_approval`, `no_shift`, `not_enough_cash`, `reference`,
        `paid`, `amount` (the provider took the money back since), `bad_request` (the method).

        :param sources: where the money stands now.
        :param shift: the payer's own open shift, for cash; else why there is none.
        :param period: what a transfer posts to.
        """
        refund = self._refunds.get(refund_id)
        if refund is None:
            return Refused("no_refund")
        if refund.paid is not None:
            same = (refund.paid.method, refund.paid.user, refund.paid.reference) == (method, user, reference.strip())
            return () if same else Refused("paid")
        decided = refund.decided
        if decided is None or not decided.approved:
            return Refused("not_approved")
        if decided.user == user:
            return Refused("own_approval", "whoever approved does not pay")
        if not self._covered(refund.asked, sources):
            return Refused("amount", "the money stands there no more")
        slip = self.slip_number(desk, at)
        amount = refund.asked.amount
        if method == TRANSFER:
            if not reference.strip():
                return Refused("reference", "the bank's reference of the transfer")
            return (
                RefundPaid(refund_id, amount, method, desk, "", period, user, at, account, reference.strip(), slip),
            )
        if method != CASH:
            return Refused("bad_request", "cash or transfer")
        if isinstance(shift, Refused):
            return shift
        if shift.book.expected < amount:
            return Refused("not_enough_cash")
        return (RefundPaid(refund_id, amount, method, desk, shift.id, shift.id, user, at, slip=slip),)

    def slip_number(self, desk: str, at: datetime) -> str:
        """The next number of a desk's phiếu chi of the day: `PC-1-261124-002`."""
        book = f"PC-{desk.removeprefix('desk-')}-{at.astimezone(VIETNAM):%y%m%d}"
        return f"{book}-{self._slips.get(book, 0) + 1:03d}"


def of_credit(book: Book, money: str) -> tuple[Source, ...]:
    """Where the money of a transfer stands: what pays no bill first, then each bill it was applied to."""
    credit = book.credit(money)
    if credit is None or book.reversed(money):
        return ()
    applied = book.applied(money)
    bills: dict[tuple[str, str], int] = {}
    for part in applied:
        pot = receivable(part.kind), part.bill_id
        bills[pot] = bills.get(pot, 0) + part.amount
    loose = credit.amount - book.gone(money) - sum(bills.values())
    short = max(0, -loose)  # taken back by the provider from what pays
    return (
        Source(UNALLOCATED, max(0, loose)),
        *(Source(account, max(0, amount - short), bill_id) for (account, bill_id), amount in bills.items()),
    )


def receivable(kind: BillKind) -> str:
    """The ledger account that stands between a bill of this kind and its HIS receipt."""
    return ADVANCES if kind is BillKind.ADVANCE else RECEIVABLE
