"""One process writes a journal: a lock on a file beside it, which the kernel releases however a process ends.

Not on the journal itself: closing a second handle of a file drops SQLite's own locks on it (POSIX), and a turned-over
journal is another file under the same name. The lock's file also remembers, in two words, what the journal's own file
cannot say once it is gone: that rows were written (`begun`), and that its last writer had not ended by itself (`open`).
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

_BEGUN, _OPEN = b"begun", b"open"


class WriterLock:
    """The right to write the journal at `path`, from now until `release`.

    `begun`: the journal holds rows, or did. `torn_off`: whoever wrote it last was killed, or the power went.

    :raises OSError: when somebody else has it (`BlockingIOError`), or its file cannot be made.
    """

    def __init__(self, path: Path) -> None:
        # The file stays when the lock is released: one that is deleted could be locked twice.
        self._folder = path.parent
        self._file = os.open(_beside(path), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            words = os.pread(self._file, 64, 0).split()
        except BaseException:
            os.close(self._file)
            raise
        self.begun, self.torn_off, self._writing = _BEGUN in words, _OPEN in words, False

    def begin(self, *, begun: bool) -> None:
        """The journal is being written from now on; on return the disk knows that.

        :raises OSError: when it cannot be written down.
        """
        self.begun, self._writing = begun, True
        self._remember()
        folder = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def release(self) -> None:
        """Let others write; again is nothing."""
        if self._file >= 0:
            try:
                if self._writing:
                    self._writing = False
                    self._remember()
            except OSError:
                pass  # the next one takes it for torn off, and looks closer
            finally:
                os.close(self._file)
                self._file = -1

    def _remember(self) -> None:
        words = b" ".join(word for word, said in ((_BEGUN, self.begun), (_OPEN, self._writing)) if said)
        os.pwrite(self._file, words.ljust(len(_BEGUN) + len(_OPEN) + 1) + b"\n", 0)
        os.fsync(self._file)


def begun(path: Path) -> bool:
    """Whether the journal at `path` holds rows, or did."""
    try:
        return _BEGUN in _beside(path).read_bytes().split()
    except OSError:
        return False


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.lock")
