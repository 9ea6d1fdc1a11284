"""What the ledger is made of: entries between named accounts, whole đồng, debits above zero and credits below.

The entries of one event sum to zero. A balance is never stored, it is the sum of an account's entries.
"""

from __future__ import annotations

from dataclasses import dataclass

RECEIVABLE = "receivable"
"""What patients owe between the HIS's receipts and the money: its balance is what the two books differ by."""
ADVANCES = "advances"
"""As `receivable`, for money on account (tạm ứng)."""
HIS = "his"
"""What the HIS has receipted."""
UNALLOCATED = "unallocated"
"""Money that came and pays no bill (yet)."""
REFUNDS = "refunds"
"""Approved and not paid out yet."""
SAFE = "safe"
"""The treasurer's safe: floats come from it, drops go into it."""
SHORTAGE = "shortage"
EXCESS = "excess"
ROUNDING = "rounding"
"""Must stay at zero: nothing here is ever rounded twice."""
UNMATCHED = "bank_unmatched"
"""Lines of an imported statement that stand for no known money (yet)."""


def clearing(provider: str) -> str:
    """Money a provider or a card terminal told of, until it is seen on a statement of the bank."""
    return f"clearing:{provider}"


def bank(account: str) -> str:
    """Money on an imported statement of this account."""
    return f"bank:{account}"


def cash(desk: str) -> str:
    """The cash drawer of a desk."""
    return f"cash:{desk}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger: `amount` đồng, above zero for a debit and below for a credit.

    `period` is what closing locks: a station-day (`K03/2026-11-26`) or a shift. `refers_to` is a closed period this
    late entry is really about. `reference` names the money, bill, receipt or slip.
    """

    account: str
    amount: int
    period: str
    reference: str
    refers_to: str = ""
