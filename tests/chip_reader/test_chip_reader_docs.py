"""The document about the chip room names every error, check, profile and fault there is."""

from __future__ import annotations

import importlib
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import pytest
from pcscd import needs_root, run_isolated

import chip_reader
from chip_reader import BacKey, ReadError, read_card
from chip_reader.facts import Fact, Standing
from chip_reader.virtual import Fault, VirtualCard, VirtualReader, load_profile, profile_names

TEXT = (Path(__file__).parents[2] / "docs" / "chip-reader.md").read_text(encoding="utf-8")
ERRORS = [value for value in vars(chip_reader).values() if isinstance(value, type) and issubclass(value, ReadError)]


@pytest.mark.parametrize("error", [error for error in ERRORS if error is not ReadError])
def test_every_error_is_documented_and_says_what_to_do(error: type[ReadError]) -> None:
    assert f"`{error.code}`" in TEXT
    assert error.do.endswith(".")


@pytest.mark.parametrize("name", chip_reader.__all__)
def test_every_public_name_is_documented(name: str) -> None:
    assert f"`{name}" in TEXT
    assert getattr(chip_reader, name).__doc__ or name in {"AccessKey", "Listener", "ReaderEvent"}


@pytest.mark.parametrize(
    "row", [row for row in TEXT.splitlines() if re.match(r"\| [a-z ]+ \|.*`chip_reader\.\w+`:", row)]
)
def test_every_name_documented_for_a_module_is_there(row: str) -> None:
    module, names = re.findall(r"`(chip_reader\.\w+)`: (.*) \|", row)[0]
    for name in re.findall(r"`(\w+)`", names):
        assert hasattr(importlib.import_module(module), name), f"{module}.{name}"


def test_every_python_example_compiles() -> None:
    for block in re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL):
        compile(block, "docs/chip-reader.md", "exec")


def test_error_codes_are_distinct() -> None:
    assert len({error.code for error in ERRORS}) == len(ERRORS)


@pytest.mark.parametrize("name", [*profile_names(), *(kind.__name__ for kind in get_args(Fault))])
def test_every_profile_and_fault_is_documented(name: str) -> None:
    assert f"`{name}" in TEXT


@pytest.mark.parametrize("word", [*Standing, *Fact])
def test_every_fact_and_standing_is_documented(word: str) -> None:
    assert f"`{word}`" in TEXT


def test_every_check_a_reading_can_give_is_documented() -> None:
    names = {"access", "outside_confirmation"}
    for profile in ("complete", "adult-2021", "stripped"):
        card, reader = VirtualCard(load_profile(profile)), VirtualReader()
        reader.insert(card)
        reading = read_card(reader.connect(), [BacKey.from_mrz(card.profile.mrz)], now=datetime.now(UTC))
        names |= {check.name for check in reading.checks if not check.name.startswith("hash:")}
    assert not [name for name in names if f"`{name}`" not in TEXT]


def test_the_example_prints_a_card_in_fifteen_lines() -> None:
    example = Path(__file__).parents[2] / "examples" / "read_card.py"
    assert len(example.read_text(encoding="utf-8").splitlines()) <= 15
    needs_root()
    result = run_isolated(str(Path(__file__).with_name("example_inside.py")))
    assert result.returncode == 0, result.stdout + result.stderr
