"""Every call with every fault: what the product says of it, how long it takes, and what the neighbour holds afterwards.

A pair is judged like this. The call ends within its deadlines, in an Outcome. Done is true: asked again over a good
line, it is the same. Refused is what the neighbour says, or nothing happened there. "Unreachable" means that nothing
was delivered. What was to happen once is there once, after the product has asked again; and nothing follows a redirect.
"""

from __future__ import annotations

import itertools
import socket
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from his_client.outcome import Done, Refused, Unknown
from kiosk.campaign.certificates import Certificate
from kiosk.campaign.neighbours.adapters import ADAPTERS, NAME_OF_NOBODY
from kiosk.campaign.neighbours.call import Call
from kiosk.campaign.neighbours.hospital import DEADLINE_S, PIN_S, Neighbourhood, faults_of, new_book
from kiosk.campaign.values import Broken, Promise, Row
from kiosk.campaign.wire import Fault

NOWHERE = ("refused", "no_such_name", "connect_hangs")
"""Faults of the address: nobody listens, nobody is called so, nobody takes the connection."""
SHOWN = tuple(kind.value for kind in Certificate if kind is not Certificate.GOOD)
PROMISES = (Promise.ONCE, Promise.AGREED, Promise.REFUSED, Promise.BOUNDED, Promise.PRIVATE)
PASSING = frozenset({"busy", "unauthorised", "locked"})
"""Refusals that say nothing of the request: too many ask, the account is not accepted, too many PINs were tried."""
SLACK_S = 6.0
"""Beside the deadlines of the requests: this machine may be busy. A slow body of a kilobyte would take 100 seconds."""
AGAIN = 3
"""How often the product may ask again before it must have a good answer over a good line."""
PATIENT_S = 15.0
"""The deadline of whoever prepares and asks last: a machine that is busy must not look like a line that is bad."""
PREPARED = 10
"""Tries to prepare whom a call is about."""
EACH = 4
"""Requests of a call that each meet every fault."""
OF_A_BOOK = 5
"""Pairs before a new book is begun, where a line has one of its own (`new_book`)."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One call and one fault; `place` is which of the call's requests meets it, from 0."""

    call: Call
    fault: str
    place: int = 0

    @property
    def name(self) -> str:
        """What plays it again: `adapter.method*fault@place`."""
        return f"{self.call.name}*{self.fault}@{self.place}"


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair that was played, and what did not hold."""

    pair: Pair
    broken: tuple[tuple[Promise, str], ...]


def faults_for(call: Call) -> tuple[str, ...]:
    """The names of every fault a call can meet."""
    # Plain HTTP never leaves this machine: the client takes neither a name nor a certificate there.
    tls, beyond = ADAPTERS[call.adapter].tls, ADAPTERS[call.adapter].beyond
    nowhere = [fault for fault in NOWHERE if not beyond and (tls or fault != "no_such_name")]
    return (*nowhere, *(SHOWN if tls else ()), *(fault.value for fault in faults_of(call.adapter)))


class NotPrepared(Exception):
    """A pair that could not be begun."""


class Lane:
    """One adapter's line, and its pairs one after the other."""

    def __init__(self, here: Neighbourhood, adapter: str, numbers: Iterator[int]) -> None:
        self._here = here
        self._adapter = ADAPTERS[adapter]
        self._line = here.lines[adapter]
        self._doors = here.doors[adapter]
        self._numbers = numbers
        self._sends: dict[str, int] = {}

    def requests_of(self, call: Call) -> int:
        """How many requests a call sends over a good line; it is made once for that."""
        if call.name not in self._sends:
            adapter = self._made(self._good, PATIENT_S)
            subject = self._prepared(call, adapter)
            before = len(self._line.calls)
            call.do(adapter, subject)
            self._sends[call.name] = len(self._line.calls) - before
        return self._sends[call.name]

    def _made(self, url: str, deadline_s: float = DEADLINE_S) -> Any:
        return self._adapter.make(self._here, url, max(deadline_s, self._adapter.least_s))

    @property
    def _good(self) -> str:
        return self._doors[Certificate.GOOD] if self._adapter.tls else self._line.url

    def play(self, pair: Pair) -> Judged:
        """Play one pair and judge it."""
        try:
            return self._played(pair)
        except NotPrepared as error:
            return Judged(pair, ((Promise.AGREED, str(error)),))

    def _played(self, pair: Pair) -> Judged:
        call, here, line = pair.call, self._here, self._line
        with suppress(Exception):
            # Somebody else's answer is on record before, for a line that mixes answers up.
            other = self._made(self._good)
            call.do(other, self._prepared(call, other))
        good = self._made(self._good)
        subject = self._prepared(call, good)
        held_before = call.effects(here, subject) if call.effects else 0
        seen_before, trapped = len(line.calls), len(line.trapped)
        with self._spoiled(pair, good) as adapter:
            began = time.monotonic()
            outcome, failed = _made(call, adapter, subject)
            seconds = time.monotonic() - began
        seen = line.calls[seen_before:]
        # Of several requests the first may only have asked: what counts then is what the neighbour holds.
        delivered = sum(one.delivered for one in seen) if len(seen) == 1 else 0
        held = call.effects(here, subject) if call.effects else 0
        settled = self._settle(call, adapter if adapter is not good and pair.fault == Fault.TWICE else good, subject)
        if pair.fault == Fault.OTHER and isinstance(outcome, Done) and not outcome.value:
            # "There is none" names nobody, whoever it was said to: what follows is sent under the same key.
            outcome = Unknown("other_answer")
        broken = list(_judged(call, outcome, failed, settled, delivered, held - held_before))
        if seconds > PIN_S * (2 + len(seen)) + SLACK_S:
            broken.append((Promise.BOUNDED, f"took {seconds:.1f} s"))
        if pair.fault in SHOWN and any(self._doors[Certificate(pair.fault)].endswith(f":{one.door}") for one in seen):
            broken.append((Promise.REFUSED, "a certificate that must not be believed was believed"))
        if len(line.trapped) > trapped:
            broken.append((Promise.PRIVATE, "a redirect was followed"))
        if call.effects and isinstance(settled, Done):
            # Whoever asks may learn that there is none, and then there must be none.
            right = 0 if call.method.startswith("find_") and settled.value is None else 1
            if (count := call.effects(here, subject)) != right:
                broken.append((Promise.ONCE, f"the neighbour holds it {count} times"))
        return Judged(pair, tuple(broken))

    def _prepared(self, call: Call, adapter: Any) -> Any:
        """Whom the call is about; tried again, since a busy machine may miss a deadline over a good line too.

        :raises NotPrepared: when it never came to be.
        """
        asked = adapter if self._adapter.remembers else self._made(self._good, PATIENT_S)
        for _ in range(PREPARED):
            with suppress(AssertionError):
                return call.prepare(self._here, asked, next(self._numbers))
        raise NotPrepared("whom it is about could not be prepared over a good line")

    @contextmanager
    def _spoiled(self, pair: Pair, good: Any) -> Iterator[Any]:
        """The adapter over a line that meets the fault: the good one's own line, or another address."""
        if pair.fault not in (*NOWHERE, *SHOWN):
            self._line.arm(*[None] * pair.place, Fault(pair.fault))
            try:
                yield good
            finally:
                self._line.disarm()
            return
        with _address(pair.fault, self._doors) as (host, url):
            scheme = "https" if self._adapter.tls else "http"
            yield self._made(url or f"{scheme}://{host}")

    def _settle(self, call: Call, adapter: Any, subject: Any) -> Any:
        """What the product has learned once the line is good again; at last with more time for each request."""
        outcome: Any = None
        for place in range(AGAIN + 1):
            asked = adapter if place < AGAIN else self._made(self._good, PATIENT_S)
            outcome, _ = _made(call, asked, subject)
            if not isinstance(outcome, Unknown):
                break
            time.sleep(0.1)
        return outcome


