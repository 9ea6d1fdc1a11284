"""The hub's queue: the machine of `kiosk.queue` over the hub's journal, with the day, the tokens and the rooms' keys.

All methods but `knows` and `key_fits` run on the owner's thread. A number, a block or a key is in the journal before
the answer leaves, so that none is given twice after a restart.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import b32encode
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo

from his_client.outcome import Done, Outcome, Refused
from kiosk.boot import Boot, Since, UnknownBoot
from kiosk.clock import TOLERATED, VIETNAM, Clock, Drift
from kiosk.journal import Journal
from kiosk.queue import desk
from kiosk.queue.blocks import CARRIED, OF_DAY_BEFORE, SIZE, Block, reserve
from kiosk.queue.desk import Wanted
from kiosk.queue.events import BlockReserved, ClockSeen, DayCarried, NumberIssued, QueueEvent, RoomKeyGiven
from kiosk.queue.order import Rule, order_of
from kiosk.queue.pace import pace_s, standing
from kiosk.queue.ports import Action, PlaceSeen, RoomSeen
from kiosk.queue.state import DayQueue, Place, State, joined, step

TOKEN_BYTES = 18
"""144 bits, 24 characters of a link."""
LONGEST_OFF = timedelta(days=60)
"""No hospital's hub is off for so long between two days; the longest holidays are a fortnight."""
KEY_BYTES = 10
"""80 bits, 16 characters that staff can type."""


@dataclass(frozen=True, slots=True)
class QueueSettings:
    """The rule, the hospital's zone (a day ends at its midnight), where phones find the hub (None: nowhere)."""

    hospital: str = ""
    phone_url: str | None = None
    rule: Rule = Rule()
    zone: tzinfo = VIETNAM
    block_size: int = SIZE


@dataclass(frozen=True, slots=True)
class Announced:
    """A room on the waiting-room's screen; `number` is empty while nobody is in it."""

    room: str
    number: str
    at: datetime | None
    calls: int


