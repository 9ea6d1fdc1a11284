"""Who gets in at the console, for how long, and what a form from elsewhere achieves."""

from __future__ import annotations

import re

import pytest
from console_parts import OWN, PIN, TLS, Hub

from kiosk.cashier.user_events import PinWrong, SignedIn, UserLocked
from kiosk.cashier.values import Role
from kiosk.hub.console.guard import ACCOUNT_TRIES, ADDRESS_TRIES
from kiosk.hub.console.sessions import MOST_OF_ONE

PAGES = (
    "/console/",
    "/console/stations",
    "/console/stations/K03",
    "/console/alerts",
    "/console/place?name=",
    "/console/configurations",
    "/console/configurations/new",
    "/console/enrolment",
    "/console/audit",
    "/console/map?name=",
    "/console/stations/K03/revoke",
    "/console/stations/K03/place",
    "/console/stations/K03/orders/restart",
)
READ_BY_MANAGERS = PAGES[:5]


@pytest.mark.attack
def test_nobody_sees_a_page_without_signing_in(hub: Hub) -> None:
    hub.enrol("K03")
    for path in PAGES:
        answer = hub.browser().get(path)
        assert (answer.status_code, answer.location.partition("?")[0]) == (303, "/console/sign-in"), path


def test_it_sees_every_page_and_a_manager_those_that_are_read(hub: Hub) -> None:
    hub.enrol("K03")
    it, manager = hub.browser("tu.it"), hub.browser("mai.ql")
    assert {path: it.get(path).status_code for path in PAGES} == dict.fromkeys(PAGES, 200)
    assert {path for path in PAGES if manager.get(path).status_code == 200} == set(READ_BY_MANAGERS)
    assert {manager.get(path).status_code for path in PAGES} == {200, 403}


@pytest.mark.attack
def test_a_manager_changes_nothing_whatever_is_posted(hub: Hub) -> None:
    hub.enrol("K03")
    it, manager = hub.browser("tu.it"), hub.browser("mai.ql")
    posts = [rule.rule for rule in hub.app.url_map.iter_rules() if "POST" in (rule.methods or ())]
    own = {"/console/sign-in", "/console/sign-out", "/console/pin"}
    paths = [re.sub(r"<[^>]+>", "K03", rule) for rule in posts if rule not in own]
    assert len(paths) >= 11
    before = len(hub.fleet.audit())
    code = manager.code("/console/")
    assert {manager.post(path, {"csrf": code}).status_code for path in paths} == {403}
    assert len(hub.fleet.audit()) == before
    assert it.send("/console/", "/console/stations/K03/orders/restart").status_code == 303
    assert len(hub.fleet.audit()) == before + 1


@pytest.mark.attack
def test_cashiers_and_strangers_are_told_the_same_as_a_wrong_pin(hub: Hub) -> None:
    told = {
        hub.browser().sign_in(name, pin).text.count("Tên hoặc PIN chưa đúng")
        for name, pin in (("lan", PIN), ("nobody", PIN), ("tu.it", "111222"))
    }
    assert told == {1}


@pytest.mark.attack
def test_who_signs_in_comes_to_the_page_that_was_wanted_and_to_none_outside(hub: Hub) -> None:
    wanted = hub.browser().get("/console/stations?look=broken").location
    answer = hub.browser().send(wanted, "/console/sign-in", user="tu.it", pin=PIN, next="/console/stations?look=broken")
    assert answer.location == "/console/stations?look=broken"
    for elsewhere in ("https://evil.example/", "//evil.example", "/console/\\evil", "/console//evil", "/desk/today"):
        other = hub.browser()
        answer = other.send("/console/sign-in", "/console/sign-in", user="tu.it", pin=PIN, next=elsewhere)
        assert answer.location == "/console/"


