"""One writer at a time takes in what all who wait have brought: one commit for many, and none of them writes alone."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future

from his_client.outcome import Unknown
from kiosk.hub.intake import Batch, GroupIntake, Head, TakeAnswer
from kiosk.journal import PublicRow

MOST = 32
"""Batches of one commit."""


class Together:
    """`GroupIntake` over another one. Thread-safe: whoever comes first writes for those who came meanwhile, then lets
    the next one go on."""

    def __init__(self, intake: GroupIntake) -> None:
        self._intake = intake
        self._lock = threading.Lock()
        self.waiting: deque[tuple[Batch, Future[TakeAnswer | None]]] = deque()
        """Batches that are here while another one is written, and who waits for each."""
        self._writing = False

    def head(self, source: str) -> Head | Unknown:
        """See `JournalIntake.head`."""
        return self._intake.head(source)

    def take(self, source: str, rows: Sequence[PublicRow], told_seq: int) -> TakeAnswer:
        """See `JournalIntake.take`."""
        answered: Future[TakeAnswer | None] = Future()
        with self._lock:
            self.waiting.append((Batch(source, rows, told_seq), answered))
            if not self._writing:
                self._writing = True
                answered.set_result(None)
        answer = answered.result()
        return self._write() if answer is None else answer

    def take_together(self, batches: Sequence[Batch]) -> list[TakeAnswer]:
        """See `GroupIntake`."""
        return self._intake.take_together(batches)

    def _write(self) -> TakeAnswer:
        """Take in what waits, this thread's own batch the first of it, and name the next writer; its own answer."""
        with self._lock:
            group = [self.waiting.popleft() for _ in range(min(MOST, len(self.waiting)))]
        try:
            answers: Sequence[TakeAnswer] = self._intake.take_together([batch for batch, _ in group])
        except BaseException as error:
            for _, answered in group[1:]:
                answered.set_exception(error)
            raise
        else:
            for (_, answered), answer in zip(group[1:], answers[1:], strict=True):
                answered.set_result(answer)
            return answers[0]
        finally:
            with self._lock:
                self._writing = bool(self.waiting)
                if self.waiting:
                    self.waiting[0][1].set_result(None)
