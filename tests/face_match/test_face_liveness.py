"""The challenge: who moves as asked passes; stillness, wrong and unasked movements and haste do not."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from face_match.liveness.asks import TURNS, Ask
from face_match.liveness.challenge import Challenge, Look
from face_match.liveness.policy import LivenessPolicy

FRAME = 0.05
LEFT, RIGHT, CLOSER = Ask.TURN_LEFT, Ask.TURN_RIGHT, Ask.CLOSER


class Drawn(Random):
    """Draws these steps, and the shortest pause."""

    def __init__(self, steps: Sequence[Ask]) -> None:
        super().__init__(0)
        self.steps = list(steps)

    def choice(self, seq: Any) -> Any:
        return self.steps.pop(0) if isinstance(seq[0], Ask) else min(seq)


class Person:
    """Feeds a challenge with head angles and sizes at 20 frames a second."""

    def __init__(self, steps: Sequence[Ask], policy: LivenessPolicy | None = None) -> None:
        self.challenge = Challenge(Drawn(steps), policy or LivenessPolicy())
        self.at = 10.0

    def hold(self, yaw: float, seconds: float = 0.6, size: float = 80.0) -> Ask:
        for _ in range(round(seconds / FRAME)):
            self.at += FRAME
            self.challenge.observe(Look(yaw, size), self.at)
        return self.challenge.ask


def test_doing_each_step_as_asked_and_coming_back_passes() -> None:
    person = Person([LEFT, CLOSER])
    assert person.hold(0) is LEFT
    assert person.hold(15) is Ask.BACK
    assert person.hold(1) is CLOSER
    assert person.hold(1, size=105) is Ask.BACK
    assert person.hold(0) is Ask.PASSED
    assert person.challenge.asked == person.challenge.answered == (LEFT, CLOSER)


def test_coming_a_little_closer_is_not_enough() -> None:
    person = Person([CLOSER, LEFT])
    person.hold(0)
    assert person.hold(0, size=98) is CLOSER


def test_who_came_closer_must_go_back_again() -> None:
    person = Person([CLOSER, LEFT])
    person.hold(0)
    person.hold(0, size=105)
    assert person.hold(0, size=98) is Ask.BACK
    assert person.hold(0, size=85) is LEFT


def test_turning_a_little_while_coming_closer_is_no_mistake() -> None:
    person = Person([CLOSER, LEFT])
    person.hold(0)
    assert person.hold(8, size=103) is Ask.BACK
    assert person.challenge.answered == (CLOSER,)


def test_the_turn_is_judged_against_the_persons_own_straight_look() -> None:
    person = Person([RIGHT, RIGHT])
    person.hold(8)
    assert person.hold(-1) is RIGHT
    assert person.hold(-4) is Ask.BACK


def test_the_straight_look_is_taken_from_a_head_at_rest() -> None:
    person = Person([LEFT, LEFT])
    for yaw in (14, 11, 8, 5):
        assert person.hold(yaw, seconds=FRAME) is Ask.STRAIGHT
    assert person.hold(2) is LEFT
    assert person.hold(13) is Ask.BACK
    assert person.hold(2) is not Ask.BACK


@pytest.mark.attack
def test_a_still_face_does_not_answer() -> None:
    person = Person([LEFT, LEFT])
    assert person.hold(0, seconds=12) is Ask.FAILED
    assert person.challenge.reason == "challenge_not_answered"


def test_a_vanished_face_does_not_answer_either() -> None:
    person = Person([LEFT])
    person.hold(0, 0.3)
    assert person.challenge.tick(person.at + 5) is LEFT
    assert person.challenge.tick(person.at + 9) is Ask.FAILED


def test_staying_turned_is_not_coming_back() -> None:
    person = Person([LEFT])
    person.hold(0)
    person.hold(15)
    assert person.hold(15, seconds=10) is Ask.FAILED


def test_one_wrong_turn_is_forgiven_and_asked_anew() -> None:
    person = Person([LEFT, RIGHT, LEFT])
    person.hold(0)
    assert person.hold(-15) is Ask.BACK
    assert person.hold(0) is RIGHT
    person.hold(-15)
    person.hold(0)
    person.hold(15)
    assert person.hold(0) is Ask.PASSED
    assert person.challenge.answered == (RIGHT, LEFT)


@pytest.mark.attack
@pytest.mark.parametrize(("yaw", "size"), [(-15, 80), (0, 105)], ids=["the other way", "closer"])
def test_a_second_wrong_movement_is_not(yaw: float, size: float) -> None:
    person = Person([LEFT, LEFT])
    person.hold(0)
    person.hold(yaw, size=size)
    person.hold(0)
    assert person.hold(yaw, size=size) is Ask.FAILED
    assert person.challenge.reason == "challenge_wrong_side"


def test_a_movement_nobody_asked_for_is_a_mistake() -> None:
    person = Person([LEFT, RIGHT, LEFT], LivenessPolicy(pauses=(1.0,), mistakes_allowed=0))
    person.hold(0)
    person.hold(15)
    person.hold(0)
    assert person.challenge.ask is Ask.BACK, "the pause"
    assert person.hold(-15) is Ask.FAILED
    assert person.challenge.reason == "challenge_wrong_side"


@pytest.mark.attack
def test_nobody_is_quicker_than_the_question() -> None:
    person = Person([LEFT], LivenessPolicy(mistakes_allowed=0))
    person.hold(0, seconds=4 * FRAME)
    assert person.hold(15, seconds=4 * FRAME) is Ask.FAILED


def test_answers_count_from_when_the_person_was_told() -> None:
    person = Person([LEFT])
    person.hold(0, seconds=4 * FRAME)
    person.challenge.announced(person.at + 1.0)
    assert person.hold(0, seconds=1.3) is LEFT
    assert person.hold(15, seconds=0.5) is Ask.BACK
    assert person.challenge.answered == (LEFT,)


def test_one_outlying_frame_is_not_a_turn() -> None:
    person = Person([LEFT])
    person.hold(0)
    person.hold(15, seconds=FRAME)
    assert person.hold(0, seconds=FRAME) is LEFT
    person.hold(-15, seconds=FRAME)
    assert person.hold(15, seconds=FRAME) is LEFT, "one frame to each side is a glitch, not an answer"


@given(st.lists(st.floats(-9, 9), max_size=200), st.floats(-10, 10))
def test_no_movement_below_the_limit_ever_passes(changes: list[float], straight: float) -> None:
    person = Person([LEFT, RIGHT, LEFT, RIGHT])
    person.hold(straight)
    for change in changes:
        person.hold(straight + change, seconds=FRAME, size=80 + change)
    assert person.challenge.answered == ()


@given(st.integers(0, 10_000), st.integers(1, 4))
def test_every_challenge_has_a_turn(seed: int, steps: int) -> None:
    challenge = Challenge(Random(seed), LivenessPolicy(steps=steps))
    at, heard = 0.0, Ask.STRAIGHT
    while challenge.ask is not Ask.PASSED:
        at += 0.3
        look = {LEFT: Look(15, 80), RIGHT: Look(-15, 80), CLOSER: Look(0, 110)}.get(heard, Look(0, 80))
        heard = challenge.ask
        challenge.observe(look, at)
        assert at < 60
    assert len(challenge.answered) == steps
    assert TURNS.intersection(challenge.answered)


def test_a_policy_without_coming_closer_asks_for_turns_only() -> None:
    asked = set()
    for seed in range(20):
        challenge = Challenge(Random(seed), LivenessPolicy(kinds=(LEFT, RIGHT)))
        for number in range(5):
            challenge.observe(Look(0, 80), number / 10)
        asked.add(challenge.ask)
    assert asked == {LEFT, RIGHT}
