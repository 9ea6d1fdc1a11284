"""Matching payments, statement lines and HIS receipts as sets, exactly and without a false automatic match.

`match(payments, lines, receipts, settings)` takes tuples; `kiosk.reconcile.csv_files` takes files of millions of rows;
`nearest_code` judges one memo as it arrives.
"""

from kiosk.reconcile.engine.nearness import NEAR, distance, folded, nearest_code
from kiosk.reconcile.engine.run import match
from kiosk.reconcile.engine.values import (
    Between,
    Discrepancy,
    Kind,
    Line,
    Match,
    Payment,
    Receipt,
    Result,
    Rule,
    Settings,
)

__all__ = [
    "NEAR",
    "Between",
    "Discrepancy",
    "Kind",
    "Line",
    "Match",
    "Payment",
    "Receipt",
    "Result",
    "Rule",
    "Settings",
    "distance",
    "folded",
    "match",
    "nearest_code",
]