@pytest.mark.attack
def test_the_session_lies_in_a_cookie_of_this_host_alone_and_is_new_at_each_sign_in(hub: Hub) -> None:
    browser = hub.browser()
    fields = {"csrf": browser.code("/console/sign-in"), "user": "tu.it", "pin": PIN}
    set_by = [browser.post("/console/sign-in", fields) for _ in range(2)]
    assert set_by[1].status_code == 303
    cookies = [answer.headers["Set-Cookie"] for answer in set_by]
    for cookie in cookies:
        assert cookie.startswith("__Host-console=")
        assert {part.strip() for part in cookie.split(";")[1:]} == {"Secure", "HttpOnly", "Path=/", "SameSite=Strict"}
    first, second = (cookie.partition("=")[2].partition(";")[0] for cookie in cookies)
    assert first != second
    other = hub.browser()
    other.client.set_cookie("__Host-console", first, domain="hub.example")
    assert other.get("/console/").status_code == 303, "the session from before is over"


@pytest.mark.attack
def test_a_session_ends_idle_and_at_its_latest_hour_and_a_page_that_polls_keeps_it_no_longer(hub: Hub) -> None:
    browser = hub.browser("tu.it")
    for _ in range(3):
        hub.wait(9 * 60)
        assert browser.get("/console/").status_code == 200
    for _ in range(2):
        hub.wait(9 * 60)
        assert browser.get("/console/?auto=1").status_code == 200
    hub.wait(3 * 60)
    assert browser.get("/console/?auto=1").status_code == 401
    assert browser.get("/console/").status_code == 303
    browser = hub.browser("tu.it")
    for _ in range(41):
        hub.wait(15 * 60)
        answer = browser.get("/console/alerts")
    assert answer.status_code == 303


@pytest.mark.attack
def test_signing_out_another_pin_and_leaving_the_hospital_end_a_session(hub: Hub) -> None:
    browser = hub.browser("tu.it")
    assert browser.send("/console/", "/console/sign-out").status_code == 303
    assert browser.get("/console/").status_code == 303
    browser = hub.browser("tu.it")
    hub.accounts.reset("tu.it")
    assert browser.get("/console/").status_code == 303
    hub.accounts.add("an.it", Role.IT)
    browser = hub.browser("an.it")
    hub.accounts.remove("an.it")
    assert browser.get("/console/").status_code == 303


@pytest.mark.attack
def test_a_first_pin_is_changed_before_anything_and_only_this_session_goes_on(hub: Hub) -> None:
    hub.accounts.add("an.it", Role.IT, changed=False)
    one, other = hub.browser("an.it"), hub.browser("an.it")
    assert one.get("/console/stations").location == "/console/pin"
    assert one.send("/console/pin", "/console/pin", old=PIN, new=OWN, again="000000").status_code == 400
    assert one.send("/console/pin", "/console/pin", old="999999", new=OWN, again=OWN).status_code == 403
    assert one.send("/console/pin", "/console/pin", old=PIN, new=OWN, again=OWN).status_code == 303
    assert one.get("/console/stations").status_code == 200
    assert other.get("/console/stations").status_code == 303


def test_one_person_has_so_many_sessions_and_the_oldest_ends(hub: Hub) -> None:
    browsers = []
    for _ in range(MOST_OF_ONE + 1):
        browsers.append(hub.browser("tu.it"))
        hub.wait(30)
    assert [browser.get("/console/").status_code for browser in browsers] == [303] + [200] * MOST_OF_ONE


@pytest.mark.attack
@pytest.mark.parametrize("code", ["", "wrong", "ký"])
def test_a_form_without_its_code_does_nothing(hub: Hub, code: str) -> None:
    hub.enrol("K03")
    browser = hub.browser("tu.it")
    assert browser.post("/console/stations/K03/orders/restart", {"csrf": code}).status_code == 403
    assert hub.browser().post("/console/sign-in", {"csrf": code, "user": "tu.it", "pin": PIN}).status_code == 403
    stranger = hub.browser("tu.it").code("/console/")
    assert browser.post("/console/stations/K03/orders/restart", {"csrf": stranger}).status_code == 403
    assert hub.fleet.orders() == ()


