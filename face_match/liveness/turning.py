"""Asks the person to turn the head to a side drawn at random, and judges the answer from five points over time.

What it stops: a photograph or a picture on a screen, held still, moved, tilted or slanted, because only a head with
depth moves its nose against its eyes. What it does not stop: a replay that has the right clip at hand, or a worn
mask. No attack rate (APCER, ISO/IEC 30107-3) has been measured: this is a deterrent, the staff desk is the control.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from statistics import median
from typing import Literal

from face_match.liveness.asks import Ask


class Side(StrEnum):
    """The person's own left or right. Turned to the own left, the nose moves to the unmirrored picture's right."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def sign(self) -> int:
        return 1 if self is Side.LEFT else -1


@dataclass(frozen=True, slots=True)
class Liveness:
    """What is known about the person being there.

    `not_checked` for still pictures, and when nothing had been asked yet. `asked` are the sides in the order they were
    asked; `answered` how many of them were answered rightly.
    """

    status: Literal["passed", "failed", "not_checked"]
    method: str = "turn_head/5-point"
    asked: tuple[Side, ...] = ()
    answered: int = 0
    apcer: Literal["not measured"] = "not measured"


@dataclass(frozen=True, slots=True)
class TurnPolicy:
    """How much is asked. Angles are changes against the person's own straight look, in estimated degrees.

    The straight look is that of the last `straight_frames` once they lie within `steady_degrees`: nobody could come
    back to one taken from a head still moving. A flat print slanted by 30 degrees changes the estimate by less than 5,
    a head turned by 20 degrees by about 15.
    """

    turns: int = 2
    turned_degrees: float = 10.0
    back_degrees: float = 6.0
    straight_frames: int = 4
    steady_degrees: float = 5.0
    confirming_frames: int = 2
    reaction_seconds: float = 0.25
    answer_seconds: float = 8.0
    mistakes_allowed: int = 1


DEFAULT_POLICY = TurnPolicy()


class TurnChallenge:
    """One person's challenge: look straight, turn as asked, come back, as many times as the policy says.

    Left and right are easily confused, so one wrong turn is forgiven; it costs a newly drawn side, so that waving the
    head both ways does not pass by itself.

    :param draw: gives the next side; from a secret source in production.
    """

    def __init__(self, draw: Callable[[], Side], policy: TurnPolicy = DEFAULT_POLICY) -> None:
        self._draw = draw
        self._policy = policy
        self._straight: list[float] = []
        self._baseline = 0.0
        self._asked: list[Side] = []
        self._answered = 0
        self._mistakes = 0
        self._asked_at = 0.0
        self._announced = True
        self._streak = 0
        self._ask = Ask.STRAIGHT
        self.reason: str | None = None

    @property
    def ask(self) -> Ask:
        return self._ask

    @property
    def result(self) -> Liveness:
        if not self._asked:
            return Liveness("not_checked")
        status: Literal["passed", "failed"] = "passed" if self._ask is Ask.PASSED else "failed"
        return Liveness(status, asked=tuple(self._asked), answered=self._answered)

    def observe(self, yaw: float, at: float) -> Ask:
        """Take in one frame with one face in it.

        :param yaw: estimated degrees, positive to the person's own left.
        :param at: when the frame was taken, in seconds of a monotonic clock.
        """
        match self._ask:
            case Ask.STRAIGHT:
                self._straight = [*self._straight, yaw][-self._policy.straight_frames :]
                steady = max(self._straight) - min(self._straight) <= self._policy.steady_degrees
                if steady and len(self._straight) == self._policy.straight_frames:
                    self._baseline = median(self._straight)
                    self._ask_next(at)
            case Ask.TURN_LEFT | Ask.TURN_RIGHT:
                self._judge_turn(yaw - self._baseline, at)
            case Ask.BACK:
                self._judge_return(yaw - self._baseline, at)
            case Ask.PASSED | Ask.FAILED:
                pass
        return self._ask

    def announced(self, at: float) -> None:
        """The person has been told what is wanted now. Answers count from here: describing a face takes a moment."""
        if not self._announced:
            self._announced, self._asked_at = True, at

    def tick(self, at: float) -> Ask:
        """Let time pass without a usable frame."""
        waiting = self._ask in {Ask.TURN_LEFT, Ask.TURN_RIGHT, Ask.BACK}
        if waiting and at - self._asked_at > self._policy.answer_seconds:
            self._fail("challenge_not_answered")
        return self._ask

    def _judge_turn(self, change: float, at: float) -> None:
        if at - self._asked_at < self._policy.reaction_seconds:
            return  # nobody answers this fast: whatever moves now was moving before it was asked
        towards = change * self._asked[-1].sign
        if abs(towards) < self._policy.turned_degrees:
            self._streak = 0
            self.tick(at)
            return
        side = 1 if towards > 0 else -1
        self._streak = self._streak + side if self._streak * side >= 0 else side
        if self._streak >= self._policy.confirming_frames:
            self._answered += 1
            self._wait_for_return(at)
        elif -self._streak >= self._policy.confirming_frames:
            self._mistakes += 1
            if self._mistakes > self._policy.mistakes_allowed:
                self._fail("challenge_wrong_side")
            else:
                self._wait_for_return(at)

    def _judge_return(self, change: float, at: float) -> None:
        towards = change * self._asked[-1].sign
        if towards > self._policy.back_degrees or -towards > self._policy.turned_degrees:
            self._streak = 0
            self.tick(at)
            return
        self._streak += 1
        if self._streak < self._policy.confirming_frames:
            return
        if self._answered >= self._policy.turns:
            self._ask = Ask.PASSED
        else:
            self._ask_next(at)

    def _ask_next(self, at: float) -> None:
        side = self._draw()
        self._asked.append(side)
        self._ask = Ask.TURN_LEFT if side is Side.LEFT else Ask.TURN_RIGHT
        self._asked_at, self._announced, self._streak = at, False, 0

    def _wait_for_return(self, at: float) -> None:
        self._ask = Ask.BACK
        self._asked_at, self._announced, self._streak = at, False, 0

    def _fail(self, reason: str) -> None:
        self._ask = Ask.FAILED
        self.reason = reason
