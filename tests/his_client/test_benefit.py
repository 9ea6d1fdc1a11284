"""The estimate of a bill: the worked examples of the benefit rules, and what holds for every price."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from his_client.insurance.benefit import (
    Cover,
    Estimate,
    RouteUnknown,
    Rule,
    Service,
    card_level,
    estimate,
    estimate_visit,
    exam_fee,
    provisional_route,
    six_month_line,
    whole_visit_line,
)
from his_client.insurance.ports import RouteVerdict
from his_client.insurance.tables import tables

TODAY = date(2026, 11, 24)
CHANGE = date(2026, 7, 1)
EVE = CHANGE - timedelta(days=1)
OUTPATIENT = sorted(code for code, route in tables().routes.items() if route.percent(TODAY) is not None)
prices = st.integers(0, 500_000_000)
services = st.lists(st.builds(Service, prices, prices), max_size=6)
covers = st.builds(
    Cover,
    st.integers(0, 100),
    st.sampled_from(OUTPATIENT),
    st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.none() | st.decimals(0, 40_000_000, places=2),
    st.decimals(0, 20_000_000, places=2),
)
days = st.dates(date(2025, 7, 1), date(2027, 12, 31))


def visit(*bills: Service, on: date = TODAY, complete: bool = False, **cover: Any) -> Estimate:
    return estimate_visit(bills, Cover(**{"level": 80, "route_code": "1.1", **cover}), on, tables(), complete=complete)


def rule(found: Estimate) -> Rule:
    assert found.ground is not None
    return found.ground.rule


@pytest.mark.parametrize(
    ("price", "insured", "card", "route", "insurer", "patient"),
    [
        (50_600, 50_600, "GD4010123456789", "1.1", 40_480, 10_120),
        (50_600, 50_600, "GD4010123456789", "1.18", 20_240, 30_360),
        (50_600, 50_600, "HT3010123456789", "1.14", 24_035, 26_565),
        (50_600, 50_600, "HN2010123456789", "1.18", 25_300, 25_300),
        (150_000, 50_600, "GD4010123456789", "1.1", 40_480, 109_520),
    ],
)
def test_worked_examples(price: int, insured: int, card: str, route: str, insurer: int, patient: int) -> None:
    level = card_level(card)
    assert level is not None
    found = estimate(price, insured, level, route, TODAY)
    assert (found.insurer_pays, found.patient_pays) == (insurer, patient)


def test_a_service_on_request_shows_what_insurance_does_not_reckon_with() -> None:
    lines = {line.kind: line.amount for line in estimate(150_000, 50_600, 80, "1.1", TODAY).lines}
    assert lines == {"insurer": 40_480, "co_payment": 10_120, "extra": 99_400}


def test_the_half_share_of_self_came_patients_begins_on_the_first_of_july() -> None:
    assert estimate(50_600, 50_600, 80, "1.18", date(2026, 6, 30)).insurer_pays == 0
    assert estimate(50_600, 50_600, 80, "1.18", date(2026, 7, 1)).insurer_pays == 20_240


def test_a_first_level_facility_pays_in_full_whatever_the_card_says() -> None:
    assert estimate(50_600, 50_600, 80, "1.2", TODAY).patient_pays == 0


def test_without_insurance_the_patient_pays_the_price() -> None:
    assert estimate(50_600, 50_600, 0, "9", TODAY).patient_pays == 50_600


def test_half_a_dong_is_rounded_up_once() -> None:
    assert estimate(101, 101, 95, "1.18", TODAY).insurer_pays == 48  # 47.975
    assert estimate(1, 1, 100, "1.18", TODAY).insurer_pays == 1  # 0.5


@pytest.mark.parametrize(
    ("route", "on"), [("7.1", TODAY), ("1.180", TODAY), ("1.15", TODAY), ("8", TODAY), ("1.1", date(2025, 6, 30))]
)
def test_no_figure_is_shown_for_a_route_nobody_defined(route: str, on: date) -> None:
    with pytest.raises(RouteUnknown) as unknown:
        estimate(50_600, 50_600, 80, route, on)
    assert (unknown.value.route_code, unknown.value.on) == (route, on)


@given(prices, prices, st.integers(0, 100), st.sampled_from(OUTPATIENT))
def test_shares_are_never_negative_and_add_up_to_the_price(price: int, insured: int, level: int, route: str) -> None:
    found = estimate(price, insured, level, route, TODAY)
    assert found.insurer_pays + found.patient_pays == price
    assert sum(line.amount for line in found.lines) == price
    assert all(line.amount >= 0 for line in found.lines)
    assert 0 <= found.insurer_pays <= min(price, insured)


@given(prices, st.integers(0, 99), st.sampled_from(OUTPATIENT))
def test_a_better_card_never_costs_more(price: int, level: int, route: str) -> None:
    worse, better = (estimate(price, price, percent, route, TODAY).patient_pays for percent in (level, level + 1))
    assert better <= worse


@pytest.mark.parametrize(("price", "level"), [(-1, 80), (1, 101), (1, -1)])
def test_nonsense_is_refused(price: int, level: int) -> None:
    with pytest.raises(ValueError, match=r"percent|zero or more"):
        estimate(price, price if price > 0 else 0, level, "1.1", TODAY)


@pytest.mark.parametrize(
    ("card", "level"),
    [
        ("DN1010123456789", 100),
        ("DN2010123456789", 100),
        ("DN3010123456789", 95),
        ("DN4010123456789", 80),
        ("QN5010123456789", 100),
        ("DN9010123456789", None),
        ("0123456789", None),
        (None, None),
    ],
)
def test_the_third_character_of_a_card_is_its_level(card: str | None, level: int | None) -> None:
    assert card_level(card) == level


def test_the_line_for_a_whole_visit_follows_the_base_salary() -> None:
    assert whole_visit_line(date(2026, 6, 30)) == 351_000
    assert whole_visit_line(TODAY) == 379_500
    assert whole_visit_line(date(2024, 6, 30)) is None


def test_a_patient_registered_here_came_by_the_right_route() -> None:
    assert provisional_route("01010", "01010", "1.18") == "1.1"
    assert provisional_route("79010", "01010", "1.18") == "1.18"
    assert provisional_route(None, "01010", "1.14") == "1.14"


def test_the_verdict_of_the_hospital_goes_before_the_comparison() -> None:
    assert provisional_route("79010", "01010", "1.18", RouteVerdict.RIGHT) == "1.1"
    assert provisional_route("01010", "01010", "1.18", RouteVerdict.OFF) == "1.18"
    assert provisional_route("01010", "01010", "3.3", RouteVerdict.OPEN) == "3.3"


@pytest.mark.parametrize(
    ("self_came", "on", "insurer"),
    [
        ("1.12", TODAY, 40_480),
        ("3.3", TODAY, 40_480),
        ("1.14", TODAY, 20_240),
        ("1.18", TODAY, 20_240),
        ("1.18", date(2026, 6, 30), 0),
    ],
)
def test_an_open_route_is_worth_what_the_hospitals_level_gives(self_came: str, on: date, insurer: int) -> None:
    route = provisional_route("79010", "01010", self_came, RouteVerdict.OPEN)
    assert estimate(50_600, 50_600, 80, route, on).insurer_pays == insurer


# -- a whole visit


@given(services, covers, days, st.booleans())
def test_a_visits_shares_are_never_negative_and_add_up(
    bills: list[Service], cover: Cover, on: date, complete: bool
) -> None:
    found = estimate_visit(bills, cover, on, tables(), complete=complete)
    assert found.insurer_pays + found.patient_pays == sum(bill.price for bill in bills)
    assert sum(line.amount for line in found.lines) == sum(bill.price for bill in bills)
    assert found.insurer_pays >= 0
    assert all(line.amount >= 0 for line in found.lines)


@given(services, covers, days, st.randoms())
def test_the_order_of_services_does_not_matter(bills: list[Service], cover: Cover, on: date, rng: Any) -> None:
    mixed = list(bills)
    rng.shuffle(mixed)
    one, other = (estimate_visit(order, cover, on, tables()) for order in (bills, mixed))
    assert (one.insurer_pays, one.patient_pays, one.lines) == (other.insurer_pays, other.patient_pays, other.lines)


@given(services, covers, days)
def test_rounding_happens_once_and_moves_less_than_a_dong(bills: list[Service], cover: Cover, on: date) -> None:
    found = estimate_visit(bills, cover, on, tables())
    assert abs(found.insurer_pays - sum((share.insurer for share in found.shares), Decimal(0))) <= Decimal("0.5")


def test_several_services_are_rounded_together_and_not_each() -> None:
    bill = Service(1, 1)
    assert visit(bill, level=50).insurer_pays == 1  # 0.5
    assert visit(bill, bill, level=50).insurer_pays == 1  # 0.5 + 0.5, not 1 + 1


def test_each_service_pays_its_own_surcharge() -> None:
    found = visit(Service(150_000, 50_600), Service(80_000, 80_000))
    assert {line.kind: line.amount for line in found.lines} == {
        "insurer": 104_480,
        "co_payment": 26_120,
        "extra": 99_400,
    }


# -- the whole-visit line: 15 % of the base salary, below it and not at it, right route only


@pytest.mark.parametrize(("on", "line"), [(EVE, 351_000), (CHANGE, 379_500), (TODAY, 379_500)])
def test_a_right_route_visit_below_the_line_is_free(on: date, line: int) -> None:
    below, at = (visit(Service(cost, cost), on=on, complete=True) for cost in (line - 1, line))
    assert (below.patient_pays, rule(below)) == (0, Rule.WHOLE_VISIT)
    assert (at.patient_pays, rule(at)) == (line - line * 80 // 100, Rule.CARD)


def test_the_line_is_about_the_whole_visit_and_not_one_service() -> None:
    half = Service(200_000, 200_000)
    assert visit(half, complete=True).patient_pays == 0
    assert visit(half, half, complete=True).patient_pays == 80_000


def test_the_surcharge_is_paid_below_the_line_too_and_does_not_count_towards_it() -> None:
    assert visit(Service(500_000, 50_600), complete=True).patient_pays == 449_400


def test_at_the_door_the_visit_only_may_become_free() -> None:
    found = visit(Service(50_600, 50_600))
    assert found.ground is not None
    assert (found.patient_pays, found.ground.may_be_free) == (10_120, True)
    for other in (visit(Service(379_500, 379_500)), visit(Service(1, 1), route_code="1.18"), visit(level=100)):
        assert other.ground is not None
        assert not other.ground.may_be_free


@pytest.mark.parametrize("code", ["1.12", "1.14", "1.18", "3.3"])
def test_whether_the_line_helps_who_came_by_themselves_is_open_so_it_is_not_promised(code: str) -> None:
    assert rule(visit(Service(100, 100), route_code=code, complete=True)) is Rule.CARD


# -- the co-payment line: six base salaries in a year, strictly above, with five years in a row


@pytest.mark.parametrize(
    ("on", "paid_before", "line"),
    [
        (date(2025, 12, 31), "0", "14040000"),
        (EVE, "0", "14040000"),
        (EVE, "1396758", "14040000"),
        (CHANGE, "0", "15180000"),
        (CHANGE, "1396758", "15066588.03"),
        (CHANGE, "14040000", "14040000"),
        (date(2026, 12, 31), "1396758", "15066588.03"),
        (date(2027, 1, 1), "1396758", "15180000"),
    ],
)
def test_the_line_in_a_year_with_one_and_with_two_salaries(on: date, paid_before: str, line: str) -> None:
    found = six_month_line(on, Decimal(paid_before))
    assert found is not None
    assert round(found, 2) == Decimal(line)


@given(st.decimals(0, 14_040_000, places=2))
def test_in_the_year_of_two_salaries_the_line_lies_between_them(paid_before: Decimal) -> None:
    line = six_month_line(TODAY, paid_before)
    assert line is not None
    assert 14_040_000 <= line <= 15_180_000


def test_a_salary_that_changes_with_the_year_leaves_one_line_in_it() -> None:
    new_year = replace(tables(), base_salary=(*tables().base_salary, (date(2027, 1, 1), 3_000_000)))
    assert six_month_line(date(2027, 3, 1), Decimal(1_000_000), new_year) == 18_000_000


def test_who_was_above_the_old_line_is_above_the_new_one() -> None:
    paid = Decimal("14040000.01")
    found = visit(Service(1_000_000, 1_000_000), co_paid=paid, co_paid_before_change=paid, five_years_from=EVE)
    assert (found.patient_pays, rule(found)) == (0, Rule.SIX_MONTHS)


@pytest.mark.parametrize(
    ("co_paid", "before", "patient"),
    [
        ("15180000", "0", 200_000),
        ("15180000.01", "0", 0),
        ("15066588.02", "1396758", 200_000),  # the line is 15,066,588.0256...
        ("15066588.03", "1396758", 0),
        (None, "0", 200_000),
    ],
)
def test_only_who_is_strictly_above_the_line_pays_nothing_more(co_paid: str | None, before: str, patient: int) -> None:
    found = visit(
        Service(1_000_000, 1_000_000),
        co_paid=None if co_paid is None else Decimal(co_paid),
        co_paid_before_change=Decimal(before),
        five_years_from=TODAY,
    )
    assert found.patient_pays == patient


@pytest.mark.parametrize(
    ("five_years_from", "patient"), [(TODAY, 0), (TODAY + timedelta(days=1), 2_000), (None, 2_000)]
)
def test_five_years_in_a_row_must_be_full(five_years_from: date | None, patient: int) -> None:
    found = visit(Service(10_000, 10_000), co_paid=Decimal(20_000_000), five_years_from=five_years_from)
    assert found.patient_pays == patient


def test_the_co_payment_line_is_no_help_off_the_route() -> None:
    found = visit(Service(10_000, 10_000), route_code="1.18", co_paid=Decimal(20_000_000), five_years_from=EVE)
    assert found.patient_pays == 6_000


# -- routes and fees


def test_all_27_codes_of_the_list_are_known_and_short_and_dated() -> None:
    assert len(tables().routes) == 27
    for route in tables().routes.values():
        assert len(route.code) <= 4
        assert route.outpatient == tuple(sorted(route.outpatient))
    assert {name for name, (source, day) in tables().sources.items() if source and day} == set(tables().sources)


@pytest.mark.parametrize("code", [code for code, route in tables().routes.items() if len(route.outpatient) > 1])
def test_a_dated_share_changes_on_its_day_and_not_before(code: str) -> None:
    for start, percent in tables().routes[code].outpatient[1:]:
        assert tables().routes[code].percent(start) == percent
        assert tables().routes[code].percent(start - timedelta(days=1)) != percent


@pytest.mark.parametrize(("inpatient", "insurer"), [(False, 0), (True, 32_000)])
def test_a_formerly_central_hospital_covers_inpatients_only(inpatient: bool, insurer: int) -> None:
    found = estimate_visit((Service(100_000, 100_000),), Cover(80, "3.1"), TODAY, tables(), inpatient=inpatient)
    assert found.insurer_pays == insurer


def test_the_percentage_may_have_a_half() -> None:
    found = visit(Service(50_600, 50_600), level=95, route_code="1.18")
    assert found.ground is not None
    assert str(found.ground.percent) == "47.5"


@pytest.mark.parametrize(
    ("price_list", "on", "fee"),
    [
        ("special", TODAY, 50_600),
        ("1", TODAY, 50_600),
        ("2", TODAY, 45_000),
        ("1", date(2025, 8, 27), None),
        ("9", TODAY, None),
    ],
)
def test_the_exam_fee_by_price_list(price_list: str, on: date, fee: int | None) -> None:
    assert exam_fee(price_list, on) == fee


def test_before_the_first_row_there_is_no_line() -> None:
    empty = replace(tables(), base_salary=())
    assert six_month_line(TODAY, known=empty) is None
    assert rule(estimate_visit((Service(1, 1),), Cover(80, "1.1"), TODAY, empty, complete=True)) is Rule.CARD
