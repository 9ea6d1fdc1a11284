"""The cashier's window: `python -m ui.cashier --hub https://hub:8090 --desk "Quầy 1"`."""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from his_client.http import InsecureAddress
from kiosk.cashier.ports import Desk
from kiosk.clock import Clock, SystemClock
from kiosk.config import ConfigError, SecretMissing, load_config, secret
from kiosk.logs import log_to_stderr
from kiosk.printing import PrinterError, open_printer
from kiosk.printing.picture import PicturePrinter
from kiosk.printing.printer import Printer
from kiosk.undumped import leave_no_core_dump
from ui.cashier.shell import SlipPrinter
from ui.cashier.theme import Theme, fitting, use
from ui.cashier.window import CashierWindow
from ui.patient.languages import Languages, load_fonts

TICK_MS = 500


def main(arguments: list[str] | None = None) -> int:
    """Run the window until it is closed; 0 done, 2 it could not be started."""
    options = _options(arguments)
    if not (options.hub or options.sample):
        return _cannot("name the hub with --hub, or try the window out with --sample")
    try:
        printer = _printer(options)
    except (ConfigError, OSError) as error:
        return _cannot(f"the printer's file cannot be read: {error}")
    try:
        desk, clock = _desk(options)
    except (SecretMissing, InsecureAddress, OSError) as error:
        return _cannot(str(error))
    log_to_stderr()
    leave_no_core_dump()
    app = QApplication(sys.argv[:1])
    app.setStyle("Fusion")
    load_fonts(app)
    scale = fitting(app.primaryScreen().availableGeometry().width())
    use(Theme(contrast=options.contrast, large=options.large, scale=scale))
    window = CashierWindow(
        desk, clock, printer, Languages("cashier"), desk_name=options.desk, language=options.language
    )
    window.resize(app.primaryScreen().availableGeometry().size())
    if options.windowed:
        window.show()
    else:
        window.showMaximized()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: app.quit())
    # Python handles signals between its own instructions only; an idle Qt loop has none.
    heartbeat = QTimer(interval=TICK_MS)
    heartbeat.timeout.connect(lambda: None)
    heartbeat.start()
    code = app.exec()
    window.close_desk()
    return code


def _desk(options: argparse.Namespace) -> tuple[Desk, Clock]:
    # Imported here: a window over samples needs no network library, and the other way round.
    if options.sample:
        from ui.cashier.samples import SampleDesk  # noqa: PLC0415

        desk = SampleDesk()
        desk.morning()
        return desk, desk.clock
    from kiosk.hub.desk.client import HttpDesk  # noqa: PLC0415

    return HttpDesk(options.hub, secret("desk_token", options.credentials), ca_file=options.ca).desk, SystemClock()


def _printer(options: argparse.Namespace) -> SlipPrinter:
    """The printer of a station's file, or pictures in a folder; without either, every slip says that there is none."""
    if options.config is not None:
        section = load_config(options.config).printer
        printer: Printer | None = open_printer(section) if section is not None else None
    elif options.print_to is not None:
        printer = PicturePrinter(options.print_to)
    else:
        printer = None

    def put(picture: Image.Image) -> None:
        if printer is None:
            raise PrinterError("offline", "no printer is named")
        printer.print(picture)

    return put


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m ui.cashier", description=__doc__)
    parser.add_argument("--hub", default="", metavar="URL", help="the hub's address")
    parser.add_argument("--ca", type=Path, metavar="FILE", help="PEM file of the authorities to trust")
    parser.add_argument("--credentials", type=Path, metavar="DIR", help="the folder with desk_token")
    parser.add_argument("--desk", default="", metavar="NAME", help="this desk's name at the hub")
    parser.add_argument("--config", type=Path, metavar="FILE", help="a TOML whose [printer] prints the slips")
    parser.add_argument("--print-to", type=Path, metavar="DIR", help="save slips as pictures instead of printing")
    parser.add_argument("--language", choices=("vi", "en"), default="vi")
    parser.add_argument("--large", action="store_true", help="large text")
    parser.add_argument("--contrast", action="store_true", help="high contrast")
    parser.add_argument("--windowed", action="store_true", help="a window instead of the whole screen")
    parser.add_argument("--sample", action="store_true", help="a sample day instead of a hub; user lan, PIN 271828")
    return parser.parse_args(arguments)


def _cannot(why: str) -> int:
    sys.stderr.write(f"cashier window: {why}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main())
