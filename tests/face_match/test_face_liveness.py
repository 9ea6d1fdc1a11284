"""The challenge: a head that turns as asked passes; stillness, the wrong side and haste do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from face_match.liveness.challenge import Ask, Side, TurnChallenge, TurnPolicy

FRAME = 0.05


class Person:
    """Feeds a challenge with head angles at 20 frames a second."""

    def __init__(self, sides: Iterable[Side], policy: TurnPolicy | None = None) -> None:
        drawn: Iterator[Side] = iter(sides)
        self.challenge = TurnChallenge(lambda: next(drawn), policy or TurnPolicy())
        self.at = 10.0

    def hold(self, yaw: float, seconds: float = 0.5) -> Ask:
        for _ in range(round(seconds / FRAME)):
            self.at += FRAME
            self.challenge.observe(yaw, self.at)
        return self.challenge.ask


def test_turning_to_each_asked_side_and_back_passes() -> None:
    person = Person([Side.LEFT, Side.RIGHT])
    assert person.hold(0) is Ask.TURN_LEFT
    assert person.hold(15) is Ask.BACK
    assert person.hold(1) is Ask.TURN_RIGHT
    assert person.hold(-15) is Ask.BACK
    assert person.hold(0) is Ask.PASSED
    result = person.challenge.result
    assert (result.status, result.asked, result.answered) == ("passed", (Side.LEFT, Side.RIGHT), 2)


def test_the_turn_is_judged_against_the_persons_own_straight_look() -> None:
    person = Person([Side.RIGHT, Side.RIGHT])
    person.hold(8)
    assert person.hold(-1) is Ask.TURN_RIGHT
    assert person.hold(-4) is Ask.BACK


def test_the_straight_look_is_taken_from_a_head_at_rest() -> None:
    person = Person([Side.LEFT, Side.LEFT])
    for yaw in (14, 11, 8, 5):
        assert person.hold(yaw, seconds=FRAME) is Ask.STRAIGHT
    assert person.hold(2) is Ask.TURN_LEFT
    assert person.hold(13) is Ask.BACK
    assert person.hold(2, seconds=2 * FRAME) is not Ask.BACK


def test_a_still_face_does_not_answer() -> None:
    person = Person([Side.LEFT, Side.LEFT])
    assert person.hold(0, seconds=12) is Ask.FAILED
    assert person.challenge.reason == "challenge_not_answered"
    assert person.challenge.result.status == "failed"


def test_a_vanished_face_does_not_answer_either() -> None:
    person = Person([Side.LEFT])
    person.hold(0)
    assert person.challenge.tick(person.at + 5) is Ask.TURN_LEFT
    assert person.challenge.tick(person.at + 9) is Ask.FAILED


def test_staying_turned_is_not_coming_back() -> None:
    person = Person([Side.LEFT])
    person.hold(0)
    person.hold(15)
    assert person.hold(15, seconds=10) is Ask.FAILED


def test_one_wrong_turn_is_forgiven_and_asked_anew() -> None:
    person = Person([Side.LEFT, Side.RIGHT, Side.LEFT])
    person.hold(0)
    assert person.hold(-15) is Ask.BACK
    assert person.hold(0) is Ask.TURN_RIGHT
    person.hold(-15)
    person.hold(0)
    person.hold(15)
    assert person.hold(0) is Ask.PASSED
    assert person.challenge.result.answered == 2


def test_a_second_wrong_turn_is_not() -> None:
    person = Person([Side.LEFT, Side.LEFT])
    person.hold(0)
    person.hold(-15)
    person.hold(0)
    assert person.hold(-15) is Ask.FAILED
    assert person.challenge.reason == "challenge_wrong_side"


def test_a_head_already_moving_before_it_was_asked_does_not_count() -> None:
    person = Person([Side.LEFT])
    person.hold(0, seconds=4 * FRAME)
    assert person.hold(15, seconds=4 * FRAME) is Ask.TURN_LEFT


def test_answers_count_from_when_the_person_was_told() -> None:
    person = Person([Side.LEFT])
    person.hold(0, seconds=4 * FRAME)
    person.challenge.announced(person.at + 1.0)
    assert person.hold(15, seconds=1.0) is Ask.TURN_LEFT
    assert person.hold(15, seconds=0.5) is Ask.BACK


def test_one_outlying_frame_is_not_a_turn() -> None:
    person = Person([Side.LEFT])
    person.hold(0)
    person.hold(15, seconds=FRAME)
    assert person.hold(0, seconds=FRAME) is Ask.TURN_LEFT
    person.hold(-15, seconds=FRAME)
    assert person.hold(15, seconds=FRAME) is Ask.TURN_LEFT, "one frame to each side is a glitch, not an answer"


def test_nothing_asked_means_liveness_was_not_checked() -> None:
    assert Person([]).challenge.result.status == "not_checked"


@given(st.lists(st.floats(-9, 9), max_size=200), st.floats(-10, 10))
def test_no_movement_below_the_limit_ever_passes(changes: list[float], straight: float) -> None:
    person = Person([Side.LEFT, Side.RIGHT, Side.LEFT, Side.RIGHT])
    person.hold(straight)
    for change in changes:
        person.hold(straight + change, seconds=FRAME)
    assert person.challenge.result.answered == 0


@pytest.mark.parametrize("turns", [1, 3])
def test_the_policy_says_how_many_turns_are_asked(turns: int) -> None:
    person = Person([Side.LEFT] * turns, TurnPolicy(turns=turns))
    person.hold(0)
    for _ in range(turns):
        assert person.challenge.ask is Ask.TURN_LEFT
        person.hold(15)
        person.hold(0)
    assert person.challenge.ask is Ask.PASSED
