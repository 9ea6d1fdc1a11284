"""Reader, certificates, camera, printer: each fault with the line that mends it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from doctor_bench import Station
from PIL import Image

from chip_reader import ReaderGone
from face_match import CameraFault, SimulatedCamera
from kiosk.doctor import Status, devices
from kiosk.printing import PrinterFault, SimulatedPrinter

READERS = ("ACS ACR1281 1S Dual Reader 00 00", "ACS ACR1281 1S Dual Reader 00 01", "Yubico YubiKey 01 00")


def readers(monkeypatch: pytest.MonkeyPatch, names: tuple[str, ...]) -> None:
    monkeypatch.setattr(devices, "reader_names", lambda: names)


def test_a_virtual_card_needs_no_reader(station: Station) -> None:
    assert station.look(devices.reader).status is Status.SKIPPED


@pytest.mark.parametrize(
    ("name", "status"), [("YubiKey", "ok"), ("yubikey", "ok"), ("ACR1281", "warn"), ("Omnikey", "fail")]
)
def test_the_reader_is_found_by_a_part_of_its_name(
    station: Station, monkeypatch: pytest.MonkeyPatch, name: str, status: str
) -> None:
    readers(monkeypatch, READERS)
    station.set(reader__kind="pcsc", reader__name=name)
    assert station.look(devices.reader).status == status


def test_a_missing_reader_lists_what_is_attached(station: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    readers(monkeypatch, READERS[2:])
    station.set(reader__kind="pcsc", reader__name="ACR1281")
    assert "Yubico YubiKey" in station.look(devices.reader).detail


def test_a_smart_card_service_that_does_not_answer_is_named(station: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> tuple[str, ...]:
        raise ReaderGone

    monkeypatch.setattr(devices, "reader_names", gone)
    station.set(reader__kind="pcsc")
    assert "pcscd" in station.look(devices.reader).fix


def test_without_certificates_no_issuer_can_be_proven(station: Station) -> None:
    assert station.look(devices.trust).status is Status.WARN
    (station.folder / "trust").mkdir()
    station.set(reader__trust="trust")
    assert "holds no certificate" in station.look(devices.trust).detail
    (station.folder / "trust" / "country.pem").write_text("no certificate")
    assert station.look(devices.trust).status is Status.FAIL


def pictures(folder: Path, grey: int) -> None:
    """A scene with edges, of this mean grey."""
    (folder / "pictures").mkdir()
    chequered = (np.indices((48, 64)) // 8).sum(axis=0) % 2 * 20 - 10 + grey
    Image.fromarray(np.repeat(chequered[:, :, None], 3, axis=2).astype(np.uint8)).save(folder / "pictures" / "1.png")


@pytest.mark.parametrize(("grey", "status"), [(20, "warn"), (120, "ok"), (240, "warn")])
def test_the_cameras_light_is_measured(station: Station, grey: int, status: str) -> None:
    pictures(station.folder, grey)
    station.set(camera__on=True, camera__source="pictures")
    found = station.look(devices.camera)
    assert found.status == status
    assert found.detail.startswith(f"64 × 48, brightness {grey} of 255")


def test_a_camera_source_that_is_not_there_is_a_failure(station: Station) -> None:
    station.set(camera__on=True, camera__source="absent.mp4")
    assert station.look(devices.camera).fix.startswith("check camera.source")


def test_a_camera_without_a_picture_is_a_failure(station: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = SimulatedCamera(lambda: np.zeros((48, 64, 3), np.uint8))
    opened.fault = CameraFault.GONE
    monkeypatch.setattr(devices, "open_camera", lambda _source: opened)
    monkeypatch.setattr(devices, "PICTURE_WAIT_S", 0.1)
    station.set(camera__on=True, camera__source="pictures")
    assert "no picture" in station.look(devices.camera).detail


def test_a_station_without_a_camera_is_no_fault(station: Station) -> None:
    assert station.look(devices.camera).status is Status.SKIPPED


@pytest.fixture
def simulated(monkeypatch: pytest.MonkeyPatch) -> Callable[[PrinterFault | None], None]:
    def plug(fault: PrinterFault | None) -> None:
        monkeypatch.setattr(devices, "open_printer", lambda _section: SimulatedPrinter(fault))

    return plug


@pytest.mark.parametrize(
    ("fault", "status", "fix"),
    [
        (None, "ok", ""),
        (PrinterFault.PAPER, "fail", "put in a new roll"),
        (PrinterFault.COVER, "fail", "close the printer's cover"),
        (PrinterFault.OFFLINE, "fail", "check its power and cable, and its address in [printer]"),
    ],
)
def test_the_printers_state_comes_with_what_mends_it(
    station: Station,
    simulated: Callable[[PrinterFault | None], None],
    fault: PrinterFault | None,
    status: str,
    fix: str,
) -> None:
    simulated(fault)
    found = station.look(devices.printer)
    assert (found.status, found.fix) == (status, fix)


def test_a_printer_that_cannot_be_asked_is_no_fault(station: Station) -> None:
    (station.folder / "lp0").touch()
    station.set(printer__kind="escpos-file", printer__path="lp0")
    assert station.look(devices.printer).status is Status.OK
