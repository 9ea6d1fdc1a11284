"""A pay code comes back out of whatever a bank and a payer make of the memo, whole or not at all."""

import itertools
import string

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from his_client.payments import paycode, vietqr

numbers = st.integers(0, paycode.CAPACITY - 1)
glue = st.text(alphabet=string.ascii_uppercase + string.digits, max_size=12)


def test_a_code_is_nine_characters_without_look_alikes() -> None:
    code = paycode.make(1)
    assert len(code) == 9
    assert code.startswith("KM")
    assert not set("01IOLSZBGQUV") & set(paycode.ALPHABET)


@given(numbers)
@example(0)
@example(paycode.CAPACITY - 1)
def test_a_code_is_found_as_it_is(n: int) -> None:
    assert paycode.find(paycode.make(n)) == paycode.make(n)


@pytest.mark.parametrize("n", [-1, paycode.CAPACITY])
def test_numbers_outside_the_capacity_have_no_code(n: int) -> None:
    with pytest.raises(ValueError, match="pay code"):
        paycode.make(n)


def test_ten_thousand_numbers_in_a_row_have_ten_thousand_codes_two_characters_apart() -> None:
    codes = [paycode.make(n) for n in range(10_000)]
    assert len(set(codes)) == len(codes)
    for one, next_one in itertools.pairwise(codes):
        assert sum(a != b for a, b in zip(one, next_one, strict=True)) >= 2


@given(n=numbers, before=glue, after=glue)
def test_a_code_survives_text_glued_to_both_sides(n: int, before: str, after: str) -> None:
    assume("KM" not in before + "K" and "KM" not in after)
    assert paycode.find(before + paycode.make(n) + after) == paycode.make(n)


@pytest.mark.parametrize(
    "memo",
    [
        "MBVCB.3278907687.{}.CT tu 0011009999999 NGUYEN VAN A toi BENH VIEN MAU",
        "IBFT {} thanh toan vien phi",
        "{lower}",
        "Vien phi {spaced}",
        "Viện phí {}-24112026",
        "QR - {}{}",
    ],
)
def test_memos_as_banks_write_them(memo: str) -> None:
    code = paycode.make(424242)
    text = memo.replace("{lower}", code.lower()).replace("{spaced}", f"{code[:4]} {code[4:]}").replace("{}", code)
    assert paycode.find(text) == code


@given(n=numbers, kept=st.integers(0, 8))
def test_a_cut_code_is_never_guessed(n: int, kept: int) -> None:
    assert paycode.find("thanh toan " + paycode.make(n)[:kept]) is None


@given(n=numbers, other=numbers, kept=st.integers(0, 8), start=st.integers(0, 8), before=glue, after=glue)
def test_a_cut_code_is_never_read_as_another_ones(
    n: int, other: int, kept: int, start: int, before: str, after: str
) -> None:
    """Whatever is left of one code, glued to anything: it never becomes the code of somebody else's open order."""
    assume(n != other)
    memo = before + paycode.make(n)[start : start + kept] + after
    found = paycode.find(memo)
    assert found is None or found in "".join(memo.split())
    assert found != paycode.make(other) or paycode.make(other) in memo


def test_cuts_of_many_codes_never_take_the_text_behind_them_along() -> None:
    """What is left of a code must not become another one with the statement's own text, separators or not."""
    for n in range(0, 1_000_000, 500):
        code = paycode.make(n)
        for cut in range(1, 9):
            assert paycode.find(f"IBFT {code[:cut]} FT26328123456 THANH TOAN") is None
            assert paycode.find(f"MBVCB.3278907687.{code[cut:]}.CT tu 0011009999999") is None


@pytest.mark.parametrize("between", [" ", "  ", "-", ".", "\n", " - "])
@given(n=numbers, place=st.integers(1, 8))
def test_a_code_in_two_pieces_is_read_when_it_stands_alone(between: str, n: int, place: int) -> None:
    code = paycode.make(n)
    pieces = f"{code[:place]}{between}{code[place:]}"
    assert paycode.find(f"vien phi {pieces}, cam on") == code
    assert paycode.find(f"vien phi {pieces}4CAMON") is None


@given(n=numbers, tail=st.integers(0, 20))
def test_a_memo_cut_behind_the_code_still_pays(n: int, tail: int) -> None:
    memo = f"{paycode.make(n)} vien phi khoa noi tim mach"
    assert paycode.find(memo[: 9 + tail]) == paycode.make(n)


@given(n=numbers, place=st.integers(2, 8), letter=st.sampled_from(paycode.ALPHABET))
def test_one_wrong_character_is_noticed(n: int, place: int, letter: str) -> None:
    code = paycode.make(n)
    assume(code[place] != letter)
    assert paycode.find(code[:place] + letter + code[place + 1 :]) is None


@given(n=numbers, one=st.integers(2, 8), other=st.integers(2, 8))
def test_two_swapped_characters_are_noticed(n: int, one: int, other: int) -> None:
    letters = list(paycode.make(n))
    assume(letters[one] != letters[other])
    letters[one], letters[other] = letters[other], letters[one]
    assert paycode.find("".join(letters)) is None


def test_two_different_codes_in_one_memo_are_left_to_a_person() -> None:
    assert paycode.find(f"{paycode.make(1)} {paycode.make(2)}") is None


def test_a_hospital_may_choose_its_own_prefix() -> None:
    code = paycode.make(7, prefix="BV")
    assert paycode.find(f"CT {code} toi", prefix="BV") == code
    assert paycode.find(code) is None


@given(numbers)
def test_a_code_fits_the_purpose_of_a_qr(n: int) -> None:
    payload = vietqr.build(bank_bin="970436", account="0011009999999", amount=10120, purpose=paycode.make(n))
    purpose = vietqr.parse(payload).purpose
    assert purpose is not None
    assert paycode.find(purpose) == paycode.make(n)


@given(st.text(max_size=60))
def test_any_text_is_searched_without_harm(memo: str) -> None:
    found = paycode.find(memo)
    assert found is None or paycode.find(found) == found
