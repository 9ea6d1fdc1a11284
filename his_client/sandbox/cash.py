"""The sandbox HIS's cashier: what is owed on a bill, and one receipt for each payment."""

from datetime import date, datetime

from his_client.clock import VIETNAM, Clock
from his_client.his.ports import Bill, PaymentNotice, PaymentPosted, Receipt
from his_client.outcome import Refused
from his_client.sandbox.rows import BILLS, PAYMENTS, REGISTRATIONS, BillRow, PaymentRow
from his_client.sandbox.store import Store


class CashBook:
    """Bills and receipts. Every public method is one transaction and safe to call from any thread."""

    def __init__(self, store: Store, *, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._registrations = store.table(REGISTRATIONS)
        self._payments = store.table(PAYMENTS)
        self._bills = store.table(BILLS)

    def put_bill(self, row: BillRow) -> None:
        """Adds a bill that belongs to no registration."""
        with self._store.transaction():
            self._bills.put(row)

    def paid(self, bill_id: str) -> int:
        """The sum of a bill's receipts, in dong."""
        return sum(payment.amount for payment in self._payments.where(bill_id=bill_id))

    def bills(self, patient_id: str) -> tuple[Bill, ...]:
        """A patient's bills on which something is owed, oldest first."""
        with self._store.transaction():
            rows = self._registrations.where(patient_id=patient_id)
            found = (
                Bill(
                    row.bill_id,
                    row.visit_code,
                    "Khám bệnh",
                    row.amount_due,
                    self.paid(row.bill_id),
                    datetime.fromisoformat(row.registered_at),
                )
                for row in rows
                if not row.cancelled_at
            )
            beside = (
                Bill(
                    row.id,
                    row.visit_code,
                    row.title,
                    row.amount,
                    self.paid(row.id),
                    datetime.fromisoformat(row.issued_at),
                    row.kind,
                )
                for row in self._bills.where(patient_id=patient_id)
            )
            owed = [bill for bill in (*found, *beside) if bill.amount_paid < bill.amount_due]
            return tuple(sorted(owed, key=lambda bill: bill.issued_at))

    def receipts(self, day: date) -> tuple[Receipt, ...]:
        """Every receipt made on `day`, in order."""
        with self._store.transaction():
            rows = self._payments.where(day=day.isoformat())
            return tuple(
                Receipt(row.receipt_number, row.id, row.bill_id, row.amount, datetime.fromisoformat(row.paid_at))
                for row in rows
            )

    def post_payment(self, notice: PaymentNotice) -> PaymentPosted | Refused:
        """Receipts once per id and once per bill; refusals as listed at `Billing.post_payment`."""
        with self._store.transaction():
            known = self._payments.get(notice.id)
            if known is not None:
                if (known.bill_id, known.amount) != (notice.bill_id, notice.amount):
                    return Refused("id_reused", "this payment id belongs to another bill or amount")
                return PaymentPosted(known.id, known.receipt_number)
            bill, beside = self._registrations.last(bill_id=notice.bill_id), self._bills.get(notice.bill_id)
            if bill is not None:
                owed = bill.amount_due
            elif beside is not None:
                owed = beside.amount
            else:
                return Refused("no_bill", "no such bill")
            if bill is not None and bill.cancelled_at:
                return Refused("cancelled", "the visit was taken back")
            if self._payments.count(bill_id=notice.bill_id) or owed == 0:
                return Refused("already_paid", "nothing is owed on this bill")
            if notice.amount != owed:
                return Refused("amount_differs", "the payment is not the bill's amount")
            now = self._clock().astimezone(VIETNAM)
            row = PaymentRow(
                notice.id,
                notice.bill_id,
                notice.amount,
                notice.memo_code,
                notice.paid_at.astimezone(VIETNAM).isoformat(),
                f"BL{self._payments.count() + 1:08d}",
                now.isoformat(),
                now.date().isoformat(),
            )
            self._payments.put(row)
            return PaymentPosted(row.id, row.receipt_number)

    def find_payment(self, payment_id: str) -> PaymentPosted | None:
        """The receipt made for `payment_id`, or None."""
        with self._store.transaction():
            row = self._payments.get(payment_id)
        return None if row is None else PaymentPosted(row.id, row.receipt_number)
