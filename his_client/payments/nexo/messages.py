"""Nexo Retailer messages as JSON: what is asked of a terminal, and its answers read into charges and totals.

Names and shapes after "nexo Retailer Protocol Specifications" v3 and the public description of a large acquirer's
Terminal API. `SaleTransactionID.TransactionID` carries our own id and comes back in every answer; `ServiceID` names
one exchange, at most ten characters, so it is derived from our id.
"""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from his_client import fields as read
from his_client.fields import BadShape, Json
from his_client.outcome import code_of
from his_client.payments.terminal import Charge, ChargeState, Totals

VERSION = "3.0"
_ABORTED = frozenset({"Aborted", "Cancel"})


@dataclass(frozen=True, slots=True)
class Parties:
    """The two ends of the protocol: this till's `SaleID` and the terminal's `POIID`."""

    sale: str
    poi: str


@dataclass(frozen=True, slots=True)
class Approved:
    """Where a charge stands at the terminal itself, which a reversal must name."""

    transaction: str
    at: str


def service_id(of: str) -> str:
    """The exchange's id for one of ours: ten characters, the same for the same id."""
    return base64.b32encode(hashlib.sha256(of.encode()).digest()).decode()[:10]


def request(parties: Parties, category: str, service: str, body: Mapping[str, Json]) -> bytes:
    """A `SaleToPOIRequest`; `category` names the body's key without `Request`."""
    header = {
        "ProtocolVersion": VERSION,
        "MessageClass": "Service",
        "MessageCategory": category,
        "MessageType": "Request",
        "ServiceID": service,
        "SaleID": parties.sale,
        "POIID": parties.poi,
    }
    return _encode({"SaleToPOIRequest": {"MessageHeader": header, f"{category}Request": body}})


def payment(charge_id: str, amount: int, at: datetime) -> Mapping[str, Json]:
    """The body of a `Payment`; `amount` whole dong."""
    return {
        "SaleData": {"SaleTransactionID": {"TransactionID": charge_id, "TimeStamp": at.isoformat()}},
        "PaymentTransaction": {"AmountsReq": {"Currency": "VND", "RequestedAmount": amount}},
    }


def status_of(parties: Parties, our_id: str, category: str = "Payment") -> Mapping[str, Json]:
    """The body of a `TransactionStatus` about the payment, or the reversal, under our id."""
    return {"MessageReference": _reference(parties, our_id, category), "ReceiptReprintFlag": False}


def abort_of(parties: Parties, charge_id: str) -> Mapping[str, Json]:
    """The body of an `Abort` of the payment under our id."""
    return {"AbortReason": "MerchantAbort", "MessageReference": _reference(parties, charge_id)}


def reversal(charge_id: str, reversal_id: str, approved: Approved, at: datetime) -> Mapping[str, Json]:
    """The body of a `Reversal` of an approved payment, under an id of its own."""
    return {
        "SaleData": {
            "SaleTransactionID": {"TransactionID": reversal_id, "TimeStamp": at.isoformat()},
            "SaleReferenceID": charge_id,
        },
        "OriginalPOITransaction": {
            "POITransactionID": {"TransactionID": approved.transaction, "TimeStamp": approved.at}
        },
        "ReversalReason": "MerchantCancel",
    }


def body_of(message: bytes, category: str, service: str) -> Mapping[str, Json] | None:
    """The answer to the exchange `service`; None for a message that is none (a display or event notice).

    :raises BadShape: for anything that is no nexo message.
    """
    try:
        whole = read.record(json.loads(message, parse_float=read.fraction), "message")
    except (ValueError, RecursionError):
        raise BadShape("message") from None
    answer = whole.get("SaleToPOIResponse")
    if answer is None:
        return None
    answer = read.record(answer, "SaleToPOIResponse")
    header = read.record(answer.get("MessageHeader"), "MessageHeader")
    if (header.get("MessageCategory"), header.get("ServiceID")) != (category, service):
        return None
    return read.record(answer.get(f"{category}Response"), f"{category}Response")


def failure(body: Mapping[str, Json]) -> str | None:
    """The `ErrorCondition` of an answer that is not a success, else None."""
    response = read.record(body.get("Response"), "Response")
    if response.get("Result") == "Success":
        return None
    condition = response.get("ErrorCondition")
    return code_of(condition) if isinstance(condition, str) else "declined"


def charge_of(body: Mapping[str, Json], charge_id: str) -> tuple[Charge, Approved | None]:
    """A `PaymentResponse` as a charge.

    :raises BadShape: when it is about another transaction (`TransactionID`), or tells another currency or no amount.
    """
    sale = read.record(read.record(body.get("SaleData"), "SaleData").get("SaleTransactionID"), "SaleTransactionID")
    if sale.get("TransactionID") != charge_id:
        raise BadShape("TransactionID")
    condition = failure(body)
    if condition is not None:
        state = ChargeState.ABORTED if condition in _ABORTED else ChargeState.DECLINED
        return Charge(charge_id, 0, state, reason=condition), None
    result = read.record(body.get("PaymentResult"), "PaymentResult")
    amounts = read.record(result.get("AmountsResp"), "AmountsResp")
    if amounts.get("Currency") != "VND":
        raise BadShape("Currency")
    poi = read.record(read.record(body.get("POIData"), "POIData").get("POITransactionID"), "POITransactionID")
    approved = Approved(read.text(poi, "TransactionID"), read.text(poi, "TimeStamp"))
    amount = read.money(amounts, "AuthorizedAmount")
    return Charge(
        charge_id, amount, ChargeState.APPROVED, _acquirer(result) or approved.transaction, _last_four(result)
    ), approved


def totals_of(body: Mapping[str, Json]) -> Totals:
    """The `TransactionTotals` of a `GetTotals` or `Reconciliation` answer, all kinds of cards together."""
    counts = {"Debit": [0, 0], "ReverseDebit": [0, 0]}
    for kind in read.records(body.get("TransactionTotals"), "TransactionTotals"):
        for line in read.records(kind.get("PaymentTotals"), "PaymentTotals"):
            found = counts.get(read.text(line, "TransactionType"))
            if found is not None:
                found[0] += read.integer(line, "TransactionCount")
                found[1] += read.money(line, "TransactionAmount")
    return Totals(*counts["Debit"], *counts["ReverseDebit"])


def _reference(parties: Parties, our_id: str, category: str = "Payment") -> Mapping[str, Json]:
    return {"MessageCategory": category, "SaleID": parties.sale, "ServiceID": service_id(our_id)}


def _acquirer(result: Mapping[str, Json]) -> str:
    acquirer = read.record(result.get("PaymentAcquirerData") or {}, "PaymentAcquirerData")
    named = read.record(acquirer.get("AcquirerTransactionID") or {}, "AcquirerTransactionID")
    return read.optional_text(named, "TransactionID") or ""


def _last_four(result: Mapping[str, Json]) -> str:
    """The card's last four digits at most, whatever the terminal sends as its masked number."""
    instrument = read.record(result.get("PaymentInstrumentData") or {}, "PaymentInstrumentData")
    card = read.record(instrument.get("CardData") or {}, "CardData")
    digits = (read.optional_text(card, "MaskedPan") or "")[-4:]
    return digits if digits.isdecimal() else ""


def _encode(message: Any) -> bytes:
    return json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode()
