"""A printer behind a socket, in a process of its own, that dies in the middle of a slip."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress

_SINK = """
import os, signal, socket, sys
doomed = []
signal.signal(signal.SIGUSR1, lambda *_: doomed.append(True))
door = socket.create_server(("127.0.0.1", int(sys.argv[1])))
print("ready", flush=True)
while True:
    line, _ = door.accept()
    while data := line.recv(65536):
        if len(data) > 64:
            print("paper", flush=True)
            if doomed:
                os.kill(os.getpid(), signal.SIGKILL)
        if data[:2] == bytes([16, 4]):
            line.sendall(bytes([18]))
        if bytes([29, 114]) in data[-8:]:
            line.sendall(bytes([0]))
    line.close()
"""
"""A printer that is well whenever it is asked; it says when a slip comes out, and once it is doomed dies of it."""


class Printer:
    """A printer behind a socket: what holds its slips is the printer itself, there is no queue beside it."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.slips = 0
        self._doomed = False
        self._process = self._started()

    def close(self) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()
        self._watcher.join()

    def doom(self) -> None:
        """It dies in the middle of the next slip."""
        self._doomed = True
        self._process.send_signal(signal.SIGUSR1)

    def again(self) -> None:
        """Switch it on again, if it is off."""
        if self._doomed:
            # Its line ends a moment before it does.
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(2.0)
        if self._process.poll() is not None:
            self._doomed = False
            self._watcher.join()
            self._process = self._started()

    def _started(self) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", _SINK, str(self.port)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        process.stdout.readline()
        self._watcher = threading.Thread(target=self._watch, args=(process,), daemon=True)
        self._watcher.start()
        return process

    def _watch(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        with process.stdout as told:
            for _ in told:
                self.slips += 1
