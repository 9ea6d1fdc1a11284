"""Readers of webhooks are pure: what is signed is believed, and any changed byte of it is refused."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from payment_bench import at

from his_client.outcome import Done, Outcome, Refused, Unknown
from his_client.payments import casso, notices, payos
from his_client.payments import vnpay_wire as wire
from his_client.payments.bank import Credit
from his_client.payments.casso import CassoReader
from his_client.payments.payos import PayosReader
from his_client.payments.ports import Delivered, Notice, NoticeReader
from his_client.payments.sepay import SepayReader, SepaySecrets
from his_client.payments.vnpay_ipn import VnpayReader

NOW = at(24, 7, 30)
KEY = "a key of the tests"
ACCOUNT = "0011009999999"

# The sample that payOS publishes with its key and signature (payos.vn/docs, "Kiểm tra dữ liệu với signature"). It is
# also what payOS sends to try out an address.
PAYOS_SAMPLE_KEY = "1a54716c8f0efb2744fb28b6e38b25da7f67a925d98bc1c18bd8faaecadd7675"
PAYOS_SAMPLE_SIGNATURE = "412e915d2871504ed31be63c8f62a149a4410d34c4c42affc9006ef9917eaa03"
PAYOS_SAMPLE = {
    "orderCode": 123,
    "amount": 3000,
    "description": "VQRIO123",
    "accountNumber": "12345678",
    "reference": "TF230204212323",
    "transactionDateTime": "2023-02-04 18:25:00",
    "currency": "VND",
    "paymentLinkId": "124c33293c43417ab7879e14c8d9eb18",
    "code": "00",
    "desc": "Thành công",
    "counterAccountBankId": "",
    "counterAccountBankName": "",
    "counterAccountName": "",
    "counterAccountNumber": "",
    "virtualAccountName": "",
    "virtualAccountNumber": "",
}
PAYOS_DATA = {
    **PAYOS_SAMPLE,
    "orderCode": 7,
    "amount": 50_600,
    "accountNumber": ACCOUNT,
    "description": "CS1 KM7F3K92T",
    "reference": "FT26328000001",
    "transactionDateTime": "2026-11-24 07:30:00",
    "counterAccountName": None,
    "virtualAccountNumber": "9609000000001",
}
SEPAY_DATA = {
    "id": 92704,
    "gateway": "Vietcombank",
    "transactionDate": "2026-11-24 07:30:00",
    "accountNumber": ACCOUNT,
    "code": None,
    "content": "MBVCB.3278907687.KM7F3K92T.CT tu",
    "transferType": "in",
    "transferAmount": 50_600,
    "accumulated": 19_077_000,
    "subAccount": None,
    "referenceCode": "MBVCB.3278907687",
    "description": "",
}
VNPAY_FIELDS = {
    "vnp_TmnCode": "SANDBOX1",
    "vnp_Amount": "5060000",
    "vnp_BankCode": "NCB",
    "vnp_BankTranNo": "VNP14226112",
    "vnp_CardType": "QRCODE",
    "vnp_PayDate": "20261124073000",
    "vnp_OrderInfo": "KM7F3K92T",
    "vnp_TransactionNo": "14226112",
    "vnp_ResponseCode": "00",
    "vnp_TransactionStatus": "00",
    "vnp_TxnRef": "7",
}


def payos_said(data: Mapping[str, Any], key: str = KEY, **outside: Any) -> Delivered:
    signature = notices.mac(key, payos.signed_text(data), "sha256")
    body = {"code": "00", "desc": "success", "success": True, "data": data, "signature": signature, **outside}
    return Delivered({}, "", json.dumps(body, ensure_ascii=False).encode(), NOW)


def sepay_said(data: Mapping[str, Any], **other: Any) -> Delivered:
    body = json.dumps(data, ensure_ascii=False).encode()
    sent_at = str(int(other.get("sent_at", NOW).timestamp()))
    signature = notices.mac(KEY, f"{sent_at}.".encode() + body, "sha256")
    headers = {"x-sepay-timestamp": sent_at, "X-SEPAY-SIGNATURE": f"sha256={signature}"}
    return Delivered(headers, "", body, NOW)


def vnpay_said(fields: Mapping[str, str]) -> Delivered:
    query = f"{wire.signed_query(fields)}&{wire.HASH}={wire.query_hash(KEY, fields)}"
    return Delivered({}, query, b"", NOW)


PAYOS, SEPAY, VNPAY = PayosReader(KEY), SepayReader(SepaySecrets(KEY)), VnpayReader(KEY)
GOOD: list[tuple[NoticeReader, Delivered]] = [
    (PAYOS, payos_said(PAYOS_DATA)),
    (SEPAY, sepay_said(SEPAY_DATA)),
    (VNPAY, vnpay_said(VNPAY_FIELDS)),
]
NAMES = ["payos", "sepay", "vnpay"]


def notice(outcome: Outcome[Notice]) -> Notice:
    assert isinstance(outcome, Done), outcome
    return outcome.value


def credit(outcome: Outcome[Notice]) -> Credit:
    found = notice(outcome).credit
    assert found is not None
    return found


def code(outcome: Outcome[Notice]) -> str:
    assert isinstance(outcome, Refused), outcome
    return outcome.code


@pytest.mark.parametrize(("reader", "delivered"), GOOD, ids=NAMES)
def test_a_good_notice_is_a_credit(reader: NoticeReader, delivered: Delivered) -> None:
    found = credit(reader.read(delivered))
    account = "SANDBOX1" if reader is VNPAY else ACCOUNT
    assert (found.provider, found.amount, found.account, found.booked_at) == (reader.name, 50_600, account, NOW)
    assert "KM7F3K92T" in found.memo
    assert found.number == (0 if reader is SEPAY else 7)
    assert reader.read(delivered) == reader.read(delivered)


def test_what_names_a_credit_is_the_providers_own() -> None:
    names = [credit(reader.read(delivered)) for reader, delivered in GOOD]
    assert [(one.reference, one.bank_reference) for one in names] == [
        ("FT26328000001", ""),
        ("92704", "MBVCB.3278907687"),
        ("14226112", "VNP14226112"),
    ]
    assert names[0].virtual_account == "9609000000001"


# -- payOS


def test_the_published_sample_of_payos_has_its_published_signature() -> None:
    assert notices.mac(PAYOS_SAMPLE_KEY, payos.signed_text(PAYOS_SAMPLE), "sha256") == PAYOS_SAMPLE_SIGNATURE


def test_the_sample_that_tries_an_address_is_no_money() -> None:
    reader = PayosReader(PAYOS_SAMPLE_KEY)
    tried = notice(reader.read(payos_said(PAYOS_SAMPLE, PAYOS_SAMPLE_KEY)))
    assert (tried.credit, tried.number) == (None, 123)
    assert reader.answer(Done(tried), known=False).status == 200


def test_only_what_is_signed_is_believed() -> None:
    """The envelope says failure and the signed data says paid: the envelope could be anybody's."""
    assert credit(PAYOS.read(payos_said(PAYOS_DATA, success=False, code="99"))).amount == 50_600
    assert notice(PAYOS.read(payos_said({**PAYOS_DATA, "code": "07"}))).credit is None


