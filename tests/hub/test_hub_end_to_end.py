"""A whole hub over the sandbox hospital's HTTP servers: order, transfer, credit, and exactly one payment in the HIS."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from hub_parts import PRICE, register
from hub_running import TOKEN, ShiftedClock, station_toml, until, value

from his_client.insurance.ports import EligibilityStatus, RouteVerdict
from his_client.outcome import Done
from his_client.sandbox.faults import Fault
from his_client.sandbox.run import Sandbox
from kiosk.config import StationConfig, parse_config
from kiosk.hub.client import HubClient
from kiosk.hub.db.commands import init
from kiosk.hub.ports import OpenedOrder
from kiosk.hub.wiring import HubNotConfigured, running_hub


@dataclass
class Counter:
    """A patient's bill at the sandbox hospital and an order for it."""

    sandbox: Sandbox
    hub: HubClient
    bill_id: str
    order: OpenedOrder

    def transfer(self, amount: int = PRICE, memo: str | None = None, times: int = 1) -> None:
        memo = f"MBVCB.{self.order.pay_code}.ck" if memo is None else memo
        self.sandbox.ledger.transfer(self.sandbox.accounts.bank_account, amount, memo, times=times)

    def payments(self) -> list[int]:
        return [row.amount for row in self.sandbox.book.payments.where(bill_id=self.bill_id)]

    def health(self) -> dict[str, object]:
        outcome = self.hub.health()
        assert isinstance(outcome, Done)
        found: dict[str, object] = outcome.value
        return found


@pytest.fixture
def counter(sandbox: Sandbox, start_hub: Callable[[], HubClient]) -> Counter:
    hub = start_hub()
    bill = register(sandbox.book, Random(7).randrange(1000))
    order = value(hub.open("0193:pay", "K03", bill.bill_id, bill.amount_due))
    return Counter(sandbox, hub, bill.bill_id, order)


def test_a_transfer_becomes_one_payment(counter: Counter) -> None:
    counter.transfer()
    assert until(counter.payments, [PRICE]) == [PRICE]
    assert until(lambda: counter.hub.received("0193:pay"), Done(PRICE)) == Done(PRICE)
    assert until(lambda: counter.health()["unposted"], 0) == 0
    assert counter.health()["for_cashier"] == 0


@pytest.mark.attack
def test_the_same_transfer_twice_is_one_payment_and_one_piece_of_work(counter: Counter) -> None:
    counter.transfer(times=2)
    assert until(lambda: counter.hub.received("0193:pay"), Done(2 * PRICE)) == Done(2 * PRICE)
    assert until(counter.payments, [PRICE]) == [PRICE]
    assert counter.health()["for_cashier"] == 1


@pytest.mark.parametrize("amount", [PRICE - 1, PRICE + 1])
def test_short_and_over_money_is_shown_as_received_and_left_to_the_cashier(counter: Counter, amount: int) -> None:
    counter.transfer(amount)
    assert until(lambda: counter.hub.received("0193:pay"), Done(amount)) == Done(amount)
    assert counter.payments() == []
    assert counter.health()["for_cashier"] == 1


def test_money_after_the_orders_time_still_pays_the_bill(counter: Counter, clock: ShiftedClock) -> None:
    clock.shift += timedelta(hours=2)
    assert until(lambda: counter.health()["orders"], 0) == 0
    counter.transfer()
    assert until(counter.payments, [PRICE]) == [PRICE]


@pytest.mark.parametrize(
    "fault",
    [Fault.RESET_AFTER_COMMIT, Fault.TRUNCATED, Fault.OTHER_ANSWER, Fault.HTTP500, Fault.REFUSE, Fault.DUPLICATE],
)
def test_a_posting_answered_badly_is_asked_about_and_made_once(counter: Counter, fault: Fault) -> None:
    counter.sandbox.faults.arm("his", fault, 1)
    counter.transfer()
    assert until(counter.payments, [PRICE]) == [PRICE]
    assert until(lambda: counter.health()["unposted"], 0) == 0
    assert counter.payments() == [PRICE]
    assert counter.health()["for_cashier"] == 0


@pytest.mark.attack
def test_a_bank_that_lists_everything_twice_changes_nothing(counter: Counter) -> None:
    counter.sandbox.faults.arm("bank", Fault.DUPLICATE, 5)
    counter.transfer()
    assert until(counter.payments, [PRICE]) == [PRICE]
    assert counter.hub.received("0193:pay") == Done(PRICE)
    assert counter.health()["for_cashier"] == 0


