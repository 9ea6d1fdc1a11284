"""Every rule and every trap of the matching as a small case: what came, and what must be made of it."""

from __future__ import annotations

from datetime import datetime

from matching_parts import FEE, Build, Case, Expected, between, expect, neighbours

from his_client.payments import paycode
from kiosk.clock import VIETNAM
from kiosk.reconcile.engine import distance

CASES: list[Build] = []
CODE = ("order", "line", "pay_code")
NEAR = ("order", "line", "near_code")


def case(build: Build) -> Build:
    CASES.append(build)
    return build


# -- what names a payment


@case
def a_code_is_found_whatever_is_glued_to_it(on: Case) -> Expected:
    on.line(f"MBVCB.3278907687.NGUYENVANAN{on.order()}CHUYENTIEN")
    return expect(CODE)


@case
def a_code_is_found_in_small_letters_among_vietnamese_marks(on: Case) -> Expected:
    on.line(f"Đóng viện phí {on.order().lower()} của Nguyễn Thị Ngọc Ánh")
    return expect(CODE)


@case
def a_code_is_found_in_full_width_letters(on: Case) -> Expected:
    code = on.order()
    on.line("".join(chr(ord(letter) + 0xFEE0) for letter in code))
    return expect(CODE)


@case
def a_code_is_found_with_separators_inside(on: Case) -> Expected:
    code = on.order()
    on.line(f"{code[:2]}-{code[2:5]}.{code[5:]} ck")
    return expect(CODE)


@case
def the_providers_id_is_enough_without_a_memo(on: Case) -> Expected:
    on.order(ref="FT1")
    on.line("", ref=" ft1 ")
    return expect(("order", "line", "provider_id"))


@case
def a_reference_that_two_payments_claim_is_no_id(on: Case) -> Expected:
    on.order("one", ref="FT2")
    on.order("other", ref="FT2", amount=2 * FEE)
    on.line("chuyen tien", ref="FT2", minute=500)
    return expect(
        told=(
            ("unmatched_payment", "one", "", FEE),
            ("unmatched_payment", "other", "", 2 * FEE),
            ("unmatched_line", "", "line", FEE),
        )
    )


@case
def a_virtual_account_of_one_order_is_enough(on: Case) -> Expected:
    on.order(own="VA1")
    on.line("chuyen tien", own="VA1")
    return expect(("order", "line", "virtual_account"))


@case
def a_virtual_account_that_orders_share_names_none(on: Case) -> Expected:
    on.order("one", own="VA2")
    on.order("other", own="VA2")
    on.line("chuyen tien", own="VA2")
    return expect(
        told=(
            ("unmatched_payment", "one", "", FEE),
            ("unmatched_payment", "other", "", FEE),
            ("unmatched_line", "", "line", FEE),
        )
    )


@case
def a_virtual_account_and_a_code_that_disagree_are_a_persons(on: Case) -> Expected:
    on.order("one", own="VA3")
    on.line(on.order("other"), own="VA3")
    return expect(
        suggested=(("one", "line", "virtual_account"), ("other", "line", "pay_code")),
        told=(
            ("unsure", "", "line", FEE),
            ("unmatched_payment", "one", "", FEE),
            ("unmatched_payment", "other", "", FEE),
        ),
    )


@case
def a_virtual_account_and_a_damaged_code_of_another_order_are_a_persons(on: Case) -> Expected:
    on.order("one", own="VA4")
    on.line(on.order("other", 7000)[:8], own="VA4")
    return expect(
        suggested=(("one", "line", "virtual_account"),),
        told=(("unsure", "one", "line", FEE), ("unmatched_payment", "other", "", 7000)),
    )


@case
def a_virtual_account_and_its_own_damaged_code_agree(on: Case) -> Expected:
    on.line(on.order(own="VA5")[:8], own="VA5")
    return expect(("order", "line", "virtual_account"))


@case
def a_reference_and_a_code_that_disagree_are_a_persons(on: Case) -> Expected:
    on.order("one", ref="FT3")
    on.line(on.order("other", 7000), ref="FT3")
    return expect(
        suggested=(("one", "line", "provider_id"),),
        told=(
            ("unsure", "", "line", FEE),
            ("unmatched_payment", "one", "", FEE),
            ("unmatched_payment", "other", "", 7000),
        ),
    )