def test_a_field_that_payos_adds_one_day_is_signed_and_changes_nothing() -> None:
    more = {**PAYOS_DATA, "branch": {"b": 1}, "tags": [{"z": 1, "a": None}], "test": False, "rate": 1.5}
    assert credit(PAYOS.read(payos_said(more, later="x"))).amount == 50_600


@pytest.mark.attack
def test_a_name_said_twice_means_two_things_and_is_refused() -> None:
    good = payos_said(PAYOS_DATA)
    twice = good.body.replace(b'"amount": 50600', b'"amount": 1, "amount": 50600')
    assert twice != good.body
    assert code(PAYOS.read(replace(good, body=twice))) == "bad_shape"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("null", ""),
        ("undefined", ""),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        ("a=b&c", "a=b&c"),
        ([{"b": 1, "a": "é/"}, None], '[{"a":"é/","b":1},null]'),
    ],
)
def test_the_signed_text_as_documented(value: Any, text: str) -> None:
    assert payos.signed_text({"k": value, "a": 1}) == f"a=1&k={text}"


# -- SePay


@pytest.mark.parametrize("apart", [-301, 301])
def test_a_message_signed_at_another_time_is_stale(apart: int) -> None:
    said = sepay_said(SEPAY_DATA, sent_at=NOW + timedelta(seconds=apart))
    assert code(SEPAY.read(said)) == "stale"
    assert SEPAY.answer(SEPAY.read(said), known=False).status == 401


