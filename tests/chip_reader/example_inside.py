"""The example of the documentation over a real pcscd. Run by `test_chip_reader_docs.py` inside its own namespaces."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from chip_reader import PcscReader
from chip_reader.virtual import VirtualCard, load_profile, serve_vpcd
from chip_reader.virtual.pcscd import SLOT, Pcscd, enter

EXAMPLE = Path(__file__).parents[2] / "examples" / "read_card.py"


@pytest.fixture
def daemon() -> Iterator[Pcscd]:
    enter()
    daemon = Pcscd()
    daemon.start()
    yield daemon
    daemon.stop()


def test_the_example_prints_the_card(daemon: Pcscd) -> None:
    profile = load_profile("adult-2021")
    served = serve_vpcd(VirtualCard(profile), *SLOT)
    reader = PcscReader()
    deadline = time.monotonic() + 10
    while not reader.card_present():
        assert time.monotonic() < deadline, "the daemon does not notice the card"
        time.sleep(0.05)
    reader.close()
    done = subprocess.run(
        [sys.executable, str(EXAMPLE)],
        input="\n".join(profile.mrz),
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
        cwd=EXAMPLE.parents[1],
        env={"PYTHONPATH": str(EXAMPLE.parents[1])},
    )
    served.remove()
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[:3] == ["Nguyễn Đức Mẫu", "001090000017", "1990-03-15"]
    assert "sod_signature: ok (ECDSA secp256r1 sha256)" in lines
    assert lines[-1] == "issuer_not_verified"
