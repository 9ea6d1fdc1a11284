"""One fleet for each test that asks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from fleet_parts import FleetAtWork, fleet_at_work


@pytest.fixture
def fleet(tmp_path: Path) -> Iterator[FleetAtWork]:
    with fleet_at_work(tmp_path) as working:
        yield working


# Half a minute of real processes: `make whole` runs it.
collect_ignore = [] if os.environ.get("KIOSK_WHOLE") == "all" else ["test_fleet_whole.py"]
