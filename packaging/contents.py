"""What a built package must not contain, looked for in its unpacked tree: models and modules without a licence for it.

`python packaging/contents.py DEB` unpacks a package and checks it; exit 1 names what was found.
"""

from __future__ import annotations

import hashlib
import re
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

DENIED_NAMES = re.compile(r"68_face_landmarks|_GTX\.dat|buffalo_|antelope|\.env$|id_(rsa|ed25519)$", re.IGNORECASE)
"""Models whose data excludes a product (iBUG 300-W, InsightFace), and what is never meant to leave a machine."""

DENIED_SHA256 = {
    "fbdc2cb80eb9aa7a758672cbfdda32ba6300efe9b6e6c7a299ff7e736b11b92f": "dlib's 68-point model (iBUG 300-W)",
}
GPL_ONLY_QT = re.compile(
    r"(lib)?(Qt6?|qt|q)?(VirtualKeyboard|Charts|DataVisualization|Graphs|Lottie|LottieVectorImage\w*|Quick3D\w*"
    r"|QuickTimeline\w*|ShaderTools|WaylandCompositor\w*|NetworkAuth|HttpServer|Mqtt|Coap|Grpc\w*|Protobuf\w*"
    r"|StateMachine\w*)(plugin)?(\.so.*|\.abi3\.so|\.pyi)?",
    re.IGNORECASE,
)
"""Modules of Qt that are GPL-3.0 or commercial, never LGPL, by the names of their files and folders."""

_QT = re.compile(r"/(PySide6|shiboken6)/")
_QML_GPL = re.compile(r"/qml/(QtQuick/(VirtualKeyboard|Timeline)|QtWayland|QtCharts|QtGraphs|QtQuick3D)(/|$)")
_MOST = 300_000_000
"""No file is larger; a model or a dump would be."""


def problems(root: Path, *, built_in: tuple[str, ...] = ()) -> Iterator[str]:
    """Everything wrong with the tree that a package would lay over a machine's files.

    :param built_in: folders of the machine it was built on, which no text file may name.
    """
    for path in sorted(root.rglob("*")):
        name = "/" + path.relative_to(root).as_posix()
        if DENIED_NAMES.search(path.name):
            yield f"{name}: a name that is not to be shipped"
        if _QT.search(name) and (GPL_ONLY_QT.fullmatch(path.name) or _QML_GPL.search(name)):
            yield f"{name}: a part of Qt under the GPL alone"
        if path.is_symlink():
            continue
        mode = path.stat().st_mode
        if mode & (stat.S_ISUID | stat.S_ISGID):
            yield f"{name}: set-user-id"
        if mode & stat.S_IWOTH:
            yield f"{name}: anybody may write it"
        if path.is_file():
            yield from _file(path, name, built_in)


def _file(path: Path, name: str, built_in: tuple[str, ...]) -> Iterator[str]:
    size = path.stat().st_size
    if size > _MOST:
        yield f"{name}: {size} bytes"
    content = path.read_bytes()
    if size > 1_000_000 and (found := DENIED_SHA256.get(hashlib.sha256(content).hexdigest())):
        yield f"{name}: {found}"
    if size < 1_000_000 and b"\0" not in content[:1024]:
        yield from (f"{name}: names {place}" for place in built_in if place.encode() in content)


def main(deb: Path) -> int:
    """Check a package; 0 when nothing is wrong."""
    with tempfile.TemporaryDirectory(prefix="kiosk-deb-") as folder:
        subprocess.run(["dpkg-deb", "--extract", str(deb), folder], check=True)
        found = list(problems(Path(folder)))
    sys.stdout.write("".join(f"{line}\n" for line in found) or f"{deb.name}: nothing that may not be shipped\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
