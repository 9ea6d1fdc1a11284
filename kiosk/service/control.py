"""What the machine's administrator may ask a running station over a socket in its runtime folder: may it be stopped?

One line of JSON each way. Nothing about a patient is told but whether one stands there.
"""

from __future__ import annotations

import json
import logging
import os
import socket
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

log = logging.getLogger(__name__)

NAME = "control"
ANSWER_S = 10.0
MOST = 4096


@dataclass(frozen=True, slots=True)
class Standing:
    """How a station stands: whether a visit is under way, what the HIS and the hub have yet to hear, journal rows the
    hub's database does not have, and whether it lets nobody begin."""

    visit: bool
    unsettled: int
    behind: int
    held: bool = False

    @property
    def quiet(self) -> bool:
        """Whether nothing would be interrupted and nothing is undelivered."""
        return not self.visit and not self.unsettled and not self.behind


class ControlServer:
    """Answers `standing`, and `hold`, which also lets nobody begin for some seconds if the station is quiet.

    :param answer: is given the seconds to hold for (0 to only look) and answers how the station stands then; called on
        the server's thread.
    :raises OSError: when the socket cannot be made.
    """

    def __init__(self, path: Path, answer: Callable[[float], Standing]) -> None:
        path.unlink(missing_ok=True)
        self._answer = answer
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.bind(str(path))
        path.chmod(0o600)
        self._socket.listen(2)
        self._path = path
        self._thread = threading.Thread(target=self._run, name="control", daemon=True)
        self._thread.start()

    @classmethod
    def where_the_manager_says(cls, answer: Callable[[float], Standing]) -> ControlServer | None:
        """In `$RUNTIME_DIRECTORY`; None for a program that no service manager started."""
        folder = os.environ.get("RUNTIME_DIRECTORY", "")
        return cls(Path(folder.partition(":")[0]) / NAME, answer) if folder else None

    def close(self) -> None:
        """Answer nobody any more."""
        self._path.unlink(missing_ok=True)
        # A thread that waits for callers is woken by the shutdown, not by the close.
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(ANSWER_S)

    def _run(self) -> None:
        while True:
            try:
                caller, _ = self._socket.accept()
            except OSError:
                return
            with caller:
                caller.settimeout(ANSWER_S)
                try:
                    asked = json.loads(caller.recv(MOST))
                    standing = self._answer(float(asked["hold_s"]))
                    caller.sendall(json.dumps(asdict(standing)).encode() + b"\n")
                except (OSError, ValueError, KeyError, TypeError, RuntimeError) as error:
                    log.warning("not_answered", extra={"reason": type(error).__name__})


def ask(path: Path, *, hold_s: float = 0.0) -> Standing | None:
    """How the station behind this socket stands; None when nobody answers.

    :param hold_s: let nobody begin for so long, if it is quiet; `Standing.held` says whether it does.
    """
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(ANSWER_S)
            line.connect(str(path))
            line.sendall(json.dumps({"hold_s": hold_s}).encode() + b"\n")
            with line.makefile("rb") as answer:
                return Standing(**json.loads(answer.readline(MOST)))
    except (OSError, ValueError, TypeError):
        return None
