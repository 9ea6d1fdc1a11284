"""This machine, as an update works on it: dpkg, systemd, and a folder of root's own for what is kept."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from kiosk.config import ConfigError, StationConfig, load_config
from kiosk.service import units
from kiosk.service.control import NAME, ask
from kiosk.service.release import PACKAGE
from kiosk.service.standstill import MayStop, judged
from kiosk.service.update import Failed

KEPT = Path("/var/lib/kiosk-update")
UNDER_WAY = "under-way"
PREVIOUS = "previous.deb"
"""Names the boot-time unit knows: while the first is there, it installs the second."""

TRIAL = Path("/opt/kiosk/.trial")
CURRENT = Path("/opt/kiosk/current")
CONTROL = Path("/run/kiosk") / NAME
ORDER = ("kiosk-hub", "kiosk-receiver", "kiosk-display", "kiosk-station")
_ALONE = (
    "systemd-run", "--quiet", "--pipe", "--wait", "--collect", "--uid=kiosk", "--gid=kiosk", "--setenv=HOME=/tmp",
    "--setenv=LANG=C.UTF-8", "--working-directory=/tmp", "--property=PrivateTmp=yes", "--property=PrivateNetwork=yes",
)  # fmt: skip
"""A trial needs no secret and no neighbour."""

_STEP_S = 900.0


class ThisMachine:
    """See `Machine`. Root's; `dumped` says that a hub's PostgreSQL was dumped before."""

    def __init__(self, *, dumped: bool = False) -> None:
        self._dumped = dumped

    def installed(self) -> str:
        """See `Machine`."""
        return _run("dpkg-query", "--show", "--showformat=${Version}", PACKAGE)

    def newer(self, version: str, than: str) -> bool:
        """See `Machine`."""
        return subprocess.run(["dpkg", "--compare-versions", version, "gt", than], check=False).returncode == 0

    def may_stop(self, hold_s: float = 0.0) -> MayStop:
        """See `Machine`; of a hub, what it has not posted to the HIS counts as undelivered."""
        station, hub = _file("station"), _file("hub")
        if station is not None:
            found = judged(ask(CONTROL, hold_s=hold_s), station.station.journal)
            if found.code:
                return found
        if hub is not None and (unposted := _unposted()):
            return MayStop("undelivered", f"undelivered: {unposted} payments the HIS does not have yet")
        return MayStop()

    def books_saved(self) -> bool:
        """See `Machine`: a SQLite file is copied when the hub stands."""
        hub = _file("hub")
        return hub is None or hub.hub.database is None or self._dumped

    def unpack(self, deb: Path) -> Path:
        """See `Machine`."""
        shutil.rmtree(TRIAL, ignore_errors=True)
        _run("dpkg-deb", "--extract", str(deb), str(TRIAL))
        TRIAL.chmod(0o755)
        [release] = (TRIAL / "opt/kiosk/releases").iterdir()
        return release

    def failing(self, release: Path | None) -> frozenset[str]:
        """See `Machine`."""
        found: set[str] = set()
        for service in ("station", "hub"):
            file = units.SETTINGS / f"{service}.toml"
            if file.exists():
                command = [*_kiosk(release), "doctor", "--json", "--config", str(file)]
                done = subprocess.run(
                    units.as_service(service, command), capture_output=True, timeout=_STEP_S, check=False
                )
                try:
                    checks = json.loads(done.stdout)["checks"]
                    found |= {f"{service}: {one['name']}" for one in checks if one["status"] == "fail"}
                except (ValueError, KeyError, TypeError) as error:
                    raise Failed(f"doctor of {service} broke (exit {done.returncode})") from error
        return frozenset(found)

    def tried(self, release: Path) -> None:
        """See `Machine`."""
        for what in (["kiosk", "simulate", "--visits", "1", "--faults", "none"], ["ui.patient.first_frame", "--json"]):
            command = [str(release / "bin/python"), "-I", "-B", "-m", *what]
            done = subprocess.run([*_ALONE, *command], capture_output=True, timeout=_STEP_S, check=False)
            if done.returncode:
                raise Failed(f"{' '.join(what[:2])} of the new release: exit {done.returncode}")

    def keep(self) -> Path:
        """See `Machine`: what the last update kept, or the installed files packed again."""
        KEPT.mkdir(mode=0o700, parents=True, exist_ok=True)
        kept, installed = KEPT / f"{PACKAGE}_{self.installed()}.deb", self.installed()
        if not kept.exists():
            _pack_again(KEPT / "repack", kept, installed)
        return kept

    def serving(self) -> tuple[str, ...]:
        """See `Machine`."""
        return tuple(one for one in ORDER if _quiet("systemctl", "is-active", "--quiet", one))

    def begin(self, kept: Path) -> None:
        """See `Machine`."""
        shutil.rmtree(KEPT / "books", ignore_errors=True)
        (KEPT / PREVIOUS).unlink(missing_ok=True)
        (KEPT / PREVIOUS).symlink_to(kept.name)
        (KEPT / UNDER_WAY).touch()
        os.sync()

    def stop(self, services: tuple[str, ...]) -> None:
        """See `Machine`; the hub's database is copied once the hub stands."""
        if services:
            _run("systemctl", "stop", *reversed(services))
        books = _books()
        copy = KEPT / "books"
        if books is not None and not copy.exists():
            copy.mkdir(mode=0o700)
            for path in books.parent.glob(f"{books.name}*"):
                shutil.copy2(path, copy)

    def put_books_back(self) -> None:
        """See `Machine`."""
        books = _books()
        copy = KEPT / "books"
        if books is None or not copy.exists():
            return
        owner = books.parent.stat()
        for path in books.parent.glob(f"{books.name}*"):
            path.unlink()
        for path in copy.iterdir():
            put = Path(shutil.copy2(path, books.parent))
            os.chown(put, owner.st_uid, owner.st_gid)

    def install(self, deb: Path) -> None:
        """See `Machine`; settings that were changed stay as they are."""
        environment = os.environ | {"KIOSK_ANYWAY": "1", "DEBIAN_FRONTEND": "noninteractive"}
        _run("dpkg", "--force-confold", "--force-downgrade", "--install", str(deb), environment=environment)

    def start(self, services: tuple[str, ...]) -> None:
        """See `Machine`."""
        for one in services:
            _run("systemctl", "start", one)

    def watch(self, services: tuple[str, ...], seconds: float) -> None:
        """See `Machine`."""
        before = {one: _run("systemctl", "show", "--property=MainPID", one) for one in services}
        time.sleep(seconds)
        for one in services:
            if not _quiet("systemctl", "is-active", "--quiet", one):
                raise Failed(f"{one} does not run")
            if _run("systemctl", "show", "--property=MainPID", one) != before[one]:
                raise Failed(f"{one} ended and was started again")
        if "kiosk-station" in services and ask(CONTROL) is None:
            raise Failed("the station does not answer")

    def finish(self, deb: Path) -> None:
        """See `Machine`."""
        kept = KEPT / f"{PACKAGE}_{self.installed()}.deb"
        if deb != kept:
            shutil.copy(deb, kept)
        (KEPT / UNDER_WAY).unlink(missing_ok=True)
        (KEPT / PREVIOUS).unlink(missing_ok=True)
        for path in KEPT.glob(f"{PACKAGE}_*.deb"):
            if path != kept:
                path.unlink()
        shutil.rmtree(KEPT / "books", ignore_errors=True)
        self.clear()

    def drop_halves(self) -> None:
        """Take away what is left of releases that were being unpacked when power failed: dpkg forgets those files."""
        installed = self.installed()
        for path in (CURRENT.parent / "releases").iterdir():
            if path.name != installed:
                shutil.rmtree(path)

    def clear(self) -> None:
        """Take away what was unpacked to be tried, however it ended."""
        shutil.rmtree(TRIAL, ignore_errors=True)


