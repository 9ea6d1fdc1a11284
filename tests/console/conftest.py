"""One hub with a console for each test that asks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from console_parts import Hub, hub_at_work


@pytest.fixture
def hub() -> Iterator[Hub]:
    with hub_at_work() as made:
        yield made
