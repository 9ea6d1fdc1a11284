"""What the HIS client makes of a line that misbehaves, and what the sandbox HIS accepts at all."""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any, cast

import pytest
import requests

from his_client.clock import VIETNAM
from his_client.his import medipay_wire
from his_client.his.medipay import MediPayConfig, MediPayHis
from his_client.his.ports import Identifier, IdentitySource, InsuranceClaim, RegistrationRequest
from his_client.his.signing import sex_code, sign
from his_client.http import JsonClient
from his_client.outcome import Done, Refused, Unknown
from his_client.sandbox.book import RegistrationBook
from his_client.sandbox.checks import age_on
from his_client.sandbox.departments import load_departments
from his_client.sandbox.run import Sandbox
from his_client.sandbox.store import MemoryStore

MakeRequest = Callable[..., RegistrationRequest]
WHO, SOURCE = Identifier.citizen("001090000017"), IdentitySource.CHIP_AND_FACE


@pytest.mark.parametrize(
    ("fault", "reason", "happened"),
    [
        ("refuse", "reset", False),
        ("hang", "timeout", False),
        ("html", "html", False),
        ("http500", "server_error", False),
        ("reset_after_commit", "reset", True),
        ("truncated", "truncated", True),
        ("drip", "timeout", True),
        ("other_answer", "other_answer", True),
    ],
)
def test_whatever_the_line_does_the_key_tells_what_happened(
    his: MediPayHis,
    request_for: MakeRequest,
    control: Callable[..., Any],
    fault: str,
    reason: str,
    happened: bool,
) -> None:
    request = request_for()
    control("fault", peer="his", fault=fault, count=1)
    outcome = his.register(request)
    assert isinstance(outcome, Unknown)
    assert outcome.reason == reason
    found = his.find_registration(request.key)
    assert isinstance(found, Done)
    assert (found.value is not None) == happened


def test_another_patients_answer_is_never_taken_for_ours(his: MediPayHis, control: Callable[..., Any]) -> None:
    control("fault", peer="his", fault="other_answer", count=2)
    for outcome in (his.find_patient(WHO, SOURCE), his.registrations_today(WHO, SOURCE)):
        assert isinstance(outcome, Unknown)
        assert outcome.reason == "other_answer"


def test_a_his_that_is_switched_off_is_unreachable(his: MediPayHis, sandbox: Sandbox, clock: Any) -> None:
    url = sandbox.urls["his"]
    accounts = sandbox.accounts
    with JsonClient(url.replace(url.rsplit(":", 1)[1], "1")) as line:
        off = MediPayHis(MediPayConfig(accounts.merchant_id, accounts.merchant_secret, "01010"), line, clock)
        assert off.departments() == Unknown("unreachable", "no connection")


@pytest.mark.parametrize(
    "change", [{"secret": "wrong"}, {"merchant_id": "OTHER"}], ids=["wrong secret", "wrong merchant"]
)
def test_a_wrong_signature_is_refused_and_says_what_to_look_at(
    sandbox: Sandbox, clock: Any, connect: Callable[..., JsonClient], change: dict[str, str]
) -> None:
    accounts = sandbox.accounts
    config = MediPayConfig(accounts.merchant_id, accounts.merchant_secret, accounts.facility_code)
    outcome = MediPayHis(replace(config, **change), connect(sandbox.urls["his"]), clock).departments()
    assert isinstance(outcome, Refused)
    assert outcome.code == "signature"


def test_an_old_signed_request_is_not_accepted_later(
    his: MediPayHis, sandbox: Sandbox, clock: Any, connect: Callable[..., JsonClient]
) -> None:
    sent_at = clock()
    clock.forward(minutes=6)
    accounts = sandbox.accounts
    config = MediPayConfig(accounts.merchant_id, accounts.merchant_secret, accounts.facility_code)
    late = MediPayHis(config, connect(sandbox.urls["his"]), lambda: sent_at)
    assert isinstance(late.departments(), Refused)
    assert isinstance(his.departments(), Done)


