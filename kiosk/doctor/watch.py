"""Checks again and again, and says only what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kiosk.doctor.check import Check, Status
from kiosk.doctor.examine import Report


@dataclass(frozen=True, slots=True)
class Change:
    """A check that is not as it was; `before` is None for one that was not there."""

    before: Status | None
    now: Check


def changes(before: Report, now: Report) -> tuple[Change, ...]:
    """What changed in status. Details with figures change each time and are no news."""
    was = {check.name: check.status for check in before.checks}
    return tuple(Change(was.get(check.name), check) for check in now.checks if was.get(check.name) != check.status)


def watched(look: Callable[[], Report], pause: Callable[[], object]) -> Iterator[tuple[Report, tuple[Change, ...]]]:
    """The first report without changes, then each later one with its own, for as long as it is asked for.

    :param pause: waits between two looks.
    """
    last = look()
    yield last, ()
    while True:
        pause()
        report = look()
        yield report, changes(last, report)
        last = report