@pytest.mark.parametrize("apart", [-300, 300])
def test_clocks_may_differ_by_five_minutes(apart: int) -> None:
    assert credit(SEPAY.read(sepay_said(SEPAY_DATA, sent_at=NOW + timedelta(seconds=apart)))).amount == 50_600


def test_money_that_goes_out_is_no_credit() -> None:
    assert notice(SEPAY.read(sepay_said({**SEPAY_DATA, "transferType": "out"}))) == Notice("92704", None)


@pytest.mark.attack
def test_the_key_form_takes_the_key_and_nothing_else() -> None:
    reader = SepayReader(SepaySecrets(api_key="k1"))
    body = json.dumps(SEPAY_DATA).encode()
    assert credit(reader.read(Delivered({"AUTHORIZATION": "Apikey k1"}, "", body, NOW))).amount == 50_600
    for wrong in ({}, {"Authorization": "Apikey k2"}, {"Authorization": "k1"}, {"Authorization": "apikey k1"}):
        assert code(reader.read(Delivered(wrong, "", body, NOW))) == "forged"


@pytest.mark.attack
def test_with_a_secret_and_a_key_both_must_fit() -> None:
    reader = SepayReader(SepaySecrets(KEY, "k1"))
    signed = sepay_said(SEPAY_DATA)
    assert code(reader.read(signed)) == "forged"
    both = Delivered({**signed.headers, "Authorization": "Apikey k1"}, "", signed.body, NOW)
    assert credit(reader.read(both)).amount == 50_600


def test_a_reader_that_could_verify_nothing_is_not_made() -> None:
    with pytest.raises(ValueError, match="proves nothing"):
        SepaySecrets()


# -- VNPAY


@pytest.mark.parametrize(
    ("response", "status", "doubtful"),
    [("24", "02", False), ("11", "02", False), ("00", "01", False), ("07", "07", True), ("00", "07", True)],
)
def test_paid_only_when_both_codes_say_so(response: str, status: str, doubtful: bool) -> None:
    fields = {**VNPAY_FIELDS, "vnp_ResponseCode": response, "vnp_TransactionStatus": status}
    told = notice(VNPAY.read(vnpay_said(fields)))
    assert (told.credit, told.number, told.doubtful) == (None, 7, doubtful)


@pytest.mark.parametrize(
    ("outcome", "known", "answer"),
    [
        (Done(Notice("1", None)), False, "00"),
        (Done(Notice("1", None)), True, "02"),
        (Refused("no_order"), False, "01"),
        (Refused("amount"), False, "04"),
        (Refused("forged"), False, "97"),
        (Refused("bad_shape"), False, "99"),
        (Unknown("peer_error"), False, "99"),
    ],
)
def test_vnpay_is_answered_in_its_own_codes(outcome: Outcome[Notice], known: bool, answer: str) -> None:
    said = VNPAY.answer(outcome, known=known)
    assert (said.status, json.loads(said.body)["RspCode"]) == (200, answer)


def test_the_hash_may_be_in_capitals_and_other_parameters_are_not_of_it() -> None:
    delivered = vnpay_said(VNPAY_FIELDS)
    signed, _, mark = delivered.query.rpartition("=")
    shouted = Delivered({}, f"{signed}={mark.upper()}&hop=1", b"", NOW)
    assert VNPAY.read(shouted) == VNPAY.read(delivered)


