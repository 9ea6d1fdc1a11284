"""Runs the soak in a process of its own, which alone is measured, and tells what came of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from kiosk.campaign.soak.chart import draw
from kiosk.campaign.soak.judge import growth, rows, warm
from kiosk.campaign.soak.samples import SAMPLES, Sample, read_samples
from kiosk.campaign.values import Row

Say = Callable[[str], None]
CHART = "soak.png"
IN_MEMORY = Path("/dev/shm")  # noqa: S108 - what is made there has a name that nobody can guess


class SoakFailed(RuntimeError):
    """The window did not get through it."""

    def __init__(self, code: int, visits: int) -> None:
        super().__init__(f"the window ended with {code} after {visits:,} visits")


def soak(visits: int, seed: int, say: Say, out: Path) -> list[Row]:
    """Have so many visits played at the real window; samples and a chart of them come into `out`.

    The journal lies in memory where that is to be had: what grows is looked for, and a disk's own time hides it. What
    was seen before an interruption stands in `out`, and `judged` reads it again.

    :raises SoakFailed: when the window died; what it had told by then is drawn all the same.
    """
    out.mkdir(parents=True, exist_ok=True)
    (out / SAMPLES).unlink(missing_ok=True)
    journal = Path(tempfile.mkdtemp(prefix="kiosk-soak-", dir=IN_MEMORY if IN_MEMORY.is_dir() else None))
    command = [sys.executable, "-m", "ui.patient.soak", "--visits", str(visits), "--seed", str(seed)]
    command += ["--out", str(out), "--journal", str(journal / "journal.db")]
    try:
        with subprocess.Popen(
            command, stderr=subprocess.PIPE, text=True, env=os.environ | {"TMPDIR": str(journal)}
        ) as window:
            assert window.stderr is not None
            for line in window.stderr:
                say(line.rstrip("\n"))
    finally:
        shutil.rmtree(journal)
    if window.returncode:
        seen = read_samples(out) if (out / SAMPLES).exists() else ()
        raise SoakFailed(window.returncode, seen[-1].visits if seen else 0)
    return judged(out, seed, say)


def judged(out: Path, seed: int, say: Say) -> list[Row]:
    """The rows of what stands in `out`, and its chart drawn anew.

    :raises FileNotFoundError: when nothing stands there.
    """
    samples = read_samples(out)
    if len(samples) > 1:
        draw(samples, out / CHART)
        for line in told(samples):
            say(line)
    return rows(samples, seed)


def told(samples: tuple[Sample, ...]) -> list[str]:
    """The figures in words."""
    settled, last = warm(samples), samples[-1]
    first = settled[0]
    held, chance = growth(samples, lambda sample: sample.held_kib)
    heap, heap_chance = growth(samples, lambda sample: sample.heap_kib)
    blocks, _ = growth(samples, lambda sample: float(sample.blocks))
    return [
        f"{last.visits:,} visits, {sum(sample.touches for sample in samples):,} touches, {len(samples)} days, "
        f"{last.seconds / 3600:.2f} h; warm after {first.visits:,}",
        f"memory held: {first.held_kib / 1024:.1f} to {last.held_kib / 1024:.1f} MiB, "
        f"{held:+.0f} ± {2 * chance:.0f} KiB a 1,000 visits (mapped files {first.mapped_kib / 1024:.1f} to "
        f"{last.mapped_kib / 1024:.1f} MiB)",
        f"in use: C heap {heap:+.0f} ± {2 * heap_chance:.0f} KiB, Python {blocks:+.0f} blocks a 1,000 visits",
        f"files open {first.descriptors} to {last.descriptors}, threads {first.threads} to {last.threads}, temporary "
        f"files {first.files} to {last.files}, QObjects {first.objects} to {last.objects}",
        f"a visit {first.visit_ms:.0f} to {last.visit_ms:.0f} ms of processor, a commit {first.commit_ms:.2f} to "
        f"{last.commit_ms:.2f} ms; {last.rows / last.visits:.1f} rows and {last.bytes / last.visits / 1024:.1f} KiB of "
        f"journal a visit; a start after a crash folds at most {max(one.restart_rows for one in samples):,} rows in "
        f"{max(one.restart_ms for one in samples):.0f} ms",
    ]
