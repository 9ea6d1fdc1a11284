"""The same three neighbours in process and without HTTP: fast, seeded, and able to go wrong on any call.

They decide by the modules the HTTP sandbox decides by (`book`, `insured`, `ledger`), so a simulated day and a day
against the servers obey one set of rules.
"""

import json
from datetime import datetime, timedelta
from random import Random
from typing import Any

from his_client.clock import Clock, system_clock
from his_client.insurance.judgement import Reply, decide
from his_client.insurance.ports import CoverageCheck, Eligibility, EligibilityStatus, RawReply
from his_client.outcome import Done, Outcome, Unknown
from his_client.payments.bank import Credit, CreditPage
from his_client.sandbox.faults import BUSY, LOST_REASONS, CallFault, FaultMenu
from his_client.sandbox.insurance_app import card_reply
from his_client.sandbox.insured import InsuredRegistry
from his_client.sandbox.ledger import BankLedger
from his_client.sandbox.simulated_his import SimulatedHis
from his_client.sandbox.store import MemoryStore

__all__ = ["SimulatedBank", "SimulatedHis", "SimulatedInsurance"]


class SimulatedInsurance:
    """`InsuranceGateway` on a registry of insured people. Whatever goes wrong is status unverified."""

    def __init__(
        self,
        rng: Random,
        faults: FaultMenu | None = None,
        *,
        clock: Clock = system_clock,
        registry: InsuredRegistry | None = None,
    ) -> None:
        self._rng = rng
        self.faults = faults or FaultMenu()
        self.registry = registry or InsuredRegistry(MemoryStore(), clock=clock)
        if registry is None:
            self.registry.seed()

    def check(self, number: str, full_name: str, birth_date: str, *, asked_at: datetime) -> CoverageCheck:
        """See `InsuranceGateway.check`."""
        replies: list[RawReply] = []

        def ask(number: str, full_name: str, birth: str) -> Reply | Eligibility:
            answer = self._answer(number, full_name, birth)
            if isinstance(answer, Eligibility):
                return answer
            replies.append(RawReply("simulated", json.dumps(answer, ensure_ascii=False)))
            return Reply.from_json(answer)

        eligibility = decide(ask, number, full_name, birth_date, asked_at)
        return CoverageCheck(eligibility, asked_at, tuple(replies), max(1, len(replies)))

    def _answer(self, number: str, full_name: str, birth: str) -> dict[str, Any] | Eligibility:
        fault = self.faults.draw(self._rng)
        if fault is CallFault.REFUSED:
            return {"maKetQua": "101"}
        if fault in LOST_REASONS:
            return Eligibility.without_card(EligibilityStatus.UNVERIFIED, LOST_REASONS[fault])
        return card_reply(self.registry.ask(number, full_name, birth))


class SimulatedBank:
    """`BankFeed` on a ledger; `transfer` is the payers' side."""

    def __init__(
        self,
        rng: Random,
        faults: FaultMenu | None = None,
        *,
        clock: Clock = system_clock,
        account: str = "0011009999999",
        provider: str = "bank",
        ledger: BankLedger | None = None,
    ) -> None:
        self._rng = rng
        self._account = account
        self._provider = provider
        self.faults = faults or FaultMenu()
        self.ledger = ledger or BankLedger(MemoryStore(), clock=clock)

    def transfer(self, amount: int, memo: str, *, times: int = 1, delay: timedelta = timedelta()) -> None:
        """A payer sends `amount` dong, `times` times, booked after `delay`."""
        self.ledger.transfer(self._account, amount, memo, times=times, delay=delay)

    def credits(self, after: str | None) -> Outcome[CreditPage]:
        """See `BankFeed.credits`. A duplicated call lists every credit twice."""
        fault = self.faults.draw(self._rng)
        if fault is CallFault.REFUSED:
            return BUSY
        if fault in LOST_REASONS:
            return Unknown(LOST_REASONS[fault])
        rows = self.ledger.statement(self._account, after=int(after) if after else 0)
        credits_found = [
            Credit(
                self._provider, row.reference, row.account, row.amount, row.memo, datetime.fromisoformat(row.booked_at)
            )
            for row in rows
            for _ in range(2 if fault is CallFault.DUPLICATED else 1)
        ]
        return Done(CreditPage(tuple(credits_found), str(rows[-1].number) if rows else after))
