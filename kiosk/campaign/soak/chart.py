"""A soak, drawn: memory, what a visit costs, a commit's time and what is counted, over the visits."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.campaign.soak.judge import KIB_PER_1000, WARM_UP, growth, warm
from kiosk.campaign.soak.samples import Sample

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INK, MUTED, LINE = "#12333B", "#47616A", "#C9D8DC"
TEAL, GOLD, PALE = "#0B7A75", "#D9A441", "#8FB8B5"


def draw(samples: Sequence[Sample], out: Path) -> None:
    """Draw them as PNG (or what else the suffix says).

    :raises OSError: when the file cannot be written.
    """
    from matplotlib.figure import Figure  # noqa: PLC0415  half a second that only a chart should cost

    visits = [sample.visits for sample in samples]
    figure = Figure(figsize=(10, 7.2), dpi=150, layout="constrained")
    memory, cost, commit, counted = figure.subplots(2, 2).flat
    held, chance = growth(samples, lambda sample: sample.held_kib)
    _titled(memory, f"Memory held: {held / 1024:+.2f} ± {2 * chance / 1024:.2f} MiB a 1,000 visits", "MiB")
    memory.plot(visits, [sample.held_kib / 1024 for sample in samples], color=TEAL, linewidth=1.4)
    settled = warm(samples)
    start = settled[0]
    bound = [(start.held_kib + KIB_PER_1000 * (x - start.visits) / 1000) / 1024 for x in (start.visits, visits[-1])]
    memory.plot((start.visits, visits[-1]), bound, color=GOLD, linestyle=(0, (4, 3)), linewidth=1.2)
    memory.annotate("at most 1 MB a 1,000", (visits[-1], bound[1]), ha="right", va="bottom", color=MUTED, fontsize=8.5)
    lowest = min(sample.held_kib for sample in settled) / 1024
    memory.set_ylim(lowest * 0.95, max(bound[1], *(sample.held_kib / 1024 for sample in settled)) * 1.03)
    memory.axvspan(0, WARM_UP, color=LINE, alpha=0.4, linewidth=0)

    _titled(cost, "A visit: processor time of window and station", "ms")
    cost.plot(visits, [sample.visit_ms for sample in samples], color=TEAL, linewidth=1.2)
    cost.set_ylim(0, 1.25 * max(sample.visit_ms for sample in samples))

    _titled(commit, "The journal: a commit, and a start after a crash", "ms")
    commit.plot(visits, [sample.commit_ms for sample in samples], color=TEAL, linewidth=1.2, label="commit")
    commit.plot(
        visits, [sample.restart_ms / 100 for sample in samples], color=PALE, linewidth=1, label="start, a hundredth"
    )
    commit.set_ylim(0, 1.3 * max(max(sample.commit_ms, sample.restart_ms / 100) for sample in samples))
    commit.legend(frameon=False, labelcolor=MUTED, fontsize=8.5, loc="upper left", ncols=2)

    _titled(counted, "Counted each night", "")
    lines = (
        ("QObjects, a tenth", [sample.objects / 10 for sample in samples], TEAL),
        ("files open", [float(sample.descriptors) for sample in samples], GOLD),
        ("threads", [float(sample.threads) for sample in samples], PALE),
        ("temporary files", [float(sample.files) for sample in samples], MUTED),
    )
    for name, values, colour in lines:
        counted.plot(visits, values, color=colour, linewidth=1.4)
        counted.annotate(
            name, (visits[-1], values[-1]), xytext=(0, 3), textcoords="offset points", ha="right", color=MUTED,
            fontsize=8.5,
        )  # fmt: skip
    counted.set_ylim(0, 1.2 * max(value for _, values, _ in lines for value in values))
    figure.suptitle(
        f"{visits[-1]:,} visits at one window in one process", x=0.01, ha="left", color=INK, fontweight="bold"
    )
    figure.savefig(out, facecolor="white")


def _titled(axes: Axes, title: str, unit: str) -> None:
    axes.set_title(title, loc="left", color=INK, fontsize=10.5)
    axes.set_ylabel(unit, color=MUTED)
    axes.set_xlabel("visits", color=MUTED)
    axes.tick_params(colors=MUTED)
    axes.locator_params(axis="x", nbins=5)
    axes.xaxis.set_major_formatter(lambda value, _at: f"{value:,.0f}")
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(LINE)
