"""The gate's metrics: its doors, who is connected, and what waits to be handed on to the hub behind it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from importlib.metadata import version
from time import perf_counter

from aiohttp import web

from kiosk.metrics.book import Book, Sample
from kiosk.metrics.families import GATE

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class GateMetrics:
    """Counted on the gate's own thread, read from any."""

    def __init__(self) -> None:
        self.book = Book(GATE)

    @web.middleware
    async def door(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Measure a request, by the first part of its path and how it was answered."""
        began = perf_counter()
        status = 500
        try:
            response = await handler(request)
            status = response.status
            return response
        except web.HTTPException as refusal:
            status = refusal.status
            raise
        finally:
            labels = {"door": request.path.split("/", 2)[1], "status": f"{status // 100}xx"}
            self.book.observe("kiosk_gate_door_seconds", perf_counter() - began, **labels)

    def begin(self, gauges: Callable[[], Iterable[tuple[str, float]]]) -> None:
        """Look at the gate whenever somebody asks.

        :param gauges: names without their beginning `kiosk_gate_`, and values.
        """

        def samples() -> Iterable[Sample]:
            yield "kiosk_build", {"version": version("hospital-kiosk")}, 1
            yield from ((f"kiosk_gate_{name}", {}, value) for name, value in gauges())

        self.book.look(samples)
