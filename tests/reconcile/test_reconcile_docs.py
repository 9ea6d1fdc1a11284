"""The page on reconciling names every rule, difference and column there is, and no other."""

from __future__ import annotations

import re
from pathlib import Path

from kiosk.reconcile.csv_files import DIFFERENCE_COLUMNS, LINES, MATCH_COLUMNS, PAYMENTS, RECEIPTS
from kiosk.reconcile.csv_report import BETWEEN, KINDS, RULES
from kiosk.reconcile.engine import Between, Kind, Rule

PAGE = (Path(__file__).parents[2] / "docs" / "reconcile.md").read_text(encoding="utf-8")


def rows(heading: str) -> list[list[set[str]]]:
    """The code words in each cell of the table under a heading."""
    part = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("|") and "`" in line]
    return [[set(re.findall(r"`([^`]+)`", cell)) for cell in line.strip("|").split("|")] for line in lines]


def test_every_rule_and_whether_it_is_automatic() -> None:
    assert [name for row in rows("Rules, in their order") for name in row[0]] == [str(rule) for rule in Rule]


def test_every_kind_of_difference() -> None:
    assert set().union(*(row[0] for row in rows("Differences"))) == {str(kind) for kind in Kind}


def test_every_column_of_every_file() -> None:
    table = {name: (row[1], row[2]) for row in rows("With files") for name in row[0]}
    assert table == {
        "--payments": (set(PAYMENTS.needed), set(PAYMENTS.optional)),
        "--bank": (set(LINES.needed), set(LINES.optional)),
        "--receipts": (set(RECEIPTS.needed), set(RECEIPTS.optional)),
        "--out": (set(MATCH_COLUMNS), set()),
        "--differences": (set(DIFFERENCE_COLUMNS), set()),
    }


def test_every_code_has_words_for_the_workbook() -> None:
    assert (set(RULES), set(KINDS), set(BETWEEN)) == (set(Rule), set(Kind), set(Between))
