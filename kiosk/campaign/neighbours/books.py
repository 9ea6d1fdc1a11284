"""Books as they are told over HTTP or lie in files: read with JSON and SQL, by nothing of the product."""

from __future__ import annotations

import json
import sqlite3
import urllib.request
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from kiosk.campaign.neighbours.judge import Books, Shown

_OPENED, _ENDED = "DeliveryRequested", ("DeliveryDone", "DeliveryRefused", "DeliveryHandedOver")


def gather(
    his_url: str, account: str, people: Iterable[str], station: Path, hub: Path, database: Path, shown: Sequence[Shown]
) -> Books:
    """The books of one trial.

    :param his_url: where the sandbox tells its state; :param account: the bank account of this trial.
    :param people: the ID numbers of this trial's patients; :param station, hub: the journals' files.
    :param database: the hub's.
    """
    with urllib.request.urlopen(f"{his_url}/_state", timeout=60) as answer:  # noqa: S310 - loopback
        state = json.load(answer)["rows"]
    wanted = frozenset(people)
    visits = [row for row in state["registrations"] if row["id_number"] in wanted]
    bills = {row["bill_id"] for row in visits}
    station_rows, hub_rows = _rows(station), _rows(hub)
    orders = {body["order_id"]: body["bill_id"] for kind, body in hub_rows if kind == "OrderOpened"}
    movements = [row for row in state["movements"] if row["account"] == account]
    references = {row["reference"] for row in movements}
    payments = [
        row for row in state["payments"] if row["bill_id"] in bills or row["id"].partition(":")[2] in references
    ]
    credits_found = [
        {**body, "bill_id": orders.get(body["order_id"])} for kind, body in hub_rows if kind == "CreditReceived"
    ]
    asked = {body["delivery_id"] for kind, body in station_rows if kind == _OPENED}
    still_open = set()
    for kind, body in (*station_rows, *hub_rows):
        if kind == _OPENED:
            still_open.add(body["delivery_id"])
        elif kind in _ENDED:
            still_open.discard(body["delivery_id"])
    return Books(
        visits,
        payments,
        movements,
        credits_found,
        [body for kind, body in hub_rows if kind == "CreditHandedOver"],
        frozenset(asked),
        frozenset(still_open),
        shown,
        [row for row in state["tickets"] if row["key"] in {visit["key"] for visit in visits}],
        _chain(station, "SELECT seq, hash FROM journal ORDER BY seq"),
        _chain(database, "SELECT seq, hash FROM journal_row WHERE source <> 'hub' ORDER BY seq"),
    )


def _rows(journal: Path) -> list[tuple[str, dict[str, Any]]]:
    """Kind and public part of each row."""
    with closing(sqlite3.connect(f"file:{journal}?mode=ro", uri=True)) as connection:
        found = connection.execute("SELECT kind, body FROM journal ORDER BY seq").fetchall()
    return [(kind, json.loads(body)) for kind, body in found]


def _chain(file: Path, question: str) -> list[tuple[int, str]]:
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        return [(int(seq), str(digest)) for seq, digest in connection.execute(question)]
