"""A station to look at, without secrets from the machine the tests run on."""

from __future__ import annotations

from pathlib import Path

import pytest
from doctor_bench import Station

from kiosk.config import SECRETS


@pytest.fixture
def station(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Station:
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    for name in SECRETS:
        monkeypatch.delenv(f"KIOSK_{name.upper()}", raising=False)
    return Station(tmp_path)
