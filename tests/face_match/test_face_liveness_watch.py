"""The whole liveness check on rendered people and attackers, with the real detector."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import numpy as np
import pytest

from face_match.demo.acting import LivePerson, Shown
from face_match.demo.attacks import CutOut, PrintedPhoto, ScreenReplay
from face_match.geometry import Box, Face, Picture, Point
from face_match.liveness.asks import ENDED, Ask
from face_match.liveness.depth import SimulatedSecondSource
from face_match.liveness.policy import DEFAULT_POLICY, LivenessPolicy, policy_from
from face_match.liveness.result import Liveness
from face_match.liveness.watch import LivenessWatch

STEP = 1 / 12


def run(engine: Any, shown: Shown, watch: LivenessWatch, seen: list[Any] | None = None) -> Liveness:
    """Show a presentation to a watch until it has ended."""
    at = 0.0
    while watch.ask not in ENDED and at < 40:
        at += STEP
        if seen is not None:
            seen.append((watch.ask, watch.glow))
        picture = shown.frame(at, watch.ask, watch.glow)
        faces = engine.detect(picture)
        if len(faces) == 1:
            watch.observe(picture, faces[0], at)
        watch.announced(at)
        watch.tick(at)
    return watch.result()


class Bent(PrintedPhoto):
    """A print whose holder bends it and turns it as asked."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.style = "bends_as_asked"
        self._always_bent = True
        self._radius = 75.0


def test_a_person_who_does_as_asked_is_taken_for_living(engine: Any) -> None:
    result = run(engine, LivePerson(502), LivenessWatch(Random(502)))
    assert result.status == "live"
    assert result.score >= DEFAULT_POLICY.required_score
    assert result.answered == 2
    assert result.apcer == "unknown"
    assert {"relief", "nose", "moire", "colour"} <= {part.name for part in result.parts}
    assert all(part.source and part.unit for part in result.parts)


@pytest.mark.attack
@pytest.mark.parametrize("kind", [PrintedPhoto, CutOut, ScreenReplay, Bent])
def test_no_picture_of_a_person_is(engine: Any, kind: Callable[[int], Shown]) -> None:
    result = run(engine, kind(511), LivenessWatch(Random(511)))
    assert result.status == "unsure"
    assert result.reasons


@pytest.mark.attack
def test_a_print_bent_about_the_nose_may_answer_and_is_doubted_for_its_relief(engine: Any) -> None:
    results = [run(engine, Bent(seed), LivenessWatch(Random(seed), TURNS_ONLY)) for seed in range(521, 524)]
    answered = [result for result in results if result.answered == TURNS_ONLY.steps]
    assert answered, "the challenge alone would let it pass"
    assert all("relief" in result.reasons for result in answered)


TURNS_ONLY = LivenessPolicy(kinds=(Ask.TURN_LEFT, Ask.TURN_RIGHT))


def test_nothing_asked_means_not_checked() -> None:
    assert LivenessWatch(Random(1)).result() == Liveness("not_checked")


def test_whoever_comes_after_a_forgotten_one_begins_from_the_start(engine: Any) -> None:
    watch = LivenessWatch(Random(1))
    run(engine, LivePerson(501), watch)
    watch.forget()
    assert watch.ask is Ask.STRAIGHT
    assert watch.result() == Liveness("not_checked")


def test_a_layer_that_is_off_has_no_part(engine: Any) -> None:
    policy = policy_from({name: {"on": False} for name in ("moire", "colour", "surround", "border", "nose")})
    result = run(engine, LivePerson(501), LivenessWatch(Random(501), policy))
    assert {part.name for part in result.parts} <= {"relief", "perspective"}


def test_the_screens_colours_are_shown_after_the_challenge_and_followed_by_a_face(engine: Any) -> None:
    policy = policy_from({"flash": {"on": True}, "kinds": ["turn_left"]})
    seen: list[Any] = []
    result = run(engine, LivePerson(503), LivenessWatch(Random(503), policy), seen)
    glows = [glow for ask, glow in seen if ask is Ask.FLASH and glow is not None]
    assert len(set(glows)) >= 3
    assert all(glow is None for ask, glow in seen if ask is not Ask.FLASH)
    flash = next(part for part in result.parts if part.name == "flash")
    assert flash.value > policy.flash.limit
    assert result.status == "live"


