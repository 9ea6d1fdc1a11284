"""Checks of what lies on this machine's disk: secrets, room, the journal and the SQLite that keeps it."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from itertools import islice
from pathlib import Path

from kiosk.clock import Clock
from kiosk.config import VERIFIES, StationConfig, find_secret, provider_secrets
from kiosk.doctor.check import Finding, Status, fail, ok, skipped, warn
from kiosk.journal import sql
from kiosk.journal.journal import chain_hash
from kiosk.journal.lock import begun
from kiosk.station.agent.store import Store

LEAST_FREE, LOW_FREE = 200 << 20, 1 << 30
WAL_RESET_BUG = ((3, 7, 0), (3, 51, 2))
"""SQLite releases whose write-ahead log can lose a commit when it is reset; the first and the last of them."""

LOCK_WAIT_S = 5.0
_BATCH = 500


def needed_secrets(config: StationConfig) -> tuple[str, ...]:
    """The secrets a configuration cannot do without. No file asks for `room_key`: it stands in for `hub_token`."""
    runs_hub = config.hub.journal is not None
    his_by_key = config.his.kind == "fhir" and (config.fhir.oauth_url is None or config.fhir.client_key is not None)
    database, receives = config.hub.database or "", config.hub.inbox is not None
    only_receives = receives and not runs_hub
    by_token = not Store.beside(config.station.journal).enrolled or bool(config.staff.people)
    needed = {
        "journal_key": not only_receives,
        "hub_token": not only_receives and by_token,
        "his_secret": config.his.url is not None and not his_by_key,
        "insurance_password": runs_hub and config.insurance.enabled and config.insurance.route == "vss",
        "payment_secret": runs_hub and config.payment.url is not None,
        # over a Unix socket (postgresql://kiosk@/kiosk?host=…) the server may know its user without one
        "database_password": runs_hub and "@" in database and "@/" not in database,
        "desk_token": runs_hub and bool(config.hub.desks),
        "oidc_secret": runs_hub and config.hub.console is not None and config.hub.oidc_issuer is not None,
        "receiver_token": (runs_hub and config.hub.receiver is not None) or receives,
        "receiver_key": receives,
        "confirmation_key": config.confirmation.kind == "http",
    }
    own: set[str] = set()
    for item in config.payment.providers:
        prefix = f"payment_{item.name or item.kind}_"
        if runs_hub:
            own |= provider_secrets(item.kind, item.name or item.kind).keys()
        if item.kind == "sepay" and config.hub.receiver is None:
            own.discard(f"{prefix}secret")  # nothing but its webhooks is checked with it
        if receives and item.kind in VERIFIES:
            own.add(prefix + VERIFIES[item.kind])
    return (*(name for name, wanted in needed.items() if wanted), *sorted(own))


def credentials(config: StationConfig, _clock: Clock) -> Finding:
    """Each needed secret is there, and nobody else can read it, nor a room's key where there is one."""
    folder = config.station.credentials
    found = {name: find_secret(name, folder) for name in needed_secrets(config)}
    missing = [name for name, secret in found.items() if secret is None]
    if (room := find_secret("room_key", folder)) is not None:
        found["room_key"] = room
    if missing:
        fix = f"kiosk service secret {_service(config)} {missing[0]}"
        return fail(f"missing: {', '.join(missing)}", f"{fix} (by hand: docs/hospital-it.md, Secrets)")
    places = {name: secret[1] for name, secret in found.items() if secret}
    key = found.get("journal_key")
    if key and not re.fullmatch(r"[0-9a-fA-F]{64}", key[0]):
        return fail("journal_key is not 64 hexadecimal digits", "restore the key the journal was begun with")
    exposed = [n for n, place in places.items() if place == "folder" and folder and _readable_by_others(folder / n)]
    if exposed:
        return fail(f"readable by others: {', '.join(exposed)}", f"chmod 600 {folder}/*")
    from_environment = [name for name, place in places.items() if place == "environment"]
    if from_environment:
        detail = f"{', '.join(from_environment)} from the environment, which other programs can read"
        return warn(detail, f"kiosk service secret {_service(config)} {from_environment[0]}")
    return ok(f"{len(found)} present")


def _service(config: StationConfig) -> str:
    """The service of the package that runs what this file describes."""
    if config.hub.journal is not None:
        return "hub"
    return "receiver" if config.hub.inbox is not None else "station"


def _readable_by_others(path: Path) -> bool:
    return bool(path.stat().st_mode & 0o077)


def disk(config: StationConfig, _clock: Clock) -> Finding:
    """Room for the journal."""
    folder = config.station.journal.parent
    if not folder.is_dir():
        return fail(f"{folder} does not exist", f"mkdir -p {folder}, owned by the kiosk's user")
    free = shutil.disk_usage(folder).free
    detail = f"{free / (1 << 30):.1f} GiB free at {folder}"
    if free < LEAST_FREE:
        return fail(detail, "free some space: without room for the journal no visit can begin")
    return warn(detail, "free some space") if free < LOW_FREE else ok(detail)


