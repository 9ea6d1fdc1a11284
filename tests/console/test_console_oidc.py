"""Signing in through the hospital's own OpenID provider, an independent one; what of its answers is not believed."""

from __future__ import annotations

from collections.abc import Iterator
from http.client import HTTPConnection
from urllib.parse import parse_qs, urlsplit

import pytest
from console_parts import Browser, Hub
from provider_running import CLIENT, SECRET, Provider, provider_running
from werkzeug.test import TestResponse

from kiosk.clock import SystemClock
from kiosk.hub.console.oidc import Oidc, OidcSettings

BACK = "https://hub.example/console/oidc/back"
TU = {"sub": "8f3c", "preferred_username": "tu.nguyen", "name": "Nguyễn Thị Tú", "groups": ["staff", "kiosk-it"]}


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")  # it runs on loopback, without TLS
    with provider_running(BACK) as running:
        running.person = dict(TU)
        yield running


@pytest.fixture
def hub(provider: Provider) -> Iterator[Hub]:
    settings = OidcSettings(
        provider.url, CLIENT, SECRET, BACK, "Bệnh viện Mẫu", it=frozenset({"kiosk-it"}), manager=frozenset({"heads"})
    )
    made = Hub(Oidc(settings, SystemClock()))
    yield made
    made.journal.close()


def at_provider(address: str) -> str:
    """The person signs in there, and is sent back to this address."""
    parts = urlsplit(address)
    line = HTTPConnection(parts.netloc)
    line.request("GET", f"{parts.path}?{parts.query}")
    answer = line.getresponse()
    location = answer.getheader("Location") or ""
    line.close()
    assert location.startswith(BACK), (answer.status, location)
    return location.removeprefix("https://hub.example")


def through(browser: Browser) -> TestResponse:
    return browser.get(at_provider(browser.get("/console/oidc?next=/console/alerts").location))


def test_who_the_provider_vouches_for_comes_in_with_the_role_of_the_claim(hub: Hub, provider: Provider) -> None:
    browser = hub.browser()
    assert "Đăng nhập bằng Bệnh viện Mẫu" in browser.text("/console/sign-in")
    asked = browser.get("/console/oidc").location
    fields = {name: value[0] for name, value in parse_qs(urlsplit(asked).query).items()}
    assert (fields["response_type"], fields["code_challenge_method"], fields["client_id"]) == ("code", "S256", CLIENT)
    answer = through(browser)
    assert answer.status_code == 200
    assert '<meta http-equiv="refresh" content="0; url=/console/alerts">' in answer.text
    cookies = {cookie.partition("=")[0]: cookie for cookie in answer.headers.getlist("Set-Cookie")}
    assert "SameSite=Strict" in cookies["__Host-console"]
    page = browser.text("/console/audit")
    assert "Nguyễn Thị Tú" in page
    assert ">sso:tu.nguyen<" in page
    assert "Đổi PIN" not in browser.text("/console/"), "there is none to change"
    assert browser.send("/console/", "/console/sign-out").status_code == 303
    assert browser.get("/console/").status_code == 303


def test_a_manager_s_claim_opens_a_manager_s_pages_and_no_claim_opens_none(hub: Hub, provider: Provider) -> None:
    provider.person["groups"] = "heads"
    browser = hub.browser()
    assert through(browser).status_code == 200
    assert (browser.get("/console/").status_code, browser.get("/console/audit").status_code) == (200, 403)
    provider.person["groups"] = ["staff"]
    answer = through(hub.browser())
    assert (answer.status_code, "chưa được giao việc" in answer.text) == (403, True)


@pytest.mark.attack
@pytest.mark.parametrize("told", [{}, {"keys": None}, {"keys": [None]}, {"keys": [{"kty": "RSA"}]}, []])
def test_who_cannot_tell_its_keys_signs_nobody_in_and_the_next_one_comes_in(
    hub: Hub, provider: Provider, told: object
) -> None:
    provider.told_keys = told
    assert through(hub.browser()).status_code == 403
    provider.told_keys = None
    assert through(hub.browser()).status_code == 200


def test_the_provider_may_change_its_keys_and_their_kind(hub: Hub, provider: Provider) -> None:
    assert through(hub.browser()).status_code == 200
    provider.change_key(curve=True)
    assert through(hub.browser()).status_code == 200


@pytest.mark.attack
@pytest.mark.parametrize(
    "forged",
    [
        {"iss": "https://evil.example"},
        {"aud": ["another"]},
        {"aud": [CLIENT, "another"]},
        {"nonce": "another"},
        {"exp": 1_000_000_000},
        {"iat": 4_000_000_000},
        {"azp": "another"},
    ],
)
def test_a_token_that_is_another_s_lets_nobody_in(hub: Hub, provider: Provider, forged: dict[str, object]) -> None:
    provider.forged = forged
    browser = hub.browser()
    answer = through(browser)
    assert (answer.status_code, "không xác nhận được" in answer.text) == (403, True)
    assert browser.get("/console/").status_code == 303


@pytest.mark.attack
def test_an_answer_is_good_once_for_the_browser_that_asked_and_within_its_time(hub: Hub, provider: Provider) -> None:
    one, other = hub.browser(), hub.browser()
    back = at_provider(one.get("/console/oidc").location)
    other.get("/console/oidc")
    assert other.get(back).status_code == 403, "somebody else's answer signs nobody in"
    back = at_provider(one.get("/console/oidc").location)
    assert one.get(back).status_code == 200
    assert hub.browser().get(back).status_code == 403
    assert one.get("/console/oidc/back?error=access_denied&state=x").status_code == 403


@pytest.mark.attack
def test_a_provider_that_speaks_for_another_issuer_is_not_asked(hub: Hub, provider: Provider) -> None:
    provider.told_issuer = "https://evil.example"
    assert hub.browser().get("/console/oidc").status_code == 503


@pytest.mark.attack
def test_an_answer_that_names_another_issuer_is_refused_before_its_code_is_used(hub: Hub, provider: Provider) -> None:
    browser = hub.browser()
    back = at_provider(browser.get("/console/oidc").location)
    assert browser.get(f"{back}&iss=https://evil.example").status_code == 403
    assert len(provider.codes) == 1
