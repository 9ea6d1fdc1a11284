"""Looks into a sandbox's file, also while it serves: one registration and its payments as the HIS holds them."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from his_client.sandbox.rows import PAYMENTS, REGISTRATIONS
from his_client.sandbox.store import SqliteStore


def recorded(db: Path, visit: str) -> dict[str, Any] | None:
    """The registration with key or visit code `visit` and its payments, or None. The file is only read.

    Raises StoreUnusable (an OSError) when the file is absent or not a sandbox's.
    """
    store = SqliteStore(db, read_only=True)
    try:
        registrations, payments = store.table(REGISTRATIONS), store.table(PAYMENTS)
        row = registrations.get(visit) or registrations.last(visit_code=visit)
        if row is None:
            return None
        paid = [asdict(payment) for payment in payments.where(bill_id=row.bill_id)]
        return {"registration": asdict(row), "payments": paid}
    finally:
        store.close()
