"""What `kiosk hub init` and `kiosk hub status` do with the database that a hub's file names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from kiosk.clock import VIETNAM, Clock
from kiosk.config import StationConfig, find_secret
from kiosk.hub.db import schema
from kiosk.hub.db.balances import findings, trial_balance
from kiosk.hub.db.engine import Database, loses_commits, postgresql_database, sqlite_database
from kiosk.hub.db.migrate import current, ensure_month, require_current, upgrade, wanted
from kiosk.hub.db.rebuild import Rebuilt, rebuild
from kiosk.hub.records import hub_codec


class NoHubHere(Exception):
    """The file describes no hub, so it has no database."""

    def __init__(self) -> None:
        super().__init__("this file describes no hub: set hub.journal")


class DatabaseAway(Exception):
    """The database cannot be reached or read now; the sentence says which, why, and what to look at."""

    def __init__(self, place: str, error: SQLAlchemyError) -> None:
        why = str(getattr(error, "orig", None) or error).strip().splitlines()
        super().__init__(
            f"the hub's database {place} does not answer ({why[0] if why else type(error).__name__}); "
            "check [hub] database, the secret database_password and the server"
        )


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """One journal: its last row here, how many rows it is known to have beyond it, and when it was last heard."""

    id: str
    last_seq: int
    behind: int
    heard_at: str


@dataclass(frozen=True, slots=True)
class DatabaseStatus:
    """The hub's database. `trial_balance` (đồng) must be zero; `findings` counts entries that met a closed period.

    `warning` says why a power cut could lose what was committed, or is empty.
    """

    kind: str
    place: str
    revision: str
    sources: tuple[SourceStatus, ...]
    entries: int
    trial_balance: int
    findings: int
    warning: str = ""

    @property
    def good(self) -> bool:
        """Whether nobody has to look."""
        return self.trial_balance == 0 and self.findings == 0 and not self.warning


def place_of(config: StationConfig) -> str:
    """Where the database is, as a person may read it.

    :raises NoHubHere: when the file describes no hub.
    """
    return config.hub.database or str(_file(config))


def open_database(config: StationConfig, answer_s: float | None = None) -> Database:
    """The database of a hub's file, not yet looked at: `[hub] database`, else a SQLite file beside its journal.

    :param answer_s: see `postgresql_database`.
    :raises NoHubHere: when the file describes no hub.
    :raises DatabaseAddressWrong: for an address that cannot be used.
    """
    if config.hub.database is None:
        return sqlite_database(_file(config))
    found = find_secret("database_password", config.station.credentials)
    return postgresql_database(config.hub.database, found[0] if found else None, answer_s)


def init(config: StationConfig, clock: Clock) -> tuple[str, ...]:
    """Bring the database from empty or from an earlier release to this one's schema; a sentence for each thing done.

    It can be run as often as one likes.

    :raises NoHubHere, DatabaseAddressWrong, DatabaseAway, SchemaNotCurrent: with what to do; nothing was changed.
    """
    place = place_of(config)
    with _asked(config) as database:
        taken = upgrade(database)
        if config.hub.database is None:
            _file(config).chmod(0o600)
        ensure_month(database, clock.now().astimezone(VIETNAM).strftime("%Y-%m"))
        said = [f"database: {place} ({database.kind})"]
        said += [f"schema: step {revision} taken" for revision in taken]
        said.append(f"schema: {wanted()}, as this release needs it" + ("" if taken else "; there was nothing to do"))
        warning = loses_commits(database)
        return (*said, f"warning: {warning}") if warning else tuple(said)


def require_database(config: StationConfig) -> None:
    """Look whether a hub of this file may serve.

    :raises NoHubHere, DatabaseAddressWrong, DatabaseAway, SchemaNotCurrent: with what to do.
    """
    with _asked(config) as database:
        require_current(database)


def status(config: StationConfig) -> DatabaseStatus:
    """What the database holds; a hub may be serving meanwhile.

    :raises NoHubHere, DatabaseAddressWrong, DatabaseAway, SchemaNotCurrent: with what to do.
    """
    with _asked(config) as database:
        require_current(database)
        with database.reading() as connection:
            rows = connection.execute(select(schema.source).order_by(schema.source.c.id)).all()
            entries = connection.execute(select(func.count()).select_from(schema.ledger_entry)).scalar_one()
        return DatabaseStatus(
            database.kind,
            place_of(config),
            current(database) or "",
            tuple(SourceStatus(row.id, row.last_seq, row.told_seq - row.last_seq, row.heard_at) for row in rows),
            entries,
            trial_balance(database),
            len(findings(database)),
            loses_commits(database) or "",
        )


def status_lines(found: DatabaseStatus) -> tuple[str, ...]:
    """The same for a person, a line each."""
    lines = [
        f"database      {found.kind}, {found.place}",
        f"schema        {found.revision}",
        f"ledger        {found.entries} entries, trial balance {found.trial_balance}",
    ]
    if found.findings:
        lines.append(f"late entries  {found.findings} met a closed period")
    for source in found.sources:
        behind = f", {source.behind} behind" if source.behind else ""
        lines.append(f"source        {source.id}: row {source.last_seq}{behind}, heard {source.heard_at}")
    return (*lines, f"warning       {found.warning}") if found.warning else tuple(lines)


def rebuild_into(config: StationConfig, into: Path, clock: Clock) -> Rebuilt:
    """Make the ledger again from the journal rows, in the new file `into`, and compare.

    :raises FileExistsError, CannotRebuild: see `kiosk.hub.db.rebuild`.
    :raises NoHubHere, DatabaseAddressWrong, DatabaseAway, SchemaNotCurrent: with what to do.
    """
    with _asked(config) as database:
        require_current(database)
        return rebuild(database, into, hub_codec(), clock)


@contextmanager
def _asked(config: StationConfig) -> Iterator[Database]:
    with closing(open_database(config)) as database:
        try:
            yield database
        except SQLAlchemyError as error:
            raise DatabaseAway(place_of(config), error) from error


def _file(config: StationConfig) -> Path:
    journal = config.hub.journal
    if journal is None:
        raise NoHubHere
    return journal.with_name(f"{journal.stem}-books.db")
