"""Files and wires of the hospital's own: statements, configurations, signed bundles, the fleet, devices' bytes."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from openpyxl import Workbook
from PIL import Image

from fuzz.judge import Kind, Target
from kiosk.attached.edid import read_edid
from kiosk.config.load import ConfigError, parse_config
from kiosk.config.overlay import OverlayInvalid, read_overlay
from kiosk.fleet import signing
from kiosk.fleet.identity import token_parts
from kiosk.fleet.values import (
    OWN_FILE,
    Heartbeat,
    HeartbeatAnswer,
    Order,
    OrderDone,
    OrderKind,
    OrderOutcome,
    StationState,
)
from kiosk.fleet.wire import ANSWER, DONE, HEARTBEAT, HEARTBEATS, NotOfThisShape, Wire
from kiosk.printing.channels import Channel
from kiosk.printing.escpos import EscposPrinter
from kiosk.printing.printer import PrinterError
from kiosk.statements.layout import Layout, LayoutInvalid, parse_layout, render_layout
from kiosk.statements.library import STANDARD, Layouts
from kiosk.statements.preview import preview
from kiosk.statements.reading import read
from kiosk.statements.refusals import FileRefused

NOW = datetime(2026, 11, 24, 0, 30, tzinfo=UTC)
MT940, CAMT, SEPAY = STANDARD
HEADINGS = ("STT", "Ngày giao dịch", "Số tham chiếu", "Số tiền ghi nợ", "Số tiền ghi có", "Số dư", "Nội dung")
ROWS = [HEADINGS, *[(n, "24/11/2026 10:15", f"FT{n}", "", "10.120", f"{n}0.120", "viện phí") for n in range(1, 4)]]
TWO_COLUMNS = Layout(
    name="two", title="Hai cột",
    columns={
        "booked_at": "Ngày giao dịch", "reference": "Số tham chiếu", "debit": "Số tiền ghi nợ",
        "credit": "Số tiền ghi có",
        "balance": "Số dư", "memo": "Nội dung",
    },
)  # fmt: skip


# -- statements


@cache
def _layouts() -> Layouts:
    return Layouts()


def _statement(layout: Layout) -> Callable[[bytes], object]:
    def run(data: bytes) -> object:
        """Read as its format, and looked at as somebody who brings it does; both tell the same lines or refuse."""
        looked: object = None
        with suppress(FileRefused):
            looked = preview(data, "a", _layouts())
        statement = read(data, layout)
        for line in statement.lines:
            assert isinstance(line.amount, int)
        return statement, looked

    return run


def _csv() -> list[bytes]:
    made = []
    for delimiter, encoding in ((",", "utf-8"), (";", "utf-8-sig"), ("\t", "utf-16")):
        stream = io.StringIO(newline="")
        rows = [[str(cell).encode(encoding, "replace").decode(encoding) for cell in row] for row in ROWS]
        csv.writer(stream, delimiter=delimiter).writerows(rows)
        made.append(stream.getvalue().encode(encoding, "replace"))
    return made


@cache
def _sheet() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ROWS:
        sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@cache
def _parts() -> tuple[tuple[str, bytes], ...]:
    with zipfile.ZipFile(io.BytesIO(_sheet())) as packed:
        return tuple((name, packed.read(name)) for name in packed.namelist())


def _xlsx(data: bytes) -> object:
    """An input is a whole file, or the sheet inside one: an archive's checksums would hide it."""
    if data[:2] == b"PK":
        return _statement(TWO_COLUMNS)(data)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for name, part in _parts():
            packed.writestr(name, data if name.endswith("sheet1.xml") else part)
    return _statement(TWO_COLUMNS)(stream.getvalue())


def _sheets() -> list[bytes]:
    return [next(part for name, part in _parts() if name.endswith("sheet1.xml")), _sheet()]


