"""What VNPAY signs and how: queries form-encoded and sorted, API messages joined by `|`; times of Vietnam, x100.

Source: VNPAY's test-site documentation (thanh-toan-pay, querydr & refund) and `lehuygiang28/vnpay`.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from urllib.parse import parse_qsl, quote_plus

from his_client.clock import VIETNAM
from his_client.fields import BadShape, Json, text
from his_client.payments import notices

HASH = "vnp_SecureHash"
_HASHES = (HASH, "vnp_SecureHashType")

QUERY = [
    "vnp_RequestId",
    "vnp_Version",
    "vnp_Command",
    "vnp_TmnCode",
    "vnp_TxnRef",
    "vnp_TransactionDate",
    "vnp_CreateDate",
    "vnp_IpAddr",
    "vnp_OrderInfo",
]
QUERY_ANSWER = [
    "vnp_ResponseId",
    "vnp_Command",
    "vnp_ResponseCode",
    "vnp_Message",
    "vnp_TmnCode",
    "vnp_TxnRef",
    "vnp_Amount",
    "vnp_BankCode",
    "vnp_PayDate",
    "vnp_TransactionNo",
    "vnp_TransactionType",
    "vnp_TransactionStatus",
    "vnp_OrderInfo",
    "vnp_PromotionCode",
    "vnp_PromotionAmount",
]
REFUND = [
    "vnp_RequestId",
    "vnp_Version",
    "vnp_Command",
    "vnp_TmnCode",
    "vnp_TransactionType",
    "vnp_TxnRef",
    "vnp_Amount",
    "vnp_TransactionNo",
    "vnp_TransactionDate",
    "vnp_CreateBy",
    "vnp_CreateDate",
    "vnp_IpAddr",
    "vnp_OrderInfo",
]
REFUND_ANSWER = QUERY_ANSWER[:13]
"""The fields of each API message in the order they are signed."""


def signed_query(fields: Mapping[str, str]) -> str:
    """The query string that is signed: `vnp_` fields that are not empty, sorted and form-encoded, without the hash."""
    kept = {name: value for name, value in fields.items() if name.startswith("vnp_") and name not in _HASHES and value}
    return "&".join(f"{_encoded(name)}={_encoded(kept[name])}" for name in sorted(kept))


def query_hash(secret: str, fields: Mapping[str, str]) -> str:
    """The hash of a payment address or an IPN."""
    return notices.mac(secret, signed_query(fields), "sha512")


def message_hash(secret: str, fields: Mapping[str, Json], order: Iterable[str]) -> str:
    """The hash of an API message; a field that is absent or null counts as empty."""
    values = (fields.get(name) for name in order)
    return notices.mac(secret, "|".join("" if value is None else str(value) for value in values), "sha512")


def hash_fits(expected: str, given: Json) -> bool:
    """VNPAY's own samples compare without regard to letter case."""
    return isinstance(given, str) and notices.fits(expected, given.lower())


def query_fields(query: str) -> dict[str, str]:
    """The fields of a query string; BadShape for what is not one, or says a name twice."""
    try:
        pairs = parse_qsl(query, keep_blank_values=True, strict_parsing=True, errors="strict", max_num_fields=100)
    except ValueError:
        raise BadShape("query") from None
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise BadShape("query")
    return fields


def time_text(at: datetime) -> str:
    """yyyyMMddHHmmss in GMT+7."""
    return f"{at.astimezone(VIETNAM):%Y%m%d%H%M%S}"


def time_of(source: Mapping[str, Json], field: str) -> datetime:
    """The moment of such a text."""
    written = text(source, field)
    try:
        if len(written) != 14 or not written.isascii() or not written.isdigit():
            raise ValueError(field)
        return datetime.strptime(written, "%Y%m%d%H%M%S").replace(tzinfo=VIETNAM)
    except ValueError:
        raise BadShape(field) from None


def dong(source: Mapping[str, Json], field: str = "vnp_Amount") -> int:
    """Whole dong of an amount that was written a hundredfold."""
    written = text(source, field)
    if not written.isascii() or not written.isdigit() or len(written) > 18:
        raise BadShape(field)
    amount, rest = divmod(int(written), 100)
    if rest or not 0 < amount <= notices.LARGEST_AMOUNT:
        raise BadShape(field)
    return amount


def order_number(source: Mapping[str, Json]) -> int:
    """The order's number in vnp_TxnRef; 0 for a text that is none of ours."""
    written = text(source, "vnp_TxnRef")
    return int(written) if written.isascii() and written.isdigit() and len(written) <= 15 else 0


def _encoded(value: str) -> str:
    """As Java and browsers form-encode, which VNPAY and its libraries run on: `*` stays, `~` does not."""
    return quote_plus(value, safe="*").replace("~", "%7E")
