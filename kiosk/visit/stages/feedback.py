"""Feedback: one touch says how it was; who was not content may say about what, from a list, or not.

No name, number or visit goes with it. It leaves once, under an id of its own: at once when there is no more to ask, and
otherwise with the answer, or when the patient has left without one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from his_client.his.ports import Feedback
from kiosk.visit.effects import Effect, SendFeedback, StartTimer, StopTimer, Timer
from kiosk.visit.errands import TOPICS, UNHAPPY, ComplaintChosen, Rated
from kiosk.visit.events import BackPressed, Event, NextPressed, TimerFired
from kiosk.visit.turn import Backward, Forward, Turn
from kiosk.visit.values import Facts, Policy

THANKS_S = 5.0
TOPIC_S = 30.0


@dataclass(frozen=True, slots=True)
class FeedbackState:
    """`asking`: `rating`, `topic` or `thanks`; `at` is when it was rated. `over`: there is nothing more to say."""

    asking: str = "rating"
    rating: int = 0
    at: datetime | None = None
    over: bool = False


def enter(_facts: Facts, _policy: Policy) -> Turn[FeedbackState]:
    """Ask."""
    return Turn(FeedbackState())


def on(
    state: FeedbackState, _facts: Facts, _policy: Policy, event: Event, *, visit_id: str, station_id: str
) -> Turn[FeedbackState]:
    """Take the answers."""
    if isinstance(event, BackPressed):
        return _back(state)
    after, effects = said(state, event, visit_id=visit_id, station_id=station_id)
    return Turn(after, effects, go=Forward() if after.over else None)


def said(
    state: FeedbackState, event: Event, *, visit_id: str, station_id: str
) -> tuple[FeedbackState, tuple[Effect, ...]]:
    """The conversation after an event, wherever it is held."""
    thanks = StartTimer(Timer.TICKET, THANKS_S)
    match event:
        case Rated(rating=rating, at=at) if state.asking == "rating" and at is not None and 1 <= rating <= 5:
            rated = replace(state, rating=rating, at=at)
            if rating <= UNHAPPY:
                return replace(rated, asking="topic"), (StartTimer(Timer.TICKET, TOPIC_S),)
            return replace(rated, asking="thanks"), (*sending(rated, "", visit_id, station_id), thanks)
        case ComplaintChosen(topic=topic) if state.asking == "topic" and topic in ("", *TOPICS):
            return replace(state, asking="thanks"), (*sending(state, topic, visit_id, station_id), thanks)
        case TimerFired(name=Timer.TICKET) if state.asking == "topic":
            return replace(state, asking="thanks"), (*sending(state, "", visit_id, station_id), thanks)
        case NextPressed() if state.asking == "rating":
            return replace(state, over=True), ()
        case NextPressed() | TimerFired(name=Timer.TICKET) if state.asking == "thanks":
            return replace(state, over=True), (StopTimer(Timer.TICKET),)
        case _:
            return state, ()


def unsent(state: FeedbackState, visit_id: str, station_id: str) -> tuple[Effect, ...]:
    """What was said and has not left yet, for who leaves without the last answer."""
    return sending(state, "", visit_id, station_id) if state.asking == "topic" else ()


def sending(state: FeedbackState, topic: str, visit_id: str, station_id: str) -> tuple[Effect, ...]:
    """Give it to the hospital."""
    if state.at is None:
        return ()
    feedback_id = f"{visit_id}:feedback"
    return (SendFeedback(feedback_id, Feedback(feedback_id, station_id, state.rating, state.at, topic)),)


def _back(state: FeedbackState) -> Turn[FeedbackState]:
    if state.asking == "topic":
        return Turn(FeedbackState(), (StopTimer(Timer.TICKET),))
    return Turn(state, go=Backward() if state.asking == "rating" else None)
