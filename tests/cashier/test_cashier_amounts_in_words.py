"""Amounts in words as Vietnamese receipts have them: a table by hand, and a small reader of another make."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.cashier.words import MOST, in_words, number_in_words

TABLE = [
    (0, "không"),
    (1, "một"),
    (4, "bốn"),
    (5, "năm"),
    (10, "mười"),
    (11, "mười một"),
    (14, "mười bốn"),
    (15, "mười lăm"),
    (20, "hai mươi"),
    (21, "hai mươi mốt"),
    (24, "hai mươi tư"),
    (25, "hai mươi lăm"),
    (44, "bốn mươi tư"),
    (55, "năm mươi lăm"),
    (91, "chín mươi mốt"),
    (100, "một trăm"),
    (101, "một trăm linh một"),
    (104, "một trăm linh bốn"),
    (105, "một trăm linh năm"),
    (110, "một trăm mười"),
    (111, "một trăm mười một"),
    (115, "một trăm mười lăm"),
    (121, "một trăm hai mươi mốt"),
    (500, "năm trăm"),
    (505, "năm trăm linh năm"),
    (999, "chín trăm chín mươi chín"),
    (1_000, "một nghìn"),
    (1_001, "một nghìn không trăm linh một"),
    (1_010, "một nghìn không trăm mười"),
    (1_015, "một nghìn không trăm mười lăm"),
    (1_100, "một nghìn một trăm"),
    (5_000, "năm nghìn"),
    (10_120, "mười nghìn một trăm hai mươi"),
    (15_000, "mười lăm nghìn"),
    (21_000, "hai mươi mốt nghìn"),
    (50_600, "năm mươi nghìn sáu trăm"),
    (100_000, "một trăm nghìn"),
    (101_000, "một trăm linh một nghìn"),
    (105_004, "một trăm linh năm nghìn không trăm linh bốn"),
    (500_500, "năm trăm nghìn năm trăm"),
    (1_000_000, "một triệu"),
    (1_000_005, "một triệu không trăm linh năm"),
    (1_005_000, "một triệu không trăm linh năm nghìn"),
    (1_050_000, "một triệu không trăm năm mươi nghìn"),
    (1_050_005, "một triệu không trăm năm mươi nghìn không trăm linh năm"),
    (1_500_000, "một triệu năm trăm nghìn"),
    (2_345_678, "hai triệu ba trăm bốn mươi lăm nghìn sáu trăm bảy mươi tám"),
    (15_000_000, "mười lăm triệu"),
    (105_000_000, "một trăm linh năm triệu"),
    (499_999_999, "bốn trăm chín mươi chín triệu chín trăm chín mươi chín nghìn chín trăm chín mươi chín"),
    (1_000_000_000, "một tỷ"),
    (1_000_001_000, "một tỷ không trăm linh một nghìn"),
    (1_020_000_000, "một tỷ không trăm hai mươi triệu"),
    (24_000_000_024, "hai mươi tư tỷ không trăm hai mươi tư"),
    (300_000_000_000, "ba trăm tỷ"),
    (905_041_110_001, "chín trăm linh năm tỷ không trăm bốn mươi mốt triệu một trăm mười nghìn không trăm linh một"),
]


@pytest.mark.parametrize(("number", "words"), TABLE)
def test_a_number_is_read_as_on_a_receipt(number: int, words: str) -> None:
    assert number_in_words(number) == words


def test_a_receipt_begins_with_a_capital_and_names_the_dong() -> None:
    assert in_words(1_050_000) == "Một triệu không trăm năm mươi nghìn đồng"
    assert in_words(1_000_005) == "Một triệu không trăm linh năm đồng"
    assert in_words(0) == "Không đồng"


def test_a_hospital_may_want_dong_chan_where_it_is_even() -> None:
    assert in_words(1_050_000, even=True) == "Một triệu không trăm năm mươi nghìn đồng chẵn"
    assert in_words(50_600, even=True) == "Năm mươi nghìn sáu trăm đồng"
    assert in_words(0, even=True) == "Không đồng"


@pytest.mark.parametrize("amount", [-1, MOST + 1])
def test_what_no_receipt_holds_is_not_read(amount: int) -> None:
    with pytest.raises(ValueError, match="amounts from 0"):
        in_words(amount)


UNITS = {word: n for n, word in enumerate(["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"])}
UNITS |= {"mốt": 1, "tư": 4, "lăm": 5}
SCALES = {"nghìn": 10**3, "triệu": 10**6, "tỷ": 10**9}


def read(words: str) -> int:
    """Reads numbers word by word, another way than they are written."""
    total = group = digit = 0
    for word in words.split():
        if word in UNITS:
            digit = UNITS[word]
        elif word == "mười":
            group, digit = group + 10, 0
        elif word == "mươi":
            group, digit = group + digit * 10, 0
        elif word == "trăm":
            group, digit = group + digit * 100, 0
        elif word != "linh":
            total, group, digit = total + (group + digit) * SCALES[word], 0, 0
    return total + group + digit


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.integers(0, MOST), st.integers(0, 99_999), st.integers(0, 999).map(lambda n: n * 1_000_000)))
def test_what_is_written_is_read_back_by_another_reader(number: int) -> None:
    words = number_in_words(number)
    assert read(words) == number
    assert unicodedata.is_normalized("NFC", words)
    assert "  " not in words
    assert "mươi một" not in words
    assert "mươi năm" not in words
