"""What the hub's money tells the books: orders, credits, what they pay, and how the HIS answered a posting."""

from __future__ import annotations

from datetime import datetime

from kiosk.clock import VIETNAM
from kiosk.delivery.machine import DeliveryDone, DeliveryEvent, DeliveryHandedOver, DeliveryRefused, DeliveryRequested
from kiosk.money.order import (
    CreditApplied,
    CreditHandedOver,
    CreditReceived,
    CreditReversed,
    CreditTakenBack,
    CreditUnconfirmed,
    MoneyEvent,
    OrderAtProvider,
    OrderDoubted,
    OrderNotMade,
    OrderOpened,
    PaymentSettled,
    StationDayClosed,
    credit_id,
)
from kiosk.money.repeats import bank_reference
from kiosk.reconcile.facts import Applied, Asked, Money, MoneyKind
from kiosk.reconcile.held import Held, code_of, day_of, name_of, tell


def money_event(books: Held, event: MoneyEvent, at: datetime | None) -> None:
    match event:
        case OrderOpened():
            _opened(books, event)
        case OrderAtProvider():
            if asked := books.orders.get(event.order_id):
                if event.pay_code:
                    books.order_of_code[event.pay_code] = event.order_id
                tell(asked, at, "provider", "at_provider", reference=event.reference)
        case OrderNotMade() | OrderDoubted():
            if asked := books.orders.get(event.order_id):
                what, detail = ("order_not_made", event.reason) if isinstance(event, OrderNotMade) else ("doubted", "")
                tell(asked, at, "provider", what, detail=detail)
        case CreditReceived():
            _received(books, event)
        case CreditReversed():
            money = books.money(credit_id(event.provider, event.reference))
            money.reversed += event.amount
            _gone_before(books, money, event)
            tell(money, event.at, "provider", "reversed", -event.amount)
            books.touch(money)
        case CreditApplied():
            money = books.money(credit_id(event.provider, event.reference))
            item = Applied(event.application_id, event.bill_id, event.amount, event.kind, event.rule, event.by)
            money.applied[item.id] = item
            books.application_of[item.id] = money.name
            books.moneys_of_bill[event.bill_id][money.name] = None
            tell(money, at, "hub", "applied", event.amount, event.bill_id, event.by, event.rule)
            books.touch(money, event.bill_id)
        case CreditTakenBack():
            money = books.money(credit_id(event.provider, event.reference))
            if event.application_id in money.applied:
                money.applied[event.application_id].undone = True
            tell(money, at, "hub", "taken_back", -event.amount, event.bill_id, event.by, code_of(event.why))
            books.touch(money, event.bill_id)
        case CreditHandedOver():
            money = books.money(credit_id(event.provider, event.reference))
            money.reason = event.reason
            tell(money, at, "hub", "handed_over", detail=event.reason)
            books.touch(money)
        case CreditUnconfirmed():
            _unconfirmed(books, event)
        case PaymentSettled():
            _receipt_settled(books, event, at)
        case StationDayClosed():
            books.closed.add(event.period)


def _opened(books: Held, event: OrderOpened) -> None:
    if event.order_id in books.orders:
        return
    asked = books.orders[event.order_id] = Asked(event)
    books.order_of_code[event.pay_code] = event.order_id
    books.orders_of_bill[event.bill_id].append(event.order_id)
    books.stations_of_day[day_of(event.opened_at)].add(event.station_id)
    tell(asked, event.opened_at, "kiosk", "order_opened", event.amount, event.bill_id, detail=event.station_id)


def _received(books: Held, event: CreditReceived) -> None:
    money = books.money(credit_id(event.provider, event.reference))
    if money.known and money.amount:
        return
    books.unmatched_of_account[money.account].pop(money.name, None)
    money.kind, money.amount, money.at, money.account = (
        MoneyKind.CREDIT,
        event.amount,
        event.booked_at,
        event.account,
    )
    money.period, money.refers_to, money.finding = event.period, event.refers_to, event.finding
    money.virtual_account = event.virtual_account
    if event.virtual_account:
        books.of_virtual_account[event.virtual_account][money.name] = None
    books.rebase(money, bank_reference(event))
    asked = books.orders.get(event.order_id or "")
    if asked is not None:
        money.order_id, money.bill_id = asked.opened.order_id, asked.opened.bill_id
        money.place = asked.place
        asked.credits.append(money.name)
    _came(books, money)
    books.comes_to(event.provider, event.account)
    books.unmatched_of_account[""].pop(money.name, None)
    if not money.matches:
        books.unmatched_of_account[money.account][money.name] = None
    tell(money, money.at, "provider", "credit_received", money.amount, money.name, detail=event.finding)
    books.touch(money)


def _gone_before(books: Held, money: Money, event: CreditReversed) -> None:
    """Taken back before anybody told that it came: known as money that is missing, until its credit comes."""
    if not money.known:
        money.kind, money.at, money.account, money.period = MoneyKind.CREDIT, event.at, event.account, event.period
        books.unmatched_of_account[""].pop(money.name, None)
        books.unmatched_of_account[money.account][money.name] = None


def _unconfirmed(books: Held, event: CreditUnconfirmed) -> None:
    money = books.money(credit_id(event.provider, event.reference))
    money.unconfirmed = event
    tell(money, event.at, "hub", "unconfirmed", event.amount, money.name)
    if asked := books.orders.get(event.order_id or ""):
        tell(asked, event.at, "hub", "unconfirmed", event.amount, money.name)
    books.touch(money)


def _came(books: Held, money: Money) -> None:
    """A money is known now: it belongs to a day and perhaps to a station-day."""
    day = books.day_of_money(money)
    books.moneys_of_day[day][money.name] = None
    if "/" in money.period:
        books.periods_of_day[day].add(money.period)


def _receipt_settled(books: Held, event: PaymentSettled, at: datetime | None) -> None:
    money = books.money(credit_id(event.provider, event.reference))
    receipt = books.receipt(event.receipt_number, money.name, event.bill_id or money.bill_id, listed=False)
    # Early releases did not say how much: it was the credit's whole amount.
    receipt.settled = event.amount or money.amount
    receipt.booked += receipt.settled
    receipt.kind, receipt.undone, receipt.gone = event.kind, 0, False
    money.refused = money.given_up = ""
    if at is not None and at.astimezone(VIETNAM).hour > 0:
        # Of that day's list it must be. Not in the hour after midnight, when it may be a receipt of the day before.
        books.receipts_of_day[day_of(at)][receipt.number] = None
    tell(money, at, "his", "receipted", receipt.settled, event.receipt_number)
    books.touch(money, receipt.bill_id)


def delivery_event(books: Held, event: DeliveryEvent, at: datetime | None) -> None:
    money = books.moneys.get(name_of(event.delivery_id))
    if money is None:
        return
    match event:
        case DeliveryRequested():
            money.refused = money.given_up = ""
            money.posting, money.posted_as = True, event.delivery_id
            tell(money, at, "hub", "posted")
        case DeliveryDone():
            money.refused = money.given_up = ""
            money.posting = False
        case DeliveryRefused(code=code):
            money.refused, money.posting = code, False
            tell(money, at, "his", "posting_refused", detail=code)
        case DeliveryHandedOver(reason=reason):
            money.given_up, money.posting = reason, False
            tell(money, at, "hub", "handed_over", detail=reason)
    books.touch(money)
