"""The demonstration's other programs: sandbox, hub and camera, each a child that says when it is ready."""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

READY_S = 60.0
END_S = 10.0
MANAGERS = ("NOTIFY_SOCKET", "WATCHDOG_PID", "WATCHDOG_USEC", "RUNTIME_DIRECTORY", "CREDENTIALS_DIRECTORY")
"""What a service manager told this program, and no child of it."""


class ChildFailed(RuntimeError):
    """A program of the demonstration did not start; its log says why."""

    def __init__(self, name: str, log: Path) -> None:
        super().__init__(f"{name} did not start; see {log}")


@contextmanager
def child(
    name: str, arguments: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None
) -> Iterator[dict[str, Any]]:
    """Run `python -m …` beside this program and give its ready line and `pid`; ended by it on leaving.

    :raises ChildFailed: when no ready line comes within a minute.
    """
    log = folder / f"{name}.log"
    with log.open("wb") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", *arguments],
            stdout=subprocess.PIPE,
            stderr=errors,
            env={name: value for name, value in os.environ.items() if name not in MANAGERS} | dict(environment or {}),
        )
    try:
        yield {**_ready(process, name, log), "pid": process.pid}
    finally:
        process.terminate()
        try:
            process.wait(END_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()


def _ready(process: subprocess.Popen[bytes], name: str, log: Path) -> dict[str, Any]:
    assert process.stdout is not None
    with selectors.DefaultSelector() as waiting:
        waiting.register(process.stdout, selectors.EVENT_READ)
        line = process.stdout.readline() if waiting.select(READY_S) else b""
    try:
        ready: dict[str, Any] = json.loads(line)
    except ValueError:
        raise ChildFailed(name, log) from None
    return ready