@case
def an_account_that_is_not_known_contradicts_none(on: Case) -> Expected:
    on.line(on.order(account=""))
    return expect(CODE)


# -- a damaged code


@case
def a_code_cut_by_two_is_found(on: Case) -> Expected:
    on.line("NGUYEN VAN AN " + on.order()[:7])
    return expect(NEAR)


@case
def a_code_cut_by_three_is_not(on: Case) -> Expected:
    on.line("NGUYEN VAN AN " + on.order()[:6], minute=500)
    return expect(told=(("unmatched_payment", "order", "", FEE), ("unmatched_line", "", "line", FEE)))


@case
def a_code_without_its_prefix_is_found(on: Case) -> Expected:
    on.line("TT " + on.order()[2:] + " CK")
    return expect(NEAR)


@case
def a_wrong_character_a_lost_one_and_two_swapped_are_forgiven(on: Case) -> Expected:
    for number, spoil in enumerate(
        (
            lambda code: code[:4] + "0" + code[5:],
            lambda code: code[:4] + code[5:],
            lambda code: code[:4] + "0" + code[4:],
            lambda code: code[:7] + code[8] + code[7] if code[7] != code[8] else code[:8],
            lambda code: "0" + code[1:6] + code[7:],
        )
    ):
        on.line(spoil(on.order(f"order{number}", FEE + 1000 * number)), FEE + 1000 * number, name=f"line{number}")
    return expect(*((f"order{number}", f"line{number}", "near_code") for number in range(5)))


@case
def three_edits_are_too_many(on: Case) -> Expected:
    code = on.order()
    on.line(f"{code[:2]}00{code[4:8]}0", minute=500)
    return expect(told=(("unmatched_payment", "order", "", FEE), ("unmatched_line", "", "line", FEE)))


@case
def a_damaged_code_with_another_amount_is_not_taken(on: Case) -> Expected:
    on.line(on.order()[:8], amount=FEE + 500)
    return expect(told=(("amount_differs", "order", "line", 500),))


@case
def a_text_as_near_to_two_orders_is_a_persons(on: Case) -> Expected:
    one = on.order("one")
    other = on.order("other", code=next(neighbours(one)))
    on.line(between(one, other))
    return expect(
        suggested=(("one", "line", "near_code"), ("other", "line", "near_code")),
        told=(
            ("unsure", "", "line", FEE),
            ("unmatched_payment", "one", "", FEE),
            ("unmatched_payment", "other", "", FEE),
        ),
    )


@case
def an_order_of_another_amount_that_is_as_near_forbids_it_too(on: Case) -> Expected:
    one = on.order("one")
    other = on.order("other", FEE + 7000, code=next(neighbours(one)))
    on.line(between(one, other))
    return expect(
        suggested=(("one", "line", "near_code"),),
        told=(
            ("unsure", "", "line", FEE),
            ("unmatched_payment", "one", "", FEE),
            ("unmatched_payment", "other", "", FEE + 7000),
        ),
    )


def _nearer_to_one(one: str) -> tuple[str, str]:
    """A neighbour of a code, and a text one edit from the code and two from the neighbour."""
    for other in neighbours(one):
        for place in range(2, 9):
            if one[place] == other[place]:
                continue
            text = one[:place] + one[place + 1 :]
            if distance(other, text) == 2 and not any(True for _ in _valid(text)):
                return other, text
    raise AssertionError(one)


def _valid(text: str) -> list[str]:
    found = paycode.find(text)
    return [found] if found else []


@case
def a_second_waiting_order_of_this_amount_within_two_edits_forbids_the_nearer(on: Case) -> Expected:
    one = on.order("order")
    other, text = _nearer_to_one(one)
    on.order("rival", code=other)
    on.line(text)
    return expect(
        suggested=(NEAR, ("rival", "line", "near_code")),
        told=(("unsure", "order", "line", FEE), ("unmatched_payment", "rival", "", FEE)),
    )


