"""The hub as a station sees it: over HTTP, each call bounded by one deadline, or in the same process."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import quote

from his_client import fields as read
from his_client.fields import BadShape, Json
from his_client.http import JsonClient, JsonReply
from his_client.insurance.ports import Eligibility, EligibilityStatus, RouteVerdict
from his_client.outcome import Done, Outcome, Refused, Unknown
from kiosk.hub.coverage.events import Person
from kiosk.hub.identity import MutualTls, tls_files
from kiosk.hub.named import CALL_HEADER
from kiosk.hub.owner import HubSilent, Via, at_once
from kiosk.hub.ports import OpenedOrder, Peers, UnverifiedVisit
from kiosk.money.order import BillKind

if TYPE_CHECKING:
    from kiosk.hub.core import HubCore  # who asks a hub elsewhere starts sooner without one

log = logging.getLogger(__name__)

T = TypeVar("T")


class HubClient:
    """`InsurerPort`, `LaterChecks`, `OrderDesk` and `StaffCalls` over a hub's service. Thread-safe; repeats nothing.

    :param url: https, or http to this machine only.
    :param identity: the station's, where the address is a gate's.
    :param deadline_s: for orders and calls; an insurance check may take `insurance_s`, as the hub asks the gateway.
    :raises InsecureAddress: for plain http to another machine.
    """

    def __init__(
        self,
        url: str,
        token: str,
        *,
        deadline_s: float = 5.0,
        insurance_s: float = 15.0,
        identity: MutualTls | None = None,
    ) -> None:
        self._http = JsonClient(url, deadline_s=deadline_s, call_header=CALL_HEADER, **tls_files(identity))
        self._slow = JsonClient(url, deadline_s=insurance_s, call_header=CALL_HEADER, **tls_files(identity))
        self._headers = {"Authorization": f"Bearer {token}"}

    def close(self) -> None:
        """Close the kept connections."""
        self._http.close()
        self._slow.close()

    def check(self, number: str, full_name: str, birth_date: str, *, visit_id: str) -> Eligibility:
        """See `InsurerPort.check`."""
        body = {"number": number, "full_name": full_name, "birth_date": birth_date, "visit_id": visit_id}
        reply = self._slow.call("POST", "/insurance/check", body=body, headers=self._headers)
        outcome = understand(reply, _eligibility)
        match outcome:
            case Done(value=eligibility):
                return eligibility
            case Refused(code=reason) | Unknown(reason=reason):
                log.warning("hub_silent", extra={"call": "insurance", "reason": reason})
                return Eligibility.without_card(EligibilityStatus.UNVERIFIED, reason)

    def open(
        self,
        order_id: str,
        station_id: str,
        bill_id: str,
        amount: int,
        *,
        kind: str = "fee",
        visit_code: str = "",
    ) -> Outcome[OpenedOrder]:
        """See `OrderDesk.open`."""
        body: Json = {"order_id": order_id, "station_id": station_id, "bill_id": bill_id, "amount": amount}
        # Only what says something: a hub of an earlier release knows neither.
        body |= {"kind": kind} if kind != BillKind.FEE else {}
        body |= {"visit_code": visit_code} if visit_code else {}
        reply = self._http.call("POST", "/orders", body=body, headers=self._headers)
        outcome = understand(reply, _opened)
        if isinstance(outcome, Done) and (outcome.value.order_id, outcome.value.amount) != (order_id, amount):
            return Unknown("other_answer", "the answer belongs to another order")
        return outcome

    def received(self, order_id: str) -> Outcome[int]:
        """See `OrderDesk.received`."""
        reply = self._http.call("GET", f"/orders/{quote(order_id, safe='')}", headers=self._headers)
        outcome = understand(reply, lambda data: (read.text(data, "order_id"), read.money(data, "received")))
        if not isinstance(outcome, Done):
            return outcome
        answered, received = outcome.value
        return Done(received) if answered == order_id else Unknown("other_answer", "the answer is about another order")

    def call(self, station_id: str, reason: str) -> bool:
        """See `StaffCalls.call`."""
        body = {"station_id": station_id, "reason": reason}
        outcome = understand(self._http.call("POST", "/calls", body=body, headers=self._headers), lambda _: None)
        if not isinstance(outcome, Done):
            log.warning("hub_silent", extra={"call": "staff", "outcome": type(outcome).__name__})
            return False
        return True

    def pending(self) -> Outcome[tuple[Json, ...]]:
        """The hub's `GET /insurance/pending`: insurance checks to be made later, as plain data without a person."""
        reply = self._http.call("GET", "/insurance/pending", headers=self._headers)
        return understand(reply, lambda data: read.records(data.get("checks"), "checks"))

    def report_unverified(self, visit: UnverifiedVisit) -> Outcome[None]:
        """See `LaterChecks.report_unverified`."""
        body = asdict(visit) | {"failed_at": visit.failed_at.isoformat()}
        return self._post("/insurance/unverified", body, lambda _: None)

    def copayment(
        self, visit_id: str, number: str, full_name: str, birth_date: str, five_years_from: date
    ) -> Outcome[str | None]:
        """See `LocalHub.copayment`."""
        body = {"visit_id": visit_id, "number": number, "full_name": full_name, "birth_date": birth_date}
        reply = self._slow.call(
            "POST",
            "/insurance/copayment",
            body=body | {"five_years_from": five_years_from.isoformat()},
            headers=self._headers,
        )
        return understand(reply, lambda data: read.optional_text(data, "co_paid"))

    def seen(self, visit_id: str, by: str) -> Outcome[int]:
        """Say who takes over what was handed over of a visit's checks; how many. Refused: `no_check`."""
        body = {"visit_id": visit_id, "by": by}
        return self._post("/insurance/seen", body, lambda data: read.integer(data, "checks"))

    def erase(self, visit_id: str) -> Outcome[None]:
        """Have the hub erase what is personal of a visit's checks; it does not tell whether there was anything."""
        return self._post("/insurance/erase", {"visit_id": visit_id}, lambda _: None)

    def _post(self, path: str, body: Json, parse: Callable[[Json], T]) -> Outcome[T]:
        return understand(self._http.call("POST", path, body=body, headers=self._headers), parse)

    def health(self) -> Outcome[Json]:
        """The hub's `GET /health` as plain data."""
        return understand(self._http.call("GET", "/health"), dict)

    def peers(self) -> Outcome[Peers]:
        """Whom the hub asks, and how that goes; it may ask the insurer for a session before it answers."""
        return understand(self._slow.call("GET", "/health/peers", headers=self._headers), _peers)


