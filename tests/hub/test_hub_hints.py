"""A webhook makes the hub ask at once: also about what it watches no more, and again for what is listed late."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hub_parts import PAYEE, PRICE
from provider_parts import ProviderScene
from test_hub_receiver import KEY, SECRETS, NearReceiver, pay, payment, tell

from his_client.outcome import Done, Outcome
from his_client.payments.bank import Credit, CreditPage
from his_client.payments.ports import AtProvider, Delivered
from his_client.payments.sepay import SepayReader
from his_client.sandbox.pay_notices import sepay_body, sepay_headers
from his_client.sandbox.pay_rows import ProviderPaymentRow
from kiosk.hub.receiver.inbox import Inbox
from kiosk.money.order import BillKind, State
from kiosk.simulation.time import SimTime


class LateList:
    """SePay's list, in which a movement of `hidden` stands only once somebody reads the last hours again."""

    def __init__(self, scene: ProviderScene) -> None:
        self.hidden: set[str] = set()
        self.read_at: list[float] = []
        self.polls = 0
        self._scene = scene
        self._held: dict[str, Credit] = {}
        self._whole = False

    def read_again(self) -> None:
        self.read_at.append(self._scene.time.monotonic())
        self._whole = True

    def credits(self, after: str | None) -> Outcome[CreditPage]:
        self.polls += 1
        outcome = self._scene.sepay.credits(after)
        assert isinstance(outcome, Done)
        page = outcome.value
        self._held |= {item.reference: item for item in page.credits if item.reference in self.hidden}
        shown = [item for item in page.credits if item.reference not in self._held]
        if self._whole:
            shown += [item for name, item in self._held.items() if name not in self.hidden]
        self._whole = False
        return Done(replace(page, credits=tuple(shown)))


@pytest.fixture
def inbox(tmp_path: Path) -> Iterator[Inbox]:
    inbox = Inbox(tmp_path / "inbox.db", KEY, SimTime())
    yield inbox
    inbox.close()


@pytest.fixture
def scene(inbox: Inbox) -> ProviderScene:
    scene = ProviderScene()
    scene.crash()
    scene.receiver = NearReceiver(inbox)
    scene.boot()
    return scene


@pytest.fixture
def listed(scene: ProviderScene) -> LateList:
    late = LateList(scene)
    scene.crash()
    payos, sepay = scene.channels
    scene.channels = payos, replace(sepay, feed=late, reader=SepayReader(SECRETS))
    scene.boot()
    return late


def put(scene: ProviderScene, inbox: Inbox, row: ProviderPaymentRow) -> None:
    """SePay's notice of this movement, signed as it signs, lies in the inbox."""
    now, body = scene.time.now(), sepay_body(row)
    inbox.put("sepay", str(row.movement), Delivered(sepay_headers(SECRETS, body, now), "", body.encode(), now))


def scanned(scene: ProviderScene, listed: LateList, inbox: Inbox, *, hide: bool = False) -> str:
    """Services paid to the hospital's own account, with SePay's notice of it in the inbox."""
    opened = scene.order(kind=BillKind.SERVICES)
    scene.run(0.5)
    scene.providers.pay(opened.qr)
    scene.providers.settle()
    row = scene.told[-1]
    if hide:
        listed.hidden.add(str(row.movement))
    put(scene, inbox, row)
    return opened.order_id


def test_a_webhook_has_an_order_asked_about_that_is_watched_no_more(
    scene: ProviderScene, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    order_id = pay(scene, inbox)
    scene.run(1000)
    asked: list[int] = []
    honest = scene.payos.ask

    def watched(number: int, made_at: object) -> Outcome[AtProvider | None]:
        asked.append(number)
        return honest(number, made_at)  # type: ignore[arg-type]

    monkeypatch.setattr(scene.payos, "ask", watched)
    scene.run(300)
    assert asked == []  # paid, and its time is over
    scene.providers.pay(scene.shown(order_id).qr)
    scene.providers.settle()
    tell(scene, inbox, scene.told[-1])
    scene.run(5)
    assert asked == [scene.kept(order_id).number]
    assert scene.kept(order_id).state is State.DUPLICATE
    scene.run(5)
    assert inbox.counts()["waiting"] == 0
    assert len(scene.receipts(scene.kept(order_id).opened.bill_id)) == 1


def test_what_is_listed_late_is_looked_for_with_growing_pauses_and_keeps_no_other_waiting(
    scene: ProviderScene, listed: LateList, inbox: Inbox
) -> None:
    late = scanned(scene, listed, inbox, hide=True)
    prompt = scanned(scene, listed, inbox)
    scene.run(90)
    assert scene.kept(prompt).received == PRICE
    assert scene.kept(late).received == 0
    assert inbox.counts()["waiting"] == 1
    pauses = [later - sooner for sooner, later in pairwise(listed.read_at)]
    assert len(pauses) >= 3
    assert all(later > 1.5 * sooner for sooner, later in pairwise(pauses))
    listed.hidden.clear()
    scene.run(90)
    assert scene.kept(late).received == PRICE
    assert len(scene.receipts(scene.kept(late).opened.bill_id)) == 1
    assert inbox.counts()["waiting"] == 0
    assert not scene.core.calls


@pytest.mark.attack
def test_many_invented_notices_neither_ask_without_end_nor_keep_true_money_waiting(
    scene: ProviderScene, listed: LateList, inbox: Inbox
) -> None:
    for number in range(40):
        tell(scene, inbox, replace(payment(7000 + number), reference=f"FT{number}"))
        put(scene, inbox, replace(payment(provider="sepay"), account=PAYEE.account, movement=9000 + number))
    paid, listed.polls = (pay(scene, inbox), scanned(scene, listed, inbox)), 0
    scene.run(60)
    assert [scene.kept(order_id).received for order_id in paid] == [PRICE, PRICE]
    assert scene.kinds().count("CreditReceived") == 2
    assert inbox.counts() == {"waiting": 80, "kept": 0}
    assert listed.polls < 60
