"""The report of a calibration: what was measured on whom, in words, tables and two pictures; nothing of any person."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from face_match.calibration.table import CLEAR_MARGIN
from face_match.measure.calibrate import Calibrated, in_use
from face_match.measure.charts import draw_det, draw_scores
from face_match.measure.rates import RATES
from face_match.measure.report import against, figures
from face_match.measure.trials import Scored


def write_report(found: Calibrated, folder: Path, plain: Sequence[Scored] | None = None) -> None:
    """Write `report.md`, `det.png` and a histogram for each number of probes into a folder.

    :param plain: the same trials scored by the bare network, to say what the calibration gains.
    :raises OSError: when a file cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    by_probes = {
        entry.probes: [trial for trial in found.scored if trial.probes == entry.probes]
        for entry in found.calibration.thresholds
    }
    bare = {count: [trial for trial in plain or () if trial.probes == count] for count in by_probes}
    gains = {
        count: against(by_probes[count], trials)[found.calibration.population]
        for count, trials in bare.items()
        if trials
    }
    draw_det(
        {_probes(count): trials for count, trials in by_probes.items()},
        folder / "det.png",
        f"Persons held apart: {found.calibration.population}",
        {_probes(count): trials for count, trials in bare.items()},
    )
    for count, trials in by_probes.items():
        limit = found.calibration.threshold_for(count)
        draw_scores(trials, limit, folder / f"scores-{count}.png", f"Scores with {_probes(count)}")
    (folder / "report.md").write_text("\n".join(_lines(found, by_probes, gains)) + "\n", "utf-8")


def _lines(found: Calibrated, by_probes: dict[int, list[Scored]], gains: dict[int, dict[str, Any]]) -> list[str]:
    it = found.calibration
    lines = [
        f"# Calibration {it.id}",
        "",
        f"Model `{it.engine}`, SHA-256 `{it.model_sha256}`. Learned from {it.learned_from}.",
        f"Thresholds for: {it.population}"
        + ("." if it.local_population else ", which are not the people the stations serve: measure those first."),
        "",
        f"Wanted: at most {it.session_fmr:.2%} false matches in a whole session of {it.tries} tries, so at most "
        f"{it.session_fmr / it.tries:.3%} in each. All rates below are of one try, on persons that took no part in the "
        "learning; intervals are 95 %, drawn over persons.",
        "",
        "| probes | matches up to | genuine | impostor | FMR of a try | FNMR of a try |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {t.probes} | {t.value:.3f} | {t.genuine} | {t.impostor} | {_rate(t.fmr)} | {_rate(t.fnmr)} |"
        for t in it.thresholds
    ]
    rule = in_use(found)
    if rule is not None:
        lines += [
            "",
            f"As a station decides, with two frames where they are clear by {CLEAR_MARGIN:g} and else with three: "
            f"FMR of a try {_rate(rule.fmr)} of {rule.impostor} trials, so of a session at most "
            f"{it.tries} times that; FNMR of a try {_rate(rule.fnmr)} of {rule.genuine}.",
        ]
    lines += ["", "| probes | " + " | ".join(f"FNMR at FMR {name}" for name in RATES) + " |", "|---|---|---|---|"]
    for count, trials in by_probes.items():
        row = figures(trials)[it.population]["fnmr_by_person"]
        lines.append(f"| {count} | " + " | ".join(_rate(row[name]) for name in RATES) + " |")
    if gains:
        lines += ["", *_gain_lines(gains)]
    lines += ["", "![Detection error trade-off](det.png)", ""]
    lines += [f"![Scores with {_probes(count)}](scores-{count}.png)" for count in by_probes]
    lines += ["", "Pictures of one session are more alike than these: several frames gain less at a kiosk."]
    return lines


def _gain_lines(gains: dict[int, dict[str, Any]]) -> list[str]:
    """The bare network against the calibration, at the same false match rates of the same trials."""
    lines = ["| probes | FMR | FNMR, bare network | FNMR, calibrated | less by |", "|---|---|---|---|---|"]
    for count, rates in gains.items():
        for name, gain in rates.items():
            if not isinstance(gain, str):
                bare, ours = gain["plain_fnmr"], gain["fnmr"]
                lines.append(f"| {count} | {name} | {bare:.1%} | {ours:.1%} | {_rate(gain['difference'])} |")
    return lines


def _probes(count: int) -> str:
    return "1 probe" if count == 1 else f"{count} probes"


def _rate(value: Sequence[float] | Any) -> str:
    return value if isinstance(value, str) else f"{value[0]:.2%} ({value[1]:.2%} to {value[2]:.2%})"
