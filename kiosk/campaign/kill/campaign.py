"""Every point of a visit struck in every way: killed, killed again while it recovers, stopped, its hub killed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from random import Random

from kiosk.campaign.kill.hospital import Ground
from kiosk.campaign.kill.judge import JUDGED, Harm, Problem, judge
from kiosk.campaign.kill.life import Blow, Life, Told, live, points_of
from kiosk.campaign.kill.scenes import Scene, Visitor, prepare
from kiosk.campaign.values import Broken, Report, Row

POINTS_OF_RECOVERY = 10


class Way(StrEnum):
    """How a station is struck; the value is what a row says."""

    KILL = "killed"
    AGAIN = "killed, and again while it recovers"
    STOP = "stopped for 30 s"
    HUB = "the hub killed beside it"

    @property
    def campaign(self) -> str:
        """Whose row it is."""
        return "stall" if self is Way.STOP else "kill"


KILLS = (Way.KILL, Way.AGAIN, Way.HUB)
BLOWS = {Way.KILL: Blow.KILL, Way.AGAIN: Blow.KILL, Way.STOP: Blow.STOP, Way.HUB: Blow.HUB}


@dataclass(frozen=True, slots=True)
class Trial:
    """One blow. `again` is the point at which the recovery is killed, 0 where it is left alone."""

    scene: Scene
    way: Way
    seed: int
    point: int
    again: int = 0

    @property
    def name(self) -> str:
        """What plays it again, as `trial_of` reads it."""
        return f"{self.scene.name.lower()}:{self.way.name.lower()}:{self.seed}:{self.point}:{self.again}"


def trial_of(name: str) -> Trial:
    """The trial of this name.

    :raises ValueError: when it is none.
    """
    try:
        scene, way, seed, point, again = name.split(":")
        return Trial(Scene[scene.upper()], Way[way.upper()], int(seed), int(point), int(again))
    except (KeyError, ValueError) as error:
        raise ValueError(f"{name} is no trial") from error


def kill_campaign(
    ground: Ground,
    points: int,
    seed: int,
    say: Callable[[str], None],
    ways: tuple[Way, ...] = KILLS,
    scenes: tuple[Scene, ...] = tuple(Scene),
    stopped_s: float = 0.0,
) -> Report:
    """Strike at `points` points in every one of `ways`: visits of every scene by turns, each visit's points in order.

    :param points: 0: at every point of one visit of every scene.
    :param stopped_s: how long a stop lasts in real seconds; what waits finds 30 s gone in any case.
    """
    trials = every_point(ground, seed, ways, scenes, once=not points)
    if points:
        trials = _first(points * len(ways), trials)
    return strike(ground, trials, say, stopped_s)


def strike(ground: Ground, trials: Iterable[Trial], say: Callable[[str], None], stopped_s: float = 0.0) -> Report:
    """Carry the trials out, one after the other, and tell what they did."""
    tried: Counter[tuple[Way, Scene]] = Counter()
    broken: dict[tuple[Way, Scene], list[Broken]] = {}
    harms: Counter[Harm] = Counter()
    failed: list[str] = []
    places: set[tuple[Scene, int, int]] = set()
    for number, trial in enumerate(trials, start=1):
        problems = _struck(ground, trial, stopped_s)
        key = trial.way, trial.scene
        tried[key] += 1
        places.add((trial.scene, trial.seed, trial.point))
        harms.update({problem.harm for problem in problems})
        broken.setdefault(key, []).extend(Broken(trial.name, one.promise, one.seen) for one in problems)
        if problems:
            failed.append(f"{trial.name} {' '.join(sorted({problem.harm for problem in problems}))}")
            say(f"{trial.name}: {'; '.join(problem.seen for problem in problems)}")
        if number % 100 == 0:
            say(f"{number} blows, {len(failed)} failed")
    rows = tuple(
        Row(
            way.campaign,
            f"{scene}: {way}",
            tried[way, scene],
            JUDGED,
            tuple(broken[way, scene]),
        )
        for way, scene in sorted(tried, key=lambda key: (tuple(Way).index(key[0]), tuple(Scene).index(key[1])))
    )
    return Report(len(places), harms[Harm.LOST], harms[Harm.DOUBLED], harms[Harm.UNFINISHED], tuple(failed), rows)


def every_point(
    ground: Ground, seed: int, ways: tuple[Way, ...], scenes: tuple[Scene, ...], *, once: bool
) -> Iterator[Trial]:
    """The trials of `scenes` by turns, a visit's points in order, in all ways; without `once`, for ever."""
    for patient_seed in count(seed):
        for scene in scenes:
            yield from _of_visit(ground, scene, patient_seed, ways)
        if once:
            return


def _of_visit(ground: Ground, scene: Scene, seed: int, ways: tuple[Way, ...]) -> Iterator[Trial]:
    last = {}
    for blow in {BLOWS[way] for way in ways}:
        visitor = Visitor(scene, seed, next(ground.numbers))
        prepare(ground.hospital, visitor)
        life = Life(visitor, arrives=True, blow=blow)
        last[blow] = len(points_of(ground.folder / f"visit-{visitor.number}", ground.hospital, life))
    for point in range(1, 1 + max(last.values())):
        for way in ways:
            if point <= last[BLOWS[way]]:
                again = Random(seed * 1_000 + point).randrange(1, 1 + POINTS_OF_RECOVERY) if way is Way.AGAIN else 0
                yield Trial(scene, way, seed, point, again)


def _first(most: int, trials: Iterable[Trial]) -> Iterator[Trial]:
    for _, trial in zip(range(most), trials, strict=False):
        yield trial


def _struck(ground: Ground, trial: Trial, stopped_s: float) -> list[Problem]:
    visitor = Visitor(trial.scene, trial.seed, next(ground.numbers))
    folder = ground.folder / f"visit-{visitor.number}"
    prepare(ground.hospital, visitor)
    told: list[Told] = []
    lives = [Life(visitor, arrives=True, at=trial.point, blow=BLOWS[trial.way])]
    if trial.again:
        lives.append(Life(visitor, arrives=False, at=trial.again))
    if trial.way in (Way.KILL, Way.AGAIN):
        lives.append(Life(visitor, arrives=False))
    for life in lives:
        told += live(folder, ground.hospital, life, stopped_s)
    return judge(ground.hospital, visitor, told)
