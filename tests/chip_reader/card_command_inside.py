"""`kiosk card` over a real pcscd. Run by `test_card_command.py` inside namespaces of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from chip_reader.virtual.pcscd import SLOT, Pcscd, enter


@pytest.fixture
def daemon() -> Iterator[Pcscd]:
    enter()
    daemon = Pcscd()
    daemon.start()
    yield daemon
    daemon.stop()


def kiosk(*arguments: str) -> list[str]:
    return [sys.executable, "-c", "from kiosk.cli.card import app; app()", *arguments]


def test_a_served_card_is_read_from_the_command_line_and_ends_cleanly(daemon: Pcscd, tmp_path: Path) -> None:
    serve = kiosk("serve", "--profile", "tampered-dg13", "--trust-out", str(tmp_path), "--port", str(SLOT[1]))
    with subprocess.Popen(serve, stdout=subprocess.PIPE, text=True) as served:
        assert served.stdout is not None
        lines = [served.stdout.readline().removeprefix("MRZ ").strip() for _ in range(3)]
        read = kiosk("read", "--reader", "PCD 00 00", "--mrz", *lines, "--trust", str(tmp_path), "--json")
        result = subprocess.run(read, capture_output=True, text=True, timeout=30, check=False)
        served.terminate()
        assert served.wait(10) == 0
    assert result.returncode == 1, result.stderr
    answer = json.loads(result.stdout)
    statuses = {check["name"]: check["status"] for check in answer["checks"]}
    assert (statuses["hash:DG13"], statuses["hash:DG1"], statuses["chain"]) == ("failed", "ok", "ok")
    assert answer["citizen"]["id_number"] == "001085000062"