@case
def a_rival_that_has_its_own_money_forbids_nothing(on: Case) -> Expected:
    one = on.order("order")
    other, text = _nearer_to_one(one)
    on.line(on.order("rival", code=other), name="its own")
    on.line(text)
    return expect(NEAR, ("rival", "its own", "pay_code"))


@case
def a_rival_of_another_amount_forbids_nothing(on: Case) -> Expected:
    one = on.order("order")
    other, text = _nearer_to_one(one)
    on.order("rival", FEE + 500, code=other)
    on.line(text)
    return expect(NEAR, told=(("unmatched_payment", "rival", "", FEE + 500),))


@case
def two_edits_are_believed_only_while_the_orders_time_runs(on: Case) -> Expected:
    on.line(on.order("soon")[:7], minute=29, name="soon line")
    on.line(on.order("late")[:7], minute=31)
    return expect(
        ("soon", "soon line", "near_code"),
        suggested=(("late", "line", "near_code"),),
        told=(("unsure", "late", "line", FEE),),
    )


@case
def after_two_edits_a_waiting_order_three_off_is_a_rival(on: Case) -> Expected:
    code = on.order()
    text = code[:7]
    letters = paycode.ALPHABET
    other = next(
        made
        for one in letters
        for last in letters
        for more in letters
        if distance(made := text[:6] + one + last + more, text) == 3 and made[6] != text[6]
    )
    on.order("rival", code=other)
    on.line(text)
    return expect(
        suggested=(NEAR,),
        told=(("unsure", "order", "line", FEE), ("unmatched_payment", "rival", "", FEE)),
    )


@case
def a_whole_code_of_an_order_elsewhere_is_never_taken_for_a_damaged_one_here(on: Case) -> Expected:
    code = on.order()
    on.line(next(neighbours(code)), minute=500)
    return expect(told=(("unmatched_payment", "order", "", FEE), ("unmatched_line", "", "line", FEE)))


# -- one payment, several lines


@case
def of_two_lines_for_one_payment_the_earlier_is_it_and_the_other_a_duplicate(on: Case) -> Expected:
    code = on.order()
    on.line(code, minute=9, name="again")
    on.line(code, minute=2)
    return expect(CODE, told=(("duplicate", "order", "again", FEE),))


@case
def two_lines_alike_to_the_letter_stay_two_and_only_one_is_taken(on: Case) -> Expected:
    code = on.order()
    on.line(code, name="line")
    on.line(code, name="line'")
    return expect(CODE, told=(("duplicate", "order", "line'", FEE),))


@case
def twins_each_find_their_own(on: Case) -> Expected:
    on.line(on.order("one"), name="one line")
    on.line(on.order("other"), name="other line")
    return expect(("one", "one line", "pay_code"), ("other", "other line", "pay_code"))


@case
def a_whole_code_goes_before_a_damaged_one_whichever_came_first(on: Case) -> Expected:
    code = on.order()
    on.line(code[:8], minute=1, name="damaged")
    on.line(code, minute=9)
    return expect(CODE, told=(("duplicate", "order", "damaged", FEE),))


@case
def another_amount_for_a_paid_order_is_a_duplicate_too(on: Case) -> Expected:
    code = on.order()
    on.line(code)
    on.line(code, amount=7000, minute=9, name="more")
    return expect(CODE, told=(("duplicate", "order", "more", 7000),))


@case
def a_code_that_came_twice_is_nobodys_while_a_rival_waits_for_the_same_money(on: Case) -> Expected:
    """Two edits can make one order's code of another's: which line is whose cannot be seen."""
    code = on.order()
    on.order("rival", code=next(neighbours(code)))
    on.line(code)
    on.line(code, minute=3, name="again")
    return expect(
        suggested=(
            CODE,
            ("order", "again", "pay_code"),
            ("rival", "line", "near_code"),
            ("rival", "again", "near_code"),
        ),
        told=(
            ("unsure", "order", "line", FEE),
            ("unsure", "order", "again", FEE),
            ("unmatched_payment", "rival", "", FEE),
        ),
    )


