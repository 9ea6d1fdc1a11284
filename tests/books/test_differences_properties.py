"""Whatever the order in which the books tell their facts, the same differences are open, and each đồng is explained."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from books_parts import (
    PRICE,
    Shown,
    applied,
    begun,
    credit,
    handed,
    line,
    matched,
    order,
    posted,
    receipt,
    receipt_gone,
    refund,
    refused,
    reversed_,
    settled,
    statement,
    taken,
    taken_back,
    voided,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.ledger.entries import ADVANCES, RECEIVABLE, UNALLOCATED, UNMATCHED
from kiosk.ledger.postings import postings
from kiosk.money.order import Finding
from kiosk.reconcile.facts import MoneyKind


@dataclass(frozen=True)
class Facts:
    """What each of the books has to tell of one payment, each in its own order."""

    kiosk: list[object]
    his: list[object]
    bank: list[object]


def exact(n: int) -> Facts:
    ref = f"FT{n}"
    kiosk = [order(n), credit(ref, number=n), applied(ref, n), posted(ref, n)]
    his = [settled(ref, n), receipt(f"BL{n}", f"bank:{ref}", n)]
    return Facts(kiosk, his, [line(ref), matched(ref)])


def without_a_receipt(n: int) -> Facts:
    return Facts([*exact(n).kiosk, refused(f"FT{n}", "cancelled")], [], exact(n).bank)


def without_a_line(n: int) -> Facts:
    return Facts(exact(n).kiosk, exact(n).his, [])


def receipted_wrongly(n: int) -> Facts:
    return Facts(exact(n).kiosk, [*exact(n).his[:1], receipt(f"BL{n}", f"bank:FT{n}", n, 1_000 + n)], exact(n).bank)


def receipted_twice(n: int) -> Facts:
    return Facts(exact(n).kiosk, [*exact(n).his, receipt(f"BX{n}", f"bank:FT{n}", n)], exact(n).bank)


def under(n: int) -> Facts:
    ref = f"FT{n}"
    came = [order(n), credit(ref, 40_000 + n, n, Finding.UNDER), handed(ref, "under")]
    return Facts(came, [], [line(ref, 40_000 + n), matched(ref, 40_000 + n)])


def twice(n: int) -> Facts:
    second = credit(f"FT{n}b", number=n, finding=Finding.SECOND, minutes=3)
    lines = [*exact(n).bank, line(f"FT{n}b", PRICE - 5)]
    return Facts([*exact(n).kiosk, second, handed(f"FT{n}b", "second")], exact(n).his, lines)


def paid_of_more(n: int) -> Facts:
    ref = f"FT{n}"
    came = [
        order(n),
        credit(ref, 60_000, n, Finding.OVER),
        handed(ref, "over"),
        applied(ref, n, by="lan"),
        posted(ref, n),
    ]
    return Facts(came, exact(n).his, [line(ref, 60_000), matched(ref, 60_000)])


def orphan(n: int) -> Facts:
    return Facts([credit(f"FT{n}", n, finding=Finding.NO_CODE)], [], [line(f"FT{n}", n), matched(f"FT{n}", n)])


def given_back(n: int) -> Facts:
    return Facts([*orphan(n).kiosk, refund(f"bank:FT{n}", n)], [], orphan(n).bank)


def nobody_told(n: int) -> Facts:
    return Facts([], [receipt(f"BL{n}", f"bank:FT{n}", n)], [line(f"FT{n}", 77)])


def by_cash(n: int) -> Facts:
    late = credit(f"FT{n}", number=n, finding=Finding.BILL_TAKEN, minutes=9)
    his = [settled(f"cash:p{n}", n), receipt(f"BL{n}", f"cash:p{n}", n)]
    return Facts([order(n), begun(f"p{n}", n), taken(f"p{n}", n), late], his, [])


def voided_cash(n: int) -> Facts:
    cash = [order(n), begun(f"p{n}", n), taken(f"p{n}", n), voided(f"p{n}", n)]
    return Facts(cash, [settled(f"cash:p{n}", n)], [])


def gone(n: int) -> Facts:
    back = [taken_back(f"FT{n}", n, why="reversed"), reversed_(f"FT{n}")]
    return Facts([*exact(n).kiosk, *back], exact(n).his, [line(f"FT{n}")])


def by_a_person(n: int) -> Facts:
    lone = credit(f"FT{n}", finding=Finding.NO_CODE)
    paid = [order(n), lone, applied(f"FT{n}", n, by="lan"), posted(f"FT{n}", n), refused(f"FT{n}", "cancelled")]
    return Facts([*paid, refund(f"bank:FT{n}", PRICE, "receivable")], [], [line(f"FT{n}"), matched(f"FT{n}")])


def paid_back(n: int) -> Facts:
    """Given back of what pays the bill, and the HIS's receipt voided for it."""
    gone_ = [*exact(n).his, receipt_gone(f"BL{n}", f"bank:FT{n}", n)]
    return Facts([*exact(n).kiosk, refund(f"bank:FT{n}", PRICE, "receivable", n)], gone_, exact(n).bank)


