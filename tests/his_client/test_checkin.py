"""The check-in record: 26 fields, each with its rule, built from what a kiosk knows, and whole again out of its XML."""

import unicodedata
from dataclasses import fields, replace
from datetime import date, datetime, time
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from his_client.checkin import FIELDS, CheckInRecord, Fault, Finding, Ordered, as_fields, build, to_xml, validate
from his_client.checkin.build import birth_text
from his_client.checkin.export import NotForXml
from his_client.checkin.validate import MOST, REQUIRED
from his_client.clock import VIETNAM
from his_client.his.ports import Identity, IdentitySource, InsuranceClaim
from his_client.insurance.ports import Eligibility, EligibilityStatus

ARRIVED = datetime(2026, 11, 24, 7, 5, tzinfo=VIETNAM)
ORDERED = datetime(2026, 11, 24, 7, 9, tzinfo=VIETNAM)
IDENTITY = Identity(
    "001090000017", "Nguyễn Đức Mẫu", "1990-03-15", "Nam", "Số 1 Ngõ Thử, Hà Nội", IdentitySource.CHIP_AND_FACE
)
CLAIM = InsuranceClaim("GD4010123452345", 80, "eligible", "000", "1.18")
COVERAGE = Eligibility(
    EligibilityStatus.ELIGIBLE,
    "000",
    "GD4010123452345",
    80,
    date(2026, 1, 1),
    date(2026, 12, 31),
    "79010",
    None,
    None,
)


def built(**changes: Any) -> CheckInRecord:
    given_ = {
        "identity": IDENTITY,
        "claim": CLAIM,
        "coverage": COVERAGE,
        "facility": "01010",
        "service": Ordered("02.1896", "Khám Nội"),
        "arrived_at": ARRIVED,
        "ordered_at": ORDERED,
        "visit_code": "20261124000001",
        "patient_id": "BN0000001",
    }
    return build(**{**given_, **changes})


GOOD = built()


def faults(**changes: str) -> set[tuple[str, str]]:
    return {(one.field, str(one.fault)) for one in validate(replace(GOOD, **changes))}


def test_the_record_has_the_26_fields_of_the_table_in_their_order() -> None:
    assert len(FIELDS) == 26
    assert (FIELDS[0], FIELDS[11], FIELDS[12], FIELDS[25]) == ("MA_LK", "MA_DOITUONG_KCB", "NGAY_VAO", "DU_PHONG")
    assert list(as_fields(GOOD)) == list(FIELDS)


def test_what_a_kiosk_knows_becomes_a_record_that_can_be_sent() -> None:
    assert validate(GOOD) == ()
    assert {name: value for name, value in as_fields(GOOD).items() if value} == {
        "MA_LK": "20261124000001",
        "STT": "1",
        "MA_BN": "BN0000001",
        "HO_TEN": "Nguyễn Đức Mẫu",
        "SO_CCCD": "001090000017",
        "NGAY_SINH": "199003150000",
        "GIOI_TINH": "1",
        "MA_THE_BHYT": "GD4010123452345",
        "MA_DKBD": "79010",
        "GT_THE_TU": "20260101",
        "GT_THE_DEN": "20261231",
        "MA_DOITUONG_KCB": "1.18",
        "NGAY_VAO": "202611240705",
        "MA_LOAI_KCB": "01",
        "MA_CSKCB": "01010",
        "MA_DICH_VU": "02.1896",
        "TEN_DICH_VU": "Khám Nội",
        "NGAY_YL": "202611240709",
    }


@pytest.mark.parametrize("status", ["unverified", "not_eligible", "mismatch", "config_error"])
def test_who_was_not_found_insured_comes_without_insurance(status: str) -> None:
    for claim in (replace(CLAIM, status=status, route_code="9"), None):
        record = built(claim=claim)
        assert (record.ma_the_bhyt, record.ma_dkbd, record.gt_the_tu, record.gt_the_den) == ("", "", "", "")
        assert record.ma_doituong_kcb == "9"
        assert validate(record) == ()


def test_an_instant_is_written_in_vietnamese_time() -> None:
    from datetime import UTC

    assert built(arrived_at=datetime(2026, 11, 23, 23, 30, tzinfo=UTC)).ngay_vao == "202611240630"


def test_a_name_is_written_composed_and_with_single_spaces() -> None:
    name = unicodedata.normalize("NFD", "Nguyễn  Đức   Mẫu")
    assert built(identity=replace(IDENTITY, full_name=name)).ho_ten == "Nguyễn Đức Mẫu"


@pytest.mark.parametrize(
    ("sex", "code"),
    [
        ("Nam", "1"),
        ("Nữ", "2"),
        (unicodedata.normalize("NFD", "nữ"), "2"),
        ("M", "1"),
        ("F", "2"),
        ("", "3"),
        ("X", "3"),
    ],
)
def test_the_sex_is_a_number(sex: str, code: str) -> None:
    assert built(identity=replace(IDENTITY, sex=sex)).gioi_tinh == code


