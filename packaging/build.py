"""Builds the Debian package of the last commit into `build/`: `python packaging/build.py [--version V] [--key PEM]`.

The environment inside is made from the locked requirements with Debian's own Python, can stand anywhere, and lies under
/opt/kiosk/releases/VERSION; `current` beside it is made by the package's scripts. Beside the package are written its
bill of materials (CycloneDX), the licences of everything inside, and its SHA-256.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import contents  # noqa: E402 - beside this file, which is no package
import qt  # noqa: E402

ROOT = HERE.parent
BUILD = ROOT / "build"
WORK = BUILD / "deb"
PYTHON = "/usr/bin/python3.11"
ROOMS = ("kiosk", "chip_reader", "face_match", "his_client", "ui")
LEFT_OUT = ("shape_predictor_68_face_landmarks.dat", "mmod_human_face_detector.dat")
"""Models that lie beside the two that are used: one may not be shipped, one is not used."""

EXAMPLES = ("station", "hub")
RENDER = "import json, sys; from kiosk.config.render import render_toml as r; print(r(json.load(sys.stdin)), end='')"


def main() -> int:
    """Build the package; 0 when it is there and nothing in it is forbidden."""
    parser = argparse.ArgumentParser(description=__doc__)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    parser.add_argument("--version", default=project["version"])
    parser.add_argument("--key", type=Path, help="the Ed25519 key (PEM) that signs the release")
    parser.add_argument("--quick", action="store_true", help="pack without compressing much; no SBOM and licence list")
    options = parser.parse_args()
    version: str = options.version
    if not re.fullmatch(r"[0-9][0-9A-Za-z.+~]*", version):
        raise SystemExit(f"{version!r} is no version of a Debian package")
    source, root = WORK / "source", WORK / "root"
    shutil.rmtree(root, ignore_errors=True)
    shutil.rmtree(source, ignore_errors=True)
    source.mkdir(parents=True)
    archive = subprocess.run(["git", "-C", str(ROOT), "archive", "HEAD"], capture_output=True, check=True).stdout
    subprocess.run(["tar", "--extract", "--directory", str(source)], input=archive, check=True)
    home = root / "opt/kiosk/releases" / version
    environment(source, home)
    system_files(source, root, home, version)
    papers = root / "usr/share/doc/kiosk"
    if not options.quick:
        lists(home, version, papers)
    found = list(contents.problems(root, built_in=(str(ROOT), str(Path.home() / ".cache"))))
    if found:
        sys.stderr.write("".join(f"{line}\n" for line in found))
        return 1
    deb = pack(root, version, quick=options.quick)
    digest = hashlib.sha256(deb.read_bytes()).hexdigest()
    Path(f"{deb}.sha256").write_text(f"{digest}  {deb.name}\n", encoding="utf-8")
    if options.key:
        from kiosk.service.release import SUFFIX, word  # noqa: PLC0415 - only whoever signs needs it

        Path(f"{deb}{SUFFIX}").write_bytes(word(options.key.read_bytes(), deb, version))
    sys.stdout.write(f"{deb.relative_to(ROOT)}: {deb.stat().st_size / 1e6:.0f} MB, sha256 {digest}\n")
    return 0


def run(*command: str | Path, **environment: str) -> None:
    """Run a command, saying nothing but its own errors."""
    subprocess.run([*map(str, command)], check=True, env=os.environ | environment)


def environment(source: Path, home: Path) -> None:
    """The virtual environment with everything locked and this project, without what is not shipped."""
    uv = ROOT / ".venv/bin/uv"
    run(uv, "venv", "--quiet", "--relocatable", "--python", PYTHON, home)
    into = ("--quiet", "--python", home / "bin/python", "--link-mode", "copy")
    run(uv, "pip", "sync", *into, "--require-hashes", source / "requirements/base.txt")
    run(uv, "pip", "install", *into, "--no-deps", source)
    packages = home / "lib/python3.11/site-packages"
    for path in packages.glob("hospital_kiosk-*/direct_url.json"):
        path.unlink()
    lrelease = packages / "PySide6/lrelease"
    words = packages / "ui/translations"
    run(lrelease, "-silent", *sorted(words.glob("*.ts")))
    for path in words.glob("*.ts"):
        path.unlink()
    missing = [name for name in tracked(source) if not (packages / name).is_file() and not name.endswith(".ts")]
    if missing:
        raise SystemExit(f"not in the package, see package-data: {', '.join(missing)}")
    for name in LEFT_OUT:
        (packages / "face_recognition_models/models" / name).unlink()
    qt.prune(packages / "PySide6")
    for folder in ("tests", "test"):
        for path in packages.rglob(folder):
            if path.is_dir() and path.relative_to(packages).parts[0] not in (*ROOMS, "numpy", "PySide6"):
                shutil.rmtree(path)
    binaries(home)
    # Compiled here and for good: a service cannot write there, and nothing may be left when the package goes.
    run(
        home / "bin/python", "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash", "-j", "2",
        "-s", home, "-p", f"/opt/kiosk/releases/{home.name}", packages,
    )  # fmt: skip


def tracked(source: Path) -> list[str]:
    """The files of the rooms, as they were committed."""
    return [
        path.relative_to(source).as_posix() for room in ROOMS for path in (source / room).rglob("*") if path.is_file()
    ]


def binaries(home: Path) -> None:
    """Of the environment's commands only Python stays, and `kiosk`, wherever the folder stands."""
    for path in (home / "bin").iterdir():
        if not path.name.startswith("python") or not path.is_symlink():
            path.unlink()
    command = home / "bin/kiosk"
    command.write_text(
        '#!/bin/sh\nexec "$(dirname "$(readlink -f "$0")")/python" -I -B -m kiosk "$@"\n', encoding="ascii"
    )
    command.chmod(0o755)
    for name in (".lock", ".gitignore", "CACHEDIR.TAG"):
        (home / name).unlink(missing_ok=True)


