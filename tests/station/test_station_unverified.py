"""Visits registered as unverified: the hub hears of each until it confirms, from the station's own journal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
import station_parts
from station_parts import CONSENT, MATCHED, Lobby

from his_client.insurance.ports import Eligibility, EligibilityStatus
from his_client.outcome import Done, Outcome, Refused, Unknown
from kiosk.hub.ports import UnverifiedVisit
from kiosk.station import core
from kiosk.station.core import Neighbours
from kiosk.station.records import UnverifiedTold
from kiosk.station.unverified import AGAIN_S
from kiosk.visit import events as ev
from kiosk.visit.view import Screen

AWAY = Unknown("timeout")


class LaterHub:
    """The hub's list of visits to be looked up; it answers what it is told to."""

    def __init__(self) -> None:
        self.answer: Outcome[None] = Done(None)
        self.heard: list[UnverifiedVisit] = []

    def report_unverified(self, visit: UnverifiedVisit) -> Outcome[None]:
        self.heard.append(visit)
        return self.answer


class Desk(Lobby):
    """A lobby whose patients let the insurer be asked, and whose hub looks up later."""

    def __init__(self) -> None:
        self.later = LaterHub()
        super().__init__()
        self.hub.insured = Eligibility.without_card(EligibilityStatus.UNVERIFIED, "timeout")

    def neighbours(self) -> Neighbours:
        return replace(super().neighbours(), later=self.later)

    def registered(self) -> Desk:
        self.at_face()
        assert self.camera.decided is not None
        self.camera.decided(MATCHED)
        self.wait(1.0)
        while not self.shows(Screen.CLINIC):
            self.press(ev.NextPressed())
        content = self.view.content
        self.press(ev.DepartmentChosen(content.tiles[0].id), ev.NextPressed())  # type: ignore[union-attr]
        self.press(ev.AnswersConfirmed())
        self.wait(2.0)
        return self

    def told(self) -> list[UnverifiedTold]:
        return [row.event for row in self.rows() if isinstance(row.event, UnverifiedTold)]


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr(station_parts, "CONSENT", replace(CONSENT, insurer=True))
    lobby = Desk()
    yield lobby
    lobby.close()


def test_the_hub_hears_once_of_a_visit_registered_as_unverified(desk: Desk) -> None:
    desk.registered()
    (visit,) = desk.later.heard
    citizen = desk.tray.person.citizen
    assert (visit.number, visit.full_name, visit.birth_date) == (
        citizen.id_number,
        citizen.full_name,
        citizen.date_of_birth,
    )
    assert visit.code == "timeout"
    assert desk.told() == [UnverifiedTold(visit.visit_id)]
    assert desk.kinds().index("DeliveryDone") < desk.kinds().index("UnverifiedTold")
    assert not any(secret in repr(visit) for secret in (citizen.id_number, citizen.full_name))
    desk.crash()
    desk.boot()
    desk.wait(2 * AGAIN_S)
    assert len(desk.later.heard) == 1


def test_a_hub_that_is_away_is_told_again_and_after_a_restart(desk: Desk) -> None:
    desk.later.answer = AWAY
    desk.registered()
    desk.wait(2 * AGAIN_S)
    heard = desk.later.heard
    assert len(heard) >= 3
    assert desk.told() == []
    desk.crash()
    desk.later.answer = Done(None)
    before = len(heard)
    desk.boot()
    desk.wait(2.0)
    assert (len(heard), heard[-1]) == (before + 1, heard[0])
    assert desk.told() == [UnverifiedTold(heard[0].visit_id)]


def test_no_checkpoint_is_set_before_the_hub_has_heard(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(core, "CHECKPOINT_ROWS", 1)
    desk.later.answer = AWAY
    desk.registered()
    desk.tray.take()
    desk.wait(300.0)
    assert desk.shows(Screen.WELCOME)
    assert "Checkpoint" not in desk.kinds()
    assert desk.station.unsettled == 1


def test_a_hub_that_asks_no_insurer_is_told_no_more(desk: Desk) -> None:
    desk.later.answer = Refused("not_configured")
    desk.registered()
    assert [told.code for told in desk.told()] == ["not_configured"]
    assert "insurance_unverified" not in desk.hub.called


def test_what_the_hub_cannot_read_goes_to_a_person(desk: Desk) -> None:
    desk.later.answer = Refused("bad_request")
    desk.registered()
    assert [told.code for told in desk.told()] == ["bad_request"]
    assert "insurance_unverified" in desk.hub.called


def test_a_visit_the_insurer_answered_is_not_told(desk: Desk) -> None:
    desk.hub.insured = Eligibility.without_card(EligibilityStatus.NOT_ELIGIBLE, "050")
    desk.registered()
    assert "DeliveryDone" in desk.kinds()
    assert desk.later.heard == []


def test_an_erased_visit_is_told_no_more(desk: Desk) -> None:
    desk.later.answer = AWAY
    desk.registered()
    desk.crash()
    for subject in {row.subject for row in desk.rows()}:
        desk.journal.erase(subject)
    desk.later.heard.clear()
    desk.boot()
    desk.wait(2 * AGAIN_S)
    assert desk.later.heard == []