@pytest.mark.parametrize(
    ("birth", "at", "text"),
    [
        ("1990-03-15", None, "199003150000"),
        ("1990-03", None, "199000000000"),
        ("1990", None, "199000000000"),
        ("2026-11-20", time(9, 5), "202611200905"),
        ("1990-02-30", None, ""),
        ("15/03/1990", None, ""),
        ("", None, ""),
    ],
)
def test_a_birth_date_is_as_complete_as_it_is_known(birth: str, at: time | None, text: str) -> None:
    assert birth_text(birth, at) == text


@pytest.mark.parametrize("name", REQUIRED)
@pytest.mark.parametrize("empty", ["", "  "])
def test_a_required_field_that_is_empty_is_missing(name: str, empty: str) -> None:
    assert (name, "missing") in faults(**{name.lower(): empty})


@pytest.mark.parametrize("name", sorted({*FIELDS} - {*REQUIRED, "MA_DICH_VU", "TEN_DICH_VU"}))
def test_any_other_field_may_be_empty(name: str) -> None:
    assert (name, "missing") not in faults(**{name.lower(): ""})


def test_before_registration_only_what_the_hospital_gives_may_be_absent() -> None:
    record = built(visit_code="", patient_id="")
    assert validate(record, registered=False) == ()
    assert validate(record) == (Finding("MA_LK", Fault.MISSING), Finding("MA_BN", Fault.MISSING))


@pytest.mark.parametrize("name", sorted(MOST))
def test_a_value_longer_than_its_field_is_told(name: str) -> None:
    assert (name, "too_long") in faults(**{name.lower(): "1" * (MOST[name] + 1)})


FORMS = {
    "STT": (("1", "17"), ("0", "-1", "1.0", "x")),
    "SO_CCCD": (("001090000017", "123456789", "B1234567"), ("001-090", "Nguyễn")),
    "NGAY_SINH": (
        ("199003150000", "199000000000", "202611200905"),
        ("19900315", "199003000000", "199002300000", "000000000000", "1990031500xx"),
    ),
    "GIOI_TINH": (("1", "2", "3"), ("0", "4", "Nam")),
    "MA_THE_BHYT": (
        ("GD4010123452345", "0123452345", "GD4010123452345;CN3010123452345"),
        ("GD401012345234", "gd4010123452345", "GD9010123452345", "GD4010123452345;"),
    ),
    "MA_DKBD": (("79010", "01B10"), ("7901", "790-1")),
    "GT_THE_TU": (("20260101",), ("2026-01-01", "20260231", "01012026")),
    "GT_THE_DEN": (("20261231",), ("31122026", "20261232")),
    "MA_DOITUONG_KCB": (("1.1", "1.18", "3.6", "10"), ()),
    "NGAY_VAO": (("202611240705",), ("20261124", "202611242405", "202611240760", "2026112407:5")),
    "NGAY_VAO_NOI_TRU": (("202611240800",), ("20261124",)),
    "MA_LOAI_KCB": (("01", "09", "10", "16"), ("00", "17", "1", "1a")),
    "MA_CSKCB": (("01010",), ("0101", "01 10")),
    "NGAY_YL": (("202611240709",), ("202611310709",)),
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, (good, _) in FORMS.items() for value in good])
def test_a_value_in_the_form_of_its_field_passes(name: str, value: str) -> None:
    assert not {fault for field, fault in faults(**{name.lower(): value}) if field == name} & {"form", "not_listed"}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, (_, bad) in FORMS.items() for value in bad])
def test_a_value_in_another_form_is_told(name: str, value: str) -> None:
    assert (name, "form") in faults(**{name.lower(): value})


@pytest.mark.parametrize("code", ["7.1", "1.8", "1.10", "0", "1,18"])
def test_a_route_code_that_is_not_on_the_list_is_told(code: str) -> None:
    assert ("MA_DOITUONG_KCB", "not_listed") in faults(ma_doituong_kcb=code)


def test_no_record_is_sent_for_an_emergency() -> None:
    assert faults(ma_doituong_kcb="2") == {("MA_DOITUONG_KCB", "not_sent")}


def test_a_visit_without_insurance_names_no_card() -> None:
    assert ("MA_THE_BHYT", "contradicts") in faults(ma_doituong_kcb="9")


@pytest.mark.parametrize("name", ["MA_DKBD", "GT_THE_TU", "GT_THE_DEN"])
def test_of_several_cards_each_has_its_own_values(name: str) -> None:
    two = {"ma_the_bhyt": "GD4010123452345;CN3010123452345", "ma_dkbd": "79010;01010"}
    days = {"gt_the_tu": "20260101;20260701", "gt_the_den": "20260630;20261231"}
    assert faults(**two, **days) == set()
    assert (name, "contradicts") in faults(**{**two, **days, name.lower(): as_fields(GOOD)[name]})


