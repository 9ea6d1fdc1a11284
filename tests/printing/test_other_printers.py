"""CUPS and pictures: what only they do, and the configured kinds as they are opened."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from benches import cups_commands
from PIL import Image

from kiosk.config.model import PrinterSection
from kiosk.printing import PrinterError, PrinterFault, PrinterState, SimulatedPrinter, open_printer
from kiosk.printing.cups import CupsPrinter
from kiosk.printing.picture import PicturePrinter

SLIP = Image.new("1", (576, 300), 1)


@pytest.fixture
def queue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    cups_commands(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    return tmp_path


def test_a_slip_goes_to_cups_as_a_pdf(queue: Path) -> None:
    CupsPrinter("slips").print(SLIP)
    assert (queue / "job-0.pdf").read_bytes().startswith(b"%PDF")


def test_a_job_that_stays_in_the_queue_is_cancelled(queue: Path) -> None:
    (queue / "hold").touch()
    with pytest.raises(PrinterError) as caught:
        CupsPrinter("slips", deadline_s=1, poll_s=0.1).print(SLIP)
    assert (caught.value.reason, caught.value.maybe_printed) == ("unknown", True)
    assert (queue / "cancelled").read_text() == "slips-0\n"


def test_a_roll_that_ends_while_the_job_waits_is_told_and_the_job_cancelled(queue: Path) -> None:
    (queue / "hold").touch()
    lp = queue / "lp"
    lp.write_text(lp.read_text() + "printf 'Alerts: media-empty-error' > state\n")
    with pytest.raises(PrinterError) as caught:
        CupsPrinter("slips", poll_s=0.05).print(SLIP)
    assert (caught.value.reason, caught.value.maybe_printed) == ("paper", True)
    assert (queue / "cancelled").exists()


def test_a_scheduler_that_stops_answering_has_not_printed(queue: Path) -> None:
    lp = queue / "lp"
    lp.write_text(lp.read_text() + "printf '#!/bin/sh\nexit 1\n' > lpstat\n")
    with pytest.raises(PrinterError) as caught:
        CupsPrinter("slips", poll_s=0.05, silent_s=0.2).print(SLIP)
    assert caught.value.reason == "offline"
    assert caught.value.maybe_printed
    assert (queue / "cancelled").exists()


def test_a_job_that_the_scheduler_knows_no_more_may_or_may_not_have_been_printed(queue: Path) -> None:
    """Killed and started again between two looks: it answers each time, and the job is in none of its lists."""
    (queue / "forgets").touch()
    with pytest.raises(PrinterError) as caught:
        CupsPrinter("slips", poll_s=0.05).print(SLIP)
    assert (caught.value.reason, caught.value.maybe_printed) == ("unknown", True)


def test_a_silence_at_either_question_is_remembered(queue: Path) -> None:
    """Away when its state is asked, and started anew after that: another one's job may have this one's number."""
    (queue / "hold").touch()
    lp, lpstat = queue / "lp", queue / "lpstat"
    lp.write_text(lp.read_text() + "touch sent\n")
    away = '  "-l -p slips") [ -e sent ] && { rm waiting; exit 1; }; cat state;;'
    lpstat.write_text(lpstat.read_text().replace('  "-l -p slips") cat state;;', away))
    with pytest.raises(PrinterError) as caught:
        CupsPrinter("slips", poll_s=0.05).print(SLIP)
    assert (caught.value.reason, caught.value.maybe_printed) == ("unknown", True)


def test_a_queue_that_does_not_exist_is_offline(queue: Path) -> None:
    assert queue
    assert CupsPrinter("others").status().state is PrinterState.OFFLINE


def test_low_paper_still_prints(queue: Path) -> None:
    cups_commands(queue)("paper_low")
    assert CupsPrinter("slips").status().state is PrinterState.PAPER_LOW
    CupsPrinter("slips").print(SLIP)


def test_without_cups_the_printer_is_offline_and_the_package_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "cups-client" in CupsPrinter("slips").status().detail


def test_pictures_are_numbered_on_from_what_lies_there(tmp_path: Path) -> None:
    PicturePrinter(tmp_path).print(SLIP)
    PicturePrinter(tmp_path).print(SLIP)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["slip-0001.png", "slip-0002.png"]


def test_a_picture_can_be_a_pdf(tmp_path: Path) -> None:
    PicturePrinter(tmp_path, "pdf").print(SLIP.convert("L"))
    assert (tmp_path / "slip-0001.pdf").read_bytes().startswith(b"%PDF")


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "slips").write_text("a file where the folder should be")
    printer = PicturePrinter(tmp_path / "slips")
    assert printer.status().state is PrinterState.OFFLINE
    with pytest.raises(PrinterError, match="offline"):
        printer.print(SLIP)


def test_a_lost_slip_looks_printed_and_is_not() -> None:
    printer = SimulatedPrinter(PrinterFault.LOST)
    printer.print(SLIP)
    assert printer.status().state is PrinterState.READY
    assert printer.paper == []


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "escpos-network", "host": "127.0.0.1", "port": 1},
        {"kind": "escpos-file", "path": Path("/nonexistent/lp0")},
        {"kind": "escpos-usb", "usb": "0416:5011"},
        {"kind": "cups", "queue": "slips"},
    ],
    ids=lambda values: values["kind"],
)
def test_every_configured_kind_opens_even_when_the_printer_is_away(values: dict[str, object]) -> None:
    printer = open_printer(PrinterSection.model_validate(values))
    assert printer.status().state is PrinterState.OFFLINE
    printer.close()


def test_the_picture_kind_writes_into_its_folder(tmp_path: Path) -> None:
    open_printer(PrinterSection.model_validate({"kind": "picture", "path": tmp_path / "slips"})).print(SLIP)
    assert (tmp_path / "slips" / "slip-0001.png").exists()


def test_a_reason_is_one_of_four() -> None:
    with pytest.raises(ValueError, match="no reason"):
        PrinterError("jam")
