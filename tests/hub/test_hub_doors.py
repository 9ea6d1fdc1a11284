"""The hub's doors keep one contract, in the same process and over HTTP."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest
import requests
from hub_parts import PAYEE, PRICE, register
from hub_running import TOKEN, RunningHub, until, value

from his_client.insurance.ports import CoverageCheck, Eligibility, EligibilityStatus, RouteVerdict
from his_client.outcome import Done, Refused, Unknown
from his_client.payments import vietqr
from his_client.sandbox.faults import CallFault
from kiosk.hub.client import HubClient, LocalHub
from kiosk.money.order import BillKind

Hub = LocalHub | HubClient


def test_an_order_is_opened_once_by_its_id(hub: Hub) -> None:
    first = value(hub.open("0193-visit:pay", "K03", "HD1", PRICE))
    assert first == value(hub.open("0193-visit:pay", "K03", "HD1", PRICE))
    assert first.payee == PAYEE.name
    assert vietqr.parse(first.qr).purpose == first.pay_code
    assert hub.received("0193-visit:pay") == Done(0)


def test_an_order_keeps_its_visit_and_what_the_bill_is_for(hub: Hub, running: RunningHub) -> None:
    value(hub.open("v:pay", "K03", "HD1", PRICE, kind="advance", visit_code="20261124000007"))
    value(hub.open("w:pay", "K03", "HD2", PRICE))
    orders = [running.core.book.order(order_id) for order_id in ("v:pay", "w:pay")]
    kept = [(order.opened.visit_code, order.opened.kind) for order in orders if order is not None]
    assert kept == [("20261124000007", BillKind.ADVANCE), ("", BillKind.FEE)]
    assert isinstance(hub.open("v:pay", "K03", "HD1", PRICE), Done)  # as a station of an earlier release asks again


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
    found = hub.check(insured.id_number, insured.full_name, insured.birth_date, visit_id="v1")
    assert found.status in {EligibilityStatus.ELIGIBLE, EligibilityStatus.ELIGIBLE_PROVISIONAL}
    asked = running.core.ask_insurer(insured.id_number, insured.full_name, insured.birth_date)
    assert found == asked.eligibility


def test_a_stranger_is_not(hub: Hub) -> None:
    assert hub.check("001090999999", "Không Ai", "1990", visit_id="v1").card is None


def test_staff_are_called(hub: Hub, running: RunningHub) -> None:
    hub.call("K03", "card_left")
    assert [(call.station_id, call.reason) for call in running.core.calls] == [("K03", "card_left")]


@pytest.fixture
def gone() -> HubClient:
    """A client of a hub that is away: nothing listens on the discard port of this machine."""
    return HubClient("http://127.0.0.1:9", TOKEN, deadline_s=2.0, insurance_s=2.0)


def test_a_hub_that_is_away_leaves_insurance_unverified_and_orders_unknown(gone: HubClient) -> None:
    found = gone.check("001090000017", "Nguyễn Thử", "1990", visit_id="v1")
    assert (found.status, found.code) == (EligibilityStatus.UNVERIFIED, "unreachable")
    for outcome in (gone.open("v:pay", "K03", "HD1", PRICE), gone.received("v:pay")):
        assert isinstance(outcome, Unknown)
        assert outcome.reason == "unreachable"
    gone.call("K03", "help")
    gone.close()


@pytest.mark.attack
def test_a_wrong_token_opens_nothing(running: RunningHub) -> None:
    client = HubClient(running.url, "another")
    outcome = client.open("v:pay", "K03", "HD1", PRICE)
    assert isinstance(outcome, Refused)
    assert outcome.code == "unauthorised"
    assert running.core.order("v:pay") is None
    assert client.check("001090000017", "X", "1990", visit_id="v1").status is EligibilityStatus.UNVERIFIED
    client.close()


def test_a_hub_whose_thread_has_ended_is_unknown_at_both_doors(hub: Hub, running: RunningHub) -> None:
    running.loop.stop()
    for outcome in (hub.open("v:pay", "K03", "HD1", PRICE), hub.received("v:pay")):
        assert isinstance(outcome, Unknown)
    hub.call("K03", "help")
    assert running.core.calls == ()


def test_a_check_that_failed_is_listed_without_a_person(hub: Hub, running: RunningHub) -> None:
    running.insurer.faults.arm(CallFault.LOST_REQUEST, 1)
    found = hub.check("001090000017", "Nguyễn Đức Mẫu", "1990-03-15", visit_id="v9")
    assert found.status is EligibilityStatus.UNVERIFIED
    client = HubClient(running.url, TOKEN)
    listed = client.pending()
    client.close()
    assert isinstance(listed, Done)
    (line,) = listed.value
    assert (line["visit_id"], line["phase"], line["code"], line["tries"]) == ("v9", "waiting", "timeout", 0)
    assert set(line) == {"visit_id", "since", "phase", "code", "tries", "last_at"}


def test_the_page_shows_what_is_to_be_checked_later_and_no_person(running: RunningHub) -> None:
    running.insurer.faults.arm(CallFault.LOST_REQUEST, 1)
    client = HubClient(running.url, TOKEN)
    client.check("001090000017", "Nguyễn Đức Mẫu", "1990-03-15", visit_id="v9")
    client.close()
    with requests.Session() as session:
        page = session.get(running.url, headers={"Authorization": f"Bearer {TOKEN}"}, timeout=10).text
    for shown in ("Thẻ BHYT chờ tra cứu lại (1)", "<code>v9</code>", "Chờ tra cứu lại", "timeout"):
        assert shown in page
    for hidden in ("Nguyễn", "001090000017"):
        assert hidden not in page


def test_the_gateways_own_words_never_travel_to_a_station(running: RunningHub) -> None:
    body = {"number": "001090000017", "full_name": "Nguyễn Đức Mẫu", "birth_date": "1990-03-15", "visit_id": "v9"}
    with requests.Session() as session:
        answer = session.post(
            f"{running.url}/insurance/check", json=body, headers={"Authorization": f"Bearer {TOKEN}"}, timeout=10
        )
    assert set(answer.json()) == {field.name for field in fields(Eligibility)}
    assert "ghiChu" not in answer.text
    assert "Nguyễn" not in answer.text
    assert "NGUYỄN" not in answer.json().values()


def test_a_check_names_its_visit(running: RunningHub) -> None:
    body = {"number": "001090000017", "full_name": "X", "birth_date": "1990"}
    for visit in (None, "", "a b"):
        with requests.Session() as session:
            answer = session.post(
                f"{running.url}/insurance/check",
                json={**body, "visit_id": visit},
                headers={"Authorization": f"Bearer {TOKEN}"},
                timeout=10,
            )
        assert answer.status_code == 400


def test_what_a_his_said_about_the_route_reaches_the_station(hub: Hub, running: RunningHub) -> None:
    check = running.insurer.check

    def with_verdict(*args: Any, **options: Any) -> CoverageCheck:
        found = check(*args, **options)
        return replace(found, eligibility=replace(found.eligibility, route=RouteVerdict.OPEN))

    running.insurer.check = with_verdict  # type: ignore[method-assign]
    assert hub.check("001090000017", "Nguyễn Đức Mẫu", "1990-03-15", visit_id="v9").route is RouteVerdict.OPEN
