"""The hub's HTTP service: who may call, what is refused, and a page without a single name on it."""

from __future__ import annotations

from base64 import b64encode

import pytest
import requests
from hub_parts import PAYEE, PRICE, register
from hub_running import TOKEN, RunningHub, until

from kiosk.money.order import Finding

BEARER = {"Authorization": f"Bearer {TOKEN}"}
ORDER = {"order_id": "v:pay", "station_id": "K03", "bill_id": "HD1", "amount": PRICE}


def ask(running: RunningHub, method: str, path: str, **options: object) -> requests.Response:
    with requests.Session() as session:
        session.trust_env = False
        return session.request(method, running.url + path, timeout=10, **options)  # type: ignore[arg-type]


@pytest.mark.attack
@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/insurance/check"), ("POST", "/orders"), ("GET", "/orders/v:pay"), ("POST", "/calls"), ("GET", "/")],
)
@pytest.mark.parametrize("given", [None, "Bearer", "Bearer ", f"Bearer {TOKEN}x", f"Digest {TOKEN}", "Basic !", TOKEN])
def test_every_call_but_health_needs_the_token(running: RunningHub, method: str, path: str, given: str | None) -> None:
    headers = {} if given is None else {"Authorization": given}
    answer = ask(running, method, path, headers=headers, json=ORDER)
    assert answer.status_code == 401
    assert running.core.order("v:pay") is None


def test_health_needs_none_and_tells_counts_only(running: RunningHub) -> None:
    answer = ask(running, "GET", "/health")
    assert answer.status_code == 200
    counts = {"orders": 0, "unposted": 0, "for_cashier": 0, "calls": 0, "unverified": 0}
    following = {"ledger": "off", "quality": "off", "quality_rows": 0, "disk": "ok"}
    assert answer.json() == {"bank": "ok", **counts, **following}


@pytest.mark.attack
@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": 50_600.5},
        {"amount": "1e999999"},
        {"amount": -1},
        {"amount": True},
        {"amount": None},
        {"order_id": ""},
        {"order_id": "a b"},
        {"order_id": "x" * 200},
        {"station_id": "<script>"},
        {"bill_id": 7.5},
    ],
)
def test_a_wrong_field_opens_nothing(running: RunningHub, wrong: dict[str, object]) -> None:
    answer = ask(running, "POST", "/orders", headers=BEARER, json={**ORDER, **wrong})
    assert (answer.status_code, answer.json()) == (400, {"refused": "bad_request"})
    assert list(running.core.book.orders) == []


@pytest.mark.attack
@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'"x"', b"\xff"])
def test_a_body_that_is_no_object_is_a_bad_request(running: RunningHub, body: bytes) -> None:
    answer = ask(running, "POST", "/orders", headers={**BEARER, "Content-Type": "application/json"}, data=body)
    assert answer.status_code == 400


@pytest.mark.attack
def test_a_huge_body_is_not_read(running: RunningHub) -> None:
    answer = ask(running, "POST", "/orders", headers=BEARER, json={**ORDER, "bill_id": "x" * 100_000})
    assert answer.status_code in {400, 413}


@pytest.mark.attack
def test_an_unknown_path_is_a_json_refusal(running: RunningHub) -> None:
    assert ask(running, "GET", "/nothing", headers=BEARER).json() == {"refused": "bad_request"}


def test_an_orders_state_is_answered_by_its_id(running: RunningHub) -> None:
    ask(running, "POST", "/orders", headers=BEARER, json=ORDER)
    answer = ask(running, "GET", "/orders/v%3Apay", headers=BEARER)
    assert answer.json() == {"order_id": "v:pay", "due": PRICE, "received": 0, "state": "created"}
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.attack
def test_the_page_shows_orders_work_and_calls_and_never_a_memo(running: RunningHub) -> None:
    bill = register(running.his.book, 1)
    ask(running, "POST", "/orders", headers=BEARER, json={**ORDER, "bill_id": bill.bill_id})
    ask(running, "POST", "/calls", headers=BEARER, json={"station_id": "K03", "reason": "card_left"})
    running.bank.transfer(777_000, "NGUYEN VAN THU <b>chuyen</b>")
    until(lambda: running.core.health().for_cashier, 1)
    assert [item.reason for item in running.core.work] == [Finding.NO_CODE]
    basic = b64encode(f"quay:{TOKEN}".encode()).decode()
    page = ask(running, "GET", "/", headers={"Authorization": f"Basic {basic}"}).content.decode()
    for shown in (bill.bill_id, "50.600 đ", "777.000 đ", "Nội dung không có mã", "card_left", "Chờ chuyển tiền"):
        assert shown in page
    for hidden in ("NGUYEN", "Nguyễn", "chuyen", PAYEE.account):
        assert hidden not in page


@pytest.mark.attack
def test_a_browser_is_asked_for_the_token(running: RunningHub) -> None:
    assert ask(running, "GET", "/").headers["WWW-Authenticate"].startswith("Basic")