@case
def a_code_that_came_once_is_believed_though_a_rival_waits(on: Case) -> Expected:
    code = on.order()
    on.order("rival", code=next(neighbours(code)))
    on.line(code)
    return expect(CODE, told=(("unmatched_payment", "rival", "", FEE),))


@case
def a_late_code_is_not_believed_while_a_rival_waits(on: Case) -> Expected:
    code = on.order()
    on.order("rival", minute=118, code=next(neighbours(code)))
    on.line(code, minute=120)
    return expect(
        suggested=(CODE, ("rival", "line", "near_code")),
        told=(("unsure", "order", "line", FEE), ("unmatched_payment", "rival", "", FEE)),
    )


@case
def late_money_is_matched_and_told(on: Case) -> Expected:
    on.line(on.order(), minute=120)
    return expect(CODE, told=(("late", "order", "line", 0),))


# -- several codes in a memo


@case
def a_memo_with_two_codes_is_a_persons_and_their_sum_suggested(on: Case) -> Expected:
    on.line(f"{on.order('one', 100_000)} {on.order('other', 50_000)}", amount=150_000)
    return expect(
        suggested=(("one", "line", "many_to_one"), ("other", "line", "many_to_one")),
        told=(("two_codes", "one", "line", 150_000), ("two_codes", "other", "line", 150_000)),
    )


@case
def a_memo_with_two_codes_is_a_persons_though_one_has_this_amount(on: Case) -> Expected:
    on.line(f"{on.order('one')} {on.order('other', 7000)}")
    return expect(
        suggested=(("one", "line", "pay_code"),),
        told=(("two_codes", "one", "line", FEE), ("two_codes", "other", "line", FEE)),
    )


@case
def a_memo_that_also_holds_another_days_code_is_a_persons(on: Case) -> Expected:
    on.line(f"{paycode.make(140_000_001)} {on.order()}")
    return expect(suggested=(CODE,), told=(("two_codes", "order", "line", FEE),))


@case
def a_second_code_that_only_overlaps_the_first_is_none(on: Case) -> Expected:
    for number in range(200_000):
        code = paycode.make(number * 701)
        inner = code.find("KM", 2)
        behind = [code[inner:] + tail + letter for tail in _tails(inner - 1) for letter in paycode.ALPHABET]
        if inner > 0 and (valid := [text for text in behind if paycode.find(text[:9]) == text[:9]]):
            on.order(code=code)
            on.line(code[:inner] + valid[0])
            return expect(CODE)
    raise AssertionError


def _tails(length: int) -> list[str]:
    return ["2" * length] if length >= 0 else []


# -- what an exact match needs


@case
def short_and_over_are_told_by_how_much(on: Case) -> Expected:
    on.line(on.order("short"), amount=FEE - 5000, name="less")
    on.line(on.order("over"), amount=FEE + 7000, name="more")
    return expect(told=(("amount_differs", "short", "less", 5000), ("amount_differs", "over", "more", 7000)))


@case
def money_to_another_account_is_not_taken(on: Case) -> Expected:
    on.line(on.order(), account="elsewhere")
    return expect(suggested=(CODE,), told=(("other_account", "order", "line", FEE),))


@case
def money_from_before_its_order_is_not_taken(on: Case) -> Expected:
    on.line(on.order(minute=60), minute=49)
    return expect(suggested=(CODE,), told=(("before_order", "order", "line", FEE),))


@case
def clocks_may_stand_ten_minutes_apart(on: Case) -> Expected:
    on.line(on.order(minute=60), minute=50)
    return expect(CODE)


@case
def a_date_without_a_time_stands_for_its_day(on: Case) -> Expected:
    on.line(on.order(minute=60), at=datetime(2026, 11, 24, tzinfo=VIETNAM))
    return expect(CODE)


@case
def the_day_before_is_before(on: Case) -> Expected:
    on.line(on.order(minute=60), at=datetime(2026, 11, 23, tzinfo=VIETNAM))
    return expect(suggested=(CODE,), told=(("before_order", "order", "line", FEE),))


# -- suggestions


