"""Calls to the hub, off the GUI thread: one worker, in the order they were made; answers come back as Qt signals."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from his_client.outcome import Done, Outcome, Refused, Unknown
from kiosk.cashier.ports import Desk

T = TypeVar("T")


@dataclass(slots=True)
class _Call:
    """One call and who waits for its answer."""

    call: Callable[[Desk], Outcome[Any]]
    done: Callable[[Outcome[Any]], None]
    generation: int
    signing_in: bool
    poll: bool


class Calls(QObject):
    """Makes each call on a worker thread. A call refused for want of a session is kept and made again after sign-in.

    The hub's answer may be late or lost; what a call changes carries an id of the caller's making, so the very same
    call can be made again.
    """

    changed = Signal()
    """Something was asked or answered."""
    acted = Signal()
    """The hub has done what a person asked for; what waits may be another number now."""
    signed_out = Signal()
    """The hub wants the PIN again; calls wait."""
    _answered = Signal(object, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="desk")
        self._generation = 0
        self._under_way = 0
        self._parked: list[_Call] = []
        self._answered.connect(self._hear)

    @property
    def under_way(self) -> int:
        """How many calls are not yet answered; those that the window makes by itself again and again do not count."""
        return self._under_way

    @property
    def parked(self) -> int:
        """How many wait for a PIN."""
        return len(self._parked)

    def ask(
        self,
        call: Callable[[Desk], Outcome[T]],
        done: Callable[[Outcome[T]], None],
        *,
        signing_in: bool = False,
        poll: bool = False,
    ) -> None:
        """Make a call; `done` hears its outcome on the GUI thread."""
        self._send(_Call(call, done, self._generation, signing_in, poll))

    def resume(self) -> None:
        """Make every parked call again, in its order."""
        parked, self._parked = self._parked, []
        for call in parked:
            self._send(call)

    def forget(self) -> None:
        """Whoever waits for an answer is gone: nobody hears it."""
        self._generation += 1
        self._parked = []

    def close(self) -> None:
        """Take no more calls; the one under way ends by its own deadline."""
        self.forget()
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _send(self, call: _Call) -> None:
        self._under_way += 0 if call.poll else 1
        self._worker.submit(self._run, call)
        self.changed.emit()

    def _run(self, call: _Call) -> None:
        try:
            outcome = call.call(self._desk)
        except Exception as error:
            # Whatever broke, nobody can say whether the hub did it; the window says so and asks again.
            outcome = Unknown("peer_error", type(error).__name__)
        self._answered.emit(call, outcome)

    def _hear(self, call: _Call, outcome: Outcome[Any]) -> None:
        self._under_way -= 0 if call.poll else 1
        try:
            if call.generation != self._generation:
                return
            if not call.signing_in and wants_pin(outcome):
                self._parked.append(call)
                if len(self._parked) == 1:
                    self.signed_out.emit()
                return
            call.done(outcome)
            if isinstance(outcome, Done) and not call.poll and not call.signing_in:
                self.acted.emit()
        finally:
            self.changed.emit()


def wants_pin(outcome: Outcome[Any]) -> bool:
    """Whether the hub no longer knows the session."""
    match outcome:
        case Refused(code="unauthorised") | Unknown(reason="unauthorised"):
            return True
        case Done() | Refused() | Unknown():
            return False
