"""Every call of a logger in the code: its words are fixed, its fields are allowed; nothing is dropped unnoticed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.logs import ALLOWED

ROOT = Path(__file__).parents[2]
ROOMS = ("kiosk", "chip_reader", "face_match", "his_client", "ui")
LEVELS = {"debug", "info", "warning", "error", "exception", "critical"}


def calls() -> Iterator[tuple[str, ast.Call]]:
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            if "logging" not in text:
                continue
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.Call) and is_log(node.func):
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def is_log(called: ast.expr) -> bool:
    return (
        isinstance(called, ast.Attribute)
        and called.attr in LEVELS
        and isinstance(called.value, ast.Name)
        and called.value.id in ("log", "logger", "_log")
    )


CALLS = dict(calls())


def test_there_are_calls_to_look_at() -> None:
    assert len(CALLS) > 80


@pytest.mark.parametrize("room", ROOMS)
def test_the_words_of_a_line_are_fixed(room: str) -> None:
    for where, call in CALLS.items():
        if where.startswith(f"{room}/"):
            assert isinstance(call.args[0], ast.Constant), where
            assert isinstance(call.args[0].value, str), where


def test_every_field_that_is_handed_to_a_logger_is_allowed() -> None:
    for where, call in CALLS.items():
        for keyword in call.keywords:
            assert keyword.arg in ("extra", "exc_info"), where
            if keyword.arg == "extra" and isinstance(keyword.value, ast.Dict):
                for name in keyword.value.keys:
                    assert isinstance(name, ast.Constant), where
                    assert name.value in ALLOWED, (where, name.value)


def test_no_field_is_a_sentence_which_the_line_would_hide() -> None:
    """A value with a blank in it is hidden, but for a method and its path: parts go into fields of their own."""
    for where, call in CALLS.items():
        for keyword in call.keywords:
            if keyword.arg != "extra":
                continue
            for text in (node for node in ast.walk(keyword.value) if isinstance(node, ast.JoinedStr)):
                fixed = "".join(str(part.value) for part in text.values if isinstance(part, ast.Constant))
                assert fixed.strip() == "", (where, fixed)


def test_everything_that_is_allowed_is_used_and_explained() -> None:
    used = {
        name.value
        for call in CALLS.values()
        for keyword in call.keywords
        if keyword.arg == "extra"
        for node in ast.walk(keyword.value)
        if isinstance(node, ast.Dict)
        for name in node.keys
        if isinstance(name, ast.Constant)
    }
    assert set(ALLOWED) <= used
    page = (ROOT / "docs" / "monitoring.md").read_text(encoding="utf-8")
    assert [name for name in ALLOWED if f"| `{name}` |" not in page] == []
