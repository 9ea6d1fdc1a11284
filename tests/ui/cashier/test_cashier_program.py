"""The desk's window as a program: drawn on a real display server, and honest when it cannot start."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from kiosk.printing import PrinterError
from ui.cashier.__main__ import main
from ui.cashier.hand import Hand
from ui.cashier.samples import PIN, SampleDesk


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A Python child with this test's environment and more."""
    return subprocess.run(
        [sys.executable, *arguments],
        env=os.environ | {"LC_ALL": "C.UTF-8"} | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def display() -> Iterator[str]:
    """An X server of our own, ended by its process."""
    xvfb = shutil.which("Xvfb")
    if xvfb is None:
        assert "CI" not in os.environ, "CI must have Xvfb"
        pytest.skip("no Xvfb on this machine")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        [xvfb, "-displayfd", str(writing), "-screen", "0", "1920x1080x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as number:
            yield f":{number.readline().strip()}"
    finally:
        server.terminate()
        server.wait(timeout=10)


def test_a_shift_is_closed_on_an_x_server(display: str, tmp_path: Path) -> None:
    done = run(
        *("-m", "ui.cashier.shots", str(tmp_path), "--look", "vi", "--only", "shift-z"),
        QT_QPA_PLATFORM="xcb",
        DISPLAY=display,
    )
    assert (done.returncode, done.stderr) == (0, "")
    pictures = sorted(path.name for path in (tmp_path / "vi").iterdir())
    assert [name[3:] for name in pictures] == ["shift-z.png"]
    with Image.open(tmp_path / "vi" / pictures[0]) as image:
        assert image.size == (1920, 1080)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "name the hub with --hub"),
        (["--hub", "https://hub.example"], "desk_token"),
        (["--sample", "--config", "/nowhere/printer.toml"], "cannot be read"),
    ],
)
def test_a_window_that_cannot_start_says_why_and_ends_with_2(
    arguments: list[str], says: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("KIOSK_DESK_TOKEN", raising=False)
    assert main(arguments) == 2
    assert says in capsys.readouterr().err


def test_a_printer_that_fails_says_so_and_the_slip_can_be_printed_again(hand: Hand, desk: SampleDesk) -> None:
    papers: list[Image.Image] = []
    fails = [PrinterError("paper"), RuntimeError("a driver")]

    def put(picture: Image.Image) -> None:
        if fails:
            raise fails.pop(0)
        papers.append(picture)

    hand.window.shell._printer = put
    hand.sign_in("lan", PIN)
    hand.take_payment("KM7F3K92T")
    page = hand.window.page()
    assert "hết giấy" in page.taken.printed.text()  # type: ignore[attr-defined]
    hand.print_slip()
    assert "đã ra ở máy in chưa" in page.taken.printed.text()  # type: ignore[attr-defined]
    hand.print_slip()
    assert "Đã in" in page.taken.printed.text()  # type: ignore[attr-defined]
    assert (len(papers), papers[0].mode, papers[0].width) == (1, "1", 576)
    assert desk._copies == {}, "what did not come out is no copy"
    hand.print_slip()
    assert list(desk._copies.values()) == [1]