class LocalHub:
    """`InsurerPort`, `LaterChecks`, `OrderDesk` and `StaffCalls` over a hub in this process.

    :param via: reaches the hub's owner thread; by default the caller is on it already, as in a simulated day.
    :param making_s: how long `open` waits for a provider to make its order; a caller on the owner's thread cannot.
    """

    def __init__(self, core: HubCore, via: Via = at_once, *, making_s: float = 0.0) -> None:
        self._core = core
        self._via = via
        self._making_s = making_s

    def check(self, number: str, full_name: str, birth_date: str, *, visit_id: str) -> Eligibility:
        """See `InsurerPort.check`. The gateway is asked on the caller's thread, the journal written on the owner's."""
        desk = self._core.coverage
        if desk is None:
            return Eligibility.without_card(EligibilityStatus.UNVERIFIED, "not_configured")
        try:
            check = self._via(lambda: desk.begin(visit_id, Person(number, full_name, birth_date)))
            found = self._core.ask_insurer(number, full_name, birth_date)
            self._via(lambda: desk.answered(visit_id, check, found))
        except HubSilent:
            log.warning("hub_silent", extra={"call": "insurance"})
            return Eligibility.without_card(EligibilityStatus.UNVERIFIED, "timeout")
        return found.eligibility

    def copayment(
        self, visit_id: str, number: str, full_name: str, birth_date: str, five_years_from: date
    ) -> Outcome[str | None]:
        """What the person has co-paid this year, in dong as text, None without a sum; asked once for a visit at most.

        Refused, and nothing is asked: `not_due` (five years in a row are not full yet, so the sum changes nothing),
        `asked_already`, `not_configured`. Else as `CoPaymentLookup.accumulated` answers; the words stay at the hub.
        """
        desk, lookup = self._core.coverage, self._core.copayments
        if desk is None or lookup is None:
            return Refused("not_configured")
        if five_years_from > self._core.today():
            return Refused("not_due")
        try:
            asked = self._via(lambda: desk.begin_copayment(visit_id))
            if asked is None:
                return Refused("asked_already")
            outcome = lookup.accumulated(number, full_name, birth_date)
            self._via(lambda: desk.copayment_answered(visit_id, asked, outcome))
        except HubSilent as silent:
            return Unknown("timeout", str(silent))
        if not isinstance(outcome, Done):
            return outcome
        return Done(None if outcome.value.total is None else str(outcome.value.total))

    def report_unverified(self, visit: UnverifiedVisit) -> Outcome[None]:
        """See `LaterChecks.report_unverified`."""
        desk = self._core.coverage
        if desk is None:
            return Refused("not_configured")
        person = Person(visit.number, visit.full_name, visit.birth_date)
        try:
            self._via(lambda: desk.reported(visit.visit_id, person, visit.failed_at, visit.code))
        except HubSilent as silent:
            return Unknown("timeout", str(silent))
        return Done(None)

    def open(
        self,
        order_id: str,
        station_id: str,
        bill_id: str,
        amount: int,
        *,
        kind: str = "fee",
        visit_code: str = "",
    ) -> Outcome[OpenedOrder]:
        """See `OrderDesk.open`. Unknown `order_making` when the provider has not made it yet: open it again."""
        try:
            opened = self._via(
                lambda: self._core.open_order(order_id, station_id, bill_id, amount, BillKind(kind), visit_code)
            )
            if not isinstance(opened, Done) or opened.value.qr:
                return opened
            ready = self._via(lambda: self._core.money.ready(order_id))
        except HubSilent as silent:
            return Unknown("timeout", str(silent))
        try:
            return ready.result(self._making_s)
        except TimeoutError:
            return Unknown("order_making", "the provider has not made the order yet")

    def received(self, order_id: str) -> Outcome[int]:
        """See `OrderDesk.received`."""
        try:
            order = self._via(lambda: self._core.order(order_id))
        except HubSilent as silent:
            return Unknown("timeout", str(silent))
        return Refused("no_order") if order is None else Done(order.received)

    def call(self, station_id: str, reason: str) -> bool:
        """See `StaffCalls.call`."""
        try:
            self._via(lambda: self._core.call_staff(station_id, reason))
        except HubSilent:
            log.warning("hub_silent", extra={"call": "staff"})
            return False
        return True


