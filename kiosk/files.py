"""Files that are there whole or not at all, also when the power goes: beside, to disk, renamed, the name to disk."""

from __future__ import annotations

import os
from pathlib import Path


def write_whole(path: Path, content: bytes, mode: int) -> None:
    """A power cut leaves the old file or the new one; on return it is the new one.

    :raises OSError: when it cannot be written; the old one is in its place.
    """
    beside = path.with_name(f".{path.name}.new")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "wb") as file:
        os.fchmod(file.fileno(), mode)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    sync(path.parent)


def put_in_place(part: Path, path: Path) -> None:
    """Give a file that was written beside, however large, its name; on return content and name are on the disk.

    :raises OSError: when that fails; an old one may be in its place.
    """
    sync(part)
    part.replace(path)
    sync(path.parent)


def sync(path: Path) -> None:
    """Bring a file's content, or a folder's names, to the disk.

    :raises OSError: when that fails; it may be lost.
    """
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
