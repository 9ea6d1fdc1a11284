"""All journeys from outside take minutes: `make test` leaves out those marked `whole`, `make whole` goes every one."""

from __future__ import annotations

import os

import pytest

ALL = "KIOSK_WHOLE"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", f"whole: left out unless ${ALL} is `all`")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if os.environ.get(ALL) == "all":
        return
    left_out = {item for item in items if item.get_closest_marker("whole")}
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=list(left_out))