def sqlite(config: StationConfig, _clock: Clock) -> Finding:
    """SQLite's version, which matters only where a journal keeps a write-ahead log."""
    name = f"SQLite {sqlite3.sqlite_version}"
    first, last = WAL_RESET_BUG
    if not first <= sqlite3.sqlite_version_info <= last:
        return ok(name)
    if keeps_wal(config.station.journal):
        fix = f"stop the station, then: sqlite3 {config.station.journal} 'PRAGMA journal_mode = TRUNCATE'"
        return warn(f"{name} has the WAL-reset bug, and the journal is in WAL mode", fix)
    return ok(f"{name}; its WAL-reset bug does not matter: the journal keeps a rollback journal")


def database(config: StationConfig, _clock: Clock) -> Finding:
    """The pages of every database of this machine, and that a hub's is as this release wants it."""
    journals = [path for path in (config.station.journal, config.hub.journal) if path is not None and path.exists()]
    for path in journals:
        if (found := _pages(path)) is not None:
            return found
    if config.hub.journal is None:
        return ok(f"{_megabytes(journals)} whole") if journals else skipped("none yet")
    # Imported here: a station asks these checks, too, and is back sooner without a database's libraries.
    from kiosk.hub.db.commands import DatabaseAway, place_of  # noqa: PLC0415
    from kiosk.hub.db.commands import status as hub_database  # noqa: PLC0415
    from kiosk.hub.db.engine import DatabaseAddressWrong  # noqa: PLC0415
    from kiosk.hub.db.migrate import SchemaNotCurrent  # noqa: PLC0415

    if config.hub.database is None:
        file = Path(place_of(config))
        # Before it is asked anything: of damaged pages it would only say that it does not answer.
        if file.exists() and (found := _pages(file)) is not None:
            return found
    try:
        books = hub_database(config)
    except (DatabaseAddressWrong, DatabaseAway) as error:
        return fail(str(error), "start PostgreSQL, or correct hub.database and the secret database_password")
    except SchemaNotCurrent as error:
        return fail(str(error), "kiosk hub init")
    if books.warning:
        return warn(books.warning, "see docs/ledger.md, what the database must promise")
    if not books.good:
        return fail("the hub's books do not agree", "kiosk hub status says in what")
    return ok(f"{_megabytes(journals)} whole; the hub's {books.kind} at {books.revision}")


def _pages(path: Path) -> Finding | None:
    """What is wrong with a file's pages; None for nothing."""
    try:
        with closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=LOCK_WAIT_S)
        ) as connection:
            said = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            return warn(f"{path.name} is being written without a pause", "run kiosk doctor again")
        return None  # a write that was cut off, or rights: journal says so
    except sqlite3.DatabaseError:
        said = ("not a database",)
    if said is None or said[0] == "ok":
        return None
    fix = f"keep {path} untouched, put the last backup beside it and call support; do not delete it"
    return fail(f"{path.name} is damaged: {' '.join(str(said[0]).split())}", fix)  # SQLite says it in lines


def _megabytes(paths: list[Path]) -> str:
    return f"{len(paths)} of {sum(path.stat().st_size for path in paths) / (1 << 20):.1f} MiB"


def keeps_wal(journal: Path) -> bool:
    """Whether a database's header says WAL (file format, bytes 18 and 19, value 2)."""
    try:
        with journal.open("rb") as file:
            return 2 in file.read(20)[18:20]
    except OSError:
        return False


def journal(config: StationConfig, clock: Clock) -> Finding:
    """The station's journal, and a hub's where this file runs one: each opens, and its chain is whole."""
    found = [_journal(path, clock) for path in (config.station.journal, config.hub.journal) if path is not None]
    return next((each for each in found if each.status is not Status.OK), found[-1])


def _journal(path: Path, clock: Clock) -> Finding:
    """Read in short steps, so that a running station can go on writing."""
    if begun(path) and not (path.exists() and path.stat().st_size):
        fix = f"look for {path.name}, restore it from a backup, or ask support; no new one begins by itself"
        return fail("its rows are gone", fix)
    if not path.exists():
        return ok("none yet: it is made at the first start")
    try:
        with closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=LOCK_WAIT_S)
        ) as connection:
            return _chain(connection, clock)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            return warn("the station is writing without a pause", "run kiosk doctor again")
        rollback = Path(f"{path}-journal")
        if rollback.exists() and rollback.stat().st_size:
            return warn("a write was interrupted", "start the station: it finishes or undoes the write by itself")
        return fail(f"it cannot be read ({error})", f"check that {path} is a journal and the kiosk's user owns it")
    except sqlite3.DatabaseError:
        return fail("the file is damaged", f"keep {path} untouched and call support; do not delete it")


def _chain(connection: sqlite3.Connection, clock: Clock) -> Finding:
    (seq, last), recorded_at = sql.base(connection), ""
    before = seq
    while batch := list(islice(sql.rows(connection, seq), _BATCH)):
        for row in batch:
            follows = row.seq == seq + 1 and row.prev_hash == last
            if not follows or chain_hash(*row[:7], row.prev_hash) != row.hash:
                fix = "keep the file untouched and call support: rows were changed or lost outside the program"
                return fail(f"the chain breaks at row {seq + 1}", fix)
            last, seq, recorded_at = row.hash, row.seq, row.recorded_at
    rows = f"{seq - before} rows, whole"
    if recorded_at and datetime.fromisoformat(recorded_at) > clock.now():
        return warn(f"{rows}; the last is dated in the future", "set the clock: timedatectl set-ntp true")
    return ok(f"{rows}, after {before} in archives" if before else rows)
