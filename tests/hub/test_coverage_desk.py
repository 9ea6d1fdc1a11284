"""Insurance checks at the hub: each kept with its proof, the failed ones looked up later, nothing personal in sight."""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hub_parts import SETTINGS, Scene, register

from his_client.insurance.ports import CoverageCheck, Eligibility, EligibilityStatus
from his_client.outcome import Done, Unknown
from his_client.sandbox.faults import CallFault
from kiosk.hub.client import LocalHub
from kiosk.hub.coverage.events import CheckAnswered, CheckAsked, CheckHandedOver, Person
from kiosk.hub.ports import UnverifiedVisit

HOUR = 3_600.0
NAME, CARD = "Nguyễn Đức Mẫu", "GD4010123452345"
PERSON = ("001090000017", NAME, "1990-03-15")
AWAY = CallFault.LOST_REQUEST


@pytest.fixture
def scene() -> Scene:
    return Scene()


def check(scene: Scene, visit_id: str) -> Eligibility:
    return LocalHub(scene.core).check(*PERSON, visit_id=visit_id)


def kinds(scene: Scene, visit_id: str) -> list[str]:
    return [row.kind for row in scene.journal.rows() if row.subject == visit_id]


def answers(scene: Scene, visit_id: str) -> list[CheckAnswered]:
    rows = [row.event for row in scene.journal.rows() if row.subject == visit_id]
    return [event for event in rows if isinstance(event, CheckAnswered)]


def phases(scene: Scene) -> list[tuple[str, str]]:
    assert scene.core.coverage is not None
    return [(line.phase, line.code) for line in scene.core.coverage.lines()]


def registered_visit(scene: Scene) -> str:
    """A visit the HIS holds."""
    return register(scene.his.book, 7).key


def test_the_gateways_own_words_are_kept_with_the_visit_and_are_not_in_the_answer(scene: Scene) -> None:
    found = check(scene, "v1")
    assert found.status is EligibilityStatus.ELIGIBLE
    assert kinds(scene, "v1") == ["CheckAsked", "CheckAnswered"]
    (kept,) = answers(scene, "v1")
    assert kept.eligibility == found
    assert json.loads(kept.replies[0].text)["ghiChu"].startswith(NAME)
    assert "ghiChu" not in repr(found)


def test_nothing_of_the_person_lies_open_in_the_journals_file(scene: Scene) -> None:
    check(scene, "v1")
    open_text = "\n".join(scene._file.iterdump())
    assert "CheckAnswered" in open_text
    for secret in (PERSON[0], NAME, CARD, "ghiChu"):
        assert secret not in open_text
        assert secret.encode().hex().upper() not in open_text.upper()


def test_an_erased_visit_leaves_time_and_code_and_the_chain_whole(scene: Scene) -> None:
    scene.insurer.faults.arm(AWAY, 1)
    check(scene, "v1")
    assert scene.core.coverage is not None
    scene.core.coverage.erase("v1")
    scene.run(1)
    asked, answered = (row.event for row in scene.journal.rows() if row.kind in ("CheckAsked", "CheckAnswered"))
    assert isinstance(asked, CheckAsked)
    assert isinstance(answered, CheckAnswered)
    assert (asked.person, answered.eligibility, answered.replies) == (None, None, ())
    assert (answered.code, answered.status, answered.at) == ("timeout", EligibilityStatus.UNVERIFIED, asked.at)
    assert scene.journal.verify().whole
    assert phases(scene) == [("dropped", "erased")]
    scene.crash()
    scene.boot()
    assert phases(scene) == [("dropped", "erased")]


def test_a_registered_visit_is_looked_up_later_and_the_answer_is_a_new_row(scene: Scene) -> None:
    visit = registered_visit(scene)
    scene.insurer.faults.arm(AWAY, 1)
    found = check(scene, visit)
    assert (found.status, found.code) == (EligibilityStatus.UNVERIFIED, "timeout")
    scene.run(HOUR)
    first, later = answers(scene, visit)
    assert (first.later, first.code, first.status) == (False, "timeout", EligibilityStatus.UNVERIFIED)
    assert (later.later, later.code, later.status) == (True, "000", EligibilityStatus.ELIGIBLE)
    assert later.eligibility is not None
    assert later.eligibility.card == CARD
    assert later.replies
    assert phases(scene) == [("settled", "000")]
    assert scene.core.health().unverified == 0


