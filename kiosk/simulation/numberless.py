"""A hospital whose HIS gives no queue numbers: that HIS, the line to the hub's queue, and what must hold of numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from random import Random
from typing import TypeVar

from his_client.his.ports import Identifier, IdentitySource, Registered, RegistrationRequest
from his_client.outcome import Done, Outcome, Refused, Unknown
from his_client.sandbox.faults import BUSY, LOST_REASONS, CallFault, FaultMenu
from his_client.sandbox.simulated import SimulatedHis
from kiosk.journal import Row
from kiosk.queue.blocks import Block
from kiosk.queue.desk import Wanted
from kiosk.queue.events import NumberChanged, NumberIssued
from kiosk.queue.ports import NumberDesk, PlaceSeen
from kiosk.simulation.witness import Witness
from kiosk.visit.numbers import numbered
from kiosk.visit.values import Ending
from kiosk.visit.visit import Visit

T = TypeVar("T")


class NumberlessHis(SimulatedHis):
    """As `SimulatedHis`, and no answer of it carries a queue number."""

    def register(self, request: RegistrationRequest) -> Outcome[Registered]:
        """See `Registration.register`."""
        return _bare(super().register(request))

    def find_registration(self, key: str, wanted: RegistrationRequest | None = None) -> Outcome[Registered | None]:
        """See `Registration.find_registration`."""
        outcome = super().find_registration(key, wanted)
        match outcome:
            case Done(value=Registered() as registered):
                return Done(without_number(registered))
            case Done() | Refused() | Unknown():
                return outcome

    def registrations_today(self, identifier: Identifier, source: IdentitySource) -> Outcome[tuple[Registered, ...]]:
        """See `Registration.registrations_today`."""
        outcome = super().registrations_today(identifier, source)
        match outcome:
            case Done(value=listed):
                return Done(tuple(map(without_number, listed)))
            case Refused() | Unknown():
                return outcome


def without_number(registered: Registered) -> Registered:
    """The registration as a HIS without a queue would tell of it."""
    further = tuple(replace(ticket, queue_number="", people_before=0, wait_minutes=0) for ticket in registered.further)
    return replace(registered, queue_number="", people_before=0, wait_minutes=0, further=further)


def _bare(outcome: Outcome[Registered]) -> Outcome[Registered]:
    match outcome:
        case Done(value=registered):
            return Done(without_number(registered))
        case Refused() | Unknown():
            return outcome


class QueueLine:
    """The hub's queue as a station reaches it, over a line that loses requests and answers.

    :param passed: is told of each call, before and after it; it may kill.
    """

    def __init__(self, desk: NumberDesk, random: Random, faults: FaultMenu, passed: Callable[[str], None]) -> None:
        self.faults = faults
        self._desk = desk
        self._random = random
        self._passed = passed

    def issue(self, wanted: Wanted) -> Outcome[PlaceSeen]:
        """See `NumberDesk.issue`."""
        return self._over(lambda: self._desk.issue(wanted))

    def reserve(self, station_id: str, ordinal: int, day: date) -> Outcome[Block]:
        """See `NumberDesk.reserve`."""
        return self._over(lambda: self._desk.reserve(station_id, ordinal, day))

    def place(self, place_id: str) -> Outcome[PlaceSeen]:
        """See `NumberDesk.place`."""
        return self._over(lambda: self._desk.place(place_id))

    def _over(self, call: Callable[[], Outcome[T]]) -> Outcome[T]:
        fault = self.faults.draw(self._random)
        self._passed("queue:before-call")
        if fault is CallFault.REFUSED:
            return BUSY
        if fault is CallFault.LOST_REQUEST:
            return Unknown(LOST_REASONS[fault])
        answer = call()
        self._passed("queue:after-call")
        if fault is CallFault.LOST_ANSWER:
            return Unknown(LOST_REASONS[fault])
        return call() if fault is CallFault.DUPLICATED else answer


def numbers_held(
    hub_rows: Iterable[Row], visits: Iterable[Visit], witnesses: Iterable[Witness], owners: Mapping[str, str]
) -> Iterator[tuple[bool, str]]:
    """A number of a day is one place's, and whoever was shown it has that place.

    :param owners: the ID number of whom the HIS registered under each key.
    """
    places: dict[str, tuple[date, str]] = {}
    for row in hub_rows:
        if isinstance(row.event, NumberIssued | NumberChanged):
            places[row.event.place_id] = row.event.day, row.event.number
    of: dict[str, set[str]] = {}
    for place_id, (_, number) in places.items():
        of.setdefault(number, set()).add(owners.get(place_id.partition(":")[0], ""))
    for (_, number), count in Counter(places.values()).items():
        yield count == 1, f"number {number} is that of {count} places"
    for witness in witnesses:
        person = witness.patient.person
        own = {person.citizen.id_number, *((person.child.number, person.child.insurance_card) if person.child else ())}
        for number in witness.numbers:
            yield bool(of.get(number, set()) & own), f"number {number} was shown to somebody it is not of"
    for visit in visits:
        if visit.ending is Ending.DONE and visit.facts.registered is not None:
            yield numbered(visit.facts, visit.policy), f"visit {visit.id} was registered and has no number"
