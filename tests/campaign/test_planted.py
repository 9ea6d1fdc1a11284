"""The table of planted bugs fits the product, and who notices nothing is named."""

from __future__ import annotations

import importlib.util
import re
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


def tool(name: str) -> ModuleType:
    """A tool of the project, which is no package."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


planted = tool("planted")


@pytest.mark.parametrize("plant", planted.PLANTS, ids=lambda plant: plant.name)
def test_what_a_bug_changes_stands_once_in_the_product_and_its_test_exists(plant: planted.Plant) -> None:  # type: ignore[name-defined]
    assert (ROOT / plant.file).read_text(encoding="utf-8").count(plant.before) == 1
    file, _, name = plant.test.partition("::")
    assert re.search(
        rf"def {name.partition('[')[0]}\b" if name else "def test_", (ROOT / file).read_text(encoding="utf-8")
    )


def test_there_are_twelve_at_least_and_no_two_of_one_name() -> None:
    assert len({plant.name for plant in planted.PLANTS}) == len(planted.PLANTS) >= 12


def test_a_bug_is_caught_by_a_test_that_fails_with_it_alone(tmp_path: Path) -> None:
    (tmp_path / "sums.py").write_text("def doubled(amount):\n    return amount * 2\n")
    (tmp_path / "test_sums.py").write_text(
        "from sums import doubled\n\ndef test_two():\n    assert doubled(2) == 4\n\n"
        "def test_three():\n    assert doubled(3) == 6\n"
    )
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    plant = planted.Plant(
        "squared", "an amount is squared", "sums.py", "amount * 2", "amount**2", "test_sums.py::test_three"
    )
    assert planted.tried(plant, tmp_path).held
    blind = planted.tried(replace(plant, test="test_sums.py::test_two"), tmp_path)
    assert [(broken.seed, broken.promise.value) for broken in blind.broken] == [("squared", "found")]
    assert (tmp_path / "sums.py").read_text() == "def doubled(amount):\n    return amount * 2\n"
    with pytest.raises(planted.NoPlant, match="0 times"):
        planted.tried(replace(plant, before="amount * 3"), tmp_path)
    with pytest.raises(planted.NoPlant, match="without the bug"):
        planted.tried(replace(plant, test="test_sums.py::test_four"), tmp_path)
