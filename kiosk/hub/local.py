"""The hub's doors in the same process: for a single machine's simulation, and behind the hub's own service."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Protocol, TypeVar

from his_client.insurance.ports import Eligibility
from his_client.outcome import Done, Outcome, Refused
from kiosk.hub.core import HubCore
from kiosk.hub.ports import OpenedOrder
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


class LocalHub:
    """`InsurerPort`, `OrderDesk` and `StaffCalls` over a hub in this process."""

    def __init__(self, core: HubCore, via: Via = at_once) -> None:
        self._core = core
        self._via = via

    def check(self, number: str, full_name: str, birth_date: str) -> Eligibility:
        """See `InsurerPort.check`."""
        return self._core.check_insurance(number, full_name, birth_date)

    def open(self, order_id: str, station_id: str, bill_id: str, amount: int) -> Outcome[OpenedOrder]:
        """See `OrderDesk.open`."""
        return self._via(lambda: self._core.open_order(order_id, station_id, bill_id, amount))

    def received(self, order_id: str) -> Outcome[int]:
        """See `OrderDesk.received`."""
        order = self._via(lambda: self._core.order(order_id))
        return Refused("no_order") if order is None else Done(order.received)

    def call(self, station_id: str, reason: str) -> None:
        """See `StaffCalls.call`."""
        self._via(lambda: self._core.call_staff(station_id, reason))
