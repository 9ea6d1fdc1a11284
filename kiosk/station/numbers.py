"""The station's side of the hub's queue: a number from the hub, or from a block of its own while the hub is away.

Everything but the questions to the hub runs on the owner's thread. A number of a block is in the journal before it is
shown; the hub hears of it when it is back, as often as it takes.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from his_client.outcome import Done, Outcome, Refused
from kiosk.clock import TOLERATED, VIETNAM, Clock
from kiosk.loop import Loop
from kiosk.queue.blocks import Block
from kiosk.queue.desk import Wanted
from kiosk.queue.events import Priority, Source
from kiosk.queue.ports import NumberDesk, PlaceSeen
from kiosk.queue.tickets import wanted_places
from kiosk.station.records import (
    STATION,
    BlockHeld,
    BlockNumberGiven,
    BlockNumberReported,
    HubNumbersKnown,
    NumberEvent,
)
from kiosk.visit import effects as fx
from kiosk.visit import events as ev
from kiosk.visit.values import QueuePlace

log = logging.getLogger(__name__)

TEND_S = 60.0
"""How often is looked whether a block is missing or the hub has yet to hear of a number."""
KEPT_DAYS = 8
"""The days reserved last of which blocks are kept: one whose numbers were given from is not begun anew when the clock,
turned ahead, is put right."""
LOW = 10
"""Numbers left at which the next block of the day is reserved."""
FINAL = frozenset({"no_block", "number_used", "number_taken"})
"""What the hub refuses for good; anything else is told again later."""

Record = Callable[[str, NumberEvent], None]
Answer = Callable[[str, ev.Event], None]


class Numbers:
    """Draws numbers, keeps blocks, reports what was given alone.

    :param desk: the hub's; None where there is none, and then nothing is ever drawn.
    :param record: journals an event under its subject, durably, before returning.
    :param answer: gives a visit its event.
    """

    def __init__(
        self, desk: NumberDesk | None, station_id: str, loop: Loop, clock: Clock, record: Record, answer: Answer
    ) -> None:
        self._desk = desk
        self._station_id = station_id
        self._loop = loop
        self._clock = clock
        self._record = record
        self._answer = answer
        self._blocks: dict[tuple[date, int], Block] = {}
        self._of_hub: dict[str, tuple[date, str]] = {}
        self._unreported: dict[str, BlockNumberGiven] = {}
        self._given_at: dict[str, float] = {}
        self._doubtful = False
        self._reporting = False
        self._reserving = False
        self._drawing = ""
        self._seen: dict[str, PlaceSeen] = {}

    @property
    def unreported(self) -> int:
        """Numbers the hub has not heard of yet."""
        return len(self._unreported)

    def replay(self, event: NumberEvent) -> None:
        """Take over one journalled event while the station recovers."""
        match event:
            case BlockHeld(day=day, ordinal=ordinal, block=block, size=size, drawn=drawn):
                held = Block(day, block, size)
                for place_id in drawn:
                    held = (held.draw(place_id, day) or (held, ""))[0]
                self._blocks[day, ordinal] = held
            case HubNumbersKnown(day=day, places=places, numbers=given):
                self._of_hub |= {place_id: (day, number) for place_id, number in zip(places, given, strict=True)}
            case BlockNumberGiven(day=day, place_id=place_id, number=number):
                for key, held in self._blocks.items():
                    taken = held.draw(place_id, day)
                    if taken is not None and taken[1] == number:
                        self._blocks[key] = taken[0]
                self._unreported[place_id] = event
            case BlockNumberReported(place_id=place_id):
                self._unreported.pop(place_id, None)

    def held(self) -> Iterator[NumberEvent]:
        """The blocks and numbers that still matter, as a checkpoint carries them on."""
        today = self._today()
        known = {place_id: number for place_id, (day, number) in self._of_hub.items() if day == today}
        if known:
            yield HubNumbersKnown(today, tuple(known), tuple(known.values()))
        for (day, ordinal), block in self._blocks.items():
            if block.drawn or day >= today:
                yield BlockHeld(day, ordinal, block.block, block.size, tuple(block.drawn))

    def clock_turned(self) -> None:
        """From now on nobody here knows of numbers given before this start whether their day is over; the hub does."""
        self._doubtful = True

    def start(self) -> None:
        """After recovery: report what is open and hold blocks, from now on.

        What was given before this start on another day than the clock shows now may be of a day that goes on, however
        often the program was started since: the hub knows.
        """
        if any(given.day != self._today() for given in self._unreported.values()):
            self._doubtful = True
        if self._desk is not None:
            self._tend()

    def draw(self, visit_id: str, wish: fx.DrawNumber) -> None:
        """Numbers for the tickets that have none; the visit hears of them, or that there are none."""
        if self._drawing != wish.id:
            self._drawing, self._seen = wish.id, {}
        wanted = tuple(self._known(one) for one in self._wanted(wish))
        if self._desk is None or wish.alone:
            self._draw_alone(visit_id, wish.id, wanted)
            return
        desk = self._desk

        def heard(seen: list[PlaceSeen]) -> None:
            self._heard(visit_id, wish.id, wanted, seen)

        self._loop.work("draw-number", lambda: _issued(desk, wanted), heard)

    def _wanted(self, wish: fx.DrawNumber) -> Iterator[Wanted]:
        places = wanted_places(
            wish.id, self._station_id, wish.tickets, priority=wish.priority, appointment_at=wish.appointment_at
        )
        return (place for place in places if place.source is Source.HUB)

    def _known(self, wanted: Wanted) -> Wanted:
        """What this station has given for the place already stands, whatever the hub knows of it."""
        known = self._given(wanted.place_id)
        return wanted if known is None else replace(wanted, number=known, source=Source.BLOCK)

    def _heard(self, visit_id: str, drawing: str, wanted: tuple[Wanted, ...], seen: list[PlaceSeen]) -> None:
        for place in seen:
            if place.place_id in self._unreported and place.number == self._unreported[place.place_id].number:
                self._told(place.place_id)
        if drawing != self._drawing:
            return
        self._seen |= {place.place_id: place for place in seen}
        wanted = tuple(self._known(one) for one in wanted)
        if len(seen) < len(wanted) or any(self._stands_against(one) for one in wanted):
            self._draw_alone(visit_id, drawing, wanted)
        else:
            self._keep(seen)
            places = tuple(_place(self._seen[one.place_id]) for one in wanted)
            self._answer(visit_id, ev.NumberDrawn(drawing, places))
            self._report()

    def _keep(self, seen: list[PlaceSeen]) -> None:
        today = self._today()
        new = [place for place in seen if self._of_hub.get(place.place_id) != (today, place.number)]
        if new:
            known = HubNumbersKnown(today, tuple(one.place_id for one in new), tuple(one.number for one in new))
            self._record(STATION, known)
            self.replay(known)

    def _stands_against(self, wanted: Wanted) -> bool:
        """Whether the patient has been shown another number than the hub's, whose answer came too late."""
        return wanted.source is Source.BLOCK and self._seen[wanted.place_id].number != wanted.number

    def _draw_alone(self, visit_id: str, drawing: str, wanted: tuple[Wanted, ...]) -> None:
        """What the hub or this station ever said stands; the rest comes from a block, or the visit has no number."""
        self._keep([place for place in self._seen.values() if self._given(place.place_id) is None])
        missing = [one for one in wanted if self._given(one.place_id) is None and not self._hubs(one.place_id)]
        free = sum(block.size - len(block.drawn) for block in self._of(self._today()))
        if len(missing) > free:
            self._answer(visit_id, ev.NumberNotDrawn(drawing))
            return
        for one in missing:
            self._give(visit_id, one)
        self._answer(visit_id, ev.NumberDrawn(drawing, tuple(self._standing(one.place_id) for one in wanted)))
        if self._desk is not None:
            self._reserve()

    def _standing(self, place_id: str) -> QueuePlace:
        own, seen = self._given(place_id), self._seen.get(place_id)
        if seen is not None and own in (None, seen.number):
            return _place(seen)
        return QueuePlace(own, provisional=place_id in self._unreported) if own else QueuePlace(self._hubs(place_id))

    def _hubs(self, place_id: str) -> str:
        """The number the hub gave the place today, as far as this station heard, or nothing."""
        day, number = self._of_hub.get(place_id, (None, ""))
        return number if day == self._today() else ""

    def _give(self, visit_id: str, wanted: Wanted) -> None:
        today = self._today()
        for block in self._of(today):
            taken = block.draw(wanted.place_id, today)
            if taken is None:
                continue
            given = BlockNumberGiven(
                today,
                wanted.place_id,
                taken[1],
                self._clock.now(),
                wanted.room,
                wanted.appointment_at,
                wanted.priority.value,
            )
            self._record(visit_id, given)
            self.replay(given)
            self._given_at[wanted.place_id] = self._clock.monotonic()
            return

    def _given(self, place_id: str) -> str | None:
        found = (block.drawn.get(place_id) for block in self._of(self._today()))
        return next((number for number in found if number is not None), None)

    def _of(self, day: date) -> Iterable[Block]:
        return [block for (of_day, _), block in sorted(self._blocks.items()) if of_day == day]

    # -- blocks and reports

    def _tend(self) -> None:
        today = self._today()
        days = list(dict.fromkeys(day for day, _ in self._blocks))[-KEPT_DAYS:]
        self._blocks = {key: block for key, block in self._blocks.items() if key[0] in days}
        self._of_hub = {place_id: known for place_id, known in self._of_hub.items() if known[0] >= today}
        self._reserve()
        self._report()
        self._loop.later(TEND_S, self._tend)

    def _reserve(self) -> None:
        """The next block that is missing: for today, towards the end of one another, for tomorrow."""
        today = self._today()
        lacking = next((day for day in (today, today + timedelta(days=1)) if self._left(day) <= LOW), None)
        desk = self._desk
        if desk is None or lacking is None or self._reserving:
            return
        self._reserving = True
        ordinal = 1 + len(list(self._of(lacking)))

        def reserved(outcome: Outcome[Block]) -> None:
            self._reserving = False
            match outcome:
                case Done(value=block) if block.day == lacking:
                    held = BlockHeld(lacking, ordinal, block.block, block.size)
                    self._record(STATION, held)
                    self.replay(held)
                    self._reserve()
                case _:
                    log.warning("no_block", extra={"outcome": type(outcome).__name__})

        self._loop.work("reserve-block", lambda: desk.reserve(self._station_id, ordinal, lacking), reserved)

    def _left(self, day: date) -> int:
        return sum(block.size - len(block.drawn) for block in self._of(day))

    def _report(self) -> None:
        """One after the other, so that a hub that is away keeps no more than one worker waiting."""
        for given in list(self._unreported.values()):
            if given.day != self._today() and not self._turned_since(given):
                self._told(given.place_id, "day_over")
        first = next(iter(self._unreported.values()), None)
        if self._desk is not None and first is not None and not self._reporting:
            self._reporting = True
            self._report_one(self._desk, first)

    def _turned_since(self, given: BlockNumberGiven) -> bool:
        """Whether the clock shows another time than has passed since: then the hub says whether the day is over."""
        then = self._given_at.get(given.place_id)
        if then is None:
            return self._doubtful
        passed = timedelta(seconds=self._clock.monotonic() - then)
        return abs(self._clock.now() - given.at - passed) > TOLERATED

    def _report_one(self, desk: NumberDesk, given: BlockNumberGiven) -> None:
        priority = Priority(given.priority or Priority.NONE)
        wanted = Wanted(
            given.place_id,
            self._station_id,
            given.room,
            priority,
            given.appointment_at,
            given.number,
            Source.BLOCK,
            given.at,
        )

        def reported(outcome: Outcome[PlaceSeen]) -> None:
            self._reporting = False
            match outcome:
                case Done(value=seen) if seen.number == given.number:
                    self._told(given.place_id)
                case Done():
                    self._told(given.place_id, "other_number")
                case Refused(code=code) if code in FINAL:
                    self._told(given.place_id, code)
                case _:
                    return  # told again at the next look
            self._report()

        self._loop.work("report-number", lambda: desk.issue(wanted), reported)

    def _told(self, place_id: str, refused: str = "") -> None:
        if place_id not in self._unreported:
            return
        if refused:
            log.warning("number_not_taken", extra={"reason": refused})
        self._given_at.pop(place_id, None)
        told = BlockNumberReported(place_id, refused)
        self._record(STATION, told)
        self.replay(told)

    def _today(self) -> date:
        return self._clock.now().astimezone(VIETNAM).date()


def _issued(desk: NumberDesk, wanted: tuple[Wanted, ...]) -> list[PlaceSeen]:
    """The hub's answers, as far as it gave them."""
    seen = []
    for one in wanted:
        outcome = desk.issue(one)
        if not isinstance(outcome, Done):
            log.warning("hub_silent", extra={"call": "number", "outcome": type(outcome).__name__})
            break
        seen.append(outcome.value)
    return seen


def _place(seen: PlaceSeen) -> QueuePlace:
    return QueuePlace(seen.number, seen.people_before, seen.minutes, seen.link or "")
