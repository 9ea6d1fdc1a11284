"""By what a station is known at a gate: its own certificate, and the authority the gate's must be of."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict


class TlsFiles(TypedDict, total=False):
    """What `his_client.http.JsonClient` takes of it."""

    ca_file: Path
    client_cert: tuple[Path, Path]


@dataclass(frozen=True, slots=True)
class MutualTls:
    """PEM files: the authority, and this station's certificate and key."""

    authority: Path
    pair: tuple[Path, Path]


def tls_files(identity: MutualTls | None) -> TlsFiles:
    """The arguments of a client that shows `identity`; none of a client that shows a token."""
    return TlsFiles(ca_file=identity.authority, client_cert=identity.pair) if identity else TlsFiles()
