"""What PostgreSQL keeps of a day: its own files, and every row of every table as text."""

from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
from psycopg import sql

_TABLES = "SELECT schemaname, tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"


def postgres_kept(address: str, out: Path) -> int:
    """Copy the server's files and rows into `out`; how many rows there were.

    Both: in a page a long value is packed, and what was deleted lies in pages and in the log of writes still.
    """
    rows = 0
    out.mkdir()
    with psycopg.connect(address, autocommit=True) as connection:
        for schema, table in connection.execute(_TABLES).fetchall():
            name = sql.Identifier(schema, table)
            query = sql.SQL("COPY (SELECT * FROM {}) TO STDOUT").format(name)
            with connection.cursor().copy(query) as copy, (out / f"{schema}.{table}.rows").open("wb") as file:
                for block in copy:
                    file.write(block)
                    rows += bytes(block).count(b"\n")
        connection.execute("CHECKPOINT")
    folder = Path(parse_qs(urlsplit(address).query)["host"][0])
    for part in ("base", "pg_wal"):
        shutil.copytree(folder / "data" / part, out / part)
    return rows