_MT940 = (
    ":20:STMT\r\n:25:19036789000012\r\n:28C:1/1\r\n:60F:C261123VND1000000,\r\n:61:2611241124C10120,NTRFFT1//B1\r\n"
    ":86:?20KM7F3K92T vien phi?21tiep\r\n:61:2611241124D5000,NTRFFT2\r\n:86:phi\r\n:62F:C261124VND1005120,\r\n-\r\n"
)
_CAMT = """<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">
<BkToCstmrStmt><Stmt><Acct><Id><Othr><Id>19036789000012</Id></Othr></Id></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry>
</Tp><Amt Ccy="VND">0</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>
<Ntry><Amt Ccy="VND">10120.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>
<Sts>BOOK</Sts><BookgDt><Dt>2026-11-24</Dt></BookgDt><AcctSvcrRef>F1</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>E1
</EndToEndId></Refs><RmtInf><Ustrd>viện phí</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry></Stmt>
</BkToCstmrStmt></Document>"""
_SEPAY_ITEM = {
    "id": "1", "bank_brand_name": "B", "account_number": "0011", "transaction_date": "2026-11-24 07:30:00",
    "amount_out": "0.00", "amount_in": "10120.00", "accumulated": "0.00", "transaction_content": "KM7F3K92T",
    "reference_number": "FT1", "code": None, "sub_account": None, "bank_account_id": "1",
}  # fmt: skip
_CELLS = (
    "10.120",
    "10,120.00",
    "-10.120",
    "1e5",
    "10 120 đ",
    "USD 5",
    "(5.000)",
    "12.0",
    "24/11/26",
    "11/24/2026",
    '"',
    ";",
    "\t",
    "\n",
    "\r",
)
_SHEET = (
    't="s"', 't="d"', 't="e"', 't="inlineStr"', 'r="A9999999"', 'r="XFD1"', "<v>1e999</v>", "<v>-1</v>", "<c/>",
    "<row/>", '<row r="1048577">', "&#0;", "&#xD800;", "<!DOCTYPE a [<!ENTITY b 'c'>]>", "&b;",
    "<mergeCell ref='A1:XFD9'/>", "</row>", "<f>1+1</f>",
)  # fmt: skip
_TAGS = (
    ":61:",
    ":86:",
    ":60F:",
    ":62F:",
    ":60M:",
    "-}",
    "{1:",
    "C",
    "D",
    "RC",
    ",",
    "VND",
    "USD",
    "?20",
    "//",
    "260230",
    "000000",
)
_XML = (
    *_SHEET[11:15], "<Ntry>", "</Ntry>", "<TxDtls>", "<NtryDtls>", 'Ccy="USD"', 'Ccy="VND"', "<Amt>", "1E5", "-1",
    "0.5", "DBIT", "<![CDATA[", "]]>", "<?xml version='1.1'?>", " encoding='utf-7'", "xmlns='x'",
    "<Dt>2026-02-30</Dt>", "<DtTm>", "+14:00",
)  # fmt: skip


# -- configuration


STATION = (
    '[station]\nid = "K03"\nhospital = "Bệnh viện Mẫu"\nname = "Máy 03"\nfacility = "01010"\njournal = "station.db"\n'
    '[printer]\nkind = "picture"\npath = "slips"\n[his]\nurl = "https://his.example"\nmerchant_id = "K"\n'
)


def _config(data: bytes) -> object:
    parse_config(data.decode("utf-8", "replace"), base=Path("/nowhere"))
    return None


def _overlay(data: bytes) -> object:
    read_overlay(data.decode("utf-8", "replace"))
    return None


def _layout(data: bytes) -> object:
    """A layout that was read is one that reads the same when written."""
    layout = parse_layout(data.decode("utf-8", "replace"), "mine")
    assert parse_layout(render_layout(layout), "mine") == layout
    return layout.title


_TOML = (
    "[", "]", "[[", "=", '"""', "'''", "\\u0000", "\\ud800", "true", "1e999", "nan", "inf", "0x",
    "1979-05-27T07:32:00Z", "{", "}", "https://user:pw@x", "http://10.0.0.1", "../..", "/dev/null", "\n", "#",
    "[hub]", "[payment]", "[insurance]", "[station]", "id",
)  # fmt: skip


# -- the fleet


@cache
def _key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


def _bundle(data: bytes) -> object:
    """Only the payload that was signed, for this purpose and this station, ever comes out."""
    payload = signing.opened(_key().public_key(), signing.CONFIGURATION, "K03", data)
    assert payload in (b"[printer]\n", b"")
    return None


def _bundles() -> list[bytes]:
    made = ((signing.CONFIGURATION, "K03", b"[printer]\n"), (signing.CONFIGURATION, signing.ANY_STATION, b""))
    return [signing.sign(_key(), purpose, station, payload) for purpose, station, payload in made]


def _wire(data: bytes) -> object:
    """Each of the fleet's shapes: read, written, and read the same."""
    found: list[object] = []
    wires: tuple[Wire[Any], ...] = (HEARTBEAT, HEARTBEATS, ANSWER, DONE)
    for wire in wires:
        with suppress(NotOfThisShape):
            value = wire.read(data)
            assert wire.read(wire.write(value)) == value
            found.append(type(value).__name__)
    return found


