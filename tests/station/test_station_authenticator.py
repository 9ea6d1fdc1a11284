"""An authority outside is asked about a card's signer where there is one, and only about who allowed it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from station_parts import CONSENT, Lobby, Tray

from chip_reader import CardReading, Check, CheckStatus
from chip_reader.confirmation import NAME
from kiosk.simulation.people import GOOD_CHECKS
from kiosk.station import core
from kiosk.station.authenticator import SandboxConfirmation
from kiosk.visit import events as ev
from kiosk.visit.values import Reason
from kiosk.visit.view import ConsentView, Empty, Screen

ALLOWED = replace(CONSENT, outside=True)
SIGNED = (*GOOD_CHECKS, Check("chain", CheckStatus.NOT_POSSIBLE, "no anchors"))


class SignedTray(Tray):
    """A tray whose readings carry a signer."""

    def read(self, key: object, progress: object) -> CardReading:  # type: ignore[override]
        return replace(super().read(key, progress), checks=SIGNED, signer=b"signer")  # type: ignore[arg-type]


@pytest.fixture
def authority() -> SandboxConfirmation:
    return SandboxConfirmation()


@pytest.fixture
def confirming(authority: SandboxConfirmation, monkeypatch: pytest.MonkeyPatch) -> Lobby:
    whole = core.Neighbours

    def neighbours(*arguments: object) -> core.Neighbours:
        return whole(*arguments, authority)  # type: ignore[arg-type]

    monkeypatch.setattr("station_parts.Neighbours", neighbours)
    monkeypatch.setattr("station_parts.Tray", SignedTray)
    return Lobby()


def past_reading(lobby: Lobby, consent: ev.ConsentGiven) -> Lobby:
    lobby.at_consent().press(consent)
    assert lobby.camera.seen is not None
    lobby.camera.seen(lobby.tray.person.qr_text)
    lobby.wait(1.0)
    return lobby


def checks(lobby: Lobby) -> dict[str, CheckStatus]:
    visit = lobby.station.visit
    assert visit is not None
    assert visit.facts.authenticity is not None
    return {check.name: check.status for check in visit.facts.authenticity.checks}


def test_off_by_default_nothing_is_asked_for_and_nobody_is_asked(lobby: Lobby) -> None:
    lobby.at_consent()
    assert lobby.view.content == Empty()
    past_reading(lobby, ALLOWED)
    assert NAME not in checks(lobby)
    lobby.close()


def test_who_allows_it_has_the_card_confirmed(confirming: Lobby, authority: SandboxConfirmation) -> None:
    assert confirming.at_consent().view.content == ConsentView(True)
    past_reading(confirming, ALLOWED)
    assert authority.asked == 1
    assert checks(confirming)[NAME] is CheckStatus.OK
    visit = confirming.station.visit
    assert visit is not None
    assert visit.facts.authenticity is not None
    assert visit.facts.authenticity.origin_proven
    assert confirming.station._reading is None, "nothing of the reading is kept"


def test_without_permission_nobody_is_asked(confirming: Lobby, authority: SandboxConfirmation) -> None:
    past_reading(confirming, CONSENT)
    assert authority.asked == 0
    assert confirming.shows(Screen.FACE)


def test_a_no_of_the_authority_leads_to_the_desk(confirming: Lobby, authority: SandboxConfirmation) -> None:
    authority.answer = CheckStatus.FAILED
    past_reading(confirming, ALLOWED)
    assert confirming.view.content.reason == Reason.CARD_ALTERED.value  # type: ignore[union-attr]


def test_no_answer_stops_nothing(confirming: Lobby, authority: SandboxConfirmation) -> None:
    authority.answer = CheckStatus.NOT_POSSIBLE
    past_reading(confirming, ALLOWED)
    assert confirming.shows(Screen.FACE)
    assert checks(confirming)[NAME] is CheckStatus.NOT_POSSIBLE
