"""The estimate of a bill: the worked examples of the benefit rules, and what holds for every price."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from his_client.insurance.benefit import (
    RouteUnknown,
    card_level,
    estimate,
    provisional_route,
    tables,
    whole_visit_line,
)

TODAY = date(2026, 11, 24)
prices = st.integers(0, 500_000_000)


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


@pytest.mark.parametrize(("route", "on"), [("7.1", TODAY), ("1.180", TODAY), ("1.1", date(2025, 6, 30))])
def test_no_figure_is_shown_for_a_route_nobody_defined(route: str, on: date) -> None:
    with pytest.raises(RouteUnknown) as unknown:
        estimate(50_600, 50_600, 80, route, on)
    assert (unknown.value.route_code, unknown.value.on) == (route, on)


@given(prices, prices, st.integers(0, 100), st.sampled_from(sorted(tables().routes)))
def test_shares_are_never_negative_and_add_up_to_the_price(price: int, insured: int, level: int, route: str) -> None:
    found = estimate(price, insured, level, route, TODAY)
    assert found.insurer_pays + found.patient_pays == price
    assert sum(line.amount for line in found.lines) == price
    assert all(line.amount >= 0 for line in found.lines)
    assert 0 <= found.insurer_pays <= min(price, insured)


@given(prices, st.integers(0, 99), st.sampled_from(sorted(tables().routes)))
def test_a_better_card_never_costs_more(price: int, level: int, route: str) -> None:
    worse, better = (estimate(price, price, percent, route, TODAY).patient_pays for percent in (level, level + 1))
    assert better <= worse


@pytest.mark.parametrize(("price", "level"), [(-1, 80), (1, 101), (1, -1)])
def test_nonsense_is_refused(price: int, level: int) -> None:
    with pytest.raises(ValueError, match="percent"):
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


def test_every_route_code_is_a_short_text_and_every_share_is_dated() -> None:
    for route in tables().routes.values():
        assert len(route.code) <= 4
        assert route.factors == tuple(sorted(route.factors))
    assert tables().as_of