def test_money_that_comes_while_the_hub_is_away_is_found_when_it_is_back(
    counter: Counter, start_hub: Callable[[], HubClient]
) -> None:
    counter.transfer(memo="khong co ma")
    assert until(lambda: counter.health()["for_cashier"], 1) == 1
    counter.sandbox.faults.arm("bank", Fault.HTML, 1000)
    assert until(lambda: counter.health()["bank"], "html") == "html"
    counter.transfer()
    counter.hub = start_hub()
    counter.sandbox.faults.arm("bank", Fault.HTML, 0)
    assert until(counter.payments, [PRICE]) == [PRICE]
    assert counter.health()["for_cashier"] == 1
    bill = counter.bill_id
    assert value(counter.hub.open("0193:pay", "K03", bill, PRICE)) == counter.order


def test_insurance_is_asked_in_the_hospitals_name(counter: Counter) -> None:
    insured = next(row for row in counter.sandbox.registry.people.where() if row.code == "000")
    found = counter.hub.check(insured.id_number, insured.full_name, insured.birth_date, visit_id="v1")
    assert found.status in {EligibilityStatus.ELIGIBLE, EligibilityStatus.ELIGIBLE_PROVISIONAL}
    assert found.card
    assert found.valid_to is not None


def test_a_file_that_describes_no_hub_is_refused_with_what_to_set(config: StationConfig, clock: ShiftedClock) -> None:
    for section, cleared in (("hub", {"journal": None}), ("his", {"url": None}), ("payment", {"account": None})):
        part = getattr(config, section).model_copy(update=cleared)
        changed = config.model_copy(update={section: part})
        with (
            pytest.raises(HubNotConfigured, match=f"{section}.{next(iter(cleared))}"),
            running_hub(changed, clock, lambda: None),
        ):
            pass


def test_a_hospital_whose_his_asks_needs_no_account_of_the_gateway(
    sandbox: Sandbox, config: StationConfig, clock: ShiftedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KIOSK_INSURANCE_PASSWORD")
    text = station_toml(sandbox).replace("enabled = true", 'enabled = true\nroute = "his"')
    without = "\n".join(
        line
        for line in text.splitlines()
        if not line.startswith(("username", "officer")) and urls_of(sandbox) not in line
    )
    changed = parse_config(without, base=config.hub.journal.parent if config.hub.journal else Path())
    insured = next(row for row in sandbox.registry.people.where() if row.code == "000")
    init(changed, clock)
    with running_hub(changed, clock, lambda: None) as server:
        client = HubClient(server.url, TOKEN)
        found = client.check(insured.id_number, insured.full_name, insured.birth_date, visit_id="v1")
        client.close()
    assert (found.status, found.card, found.route) == (EligibilityStatus.ELIGIBLE, insured.card, RouteVerdict.RIGHT)
    assert sandbox.sessions.taken == 0


def urls_of(sandbox: Sandbox) -> str:
    return sandbox.urls["insurance"]


def test_the_same_question_within_minutes_is_put_to_the_gateway_once(counter: Counter) -> None:
    insured = next(row for row in counter.sandbox.registry.people.where() if row.code == "000")
    first = counter.hub.check(insured.id_number, insured.full_name, insured.birth_date, visit_id="v1")
    counter.sandbox.faults.arm("insurance", Fault.HTTP500, 1)
    again = counter.hub.check(insured.id_number, insured.full_name, insured.birth_date, visit_id="v1")
    assert (again, counter.sandbox.faults.armed()) == (first, {"insurance": ["http500"]})


def test_a_gateway_that_is_down_leaves_a_check_to_be_made_later(counter: Counter) -> None:
    counter.sandbox.faults.arm("insurance", Fault.HTML, 1)
    insured = next(row for row in counter.sandbox.registry.people.where() if row.code == "000")
    found = counter.hub.check(insured.id_number, insured.full_name, insured.birth_date, visit_id="v1")
    assert (found.status, found.code) == (EligibilityStatus.UNVERIFIED, "html")
    assert counter.health()["unverified"] == 1
    listed = counter.hub.pending()
    assert isinstance(listed, Done)
    assert [(line["visit_id"], line["code"]) for line in listed.value] == [("v1", "html")]