def test_a_visit_that_was_never_registered_is_never_asked_about_again(scene: Scene) -> None:
    scene.insurer.faults.arm(AWAY, 1)
    check(scene, "left-before-registering")
    scene.run(3 * HOUR)
    assert kinds(scene, "left-before-registering") == ["CheckAsked", "CheckAnswered", "CheckDropped"]
    assert phases(scene) == [("dropped", "not_registered")]


def test_while_the_gateway_is_away_it_is_probed_and_each_failure_is_a_row(scene: Scene) -> None:
    visit = registered_visit(scene)
    scene.insurer.faults.arm(AWAY, 4)
    check(scene, visit)
    scene.run(24 * HOUR)
    codes = [(event.later, event.code) for event in answers(scene, visit)]
    assert codes == [(False, "timeout"), (True, "timeout"), (True, "timeout"), (True, "timeout"), (True, "000")]


def test_the_queue_outlives_a_crash_and_a_question_under_way(scene: Scene) -> None:
    visit = registered_visit(scene)
    scene.insurer.faults.arm(AWAY, 1)
    check(scene, visit)
    scene.crash()
    scene.boot()
    assert phases(scene) == [("waiting", "timeout")]
    scene.run(HOUR)
    assert phases(scene) == [("settled", "000")]


def test_a_hub_that_died_while_asking_looks_the_visit_up_later(scene: Scene) -> None:
    visit = registered_visit(scene)

    class Dies(RuntimeError):
        pass

    def dying(*_: Any) -> CoverageCheck:
        raise Dies

    scene.core.ask_insurer = dying  # type: ignore[method-assign]
    with pytest.raises(Dies):
        check(scene, visit)
    scene.crash()
    scene.boot()
    assert phases(scene) == [("waiting", "interrupted")]
    scene.run(HOUR)
    assert phases(scene) == [("settled", "000")]


def test_a_gateway_that_stays_away_is_handed_to_a_person_and_staff_are_called(scene: Scene) -> None:
    visit = registered_visit(scene)
    scene.insurer.faults.arm(AWAY, 10_000)
    check(scene, visit)
    scene.run(4 * 24 * HOUR)
    assert phases(scene) == [("handed_over", "timeout")]
    assert [call.reason for call in scene.core.calls] == ["insurance_unverified"]
    last = [row.event for row in scene.journal.rows() if row.subject == visit][-1]
    assert isinstance(last, CheckHandedOver)
    assert len([event for event in answers(scene, visit) if event.later]) <= SETTINGS.later.tries


@pytest.mark.parametrize("code", ["054", "055"])
def test_a_fault_of_the_configuration_calls_staff_and_is_looked_up_later(scene: Scene, code: str) -> None:
    row = scene.insurer.registry.people.get(PERSON[0])
    assert row is not None
    scene.insurer.registry.people.put(replace(row, code=code))
    visit = registered_visit(scene)
    assert check(scene, visit).status is EligibilityStatus.CONFIG_ERROR
    assert [call.reason for call in scene.core.calls] == [f"insurance_{code}"]
    scene.insurer.registry.people.put(row)
    scene.run(2 * HOUR)
    assert phases(scene) == [("settled", "000")]


@pytest.mark.parametrize(("code", "reason"), [("010", "not_eligible_010"), ("070", "mismatch_070")])
def test_a_later_no_goes_to_a_person_and_stays_listed_until_somebody_takes_it(
    scene: Scene, code: str, reason: str
) -> None:
    row = scene.insurer.registry.people.get(PERSON[0])
    assert row is not None
    visit = registered_visit(scene)
    scene.insurer.faults.arm(AWAY, 1)
    check(scene, visit)
    scene.insurer.registry.people.put(replace(row, code=code))
    scene.run(HOUR)
    assert phases(scene) == [("handed_over", reason)]
    assert [call.reason for call in scene.core.calls] == ["insurance_declined"]
    scene.crash()
    scene.boot()
    scene.run(HOUR)
    assert phases(scene) == [("handed_over", reason)]
    desk = scene.core.coverage
    assert desk is not None
    assert (desk.seen("other", "Lê Thu"), desk.seen(visit, "Lê Thu"), desk.seen(visit, "Lê Thu")) == (0, 1, 0)
    assert kinds(scene, visit)[-2:] == ["CheckHandedOver", "CheckSeen"]
    assert "Lê Thu" not in "\n".join(scene._file.iterdump())
    scene.crash()
    scene.boot()
    assert phases(scene) == [("seen", reason)]