@pytest.mark.attack
@pytest.mark.parametrize(
    "sent",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
def test_a_form_from_another_site_does_nothing_though_it_knows_the_code(hub: Hub, sent: dict[str, str]) -> None:
    hub.enrol("K03")
    browser = hub.browser("tu.it")
    fields = {"csrf": browser.code("/console/")}
    assert browser.post("/console/stations/K03/orders/restart", fields, **sent).status_code == 403
    own = {"Origin": "https://hub.example", "Sec_Fetch_Site": "same-origin"}
    assert browser.post("/console/stations/K03/orders/restart", fields, **own).status_code == 303


@pytest.mark.attack
def test_an_account_is_tried_so_often_from_wherever_and_an_address_whatever_the_account(hub: Hub) -> None:
    statuses = []
    for number in range(ACCOUNT_TRIES + 1):
        browser = hub.browser()
        browser.headers = {**TLS, "X-Kiosk-Client": f"10.0.0.{number}"}
        statuses.append(browser.sign_in("an.it", "111222").status_code)
    assert statuses == [403] * ACCOUNT_TRIES + [429]
    statuses = [hub.browser().sign_in(f"nobody{number}").status_code for number in range(ADDRESS_TRIES + 1)]
    assert statuses == [403] * ADDRESS_TRIES + [429]
    elsewhere = hub.browser()
    elsewhere.headers = {**TLS, "X-Kiosk-Client": "10.9.9.9"}
    assert elsewhere.sign_in("tu.it").status_code == 303


@pytest.mark.attack
def test_wrong_pins_lock_the_account_and_each_try_is_in_the_trail(hub: Hub) -> None:
    for _ in range(5):
        assert "chưa đúng" in hub.browser().sign_in("tu.it", "111222").text
    assert "Xin chờ một lát" in hub.browser().sign_in("tu.it").text
    hub.wait(31)
    trail = hub.browser("tu.it").text("/console/audit")
    assert [trail.count(word) for word in ("Sai PIN", "Khoá tài khoản", "Đăng nhập")] == [5, 1, 1]
    kept = [type(row.event) for row in hub.journal.rows() if isinstance(row.event, PinWrong | UserLocked | SignedIn)]
    assert kept == [PinWrong] * 5 + [UserLocked, SignedIn]


@pytest.mark.attack
def test_one_session_cannot_ask_without_end(hub: Hub) -> None:
    browser = hub.browser("tu.it")
    statuses = {browser.get("/console/pin").status_code for _ in range(260)}
    assert statuses == {200, 429}
    hub.wait(30)
    assert browser.get("/console/").status_code == 200


@pytest.mark.attack
def test_every_page_forbids_what_it_does_not_need(hub: Hub) -> None:
    browser = hub.browser("tu.it")
    for path in ("/console/", "/console/sign-in", "/console/nowhere", "/console/stations/NONE"):
        answer = browser.get(path)
        policy = answer.headers["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert {"default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"} <= set(policy.split("; "))
        assert answer.headers["X-Frame-Options"] == "DENY"
    nonces = [re.findall(r"'nonce-([^']+)'", browser.get("/console/").headers["Content-Security-Policy"])]
    page = browser.text("/console/stations")
    assert " style=" not in page
    assert "onclick" not in page
    assert nonces[0][0] not in page, "each page has its own"


@pytest.mark.attack
def test_no_page_loads_anything_from_elsewhere(hub: Hub) -> None:
    hub.enrol("K03", place="Nhà A")
    browser = hub.browser("tu.it")
    for path in PAGES:
        links = re.findall(r'(?:href|src|action)="([^"#][^"]*)"', browser.text(path))
        assert all(link.startswith("/console/") for link in links), links