@pytest.mark.attack
def test_a_screen_that_answered_would_not_follow_the_colours(engine: Any) -> None:
    """A recording of a face cannot be lit: what it gives back does not follow the colours."""

    class Unlit(LivePerson):
        def frame(self, at: float, ask: Ask, glow: Any = None) -> Picture:
            return super().frame(at, ask, None)

    policy = policy_from({"flash": {"on": True}, "kinds": ["turn_left"]})
    result = run(engine, Unlit(503), LivenessWatch(Random(503), policy))
    assert result.status == "unsure"
    assert {"flash", "flash_not_measured"} & set(result.reasons)


def depth_map(relief: float) -> Any:
    rows, columns = np.mgrid[0:480, 0:640].astype(np.float64)
    nose = np.exp(-(((columns - 320) / 40) ** 2) - ((rows - 270) / 40) ** 2)
    return (500 - relief * nose).astype(np.uint16)


@pytest.mark.parametrize(("relief", "status"), [(60.0, "live"), (0.0, "unsure")])
def test_a_depth_camera_sees_whether_there_is_a_face(engine: Any, relief: float, status: str) -> None:
    second = SimulatedSecondSource("depth", lambda: depth_map(relief))
    result = run(engine, LivePerson(501), LivenessWatch(Random(501), second=second))
    assert result.status == status
    assert ("depth" in result.reasons) == (status == "unsure")


def test_a_second_camera_that_gives_nothing_leaves_doubt(engine: Any) -> None:
    second = SimulatedSecondSource("infra_red", lambda: np.zeros((480, 640), np.uint8))
    second.close()
    result = run(engine, LivePerson(501), LivenessWatch(Random(501), second=second))
    assert (result.status, result.reasons) == ("unsure", ("infra_red_not_measured",))


def test_a_hospitals_network_has_a_say(engine: Any) -> None:
    class Doubting:
        class spec:  # noqa: N801
            threshold = 0.7

        def living(self, picture: Picture, face: Face) -> float:
            return 0.1

    result = run(engine, LivePerson(501), LivenessWatch(Random(501), model=Doubting()))  # type: ignore[arg-type]
    model = next(part for part in result.parts if part.name == "model")
    assert (model.value, model.limit) == (0.1, 0.7)
    assert result.status == "unsure"
    assert "model" in result.reasons


def test_a_face_in_the_corner_or_without_texture_breaks_nothing() -> None:
    picture = np.full((480, 640, 3), 128, np.uint8)
    watch = LivenessWatch(Random(2), LivenessPolicy(kinds=(Ask.TURN_LEFT,), steps=1))
    at = 0.0
    for yaw in [0.0] * 6 + [20.0] * 8 + [0.0] * 8:
        at += 0.1
        half, shift = 30.0, 60 * 0.35 * np.tan(np.radians(yaw))
        face = Face(Box(-20, -10, 120, 120), Point(40 + half, 30), Point(40 - half, 30), Point(40 + shift, 66), 1.0)
        watch.observe(picture, face, at)
    assert watch.ask is Ask.PASSED
    assert watch.result().reasons == ("relief_not_measured",)


def test_after_the_end_nothing_changes() -> None:
    watch = LivenessWatch(Random(1), LivenessPolicy(answer_seconds=0.5))
    picture = np.full((480, 640, 3), 128, np.uint8)
    face = Face(Box(220, 140, 200, 200), Point(360, 220), Point(280, 220), Point(320, 268), 1.0)
    for number in range(30):
        watch.observe(picture, face, number / 10)
    assert watch.ask is Ask.FAILED
    assert watch.observe(picture, face, 99.0) is Ask.FAILED
    assert watch.reason == "challenge_not_answered"
    assert watch.result().status == "unsure"
