"""How the matching fares with damaged codes, drawn: what is matched by itself, what is left to a person."""

from __future__ import annotations

from pathlib import Path

from kiosk.reconcile.engine.bench.measure import Measured

_INK, _MUTED, _LINE = "#12333B", "#47616A", "#C9D8DC"
_MATCHED, _LEFT = "#0B7A75", "#D9A441"
_MOST = 5


def draw(measured: Measured, out: Path) -> None:
    """Draw one day's verdict as PNG (or what else the suffix says).

    :raises OSError: when the file cannot be written.
    """
    from matplotlib.figure import Figure  # noqa: PLC0415  half a second that only a chart should cost

    by_edits = measured.verdict.by_edits
    groups = [(str(edits), *by_edits.get(edits, (0, 0))) for edits in range(_MOST)]
    rest = [counted for edits, counted in by_edits.items() if edits >= _MOST]
    groups.append((f"{_MOST} or more,\nor gone", sum(every for every, _ in rest), sum(matched for _, matched in rest)))
    figure = Figure(figsize=(8, 4.2), dpi=150, layout="constrained")
    axes = figure.add_subplot()
    labels = [f"{name}\n({every:,})" for name, every, _ in groups]
    share = [100 * matched / every if every else 0.0 for _, every, matched in groups]
    axes.bar(labels, share, color=_MATCHED, label="matched automatically")
    axes.bar(labels, [100 - each for each in share], bottom=share, color=_LEFT, label="left to a person")
    for place, each in enumerate(share):
        high = each > 90
        at = each - 7 if high else each + 2
        axes.text(place, at, f"{each:.1f} %", ha="center", color="white" if high else _INK, fontweight="bold")
    axes.set_ylim(0, 104)
    axes.set_ylabel("% of payments", color=_MUTED)
    axes.set_xlabel(
        "Edits the pay code suffered in its memo (payments whose exact amount is on the statement)", color=_MUTED
    )
    axes.set_title(
        f"{measured.payments:,} payments, {measured.bank_lines:,} bank lines: {measured.false_automatic} false matches",
        loc="left",
        color=_INK,
        fontweight="bold",
        pad=12,
    )
    axes.tick_params(colors=_MUTED)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(_LINE)
    figure.legend(loc="outside lower center", ncols=2, frameon=False, labelcolor=_MUTED)
    figure.savefig(out, facecolor="white")
