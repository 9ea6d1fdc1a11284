"""What the three books hold, by every name it is looked up by, and which of it an event touched.

Only `kiosk.reconcile.books` fills it; whoever judges or shows the books reads it here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime

from kiosk.cashier.ports import StoryStep
from kiosk.clock import VIETNAM
from kiosk.reconcile.coverage import Coverage
from kiosk.reconcile.events import (
    DifferenceSettled,
    LineMatched,
    LineUnmatched,
    MatchDecided,
    StatementBegun,
    StatementFinished,
)
from kiosk.reconcile.facts import Asked, Line, Money, MoneyKind, Receipt


class Held:
    """Orders, moneys, receipts and lines by their names, and which units of them were touched since the last look."""

    def __init__(self) -> None:
        self.version = 0
        self.orders: dict[str, Asked] = {}
        self.moneys: dict[str, Money] = {}
        self.receipts: dict[str, Receipt] = {}
        self.lines: dict[str, Line] = {}
        self.statements: dict[str, StatementBegun] = {}
        self.finished: dict[str, StatementFinished] = {}
        self.lines_of_file: defaultdict[str, list[str]] = defaultdict(list)
        self.refunds: dict[str, str] = {}
        """Refund id to `asked`, `approved`, `refused` or `paid`."""
        self.closed: set[str] = set()
        self.coverage = Coverage()
        self.owners: dict[str, str] = {}
        """Who works on a thing in a pair of books, by `pair|thing`."""
        self.settled: dict[str, DifferenceSettled] = {}
        self.work: defaultdict[str, list[StoryStep]] = defaultdict(list)
        """Who did what about the differences of a unit."""
        self.decided: dict[str, MatchDecided] = {}
        self.matches: dict[str, LineMatched] = {}
        self.matches_of_money: defaultdict[str, list[str]] = defaultdict(list)
        self.matches_of_line: defaultdict[str, list[str]] = defaultdict(list)
        self.unmatched: dict[str, LineUnmatched] = {}
        self.parted: set[tuple[str, str]] = set()
        """Lines and moneys of which a person said that they are not one."""
        self.application_of: dict[str, str] = {}
        self.order_of_code: dict[str, str] = {}
        self.orders_of_bill: defaultdict[str, list[str]] = defaultdict(list)
        self.moneys_of_bill: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self.receipts_of_bill: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self.moneys_of_reference: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self.lines_of_reference: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self.moneys_of_day: defaultdict[date, dict[str, None]] = defaultdict(dict)
        self.receipts_of_day: defaultdict[date, dict[str, None]] = defaultdict(dict)
        self.lines_of_day: defaultdict[date, dict[str, None]] = defaultdict(dict)
        self.stations_of_day: defaultdict[date, set[str]] = defaultdict(set)
        self.periods_of_day: defaultdict[date, set[str]] = defaultdict(set)
        self.money_of_slip: dict[str, str] = {}
        self.money_of_refund: dict[str, str] = {}
        self.bill_of_refund: dict[str, str] = {}
        self.accounts_of_provider: defaultdict[str, set[str]] = defaultdict(set)
        """Where the money of a provider comes to, as its credits and the statements imported for it say."""
        self.unmatched_of_account: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self.of_virtual_account: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self.touched_units: dict[str, None] = {}

    def touched(self) -> tuple[str, ...]:
        """The units touched since the last call: `bill:…`, `money:…`, `line:…`."""
        units = tuple(self.touched_units)
        self.touched_units.clear()
        return units

    def money(self, name: str) -> Money:
        """The money of this name, made when nobody named it before."""
        known = self.moneys.get(name)
        if known is None:
            provider, _, reference = name.partition(":")
            known = self.moneys[name] = Money(name, provider=provider, reference=reference, base=reference)
            self.moneys_of_reference[reference][name] = None
        return known

    def periods_of(self, day: date) -> set[str]:
        """The station-days of a day: of stations that asked for money, and of money that came."""
        asked = {f"{station}/{day.isoformat()}" for station in self.stations_of_day.get(day, ())}
        return asked | self.periods_of_day.get(day, set())

    def paid(self, bill_id: str) -> int:
        """What of known money pays a bill after refunds, and what the HIS took by hand for it, in đồng."""
        ours = sum(self.moneys[name].stays_with(bill_id) for name in self.moneys_of_bill.get(bill_id, ()))
        receipts = (self.receipts[number] for number in self.receipts_of_bill.get(bill_id, ()))
        return ours + sum(receipt.amount for receipt in receipts if not receipt.money)

    def pays(self, money: Money, bill_id: str) -> int:
        """What of a money pays one bill, before refunds."""
        return money.pays_of(bill_id)

    def receipted(self, bill_id: str) -> int:
        """What the HIS holds for a bill."""
        return sum(self.receipts[number].amount for number in self.receipts_of_bill.get(bill_id, ()))

    def lines_like(self, money: Money) -> Iterator[Line]:
        """Lines that carry the money's reference on its account, matched or not."""
        for fingerprint in self.lines_of_reference.get(money.base, ()):
            line = self.lines[fingerprint]
            if not money.account or money.fits(line):
                yield line

    def moneys_of_virtual_account(self, account: str) -> tuple[Money, ...]:
        """Credits that came to an account made for one order."""
        return tuple(self.moneys[name] for name in self.of_virtual_account.get(account, ()))

    def comes_to(self, provider: str, account: str) -> None:
        """Money of this provider comes to this account; what only the HIS knows of it may be looked for there."""
        if account not in self.accounts_of_provider[provider]:
            self.accounts_of_provider[provider].add(account)
            self.touched_units.update((f"money:{name}", None) for name in self.unmatched_of_account.get("", ()))

    def rebase(self, money: Money, base: str) -> None:
        """The bank's statement calls this money so."""
        self.moneys_of_reference[money.base].pop(money.name, None)
        money.base = base
        self.moneys_of_reference[base][money.name] = None

    def day_of_money(self, money: Money) -> date:
        """The day of the station-day that a money belongs to, else the day of its own time."""
        assert money.at is not None
        found = _STATION_DAY.search(money.period) if money.kind is MoneyKind.CREDIT else None
        return date.fromisoformat(found[1]) if found else day_of(money.at)

    def receipt(self, number: str, money: str, bill_id: str, *, listed: bool = True) -> Receipt:
        """The receipt of this number, made when nobody named it before; `listed` by the HIS, or only its answer."""
        receipt = self.receipts.get(number)
        if receipt is None:
            receipt = self.receipts[number] = Receipt(number)
        if money and not receipt.money:
            receipt.money = name_of(money)
            self.money(receipt.money).receipts.append(number)
        if bill_id and bill_id != receipt.bill_id and (listed or receipt.seen is None):
            # For which bill it is, the HIS's list says with more weight than what was posted.
            if receipt.bill_id:
                self.receipts_of_bill[receipt.bill_id].pop(number, None)
                self.touched_units[f"bill:{receipt.bill_id}"] = None
            receipt.bill_id = bill_id
            self.receipts_of_bill[bill_id][number] = None
        return receipt

    def touch_line(self, line: Line) -> None:
        """A line moved, and with it the moneys of its reference."""
        self.touched_units[f"line:{line.booked.fingerprint}"] = None
        for name in self.moneys_of_reference.get(line.booked.reference, ()):
            self.touched_units[f"money:{name}"] = None

    def touch(self, money: Money, bill_id: str = "") -> None:
        """A money moved, and with it the bills it is for and the lines and moneys of its reference."""
        self.touched_units[f"money:{money.name}"] = None
        for bill in (bill_id, money.bill_id, *(item.bill_id for item in money.applied.values())):
            if bill:
                self.touched_units[f"bill:{bill}"] = None
        for fingerprint in self.lines_of_reference.get(money.base, ()):
            self.touched_units[f"line:{fingerprint}"] = None
            self.touched_units.update((f"money:{name}", None) for name in self.moneys_of_reference[money.base])


