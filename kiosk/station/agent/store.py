"""What a station of a fleet keeps beside its journal: its key and certificate, whom it trusts, the hub's configuration.

Every file is written whole (`kiosk.files`).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kiosk.config.overlay import CONFIGURATION, IDENTITY_FOLDER
from kiosk.files import sync, write_whole
from kiosk.fleet.identity import new_key
from kiosk.fleet.ports import Identity
from kiosk.fleet.signing import sha256
from kiosk.fleet.values import OWN_FILE

_KEY, _CERTIFICATE, _AUTHORITY, _HUB_KEY, _GATE = "station.key", "station.pem", "authority.pem", "hub.key", "gate"
_DONE, _ASKING, _HANDED = "done.json", "asking.key", "update"


class NotEnrolled(Exception):
    """This machine has no identity of a fleet: `kiosk enroll` gets one with a token."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} holds no identity; get a token from IT and run kiosk enroll")


@dataclass(frozen=True, slots=True)
class Store:
    """The folder of a station's fleet files."""

    folder: Path

    @classmethod
    def beside(cls, journal: Path) -> Store:
        """The one of the station with this journal."""
        return cls(journal.parent / IDENTITY_FOLDER)

    @property
    def enrolled(self) -> bool:
        """Whether there is an identity."""
        return all((self.folder / name).exists() for name in (_KEY, _CERTIFICATE, _AUTHORITY, _HUB_KEY, _GATE))

    @property
    def pair(self) -> tuple[Path, Path]:
        """Certificate and key, for a client.

        :raises NotEnrolled: without them.
        """
        if not self.enrolled:
            raise NotEnrolled(self.folder)
        return self.folder / _CERTIFICATE, self.folder / _KEY

    @property
    def authority(self) -> Path:
        """Whom the gate's certificate must be of."""
        return self.folder / _AUTHORITY

    @property
    def gate(self) -> str:
        """The gate's address."""
        return (self.folder / _GATE).read_text(encoding="ascii").strip()

    @property
    def hub_key(self) -> Ed25519PublicKey:
        """What configurations are signed with."""
        return Ed25519PublicKey.from_public_bytes(bytes.fromhex((self.folder / _HUB_KEY).read_text().strip()))

    @property
    def key(self) -> bytes:
        """The private key, PEM."""
        return (self.folder / _KEY).read_bytes()

    @property
    def ends_at(self) -> datetime:
        """The certificate's last moment."""
        return x509.load_pem_x509_certificate((self.folder / _CERTIFICATE).read_bytes()).not_valid_after_utc

    def asking_key(self) -> bytes:
        """The key this machine asks for an identity with: the same one until it has it, should an answer be lost."""
        try:
            return (self.folder / _ASKING).read_bytes()
        except FileNotFoundError:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._write(_ASKING, key := new_key())
            return key

    def keep_identity(self, key: bytes, identity: Identity, gate: str) -> None:
        """Take an identity; an earlier one is replaced. It counts as one once all of it is there."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (self.folder / _GATE).unlink(missing_ok=True)
        sync(self.folder)
        self._write(_KEY, key)
        self._write(_CERTIFICATE, identity.certificate.encode("ascii"))
        self._write(_AUTHORITY, identity.authority.encode("ascii"))
        self._write(_HUB_KEY, identity.hub_key.encode("ascii"))
        self._write(_GATE, gate.encode("ascii"))
        (self.folder / _ASKING).unlink(missing_ok=True)

    def keep_certificate(self, certificate: str) -> None:
        """Take a renewed certificate of the same key."""
        self._write(_CERTIFICATE, certificate.encode("ascii"))

    @property
    def configuration(self) -> bytes | None:
        """The hub's configuration in force, if there is one."""
        try:
            return (self.folder / CONFIGURATION).read_bytes()
        except FileNotFoundError:
            return None

    def keep_configuration(self, toml: bytes | None) -> None:
        """Lay this over the station's own file from the next start on; None for nothing."""
        if toml is None:
            (self.folder / CONFIGURATION).unlink(missing_ok=True)
            sync(self.folder)
        else:
            self._write(CONFIGURATION, toml)

    @property
    def configuration_name(self) -> str:
        """Its SHA-256, or `OWN_FILE`."""
        held = self.configuration
        return OWN_FILE if held is None else sha256(held)

    def done(self) -> dict[str, str]:
        """Orders that were carried out, by id, and how: they are never carried out twice."""
        try:
            said = json.loads((self.folder / _DONE).read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return {}
        return {str(name): str(outcome) for name, outcome in said.items()} if isinstance(said, dict) else {}

    def keep_done(self, order_id: str, outcome: str, most: int = 200) -> None:
        """Note that an order was carried out, before its effect where that ends this program."""
        held = self.done() | {order_id: outcome}
        self._write(_DONE, json.dumps(dict(list(held.items())[-most:])).encode())

    def handed_over(self, order_id: str) -> datetime | None:
        """When the update of this order was handed to the machine's updater; None when it was not."""
        try:
            named, _, at = (self.folder / _HANDED).read_text(encoding="ascii").partition(" ")
            return datetime.fromisoformat(at) if named == order_id else None
        except (FileNotFoundError, ValueError):
            return None

    def keep_handed_over(self, order_id: str, at: datetime | None) -> None:
        """Note that an update was handed over, also for the program that starts after it; None to forget it."""
        if at is None:
            (self.folder / _HANDED).unlink(missing_ok=True)
            sync(self.folder)
        else:
            self._write(_HANDED, f"{order_id} {at.isoformat()}".encode("ascii"))

    def _write(self, name: str, content: bytes) -> None:
        write_whole(self.folder / name, content, 0o600)
