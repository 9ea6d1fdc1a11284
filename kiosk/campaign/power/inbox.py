"""The webhook receiver's inbox over the disk that loses power: what a provider was told is kept waits for the hub.

Real inbox over Python's own SQLite. A notice is sent again when its answer was lost, as providers do.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

from his_client.payments.ports import Delivered
from kiosk.campaign.power.builtin import plugged
from kiosk.campaign.power.disk import Disk
from kiosk.campaign.power.journal import Counted
from kiosk.campaign.values import Broken, Promise
from kiosk.hub.receiver.inbox import Inbox, InboxUnusable

FILE = Path("/inbox.db")
KEY = "k" * 32
NOTICES = 12


class House:
    """What provider and hub know of the inbox: notices answered, and those the hub has taken."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.disk = Disk(self.random)
        self.kept: set[int] = set()
        self.taken: set[int] = set()
        self.taking: set[int] = set()
        """What the hub was taking when the power went, perhaps."""

    def opened(self) -> Inbox:
        """The inbox as it lies on the disk.

        :raises InboxUnusable: when it cannot be read, or the power goes.
        """
        connection = sqlite3.connect(FILE, isolation_level=None, check_same_thread=False)
        return Inbox(None, KEY, Counted(), connection)

    def notice(self, number: int) -> Delivered:
        """What a provider sends of one transfer; the same each time."""
        return Delivered({"x-signature": "s"}, "", b"notice %d " % number + b"x" * (number * 90), Counted().now())

    def live(self) -> None:
        """Notices come, and the hub takes what waits, until the power goes.

        :raises sqlite3.Error, InboxUnusable: then.
        """
        with closing(self.opened()) as inbox:
            for number in range(NOTICES):
                if number not in self.kept or self.random.random() < 0.2:
                    inbox.put("sepay", f"n{number}", self.notice(number))
                    self.kept.add(number)
                if self.random.random() < 0.4:
                    waiting = inbox.after(0, NOTICES)
                    self.taking |= {_number(item.delivered) for item in waiting}
                    inbox.settle([item.seq for item in waiting], ())
                    self.taken |= {_number(item.delivered) for item in waiting}


def inbox_trial(seed: int) -> tuple[Broken, ...]:
    """Up to three cuts while notices come; then everything that was answered waits or was taken, each once."""
    house = House(seed)
    with plugged(house.disk):
        house.disk.cut_in(house.random.randint(1, 500))
        for _ in range(3):
            try:
                house.live()
            except (sqlite3.Error, InboxUnusable) as error:
                if house.disk.on:
                    return (Broken(f"inbox:{seed}", Promise.CHAINED, f"it does not go on: {error}"),)
            if house.disk.on:
                break
            house.disk.power_on()
            house.disk.cut_in(house.random.randint(1, 300))
        house.disk.cut_in(None)
        if not house.disk.on:
            house.disk.power_on()
        house.disk.restarted()
        return tuple(Broken(f"inbox:{seed}", promise, seen) for promise, seen in _judged(house))


def _judged(house: House) -> list[tuple[Promise, str]]:
    problems = []
    try:
        with closing(house.opened()) as inbox:
            waiting = [_number(item.delivered) for item in inbox.after(0, 100 * NOTICES)]
            again = [
                number for number in sorted(house.kept) if not inbox.put("sepay", f"n{number}", house.notice(number))
            ]
            after = len(inbox.after(0, 100 * NOTICES))
    except (sqlite3.Error, InboxUnusable) as error:
        return [(Promise.CHAINED, f"it is not opened again: {error}")]
    if house.kept - house.taking - set(waiting):
        problems.append((Promise.KEPT, "a notice that was answered neither waits nor was taken"))
    if again:
        problems.append((Promise.KEPT, f"{len(again)} notices that were answered are not known"))
    if len(waiting) != len(set(waiting)) or after != len(waiting):
        problems.append((Promise.ONCE, "a notice waits twice"))
    if house.taken & set(waiting):
        problems.append((Promise.ONCE, "what the hub has taken waits again"))
    return problems


def _number(delivered: Delivered) -> int:
    return int(delivered.body.split()[1])
