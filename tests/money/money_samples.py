"""Orders and credits for the tests of money."""

from __future__ import annotations

from datetime import datetime, timedelta

from his_client.payments import paycode
from his_client.payments.bank import Credit
from kiosk.clock import VIETNAM
from kiosk.money.order import CreditReceived, OrderOpened
from kiosk.money.qr import Payee, order_qr

MORNING = datetime(2026, 11, 24, 7, 30, tzinfo=VIETNAM)
PAYEE = Payee("0011009999999", "970436", "BENH VIEN MAU")


def opened(number: int, amount: int = 50_600, bill: str | None = None, at: datetime = MORNING) -> OrderOpened:
    code = paycode.make(number)
    qr = order_qr(PAYEE, amount, code)
    until = at + timedelta(minutes=15)
    return OrderOpened(f"visit{number}:pay", "K03", bill or f"HD{number}", amount, code, qr, at, until)


def credit(
    reference: str, amount: int, memo: str, at: datetime = MORNING + timedelta(minutes=1), account: str = PAYEE.account
) -> Credit:
    return Credit("bank", reference, account, amount, memo, at)


def received(reference: str, amount: int, order: OrderOpened, minutes: float = 1) -> CreditReceived:
    at = order.opened_at + timedelta(minutes=minutes)
    return CreditReceived("bank", reference, PAYEE.account, amount, at, order.order_id, order.pay_code)
