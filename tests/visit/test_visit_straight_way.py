"""The straight way through a visit, screen by screen, and what the hospital receives of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from visit_parts import (
    ANSWER,
    CITIZEN,
    CLINICS,
    CONFIRM,
    CONSENT,
    COVERED,
    FACILITY,
    FULL_NAME,
    GOOD,
    ID_NUMBER,
    MATCH,
    NOT_INSURED,
    NOW,
    OPENED,
    QR,
    QR_TEXT,
    READ,
    REGULAR,
    SILENT_INSURER,
    STRANGER,
    VISIT_ID,
    Story,
    at_check,
    at_clinics,
    at_face,
    fired,
    registered,
    sending,
)

from his_client.his.ports import InsuranceClaim, RegistrationRequest
from kiosk.visit import effects as fx
from kiosk.visit import events as ev
from kiosk.visit.priority import priority_of
from kiosk.visit.values import Ending, QrKey, Reason
from kiosk.visit.view import CheckView, ClinicView, PaymentView, Screen, TicketView


def request_of(story: Story) -> RegistrationRequest:
    (register,) = (effect for effect in story.last if isinstance(effect, fx.Register))
    return register.request


def test_from_consent_to_the_card_in_the_hand() -> None:
    story = Story(card_on_tray=True)
    assert story.shows(Screen.CONSENT)
    assert list(story.last) == [fx.StartTimer(fx.Timer.IDLE, 50.0)]

    story.then(CONSENT)
    assert story.shows(Screen.KEY_QR)
    assert fx.ScanQr() in story.last

    story.then(QR)
    assert story.shows(Screen.READING)
    assert {fx.StopCamera(), fx.ReadCard(QrKey(QR_TEXT), 1)} <= set(story.last)

    story.then(READ)
    assert story.shows(Screen.FACE)
    assert [type(effect) for effect in story.last if not isinstance(effect, fx.StartTimer)] == [
        fx.AskInsurer,
        fx.AskDepartments,
        fx.AskPatient,
        fx.MatchFace,
    ]

    story.then(CLINICS, STRANGER, COVERED, MATCH)
    assert story.shows(Screen.INSURANCE)
    assert fx.StopCamera() in story.last

    story.then(ev.NextPressed())
    assert story.shows(Screen.CLINIC)
    story.then(ev.DepartmentChosen("K01"), ev.NextPressed())
    assert story.shows(Screen.CHECK)

    story.then(CONFIRM)
    assert story.shows(Screen.REGISTERING)
    story.then(ANSWER)
    assert story.shows(Screen.PAYMENT)
    assert fx.OpenOrder(f"{VISIT_ID}:pay", "HD1", 18_000, visit_code="LK1") in story.last

    story.then(OPENED, ev.CreditsSeen(18_000))
    assert story.content(PaymentView).notice == "paid"
    assert fx.LeaveOrder(f"{VISIT_ID}:pay") in story.last

    story.then(fired(fx.Timer.TICKET))
    assert story.shows(Screen.TICKET)
    assert fx.PrintTicket() in story.last
    story.then(ev.TicketPrinted(), ev.NextPressed())
    assert story.shows(Screen.TAKE_CARD)

    story.then(ev.CardRemoved())
    assert story.shows(Screen.WELCOME)
    assert (story.visit.ending, story.visit.reason) == (Ending.DONE, Reason.REGISTERED)
    assert story.last[-1] == fx.Wipe()


def test_the_hospital_receives_the_visit_under_its_own_id() -> None:
    request = request_of(sending())
    assert request.key == VISIT_ID
    assert request.station_id == "03"
    assert (request.department_id, request.service_id, request.price) == ("K01", "S1", 50_000)
    assert request.requested_at == NOW
    identity = request.identity
    assert (identity.id_number, identity.full_name, identity.date_of_birth) == (ID_NUMBER, FULL_NAME, "1990-05-17")
    assert (identity.sex, identity.address, identity.issue_date) == ("Nữ", "Thôn Mẫu, xã Mẫu, Hà Nội", "2021-06-15")
    assert (identity.nationality, identity.ethnicity, identity.old_id_number) == ("Việt Nam", "Kinh", "")


def test_the_claim_says_what_the_insurer_answered_and_which_route_it_means() -> None:
    days = (date(2026, 1, 1), date(2026, 12, 31))
    told = InsuranceClaim("GD4010123456789", 80, "eligible", "000", "1.1", FACILITY, *days)
    assert request_of(sending()).insurance == told
    elsewhere = ev.CoverageKnown(replace(COVERED.eligibility, first_registration="01888"))
    claim = request_of(sending(elsewhere)).insurance
    assert claim is not None
    assert claim.route_code == "1.18"


def test_a_silent_insurer_is_claimed_as_unverified() -> None:
    assert request_of(sending(SILENT_INSURER)).insurance == InsuranceClaim(None, None, "unverified", "timeout", "9")
    at = NOW - timedelta(seconds=40)
    claim = request_of(sending(replace(SILENT_INSURER, asked_at=at))).insurance
    assert claim is not None
    assert claim.looked_up_at == at  # with the code, the proof that it was tried


def test_without_consent_to_the_insurer_nothing_is_claimed() -> None:
    story = at_face(replace(CONSENT, insurer=False)).then(CLINICS, STRANGER, MATCH)
    story.then(ev.DepartmentChosen("K01"), ev.NextPressed(), CONFIRM)
    assert request_of(story).insurance is None
    assert story.all(fx.AskInsurer) == []


def test_the_clinic_of_last_time_is_offered_first_and_chosen() -> None:
    view = at_clinics(patient=REGULAR).content(ClinicView)
    assert view.selected == "K02"
    assert [(tile.id, tile.last) for tile in view.tiles] == [("K02", True), ("K01", False)]


def test_the_check_screen_shows_place_price_and_what_is_proven() -> None:
    content = at_check().content(CheckView)
    assert content.place.department == "Phòng khám K01"
    assert content.estimate is not None
    assert (content.estimate.price, content.estimate.insurer_pays, content.estimate.patient_pays) == (
        50_000,
        32_000,
        18_000,
    )
    assert content.estimate.percent == 80
    assert content.estimate.lines[:2] == (
        "Mức hưởng của thẻ 80 %, mã đối tượng 1.1 hưởng 100 % mức đó",
        "Khám bệnh: giá 50.000 đ; quỹ BHYT trả 40.000 đ × 80 % × 100 % = 32.000 đ",
    )
    assert content.face == "matched"
    assert content.origin_proven


def test_an_estimate_explains_itself_in_the_language_of_the_visit() -> None:
    content = at_check().then(ev.LanguageChosen("en")).content(CheckView)
    assert content.estimate is not None
    assert content.estimate.lines[0] == "The card covers 80%, and route code 1.1 gives 100% of that"
    uninsured = at_check(NOT_INSURED).content(CheckView)
    assert uninsured.estimate is not None
    assert uninsured.estimate.lines == ()


@pytest.mark.parametrize(("due", "told"), [(18_000, True), (17_000, False)])
def test_the_slip_explains_the_fee_where_the_hospital_says_the_same(due: int, told: bool) -> None:
    story = sending().then(replace(ANSWER, registered=registered(due=due)), OPENED, ev.PayAtCashierPressed())
    lines = story.content(TicketView).reckoning
    assert bool(lines) == told
    assert not told or lines[-2] == "Tổng cộng (làm tròn một lần): quỹ BHYT trả 32.000 đ, người bệnh trả 18.000 đ"


def test_a_card_of_an_unknown_issuer_is_shown_as_such_and_still_served() -> None:
    unproven = replace(READ, checks=GOOD[:3])
    story = Story(card_on_tray=True).then(CONSENT, QR, unproven, CLINICS, STRANGER, COVERED, MATCH, ev.NextPressed())
    story.then(ev.DepartmentChosen("K01"), ev.NextPressed())
    assert not story.content(CheckView).origin_proven


def test_the_ticket_shows_the_number_the_hospital_gave() -> None:
    story = sending().then(ANSWER, OPENED, ev.PayAtCashierPressed(), ev.TicketPrinted())
    content = story.content(TicketView)
    assert (content.number, content.place.room, content.due, content.settled) == ("K01-007", "12", 18_000, False)
    assert content.printed is True


def test_consent_stands_with_the_visit_and_the_language_can_change_at_any_time() -> None:
    story = at_check().then(ev.LanguageChosen("en"))
    assert story.view.language == "en"
    assert story.shows(Screen.CHECK)


@pytest.mark.parametrize(
    ("born", "today", "priority"),
    [
        ("2020-11-25", date(2026, 11, 24), "child"),  # six tomorrow
        ("2020-11-24", date(2026, 11, 24), None),  # six today
        ("1951-11-25", date(2026, 11, 24), None),  # 75 tomorrow
        ("1951-11-24", date(2026, 11, 24), "senior"),  # 75 today
        ("1951", date(2026, 1, 2), "senior"),  # only the year is known: the patient may be 75
        ("1951-11", date(2026, 11, 1), "senior"),
        ("1951-12", date(2026, 11, 30), None),
        ("2020", date(2026, 11, 24), "child"),  # may still be five
        ("2020-11", date(2026, 11, 24), "child"),
        ("2020-10", date(2026, 11, 24), None),
        ("2020-02-29", date(2026, 2, 28), "child"),
        ("2020-02-29", date(2026, 3, 1), None),
        ("1990-05-17", date(2026, 11, 24), None),
        ("", date(2026, 11, 24), None),  # the chip does not say
    ],
)
def test_children_under_six_and_people_of_75_are_called_first(born: str, today: date, priority: str | None) -> None:
    assert priority_of(born, today) == priority
    older = Story(card_on_tray=True).then(CONSENT, QR, replace(READ, citizen=replace(CITIZEN, date_of_birth=born)))
    older.then(CLINICS, STRANGER, COVERED, MATCH, ev.NextPressed(), ev.DepartmentChosen("K01"), ev.NextPressed())
    at = datetime.combine(today, NOW.timetz())
    assert request_of(older.then(ev.AnswersConfirmed(at=at))).priority == priority
