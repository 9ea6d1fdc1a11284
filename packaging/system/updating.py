"""Updates by the normal path: ordered at the hub, fetched by the station through the gate, done by root's own unit."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.service.release import SUFFIX, word
from system.bench import HUB, SERVICES, Bench

RELEASES = "/var/lib/kiosk-hub/fleet/releases"
RESULT = "/run/kiosk-update/result.json"
MARKER = "var/lib/kiosk-update/under-way"
ORDER_S = 900.0
_PACK = ("dpkg-deb", "-Zzstd", "-z1", "--root-owner-group", "--build")


class Updates:
    """The releases that are made of one package, and what comes of each."""

    def __init__(self, bench: Bench, deb: Path, work: Path) -> None:
        key = Ed25519PrivateKey.generate()
        encoding, form = serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        public = key.public_key().public_bytes(encoding, form)
        bench.path("etc/kiosk/release-key.pem").write_bytes(public)
        bench.path("etc/kiosk/release-key.pem").chmod(0o644)
        self._pem = key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        self._bench, self._deb, self._work = bench, deb, work
        self._first = self.version()

    def version(self) -> str:
        """What is installed."""
        return self._bench.run("dpkg-query --show --showformat='${Version}' kiosk").stdout.strip()

    def all(self) -> None:
        """Refused, done, rolled back, cut off."""
        bench, first = self._bench, self._first
        bench.table.step("update")
        good = self._release(f"{first}+1")
        self._forged(good)
        self._checked(good)
        self._undelivered(good)
        self._order(f"{first}+1", "an update is ordered at the hub", "updated", f"{first}+1")
        self._serve("after the update")
        self._release(f"{first}+2", _fails_at_start)
        self._order(f"{first}+2", "a release whose station does not start is ordered", "rolled_back", f"{first}+1")
        self._serve("after going back")
        self._release(f"{first}+3", _breaks_visits)
        self._order(f"{first}+3", "a release whose visits fail is ordered", "refused", f"{first}+1")
        self._release(f"{first}+4")
        self._cut_off(f"{first}+4", f"{first}+1")

    def _release(self, version: str, spoil: Callable[[Path], None] = lambda _root: None) -> str:
        """A release at the hub, signed; its name there."""
        self._bench.run(f"install -d -m 0750 -o kiosk-hub -g kiosk-hub {RELEASES}; rm -f {RELEASES}/*")
        deb = self._bench.path(RELEASES) / f"kiosk_{version}_amd64.deb"
        _again(self._work / "again", self._deb, deb, version, spoil)
        deb.with_name(deb.name + SUFFIX).write_bytes(word(self._pem, deb, version))
        self._bench.run(f"chown -R kiosk-hub: {RELEASES}")
        return f"{RELEASES}/{deb.name}"

    def _forged(self, good: str) -> None:
        path = self._bench.path(good)
        size = path.stat().st_size
        with path.open("ab") as file:
            file.write(b"x")
        done = self._bench.run(f"kiosk update {good}", check=False)
        with path.open("r+b") as file:
            file.truncate(size)
        why = (done.stdout + done.stderr).strip()
        self._bench.table.saw(f"a package that is not what was signed: {why}", holds=done.returncode == 2)

    def _checked(self, good: str) -> None:
        self._bench.quiet()
        began = time.monotonic()
        done = self._bench.run(f"kiosk update --json --check {good}", check=False)
        result = _json(done.stdout)
        self._bench.table.saw(
            f"--check tries it beside the one in use and changes nothing: {result.get('end')}",
            holds=result.get("end") == "ready" and self.version() == self._first,
            seconds=time.monotonic() - began,
        )

    def _undelivered(self, good: str) -> None:
        bench = self._bench
        bench.quiet()
        bench.run("systemctl stop kiosk-hub")
        for _ in range(60):
            # A started station has no head of the hub's yet, so all its rows count.
            bench.run("systemctl restart kiosk-station")
            if "undelivered" in bench.run("kiosk service may-stop", check=False).stderr:
                break
            time.sleep(1)
        done = bench.run(f"kiosk update {good}", check=False)
        why = (done.stdout.strip() or done.stderr.strip()).splitlines()[-1]
        bench.table.saw(f"while the hub lacks rows: {why}", holds=done.returncode == 1 and "undelivered" in why)
        gone = bench.run("apt-get remove --yes kiosk", check=False)
        said = gone.stdout + gone.stderr
        bench.table.saw("removing it meanwhile is refused, too", holds=gone.returncode != 0 and "undelivered" in said)
        bench.run("systemctl start kiosk-hub kiosk-display kiosk-station")

    def _order(self, release: str, what: str, end: str, version: str) -> None:
        bench = self._bench
        bench.quiet()
        # Rows of the last start gather for half a minute before they are handed in.
        bench.run(f"rm -f {RESULT}")
        began = time.monotonic()
        order = self._say_order(release)
        ended = bench.until(lambda: bool(self._result().get("end")), ORDER_S, 1.0)
        result = self._result()
        took = time.monotonic() - began
        holds = ended is not None and result.get("end") == end and self.version() == version
        bench.ok(f"{what}: {result.get('end')} {result.get('why', '')}; {self.version()} runs".replace("  ", " "),
                 holds=holds, seconds=took)  # fmt: skip
        bench.until(lambda: not bench.path("var/lib/kiosk/update").exists(), 20)
        told = self._told(order)
        bench.table.saw(f"the hub's journal has the order's end: {told}", holds=bool(told))

    def _say_order(self, release: str) -> str:
        """The order's id. It is said again where rows were still gathering: the station says `undelivered` then."""
        say = f"kiosk service exec hub hub station order 03 update --argument {release} --config {HUB}"
        folder = self._bench.path("var/lib/kiosk/update")
        order = self._bench.run(say).stdout.strip()
        for _ in range(8):
            if self._bench.until(folder.exists, 60, 0.5) is not None:
                break
            order = self._bench.run(say, check=False).stdout.strip() or order
        return order

    def _result(self) -> dict[str, str]:
        return _json(self._bench.run(f"cat {RESULT}", check=False).stdout)  # /run is the machine's own memory

    def _told(self, order: str) -> str:
        """How the hub heard the order end; empty while it has not, within three beats."""
        script = (
            "import sqlite3, sys; file = sqlite3.connect('file:/var/lib/kiosk-hub/hub.db?mode=ro', uri=True); rows ="
            " file.execute('SELECT body FROM journal WHERE kind = ? AND instr(body, ?)', ('OrderEnded', sys.argv[1]));"
            " print(*[body for (body,) in rows])"
        )

        def heard() -> str:
            return self._bench.run(f'python3.11 -c "{script}" {order}', check=False).stdout.strip()

        self._bench.until(lambda: bool(heard()), 100, 2.0)
        ended = _json(heard())
        return f"{ended['outcome']} {ended.get('code', '')}".strip() if ended else ""

    def _serve(self, when: str) -> None:
        for service in SERVICES:
            self._bench.ok(f"{when} {service} runs", holds=bool(self._bench.ready(service)))

    def _cut_off(self, release: str, version: str) -> None:
        bench = self._bench
        bench.quiet()
        self._say_order(release)
        begun = bench.until(bench.path(MARKER).exists, ORDER_S, 0.2)
        bench.ok("an update is under way", holds=begun is not None)
        time.sleep(3)
        bench.machine.stop(power=True)
        began = time.monotonic()
        bench.machine.start()
        back = bench.until(lambda: bool(bench.ready("kiosk-station")), 180, 1.0)
        found = self.version()
        bench.ok(
            f"power is cut in the middle: at the next start {found} serves",
            holds=back is not None and found == version,
            seconds=time.monotonic() - began,
        )
        bench.ok("nothing is under way any more", holds=not bench.path(MARKER).exists())
        bench.picture("after-power-cut")


