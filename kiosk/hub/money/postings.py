"""Postings to the HIS: each has its id in the journal first, is carried by the courier, and its answer means something.

A posting's name is the id the HIS knows the payment by: a credit's own name or a counter payment's. Money that pays
more than one bill is posted for the second under its name with `~2`, since a HIS takes each id for one bill only.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from typing import Protocol

from his_client.his.ports import HospitalSystem, PaymentNotice, PaymentPosted
from kiosk.delivery.courier import Courier
from kiosk.delivery.machine import (
    Delivery,
    DeliveryDone,
    DeliveryEvent,
    DeliveryHandedOver,
    DeliveryRefused,
    DeliveryRequested,
    Patience,
    advance,
    open_delivery,
)
from kiosk.hub.record import HubRecord
from kiosk.loop import Loop
from kiosk.money.book import HIS
from kiosk.money.order import CreditHandedOver, MoneyEvent, PaymentSettled

log = logging.getLogger(__name__)

_AGAIN = re.compile(r"~\d+\Z")


class Meaning(Protocol):
    """Says what a receipt is about."""

    def __call__(self, subject: str, name: str, notice: PaymentNotice, receipt_number: str) -> PaymentSettled:
        """The fact that a receipt was made for a posting, with its order, kind and period."""
        ...


class Postings:
    """Every posting of the hub by its name, and the courier that carries the open ones."""

    def __init__(
        self, record: HubRecord, his: HospitalSystem, loop: Loop, patience: Patience, settled: Meaning
    ) -> None:
        self._record = record
        self._patience = patience
        self._settled = settled
        self._courier = Courier(his, loop, self._answered, _told, patience)
        self._known: dict[str, Delivery] = {}
        self._started = False

    @property
    def open(self) -> tuple[Delivery, ...]:
        """Postings the HIS has not answered yet."""
        return tuple(self._courier.open)

    def get(self, name: str) -> Delivery | None:
        """How the posting of this name stands."""
        return self._known.get(name)

    def start(self) -> None:
        """Ask about everything that is not settled."""
        self._started = True
        self._courier.resume()

    def keep(self, entries: Iterable[tuple[str, object]], notices: Iterable[tuple[str, PaymentNotice]]) -> None:
        """Journal facts and the postings that follow in one transaction, then post.

        One that was given up is asked for first; one that is under way or done already is not begun again.
        """
        wanted = [
            (subject, DeliveryRequested(notice.id, notice))
            for subject, notice in notices
            if (known := self._known.get(notice.id)) is None or (known.final and known.result is None)
        ]
        again = {requested.delivery_id for _, requested in wanted if requested.delivery_id in self._known}
        self._record.keep([*entries, *wanted])
        if self._started:
            for subject, requested in wanted:
                self._courier.begin(subject, requested, ask_first=requested.delivery_id in again)

    def apply(self, subject: str, event: DeliveryEvent) -> None:
        """Take in an event of the journal; before the start the courier takes it over too."""
        if not self._started:
            self._courier.replay(subject, event)
        if isinstance(event, DeliveryRequested):
            self._known[event.delivery_id] = open_delivery(subject, event)[0]
        elif (known := self._known.get(event.delivery_id)) is not None:
            self._known[event.delivery_id] = advance(known, event, self._patience)[0]

    def _answered(self, subject: str, event: DeliveryEvent) -> None:
        """Journal what became of a posting together with what it means for its money."""
        meaning = self._meaning(subject, event)
        self._record.keep([(subject, event), *([(subject, meaning)] if meaning else [])])

    def _meaning(self, subject: str, event: DeliveryEvent) -> MoneyEvent | None:
        name = event.delivery_id
        provider, reference = money_of(name)
        match event:
            case DeliveryDone(result=PaymentPosted(receipt_number=receipt)):
                notice = self._known[name].payload
                assert isinstance(notice, PaymentNotice)
                return self._settled(subject, name, notice, receipt)
            case DeliveryRefused(code=reason) | DeliveryHandedOver(reason=reason):
                return CreditHandedOver(provider, reference, f"{HIS}{reason}")
            case _:
                return None


def money_of(name: str) -> tuple[str, str]:
    """Provider and reference of the money a posting is about."""
    provider, _, reference = _AGAIN.sub("", name).partition(":")
    return provider, reference


def _told(delivery: Delivery) -> None:
    log.info("payment_delivery", extra={"phase": str(delivery.phase), "reason": delivery.reason})
