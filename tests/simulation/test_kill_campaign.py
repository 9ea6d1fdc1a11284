"""The kill campaign, in short: nothing is lost or doubled at any point, and what would lose something is found."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile
from typing import Any

import pytest

from kiosk.delivery.courier import Courier
from kiosk.money.order import BankCursorMoved
from kiosk.simulation import campaign
from kiosk.simulation.campaign import CampaignReport, kill_campaign
from kiosk.simulation.world import HookedJournal

SEED = 3
AROUND_THE_REGISTRATION = range(43, 29, -1)
AROUND_THE_PAYMENT = range(40, 80)
"""The points of this patient's visit from the hospital's answer back to the confirmation, and from the transfer on."""


def test_a_station_killed_anywhere_loses_and_doubles_nothing() -> None:
    told: list[str] = []
    report = kill_campaign(30, SEED, told.append)
    assert report == CampaignReport(30, lost=0, doubled=0, unfinished=0, seeds_failed=())
    assert report.held
    assert told == ["25 of 30 points, 0 failed"]


def strike_at(patch: pytest.MonkeyPatch, points: range) -> CampaignReport:
    """Strike at these points of the patient's visit alone, one after the other until something was lost."""
    found: set[str] = set()
    whole = campaign._judge

    def judge(*told: Any) -> set[str]:
        problems = whole(*told)
        found.update(problems)
        return problems

    left = takewhile(lambda _: "lost" not in found, points)
    patch.setattr(campaign, "_judge", judge)
    patch.setattr(campaign, "_points", lambda *_arguments: ((SEED, point) for point in left))
    return kill_campaign(len(points), SEED, lambda _line: None)


def test_a_station_that_forgets_its_deliveries_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Courier, "replay", lambda _self, _subject, _event: None)
    report = strike_at(monkeypatch, AROUND_THE_REGISTRATION)
    assert report.lost
    assert report.unfinished
    assert not report.held


def test_a_hub_that_moves_on_in_the_bank_before_it_kept_the_money_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = HookedJournal.append

    def append(self: HookedJournal, entries: Iterable[tuple[str, object]]) -> None:
        kept = list(entries)
        for moved in (True, False):
            part = [entry for entry in kept if isinstance(entry[1], BankCursorMoved) is moved]
            if part:
                whole(self, part)

    monkeypatch.setattr(HookedJournal, "append", append)
    report = strike_at(monkeypatch, AROUND_THE_PAYMENT)
    assert report.lost
    assert not report.held
