"""The courier carries deliveries: it runs the machine's commands against the HIS and journals what came of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from his_client.his.ports import Feedback, HospitalSystem, PaymentNotice, RegistrationRequest
from his_client.outcome import Done, Outcome, Refused, Unknown
from kiosk.clock import VIETNAM
from kiosk.delivery.machine import (
    Command,
    Delivery,
    DeliveryAbsent,
    DeliveryDone,
    DeliveryEvent,
    DeliveryHandedOver,
    DeliveryRefused,
    DeliveryRequested,
    DeliveryUnknown,
    Next,
    Patience,
    Result,
    advance,
    open_delivery,
    resume,
)
from kiosk.loop import Loop

# Refusals that say nothing about the request itself; it is tried again.
PASSING = frozenset({"busy"})

# Answers that no patience changes: the receiver has no way to say what became of a key.
CANNOT_SAY = frozenset({"cannot_search"})

Record = Callable[[str, DeliveryEvent], None]
Told = Callable[[Delivery], None]


class Courier:
    """Owns the open deliveries of one journal. All methods are called on the loop's owner thread.

    :param record: journals an event under its subject, durably, before returning.
    :param told: is called with each delivery that has become final.
    :param today: the hospital's day; with it, a registration that the HIS proves not to hold is not sent on a later
        day than it was wanted for, but handed to a person.
    """

    def __init__(
        self,
        his: HospitalSystem,
        loop: Loop,
        record: Record,
        told: Told,
        patience: Patience,
        today: Callable[[], date] | None = None,
    ) -> None:
        self._today = today
        self._his = his
        self._loop = loop
        self._record = record
        self._told = told
        self._patience = patience
        self._open: dict[str, Delivery] = {}

    @property
    def open(self) -> Iterable[Delivery]:
        """Deliveries that are not final yet."""
        return self._open.values()

    def begin(self, subject: str, requested: DeliveryRequested, *, ask_first: bool = False) -> None:
        """Carry a delivery whose request is already in the journal.

        :param ask_first: it was carried and given up before; the receiver may hold it.
        """
        delivery, following = open_delivery(subject, requested)
        self._open[delivery.id] = delivery
        self._follow(delivery, Next(Command.ASK) if ask_first else following)

    def replay(self, subject: str, event: DeliveryEvent) -> None:
        """Take over one journalled event while the station recovers; nothing is sent yet."""
        if isinstance(event, DeliveryRequested):
            self._open[event.delivery_id] = open_delivery(subject, event)[0]
        elif event.delivery_id in self._open:
            self._open[event.delivery_id], _ = advance(self._open[event.delivery_id], event, self._patience)
            if self._open[event.delivery_id].final:
                del self._open[event.delivery_id]

    def resume(self) -> None:
        """After recovery: ask about everything that is not settled."""
        for delivery in list(self._open.values()):
            following = resume(delivery)
            if following is not None:
                self._follow(delivery, following)

    def _follow(self, delivery: Delivery, following: Next) -> None:
        if following.command is Command.HAND_OVER:
            self._happened(delivery.id, DeliveryHandedOver(delivery.id, delivery.reason or "no_answer"))
        elif following.after_s > 0:
            self._loop.later(following.after_s, lambda: self._run(delivery, following.command))
        else:
            self._run(delivery, following.command)

    def _run(self, delivery: Delivery, command: Command) -> None:
        carry = self._send if command is Command.SEND else self._ask
        self._loop.work(
            f"delivery-{command.value}",
            lambda: carry(delivery),
            lambda event: self._happened(delivery.id, event),
        )

    def _happened(self, delivery_id: str, event: DeliveryEvent) -> None:
        delivery = self._open.get(delivery_id)
        if delivery is None:
            return
        if not isinstance(event, DeliveryUnknown | DeliveryAbsent):
            self._record(delivery.subject, event)
        delivery, following = advance(delivery, event, self._patience)
        self._open[delivery_id] = delivery
        if following is not None:
            self._follow(delivery, following)
        if delivery.final:
            del self._open[delivery_id]
            self._told(delivery)

    def _send(self, delivery: Delivery) -> DeliveryEvent:
        match delivery.payload:
            case RegistrationRequest() as request:
                return _sent(delivery, self._his.register(request))
            case PaymentNotice() as notice:
                return _sent(delivery, self._his.post_payment(notice))
            case Feedback() as feedback:
                return _sent(delivery, self._his.send_feedback(feedback))

    def _ask(self, delivery: Delivery) -> DeliveryEvent:
        match delivery.payload:
            case RegistrationRequest() as wanted:
                answer = _asked(delivery, self._his.find_registration(wanted.key, wanted))
                day = wanted.requested_at.astimezone(VIETNAM).date()
                if isinstance(answer, DeliveryAbsent) and self._today and self._today() != day:
                    return DeliveryHandedOver(delivery.id, "another_day")
                return answer
            case PaymentNotice(id=payment_id):
                return _asked(delivery, self._his.find_payment(payment_id))
            case Feedback():
                # The HIS takes the same id once: sending it again is how it is asked about.
                return self._send(delivery)


def _sent(delivery: Delivery, outcome: Outcome[Result]) -> DeliveryEvent:
    match outcome:
        case Done(value=value):
            return DeliveryDone(delivery.id, value)
        case Refused(code=code) if code in PASSING:
            return DeliveryUnknown(delivery.id, code)
        case Refused(code=code):
            return DeliveryRefused(delivery.id, code)
        case Unknown(reason=reason):
            return DeliveryUnknown(delivery.id, reason)


def _asked(delivery: Delivery, outcome: Outcome[Result | None]) -> DeliveryEvent:
    match outcome:
        case Done(value=value):
            return DeliveryAbsent(delivery.id) if value is None else DeliveryDone(delivery.id, value)
        case Unknown(reason=reason) if reason in CANNOT_SAY:
            return DeliveryHandedOver(delivery.id, reason)
        case Refused(code=code) | Unknown(reason=code):
            # A question that is refused settles nothing: it is asked again, and after that a person asks.
            return DeliveryUnknown(delivery.id, code)