class QueueDesk:
    """The numbers of today, and of yesterday for whoever asks again after midnight.

    :param boot: what the machine knows of its clock.
    """

    def __init__(self, journal: Journal, clock: Clock, settings: QueueSettings, boot: Boot | None = None) -> None:
        self.settings = settings
        self._journal = journal
        self._clock = clock
        self._drift = Drift(clock)
        self._boot = boot or UnknownBoot()
        self._looked = False
        self._clock_seen: ClockSeen | None = None
        self._last_at: datetime | None = None
        self._came: date | None = None
        self._queue = DayQueue(date.min)
        self._yesterday = self._queue
        self._blocks: list[BlockReserved] = []
        self._places: dict[str, str] = {}
        self._tokens: dict[str, str] = {}
        self._keys: dict[str, str] = {}

    def replay(self, event: QueueEvent) -> None:
        """Take over one journalled event while the hub recovers."""
        self._last_at = event.at
        match event:
            case BlockReserved(day=day, at=at):
                self._enter(min(day, at.astimezone(self.settings.zone).date()))
                self._blocks.append(event)
            case RoomKeyGiven(room=room, digest=digest):
                self._keys[room] = digest
            case DayCarried(day=day, came=came):
                one = self._queue.unsure and day == self._yesterday.day
                if one:
                    self._queue = joined(self._yesterday, self._queue)
                self._queue, self._came = step(self._queue, event), came
                self._carry_blocks(came, day, joined=one)
            case ClockSeen(day=day, unsure=unsure):
                self._clock_seen = event
                if unsure and day > self._queue.day:
                    self._leave_open(day)
                self._queue = step(self._queue, event)
            case _:
                self._enter(event.day)
                self._queue = step(self._queue, event)
                if isinstance(event, NumberIssued) and event.token and event.day == self._queue.day:
                    self._tokens[event.place_id] = event.token
                    self._places[_digest(event.token)] = event.place_id

    def issue(self, wanted: Wanted) -> Outcome[PlaceSeen]:
        """See `NumberDesk.issue`."""
        now = self._today()
        if (known := self._find(wanted.place_id)) is not None:
            return self._again(known, wanted, now)
        issued = desk.issue(self._queue, wanted, now, secrets.token_urlsafe(TOKEN_BYTES), self._blocks)
        if isinstance(issued, Refused):
            return issued
        self._keep(wanted.place_id, issued)
        return Done(self._seen(self._queue.places[wanted.place_id], now))

    def _again(self, known: Place, wanted: Wanted, now: datetime) -> Outcome[PlaceSeen]:
        """The number a place has, or the one its station has shown meanwhile."""
        if known.id not in self._queue.places:
            return Done(self._seen(known, now))
        changed = desk.change(self._queue, known, wanted, now, self._blocks)
        if isinstance(changed, Refused):
            return changed
        if changed is not None:
            self._keep(known.id, changed)
        return Done(self._seen(self._queue.places[known.id], now))

    def reserve(self, station_id: str, ordinal: int, day: date) -> Outcome[Block]:
        """See `NumberDesk.reserve`."""
        now = self._today()
        if not self._queue.day <= day <= self._queue.day + timedelta(days=1):
            return Refused("day", "blocks are reserved for today or tomorrow")
        block = reserve(self._blocks, station_id, ordinal, day, now, self.settings.block_size)
        if isinstance(block, Refused):
            return block
        if block not in self._blocks:
            self._keep(f"station:{station_id}", block)
        return Done(Block(block.day, block.block, block.size))

    def place(self, place_id: str) -> Outcome[PlaceSeen]:
        """See `NumberDesk.place`."""
        now = self._today()
        found = self._find(place_id)
        return Refused("no_place") if found is None else Done(self._seen(found, now))

    def knows(self, token: str) -> bool:
        """Whether a phone page has this token; from any thread, so that guesses never reach the owner's."""
        return _digest(token) in self._places

    def by_token(self, token: str) -> PlaceSeen | None:
        """The number a phone page shows; None from the end of its day on."""
        now = self._today()
        place_id = self._places.get(_digest(token))
        place = self._queue.places.get(place_id or "")
        return None if place is None else self._seen(place, now)

    def room(self, room: str) -> Outcome[RoomSeen]:
        """See `RoomDesk.room`."""
        now = self._today()
        here = self._queue.room(room)
        current = self._queue.places[here.current] if here.current else None
        pace = pace_s(here)
        return Done(
            RoomSeen(
                room,
                here.open,
                current.number if current else None,
                current.calls if current else 0,
                current.called_at if current else None,
                tuple(place.number for place in order_of(self._queue, room, now, self.settings.rule)),
                tuple(self._queue.places[place_id].number for place_id in here.skipped),
                None if pace is None else round(pace / 60, 1),
                f"{current.entry}.{current.calls}" if current else "none",
            )
        )

    def act(
        self, room: str, action: Action, *, number: str = "", to: str = "", mark: str | None = None
    ) -> Outcome[RoomSeen]:
        """See `RoomDesk.act`.

        :param mark: what the caller saw; refused as `changed` when the room has gone on since.
        """
        now, seen = self._today(), self.room(room)
        if mark is not None and isinstance(seen, Done) and mark != seen.value.mark:
            return Refused("changed", "the room has gone on since; look again")
        events = self._events(room, action, now, number, to)
        if isinstance(events, Refused):
            return events
        self._keep(f"room:{room}", *events)
        return self.room(room)

    def rooms(self) -> tuple[str, ...]:
        """Every room numbers were sent to today, by name."""
        self._today()
        return tuple(sorted(self._queue.rooms))

    def announced(self, rooms: tuple[str, ...] = ()) -> tuple[Announced, ...]:
        """The open rooms (or those of `rooms` that are open), by name, each with the number in it."""
        self._today()
        return tuple(self._announced(rooms))

    def give_key(self, room: str) -> str:
        """A new key for a room's staff; the one before opens nothing any more."""
        now, text = self._today(), b32encode(secrets.token_bytes(KEY_BYTES)).decode()
        self._keep(f"room:{room}", RoomKeyGiven(self._queue.day, now, room, _digest(text)))
        return "-".join(text[start : start + 4] for start in range(0, len(text), 4))

    def picture(self) -> tuple[object, ...]:
        """All of today and what goes on from it, for comparing; it is not to be shown."""
        self._today()
        return self._queue, self._yesterday, tuple(self._blocks), dict(self._keys), dict(self._tokens)

    def key_fits(self, room: str, key: str) -> bool:
        """Whether a key, as staff typed it, opens a room; from any thread."""
        return hmac.compare_digest(self._keys.get(room, ""), _digest(plain_key(key)))

    def _events(self, room: str, action: Action, now: datetime, number: str, to: str) -> desk.Events | Refused:
        match action:
            case Action.CALL:
                return desk.call(self._queue, room, now, self.settings.rule, number)
            case Action.RECALL:
                return desk.recall(self._queue, room, now)
            case Action.SKIP:
                return desk.skip(self._queue, room, now)
            case Action.TRANSFER:
                return desk.transfer(self._queue, room, to, now, number)
            case Action.CLOSE:
                return desk.close(self._queue, room, now, number)
            case Action.SHUT:
                return desk.shut(self._queue, room, now)

    def _announced(self, rooms: tuple[str, ...]) -> Iterator[Announced]:
        for name, room in sorted(self._queue.rooms.items()):
            if room.open and (not rooms or name in rooms):
                current = self._queue.places[room.current] if room.current else None
                if current is None:
                    yield Announced(name, "", None, 0)
                else:
                    yield Announced(name, current.number, current.announced_at, current.calls)

    def _today(self) -> datetime:
        """The present instant in the hospital's zone; a new day is entered first, and a clock put back enters none.

        Where the clock was turned no night has passed: whoever waits goes on waiting, under the day it shows now.
        Where that cannot be known, a new day begins that gives none of the last one's numbers, and when the clock
        comes back to the last one, both were one day.
        """
        now, first = self._clock.now().astimezone(self.settings.zone), not self._looked
        turned = bool(self._drift.turned())
        since = self._boot.since()
        unsure = False
        if first:
            self._looked = True
            elsewhen, unsure = self._started(now, since)
            turned = turned or elsewhen
        queue, day = self._queue, now.date()
        given = queue.places or queue.unsure or any(block.day == queue.day for block in self._blocks)
        back = queue.unsure and day == self._yesterday.day
        if back or (turned and given and day not in (queue.day, self._yesterday.day)):
            self._keep("queue", DayCarried(day, now, queue.day))
        self._see(now, since, unsure=bool(unsure and not turned and given and day > queue.day))
        self._enter(day)
        return now

    def _started(self, now: datetime, since: Since | None) -> tuple[bool, bool]:
        """At the first look: whether the clock was turned since the last event, and whether nobody can know.

        Within one start of the machine that is measured. After another one, a clock that shows the day from which this
        one was carried was put right, and one that is so far ahead that a dead battery is likelier than so long a rest
        was turned. One that is behind enters no day anyway.
        """
        last, measured = self._last_at, self._measured(since)
        if last is None:
            return False, False
        if measured is not None:
            return abs(now - measured) > TOLERATED and measured.date() <= self._queue.day, False
        return now - last > LONGEST_OFF or now.date() == self._came, not self._boot.kept()

    def _measured(self, since: Since | None) -> datetime | None:
        """What the clock would show had nobody turned it since it was written down, in this start of the machine."""
        seen = self._clock_seen
        if seen is None or since is None or seen.boot != since.boot:
            return None
        return (seen.at + timedelta(seconds=since.seconds - seen.since_s)).astimezone(self.settings.zone)

    def _see(self, now: datetime, since: Since | None, *, unsure: bool) -> None:
        """Write down what is known of the machine's time, when that has changed."""
        measured = self._measured(since)
        changed = since is not None and (measured is None or abs(now - measured) > TOLERATED)
        kept = self._queue.unsure and self._boot.kept()
        if unsure or kept or changed:
            known = since or Since("", 0.0)
            self._keep("queue", ClockSeen(now.date(), now, known.boot, known.seconds, unsure, kept and not unsure))

    def _carry_blocks(self, came: date, day: date, *, joined: bool) -> None:
        """Their numbers stay those of their stations, and no more of them are given."""

        def carried(block: BlockReserved) -> BlockReserved:
            before = block.ordinal == OF_DAY_BEFORE and not joined
            return replace(block, day=day, ordinal=OF_DAY_BEFORE if before else CARRIED)

        self._blocks = [carried(block) if block.day == came else block for block in self._blocks]

    def _leave_open(self, day: date) -> None:
        """Before a day of which nobody knows whether it is one: what the last day needs if it goes on, and no more."""
        last = self._yesterday = self._queue
        blocks = [block for block in self._blocks if block.day >= last.day and block.ordinal != OF_DAY_BEFORE]
        self._blocks = [
            replace(block, day=day, ordinal=OF_DAY_BEFORE) if block.day == last.day else block for block in blocks
        ]
        self._tokens = {place_id: token for place_id, token in self._tokens.items() if place_id in last.places}
        self._places = {_digest(token): place_id for place_id, token in self._tokens.items()}
        self._came = None

    def _enter(self, day: date) -> None:
        if day <= self._queue.day:
            return
        self._yesterday = self._queue if self._queue.day == day - timedelta(days=1) else DayQueue(date.min)
        self._queue, self._came = DayQueue(day), None
        self._blocks = [block for block in self._blocks if block.day >= day]
        self._places, self._tokens = {}, {}

    def _keep(self, subject: str, *events: QueueEvent) -> None:
        self._journal.append([(subject, event) for event in events])
        for event in events:
            self.replay(event)

    def _find(self, place_id: str) -> Place | None:
        return self._queue.places.get(place_id) or self._yesterday.places.get(place_id)

    def _seen(self, place: Place, now: datetime) -> PlaceSeen:
        if place.id not in self._queue.places:
            return PlaceSeen(place.id, place.number, place.room, place.state if place.final else State.LEFT)
        token, base = self._tokens.get(place.id), self.settings.phone_url
        link = f"{base}/q/{token}" if base and token else None
        stands = standing(self._queue, place, now, self.settings.rule)
        return PlaceSeen(place.id, place.number, place.room, place.state, stands.people_before, stands.minutes, link)


def plain_key(typed: str) -> str:
    """A room's key without the hyphens and spaces that make it easy to type."""
    return "".join(typed.upper().replace("-", "").split())


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