def system_files(source: Path, root: Path, home: Path, version: str) -> None:
    """Units, rules, settings, documents, and the control files."""
    here = source / "packaging"
    for target, origin in (
        ("usr/lib/systemd/system", here / "systemd"),
        ("usr/lib/udev/rules.d/70-kiosk.rules", here / "udev/70-kiosk.rules"),
        ("etc/udev/rules.d/69-kiosk-local.rules", here / "udev/69-kiosk-local.rules"),
        ("usr/lib/sysusers.d/kiosk.conf", here / "sysusers.conf"),
        ("usr/lib/tmpfiles.d/kiosk.conf", here / "tmpfiles.conf"),
        ("usr/lib/modules-load.d/kiosk.conf", here / "modules-load.conf"),
        ("etc/pam.d/kiosk-display", here / "pam"),
        ("etc/kiosk/weston.ini", here / "config/weston.ini"),
        ("usr/share/doc/kiosk", source / "docs"),
        ("usr/share/doc/kiosk/README.md", source / "README.md"),
        ("usr/share/doc/kiosk/monitoring", here / "monitoring"),
    ):
        place = root / target
        place.parent.mkdir(parents=True, exist_ok=True)
        if origin.is_dir():
            shutil.copytree(origin, place)
        else:
            shutil.copy(origin, place)
    examples = root / "usr/share/doc/kiosk/examples"
    examples.mkdir()
    for stem in EXAMPLES:
        given = tomllib.loads((here / f"config/{stem}.toml").read_text(encoding="utf-8"))
        text = subprocess.run(
            [home / "bin/python", "-I", "-B", "-c", RENDER],
            input=json.dumps(given).encode(),
            capture_output=True,
            check=True,
        ).stdout
        (examples / f"{stem}.toml").write_bytes(text)
    licence = (source / "LICENSE").read_text(encoding="utf-8")
    (root / "usr/share/doc/kiosk/copyright").write_text(
        f"{licence}\n{(here / 'debian/notice').read_text(encoding='utf-8')}", encoding="utf-8"
    )
    command = root / "usr/bin/kiosk"
    command.parent.mkdir(parents=True)
    command.symlink_to("/opt/kiosk/current/bin/kiosk")
    control = root / "DEBIAN"
    control.mkdir()
    for name in ("postinst", "prerm", "postrm"):
        script = (here / "debian" / name).read_text(encoding="utf-8").replace("@VERSION@", version)
        (control / name).write_text(script, encoding="utf-8")
        (control / name).chmod(0o755)
    settings = sorted(f"/{path.relative_to(root).as_posix()}" for path in (root / "etc").rglob("*") if path.is_file())
    (control / "conffiles").write_text("".join(f"{name}\n" for name in settings), encoding="ascii")
    depends = [line for line in (here / "debian/depends").read_text().splitlines() if line and not line.startswith("#")]
    recommends = [line for line in (here / "debian/recommends").read_text().splitlines() if line and line[0] != "#"]
    size = sum(path.lstat().st_size for path in root.rglob("*") if path.is_file()) // 1024
    (control / "control").write_text(
        (here / "debian/control.in").read_text(encoding="utf-8").format(
            version=version, size=size, depends=", ".join(depends), recommends=", ".join(recommends)
        ),
        encoding="utf-8",
    )  # fmt: skip


def lists(home: Path, version: str, papers: Path) -> None:
    """The bill of materials and the licences, inside the package and beside it."""
    uv, tools = ROOT / ".venv/bin/uv", WORK / "tools"
    run(uv, "venv", "--quiet", "--allow-existing", "--python", PYTHON, tools)
    run(uv, "pip", "sync", "--quiet", "--python", tools / "bin/python", "--require-hashes", HERE / "tools.txt")
    sbom, licences = BUILD / f"kiosk_{version}.cdx.json", BUILD / f"kiosk_{version}_licences.md"
    run(
        tools / "bin/cyclonedx-py", "environment", "--output-reproducible", "--of", "JSON", "-o", sbom,
        "--pyproject", ROOT / "pyproject.toml", home / "bin/python",
    )  # fmt: skip
    run(
        tools / "bin/pip-licenses", f"--python={home / 'bin/python'}", "--format=markdown", "--with-urls",
        "--with-system", f"--output-file={licences}",
    )  # fmt: skip
    for path in (sbom, licences):
        shutil.copy(path, papers / path.name.replace(f"_{version}", "", 1))


def pack(root: Path, version: str, *, quick: bool) -> Path:
    """The package file; everything in it belongs to root."""
    for path in root.rglob("*"):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode & 0o755 | 0o644 if path.is_file() else 0o755)
    deb = BUILD / f"kiosk_{version}_amd64.deb"
    level = ("-Zzstd", "-z1") if quick else ("-Zzstd", "-z9")
    run("dpkg-deb", "--root-owner-group", *level, "--build", root, deb, SOURCE_DATE_EPOCH=commit_time())
    return deb


def commit_time() -> str:
    """The last commit's time: the same files make the same package."""
    command = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
