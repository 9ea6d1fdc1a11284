"""Consent withdrawn at a running station: what was under way is dropped, from memory and from the journal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from station_parts import CONSENT, MATCHED, Lobby

from his_client.insurance.ports import Eligibility, EligibilityStatus
from kiosk.visit import events as ev
from kiosk.visit.view import Screen

NOTHING = replace(CONSENT, face=False, insurer=False)


class Held:
    """Work of this name is begun when it is asked for and ends when the test lets it."""

    def __init__(self, lobby: Lobby, patch: pytest.MonkeyPatch, name: str) -> None:
        self.waiting: list[Callable[[], None]] = []
        work = lobby.process.work

        def held(what: str, job: Callable[[], object], done: Callable[[object], None]) -> None:
            if what != name:
                work(what, job, done)
                return
            answer = job()
            self.waiting.append(lambda: done(answer))

        patch.setattr(lobby.process, "work", held)


def test_a_late_answer_of_the_insurer_is_neither_kept_nor_written_down(
    lobby: Lobby, monkeypatch: pytest.MonkeyPatch
) -> None:
    lobby.hub.insured = Eligibility(
        EligibilityStatus.ELIGIBLE, "000", "GD4010123456789", 80, None, None, "01999", "K1", None
    )
    held = Held(lobby, monkeypatch, "ask-insurer")
    lobby.at_consent().press(replace(CONSENT, insurer=True))
    assert lobby.camera.seen is not None
    lobby.camera.seen(lobby.tray.person.qr_text)
    lobby.wait(1.0)
    assert lobby.camera.decided is not None
    lobby.camera.decided(MATCHED)
    lobby.wait(0.1)
    assert lobby.shows(Screen.INSURANCE)
    [answers] = held.waiting
    lobby.press(ev.BackPressed())
    assert lobby.shows(Screen.CONSENT)
    lobby.press(NOTHING)
    answers()
    lobby.wait(1.0)
    assert "CoverageKnown" not in lobby.kinds()
    assert not lobby.station.holds_portrait
    lobby.press(ev.DepartmentChosen("K01"), ev.NextPressed(), ev.AnswersConfirmed())
    lobby.wait(2.0)
    [sent] = lobby.his.book.registrations.where()
    assert (sent.insurance_status, sent.identity_source) == (None, "card_only")


@pytest.mark.parametrize("answer", [CONSENT, NOTHING])
def test_a_reading_that_ends_after_the_patient_went_back_gives_nobody_a_portrait(
    lobby: Lobby, monkeypatch: pytest.MonkeyPatch, answer: ev.ConsentGiven
) -> None:
    held = Held(lobby, monkeypatch, "read-card")
    lobby.at_key()
    assert lobby.camera.seen is not None
    lobby.camera.seen(lobby.tray.person.qr_text)
    lobby.wait(0.1)
    [ends] = held.waiting
    lobby.tray.take()
    lobby.wait(0.01)
    lobby.press(ev.BackPressed(), ev.BackPressed())
    assert lobby.shows(Screen.CONSENT)
    ends()
    assert not lobby.station.holds_portrait
    lobby.press(answer)
    assert not lobby.station.holds_portrait
