"""A station's metrics: how visits end and how long their steps take, its devices, its journal, what it still owes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from time import perf_counter

from kiosk.clock import Clock
from kiosk.fleet.values import StationState
from kiosk.hub.owner import HubSilent, Via
from kiosk.journal import Codec, Journal, MasterKey
from kiosk.metrics.book import Book, Sample
from kiosk.metrics.families import STATION
from kiosk.metrics.told import machine, visited, worked
from kiosk.station.agent.hands import Glance
from kiosk.station.summary import VisitSummed


class MeteredJournal(Journal):
    """A journal that tells how long its writes take, and of each visit that ended."""

    told: StationMetrics | None = None

    def append(self, entries: Iterable[tuple[str, object]]) -> None:
        """See `Journal.append`."""
        kept, began = list(entries), perf_counter()
        super().append(kept)
        if self.told is not None:
            self.told.committed([event for _, event in kept], perf_counter() - began)


class StationMetrics:
    """Counts from any thread; `begin` when the station can be looked at."""

    def __init__(self) -> None:
        self.book = Book(STATION)

    def journal(self, path: Path, codec: Codec, master: MasterKey, clock: Clock) -> Journal:
        """The journal at `path`, which tells of its writes; errors as `Journal.open`."""
        opened = MeteredJournal.open(path, codec, master, clock)
        opened.told = self
        return opened

    def worked(self, name: str, seconds: float, result: object) -> None:
        """See `ThreadLoop.on_worked`."""
        worked(self.book, name, seconds, result)

    def committed(self, events: list[object], seconds: float) -> None:
        """Rows are on the disk."""
        self.book.observe("kiosk_journal_commit_seconds", seconds)
        self.book.count("kiosk_journal_rows_total", len(events))
        for event in events:
            if isinstance(event, VisitSummed):
                visited(self.book, event.journey, event.ending, event.reason, event.steps)

    def begin(self, journal: Path, glance: Callable[[], Glance], via: Via) -> None:
        """Look at the station, on its own thread, whenever somebody asks."""

        def samples() -> Iterable[Sample]:
            yield from machine(journal)
            try:
                seen = via(glance)
            except HubSilent:
                yield "kiosk_answers", {}, 0
                return
            yield "kiosk_answers", {}, 1
            yield from _of(seen)

        self.book.look(samples)


def _of(seen: Glance) -> Iterable[Sample]:
    yield "kiosk_in_service", {}, float(seen.state is not StationState.OUT_OF_SERVICE)
    yield "kiosk_state", {"state": seen.state}, 1
    yield "kiosk_visit_running_seconds", {}, seen.visit_s
    if seen.last_visit_s is not None:
        yield "kiosk_since_visit_seconds", {}, seen.last_visit_s
    for device, state, _code in seen.devices:
        yield "kiosk_device_state", {"device": device, "state": state}, 1
    yield "kiosk_undelivered", {}, seen.undelivered
    yield "kiosk_rows_behind", {}, seen.behind
