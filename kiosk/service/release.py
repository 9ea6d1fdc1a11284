"""A release that is offered: the package file and the signed word about it, which alone says what may be installed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

from kiosk.fleet.signing import ANY_STATION, MOST_BYTES, RELEASE, BundleInvalid, opened, sign

PACKAGE = "kiosk"
SUFFIX = ".release"
"""What is added to the package's file name for the file with its signed word."""

_BLOCK = 1 << 20


class ReleaseInvalid(Exception):
    """This package is not one that the pinned key vouches for; the message says why."""


@dataclass(frozen=True, slots=True)
class Release:
    """What is signed: the package's version, its file's SHA-256 (hexadecimal) and size in bytes."""

    package: str
    version: str
    sha256: str
    size: int


def word(key_pem: bytes, deb: Path, version: str) -> bytes:
    """The signed word about a package file, for whoever makes releases.

    :raises TypeError, ValueError: when the key is no Ed25519 private key in PEM.
    """
    key = load_pem_private_key(key_pem, None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError("releases are signed with an Ed25519 key")
    release = Release(PACKAGE, version, *_measured(deb))
    return sign(key, RELEASE, ANY_STATION, json.dumps(asdict(release)).encode())


def verified(pinned: Path, deb: Path) -> Release:
    """The release that `deb` is, by the word beside it.

    :param pinned: the file with the public key (PEM) that this machine believes.
    :raises ReleaseInvalid: when anything is missing, unsigned, or about another file.
    """
    try:
        key = load_pem_public_key(pinned.read_bytes())
    except (OSError, ValueError) as error:
        raise ReleaseInvalid(f"no key for releases at {pinned}: put the hospital's there") from error
    if not isinstance(key, Ed25519PublicKey):
        raise ReleaseInvalid(f"{pinned} is no Ed25519 key")
    try:
        with deb.with_name(deb.name + SUFFIX).open("rb") as file:
            bundle = file.read(MOST_BYTES + 1)
        release = Release(**json.loads(opened(key, RELEASE, ANY_STATION, bundle)))
    except OSError as error:
        raise ReleaseInvalid(f"{deb.name}{SUFFIX} is missing: a package comes with it") from error
    except (BundleInvalid, TypeError, ValueError) as error:
        raise ReleaseInvalid(str(error)) from error
    try:
        measured = _measured(deb)
    except OSError as error:
        raise ReleaseInvalid(f"{deb} cannot be read ({error.strerror})") from error
    if release.package != PACKAGE or measured != (release.sha256, release.size):
        raise ReleaseInvalid(f"{deb.name} is not the file that was signed")
    return release


def _measured(path: Path) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
            size += len(block)
    return digest.hexdigest(), size
