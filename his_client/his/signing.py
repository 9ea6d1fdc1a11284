"""Request signing of the MediPay kiosk interface v1.0.6, with the named calls this project adds to it.

`x-sign` is the lower-case hex HMAC-SHA256, under the merchant's secret, of the merchant id, the `x-timestamp` (epoch
milliseconds) and the call's own fields, joined by "|", null as the empty text. A request older or newer than five
minutes is not accepted; within them a repeated write is the same write, because each carries an id of its own.
"""

import hashlib
import hmac
import unicodedata
from collections.abc import Mapping

from his_client.fields import Json

_WHO = ("SO_GTTT", "LOAI_GTTT", "NGUON_DINH_DANH")
_PATIENT = ("MA_BN", "NGUON_DINH_DANH")

SIGNED_FIELDS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("GET", "/khoa"): (),
    ("GET", "/dichvu"): (),
    ("GET", "/benhnhan"): _WHO,
    ("GET", "/lichhen"): _PATIENT,
    ("POST", "/dangky-kcb"): (
        "MA_YEU_CAU",
        "SO_GTTT",
        "ID_KHOA",
        "ID_DICH_VU",
        "DON_GIA_DICH_VU",
        "SO_DICH_VU",
        "TONG_DON_GIA",
        "NGUON_DINH_DANH",
    ),
    ("GET", "/dangky-kcb"): ("MA_YEU_CAU",),
    ("GET", "/dangky-kcb/homnay"): _WHO,
    ("POST", "/dangky-kcb/huy"): ("MA_LK", "LY_DO_HUY"),
    ("POST", "/dangky-kcb/inlai"): ("MA_LK",),
    ("GET", "/vienphi"): _PATIENT,
    ("GET", "/bienlai"): ("NGAY",),
    ("POST", "/thanhtoan"): ("ID", "ID_DANG_KY", "SO_TIEN"),
    ("GET", "/thanhtoan"): ("ID",),
    ("GET", "/hangdoi"): ("MA_LK",),
    ("GET", "/ketqua"): _PATIENT,
    ("GET", "/thongbao"): (),
    ("POST", "/gopy"): ("ID", "DIEM"),
}
"""The fields each call signs, wherever they stand in its query or body."""

SEX_CODES: Mapping[str, int] = {"nam": 1, "m": 1, "nữ": 2, "f": 2}
"""One sex coding in every call (the published interface has two): 1 male, 2 female, 3 not known."""


def sex_code(text: str) -> int:
    """The interface's number for the ID card's text or a passport's letter."""
    return SEX_CODES.get(unicodedata.normalize("NFC", text).strip().lower(), 3)


def sex_text(code: int | None) -> str:
    """The ID card's text for the interface's number; empty when not known."""
    return {1: "Nam", 2: "Nữ"}.get(code or 3, "")


def sign(secret: str, merchant_id: str, timestamp: str, call: tuple[str, str], fields: Mapping[str, Json]) -> str:
    """The `x-sign` of `call` (method, path).

    A signed name stands at the top of `fields`, or in its parts THONG_TIN_BN and THONG_TIN_DICH_VU.
    """
    values = [merchant_id, timestamp]
    for name in SIGNED_FIELDS[call]:
        value = _find(fields, name)
        values.append("" if value is None else str(value))
    return hmac.new(secret.encode(), "|".join(values).encode(), hashlib.sha256).hexdigest()


def _find(fields: Mapping[str, Json], name: str) -> Json:
    for part in (fields, fields.get("THONG_TIN_BN"), fields.get("THONG_TIN_DICH_VU")):
        if isinstance(part, Mapping) and name in part:
            return part[name]
    return None
