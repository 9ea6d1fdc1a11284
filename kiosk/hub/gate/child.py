"""Keeps a gate running beside a hub: a child process, started anew when it ends, and gone when the hub is.

A hub that is killed tells nobody; but the pipe it held to its gate is closed by the system, and the gate sees that.
"""

from __future__ import annotations

import contextlib
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

log = logging.getLogger(__name__)

PAUSE_S = 1.0
END_S = 5.0


class GateChild:
    """The gate of a hub's file. Its ready line goes where this process's own output goes."""

    def __init__(self, file: Path, *, tells: bool) -> None:
        self._command = [sys.executable, "-m", "kiosk", "hub", "gate", "--config", str(file)]
        self._command += ["--beside", *(["--ready"] if tells else [])]
        self._ending = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._keep, name="hub-gate", daemon=True)

    def start(self) -> None:
        """Begin to keep it."""
        self._thread.start()

    def stop(self) -> None:
        """End it, and wait until it has ended."""
        with self._lock:
            self._ending.set()
            process = self._process
        if process is not None:
            process.terminate()
            try:
                process.wait(END_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._thread.join()

    def _keep(self) -> None:
        while True:
            with self._lock:
                if self._ending.is_set():
                    return
                self._process = process = subprocess.Popen(self._command, stdin=subprocess.PIPE)
            with process:
                code = process.wait()
            if not self._ending.wait(PAUSE_S):
                log.warning("gate_ended", extra={"code": code})


@contextlib.contextmanager
def gate_beside(file: Path, *, wanted: bool, tells: bool) -> Iterator[None]:
    """A gate for as long as the block runs, if one is wanted."""
    if not wanted:
        yield
        return
    child = GateChild(file, tells=tells)
    child.start()
    try:
        yield
    finally:
        child.stop()
