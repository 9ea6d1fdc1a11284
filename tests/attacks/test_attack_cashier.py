"""A dishonest cashier: what a person who sits there each day would try, and what the hub does, keeps and tells."""

from __future__ import annotations

import inspect
import sqlite3
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from desk_parts import FLOAT, MASTER, PIN, PRICE, Scene, done, refused

from his_client.outcome import Done
from kiosk.cashier.ports import Desk
from kiosk.cashier.user_events import PinWrong, UserLocked
from kiosk.cashier.values import Role
from kiosk.hub.records import hub_codec
from kiosk.journal import Journal
from kiosk.simulation.time import SimTime

pytestmark = pytest.mark.attack


def both_roles(scene: Scene) -> Desk:
    """Somebody who is cashier and supervisor at once, with a drawer."""
    assert scene.hub.service.add_user("hai", "Đỗ Hải", (Role.CASHIER, Role.SUPERVISOR), PIN) == Done(None)
    return scene.cashier("hai", "desk-2")


def test_who_is_cashier_and_supervisor_approves_no_own_void_and_no_own_refund(scene: Scene) -> None:
    desk = both_roles(scene)
    payment = scene.take_cash(desk, scene.bill())
    done(desk.ask_void(payment, "mistake", ""))
    again = scene.sit("hai", "desk-1")
    for window in (desk, again):
        assert refused(window.decide_void(payment, True)) in {"forbidden", "own", "own_request"}
    other = scene.take_cash(desk, scene.bill())
    asked = done(desk.ask_refund(scene.id(), f"cash:{other}", PRICE, "double", ""))
    assert not isinstance(again.decide_refund(asked.refund_id, True, ""), Done)


def test_money_is_given_back_once_however_often_and_by_whomever_it_is_asked(scene: Scene) -> None:
    lan, ha = scene.cashier("lan"), scene.sit("ha", "desk-2")
    payment = scene.take_cash(lan, scene.bill())
    money = f"cash:{payment}"
    asked = [lan.ask_refund(scene.id(), money, amount, "double", "") for amount in (PRICE, PRICE, PRICE - 1, 1)]
    granted = [one.value for one in asked if isinstance(one, Done)]
    for refund in granted:
        ha.decide_refund(refund.refund_id, True, "")
    duc = scene.cashier("duc", "desk-2")
    for refund in granted * 2:
        for window in (duc, lan):
            window.pay_refund(refund.refund_id, "cash")
    paid = [one for one in done(lan.refunds(closed=True)) if one.state == "paid"]
    assert sum(one.amount for one in paid) == PRICE
    refused(lan.ask_void(payment, "mistake", ""))


def test_before_the_count_nothing_a_cashier_can_ask_tells_what_should_lie_in_the_drawer(scene: Scene) -> None:
    lan = scene.cashier("lan")
    takings = 0
    for tendered in (100_000, 200_000, 500_000):
        scene.take_cash(lan, scene.bill(), tendered)
        takings += PRICE
    expected = sum(value * pieces for value, pieces in FLOAT) + takings
    seen: list[str] = []
    for name, call in inspect.getmembers(Desk, inspect.isfunction):
        wanted = [one for one in inspect.signature(call).parameters.values() if one.name != "self"]
        asks = all(one.default is not inspect.Parameter.empty for one in wanted) and name != "sign_out"
        if asks and not name.startswith("_"):
            seen += numbers(getattr(lan, name)())
    assert seen
    assert str(expected) not in seen
    done(lan.count(((500_000, 1),)))
    assert str(expected) in numbers(lan.shift()), "now it is told, and the count stands"
    refused(lan.count(((500_000, 1), (1_000, 1))))


def numbers(value: Any) -> list[str]:
    """Every number within an answer."""
    if is_dataclass(value) and not isinstance(value, type):
        return numbers(list(asdict(value).values()))
    if isinstance(value, dict):
        return numbers(list(value.values()))
    if isinstance(value, list | tuple):
        return [found for part in value for found in numbers(part)]
    return [str(value)] if isinstance(value, int | str) else []


