"""A real cupsd of its own, with one queue on a slow printer that writes down when a slip begins and ends."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

QUEUE_NAME = "slips"
SLIP_S = 1.5
"""How long a slip takes to come out."""

_READY_S = 10.0
_HELPERS = Path("/usr/lib/cups/daemon")
_BACKEND = f"""#!/bin/sh
[ $# -eq 0 ] && {{ echo 'direct {QUEUE_NAME} "Unknown" "Slips"'; exit 0; }}
paper=${{DEVICE_URI#{QUEUE_NAME}:}}
echo "begun $1" >> "$paper"
sleep {SLIP_S}
echo "ended $1" >> "$paper"
"""
_SCHEDULER = """
LogLevel error
Listen {folder}/state/cups.sock
Browsing No
DefaultAuthType None
WebInterface No
<Location />
  Allow all
</Location>
<Policy default>
  <Limit All>
    Allow all
  </Limit>
</Policy>
"""
_FILES = """
ServerRoot {folder}/root
ServerBin {folder}/bin
DataDir /usr/share/cups
RequestRoot {folder}/spool
TempDir {folder}/spool/tmp
CacheDir {folder}/cache
StateDir {folder}/state
AccessLog {folder}/log/access
ErrorLog {folder}/log/error
PageLog {folder}/log/page
ServerKeychain {folder}/keys
"""


def obstacle() -> str:
    """Why no scheduler can run here, or nothing."""
    for program in ("cupsd", "lp", "lpstat", "lpadmin", "cancel"):
        if shutil.which(program, path=_path()) is None:
            return f"{program} is not installed"
    return "" if _HELPERS.exists() else "cupsd's helpers are not where Debian has them"


def _path() -> str:
    # Where Debian has a scheduler is on the path of root alone.
    return f"{os.environ.get('PATH', os.defpath)}:/usr/sbin"


class PrintQueue:
    """The scheduler and its queue. While it is open, this process's `lp` speaks to it (`CUPS_SERVER`).

    :raises OSError: when it does not start.
    """

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="kiosk-cups-"))
        self.folder.chmod(0o711)  # the printer's side of CUPS runs as another user
        for name in ("root", "spool/tmp", "cache", "state", "log", "keys", "bin/backend"):
            (self.folder / name).mkdir(parents=True)
        (self.folder / "bin" / "daemon").symlink_to(_HELPERS)
        backend = self.folder / "bin" / "backend" / QUEUE_NAME
        backend.write_text(_BACKEND)
        backend.chmod(0o755)
        self._paper = self.folder / "paper"
        self._paper.touch()
        self._paper.chmod(0o666)
        (self.folder / "cupsd.conf").write_text(_SCHEDULER.format(folder=self.folder))
        (self.folder / "cups-files.conf").write_text(_FILES.format(folder=self.folder))
        self._before = os.environ.get("CUPS_SERVER")
        os.environ["CUPS_SERVER"] = f"{self.folder}/state/cups.sock"
        self._process: subprocess.Popen[bytes] | None = None
        self._doom = threading.Thread(target=lambda: None)
        try:
            self.start()
            made = ["lpadmin", "-p", QUEUE_NAME, "-E", "-v", f"{QUEUE_NAME}:{self._paper}", "-m", "raw"]
            environment = {**os.environ, "PATH": _path()}
            subprocess.run(made, check=True, capture_output=True, timeout=_READY_S, env=environment)
            # A scheduler writes its queues down half a minute late, or when it ends.
            self.stop()
            self.start()
        except (OSError, subprocess.SubprocessError) as error:
            self.close()
            raise OSError(f"no print queue: {error}") from error

    @property
    def begun(self) -> tuple[str, ...]:
        """The jobs that came to paper, each as often as it began."""
        return self._told("begun")

    @property
    def ended(self) -> tuple[str, ...]:
        """The jobs whose slip came out whole."""
        return self._told("ended")

    def start(self) -> None:
        """Start the scheduler, if it does not run, and wait until it answers."""
        if self._process is not None:
            return
        command = ["cupsd", "-f", "-c", str(self.folder / "cupsd.conf"), "-s", str(self.folder / "cups-files.conf")]
        quiet = subprocess.DEVNULL
        environment = {**os.environ, "PATH": _path()}
        self._process = subprocess.Popen(command, stdout=quiet, stderr=quiet, env=environment)
        until = time.monotonic() + _READY_S
        while b"not running" in subprocess.run(["lpstat", "-r"], capture_output=True, check=False).stdout:
            if self._process.poll() is not None or time.monotonic() > until:
                raise OSError("cupsd does not answer")
            time.sleep(0.05)

    def stop(self) -> None:
        """End the scheduler as its service is stopped: it writes down what it has still to print."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(_READY_S)
            self._process = None

    def kill(self) -> None:
        """SIGKILL to the scheduler; what it started goes on."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def doom(self, away_s: float) -> None:
        """It is killed in the middle of the next slip, and started again after so many seconds."""
        before = len(self.begun)

        def strike() -> None:
            if self.wait(lambda: len(self.begun) > before, 120.0):
                self.kill()
                time.sleep(away_s)
                self.start()

        self._doom = threading.Thread(target=strike, daemon=True)
        self._doom.start()

    def again(self) -> None:
        """Wait until it runs again, where it was doomed."""
        if self._doom.ident is not None:
            self._doom.join()

    def wait(self, seen: Callable[[], bool], seconds: float) -> bool:
        """Wait until something is seen on the paper; whether it was, in so many seconds."""
        until = time.monotonic() + seconds
        while not seen() and time.monotonic() < until:
            time.sleep(0.05)
        return seen()

    def close(self) -> None:
        """End it and take its folder away."""
        self.stop()
        if self._before is None:
            os.environ.pop("CUPS_SERVER", None)
        else:
            os.environ["CUPS_SERVER"] = self._before
        shutil.rmtree(self.folder, ignore_errors=True)

    def _told(self, what: str) -> tuple[str, ...]:
        lines = [line.split() for line in self._paper.read_text().splitlines()]
        return tuple(line[1] for line in lines if line[0] == what)
