"""Webhooks: kept before they are answered, refused when forged or stale, drained once, erased when the hub has them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hub_parts import PRICE
from provider_parts import CHECKSUM, ProviderScene, reader

from his_client.outcome import Done, Outcome, Unknown
from his_client.payments.payos import PayosReader
from his_client.payments.ports import Notice, NoticeReader
from his_client.payments.sepay import SepayReader, SepaySecrets
from his_client.payments.vnpay_ipn import VnpayReader
from his_client.sandbox.pay_notices import payos_body, sepay_body, sepay_headers, vnpay_query
from his_client.sandbox.pay_rows import ProviderPaymentRow
from kiosk.hub.receiver.inbox import Inbox, InboxUnusable
from kiosk.hub.receiver.ports import Fetched
from kiosk.hub.receiver.service import MOST_BYTES, MOST_ITEMS, receiver_app
from kiosk.simulation.time import SimTime

KEY = "k" * 40
TOKEN = "a-receiver-token"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
SECRETS = SepaySecrets("s" * 32)
SECRET = "v" * 32
READERS: dict[str, NoticeReader] = {
    "payos": PayosReader(CHECKSUM),
    "sepay": SepayReader(SECRETS),
    "vnpay": VnpayReader(SECRET),
}


def payment(number: int = 7, memo: str = "NGUYEN VAN MAU chuyen", provider: str = "payos") -> ProviderPaymentRow:
    at = "2026-11-24T07:00:30+07:00"
    return ProviderPaymentRow(
        "P1", provider, number, "9704220000001", PRICE, memo, at, "", "00", "yes", "14000001", 1, ""
    )


@pytest.fixture
def time() -> SimTime:
    return SimTime()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "inbox.db"


@pytest.fixture
def inbox(file: Path, time: SimTime) -> Iterator[Inbox]:
    inbox = Inbox(file, KEY, time)
    yield inbox
    inbox.close()


@pytest.fixture
def web(inbox: Inbox, time: SimTime) -> FlaskClient:
    return receiver_app(inbox, READERS, TOKEN, time).test_client()


def send_payos(web: FlaskClient, body: str | None = None) -> tuple[int, str]:
    reply = web.post("/notices/payos", data=body or payos_body(CHECKSUM, payment(), "link"))
    return reply.status_code, reply.text


def send_sepay(web: FlaskClient, time: SimTime) -> tuple[int, str]:
    body = sepay_body(payment(provider="sepay"))
    reply = web.post("/notices/sepay", data=body, headers=sepay_headers(SECRETS, body, time.now()))
    return reply.status_code, reply.text


def send_vnpay(web: FlaskClient) -> tuple[int, str]:
    reply = web.get("/notices/vnpay?" + vnpay_query(SECRET, replace(payment(provider="vnpay"), account="TMN"), "TMN"))
    return reply.status_code, json.loads(reply.text)["RspCode"]


def test_each_provider_is_answered_in_its_own_words(web: FlaskClient, time: SimTime, inbox: Inbox) -> None:
    assert send_payos(web) == (200, '{"success":true}')
    assert send_sepay(web, time) == (200, '{"success":true}')
    assert send_vnpay(web) == (200, "00")
    assert [item.provider for item in inbox.after(0, 9)] == ["payos", "sepay", "vnpay"]


@pytest.mark.attack
def test_a_notice_that_comes_again_is_answered_well_and_kept_once(
    web: FlaskClient, time: SimTime, inbox: Inbox
) -> None:
    for _ in range(3):
        assert send_payos(web) == (200, '{"success":true}')
    assert [send_vnpay(web)[1] for _ in range(3)] == ["00", "02", "02"]
    assert send_sepay(web, time) == send_sepay(web, time)
    assert inbox.counts() == {"waiting": 3, "kept": 0}


def test_a_notice_is_on_the_disk_before_it_is_answered(
    web: FlaskClient, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    honest = PayosReader.answer

    def answer(self: PayosReader, outcome: Outcome[Notice], *, known: bool) -> object:
        other = sqlite3.connect(file)
        seen.append(other.execute("SELECT count(*) FROM inbox").fetchone()[0])
        other.close()
        return honest(self, outcome, known=known)

    monkeypatch.setattr(PayosReader, "answer", answer)
    send_payos(web)
    assert seen == [1]


def test_what_cannot_be_kept_is_not_acknowledged(
    web: FlaskClient, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> bool:
        raise sqlite3.OperationalError("disk full")

    monkeypatch.setattr(inbox, "put", full)
    assert send_payos(web)[0] == 400
    assert send_vnpay(web) == (200, "99")


@pytest.mark.attack
def test_forged_stale_or_senseless_messages_are_refused_and_not_kept(
    web: FlaskClient, time: SimTime, inbox: Inbox
) -> None:
    good = payos_body(CHECKSUM, payment(), "link")
    assert send_payos(web, good.replace(str(PRICE), str(PRICE + 1)))[0] == 400
    assert send_payos(web, "{}")[0] == 400
    assert send_payos(web, "\x00")[0] == 400
    body = sepay_body(payment(provider="sepay"))
    old = sepay_headers(SECRETS, body, time.now() - timedelta(minutes=6))
    assert web.post("/notices/sepay", data=body, headers=old).status_code == 401
    forged = sepay_headers(SepaySecrets("other" * 8), body, time.now())
    assert web.post("/notices/sepay", data=body, headers=forged).status_code == 401
    assert web.get("/notices/vnpay?vnp_Amount=1").status_code == 200
    assert web.post("/notices/momo", data=body).status_code == 404
    assert inbox.counts() == {"waiting": 0, "kept": 0}


@pytest.mark.attack
def test_a_body_larger_than_any_webhook_is_not_read(web: FlaskClient, inbox: Inbox) -> None:
    assert send_payos(web, "x" * (MOST_BYTES + 1))[0] == 413
    assert inbox.counts()["waiting"] == 0


def test_a_notice_without_money_is_answered_and_not_kept(web: FlaskClient, inbox: Inbox) -> None:
    assert send_payos(web, payos_body(CHECKSUM, replace(payment(), code="01"), "link"))[0] == 200
    assert inbox.counts()["waiting"] == 0


@pytest.mark.attack
@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer x"}, {"Authorization": f"Basic {TOKEN}"}])
def test_only_the_hub_reads_the_inbox(web: FlaskClient, headers: dict[str, str]) -> None:
    send_payos(web)
    assert web.get("/inbox?after=0", headers=headers).status_code == 401
    assert web.post("/inbox/settled", json={"taken": [1], "kept": []}, headers=headers).status_code == 401
    assert web.get("/inbox?after=0", headers=BEARER).json["items"][0]["provider"] == "payos"  # type: ignore[index]


@pytest.mark.attack
@pytest.mark.parametrize("after", ["-1", "x", "1" * 19, "²"])
def test_a_senseless_question_of_the_hub_is_refused(web: FlaskClient, after: str) -> None:
    assert web.get("/inbox", query_string={"after": after}, headers=BEARER).status_code == 400
    assert web.post("/inbox/settled", json={"taken": ["x"], "kept": []}, headers=BEARER).status_code == 400


@pytest.mark.attack
def test_nothing_personal_lies_in_the_open_and_nothing_at_all_after_intake(
    web: FlaskClient, inbox: Inbox, file: Path
) -> None:
    send_payos(web)
    assert b"NGUYEN VAN MAU" not in file.read_bytes()
    (item,) = inbox.after(0, 9)
    assert b"NGUYEN VAN MAU" in item.delivered.body
    sealed = sqlite3.connect(file).execute("SELECT ciphertext FROM inbox").fetchone()[0]
    assert web.post("/inbox/settled", json={"taken": [item.seq], "kept": []}, headers=BEARER).status_code == 200
    assert inbox.after(0, 9) == ()
    assert sealed not in file.read_bytes()
    assert send_payos(web) == (200, '{"success":true}')
    assert inbox.counts() == {"waiting": 0, "kept": 0}


def test_the_inbox_goes_on_after_a_restart_and_only_with_its_own_key(
    web: FlaskClient, inbox: Inbox, file: Path, time: SimTime
) -> None:
    send_payos(web)
    inbox.close()
    with pytest.raises(InboxUnusable, match="another receiver_key"):
        Inbox(file, "z" * 40, time)
    with pytest.raises(InboxUnusable, match="32 characters"):
        Inbox(file, "short", time)
    again = Inbox(file, KEY, time)
    assert len(again.after(0, 9)) == 1
    again.close()
    file.write_bytes(b"no database at all" * 100)
    with pytest.raises(InboxUnusable, match="no inbox"):
        Inbox(file, KEY, time)


class NearReceiver:
    """`Receiver` in the same process; `lose` is the answers that are lost next."""

    def __init__(self, inbox: Inbox, most: int = MOST_ITEMS) -> None:
        self.inbox = inbox
        self.most = most
        self.lose = 0

    def fetch(self, after: int) -> Outcome[Fetched]:
        items = self.inbox.after(after, self.most)
        return self._lost() or Done(Fetched(items, len(items) == self.most))

    def settle(self, taken: Iterable[int], kept: Iterable[int]) -> Outcome[None]:
        self.inbox.settle(taken, kept)
        return self._lost() or Done(None)

    def _lost(self) -> Unknown | None:
        self.lose -= 1
        return Unknown("timeout") if self.lose >= 0 else None


@pytest.fixture
def scene(inbox: Inbox) -> ProviderScene:
    scene = ProviderScene()
    scene.crash()
    scene.receiver = NearReceiver(inbox, most=2)
    scene.boot()
    return scene


def tell(scene: ProviderScene, inbox: Inbox, row: ProviderPaymentRow) -> None:
    """payOS's notice of this payment, signed as it signs, lies in the inbox."""
    told = reader().read(scene.notice(row))
    assert isinstance(told, Done)
    inbox.put("payos", told.value.id, scene.notice(row))


