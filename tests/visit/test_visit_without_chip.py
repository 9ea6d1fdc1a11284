"""A card without a chip, or with a dead one, and no code to be seen: what is typed is a claim, and marked as one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from visit_parts import CONFIRM, CONSENT, GENEROUS, ID_NUMBER, QR, TYPED, WIDE, Story

from his_client.his.ports import IdentitySource
from kiosk.visit import effects as fx
from kiosk.visit import events as ev
from kiosk.visit import wishes as wi
from kiosk.visit.values import Ending, Policy, Reason
from kiosk.visit.view import ReadingView, Screen

NAME = ev.KeyTyped("name", "  NGUYỄN THỊ  KIỂM THỬ ")
CAN = (ev.KeyTyped("can", "123456"),)


def at_tray(*key: ev.Event, policy: Policy = GENEROUS) -> Story:
    """The key was given, and the card is asked for."""
    return Story(policy=policy).then(CONSENT, ev.TypeKeyPressed(), *key)


@pytest.mark.attack
def test_number_birth_date_and_name_register_as_typed_and_ask_about_nobody() -> None:
    story = at_tray(*TYPED)
    assert story.view.content == ReadingView(moved=False, without_chip=True)
    assert story.then(wi.WithoutChipPressed()).shows(Screen.KEY_TYPE)
    assert story.then(NAME, WIDE).shows(Screen.CLINIC)
    story.then(ev.DepartmentChosen("K01"), ev.NextPressed(), CONFIRM)
    (register,) = story.all(fx.Register)
    identity = register.request.identity
    assert (identity.id_number, identity.full_name) == (ID_NUMBER, "NGUYỄN THỊ KIỂM THỬ")
    assert identity.identity_source is IdentitySource.TYPED
    assert story.all(fx.AskPatient) == story.all(fx.AskInsurer) == story.all(fx.MatchFace) == []


def test_no_card_lies_there_and_none_is_missed() -> None:
    story = at_tray(*TYPED).then(wi.WithoutChipPressed(), NAME, WIDE)
    assert not story.visit.card_missing


def test_a_dead_chip_asks_for_the_name_too_and_taking_the_card_away_pauses() -> None:
    failures = [ev.CardReadFailed("card_silent", attempt) for attempt in (1, 2, 3)]
    story = at_tray(*TYPED).then(ev.CardInserted(), *failures)
    assert story.shows(Screen.KEY_TYPE)
    assert story.then(NAME, WIDE).shows(Screen.CLINIC)
    assert story.then(ev.CardRemoved()).visit.card_missing


def test_a_code_that_was_seen_registers_a_card_without_a_chip_at_once() -> None:
    story = Story(policy=GENEROUS).then(CONSENT, QR, wi.WithoutChipPressed(), WIDE)
    assert story.shows(Screen.CLINIC)
    assert story.visit.facts.source is IdentitySource.QR


def test_an_empty_name_is_none_and_back_leads_to_the_key() -> None:
    story = at_tray(*TYPED).then(wi.WithoutChipPressed(), ev.KeyTyped("name", "  "))
    assert story.shows(Screen.KEY_TYPE)
    assert story.then(ev.BackPressed()).shows(Screen.KEY_QR)


@pytest.mark.parametrize(
    ("policy", "key"),
    [(replace(GENEROUS, qr_alone=False), TYPED), (replace(GENEROUS, rules=3), TYPED), (GENEROUS, CAN)],
    ids=["not allowed", "earlier rules", "six digits name nobody"],
)
def test_where_it_is_not_offered_an_unreadable_card_is_the_desks(policy: Policy, key: tuple[ev.Event, ...]) -> None:
    story = at_tray(*key, policy=policy)
    assert story.view.content == ReadingView(moved=False)
    assert story.then(wi.WithoutChipPressed()).shows(Screen.LAY_CARD)
    failures = [ev.CardReadFailed("card_silent", attempt) for attempt in (1, 2, 3)]
    story.then(ev.CardInserted(), *failures)
    assert (story.visit.state.ending, story.visit.state.reason) == (Ending.HANDED_OVER, Reason.CARD_UNREADABLE)  # type: ignore[union-attr]
