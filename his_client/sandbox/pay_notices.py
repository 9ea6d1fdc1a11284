"""The notices of the sandbox's providers, written and signed as the providers do."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from his_client.clock import VIETNAM
from his_client.payments import notices, payos, sepay
from his_client.payments import vnpay_wire as wire
from his_client.sandbox.pay_rows import ProviderPaymentRow

_COMPACT = (",", ":")


@dataclass(frozen=True, slots=True)
class Keys:
    """What each provider signs with."""

    payos: str = field(repr=False)
    sepay: sepay.SepaySecrets
    vnpay: str = field(repr=False)
    tmn_code: str = ""


def payos_envelope(key: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """An answer or a notice of payOS: code, data, and the signature of data."""
    return {
        "code": "00",
        "desc": "success",
        "success": True,
        "data": data,
        "signature": notices.mac(key, payos.signed_text(data), "sha256"),
    }


def payos_transfer(payment: ProviderPaymentRow) -> dict[str, Any]:
    """A transfer in an order's list; a notice carries the same fields and some more."""
    return {
        "reference": payment.reference,
        "amount": payment.amount,
        "accountNumber": payment.account,
        "description": payment.memo,
        "transactionDateTime": _iso(payment.due_at),
        "virtualAccountName": None,
        "virtualAccountNumber": payment.virtual_account,
        "counterAccountBankId": "970415",
        "counterAccountBankName": None,
        "counterAccountName": "NGUYEN VAN MAU",
        "counterAccountNumber": "0011223344",
    }


def payos_body(key: str, payment: ProviderPaymentRow, link: str) -> str:
    """The body of payOS's webhook."""
    data = {
        **payos_transfer(payment),
        "orderCode": payment.number,
        "transactionDateTime": f"{_local(payment.due_at):%Y-%m-%d %H:%M:%S}",
        "currency": "VND",
        "paymentLinkId": link,
        "code": payment.code,
        "desc": "Thành công",
    }
    return json.dumps(payos_envelope(key, data), ensure_ascii=False, separators=_COMPACT)


def sepay_body(payment: ProviderPaymentRow) -> str:
    """The body of SePay's webhook; its signature goes into the headers when it is sent."""
    data = {
        "id": payment.movement or 900_000 + int(payment.id[1:]),
        "gateway": "Sandbox",
        "transactionDate": f"{_local(payment.due_at):%Y-%m-%d %H:%M:%S}",
        "accountNumber": payment.account,
        "subAccount": payment.virtual_account or None,
        "code": None,
        "content": payment.memo,
        "transferType": "in",
        "description": f"BankAPINotify {payment.memo}",
        "transferAmount": payment.amount,
        "accumulated": 0,
        "referenceCode": payment.reference,
    }
    return json.dumps(data, ensure_ascii=False, separators=_COMPACT)


def sepay_headers(secrets: sepay.SepaySecrets, body: str, at: datetime) -> dict[str, str]:
    """What SePay proves itself with."""
    headers = {}
    if secrets.api_key:
        headers["Authorization"] = f"Apikey {secrets.api_key}"
    if secrets.secret:
        sent_at = str(int(at.timestamp()))
        headers["X-SePay-Timestamp"] = sent_at
        headers["X-SePay-Signature"] = "sha256=" + notices.mac(secrets.secret, f"{sent_at}.{body}", "sha256")
    return headers


def vnpay_query(secret: str, payment: ProviderPaymentRow, tmn_code: str) -> str:
    """The query of VNPAY's IPN."""
    good = payment.code == "00"
    fields = {
        "vnp_TmnCode": tmn_code if payment.account == tmn_code else payment.account,
        "vnp_Amount": str(payment.amount * 100),
        "vnp_BankCode": "NCB",
        "vnp_BankTranNo": f"VNP{payment.reference}" if good else "",
        "vnp_CardType": "QRCODE",
        "vnp_PayDate": wire.time_text(_local(payment.due_at)),
        "vnp_OrderInfo": payment.memo,
        "vnp_TransactionNo": payment.reference,
        "vnp_ResponseCode": payment.code,
        "vnp_TransactionStatus": payment.code if payment.code in {"00", "07"} else "02",
        "vnp_TxnRef": str(payment.number),
    }
    return f"{wire.signed_query(fields)}&{wire.HASH}={wire.query_hash(secret, fields)}"


def _local(at: str) -> datetime:
    return datetime.fromisoformat(at).astimezone(VIETNAM)


def _iso(at: str) -> str:
    return _local(at).isoformat(timespec="seconds")
