"""Pictures of error rates: the detection error trade-off, and how scores of the same and of other persons lie."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from face_match.measure.rates import Scores
from face_match.measure.trials import Scored

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_COLOURS = ("#0B5CAD", "#B25000", "#1B7F4B", "#6D3FA8", "#8A1538")
_INK, _MUTED, _LINE = "#16202B", "#5A6673", "#D5DBE1"
_SIZE = (8.0, 5.6)
_SHOWN_FMR = 0.3  # nobody would let a third of the strangers in
_GENUINE, _IMPOSTOR = "#1B7F4B", "#B25000"


def draw_det(
    scored: Mapping[str, Sequence[Scored]],
    out: Path,
    title: str,
    plain: Mapping[str, Sequence[Scored]] | None = None,
) -> None:
    """False non-matches against false matches (ISO/IEC 19795-1), both logarithmic; one line for each entry.

    :param plain: the same trials scored by the bare network, dashed in the colour of their name.

    A line ends where fewer than three false matches are left, and where nobody is rejected any more: what lies beyond,
    the trials do not show.

    :raises OSError: when the file cannot be written.
    """
    figure, axes = _sheet(title)
    for number, (name, trials) in enumerate(scored.items()):
        colour = _COLOURS[number % len(_COLOURS)]
        for lines, style, note in ((trials, "solid", ""), ((plain or {}).get(name, ()), "dashed", ", bare network")):
            wrong, missed = _trade_off(lines)
            if wrong.size:
                axes.plot(wrong, missed, color=colour, linestyle=style, label=f"{name}{note}", linewidth=2)
    axes.set(xlabel="FMR: strangers accepted", ylabel="FNMR: the right person rejected")
    if not axes.lines:
        axes.text(0.5, 0.5, "too few trials", ha="center", color=_MUTED, transform=axes.transAxes)
        _save(figure, out)
        return
    axes.legend(frameon=False)
    axes.set(xscale="log", yscale="log", xlim=(None, _SHOWN_FMR))
    for rate in (1e-3, 1e-2):
        axes.axvline(rate, color=_LINE, linewidth=1, zorder=0)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(_percent)
    axes.grid(visible=True, color=_LINE, linewidth=0.6)
    _save(figure, out)


def draw_scores(scored: Sequence[Scored], threshold: float | None, out: Path, title: str) -> None:
    """Histograms of genuine and impostor scores, each as a part of its own, with the threshold in use.

    :raises OSError: when the file cannot be written.
    """
    figure, axes = _sheet(title)
    genuine, impostor = _split(scored)
    everything = np.concatenate([genuine, impostor])
    if everything.size:
        edges = np.linspace(everything.min(), everything.max(), 61)
        for values, colour, name in ((impostor, _IMPOSTOR, "other persons"), (genuine, _GENUINE, "the same person")):
            if values.size:
                weights = np.full(values.size, 1 / values.size)
                label = f"{name} ({values.size:,} trials)"
                axes.hist(values, list(edges), weights=weights, color=colour, alpha=0.6, label=label)
    if threshold is not None:
        axes.axvline(threshold, color=_INK, linewidth=1.5)
        axes.annotate(
            f"matches up to {threshold:g}", (threshold, 1), xycoords=("data", "axes fraction"),
            xytext=(-6, -14), textcoords="offset points", ha="right", color=_INK,
        )  # fmt: skip
    axes.set(xlabel="score (smaller is more alike)", ylabel="part of the trials")
    axes.yaxis.set_major_formatter(_percent)
    axes.legend(frameon=False)
    _save(figure, out)


def _trade_off(trials: Sequence[Scored]) -> tuple[Scores, Scores]:
    """FMR and FNMR at up to 200 thresholds; empty where fewer than three false matches could be counted."""
    genuine, impostor = _split(trials)
    counted = np.unique(np.geomspace(3, max(impostor.size - 1, 3), 200).astype(int))
    counted = counted[counted < impostor.size]
    if not genuine.size or not counted.size:
        return np.array([]), np.array([])
    ordered = np.sort(impostor)
    missed = np.array([float(np.mean(genuine >= ordered[k])) for k in counted])
    return counted[missed > 0] / impostor.size, missed[missed > 0]


def _split(trials: Sequence[Scored]) -> tuple[Scores, Scores]:
    """Finite genuine and impostor scores; lost trials lie nowhere."""
    finite = [trial for trial in trials if np.isfinite(trial.score)]
    return np.array([t.score for t in finite if t.same]), np.array([t.score for t in finite if not t.same])


def _sheet(title: str) -> tuple[Figure, Axes]:
    from matplotlib.figure import Figure  # noqa: PLC0415  half a second that only a report should cost

    figure = Figure(figsize=_SIZE, dpi=150, layout="constrained")
    axes = figure.add_subplot()
    axes.set_title(title, loc="left", color=_INK, fontweight="bold", pad=12)
    axes.tick_params(colors=_MUTED)
    axes.xaxis.label.set_color(_MUTED)
    axes.yaxis.label.set_color(_MUTED)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(_LINE)
    return figure, axes


def _percent(value: float, _position: float | None) -> str:
    return f"{value * 100:.3g} %"


def _save(figure: Figure, out: Path) -> None:
    figure.savefig(out, facecolor="white")
