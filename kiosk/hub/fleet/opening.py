"""A hub's fleet as its configuration says: its own authority and signing key, made once and kept beside the journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from kiosk.clock import Clock
from kiosk.config import StationConfig
from kiosk.files import sync, write_whole
from kiosk.fleet.identity import Authority

FOLDER = "fleet"
AUTHORITY, GATE, GATE_KEY = "authority.pem", "gate.pem", "gate.key"
"""Files the gate reads: what stations' certificates are signed by, and its own certificate and key."""
RELEASES = "releases"
"""The folder of packages that stations may be ordered to install: `kiosk_<version>_amd64.deb` and `….deb.release`."""
_AUTHORITY_KEY, _SIGNER = "authority.key", "signer.key"
_SOON = timedelta(days=60)
"""The gate's certificate is made anew when less of its time is left."""


class FleetKeysUnusable(ValueError):
    """The fleet's keys are damaged or incomplete; stations trust exactly these, so none are made in their place."""


@dataclass(frozen=True, slots=True)
class FleetKeys:
    """What stations of this hub trust."""

    authority: Authority
    signer: Ed25519PrivateKey


def fleet_folder(config: StationConfig) -> Path:
    """Where the fleet's keys lie: beside the hub's journal.

    :raises ValueError: for a file that describes no hub.
    """
    if config.hub.journal is None:
        raise ValueError("hub.journal is missing")
    return config.hub.journal.parent / FOLDER


def fleet_keys(config: StationConfig, clock: Clock) -> FleetKeys:
    """The fleet's keys, made when there are none yet.

    :raises FleetKeysUnusable: when some are there and cannot be used.
    """
    folder = fleet_folder(config)
    files = [folder / name for name in (_AUTHORITY_KEY, AUTHORITY, _SIGNER)]
    there = [file.exists() for file in files]
    if not any(there):
        _make(folder, config.station.hospital, clock)
    elif not all(there):
        missing = next(file for file, found in zip(files, there, strict=True) if not found)
        raise FleetKeysUnusable(f"{missing} is missing; restore the folder from the hub's backup")
    try:
        authority = Authority(files[0].read_bytes(), files[1].read_bytes())
        signer = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(files[2].read_text().strip()))
    except ValueError as error:
        raise FleetKeysUnusable(f"{folder} cannot be used ({error}); restore it from the hub's backup") from error
    return FleetKeys(authority, signer)


def ensure_gate(folder: Path, authority: Authority, hosts: tuple[str, ...], clock: Clock) -> None:
    """The gate's own certificate for these names, made when there is none, it ends soon, or it is for others.

    One that was made while the clock was ahead has not begun: it is made anew. While the clock lies outside the
    authority's own time, one that fits by its names is left as it is, whatever its days: stations, whose clocks are
    right, could not use a new one. Where there is none, or it is for others, it is made all the same.
    """
    file, now = folder / GATE, clock.now()
    if file.exists() and (folder / GATE_KEY).exists():
        held = x509.load_pem_x509_certificate(file.read_bytes())
        names = held.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        known = {str(name.value) for name in names}
        # Between the two files the power may have gone.
        pair = load_pem_private_key((folder / GATE_KEY).read_bytes(), None).public_key() == held.public_key()
        begun = held.not_valid_before_utc <= now < held.not_valid_after_utc - _SOON
        if pair and known == set(hosts) and (begun or not authority.covers(now)):
            return
    signed, key = authority.server(hosts, now)
    write_whole(folder / GATE_KEY, key, 0o600)
    write_whole(file, signed.pem.encode(), 0o600)


def _make(folder: Path, hospital: str, clock: Clock) -> None:
    """All three or none: they are written beside, and the folder takes its name when they are on disk."""
    making = folder.with_name(f"{FOLDER}.new")
    making.mkdir(mode=0o700, parents=True, exist_ok=True)
    authority, key = Authority.made(hospital, clock.now())
    signer = Ed25519PrivateKey.generate().private_bytes_raw().hex()
    for name, content in ((_AUTHORITY_KEY, key), (AUTHORITY, authority.pem.encode()), (_SIGNER, signer.encode())):
        write_whole(making / name, content, 0o600)
    if folder.exists():
        folder.rmdir()
    making.rename(folder)
    sync(folder.parent)
