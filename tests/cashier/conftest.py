"""A scene for each test, closed after it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from desk_parts import Scene


@pytest.fixture
def scene() -> Iterator[Scene]:
    made = Scene()
    yield made
    made.close()
