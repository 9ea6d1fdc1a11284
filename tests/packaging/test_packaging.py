"""What the Debian package is made of: units that systemd accepts, hardened; nothing in it that may not be shipped."""

from __future__ import annotations

import hashlib
import importlib.util
import re
import shutil
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
HERE = ROOT / "packaging"
UNITS = sorted((HERE / "systemd").iterdir())
SERVICES = ("kiosk-station", "kiosk-hub", "kiosk-receiver", "kiosk-display")

needs_systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="no systemd on this machine; make test-system boots one"
)


@pytest.fixture(scope="module")
def contents() -> ModuleType:
    spec = importlib.util.spec_from_file_location("packaging_contents", HERE / "contents.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A root with the package's units and just enough of a machine for systemd to look at them."""
    root = tmp_path_factory.mktemp("root")
    for folder in ("usr/bin", "bin", "opt/kiosk/current/bin", "usr/lib/systemd/system", "etc/systemd/system"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    units = root / "usr/lib/systemd/system"
    for path in UNITS:
        shutil.copy(path, units)
        for program in re.findall(r"^Exec\w+=[-+@]*(/\S+)", path.read_text(encoding="utf-8"), re.MULTILINE):
            place = root / program.lstrip("/")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text("#!/bin/sh\n")
            place.chmod(0o755)
    for name in ("basic", "sysinit", "shutdown", "multi-user", "graphical", "network", "sound", "network-online"):
        (units / f"{name}.target").write_text("[Unit]\nDescription=there\n")
    (units / "time-sync.target").write_text("[Unit]\nDescription=there\n")
    (units / "pcscd.service").write_text("[Service]\nExecStart=/bin/sh\n")
    (units / "pcscd.socket").write_text("[Socket]\nListenStream=/run/pcscd\n")
    return root


def _analyze(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["systemd-analyze", *arguments], capture_output=True, text=True, check=False)


@needs_systemd
def test_systemd_finds_nothing_wrong_with_the_units(machine: Path) -> None:
    done = _analyze("verify", f"--root={machine}", "--man=no", *(path.name for path in UNITS))
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.attack
@needs_systemd
@pytest.mark.parametrize("service", SERVICES)
def test_a_service_can_do_little_more_than_its_work(machine: Path, service: str) -> None:
    done = _analyze("security", "--offline=true", f"--root={machine}", "--no-pager", f"{service}.service")
    exposure = re.search(r"Overall exposure level for \S+: ([0-9.]+)", done.stdout)
    assert exposure is not None, done.stderr
    assert float(exposure[1]) <= 3.0


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_is_watched_and_comes_back_however_often_it_ends(service: str) -> None:
    lines = (HERE / f"systemd/{service}.service").read_text(encoding="utf-8").splitlines()
    wanted = {"Type=notify", "NotifyAccess=main", "WatchdogSec=20", "Restart=always", "StartLimitIntervalSec=0"}
    assert wanted <= set(lines)
    [pause] = [int(line.removeprefix("RestartSec=").removesuffix("ms")) for line in lines if "RestartSec=" in line]
    assert pause <= 500
    assert "LimitCORE=0" in lines


def test_no_unit_lets_systemd_open_a_file_for_its_words() -> None:
    # It is opened before RuntimeDirectory= is made, and emptied anew for every further command of the unit.
    for path in UNITS:
        assert not re.search(r"^Standard\w+=(truncate|append|file):", path.read_text(encoding="utf-8"), re.MULTILINE)


def test_no_key_leads_out_of_a_stations_screen() -> None:
    screen = (HERE / "config/weston.ini").read_text(encoding="utf-8")
    for line in ("vt-switching=false", "allow-zap=false", "binding-modifier=none", "idle-time=0"):
        assert line in screen.splitlines()
    closed = (HERE / "systemd/kiosk-lockdown.service").read_text(encoding="utf-8")
    assert "mask --runtime --quiet ctrl-alt-del.target autovt@.service" in closed
    assert not re.search(r"sudo|/bin/bash", "".join(path.read_text(encoding="utf-8") for path in UNITS))


def test_the_package_asks_for_what_the_programs_need_at_run_time() -> None:
    setup = (ROOT / "tools/setup.sh").read_text(encoding="utf-8")
    listed = {
        line.split(" ")[0]
        for name in ("depends", "recommends")
        for line in (HERE / "debian" / name).read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    }
    runtime = re.search(r"packages\+=\(libegl1(.*?)\)", setup, re.DOTALL)
    voice = re.search(r"packages\+=\(espeak-ng(.*?)\)", setup)
    assert runtime is not None
    assert voice is not None
    wanted = {"libegl1", "espeak-ng", "pcscd", "fonts-noto-cjk", *runtime[1].split(), *voice[1].split()}
    assert wanted <= listed


def _put(root: Path, name: str, content: bytes = b"\0", mode: int = 0o644) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    path.chmod(mode)


def test_a_tree_of_what_may_be_shipped_is_good(contents: ModuleType, tmp_path: Path) -> None:
    for name in ("QtQuick.abi3.so", "Qt/lib/libQt6Quick.so.6", "Qt/qml/QtQuick/Shapes/qmldir"):
        _put(tmp_path, f"opt/kiosk/releases/1/lib/PySide6/{name}")
    _put(tmp_path, "opt/kiosk/models/shape_predictor_5_face_landmarks.dat")
    _put(tmp_path, "opt/kiosk/releases/1/lib/networkx/graphs.py")
    assert list(contents.problems(tmp_path, built_in=("/home/builder",))) == []


@pytest.mark.parametrize(
    "name",
    [
        "opt/kiosk/models/shape_predictor_68_face_landmarks.dat",
        "opt/kiosk/models/shape_predictor_68_face_landmarks_GTX.dat",
        "lib/PySide6/Qt/lib/libQt6Lottie.so.6",
        "lib/PySide6/Qt/lib/libQt6QuickTimeline.so.6",
        "lib/PySide6/Qt/lib/libQt6WaylandCompositor.so.6",
        "lib/PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so",
        "lib/PySide6/Qt/qml/QtQuick/VirtualKeyboard/qmldir",
        "lib/PySide6/Qt/qml/QtWayland/Compositor/qmldir",
        "lib/PySide6/QtCharts.abi3.so",
        "lib/PySide6/QtHttpServer.pyi",
    ],
)
def test_a_model_or_a_module_without_a_licence_for_it_is_found(contents: ModuleType, tmp_path: Path, name: str) -> None:
    _put(tmp_path, name)
    assert any(found.startswith(f"/{name}:") for found in contents.problems(tmp_path))


def test_the_forbidden_model_is_found_under_any_name(
    contents: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:

    content = b"\0model" * 300_000
    monkeypatch.setitem(contents.DENIED_SHA256, hashlib.sha256(content).hexdigest(), "a forbidden model")
    _put(tmp_path, "opt/kiosk/landmarks.bin", content)
    assert list(contents.problems(tmp_path)) == ["/opt/kiosk/landmarks.bin: a forbidden model"]
    models = ROOT / ".venv/lib/python3.11/site-packages/face_recognition_models/models"
    carried = models / "shape_predictor_68_face_landmarks.dat"
    if carried.exists():
        assert hashlib.sha256(carried.read_bytes()).hexdigest() in contents.DENIED_SHA256


@pytest.mark.attack
def test_doors_left_open_and_the_builders_folders_are_found(contents: ModuleType, tmp_path: Path) -> None:
    _put(tmp_path, "usr/bin/su", mode=0o4755)
    _put(tmp_path, "etc/kiosk/anybody.toml", mode=0o646)
    _put(tmp_path, "opt/kiosk/bin/tool", b"#!/home/builder/venv/bin/python\n")
    found = list(contents.problems(tmp_path, built_in=("/home/builder",)))
    assert found == [
        "/etc/kiosk/anybody.toml: anybody may write it",
        "/opt/kiosk/bin/tool: names /home/builder",
        "/usr/bin/su: set-user-id",
    ]


def test_the_packages_scripts_are_shell_that_can_be_read() -> None:
    for name in ("postinst", "prerm", "postrm"):
        assert subprocess.run(["sh", "-n", HERE / "debian" / name], check=False).returncode == 0