@contextmanager
def _address(fault: str, doors: dict[Certificate, str]) -> Iterator[tuple[str, str]]:
    """Host and port where the fault of an address is met, or a whole address."""
    if fault in SHOWN:
        yield "", doors[Certificate(fault)]
    elif fault == "no_such_name":
        yield f"{NAME_OF_NOBODY}:443", ""
    elif fault == "refused":
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
        yield f"127.0.0.1:{port}", ""
    else:
        with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
            port = full.getsockname()[1]
            waiting = [socket.socket() for _ in range(4)]
            for one in waiting:
                one.setblocking(False)
                one.connect_ex(("127.0.0.1", port))
            try:
                yield f"127.0.0.1:{port}", ""
            finally:
                for one in waiting:
                    one.close()


def _made(call: Call, adapter: Any, subject: Any) -> tuple[Any, str]:
    try:
        return call.do(adapter, subject), ""
    except Exception as error:
        return None, f"{type(error).__name__}: {error}"[:200]


def _judged(
    call: Call, outcome: Any, failed: str, settled: Any, delivered: int, done: int
) -> Iterator[tuple[Promise, str]]:
    if failed:
        yield Promise.REFUSED, f"raised {failed}"
        return
    said_before = isinstance(settled, Refused) and settled.code in call.settled | PASSING
    match outcome:
        case Done(value=value):
            if isinstance(settled, Done) and call.seen(value) != call.seen(settled.value):
                yield Promise.AGREED, "done, and asked again it is something else"
            elif not isinstance(settled, Done) and not said_before:
                yield Promise.AGREED, f"done, and asked again {settled}"
        case Refused(code=code):
            if done and code not in call.settled:  # a request that came twice was done the first time
                yield Promise.AGREED, f"refused as {code}, and it was done"
            elif settled != outcome and code not in PASSING and not said_before:
                yield Promise.AGREED, f"refused as {code}, and asked again {settled}"
        case Unknown(reason="unreachable"):
            if (delivered or done) and call.effects:
                yield Promise.AGREED, "said that nothing was sent, and it was delivered"
        case Unknown():
            pass
        case _:
            yield Promise.REFUSED, f"answered {type(outcome).__name__}"
    if isinstance(settled, Unknown) or settled is None:
        yield Promise.AGREED, f"still {settled} over a good line"


