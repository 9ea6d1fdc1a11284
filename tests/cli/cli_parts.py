"""How tests run the installed command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

KIOSK = str(Path(sys.executable).with_name("kiosk"))


@dataclass(frozen=True, slots=True)
class Sandbox:
    """The ready line of a sandbox hospital."""

    ready: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a run of the command gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, which must be JSON alone."""
        return json.loads(self.out)


def kiosk(*arguments: str | Path, timeout: float = 60, **environment: str) -> Answer:
    """Run `kiosk …` as installed."""
    done = subprocess.run(
        [KIOSK, *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
        env={**os.environ, **environment},
    )
    return Answer(done.returncode, done.stdout, done.stderr)
