"""Bills of the ward and the laboratory: listed beside a registration's, with what they are for, and receipted once."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random

from his_client.his import medipay_wire
from his_client.his.ports import Bill, IdentitySource, PaymentNotice
from his_client.outcome import Done, Refused
from his_client.sandbox import his_wire
from his_client.sandbox.rows import BillRow
from his_client.sandbox.simulated import SimulatedHis

NOON = datetime(2026, 11, 26, 5, tzinfo=UTC)
ROW = BillRow("HDX1", "BN0000001", "LK0000001", "Xét nghiệm máu", 120_000, "2026-11-26T12:00:00+07:00")


def test_a_bill_of_the_laboratory_is_listed_and_paid_once() -> None:
    his = SimulatedHis(Random(1), clock=lambda: NOON)
    his.book.cash.put_bill(ROW)
    listed = his.bills("BN0000001", IdentitySource.CARD_ONLY)
    assert isinstance(listed, Done)
    [bill] = [one for one in listed.value if one.id == "HDX1"]
    assert (bill.kind, bill.amount_due, bill.amount_paid) == ("services", 120_000, 0)
    notice = PaymentNotice("bank:R1", "HDX1", 120_000, NOON, "KM1")
    assert his.post_payment(notice) == his.post_payment(notice)
    again = his.post_payment(PaymentNotice("bank:R2", "HDX1", 120_000, NOON, "KM1"))
    assert isinstance(again, Refused)
    assert again.code == "already_paid"
    rest = his.bills("BN0000001", IdentitySource.CARD_ONLY)
    assert isinstance(rest, Done)
    assert "HDX1" not in [one.id for one in rest.value]


def test_what_a_bill_is_for_crosses_the_wire_where_it_is_known() -> None:
    for kind in ("", "advance"):
        bill = Bill("H", "LK", "Tạm ứng", 5, 0, NOON, kind)
        assert medipay_wire.bill(his_wire.bill_json(bill)).kind == kind
    assert medipay_wire.bill({**his_wire.bill_json(Bill("H", "LK", "x", 5, 0, NOON)), "LOAI": "gift"}).kind == ""
