"""How a command reaches a journal that a running station or hub holds: an order in a file beside it, no name in it.

Only the process that writes a journal may append to it. The command finds the rows beside it, leaves the order, and
waits until it is gone; the running program carries it out in a quiet moment. Where nobody runs, the command does it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from kiosk.clock import Clock
from kiosk.files import sync
from kiosk.journal import Codec, Journal, JournalUnavailable, MasterKey
from kiosk.life.erasing import Erasure, carry_out
from kiosk.life.events import LIFE, PersonalErased, PersonalExported

Order = Erasure | PersonalExported | PersonalErased
"""A `PersonalErased` is the proof of what is gone from an archive already."""


class OrderUnreadable(ValueError):
    """The file beside the journal is no order of this release."""


class OrderPending(RuntimeError):
    """Another order waits; the running program takes it within a minute."""

    def __init__(self) -> None:
        super().__init__("another order waits for the running program; try again in a minute")


def order_file(journal: Path) -> Path:
    """Where a journal's order is left."""
    return journal.with_name(f"{journal.name}.order")


def leave(journal: Path, order: Order) -> Path:
    """Leave an order for the process that writes `journal`; its file.

    :raises OrderPending: when one is there already.
    :raises OSError: when it cannot be written.
    """
    path, fresh = order_file(journal), order_file(journal).with_suffix(".order.new")
    if path.exists():
        raise OrderPending
    fresh.write_text(json.dumps(asdict(order) | {"order": type(order).__name__}, default=datetime.isoformat))
    fresh.chmod(0o600)
    sync(fresh)
    if os.geteuid() == 0:
        writer = journal.parent.stat()
        os.chown(fresh, writer.st_uid, writer.st_gid)  # the running program is another user and has to read it
    try:
        os.link(fresh, path)
    except FileExistsError:
        raise OrderPending from None
    finally:
        fresh.unlink()
    sync(path.parent)
    return path


def read(path: Path) -> Order:
    """The order in a file.

    :raises OrderUnreadable: when it is none.
    """
    try:
        found = json.loads(path.read_text())
        kind = found.pop("order")
        if kind == PersonalExported.__name__:
            return PersonalExported(**found | {"at": datetime.fromisoformat(found["at"])})
        before = found["before"] and datetime.fromisoformat(found["before"])
        if kind == Erasure.__name__:
            return Erasure(**found | {"rows": tuple(found["rows"]), "before": before})
        if kind == PersonalErased.__name__:
            more = {"at": datetime.fromisoformat(found["at"]), "kept_codes": tuple(found["kept_codes"])}
            return PersonalErased(**found | more | {"before": before})
    except (ValueError, KeyError, TypeError) as error:
        raise OrderUnreadable(f"{path} is no order") from error
    raise OrderUnreadable(f"{path} is no order")


def do(journal: Journal, order: Order, clock: Clock) -> tuple[PersonalErased, ...]:
    """Carry an order out, on the thread that owns the journal; the proofs of an erasure."""
    if isinstance(order, PersonalExported | PersonalErased):
        journal.append([(LIFE, order)])
        return ()
    return carry_out(journal, order, clock)


def have_done(
    path: Path, codec: Codec, master: MasterKey, clock: Clock, order: Order, wait: Callable[[Path], bool]
) -> bool:
    """Carry an order out here where nobody holds the journal, else leave it and `wait` for its file to go.

    :return: whether it is done; False when the running program has not taken it yet, but will.
    :raises JournalUnavailable: when another process holds the journal that takes no orders.
    """
    try:
        journal = Journal.open(path, codec, master, clock)
    except JournalUnavailable:
        return wait(leave(path, order))
    try:
        do(journal, order, clock)
    finally:
        journal.close()
    return True
