"""The sandbox bank's rules: transfers arrive at an account, some later than others, and get ids as they are booked."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from his_client.clock import VIETNAM, Clock
from his_client.sandbox.store import Shape, Store


@dataclass(frozen=True, slots=True)
class TransferRow:
    """A transfer on its way: it is booked when the clock passes `due_at`."""

    id: str
    account: str
    amount: int
    memo: str
    due_at: str
    booked: str


@dataclass(frozen=True, slots=True)
class MovementRow:
    """A line of the statement. `number` grows with each booking."""

    id: str
    number: int
    account: str
    amount: int
    memo: str
    reference: str
    booked_at: str


@dataclass(frozen=True, slots=True)
class LateListingRow:
    """A movement that has its number and stands in no list before `visible_at`."""

    id: str
    visible_at: str


TRANSFERS = Shape("transfers", TransferRow, "id", (("booked",),))
MOVEMENTS = Shape("movements", MovementRow, "id", (("account",),))
LATE_LISTINGS = Shape("late_listings", LateListingRow, "id")
_FEW = 50
"""As many movements are looked up one by one faster than the whole account is read."""


class BankLedger:
    """Accounts that exist by receiving money. Thread-safe."""

    def __init__(self, store: Store, *, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._transfers = store.table(TRANSFERS)
        self.movements = store.table(MOVEMENTS)
        self._late = store.table(LATE_LISTINGS)
        self.on_transfer: Callable[[MovementRow], None] | None = None
        """Told of each plain transfer as it is booked."""

    def transfer(self, account: str, amount: int, memo: str, *, times: int = 1, delay: timedelta = timedelta()) -> None:
        """Sends the same transfer `times` times, to be booked after `delay`. Amounts are whole dong above zero."""
        if amount <= 0 or times < 1 or not account:
            raise ValueError("an account, an amount above zero, and at least one transfer")
        due = self._now() + delay
        with self._store.transaction():
            for _ in range(times):
                number = self._transfers.count() + 1
                self._transfers.put(TransferRow(f"T{number}", account, amount, memo, due.isoformat(), "no"))

    def settle(self) -> None:
        """Books every transfer that is due."""
        with self._store.transaction():
            self._book_due()

    def book(
        self, account: str, amount: int, memo: str, at: datetime, *, visible_at: datetime | None = None
    ) -> MovementRow:
        """Books money at once, with the bank's time `at`; lists show it from `visible_at` on."""
        with self._store.transaction():
            self._book_due()
            number = self.movements.count() + 1
            reference = f"FT{self._now():%y%j}{number:08d}"
            row = MovementRow(f"M{number}", number, account, amount, memo, reference, at.isoformat())
            self.movements.put(row)
            if visible_at is not None:
                self._late.put(LateListingRow(row.id, visible_at.isoformat()))
            return row

    def statement(self, account: str, *, after: int = 0) -> tuple[MovementRow, ...]:
        """Movements of an account with a number above `after`, oldest first, once everything due is booked."""
        with self._store.transaction():
            self._book_due()
            last = self.movements.count()
            now = self._now()
            late = {row.id for row in self._late.where() if datetime.fromisoformat(row.visible_at) > now}
            if last - after > _FEW:
                rows: Iterable[MovementRow | None] = self.movements.where(account=account)
            else:
                rows = (self.movements.get(f"M{number}") for number in range(max(after, 0) + 1, last + 1))
            return tuple(
                row for row in rows if row and row.account == account and row.number > after and row.id not in late
            )

    def _book_due(self) -> None:
        now = self._now()
        waiting = self._transfers.where(booked="no")
        due = [row for row in waiting if datetime.fromisoformat(row.due_at) <= now]
        for row in sorted(due, key=lambda row: row.due_at):
            number = self.movements.count() + 1
            self._transfers.put(TransferRow(row.id, row.account, row.amount, row.memo, row.due_at, "yes"))
            movement = MovementRow(
                f"M{number}",
                number,
                row.account,
                row.amount,
                row.memo,
                f"FT{now:%y%j}{number:08d}",
                row.due_at,
            )
            self.movements.put(movement)
            if self.on_transfer is not None:
                self.on_transfer(movement)

    def _now(self) -> datetime:
        return self._clock().astimezone(VIETNAM)
