"""Trials off the window's thread: one worker, in order; what they end with comes back as a Qt signal."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QObject, Signal


class Work(QObject):
    """Runs jobs one after another. Whoever asked is told on the window's thread, unless `forget` came between."""

    _ended = Signal(object, object, int)

    def __init__(self, window: QObject) -> None:
        """The signals end with the window."""
        super().__init__(window)
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="setup")
        self._generation = 0
        self._ended.connect(self._tell)

    def do(self, job: Callable[[], object], done: Callable[[object], None]) -> None:
        """Run `job` there; `done` hears its result here, an exception as the result it is."""
        self._pool.submit(self._run, job, done, self._generation)

    def forget(self) -> None:
        """What is under way ends unheard."""
        self._generation += 1

    def close(self) -> None:
        """End the worker; what it does is waited for."""
        self.forget()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _run(self, job: Callable[[], object], done: Callable[[object], None], generation: int) -> None:
        try:
            result = job()
        except Exception as error:  # its sentence is shown
            result = error
        self._ended.emit(done, result, generation)

    def _tell(self, done: Callable[[object], None], result: object, generation: int) -> None:
        if generation == self._generation:
            done(result)