def understand(reply: JsonReply | Unknown, parse: Callable[[Json], T]) -> Outcome[T]:
    """What a reply of the hub says: done as `parse` reads it, refused with the hub's code, or unknown."""
    if isinstance(reply, Unknown):
        return reply
    if reply.status in {401, 403}:
        return Refused("unauthorised", "the hub does not accept this station's token; check hub_token")
    try:
        data = read.record(reply.data, "reply")
        if reply.status >= 400:
            return Refused(read.text(data, "refused"))
        return Done(parse(data))
    except BadShape as shape:
        return Unknown("bad_shape", f"field {shape.field}")


def _peers(data: Json) -> Peers:
    payments = read.record(data.get("payments"), "payments")
    return Peers({name: read.text(payments, name) for name in payments}, read.text(data, "insurer"))


def _opened(data: Json) -> OpenedOrder:
    return OpenedOrder(
        read.text(data, "order_id"),
        read.money(data, "amount"),
        read.text(data, "qr"),
        read.text(data, "pay_code"),
        read.text(data, "payee"),
    )


def _eligibility(data: Json) -> Eligibility:
    try:
        status = EligibilityStatus(read.text(data, "status"))
    except ValueError:
        raise BadShape("status") from None
    return Eligibility(
        status,
        read.text(data, "code"),
        read.optional_text(data, "card"),
        read.optional_integer(data, "level"),
        _day(data, "valid_from"),
        _day(data, "valid_to"),
        read.optional_text(data, "first_registration"),
        read.optional_text(data, "region"),
        _day(data, "five_years_from"),
        _verdict(data),
    )


def _verdict(data: Json) -> RouteVerdict | None:
    text = read.optional_text(data, "route")
    try:
        return None if text is None else RouteVerdict(text)
    except ValueError:
        raise BadShape("route") from None


def _day(data: Json, field: str) -> date | None:
    text = read.optional_text(data, field)
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise BadShape(field) from None
