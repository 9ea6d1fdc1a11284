"""A fresh Debian 12 that boots: a debootstrap root, kept with the packages it fetched, started by systemd-nspawn."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

MIRROR = "http://deb.debian.org/debian"
PACKAGES = "systemd,systemd-sysv,dbus,libpam-systemd,udev,ca-certificates"
CACHE = Path("/var/cache/kiosk-test-system")
"""The fresh root and whatever was downloaded: the next run, of any clone, needs little of the network."""

SHARE = Path("/sys/fs/cgroup/cpu/kiosk-test-system")
"""Where whatever else runs beside can be made to leave the machine its processors while times are taken."""
USUAL, MOST = 16384, 65536

HOSTS = "127.0.0.1\tlocalhost\n127.0.1.1\tkiosk03\n::1\tlocalhost ip6-localhost ip6-loopback\n"
"""As Debian's installer writes it; debootstrap does not."""

TOOLS = {"debootstrap": "debootstrap", "systemd-nspawn": "systemd-container", "nsenter": "util-linux"}


def tools() -> None:
    """Install what booting needs on this machine."""
    missing = [package for program, package in TOOLS.items() if shutil.which(program) is None]
    if missing:
        subprocess.run(["apt-get", "install", "--yes", "-qq", "--no-install-recommends", *missing], check=True)


class Booted:
    """A machine of its own under `folder`; `stop` ends it, `start` boots the same one again.

    :param anew: make it from the fresh root; else it is the one that was left there.
    """

    def __init__(self, folder: Path, *, anew: bool = True) -> None:
        base, self._root, self._packages = CACHE / "base", folder / "machine", CACHE / "apt"
        self._machine: subprocess.Popen[bytes] | None = None
        self._leader = 0
        if not anew:
            return
        if not base.is_dir():
            half = CACHE / "base.half"
            shutil.rmtree(half, ignore_errors=True)
            CACHE.mkdir(parents=True, exist_ok=True)
            subprocess.run(
                ["debootstrap", "--variant=minbase", f"--include={PACKAGES}", "bookworm", str(half), MIRROR], check=True
            )
            half.rename(base)
        self._packages.mkdir(exist_ok=True)
        shutil.rmtree(self._root, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["cp", "--archive", "--reflink=auto", str(base), str(self._root)], check=True)
        (self._root / "etc/hosts").write_text(HOSTS, encoding="ascii")
        # Its files are this machine's page cache, which outlives it: to wait for the disk would prove nothing.
        (self._root / "etc/dpkg/dpkg.cfg.d/no-sync").write_text("force-unsafe-io\n", encoding="ascii")
        (self._root / "etc/hostname").write_text("kiosk03\n", encoding="ascii")

    @property
    def root(self) -> Path:
        """The machine's files."""
        return self._root

    def start(self) -> None:
        """Boot; on return its systemd has started everything."""
        if SHARE.parent.is_dir():
            SHARE.mkdir(exist_ok=True)
        self._machine = subprocess.Popen(
            [
                *("sh", "-c", _JOINS, "sh"),
                *("systemd-nspawn", "--quiet", "--boot", f"--directory={self._root}", "--machine=kiosk-test"),
                *("--register=no", "--keep-unit", "--console=pipe", "--resolv-conf=copy-host"),
                "--hostname=kiosk03",
                f"--bind={self._packages}:/var/cache/apt/archives",
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.prefer(on=False)
        children = Path(f"/proc/{self._machine.pid}/task/{self._machine.pid}/children")
        for _ in range(1500):
            found = children.read_text().split()
            self._leader = int(found[0]) if found else 0
            if self._leader and self.run("systemctl is-system-running", check=False).stdout.strip() in _UP:
                return
            time.sleep(0.2)
        raise SystemExit("the machine does not boot")

    def run(self, script: str, *, check: bool = True, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a shell script as root in the machine; with `check` an exit code other than 0 ends the test."""
        own = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LC_ALL": "C.UTF-8"} | environment
        done = subprocess.run(
            ["sh", "-c", _JOINS, "sh", "nsenter", f"--target={self._leader}", "--all", "--", "/bin/sh", "-ec", script],
            capture_output=True,
            text=True,
            env=own | {"DEBIAN_FRONTEND": "noninteractive"},
            check=False,
        )
        if check and done.returncode:
            sys.stderr.write(f"{script}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}\n")
            raise SystemExit(f"exit {done.returncode}")
        return done

    def prefer(self, *, on: bool) -> bool:
        """Whether the machine comes first while `on`, as if it were alone: what it measures is not others' load."""
        if SHARE.is_dir():
            (SHARE / "cpu.shares").write_text(str(MOST if on else USUAL))
        return SHARE.is_dir()

    def stop(self, *, power: bool = False) -> None:
        """Shut down; with `power` everything ends at once, as in a power failure."""
        if self._machine is None:
            return
        if not power:
            self.run("systemctl poweroff", check=False)
            for _ in range(300):
                if self._machine.poll() is not None:
                    break
                time.sleep(0.1)
        if self._machine.poll() is None:
            # The machine's init ends, and with it everything in its namespace.
            os.kill(self._leader, 9)
        self._machine.wait()
        self._machine = None


# The shell puts itself there first: what it becomes, and all that starts in the machine, is there then.
_JOINS = f'[ ! -d {SHARE} ] || echo $$ > {SHARE}/cgroup.procs; exec "$@"'
_UP = ("running", "degraded")
