"""The HIS's own verdict about the route, where it asked the insurer, decides the provisional code."""

from __future__ import annotations

from dataclasses import replace

import pytest

from his_client.insurance.ports import Eligibility, EligibilityStatus, RouteVerdict
from kiosk.visit.pricing import route_of
from kiosk.visit.values import Policy

POLICY = Policy(desk="2", facility="01010", consent_version="1", self_came_route="1.18")
ELSEWHERE = Eligibility(EligibilityStatus.ELIGIBLE, "000", "GD4010123452345", 80, None, None, "79010", None, None)


@pytest.mark.parametrize(
    ("verdict", "route"),
    [(RouteVerdict.RIGHT, "1.1"), (RouteVerdict.OFF, "1.18"), (RouteVerdict.OPEN, "1.18"), (None, "1.18")],
)
def test_the_verdict_goes_before_the_comparison_of_facilities(verdict: RouteVerdict | None, route: str) -> None:
    assert route_of(replace(ELSEWHERE, route=verdict), POLICY) == route


def test_without_a_verdict_the_facility_of_first_registration_decides() -> None:
    assert route_of(replace(ELSEWHERE, first_registration="01010"), POLICY) == "1.1"
