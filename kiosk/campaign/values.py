"""What a campaign tells: a row for each fault, with its trials, what did not hold, and what that allows to say."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum


class Promise(StrEnum):
    """What must hold after every fault and every start; docs/reliability.md says it in plain words."""

    KEPT = "kept"
    """What was acknowledged is in the journal."""
    ONCE = "once"
    """At most one visit per key and one payment per bill at the hospital."""
    ENDED = "ended"
    """Everything begun ends confirmed, reversed or handed to a named person."""
    CHAINED = "chained"
    """The hash chain verifies, or the station stops and says so."""
    BACK = "back"
    """The welcome screen is there again by itself."""
    PRIVATE = "private"
    """Nothing of an earlier person on screen, in files or logs."""
    AGREED = "agreed"
    """Journal, hospital and bank tell the same sums."""
    REFUSED = "refused"
    """What is malformed, forged or not allowed is refused with a typed error, and nothing else changes."""
    BOUNDED = "bounded"
    """Time, memory, files and threads stay within their bounds."""
    FOUND = "found"
    """What was planted is named by the test that is there for it."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A promise that did not hold: the seed (or the name) that plays this trial again, and what was seen."""

    seed: str
    promise: Promise
    seen: str


@dataclass(frozen=True, slots=True)
class Row:
    """One fault of one campaign: how often it was tried, what was judged, and every trial in which it did not hold."""

    campaign: str
    fault: str
    trials: int
    promises: tuple[Promise, ...]
    broken: tuple[Broken, ...] = ()
    not_run: str = ""
    """Why it could not be tried here; a row that was not run never counts as held."""

    @property
    def held(self) -> bool:
        """Whether it was tried and every promise held in every trial."""
        return self.trials > 0 and not self.broken and not self.not_run

    @property
    def bound(self) -> float | None:
        """The failure rate that this many trials without a failure exclude at 95 %: 3/n (the rule of three)."""
        return min(1.0, 3 / self.trials) if self.held else None


def rows_json(rows: Iterable[Row]) -> str:
    """The rows as `{"rows": [{campaign, fault, trials, promises, broken, not_run, held, bound}]}`."""
    return json.dumps({"rows": [asdict(row) | {"held": row.held, "bound": row.bound} for row in rows]})


@dataclass(frozen=True, slots=True)
class Report:
    """What a campaign that counts lost, doubled and unfinished tells: trials after which that happened, of so many
    points; `seeds_failed` names them, and `rows` tells each fault apart."""

    points: int
    lost: int
    doubled: int
    unfinished: int
    seeds_failed: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def held(self) -> bool:
        """Whether every promise held in every trial."""
        return not self.seeds_failed and all(row.held for row in self.rows)

    def as_json(self) -> str:
        """One object: the counts, and the rows as every campaign tells them."""
        counts = {name: value for name, value in asdict(self).items() if name != "rows"}
        return json.dumps(counts | json.loads(rows_json(self.rows)))


def rows_from_json(text: str) -> list[Row]:
    """What `rows_json` wrote, the last line of a command's output."""
    told = json.loads(text)["rows"]
    return [
        Row(
            row["campaign"],
            row["fault"],
            row["trials"],
            tuple(Promise(one) for one in row["promises"]),
            tuple(Broken(one["seed"], Promise(one["promise"]), one["seen"]) for one in row["broken"]),
            row["not_run"],
        )
        for row in told
    ]


def table(rows: Sequence[Row]) -> str:
    """The rows for people: fault, trials, promises judged, the bound they allow, the seed of any failure."""
    heads = ("campaign", "fault", "trials", "held", "fails less than", "promises", "seeds")
    lines = [heads]
    for row in rows:
        held = "not run" if row.not_run else f"{row.trials - len({one.seed for one in row.broken}):,}"
        bound = f"{row.bound:.2%}" if row.bound is not None else "-"
        seeds = row.not_run or ", ".join(dict.fromkeys(f"{one.seed} ({one.promise})" for one in row.broken))
        lines.append((row.campaign, row.fault, f"{row.trials:,}", held, bound, " ".join(row.promises), seeds))
    widths = [max(len(line[at]) for line in lines) for at in range(len(heads))]
    right = {2, 3, 4}
    return "\n".join(
        "  ".join(
            word.rjust(widths[at]) if at in right else word.ljust(widths[at]) for at, word in enumerate(line)
        ).rstrip()
        for line in lines
    )
