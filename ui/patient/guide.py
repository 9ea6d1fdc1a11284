"""The attract loop frame by frame: `python -m ui.patient.guide` writes raw RGB pictures to its output.

Each frame is width × height × 3 bytes, row by row; whoever started this program makes a clip of them.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator

import shiboken6
from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from ui.patient.art import ArtProvider
from ui.patient.bridge import Bridge
from ui.patient.languages import Languages, load_fonts
from ui.patient.samples import SampleStation
from ui.patient.window import QML, WindowNotLoaded

LENGTH_S = 15.0


def frames(width: int, height: int, per_second: int, seconds: float = LENGTH_S) -> Iterator[bytes]:
    """The loop's frames from its beginning, `seconds` long; needs a QGuiApplication.

    :raises WindowNotLoaded: when the drawing's QML does not load.
    """
    engine = QQmlApplicationEngine()
    problems: list[str] = []
    engine.warnings.connect(lambda errors: problems.extend(error.toString() for error in errors))
    # The loop takes its colours from where the window does; it stands still, and each frame says where.
    bridge = Bridge(SampleStation(), Languages(), motion=False)
    engine.addImageProvider("art", ArtProvider())
    engine.rootContext().setContextProperty("bridge", bridge)
    engine.setInitialProperties({"width": width, "height": height})
    engine.load(QUrl.fromLocalFile(str(QML / "Clip.qml")))
    roots = engine.rootObjects()
    if not roots or not isinstance(roots[0], QQuickWindow):
        raise WindowNotLoaded(tuple(problems))
    window = roots[0]
    window.show()
    try:
        for number in range(round(seconds * per_second)):
            window.setProperty("at", number / per_second % LENGTH_S)
            yield _pixels(window.grabWindow().convertToFormat(QImage.Format.Format_RGB888))
    finally:
        window.close()
        shiboken6.delete(engine)


def _pixels(image: QImage) -> bytes:
    """Row by row without the filling that Qt puts after each."""
    row = 3 * image.width()
    held = bytes(image.constBits())
    if image.bytesPerLine() == row:
        return held[: row * image.height()]
    return b"".join(held[y * image.bytesPerLine() :][:row] for y in range(image.height()))


def main(arguments: list[str] | None = None) -> int:
    """Write the frames to standard output."""
    parser = argparse.ArgumentParser(prog="python -m ui.patient.guide", description=__doc__)
    parser.add_argument("--width", type=int, default=1080)
    parser.add_argument("--height", type=int, default=1920)
    parser.add_argument("--fps", type=int, default=25)
    parser.add_argument("--seconds", type=float, default=LENGTH_S)
    options = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    app = QGuiApplication(sys.argv[:1])
    load_fonts(app)
    for pixels in frames(options.width, options.height, options.fps, options.seconds):
        sys.stdout.buffer.write(pixels)
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