def unverified(scene: Scene, visit_id: str) -> UnverifiedVisit:
    return UnverifiedVisit(visit_id, *PERSON, scene.time.now(), "timeout")


def test_a_visit_the_hub_never_heard_of_is_looked_up_once_a_station_reports_it(scene: Scene) -> None:
    visit = registered_visit(scene)
    hub = LocalHub(scene.core)
    assert hub.report_unverified(unverified(scene, visit)) == Done(None)
    assert hub.report_unverified(unverified(scene, visit)) == Done(None)
    assert kinds(scene, visit) == ["CheckReported"]
    assert phases(scene) == [("waiting", "timeout")]
    assert not any(secret in "\n".join(scene._file.iterdump()) for secret in (PERSON[0], NAME))
    scene.crash()
    scene.boot()
    assert LocalHub(scene.core).report_unverified(unverified(scene, visit)) == Done(None)
    scene.run(HOUR)
    assert phases(scene) == [("settled", "000")]
    assert kinds(scene, visit) == ["CheckReported", "VisitFound", "CheckAnswered"]


def test_an_answer_that_came_too_late_for_the_visit_does_not_settle_it(scene: Scene) -> None:
    visit = registered_visit(scene)
    desk = scene.core.coverage
    assert desk is not None
    number = desk.begin(visit, Person(*PERSON))
    LocalHub(scene.core).report_unverified(unverified(scene, visit))
    desk.answered(visit, number, scene.core.ask_insurer(*PERSON))
    assert phases(scene) == [("waiting", "timeout")]
    scene.run(HOUR)
    assert [event.later for event in answers(scene, visit)] == [False, True]
    assert phases(scene) == [("settled", "000")]


def test_an_answer_that_was_on_its_way_while_the_person_was_erased_is_kept_without_them(scene: Scene) -> None:
    desk = scene.core.coverage
    assert desk is not None
    number = desk.begin("v1", Person(*PERSON))
    desk.erase("v1")
    desk.answered("v1", number, scene.core.ask_insurer(*PERSON))
    (kept,) = answers(scene, "v1")
    assert (kept.code, kept.eligibility, kept.replies) == ("000", None, ())


def test_a_hospital_that_cannot_search_by_key_is_taken_to_hold_the_visit(scene: Scene) -> None:
    scene.his.find_registration = lambda *_: Unknown("cannot_search")  # type: ignore[method-assign,assignment]
    scene.insurer.faults.arm(AWAY, 1)
    check(scene, "v1")
    scene.run(HOUR)
    assert phases(scene) == [("settled", "000")]


def test_a_hospital_that_is_away_is_asked_again(scene: Scene) -> None:
    visit = registered_visit(scene)
    scene.his.faults.arm(CallFault.LOST_ANSWER, 2)
    scene.insurer.faults.arm(AWAY, 1)
    check(scene, visit)
    scene.run(3 * HOUR)
    assert phases(scene) == [("settled", "000")]


def test_a_later_look_up_asks_about_the_day_of_the_visit(scene: Scene) -> None:
    visit = registered_visit(scene)
    asked_at: list[datetime] = []
    insurer_check = scene.insurer.check

    def noting(*args: Any, asked_at_: list[datetime] = asked_at, **options: Any) -> CoverageCheck:
        asked_at_.append(options["asked_at"])
        return insurer_check(*args, **options)

    scene.insurer.check = noting  # type: ignore[method-assign]
    scene.insurer.faults.arm(AWAY, 12)
    check(scene, visit)
    scene.run(48 * HOUR)
    assert len(asked_at) > 10
    assert {moment.date() for moment in asked_at} == {asked_at[0].date()}


def test_the_log_says_no_name_and_no_number(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    scene.insurer.faults.arm(AWAY, 10_000)
    check(scene, registered_visit(scene))
    scene.run(4 * 24 * HOUR)
    said = " ".join(str(vars(record)) for record in caplog.records)
    assert "coverage_handed_over" in said
    for secret in (PERSON[0], NAME, CARD):
        assert secret not in said
