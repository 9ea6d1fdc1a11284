"""One hub with a console for each test that asks, and one whole hub behind its gate with a browser before it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from console_parts import Hub, hub_at_work

sys.path += [str(Path(__file__).parents[1] / name) for name in ("fleet", "hub")]  # fleet_parts, hub_running


@pytest.fixture
def hub() -> Iterator[Hub]:
    with hub_at_work() as made:
        yield made
