"""What is planted in the books themselves: lines a bank leaves out or invents, receipts a HIS loses or never explains.

Each item says which cause the reconciliation must name, and by what it is found again.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from openpyxl import Workbook

from his_client.sandbox.ledger import MovementRow
from his_client.sandbox.rows import PaymentRow
from his_client.sandbox.store import Table
from kiosk.cashier.ports import Cause
from kiosk.clock import VIETNAM

LOST_DAY = "2000-01-01"
"""Where the HIS's receipts stand that somebody there took back: on no list that is read."""

_HEADINGS = (
    "STT",
    "Ngày giao dịch",
    "Số tham chiếu",
    "Số tiền ghi nợ",
    "Số tiền ghi có",
    "Số dư",
    "Nội dung giao dịch",
)


@dataclass(frozen=True, slots=True)
class Planted:
    """Something wrong on purpose. `mark` stands in the key, story or pay code of the difference it must make.

    One of `causes` must be named for it; those of `also` may be, where another two of the books differ by it too.
    """

    causes: frozenset[Cause]
    mark: str
    amount: int
    what: str
    also: frozenset[Cause] = frozenset()


@dataclass(frozen=True, slots=True)
class StatementFile:
    """A bank's file, what is planted in it, and the lines it lists: reference to amount, in đồng."""

    name: str
    content: bytes
    planted: tuple[Planted, ...]
    listed: dict[str, int]


def statement_file(
    account: str, rows: Iterable[MovementRow], random: Random, *, missing: int, invented: int, altered: int
) -> StatementFile:
    """The account's day as an XLSX file in a bank's own form, two columns of money, a title above and a sum below."""
    lines = [(row.reference, row.amount, row.memo, datetime.fromisoformat(row.booked_at), row.number) for row in rows]
    lines.sort(key=lambda line: line[3])
    planted: list[Planted] = []
    # A file of the same day says nothing of what comes after its last line: that one is left alone.
    chosen = random.sample(range(len(lines) - 1), min(len(lines) - 1, missing + altered))
    for place in chosen[missing:]:
        reference, amount, memo, at, number = lines[place]
        lines[place] = (reference, amount + 1_000, memo, at, number)
        planted.append(
            Planted(frozenset({Cause.BANK_AMOUNT}), _credit(number), 1_000, "another amount on the statement")
        )
    for place in sorted(chosen[:missing], reverse=True):
        reference, amount, _memo, _at, number = lines.pop(place)
        planted.append(
            Planted(frozenset({Cause.BANK_MISSING}), _credit(number), amount, f"{reference} is not on the statement")
        )
    for count in range(invented):
        at = lines[len(lines) // 2][3] + timedelta(seconds=count)
        reference = f"FTX{account[-4:]}{count:05d}"
        lines.append((reference, 77_000 + count, "nop tien mat tai quay giao dich", at, 0))
        mark = f"{Cause.BANK_ONLY}|{77_000 + count}"
        planted.append(Planted(frozenset({Cause.BANK_ONLY}), mark, 77_000 + count, "nobody was told"))
    lines.sort(key=lambda line: line[3])
    content = _xlsx(account, lines)
    return StatementFile(f"sao-ke-{account[-4:]}.xlsx", content, tuple(planted), {line[0]: line[1] for line in lines})


def spoil_receipts(table: Table[PaymentRow], random: Random, *, lost: int, unexplained: int) -> tuple[Planted, ...]:
    """The HIS's own faults: receipts somebody there took back without a word, and ones for money nobody saw."""
    rows = [row for row in table.where() if row.id.startswith("sepay:")]
    planted: list[Planted] = []
    for row in random.sample(rows, min(len(rows), lost)):
        table.put(replace(row, day=LOST_DAY))
        planted.append(Planted(frozenset({Cause.HIS_MISSING}), row.bill_id, row.amount, "its receipt is gone"))
    for count in range(unexplained):
        like = rows[count]
        name, bill = f"sepay:{9_000_000 + count}", f"HDX{count:06d}"
        strange = replace(like, id=name, receipt_number=f"BLX{count:06d}", bill_id=bill, amount=66_000)
        table.put(strange)
        causes, also = frozenset({Cause.HIS_WITHOUT_MONEY}), frozenset({Cause.BANK_MISSING})
        planted.append(Planted(causes, strange.id, 66_000, "a receipt without money", also))
    return tuple(planted)


def _credit(number: int) -> str:
    return f"sepay:{number}"


def _xlsx(account: str, lines: Sequence[tuple[str, int, str, datetime, int]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Sao ke")
    sheet.append(["NGÂN HÀNG MẪU – SAO KÊ TÀI KHOẢN"])
    sheet.append([f"Số tài khoản: {account}", None, "Loại tiền: VND"])
    sheet.append([])
    sheet.append(list(_HEADINGS))
    balance = 1_000_000_000
    for number, (reference, amount, memo, at, _) in enumerate(lines, 1):
        balance += amount
        local = at.astimezone(VIETNAM)
        sheet.append([number, f"{local:%d/%m/%Y %H:%M:%S}", reference, None, f"{amount:,}", f"{balance:,}", memo])
    sheet.append([None, "Tổng cộng", None, None, f"{sum(line[1] for line in lines):,}"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
