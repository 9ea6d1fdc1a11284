"""Whether a station may be stopped now: as it says itself, or, when it does not run, as its journal says."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from kiosk.journal import sql
from kiosk.service.control import Standing

FINAL = frozenset({"DeliveryDone", "DeliveryRefused", "DeliveryHandedOver"})


@dataclass(frozen=True, slots=True)
class MayStop:
    """`code` is empty when nothing speaks against it, else `in_visit`, `undelivered` or `unclear`; `why` for people."""

    code: str = ""
    why: str = ""


def judged(standing: Standing | None, journal: Path | None) -> MayStop:
    """Whether nothing would be lost or interrupted.

    :param standing: what the running station answered; None when it did not.
    :param journal: the station's journal, for a station that does not answer; None where there is no station.
    """
    if standing is not None:
        if standing.visit:
            return MayStop("in_visit", "a patient stands at the station")
        if standing.unsettled:
            return MayStop("undelivered", f"undelivered: {standing.unsettled} messages for the HIS and the hub")
        if standing.behind:
            return MayStop("undelivered", f"undelivered: {standing.behind} journal rows the hub does not have yet")
        return MayStop()
    if journal is None or not journal.exists():
        return MayStop()
    try:
        waiting = open_deliveries(journal)
    except (sqlite3.Error, ValueError) as error:
        return MayStop("unclear", f"the station does not answer and its journal cannot be read ({error})")
    if waiting:
        return MayStop("undelivered", f"undelivered: {waiting} messages in the journal of a station that does not run")
    return MayStop()


def open_deliveries(journal: Path) -> int:
    """How many messages a journal holds of which nobody knows how they ended; no key is needed to count them.

    :raises sqlite3.Error: when it cannot be read, also after a write that was cut off and not yet rolled back.
    """
    found: set[str] = set()
    with closing(sqlite3.connect(f"{journal.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        for row in sql.rows(connection, 0):
            if row.kind == "DeliveryRequested":
                found.add(json.loads(row.body)["delivery_id"])
            elif row.kind in FINAL:
                found.discard(json.loads(row.body)["delivery_id"])
    return len(found)
