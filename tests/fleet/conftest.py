"""One fleet for each test that asks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from fleet_parts import FleetAtWork, fleet_at_work

from kiosk.hub.fleet import desk
from kiosk.hub.gate import behind


@pytest.fixture
def fleet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FleetAtWork]:
    monkeypatch.setattr(behind, "HAND_ON_S", 0.1)
    monkeypatch.setattr(desk, "LOOK_S", 0.2)
    with fleet_at_work(tmp_path) as working:
        yield working


# Half a minute of real processes: `make whole` runs it.
collect_ignore = [] if os.environ.get("KIOSK_WHOLE") == "all" else ["test_fleet_whole.py", "test_fleet_bench.py"]
