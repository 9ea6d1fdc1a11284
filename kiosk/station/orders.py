"""The payment order of the visit under way: opened once, asked about every second until it is left."""

from __future__ import annotations

from collections.abc import Callable

from his_client.outcome import Done, Outcome
from kiosk.hub.ports import OpenedOrder, OrderDesk
from kiosk.loop import Loop
from kiosk.visit import effects as fx
from kiosk.visit import events as ev

ORDER_POLL_S = 1.0

Answer = Callable[[str, ev.Event], None]


class OrderWatch:
    """Opens and watches orders at the hub. All methods are called on the loop's owner thread.

    :param answer: posts an event to a visit, by its id.
    """

    def __init__(self, orders: OrderDesk, station_id: str, loop: Loop, answer: Answer) -> None:
        self._orders = orders
        self._station_id = station_id
        self._loop = loop
        self._answer = answer
        self._polling: str | None = None

    def open(self, visit_id: str, order: fx.OpenOrder) -> None:
        """Open the order and listen for its money."""
        self._polling = order.id

        def opened(outcome: Outcome[OpenedOrder]) -> None:
            match outcome:
                case Done(value=found):
                    event = ev.OrderOpened(found.order_id, found.amount, found.qr, found.pay_code, found.payee)
                    self._answer(visit_id, event)
                    self._poll(visit_id, order.id, 0)
                case _:
                    # Opening is idempotent by its id and takes nothing; the fee can be paid at the cashier.
                    self._polling = None
                    self._answer(visit_id, ev.OrderUnavailable())

        self._loop.work(
            "open-order",
            lambda: self._orders.open(
                order.id,
                self._station_id,
                order.bill_id,
                order.amount,
                kind=order.kind,
                visit_code=order.visit_code,
            ),
            opened,
        )

    def leave(self) -> None:
        """Ask no more; the hub keeps listening."""
        self._polling = None

    def _poll(self, visit_id: str, order_id: str, known: int) -> None:
        def heard(outcome: Outcome[int]) -> None:
            if self._polling != order_id:
                return
            received = outcome.value if isinstance(outcome, Done) else known
            self._answer(visit_id, ev.CreditsSeen(received) if isinstance(outcome, Done) else ev.PaymentUnheard())
            self._loop.later(ORDER_POLL_S, lambda: self._poll(visit_id, order_id, received))

        if self._polling == order_id:
            self._loop.work("ask-order", lambda: self._orders.received(order_id), heard)
