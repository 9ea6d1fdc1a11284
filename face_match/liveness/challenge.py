"""Asks the person for movements drawn at random and judges the answers from five points over time.

What it stops by itself: a photograph or a picture on a screen, held still, moved, tilted or slanted, because only a
head with depth moves its nose against its eyes; and a recording of other movements than those asked. What it does not
stop: a recording that has the right movements at the right time, a picture bent about the nose, a worn mask.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from statistics import median

from face_match.liveness.asks import STEPS, TURNS, Ask
from face_match.liveness.policy import LivenessPolicy

_SIGN = {Ask.TURN_LEFT: 1, Ask.TURN_RIGHT: -1}


@dataclass(frozen=True, slots=True)
class Look:
    """One frame's geometry: estimated yaw in degrees (positive to the own left), inter-eye distance in pixels."""

    yaw: float
    size: float


class Challenge:
    """One person's challenge: look straight, do as asked, come back, wait a moment, as many times as the policy says.

    A mistake is a wrong movement, or one that nobody asked for: made in the pause of random length before a step, or
    faster than anybody reacts; a recording moves when it wants. Left and right are easily confused, so one mistake is
    forgiven; it costs a newly drawn step, so that waving the head both ways does not pass by itself.

    :param random: draws steps and pauses; a secret source in production.
    """

    def __init__(self, random: Random, policy: LivenessPolicy) -> None:
        self._random = random
        self._policy = policy
        self._looks: list[Look] = []
        self._straight = Look(0.0, 1.0)
        self._mistakes = 0
        self._asked_at = 0.0
        self._announced = True
        self._pause_ends: float | None = None
        self._streak = 0
        self.asked: tuple[Ask, ...] = ()
        self.answered: tuple[Ask, ...] = ()
        self.ask = Ask.STRAIGHT
        self.reason: str | None = None

    def observe(self, look: Look, at: float) -> Ask:
        """Take in one frame with one face in it, taken at `at` seconds of a monotonic clock."""
        match self.ask:
            case Ask.STRAIGHT:
                self._settle(look, at)
            case Ask.TURN_LEFT | Ask.TURN_RIGHT | Ask.CLOSER:
                self._judge(look, at)
            case Ask.BACK if self._pause_ends is None:
                self._judge_return(look, at)
            case Ask.BACK:
                self._rest(look, at)
        return self.ask

    def announced(self, at: float) -> None:
        """The person has been told what is wanted now. Answers count from here: describing a face takes a moment."""
        if not self._announced:
            self._announced, self._asked_at = True, at

    def tick(self, at: float) -> Ask:
        """Let time pass without a usable frame."""
        if (self.ask in STEPS or self.ask is Ask.BACK) and at - self._asked_at > self._policy.answer_seconds:
            self._fail("challenge_not_answered")
        return self.ask

    def _settle(self, look: Look, at: float) -> None:
        self._looks = [*self._looks, look][-self._policy.straight_frames :]
        yaws = [seen.yaw for seen in self._looks]
        if len(yaws) == self._policy.straight_frames and max(yaws) - min(yaws) <= self._policy.steady_degrees:
            self._straight = Look(median(yaws), median(seen.size for seen in self._looks))
            self._ask_next(at)

    def _judge(self, look: Look, at: float) -> None:
        """Two frames running must show the same movement; one that shows none begins the count anew."""
        movement = self._movement(look)
        if movement is None:
            self._streak = 0
            self.tick(at)
            return
        right = movement is self.asked[-1] and at - self._asked_at >= self._policy.reaction_seconds
        step = 1 if right else -1
        self._streak = self._streak + step if self._streak * step >= 0 else step
        if self._streak >= self._policy.confirming_frames:
            self.answered += (self.asked[-1],)
            self._wait_for(Ask.BACK, at)
        elif -self._streak >= self._policy.confirming_frames:
            self._mistake(at)

    def _movement(self, look: Look) -> Ask | None:
        """Which step this frame shows. Who comes closer may turn a little: the larger movement counts."""
        turn = (look.yaw - self._straight.yaw) / self._policy.turned_degrees
        approach = (look.size / self._straight.size - 1) / (self._policy.closer_factor - 1)
        if max(abs(turn), approach) < 1:
            return None
        if approach > abs(turn):
            return Ask.CLOSER
        return Ask.TURN_LEFT if turn > 0 else Ask.TURN_RIGHT

    def _is_back(self, look: Look) -> bool:
        """Whether the movement is over; who swings a little past the middle is back too."""
        change = look.yaw - self._straight.yaw
        nearer = look.size / self._straight.size - 1
        asked = self.asked[-1]
        if asked is Ask.CLOSER:
            return nearer <= 0.5 * (self._policy.closer_factor - 1) and abs(change) <= self._policy.turned_degrees
        return -self._policy.turned_degrees <= change * _SIGN[asked] <= self._policy.back_degrees

    def _judge_return(self, look: Look, at: float) -> None:
        if not self._is_back(look):
            self._streak = 0
            self.tick(at)
            return
        self._streak += 1
        if self._streak < self._policy.confirming_frames:
            return
        if len(self.answered) >= self._policy.steps:
            self.ask = Ask.PASSED
        else:
            self._pause_ends, self._streak = at + self._random.choice(self._policy.pauses), 0
            self._asked_at = at

    def _rest(self, look: Look, at: float) -> None:
        """Wait for the pause to end; a head that moves meanwhile was not asked to."""
        assert self._pause_ends is not None
        self._streak = self._streak + 1 if self._movement(look) is not None else 0
        if self._streak >= self._policy.confirming_frames:
            self._mistake(at)
        elif at >= self._pause_ends and self._is_back(look):
            self._ask_next(at)
        else:
            self.tick(at)

    def _ask_next(self, at: float) -> None:
        last = len(self.answered) + 1 >= self._policy.steps
        must_turn = last and not TURNS.intersection(self.answered)
        kinds = [kind for kind in self._policy.kinds if kind in TURNS or not must_turn]
        step = self._random.choice(kinds)
        self.asked += (step,)
        self._wait_for(step, at)

    def _wait_for(self, ask: Ask, at: float) -> None:
        self.ask = ask
        self._asked_at, self._announced, self._streak = at, False, 0
        self._pause_ends = None

    def _mistake(self, at: float) -> None:
        self._mistakes += 1
        if self._mistakes > self._policy.mistakes_allowed:
            self._fail("challenge_wrong_side")
        else:
            self._wait_for(Ask.BACK, at)

    def _fail(self, reason: str) -> None:
        self.ask = Ask.FAILED
        self.reason = reason
