"""What attackers need of the product at work: each part's own scene, at home with that part's tests."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path += [
    str(Path(__file__).parents[1] / name)
    for name in ("fleet", "console", "hub", "cashier", "queue", "station", "hub_db", "reports", "printing")
]

from console_parts import Hub as Console
from console_parts import hub_at_work
from desk_parts import Scene
from fleet_parts import FleetAtWork, fleet_at_work


@pytest.fixture
def fleet(tmp_path: Path) -> Iterator[FleetAtWork]:
    with fleet_at_work(tmp_path) as working:
        yield working


@pytest.fixture
def console() -> Iterator[Console]:
    with hub_at_work() as made:
        yield made


@pytest.fixture
def scene() -> Iterator[Scene]:
    made = Scene()
    yield made
    made.close()
