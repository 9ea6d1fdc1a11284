"""Statement files made for tests: XLSX and CSV from the same rows, and small MT940 and camt.053 files."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from openpyxl import Workbook

from kiosk.statements.layout import Layout
from kiosk.statements.reading import Statement, read

HEADINGS = ("STT", "Ngày giao dịch", "Số tham chiếu", "Số tiền ghi nợ", "Số tiền ghi có", "Số dư", "Nội dung")
TWO_COLUMNS = Layout(
    name="two",
    title="Hai cột",
    columns={
        "booked_at": "Ngày giao dịch",
        "reference": "Số tham chiếu",
        "debit": "Số tiền ghi nợ",
        "credit": "Số tiền ghi có",
        "balance": "Số dư",
        "memo": "Nội dung",
    },
)
SIGNED = Layout(name="one", title="Một cột", columns={"booked_at": "Ngày", "amount": "Số tiền", "memo": "Nội dung"})


def xlsx(rows: Sequence[Sequence[object]], merged: Sequence[str] = (), sheets: int = 1) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for number in range(sheets):
        sheet = book.create_sheet(f"Trang {number + 1}")
        for row in rows:
            sheet.append(list(row))
        for area in merged:
            sheet.merge_cells(area)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def csv_file(rows: Sequence[Sequence[object]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue().encode(encoding)


def read_rows(rows: Sequence[Sequence[object]], layout: Layout = TWO_COLUMNS, **more: object) -> Statement:
    return read(csv_file(rows), layout, **more)  # type: ignore[arg-type]


def found(statement: Statement) -> list[tuple[int, str]]:
    return [(line.amount, line.memo) for line in statement.lines]


def told(statement: Statement) -> list[tuple[int, str]]:
    return [(problem.row, problem.code) for problem in statement.problems]


def camt(entries: str, version: str = "02", account: str = "19036789000012") -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}">
<BkToCstmrStmt>
<GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-11-25T01:00:00+07:00</CreDtTm></GrpHdr>
<Stmt>
<Id>S1</Id><CreDtTm>2026-11-25T01:00:00+07:00</CreDtTm>
<Acct><Id><Othr><Id>{account}</Id></Othr></Id><Ccy>VND</Ccy></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="VND">1000000</Amt><CdtDbtInd>CRDT</CdtDbtInd>
<Dt><Dt>2026-11-24</Dt></Dt></Bal>
{entries}
</Stmt>
</BkToCstmrStmt>
</Document>""".encode()


def entry(
    amount: str = "10120.00",
    direction: str = "CRDT",
    booked: str = "<Dt>2026-11-24</Dt>",
    status: str = "<Sts>BOOK</Sts>",
    more: str = "",
    currency: str = "VND",
    before: str = "",
) -> str:
    return (
        f'<Ntry><Amt Ccy="{currency}">{amount}</Amt><CdtDbtInd>{direction}</CdtDbtInd>{before}{status}'
        f"<BookgDt>{booked}</BookgDt>"
        f"<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>DMCT</SubFmlyCd></Fmly></Domn></BkTxCd>{more}</Ntry>"
    )