@pytest.mark.attack
def test_a_parameter_said_twice_is_refused() -> None:
    delivered = vnpay_said(VNPAY_FIELDS)
    assert code(VNPAY.read(Delivered({}, delivered.query + "&vnp_Amount=100", b"", NOW))) == "bad_shape"


@pytest.mark.attack
@pytest.mark.parametrize("amount", ["5060050", "0", "-5060000", "1e9", "", "50600.5"])
def test_an_amount_with_a_fraction_of_a_dong_is_refused(amount: str) -> None:
    assert code(VNPAY.read(vnpay_said({**VNPAY_FIELDS, "vnp_Amount": amount}))) == "bad_shape"


# -- Casso

CASSO_SAMPLE_KEY = "mgExMrjj4i7a1p8Cs6LmFbpCd8lbw4sSX4LZXPag7TKazeIogtR90tvWYTkwQbvs"
CASSO_SAMPLE_MARK = (
    "t=1727948258788,v1=ed0a4bd2e826d5cb69988cdb141e6c1a080e21f3b57eb72cd78192220042b9e7"
    "dde0868fc667faea8e224900fa7904e7c88dfa098032fb2d6b6996856e8b7ff3"
)
CASSO_SAMPLE = {
    "error": 0,
    "data": {
        "id": 0,
        "reference": "MA_GIAO_DICH_THU_NGHIEM",
        "description": "giao dich thu nghiem",
        "amount": 599000,
        "runningBalance": 25000000,
        "transactionDateTime": "2024-10-03 15:06:37",
        "accountNumber": "88888888",
        "bankName": "VPBank",
        "bankAbbreviation": "VPB",
        "virtualAccountNumber": "",
        "virtualAccountName": "",
        "counterAccountName": "NGUYEN VAN A",
        "counterAccountNumber": "8888888888",
        "counterAccountBankId": "970415",
        "counterAccountBankName": "VietinBank",
    },
}


def casso_said(body: Mapping[str, Any], mark: str = "") -> Delivered:
    sent_at = str(int(NOW.timestamp() * 1000))
    mark = mark or f"t={sent_at},v1={notices.mac(KEY, casso.signed_text(sent_at, body), 'sha512')}"
    return Delivered({"X-Casso-Signature": mark}, "", json.dumps(body).encode(), NOW)


def test_the_published_sample_of_casso_is_verified_and_is_no_money() -> None:
    sample = casso_said(CASSO_SAMPLE, CASSO_SAMPLE_MARK)
    then = replace(sample, received_at=datetime(2024, 10, 3, 9, 37, 40, tzinfo=UTC))
    assert notice(CassoReader(CASSO_SAMPLE_KEY).read(then)) == Notice("0", None)
    assert code(CassoReader(CASSO_SAMPLE_KEY).read(sample)) == "stale"
    assert code(CassoReader(KEY).read(then)) == "forged"


def test_a_movement_of_casso_is_a_credit_and_one_that_goes_out_is_none() -> None:
    data = {**CASSO_SAMPLE["data"], "id": 5, "description": "KM7F3K92T/ố", "amount": 50_600}  # type: ignore[dict-item]
    found = credit(CassoReader(KEY).read(casso_said({"error": 0, "data": data})))
    assert (found.reference, found.amount, found.bank_reference) == ("5", 50_600, "MA_GIAO_DICH_THU_NGHIEM")
    out = notice(CassoReader(KEY).read(casso_said({"error": 0, "data": {**data, "amount": -1}})))
    assert out == Notice("5", None)


# -- all of them


@pytest.mark.attack
@given(which=st.sampled_from(range(3)), data=st.data())
def test_any_changed_byte_of_what_is_signed_is_refused(which: int, data: st.DataObject) -> None:
    reader, good = GOOD[which]
    text = good.query.encode() if good.query else good.body
    place = data.draw(st.integers(0, len(text) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda value: value != text[place]))
    changed = text[:place] + bytes([byte]) + text[place + 1 :]
    if good.query:
        delivered = Delivered({}, changed.decode("latin-1"), b"", NOW)
        assume(_means(delivered.query) != _means(good.query))
    else:
        delivered = Delivered(good.headers, "", changed, NOW)
        assume(reader is not PAYOS or _data(changed) != _data(text))
    assert code(reader.read(delivered)) in {"forged", "bad_shape"}


