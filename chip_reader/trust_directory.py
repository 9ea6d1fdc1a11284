"""A trust store kept in a directory: import certificates and master lists, list what is trusted, take something out.

Each certificate lies in a file of its own, named by its fingerprint, with a small JSON file beside it that keeps where
it came from. The directory is what `TrustStore.from_directory` reads; nothing else is needed to use it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from asn1crypto import x509

from .certificates import fingerprint, read_certificates
from .master_list import MAX_BYTES, BadMasterList, MasterList, parse_master_list
from .revocation import BadRevocationList, parse_revocation_list
from .trust import CERTIFICATE_SUFFIXES, MASTER_LIST_SUFFIXES, REVOCATION_SUFFIXES

_MIN_PREFIX = 8
_ORIGIN_LIMIT = 4096


class BadTrustFile(ValueError):
    """A file that cannot be imported, or a fingerprint that names nothing; the message says why."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an entry came from: the file's name and SHA-256, its kind, when, and under whose signature.

    `kind` is `certificate`, `master list`, `revocation list` or `unknown` (put there by hand); `authority` is the
    SHA-256 of the certificate that vouches for a master list, empty for others. `imported` is UTC, ISO 8601.
    """

    kind: str = "unknown"
    file: str = ""
    file_sha256: str = ""
    imported: str = ""
    authority: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in the store. `subject` is the certificate's or the list's authority; dates are ISO 8601 (UTC)."""

    fingerprint: str
    subject: str
    valid_from: str
    valid_to: str
    key: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: entries that are new, how many were there already or could not be used."""

    added: tuple[Entry, ...]
    known: int
    unusable: int
    origin: Origin


class TrustDirectory:
    """The managed directory. Files put there by hand are listed and used as well, with an unknown origin."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, file: Path, now: datetime, *, authority: str = "") -> Imported:
        """Import a certificate (PEM, DER), a master list or a revocation list; the kind is found out by content.

        `authority`, when given, is the SHA-256 a master list's own authority must have: that is how a list is bound
        to its publisher. `now` is aware. Raises `BadTrustFile`; nothing is written then.
        """
        data = _contents(file)
        base = Origin(
            file=file.name,
            file_sha256=hashlib.sha256(data).hexdigest(),
            imported=now.astimezone(UTC).isoformat(timespec="seconds"),
        )
        try:
            parsed = _understood(data)
        except (BadMasterList, BadRevocationList) as error:
            raise BadTrustFile(f"{file}: {error}") from error
        if authority and not isinstance(parsed, MasterList):
            raise BadTrustFile(f"{file} is not a master list, so it has no authority to compare")
        if isinstance(parsed, bytes):
            return self._keep([(_sha256(parsed), parsed, ".crl")], _with(base, "revocation list"), 0)
        if isinstance(parsed, MasterList):
            found = fingerprint(parsed.authority)
            if authority and found != _plain(authority):
                raise BadTrustFile(f"{file} is signed under authority {found}, not {_plain(authority)}")
            rows = [(fingerprint(c), bytes(c.dump()), ".der") for c in parsed.certificates]
            return self._keep(rows, _with(base, "master list", found), parsed.unreadable)
        rows = [(fingerprint(c), bytes(c.dump()), ".der") for c in parsed]
        return self._keep(rows, _with(base, "certificate"), 0)

    def entries(self) -> tuple[Entry, ...]:
        """Everything trusted, by subject; raises `BadTrustFile` when a file in the directory cannot be used."""
        found = [entry for path in self._files() for entry in self._describe(path)]
        return tuple(sorted(found, key=lambda entry: (entry.subject, entry.fingerprint)))

    def remove(self, prefix: str) -> Entry:
        """Take out the one entry whose fingerprint begins so (eight digits or more); raises `BadTrustFile`."""
        wanted = _plain(prefix)
        if len(wanted) < _MIN_PREFIX:
            raise BadTrustFile(f"a fingerprint needs at least {_MIN_PREFIX} hexadecimal digits")
        hits = [(path, e) for path in self._files() for e in self._describe(path) if e.fingerprint.startswith(wanted)]
        if len(hits) != 1:
            raise BadTrustFile(f"{len(hits)} entries have a fingerprint that begins with {wanted}")
        path, entry = hits[0]
        if path.stem != entry.fingerprint:
            raise BadTrustFile(f"{path.name} was put there by hand and may hold more; take the file out by hand")
        path.unlink()
        path.with_suffix(".json").unlink(missing_ok=True)
        return entry

    def _files(self) -> list[Path]:
        if not self._path.is_dir():
            return []
        kinds = CERTIFICATE_SUFFIXES | MASTER_LIST_SUFFIXES | REVOCATION_SUFFIXES
        return sorted(path for path in self._path.iterdir() if path.suffix.lower() in kinds)

    def _keep(self, rows: list[tuple[str, bytes, str]], origin: Origin, unusable: int) -> Imported:
        self._path.mkdir(parents=True, exist_ok=True)
        present = {entry.fingerprint for entry in self.entries()}
        added: list[Entry] = []
        unique = {name: (data, suffix) for name, data, suffix in rows}
        for name, (data, suffix) in unique.items():
            if name in present:
                continue
            _write(self._path / f"{name}.json", json.dumps(_as_table(origin), indent=2).encode())
            _write(self._path / f"{name}{suffix}", data)
            added += self._describe(self._path / f"{name}{suffix}")
        return Imported(tuple(added), len(unique) - len(added), unusable, origin)

    def _describe(self, path: Path) -> list[Entry]:
        origin = _origin(path.with_suffix(".json"))
        try:
            parsed = _understood(_contents(path))
        except (BadMasterList, BadRevocationList, BadTrustFile) as error:
            raise BadTrustFile(f"{path}: {error}") from error
        if isinstance(parsed, bytes):
            known = parse_revocation_list(parsed)
            until = known.next_update.isoformat() if known.next_update else ""
            subject = known.issuer.human_friendly
            revoked = f"{len(known.revoked)} revoked"
            return [Entry(_sha256(parsed), subject, known.this_update.isoformat(), until, revoked, origin)]
        certificates = parsed.certificates if isinstance(parsed, MasterList) else parsed
        return [_entry(certificate, origin) for certificate in certificates]


