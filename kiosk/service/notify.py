"""What a program tells the service manager that started it (sd_notify(3)): ready, alive, and one line of its state."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Mapping

log = logging.getLogger(__name__)


class Notifier:
    """Speaks to `$NOTIFY_SOCKET`; without one (a terminal, a test) it says nothing.

    :param address: a path, or `@name` for an abstract socket, as the manager hands it over.
    :param watchdog_s: within how many seconds the manager wants to be fed; None when it does not.
    """

    def __init__(self, address: str = "", watchdog_s: float | None = None) -> None:
        self._address = "\0" + address[1:] if address.startswith("@") else address
        self.watchdog_s = watchdog_s

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ, pid: int | None = None) -> Notifier:
        """As the manager asks this process; a child that inherits the variables is not asked (`$WATCHDOG_PID`)."""
        wanted = environment.get("WATCHDOG_USEC", "")
        asked = environment.get("WATCHDOG_PID", "")
        mine = not asked or asked == str(os.getpid() if pid is None else pid)
        seconds = int(wanted) / 1_000_000 if wanted.isdecimal() and int(wanted) and mine else None
        return cls(environment.get("NOTIFY_SOCKET", ""), seconds)

    def ready(self, status: str) -> None:
        """The program serves."""
        self._say("READY=1", f"STATUS={status}")

    def status(self, status: str) -> None:
        """One line for `systemctl status`."""
        self._say(f"STATUS={status}")

    def feed(self) -> None:
        """The program is alive."""
        self._say("WATCHDOG=1")

    def stopping(self) -> None:
        """The program ends because it was told to."""
        self._say("STOPPING=1")

    def _say(self, *lines: str) -> None:
        if not self._address:
            return
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as line:
                line.setblocking(False)  # the window's thread waits for nobody
                line.sendto("\n".join(lines).encode(), self._address)
        except OSError as error:
            log.warning("not_notified", extra={"code": error.errno})