def _words() -> list[bytes]:
    beat = Heartbeat("K03", NOW, "1.4.2", OWN_FILE, StationState.WELCOME, "welcome", NOW)
    answer = HeartbeatAnswer((Order("o1", next(iter(OrderKind)), "lan", NOW),))
    done = OrderDone("o1", next(iter(OrderOutcome)))
    return [HEARTBEAT.write(beat), HEARTBEATS.write((beat, beat)), ANSWER.write(answer), DONE.write(done)]


def _token(data: bytes) -> object:
    return token_parts(data.decode("latin-1"))


# -- devices


class _Answers(Channel):
    """A printer that answers each question with the next bytes of an input, led by their number."""

    def __init__(self, data: bytes) -> None:
        self._rest = data

    def write(self, data: bytes, deadline: float) -> None:
        pass

    def read(self, deadline: float) -> bytes:
        size = self._rest[0] % 8 if self._rest else 0
        answer, self._rest = self._rest[1 : 1 + size], self._rest[1 + size :]
        return answer

    def close(self) -> None:
        pass


@cache
def _slip() -> Image.Image:
    return Image.new("1", (64, 8))


def _printer(data: bytes) -> object:
    """A printer that says nonsense: a slip is printed, or it is said why not."""
    times = {"deadline_s": 0.01, "answer_s": 0.0, "in_turn_s": 0.0005}
    printer = EscposPrinter(lambda _deadline: _Answers(data), **times)
    status = printer.status()
    with suppress(PrinterError):
        printer.print(_slip())
    return status


def _edid() -> list[bytes]:
    block = bytearray(128)
    block[:8] = b"\x00\xff\xff\xff\xff\xff\xff\x00"
    block[54:72] = bytes.fromhex("023a801871382d40582c4500dc0c1100001e")
    block[72:90] = b"\0\0\0\xfc\0Panel 21\n     "[:18].ljust(18, b" ")
    block[127] = -sum(block[:127]) % 256
    return [bytes(block)]


def _screen(data: bytes) -> object:
    """The block as it came, and with its checksum made right."""
    right = data[:127] + bytes([-sum(data[:127]) % 256]) if len(data) >= 127 else data
    return read_edid("HDMI-A-1", data), read_edid("HDMI-A-1", right)


TARGETS: dict[str, Target] = {
    "statement_csv": Target(_statement(TWO_COLUMNS), (FileRefused,), _csv, Kind.TEXT, 0.6, _CELLS),
    "statement_xlsx": Target(_xlsx, (FileRefused,), _sheets, Kind.TEXT, 0.15, _SHEET),
    "statement_mt940": Target(_statement(MT940), (FileRefused,), lambda: [_MT940.encode()], Kind.TEXT, 0.6, _TAGS),
    "statement_camt": Target(_statement(CAMT), (FileRefused,), lambda: [_CAMT.encode()], Kind.TEXT, 0.6, _XML),
    "statement_sepay": Target(
        _statement(SEPAY),
        (FileRefused,),
        lambda: [json.dumps({"transactions": [_SEPAY_ITEM] * 2}).encode()],
        Kind.JSON,
        0.6,
        _CELLS,
    ),
    "statement_layout": Target(
        _layout,
        (LayoutInvalid,),
        lambda: [render_layout(TWO_COLUMNS).encode(), render_layout(SEPAY).encode()],
        Kind.TEXT,
        0.6,
        _TOML,
    ),
    "configuration": Target(_config, (ConfigError,), lambda: [STATION.encode()], Kind.TEXT, 0.5, _TOML),
    "overlay": Target(
        _overlay, (OverlayInvalid,), lambda: [b"[printer]\n", b'[station]\nname = "x"\n'], Kind.TEXT, 1, _TOML
    ),
    "bundle": Target(
        _bundle, (signing.BundleInvalid,), _bundles, Kind.JSON, 3, ("K03", "*", "kiosk-release-1", "AAAA")
    ),
    "fleet_wire": Target(_wire, (), _words, Kind.JSON, 3, ("K03", "welcome", "own")),
    "fleet_token": Target(_token, (), lambda: [b"K03.0123456789abcdef0123456789abcdef.x"], Kind.TEXT, 2),
    "printer": Target(
        _printer, (), lambda: [bytes([1, 0x12, 1, 0x12, 1, 0x12, 1, 0x12, 1, 0x00]), b"\x00" * 8], Kind.BYTES, 0.3
    ),
    "edid": Target(_screen, (), _edid, Kind.BYTES, 3),
}
