"""Money for different orders may arrive in any order; a day that is closed takes nothing, whenever money comes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from money_samples import MORNING, PAYEE, credit, opened

from his_client.payments import paycode
from his_client.payments.bank import Credit
from kiosk.clock import VIETNAM
from kiosk.hub.money.days import StationDays, station_day
from kiosk.money.book import Book
from kiosk.money.order import StationDayClosed, credit_id

DUE = 50_600
ORDERS = 5


def booked(credits_found: list[Credit]) -> dict[str, object]:
    """What each order, bill and credit has come to."""
    book = Book()
    for number in range(1, ORDERS + 1):
        book.apply(opened(number, DUE))
    for item in credits_found:
        taken = book.take(item, {PAYEE.account})
        for event in taken.events if taken else ():
            book.apply(event)
    return {
        **{order.opened.order_id: (order.state, order.received) for order in book.orders},
        **{order.opened.bill_id: book.paying(order.opened.bill_id) for order in book.orders},
        **{credit_id(item.provider, item.reference): book.left(f"bank:{item.reference}") for item in book.credits},
        "work": sorted((item.reason, item.credit.reference) for item in book.work),
    }


@given(
    st.lists(st.sampled_from([0, DUE, DUE - 1, DUE + 1]), min_size=ORDERS, max_size=ORDERS),
    st.integers(0, 3),
    st.randoms(use_true_random=False),
)
def test_credits_of_different_orders_may_come_in_any_order(amounts: list[int], orphans: int, random: Random) -> None:
    arrived = [
        credit(f"FT{number}", amount, paycode.make(number)) for number, amount in enumerate(amounts, 1) if amount
    ]
    arrived += [credit(f"X{number}", DUE, "vien phi") for number in range(orphans)]
    shuffled = list(arrived)
    random.shuffle(shuffled)
    assert booked(shuffled) == booked(arrived)


days = st.dates(date(2026, 11, 20), date(2026, 11, 30))
START = datetime(2026, 11, 20, tzinfo=VIETNAM)
moments = st.integers(0, 11 * 24 * 60 - 1).map(lambda minutes: START + timedelta(minutes=minutes))


@given(st.sets(days), moments, st.integers(0, 5))
def test_a_closed_day_takes_nothing_and_is_named_by_what_is_about_it(
    closed: set[date], at: datetime, later: int
) -> None:
    known = StationDays()
    for day in closed:
        known.apply(StationDayClosed(station_day("K03", day), "ke.toan", MORNING))
    now = at + timedelta(days=later)
    period, refers_to = known.period_of("K03", at, now)
    belongs = station_day("K03", at.date())
    assert known.closed(period) is None
    assert refers_to == (belongs if at.date() in closed else "")
    assert period == belongs or period >= station_day("K03", now.date())
    assert known.period_of("K04", at, now) == (station_day("K04", at.date()), "")
