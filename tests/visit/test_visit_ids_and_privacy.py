"""Ids that sort by time, and what of a person may stand where others can read it."""

from __future__ import annotations

import uuid
from collections.abc import Hashable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from visit_parts import (
    ANSWER,
    CONFIRM,
    COVERED,
    FULL_NAME,
    ID_NUMBER,
    NOW,
    QR,
    QR_TEXT,
    READ,
    REGULAR,
    TYPED,
    at_check,
    at_face,
    registered,
)

from kiosk.delivery.machine import DeliveryDone
from kiosk.ids import uuid7
from kiosk.privacy import DataClass, field_classes, last_four, masked_name
from kiosk.visit import effects as fx
from kiosk.visit import events as ev
from kiosk.visit.values import QrKey, TypedCan, TypedKey


class Clock:
    """A millisecond passes with each look."""

    def __init__(self) -> None:
        self.looks = 0

    def now(self) -> object:
        self.looks += 1
        return NOW + timedelta(milliseconds=self.looks)

    def monotonic(self) -> float:
        return float(self.looks)


def test_ids_are_version_7_and_sort_by_the_moment_they_were_made() -> None:
    clock = Clock()
    made = [uuid7(clock) for _ in range(200)]  # type: ignore[arg-type]
    assert made == sorted(made)
    assert len(set(made)) == 200
    first = uuid.UUID(made[0])
    assert (first.version, first.variant) == (7, uuid.RFC_4122)
    assert first.int >> 80 == int(NOW.timestamp() * 1000) + 1


@given(st.lists(st.text("aăâbcdđêghiklmnoôơpưxyẨẾ", min_size=1, max_size=8), min_size=1, max_size=5))
def test_a_masked_name_keeps_its_family_name_and_one_letter_of_the_rest(words: list[str]) -> None:
    shown = masked_name(" ".join(words)).split()
    assert len(shown) == len(words)
    hidden = shown[1:] if len(words) > 1 else shown
    for word, mask in zip(words[-len(hidden) :], hidden, strict=True):
        assert mask[0] == word[0]
        assert set(mask[1:]) == {"*"}


@pytest.mark.parametrize(("number", "shown"), [("001190000123", "0123"), ("123", ""), ("", "")])
def test_of_a_number_the_last_four_are_shown(number: str, shown: str) -> None:
    assert last_four(number) == shown


@pytest.mark.parametrize(
    ("kind", "field", "travels"),
    [
        (ev.QrSeen, "text", DataClass.BASIC),
        (ev.KeyTyped, "value", DataClass.BASIC),
        (ev.CardRead, "citizen", DataClass.BASIC),
        (ev.PatientKnown, "patient", DataClass.BASIC),
        (ev.PatientKnown, "today", DataClass.SENSITIVE),
        (ev.CoverageKnown, "eligibility", DataClass.SENSITIVE),
        (ev.DepartmentChosen, "department_id", DataClass.SENSITIVE),
        (ev.VisitRegistered, "registered", DataClass.SENSITIVE),
        (DeliveryDone, "result", DataClass.SENSITIVE),
        (fx.Register, "request", DataClass.SENSITIVE),
        (ev.DeskNumberTaken, "number", DataClass.NONE),
    ],
)
def test_what_is_personal_says_so_in_its_type(kind: Hashable, field: str, travels: DataClass) -> None:
    assert field_classes(kind)[field] is travels


@pytest.mark.parametrize(
    "shown",
    [
        QR,
        *TYPED,
        READ,
        REGULAR,
        COVERED,
        ANSWER,
        ev.PatientKnown(None, (registered(),)),
        ev.DepartmentChosen("K01"),
        QrKey(QR_TEXT),
        TypedKey(ID_NUMBER, "1990-05-17", "2030-05-17"),
        TypedCan("123456"),
        *at_face().asked,
        *at_check().then(CONFIRM).asked,
    ],
    ids=lambda value: type(value).__name__,
)
def test_an_event_a_key_or_an_effect_that_slips_into_a_message_names_nobody(shown: object) -> None:
    """What a traceback or a log line would print of it."""
    personal = (ID_NUMBER, FULL_NAME, "1990-05-17", "17051990", "123456", "GD4010123456789", "BN1", "LK1", "K01", "K02")
    assert not [value for value in personal if value in repr(shown)]
