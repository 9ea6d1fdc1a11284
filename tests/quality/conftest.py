"""A small month of a hospital, projected once for all tests that only look."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path += [str(Path(__file__).parents[1] / name) for name in ("hub_db", "console")]  # quality_parts, console_parts

from kiosk.hub.db.engine import Database, sqlite_database
from kiosk.hub.db.migrate import upgrade
from kiosk.hub.quality.made_up import lay_month
from kiosk.hub.quality.project import project

MONTH = "2026-11"


@pytest.fixture(scope="session")
def month(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A month of 1,200 visits; not to be written to."""
    database = sqlite_database(tmp_path_factory.mktemp("quality") / "books.db")
    upgrade(database)
    lay_month(database, MONTH, 1_200)
    project(database)
    yield database
    database.close()


@pytest.fixture
def empty() -> Iterator[Database]:
    """Nothing yet."""
    database = sqlite_database(None)
    upgrade(database)
    yield database
    database.close()
