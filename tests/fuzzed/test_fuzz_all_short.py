"""The short form of the fuzzing of what is no chip: a fixed set of damaged inputs for each way in."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from fuzz.damage import mutations
from fuzz.targets import GROUPS

pytestmark = pytest.mark.xdist_group("fuzzed")  # its imports and seeds are paid for once
OTHERS = {name: target for group, targets in GROUPS.items() if group != "chip" for name, target in targets.items()}
INPUTS = 200


@pytest.mark.parametrize("name", OTHERS)
def test_a_damaged_input_ends_in_a_value_or_the_reader_s_own_error(name: str) -> None:
    target = OTHERS[name]
    for data in mutations(name, target, max(8, round(INPUTS * min(1.0, target.share)))):
        target.check(data)


@pytest.mark.parametrize("name", OTHERS)
def test_a_well_formed_input_passes(name: str) -> None:
    target = OTHERS[name]
    seeds = target.seeds()
    assert seeds
    for seed in seeds[:12]:
        target.run(seed)
