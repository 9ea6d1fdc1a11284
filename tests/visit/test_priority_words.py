"""The words of priority are one list: what a visit sends, what the queue knows, and what hospitals are told."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from kiosk.printing.words import languages, words_of
from kiosk.queue.events import Priority
from kiosk.visit.priority import CLASSES, DECLARABLE, priority_of

DOCS = Path(__file__).parents[2] / "docs"
TODAY = date(2026, 11, 24)


def rows() -> list[list[str]]:
    page = (DOCS / "connect-a-his.md").read_text(encoding="utf-8")
    table = page.partition("<!-- priorities: begin -->")[2].partition("<!-- priorities: end -->")[0]
    return [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in table.strip().splitlines()[2:]]


def test_the_integrators_page_names_every_word_and_how_it_is_learned() -> None:
    assert tuple(row[0] for row in rows()) == CLASSES
    assert tuple(row[0] for row in rows() if row[2] == "declared") == DECLARABLE


def test_the_ages_on_the_page_are_the_codes() -> None:
    told = {word: who for word, who, learned in rows() if learned == "from the birth date"}
    assert [number for who in told.values() for number in re.findall(r"\d+", who)] == ["6", "75"]
    births = ("2020-11-24", "2020-11-25", "1951-11-24", "1951-11-25")  # 6 and 75 today, and a day short of it
    assert [priority_of(birth, TODAY) for birth in births] == [None, "child", "senior", None]


def test_the_queue_and_the_slip_know_the_same_words() -> None:
    assert {one.value for one in Priority} - {Priority.NONE} == set(CLASSES)
    assert all(set(words_of(language).priority) == set(CLASSES) for language in languages())


def test_the_messages_shown_to_interface_teams_hold_such_a_word() -> None:
    page = (DOCS / "hl7v2.md").read_text(encoding="utf-8")
    shown = [line.split("|")[7] for line in page.splitlines() if line.startswith("PV2|")]
    assert shown
    assert set(shown) <= set(CLASSES)
