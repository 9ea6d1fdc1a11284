"""The power campaign: every kind of trial, its share of the points, over as many processes as are given."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import count

from kiosk.campaign.power import journal
from kiosk.campaign.power.damage import damage_trial, gone_trial, rollback_trial
from kiosk.campaign.power.hub import books_full_trial, hub_trial
from kiosk.campaign.power.hub_full import hub_full_trial
from kiosk.campaign.power.inbox import inbox_trial
from kiosk.campaign.power.life import life_trial
from kiosk.campaign.power.writers import files_trial
from kiosk.campaign.values import Broken, Promise, Report, Row

NAME = "power"
BATCH = 25
"""Seeds a process takes at a time."""

_COUNTED = (
    frozenset(Promise) - {Promise.ONCE, Promise.ENDED},
    frozenset({Promise.ONCE}),
    frozenset({Promise.ENDED}),
)
"""What counts as lost, as doubled and as unfinished."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One row: what is done, the name its seeds go by, which promises are judged, its share of the points in percent.

    `trial` answers with how many trials a seed was, and what broke.
    """

    name: str
    fault: str
    trial: Callable[[int], tuple[int, tuple[Broken, ...]]]
    promises: tuple[Promise, ...]
    share: float

    def seeds(self, points: int) -> int:
        """How many seeds of this kind there are among so many points."""
        return max(1, round(points * self.share / 100))


@dataclass(frozen=True, slots=True)
class Once:
    """Every seed is one trial."""

    trial: Callable[[int], tuple[Broken, ...]]

    def __call__(self, seed: int) -> tuple[int, tuple[Broken, ...]]:
        """See `Kind.trial`."""
        return 1, self.trial(seed)


@dataclass(frozen=True, slots=True)
class EveryOperation:
    """A seed is tried with the fault at its first operation of the disk, its second, and so on to its last."""

    fault: str

    def __call__(self, seed: int) -> tuple[int, tuple[Broken, ...]]:
        """See `Kind.trial`."""
        broken: list[Broken] = []
        for at in count(1):
            seen = journal.fault_trial(self.fault, at, seed)
            if seen is None:
                return at - 1, tuple(broken)
            broken += seen
        raise AssertionError


_FILE = (Promise.KEPT, Promise.CHAINED)
_BOOKS = (*_FILE, Promise.ONCE, Promise.ENDED, Promise.AGREED)
_HUB = (*_FILE, Promise.ONCE, Promise.REFUSED, Promise.BACK)
KINDS = (
    Kind("journal", "power cut: journal", Once(journal.cut_trial), (*_FILE, Promise.PRIVATE), 57),
    Kind("life", "power cut: a station's life", Once(life_trial), _BOOKS, 20),
    Kind("builtin", "power cut: journal, SQLite of this Python", Once(journal.builtin_trial), _FILE, 15),
    Kind("hub", "power cut: the hub's database", Once(hub_trial), (*_FILE, Promise.ONCE, Promise.AGREED), 3),
    Kind("files", "power cut: files written whole", Once(files_trial), (Promise.KEPT,), 5),
    Kind("inbox", "power cut: the webhook receiver's inbox", Once(inbox_trial), (*_FILE, Promise.ONCE), 2),
    Kind("room", "disk full until the ballast goes", Once(journal.room_trial), _FILE, 10),
    Kind("hub_full", "disk full at the hub, until there is room", Once(hub_full_trial), _HUB, 2),
    Kind(
        "books_full",
        "disk full under the hub's database",
        Once(books_full_trial),
        (*_FILE, Promise.ONCE, Promise.AGREED, Promise.BACK),
        2,
    ),
    Kind("damage", "journal damaged: bytes, pages, its end", Once(damage_trial), (*_FILE, Promise.BACK), 50),
    Kind("rollback", "rollback file damaged after a cut", Once(rollback_trial), (*_FILE, Promise.BACK), 10),
    Kind("gone", "journal deleted or emptied", Once(gone_trial), (Promise.KEPT,), 2),
    *(Kind(name, f"{name}, at every operation", EveryOperation(name), _FILE, 0.2) for name in journal.FAULTS),
)


def power_campaign(points: int, seed: int, say: Callable[[str], None], jobs: int = 1) -> Report:
    """Try about `points` power cuts from `seed` on, and beside them every kind of refusal of a disk.

    :param jobs: so many processes.
    """
    work = [
        (at, seeds[first : first + BATCH])
        for at, kind in enumerate(KINDS)
        for seeds in (range(seed, seed + kind.seeds(points)),)
        for first in range(0, len(seeds), BATCH)
    ]
    tried = [0] * len(KINDS)
    broken: list[list[Broken]] = [[] for _ in KINDS]
    for done, (at, trials, found) in enumerate(_carried_out(work, jobs), start=1):
        tried[at] += trials
        broken[at] += found
        if done % 20 == 0:
            say(f"{done * 100 // len(work)} %: {sum(tried):,} trials, {sum(map(len, broken))} promises broken")
    rows = tuple(_row(kind, tried[at], broken[at]) for at, kind in enumerate(KINDS))
    seeds_of = {of: {one.seed for row in rows for one in row.broken if one.promise in of} for of in _COUNTED}
    lost, doubled, unfinished = (len(seeds_of[of]) for of in _COUNTED)
    failed = sorted({one.seed for row in rows for one in row.broken})
    return Report(sum(tried), lost, doubled, unfinished, tuple(failed), rows)


def _row(kind: Kind, trials: int, broken: list[Broken]) -> Row:
    return Row(NAME, kind.fault, trials, kind.promises, tuple(sorted(broken, key=lambda one: one.seed)))


def again(seed: str) -> tuple[Broken, ...]:
    """Play the trial of a printed seed again, as `journal:17`.

    :raises ValueError: when it is none.
    """
    for kind in KINDS:
        name, _, number = seed.partition(":")
        if name == kind.name and number.isdecimal():
            return _tried(kind, int(number))[1]
    raise ValueError(f"no trial is called {seed!r}; there are {', '.join(kind.name for kind in KINDS)}, each with :N")


def _carried_out(work: Sequence[tuple[int, range]], jobs: int) -> Iterator[tuple[int, int, list[Broken]]]:
    if jobs == 1:
        yield from map(_batch, work)
        return
    # Not a fork: SQLite's list of file systems and whatever threads there are belong to the process that made them.
    with ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(_batch, work)


def _batch(work: tuple[int, range]) -> tuple[int, int, list[Broken]]:
    at, seeds = work
    trials, broken = 0, list[Broken]()
    for seed in seeds:
        tried, found = _tried(KINDS[at], seed)
        trials += tried
        broken += found
    return at, trials, broken


def _tried(kind: Kind, seed: int) -> tuple[int, tuple[Broken, ...]]:
    """Over a file that is not whole anything may be raised: that is a broken promise too, and has a seed."""
    try:
        return kind.trial(seed)
    except Exception as error:
        return 1, (Broken(f"{kind.name}:{seed}", Promise.CHAINED, f"{type(error).__name__}: {error}"),)
