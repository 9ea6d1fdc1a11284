"""The ledger's rows: chained, in the order of events, and late where their period is closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from money_histories import MORNING, events

from kiosk.cashier.events import ShiftClosed
from kiosk.ledger.postings import postings
from kiosk.ledger.rows import GENESIS, LedgerFinding, LedgerRow, post, row_hash
from kiosk.money.order import CreditReceived, StationDayClosed

DAY = "K03/2026-11-26"


def credit(period: str, refers_to: str = "") -> CreditReceived:
    return CreditReceived("bank", "FT1", "0011", 50_600, MORNING, None, period=period, refers_to=refers_to)


def ledger(history: list[Any], at: datetime = MORNING) -> tuple[list[LedgerRow], list[LedgerFinding], set[str]]:
    rows: list[LedgerRow] = []
    findings: list[LedgerFinding] = []
    closed: set[str] = set()
    for seq, event in enumerate(history, 1):
        posted = post(len(rows), rows[-1].hash if rows else GENESIS, "hub", seq, at, event, closed.__contains__)
        rows += posted.rows
        findings += posted.findings
        closed |= {posted.closed} if posted.closed else set()
    return rows, findings, closed


@pytest.mark.attack
@settings(max_examples=60)
@given(st.lists(events(), max_size=25))
def test_any_history_chains_balances_and_never_enters_a_closed_period(history: list[Any]) -> None:
    rows, findings, _ = ledger(history)
    assert sum(row.amount for row in rows) == 0
    assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
    prev = GENESIS
    for row in rows:
        assert (row.prev_hash, row.hash) == (prev, row_hash(row))
        prev = row.hash
    shut: set[str] = set()
    for seq, event in enumerate(history, 1):
        mine = [row for row in rows if row.source_seq == seq]
        assert len(mine) == len(postings(event))
        assert not shut & {row.period for row in mine}
        shut |= ledger(history[:seq])[2]
    assert ledger(history) == (rows, findings, ledger(history)[2])


def test_money_for_a_closed_day_stands_in_an_open_period_refers_to_it_and_is_found() -> None:
    rows, findings, _ = ledger([StationDayClosed(DAY, "hoa", MORNING), credit(DAY)])
    assert {(row.period, row.refers_to) for row in rows} == {("late/2026-11-26", DAY)}
    assert findings == [LedgerFinding("hub", 2, "period_closed", DAY, "late/2026-11-26")]


def test_a_late_credit_that_the_hub_posted_to_the_open_day_is_no_finding() -> None:
    rows, findings, _ = ledger([StationDayClosed(DAY, "hoa", MORNING), credit("K03/2026-11-27", DAY)])
    assert {(row.period, row.refers_to) for row in rows} == {("K03/2026-11-27", DAY)}
    assert findings == []


def test_the_late_period_itself_can_be_closed_and_then_there_is_a_second_one() -> None:
    close = [StationDayClosed(name, "hoa", MORNING) for name in (DAY, "late/2026-11-26")]
    rows, _, _ = ledger([*close, credit(DAY)])
    assert {row.period for row in rows} == {"late/2026-11-26.2"}


def test_the_closing_events_own_entries_are_still_in_its_period_and_closing_again_is_found() -> None:
    closing = ShiftClosed("S1", "desk-1", "Z1", 1000, 900, -100, "why", "lan", MORNING)
    rows, findings, closed = ledger([closing])
    assert {row.period for row in rows} == {"S1"}
    assert (findings, closed) == ([], {"S1"})
    _, findings, _ = ledger([StationDayClosed(DAY, "a", MORNING), StationDayClosed(DAY, "b", MORNING)])
    assert findings == [LedgerFinding("hub", 2, "closed_again", DAY, "")]


def test_an_event_of_an_early_release_without_a_period_takes_the_day_it_was_recorded_on_in_vietnam() -> None:
    rows, _, _ = ledger([credit("")], at=datetime(2026, 11, 25, 18, 0, tzinfo=UTC))
    assert {(row.period, row.day) for row in rows} == {("desk/2026-11-26", "2026-11-26")}


def test_a_character_no_database_keeps_is_shown_by_its_symbol() -> None:
    (first, _), _, _ = ledger([replace(credit(DAY), reference="FT\0001", provider="ba\0nk")])
    assert (first.account, first.reference) == ("clearing:ba\u2400nk", "ba\u2400nk:FT\u24001")
    assert first.hash == row_hash(first)


@pytest.mark.attack
def test_changing_any_field_of_a_row_breaks_its_hash() -> None:
    row = ledger([credit(DAY)])[0][0]
    for change in (
        replace(row, amount=row.amount + 1),
        replace(row, account="bank:0011"),
        replace(row, period="x"),
        replace(row, refers_to="x"),
        replace(row, prev_hash="x"),
        replace(row, seq=2),
    ):
        assert row_hash(change) != row.hash
