"""The judge of a simulated day: the books against what the simulator itself did, to the đồng.

What is compared with comes from the payers' own record, the bank's movements, the HIS's receipts and the cashiers'
script; nothing of it was worked out by the code under judgement.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from his_client.sandbox.pay_rows import PayFault
from his_client.sandbox.rows import PaymentRow
from kiosk.cashier.ports import Cause, Difference
from kiosk.hub.db.balances import balances, trial_balance
from kiosk.hub.db.engine import Database, sqlite_database
from kiosk.hub.db.intake import Intake
from kiosk.hub.db.migrate import upgrade
from kiosk.hub.db.rebuild import rebuild
from kiosk.hub.intake import HUB
from kiosk.hub.records import hub_codec
from kiosk.journal import Journal
from kiosk.ledger.entries import EXCESS, HIS, ROUNDING, SHORTAGE, UNMATCHED, bank, cash, clearing
from kiosk.money.order import Finding, credit_id
from kiosk.simulation.books.hospital import PAYOS_ACCOUNT, Hospital
from kiosk.simulation.books.payers import NAMES_ITS_ORDER, Paid
from kiosk.simulation.books.planting import LOST_DAY, Planted, StatementFile
from kiosk.simulation.world import ACCOUNT

_BATCH = 500
SEVERAL = frozenset({Cause.TWICE, Cause.OVER, Cause.IN_PARTS, Cause.BILL_TAKEN, Cause.LATE, Cause.UNDER})
"""What a bill that was paid more than once may be called, by the order in which its moneys came."""


@dataclass(slots=True)
class CashierTruth:
    """What the cashiers' script did with its own hands, amounts in đồng."""

    cash_taken: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    """By desk, voids taken off."""
    card_taken: int = 0
    refunded_cash: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    dropped: int = 0
    floats: int = 0
    to_safe: int = 0
    shortage: int = 0
    excess: int = 0
    bills: set[str] = field(default_factory=set)
    """Bills money was taken for at a counter."""
    voided: set[str] = field(default_factory=set)
    """Bills whose counter payment was voided; the HIS keeps its receipt until somebody voids it there."""
    matched: set[str] = field(default_factory=set)
    """Credits whose order a named person found."""
    z_numbers: list[str] = field(default_factory=list)
    refunded_credits: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Looked:
    """One thing that was looked at: whether it is as it should be, on how many cases, the first that is not."""

    id: str
    held: bool
    checked: int
    example: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the day came to. `named` counts planted faults by the cause they were found under."""

    findings: tuple[Looked, ...]
    planted: int
    named: Mapping[str, int]

    @property
    def held(self) -> bool:
        """Whether the books agree with the truth."""
        return all(finding.held for finding in self.findings)


Cases = Iterator[tuple[bool, str]]


class Judge:
    """Looks at a day that is over.

    :param statements: the files that were imported, by account.
    :param differences: every difference of the desk, the settled ones too.
    :param folder: where the ledger's database is made.
    """

    def __init__(
        self,
        hospital: Hospital,
        cashiers: CashierTruth,
        statements: Mapping[str, StatementFile],
        planted: Iterable[Planted],
        differences: Iterable[Difference],
        folder: Path,
    ) -> None:
        self._hospital = hospital
        self._cashiers = cashiers
        self._statements = statements
        self._differences = tuple(differences)
        self._book = hospital.hub.core.book
        self._paid = self._movements()
        self._planted = (*planted, *(item for file in statements.values() for item in file.planted))
        self._folder = folder

    def verdict(self) -> Verdict:
        """Look at everything."""
        database = sqlite_database(self._folder / "ledger.db")
        try:
            self._replicate(database)
            found = (
                _finding("every_transfer_is_one_credit", self._transfers()),
                _finding("every_receipt_has_its_money", self._receipts()),
                _finding("no_bill_is_receipted_twice", self._once()),
                _finding("every_credit_has_a_place", self._places()),
                _finding("every_planted_fault_is_named", self._named()),
                _finding("nothing_else_is_called_a_difference", self._explained()),
                _finding("the_ledger_is_in_balance_and_agrees_with_the_truth", self._ledger(database)),
                _finding("the_ledger_is_the_same_bytes_again", self._again(database)),
                _finding("every_journal_chains", self._chains()),
                _finding("z_reports_are_numbered_without_a_gap", self._z_numbers()),
            )
        finally:
            database.close()
        named = Counter(str(row.cause) for row in self._differences)
        return Verdict(found, sum(1 for _ in self._expected()), named)

    # -- the truth about transfers

    def _movements(self) -> dict[int, Paid]:
        """Which payer's decision each movement of the bank came from, by the movement's number."""
        rows = [row for row in self._hospital.providers.payments.where() if row.movement]
        plans = iter(self._hospital.payers.paid)
        found: dict[int, Paid] = {}
        by_id = {row.id: row for row in self._hospital.providers.payments.where()}
        place = 0
        for paid in plans:
            for _ in range(paid.times):
                place += 1
                row = by_id.get(f"P{place}")
                if row is not None and row.movement:
                    found[row.movement] = paid
        assert len(found) == len(rows)
        return found

    def _transfers(self) -> Cases:
        held: defaultdict[str, list[int]] = defaultdict(list)
        for credit in self._book.credits:
            if credit.finding != Finding.OTHER_ACCOUNT:
                held[credit.bank_reference or credit.reference].append(credit.amount)
        invented = {reference for file in self._statements.values() for reference in file.listed}
        for row in self._hospital.bank.movements.where():
            if row.account in (ACCOUNT, PAYOS_ACCOUNT):
                yield held.pop(row.reference, []) == [row.amount], f"{row.reference} {row.amount}"
        for reference, amounts in held.items():
            yield reference in invented, f"{reference} {amounts} came from nowhere"

    # -- the HIS

    def _ours(self) -> tuple[PaymentRow, ...]:
        strange = {item.mark for item in self._planted if Cause.HIS_WITHOUT_MONEY in item.causes}
        return tuple(row for row in self._hospital.receipts.where() if row.id not in strange)

    def _receipts(self) -> Cases:
        """Each receipt is for money that a bank moved or a cashier's hand took, and for the bill's whole amount."""
        due = {row.bill_id: row.amount_due for row in self._hospital.registrations.where()}
        taken = self._cashiers.bills | self._cashiers.voided
        for row in self._ours():
            provider = row.id.partition(":")[0]
            real = row.bill_id in taken if provider in ("cash", "card") else self._moved(row.id)
            yield real and row.amount == due[row.bill_id], f"{row.id} {row.bill_id} {row.amount}"

    def _moved(self, name: str) -> bool:
        credit = self._book.credit(name.partition("~")[0])
        if credit is None:
            return False
        reference = credit.bank_reference or credit.reference
        return any(row.reference == reference for row in self._hospital.bank.movements.where())

    def _once(self) -> Cases:
        for bill, count in Counter(row.bill_id for row in self._ours()).items():
            yield count == 1, f"{bill} has {count} receipts"

    def _places(self) -> Cases:
        """A credit pays a bill, waits as a difference, or was given back; its đồng are in one place each."""
        waiting = {row.story for row in self._differences} | {_thing(row) for row in self._differences}
        for credit in self._book.credits:
            name = f"{credit.provider}:{credit.reference}"
            left = self._book.left(name)
            order = self._book.order(credit.order_id) if credit.order_id else None
            stories = {f"money:{name}", *([f"bill:{order.opened.bill_id}"] if order else [])}
            yield left == 0 or bool(stories & waiting), f"{name}: {left} of {credit.amount} is nowhere"

    # -- planted and named

    def _expected(self) -> Iterator[tuple[frozenset[Cause], frozenset[str], str]]:
        """What must be named: the causes that would be right, the marks it is found by, and what it is."""
        for item in self._planted:
            yield item.causes, frozenset({item.mark}), item.what
        for bill in self._cashiers.voided:
            yield frozenset({Cause.HIS_WITHOUT_MONEY}), frozenset({bill}), f"the void of {bill}"
        for bill, moneys in self._of_bills().items():
            if bill in self._cashiers.voided:
                continue  # the HIS still holds the voided receipt: whatever comes for the bill is named by that
            wrong = [wrong for paid in moneys if (wrong := _wrong(paid)) is not None]
            if len(moneys) > 1 or bill in self._cashiers.bills:
                # Several moneys for one bill: one of them may be all right, the others are then named for it.
                if any(cause in SEVERAL for cause in wrong) or len(moneys) > 1:
                    yield SEVERAL, frozenset({bill}), f"{len(moneys)} moneys for {bill}"
            elif wrong:
                yield frozenset({wrong[0]}), frozenset({bill}), f"{moneys[0]}"
        for number, paid in self._paid.items():
            if f"sepay:{number}" in self._cashiers.matched:
                continue
            if paid.fault is PayFault.OTHER_ACCOUNT:
                yield frozenset({Cause.OTHER_ACCOUNT}), frozenset({f"sepay:{number}"}), f"{paid}"
            elif paid.memo not in NAMES_ITS_ORDER:
                yield frozenset({Cause.ORPHAN, Cause.BILL_TAKEN}), frozenset({f"sepay:{number}"}), f"{paid}"

    def _of_bills(self) -> dict[str, list[Paid]]:
        """The transfers that named an order, by the bill it was for; a transfer made twice stands twice."""
        found: defaultdict[str, list[Paid]] = defaultdict(list)
        for paid in self._paid.values():
            order = self._book.order_of_code(paid.pay_code)
            if order is not None and paid.fault is not PayFault.OTHER_ACCOUNT and paid.memo in NAMES_ITS_ORDER:
                found[order.opened.bill_id].append(paid)
        return found

    def _named(self) -> Cases:
        for causes, marks, what in self._expected():
            rows = [row for row in self._differences if marks & _marks(row)]
            if not rows and causes is SEVERAL and any(self._returned(mark) for mark in marks):
                continue
            yield any(row.cause in causes for row in rows), f"{what}: found {[str(row.cause) for row in rows]}"

    def _returned(self, bill_id: str) -> bool:
        """Whether all that came for a bill beyond what it wanted went back by the cashiers' hands."""
        orders = {order.opened.order_id for order in self._book.orders_of_bill(bill_id)}
        came = [credit for credit in self._book.credits if credit.order_id in orders]
        back = sum(self._cashiers.refunded_credits.get(credit_id(one.provider, one.reference), 0) for one in came)
        due = {row.bill_id: row.amount_due for row in self._hospital.registrations.where()}
        return 0 < back == sum(one.amount for one in came) - due.get(bill_id, 0)

    def _explained(self) -> Cases:
        by_mark: defaultdict[str, set[Cause]] = defaultdict(set)
        for causes, marks, _ in self._expected():
            for mark in marks:
                by_mark[mark] |= causes
        for item in self._planted:
            by_mark[item.mark] |= item.also
        for bill in self._cashiers.voided:
            # A transfer that comes for it is not receipted while the HIS keeps the old receipt, or is one of several.
            by_mark[bill] |= {Cause.HIS_REFUSED, Cause.HIS_MISSING, *SEVERAL}
        for row in self._differences:
            allowed = set().union(*(by_mark.get(mark, set()) for mark in _marks(row)))
            yield row.cause in allowed, f"{row.cause} {row.key}"

    # -- the ledger

    def _replicate(self, database: Database) -> None:
        upgrade(database)
        intake = Intake(database, hub_codec(), self._hospital.time)
        for source, journal in self._journals():
            after = 0
            while rows := journal.public_rows(after, _BATCH):
                after = rows[-1].seq
                intake.take(source, rows, journal.seq)

    def _journals(self) -> Iterator[tuple[str, Journal]]:
        yield HUB, self._hospital.hub.journal
        for station in self._hospital.stations:
            yield station.name, station.journal

    def _ledger(self, database: Database) -> Cases:
        yield trial_balance(database) == 0, "the trial balance is not zero"
        held = {balance.account: balance.amount for balance in balances(database)}
        listed = {
            account: sum(file.listed.values()) if file else 0
            for account in (ACCOUNT, PAYOS_ACCOUNT)
            for file in [self._statements.get(account)]
        }
        truth = self._cashiers
        desks = {*truth.cash_taken, *truth.refunded_cash}
        wanted = {
            ROUNDING: 0,
            SHORTAGE: truth.shortage,
            EXCESS: -truth.excess,
            HIS: -sum(row.amount for row in self._ours() if row.day != LOST_DAY),
            clearing("card:pos-1"): truth.card_taken,
            bank(ACCOUNT): listed[ACCOUNT],
            bank(PAYOS_ACCOUNT): listed[PAYOS_ACCOUNT],
            **{cash(desk): 0 for desk in desks},
        }
        for account, amount in wanted.items():
            yield held.get(account, 0) == amount, f"{account}: {held.get(account, 0)}, and {amount} is true"
        # What the bank lists and what was told to the hub differ by what was left out, changed or invented, no more.
        told = sum(credit.amount for credit in self._book.credits)
        found = sum(held.get(clearing(name), 0) for name in ("sepay", "payos")) + held.get(UNMATCHED, 0)
        yield told - sum(listed.values()) == found, f"told less listed is {told - sum(listed.values())}, not {found}"

    def _again(self, database: Database) -> Cases:
        again = rebuild(database, None, hub_codec(), self._hospital.time)
        yield again.same, f"the ledger differs at row {again.differs_at}"

    def _chains(self) -> Cases:
        for source, journal in self._journals():
            yield journal.verify().whole, source

    def _z_numbers(self) -> Cases:
        for place, number in enumerate(self._cashiers.z_numbers, 1):
            yield number.endswith(f"{place:04d}"), number


def _wrong(paid: Paid) -> Cause | None:
    """What is wrong with one transfer by itself, as the desk should call it."""
    if paid.times > 1:
        return Cause.TWICE
    if paid.amount != paid.due:
        return Cause.UNDER if paid.amount < paid.due else Cause.OVER
    return Cause.LATE if paid.delay_s >= 900 or paid.fault is PayFault.LATE else None


def _thing(row: Difference) -> str:
    return row.key.split("|", 3)[3]


def _marks(row: Difference) -> set[str]:
    """Everything a difference is about: its money, bill, line, code; and what it is, with its amount."""
    names = {_thing(row), row.story, row.pay_code}
    parts = {part for name in names for part in (name, name.partition(":")[2]) if part}
    return parts | {f"{row.cause}|{row.amount}"}


def _finding(name: str, cases: Cases) -> Looked:
    checked, example = 0, ""
    for held, case in cases:
        checked += 1
        if not held and not example:
            example = case
    return Looked(name, not example, checked, example)