@case
def the_only_money_of_an_amount_in_its_time_is_suggested(on: Case) -> Expected:
    on.order()
    on.line("chuyen tien")
    return expect(
        suggested=(("order", "line", "amount_time"),),
        told=(("unmatched_payment", "order", "", FEE), ("unmatched_line", "", "line", FEE)),
    )


@case
def nothing_is_suggested_where_two_orders_want_this_amount(on: Case) -> Expected:
    on.order("one")
    on.order("other", minute=1)
    on.line("chuyen tien")
    return expect(
        told=(
            ("unmatched_payment", "one", "", FEE),
            ("unmatched_payment", "other", "", FEE),
            ("unmatched_line", "", "line", FEE),
        )
    )


@case
def parts_that_name_their_order_and_make_its_sum_are_suggested_together(on: Case) -> Expected:
    code = on.order()
    for name, amount in (("one", 100_000), ("other", 40_000), ("last", 10_000)):
        on.line(code, amount, name=name)
    return expect(
        suggested=tuple(("order", name, "one_to_many") for name in ("one", "other", "last")),
        told=(
            ("amount_differs", "order", "one", 50_000),
            ("amount_differs", "order", "other", 110_000),
            ("amount_differs", "order", "last", 140_000),
        ),
    )


@case
def the_only_two_lines_that_make_an_order_are_suggested(on: Case) -> Expected:
    on.order()
    on.line("lan 1", 90_000, name="one")
    on.line("lan 2", 60_000, name="other", minute=4)
    on.line("khac", 77_000, name="stranger", minute=5)
    return expect(
        suggested=(("order", "one", "one_to_many"), ("order", "other", "one_to_many")),
        told=(
            ("unmatched_payment", "order", "", FEE),
            ("unmatched_line", "", "one", 90_000),
            ("unmatched_line", "", "other", 60_000),
            ("unmatched_line", "", "stranger", 77_000),
        ),
    )


@case
def the_only_two_orders_that_make_a_line_are_suggested(on: Case) -> Expected:
    on.order("one", 90_000)
    on.order("other", 61_000)
    on.line("cho hai me con", 151_000)
    return expect(
        suggested=(("one", "line", "many_to_one"), ("other", "line", "many_to_one")),
        told=(
            ("unmatched_payment", "one", "", 90_000),
            ("unmatched_payment", "other", "", 61_000),
            ("unmatched_line", "", "line", 151_000),
        ),
    )


@case
def a_sum_that_can_be_made_in_two_ways_is_not_suggested(on: Case) -> Expected:
    on.order()
    for name, amount in (("one", 90_000), ("other", 60_000), ("third", 80_000), ("fourth", 70_000)):
        on.line("tien", amount, name=name)
    return expect(
        told=(
            ("unmatched_payment", "order", "", FEE),
            ("unmatched_line", "", "one", 90_000),
            ("unmatched_line", "", "other", 60_000),
            ("unmatched_line", "", "third", 80_000),
            ("unmatched_line", "", "fourth", 70_000),
        ),
    )


# -- money that goes back


@case
def money_taken_back_is_told_with_its_payment(on: Case) -> Expected:
    on.line(on.order(), ref="FT9")
    on.line("hoan tien", -FEE, minute=40, name="back", ref="FT9")
    return expect(CODE, told=(("reversed", "order", "back", FEE),))


@case
def money_taken_back_is_known_by_its_code_too(on: Case) -> Expected:
    code = on.order()
    on.line(code)
    on.line(f"HOAN {code}", -FEE, minute=40, name="back")
    return expect(CODE, told=(("reversed", "order", "back", FEE),))


@case
def money_that_came_again_after_it_went_back_is_the_one_that_counts(on: Case) -> Expected:
    code = on.order()
    on.line(code, name="first", ref="FT10")
    on.line(code, -FEE, minute=10, name="back", ref="FT10")
    on.line(code, minute=20, ref="FT11")
    return expect(CODE, told=(("reversed", "order", "back", 0),))


@case
def money_out_that_undoes_nothing_is_told(on: Case) -> Expected:
    on.line("phi dich vu", -11_000)
    return expect(told=(("unmatched_line", "", "line", 11_000),))
