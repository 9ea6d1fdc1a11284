"""Stations' journal rows on their way to the hub: gathered for a moment, handed on together, answered one by one.

The hub writes what comes together with one sync of its disk. Rows of patients being served now go first; of stations
that come back with a long backlog a bounded part goes along each time, in turn, so that none of them holds up the rest.
"""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass

GATHER_S = 0.1
"""Rows are handed on at most so often: nobody waits for them, and a commit costs the same however many it takes."""
MOST_TOGETHER = 1024 * 1024
"""Bytes handed on together, backlog apart: eighty visits. Their answers go out together too, between heartbeats."""
BACKLOG = 64 * 1024
"""A batch of so many bytes (a hundred rows) comes from a station that is behind: a visit has a quarter of it."""
SLICE = 256 * 1024
"""The most bytes of backlog that go along each time, though always a batch of it: a busy morning starves nobody."""
MOST_HELD = 64 * 1024 * 1024
"""Bytes waiting here; who comes then is told to come again, before its rows are read."""

Answer = tuple[int, bytes]
BUSY: Answer = (429, b'{"refused": "busy"}')
SILENT: Answer = (503, b'{"refused": "hub_silent"}')


@dataclass(frozen=True, slots=True)
class _Waiting:
    station: str
    body: bytes
    answered: asyncio.Future[Answer]


class Rows:
    """On the gate's own thread.

    :param send: hands bodies on, each with its station, and gives the hub's answer of each; None when it gave none.
    """

    def __init__(self, send: Callable[[list[tuple[str, bytes]]], Awaitable[list[Answer] | None]]) -> None:
        self._send = send
        self._now: deque[_Waiting] = deque()
        self._behind: deque[_Waiting] = deque()
        self._stations: set[str] = set()
        self._come = asyncio.Event()
        self.held = 0
        """Bytes that wait or come."""
        self.waiting = 0
        """Batches that wait for the hub."""

    async def hand_in(self, station: str, length: int, body: Callable[[], Awaitable[bytes]]) -> Answer:
        """A station's batch, and how the hub answered it. A station has one on its way; the next is told to come again.

        :param length: the most bytes it may have; they are counted as held from here on, and `body` is read then.
        """
        if station in self._stations or (self.held and self.held + length > MOST_HELD):
            return BUSY
        self._stations.add(station)
        self.held += length
        try:
            waiting = _Waiting(station, await body(), asyncio.get_running_loop().create_future())
            (self._behind if len(waiting.body) >= BACKLOG else self._now).append(waiting)
            self.waiting += 1
            self._come.set()
            return await waiting.answered
        finally:
            self.held -= length
            self._stations.discard(station)

    async def run(self) -> None:
        """Hand on until cancelled."""
        loop = asyncio.get_running_loop()
        soonest = loop.time()
        while True:
            await self._come.wait()
            await asyncio.sleep(max(0.0, soonest - loop.time()))
            soonest = loop.time() + GATHER_S
            group = [*_some(self._now, MOST_TOGETHER), *_some(self._behind, SLICE)]
            if not self._now and not self._behind:
                self._come.clear()
            try:
                answers = await self._send([(one.station, one.body) for one in group])
            finally:
                self.waiting -= len(group)
            for place, one in enumerate(group):
                if not one.answered.done():
                    one.answered.set_result(SILENT if answers is None else answers[place])


def _some(queue: deque[_Waiting], most: int) -> Iterator[_Waiting]:
    """Whoever has waited longest, up to so many bytes of them, and always one."""
    taken = 0
    while queue and (not taken or taken + len(queue[0].body) <= most):
        taken += len(queue[0].body)
        yield queue.popleft()


def answers_of(said: bytes, wanted: int) -> list[Answer]:
    """What the hub answered to so many bodies.

    :raises ValueError: when it is no such answer.
    """
    answers = json.loads(said)
    if not isinstance(answers, list) or len(answers) != wanted:
        raise ValueError("answers")
    return [(int(status), json.dumps(body).encode()) for status, body in answers]
