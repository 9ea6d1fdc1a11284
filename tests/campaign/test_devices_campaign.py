"""The devices campaign, in short: a printer that dies in the middle of a slip is told, and prints when it is back.

What a killed pcscd and cupsd do is held by the tests of the reader and of the printers.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from PIL import Image

from kiosk.campaign.devices.campaign import JUDGED
from kiosk.campaign.devices.faults import FAULTS, PCSCD_FAULTS
from kiosk.campaign.devices.isolated import pcscd_rows
from kiosk.campaign.devices.printers import Printer
from kiosk.config.model import PrinterSection
from kiosk.printing import PrinterError, open_printer


@pytest.fixture
def printer() -> Iterator[Printer]:
    printer = Printer()
    yield printer
    printer.close()


def test_a_printer_killed_in_the_middle_of_a_slip_is_told_and_prints_when_it_is_back(printer: Printer) -> None:
    slips = open_printer(PrinterSection(kind="escpos-network", host="127.0.0.1", port=printer.port))
    slip = Image.effect_noise((576, 400), 90).convert("1")
    printer.doom()
    with pytest.raises(PrinterError) as told:
        slips.print(slip)
    assert told.value.reason in {"offline", "unknown"}
    assert told.value.maybe_printed
    printer.again()
    before = printer.slips
    slips.print(slip)
    until = time.monotonic() + 30
    while printer.slips == before and time.monotonic() < until:
        time.sleep(0.01)
    assert printer.slips > before
    slips.close()


def test_where_no_pcscd_can_run_its_rows_say_why_and_hold_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    rows = pcscd_rows(1, 1, lambda _line: None, JUDGED)
    assert [row.fault for row in rows] == [fault.label for fault in PCSCD_FAULTS]
    assert all(row.not_run and not row.held for row in rows)


def test_every_fault_has_a_label_of_its_own() -> None:
    every = (*FAULTS, *PCSCD_FAULTS)
    assert len({fault.label for fault in every}) == len(every)