def _understood(data: bytes) -> tuple[x509.Certificate, ...] | MasterList | bytes:
    """Certificates, a master list, or the encoding of a revocation list; raises the reason of the likeliest kind."""
    try:
        return read_certificates(data)
    except ValueError:
        pass
    try:
        return parse_revocation_list(data).encoded
    except BadRevocationList as error:
        if error.__cause__ is None:  # it is one, and may not be used
            raise
    return parse_master_list(data)


def _entry(certificate: x509.Certificate, origin: Origin) -> Entry:
    key = certificate.public_key
    return Entry(
        fingerprint(certificate),
        certificate.subject.human_friendly,
        certificate.not_valid_before.isoformat(),
        certificate.not_valid_after.isoformat(),
        f"{key.algorithm} {key.bit_size} bits",
        origin,
    )


def _contents(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise BadTrustFile(f"{path} is larger than {MAX_BYTES} bytes")
        return path.read_bytes()
    except OSError as error:
        raise BadTrustFile(f"{path}: {error.strerror}") from error


def _origin(path: Path) -> Origin:
    try:
        if path.stat().st_size > _ORIGIN_LIMIT:
            return Origin()
        table = json.loads(path.read_text(encoding="utf-8"))
        return Origin(**{name: str(table[name]) for name in _as_table(Origin())})
    except (OSError, ValueError, TypeError, KeyError):
        return Origin()


def _as_table(origin: Origin) -> dict[str, str]:
    return {name: getattr(origin, name) for name in origin.__slots__}


def _with(origin: Origin, kind: str, authority: str = "") -> Origin:
    return Origin(kind, origin.file, origin.file_sha256, origin.imported, authority)


def _plain(text: str) -> str:
    """A fingerprint as typed: colons and spaces are forgiven."""
    digits = re.sub(r"[\s:]", "", text).lower()
    if not re.fullmatch(r"[0-9a-f]{1,64}", digits):
        raise BadTrustFile("a fingerprint is made of hexadecimal digits")
    return digits


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all, also when the power goes."""
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    Path(temporary).replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
