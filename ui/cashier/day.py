"""A whole hospital's day through the real window: stations take money, three shifts are worked and closed, books agree.

`python -m ui.cashier.day --visits 4000 --seed 1 --out DIR` plays it offscreen and keeps pictures of the window, the
exports and the verdict in DIR. Exit code 1 when the books differ from the truth.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
import time
from dataclasses import asdict
from pathlib import Path

from PySide6.QtWidgets import QApplication

from kiosk.simulation.books.hospital import Plan
from kiosk.simulation.world import Faults
from ui.cashier.day_script import BigDay
from ui.cashier.theme import Theme, use
from ui.patient.languages import load_fonts


def main(arguments: list[str] | None = None) -> int:
    """Play the day and tell how it went."""
    parser = argparse.ArgumentParser(prog="python -m ui.cashier.day", description=__doc__)
    parser.add_argument("--visits", type=int, default=4000)
    parser.add_argument("--stations", type=int, default=22)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--faults", default="all")
    parser.add_argument("--payments", type=int, default=20, help="payments at the counter in each of six sittings")
    parser.add_argument("--out", type=Path, default=Path("build/day"))
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    logging.disable(logging.ERROR)
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "ledger.db").unlink(missing_ok=True)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setStyle("Fusion")
    load_fonts(app)
    use(Theme())
    began = time.perf_counter()
    faults = Faults.profile(options.faults)
    plan = Plan(options.seed, options.visits, options.stations, faults, 0.0 if options.faults == "none" else 0.1)
    day = BigDay(plan, options.out, options.payments, lambda text: print(text, file=sys.stderr, flush=True))
    verdict = day.play()
    seconds = round(time.perf_counter() - began, 1)
    told = {"visits": day.hospital.visits, "seconds": seconds, "slips": day.slips, **asdict(verdict)}
    if options.json:
        print(json.dumps(told, ensure_ascii=False))
    else:
        for looked in verdict.findings:
            mark = "held  " if looked.held else "BROKEN"
            print(f"  {mark} {looked.id} ({looked.checked}){': ' if looked.example else ''}{looked.example}")
        print(f"{told['visits']} visits in {seconds} s, {verdict.planted} planted faults; pictures in {options.out}")
    return 0 if verdict.held else 1


if __name__ == "__main__":
    sys.exit(main())
