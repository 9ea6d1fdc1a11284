"""Random histories of money through the whole way: journal, batches with repeats, ledger, rebuilt ledger."""

from __future__ import annotations

from typing import Any

import pytest
from db_parts import MASTER, Open, TickingClock, intake_of, ledger_bytes, rows_of, take_all
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from money_histories import events

from kiosk.hub.db.balances import balances, broken_at, closed_periods, entries_about, findings, trial_balance
from kiosk.hub.db.engine import sqlite_database
from kiosk.hub.db.migrate import upgrade
from kiosk.hub.db.rebuild import rebuild
from kiosk.hub.intake import HUB, Head, NotTaken, Taken
from kiosk.hub.records import hub_codec
from kiosk.journal import Journal
from kiosk.money.order import CreditReceived, CreditReversed, credit_id


class Books(RuleBasedStateMachine):
    """A hub's journal grows, its rows come in by any batches, again and again; the ledger is always the same."""

    @initialize()
    def begin(self) -> None:
        self.journal = Journal.open(None, hub_codec(), MASTER, TickingClock())
        self.database = sqlite_database(None)
        upgrade(self.database)
        self.intake = intake_of(self.database)
        self.history: list[Any] = []
        self.held = 0

    @rule(new=st.lists(events(), min_size=1, max_size=8))
    def happen(self, new: list[Any]) -> None:
        self.journal.append([(f"subject-{len(self.history)}", event) for event in new])
        self.history += new

    @rule(start=st.integers(0, 60), size=st.integers(1, 12))
    def hand_in(self, start: int, size: int) -> None:
        start = min(start, self.journal.seq)
        rows = self.journal.public_rows(start, size)
        if not rows:
            return
        answer = self.intake.take(HUB, rows, self.journal.seq)
        if start > self.held:
            assert isinstance(answer, NotTaken)
            assert (answer.problem, answer.seq) == ("gap", rows[0].seq)
        else:
            assert isinstance(answer, Taken)
            assert answer.new == max(0, rows[-1].seq - self.held)
            self.held = max(self.held, rows[-1].seq)

    @rule()
    def hub_starts_anew(self) -> None:
        self.intake = intake_of(self.database)

    @invariant()
    def the_trial_balance_is_zero(self) -> None:
        assert trial_balance(self.database) == 0

    @invariant()
    def the_head_is_where_it_is_known_to_be(self) -> None:
        head = self.intake.head(HUB)
        assert isinstance(head, Head)
        assert head.last_seq == self.held

    def teardown(self) -> None:
        while self.held < self.journal.seq:
            self.hand_in(self.held, 50)
        for name in {credit_id(e.provider, e.reference) for e in self.history if isinstance(e, CreditReceived)}:
            self.money_is_conserved(name)
        assert sum(balance.amount for balance in balances(self.database)) == 0
        assert broken_at(self.database) is None
        assert rebuild(self.database, None, hub_codec(), TickingClock()).same
        straight = sqlite_database(None)
        upgrade(straight)
        take_all(straight, self.journal.public_rows(0, 10_000), size=10_000)
        assert ledger_bytes(straight) == ledger_bytes(self.database)
        assert closed_periods(straight) == closed_periods(self.database)
        assert findings(straight) == findings(self.database)
        for database in (straight, self.database):
            database.close()
        self.journal.close()

    def money_is_conserved(self, name: str) -> None:
        """What came under a name and did not go back lies in its provider's clearing, whatever it paid."""
        came = sum(e.amount for e in self.history if isinstance(e, CreditReceived) and _name(e) == name)
        went = sum(e.amount for e in self.history if isinstance(e, CreditReversed) and _name(e) == name)
        entries = entries_about(self.database, name)
        assert sum(entry.amount for entry in entries) == 0
        provider = name.partition(":")[0]
        held = sum(entry.amount for entry in entries if entry.account == f"clearing:{provider}")
        assert held == came - went


def _name(event: CreditReceived | CreditReversed) -> str:
    return credit_id(event.provider, event.reference)


TestBooks = Books.TestCase
TestBooks.settings = settings(max_examples=12, stateful_step_count=12, deadline=None)


@pytest.mark.parametrize("kind", ["postgresql"])
@settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=st.lists(events(), min_size=10, max_size=60), size=st.integers(1, 30))
def test_both_engines_make_the_same_bytes(fresh: Open, kind: str, history: list[Any], size: int) -> None:
    rows = rows_of(history)
    database, other = fresh(), sqlite_database(None)
    upgrade(other)
    take_all(database, rows, size=size)
    take_all(other, rows, size=20)
    assert ledger_bytes(database) == ledger_bytes(other)
    assert balances(database) == balances(other)
    assert findings(database) == findings(other)
    assert trial_balance(database) == 0
    assert rebuild(database, None, hub_codec(), TickingClock()).same
    other.close()
