"""The same three neighbours in process and without HTTP: fast, seeded, and able to go wrong on any call.

They decide by the modules the HTTP sandbox decides by (`book`, `insured`, `ledger`), so a simulated day and a day
against the servers obey one set of rules.
"""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any, TypeVar

from his_client.clock import Clock, system_clock
from his_client.his.lacking import Lacking
from his_client.his.ports import (
    Capability,
    Department,
    Identifier,
    IdentitySource,
    Patient,
    PaymentNotice,
    PaymentPosted,
    Registered,
    RegistrationRequest,
)
from his_client.insurance.judgement import Reply, decide
from his_client.insurance.ports import CoverageCheck, Eligibility, EligibilityStatus, RawReply
from his_client.outcome import Done, Outcome, Refused, Unknown
from his_client.payments.bank import Credit, CreditPage
from his_client.sandbox.book import RegistrationBook
from his_client.sandbox.faults import CallFault, FaultMenu
from his_client.sandbox.insurance_app import card_reply
from his_client.sandbox.insured import InsuredRegistry
from his_client.sandbox.ledger import BankLedger
from his_client.sandbox.store import MemoryStore

T = TypeVar("T")

_BUSY = Refused("busy", "the peer takes no requests now")
_REASONS = {CallFault.LOST_REQUEST: "timeout", CallFault.LOST_ANSWER: "reset"}


class SimulatedHis(Lacking):
    """`HospitalSystem` on a registration book. `rng` decides only which calls go wrong."""

    capabilities = frozenset({Capability.IDEMPOTENCY_KEY, Capability.PAYMENTS})

    def __init__(
        self,
        rng: Random,
        faults: FaultMenu | None = None,
        *,
        clock: Clock = system_clock,
        book: RegistrationBook | None = None,
    ) -> None:
        self._rng = rng
        self.faults = faults or FaultMenu()
        self.book = book or RegistrationBook(MemoryStore(), clock=clock)
        if book is None:
            self.book.seed()

    def find_patient(self, identifier: Identifier, source: IdentitySource) -> Outcome[Patient | None]:  # noqa: ARG002
        """See `Patients.find_patient`."""
        return self._meet(lambda: self.book.find_patient(identifier.value))

    def departments(self) -> Outcome[tuple[Department, ...]]:
        """See `Scheduling.departments`."""
        return self._meet(self.book.departments)

    def register(self, request: RegistrationRequest) -> Outcome[Registered]:
        """See `Registration.register`."""
        return self._meet(lambda: self.book.register(request))

    def find_registration(self, key: str, wanted: RegistrationRequest | None = None) -> Outcome[Registered | None]:  # noqa: ARG002 - the key suffices
        """See `Registration.find_registration`."""
        return self._meet(lambda: self.book.find_registration(key))

    def registrations_today(self, identifier: Identifier, source: IdentitySource) -> Outcome[tuple[Registered, ...]]:  # noqa: ARG002
        """See `Registration.registrations_today`."""
        return self._meet(lambda: self.book.registrations_today(identifier.value))

    def post_payment(self, notice: PaymentNotice) -> Outcome[PaymentPosted]:
        """See `Billing.post_payment`."""
        return self._meet(lambda: self.book.post_payment(notice))

    def find_payment(self, payment_id: str) -> Outcome[PaymentPosted | None]:
        """See `Billing.find_payment`."""
        return self._meet(lambda: self.book.find_payment(payment_id))

    def _meet(self, work: Callable[[], T | Refused]) -> Outcome[T]:
        fault = self.faults.draw(self._rng)
        if fault is CallFault.REFUSED:
            return _BUSY
        if fault is CallFault.LOST_REQUEST:
            return Unknown(_REASONS[fault])
        answer = work()
        if fault is CallFault.LOST_ANSWER:
            return Unknown(_REASONS[fault])
        if fault is CallFault.DUPLICATED:
            answer = work()
        return answer if isinstance(answer, Refused) else Done(answer)


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
        if fault in _REASONS:
            return Eligibility.without_card(EligibilityStatus.UNVERIFIED, _REASONS[fault])
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
            return _BUSY
        if fault in _REASONS:
            return Unknown(_REASONS[fault])
        rows = self.ledger.statement(self._account, after=int(after) if after else 0)
        credits_found = [
            Credit(
                self._provider, row.reference, row.account, row.amount, row.memo, datetime.fromisoformat(row.booked_at)
            )
            for row in rows
            for _ in range(2 if fault is CallFault.DUPLICATED else 1)
        ]
        return Done(CreditPage(tuple(credits_found), str(rows[-1].number) if rows else after))
