"""Whoever learned a provider's secret, or knows none, at the receiver on loopback: what is signed is still judged."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from provider_parts import CHECKSUM
from test_hub_receiver import KEY, READERS, SECRETS, TOKEN, payment

from his_client.outcome import Done
from his_client.sandbox.pay_notices import payos_body, sepay_body, sepay_headers
from kiosk.clock import SystemClock
from kiosk.hub.receiver.inbox import Inbox
from kiosk.hub.receiver.service import receiver_app
from kiosk.hub.service import HubServer

pytestmark = pytest.mark.attack


@dataclass
class Receiver:
    """A receiver that serves, and the attacker's ways to it."""

    url: str
    inbox: Inbox
    clock: SystemClock

    def signed(self, **changed: Any) -> requests.Response:
        """A movement of SePay's, changed and then signed with the secret somebody learned."""
        body = json.loads(sepay_body(payment(provider="sepay"))) | changed
        sent = json.dumps(body, ensure_ascii=False)
        return self.post("sepay", sent.encode(), **sepay_headers(SECRETS, sent, self.clock.now()))

    def post(self, provider: str, body: bytes, **headers: str) -> requests.Response:
        return requests.post(f"{self.url}/notices/{provider}", data=body, headers=headers, timeout=20)


@pytest.fixture(scope="module")
def receiver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Receiver]:
    clock = SystemClock()
    folder: Path = tmp_path_factory.mktemp("receiver")
    inbox = Inbox(folder / "inbox.db", KEY, clock)
    server = HubServer(receiver_app(inbox, READERS, TOKEN, clock), "127.0.0.1", 0)
    server.start()
    yield Receiver(server.url, inbox, clock)
    server.stop()
    inbox.close()


AMOUNTS = [-50_600, 0.5, "1e5", "１０００", "50.600", 2**53 + 1, 10**30, True, None, [], {"a": 1}, "∞", "NaN", ""]


@pytest.mark.parametrize("amount", AMOUNTS, ids=repr)
def test_a_signed_movement_of_no_amount_is_refused_or_kept_as_just_that_amount(
    receiver: Receiver, amount: object
) -> None:
    before = receiver.inbox.counts()["waiting"]
    answer = receiver.signed(transferAmount=amount, id=1)
    kept = receiver.inbox.counts()["waiting"] - before
    assert answer.status_code in {200, 400}
    assert kept == (1 if answer.status_code == 200 else 0)
    if kept:
        read = READERS["sepay"].read(receiver.inbox.after(0, 99)[-1].delivered)
        assert isinstance(read, Done)
        assert read.value.credit is not None
        assert isinstance(read.value.credit.amount, int)
        assert str(read.value.credit.amount) == str(amount)


@pytest.mark.parametrize("way", ["D", "out", "OUT", "C", "", None, "in ", "in\u200b", ["in"]])
def test_money_that_goes_out_is_never_money_that_came(receiver: Receiver, way: object) -> None:
    before = receiver.inbox.counts()["waiting"]
    assert receiver.signed(transferType=way, id=2).status_code in {200, 400}
    if way != "in ":
        assert receiver.inbox.counts()["waiting"] == before


@pytest.mark.parametrize(
    "changed",
    [
        {"content": "\u202eMV4Q\u0000" * 200},
        {"content": "x" * 30_000},
        {"accountNumber": "'; DROP TABLE inbox; --"},
        {"transactionDate": "9999-99-99 99:99:99"},
        {"transactionDate": "0001-01-01 00:00:00"},
        {"id": 2**63},
        {"id": "../../1"},
        {"referenceCode": {"$ne": ""}},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_a_signed_movement_of_hostile_words_breaks_nothing(receiver: Receiver, changed: dict[str, Any]) -> None:
    assert receiver.signed(**({"id": 3} | changed)).status_code in {200, 400, 413}
    assert requests.get(f"{receiver.url}/health", timeout=20).status_code == 200


@pytest.mark.parametrize(
    "media", ["text/html", "application/xml", "multipart/form-data", "application/json; charset=utf-7"]
)
def test_what_is_said_about_a_body_proves_nothing(receiver: Receiver, media: str) -> None:
    body = payos_body(CHECKSUM, payment(9), "link")
    forged = body.replace("50600", "50601").encode()
    assert receiver.post("payos", forged, **{"Content-Type": media}).status_code == 400
    before = receiver.inbox.counts()["waiting"]
    for sent in (forged[:-20], b"\xef\xbb\xbf" + forged, forged + b"{}", b"a=1&b=2", forged * 3):
        assert receiver.post("payos", sent, **{"Content-Type": media}).status_code in {400, 413}
    assert receiver.inbox.counts()["waiting"] == before


def test_nobody_without_the_hubs_token_reads_or_settles_the_inbox(receiver: Receiver) -> None:
    for method, path in (("GET", "/inbox"), ("GET", "/inbox?after=0"), ("POST", "/inbox/settled"), ("GET", "/inbox/")):
        for given in ("", "Bearer ", f"Basic {TOKEN}", f"bearer {TOKEN}", "Bearer \xff", f"Bearer {TOKEN[:-1]}"):
            answer = requests.request(
                method, receiver.url + path, headers={"Authorization": given.encode("latin-1")}, timeout=20
            )
            assert answer.status_code == 401, (path, given)


def test_two_hundred_callers_who_send_a_byte_now_and_then_keep_nobody_out(receiver: Receiver) -> None:
    place = urlsplit(receiver.url)
    slow = []
    for _ in range(200):
        line = socket.create_connection((place.hostname, place.port), timeout=20)
        line.sendall(b"POST /notices/payos HTTP/1.1\r\nHost: x\r\nContent-Length: 30000\r\n\r\n{")
        slow.append(line)
    try:
        for line in slow:
            line.sendall(b" ")
        good = payos_body(CHECKSUM, replace(payment(11), id="P11", reference="14000011"), "link")
        answer = receiver.post("payos", good.encode())
        assert (answer.status_code, answer.text) == (200, '{"success":true}')
    finally:
        for line in slow:
            line.close()
