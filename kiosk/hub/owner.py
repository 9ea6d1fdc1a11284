"""How a caller on another thread reaches the thread that owns the hub."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Protocol, TypeVar

from kiosk.loop import Loop

T = TypeVar("T")


class HubSilent(RuntimeError):
    """The hub's owner thread did not answer in time or has ended; the caller does not know what happened."""

    def __init__(self) -> None:
        super().__init__("the hub did not answer in time; ask again by the order's id")


class Via(Protocol):
    """How a caller reaches the thread that owns the hub."""

    def __call__(self, job: Callable[[], T], /) -> T:
        """Run `job` on the owner's thread and wait for its result."""
        ...


class OnOwner:
    """Runs jobs on a running loop's owner thread for callers on other threads; waits at most `seconds`."""

    def __init__(self, loop: Loop, seconds: float = 5.0) -> None:
        self._loop = loop
        self._seconds = seconds

    def __call__(self, job: Callable[[], T], /) -> T:
        """See `Via`.

        :raises HubSilent: after `seconds`, or when the job failed; a failure also ends the loop, as any other does.
        """
        box: Future[T] = Future()

        def run() -> None:
            try:
                box.set_result(job())
            except BaseException:
                box.set_exception(HubSilent())
                raise

        self._loop.post(run)
        try:
            return box.result(self._seconds)
        except TimeoutError:
            raise HubSilent from None


def at_once(job: Callable[[], T], /) -> T:
    """`Via` for a caller that is on the owner's thread already."""
    return job()
