"""Who is not found by the ID number may show an insurance card; its number is asked about once."""

from __future__ import annotations

import pytest
from visit_parts import (
    COVERED,
    FULL_NAME,
    NOT_INSURED,
    SILENT_INSURER,
    Story,
    at_insurance,
    fired,
)

from kiosk.visit import effects as fx
from kiosk.visit import events as ev
from kiosk.visit import wishes as wi
from kiosk.visit.view import InsuranceView, ScanView, Screen

CARD = wi.InsuranceQrSeen(f"GD4010123456789|{FULL_NAME}|17/05/1990|2|01999")


def scanning() -> Story:
    return at_insurance(NOT_INSURED).then(wi.InsuranceCardPressed())


@pytest.mark.parametrize("answer", [COVERED, SILENT_INSURER])
def test_it_is_offered_only_where_nothing_was_found(answer: ev.CoverageKnown) -> None:
    assert at_insurance(NOT_INSURED).content(InsuranceView).show
    assert not at_insurance(answer).content(InsuranceView).show
    assert at_insurance(answer).then(wi.InsuranceCardPressed()).shows(Screen.INSURANCE)


def test_its_number_is_asked_about_in_the_patients_name() -> None:
    story = scanning()
    assert story.shows(Screen.INSURANCE_SCAN)
    assert fx.ScanQr() in story.last
    story.then(CARD)
    assert {fx.StopCamera(), fx.AskInsurer("GD4010123456789", FULL_NAME, "1990-05-17")} <= set(story.last)
    assert story.content(InsuranceView).waiting
    assert story.then(COVERED).content(InsuranceView).coverage.level == 80


def test_once_is_enough() -> None:
    story = scanning().then(CARD, NOT_INSURED)
    assert not story.content(InsuranceView).show
    assert story.then(ev.NextPressed()).shows(Screen.CLINIC)


@pytest.mark.parametrize(
    ("other", "notice"),
    [
        (ev.OtherQrSeen(), "other_qr"),
        (wi.InsuranceQrSeen("GD4010123456789|Trần Văn Khác|1990|1|01999"), "other_card"),
        (wi.InsuranceQrSeen("nonsense"), "other_qr"),
    ],
)
def test_another_code_or_name_is_not_asked_about(other: ev.Event, notice: str) -> None:
    story = scanning().then(other)
    assert story.content(ScanView).notice == notice
    assert len(story.all(fx.AskInsurer)) == 1


@pytest.mark.parametrize("leave", [ev.BackPressed(), ev.CameraAway()])
def test_going_back_darkens_the_camera_and_changes_nothing(leave: ev.Event) -> None:
    story = scanning().then(leave)
    assert story.shows(Screen.INSURANCE)
    assert fx.StopCamera() in story.last
    assert story.then(ev.NextPressed()).shows(Screen.CLINIC)


def test_silence_about_the_card_stops_nothing() -> None:
    story = scanning().then(CARD, fired(fx.Timer.INSURER), ev.NextPressed())
    assert story.shows(Screen.CLINIC)
