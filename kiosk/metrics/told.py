"""What stations' and hub's metrics have in common: how a call ended, a visit's line, the disk."""

from __future__ import annotations

import os
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from chip_reader import ReadError
from his_client.insurance.ports import CoverageCheck, Eligibility, EligibilityStatus
from his_client.outcome import Done, Refused, Unknown
from kiosk.fleet.values import DeviceState
from kiosk.metrics.book import Book, Sample
from kiosk.station.pulse import seen_of
from kiosk.visit.events import Event

_OF_DEVICE = {DeviceState.OK: "done", DeviceState.WARN: "unknown", DeviceState.FAIL: "failed"}


def ended(result: object) -> str:
    """How a worker's job ended, by what it answered: `done`, `refused`, `unknown` or `failed`."""
    match result:
        case Refused():
            return "refused"
        case Unknown() | False:
            return "unknown"
        case ReadError() | str():  # a printer's answer is what is wrong with it
            return "failed"
        case CoverageCheck(eligibility=found) | (Eligibility() as found):
            return "unknown" if found.status is EligibilityStatus.UNVERIFIED else "done"
        case Event():
            seen = seen_of(result)
            return _OF_DEVICE.get(seen[1], "done") if seen else "done"
        case Done() | _:
            return "done"


def worked(book: Book, name: str, seconds: float, result: object) -> None:
    """A worker's job has ended."""
    book.observe("kiosk_work_seconds", seconds, work=work_of(name), outcome=ended(result))


def work_of(name: str) -> str:
    """What a job is counted as: a provider's own name stays its own, and what staff try is one thing."""
    if name.endswith("-credits"):
        return "bank-credits"
    return "admin" if name.startswith("admin-") else name


def visited(book: Book, journey: str, ending: str, reason: str, steps: Iterable[tuple[str, int]]) -> None:
    """A visit has ended; `steps` with their milliseconds."""
    book.count("kiosk_visits_total", journey=journey, ending=ending, reason=reason)
    for step, took in steps:
        book.observe("kiosk_visit_step_seconds", took / 1000, step=step)


def machine(journal: Path | None) -> Iterable[Sample]:
    """The release, and the disk under the journal."""
    yield "kiosk_build", {"version": version("hospital-kiosk")}, 1
    if journal is not None:
        disk = os.statvfs(journal.parent)
        yield "kiosk_disk_free_ratio", {}, disk.f_bavail / max(1, disk.f_blocks)
