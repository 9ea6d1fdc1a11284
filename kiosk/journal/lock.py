"""One process writes a journal: a lock on a file beside it, which the kernel releases however a process ends.

Not on the journal itself: closing a second handle of a file drops SQLite's own locks on it (POSIX), and a turned-over
journal is another file under the same name.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path


class WriterLock:
    """The right to write the journal at `path`, from now until `release`.

    :raises OSError: when somebody else has it (`BlockingIOError`), or its file cannot be made.
    """

    def __init__(self, path: Path) -> None:
        # The file stays when the lock is released: one that is deleted could be locked twice.
        self._file = os.open(path.with_name(f"{path.name}.lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BaseException:
            os.close(self._file)
            raise

    def release(self) -> None:
        """Let others write; again is nothing."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
