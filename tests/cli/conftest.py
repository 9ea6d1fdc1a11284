"""The installed command as a script would run it, and a sandbox hospital for it to talk to."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cli_parts import KIOSK, Sandbox


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """`kiosk sandbox serve` on free ports, ended by its pid."""
    db = tmp_path_factory.mktemp("sandbox") / "his.db"
    process = subprocess.Popen([KIOSK, "sandbox", "serve", "--db", str(db), "--json"], stdout=subprocess.PIPE)
    assert process.stdout is not None
    try:
        ready: dict[str, Any] = json.loads(process.stdout.readline())
        yield Sandbox(ready)
    finally:
        process.terminate()
        assert process.wait(20) == 0
        process.stdout.close()


@pytest.fixture(scope="session", autouse=True)
def _installed() -> None:
    assert Path(KIOSK).exists(), f"{KIOSK} is not installed beside {sys.executable}"
    assert os.access(KIOSK, os.X_OK)
