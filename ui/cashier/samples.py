"""A desk in memory with a whole day's data: for pictures, tests and training. It keeps the rules a person can notice.

The day is 24/11/2026, 10:14; every cause of a difference occurs. Nothing here speaks to a hub.
"""

from __future__ import annotations

from ui.cashier.sample_books import SampleBooks
from ui.cashier.sample_counter import SampleCounter
from ui.cashier.sample_day import COUNTED, DIFFERENCES, OTHERS, PIN, QR_TEXT, SampleClock, at
from ui.cashier.sample_shifts import SampleShifts
from ui.cashier.sample_statements import SampleStatements


class SampleDesk(SampleBooks, SampleCounter, SampleShifts, SampleStatements):
    """Implements `Desk`."""


__all__ = ["COUNTED", "DIFFERENCES", "OTHERS", "PIN", "QR_TEXT", "SampleClock", "SampleDesk", "at"]
