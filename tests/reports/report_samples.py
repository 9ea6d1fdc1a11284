"""A day, its differences and a shift as the desk's port gives them, for reports."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from kiosk.cashier.ports import Cause, Difference, Pair, Sum, Takings, Today
from kiosk.cashier.values import CashBook, MethodSum, ShiftReport
from kiosk.clock import VIETNAM
from kiosk.reports.document import Made

DAY = date(2026, 11, 24)
MORNING = datetime(2026, 11, 24, 6, 28, tzinfo=VIETNAM)
MADE = Made("Bệnh viện Đa khoa Mỹ Ễnh Ương ẨỄỖỰẶ", datetime(2026, 11, 24, 17, 5, tzinfo=VIETNAM), "Phạm Thu Hà")
BY_HOUR = (0, 0, 0, 0, 0, 3, 22, 130, 214, 196, 160, 118, 40, 96, 152, 118, 30, 4, 1, 0, 0, 0, 0, 0)


def today(**more: object) -> Today:
    values: dict[str, object] = {
        "day": DAY,
        "updated_at": MORNING.replace(hour=10, minute=14, second=6),
        "stations": 8,
        "kiosk": Sum(1_284, 48_216_400),
        "his": Sum(1_282, 48_175_920),
        "bank": Sum(1_285, 48_307_100),
        "automatic": 1_278,
        "automatic_of": 1_284,
        "open_differences": 6,
        "oldest_open": MORNING.replace(hour=8, minute=14),
        "refunds_waiting": 2,
        "by_hour": BY_HOUR,
        "takings": (
            Takings("vietqr", "K01", 500, 18_000_000),
            Takings("vietqr", "K03", 421, 16_715_940),
            Takings("card", "Quầy 1", 196, 7_232_460),
            Takings("cash", "Quầy 1", 167, 6_268_000),
        ),
        "closed": False,
    }
    return Today(**{**values, **more})  # type: ignore[arg-type]


def difference(number: int = 0, **more: object) -> Difference:
    causes = list(Cause)
    values: dict[str, object] = {
        "key": f"d{number}",
        "pair": list(Pair)[number % 3],
        "cause": causes[number % len(causes)],
        "since": MORNING + timedelta(minutes=17 * number),
        "station": f"K{number % 8 + 1:02}",
        "pay_code": "KM7F3K92T",
        "kiosk": 10_120,
        "bank": None if number % 2 else 20_240,
        "his": 10_120 if number % 3 else None,
        "amount": -10_120 if number % 2 else 10_120,
        "story": f"s{number}",
        "owner": "lan" if number % 4 else "",
    }
    return Difference(**{**values, **more})  # type: ignore[arg-type]


def shift(**more: object) -> ShiftReport:
    values: dict[str, object] = {
        "z_number": "Z-2026-0328",
        "shift_id": "ca-1",
        "desk": "Quầy 1",
        "user": "Lê Thị Lan",
        "opened_at": MORNING,
        "closed_at": MORNING.replace(hour=11, minute=40),
        "made_at": MORNING.replace(hour=11, minute=40),
        "sums": (MethodSum("cash", 167, 6_268_000), MethodSum("card", 196, 7_232_460), MethodSum("qr", 12, 480_000)),
        "voided": (MethodSum("cash", 1, 10_120),),
        "book": CashBook(2_000_000, 167, 6_268_000, 2, 101_000, 1, 5_000_000, 3_167_000, 3_162_000, -5_000),
        "counts": (
            (500_000, 4), (200_000, 3), (100_000, 3), (50_000, 4), (20_000, 2), (10_000, 1), (5_000, 1), (2_000, 3),
            (1_000, 1),
        ),
        "reason": "change",
        "note": "Thối dư một tờ 5.000 cho phiếu PT-1124-088",
        "handed_to": "Trần Minh Đức",
        "first_slip": "PT-1124-001",
        "last_slip": "PT-1124-375",
    }  # fmt: skip
    return ShiftReport(**{**values, **more})  # type: ignore[arg-type]
