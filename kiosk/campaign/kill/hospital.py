"""The hospital that survives every strike: a sandbox in a process of its own, its orders and its books."""

from __future__ import annotations

import json
import tempfile
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from kiosk.demo.children import child

MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
"""What a killed process wrote stays, in memory as on a disk; that power may go is another campaign's matter."""


@dataclass(frozen=True, slots=True)
class Hospital:
    """The sandbox: its addresses, accounts and file."""

    ready: Mapping[str, Any]

    @property
    def book(self) -> Path:
        """The file it keeps its books in."""
        return Path(self.ready["db"])

    def control(self, action: str, body: Mapping[str, object]) -> None:
        """Order something of the sandbox."""
        url, headers = f"{self.ready['his']}/_control/{action}", {"Content-Type": "application/json"}
        request = urllib.request.Request(url, json.dumps(body).encode(), headers)  # noqa: S310 - loopback
        urllib.request.urlopen(request, timeout=10).close()  # noqa: S310


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a campaign runs: a folder for the stations' journals, and the hospital."""

    folder: Path
    hospital: Hospital
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    """Everybody who comes here is somebody else."""


@contextmanager
def ground() -> Iterator[Ground]:
    """A folder and a running sandbox, both gone on leaving.

    :raises ChildFailed: when the sandbox does not start.
    """
    within = MEMORY if MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="kiosk-campaign-", dir=within) as name:
        folder = Path(name)
        arguments = ["kiosk", "sandbox", "serve", "--db", str(folder / "his.db"), "--json"]
        with child("sandbox", arguments, folder) as ready:
            yield Ground(folder, Hospital(ready))
