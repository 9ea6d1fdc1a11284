"""A station's lobby, closed after each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from station_parts import Lobby


@pytest.fixture
def lobby() -> Iterator[Lobby]:
    it = Lobby()
    yield it
    it.close()
