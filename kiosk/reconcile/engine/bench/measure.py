"""One measurement of the matching: a day is made, matched in a process of its own, and judged."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.reconcile.engine.bench.judge import Verdict, judge
from kiosk.reconcile.engine.bench.region import make_day


@dataclass(frozen=True, slots=True)
class Measured:
    """What a day came to.

    `automatic_rate` is of all payments, `automatic_rate_of_decidable` of those the truth makes decidable; `seconds` are
    the matching process's whole life, start and reading the files included; rows are payments and bank lines.
    """

    payments: int
    bank_lines: int
    automatic_rate: float
    automatic_rate_of_decidable: float
    false_automatic: int
    seconds: float
    rows_per_second: int
    peak_rss_mib: float
    verdict: Verdict

    def figures(self) -> dict[str, Any]:
        """As the command line tells them: all but the verdict."""
        return {name: getattr(self, name) for name in self.__slots__ if name != "verdict"}


def measure_reconcile(payments: int, seed: int, tell: Callable[[str], None] = lambda _: None) -> Measured:
    """Make, match and judge a day of this many payments (10 or more).

    :raises RuntimeError: when the matching process fails; what it said stands on standard error.
    """
    with tempfile.TemporaryDirectory(prefix="kiosk-bench-") as name:
        folder = Path(name)
        tell("making the day")
        day = make_day(folder, payments, seed)
        out = folder / "matches.csv"
        tell("matching")
        begun = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", "kiosk.reconcile.engine.bench.worker", day.payments, day.lines, day.receipts, out],
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
        seconds = time.monotonic() - begun
        if done.returncode:
            raise RuntimeError("the matching process failed")
        tell("judging")
        verdict = judge(day.truth, out)
    lines = len(day.truth.line_id)
    return Measured(
        payments=payments,
        bank_lines=lines,
        automatic_rate=round(verdict.automatic / payments, 6),
        automatic_rate_of_decidable=round(verdict.decided / max(verdict.decidable, 1), 6),
        false_automatic=verdict.false,
        seconds=round(seconds, 3),
        rows_per_second=round((payments + lines) / seconds),
        peak_rss_mib=json.loads(done.stdout)["peak_rss_mib"],
        verdict=verdict,
    )
