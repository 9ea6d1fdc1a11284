"""A pcscd of its own for tests: in its own mount, network and process namespaces, so that it meets no other one."""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest

RUN = Path("/run/pcscd")
SLOT = ("127.0.0.1", 35963)
_ROOT = Path(__file__).parents[2]
_UNSHARE = ("unshare", "-m", "-n", "-p", "--fork", "--kill-child", "--mount-proc")


def needs_root() -> None:
    """Skip where no namespace can be made or pcscd is missing; on a build server that is a failure, not a skip."""
    reason = _obstacle()
    if reason:
        if os.environ.get("CI"):
            pytest.fail(f"the build server must be able to run pcscd: {reason}")
        pytest.skip(reason)


def _obstacle() -> str:
    for program in ("unshare", "pcscd", "mount"):
        if shutil.which(program) is None:
            return f"{program} is not installed"
    if os.geteuid() != 0:
        return "needs root"
    tried = subprocess.run([*_UNSHARE, "true"], capture_output=True, timeout=20, check=False)
    return "" if tried.returncode == 0 else "namespaces are not permitted"


def run_isolated(*pytest_arguments: str) -> subprocess.CompletedProcess[str]:
    """Run pytest inside new namespaces; everything started there ends with it."""
    RUN.mkdir(parents=True, exist_ok=True)
    command = [*_UNSHARE, sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", *pytest_arguments]
    return subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, timeout=150, check=False)


def prepare_namespace() -> None:
    """Inside the namespaces: loopback up, and an empty run directory that the host does not see."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        siocgifflags, siocsifflags, iff_up = 0x8913, 0x8914, 0x1
        request = struct.pack("16sh14x", b"lo", 0)
        (_, flags) = struct.unpack("16sh14x", fcntl.ioctl(control, siocgifflags, request))
        fcntl.ioctl(control, siocsifflags, struct.pack("16sh14x", b"lo", flags | iff_up))
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(RUN)], check=True)


class Pcscd:
    """The daemon, started and ended by its own process handle."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen(
            ["pcscd", "--foreground"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        deadline = time.monotonic() + 10
        while not self._listens():
            assert self._process.poll() is None, "pcscd ended at once"
            assert time.monotonic() < deadline, "pcscd does not listen"
            time.sleep(0.05)

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(10)
            self._process = None
            for left in RUN.iterdir():
                left.unlink()

    @staticmethod
    def _listens() -> bool:
        # The slot's port must not be connected to: that would insert a card.
        ports = {line.split()[1].rsplit(":", 1)[1] for line in Path("/proc/net/tcp").read_text().splitlines()[1:]}
        return (RUN / "pcscd.comm").exists() and f"{SLOT[1]:04X}" in ports