def test_a_changed_amount_breaks_the_signature(sandbox: Sandbox, clock: Any) -> None:
    accounts = sandbox.accounts
    stamp = str(int(clock().timestamp() * 1000))
    signed = {"ID": "bank:1", "ID_DANG_KY": "HD1", "SO_TIEN": 1, "THOI_GIAN": clock().isoformat()}
    headers = {
        "x-merchant-id": accounts.merchant_id,
        "x-timestamp": stamp,
        "x-sign": sign(accounts.merchant_secret, accounts.merchant_id, stamp, ("POST", "/thanhtoan"), signed),
    }
    url = f"{sandbox.urls['his']}/thanhtoan"
    assert requests.post(url, json=signed, headers=headers, timeout=5).json()["code"] == "409"
    assert requests.post(url, json={**signed, "SO_TIEN": 2}, headers=headers, timeout=5).json()["code"] == "401"


def test_the_signature_is_the_documented_one() -> None:
    # HMAC-SHA256 over merchant, timestamp and the signed fields; null is the empty text
    fields = {
        "MA_YEU_CAU": "key",
        "THONG_TIN_BN": {"SO_GTTT": "id", "NGUON_DINH_DANH": "chip+face"},
        "THONG_TIN_DICH_VU": {"ID_KHOA": "K01", "ID_DICH_VU": None, "DON_GIA_DICH_VU": 50600},
        "NGUOI_GIAM_HO": {"SO_GTTT": "another"},
        "SO_DICH_VU": 1,
        "TONG_DON_GIA": 50600,
    }
    expected = hmac.new(b"secret", b"M|1|key|id|K01||50600|1|50600|chip+face", hashlib.sha256).hexdigest()
    assert sign("secret", "M", "1", ("POST", "/dangky-kcb"), fields) == expected


@pytest.mark.parametrize(("text", "code"), [("Nam", 1), ("Nữ", 2), ("NỮ", 2), ("", 3), ("?", 3)])
def test_sex_has_one_coding(text: str, code: int) -> None:
    assert sex_code(text) == code


def test_the_his_records_who_came_how_and_with_which_claim(
    his: MediPayHis, sandbox: Sandbox, request_for: MakeRequest
) -> None:
    asked = datetime(2026, 11, 24, 7, 28, tzinfo=VIETNAM)
    days = (date(2026, 1, 1), date(2026, 12, 31))
    claim = InsuranceClaim("GD4010123452345", 80, "eligible", "000", "1.1", "01010", *days, asked)
    request = request_for(insurance=claim, priority="senior")
    his.register(request)
    row = sandbox.book.registrations.get(request.key)
    assert row is not None
    assert (row.full_name, row.identity_source, row.station_id) == ("Nguyễn Đức Mẫu", "chip+face", "03")
    assert (row.insurance_card, row.insurance_level, row.route_code) == ("GD4010123452345", 80, "1.1")
    assert (row.priority, row.amount_due) == ("senior", 10120)
    assert (row.first_registration, row.card_valid_from, row.card_valid_to) == ("01010", "2026-01-01", "2026-12-31")
    assert row.insurer_asked_at == "2026-11-24T07:28:00+07:00"


