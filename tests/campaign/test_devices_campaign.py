"""The devices campaign, in short: a printer that dies in the middle of a slip is told, and prints when it is back."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from PIL import Image

from kiosk.campaign.devices import READERS
from kiosk.campaign.floor import FAULTS, Printer
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


def test_every_fault_has_a_name_of_its_own_and_what_cannot_run_here_says_why() -> None:
    assert len({fault.name for fault in FAULTS}) == len(FAULTS)
    assert READERS.not_run
    assert not READERS.held
