"""The rules of the sandbox's payment providers: orders that are made, payers who pay them, refunds that are asked for.

A payer does what payers do: scans the code on the screen. Money for payOS and by plain VietQR also moves in the
sandbox bank; VNPAY keeps what it takes (it settles in sums of its own).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from his_client.clock import VIETNAM, Clock
from his_client.fields import BadShape
from his_client.payments import vietqr
from his_client.payments import vnpay_wire as wire
from his_client.sandbox.ledger import BankLedger, MovementRow
from his_client.sandbox.pay_rows import (
    ORDERS,
    PAYMENTS,
    REFUNDS,
    PayFault,
    ProviderOrderRow,
    ProviderPaymentRow,
    ProviderRefundRow,
)
from his_client.sandbox.store import Store

LATER = timedelta(minutes=20)
"""How late a late payment is when nothing else is said."""

OTHER_ACCOUNT = "0099990000001"
_OFF = 1000


@dataclass(frozen=True, slots=True)
class Payee:
    """The hospital's account at the sandbox bank where payOS's money goes, and its holder."""

    bank_bin: str
    account: str
    name: str = "BENH VIEN MAU"


class Providers:
    """Orders, payments and refunds of payOS and VNPAY, and whoever pays them or the hospital's own QR. Thread-safe."""

    def __init__(
        self,
        store: Store,
        ledger: BankLedger,
        told: Callable[[ProviderPaymentRow], None],
        *,
        clock: Clock,
        payee: Payee,
        tmn_code: str,
        vnpay_secret: str,
    ) -> None:
        self._store = store
        self._ledger = ledger
        self._told = told
        ledger.on_transfer = self._transferred
        self._clock = clock
        self._payee = payee
        self._tmn_code = tmn_code
        self._vnpay_secret = vnpay_secret
        self.orders = store.table(ORDERS)
        self.payments = store.table(PAYMENTS)
        self.refunds = store.table(REFUNDS)

    def now(self) -> datetime:
        """The sandbox's time, in Vietnam."""
        return self._clock().astimezone(VIETNAM)

    def order(self, provider: str, name: int | str) -> ProviderOrderRow | None:
        """An order by its number, or by the provider's own reference."""
        with self._store.transaction():
            row = self.orders.get(f"{provider}:{name}") or self.orders.last(reference=str(name))
            return row if row is not None and row.provider == provider else None

    def create_payos(self, number: int, amount: int, description: str, expires: datetime) -> ProviderOrderRow | None:
        """A payment link with a virtual account of its own; None when the number was used."""
        with self._store.transaction():
            if self.orders.get(f"payos:{number}") is not None:
                return None
            count = self.orders.count() + 1
            account = f"9609{count:09d}"
            text = f"CS{count:05d} {description}"[: vietqr.MEMO_LENGTH]
            qr = vietqr.build(bank_bin=self._payee.bank_bin, account=account, amount=amount, purpose=text)
            row = ProviderOrderRow(
                f"payos:{number}",
                "payos",
                number,
                amount,
                text,
                f"{count:032x}",
                account,
                qr,
                self.now().isoformat(),
                expires.isoformat(),
            )
            self.orders.put(row)
            return row

    def open_vnpay(self, query: str) -> ProviderOrderRow:
        """The order of a signed payment address, as when a payer opens it. ValueError for one VNPAY would not take."""
        try:
            return self._open_vnpay(query, wire.query_fields(query))
        except (BadShape, KeyError) as wrong:
            raise ValueError("not a payment address of VNPAY") from wrong

    def _open_vnpay(self, query: str, fields: Mapping[str, str]) -> ProviderOrderRow:
        if not wire.hash_fits(wire.query_hash(self._vnpay_secret, fields), fields.get(wire.HASH)):
            raise ValueError("vnp_SecureHash")
        if fields["vnp_TmnCode"] != self._tmn_code or fields["vnp_Command"] != "pay":
            raise ValueError("vnp_TmnCode")
        number = wire.order_number(fields)
        with self._store.transaction():
            known = self.orders.get(f"vnpay:{number}")
            row = known or ProviderOrderRow(
                f"vnpay:{number}",
                "vnpay",
                number,
                wire.dong(fields),
                fields["vnp_OrderInfo"],
                fields["vnp_TxnRef"],
                self._tmn_code,
                query,
                fields["vnp_CreateDate"],
                wire.time_of(fields, "vnp_ExpireDate").isoformat(),
            )
            self.orders.put(row)
            return row

    def pay(
        self,
        qr: str,
        *,
        amount: int | None = None,
        memo: str | None = None,
        times: int = 1,
        delay: timedelta = timedelta(),
        fault: PayFault | None = None,
        code: str = "00",
    ) -> None:
        """A payer scans `qr` and pays, after `delay`, with what goes wrong. `amount` and `memo` replace the code's.

        `code` is how it ends at VNPAY (24 cancelled, 07 suspicious, 51 no balance). ValueError for a code that no
        banking app would take.
        """
        payment = self._scanned(qr)
        due = self.now() + (delay or (LATER if fault is PayFault.LATE else delay))
        payment = replace(
            payment,
            amount=_wrong_amount(payment.amount if amount is None else amount, fault),
            memo=payment.memo if memo is None else memo,
            account=OTHER_ACCOUNT if fault is PayFault.OTHER_ACCOUNT else payment.account,
            due_at=due.isoformat(),
            fault=fault or "",
            code=code,
        )
        if payment.amount <= 0:
            raise ValueError("an amount above zero")
        with self._store.transaction():
            for _ in range(2 if fault is PayFault.TWICE else times):
                self.payments.put(replace(payment, id=f"P{self.payments.count() + 1}"))

    def settle(self) -> tuple[ProviderPaymentRow, ...]:
        """Books what is due, in the order it fell due; what is forged is only marked. Returns what was taken up."""
        now = self.now()
        with self._store.transaction():
            waiting = self.payments.where(booked="no")
            due = [row for row in waiting if datetime.fromisoformat(row.due_at) <= now]
            return tuple(self._book(row) for row in sorted(due, key=lambda row: row.due_at))

    def paid(self, provider: str, number: int) -> tuple[ProviderPaymentRow, ...]:
        """The booked payments of an order."""
        with self._store.transaction():
            self.settle()
            return tuple(row for row in self.payments.where(provider=provider, number=number) if row.booked == "yes")

    def refund(self, row: ProviderRefundRow) -> str | None:
        """Keeps a refund that was asked for, under a number of its own; None when its request id was used."""
        with self._store.transaction():
            if self.refunds.get(row.id) is not None:
                return None
            reference = str(15_000_001 + self.refunds.count())
            self.refunds.put(replace(row, reference=reference))
            return reference

    def refunded(self, provider: str, number: int) -> tuple[ProviderRefundRow, ...]:
        """The refunds asked for an order."""
        with self._store.transaction():
            return self.refunds.where(provider=provider, number=number)

    def _scanned(self, qr: str) -> ProviderPaymentRow:
        if qr.startswith(("http://", "https://")):
            order = self.open_vnpay(urlsplit(qr).query)
            return _payment("vnpay", order.number, order.account, order.amount, order.description)
        meaning = vietqr.parse(qr)
        memo = meaning.purpose or ""
        orders = self.orders.where(account=meaning.account)
        if orders:
            own = _payment("payos", orders[0].number, self._payee.account, meaning.amount or 0, memo)
            return replace(own, virtual_account=meaning.account)
        return _payment("bank", 0, meaning.account, meaning.amount or 0, memo)

    def _book(self, row: ProviderPaymentRow) -> ProviderPaymentRow:
        if row.fault == PayFault.FORGED:
            booked = replace(row, booked="forged", reference=f"FT{row.id}")
        elif row.provider == "vnpay":
            booked = replace(row, booked="yes", reference=str(14_000_000 + int(row.id[1:])))
        else:
            hidden = self.now() + LATER if row.fault == PayFault.LISTED_LATE else None
            at = datetime.fromisoformat(row.due_at)
            movement = self._ledger.book(row.account, row.amount, row.memo, at, visible_at=hidden)
            booked = replace(row, booked="yes", reference=movement.reference, movement=movement.number)
        self.payments.put(booked)
        self._told(booked)
        return booked

    def _transferred(self, row: MovementRow) -> None:
        """Money somebody sent to the account without scanning anything."""
        if row.account != self._payee.account:
            plain = _payment("bank", 0, row.account, row.amount, row.memo)
            told = replace(plain, due_at=row.booked_at, reference=row.reference, movement=row.number, booked="yes")
            self._told(told)


def _payment(provider: str, number: int, account: str, amount: int, memo: str) -> ProviderPaymentRow:
    return ProviderPaymentRow("", provider, number, account, amount, memo, "", "", "00", "no", "", 0, "")


def _wrong_amount(amount: int, fault: PayFault | None) -> int:
    if fault is PayFault.SHORT:
        return amount - min(_OFF, amount // 2)
    return amount + _OFF if fault is PayFault.OVER else amount
