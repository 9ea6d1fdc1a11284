"""The slip of a bill paid here, as plain data: money that the hub has verified. It is a slip, never an invoice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.clock import VIETNAM
from kiosk.station.api import StationInfo
from kiosk.visit.visit import Visit


@dataclass(frozen=True, slots=True)
class PaymentSlip:
    """Amounts in đồng: `due` the bill's, `received` what the hub proved to have come. `printed_at` is local time.

    `what` is the bill's title as the hospital wrote it, `bill_id` its number there, `pay_code` what the bank's app
    showed. The HIS makes its receipt after the slip is out: the slip says that the cashier confirms it.
    """

    hospital: str
    station: str
    what: str
    bill_id: str
    due: int
    received: int
    printed_at: datetime
    pay_code: str = ""
    masked_name: str = ""
    language: str = "vi"
    reason: str = ""


def payment_slip_of(
    visit: Visit, bill_id: str, received: int, pay_code: str, info: StationInfo, printed_at: datetime, masked_name: str
) -> PaymentSlip:
    """The slip of a bill of this visit.

    :param received: the verified credits, in đồng; all of the bill or more.
    :param printed_at: now, timezone-aware.
    :raises ValueError: when the bill is not this visit's, or the money is not all there.
    """
    bill = next((one for one in visit.facts.bills or () if one.id == bill_id), None)
    if bill is None or received < bill.amount_due:
        raise ValueError("a slip is printed only for a bill of the visit that was paid whole")
    return PaymentSlip(
        info.hospital,
        info.station,
        bill.title,
        bill.id,
        bill.amount_due,
        received,
        printed_at.astimezone(VIETNAM),
        pay_code,
        masked_name=masked_name,
        language=visit.language,
    )
