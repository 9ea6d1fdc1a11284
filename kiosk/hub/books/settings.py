"""What a hospital may set for its books."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta
from pathlib import Path

from kiosk.reconcile.differences import CUT_OFF


@dataclass(frozen=True, slots=True)
class BooksSettings:
    """Times in seconds where the name says so.

    `cut_off`: from then on the bank may book on its next day. `patience_s`: how long the HIS may owe a receipt before
    its absence is shown as a difference. `receipts_s`: how often the HIS's receipts are read. `layouts`: the folder of
    the hospital's own statement mappings. `fingerprint_key`: hashed into the names of lines that have no reference,
    always the same at a hospital. `batch`: events in one transaction of an import. `window`: how far from its order
    money without a name may be thought to be its own. `desks`: what people call each desk, by its id.
    """

    cut_off: time = CUT_OFF
    patience_s: float = 300.0
    receipts_s: float = 300.0
    layouts: Path | None = None
    fingerprint_key: bytes = b""
    batch: int = 200
    window: timedelta = timedelta(hours=2)
    hospital: str = ""
    desks: tuple[tuple[str, str], ...] = ()
