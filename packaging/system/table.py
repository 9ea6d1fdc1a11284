"""What `make test-system` saw: a row for each thing, told as it is seen, and kept as text and JSON."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

Status = Literal["ok", "LATE", "FAIL", "-"]


@dataclass(frozen=True, slots=True)
class Row:
    """One thing: `-` is what cannot be had in a container, and why. `seconds` where a time was taken."""

    step: str
    what: str
    status: Status
    seconds: float | None = None
    load: float | None = None
    """Of the machine all this runs on, over the last minute, where a time was taken."""


class Ended(Exception):
    """Something did not hold, and what comes after it needs it."""


class Table:
    """The rows so far."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._step = ""
        self.rows: list[Row] = []

    def step(self, name: str) -> None:
        """What comes now belongs to this step."""
        self._step = name
        sys.stdout.write(f"\n{name}\n")

    def saw(self, what: str, *, holds: bool = True, seconds: float | None = None, within: float | None = None) -> bool:
        """A row; whether it held. With `within`, more seconds than that are told as late and end nothing."""
        late = holds and seconds is not None and within is not None and seconds > within
        what = " ".join(what.split())
        status: Status = "LATE" if late else "ok" if holds else "FAIL"
        if late:
            what = f"{what} ({within:.0f} s are allowed)"
        self._add(Row(self._step, what, status, seconds, None if seconds is None else os.getloadavg()[0]))
        return holds

    def cannot(self, what: str) -> None:
        """Something that a container has not, told by its name."""
        self._add(Row(self._step, what, "-"))

    @property
    def bad(self) -> list[Row]:
        """What did not hold, or came too late."""
        return [row for row in self.rows if row.status in ("FAIL", "LATE")]

    def write(self) -> str:
        """Keep it as report.txt and report.json; its text."""
        lines = [f"{'step':18}  {'':4}  {'s':>6}  {'load':>4}  what was seen"]
        for row in self.rows:
            lines.append(_line(row, row.step))
        counts = {status: sum(row.status == status for row in self.rows) for status in ("ok", "LATE", "FAIL", "-")}
        words = {"ok": "held", "LATE": "too late", "FAIL": "did not hold", "-": "cannot be had in a container"}
        lines.append(", ".join(f"{counts[status]} {word}" for status, word in words.items()))
        text = "\n".join(lines) + "\n"
        (self._folder / "report.txt").write_text(text, encoding="utf-8")
        told = {"counts": counts, "rows": [asdict(row) for row in self.rows]}
        (self._folder / "report.json").write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
        return text

    def _add(self, row: Row) -> None:
        self.rows.append(row)
        sys.stdout.write(_line(row, "") + "\n")
        sys.stdout.flush()


def _line(row: Row, step: str) -> str:
    seconds = "" if row.seconds is None else f"{row.seconds:.1f}"
    load = "" if row.load is None else f"{row.load:.0f}"
    return f"{step:18}  {row.status:4}  {seconds:>6}  {load:>4}  {row.what}".rstrip()
