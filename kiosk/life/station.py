"""Which personal parts of a station's journal are due: old, of visits that are over, and settled with the HIS.

Only rows before the last quiet moment (`Checkpoint`) are ever due: it is written when no visit is under way, no
delivery is open and the hub has heard of every number, and recovery reads nothing before it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from kiosk.delivery.machine import DeliveryDone, DeliveryHandedOver
from kiosk.journal import Journal, PersonalPart, PublicRow
from kiosk.life.erasing import PROGRAM, RETENTION, Erasure, counted
from kiosk.station.records import Checkpoint

OPEN, HANDED_OVER = "open", "handed_over"
"""Why a visit is kept: it, or something before the last quiet moment, may still be under way; or the HIS never
confirmed its registration and a person took it over, whom the record must not be taken from."""


def due(journal: Journal, before: datetime, *, by: str = PROGRAM, handed_over: bool = False) -> Erasure:
    """What retention says: personal parts of visits whose last row was written before `before`.

    :param handed_over: also those a person took over: whoever asks says that the desk has settled them.
    """
    quiet, rows, kept = quiet_row(journal), list[int](), list[str]()
    for subject, parts in _by_subject(journal.personal_parts()).items():
        if datetime.fromisoformat(parts[-1].recorded_at) >= before:
            continue
        history = journal.rows_of(subject)
        if datetime.fromisoformat(history[-1].recorded_at) >= before:
            continue
        reason = why_kept(history, quiet, handed_over=handed_over)
        if reason:
            kept.append(reason)
        else:
            rows += [part.seq for part in parts]
    return Erasure(RETENTION, by, tuple(sorted(rows)), before, counted(kept))


def quiet_row(journal: Journal) -> int:
    """The number of the last quiet moment's row, 0 before the first."""
    return journal.last_seq_of(Checkpoint.__name__)


def why_kept(history: Iterable[PublicRow], quiet: int, *, handed_over: bool = False) -> str:
    """Why a visit's personal parts may not be erased yet; empty when they may."""
    waits = False
    for row in history:
        if row.seq >= quiet:
            return OPEN
        settles = row.kind in (DeliveryHandedOver.__name__, DeliveryDone.__name__)
        # What is sent under the visit's own id is its registration; nobody waits for a rating.
        if settles and json.loads(row.body)["delivery_id"] == row.subject:
            waits = row.kind == DeliveryHandedOver.__name__
    return HANDED_OVER if waits and not handed_over else ""


def _by_subject(parts: Iterable[PersonalPart]) -> dict[str, list[PersonalPart]]:
    found: defaultdict[str, list[PersonalPart]] = defaultdict(list)
    for part in parts:
        found[part.subject].append(part)
    return found