def test_a_colleagues_pin_is_guessed_slowly_whichever_desk_is_used_and_every_try_is_kept(scene: Scene) -> None:
    tries = []
    for number in range(40):
        window = scene.hub.service.for_session()
        outcome = window.sign_in("ha", f"{number:06d}", f"desk-{1 + number % 2}")
        tries.append(refused(outcome))
        scene.run(1)
    assert tries.count("wrong") <= 6
    assert {"wrong", "locked"} == set(tries)
    kept = [event for event in scene.events() if isinstance(event, PinWrong)]
    assert [event.user for event in kept] == ["ha"] * tries.count("wrong")
    assert any(isinstance(event, UserLocked) for event in scene.events())
    # A window that its cashier left open does not make guessing quicker.
    open_window = scene.sit("duc", "desk-2")
    left = [refused(open_window.change_pin(f"{number:06d}", "835019")) for number in range(20)]
    assert left.count("wrong") <= 5
    assert "locked" in left


def test_no_call_takes_a_time_reopens_a_day_or_writes_into_one_that_is_over() -> None:
    calls = dict(inspect.getmembers(Desk, inspect.isfunction))
    assert not [name for name in calls if "reopen" in name or "delete" in name or "edit" in name]
    for name, call in calls.items():
        given = {one.name for one in inspect.signature(call).parameters.values()}
        assert not given & {"at", "when", "now", "time", "recorded_at", "booked_at"}, name


def test_a_day_is_not_closed_twice_nor_before_it_is_over(tmp_path: Path) -> None:
    scene = Scene(books=True)
    try:
        lan = scene.cashier("lan")
        scene.take_cash(lan, scene.bill())
        ky = scene.sit("ky", "desk-2")
        today = SimTime().now().date()
        assert not isinstance(ky.close_day(today), Done)
        assert not isinstance(lan.close_day(today), Done)
        assert not isinstance(ky.close_day(today.replace(year=today.year + 1)), Done)
    finally:
        scene.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET body = replace(body, '50600', '20600') WHERE body LIKE '%50600%'",
        "DELETE FROM journal WHERE seq = (SELECT max(seq) - 2 FROM journal)",
        "UPDATE journal SET recorded_at = '2026-01-01T00:00:00+00:00' WHERE seq > 3",
    ],
)
def test_who_edits_the_hubs_file_is_found_when_it_next_opens(scene: Scene, statement: str) -> None:
    scene.take_cash(scene.cashier("lan"), scene.bill())
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        scene.file.execute("UPDATE journal SET body = '' WHERE seq = 3")
    for (name,) in scene.file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        scene.file.execute(f"DROP TRIGGER {name}")
    scene.file.execute("PRAGMA foreign_keys = OFF")
    assert scene.file.execute(statement).rowcount > 0
    assert not Journal(scene.file, hub_codec(), MASTER, scene.time, "test").verify().whole


def test_money_taken_without_a_receipt_is_missing_or_too_much_in_the_drawer_and_named(scene: Scene) -> None:
    lan = scene.cashier("lan")
    scene.take_cash(lan, scene.bill())
    # The second patient's note goes into the drawer and no payment is booked.
    more = 50_000
    counted = sum(value * pieces for value, pieces in FLOAT) + PRICE + more
    notes = ((500_000, counted // 500_000), (1_000, (counted % 500_000) // 1_000), (200, (counted % 1_000) // 200))
    done(lan.count(notes))
    assert not isinstance(lan.close_shift("", ""), Done), "a difference needs its reason"
    report = done(lan.close_shift("change", "không rõ"))
    assert report.book is not None
    assert report.book.difference != 0


def test_the_books_word_is_the_hubs_never_the_windows(scene: Scene) -> None:
    lan = scene.cashier("lan")
    bill = scene.bill()
    (shown, *_) = done(lan.bills(bill.visit_code))
    for amount in (shown.due - 1, shown.due + 1, 0, -1, 2**53 + 1):
        assert not isinstance(lan.pay(scene.id(), shown.bill_id, shown.kind, amount, "cash", tendered=10**9), Done)
    payment = scene.id()
    done(lan.pay(payment, shown.bill_id, shown.kind, shown.due, "cash", tendered=100_000))
    first = done(lan.payment(payment))
    lan.pay(payment, shown.bill_id, shown.kind, shown.due, "cash", tendered=500_000)
    assert done(lan.payment(payment)) == first
    assert not isinstance(lan.pay(scene.id(), shown.bill_id, shown.kind, shown.due, "cash", tendered=100_000), Done)
