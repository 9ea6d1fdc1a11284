"""Request signing of the MediPay kiosk interface v1.0.6, with the named calls this project adds to it.

`x-sign` is the lower-case hex HMAC-SHA256, under the merchant's secret, of the merchant id, the `x-timestamp` (epoch
milliseconds) and the call's own fields, joined by "|", null as the empty text.
"""

import hashlib
import hmac
from collections.abc import Mapping

from his_client.fields import Json

SIGNED_FIELDS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("GET", "/khoa"): (),
    ("GET", "/dichvu"): (),
    ("GET", "/benhnhan"): ("SO_GTTT", "LOAI_GTTT"),
    ("POST", "/dangky-kcb"): ("MA_YEU_CAU", "SO_GTTT", "ID_KHOA", "ID_DICH_VU", "DON_GIA_DICH_VU"),
    ("GET", "/dangky-kcb"): ("MA_YEU_CAU",),
    ("GET", "/dangky-kcb/homnay"): ("SO_GTTT", "LOAI_GTTT"),
    ("POST", "/thanhtoan"): ("ID", "ID_DANG_KY", "SO_TIEN"),
    ("GET", "/thanhtoan"): ("ID",),
}
"""The fields each call signs, wherever they stand in its query or body."""

SEX_CODES: Mapping[str, int] = {"nam": 1, "nữ": 2}
"""One sex coding in every call (the published interface has two): 1 male, 2 female, 3 not known."""


def sex_code(text: str) -> int:
    """The interface's number for the ID card's text."""
    return SEX_CODES.get(text.strip().lower(), 3)


def sign(secret: str, merchant_id: str, timestamp: str, call: tuple[str, str], fields: Mapping[str, Json]) -> str:
    """The `x-sign` of `call` (method, path). `fields` may be nested; the first occurrence of a signed name counts."""
    values = [merchant_id, timestamp]
    for name in SIGNED_FIELDS[call]:
        value = _find(fields, name)
        values.append("" if value is None else str(value))
    return hmac.new(secret.encode(), "|".join(values).encode(), hashlib.sha256).hexdigest()


def _find(fields: Mapping[str, Json], name: str) -> Json:
    if name in fields:
        return fields[name]
    for value in fields.values():
        if isinstance(value, dict) and (found := _find(value, name)) is not None:
            return found
    return None
