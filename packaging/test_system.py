"""`make test-system`: docs/install.md followed word by word on a fresh, booted Debian 12, and what must hold there.

Every program is killed and must be back within 10 s; updates are refused, done, rolled back and cut off; the package
goes and leaves nothing. Root's; about a quarter of an hour on a machine that is not busy.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from booted import Booted, tools  # noqa: E402 - beside this file, which is no package
from cryptography.hazmat.primitives import serialization  # noqa: E402
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: E402
from PIL import Image  # noqa: E402

from kiosk.service.release import SUFFIX, word  # noqa: E402

ROOT = HERE.parent
FOLDER = ROOT / "build/system"
BACK_S = 10.0
HUNG_S = 20.0 + BACK_S
"""A program that stands still is noticed after the watchdog's 20 s."""

SERVICES = ("kiosk-display", "kiosk-station", "kiosk-hub")
# A screen without a graphics card: weston as a window of an X server in the machine.
NESTED = """[Service]
PAMName=
TTYPath=
TTYReset=no
TTYVHangup=no
TTYVTDisallocate=no
StandardInput=null
UtmpIdentifier=
Environment=DISPLAY=:9
ExecStart=
ExecStart=/usr/bin/env XDG_RUNTIME_DIR=/run/kiosk-display /usr/bin/weston --config=/etc/kiosk/weston.ini \
--socket=kiosk --backend=x11-backend.so --width=1080 --height=1920
"""
COUNT = """import sqlite3
file = sqlite3.connect("file:/var/lib/kiosk/journal.db?mode=ro", uri=True)
print(file.execute("SELECT count(*) FROM journal").fetchone()[0])"""
SCREEN = "[Service]\nExecStart=/usr/bin/Xvfb :9 -screen 0 1080x1920x24 -ac -nolisten tcp\n"


