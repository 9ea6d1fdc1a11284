"""The database a matching is done in: DuckDB in memory, with one table for each book, whoever fills them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np

from kiosk.reconcile.engine.nearness import BODY, NARROW, WIDE
from kiosk.reconcile.engine.values import Line, Payment, Receipt, Settings

MICROSECOND = timedelta(microseconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

TABLES = """
CREATE TABLE payments (
    p BIGINT, payment_id VARCHAR, pay_code VARCHAR, amount BIGINT, opened BIGINT, until BIGINT,
    reference VARCHAR, account VARCHAR, virtual_account VARCHAR);
CREATE TABLE lines (
    l BIGINT, line_id VARCHAR, account VARCHAR, amount BIGINT, booked BIGINT, dated BOOLEAN,
    reference VARCHAR, text VARCHAR, virtual_account VARCHAR);
CREATE TABLE receipts (number VARCHAR, payment_id VARCHAR, amount BIGINT, paid BIGINT);

CREATE MACRO plain(memo) AS CASE WHEN strlen(memo) = length(memo) THEN memo
    WHEN regexp_matches(memo, '[！-～]') THEN strip_accents(translate(memo, getvariable('wide'), getvariable('narrow')))
    ELSE strip_accents(replace(replace(memo, 'Đ', 'D'), 'đ', 'd')) END;  -- the quick way for Vietnamese
CREATE MACRO folded(memo) AS upper(regexp_replace(plain(memo), '[^A-Za-z0-9]', '', 'g'));
CREATE MACRO is_dated(booked) AS (booked + 25200000000) % 86400000000 = 0;

-- Whether money booked then can be for an order opened then; a date without a time stands for its whole day.
CREATE MACRO in_time(booked, dated, opened) AS
    booked + (CASE WHEN dated THEN 86400000000 ELSE 0 END) >= opened - getvariable('apart');
CREATE MACRO same_account(one, other) AS one = other OR one = '' OR other = '';
"""
"""Times are microseconds since 1970 in UTC, a line's `text` its folded memo; nothing that is missing is NULL."""


class Store:
    """One matching's database; a context manager. `con` runs the SQL of the rules.

    Memory is bounded by `Settings.memory_mib`; what does not fit goes to a folder that is removed at the end.
    """

    def __init__(self, settings: Settings) -> None:
        import duckdb  # noqa: PLC0415 - a hub starts sooner without it

        self.settings = settings
        self.receipts_given = False
        with ExitStack() as opening:
            folder = Path(opening.enter_context(tempfile.TemporaryDirectory(prefix="kiosk-match-")))
            self.con = duckdb.connect(
                ":memory:",
                config={
                    "threads": settings.threads,
                    "memory_limit": f"{settings.memory_mib}MiB",
                    "temp_directory": str(folder / "spill"),
                    "preserve_insertion_order": False,
                },
            )
            opening.callback(self.con.close)
            self.con.execute("SET enable_progress_bar = false")  # it goes to standard output, where answers are alone
            self.con.execute("SET TimeZone = 'Asia/Ho_Chi_Minh'")  # what a time without a zone is meant in
            for name, value in self._variables().items():
                self.con.execute(f"SET VARIABLE {name} = $value", {"value": value})
            self.con.execute(TABLES)
            self._open = opening.pop_all()

    def _variables(self) -> Mapping[str, int | str]:
        settings = self.settings
        return {
            "apart": settings.clocks_apart // MICROSECOND,
            "late_after": settings.late_after // MICROSECOND,
            "within": settings.window // MICROSECOND,
            "prefix": settings.prefix,
            "code_length": len(settings.prefix) + BODY,
            "wide": WIDE,
            "narrow": NARROW,
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._open.close()

    def fill(self, table: str, columns: Mapping[str, Sequence[Any] | np.ndarray[Any, Any]]) -> None:
        """A new table from columns of equal length: numpy arrays, or texts."""
        arrays = {
            name: values if isinstance(values, np.ndarray) else np.array(values, dtype=object)
            for name, values in columns.items()
        }
        if all(len(values) for values in arrays.values()):
            self.con.register("given", arrays)
            self.con.execute(f"CREATE TABLE {table} AS SELECT * FROM given")  # noqa: S608  names of this package
            self.con.unregister("given")
        else:
            kinds = (f"{name} {'VARCHAR' if a.dtype == object else 'BIGINT'}" for name, a in arrays.items())
            self.con.execute(f"CREATE TABLE {table} ({', '.join(kinds)})")

    def take(self, payments: Iterable[Payment], lines: Iterable[Line], receipts: Iterable[Receipt] | None) -> None:
        """Fill the books from plain values."""
        late = self.settings.late_after
        rows = [
            (
                payment.payment_id,
                payment.pay_code,
                payment.amount,
                micros(payment.opened_at),
                micros(payment.expires_at or payment.opened_at + late),
                payment.provider_ref,
                payment.account,
                payment.virtual_account,
            )
            for payment in payments
        ]
        payment_names = (
            "payment_id",
            "pay_code",
            "amount",
            "opened",
            "until",
            "reference",
            "account",
            "virtual_account",
        )
        self.fill("payments_given", _columns(payment_names, rows, {"amount", "opened", "until"}))
        self.con.execute(PAYMENTS_TAKEN)
        moved = [
            (
                line.line_id,
                line.account,
                line.amount,
                micros(line.booked_at),
                line.reference,
                line.memo,
                line.virtual_account,
            )
            for line in lines
        ]
        line_names = ("line_id", "account", "amount", "booked", "reference", "memo", "virtual_account")
        self.fill("lines_given", _columns(line_names, moved, {"amount", "booked"}))
        self.con.execute(LINES_TAKEN)
        if receipts is not None:
            self.receipts_given = True
            seen = [(each.number, each.payment_id, each.amount, micros(each.paid_at)) for each in receipts]
            self.fill("receipts_given", _columns(("number", "payment_id", "amount", "paid"), seen, {"amount", "paid"}))
            self.con.execute("INSERT INTO receipts SELECT number, payment_id, amount, paid FROM receipts_given")


PAYMENTS_TAKEN = """
INSERT INTO payments SELECT rowid, payment_id, upper(trim(pay_code)), amount, opened, until,
    upper(trim(reference)), trim(account), trim(virtual_account) FROM payments_given;
DROP TABLE payments_given;
"""
LINES_TAKEN = """
INSERT INTO lines SELECT rowid, line_id, trim(account), amount, booked, is_dated(booked),
    upper(trim(reference)), folded(memo), trim(virtual_account) FROM lines_given;
DROP TABLE lines_given;
"""


def micros(at: datetime) -> int:
    """An instant as microseconds since 1970."""
    return (at - _EPOCH) // MICROSECOND


def _columns(names: Sequence[str], rows: Sequence[tuple[Any, ...]], numbers: set[str]) -> dict[str, Any]:
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(names)
    return {
        name: np.array(column, dtype=np.int64 if name in numbers else object)
        for name, column in zip(names, columns, strict=True)
    }
