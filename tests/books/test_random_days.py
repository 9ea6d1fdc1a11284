"""Days of anything over a real hub: every đồng of the ledger is explained, and a restart changes no figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from desk_scene import PRICE, Asked, Scene, csv, value

from his_client.his.ports import PaymentNotice
from his_client.sandbox.faults import CallFault, FaultMenu
from kiosk.cashier.events import PaymentBegun, PaymentTaken, RefundDecided, VoidDecided
from kiosk.cashier.ports import Cause
from kiosk.hub.books.today import OpenNow, Tally
from kiosk.ledger.entries import ADVANCES, RECEIVABLE, UNALLOCATED, UNMATCHED
from kiosk.ledger.postings import ROOTS, postings
from kiosk.money.order import BillKind
from kiosk.reconcile.facts import MoneyKind


class Day:
    """Draws what happens next, and does it."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.scene = Scene(FaultMenu({CallFault.LOST_ANSWER: 0.2, CallFault.LOST_REQUEST: 0.2}), batch=6)
        self.asked: list[Asked] = []
        self.count = 0

    def go(self, steps: int) -> None:
        deeds: list[Callable[[], None]] = [
            self.exact, self.exact, self.odd, self.twice, self.orphan, self.late, self.cash, self.void, self.statement,
            self.accept, self.undo, self.give_back, self.settle, self.cancel, self.again, self.restart, self.night,
        ]  # fmt: skip
        for _ in range(steps):
            self.random.choice(deeds)()
            self.scene.run(self.random.choice([5, 40, 400]))

    def order(self) -> Asked:
        self.asked.append(self.scene.order(self.random.choice(["K01", "K02"])))
        return self.asked[-1]

    def exact(self) -> None:
        self.scene.pay(self.order())

    def odd(self) -> None:
        self.scene.pay(self.order(), self.random.choice([PRICE - 600, PRICE + 9_400, PRICE // 2]))

    def twice(self) -> None:
        self.scene.pay(self.random.choice(self.asked) if self.asked else self.order())

    def orphan(self) -> None:
        self.scene.bank.transfer(self.random.choice([PRICE, 7_000]), "vien phi")

    def late(self) -> None:
        asked = self.order()
        self.scene.run(1_000)
        self.scene.pay(asked)

    def cash(self) -> None:
        asked = self.random.choice(self.asked) if self.asked else self.order()
        if self.scene.money.book.paying(asked.bill_id):
            return
        self.count += 1
        name, now = f"p{self.count}", self.scene.time.now()
        begun = PaymentBegun(name, "S1", "Q1", asked.bill_id, BillKind.FEE, PRICE, "cash", "lan", now)
        taken = PaymentTaken(name, "S1", "Q1", asked.bill_id, BillKind.FEE, PRICE, "cash", f"PT{name}", "lan", now)
        notice = PaymentNotice(f"cash:{name}", asked.bill_id, PRICE, now, "")
        self.scene.money.keep_and_post([(f"pay:{name}", begun), (f"pay:{name}", taken)], [(f"pay:{name}", notice)])

    def void(self) -> None:
        cash = [m for m in self.scene.desk.books.moneys.values() if m.kind is MoneyKind.CASH and not m.voided]
        for money in cash[:1]:
            now, payment = self.scene.time.now(), money.reference
            event = VoidDecided(payment, True, "S1", "Q1", money.bill_id, BillKind.FEE, money.taken, "cash", "mai", now)
            self.scene.record.keep([(f"pay:{payment}", event)])

    def statement(self) -> None:
        listed = [c for c in self.scene.credits if self.random.random() < 0.9]
        rows = [(c.booked_at, c.amount, c.reference, c.memo) for c in listed]
        self.count += 1
        self.scene.load(csv([*rows, (self.scene.time.now(), 1_000 + self.count, f"XX{self.count}", "luong")]))

    def accept(self) -> None:
        self.scene.run(10)
        for row in self.scene.rows:
            for one in value(self.scene.desk.story(row.story)).suggestions[:1]:
                self.count += 1
                self.scene.desk.match("binh", f"m{self.count}", one.money, one.orders, "xem")
                return

    def undo(self) -> None:
        books = self.scene.desk.books
        ids = [*books.decided, *(one for one in books.matches if one not in books.unmatched)]
        if ids:
            self.scene.desk.undo_match("binh", self.random.choice(ids), "nham")

    def give_back(self) -> None:
        loose = [m for m in self.scene.desk.books.moneys.values() if m.left > 0]
        for money in loose[:1]:
            self.count += 1
            now = self.scene.time.now()
            event = RefundDecided(f"R{self.count}", True, money.left, UNALLOCATED, money.name, money.period, "mai", now)
            self.scene.record.keep([(f"refund:{self.count}", event)])

    def settle(self) -> None:
        for row in self.scene.rows[:1]:
            value(self.scene.desk.take("lan", row.key))
            value(self.scene.desk.settle("lan", row.key, "other", "da xem"))

    def cancel(self) -> None:
        asked = self.order()
        row = next(each for each in self.scene.his.book.registrations.where(bill_id=asked.bill_id))
        self.scene.his.book.cancel(row.visit_code, "wrong")
        self.scene.pay(asked)

    def again(self) -> None:
        for row in self.scene.rows:
            if row.cause in (Cause.HIS_MISSING, Cause.HIS_REFUSED):
                self.scene.desk.post_again("lan", row.story)

    def restart(self) -> None:
        before = self.scene.rows
        self.scene.crash()
        self.scene.boot()
        assert self.scene.rows == before

    def night(self) -> None:
        self.scene.run(6 * 3600)
        yesterday = self.scene.time.now().date() - timedelta(days=1)
        self.scene.desk.close_day("mai", yesterday)


def explained(scene: Scene, *, still_asking: bool = True) -> None:
    """The ledger's balances against the differences that stand, settled ones among them.

    While the HIS is still asked about a posting, its list may show a receipt before its answer does.
    """
    ledger: Counter[str] = Counter()
    for row in scene.journal.rows():
        for entry in postings(row.event) if isinstance(row.event, ROOTS) else ():
            ledger[entry.account] += entry.amount
    assert sum(ledger.values()) == 0
    rows = scene.desk._open.all()
    assert ledger[UNALLOCATED] == sum(row.unallocated for row in rows)
    listed = scene.desk.books.receipts.values() if still_asking else ()
    unheard = sum(each.amount for each in listed if each.money and each.settled is None)
    assert ledger[RECEIVABLE] + ledger[ADVANCES] in (owed := sum(row.owed for row in rows), owed - unheard)
    assert ledger[UNMATCHED] == sum(row.unmatched for row in rows)
    banked = [money for money in scene.desk.books.moneys.values() if money.kind is MoneyKind.CREDIT]
    missing = {row.difference.key.split("money:")[-1] for row in rows if row.clearing}
    in_transit = sum(money.told - money.matched for money in banked if money.name not in missing)
    assert ledger["clearing:bank"] == sum(row.clearing for row in rows) + in_transit


def counted_anew(scene: Scene) -> None:
    """The figures kept as the books move are those that counting everything again gives."""
    books = scene.desk.books
    anew = Tally(books)
    for unit in (*(f"money:{name}" for name in books.moneys), *(f"line:{name}" for name in books.lines)):
        anew.moved(unit)
    now, nothing = scene.time.now(), OpenNow(0, None, 0)
    for day in (*books.moneys_of_day, *books.lines_of_day):
        kept = value(scene.desk.today(day))
        same = replace(kept, open_differences=0, oldest_open=None, refunds_waiting=0)
        assert same == anew.today(day, now, nothing)


@pytest.mark.parametrize("seed", range(5))
def test_a_day_of_anything(seed: int) -> None:
    day = Day(seed)
    for _ in range(4):
        day.go(10)
        explained(day.scene)
        counted_anew(day.scene)
    day.scene.his.faults = FaultMenu()
    day.scene.run(400)
    day.again()
    day.scene.run(400)
    explained(day.scene, still_asking=False)
    day.restart()
    waiting = [row for row in day.scene.rows if row.cause is Cause.HIS_MISSING]
    assert waiting == [], "with a HIS that answers no receipt stays away"
