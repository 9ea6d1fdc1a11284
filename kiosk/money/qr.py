"""The QR of an order: built from the hospital's own account, then read back and compared before anybody sees it."""

from __future__ import annotations

from dataclasses import dataclass

from his_client.payments import vietqr


@dataclass(frozen=True, slots=True)
class Payee:
    """The account that orders are paid to: number, bank at NAPAS (six digits), and the holder as banks show it."""

    account: str
    bank_bin: str
    name: str


class QrDiffers(RuntimeError):
    """A QR read back says something else than it was built from; it must not be shown."""

    def __init__(self) -> None:
        super().__init__("a payment QR does not say what it was built from; send patients to the cashier and call IT")


def order_qr(payee: Payee, amount: int, pay_code: str) -> str:
    """The VietQR text of an order of `amount` đồng with `pay_code` as its purpose (NAPAS247 QR v1.0, field 62-08).

    :raises vietqr.QrInvalid: when account, bank, amount or code cannot stand in a VietQR.
    :raises QrDiffers: when bank, account, amount, purpose or CRC read back differ.
    """
    text = vietqr.build(bank_bin=payee.bank_bin, account=payee.account, amount=amount, purpose=pay_code)
    wanted = vietqr.VietQr(
        dynamic=True,
        bank_bin=payee.bank_bin,
        account=payee.account,
        service=vietqr.Service.TO_ACCOUNT,
        amount=amount,
        purpose=pay_code,
        bill_number=None,
    )
    try:
        same = vietqr.parse(text) == wanted
    except vietqr.QrInvalid:
        same = False
    if not same:
        raise QrDiffers
    return text
