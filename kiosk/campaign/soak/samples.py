"""What a soak saw each night, while nobody was there: one JSON object a line, written as it goes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

SAMPLES = "samples.jsonl"


@dataclass(frozen=True, slots=True)
class Sample:
    """The process after so many visits, its neighbours' books thrown away; times are of those since the last one.

    `held_kib` is what the process itself has in memory (proc(5): RssAnon), `mapped_kib` of the files it maps;
    `heap_kib` what is in use of the C heap, `blocks` what Python's own allocator has given out. `objects` counts the
    window's QObjects, `files` the temporary ones. `visit_ms` is processor time a visit, `visit_sd` its deviation,
    `commit_ms` that of a commit, `rows` and `bytes` what the journal has in all. `restart_ms` is how long a
    station that died now would fold its journal, `restart_rows` how many rows of it. `touches` are the window's since
    the last sample, `stuck` the visits of all that did not end by themselves, `problems` all that QML complained of,
    `ended` how those since the last sample ended.
    """

    visits: int
    seconds: float
    held_kib: float
    mapped_kib: float
    heap_kib: float
    blocks: int
    descriptors: int
    threads: int
    files: int
    objects: int
    visit_ms: float
    visit_sd: float
    commits: int
    commit_ms: float
    rows: int
    bytes: int
    restart_ms: float
    restart_rows: int
    touches: int
    stuck: int
    problems: int
    ended: dict[str, int]

    def line(self) -> str:
        """The sample as a line of the file."""
        return json.dumps(asdict(self))


def read_samples(folder: Path) -> tuple[Sample, ...]:
    """What a soak, finished or not, left in its folder; a last line that was cut off is passed over.

    :raises FileNotFoundError: when there was none.
    """
    return tuple(_samples((folder / SAMPLES).read_text(encoding="ascii").splitlines(keepends=True)))


def _samples(lines: Iterable[str]) -> Iterator[Sample]:
    for line in lines:
        if line.endswith("\n"):
            yield Sample(**json.loads(line))
