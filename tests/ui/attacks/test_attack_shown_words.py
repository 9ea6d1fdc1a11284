"""Hostile words in every text that the hospital's systems or a chip may bring to a screen: they stay words."""

from __future__ import annotations

import sys
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from attacked_window import Attacked, every_screen

sys.path.append(str(Path(__file__).parents[2] / "attacks"))

from hostile import WORDS
from PySide6.QtGui import QDesktopServices
from PySide6.QtQml import QQmlEngine, QQmlExpression
from window_looking import is_text, visible

from ui.patient.samples import Sample

pytestmark = pytest.mark.attack

BROUGHT = (
    "name",
    "department",
    "room",
    "floor",
    "building",
    "number",
    "title",
    "text",
    "doctor",
    "masked_name",
    "lines",
)
"""Fields of views that hold what somebody else wrote."""
# From other systems half surrogates and more than 2,000 letters never come (`his_client.fields`).
READ = {name: word[:2_000] for name, word in WORDS.items() if name != "half surrogate"}


PLAIN = 0
"""`Text.PlainText`."""


def hostile(value: Any, word: str) -> Any:
    """The same content with this word wherever somebody else wrote one."""
    if isinstance(value, tuple):
        return tuple(hostile(part, word) for part in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {}
    for field in fields(value):
        held = getattr(value, field.name)
        if isinstance(held, str) and field.name in BROUGHT and held:
            changed[field.name] = word
        elif field.name in BROUGHT and held and isinstance(held, tuple) and isinstance(held[0], str):
            changed[field.name] = (word,) * len(held)
        elif isinstance(held, tuple) or is_dataclass(held):
            changed[field.name] = hostile(held, word)
    return replace(value, **changed)


def attacked_samples(word: str) -> list[Sample]:
    """Every screen whose content has a place for it."""
    changed = [(one, replace(one, view=hostile(one.view, word))) for one in every_screen()]
    return [after for before, after in changed if before.view != after.view]


@pytest.mark.parametrize("attack", ["html", "markup of Qt", "turned", "stacked", "line", "huge word"])
def test_a_word_stays_a_word_on_every_screen(attacked: Attacked, attack: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda *_: pytest.fail("a link was opened"))
    shown = attacked_samples(READ[attack])
    assert len(shown) > 5
    for sample in shown:
        attacked.shows(sample)
        attacked.window.window.grabWindow()
        attacked.holds()
        for item in visible(attacked.window.window.contentItem()):
            if is_text(item) and READ[attack][:20] in str(item.property("text")):
                # PySide knows no type for a text's format; QML reads it as a number.
                reading = QQmlExpression(QQmlEngine.contextForObject(item), item, "textFormat")
                assert reading.evaluate()[0] == PLAIN, (sample.name, item.property("text"))
