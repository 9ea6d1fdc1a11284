"""The machine's clock is turned while patients come: hours, years, over midnight, into another zone, to and fro.

Hospital, insurer and bank keep the right time; the station and the hub have the wrong one, in virtual days. Judged are
their books, what patients were shown, the numbers of the day, who still stands in a room's queue, and what retention
would erase.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from his_client.outcome import Done
from kiosk.boot import Since
from kiosk.campaign.values import Broken, Promise, Row
from kiosk.clock import VIETNAM
from kiosk.life.lived import due_of_station
from kiosk.loop import Callback
from kiosk.queue.events import NumberIssued
from kiosk.queue.ports import PlaceSeen
from kiosk.queue.state import State
from kiosk.simulation.day import Day
from kiosk.simulation.invariants import Ledger, check
from kiosk.simulation.time import SimProcess, SimTime
from kiosk.simulation.world import Faults, Machine
from kiosk.station.records import BlockNumberReported, ClockTurned
from kiosk.visit.values import Ending
from kiosk.visit.view import DeskView, View

VISITS = 6
FAULTS = replace(Faults.profile("all"), crash=0.0)
"""Everything fails but the machine: where it does, a scenario says so."""
KEEP_DAYS = 30
JUDGED = (Promise.KEPT, Promise.ONCE, Promise.ENDED, Promise.CHAINED, Promise.AGREED, Promise.REFUSED)
YEAR_1970 = datetime(1970, 1, 1, 0, 20, tzinfo=UTC)
YEAR_2038 = datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC)


class TurnedTime(SimTime):
    """Virtual time as the station and hub read it: `off` from the true one, in `zone`; it passes as it does."""

    def __init__(self, true: SimTime) -> None:
        self._true = true
        self.off = timedelta()
        self.zone: tzinfo = VIETNAM

    def now(self) -> datetime:
        """What the turned clock shows."""
        return (self._true.now() + self.off).astimezone(self.zone)

    def monotonic(self) -> float:
        """See `Clock`."""
        return self._true.monotonic()

    def at(self, seconds: float, process: SimProcess, callback: Callback) -> Callback:
        """See `SimTime.at`."""
        return self._true.at(seconds, process, callback)


class Running:
    """A machine that is on all day: it knows how long, whatever its clock shows."""

    def __init__(self, true: SimTime) -> None:
        self._true = true

    def since(self) -> Since | None:
        """See `Boot`."""
        return Since("all day", self._true.monotonic())

    def kept(self) -> bool:
        """See `Boot`."""
        return False


Turn = Callable[["TurnedDay", Random], None]


@dataclass(frozen=True, slots=True)
class Scenario:
    """One way a clock goes wrong: what happens to it in the middle of a visit, and how it is put right later.

    `boots`: the machine stops and starts right after, as it does with an empty clock battery; `killed`: only its
    programs do, and it knows for how long; `flickers`: it does so once more. `at`: the true time of day at which the
    visits begin. `flagged`: so much that a row of the station has to say so.
    """

    name: str
    turn: Turn
    boots: bool = False
    killed: bool = False
    flickers: bool = False
    at: tuple[int, int, int] = (7, 0, 0)
    flagged: bool = True


def _by(delta: timedelta) -> Turn:
    def turn(day: TurnedDay, _random: Random) -> None:
        day.clock.off += delta

    return turn


def _to(moment: datetime) -> Turn:
    def turn(day: TurnedDay, _random: Random) -> None:
        day.clock.off = moment - day.time.now()

    return turn


def _zone(name: str) -> Turn:
    def turn(day: TurnedDay, _random: Random) -> None:
        day.clock.zone = ZoneInfo(name)

    return turn


def _to_and_fro(day: TurnedDay, random: Random) -> None:
    """By up to two days, every 20 seconds, for as long as the visits last."""
    day.clock.off = timedelta(hours=random.uniform(-48, 48))
    day.later(20.0, lambda: _to_and_fro(day, random) if day.wrong else None)


SCENARIOS = (
    Scenario("an hour back", _by(timedelta(hours=-1))),
    Scenario("an hour ahead", _by(timedelta(hours=1))),
    Scenario("a day back", _by(timedelta(days=-1))),
    Scenario("a day ahead", _by(timedelta(days=1))),
    Scenario("seven weeks ahead", _by(timedelta(weeks=7))),
    Scenario("1970", _to(YEAR_1970)),
    Scenario("2038", _to(YEAR_2038)),
    Scenario("started in 1970", _to(YEAR_1970), boots=True),
    Scenario("started in 2038", _to(YEAR_2038), boots=True),
    Scenario("started a day back", _by(timedelta(days=-1)), boots=True),
    Scenario("started a day ahead", _by(timedelta(days=1)), boots=True, flagged=False),
    Scenario("killed, and started a day ahead", _by(timedelta(days=1)), boots=True, killed=True, flagged=False),
    Scenario("killed, and started a day back", _by(timedelta(days=-1)), boots=True, killed=True),
    Scenario("a step back over midnight", _by(timedelta(seconds=-40)), at=(23, 59, 40), flagged=False),
    Scenario("a step ahead over midnight", _by(timedelta(seconds=40)), at=(23, 58, 50), flagged=False),
    Scenario("an hour back over midnight", _by(timedelta(hours=-1)), at=(23, 59, 40)),
    Scenario("zone of Tokyo", _zone("Asia/Tokyo"), at=(22, 30, 0), flagged=False),
    Scenario("zone of London", _zone("Europe/London"), flagged=False),
    Scenario("zone of Los Angeles", _zone("America/Los_Angeles"), flagged=False),
    Scenario("to and fro", _to_and_fro),
    Scenario("started twice a day ahead", _by(timedelta(days=1)), boots=True, flickers=True, flagged=False),
)


class TurnedDay(Day):
    """A day at a machine whose clock is turned in the middle of a visit, and put right in the middle of a later one."""

    def __init__(self, seed: int, scenario: Scenario, faults: Faults, *, numberless: bool) -> None:
        self.clock = TurnedTime(SimTime())
        self.wrong = False
        self.turned_at = 0.0
        self.desk_numbers: list[tuple[str, str]] = []
        self.erasable: set[int] = set()
        self.written = 0
        self._scenario = scenario
        self._chance = Random(seed + 9)
        super().__init__(seed, faults, numberless=numberless, make=self._make)
        hours, minutes, seconds = scenario.at
        wanted = self.time.now().replace(hour=hours, minute=minutes, second=seconds)
        self._wait(max(0.0, (wanted - self.time.now()).total_seconds()))

    def play(self) -> None:
        """The visits, with the clock turned and put right at moments drawn from the seed."""
        turned, righted = self._chance.randrange(1, 3), self._chance.randrange(3, VISITS)
        for number in range(VISITS):
            if number == turned:
                self.later(self._chance.uniform(0.0, 25.0), self._turn)
            if number == righted:
                self.later(self._chance.uniform(0.0, 25.0), self._right)
            self.visit(number)
            self._look()
        if self.wrong:
            self._right()
        self.close()
        self._look()

    def later(self, seconds: float, then: Callback) -> None:
        """Something outside the machine happens."""
        self._lobby.later(seconds, then)

    def _make(self, time: SimTime, *rest: Any, **more: Any) -> Machine:
        self.clock = TurnedTime(time)
        more["known"] = Running(time) if self._scenario.killed else None
        return Machine(self.clock, *rest, **more)

    def _turn(self) -> None:
        self.wrong, self.turned_at = True, self.time.monotonic()
        self.written = -self.machine.journal.seq
        self._scenario.turn(self, self._chance)
        if self._scenario.boots:
            self._restart()
        if self._scenario.flickers:
            self.later(self._chance.uniform(1.0, 20.0), self._restart)
        self._look()

    def _right(self) -> None:
        self.wrong = False
        self.written += self.machine.journal.seq
        self.clock.off, self.clock.zone = timedelta(), VIETNAM
        self._look()

    def _look(self) -> None:
        """What retention would erase at this moment."""
        self.machine.station.checkpoint() if self.machine.station.visit is None else None
        self.erasable |= set(due_of_station(self.machine.journal, KEEP_DAYS, self.clock).rows)

    def _seen(self, view: View) -> None:
        if isinstance(view.content, DeskView) and view.content.number:
            seen = (view.content.number, view.visit_id)
            if seen not in self.desk_numbers:
                self.desk_numbers.append(seen)
        super()._seen(view)


def problems_of(day: TurnedDay, scenario: Scenario) -> Iterator[tuple[Promise, str]]:
    """Everything that went wrong on a day that has been played."""
    ledger = Ledger(day.machine, day.his.book, day.bank.ledger, day.witnesses, day.numberless)
    over_midnight = scenario.at[0] >= 22
    ended = over_midnight and any(
        isinstance(row.event, BlockNumberReported) and row.event.refused in ("day_over", "no_block")
        for row in day.machine.journal.rows()
    )
    for result in check(ledger):
        # A number given alone around a true midnight is of a day that is over when the hub hears of it; it refuses it,
        # the log says so, and that patient's place is found by their registration.
        if not result.held and not (ended and result.id == "one_number_for_each_registration"):
            yield _PROMISE.get(result.id, Promise.KEPT), f"{result.id}: {result.example}"
    if day.erasable:
        yield Promise.KEPT, f"{len(day.erasable)} rows of today would be erased"
    begins = day.time.now().date().isoformat()
    for number, count in Counter(number for number, _ in day.desk_numbers).items():
        if count > (2 if over_midnight else 1):
            yield Promise.ONCE, f"the desk's number {number} was given {count} times before {begins} ended"
    if (
        scenario.flagged
        and day.written
        and not any(isinstance(row.event, ClockTurned) for row in day.machine.journal.rows())
    ):
        yield Promise.REFUSED, "no row says that the clock was turned"
    yield from _of_the_queue(day, over_midnight)
    for visit in ledger.visits().values():
        if visit.ending is Ending.HANDED_OVER and visit.facts.registered is None and visit.reason == "another_day":
            yield Promise.ENDED, f"visit {visit.id} was given up as another day's"


def _of_the_queue(day: TurnedDay, over_midnight: bool) -> Iterator[tuple[Promise, str]]:
    """Whoever holds a number of the hub's stands in a queue: the clock is right again, and nobody has gone."""
    if not day.numberless or over_midnight:
        return
    issued = {
        row.event.place_id: row.event.room
        for row in day.machine.hub_journal.rows()
        if isinstance(row.event, NumberIssued)
    }
    numbers: Counter[str] = Counter()
    for place_id, room in issued.items():
        match day.machine.hub.queue.place(place_id):
            case Done(value=PlaceSeen(number=number, state=State.WAITING)):
                numbers[number] += 1
            case _:
                yield Promise.KEPT, f"{place_id} waits at {room} and stands in no queue"
    for number, count in numbers.items():
        if count > 1:
            yield Promise.ONCE, f"number {number} is that of {count} places of one day"


