"""The kill campaign, in short: nothing is lost or doubled at any point, and what would lose something is found."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from random import Random

import pytest

from kiosk.campaign.kill.campaign import BLOWS, Trial, Way, kill_campaign, strike, trial_of
from kiosk.campaign.kill.hospital import Ground, ground
from kiosk.campaign.kill.life import Life, points_of
from kiosk.campaign.kill.scenes import Scene, Visitor, prepare
from kiosk.campaign.values import Promise, Report
from kiosk.delivery.courier import Courier
from kiosk.money.order import BankCursorMoved
from kiosk.simulation.world import HookedJournal

SEED = 3
FEWEST = {way: 15 if way is Way.HUB else 60 for way in Way}
"""Every visit has at least so many points; one of them is struck here in each way, and in the gate every one."""


@pytest.fixture(scope="module")
def place() -> Iterator[Ground]:
    with ground() as here:
        yield here


def found_at(place: Ground, name: str, way: Way = Way.KILL) -> Report:
    """Strike at the points of this name of one visit, the last first, until something broke."""
    visitor = Visitor(Scene.FIRST, SEED, next(place.numbers))
    prepare(place.hospital, visitor)
    life = Life(visitor, arrives=True, blow=BLOWS[way])
    names = points_of(place.folder / "counted", place.hospital, life)
    for point in range(len(names), 0, -1):
        if names[point - 1] == name:
            report = strike(place, [Trial(Scene.FIRST, way, SEED, point)], lambda _line: None)
            if report.lost:
                break
    shutil.rmtree(place.folder / "counted")
    return report


def test_a_station_killed_anywhere_loses_and_doubles_nothing(place: Ground) -> None:
    random = Random(SEED)
    trials = [
        Trial(scene, way, SEED, random.randrange(1, FEWEST[way]), random.randrange(1, 10) if way is Way.AGAIN else 0)
        for scene in Scene
        for way in Way
    ]
    report = strike(place, trials, lambda _line: None)
    assert report.held, report.seeds_failed
    assert (report.lost, report.doubled, report.unfinished) == (0, 0, 0)
    assert {(row.campaign, row.fault) for row in report.rows} == {
        ("stall" if way is Way.STOP else "kill", f"{scene}: {way}") for way in Way for scene in Scene
    }


def test_a_trial_is_played_again_by_its_name(place: Ground) -> None:
    told: list[str] = []
    report = kill_campaign(place, 1, SEED, told.append, (Way.AGAIN,), (Scene.BILLS,))
    assert report.points == sum(row.trials for row in report.rows) == 1
    again = Trial(Scene.BILLS, Way.AGAIN, SEED, point=1, again=2)
    assert trial_of(again.name) == again
    with pytest.raises(ValueError, match="no trial"):
        trial_of("a visit")


def test_a_station_that_forgets_its_deliveries_is_found(place: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Courier, "replay", lambda _self, _subject, _event: None)
    report = found_at(place, "his-register:before-call")
    assert report.lost
    assert report.unfinished
    assert report.seeds_failed[0].startswith("first:kill:3:")
    assert {one.promise for row in report.rows for one in row.broken} >= {Promise.KEPT, Promise.ENDED}


def test_a_hub_that_moves_on_in_the_bank_before_it_kept_the_money_is_found(
    place: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = HookedJournal.append

    def append(self: HookedJournal, entries: Iterable[tuple[str, object]]) -> None:
        kept = list(entries)
        for moved in (True, False):
            part = [entry for entry in kept if isinstance(entry[1], BankCursorMoved) is moved]
            if part:
                whole(self, part)

    monkeypatch.setattr(HookedJournal, "append", append)
    report = found_at(place, "hub:after-write")
    assert report.lost
    report = found_at(place, "hub:after-write", Way.HUB)
    assert report.lost
    assert {one.promise for row in report.rows for one in row.broken} == {Promise.AGREED}
