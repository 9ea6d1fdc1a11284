"""What these tests borrow: a station's lobby, the cashiers' scene, the databases."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path += [str(Path(__file__).parents[1] / name) for name in ("station", "cashier", "hub_db", "hub")]

from station_parts import Lobby


@pytest.fixture
def lobby() -> Iterator[Lobby]:
    it = Lobby()
    yield it
    it.close()
