"""Setup's window as a program: `python -m ui.it --config FILE`; `--sample` shows it over invented devices."""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from kiosk.attached import Attached, SimulatedMachine, ThisMachine
from kiosk.clock import SystemClock
from kiosk.logs import log_to_stderr
from kiosk.setup.errors import SetupError
from kiosk.setup.guide import Guide
from kiosk.setup.simulated import SimulatedTrials
from kiosk.setup.trials import RealTrials, Trials
from ui.cashier.theme import Theme, fitting, use
from ui.it.setup.window import SetupWindow
from ui.patient.languages import load_fonts
from ui.pinned import pin_constants

TICK_MS = 500


def main(arguments: list[str] | None = None) -> int:
    """Run the window until it is closed; 0 saved, 1 closed without, 2 it could not be started."""
    options = _options(arguments)
    clock = SystemClock()
    attached: Attached = SimulatedMachine() if options.sample else ThisMachine()
    trials: Trials = SimulatedTrials() if options.sample else RealTrials(clock)
    try:
        guide = Guide(options.config, attached, trials, clock)
    except SetupError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    log_to_stderr()
    pin_constants()
    app = QApplication(sys.argv[:1])
    app.setStyle("Fusion")
    load_fonts(app)
    use(Theme(scale=fitting(app.primaryScreen().availableGeometry().width())))
    window = SetupWindow(guide, options.language)
    window.show()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: window.close())
    # Python handles signals between its own instructions only; an idle Qt loop has none.
    heartbeat = QTimer(interval=TICK_MS)
    heartbeat.timeout.connect(lambda: None)
    heartbeat.start()
    app.exec()
    return 0 if window.saved is not None else 1


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m ui.it", description=__doc__)
    parser.add_argument("--config", type=Path, required=True, metavar="FILE", help="the station's TOML file")
    parser.add_argument("--language", choices=("vi", "en"), default="vi")
    parser.add_argument("--sample", action="store_true", help="invented devices instead of this machine's")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
