"""Matching statement lines with money, by rule in batches, and by a named person, each on record and each undoable.

Matching is a step of its own: after an import, when money becomes known that a line waited for, and after a start.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from his_client.outcome import Done, Outcome, Refused
from his_client.payments.bank import Credit
from kiosk.clock import Clock
from kiosk.hub.money.desk import MoneyDesk
from kiosk.hub.record import HubRecord
from kiosk.loop import Loop
from kiosk.money.order import credit_id
from kiosk.reconcile.books import Books
from kiosk.reconcile.events import LineMatched, LineUnmatched, MatchDecided, Share
from kiosk.reconcile.facts import Applied, Line, Money
from kiosk.reconcile.lines import as_credit, known_money, untold

PERSON = "person"
MOST_PARTS = 100
_LINE = "line:"


class Matching:
    """All methods run on the loop's owner thread."""

    def __init__(self, record: HubRecord, money: MoneyDesk, books: Books, loop: Loop, clock: Clock, batch: int) -> None:
        self._record = record
        self._money = money
        self._books = books
        self._loop = loop
        self._clock = clock
        self._batch = batch
        self._waiting: dict[str, None] = {}
        self._posted = False
        self.stopped = False

    def soon(self, fingerprints: Iterable[str]) -> None:
        """Look at these lines once whatever happens now is over."""
        self._waiting.update(dict.fromkeys(fingerprints))
        if self._waiting and not self._posted:
            self._posted = True
            self._loop.post(self._some)

    def everything(self) -> None:
        """Look at every line that is open: after a start, where a crash may have come between import and matching."""
        self.soon(name for name, line in self._books.lines.items() if line.open and not line.matches)

    def by_rule(self, fingerprints: Sequence[str], then: Callable[[int], None]) -> None:
        """Match a batch after the other with the loop free in between; `then` is told how many were found.

        First every line is looked for among known money, then what is left may be money nobody told of.
        """
        names = iter(list(fingerprints))
        found = 0

        def step() -> None:
            nonlocal found
            some = list(islice(names, self._batch))
            if not some or self.stopped:
                if not self.stopped:
                    self._untold(list(fingerprints), lambda new: then(found + new))
                return
            found += self._match(self._books.lines[name] for name in some if name in self._books.lines)
            self._loop.post(step)

        self._loop.post(step)

    def _some(self) -> None:
        self._posted = False
        if not self.stopped:
            waiting = list(self._waiting)
            self._waiting.clear()
            self.by_rule(waiting, lambda _: None)

    def _match(self, lines: Iterable[Line]) -> int:
        """Journal what these lines are, as far as a rule is sure; how many."""
        entries: list[tuple[str, object]] = []
        taken: set[str] = set()
        for line in lines:
            found = known_money(self._books, line, taken)
            if found is None:
                continue
            taken.add(found.money.name)
            event = self._matched(line, found.money, str(found.rule), found.evidence)
            entries.append((f"statement:{line.booked.file_sha256}", event))
        self._record.keep(entries)
        return len(entries)

    def _matched(self, line: Line, money: Money, rule: str, evidence: str) -> LineMatched:
        booked = line.booked
        period, _ = self._money.period_of(self._station(money), self._clock.now())
        count = len(self._books.matches_of_line.get(booked.fingerprint, ()))
        name = f"line:{booked.fingerprint}" + (f"/{count + 1}" if count else "")
        return LineMatched(
            name, booked.fingerprint, money.name, booked.account, money.provider, booked.amount, rule, evidence, period
        )

    def _station(self, money: Money) -> str:
        asked = self._books.orders.get(money.order_id)
        return asked.opened.station_id if asked else ""

    def _untold(self, fingerprints: list[str], then: Callable[[int], None]) -> None:
        names = iter(fingerprints)
        found = 0

        def step() -> None:
            nonlocal found
            some = list(islice(names, self._batch))
            if self.stopped:
                return
            if not some:
                then(found)
                return
            lines = [self._books.lines[name] for name in some if name in self._books.lines]
            # One by one: what the first makes of an order decides about the second.
            for line in lines:
                credit = untold(self._books, line)
                if credit is not None:
                    self._take(credit)
                    found += self._match([line])
            self._loop.post(step)

        self._loop.post(step)

    def _take(self, credit: Credit) -> None:
        self._money.take([credit], "statement")

    # -- by a named person

    def decide(
        self, user: str, match_id: str, money: tuple[str, ...], order_ids: tuple[str, ...], why: str
    ) -> Outcome[None]:
        """See `kiosk.cashier.ports.Work.match`. Refused also `amount`: no order is paid whole by this money."""
        known = self._books.decided.get(match_id)
        if known is not None:
            same = (known.money, known.orders) == (money, order_ids)
            return self._carry_out(known) if same else Refused("applied_already")
        if not why.strip():
            return Refused("why_missing")
        refusal = self._refusal(money, order_ids)
        if refusal is not None:
            return refusal
        shares = tuple(self._shares(money, order_ids))
        if not shares:
            return Refused("amount", "no order is paid whole by this money")
        decided = MatchDecided(match_id, money, order_ids, user, self._clock.now(), why.strip(), shares)
        self._record.keep([(f"match:{match_id}", decided)])
        return self._carry_out(decided)

    def _carry_out(self, decided: MatchDecided) -> Outcome[None]:
        """Apply what was decided; again after a crash, for each application has its id and is made once."""
        for line in self._lines(decided.money):
            if not line.matches:
                self._take(as_credit(self._books, line, self._provider(decided.orders)))
                self._match([line])
        for count, share in enumerate(decided.shares, 1):
            application_id = f"{decided.match_id}/{count}"
            if application_id in self._books.application_of:
                continue
            opened = self._books.orders[share.order_id].opened
            answer = self._money.apply_credit(
                application_id, share.money, opened.bill_id, share.amount, opened.kind, PERSON, decided.by
            )
            if not isinstance(answer, Done) and not self._paid_itself(share.money):
                return answer
        return Done(None)

    def _refusal(self, money: tuple[str, ...], order_ids: tuple[str, ...]) -> Refused | None:
        if not money or any(self._left(name) is None for name in money):
            return Refused("no_money")
        if not order_ids or any(order_id not in self._books.orders for order_id in order_ids):
            return Refused("no_order")
        if any(self._left(name) == 0 for name in money):
            return Refused("applied_already")
        return None

    def _shares(self, money: tuple[str, ...], order_ids: tuple[str, ...]) -> Iterator[Share]:
        """Which money pays how much of which order: orders in their turn, and only whole ones."""
        provider = self._provider(order_ids)
        left = {self._credit_name(name, provider): self._left(name) or 0 for name in money}
        for order_id in order_ids:
            opened = self._books.orders[order_id].opened
            due = opened.bill_amount - self._books.paid(opened.bill_id)
            if not 0 < due <= sum(left.values()):
                continue
            for name, amount in left.items():
                share = min(due, amount)
                if share:
                    yield Share(name, order_id, share)
                    left[name] = amount - share
                    due -= share

    def _left(self, name: str) -> int | None:
        """What of a money pays nothing yet; a line that nobody told of counts whole. None when there is no such."""
        if name.startswith(_LINE):
            line = self._books.lines.get(name.removeprefix(_LINE))
            return None if line is None or line.booked.amount <= 0 else line.open
        money = self._books.moneys.get(name)
        return None if money is None or not money.known else max(0, money.left)

    def _lines(self, money: tuple[str, ...]) -> Iterator[Line]:
        return (self._books.lines[name.removeprefix(_LINE)] for name in money if name.startswith(_LINE))

    def _provider(self, order_ids: tuple[str, ...]) -> str:
        """Who would have told of the money for these orders."""
        return self._books.orders[order_ids[0]].opened.provider

    def _credit_name(self, name: str, provider: str) -> str:
        if not name.startswith(_LINE):
            return name
        credit = as_credit(self._books, self._books.lines[name.removeprefix(_LINE)], provider)
        return credit_id(credit.provider, credit.reference)

    def _paid_itself(self, name: str) -> bool:
        """Whether a line that became a credit paid its order by rule at once."""
        money = self._books.moneys.get(name)
        return money is not None and money.by_rule

    def undo(self, user: str, match_id: str, why: str) -> Outcome[None]:
        """See `kiosk.cashier.ports.Work.undo_match`; an application's, a decision's or a line's match."""
        if not why.strip():
            return Refused("why_missing")
        match = self._books.matches.get(match_id)
        if match is not None:
            return self._undo_line(user, match, why.strip())
        parts = [name for name in self._applications(match_id) if not self._application(name).undone]
        if not parts:
            return Refused("no_match")
        for application_id in parts:
            answer = self._money.take_back(application_id, user, why.strip())
            if not isinstance(answer, Done):
                return answer
        return Done(None)

    def _applications(self, match_id: str) -> Iterator[str]:
        """An application by its own id, or all that a person's decision made."""
        if match_id in self._books.application_of:
            yield match_id
        names = (f"{match_id}/{count}" for count in range(1, MOST_PARTS))
        yield from (name for name in names if match_id in self._books.decided and name in self._books.application_of)

    def _application(self, application_id: str) -> Applied:
        return self._books.moneys[self._books.application_of[application_id]].applied[application_id]

    def _undo_line(self, user: str, match: LineMatched, why: str) -> Outcome[None]:
        if match.match_id in self._books.unmatched:
            return Refused("no_match")
        money = self._books.money(match.money)
        period, _ = self._money.period_of(self._station(money), self._clock.now())
        line = self._books.lines[match.fingerprint]
        undone = LineUnmatched(
            match.match_id,
            match.fingerprint,
            match.money,
            match.account,
            match.provider,
            match.amount,
            period,
            user,
            why,
        )
        self._record.keep([(f"statement:{line.booked.file_sha256}", undone)])
        return Done(None)
