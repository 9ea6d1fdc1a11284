"""A line of a statement, whoever handed it out and in whatever format."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One movement. `amount` in đồng, below zero when money went out.

    `ordinal` counts the lines of one file from 1. `fingerprint` is the same for the same movement in every file that
    lists it: its reference where the bank gives one, else what stands in the line and which of equal lines it is (true
    twins stay two). `booked_at` is the bank's own time, which may be the next day's for a late transfer.
    """

    ordinal: int
    account: str
    amount: int
    booked_at: datetime
    reference: str
    memo: str = field(repr=False)
    fingerprint: str
    balance: int | None = None
    virtual_account: str = ""
