"""Numbers are said as people say them, in every language that has words."""

from __future__ import annotations

import pytest

from kiosk.audio.numbers import code_parts, number_parts

SAID = {
    "vi": {
        0: "không",
        5: "năm",
        10: "mười",
        15: "mười lăm",
        21: "hai mươi mốt",
        25: "hai mươi lăm",
        105: "một trăm linh năm",
        111: "một trăm mười một",
        1005: "một nghìn không trăm linh năm",
        10_120: "mười nghìn một trăm hai mươi",
        50_600: "năm mươi nghìn sáu trăm",
        2_000_000: "hai triệu",
    },
    "en": {
        0: "zero",
        13: "thirteen",
        21: "twenty one",
        105: "one hundred and five",
        10_120: "ten thousand one hundred and twenty",
        1_000_005: "one million and five",
    },
    "fr": {
        21: "vingt et un",
        71: "soixante et onze",
        80: "quatre-vingt",
        91: "quatre-vingt onze",
        1900: "mille neuf cent",
        10_120: "dix mille cent vingt",
    },
    "zh": {
        0: "零",
        12: "十 二",
        105: "一 百 零 五",
        110: "一 百 一 十",
        1005: "一 千 零 五",
        10_120: "一 万 零 一 百 二 十",
        20_000: "二 万",
    },
    "ja": {105: "ひゃく ご", 10_120: "いち まん ひゃく に じゅう"},
    "ko": {25: "이 십 오", 50_600: "오 만 육 백"},
}


@pytest.mark.parametrize("language", SAID)
def test_numbers_are_said_as_people_say_them(language: str) -> None:
    for number, words in SAID[language].items():
        assert " ".join(number_parts(number, language)) == words
    assert number_parts(120, "xx") == ("1", "2", "0")


@pytest.mark.parametrize("language", SAID)
def test_no_two_numbers_sound_alike(language: str) -> None:
    numbers = [*range(2000), *range(9_000, 11_300), *range(99_000, 111_100, 7), *range(0, 10**7, 12_345)]
    assert len({number_parts(number, language) for number in numbers}) == len(set(numbers))


def test_a_code_is_spelled_and_zeros_before_a_number_are_said() -> None:
    assert " ".join(code_parts("A128", "vi")) == "A một trăm hai mươi tám"
    assert " ".join(code_parts("B3-012", "vi")) == "B ba không một hai"
    assert code_parts("", "vi") == ()


@pytest.mark.parametrize("number", [-1, 10**12])
def test_what_no_hospital_asks_for_is_not_said(number: int) -> None:
    with pytest.raises(ValueError, match="no such number"):
        number_parts(number, "vi")
