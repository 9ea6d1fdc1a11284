"""`CardTerminal` over nexo: one connection for each exchange, and after a lost answer nothing but questions."""

import logging
import ssl
from collections.abc import Mapping
from dataclasses import dataclass

from his_client import fields as read
from his_client.clock import Clock, system_clock
from his_client.fields import BadShape, Json
from his_client.line import Address, Conversation, LineFailed, conversation
from his_client.outcome import Done, Outcome, Refused, Unknown
from his_client.payments.nexo import messages
from his_client.payments.nexo.frames import FRAMING
from his_client.payments.nexo.messages import Approved, Parties
from his_client.payments.terminal import Charge, ChargeState, Totals

log = logging.getLogger(__name__)

_BUSY = frozenset({"Busy", "DeviceOut"})
_NEVER = frozenset({"NotFound"})
_MOST_MESSAGES = 100
"""Notices for the till's display come between question and answer; a terminal that sends more than this is not well."""


@dataclass(frozen=True, slots=True)
class TerminalAddress:
    """Where a terminal listens and who the two ends are. A card takes its time: `charge_s` waits for the cardholder."""

    host: str
    port: int
    parties: Parties
    charge_s: float = 120.0
    ask_s: float = 8.0
    tls: ssl.SSLContext | None = None


class NexoTerminal:
    """A terminal at an address. Thread-safe: no state but the address."""

    def __init__(self, address: TerminalAddress, clock: Clock = system_clock) -> None:
        self._address = address
        self._parties = address.parties
        self._clock = clock

    def charge(self, charge_id: str, amount: int) -> Outcome[Charge]:
        """See `CardTerminal.charge`."""
        if amount <= 0:
            return Refused("amount", "a charge is for whole dong above zero")
        body = messages.payment(charge_id, amount, self._clock())
        answer = self._exchange("Payment", messages.service_id(charge_id), body, self._address.charge_s)
        if not isinstance(answer, Done):
            return answer
        found = _charge(answer.value, charge_id)
        if not isinstance(found, Done):
            return found
        charge = found.value[0]
        if charge.reason in _BUSY:
            return Refused("busy", "the terminal has another charge under way")
        if charge.reason == "NotAllowed":
            return Refused("id_reused", "this id stands for another amount at the terminal")
        if charge.state is ChargeState.APPROVED and charge.amount != amount:
            return Unknown("other_answer", "the terminal approved another amount; look at its slip")
        return Done(charge)

    def ask(self, charge_id: str) -> Outcome[Charge | None]:
        """See `CardTerminal.ask`."""
        found = self._look_up(charge_id)
        return Done(found.value[0] if found.value else None) if isinstance(found, Done) else found

    def abort(self, charge_id: str) -> Outcome[Charge]:
        """See `CardTerminal.abort`: nexo answers no abort, so the charge itself is asked about afterwards."""
        service = messages.service_id(f"{charge_id}/abort")
        said = messages.request(self._parties, "Abort", service, messages.abort_of(self._parties, charge_id))
        try:
            with conversation(self._reach(self._address.ask_s), FRAMING) as line:
                line.send(said)
        except LineFailed as failed:
            return failed.unknown
        found = self.ask(charge_id)
        if isinstance(found, Done):
            return (
                Refused("no_charge", "the terminal knows no such charge") if found.value is None else Done(found.value)
            )
        return found

    def reverse(self, charge_id: str, reversal_id: str) -> Outcome[Charge]:
        """See `CardTerminal.reverse`. A reversal under this id that was made already is found and answered."""
        found = self._look_up(charge_id)
        if not isinstance(found, Done):
            return found
        charge, approved = found.value or (None, None)
        if charge is None or approved is None:
            return Refused("no_charge", "the terminal holds no approved charge of this id")
        made = self._status(reversal_id, "Reversal")
        if isinstance(made, Done) and made.value is None:
            body = messages.reversal(charge_id, reversal_id, approved, self._clock())
            made = self._exchange("Reversal", messages.service_id(reversal_id), body, self._address.ask_s)
        if not isinstance(made, Done):
            return made
        try:
            condition = messages.failure(made.value or {})
        except BadShape as shape:
            return Unknown("bad_shape", f"field {shape.field}")
        if condition is not None:
            return Refused("batch_closed" if condition == "NotAllowed" else condition)
        return Done(Charge(charge_id, charge.amount, ChargeState.ABORTED, charge.reference, charge.card, "reversed"))

    def totals(self) -> Outcome[Totals]:
        """See `CardTerminal.totals`."""
        body = {"TotalDetails": ["SaleID"], "TotalFilter": {"SaleID": self._parties.sale}}
        return self._totals("GetTotals", messages.service_id(self._clock().isoformat()), body)

    def close_batch(self, batch_id: str) -> Outcome[Totals]:
        """See `CardTerminal.close_batch`."""
        return self._totals(
            "Reconciliation",
            messages.service_id(batch_id),
            {"ReconciliationType": "AcquirerReconciliation", "POIReconciliationID": batch_id},
        )

    def _totals(self, category: str, service: str, body: Mapping[str, Json]) -> Outcome[Totals]:
        answer = self._exchange(category, service, body, self._address.ask_s)
        if not isinstance(answer, Done):
            return answer
        try:
            condition = messages.failure(answer.value)
            return Refused(condition) if condition else Done(messages.totals_of(answer.value))
        except BadShape as shape:
            return Unknown("bad_shape", f"field {shape.field}")

    def _look_up(self, charge_id: str) -> Outcome[tuple[Charge, Approved | None] | None]:
        found = self._status(charge_id, "Payment")
        if not isinstance(found, Done):
            return found
        if found.value is None:
            return Done(None)
        if not found.value:
            return Done((Charge(charge_id, 0, ChargeState.UNDER_WAY), None))
        return _charge(found.value, charge_id)

    def _status(self, our_id: str, category: str) -> Outcome[Mapping[str, Json] | None]:
        """The answer the exchange under our id had: None proves there was none, an empty one is still under way."""
        service = messages.service_id(f"{our_id}/{self._clock().isoformat()}")
        body = messages.status_of(self._parties, our_id, category)
        answer = self._exchange("TransactionStatus", service, body, self._address.ask_s)
        if not isinstance(answer, Done):
            return answer
        try:
            condition = messages.failure(answer.value)
            if condition in _NEVER:
                return Done(None)
            if condition == "InProgress":
                return Done({})
            if condition is not None:
                return Unknown("peer_error", f"the terminal answers {condition}")
            repeated = answer.value["RepeatedMessageResponse"]["RepeatedResponseMessageBody"][f"{category}Response"]
            return Done(read.record(repeated, "RepeatedMessageResponse"))
        except (BadShape, KeyError, TypeError):
            return Unknown("bad_shape", "field RepeatedMessageResponse")

    def _exchange(
        self, category: str, service: str, body: Mapping[str, Json], seconds: float
    ) -> Outcome[Mapping[str, Json]]:
        """Ask once and wait for the answer to this very exchange; what else the terminal says is passed over."""
        try:
            with conversation(self._reach(seconds), FRAMING) as line:
                line.send(messages.request(self._parties, category, service, body))
                return _answer(line, category, service)
        except LineFailed as failed:
            log.warning("terminal_silent", extra={"call": category, "reason": failed.unknown.reason})
            return failed.unknown
        except BadShape as shape:
            return Unknown("bad_shape", f"field {shape.field}")

    def _reach(self, seconds: float) -> Address:
        return Address(self._address.host, self._address.port, seconds, self._address.tls)


def _answer(line: Conversation, category: str, service: str) -> Outcome[Mapping[str, Json]]:
    for _ in range(_MOST_MESSAGES):
        body = messages.body_of(line.receive(), category, service)
        if body is not None:
            return Done(body)
    return Unknown("too_large", "the terminal sends notices without an end")


def _charge(body: Mapping[str, Json], charge_id: str) -> Outcome[tuple[Charge, Approved | None]]:
    try:
        return Done(messages.charge_of(body, charge_id))
    except BadShape as shape:
        if shape.field == "TransactionID":
            return Unknown("other_answer", "the terminal answers about another transaction")
        return Unknown("bad_shape", f"field {shape.field}")
