"""The REST interface's JSON: what a client writes a HIS reads back whole, and no answer breaks more than a call."""

import contextlib
import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from his_client.clock import VIETNAM
from his_client.fields import BadShape, tidy
from his_client.his import medipay_wire as client
from his_client.his.ports import (
    Declaration,
    DeclarationKind,
    DocumentType,
    Feedback,
    Guardian,
    Identity,
    IdentitySource,
    InsuranceClaim,
    PaymentNotice,
    RegistrationRequest,
    Relation,
    Reminder,
    ReminderKind,
    ServiceChoice,
)
from his_client.his.signing import SIGNED_FIELDS, sex_code, sex_text
from his_client.sandbox import his_wire as server

LETTERS = st.characters(codec="utf-8", exclude_categories=["C", "Z"])
WORD = st.text(LETTERS, min_size=1, max_size=12).map(tidy)  # whatever form it is sent in, it is read in one
CODE = st.text("ABCDEFGHIJ0123456789", min_size=1, max_size=8)
DIGITS = st.text("0123456789", min_size=12, max_size=12)
MONEY = st.integers(0, 10**9)
INSTANT = st.integers(0, 10**6).map(lambda s: datetime(2026, 11, 24, tzinfo=VIETNAM) + timedelta(seconds=s))
IDENTITY = st.builds(
    Identity,
    DIGITS,
    WORD,
    st.sampled_from(["1990", "1990-03", "1990-03-15"]),
    st.sampled_from(["Nam", "Nữ", ""]),
    st.just("") | WORD,
    st.sampled_from(IdentitySource),
    st.sampled_from(["", "2021-05-10"]),
    st.just("") | WORD,
    st.just("") | WORD,
    st.sampled_from(["", "011234567"]),
    st.none() | st.just("0900000017"),
    st.sampled_from(DocumentType),
)
REQUEST = st.builds(
    RegistrationRequest,
    CODE,
    CODE,
    IDENTITY,
    CODE,
    CODE,
    MONEY,
    st.none() | st.builds(InsuranceClaim, st.none() | CODE, st.none() | st.integers(0, 100), CODE, CODE, CODE),
    st.none() | CODE,
    INSTANT,
    st.lists(st.builds(ServiceChoice, CODE, CODE, MONEY), max_size=3).map(tuple),
    st.none() | CODE,
    st.none() | st.builds(Guardian, IDENTITY, st.sampled_from(Relation)),
    st.lists(st.builds(Declaration, st.sampled_from(DeclarationKind), st.just("") | WORD), max_size=2).map(tuple),
    st.lists(st.builds(Reminder, st.sampled_from(ReminderKind), INSTANT), max_size=2).map(tuple),
)


@given(REQUEST)
def test_a_registration_arrives_whole(request: RegistrationRequest) -> None:
    body = json.loads(json.dumps(client.registration_body(request, "01010")))
    assert server.registration(body) == request


@given(REQUEST)
def test_a_registration_never_carries_a_picture(request: RegistrationRequest) -> None:
    assert "ANH_BN_CCCD" not in client.registration_body(request, "01010")["THONG_TIN_BN"]


@given(REQUEST, MONEY)
def test_a_sum_that_does_not_fit_its_services_is_not_read(request: RegistrationRequest, other: int) -> None:
    body = dict(client.registration_body(request, "01010"))
    if other != body["TONG_DON_GIA"]:
        with pytest.raises(BadShape, match="TONG_DON_GIA") as caught:
            server.registration({**body, "TONG_DON_GIA": other})
        assert caught.value.field == "TONG_DON_GIA"


@given(st.builds(Feedback, CODE, CODE, st.integers(1, 5), INSTANT, st.just("") | WORD, st.just("") | WORD))
def test_feedback_arrives_whole(word: Feedback) -> None:
    assert server.feedback(json.loads(json.dumps(client.feedback_body(word)))) == word


@given(st.builds(PaymentNotice, CODE, CODE, MONEY, INSTANT, st.just("") | CODE))
def test_a_payment_arrives_whole(notice: PaymentNotice) -> None:
    assert server.payment_notice(json.loads(json.dumps(client.payment_body(notice)))) == notice


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6) | st.sampled_from(["2026-11-24", "K01", "CCCD"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "DANH_SACH",
                    "DANG_KY",
                    "ID",
                    "MA_LK",
                    "MA_BN",
                    "SO_GTTT",
                    "LOAI_GTTT",
                    "GIOI_TINH",
                    "THOI_GIAN",
                    "PHIEU_KHAC",
                ]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=20,
)
READERS: tuple[Callable[[Mapping[str, Any]], object], ...] = (
    client.patient,
    client.services,
    lambda data: client.departments(data, {}),
    client.registered,
    client.appointment,
    client.bill,
    client.receipt,
    client.position,
    client.notice,
    server.registration,
    server.payment_notice,
    server.feedback,
    server.identifier,
)


@given(st.dictionaries(st.text(max_size=8), JSON, max_size=8), st.sampled_from(READERS))
def test_whatever_is_read_is_read_or_named(data: dict[str, Any], reader: Callable[[Mapping[str, Any]], object]) -> None:
    with contextlib.suppress(BadShape):
        reader(data)


def test_a_visit_of_a_his_that_numbers_no_queue_is_read() -> None:
    told = {"MA_YEU_CAU": "K", "MA_LK": "LK1", "MA_BN": "BN1", "TRANG_THAI_LK": "DA_DANG_KY", "STT_LK": None}
    place = {"ID_KHOA": "K01", "TEN_KHOA": "Khoa", "PHONG": "214", "TANG": "2", "TEN_KHU_VUC": "A"}
    owed = {"SO_NGUOI_TRUOC": 0, "SO_PHUT_CHO": 0, "DANG_KY": {"ID": "HD1", "TONG_TIEN": 1, "DA_THANH_TOAN": 0}}
    visit = client.registered({**told, **place, **owed, "PHIEU_KHAC": []})
    assert (visit.visit_code, visit.queue_number) == ("LK1", "")


def test_sex_has_one_coding_both_ways() -> None:
    assert [sex_text(sex_code(text)) for text in ("Nam", "Nữ", "Nữ", "M", "F", "?")] == [
        "Nam",
        "Nữ",
        "Nữ",
        "Nam",
        "Nữ",
        "",
    ]


def test_every_question_about_a_person_signs_how_it_was_learned_who_asks() -> None:
    about = {call for call, fields in SIGNED_FIELDS.items() if {"SO_GTTT", "MA_BN"} & set(fields)}
    assert {call for call in about if "NGUON_DINH_DANH" not in SIGNED_FIELDS[call]} == set()
