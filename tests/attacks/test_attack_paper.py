"""Hostile words on slips, receipts, reports and workbooks: ink and text, never a printer's command or a formula."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from escpos.constants import HW_INIT
from hostile import WORDS
from openpyxl import load_workbook
from report_samples import DAY, MADE, difference, shift, today
from test_receipt_pictures import REPORT, SLIP
from test_slip import SHOWN, clinic

from kiosk.cashier.values import Buyer
from kiosk.printing import receipt, render
from kiosk.printing.escpos import encode
from kiosk.reports.day import day_report
from kiosk.reports.differences import differences_report
from kiosk.reports.paper import as_pdf
from kiosk.reports.shift import shift_report
from kiosk.reports.workbook import as_xlsx

pytestmark = pytest.mark.attack

# From other systems half surrogates and more than 2,000 letters never come (`his_client.fields`).
READ = {name: word[:2_000] for name, word in WORDS.items() if name != "half surrogate"}
LONGEST_MM = 2_500
PX_PER_MM = 8


@pytest.mark.parametrize("attack", ["printer", "nothing", "stacked", "huge word"])
def test_on_a_slip_a_word_is_ink_and_no_command_of_the_printer(attack: str) -> None:
    word = READ[attack]
    assert SHOWN.place is not None
    place = replace(SHOWN.place, department=word, room=word, floor=word, building=word)
    ticket = clinic(replace(SHOWN, place=place))
    hostile = replace(ticket, number=word[:64], masked_name=word, qr=word, link=f"https://x/{word}", reckoning=(word,))
    picture = render(hostile)
    assert picture.height < LONGEST_MM * PX_PER_MM
    assert commands(encode(picture)) == commands(encode(render(clinic())))


def commands(sent: bytes) -> set[bytes]:
    """What a printer is told beside dots, read as it reads: rasters (GS v 0) are passed over by their own sizes."""
    told, at = {sent[: len(HW_INIT)]}, len(HW_INIT)
    while sent[at : at + 3] == b"\x1dv0":
        wide, high = (int.from_bytes(sent[at + 4 + place : at + 6 + place], "little") for place in (0, 2))
        at += 8 + wide * high
    return told | {sent[at:]}


@pytest.mark.parametrize("attack", ["printer", "huge"])
def test_on_the_counters_papers_a_word_is_ink(attack: str) -> None:
    word = READ[attack]
    slip = replace(SLIP, payer=word, what=word, number=word[:40], buyer=Buyer(word, word, word, word))
    assert receipt.render_slip(slip).height < LONGEST_MM * PX_PER_MM
    report = replace(REPORT, note=word, reason=word[:40], user=word)
    assert receipt.render_report(report, "Bệnh viện Mẫu", word[:200]).height < LONGEST_MM * PX_PER_MM


@pytest.mark.parametrize("attack", ["formula at", "nothing"])
def test_in_reports_a_word_is_a_text_in_a_cell_and_a_line_on_a_page(attack: str) -> None:
    word = READ[attack]
    made = replace(MADE, hospital=word, by=word)
    reports = (
        differences_report([difference(1, owner=word, station=word, pay_code=word)], DAY, made),
        day_report(today(), [difference(2, owner=word)], made),
        shift_report(shift(note=word, user=word, desk=word), made),
    )
    for report in reports:
        assert as_pdf(report).startswith(b"%PDF")
        content = as_xlsx(report)
        sheet = load_workbook(io.BytesIO(content)).active
        assert sheet is not None
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            sheets = {name: packed.read(name) for name in packed.namelist() if "worksheets" in name}
            assert not [name for name in packed.namelist() if "externalLink" in name or "vbaProject" in name]
        assert not [name for name, part in sheets.items() if b"<hyperlink" in part or b"<f>" in part]
