"""What a person might accept: whose a loose money may be, by the matching engine, beside the owner's thread.

Suggestions are never acted upon here. They are made anew a little after money came that names no bill, and one that
no longer holds is not shown.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta

from kiosk.cashier.ports import Cause, Suggestion
from kiosk.clock import Clock
from kiosk.hub.money.desk import MoneyDesk
from kiosk.loop import Loop
from kiosk.money.order import CreditReceived, CreditTakenBack, Finding, OrderOpened
from kiosk.reconcile import engine
from kiosk.reconcile.books import Books
from kiosk.reconcile.engine.run import match
from kiosk.reconcile.events import LineUnmatched, StatementFinished
from kiosk.reconcile.open import OpenList

log = logging.getLogger(__name__)

_PAUSE_S = 5.0
_DAYS = timedelta(days=3)
_LOOSE = {Cause.ORPHAN, Cause.BANK_ONLY, Cause.UNDER, Cause.IN_PARTS, Cause.OVER}
_PAYS = {str(finding) for finding in Finding if finding.pays}


class Suggestions:
    """Runs on the loop's owner thread; only the engine works elsewhere."""

    def __init__(
        self, books: Books, found: OpenList, money: MoneyDesk, loop: Loop, clock: Clock, window: timedelta
    ) -> None:
        self._books = books
        self._open = found
        self._money = money
        self._loop = loop
        self._clock = clock
        self._settings = engine.Settings(window=window)
        self._waiting: dict[str, None] = {}
        self._of: dict[str, list[Suggestion]] = {}
        self._looked_at: tuple[engine.Line, ...] = ()
        self._asked = False
        self._planned = False
        self.started = False
        self.stopped = False

    def apply(self, event: object) -> None:
        """Note what an event makes worth a look."""
        match event:
            case OrderOpened():
                self._waiting[event.order_id] = None
            case CreditTakenBack():
                self._waiting.update(dict.fromkeys(self._books.orders_of_bill.get(event.bill_id, ())))
                self._plan()
            case CreditReceived(finding=finding) if finding not in _PAYS:
                self._plan()
            case StatementFinished() | LineUnmatched():
                self._plan()

    def start(self) -> None:
        """Begin: what was loose before is looked at once."""
        self.started = True
        self._plan()

    def of_story(self, story: str) -> tuple[Suggestion, ...]:
        """What might be accepted in a story: its own money for its bill, and what the engine thought of.

        Whoever looks at loose money makes the engine look again: an order paid since leaves fewer that it may be.
        """
        if not story.startswith("bill:"):
            self._asked = True
            self._plan()
        found = {one.id: one for one in [*self._of_bill(story), *self._of.get(story, ())] if self._holds(one)}
        return tuple(found.values())

    def _plan(self) -> None:
        if self.started and not self._planned and not self.stopped:
            self._planned = True
            self._loop.later(_PAUSE_S, self._look)

    def _of_bill(self, story: str) -> Iterator[Suggestion]:
        """Money that names a bill and does not pay it by itself, where it is enough."""
        kind, _, bill_id = story.partition(":")
        orders = self._books.orders_of_bill.get(bill_id, ()) if kind == "bill" else ()
        if not orders:
            return
        due = self._books.orders[orders[-1]].opened.bill_amount - self._books.paid(bill_id)
        names = [name for order_id in orders for name in self._books.orders[order_id].credits]
        loose = [name for name in names if self._books.moneys[name].left > 0]
        total = sum(self._books.moneys[name].left for name in loose)
        if loose and 0 < due <= total:
            rule = "sum" if len(loose) > 1 else "pay_code"
            yield Suggestion(f"own:{bill_id}", tuple(loose), (orders[-1],), due, rule, f"{total} / {due}")

    def _look(self) -> None:
        self._planned = False
        if self.stopped:
            return
        lines, payments = tuple(self._lines()), tuple(self._payments())
        if lines == self._looked_at and not self._asked:
            return
        self._looked_at, self._asked = lines, False
        if not lines or not payments:
            self._of = {}
            return

        def job() -> engine.Result | None:
            try:
                return match(payments, lines, None, self._settings)
            except Exception:
                # A hint that cannot be made is no reason to end the hub.
                log.exception("suggestions_failed")
                return None

        self._loop.work("suggestions", job, self._matched)

    def _lines(self) -> Iterator[engine.Line]:
        """Loose credits and lines nobody was told of, as the engine takes them."""
        names: dict[str, None] = {}
        for item in self._open.all():
            row = item.difference
            kind, _, name = row.key.split("|", 3)[3].partition(":")
            if row.cause not in _LOOSE or row.settled:
                continue
            if kind == "line" and row.amount > 0:
                booked = self._books.lines[name].booked
                yield engine.Line(
                    f"line:{name}", booked.account, booked.amount, booked.booked_at, booked.reference, booked.memo
                )
            elif kind == "money":
                names[name] = None
        for name in names:
            money, credit = self._books.moneys[name], self._money.book.credit(name)
            if money.left == money.amount and money.at and credit is not None:
                yield engine.Line(name, money.account, money.amount, money.at, money.reference, credit.memo)

    def _payments(self) -> Iterator[engine.Payment]:
        """Orders that still wait for their money."""
        oldest = self._clock.now() - _DAYS
        for order_id in list(self._waiting):
            opened = self._books.orders[order_id].opened
            if opened.opened_at < oldest or self._books.paid(opened.bill_id):
                del self._waiting[order_id]
                continue
            yield engine.Payment(
                order_id,
                opened.pay_code,
                opened.amount,
                opened.opened_at,
                opened.provider,
                expires_at=opened.expires_at,
            )

    def _matched(self, result: engine.Result | None) -> None:
        if result is None or self.stopped:
            return
        groups: defaultdict[str, list[engine.Match]] = defaultdict(list)
        for number, one in enumerate([*result.automatic, *result.suggested]):
            groups[one.group or f"{number}"].append(one)
        found: defaultdict[str, list[Suggestion]] = defaultdict(list)
        for rows in groups.values():
            suggestion = self._suggestion(rows)
            for story in self._stories(suggestion):
                found[story].append(suggestion)
        self._of = dict(found)

    def _suggestion(self, rows: Iterable[engine.Match]) -> Suggestion:
        rows = list(rows)
        money = tuple(dict.fromkeys(row.line_id for row in rows))
        orders = tuple(dict.fromkeys(row.payment_id for row in rows))
        amount = sum(self._books.orders[order_id].opened.amount for order_id in orders)
        return Suggestion("+".join([*money, *orders]), money, orders, amount, str(rows[0].rule), rows[0].evidence)

    def _stories(self, suggestion: Suggestion) -> Iterator[str]:
        for name in suggestion.money:
            yield name if name.startswith("line:") else f"money:{name}"
        for order_id in suggestion.orders:
            yield f"bill:{self._books.orders[order_id].opened.bill_id}"

    def _holds(self, suggestion: Suggestion) -> bool:
        """Whether its money is still loose and its orders still wait."""
        for name in suggestion.money:
            kind, _, rest = name.partition(":")
            if kind == "line" and self._books.lines[rest].matches:
                return False
            if kind != "line" and self._books.moneys[name].left <= 0:
                return False
        bills = (self._books.orders[order_id].opened.bill_id for order_id in suggestion.orders)
        due = sum(self._books.orders[order_id].opened.amount for order_id in suggestion.orders)
        return sum(self._books.paid(bill) for bill in bills) < due
