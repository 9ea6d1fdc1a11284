"""A printer that writes each slip as a picture file: for demonstrations, training and trials without paper."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PIL import Image

from kiosk.printing.printer import Printer, PrinterError, PrinterState, PrinterStatus

DPI = 203


class PicturePrinter(Printer):
    """Writes `slip-0001.png` and so on into a folder, which is made when it is not there."""

    def __init__(self, folder: Path, form: Literal["png", "pdf"] = "png") -> None:
        self._folder = folder
        self._form = form
        self._open = True

    def print(self, image: Image.Image) -> None:
        if not self._open:
            raise PrinterError("offline")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            number = 1 + max((int(path.stem[5:]) for path in self._slips()), default=0)
            with (self._folder / f"slip-{number:04d}.{self._form}").open("xb") as file:
                image.save(file, self._form, **({"dpi": (DPI, DPI)} if self._form == "png" else {"resolution": DPI}))
        except OSError as error:
            raise PrinterError("offline", "the folder cannot be written") from error

    def status(self) -> PrinterStatus:
        if not self._open or (self._folder.exists() and not self._folder.is_dir()):
            return PrinterStatus(PrinterState.OFFLINE)
        return PrinterStatus(PrinterState.READY, "writes pictures, no paper")

    def close(self) -> None:
        self._open = False

    def _slips(self) -> list[Path]:
        return [path for path in self._folder.glob(f"slip-*.{self._form}") if path.stem[5:].isdecimal()]