_PROMISE = {
    "one_registration_per_confirmed_visit": Promise.ONCE,
    "one_payment_per_bill": Promise.ONCE,
    "no_two_numbers_in_one_room": Promise.ONCE,
    "one_number_for_each_registration": Promise.ONCE,
    "every_dong_is_accounted_for": Promise.AGREED,
    "every_visit_ends": Promise.ENDED,
    "every_delivery_is_settled": Promise.ENDED,
    "hash_chain_verifies": Promise.CHAINED,
}


def clock_campaign(trials: int, seed: int, say: Callable[[str], None]) -> list[Row]:
    """`trials` days for each scenario: by turns calm or with every fault, with the HIS's numbers or the hub's."""
    return [_row(scenario, trials, seed, say) for scenario in SCENARIOS]


def _row(scenario: Scenario, trials: int, seed: int, say: Callable[[str], None]) -> Row:
    broken = []
    for trial in range(seed, seed + trials):
        found = _tried(scenario, trial)
        broken += [Broken(f"{scenario.name}:{trial}", promise, seen) for promise, seen in found]
        for _, seen in found:
            say(f"{scenario.name}:{trial}: {seen}")
    say(f"{scenario.name}: {trials} days, {len({one.seed for one in broken})} failed")
    return Row("clock", f"clock: {scenario.name}", trials, JUDGED, tuple(broken))


def _tried(scenario: Scenario, seed: int) -> list[tuple[Promise, str]]:
    try:
        day = played(scenario, seed)
    except Exception as error:
        return [(Promise.ENDED, f"the program failed: {error!r}")]
    found = list(problems_of(day, scenario))
    day.machine.close()
    return found


def played(scenario: Scenario, seed: int) -> TurnedDay:
    """One day of this scenario; everything follows from the seed."""
    day = TurnedDay(seed, scenario, FAULTS if seed % 4 >= 2 else Faults(), numberless=bool(seed % 2))
    day.play()
    return day