def test_a_card_does_not_end_before_it_begins() -> None:
    assert faults(gt_the_tu="20260701", gt_the_den="20260630") == {("GT_THE_DEN", "order")}
    assert faults(gt_the_tu="20260701", gt_the_den="20260701") == set()
    assert faults(gt_the_den="") == set()


def test_an_admission_has_a_reason_and_does_not_come_before_the_arrival() -> None:
    assert faults(ngay_vao_noi_tru="202611240800") == {("LY_DO_VNT", "missing")}
    assert faults(ngay_vao_noi_tru="202611240705", ly_do_vnt="Sốt cao") == set()
    assert faults(ngay_vao_noi_tru="202611240704", ly_do_vnt="Sốt cao") == {("NGAY_VAO_NOI_TRU", "order")}


@pytest.mark.parametrize(
    ("others", "missing"),
    [
        ({}, {"MA_DICH_VU", "TEN_DICH_VU"}),
        ({"ma_thuoc": "40.1"}, set()),
        ({"ma_vat_tu": "N01"}, set()),
        ({"ten_thuoc": "Thuốc", "ten_vat_tu": "Bông"}, {"MA_DICH_VU", "TEN_DICH_VU"}),
    ],
)
def test_without_a_drug_or_a_supply_the_first_service_is_named(others: dict[str, str], missing: set[str]) -> None:
    assert faults(ma_dich_vu="", ten_dich_vu="", **others) == {(name, "missing") for name in missing}


@pytest.mark.parametrize(
    ("born", "fault"),
    [
        ("202611240000", "incomplete"),
        ("202610270000", "incomplete"),  # 28 days
        ("202610260000", None),
        ("202611200905", None),
        ("202611250000", "order"),
        ("202700000000", "order"),
        ("202600000000", None),
    ],
)
def test_a_child_of_28_days_has_a_time_of_birth_and_nobody_is_born_after_arriving(born: str, fault: str | None) -> None:
    assert faults(ngay_sinh=born) == ({("NGAY_SINH", fault)} if fault else set())


@pytest.mark.parametrize("name", FIELDS)
@pytest.mark.parametrize("text", ["a\x00", "a\x0b", "a\ufffe", unicodedata.normalize("NFD", "Nguyễn")])
def test_a_text_xml_cannot_carry_is_told_and_not_written(name: str, text: str) -> None:
    assert (name, "characters") in faults(**{name.lower(): text})
    if name != "STT":  # which a send counts itself
        with pytest.raises(NotForXml):
            to_xml([replace(GOOD, **{name.lower(): text})])


def test_a_finding_never_carries_the_value() -> None:
    assert {one.name for one in fields(Finding)} == {"field", "fault"}
    for secret in (IDENTITY.full_name, IDENTITY.id_number, CLAIM.card):
        assert str(secret) not in repr(GOOD)


def test_a_send_is_the_documented_tree_with_numbers_from_one_and_an_open_place_for_the_signature() -> None:
    root = ElementTree.fromstring(to_xml([GOOD, replace(GOOD, ma_lk="2")]))
    assert root.tag == "CHI_TIEU_TRANG_THAI_KCB"
    assert [child.tag for child in root] == ["DSACH_TRANG_THAI_KCB", "CHUKYDONVI"]
    rows = root.findall("DSACH_TRANG_THAI_KCB/TRANG_THAI_KCB")
    assert [[child.tag for child in row] for row in rows] == [list(FIELDS)] * 2
    assert [row.findtext("STT") for row in rows] == ["1", "2"]
    assert to_xml([GOOD]).startswith(b"<?xml version='1.0' encoding='utf-8'?>")


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")), max_size=200))
def test_every_text_comes_back_from_the_xml_as_it_was(text: str) -> None:
    value = unicodedata.normalize("NFC", text)
    root = ElementTree.fromstring(to_xml([replace(GOOD, ho_ten=value, du_phong=f"<&>\"'{value}]]>")]))
    row = root.find("DSACH_TRANG_THAI_KCB/TRANG_THAI_KCB")
    assert row is not None
    assert (row.findtext("HO_TEN"), row.findtext("DU_PHONG")) == (value, f"<&>\"'{value}]]>")


@given(st.dictionaries(st.sampled_from([name.lower() for name in FIELDS]), st.text(max_size=20)))
def test_whatever_stands_in_a_record_is_judged_and_never_raises(values: dict[str, str]) -> None:
    assert all(finding.field in FIELDS for finding in validate(replace(GOOD, **values)))
