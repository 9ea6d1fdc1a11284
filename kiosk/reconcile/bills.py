"""One bill across the three books: what was asked for, what pays of it, what came besides, what is receipted.

The HIS receipts whole bills, so that kiosk and HIS are compared bill by bill; a bill paid in parts has one receipt.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from kiosk.cashier.ports import Cause, Difference, Pair
from kiosk.reconcile.books import Books
from kiosk.reconcile.facts import Money, MoneyKind


@dataclass(frozen=True, slots=True)
class BillSum:
    """The sums of one bill, in đồng.

    `moneys`: every money that names or pays it, or did; `payers`: those that pay it now, after refunds; `loose`:
    credits that name it and have something left. `net` is `ours` less what was paid back; `receipted` is None where
    the HIS has nothing.
    """

    bill_id: str
    station: str
    pay_code: str
    due: int
    moneys: tuple[Money, ...]
    payers: tuple[Money, ...]
    loose: tuple[Money, ...]
    ours: int
    paid_back: int
    paid: int
    receipted: int | None
    receipted_of_known: int
    receipts: int
    gone: bool
    owed: int
    strange: tuple[tuple[Money, int, int], ...] = ()
    """Known moneys that pay nothing of it, with what the HIS receipted as theirs, and the ledger's part of that."""

    @property
    def net(self) -> int:
        """What known money pays of the bill after refunds."""
        return self.ours - self.paid_back

    @property
    def posted(self) -> bool:
        """Whether the HIS was told of it, or had it already."""
        told = any(money.posting or money.refused or money.given_up for money in self.payers)
        return told or self.receipted_of_known > 0 or self.gone

    @property
    def unpaid(self) -> bool:
        """Whether transfers came for it that do not pay it; a receipt for all of them says that they do."""
        credit = any(money.kind is MoneyKind.CREDIT for money in self.payers)
        whole = self.paid >= self.due or 0 < self.paid <= (self.receipted or 0)
        return not whole and (credit or any(money.left > 0 for money in self.loose))

    def row(
        self,
        pair: Pair,
        cause: Cause,
        amount: int,
        *,
        kiosk: int | None = None,
        bank: int | None = None,
        his: int | None = None,
        money: Money | None = None,
    ) -> Difference:
        """A difference of this bill, or of one money among those for it."""
        thing = f"bill:{self.bill_id}" + (f"#{money.name}" if money else "")
        return Difference(
            key=f"{pair}|{cause}|{amount}|{thing}",
            pair=pair,
            cause=cause,
            since=_since(money, self.loose, self.payers, self.moneys),
            station=self.station or (self.moneys[0].place if self.moneys else ""),
            pay_code=self.pay_code,
            kiosk=kiosk,
            bank=bank,
            his=his,
            amount=amount,
            story=f"bill:{self.bill_id}",
        )


def bill_sum(books: Books, bill_id: str) -> BillSum:
    """A bill as the books have it now."""
    orders = [books.orders[order_id] for order_id in books.orders_of_bill.get(bill_id, ())]
    names = dict.fromkeys(name for asked in orders for name in asked.credits)
    names |= books.moneys_of_bill.get(bill_id, {})
    receipts = [books.receipts[number] for number in books.receipts_of_bill.get(bill_id, ())]
    ours = [receipt for receipt in receipts if receipt.money and books.moneys[receipt.money].known]
    names |= dict.fromkeys(receipt.money for receipt in ours)
    moneys = sorted((books.moneys[name] for name in names), key=_when)
    payers = [money for money in moneys if money.stays_with(bill_id)]
    paying = sum(money.pays_of(bill_id) for money in moneys)
    paid_back = sum(money.back.get(bill_id, 0) for money in moneys)
    last = orders[-1] if orders else None
    named = next((asked for asked in reversed(orders) if asked.credits), last)
    return BillSum(
        bill_id=bill_id,
        station=named.place if named else "",
        pay_code=named.opened.pay_code if named else "",
        due=last.opened.bill_amount if last else 0,
        moneys=tuple(moneys),
        payers=tuple(payers),
        loose=tuple(money for money in moneys if money.bill_id == bill_id and money.left),
        ours=paying,
        paid_back=paid_back,
        paid=books.paid(bill_id),
        receipted=sum(receipt.amount for receipt in receipts) or None,
        receipted_of_known=sum(receipt.amount for receipt in ours),
        receipts=sum(1 for receipt in ours if receipt.amount),
        gone=any(receipt.gone for receipt in ours),
        owed=sum(receipt.booked for receipt in ours) - paying + paid_back,
        strange=tuple(
            (money, sum(one.amount for one in held), sum(one.booked for one in held))
            for money in moneys
            if not money.stays_with(bill_id)
            and (held := [one for one in ours if one.money == money.name and one.amount])
        ),
    )


def _when(money: Money) -> tuple[datetime, str]:
    return money.at or _NEVER, money.name


def _since(money: Money | None, *groups: tuple[Money, ...]) -> datetime:
    if money is not None and money.at:
        return money.at
    return next(one.at for group in groups for one in group if one.at)


_NEVER = datetime.max.replace(tzinfo=UTC)