def name_of(posting: str) -> str:
    """The money a posting is about: its second bill is posted as `name~2`."""
    return _AGAIN.sub("", posting)


def owned(key: str) -> tuple[str, str]:
    """The pair and the thing of a difference's key, `pair|cause|amount|thing`; two empty texts for none."""
    parts = key.split("|", 3)
    return (parts[0], parts[3]) if len(parts) == 4 else ("", "")


def unit_of(key: str) -> str:
    """The unit whose differences a key is among: `bill:HD1` also for one of its moneys, `bill:HD1#bank:FT2`."""
    return owned(key)[1].partition("#")[0]


def day_of(at: datetime) -> date:
    """The hospital's day of a moment."""
    return at.astimezone(VIETNAM).date()


def code_of(why: str) -> str:
    """What a person wrote as a reason stays in the journal; a rule's code may stand on a timeline."""
    return why if why.isidentifier() else ""


def tell(
    whose: Money | Asked,
    at: datetime | None,
    book: str,
    what: str,
    amount: int | None = None,
    reference: str = "",
    by: str = "",
    detail: str = "",
) -> None:
    """Write a step on a timeline; without a time of its own it follows the step before."""
    if at is None:
        at = whose.steps[-1].at if whose.steps else _LONG_AGO
    whose.steps.append(StoryStep(at, book, what, amount, reference, by, detail))


_STATION_DAY = re.compile(r"/(\d{4}-\d\d-\d\d)$")
_AGAIN = re.compile(r"~\d+$")
_LONG_AGO = datetime(1970, 1, 1, tzinfo=VIETNAM)
