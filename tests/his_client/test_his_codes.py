"""What a HIS gives as its reason: a code is repeated, a sentence is not."""

from typing import Any, cast

import pytest

from his_client.his.medipay import MediPayConfig, MediPayHis
from his_client.his.ports import Identifier, IdentitySource
from his_client.http import JsonClient, JsonReply
from his_client.outcome import Refused, Unknown

WHO, SOURCE = Identifier.citizen("001090000017"), IdentitySource.CHIP_AND_FACE


class Declining:
    """A HIS that declines, and says why in its own words."""

    def __init__(self, code: str, reason: str) -> None:
        self._reply = JsonReply(200, {"code": code, "message": "", "data": {"LY_DO": reason}})

    def call(self, *_: Any, **__: Any) -> JsonReply:
        return self._reply


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("price_changed", "price_changed"),
        ("bad_request:NGAY_SINH", "bad_request:NGAY_SINH"),
        ("x" * 60, "x" * 60),
        ("x" * 61, "declined"),
        ("Nguyễn Đức Mẫu đã đăng ký", "declined"),
        ("Nguyễn", "declined"),
        ("full\nfull", "declined"),
    ],
)
def test_a_reason_that_is_no_code_is_not_repeated(clock: Any, reason: str, code: str) -> None:
    his = MediPayHis(MediPayConfig("KIOSK", "s", "01010"), cast("JsonClient", Declining("409", reason)), clock)
    assert his.find_patient(WHO, SOURCE) == Refused(code, "the HIS declined")


def test_a_code_outside_ascii_is_not_repeated(clock: Any) -> None:
    his = MediPayHis(MediPayConfig("KIOSK", "s", "01010"), cast("JsonClient", Declining("Nguyễn", "full")), clock)
    assert his.find_patient(WHO, SOURCE) == Unknown("peer_error", "unreadable code")
