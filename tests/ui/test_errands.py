"""Touching what else there is sends exactly what the person meant; what the station's file tells is drawn from it."""

from __future__ import annotations

import hashlib
import unicodedata

import pytest
from window_looking import texts
from window_shown import Shown

from kiosk.demo.house import HOUSE
from kiosk.visit import errands
from kiosk.visit.events import BackPressed, DeskPressed, Intent, NextPressed
from kiosk.visit.view import Screen, View
from ui.patient.samples import samples

BY_NAME = {sample.name: sample for sample in samples()}


@pytest.mark.parametrize(
    ("sample", "control", "intent"),
    [
        *(("other", f"errand:{name}", errands.ErrandChosen(name)) for name in errands.ERRANDS),
        ("other", "back", BackPressed()),
        ("slip", "cardInstead", errands.CardInsteadPressed()),
        ("slip-dark", "primary", errands.CardInsteadPressed()),
        ("where", "primary", NextPressed()),
        ("where-none", "desk", DeskPressed()),
        ("bills", "bill:HD7", errands.BillChosen("HD7")),
        ("bills-done", "primary", NextPressed()),
        ("bills-unknown", "desk", DeskPressed()),
        ("results-yes", "primary", NextPressed()),
        *(("feedback", f"rate:{rating}", errands.Rated(rating)) for rating in range(1, 6)),
        *(("feedback-topic", f"topic:{topic}", errands.ComplaintChosen(topic)) for topic in errands.TOPICS),
        ("feedback-topic", "skip", errands.ComplaintChosen("")),
        ("ticket-rate", "rate", errands.RatePressed()),
        *(("info", f"page:{page}", errands.PageOpened(page)) for page in errands.PAGES),
        ("info-away", "desk", DeskPressed()),
    ],
)
def test_a_touch_says_what_was_meant(shown: Shown, sample: str, control: str, intent: Intent) -> None:
    shown.show(BY_NAME[sample].view)
    shown.tap(control)
    assert shown.station.sent == [intent]


def test_the_welcome_screen_leads_to_what_else_there_is(shown: Shown) -> None:
    shown.show(View(Screen.WELCOME))
    shown.tap("other")
    assert (shown.station.begun, shown.station.sent) == (["vi"], [errands.OtherPressed()])


@pytest.mark.parametrize("errand", ["bills", "queue", "results"])
def test_agreeing_names_the_words_that_were_shown(shown: Shown, errand: str) -> None:
    shown.show(BY_NAME[f"agree-{errand}"].view)
    said = [shown.item("title").property("text"), shown.item("purpose").property("text")]
    shown.tap("primary")
    [sent] = shown.station.sent
    assert isinstance(sent, errands.ErrandAgreed)
    promise = next(text for text in texts(shown.window.window) if text.startswith("Không so khuôn mặt"))
    words = unicodedata.normalize("NFC", "\n".join([*said, promise]))
    assert sent == errands.ErrandAgreed(hashlib.sha256(words.encode()).hexdigest(), "vi")


def test_the_way_is_said_step_by_step_and_back_leads_to_the_places(shown: Shown) -> None:
    shown.show(BY_NAME["info-map"].view)
    shown.tap("place:0")
    said = texts(shown.window.window)
    assert [step for step in HOUSE.ways[0].steps if step not in said] == []
    shown.tap("back")
    assert shown.station.sent == []
    assert HOUSE.ways[1].name in texts(shown.window.window)
    assert shown.window.problems == []


def test_more_bills_than_a_page_holds_are_turned(shown: Shown) -> None:
    shown.show(BY_NAME["bills"].view)
    assert shown.window.item("bill:HD11") is None
    shown.tap("turnPage")
    shown.tap("bill:HD11")
    assert shown.station.sent == [errands.BillChosen("HD11")]
