"""The ledger of a hub that crashes between neighbours that fail, against the bank's own book and the HIS's own book."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from db_parts import TickingClock, take_all
from hub_parts import PRICE, Scene

from his_client.sandbox.faults import CallFault, FaultMenu
from kiosk.hub.db.balances import balances, broken_at, findings, trial_balance
from kiosk.hub.db.engine import sqlite_database
from kiosk.hub.db.intake import Intake
from kiosk.hub.db.migrate import upgrade
from kiosk.hub.db.replication import Replication
from kiosk.hub.intake import HUB
from kiosk.hub.records import hub_codec
from kiosk.hub.shipper import Shipper


@pytest.mark.parametrize("seed", range(4))
def test_after_a_day_of_faults_and_crashes_every_dong_lies_where_bank_and_his_say(seed: int, tmp_path: Path) -> None:
    faults = FaultMenu({CallFault.LOST_REQUEST: 0.1, CallFault.LOST_ANSWER: 0.1, CallFault.DUPLICATED: 0.1})
    scene, random = Scene(seed, faults, faults), Random(seed)
    database = sqlite_database(tmp_path / "books.db")
    upgrade(database)
    intake = Intake(database, hub_codec(), TickingClock())

    def follow() -> Replication:
        books = Replication(database, intake, Shipper(scene.journal, intake, scene.process, lambda _: HUB))
        scene.core.record.join(books)
        scene.process.post(books.start)
        return books

    books, bills = follow(), []
    for _ in range(14):
        bill = scene.bill()
        order = scene.order(bill)
        bills.append(bill.bill_id)
        for _ in range(random.choice((0, 1, 1, 1, 2))):
            amount = PRICE + random.choice((0, 0, 0, -600, 9_400))
            scene.bank.transfer(amount, random.choice((order.pay_code, order.pay_code, "khong ma")))
        scene.run(random.uniform(0, 20))
        if random.random() < 0.3:
            scene.crash()
            scene.boot()
            books = follow()
    scene.run(4000)

    assert (books.shipper.state, books.shipper.behind) == ("ok", 0)
    sums = {balance.account: balance.amount for balance in balances(database)}
    came = sum(row.amount for row in scene.bank.ledger.movements.where())
    receipted = sum(amount for bill in bills for _, amount in scene.receipts(bill))
    assert receipted > 0
    assert sums["clearing:bank"] == came
    assert -sums["his"] == receipted
    assert sums["receivable"] == 0
    assert -sums["unallocated"] == came - receipted
    assert set(sums) == {"clearing:bank", "his", "receivable", "unallocated"}
    assert (trial_balance(database), broken_at(database), findings(database)) == (0, None, ())

    straight = sqlite_database(None)
    upgrade(straight)
    take_all(straight, scene.journal.public_rows(0, 10_000))
    assert balances(straight) == balances(database)
    for each in (straight, database):
        each.close()
    scene.journal.close()