def paid_back_and_gone(n: int) -> Facts:
    """Given back of what pays the bill, and then taken back by the bank besides."""
    back = [refund(f"bank:FT{n}", PRICE, "receivable", n), taken_back(f"FT{n}", n, why="reversed"), reversed_(f"FT{n}")]
    return Facts([order(n), credit(f"FT{n}", number=n), applied(f"FT{n}", n), *back], [], [line(f"FT{n}")])


def listed_again(n: int) -> Facts:
    once = receipt(f"BL{n}", f"bank:FT{n}", n)
    gone_ = receipt_gone(f"BL{n}", f"bank:FT{n}", n)
    return Facts([*exact(n).kiosk, *exact(n).his, gone_, replace(once, again=PRICE)], [], exact(n).bank)


def voided_and_paid_anew(n: int) -> Facts:
    """The HIS keeps the receipt of voided cash; a transfer pays the bill and is refused."""
    paid = [credit(f"FT{n}", number=n), applied(f"FT{n}", n), posted(f"FT{n}", n), refused(f"FT{n}", "already_paid")]
    return Facts([*voided_cash(n).kiosk, *voided_cash(n).his, *paid], [], exact(n).bank)


SORTS: list[Callable[[int], Facts]] = [
    exact, without_a_receipt, without_a_line, receipted_wrongly, receipted_twice, under, twice, paid_of_more, orphan,
    given_back, nobody_told, by_cash, voided_cash, gone, by_a_person, paid_back, paid_back_and_gone, listed_again,
    voided_and_paid_anew,
]  # fmt: skip
sorts = st.lists(st.sampled_from(SORTS), min_size=1, max_size=6)


def told(kinds: list[Callable[[int], Facts]]) -> tuple[list[object], list[object], list[object]]:
    facts = [kind(n) for n, kind in enumerate(kinds, 1)]
    bank = [event for one in facts for event in one.bank]
    lines = [event for event in bank if type(event).__name__ == "StatementLineBooked"]
    matches = [event for event in bank if event not in lines]
    first, *booked, last = statement(*lines)  # type: ignore[arg-type]
    kiosk, his = ([event for one in facts for event in part(one)] for part in (lambda f: f.kiosk, lambda f: f.his))
    return kiosk, his, [first, *booked, *matches, last]


def mix(streams: tuple[list[object], ...], random: object) -> list[object]:
    """One history of all, each book's facts in their own order."""
    waiting = [list(stream) for stream in streams if stream]
    mixed = []
    while waiting:
        stream = random.choice(waiting)  # type: ignore[attr-defined]
        mixed.append(stream.pop(0))
        waiting = [left for left in waiting if left]
    return mixed


@settings(max_examples=40, deadline=None)
@given(sorts, st.randoms(use_true_random=False))
def test_any_order_of_the_three_books_ends_in_the_same_differences(
    kinds: list[Callable[[int], Facts]], random: object
) -> None:
    streams = told(kinds)
    straight = Shown([*streams[0], *streams[1], *streams[2]])
    mixed = mix(streams, random)
    assert Shown(mixed).list.all() == straight.list.all()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(SORTS), min_size=1, max_size=3), st.randoms(use_true_random=False))
def test_the_list_kept_step_by_step_is_the_list_made_anew(kinds: list[Callable[[int], Facts]], random: object) -> None:
    mixed = mix(told(kinds), random)
    kept = Shown([])
    for count, event in enumerate(mixed, 1):
        kept.books.apply(event)
        assert kept.list.all() == Shown(mixed[:count]).list.all()


@settings(max_examples=40, deadline=None)
@given(sorts, st.integers(0, 200))
def test_every_dong_of_the_ledgers_open_balances_stands_in_one_difference(
    kinds: list[Callable[[int], Facts]], cut: int
) -> None:
    kiosk, his, bank = told(kinds)
    history = [*kiosk, *his, *bank][: max(1, cut)]
    shown = Shown(history)
    ledger: Counter[str] = Counter()
    for event in history:
        if type(event).__module__ != "kiosk.delivery.machine":
            for entry in postings(event):
                ledger[entry.account] += entry.amount
    rows = shown.list.all()
    assert ledger[UNALLOCATED] == sum(row.unallocated for row in rows)
    assert ledger[RECEIVABLE] + ledger[ADVANCES] == sum(row.owed for row in rows)
    assert ledger[UNMATCHED] == sum(row.unmatched for row in rows)
    clearing = sum(amount for name, amount in ledger.items() if name.startswith("clearing:"))
    explained = {row.difference.key.split("money:")[-1]: row.clearing for row in rows if row.clearing}
    banked = [money for money in shown.books.moneys.values() if money.kind in (MoneyKind.CREDIT, MoneyKind.PAYOUT)]
    in_transit = sum(money.told - money.matched for money in banked if money.name not in explained)
    assert clearing == sum(explained.values()) + in_transit


@settings(max_examples=40, deadline=None)
@given(sorts)
def test_what_the_books_differ_by_is_the_sum_of_the_differences_between_kiosk_and_his(
    kinds: list[Callable[[int], Facts]],
) -> None:
    kiosk, his, bank = told(kinds)
    shown = Shown([*kiosk, *his, *bank])
    ours = sum(money.pays - money.paid_back for money in shown.books.moneys.values())
    theirs = sum(each.amount for each in shown.books.receipts.values() if each.money)
    assert theirs - ours == sum(row.amount for row in shown.rows if row.pair == "kiosk_his")
