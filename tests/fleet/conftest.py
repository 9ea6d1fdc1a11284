"""One fleet for each test that asks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fleet_parts import FleetAtWork, fleet_at_work


@pytest.fixture
def fleet(tmp_path: Path) -> Iterator[FleetAtWork]:
    with fleet_at_work(tmp_path) as working:
        yield working