def _file(service: str) -> StationConfig | None:
    """A service's settings; None where it is not set up, or its file is wrong and it cannot run."""
    with suppress(ConfigError):
        return load_config(units.SETTINGS / f"{service}.toml")
    return None


def _books() -> Path | None:
    hub = _file("hub")
    if hub is None or hub.hub.journal is None or hub.hub.database is not None:
        return None
    books = hub.hub.journal.with_name(f"{hub.hub.journal.stem}-books.db")
    return books if books.exists() else None


def _unposted() -> int:
    """What a running hub has yet to post; one that does not answer has it in its journal, and posts it when it can."""
    command = [*_kiosk(None), "hub", "status", "--json", "--config", str(units.SETTINGS / "hub.toml")]
    done = subprocess.run(units.as_service("hub", command), capture_output=True, timeout=_STEP_S, check=False)
    with suppress(ValueError, KeyError, TypeError):
        return int(json.loads(done.stdout)["unposted"])
    return 0


def _kiosk(release: Path | None) -> list[str]:
    return [str((release or CURRENT) / "bin/python"), "-I", "-B", "-m", "kiosk"]


def _pack_again(folder: Path, deb: Path, version: str) -> None:
    """The installed package as a file again, uncompressed: what dpkg lists, and its scripts."""
    shutil.rmtree(folder, ignore_errors=True)
    for name in _run("dpkg-query", "--listfiles", PACKAGE).splitlines():
        origin, target = Path(name), folder / name.lstrip("/")
        if origin.is_symlink():
            target.symlink_to(origin.readlink())
        elif origin.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        elif origin.exists():
            _link(origin, target)
    control = folder / "DEBIAN"
    control.mkdir(mode=0o755)
    fields = _run("dpkg-query", "--status", PACKAGE)
    (control / "control").write_text(_control(fields), encoding="utf-8")
    for part in ("postinst", "prerm", "postrm", "conffiles"):
        shutil.copy(f"/var/lib/dpkg/info/{PACKAGE}.{part}", control / part)
    _run("dpkg-deb", "--root-owner-group", "-Znone", "--build", str(folder), str(deb))
    shutil.rmtree(folder)
    if _run("dpkg-deb", "--field", str(deb), "Version") != version:
        raise Failed("the installed package could not be packed again")


def _link(origin: Path, target: Path) -> None:
    try:
        os.link(origin, target)
    except OSError:
        shutil.copy2(origin, target)  # /var is another file system than /opt


def _control(status: str) -> str:
    """The control file from what dpkg says of an installed package."""
    kept, skipping = [], False
    for line in status.splitlines():
        if not line.startswith(" "):
            skipping = line.startswith(("Status:", "Conffiles:", "Config-Version:"))
        if not skipping:
            kept.append(line)
    return "\n".join(kept) + "\n"


def _run(*command: str, environment: dict[str, str] | None = None) -> str:
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=_STEP_S, check=False)
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip()).splitlines()
        raise Failed(f"{' '.join(command[:3])}: exit {done.returncode}{f' ({said[-1]})' if said else ''}")
    return done.stdout.strip()


def _quiet(*command: str) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
