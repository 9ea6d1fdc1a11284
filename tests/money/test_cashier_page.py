"""The cashiers' page, the hub's page, the window and the reports name every state, reason and cause, in one wording."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import kiosk.hub
import ui.cashier
from kiosk.cashier.ports import Cause
from kiosk.money.order import Finding, State
from kiosk.reports.wording import CAUSES as CAUSE_WORDS

PAGE = (Path(__file__).parents[2] / "docs" / "cashier.md").read_text(encoding="utf-8")
TEMPLATE = (Path(kiosk.hub.__file__).parent / "templates" / "hub.html").read_text(encoding="utf-8")
WORDS = (Path(ui.cashier.__file__).parent / "words.py").read_text(encoding="utf-8")
SOURCES = re.findall(r"Cause\.(\w+): translate\(\"Words\", \"([^\"]+)\"\)", WORDS)
TRANSLATION = (Path(ui.__file__).parent / "translations" / "cashier_vi.ts").read_text(encoding="utf-8")
REASONS = PAGE.partition("## The reasons on the hub's own page")[2]
CAUSES = PAGE.partition("## The differences, and what to do")[2].partition("## ")[0]
FOR_CASHIERS = [finding for finding in Finding if not finding.pays]


@pytest.mark.parametrize("state", State)
def test_every_state_is_explained(state: State) -> None:
    assert f"| `{state}` |" in PAGE


@pytest.mark.parametrize("finding", FOR_CASHIERS)
def test_every_reason_is_explained_under_the_words_of_the_hubs_page(finding: Finding) -> None:
    words = TEMPLATE.partition(f'"{finding}": "')[2].partition('"')[0]
    assert words, "the hub's page has no words for it"
    row = next(line for line in REASONS.splitlines() if f"(`{finding}`)" in line)
    assert row.removeprefix("| ").startswith(words.partition(",")[0])


@pytest.mark.parametrize("cause", Cause)
def test_every_cause_is_explained_under_the_words_of_the_window_which_the_reports_use_too(cause: Cause) -> None:
    row = next(line for line in CAUSES.splitlines() if f"(`{cause}`)" in line)
    said = row.removeprefix("| ").partition(" (`")[0]
    assert CAUSE_WORDS[cause] == said
    source = next(text for name, text in SOURCES if name == cause.name)
    assert f"<source>{source}</source>\n        <translation>{said}</translation>" in TRANSLATION