def main() -> int:
    """Run everything; 0 when all held, and each figure is told as it is measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--deb", type=Path, help="a package built by packaging/build.py")
    parser.add_argument("--again", action="store_true", help="go on with the machine as the last run left it")
    options = parser.parse_args()
    tools()
    if options.deb is None:
        subprocess.run([sys.executable, HERE / "build.py"], check=True)
    deb = options.deb or max((ROOT / "build").glob("kiosk_*_amd64.deb"), key=lambda path: path.stat().st_mtime)
    machine = Booted(FOLDER, anew=not options.again)
    test = SystemTest(machine, deb)
    try:
        machine.start()
        test.run(again=options.again)
    finally:
        machine.stop()
    sys.stdout.write(f"test-system: {test.held} held, {len(test.late)} too late, load {os.getloadavg()[1]:.0f}\n")
    return 1 if test.late else 0


class SystemTest:
    """The steps, in order; the first that does not hold ends it, and what takes too long is told at the end."""

    def __init__(self, machine: Booted, deb: Path) -> None:
        self._machine = machine
        self._deb = deb
        self.held = 0
        self.late: list[str] = []

    def run(self, *, again: bool = False) -> None:
        """All of it; `again` without what the guide says, which the machine has behind it."""
        before = set[str]()
        if not again:
            self._screen_without_a_card()
            before = self._places()
            self._install()
        self._locked()
        self._killed()
        self._picture()
        self._updated()
        self._removed(before)

    def _ok(self, what: str, holds: bool = True, seconds: float | None = None) -> None:
        figure = "" if seconds is None else f"  {seconds:.1f} s"
        sys.stdout.write(f"{'ok  ' if holds else 'FAIL'}  {what}{figure}\n")
        sys.stdout.flush()
        if not holds:
            told = self._machine.run(
                "journalctl --no-pager --lines 60; systemctl --no-pager status 'kiosk*'", check=False
            )
            sys.stderr.write(told.stdout)
            raise SystemExit(1)
        self.held += 1

    def _screen_without_a_card(self) -> None:
        run = self._machine.run
        run("apt-get update -qq; apt-get install --yes -qq --no-install-recommends xvfb x11-apps")
        for unit, text in (("kiosk-display.service.d/nested.conf", NESTED), ("xvfb.service", SCREEN)):
            path = self._machine.root / "run-later" / unit
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="ascii")
        # In /usr/local, which survives a restart and is none of the package's.
        run("mkdir -p /usr/local/lib/systemd/system; cp -r /run-later/* /usr/local/lib/systemd/system/")
        run("rm -r /run-later")
        run("systemctl daemon-reload; systemctl start xvfb; mkdir -p /etc/systemd/system/multi-user.target.wants")
        run("ln -s /usr/local/lib/systemd/system/xvfb.service /etc/systemd/system/multi-user.target.wants/")

    def _places(self) -> set[str]:
        """Whatever in the machine is called after the product."""
        found = self._machine.run(
            "find / -xdev -iname '*kiosk*' -not -path '/proc/*' -not -path '/sys/*' -not -path '/run/*'"
            " -not -path '/var/log/*' -not -path '/root/*' -not -path '/var/cache/apt/*' -not -path '/tmp/*'"
            " -not -path '/usr/local/*'; getent passwd | grep -i kiosk || true"
        )
        return {line for line in found.stdout.splitlines() if "kiosk-shell.so" not in line}

    def _install(self) -> None:
        root = self._machine.root / "root"
        shutil.copy(self._deb, root)
        shutil.copy(f"{self._deb}.sha256", root)
        guide = (ROOT / "docs/install.md").read_text(encoding="utf-8")
        blocks = re.findall(r"^```sh( doctor)?\n(.*?)^```$", guide, re.MULTILINE | re.DOTALL)
        self._ok("the guide has blocks to follow", len(blocks) >= 8)
        began = time.monotonic()
        for doctor, block in blocks:
            last = block.splitlines()[-1]
            done = self._machine.run(f"umask 022; cd /root\n{block}", check=not doctor)
            if doctor:
                named = {line.split()[1] for line in done.stdout.splitlines() if line.startswith("FAIL")}
                self._ok(f"doctor names what this machine lacks: {', '.join(sorted(named))}", "reader" in named)
                well = {line.split()[1] for line in done.stdout.splitlines() if line.startswith("ok")}
                self._ok(
                    "and finds well what was set up", {"configuration", "credentials", "journal", "hub", "his"} <= well
                )
            else:
                self._ok(f"guide: … {last[:70]}")
        self._ok("the guide was followed", seconds=time.monotonic() - began)

    def _locked(self) -> None:
        run = self._machine.run
        for unit in ("ctrl-alt-del.target", "autovt@tty2.service"):
            state = run(f"systemctl show --property=LoadState --value {unit}").stdout.strip()
            self._ok(f"{unit} is masked while the screen runs", state == "masked")
        users = [line.split(":") for line in run("getent passwd kiosk kiosk-hub kiosk-receiver").stdout.splitlines()]
        self._ok("the services' users have no shell", all(user[6] == "/usr/sbin/nologin" for user in users))
        groups = run("id -nG kiosk").stdout.split()
        self._ok("the station's user is in no other group", groups == ["kiosk"])
        secret = run("cat /etc/kiosk/secrets/station/*.cred; cat /etc/kiosk/*.toml").stdout
        self._ok("no secret lies readable on the disk", "trial" not in secret)
        for service in SERVICES:
            told = run(f"systemd-analyze security --no-pager {service}.service").stdout
            exposure = float(re.findall(r"level for \S+: ([0-9.]+)", told)[0])
            self._ok(f"{service}: exposure {exposure}", exposure <= 3.0)

    def _ready(self, service: str) -> str:
        """When a service last became ready, as text to compare; empty while it is not."""
        show = f"systemctl show --property=ActiveState,ActiveEnterTimestampMonotonic {service}"
        lines = dict(line.split("=") for line in self._machine.run(show).stdout.split())
        return lines["ActiveEnterTimestampMonotonic"] if lines["ActiveState"] == "active" else ""

    def _back(self, what: str, service: str, signal: str, within_s: float) -> None:
        watched = "kiosk-station" if service == "kiosk-display" else service
        before = self._ready(watched)
        pid = self._machine.run(f"systemctl show --property=MainPID --value {service}").stdout.strip()
        began = time.monotonic()
        self._machine.run(f"kill -{signal} {pid}")
        while self._ready(watched) in ("", before):
            if time.monotonic() - began > 6 * within_s:
                break
            time.sleep(0.1)
        took = time.monotonic() - began
        if took > within_s:
            self.late.append(what)
            what = f"{what} (TOO LATE, {within_s:.0f} s are allowed)"
        self._ok(f"{what}: back", seconds=took)

    def _killed(self) -> None:
        time.sleep(5)
        rows = self._rows()
        for service, what in (
            ("kiosk-station", "the station is killed"),
            ("kiosk-display", "the screen's compositor is killed"),
            ("kiosk-hub", "the hub is killed"),
        ):
            self._back(what, service, "KILL", BACK_S)
        self._back("the station stands still", "kiosk-station", "STOP", HUNG_S)
        self._back("the hub stands still", "kiosk-hub", "STOP", HUNG_S)
        self._ok("no row of the journal was lost", self._rows() >= rows)
        doctor = self._machine.run(
            "kiosk service exec station doctor --json --config /etc/kiosk/station.toml", check=False
        )
        checks = {check["name"]: check["status"] for check in json.loads(doctor.stdout)["checks"]}
        self._ok("the journal is whole after all that", checks["journal"] == "ok")

    def _rows(self) -> int:
        return int(self._machine.run(f"python3.11 -c '{COUNT}'").stdout)

    def _picture(self) -> None:
        self._machine.run("DISPLAY=:9 xwd -silent -root -out /root/screen.xwd")
        picture = xwd(self._machine.root / "root/screen.xwd")
        picture.save(FOLDER / "welcome.png")
        colours = picture.resize((108, 192)).getcolors(1 << 20) or []
        self._ok("the welcome screen is drawn (build/system/welcome.png)", len(colours) > 50)

    def _updated(self) -> None:
        key = Ed25519PrivateKey.generate()
        public = key.public_key()
        encoding, form = serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        (self._machine.root / "etc/kiosk/release-key.pem").write_bytes(public.public_bytes(encoding, form))
        pem = key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        first = self._version()

        def release(version: str, spoil: Callable[[Path], None] = lambda _root: None) -> str:
            deb = self._machine.root / f"root/kiosk_{version}_amd64.deb"
            again(self._deb, deb, version, spoil)
            deb.with_name(deb.name + SUFFIX).write_bytes(word(pem, deb, version))
            return f"/root/{deb.name}"

        good = release(f"{first}+1")
        changed = self._machine.root / f"root/{Path(good).name}"
        whole = changed.read_bytes()
        changed.write_bytes(whole + b"x")
        self._refused("a package that is not what was signed", good, 2, "not the file that was signed")
        changed.write_bytes(whole)
        self._update("a check changes nothing", f"--check {good}", "ready", first)

        self._quiet()
        self._machine.run("systemctl stop kiosk-hub")
        self._wait_for("undelivered")
        self._refused("an update while the hub lacks rows", good, 1, "undelivered")
        gone = self._machine.run("apt-get remove --yes kiosk", check=False)
        why = gone.stdout + gone.stderr
        self._ok("removal while the hub lacks rows is refused", gone.returncode != 0 and "undelivered" in why)
        self._machine.run("systemctl start kiosk-hub kiosk-display kiosk-station")
        self._quiet()

        self._update("an update is done", good, "updated", f"{first}+1")
        for service in SERVICES:
            self._ok(f"{service} runs again", bool(self._ready(service)))
        bad = release(f"{first}+2", fails_at_start)
        self._quiet()
        self._update("an update that does not start is rolled back", bad, "rolled_back", f"{first}+1")
        for service in SERVICES:
            self._ok(f"{service} runs again", bool(self._ready(service)))
        worse = release(f"{first}+3", breaks_visits)
        self._quiet()
        self._update("a release whose visits fail is not installed", worse, "refused", f"{first}+1")
        self._cut_off(release(f"{first}+4"), f"{first}+1")

    def _cut_off(self, deb: str, version: str) -> None:
        self._quiet()
        self._machine.run(f"systemd-run --unit=updating kiosk update {deb}")
        marker = self._machine.root / "var/lib/kiosk-update/under-way"
        while not marker.exists():
            time.sleep(0.2)
        time.sleep(3)
        self._machine.stop(power=True)
        self._machine.start()
        began = time.monotonic()
        while not self._ready("kiosk-station") and time.monotonic() - began < 120:
            time.sleep(1)
        self._ok("power lost in an update: the release before it serves again", self._version() == version)
        self._ok("and the station shows its screen", bool(self._ready("kiosk-station")))
        self._ok("nothing is under way any more", not marker.exists())

    def _version(self) -> str:
        return self._machine.run("dpkg-query --show --showformat='${Version}' kiosk").stdout.strip()

    def _quiet(self) -> None:
        for _ in range(120):
            if self._machine.run("kiosk service may-stop", check=False).returncode == 0:
                return
            time.sleep(1)
        self._ok("the station comes to rest", holds=False)

    def _wait_for(self, what: str) -> None:
        for _ in range(120):
            # A started station has no head of the hub's yet, so all its rows count.
            self._machine.run("systemctl restart kiosk-station")
            if what in self._machine.run("kiosk service may-stop", check=False).stderr:
                return
            time.sleep(1)
        self._ok(f"the station says {what}", holds=False)

    def _refused(self, what: str, deb: str, code: int, why: str) -> None:
        done = self._machine.run(f"kiosk update {deb}", check=False)
        self._ok(f"{what}: refused", done.returncode == code and why in done.stdout + done.stderr)

    def _update(self, what: str, arguments: str, end: str, version: str) -> None:
        began = time.monotonic()
        done = self._machine.run(f"kiosk update --json {arguments}", check=False)
        try:
            result = json.loads(done.stdout)
        except ValueError:
            result = {"end": done.stdout + done.stderr}
        took = time.monotonic() - began
        if result["end"] != end or self._version() != version:
            sys.stderr.write(f"{result} {self._version()}\n{done.stderr[-3000:]}\n")
            self._ok(what, holds=False)
        self._ok(f"{what} ({result['why'] or version})", seconds=took)

    def _removed(self, before: set[str]) -> None:
        self._quiet()
        self._machine.run("apt-get remove --yes kiosk")
        running = self._machine.run("systemctl list-units --plain --no-legend 'kiosk-[dsh]*'", check=False).stdout
        self._ok("removed: nothing runs", ".service" not in running)
        self._ok("removed: settings and journals stay", (self._machine.root / "var/lib/kiosk/journal.db").exists())
        self._ok("removed: programs are gone", not (self._machine.root / "opt/kiosk").exists())
        self._machine.run(
            "systemctl stop kiosk-sandbox || true; rm -rf /var/lib/kiosk-sandbox /var/lib/private/kiosk-sandbox"
        )
        purged = self._machine.run("apt-get purge --yes kiosk").stdout
        left = {path.name for path in (self._machine.root / "etc/kiosk").iterdir()}
        self._ok("purged: only journals and keys stay, and it is said", left == {"secrets"} and "kept" in purged)
        shutil.copy(self._deb, self._machine.root / "root/last.deb")
        self._machine.run("apt-get install --yes --no-install-recommends /root/last.deb")
        self._machine.run("apt-get purge --yes kiosk", KIOSK_PURGE_JOURNALS="yes")
        after = self._places() - before
        self._ok(f"purged with its journals: nothing is left {sorted(after) or ''}", not after)


def again(deb: Path, target: Path, version: str, spoil: Callable[[Path], None]) -> None:
    """The same package as another release."""
    folder = FOLDER / "again"
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run(["dpkg-deb", "--raw-extract", str(deb), str(folder)], check=True)
    [home] = (folder / "opt/kiosk/releases").iterdir()
    old = home.name
    home.rename(home.with_name(version))
    for name in ("control", "postinst"):
        path = folder / "DEBIAN" / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, version), encoding="utf-8")
    spoil(folder)
    subprocess.run(["dpkg-deb", "-Zzstd", "-z1", "--root-owner-group", "--build", str(folder), str(target)], check=True)
    shutil.rmtree(folder)


def fails_at_start(folder: Path) -> None:
    """A release whose station, once installed, never shows its screen."""
    unit = folder / "usr/lib/systemd/system/kiosk-station.service"
    unit.write_text(unit.read_text(encoding="utf-8").replace("-m ui.patient", "-m ui.nobody"), encoding="utf-8")


def breaks_visits(folder: Path) -> None:
    """A release that cannot take a visit from start to end."""
    [module] = folder.glob("opt/kiosk/releases/*/lib/python3.11/site-packages/kiosk/visit/step.py")
    module.write_text("raise RuntimeError('spoilt')\n", encoding="utf-8")
    for path in (module.parent / "__pycache__").glob("step.*"):
        path.unlink()


def xwd(path: Path) -> Image.Image:
    """A picture as `xwd` writes it (X11/XWDFile.h): a header of big-endian words, colours, rows of BGRX."""
    data = path.read_bytes()
    header = struct.unpack(">25I", data[:100])
    size, width, height, row, colours = header[0], header[4], header[5], header[12], header[19]
    start = size + 12 * colours
    return Image.frombuffer("RGB", (width, height), data[start : start + row * height], "raw", "BGRX", row, 1)


if __name__ == "__main__":
    sys.exit(main())
