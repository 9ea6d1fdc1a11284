"""A printer behind CUPS: the slip goes to `lp` as a PDF of its own size, and its job is watched until it is done."""

from __future__ import annotations

import io
import os
import re
import subprocess
import time
from contextlib import suppress

from PIL import Image

from kiosk.printing.channels import remaining
from kiosk.printing.picture import DPI
from kiosk.printing.printer import Printer, PrinterError, PrinterState, PrinterStatus

DEADLINE_S = 30.0
POLL_S = 0.3
COMMAND_S = 5.0
SILENT_S = 10.0
"""How long a scheduler may be silent in the middle of a slip: what manages it starts it again within seconds."""

_BROKEN = frozenset({PrinterState.PAPER, PrinterState.COVER, PrinterState.OFFLINE})


class CupsPrinter(Printer):
    """Prints to a CUPS queue. A job that does not end in time is cancelled, so it cannot surprise the next patient.

    A scheduler that was stopped properly prints its jobs when it is started again, so a slip is not given up at its
    first silence; one that was killed has forgotten its newest jobs, so a job is done when it is listed as done (what
    `PreserveJobHistory` keeps, as CUPS does by itself), not when it waits no more.

    :param deadline_s: seconds one slip may take altogether.
    :param silent_s: seconds of these in which the scheduler may be away.
    """

    def __init__(
        self, queue: str, *, deadline_s: float = DEADLINE_S, poll_s: float = POLL_S, silent_s: float = SILENT_S
    ) -> None:
        self._queue = queue
        self._deadline_s = deadline_s
        self._poll_s = poll_s
        self._silent_s = silent_s
        self._open = True

    def print(self, image: Image.Image) -> None:
        if not self._open:
            raise PrinterError("offline")
        deadline = time.monotonic() + self._deadline_s
        before = self.status().state
        if before in _BROKEN:
            raise PrinterError(before.value)
        answer = self._run(
            ["lp", "-d", self._queue, "-t", "slip", "-o", "print-scaling=none", "-"], deadline, _pdf(image)
        )
        job = re.search(r"request id is (\S+)", answer)
        if job is None:
            raise PrinterError("unknown", "lp named no job", maybe_printed=True)
        self._await_done(job[1], deadline)

    def status(self) -> PrinterStatus:
        if not self._open:
            return PrinterStatus(PrinterState.OFFLINE)
        try:
            return PrinterStatus(_state(self._asked()))
        except PrinterError as error:
            return PrinterStatus(PrinterState.OFFLINE, error.detail)

    def close(self) -> None:
        self._open = False

    def _await_done(self, job: str, deadline: float) -> None:
        state, heard, silent = PrinterState.UNKNOWN, time.monotonic(), False
        while (ended := self._ended(job)) is not True:
            if ended is None:
                silent = True
            else:
                heard, silent = time.monotonic(), False
            away = time.monotonic() - heard > self._silent_s
            if state in _BROKEN or away or not remaining(deadline):
                with suppress(PrinterError):
                    self._run(["cancel", job], time.monotonic() + COMMAND_S)
                reason = "offline" if away else state.value if state in _BROKEN else "unknown"
                raise PrinterError(reason, "cancelled", maybe_printed=True)
            time.sleep(min(self._poll_s, remaining(deadline)))
            seen = None if silent else self._state()
            state, silent = seen or PrinterState.UNKNOWN, seen is None
        if silent:
            # It may have begun its numbers again, and this is another one's job.
            raise PrinterError("unknown", "the scheduler was started anew", maybe_printed=True)

    def _ended(self, job: str) -> bool | None:
        """Whether the job has come to its end; None from a scheduler that does not answer.

        :raises PrinterError: when the scheduler knows of no such job.
        """
        waiting = self._jobs("not-completed")
        if waiting is None or job in waiting:
            return None if waiting is None else False
        ended = self._jobs("completed")
        if ended is not None and job not in ended:
            raise PrinterError("unknown", "the scheduler does not know the job any more", maybe_printed=True)
        return None if ended is None else True

    def _jobs(self, which: str) -> list[str] | None:
        """The words of a list of the queue's jobs, their names among them; None while nobody answers."""
        try:
            return self._run(["lpstat", "-W", which, "-o", self._queue], time.monotonic() + COMMAND_S).split()
        except PrinterError:
            return None

    def _state(self) -> PrinterState | None:
        """The printer's state in the middle of a slip; None while the scheduler does not answer."""
        try:
            return _state(self._asked())
        except PrinterError:
            return None

    def _asked(self) -> str:
        return self._run(["lpstat", "-l", "-p", self._queue], time.monotonic() + COMMAND_S)

    def _run(self, command: list[str], deadline: float, data: bytes = b"") -> str:
        environment = {**os.environ, "LC_ALL": "C"}
        try:
            done = subprocess.run(
                command, input=data, capture_output=True, timeout=max(0.1, remaining(deadline)), env=environment,
                check=True,
            )  # fmt: skip
        except FileNotFoundError as error:
            raise PrinterError("offline", f"{command[0]} is not installed (package cups-client)") from error
        except subprocess.TimeoutExpired as error:
            raise PrinterError("unknown", f"{command[0]} did not answer", maybe_printed=bool(data)) from error
        except (subprocess.CalledProcessError, OSError) as error:
            raise PrinterError("offline", f"{command[0]} refused the queue") from error
        return done.stdout.decode(errors="replace")


def _state(text: str) -> PrinterState:
    """The state from `lpstat -l -p`: its first line and the IPP reasons under "Alerts"."""
    if re.search(r"media-(empty|needed)", text):
        return PrinterState.PAPER
    if re.search(r"(cover|door)-open", text):
        return PrinterState.COVER
    if re.search(r"\bdisabled\b|\boffline\b|connecting-to-device|stopped", text):
        return PrinterState.OFFLINE
    return PrinterState.PAPER_LOW if "media-low" in text else PrinterState.READY


def _pdf(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.convert("L").save(buffer, "pdf", resolution=DPI)
    return buffer.getvalue()
