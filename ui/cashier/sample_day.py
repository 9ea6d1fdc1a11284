"""The sample day's data: 24/11/2026, 10:14; its people, its payments by hour, one difference of every cause."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from kiosk.cashier.events import Counts
from kiosk.cashier.ports import Cause, Difference, Pair
from kiosk.cashier.values import Role
from kiosk.clock import VIETNAM

DAY = date(2026, 11, 24)
QR_TEXT = (
    "00020101021238570010A00000072701270006970436011310123456780010208QRIBFTTA"
    "53037045405101205802VN62130809KM7F3K92T6304A1B2"
)


def at(hour: int, minute: int, second: int = 0, *, days: int = 0) -> datetime:
    """A moment of the sample day."""
    return datetime(2026, 11, 24, hour, minute, second, tzinfo=VIETNAM) + timedelta(days=days)


NOON = at(10, 14, 6)
"""When the pictures were taken."""


class SampleClock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.at = NOON

    def now(self) -> datetime:
        """The sample's moment."""
        return self.at

    def monotonic(self) -> float:
        """Seconds of the same clock."""
        return self.at.timestamp()


PEOPLE = {
    "lan": ("Lê Thị Lan", (Role.CASHIER,)),
    "ha": ("Phạm Thu Hà", (Role.CASHIER, Role.SUPERVISOR)),
    "duc": ("Trần Minh Đức", (Role.CASHIER,)),
    "minh": ("Vũ Quang Minh", (Role.ACCOUNTANT,)),
}
PIN = "271828"
HOSPITAL = "Bệnh viện Đa khoa Mẫu"
DESKS = (("desk-1", "Quầy 1"), ("desk-2", "Quầy 2"))


def _difference(
    when: tuple[int, int], station: str, code: str, sums: tuple[int | None, int | None, int | None], cause: Cause,
    pair: Pair, amount: int, owner: str = "", detail: str = "",
) -> Difference:  # fmt: skip
    kiosk, bank, his = sums
    story = f"bill:{code}" if code else "money:bank:FT26328041"
    key = f"{pair}|{cause}|{amount}|{story}"
    return Difference(key, pair, cause, at(*when), station, code, kiosk, bank, his, amount, story, owner, detail)


HIS, BANK, BOTH = Pair.KIOSK_HIS, Pair.KIOSK_BANK, Pair.HIS_BANK
DIFFERENCES = (
    _difference((8, 14), "K03", "KM7F3K92T", (10_120, 10_120, None), Cause.HIS_MISSING, HIS, 10_120, "lan"),
    _difference((8, 31), "K01", "KM2P8Q4XA", (50_600, 50_000, 50_600), Cause.UNDER, BANK, 600, "lan"),
    _difference((9, 2), "K02", "KM9D1C7ZR", (10_120, 20_240, 10_120), Cause.TWICE, BANK, 10_120),
    _difference((9, 20), "K03", "KM4H6T3WB", (30_360, None, 30_360), Cause.BANK_MISSING, BANK, 30_360, "minh"),
    _difference((9, 41), "", "", (None, 120_000, None), Cause.ORPHAN, BANK, 120_000),
    _difference((9, 58), "K01", "KM8L2V5NE", (10_120, 10_120, 10_120), Cause.LATE, BANK, 10_120, "lan"),
)
OTHERS = tuple(
    _difference(
        (6, 40 + place), f"K0{place % 5 + 1}", f"KM{place:02}A7B{place % 10}C", sums, cause, pair, amount, "", detail
    )
    for place, (cause, pair, sums, amount, detail) in enumerate(
        (
            (Cause.HIS_WITHOUT_MONEY, HIS, (None, None, 45_000), 45_000, "BL-0098812"),
            (Cause.HIS_REFUSED, HIS, (10_120, 10_120, None), 10_120, "bill_locked"),
            (Cause.HIS_AMOUNT, HIS, (30_360, 30_360, 30_000), 360, ""),
            (Cause.HIS_TWICE, HIS, (10_120, 10_120, 20_240), 10_120, "BL-0098790, BL-0098791"),
            (Cause.BANK_AMOUNT, BANK, (50_600, 56_000, 50_600), 5_400, ""),
            (Cause.BANK_ONLY, BANK, (None, 75_000, None), 75_000, "FT26328117"),
            (Cause.OVER, BANK, (10_120, 11_000, 10_120), 880, ""),
            (Cause.IN_PARTS, BANK, (50_600, 50_600, None), 50_600, ""),
            (Cause.BILL_TAKEN, BANK, (10_120, 10_120, 10_120), 10_120, ""),
            (Cause.REVERSED, BOTH, (30_360, 0, 30_360), 30_360, ""),
            (Cause.OTHER_ACCOUNT, BANK, (10_120, 10_120, 10_120), 10_120, "1012345679"),
            (Cause.SAME_REFERENCE, BANK, (10_120, 20_240, 10_120), 10_120, "FT26328009"),
            (Cause.UNCLEAR_CARD, HIS, (101_200, None, None), 101_200, "POS-2"),
            (Cause.UNCONFIRMED, BANK, (50_600, None, None), 50_600, ""),
        )
    )
)
BY_HOUR = (0, 0, 0, 0, 0, 4, 33, 117, 174, 160, 128, 96, 38, 106, 149, 121, 74, 27, 9, 3, 1, 0, 0, 0)

COUNTED: Counts = (
    (500_000, 4), (200_000, 3), (100_000, 3), (50_000, 4), (20_000, 2), (10_000, 1), (5_000, 1), (2_000, 3), (1_000, 1),
)  # fmt: skip
"""The count of the pictures: 3.162.000, five thousand less than the book."""
