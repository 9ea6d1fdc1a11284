"""Keys from the QR on the card: parsing it, and deriving the expiry date it does not contain."""

from __future__ import annotations

import contextlib
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chip_reader import BacKey, BadKey, NotACardQr, access_keys_from_qr, parse_card_qr
from chip_reader.access_keys import MAX_CANDIDATES, expiry_candidates

QR = "001090000017|012345000|Nguyễn Đức Mẫu|15031990|Nam|Số 1 Ngõ Thử, Hà Nội|10052021"


@pytest.mark.parametrize(
    ("birth", "issued", "expected"),
    [
        (date(2000, 3, 15), date(2021, 5, 1), "250315"),
        (date(2000, 3, 15), date(2023, 3, 16), "400315"),
        (date(1990, 7, 1), date(2021, 4, 10), "300701"),
        (date(1984, 7, 1), date(2022, 9, 1), "440701"),
        (date(1962, 8, 20), date(2021, 1, 1), "991231"),
        (date(2012, 2, 1), date(2024, 8, 1), "370201"),
        (date(2015, 6, 10), date(2024, 8, 1), "290610"),
    ],
)
def test_the_expiry_date_follows_from_birth_and_issue(birth: date, issued: date, expected: str) -> None:
    assert expiry_candidates(birth, issued) == [expected]


def test_issued_exactly_two_years_before_a_milestone_leaves_two_candidates() -> None:
    assert expiry_candidates(date(1984, 7, 1), date(2022, 7, 1)) == ["440701", "240701"]
    assert expiry_candidates(date(1965, 7, 1), date(2023, 7, 1)) == ["991231", "250701"]


def test_birth_on_29_february_tries_both_neighbours_of_the_missing_day() -> None:
    assert expiry_candidates(date(2000, 2, 29), date(2021, 5, 1)) == ["250228", "250301"]


@given(
    st.dates(date(1926, 1, 1), date(2020, 12, 31)),
    st.dates(date(2021, 1, 1), date(2026, 12, 31)),
)
def test_there_are_always_one_to_three_candidates_and_none_had_expired_at_issue(birth: date, issued: date) -> None:
    candidates = expiry_candidates(birth, issued)
    assert 1 <= len(candidates) <= MAX_CANDIDATES
    assert len(set(candidates)) == len(candidates)
    assert all(candidate == "991231" or candidate > issued.strftime("%y%m%d") for candidate in candidates)


def test_a_card_qr_gives_its_fields_and_the_key() -> None:
    qr = parse_card_qr(QR)
    assert (qr.id_number, qr.old_id_number, qr.full_name) == ("001090000017", "012345000", "Nguyễn Đức Mẫu")
    assert (qr.birth_date, qr.issue_date) == (date(1990, 3, 15), date(2021, 5, 10))
    assert access_keys_from_qr(qr) == (BacKey("090000017", "900315", "300315"),)


def test_longer_strings_keep_their_tail() -> None:
    assert parse_card_qr(QR + "|a|b").tail == ("a", "b")


@pytest.mark.parametrize("written", ["Nữ", "NỮ", "nu", "Nu", unicodedata.normalize("NFD", "Nữ")])
def test_sex_is_recognised_without_marks(written: str) -> None:
    assert parse_card_qr(QR.replace("Nam", written)).sex == "Nữ"


def test_decomposed_text_becomes_composed() -> None:
    assert parse_card_qr(unicodedata.normalize("NFD", QR)).full_name == "Nguyễn Đức Mẫu"


@pytest.mark.parametrize("birth", ["1955", "031955", "00001955", "31021990"])
def test_a_birth_date_that_is_not_full_gives_no_key_to_guess_with(birth: str) -> None:
    qr = parse_card_qr(QR.replace("15031990", birth))
    assert qr.birth_date is None
    assert access_keys_from_qr(qr) == ()


@pytest.mark.parametrize(
    "text",
    ["", "https://example.org/qr", "GD4012345678901|a|b|c|d|e|f", "001090000017|1990", QR.replace("001090", "00109O"),
     QR.replace("15031990", "150390x"), QR.replace("10052021", "2021-05-10")],
)  # fmt: skip
def test_other_codes_are_told_apart(text: str) -> None:
    with pytest.raises(NotACardQr) as caught:
        parse_card_qr(text)
    assert "Nguyễn" not in str(caught.value)


@given(st.text(max_size=120))
def test_any_scan_gives_a_card_qr_or_a_typed_error(text: str) -> None:
    with contextlib.suppress(NotACardQr):
        assert parse_card_qr(text).id_number.isdigit()


def test_typed_numbers_of_nine_and_twelve_digits_give_the_same_key() -> None:
    assert BacKey.from_typed("090000017", "900315", "300315") == BacKey.from_typed(
        "001 090 000 017", "900315", "300315"
    )
    assert BacKey.from_typed("l898902c", "690806", "940623").document_number == "L898902C<"


@pytest.mark.parametrize("number", ["", "12345678901", "1234567890123", "09000001Ơ"])
def test_numbers_of_other_lengths_are_refused(number: str) -> None:
    with pytest.raises(BadKey):
        BacKey.from_typed(number, "900315", "300315")


def test_dates_in_another_form_are_refused() -> None:
    with pytest.raises(BadKey):
        BacKey.from_typed("090000017", "15/03/1990", "300315")


@pytest.mark.parametrize("dates", ["01019990|Nam|x|01019991", "01010001|Nam|x|01010002", "15031990|Nam|x|01019999"])
def test_a_scanned_year_no_card_can_carry_gives_no_key_and_no_crash(dates: str) -> None:
    assert access_keys_from_qr(parse_card_qr(f"001090000017||x|{dates}")) == ()
