"""The pcscd of tests and campaigns: it leaves nothing running behind and never meets the machine's own."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from chip_reader.virtual import pcscd
from chip_reader.virtual.pcscd import Pcscd, obstacle


@pytest.fixture
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """As after `enter`, with a pcscd that does nothing; its folder of /run."""
    run = tmp_path / "run"
    run.mkdir()
    program = tmp_path / "pcscd"
    program.write_text("#!/bin/sh\nexec sleep 60\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setattr(pcscd, "RUN", run)
    monkeypatch.setattr(pcscd, "_entered", True)
    return run


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    children: list[subprocess.Popen[bytes]] = []
    whole = subprocess.Popen

    def noted(*arguments: Any, **more: Any) -> subprocess.Popen[bytes]:
        children.append(whole(*arguments, **more))
        return children[-1]

    monkeypatch.setattr(subprocess, "Popen", noted)
    return children


def test_a_daemon_that_does_not_listen_in_time_is_ended(
    inside: Path, started: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pcscd, "_READY_S", 0.0)
    with pytest.raises(OSError, match="does not listen"):
        Pcscd().start()
    assert inside.exists()
    assert [child.poll() is not None for child in started] == [True]


def test_outside_its_namespaces_there_is_none_and_the_machine_s_files_stay(
    inside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (inside / "pcscd.comm").touch()
    monkeypatch.setattr(pcscd, "_entered", False)
    with pytest.raises(RuntimeError, match="enter"):
        Pcscd()
    assert (inside / "pcscd.comm").exists()


def test_namespaces_that_cannot_be_made_in_time_are_an_obstacle(monkeypatch: pytest.MonkeyPatch) -> None:
    def hangs(command: list[str], **_: Any) -> None:
        raise subprocess.TimeoutExpired(command, 20)

    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(subprocess, "run", hangs)
    assert obstacle() == "namespaces are not made in time"
