"""The slips of a counter as plain values: phiếu thu, phiếu tạm ứng, phiếu chi. Never an invoice."""

from __future__ import annotations

from kiosk.cashier.bills import TITLES
from kiosk.cashier.payments import Payment
from kiosk.cashier.refunds import Asked
from kiosk.cashier.state import CashierSettings
from kiosk.cashier.users import Users
from kiosk.cashier.values import Buyer, Slip
from kiosk.cashier.words import in_words
from kiosk.money.order import BillKind

RECEIPT = "Phiếu thu"
ADVANCE = "Phiếu tạm ứng"
PAYOUT = "Phiếu chi"


def slip_of(payment: Payment, settings: CashierSettings, users: Users, what: str, copy: int) -> Slip:
    """The slip of a payment that was taken."""
    begun, taken = payment.begun, payment.taken
    assert taken is not None, "there is no slip without money"
    place = settings.desk(taken.desk)
    buyer = Buyer(begun.buyer, begun.buyer_tax_code, begun.buyer_address, begun.buyer_email) if begun.buyer else None
    return Slip(
        title=ADVANCE if begun.kind is BillKind.ADVANCE else RECEIPT,
        hospital=settings.hospital,
        number=taken.slip,
        receipt_number=payment.receipt_number,
        at=taken.at,
        desk=place.name if place else taken.desk,
        cashier=users.full_name(taken.user),
        payer=begun.payer,
        what=what or TITLES[begun.kind],
        amount=taken.amount,
        in_words=in_words(taken.amount, even=settings.even_words),
        method=taken.method,
        tendered=taken.tendered,
        change=max(0, taken.tendered - taken.amount),
        bill_id=taken.bill_id,
        copy=copy,
        buyer=buyer,
        received=taken.beside,
    )


def refund_slip(refund: Asked, settings: CashierSettings, users: Users, copy: int) -> Slip:
    """The phiếu chi of a refund that was paid out."""
    paid = refund.paid
    assert paid is not None, "there is no slip without money"
    place = settings.desk(paid.desk)
    return Slip(
        title=PAYOUT,
        hospital=settings.hospital,
        number=paid.slip,
        receipt_number="",
        at=paid.at,
        desk=place.name if place else paid.desk,
        cashier=users.full_name(paid.user),
        payer="",
        what="Hoàn tiền viện phí",
        amount=paid.amount,
        in_words=in_words(paid.amount, even=settings.even_words),
        method=paid.method,
        bill_id=refund.asked.bill_id,
        copy=copy,
    )
