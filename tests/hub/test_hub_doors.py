"""The hub's doors keep one contract, in the same process and over HTTP."""

from __future__ import annotations

import pytest
from hub_parts import PAYEE, PRICE, register
from hub_running import TOKEN, RunningHub, until, value

from his_client.insurance.ports import EligibilityStatus
from his_client.outcome import Done, Refused, Unknown
from his_client.payments import vietqr
from kiosk.hub.client import HubClient, LocalHub

Hub = LocalHub | HubClient


def test_an_order_is_opened_once_by_its_id(hub: Hub) -> None:
    first = value(hub.open("0193-visit:pay", "K03", "HD1", PRICE))
    assert first == value(hub.open("0193-visit:pay", "K03", "HD1", PRICE))
    assert first.payee == PAYEE.name
    assert vietqr.parse(first.qr).purpose == first.pay_code
    assert hub.received("0193-visit:pay") == Done(0)


def test_refusals_carry_their_code(hub: Hub) -> None:
    value(hub.open("v:pay", "K03", "HD1", PRICE))
    refusals = [
        hub.open("v:pay", "K03", "HD1", PRICE + 1),
        hub.open("v:pay", "K03", "HD2", PRICE),
        hub.open("w:pay", "K03", "HD2", 0),
        hub.open("w:pay", "K03", "HD2", vietqr.CEILING),
        hub.received("nobody:pay"),
    ]
    codes = [refusal.code for refusal in refusals if isinstance(refusal, Refused)]
    assert codes == ["order_differs", "order_differs", "amount", "amount", "no_order"]


def test_a_transfer_is_seen_at_both_doors(hub: Hub, running: RunningHub) -> None:
    bill = register(running.his.book, 1)
    order = value(hub.open("v:pay", "K03", bill.bill_id, bill.amount_due))
    running.bank.transfer(PRICE, order.pay_code)
    assert until(lambda: hub.received("v:pay"), Done(PRICE)) == Done(PRICE)
    assert until(lambda: running.his.book.payments.count(bill_id=bill.bill_id), 1) == 1


def test_an_insured_person_is_found(hub: Hub, running: RunningHub) -> None:
    insured = next(row for row in running.insurer.registry.people.where() if row.code == "000")
    found = hub.check(insured.id_number, insured.full_name, insured.birth_date)
    assert found.status in {EligibilityStatus.ELIGIBLE, EligibilityStatus.ELIGIBLE_PROVISIONAL}
    assert found == running.core.check_insurance(insured.id_number, insured.full_name, insured.birth_date)


def test_a_stranger_is_not(hub: Hub) -> None:
    assert hub.check("001090999999", "Không Ai", "1990").card is None


def test_staff_are_called(hub: Hub, running: RunningHub) -> None:
    hub.call("K03", "card_left")
    assert [(call.station_id, call.reason) for call in running.core.calls] == [("K03", "card_left")]


@pytest.fixture
def gone() -> HubClient:
    """A client of a hub that is away: nothing listens on the discard port of this machine."""
    return HubClient("http://127.0.0.1:9", TOKEN, deadline_s=2.0, insurance_s=2.0)


def test_a_hub_that_is_away_leaves_insurance_unverified_and_orders_unknown(gone: HubClient) -> None:
    found = gone.check("001090000017", "Nguyễn Thử", "1990")
    assert (found.status, found.code) == (EligibilityStatus.UNVERIFIED, "unreachable")
    for outcome in (gone.open("v:pay", "K03", "HD1", PRICE), gone.received("v:pay")):
        assert isinstance(outcome, Unknown)
        assert outcome.reason == "unreachable"
    gone.call("K03", "help")
    gone.close()


def test_a_wrong_token_opens_nothing(running: RunningHub) -> None:
    client = HubClient(running.url, "another")
    outcome = client.open("v:pay", "K03", "HD1", PRICE)
    assert isinstance(outcome, Refused)
    assert outcome.code == "unauthorised"
    assert running.core.order("v:pay") is None
    assert client.check("001090000017", "X", "1990").status is EligibilityStatus.UNVERIFIED
    client.close()


def test_a_hub_whose_thread_has_ended_is_unknown_at_both_doors(hub: Hub, running: RunningHub) -> None:
    running.loop.stop()
    for outcome in (hub.open("v:pay", "K03", "HD1", PRICE), hub.received("v:pay")):
        assert isinstance(outcome, Unknown)
    hub.call("K03", "help")
    assert running.core.calls == ()