def pay(scene: ProviderScene, inbox: Inbox) -> str:
    """An order that is paid, and whose notice lies in the inbox."""
    opened = scene.order()
    scene.run(1)
    scene.providers.pay(scene.shown(opened.order_id).qr)
    scene.providers.settle()
    tell(scene, inbox, scene.told[-1])
    return opened.order_id


def invent(scene: ProviderScene, inbox: Inbox) -> str:
    """An order that nobody pays, and a notice of its money, signed with the secret that somebody stole."""
    opened = scene.order()
    scene.run(1)
    number = scene.kept(opened.order_id).number
    tell(scene, inbox, replace(payment(number), id="P99", reference="14999999", due_at=scene.time.now().isoformat()))
    return opened.order_id


def unheard(scene: ProviderScene, monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on payOS answers no question."""
    monkeypatch.setattr(scene.payos, "ask", lambda *_: Unknown("timeout"))


DAY_S = 86_400.0


@pytest.mark.attack
def test_a_signed_notice_of_money_that_never_came_pays_nothing_and_reaches_a_person(
    scene: ProviderScene, inbox: Inbox
) -> None:
    invented = invent(scene, inbox)
    paid = pay(scene, inbox)
    scene.run(60)
    assert scene.kept(invented).received == 0
    assert scene.receipts(scene.kept(invented).opened.bill_id) == []
    assert len(scene.receipts(scene.kept(paid).opened.bill_id)) == 1  # it keeps no other notice waiting
    assert inbox.counts() == {"waiting": 1, "kept": 0}
    assert not scene.core.calls
    scene.time.stand_still(DAY_S)
    scene.run(60)
    assert scene.kept(invented).received == 0
    assert scene.receipts(scene.kept(invented).opened.bill_id) == []
    assert [call.reason for call in scene.core.calls] == ["money_unconfirmed"]
    assert scene.kinds().count("CreditUnconfirmed") == 1
    assert inbox.counts() == {"waiting": 0, "kept": 0}


@pytest.mark.attack
def test_a_webhook_makes_the_hub_ask_and_only_the_answer_pays_its_bill_once(
    scene: ProviderScene, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as silence:
        unheard(scene, silence)
        orders = [pay(scene, inbox) for _ in range(3)]
        scene.run(30)
        assert "CreditReceived" not in scene.kinds()
        assert inbox.counts() == {"waiting": 3, "kept": 0}
    scene.run(30)
    for order_id in orders:
        assert len(scene.receipts(scene.kept(order_id).opened.bill_id)) == 1
    scene.run(30)
    assert inbox.counts() == {"waiting": 0, "kept": 0}
    assert scene.kinds().count("CreditReceived") == 3


def test_a_settlement_whose_answer_is_lost_and_a_crash_take_nothing_twice(scene: ProviderScene, inbox: Inbox) -> None:
    assert isinstance(scene.receiver, NearReceiver)
    order_id = pay(scene, inbox)
    scene.receiver.lose = 3
    scene.run(3)
    scene.crash()
    scene.boot()
    scene.run(60)
    assert scene.kinds().count("CreditReceived") == 1
    assert len(scene.receipts(scene.kept(order_id).opened.bill_id)) == 1
    assert inbox.counts()["waiting"] == 0


@pytest.mark.attack
def test_what_the_hub_cannot_verify_is_kept_for_a_person(scene: ProviderScene, inbox: Inbox) -> None:
    pay(scene, inbox)
    delivered = scene.notice(scene.told[-1])
    inbox.put("payos", "forged", replace(delivered, body=delivered.body.replace(b"50600", b"50601")))
    inbox.put("momo", "1", delivered)
    scene.run(30)
    assert inbox.counts() == {"waiting": 0, "kept": 2}
    assert [call.reason for call in scene.core.calls] == ["notice_unreadable"]
    assert scene.kinds().count("CreditReceived") == 1
