"""Leaves in PySide6 what the windows use and what that links to: the rest is most of it, and what is GPL alone."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

MODULES = ("QtCore", "QtGui", "QtNetwork", "QtOpenGL", "QtQml", "QtQuick", "QtSvg", "QtTest", "QtWidgets")
QML = ("QtQml/Base", "QtQml/Models", "QtQml/WorkerScript", "QtQuick/Layouts", "QtQuick/Shapes", "QtQuick/Window")
QML_FILES = ("QtQml", "QtQuick")
"""Folders of which only the files are wanted, not what is below."""

PLUGINS = (
    "egldeviceintegrations/*kms*", "generic/libqevdev*", "iconengines/*", "imageformats/libqjpeg.so",
    "imageformats/libqsvg.so", "imageformats/libqwebp.so", "platforminputcontexts/libcompose*",
    "platforminputcontexts/libibus*", "platforms/libqeglfs.so", "platforms/libqlinuxfb.so",
    "platforms/libqoffscreen.so", "platforms/libqwayland.so", "platforms/libqxcb.so",
    "platformthemes/libqxdgdesktopportal.so", "wayland-decoration-client/libbradient.so",
    "wayland-graphics-integration-client/*", "wayland-shell-integration/libxdg-shell.so", "xcbglintegrations/*",
)  # fmt: skip
OTHER = ("__init__.py", "_config.py", "_git_pyside_version.py", "support", "py.typed")

_NEEDED = re.compile(r"\(NEEDED\).*\[(lib(?:Qt6|icu)[^\]]+)\]")


def prune(pyside: Path) -> None:
    """Leave in the folder `PySide6` what is listed here and the libraries those link to."""
    qt = pyside / "Qt"
    kept = {path for name in OTHER for path in (pyside / name, *(pyside / name).rglob("*"))}
    kept |= set(pyside.glob("libpyside6*"))
    kept |= {pyside / f"{module}.abi3.so" for module in MODULES}
    kept |= {path for pattern in PLUGINS for path in (qt / "plugins").glob(pattern)}
    kept |= {path for name in QML for path in (qt / "qml" / name).rglob("*")}
    kept |= {path for name in QML_FILES for path in (qt / "qml" / name).glob("*") if path.is_file()}
    kept |= set((qt / "qml").glob("*.qmltypes"))
    open_, seen = [path for path in kept if ".so" in path.name], set[Path]()
    while open_:
        binary = open_.pop()
        if binary in seen or not binary.is_file():
            continue
        seen.add(binary)
        told = subprocess.run(["readelf", "--dynamic", str(binary)], capture_output=True, text=True, check=True).stdout
        needed = {qt / "lib" / name for name in _NEEDED.findall(told)}
        kept |= needed
        open_ += needed
    for path in sorted(pyside.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in kept:
            path.unlink()
    shutil.rmtree(pyside / "Qt" / "metatypes", ignore_errors=True)
