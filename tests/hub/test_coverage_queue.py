"""Verify later, the machine alone: who is looked up, when, how often, and never more than the day allows."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from his_client.insurance.ports import EligibilityStatus
from kiosk.clock import VIETNAM
from kiosk.hub.coverage.events import (
    CheckAnswered,
    CheckAsked,
    CheckDropped,
    CheckHandedOver,
    CheckSeen,
    CoverageEvent,
    CoverageTold,
    Person,
    VisitFound,
)
from kiosk.hub.coverage.queue import (
    MOST_CLOSED,
    QUESTIONS_OF_A_CHECK,
    Do,
    LaterPolicy,
    Lookups,
    Phase,
    Step,
    apply,
    forget,
    next_step,
    postpone,
)

MORNING = datetime(2026, 11, 24, 7, 0, tzinfo=VIETNAM)
PERSON = Person("001090000017", "Nguyễn Đức Mẫu", "1990-03-15")
POLICY = LaterPolicy()


def at(minutes: float) -> datetime:
    return MORNING + timedelta(minutes=minutes)


def number(visit: str) -> int:
    """In these tales the check of visit v7 has number 7."""
    return int(visit[1:])


def answer(visit: str, when: datetime, code: str = "timeout", **more: Any) -> CheckAnswered:
    status = {"000": EligibilityStatus.ELIGIBLE, "110": EligibilityStatus.NOT_ELIGIBLE}.get(
        code, EligibilityStatus.UNVERIFIED
    )
    return CheckAnswered(visit, number(visit), when, status, code, **{"questions": 1, **more})


def fold(*events: CoverageEvent) -> Lookups:
    lookups = Lookups()
    for event in events:
        lookups = apply(lookups, event)
    return lookups


def failed(visit: str = "v1", when: datetime = MORNING, code: str = "timeout") -> tuple[CoverageEvent, ...]:
    return CheckAsked(visit, number(visit), when, PERSON), answer(visit, when, code)


def due(lookups: Lookups, now: datetime, policy: LaterPolicy = POLICY) -> Step:
    step = next_step(lookups, now, policy)
    assert step is not None
    return step


@pytest.mark.parametrize("code", ["000", "110"])
def test_a_check_that_was_answered_is_not_looked_up(code: str) -> None:
    lookups = fold(CheckAsked("v1", 1, MORNING, PERSON), answer("v1", MORNING, code))
    assert next_step(lookups, at(60), POLICY) is None
    assert (lookups.pending, lookups.closed) == ({}, ())


def test_a_check_that_failed_keeps_time_and_code_as_its_proof() -> None:
    item = fold(*failed(code="101")).pending[1]
    assert (item.since, item.code, item.status) == (MORNING, "101", EligibilityStatus.UNVERIFIED)


def test_a_question_whose_answer_was_never_heard_is_open_too() -> None:
    lookups = fold(CheckAsked("v1", 1, MORNING, PERSON))
    assert lookups.pending[1].code == "interrupted"
    assert (due(lookups, MORNING).do, due(lookups, MORNING).at) == (Do.FIND, at(10))


def test_the_hospital_is_asked_first_whether_it_holds_the_visit() -> None:
    lookups = fold(*failed())
    assert (due(lookups, MORNING).do, due(lookups, MORNING).at) == (Do.FIND, at(10))
    found = apply(lookups, VisitFound("v1", 1, at(10), "MALK1"))
    assert due(found, at(10)).do is Do.ASK


def test_a_gateway_that_is_away_is_probed_by_one_question_at_growing_pauses() -> None:
    lookups = fold(*failed("v1"), *failed("v2"), VisitFound("v1", 1, at(10)), VisitFound("v2", 2, at(10)))
    assert lookups.failures == 2
    assert due(lookups, at(10)).at == at(20)  # two failures at the door: twenty minutes
    lookups = apply(lookups, answer("v1", at(20), later=True))
    pauses = []
    for failures in range(3, 8):
        step = due(lookups, at(20))
        assert step.do is Do.ASK
        assert lookups.failures == failures
        pauses.append((step.at - (lookups.failed_at or MORNING)) // timedelta(minutes=1))
        lookups = apply(lookups, answer(step.item.visit_id, step.at, later=True))
    assert pauses == [40, 60, 120, 120, 120]


def test_when_the_door_is_answered_again_all_are_looked_up_at_once() -> None:
    lookups = fold(*failed("v1"), *failed("v2"), VisitFound("v1", 1, at(10)), VisitFound("v2", 2, at(10)))
    lookups = apply(apply(lookups, CheckAsked("v3", 3, at(11), PERSON)), answer("v3", at(11), "000"))
    assert (due(lookups, at(11)).do, due(lookups, at(11)).at <= at(11)) == (Do.ASK, True)


def test_an_answer_from_the_cache_says_nothing_about_the_gateway() -> None:
    lookups = fold(*failed("v1"), CheckAsked("v3", 3, at(11), PERSON), answer("v3", at(11), "000", questions=0))
    assert lookups.failures == 1


@pytest.mark.parametrize("code", ["090", "777"])
def test_a_code_about_one_person_holds_up_nobody_else(code: str) -> None:
    lookups = fold(*failed("v1", code=code), *failed("v2", code=code), VisitFound("v1", 1, at(10)))
    assert lookups.failures == 0
    lookups = apply(lookups, answer("v1", at(10), code, later=True))
    assert due(apply(lookups, VisitFound("v2", 2, at(10))), at(10)).item.visit_id == "v2"


def test_what_the_gateway_takes_in_no_form_goes_to_a_person_at_once() -> None:
    lookups = fold(*failed(code="205"), VisitFound("v1", 1, at(10)))
    assert (due(lookups, at(10)).do, due(lookups, at(10)).reason) == (Do.HAND_OVER, "205")


def test_after_so_many_tries_or_days_a_person_takes_over() -> None:
    lookups = fold(*failed(), VisitFound("v1", 1, at(10)))
    for minute in range(POLICY.tries):
        lookups = apply(lookups, answer("v1", at(20 + minute), later=True))
    assert (due(lookups, at(60)).do, due(lookups, at(60)).reason) == (Do.HAND_OVER, "timeout")
    late = MORNING + timedelta(days=3, seconds=1)
    for early in (fold(*failed()), fold(*failed(), VisitFound("v1", 1, at(10)))):
        assert due(early, late).do is Do.HAND_OVER


def test_a_later_yes_settles_the_check_and_a_later_no_is_handed_over() -> None:
    waiting = fold(*failed(), VisitFound("v1", 1, at(10), "MALK1"))
    settled = apply(waiting, answer("v1", at(20), "000", later=True))
    assert (settled.pending, settled.closed[0].phase) == ({}, Phase.SETTLED)
    step = due(apply(waiting, answer("v1", at(20), "110", later=True)), at(20))
    assert (step.do, step.at, step.reason) == (Do.HAND_OVER, at(20), "not_eligible_110")


def test_rows_of_a_hub_that_told_a_hospital_still_replay() -> None:
    told = fold(*failed(), VisitFound("v1", 1, at(10)), answer("v1", at(20), "110", later=True, to_tell=True))
    assert apply(told, CoverageTold("v1", 1, at(21))).closed[0].phase is Phase.SETTLED


def test_who_was_erased_is_dropped_whatever_was_still_to_be_done() -> None:
    waiting = fold(*failed())
    declined = fold(*failed(), VisitFound("v1", 1, at(10)), answer("v1", at(20), "110", later=True))
    erased_row = fold(CheckAsked("v1", 1, MORNING, None), answer("v1", MORNING))
    for lookups in (forget(waiting, "v1"), forget(declined, "v1"), erased_row):
        assert (due(lookups, at(1)).do, due(lookups, at(1)).reason) == (Do.DROP, "erased")


@pytest.mark.parametrize("last", [CheckDropped("v1", 1, at(1), "erased"), CheckHandedOver("v1", 1, at(1), "timeout")])
def test_a_closed_check_keeps_nothing_of_the_person_and_cannot_open_again(last: CoverageEvent) -> None:
    lookups = fold(*failed(), VisitFound("v1", 1, at(1), "MALK1"), last)
    (item,) = lookups.closed
    assert item.person is None
    assert apply(lookups, VisitFound("v1", 1, at(2))) == lookups
    assert apply(lookups, answer("v1", at(2), later=True)).pending == {}


def test_the_holder_and_the_child_of_one_visit_are_two_checks() -> None:
    child = Person("001320000017", "Nguyễn Mẫu Con", "2020-03-15")
    lookups = fold(
        CheckAsked("v1", 1, MORNING, PERSON),
        CheckAsked("v1", 2, MORNING, child),
        CheckAnswered("v1", 2, MORNING, EligibilityStatus.UNVERIFIED, "timeout", 1),
        CheckAnswered("v1", 1, MORNING, EligibilityStatus.ELIGIBLE, "000", 1),
    )
    assert [(item.check, item.person) for item in lookups.pending.values()] == [(2, child)]


def test_a_person_asked_about_again_in_one_visit_is_one_check() -> None:
    lookups = fold(*failed(), CheckAsked("v1", 5, at(1), PERSON))
    assert list(lookups.pending) == [5]
    assert apply(lookups, answer("v1", at(2), "000")).pending == lookups.pending  # the first question's late answer


def test_only_the_last_closed_checks_are_kept() -> None:
    events: list[CoverageEvent] = []
    for one in range(MOST_CLOSED + 5):
        events += [*failed(f"v{one}"), CheckDropped(f"v{one}", one, at(1), "erased")]
    assert [item.visit_id for item in fold(*events).closed][:1] == ["v5"]


def test_what_waits_for_a_person_is_kept_however_much_is_closed_after_it() -> None:
    events: list[CoverageEvent] = [*failed("v0"), CheckHandedOver("v0", 0, at(1), "timeout")]
    for one in range(1, MOST_CLOSED + 5):
        events += [*failed(f"v{one}"), CheckDropped(f"v{one}", one, at(1), "erased")]
    lookups = fold(*events)
    assert [item.visit_id for item in lookups.closed][:2] == ["v0", "v5"]
    seen = apply(lookups, CheckSeen("v0", 0, at(2), "Lê Thu"))
    assert seen.closed[0].visit_id == "v5"


def test_no_event_or_state_shows_a_person() -> None:
    lookups = fold(*failed(), VisitFound("v1", 1, at(10), "MALK1"))
    shown = repr(lookups) + repr(failed()) + repr(VisitFound("v1", 1, at(10), "MALK1"))
    assert not any(secret in shown for secret in (PERSON.number, PERSON.full_name, "MALK1"))


@settings(max_examples=60, deadline=None)
@given(
    visits=st.integers(1, 25),
    outage_h=st.floats(0, 80),
    per_day=st.integers(3, 20),
    questions=st.integers(1, QUESTIONS_OF_A_CHECK),
    held=st.integers(0, 25),
)
def test_a_days_questions_never_exceed_the_limit_and_every_check_ends(
    visits: int, outage_h: float, per_day: int, questions: int, held: int
) -> None:
    policy = LaterPolicy(per_day=per_day)
    back = MORNING + timedelta(hours=outage_h)
    lookups, now = Lookups(), MORNING
    for one in range(visits):
        for event in failed(f"v{one}", MORNING + timedelta(minutes=one)):
            lookups = apply(lookups, event)
    asked: Counter[date] = Counter()
    endings: Counter[Phase] = Counter()
    for _ in range(20_000):
        step = next_step(lookups, now, policy)
        if step is None:
            break
        now = max(now, step.at)
        visit_id, check = step.item.visit_id, step.item.check
        match step.do:
            case Do.FIND if check < held:
                lookups = apply(lookups, VisitFound(visit_id, check, now))
            case Do.FIND if now - step.item.since >= timedelta(seconds=policy.absent_s):
                lookups = apply(lookups, CheckDropped(visit_id, check, now, "not_registered"))
            case Do.FIND:
                lookups = postpone(lookups, check, now)
            case Do.ASK:
                assert check < held, "a visit nobody registered was asked about"
                asked[now.date()] += questions
                code = "000" if now >= back else "timeout"
                lookups = apply(lookups, answer(visit_id, now, code, questions=questions, later=True))
            case Do.HAND_OVER:
                lookups = apply(lookups, CheckHandedOver(visit_id, check, now, step.reason))
            case _:
                raise AssertionError(step.do)
    assert next_step(lookups, now, policy) is None
    endings.update(item.phase for item in lookups.closed)
    assert sum(endings.values()) == visits
    assert all(count <= per_day for count in asked.values())
    assert now - MORNING < timedelta(days=5)
