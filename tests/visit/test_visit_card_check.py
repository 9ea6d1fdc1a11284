"""Who still looks at the card: one rule for every way the face step can end, and nothing else changes by it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from visit_parts import (
    ANSWER,
    CITIZEN,
    CLINICS,
    CONFIRM,
    CONSENT,
    COVERED,
    DOUBT,
    GOOD,
    MATCH,
    NO_MATCH,
    OPENED,
    READ,
    STRANGER,
    Story,
    at_face,
    at_reading,
)

from his_client.his.ports import IdentitySource, RegistrationRequest
from kiosk.visit import effects as fx
from kiosk.visit import events as ev
from kiosk.visit.card_check import CODES, CardCheck, card_check, face_code
from kiosk.visit.person import identity_source
from kiosk.visit.values import FaceResult
from kiosk.visit.view import CheckView, Screen, TicketView

RETRY = ev.RetryPressed()
UNPROVEN = replace(READ, checks=GOOD[:3])

Way = Callable[[], Story]
MATCHED: Way = lambda: at_face().then(MATCH)  # noqa: E731 - a row of the table below
WAYS: tuple[tuple[Way, str, str], ...] = (
    (MATCHED, "", ""),
    (lambda: at_reading().then(UNPROVEN, MATCH), "visit", ""),
    (lambda: at_reading(replace(CONSENT, face=False)).then(READ), "visit", "MAT-01"),
    (lambda: at_face().then(ev.WithoutCameraPressed()), "visit", "MAT-01"),
    (lambda: at_face().then(DOUBT, ev.WithoutCameraPressed()), "visit", "MAT-01"),
    (lambda: at_face().then(ev.CameraAway()), "visit", "MAT-02"),
    (lambda: at_face().then(NO_MATCH, RETRY, NO_MATCH, RETRY, NO_MATCH), "desk", "MAT-03"),
    (lambda: at_face().then(NO_MATCH, ev.WithoutCameraPressed()), "desk", "MAT-03"),
    (lambda: at_reading().then(replace(READ, has_portrait=False)), "desk", "MAT-04"),
    (lambda: at_face().then(replace(DOUBT, reasons=("portrait_unusable",))), "desk", "MAT-04"),
    (lambda: at_face().then(DOUBT, RETRY, DOUBT, RETRY, DOUBT), "desk", "MAT-05"),
)


def at_check(way: Way) -> Story:
    story = way().then(CLINICS, STRANGER, COVERED, ev.NextPressed(), ev.DepartmentChosen("K01"), ev.NextPressed())
    assert story.shows(Screen.CHECK)
    return story


def request_of(story: Story) -> RegistrationRequest:
    (effect,) = story.all(fx.Register)
    return effect.request


@pytest.mark.parametrize(("way", "check", "code"), WAYS)
def test_check_screen_and_ticket_say_who_looks_at_the_card(way: Way, check: str, code: str) -> None:
    story = at_check(way)
    assert story.content(CheckView).card_check == check
    ticket = story.then(CONFIRM, ANSWER, OPENED, ev.PayAtCashierPressed()).content(TicketView)
    assert (ticket.card_check, ticket.code) == (check, code)


@pytest.mark.parametrize(("way", "check", "code"), WAYS)
def test_however_the_face_step_ends_the_registration_differs_in_the_identity_alone(
    way: Way, check: str, code: str
) -> None:
    usual, request = request_of(at_check(MATCHED).then(CONFIRM)), request_of(at_check(way).then(CONFIRM))
    source = IdentitySource.CARD_ONLY if code else IdentitySource.CHIP_AND_FACE
    assert request == replace(usual, identity=replace(usual.identity, identity_source=source))


@pytest.mark.parametrize(("way", "check", "code"), WAYS)
def test_number_and_payment_are_the_same(way: Way, check: str, code: str) -> None:
    usual, told = (
        at_check(one).then(CONFIRM, ANSWER, OPENED, ev.CreditsSeen(18_000), ev.NextPressed()).content(TicketView)
        for one in (MATCHED, way)
    )
    assert replace(told, card_check="", code="") == usual


@pytest.mark.parametrize(
    ("birth", "check"),
    [
        ("2011-11-24", ""),
        ("2011-11-25", "visit"),
        ("2019-05-17", "visit"),
        ("2011-11", "visit"),
        ("2011", "visit"),
        ("2010", ""),
        ("", "visit"),
    ],
)
def test_below_fifteen_staff_look_at_the_card_though_the_face_matched(birth: str, check: str) -> None:
    holder = replace(READ, citizen=replace(CITIZEN, date_of_birth=birth))
    story = at_reading().then(holder, MATCH)
    facts = story.visit.facts
    assert card_check(facts, date(2026, 11, 24)) == check
    assert identity_source(facts) is IdentitySource.CHIP_AND_FACE
    assert face_code(facts) == ""


def test_the_check_screen_and_the_ticket_of_a_matched_child_say_that_staff_look_at_the_card() -> None:
    child = replace(READ, citizen=replace(CITIZEN, date_of_birth="2012-05-17"))
    story = at_check(lambda: at_reading().then(child, MATCH))
    shown = story.content(CheckView)
    assert (shown.origin_proven, shown.card_check) == (True, "visit")
    ticket = story.then(CONFIRM, ANSWER, OPENED, ev.PayAtCashierPressed()).content(TicketView)
    assert (ticket.card_check, ticket.code) == ("visit", "")


def test_below_fifteen_the_desk_still_comes_first_where_it_would_for_others() -> None:
    child = replace(READ, citizen=replace(CITIZEN, date_of_birth="2012-05-17"))
    story = at_reading().then(child, NO_MATCH, ev.WithoutCameraPressed())
    assert card_check(story.visit.facts, date(2026, 11, 24)) is CardCheck.DESK


def test_every_way_without_a_match_has_a_code() -> None:
    assert set(CODES) == set(FaceResult) - {FaceResult.MATCHED}
