"""Colours keep the contrast the design measured: 4.5:1 for words, 3:1 for edges (WCAG 1.4.3, 1.4.11)."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QColor
from PySide6.QtQml import QQmlComponent
from window_looking import ratio
from window_shown import Shown

from ui.patient.window import QML

WORDS = (
    ("ink", "background"),
    ("ink", "surface"),
    ("ink", "tint"),
    ("muted", "background"),
    ("muted", "surface"),
    ("muted", "tint"),
    ("primary", "surface"),
    ("primary", "background"),
    ("primary", "tint"),
    ("inverse", "primary"),
    ("inverse", "pressed"),
    ("success", "successGround"),
    ("success", "surface"),
    ("success", "background"),
    ("caution", "cautionGround"),
    ("caution", "surface"),
    ("danger", "dangerGround"),
    ("danger", "surface"),
)
EDGES = (("edge", "surface"), ("edge", "background"), ("primary", "rest"))
# Lines between rows, the dark behind a dialog, the light in the drawing of the tray: words tell what these show.
DRAWN_ONLY = {"divider", "veil", "light"}


@pytest.fixture
def tokens(shown: Shown) -> QObject:
    component = QQmlComponent(shown.window.engine)
    source = (
        f'import QtQuick\nimport "{QUrl.fromLocalFile(str(QML)).toString()}"\nQtObject {{ property var t: Tokens }}'
    )
    component.setData(source.encode(), QUrl())
    holder = component.create()
    assert holder is not None, component.errorString()
    holder.setParent(shown.window.window)
    found = holder.property("t")
    assert isinstance(found, QObject)
    return found


@pytest.mark.parametrize("contrast", [False, True], ids=["light", "contrast"])
def test_words_and_edges_stand_out(shown: Shown, tokens: QObject, contrast: bool) -> None:
    shown.window.bridge.chooseLook(False, contrast)
    words = {pair: ratio(tokens.property(pair[0]), tokens.property(pair[1])) for pair in WORDS}
    edges = {pair: ratio(tokens.property(pair[0]), tokens.property(pair[1])) for pair in EDGES}
    assert {pair for pair, value in words.items() if value < 4.5} == set()
    assert {pair for pair, value in edges.items() if value < 3.0} == set()


def test_no_colour_is_used_that_is_not_measured() -> None:
    text = (QML / "Tokens.qml").read_text(encoding="utf-8")
    colours = set(re.findall(r"readonly property color (\w+):", text))
    assert colours - {name for pair in (*WORDS, *EDGES) for name in pair} == DRAWN_ONLY


def test_the_ratio_is_the_one_the_design_measured() -> None:
    assert ratio(QColor("#10303A"), QColor("#FFFFFF")) == pytest.approx(13.95, abs=0.01)
    assert ratio(QColor("#7C979F"), QColor("#F4F8F9")) == pytest.approx(2.90, abs=0.01)
