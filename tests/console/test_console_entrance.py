"""Who gets in at the console, for how long, and what a form from elsewhere achieves."""

from __future__ import annotations

import re

import pytest
from console_parts import OWN, Hub

from kiosk.cashier.values import Role

PAGES = (
    "/console/",
    "/console/stations",
    "/console/stations/K03",
    "/console/alerts",
    "/console/place?name=",
    "/console/configurations",
    "/console/enrolment",
    "/console/audit",
    "/console/map?name=",
    "/console/stations/K03/revoke",
    "/console/stations/K03/orders/restart",
)


@pytest.mark.parametrize("path", PAGES)
def test_nobody_sees_a_page_without_signing_in(hub: Hub, path: str) -> None:
    hub.enrol("K03")
    answer = hub.browser().get(path)
    assert (answer.status_code, answer.location.partition("?")[0]) == (303, "/console/sign-in")


def test_who_signs_in_comes_to_the_page_that_was_wanted(hub: Hub) -> None:
    browser = hub.browser()
    wanted = browser.get("/console/stations?look=broken").location
    answer = browser.send(wanted, "/console/sign-in", user="tu.it", pin="730462", next="/console/stations?look=broken")
    assert answer.location == "/console/stations?look=broken"
    for elsewhere in ("https://evil.example/", "//evil.example", "/console/\\evil", "/desk/today"):
        other = hub.browser()
        answer = other.send("/console/sign-in", "/console/sign-in", user="tu.it", pin="730462", next=elsewhere)
        assert answer.location == "/console/"
