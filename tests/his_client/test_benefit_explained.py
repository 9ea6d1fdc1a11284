"""An estimate explains itself, line by line, in every language, and its figures are those of the estimate."""

import re
import tomllib
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from his_client.insurance.benefit import Cover, Estimate, Rule, Service, estimate_visit
from his_client.insurance.explain import WORDS, dong, explain, languages
from his_client.insurance.tables import tables

TODAY = date(2026, 11, 24)


def found(*services: Service, complete: bool = False, **cover: Any) -> Estimate:
    return estimate_visit(
        services, Cover(**{"level": 80, "route_code": "1.1", **cover}), TODAY, tables(), complete=complete
    )


def test_a_half_share_explains_itself_in_vietnamese() -> None:
    assert explain(found(Service(50_600, 50_600), route_code="1.18"), "vi") == (
        "Mức hưởng của thẻ 80 %, mã đối tượng 1.18 hưởng 50 % mức đó",
        "Khám bệnh: giá 50.600 đ; quỹ BHYT trả 50.600 đ × 80 % × 50 % = 20.240 đ",
        "Tổng cộng (làm tròn một lần): quỹ BHYT trả 20.240 đ, người bệnh trả 30.360 đ",
        "Đây là số dự kiến; số của bệnh viện khi quyết toán là số cuối cùng",
    )


def test_a_service_on_request_explains_itself_in_english() -> None:
    assert explain(found(Service(150_000, 50_600, "Exam on request")), "en") == (
        "The card covers 80%, and route code 1.1 gives 100% of that",
        "Exam on request: price 150,000 VND; insurance pays 50,600 VND × 80% × 100% = 40,480 VND",
        "Exam on request: surcharge on request 99,400 VND, paid by the patient",
        "If the whole visit stays below 379,500 VND, insurance pays its part in full; settled at the end",
        "In all (rounded once): insurance pays 40,480 VND, the patient pays 109,520 VND",
        "This is an estimate; the hospital's figure at the end is the final one",
    )


def test_an_exact_share_shows_its_fraction_and_the_sum_is_whole() -> None:
    lines = explain(found(Service(101, 101), level=95, route_code="1.18"), "vi")
    assert lines[1].endswith("= 47,98 đ")
    assert "quỹ BHYT trả 48 đ" in lines[2]


def every_rule() -> dict[Rule, Estimate]:
    five, much = TODAY, Decimal("15200000")
    return {
        Rule.CARD: found(Service(50_600, 50_600), Service(150_000, 50_600)),
        Rule.FIXED: found(Service(50_600, 50_600), route_code="1.2"),
        Rule.WHOLE_VISIT: found(Service(50_600, 50_600), complete=True),
        Rule.SIX_MONTHS: found(Service(50_600, 50_600), five_years_from=five, co_paid=much),
        Rule.NONE: found(Service(50_600, 50_600), route_code="9"),
    }


@pytest.mark.parametrize("language", languages())
def test_every_rule_has_words(language: str) -> None:
    cases = every_rule()
    assert set(cases) == set(Rule)
    for rule, estimate in cases.items():
        assert estimate.ground is not None
        assert estimate.ground.rule is rule
        said = explain(estimate, language)
        assert dong(estimate.patient_pays, language) in said[-2]
        assert not any("{" in line or not line.strip() for line in said)


def test_no_line_of_one_language_is_left_in_another() -> None:
    assert set(languages()) >= {"vi", "en", "zh", "ko", "ja", "fr"}
    for estimate in every_rule().values():
        said = {language: explain(estimate, language) for language in languages()}
        assert len({len(lines) for lines in said.values()}) == 1
        for lines in zip(*said.values(), strict=True):
            words = [re.sub(r"[\W\d]+|VND", " ", line).strip() for line in lines]
            assert len(set(words)) == len(words), lines


def test_every_languages_file_has_the_same_keys_and_the_same_places() -> None:
    def places(words: dict[str, Any]) -> dict[str, set[str]]:
        flat = {**words, **words["rules"]}
        return {name: set(re.findall(r"{\w+}", text)) for name, text in flat.items() if isinstance(text, str)}

    read = {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in WORDS.glob("*.toml")}
    assert {language: places(words) for language, words in read.items()} == dict.fromkeys(read, places(read["vi"]))


def test_a_language_without_words_is_told_in_english() -> None:
    assert explain(every_rule()[Rule.CARD], "lo") == explain(every_rule()[Rule.CARD], "en")


@pytest.mark.parametrize(
    ("amount", "vi", "en"),
    [
        (0, "0 đ", "0 VND"),
        (1_234_567, "1.234.567 đ", "1,234,567 VND"),
        (Decimal("15066588.03"), "15.066.588,03 đ", "15,066,588.03 VND"),
        (Decimal("379500.00"), "379.500 đ", "379,500 VND"),
        (Decimal(100), "100 đ", "100 VND"),
    ],
)
def test_an_amount_is_written_as_it_is_read(amount: int | Decimal, vi: str, en: str) -> None:
    assert (dong(amount, "vi"), dong(amount, "en")) == (vi, en)
