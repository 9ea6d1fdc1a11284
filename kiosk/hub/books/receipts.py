"""Reading the HIS's receipts of a day: what is new is kept; what two looks do not find any more was voided there."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from his_client.his.ports import Capability, HospitalSystem, Receipt
from his_client.outcome import Done, Outcome
from kiosk.clock import VIETNAM, Clock
from kiosk.hub.money.desk import MoneyDesk
from kiosk.hub.record import HubRecord
from kiosk.loop import Loop
from kiosk.reconcile.books import Books
from kiosk.reconcile.events import ReceiptGone, ReceiptSeen, ReceiptsRead
from kiosk.reconcile.held import name_of

log = logging.getLogger(__name__)

_LOOKS = 2
_YESTERDAY_EVERY = 12


class ReceiptReader:
    """Reads today's receipts again and again, and yesterday's now and then. Runs on the loop's owner thread.

    :param every_s: seconds between two readings; a HIS without the capability is never asked.
    """

    def __init__(
        self,
        record: HubRecord,
        books: Books,
        money: MoneyDesk,
        his: HospitalSystem,
        loop: Loop,
        clock: Clock,
        every_s: float,
        batch: int,
    ) -> None:
        self._money = money
        self._record = record
        self._books = books
        self._his = his
        self._loop = loop
        self._clock = clock
        self._every_s = every_s
        self._batch = batch
        self._rounds = 0
        self._missing: Counter[tuple[date, str]] = Counter()
        self._reading: set[date] = set()
        self._cancel: Callable[[], None] = lambda: None
        self.stopped = False

    @property
    def able(self) -> bool:
        """Whether this HIS lists its receipts."""
        return Capability.RECEIPTS in self._his.capabilities

    def start(self) -> None:
        """Begin to read."""
        if self.able:
            self._round()

    def stop(self) -> None:
        """Read no more."""
        self.stopped = True
        self._cancel()

    def read(self, day: date) -> None:
        """Read a day's receipts now, unless that is under way."""
        if self.able and not self.stopped and day not in self._reading:
            self._reading.add(day)
            self._loop.work("his-receipts", lambda: self._his.receipts(day), lambda answer: self._listed(day, answer))

    def _round(self) -> None:
        today = self._clock.now().astimezone(VIETNAM).date()
        if self._rounds % _YESTERDAY_EVERY == 0:
            self.read(today - timedelta(days=1))
        self.read(today)
        self._rounds += 1
        self._cancel = self._loop.later(self._every_s, self._round)

    def _listed(self, day: date, answer: Outcome[tuple[Receipt, ...]]) -> None:
        self._reading.discard(day)
        if self.stopped:
            return
        if not isinstance(answer, Done):
            log.warning("receipts_silent", extra={"outcome": type(answer).__name__})
            return
        listed = {receipt.number: receipt for receipt in answer.value}
        events: list[ReceiptSeen | ReceiptGone | ReceiptsRead] = [
            self._seen(each, day) for each in listed.values() if self._new(each)
        ]
        events += self._gone(day, listed)
        if events:
            events.append(ReceiptsRead(day, len(listed), self._clock.now()))
        self._keep(events)
        for receipt in listed.values():
            self._confirm(receipt.payment_id)

    def _confirm(self, payment_id: str) -> None:
        """The HIS lists what was given up: asked once more, it can say so itself, and the ledger hears of it."""
        money = self._books.moneys.get(name_of(payment_id))
        if money is not None and money.given_up and money.posted_as == payment_id:
            self._money.post_again(payment_id)

    def _new(self, receipt: Receipt) -> bool:
        known = self._books.receipts.get(receipt.number)
        return known is None or known.gone or known.seen != receipt.amount

    def _seen(self, receipt: Receipt, day: date) -> ReceiptSeen:
        """A receipt as it is listed now; one that was gone stands in the ledger again."""
        seen = ReceiptSeen(receipt.number, receipt.payment_id, receipt.bill_id, receipt.amount, receipt.paid_at, day)
        known = self._books.receipts.get(receipt.number)
        if known is None or not known.undone:
            return seen
        return replace(seen, again=known.undone, kind=known.kind, period=self._period(known.money))

    def _period(self, name: str) -> str:
        """The open station-day of the order that a money names, else the hub's own."""
        money = self._books.moneys.get(name)
        asked = self._books.orders.get(money.order_id) if money else None
        station = asked.opened.station_id if asked else ""
        return self._money.period_of(station, self._clock.now())[0]

    def _gone(self, day: date, listed: dict[str, Receipt]) -> list[ReceiptGone]:
        gone = []
        for number in self._books.receipts_of_day.get(day, ()):
            known = self._books.receipts[number]
            if number in listed or known.gone or known.day not in (None, day):
                self._missing.pop((day, number), None)
                continue
            self._missing[day, number] += 1
            if self._missing[day, number] >= _LOOKS:
                now, period = self._clock.now(), self._period(known.money)
                gone.append(
                    ReceiptGone(number, known.money, known.bill_id, known.amount, now, known.booked, known.kind, period)
                )
        return gone

    def _keep(self, events: list[ReceiptSeen | ReceiptGone | ReceiptsRead]) -> None:
        """A morning's first reading may be thousands: a batch at a time, with the loop free in between."""
        if events and not self.stopped:
            self._record.keep([(_subject(event), event) for event in events[: self._batch]])
            rest = events[self._batch :]
            if rest:
                self._loop.post(lambda: self._keep(rest))


def _subject(event: ReceiptSeen | ReceiptGone | ReceiptsRead) -> str:
    return f"receipts:{event.day.isoformat()}" if isinstance(event, ReceiptsRead) else f"bill:{event.bill_id}"
