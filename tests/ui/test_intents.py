"""Touching the window sends exactly what the person meant, once."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from window_looking import texts
from window_shown import Shown

from kiosk.visit.events import (
    AnswersConfirmed,
    BackPressed,
    ClinicUnknown,
    ConsentGiven,
    DepartmentChosen,
    DeskPressed,
    EndPressed,
    HelpClosed,
    HelpPressed,
    Intent,
    KeyTyped,
    LanguageChosen,
    MoreTimePressed,
    NextPressed,
    PayAtCashierPressed,
    RetryPressed,
    TypeKeyPressed,
    WithoutCameraPressed,
)
from kiosk.visit.view import KeyView, Screen, View
from kiosk.visit.wishes import (
    AppointmentChosen,
    ChildPaperChosen,
    ChildPressed,
    EmergencyPressed,
    InsuranceCardPressed,
    OptionOpened,
    OtherClinicPressed,
    PaperDeclared,
    PassportPressed,
    PayPressed,
    PriorityDeclared,
    RelationChosen,
    RemindersChosen,
    ServiceDropped,
    ServiceWanted,
)
from ui.patient.gallery import settle
from ui.patient.samples import samples

BY_NAME = {sample.name: sample for sample in samples()}
CONSENT = BY_NAME["consent"].view


@pytest.mark.parametrize(
    ("sample", "control", "intent"),
    [
        ("consent", "back", BackPressed()),
        ("consent", "help", HelpPressed()),
        ("key-qr", "typeKey", TypeKeyPressed()),
        ("key-number", "desk", DeskPressed()),
        ("key-expiry", "noExpiry", KeyTyped("expiry", None)),
        ("lay-card", "desk", DeskPressed()),
        ("reading", "desk", DeskPressed()),
        ("face", "desk", DeskPressed()),
        ("face", "withoutCamera", WithoutCameraPressed()),
        ("face-glow", "withoutCamera", WithoutCameraPressed()),
        ("face-retry", "primary", RetryPressed()),
        ("face-retry", "desk", DeskPressed()),
        ("face-retry", "withoutCamera", WithoutCameraPressed()),
        ("insurance", "primary", NextPressed()),
        ("insurance-mismatch", "primary", NextPressed()),
        ("clinic", "tile:K02", DepartmentChosen("K02")),
        ("clinic", "clinicUnknown", ClinicUnknown()),
        ("clinic", "primary", NextPressed()),
        ("already", "primary", NextPressed()),
        ("check", "primary", AnswersConfirmed()),
        ("check", "change", BackPressed()),
        ("check", "back", BackPressed()),
        ("payment", "cashier", PayAtCashierPressed()),
        ("payment-paid", "primary", NextPressed()),
        ("payment-expired", "primary", NextPressed()),
        ("ticket", "primary", NextPressed()),
        ("desk-his-away", "primary", NextPressed()),
        ("take-card", "stuck", HelpPressed()),
        ("idle", "dialogPrimary", MoreTimePressed()),
        ("idle", "dialogLeft", EndPressed()),
        ("idle", "dialogRight", HelpPressed()),
        ("help", "dialogPrimary", HelpClosed()),
        ("card-missing", "dialogLeft", EndPressed()),
    ],
)
def test_a_touch_sends_its_intent(shown: Shown, sample: str, control: str, intent: Intent) -> None:
    shown.show(BY_NAME[sample].view)
    shown.tap(control)
    assert shown.station.sent == [intent]


def test_touching_the_welcome_drawing_begins_a_visit_in_the_chosen_language(shown: Shown) -> None:
    shown.show(View(Screen.WELCOME))
    shown.choose_language("en")
    shown.tap("begin")
    assert shown.station.begun == ["en"]
    assert shown.station.sent == []


def test_who_has_no_card_gets_a_person_from_the_welcome_screen(shown: Shown) -> None:
    shown.show(View(Screen.WELCOME))
    shown.tap("desk")
    assert shown.station.begun == ["vi"]
    assert shown.station.sent == [DeskPressed()]


def test_a_language_chosen_before_the_card_was_laid_down_belongs_to_the_visit(shown: Shown) -> None:
    shown.show(View(Screen.WELCOME))
    shown.choose_language("en")
    shown.show(CONSENT)
    assert shown.station.sent == [LanguageChosen("en")]
    assert "Two things need\nyour permission" in texts(shown.window.window)


def test_unanswered_consent_means_no_and_both_begin_empty(shown: Shown) -> None:
    shown.show(CONSENT)
    for name in ("consentFaceYes", "consentFaceNo", "consentInsurerYes", "consentInsurerNo"):
        assert shown.item(name).property("chosen") is False
    shown.tap("primary")
    [given] = shown.station.sent
    assert isinstance(given, ConsentGiven)
    assert (given.face, given.insurer, given.language) == (False, False, "vi")


def test_consent_carries_the_fingerprint_of_the_words_on_the_screen(shown: Shown) -> None:
    for language, taps in (("vi", []), ("en", ["language", "language:en"])):
        shown.station.sent.clear()
        shown.show(View(Screen.WELCOME))
        for name in taps:
            shown.tap(name)
        shown.show(replace(CONSENT, language=language))
        shown.station.sent.clear()
        read = texts(shown.window.window)
        page = shown.item("consentFaceYes")
        while page.property("wording") is None:
            page = page.parentItem()
        words = str(page.property("wording"))
        assert all(line in "\n".join(read) for line in words.split("\n"))
        shown.tap("consentFaceYes")
        shown.tap("consentInsurerNo")
        shown.tap("primary")
        [given] = shown.station.sent
        digest = hashlib.sha256(unicodedata.normalize("NFC", words).encode()).hexdigest()
        assert given == ConsentGiven(face=True, insurer=False, wording=digest, language=language)


def test_large_text_asks_one_purpose_after_the_other(shown: Shown) -> None:
    shown.present(BY_NAME["consent"], large=True)
    shown.tap("consentFaceYes")
    shown.tap("primary")
    assert shown.station.sent == []
    shown.tap("back")
    assert shown.item("consentFaceYes").property("chosen") is True
    shown.tap("primary")
    shown.tap("consentInsurerYes")
    shown.tap("primary")
    [given] = shown.station.sent
    assert isinstance(given, ConsentGiven)
    assert (given.face, given.insurer) == (True, True)


@pytest.mark.attack
def test_a_second_tap_within_300_ms_does_not_count(shown: Shown) -> None:
    shown.show(BY_NAME["check"].view)
    shown.tap("primary")
    shown.tap("primary", after=0.29)
    assert shown.station.sent == [AnswersConfirmed()]
    shown.tap("primary", after=0.31)
    assert shown.station.sent == [AnswersConfirmed(), AnswersConfirmed()]


@pytest.mark.attack
def test_a_second_tap_does_not_reach_the_next_screen(shown: Shown) -> None:
    shown.show(BY_NAME["insurance"].view)
    shown.tap("primary")
    shown.show(BY_NAME["clinic"].view)
    shown.tap("primary", after=0.1)
    assert shown.station.sent == [NextPressed()]


@pytest.mark.attack
def test_a_finger_that_slides_off_before_it_lifts_does_nothing(shown: Shown) -> None:
    shown.show(BY_NAME["check"].view)
    window = shown.window.window
    shown.now[0] += 1
    QTest.mousePress(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, shown.at("primary"))
    settle()
    assert shown.item("primary").property("down") is True
    QTest.mouseMove(window, QPoint(500, 300))
    QTest.mouseRelease(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(500, 300))
    settle()
    assert shown.station.sent == []
    assert shown.item("primary").property("down") is False


def test_a_full_clinic_cannot_be_chosen(shown: Shown) -> None:
    shown.show(BY_NAME["clinic"].view)
    shown.tap("tile:K04")
    assert shown.station.sent == []


def test_not_knowing_stands_at_the_end_of_every_page_of_clinics(shown: Shown) -> None:
    shown.show(BY_NAME["clinic-many"].view)
    shown.tap("clinicUnknown")
    shown.tap("turnPage")
    shown.tap("tile:K09")
    shown.tap("clinicUnknown")
    assert shown.station.sent == [ClinicUnknown(), DepartmentChosen("K09"), ClinicUnknown()]


def test_what_is_not_offered_cannot_be_chosen(shown: Shown) -> None:
    shown.show(BY_NAME["clinic-limits"].view)
    shown.tap("tile:K05")
    shown.tap("tile:K06")
    assert shown.station.sent == []
    assert "Đã đăng ký hôm nay" in " ".join(texts(shown.window.window))


@pytest.mark.parametrize(
    ("sample", "control", "intent"),
    [
        ("appointments", "appointment:H2", AppointmentChosen("H2")),
        ("appointment", "otherClinic", OtherClinicPressed()),
        ("appointment", "child", ChildPressed()),
        ("clinic-child", "child", ChildPressed()),
        ("insurance-show", "insuranceCard", InsuranceCardPressed()),
        ("papers", "paper:transfer_form", PaperDeclared("transfer_form")),
        ("papers", "paper:", PaperDeclared("")),
        ("priority", "priority:pregnant", PriorityDeclared("pregnant")),
        ("priority", "priority:", PriorityDeclared("")),
        ("check-options", "addService", ServiceWanted()),
        ("check-options", "priority", OptionOpened("priority")),
        ("check-options", "reminders", OptionOpened("reminders")),
        ("check-several", "drop:K05", ServiceDropped("K05")),
        ("child-relation", "relation:mother", RelationChosen("mother")),
        ("child-scan", "typeKey", TypeKeyPressed()),
        ("child-paper", "child_paper:none", ChildPaperChosen("none")),
        ("already-pay", "pay", PayPressed()),
        ("already-pay", "otherClinic", OtherClinicPressed()),
        ("already-pay", "primary", NextPressed()),
        ("key-qr-passports", "passport", PassportPressed()),
        ("help", "dialogLeft", EmergencyPressed()),
        ("help-emergency", "dialogPrimary", HelpClosed()),
    ],
)
def test_one_touch_is_one_answer(shown: Shown, sample: str, control: str, intent: Intent) -> None:
    shown.show(BY_NAME[sample].view)
    shown.tap(control)
    assert shown.station.sent == [intent]


def test_an_emergency_needs_no_visit_and_no_second_touch(shown: Shown) -> None:
    shown.show(View(Screen.WELCOME))
    shown.tap("emergency")
    assert shown.station.begun == ["vi"]
    assert shown.station.sent == [EmergencyPressed()]


def test_reminders_answered_yes_are_sent_with_the_words_that_were_shown(shown: Shown) -> None:
    shown.show(BY_NAME["reminders-infant"].view)
    shown.tap("remind:follow_upNo")
    shown.tap("primary")
    (sent,) = shown.station.sent
    assert isinstance(sent, RemindersChosen)
    assert sent.kinds == ("vaccination",)
    assert len(sent.wording) == 64
    shown.show(BY_NAME["reminders"].view)
    shown.tap("primary")
    assert shown.station.sent[-1].kinds == ()  # type: ignore[attr-defined]


def test_a_passports_number_is_typed_in_letters_and_digits(shown: Shown) -> None:
    shown.show(BY_NAME["key-passport"].view)
    for key in "C12X":
        shown.tap(f"key{key}")
    assert shown.window.item("primary") is None, "too short"
    shown.tap("keyerase")
    for key in "34":
        shown.tap(f"key{key}")
    shown.tap("primary")
    assert shown.station.sent == [KeyTyped("passport", "C1234")]


def test_large_text_shows_the_check_in_two_parts(shown: Shown) -> None:
    shown.present(BY_NAME["check-options"], large=True)
    assert shown.window.item("sum") is None
    shown.tap("primary")
    assert shown.station.sent == []
    assert shown.item("sum").property("text")
    shown.tap("primary")
    assert shown.station.sent == [AnswersConfirmed()]


def test_ending_is_asked_once_more_and_the_screen_is_empty_meanwhile(shown: Shown) -> None:
    shown.show(BY_NAME["insurance"].view)
    shown.tap("back")
    assert shown.station.sent == []
    assert not any("Nguyễn" in text for text in texts(shown.window.window))
    shown.tap("dialogPrimary")
    assert any("Nguyễn" in text for text in texts(shown.window.window))
    shown.tap("back")
    shown.tap("dialogLeft")
    assert shown.station.sent == [EndPressed()]


def enter(shown: Shown, digits: str) -> None:
    for digit in digits:
        shown.tap(f"key{digit}", after=0.4)


def test_the_number_is_typed_digit_by_digit_and_sent_only_when_whole(shown: Shown) -> None:
    shown.show(View(Screen.KEY_TYPE, KeyView("number", "", True), step=1, back="back"))
    enter(shown, "00119001234")
    assert shown.window.item("primary") is None
    enter(shown, "56")
    shown.tap("primary")
    assert shown.station.sent == [KeyTyped("number", "001190012345")]


def test_different_keys_may_follow_each_other_quickly_but_one_key_does_not_bounce(shown: Shown) -> None:
    shown.show(View(Screen.KEY_TYPE, KeyView("number", "", True), step=1, back="back"))
    for digit in ("1", "2", "2", "3"):
        shown.tap(f"key{digit}", after=0.1)
    assert shown.item("pad").property("digits") == "123"


def test_digits_can_be_taken_back(shown: Shown) -> None:
    shown.show(View(Screen.KEY_TYPE, KeyView("number", "", True), step=1, back="back"))
    enter(shown, "0123")
    shown.tap("keyerase")
    assert shown.item("pad").property("digits") == "012"
    shown.tap("keyclear")
    assert shown.item("pad").property("digits") == ""


@pytest.mark.parametrize("digits", ["31022000", "00011990", "01131990", "01010001"])
def test_a_day_that_does_not_exist_is_answered_kindly_and_not_sent(shown: Shown, digits: str) -> None:
    shown.show(View(Screen.KEY_TYPE, KeyView("birth", "", True), step=1, back="back"))
    enter(shown, digits)
    shown.tap("primary")
    assert shown.station.sent == []
    assert shown.item("padNote").property("text") == "Không có ngày này. Xin xem lại trên thẻ."
    assert shown.item("pad").property("digits") == ""


def test_a_date_is_sent_as_iso_and_the_next_field_begins_empty(shown: Shown) -> None:
    shown.show(View(Screen.KEY_TYPE, KeyView("birth", "", True), step=1, back="back"))
    enter(shown, "10011990")
    shown.tap("primary")
    shown.show(View(Screen.KEY_TYPE, KeyView("expiry", "", True), step=1, back="back"))
    assert shown.item("pad").property("digits") == ""
    enter(shown, "10012030")
    shown.tap("primary")
    assert shown.station.sent == [KeyTyped("birth", "1990-01-10"), KeyTyped("expiry", "2030-01-10")]


def test_the_keyboard_works_like_a_finger(shown: Shown) -> None:
    shown.show(BY_NAME["check"].view)
    shown.item("primary").forceActiveFocus()
    QTest.keyClick(shown.window.window, Qt.Key.Key_Return)
    settle()
    assert shown.station.sent == [AnswersConfirmed()]
