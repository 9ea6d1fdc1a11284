"""The result cache: the same question within minutes costs none, and what could not be told is never remembered."""

from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from his_client.insurance.cache import CachedGateway
from his_client.insurance.ports import CoverageCheck, EligibilityStatus
from his_client.sandbox.faults import CallFault
from his_client.sandbox.simulated import SimulatedInsurance

PERSON = ("001090000017", "Nguyễn Đức Mẫu", "1990-03-15")


class Counted(SimulatedInsurance):
    asked = 0

    def check(self, *args: Any, **options: Any) -> CoverageCheck:
        self.asked += 1
        return super().check(*args, **options)


@pytest.fixture
def insurer(clock: Any) -> Counted:
    return Counted(Random(1), clock=clock)


def test_a_question_within_five_minutes_is_answered_without_asking(insurer: Counted, clock: Any) -> None:
    cached = CachedGateway(insurer, clock)
    first = cached.check(*PERSON, asked_at=clock())
    clock.forward(minutes=4, seconds=59)
    again = cached.check(*PERSON, asked_at=clock())
    assert again == replace(first, asked_at=clock(), questions=0)
    assert again.replies
    clock.forward(seconds=2)
    cached.check(*PERSON, asked_at=clock())
    assert insurer.asked == 2


def test_another_person_another_name_and_another_day_are_asked_about(insurer: Counted, clock: Any) -> None:
    cached = CachedGateway(insurer, clock, life=timedelta(days=9))
    cached.check(*PERSON, asked_at=clock())
    cached.check(PERSON[0], "Trần Văn Khác", PERSON[2], asked_at=clock())
    cached.check(PERSON[0], PERSON[1], "1990", asked_at=clock())
    clock.forward(days=1)
    cached.check(*PERSON, asked_at=clock())
    assert insurer.asked == 4


@pytest.mark.parametrize("fault", [CallFault.REFUSED, CallFault.LOST_REQUEST, CallFault.LOST_ANSWER])
def test_what_could_not_be_told_is_asked_again(insurer: Counted, clock: Any, fault: CallFault) -> None:
    cached = CachedGateway(insurer, clock)
    insurer.faults.arm(fault)
    assert cached.check(*PERSON, asked_at=clock()).eligibility.status is EligibilityStatus.UNVERIFIED
    assert cached.check(*PERSON, asked_at=clock()).eligibility.status is EligibilityStatus.ELIGIBLE


def test_only_a_few_answers_are_held_and_no_name_or_number_as_a_key(insurer: Counted, clock: Any) -> None:
    cached = CachedGateway(insurer, clock, most=2)
    for number in range(5):
        cached.check(f"{number:012d}", PERSON[1], PERSON[2], asked_at=clock())
    held = cached._held
    assert len(held) == 2
    assert PERSON[1].encode() not in b"".join(held)
