"""A PostgreSQL server of one's own in a folder, for tests and measurements: started, used, ended, nothing left.

It listens on a Unix socket in that folder only. PostgreSQL refuses to run as root; there it runs as the user
`postgres`, who comes with its package.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg

USER = "kiosk"
_PLACES = ("/usr/lib/postgresql",)
_START_S = 30.0


class NoPostgres(RuntimeError):
    """PostgreSQL's server programs are not on this machine."""

    def __init__(self) -> None:
        super().__init__("no PostgreSQL server is installed here: install the package postgresql")


def server_programs() -> Path:
    """The folder with `initdb` and `postgres`, the newest version's.

    :raises NoPostgres: when there is none.
    """
    found = shutil.which("initdb")
    if found and Path(found).with_name("postgres").exists():
        return Path(found).resolve().parent
    homes = [path for place in _PLACES for path in Path(place).glob("*/bin") if (path / "initdb").exists()]
    if not homes:
        raise NoPostgres
    return max(homes, key=lambda path: float(path.parent.name) if path.parent.name.isdigit() else 0.0)


@contextmanager
def throwaway_postgres(*, durable: bool = True) -> Iterator[str]:
    """Run a fresh server; gives the address of its empty database, in the form `[hub] database` takes.

    :param durable: False answers before a commit is on the disk, for tests that lose no power.
    :raises NoPostgres: when no server is installed.
    """
    programs = server_programs()
    # The user of the server must reach it; its name is drawn, and mkdtemp lets nobody else in.
    folder = Path(tempfile.mkdtemp(prefix="kiosk-pg-", dir="/tmp"))  # nosec B108
    owner = pwd.getpwnam("postgres") if os.geteuid() == 0 else None
    user, group, groups = (owner.pw_uid, owner.pw_gid, [owner.pw_gid]) if owner else (None, None, None)
    if owner is not None:
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    data = folder / "data"
    try:
        initdb = [str(programs / "initdb"), "-D", str(data), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C"]
        subprocess.run(
            [*initdb, "--no-sync"],
            check=True,
            capture_output=True,
            cwd=folder,
            user=user,
            group=group,
            extra_groups=groups,
        )
        settings = ["listen_addresses=", f"unix_socket_directories={folder}", "max_connections=60"]
        if not durable:
            settings += ["fsync=off", "full_page_writes=off"]
        command = [str(programs / "postgres"), "-D", str(data)]
        for setting in settings:
            command += ["-c", setting]
        with (folder / "server.log").open("wb") as log:
            server = subprocess.Popen(
                command,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                cwd=folder,
                user=user,
                group=group,
                extra_groups=groups,
            )
        try:
            _wait(folder, server)
            yield f"postgresql://{USER}@/postgres?host={quote(str(folder), safe='/')}"
        finally:
            server.send_signal(signal.SIGQUIT)  # at once: nothing of it is kept
            server.wait(30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _wait(folder: Path, server: subprocess.Popen[bytes]) -> None:
    give_up = time.monotonic() + _START_S
    while True:
        try:
            psycopg.connect(host=str(folder), user=USER, dbname="postgres").close()
            return
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > give_up:
                raise RuntimeError(f"PostgreSQL did not start: {_last(folder / 'server.log')}") from None
            time.sleep(0.05)


def _last(log: Path) -> str:
    return log.read_text(errors="replace")[-500:]
