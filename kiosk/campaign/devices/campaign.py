"""Programs and devices beside a running station are struck in the middle of a visit, and come back by themselves.

A real station on its own threads, a real hub, HIS, bank and camera stream as processes of their own, a printer behind a
socket, a cupsd with a queue, pcscd, the face worker, and the window's whole process. A guest goes through visits by
what the screen shows. Judged are the books of the hospital, the bank and the hub, the station's journal after its
end, and whether the next visit is as good as any.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field

from kiosk.campaign.devices.faults import FAULTS, Fault, Part
from kiosk.campaign.devices.floor import Floor, floor
from kiosk.campaign.devices.guest import Guest
from kiosk.campaign.devices.isolated import pcscd_rows
from kiosk.campaign.devices.judge import as_good_as_any, ended, missed, settled
from kiosk.campaign.devices.print_queue import PrintQueue, obstacle
from kiosk.campaign.devices.trays import Tray, VirtualTray
from kiosk.campaign.devices.window import windows_row
from kiosk.campaign.neighbours.judge import Finding
from kiosk.campaign.values import Broken, Promise, Row

JUDGED = (Promise.KEPT, Promise.ONCE, Promise.ENDED, Promise.CHAINED, Promise.BACK, Promise.AGREED)
CARDS = ("adult-2021", "adult-2024")

Say = Callable[[str], None]


def devices_campaign(trials: int, seed: int, say: Say, faults: tuple[Fault, ...] = FAULTS) -> list[Row]:
    """Each fault so often, each time followed by a visit that nothing disturbs; then the window and pcscd.

    :raises ChildFailed: when a part of the hospital does not start.
    """
    with ExitStack() as stack:
        missing = obstacle()
        queue = None
        if not missing:
            queue = PrintQueue()
            stack.callback(queue.close)
        rows = struck(VirtualTray(), trials, seed, say, faults, queue)
    rows += [
        Row("devices", fault.label, 0, JUDGED, not_run=missing)
        for fault in faults
        if fault.part is Part.QUEUE and queue is None
    ]
    return [*rows, windows_row(trials, seed, say), *pcscd_rows(trials, seed, say, JUDGED)]


@dataclass(slots=True)
class _Tried:
    """What came of the trials of one fault."""

    struck: int = 0
    broken: list[Broken] = field(default_factory=list)


def struck(
    tray: Tray, trials: int, seed: int, say: Say, faults: tuple[Fault, ...], queue: PrintQueue | None = None
) -> list[Row]:
    """Strike with each of these so often, on one floor; its rows.

    :raises ChildFailed: when a part of the hospital does not start.
    """
    tried = {fault: _Tried() for fault in faults if fault.part is not Part.QUEUE or queue is not None}
    whose: dict[str, tuple[Fault, int]] = {}
    blown: dict[str, Fault] = {}
    guests: list[Guest] = []
    known: set[Finding] = set()
    with floor(tray, queue) as here:
        for trial in range(seed, seed + trials):
            for fault, told in tried.items():
                guest, after, seen = _one(here, fault, trial)
                guests += guest, after
                seen += settled(here, guests, known)
                told.struck += guest.struck
                whose |= {guest.visit_id: (fault, trial), after.visit_id: (fault, trial)}
                blown[guest.visit_id] = fault
                told.broken += [Broken(f"{fault.name}:{trial}", *finding) for finding in seen]
                what = "; ".join(what for _, what in seen) or "ended, and the next one as good as any"
                say(f"{fault.label}:{trial}: {'struck' if guest.struck else 'not reached'}, {what}")
        here.station.close()
        late = ended(here.made.folder) + missed(here.made.folder, blown)
    for visit, finding in late:
        fault, trial = whose.get(visit, (next(iter(tried)), seed))
        tried[fault].broken.append(Broken(f"{fault.name}:{trial}", *finding))
        say(f"{fault.label}:{trial}: {finding[1]}")
    return [
        Row(
            "devices",
            fault.label,
            told.struck,
            JUDGED,
            tuple(told.broken),
            "" if told.struck else "no visit came to that screen",
        )
        for fault, told in tried.items()
    ]


def _one(here: Floor, fault: Fault, trial: int) -> tuple[Guest, Guest, list[Finding]]:
    """One visit that is struck and the next one; what was wrong."""
    queued = fault.part is Part.QUEUE
    begun = len(here.queue.begun) if here.queue is not None else 0
    guest = here.visit(CARDS[trial % len(CARDS)], trial, fault, queued=queued)
    here.mend()
    found: list[Finding] = [] if guest.ended else [(Promise.BACK, f"the visit never ended, at {guest.screens[-1:]}")]
    before = here.slips
    after = here.visit(CARDS[(trial + 1) % len(CARDS)], trial, None, queued=queued)
    found += as_good_as_any(here, after)
    if not here.prints_on(before):
        found.append((Promise.BACK, "the next visit's slip did not come out"))
    if here.queue is not None and len(here.queue.begun) > begun + 2:
        found.append((Promise.ONCE, f"{len(here.queue.begun) - begun} slips of two visits"))
    return guest, after, found