def _means(query: str) -> dict[str, str]:
    """What VNPAY's hash covers: its own fields that are not empty, and the hash in any letter case."""
    pairs = dict(parse_qsl(query, encoding="latin-1"))
    pairs[wire.HASH] = pairs.get(wire.HASH, "").lower()
    return {name: value for name, value in pairs.items() if name.startswith("vnp_") and name != "vnp_SecureHashType"}


def _data(body: bytes) -> Any:
    """What payOS's signature covers, with the signature; null, "" and "null" are one to it."""
    try:
        message = json.loads(body)
        data = {k: "" if v in (None, "null", "undefined") else v for k, v in message["data"].items()}
        return data, message["signature"]
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


@pytest.mark.attack
@given(which=st.sampled_from(range(3)), data=st.data())
def test_any_changed_field_is_refused(which: int, data: st.DataObject) -> None:
    """The same signature over other values: every field that is signed, and any value in its place."""
    reader, good = GOOD[which]
    fields = (PAYOS_DATA, SEPAY_DATA, VNPAY_FIELDS)[which]
    name = data.draw(st.sampled_from(sorted(fields)))
    values = st.text(min_size=1, max_size=12) if reader is VNPAY else st.none() | st.integers() | st.text(max_size=12)
    changed = {**fields, name: data.draw(values)}
    if reader is PAYOS:
        assume(payos.signed_text(changed) != payos.signed_text(PAYOS_DATA))
        message = {**json.loads(good.body), "data": changed}
        delivered = Delivered({}, "", json.dumps(message).encode(), NOW)
    elif reader is SEPAY:
        assume(changed != fields)
        delivered = Delivered(good.headers, "", json.dumps(changed).encode(), NOW)
    else:
        assume(changed != fields)
        mark = dict(parse_qsl(good.query))[wire.HASH]
        delivered = Delivered({}, urlencode({**changed, wire.HASH: mark}), b"", NOW)
    assert code(reader.read(delivered)) in {"forged", "bad_shape"}


@pytest.mark.attack
@given(body=st.binary(max_size=200), query=st.text(max_size=100), mark=st.text(max_size=80))
def test_whatever_comes_is_refused_and_nothing_breaks(body: bytes, query: str, mark: str) -> None:
    headers = {"X-SePay-Signature": mark, "X-SePay-Timestamp": mark, "X-Casso-Signature": mark}
    for reader in (PAYOS, SEPAY, VNPAY, CassoReader(KEY)):
        refused = reader.read(Delivered(headers, query, body, NOW))
        assert code(refused) in {"forged", "bad_shape"}
        assert reader.answer(refused, known=False).body


@pytest.mark.attack
@pytest.mark.parametrize(
    "body",
    [
        b"null",
        b"[]",
        b'{"data":null}',
        b'{"data":{},"signature":null}',
        b'{"data":{"amount":1e999999999},"signature":"x"}',
        b'{"data":{"amount":1,"amount":2},"signature":"x"}',
        b'{"data":{"a":NaN},"signature":"x"}',
        b'{"data":{"a":"\\ud800"},"signature":"x"}',
        b"[" * 100_000,
        b'{"a":' * 100_000,
    ],
    ids=lambda body: body[:40].decode(),
)
def test_json_made_to_hurt_is_refused(body: bytes) -> None:
    assert code(PAYOS.read(Delivered({}, "", body, NOW))) in {"forged", "bad_shape"}


@given(
    data=st.dictionaries(
        st.text("abcdefgh", min_size=1, max_size=4),
        st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=8),
        max_size=6,
    )
)
def test_unknown_fields_never_stand_in_the_way(data: dict[str, Any]) -> None:
    fields = {**{name: value for name, value in data.items() if name not in PAYOS_DATA}, **PAYOS_DATA}
    assert credit(PAYOS.read(payos_said(fields))).amount == 50_600
    assert credit(SEPAY.read(sepay_said({**data, **SEPAY_DATA}))).amount == 50_600
