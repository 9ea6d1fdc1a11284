"""What fuzzing found, each input kept as it came: a reader that failed on it once must not do so again."""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from fuzz.judge import BrokenWord, look
from fuzz.targets import TARGETS
from his_client import fields as read
from his_client.fields import BadShape
from his_client.http import _decode
from his_client.outcome import Unknown
from his_client.payments import notices
from his_client.payments.nexo import messages

pytestmark = pytest.mark.xdist_group("fuzzed")  # its imports and seeds are paid for once
FOUND = sorted((Path(__file__).parent / "found").iterdir())


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_an_input_that_once_broke_a_reader_ends_as_it_should(path: Path) -> None:
    TARGETS[path.name.rpartition("-")[0]].check(path.read_bytes())


def test_every_kept_input_belongs_to_something_that_is_fuzzed() -> None:
    assert FOUND
    assert {path.name.rpartition("-")[0] for path in FOUND} <= set(TARGETS)


# -- the same in words: what comes from another system's JSON


def test_a_text_comes_in_one_form_and_without_control_characters() -> None:
    said = {"name": " Nguye\u0302\u0303n\x00\x1b[2J \x7fMẫu\nA\ud800\u0085 ", "number": 7}
    assert read.text(said, "name") == "Nguyễn [2J  Mẫu\nA"
    assert read.text(said, "number") == "7"


@pytest.mark.parametrize("text", ["\ud800", "\x00\x01", "\u202e "])
def test_what_no_screen_can_show_is_no_text(text: str) -> None:
    with pytest.raises(BadShape):
        read.text({"name": text}, "name")


@pytest.mark.parametrize("number", [2**63, -(2**63) - 1, str(10**19), Decimal(10) ** 25, 10**400])
def test_a_number_no_journal_could_hold_is_none(number: object) -> None:
    with pytest.raises(BadShape):
        read.integer({"amount": number}, "amount")


@pytest.mark.parametrize("amount", [10**15 + 1, "9999999999999999", "１２３", "٣", "1_000", "+5", "0x10"])
def test_an_amount_nobody_owes_is_none_and_only_plain_digits_are_digits(amount: object) -> None:
    with pytest.raises(BadShape):
        read.money({"amount": amount}, "amount")


@pytest.mark.parametrize("digits", ["1e9999999999999999999", "-0.1E+99999999999999999999"])
def test_an_exponent_beyond_all_measure_is_no_number_whoever_says_it(digits: str) -> None:
    body = f'{{"data": {digits}}}'.encode()
    assert isinstance(_decode(body, "application/json"), Unknown)
    with pytest.raises(BadShape):
        notices.json_object(body)
    with pytest.raises(BadShape):
        messages.body_of(body, "Payment", "S1")


# -- the judge itself


@pytest.mark.parametrize("value", ["a\x00", "e\u0302", "\ud800", {"amount": 1.5}, {"amount": 2**63}, [("x", "\x1b")]])
def test_the_judge_sees_what_may_not_be_given_back(value: object) -> None:
    with pytest.raises(BrokenWord):
        look(value)


def test_the_judge_lets_plain_values_pass() -> None:
    look({"name": "Nguyễn\nMẫu", "amount": 10_120, "score": 0.5, "more": (json.loads('"\\u1ec5"'), None, b"\0")})
