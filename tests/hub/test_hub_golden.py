"""A journal of the hub's first release: its rows still replay, and are brought up to what a ledger needs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hub_parts import MASTER, PRICE, SETTINGS

from his_client.sandbox.simulated import SimulatedBank, SimulatedHis
from kiosk.hub.core import HubCore
from kiosk.hub.records import hub_codec
from kiosk.journal import Journal
from kiosk.ledger.postings import postings
from kiosk.money.order import CreditApplied, Finding, MoneyEvent, State
from kiosk.simulation.time import SimProcess, SimTime

GOLDEN = Path(__file__).with_name("golden_hub_journal_1.jsonl")


@pytest.fixture
def time() -> SimTime:
    return SimTime()


@pytest.fixture
def journal(time: SimTime) -> Iterator[Journal]:
    codec = hub_codec()
    journal = Journal.open(None, codec, MASTER, time)
    for line in GOLDEN.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        event = codec.decode(row["kind"], row["body"], row["personal"])
        assert event is not None, row["kind"]
        journal.append([(row["subject"], event)])
    yield journal
    journal.close()


def hub(journal: Journal, time: SimTime, process: SimProcess) -> HubCore:
    his = SimulatedHis(Random(1), clock=time.now)
    bank = SimulatedBank(Random(2), clock=time.now, account="0011009999999")
    return HubCore(journal, process, his, bank, None, time, SETTINGS)


def balances(journal: Journal) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in journal.rows():
        for entry in postings(row.event) if isinstance(row.event, MoneyEvent) else ():
            found[entry.account] = found.get(entry.account, 0) + entry.amount
    return {account: amount for account, amount in found.items() if amount}


def test_orders_credits_and_work_are_what_they_were(journal: Journal, time: SimTime) -> None:
    core = hub(journal, time, SimProcess(time, Random(3)))
    assert [order.state for order in core.book.orders] == [
        State.EXACT,
        State.LATE,
        State.UNDER,
        State.DUPLICATE,
        State.LATE,
        State.CREATED,
    ]
    assert [item.reason for item in core.work] == [Finding.UNDER, Finding.SECOND, Finding.NO_CODE]
    assert len(core.book.cursors) == 1
    bills = [order.opened.bill_id for order in core.book.orders]
    assert [core.book.paying(bill) is not None for bill in bills] == [True, True, False, True, True, False]


def test_a_start_writes_down_what_each_credit_paid_once_so_that_the_ledger_has_it(
    journal: Journal, time: SimTime
) -> None:
    process = SimProcess(time, Random(3))
    core = hub(journal, time, process)
    core.start()
    process.kill()
    applied = [row.event for row in journal.rows() if isinstance(row.event, CreditApplied)]
    assert [event.rule for event in applied] == [Finding.EXACT, Finding.EXACT, Finding.LATE, Finding.LATE]
    found = balances(journal)
    assert found["receivable"] == -PRICE, "one posting is under way: credited, and not receipted yet"
    assert found["his"] == -3 * PRICE
    assert found["unallocated"] == -(PRICE - 1) - PRICE - PRICE
    assert sum(found.values()) == 0
    before = journal.seq
    again = SimProcess(time, Random(4))
    hub(journal, time, again).start()
    again.kill()
    assert journal.seq == before


def test_what_was_being_posted_then_is_asked_for(journal: Journal, time: SimTime) -> None:
    core = hub(journal, time, SimProcess(time, Random(3)))
    (posting,) = core.unposted
    assert core.money.posting(posting.id) == posting
