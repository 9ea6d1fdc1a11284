"""A station's life over the disk that loses power: visits, deliveries and money by the real code, judged by the books.

Station and hub keep their journals on one such disk, as on a lobby machine. The power goes in the middle of any write,
more than once, also while the machine starts again; hospital and bank live on and keep their own books.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from random import Random
from typing import Any

from kiosk.campaign.power.disk import Disk
from kiosk.campaign.power.driver import Driver
from kiosk.campaign.values import Broken, Promise
from kiosk.journal import Codec, Journal, JournalDamaged
from kiosk.simulation.day import Day
from kiosk.simulation.invariants import Ledger, check
from kiosk.simulation.world import MASTER, Faults, HookedJournal, Killed, Machine

CUTS = 4
"""The power goes so often at most in one life."""
TICKS = 700
"""About as many operations of the disk as a visit needs, with what it leaves to be done."""

PROMISES: Mapping[str, Promise] = {
    "acknowledged_visit_is_in_the_his": Promise.KEPT,
    "shown_payment_has_a_credit": Promise.KEPT,
    "bill_called_paid_has_a_credit": Promise.KEPT,
    "every_dong_is_accounted_for": Promise.AGREED,
    "one_registration_per_confirmed_visit": Promise.ONCE,
    "one_payment_per_bill": Promise.ONCE,
    "no_two_numbers_in_one_room": Promise.ONCE,
    "an_appointment_is_used_once": Promise.ONCE,
    "a_word_to_the_hospital_arrives_once": Promise.ONCE,
    "every_visit_ends": Promise.ENDED,
    "every_delivery_is_settled": Promise.ENDED,
    "hash_chain_verifies": Promise.CHAINED,
    "no_personal_data_on_another_screen": Promise.PRIVATE,
    "asked_only_after_consent": Promise.PRIVATE,
}
"""The promise that each invariant of a simulated day stands for; the rest are of what is refused."""


class PoweredMachine(Machine):
    """A lobby machine whose journals lie on a disk that loses power."""

    def __init__(self, disk: Disk, random: Random, *arguments: Any, **options: Any) -> None:
        self._disk = disk
        self._chance = random
        self._cuts = CUTS
        super().__init__(*arguments, **options)

    def kill(self) -> None:
        """See `Machine.kill`."""
        super().kill()
        self.close()

    def _journal(self, label: str, codec: Codec) -> Journal:
        if not self._disk.on:
            self._disk.power_on()
            self._cuts -= 1
            if self._cuts and self._chance.random() < 0.5:
                self._disk.cut_in(self._chance.randint(1, self._chance.choice((40, TICKS))))
        driver = Driver(self._disk, f"/{label}.db")
        journal = HookedJournal.over(driver, codec, MASTER, self._time, label)
        journal.hooks, journal.label = self.hooks, label
        self._open.append(journal)
        return journal


def life_trial(seed: int, *, lying: bool = False) -> tuple[Broken, ...]:
    """One or two patients come while the power fails; then all that is under way is settled and the books are read."""
    random = Random(seed)
    disk = Disk(random, lying=lying)
    faults = replace(Faults.profile(random.choice(("none", "all"))), crash=0.0)
    disk.cut_in(random.randint(1, TICKS))
    try:
        day = _first_start(seed, faults, partial(PoweredMachine, disk, random))
        for number in range(random.choice((1, 1, 2))):
            day.visit(number)
        day.close()
    except (JournalDamaged, sqlite3.Error) as error:
        return (Broken(f"life:{seed}", Promise.CHAINED, f"it does not start again: {error}"),)
    broken = [
        Broken(f"life:{seed}", PROMISES.get(result.id, Promise.REFUSED), f"{result.id}: {result.example}")
        for result in check(Ledger(day.machine, day.his.book, day.bank.ledger, day.witnesses))
        if not result.held
    ]
    day.machine.close()
    return tuple(broken)


def _first_start(seed: int, faults: Faults, make: Callable[..., Machine]) -> Day:
    """The power may go while the machine makes its journals, too."""
    while True:
        with suppress(Killed):
            return Day(seed, faults, make=make)