def _json(text: str) -> dict[str, str]:
    for line in reversed(text.splitlines()):
        try:
            return dict(json.loads(line))
        except (ValueError, TypeError):
            continue
    return {}


def _again(folder: Path, deb: Path, target: Path, version: str, spoil: Callable[[Path], None]) -> None:
    """The same package as another release."""
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run(["nice", "dpkg-deb", "--raw-extract", str(deb), str(folder)], check=True)
    [home] = (folder / "opt/kiosk/releases").iterdir()
    old = home.name
    home.rename(home.with_name(version))
    for name in ("control", "postinst"):
        path = folder / "DEBIAN" / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, version), encoding="utf-8")
    spoil(folder)
    subprocess.run(["nice", *_PACK, str(folder), str(target)], check=True, stdout=sys.stderr)
    shutil.rmtree(folder)


def _fails_at_start(folder: Path) -> None:
    """A release whose station, once installed, never shows its screen."""
    unit = folder / "usr/lib/systemd/system/kiosk-station.service"
    unit.write_text(unit.read_text(encoding="utf-8").replace("-m ui.patient", "-m ui.nobody"), encoding="utf-8")


def _breaks_visits(folder: Path) -> None:
    """A release that cannot take a visit from start to end."""
    [module] = folder.glob("opt/kiosk/releases/*/lib/python3.11/site-packages/kiosk/visit/step.py")
    module.write_text("raise RuntimeError('spoilt')\n", encoding="utf-8")
    for path in (module.parent / "__pycache__").glob("step.*"):
        path.unlink()
