"""A real pcscd with the virtual slot, in mount, network and process namespaces where it meets no other one."""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import struct
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from .vpcd import DEFAULT_PORT

RUN = Path("/run/pcscd")
SLOT = ("127.0.0.1", DEFAULT_PORT)
SLOT_NAME = "PCD 00 00"
"""By this part of its name PC/SC finds the reader behind `SLOT`."""

_UNSHARE = ("unshare", "-m", "-n", "-p", "--fork", "--kill-child", "--mount-proc")
_READY_S = 10.0
_entered = False


def obstacle() -> str:
    """Why no such pcscd can run here, or nothing."""
    for program in ("unshare", "pcscd", "mount"):
        if shutil.which(program) is None:
            return f"{program} is not installed"
    if os.geteuid() != 0:
        return "needs root"
    try:
        tried = subprocess.run([*_UNSHARE, "true"], capture_output=True, timeout=20, check=False)
    except subprocess.TimeoutExpired:
        return "namespaces are not made in time"
    return "" if tried.returncode == 0 else "namespaces are not permitted"


def isolated(command: Sequence[str]) -> list[str]:
    """The command in namespaces of its own; everything started there ends with it. It calls `enter` first."""
    RUN.mkdir(parents=True, exist_ok=True)
    return [*_UNSHARE, *command]


def enter() -> None:
    """Inside the namespaces: loopback up, and an empty run directory that the host does not see."""
    global _entered  # noqa: PLW0603 - a process is in its namespaces or not
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        siocgifflags, siocsifflags, iff_up = 0x8913, 0x8914, 0x1
        request = struct.pack("16sh14x", b"lo", 0)
        (_, flags) = struct.unpack("16sh14x", fcntl.ioctl(control, siocgifflags, request))
        fcntl.ioctl(control, siocsifflags, struct.pack("16sh14x", b"lo", flags | iff_up))
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(RUN)], check=True)
    _entered = True


class Pcscd:
    """The daemon, started and ended by its own process handle.

    :raises RuntimeError: before `enter`: the run directory that is emptied would be the machine's.
    """

    def __init__(self) -> None:
        if not _entered:
            raise RuntimeError("enter() comes first")
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it listens.

        :raises OSError: when it does not, within ten seconds; it has been ended then.
        """
        self._process = subprocess.Popen(
            ["pcscd", "--foreground"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        deadline = time.monotonic() + _READY_S
        while not self._listens():
            ended = self._process.poll() is not None
            if ended or time.monotonic() > deadline:
                self.kill()
                raise OSError("pcscd ended at once" if ended else "pcscd does not listen")
            time.sleep(0.05)

    def stop(self) -> None:
        """End it, as its service is stopped: nothing of it stays."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(10)
            self._process = None
            for left in RUN.iterdir():
                left.unlink()

    def kill(self) -> None:
        """SIGKILL: its socket and the file with its number stay behind."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    @staticmethod
    def _listens() -> bool:
        # The slot's port must not be connected to: that would insert a card.
        lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
        listening = {line[1].rsplit(":", 1)[1] for line in lines if line[3] == "0A"}
        return (RUN / "pcscd.comm").exists() and f"{DEFAULT_PORT:04X}" in listening
