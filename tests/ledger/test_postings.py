"""What an event posts: every class decided upon, every event in balance, and the accounts a cashier would name."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from money_histories import MORNING, event_classes, events, one_of

from kiosk.cashier.events import (
    CashDropped,
    DeskEvent,
    HandoverAccepted,
    PaymentTaken,
    RefundDecided,
    RefundPaid,
    ShiftClosed,
    ShiftOpened,
    VoidDecided,
)
from kiosk.cashier.shifts import Shift
from kiosk.cashier.user_events import UserEvent
from kiosk.hub.records import hub_codec
from kiosk.ledger.entries import Entry
from kiosk.ledger.postings import MOVES_NO_MONEY, Unposted, closes, postings
from kiosk.money.order import (
    BillKind,
    CreditApplied,
    CreditReceived,
    CreditReversed,
    CreditTakenBack,
    MoneyEvent,
    PaymentSettled,
    StationDayClosed,
)
from kiosk.reconcile.events import LineMatched, LineUnmatched, StatementLineBooked

DAY = "K03/2026-11-26"
FEE, ADVANCE = BillKind.FEE, BillKind.ADVANCE


def moved(*events: Any) -> dict[str, int]:
    """The balances after these events, without the accounts at zero."""
    sums: dict[str, int] = {}
    for event in events:
        for entry in postings(event):
            sums[entry.account] = sums.get(entry.account, 0) + entry.amount
    return {account: amount for account, amount in sums.items() if amount}


def without_money(cls: type[Any]) -> bool:
    return cls in MOVES_NO_MONEY or issubclass(cls, UserEvent)


def credit(amount: int = 50_600) -> CreditReceived:
    return CreditReceived("bank", "FT1", "0011", amount, MORNING, None, "memo", period=DAY)


def applied(amount: int = 50_600, kind: BillKind = FEE) -> CreditApplied:
    return CreditApplied("a1", "bank", "FT1", "B1", amount, kind, "pay_code", DAY)


def taken(method: str, amount: int = 50_600, kind: BillKind = FEE) -> PaymentTaken:
    return PaymentTaken("p1", "S1", "desk-1", "B1", kind, amount, method, "PT-1", "lan", MORNING, terminal="T1")


def opened(amount: int = 1_000_000, taken_from: str = "") -> ShiftOpened:
    return ShiftOpened("S1", "desk-1", "lan", (), amount, MORNING, taken_from)


def closed(expected: int, counted: int, handed_to: str = "") -> ShiftClosed:
    return ShiftClosed("S1", "desk-1", "Z1", expected, counted, counted - expected, "", "lan", MORNING, handed_to)


def paid(method: str, amount: int) -> RefundPaid:
    return RefundPaid("r1", amount, method, "desk-1", "S1" if method == "cash" else "", DAY, "hoa", MORNING, "0011")


# -- no event is forgotten, none is out of balance


@pytest.mark.parametrize("cls", event_classes(), ids=lambda cls: cls.__name__)
def test_every_class_of_event_either_posts_or_is_named_among_those_that_move_no_money(cls: type[Any]) -> None:
    drawn: list[tuple[Entry, ...]] = []

    @settings(max_examples=25, database=None)
    @given(one_of(cls))
    def draw(event: Any) -> None:
        drawn.append(postings(event))

    draw()
    assert any(drawn) is not without_money(cls)


def test_the_classes_were_found() -> None:
    assert len(event_classes()) > 35


@given(events())
def test_the_entries_of_every_event_sum_to_zero_and_none_is_empty(event: Any) -> None:
    entries = postings(event)
    assert sum(entry.amount for entry in entries) == 0
    assert all(entry.amount and entry.account for entry in entries)


def test_an_event_the_ledger_does_not_know_is_never_passed_over() -> None:
    class SomethingNew(MoneyEvent):
        pass

    with pytest.raises(Unposted, match="SomethingNew"):
        postings(SomethingNew())
    with pytest.raises(Unposted):
        postings(DeskEvent())


@given(events().filter(lambda event: not without_money(type(event))))
def test_what_posts_is_read_from_the_public_part_of_its_row_alone(event: Any) -> None:
    codec = hub_codec()
    encoded = codec.encode(event)
    public = codec.decode(encoded.kind, json.loads(json.dumps(encoded.body)), None)
    assert postings(public) == postings(event)


@given(st.sampled_from([cls for cls in event_classes() if without_money(cls)]).flatmap(one_of))
def test_closing_a_station_day_is_all_that_an_event_without_money_does_to_the_ledger(event: Any) -> None:
    assert (closes(event) is not None) is isinstance(event, StationDayClosed)


# -- money by transfer


def test_a_transfer_that_pays_a_fee_which_the_his_receipts_leaves_only_clearing_and_the_his() -> None:
    settled = PaymentSettled("o1", "bank", "FT1", "R1", 50_600, "B1", FEE, DAY)
    assert moved(credit()) == {"clearing:bank": 50_600, "unallocated": -50_600}
    assert moved(credit(), applied()) == {"clearing:bank": 50_600, "receivable": -50_600}
    assert moved(credit(), applied(), settled) == {"clearing:bank": 50_600, "his": -50_600}


def test_a_matched_line_of_the_bank_moves_the_money_from_clearing_to_the_account() -> None:
    line = StatementLineBooked("f" * 64, 1, "fp1", "0011", 50_600, MORNING, "FT1", DAY)
    match = LineMatched("m1", "fp1", "bank:FT1", "0011", "bank", 50_600, "reference", "FT1", DAY)
    undone = LineUnmatched("m1", "fp1", "bank:FT1", "0011", "bank", 50_600, DAY, "hoa", "wrong")
    assert moved(line) == {"bank:0011": 50_600, "bank_unmatched": -50_600}
    assert moved(credit(), line, match) == {"bank:0011": 50_600, "unallocated": -50_600}
    assert moved(credit(), line, match, undone) == moved(credit(), line)


def test_an_advance_has_an_account_of_its_own() -> None:
    assert moved(credit(), applied(kind=ADVANCE)) == {"clearing:bank": 50_600, "advances": -50_600}


def test_what_was_paid_by_money_that_went_back_is_owed_again() -> None:
    back = CreditTakenBack("a1", "bank", "FT1", "B1", 50_600, FEE, DAY, "hoa", "reversed")
    reversed_ = CreditReversed("bank", "FT1", 50_600, MORNING, DAY)
    assert moved(credit(), applied(), back) == moved(credit())
    assert moved(credit(), applied(), reversed_, back) == {}


def test_an_overpaid_rest_stays_unallocated_until_it_is_refunded_by_transfer() -> None:
    approved = RefundDecided("r1", True, 9_400, "unallocated", "bank:FT1", DAY, "hoa", MORNING)
    refused = RefundDecided("r1", False, 9_400, "unallocated", "bank:FT1", DAY, "hoa", MORNING)
    out = StatementLineBooked("f" * 64, 2, "fp2", "0011", -9_400, MORNING, "FT9", DAY)
    match = LineMatched("m2", "fp2", "refund:r1", "0011", "payouts:0011", -9_400, "by_hand", "", DAY)
    start = [credit(60_000), applied()]
    assert moved(*start) == {"clearing:bank": 60_000, "receivable": -50_600, "unallocated": -9_400}
    assert moved(*start, refused) == moved(*start)
    assert moved(*start, approved) == {"clearing:bank": 60_000, "receivable": -50_600, "refunds": -9_400}
    assert moved(*start, approved, paid("transfer", 9_400))["clearing:payouts:0011"] == -9_400
    assert moved(*start, approved, paid("transfer", 9_400), out, match) == {
        "clearing:bank": 60_000,
        "receivable": -50_600,
        "bank:0011": -9_400,
    }


# -- the counter


def test_cash_lies_in_its_desks_drawer_a_card_in_its_terminals_clearing_and_a_qr_is_a_credit_like_any_other() -> None:
    assert moved(taken("cash")) == {"cash:desk-1": 50_600, "receivable": -50_600}
    assert moved(taken("card")) == {"clearing:card:T1": 50_600, "receivable": -50_600}
    assert moved(taken("cash", kind=ADVANCE)) == {"cash:desk-1": 50_600, "advances": -50_600}
    assert moved(taken("qr")) == {}


@pytest.mark.parametrize("method", ["cash", "card", "qr"])
@pytest.mark.parametrize("kind", list(BillKind))
def test_an_approved_void_is_the_payment_backwards_and_a_refused_one_nothing(method: str, kind: BillKind) -> None:
    payment = taken(method, kind=kind)
    void = VoidDecided("p1", True, "S1", "desk-1", "B1", kind, 50_600, method, "hoa", MORNING, "T1")
    assert moved(payment, void) == {}
    refused = VoidDecided("p1", False, "S1", "desk-1", "B1", kind, 50_600, method, "hoa", MORNING, "T1")
    assert postings(refused) == ()


def test_the_drawers_account_is_what_its_book_expects_at_every_moment() -> None:
    shift = Shift(opened())
    history: list[Any] = [opened()]
    assert moved(*history)["cash:desk-1"] == shift.book.expected
    for event in (taken("cash"), taken("card"), CashDropped("d1", "S1", "desk-1", 500_000, "N1", "lan", MORNING)):
        history.append(event)
        if isinstance(event, PaymentTaken):
            shift.taken[f"{event.method}1"] = event
        else:
            shift.dropped["d1"] = event
        assert moved(*history)["cash:desk-1"] == shift.book.expected
    history.append(paid("cash", 10_000))
    shift.refunded.append(paid("cash", 10_000))
    assert moved(*history)["cash:desk-1"] == shift.book.expected == 540_600


def test_a_closed_drawer_that_went_to_the_safe_is_empty_and_names_what_was_missing() -> None:
    history = [opened(), taken("cash"), closed(1_050_600, 1_050_000)]
    assert moved(*history) == {"safe": 50_000, "shortage": 600, "receivable": -50_600}


def test_an_excess_is_named_too() -> None:
    assert moved(opened(), closed(1_000_000, 1_001_000)) == {"safe": 1_000, "excess": -1_000}


def test_a_drawer_that_is_handed_over_keeps_its_cash_and_the_receivers_count_is_a_difference_of_its_own() -> None:
    handed = [opened(), taken("cash"), closed(1_050_600, 1_050_600, "mai")]
    assert moved(*handed)["cash:desk-1"] == 1_050_600
    accepted = HandoverAccepted("S1", "desk-1", "mai", (), 1_050_000, -600, MORNING)
    after = moved(*handed, accepted, opened(1_050_000, taken_from="S1"))
    assert (after["cash:desk-1"], after["shortage"]) == (1_050_000, 600)
    (first, _) = postings(accepted)
    assert (first.period, first.refers_to, closes(accepted)) == ("handover/S1", "S1", "handover/S1")


def test_counter_money_belongs_to_its_shift_and_kiosk_money_to_its_station_day() -> None:
    assert {entry.period for entry in postings(taken("cash"))} == {"S1"}
    assert {entry.period for entry in postings(credit())} == {DAY}
    assert closes(closed(0, 0)) == "S1"
    assert closes(StationDayClosed(DAY, "hoa", MORNING)) == DAY


def test_every_entry_names_the_money_under_its_one_id() -> None:
    assert {entry.reference for entry in (*postings(credit()), *postings(applied()))} == {"bank:FT1"}
    assert {entry.reference for entry in postings(taken("cash"))} == {"cash:p1"}
