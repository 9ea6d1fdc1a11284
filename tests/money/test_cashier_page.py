"""The cashiers' page and the hub's page name every state and every reason there is."""

from __future__ import annotations

from pathlib import Path

import pytest

import kiosk.hub
from kiosk.money.order import Finding, State

PAGE = (Path(__file__).parents[2] / "docs" / "cashier.md").read_text(encoding="utf-8")
TEMPLATE = (Path(kiosk.hub.__file__).parent / "templates" / "hub.html").read_text(encoding="utf-8")
FOR_CASHIERS = [finding for finding in Finding if not finding.pays]


@pytest.mark.parametrize("state", State)
def test_every_state_is_explained(state: State) -> None:
    assert f"| `{state}` |" in PAGE


@pytest.mark.parametrize("finding", FOR_CASHIERS)
def test_every_reason_is_explained_under_the_words_of_the_hubs_page(finding: Finding) -> None:
    words = TEMPLATE.partition(f'"{finding}": "')[2].partition('"')[0]
    assert words, "the hub's page has no words for it"
    row = next(line for line in PAGE.splitlines() if f"(`{finding}`)" in line)
    assert row.removeprefix("| ").startswith(words.partition(",")[0])
