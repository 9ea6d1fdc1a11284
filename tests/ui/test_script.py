"""The scripted patient goes through a visit by what the screen shows, and says when it is stuck."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from kiosk.station.api import Live
from kiosk.visit.view import Overlay, Screen, View
from ui.patient.samples import samples
from ui.patient.script import RETRY_S, STUCK_S, ScriptedPatient
from ui.patient.shown import shown as shown_map

BY_NAME = {sample.name: sample for sample in samples()}


@dataclass
class World:
    """Fingers and a hand that only remember, and a clock."""

    done: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    hidden: set[str] = field(default_factory=set)
    now: float = 0.0

    def press(self, name: str) -> bool:
        if name in self.hidden:
            self.hidden.remove(name)
            return False
        self.done.append(name)
        return True

    def profiles(self) -> tuple[str, ...]:
        return ()

    def turn(self, direction: str) -> None:
        self.done.append(f"turn {direction}")

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda: self.done.append(name)


@dataclass
class Played:
    world: World
    patient: ScriptedPatient

    def see(self, view: View, live: Live | None = None, *, language: str = "vi", ticks: int = 6) -> list[str]:
        """Let the patient look at a view for three seconds; what was done about it."""
        before = len(self.world.done)
        for _ in range(ticks):
            self.world.now += 0.5
            self.patient.tick(shown_map(view, language), view.overlay.value, live or Live(), language)
        return self.world.done[before:]


@pytest.fixture
def played() -> Played:
    world = World()
    return Played(world, ScriptedPatient(world, world, world.said.append, lambda: world.now))


def test_a_whole_visit_is_played_in_the_order_a_patient_lives_it(played: Played) -> None:
    assert played.see(View(Screen.WELCOME)) == ["begin"]
    assert played.see(BY_NAME["consent"].view) == ["consentFaceYes", "consentInsurerYes", "primary"]
    assert played.see(BY_NAME["key-qr"].view) == ["show_qr"]
    assert played.see(BY_NAME["lay-card"].view) == ["hide_qr", "lay_card"]
    assert played.see(BY_NAME["reading"].view) == []
    assert played.see(BY_NAME["face"].view) == ["face"]
    assert played.see(BY_NAME["face"].view, Live(guidance="turn_left")) == ["turn left"]
    assert played.see(BY_NAME["face"].view, Live(guidance="challenge_closer")) == ["come_closer"]
    assert played.see(BY_NAME["face"].view, Live(guidance="challenge_back")) == ["face"]
    assert played.see(BY_NAME["face"].view, Live(guidance="look_straight")) == ["face"]
    assert played.see(BY_NAME["insurance-waiting"].view) == []
    assert played.see(BY_NAME["insurance"].view) == ["primary"]
    assert played.see(BY_NAME["clinic-many"].view) == ["tile:K01"]
    assert played.see(BY_NAME["clinic"].view) == ["primary"]
    assert played.see(BY_NAME["check"].view) == ["primary"]
    assert played.see(BY_NAME["registering"].view) == []
    assert played.see(BY_NAME["payment-opening"].view) == []
    assert played.see(BY_NAME["payment"].view) == ["transfer"]
    assert played.see(BY_NAME["payment-paid"].view) == ["primary"]
    assert played.see(BY_NAME["ticket-surplus"].view) == []
    assert played.see(BY_NAME["ticket"].view) == ["primary"]
    assert played.see(BY_NAME["take-card"].view) == ["take_card"]
    assert played.patient.ended is None
    played.see(View(Screen.WELCOME))
    assert played.patient.ended == 0


def test_another_language_is_chosen_first() -> None:
    world = World()
    played = Played(world, ScriptedPatient(world, world, world.said.append, lambda: world.now, speaks="en"))
    assert played.see(View(Screen.WELCOME)) == ["language", "language:en"]
    assert played.see(View(Screen.WELCOME), language="en") == ["begin"]


def test_one_purpose_at_a_time_is_answered_one_at_a_time(played: Played) -> None:
    played.world.hidden.add("consentInsurerYes")
    acts = played.see(BY_NAME["consent"].view, ticks=8)
    assert acts == ["consentFaceYes", "primary", "consentInsurerYes", "primary"]


def test_what_stands_over_the_screen_is_answered_first(played: Played) -> None:
    clinic = BY_NAME["clinic"].view
    assert played.see(BY_NAME["idle"].view) == ["dialogPrimary"]
    assert played.see(BY_NAME["card-missing"].view) == ["lay_card"]
    assert clinic.overlay is Overlay.NONE
    assert played.see(BY_NAME["reading-moved"].view) == ["lay_card"]


def test_an_act_without_an_effect_is_tried_again_and_then_given_up(played: Played) -> None:
    acts = played.see(BY_NAME["check"].view, ticks=int((RETRY_S + 3) * 2))
    assert acts == ["primary", "primary"]
    played.see(BY_NAME["check"].view, ticks=int(STUCK_S * 2) + 2)
    assert played.patient.ended == 1
    assert played.world.said[-1] == "stuck: check"


def test_a_screen_that_lights_the_face_asks_for_nothing_but_looking_on(played: Played) -> None:
    assert played.see(BY_NAME["face-glow"].view, BY_NAME["face-glow"].live) == []


def test_no_name_and_no_number_is_said(played: Played) -> None:
    for sample in samples():
        played.see(sample.view, sample.live)
        played.patient.ended = None
    said = " ".join(played.world.said)
    assert not any(character.isdigit() for character in said)
    assert "Nguyễn" not in said