def test_the_his_records_when_a_look_up_failed(his: MediPayHis, sandbox: Sandbox, request_for: MakeRequest) -> None:
    asked = datetime(2026, 11, 24, 7, 28, tzinfo=VIETNAM)
    request = request_for(insurance=InsuranceClaim(None, None, "unverified", "timeout", "9", looked_up_at=asked))
    his.register(request)
    row = sandbox.book.registrations.get(request.key)
    assert row is not None
    assert (row.insurance_status, row.insurance_code) == ("unverified", "timeout")
    assert row.insurer_asked_at == "2026-11-24T07:28:00+07:00"
    assert (row.first_registration, row.card_valid_from, row.card_valid_to) == ("", "", "")


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("MA_DKBD", "1010"),
        ("GT_THE_TU", "20260101"),
        ("GT_THE_TU", "2026-02-30"),
        ("GT_THE_DEN", "2025-12-31"),
        ("THOI_GIAN_TRA_CUU", "2026-11-24T07:28:00"),
    ],
)
def test_the_sandbox_looks_at_the_form_of_the_check_in_fields(
    sandbox: Sandbox,
    his: MediPayHis,
    request_for: MakeRequest,
    monkeypatch: pytest.MonkeyPatch,
    field: str,
    wrong: str,
) -> None:
    days = (date(2026, 1, 1), date(2026, 12, 31))
    claim = InsuranceClaim("GD4010123452345", 80, "eligible", "000", "1.1", "01010", *days)
    request = request_for(insurance=claim)
    body = dict(medipay_wire.registration_body(request, "01010"))
    body["THONG_TIN_BN"] = {**body["THONG_TIN_BN"], field: wrong}
    monkeypatch.setattr(medipay_wire, "registration_body", lambda *_: body)
    outcome = his.register(request)
    assert outcome == Refused(f"bad_request:{field}", "the HIS declined")
    assert sandbox.book.registrations.get(request.key) is None


@pytest.mark.parametrize("source", IdentitySource)
def test_the_his_records_how_sure_it_may_be_of_the_person(
    his: MediPayHis, sandbox: Sandbox, request_for: MakeRequest, source: IdentitySource
) -> None:
    request = request_for()
    his.register(replace(request, identity=replace(request.identity, identity_source=source)))
    row = sandbox.book.registrations.get(request.key)
    assert row is not None
    assert row.identity_source == source.value
    page = requests.get(sandbox.urls["his"], timeout=5).text
    said = {"chip+face": "Khuôn mặt khớp thẻ", "card_only": "Chỉ có thẻ", "qr": "Chỉ quét mã QR", "typed": "Nhập tay"}
    assert [words for words in said.values() if words in page] == [said[source.value]]


def test_an_identity_source_nobody_agreed_on_is_refused(
    his: MediPayHis, sandbox: Sandbox, request_for: MakeRequest
) -> None:
    request = request_for()
    odd = replace(request.identity, identity_source=cast(IdentitySource, "sworn"))
    assert his.register(replace(request, identity=odd)) == Refused("bad_request:NGUON_DINH_DANH", "the HIS declined")
    assert sandbox.book.registrations.count() == 0


def test_what_the_first_release_called_chip_is_the_card_alone() -> None:
    assert IdentitySource("chip") is IdentitySource.CARD_ONLY


@pytest.mark.parametrize(
    ("limits", "id_birth", "code"),
    [
        ({"max_age": 15}, "1990-03-15", "age"),
        ({"min_age": 16}, "2015", "age"),
        ({"quota": 0}, "1990-03-15", "full"),
        ({"min_age": 36, "max_age": 36}, "1990-03-15", None),
    ],
)
def test_age_limits_and_quota_are_the_his_own(
    request_for: MakeRequest, clock: Any, limits: dict[str, Any], id_birth: str, code: str | None
) -> None:
    department = replace(load_departments()[0], **limits)
    book = RegistrationBook(MemoryStore(), clock=clock, departments=[department])
    request = request_for()
    answer = book.register(replace(request, identity=replace(request.identity, date_of_birth=id_birth)))
    assert (answer.code if isinstance(answer, Refused) else None) == code
    assert book.departments()[0].full == (limits.get("quota") == 0)


def test_the_queue_empties_as_the_room_calls(request_for: MakeRequest, clock: Any) -> None:
    book = RegistrationBook(MemoryStore(), clock=clock)
    for number in range(3):
        book.register(request_for(f"00109000010{number}"))
    assert book.departments()[0].queue_length == 8 + 3
    clock.forward(minutes=6)
    assert book.departments()[0].queue_length == 8 + 1
    clock.forward(minutes=60)
    assert book.departments()[0].queue_length == 8


@pytest.mark.parametrize(
    ("birth", "age"), [("1990-11-24", 36), ("1990-11-25", 35), ("1990", 36), ("1990-12", 35), ("", 0)]
)
def test_age_is_counted_in_whole_years(clock: Any, birth: str, age: int) -> None:
    assert age_on(birth, clock().date()) == age
