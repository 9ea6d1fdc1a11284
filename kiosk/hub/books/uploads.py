"""Files somebody gave, kept in memory until they are imported; nothing of them is written anywhere before."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field

MOST_FILES = 4
MOST_BYTES = 400 * 2**20


@dataclass(frozen=True, slots=True)
class Upload:
    """A file, and the problems it was seen to have by layout."""

    name: str
    content: bytes = field(repr=False)
    problems: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False)


class Uploads:
    """The last few files given, by the SHA-256 of their content. May be used from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._files: OrderedDict[str, Upload] = OrderedDict()

    def keep(self, file_sha256: str, name: str, content: bytes) -> Upload:
        """Keep a file; the oldest go when there are too many."""
        with self._lock:
            upload = self._files.pop(file_sha256, None) or Upload(name, content)
            self._files[file_sha256] = upload
            while len(self._files) > MOST_FILES or (self._bytes() > MOST_BYTES and len(self._files) > 1):
                self._files.popitem(last=False)
            return upload

    def get(self, file_sha256: str) -> Upload | None:
        """The file with this hash, if it is still here."""
        with self._lock:
            return self._files.get(file_sha256)

    def drop(self, file_sha256: str) -> None:
        """Its lines are in the journal: it is needed no more."""
        with self._lock:
            self._files.pop(file_sha256, None)

    def _bytes(self) -> int:
        return sum(len(upload.content) for upload in self._files.values())