def all_pairs(here: Neighbourhood, calls: Sequence[Call], numbers: Iterator[int]) -> dict[str, list[Pair]]:
    """Every pair, by adapter; a call of several requests meets each fault at each of them, or, of more than `EACH`, at
    its first two, its middle and its last."""
    lanes: defaultdict[str, list[Pair]] = defaultdict(list)
    counting = {name: Lane(here, name, numbers) for name in {call.adapter for call in calls}}
    for call in calls:
        sends = max(1, counting[call.adapter].requests_of(call))
        for fault in faults_for(call):
            places = (0,) if fault in (*NOWHERE, *SHOWN) else _places(sends)
            lanes[call.adapter] += [Pair(call, fault, place) for place in places]
    return dict(lanes)


def _places(sends: int) -> tuple[int, ...]:
    return tuple(range(sends)) if sends <= EACH else tuple(sorted({0, 1, sends // 2, sends - 1}))


def play_pairs(
    here: Neighbourhood, lanes: dict[str, list[Pair]], numbers: Iterator[int], say: Callable[[str], None], *, width: int
) -> list[Judged]:
    """Play every lane, `width` of them at once; within a lane one pair after the other."""
    judged: list[Judged] = []

    def along(adapter: str) -> list[Judged]:
        found = []
        left = deque(lanes[adapter])
        while left:
            with new_book(here, adapter) as there:
                lane = Lane(there, adapter, numbers)
                for _ in range(min(OF_A_BOOK, len(left))):
                    found.append(lane.play(left.popleft()))
                    for promise, seen in found[-1].broken:
                        say(f"{found[-1].pair.name}: {promise}: {seen}")
        say(f"{adapter}: {len(found)} pairs, {sum(bool(one.broken) for one in found)} broken")
        return found

    with ThreadPoolExecutor(width, thread_name_prefix="pairs") as pool:
        for found in pool.map(along, sorted(lanes, key=lambda name: -len(lanes[name]))):
            judged += found
    return judged


def pair_rows(judged: Iterable[Judged]) -> list[Row]:
    """A row for each fault."""
    by_fault: defaultdict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        by_fault[one.pair.fault].append(one)
    return [
        Row(
            "neighbours",
            fault,
            len(found),
            PROMISES,
            tuple(Broken(one.pair.name, promise, seen) for one in found for promise, seen in one.broken),
        )
        for fault, found in by_fault.items()
    ]


def numbers_from(first: int) -> Iterator[int]:
    """Numbers for subjects; `itertools.count` is safe between threads."""
    return itertools.count(first)
