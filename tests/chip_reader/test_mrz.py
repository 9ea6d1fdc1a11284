"""Machine readable zones of cards and passports, their check digits, and their two-digit years."""

from __future__ import annotations

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chip_reader import BadMrz, parse_mrz
from chip_reader.mrz import birth_iso, check_digit, expiry_iso

CARD = ["IDVNM0990123459001099012345<<0", "9901100M3901108VNM<<<<<<<<<<<6", "NGUYEN<<VAN<AN<<<<<<<<<<<<<<<<"]
TODAY = date(2026, 11, 2)


def passport() -> list[str]:
    # The specimen of ICAO 9303-4, Appendix A.
    return ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"]


def test_a_vietnamese_card_gives_both_numbers() -> None:
    mrz = parse_mrz(CARD)
    assert (mrz.document_number, mrz.personal_number) == ("099012345", "001099012345")
    assert (mrz.birth, mrz.sex, mrz.expiry, mrz.issuing_state) == ("990110", "M", "390110", "VNM")
    assert mrz.name == "NGUYEN VAN AN"
    assert not mrz.no_expiry


def test_a_passport_gives_its_number_and_name() -> None:
    mrz = parse_mrz(passport())
    assert (mrz.document_number, mrz.personal_number, mrz.sex) == ("L898902C3", "ZE184226B", "F")
    assert mrz.name == "ERIKSSON ANNA MARIA"


def test_lines_on_end_with_spaces_and_in_lower_case_are_forgiven() -> None:
    assert parse_mrz(" \n".join(CARD).lower()) == parse_mrz("".join(CARD))


def test_a_card_without_expiry_never_means_the_year_1999() -> None:
    second = "9901100M9912315VNM<<<<<<<<<<<"
    composite = CARD[0][5:30] + second[0:7] + second[8:15] + second[18:29]
    mrz = parse_mrz([CARD[0], second + check_digit(composite), CARD[2]])
    assert check_digit("991231") == "5"
    assert mrz.no_expiry


@pytest.mark.parametrize("position", [5, 15, 29, 30, 38, 59])
def test_one_wrong_digit_is_noticed(position: int) -> None:
    text = "".join(CARD)
    digit = "7" if text[position] != "7" else "1"
    with pytest.raises(BadMrz):
        parse_mrz(text[:position] + digit + text[position + 1 :])


@pytest.mark.parametrize("text", ["", "A" * 89, "É" * 90, "<" * 88, "<" * 91])
def test_what_is_no_zone_is_refused(text: str) -> None:
    with pytest.raises(BadMrz):
        parse_mrz(text)


@given(st.text(alphabet="0123456789ABCXYZ<", min_size=88, max_size=90))
def test_any_text_gives_a_zone_or_a_typed_error(text: str) -> None:
    with contextlib.suppress(BadMrz):
        assert len(parse_mrz(text).birth) == 6


@pytest.mark.parametrize(
    ("zone", "expected"),
    [("260101", "2026-01-01"), ("271231", "1927-12-31"), ("990110", "1999-01-10"), ("55<<<<", "1955"),
     ("5507<<", "1955-07"), ("<<<<<<", ""), ("991331", ""), ("9902<1", "")],
)  # fmt: skip
def test_nobody_is_born_in_the_future_and_unknown_parts_stay_unknown(zone: str, expected: str) -> None:
    assert birth_iso(zone, TODAY) == expected


def test_expiry_dates_lie_in_this_century() -> None:
    assert expiry_iso("990101") == "2099-01-01"
    assert expiry_iso("<<<<<<") == ""
