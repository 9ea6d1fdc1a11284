"""What is plugged in is found in the kernel's own tables, under the names that stay."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from kiosk.attached import ThisMachine
from kiosk.attached.edid import read_edid
from kiosk.attached.machine import listens

# The example of the standard itself (VESA E-EDID, appendix): a DELL UR111 of 1280 by 1024.
DELL = bytes.fromhex(
    "00FFFFFFFFFFFF0010ACAB50000000002A0901030E261D96EFEE91A3544C99260F5054A54300A94FA959715961594559"
    "3159C28F0101863D00C05100304040A013007C221100001E000000FF0035353334374 24F4E5A4834370A000000FC0044"
    "454C4C2055523131310A2020000000FD0030A01E791C020028501 00E80460 08D".replace(" ", "")
)


def test_a_panel_says_its_name_its_pixels_and_its_size() -> None:
    panel = read_edid("HDMI-A-1", DELL)
    assert panel is not None
    assert (panel.name, panel.width_px, panel.height_px) == ("DELL UR111", 1280, 1024)
    assert (panel.width_mm, panel.height_mm) == (380, 290)
    assert panel.px_per_mm == 3.45


def resummed(block: bytearray) -> bytes:
    block[127] = -sum(block[:127]) % 256
    return bytes(block)


def test_a_panel_that_gives_its_shape_instead_of_its_size_says_no_size() -> None:
    projector = bytearray(DELL)
    projector[66], projector[67], projector[68] = 16, 9, 0
    projector[21] = projector[22] = 0
    panel = read_edid("HDMI-A-1", resummed(projector))
    assert panel is not None
    assert panel.px_per_mm is None


@pytest.mark.parametrize("broken", [b"", DELL[:100], DELL[:-1] + b"\0", b"\1" + DELL[1:]])
def test_what_is_no_edid_is_no_panel(broken: bytes) -> None:
    assert read_edid("HDMI-A-1", broken) is None


def put(root: Path, path: str, content: str | bytes = "") -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def link(root: Path, path: str, target: str) -> None:
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    (root / target).mkdir(parents=True, exist_ok=True)
    place.symlink_to(root / target)


def test_a_camera_is_named_by_what_stays_and_a_loopback_device_is_none(tmp_path: Path) -> None:
    for number, where in ((0, "devices/pci/usb1"), (2, "devices/virtual")):
        put(tmp_path, f"dev/video{number}")
        link(tmp_path, f"sys/class/video4linux/video{number}", f"sys/{where}/video{number}")
        put(tmp_path, f"sys/{where}/video{number}/name", "Integrated Camera: HD\n")
    by_id = tmp_path / "dev/v4l/by-id"
    by_id.mkdir(parents=True)
    (by_id / "usb-Maker_HD-video-index0").symlink_to(tmp_path / "dev/video0")
    (by_id / "usb-Maker_HD-video-index1").symlink_to(tmp_path / "dev/video0")
    (by_id / "usb-Faked-video-index0").symlink_to(tmp_path / "dev/video2")
    (found,) = ThisMachine(tmp_path).cameras()
    assert (found.source, found.name) == ("/dev/v4l/by-id/usb-Maker_HD-video-index0", "Integrated Camera: HD")


def test_printers_are_found_with_and_without_a_driver(tmp_path: Path) -> None:
    for port, maker, ids in (("1-1", "EPSON", ("04b8", "0e15")), ("1-2", "Xprinter", ("0416", "5011"))):
        usb = f"sys/devices/usb1/{port}"
        put(tmp_path, f"{usb}/manufacturer", f"{maker}\n")
        put(tmp_path, f"{usb}/product", "TM\n")
        put(tmp_path, f"{usb}/idVendor", f"{ids[0]}\n")
        put(tmp_path, f"{usb}/idProduct", f"{ids[1]}\n")
        put(tmp_path, f"{usb}/{port}:1.0/bInterfaceClass", "07\n")
        link(tmp_path, f"sys/bus/usb/devices/{port}:1.0", f"{usb}/{port}:1.0")
    (tmp_path / "sys/devices/usb1/1-1/1-1:1.0/driver").mkdir()
    link(tmp_path, "sys/devices/usb1/1-1/1-1:1.0/usbmisc/lp0/device", "sys/devices/usb1/1-1/1-1:1.0")
    link(tmp_path, "sys/class/usbmisc/lp0", "sys/devices/usb1/1-1/1-1:1.0/usbmisc/lp0")
    driven, bare = ThisMachine(tmp_path).printers()
    assert (driven.name, dict(driven.settings)) == ("EPSON TM", {"kind": "escpos-file", "path": "/dev/usb/lp0"})
    assert (bare.name, dict(bare.settings)) == ("Xprinter TM", {"kind": "escpos-usb", "usb": "0416:5011"})


def test_a_neighbour_that_takes_print_data_is_a_printer() -> None:
    with socket.create_server(("127.0.0.1", 0)) as printer:
        port = printer.getsockname()[1]
        assert listens("127.0.0.1", port)
    assert not listens("127.0.0.1", port)


def test_panels_are_the_connected_ones_and_touch_is_what_shows_where_it_is_touched(tmp_path: Path) -> None:
    machine = ThisMachine(tmp_path)
    assert machine.screens() is None
    assert machine.touch_panels() is None
    put(tmp_path, "sys/class/drm/card0-HDMI-A-1/status", "connected\n")
    put(tmp_path, "sys/class/drm/card0-HDMI-A-1/edid", DELL)
    put(tmp_path, "sys/class/drm/card0-DP-1/status", "disconnected\n")
    for number, name, properties in ((1, "Mouse", "0"), (2, "Touch", "2")):
        put(tmp_path, f"sys/class/input/input{number}/name", f"{name}\n")
        put(tmp_path, f"sys/class/input/input{number}/properties", f"{properties}\n")
    screens = machine.screens()
    assert screens is not None
    assert [screen.connector for screen in screens] == ["HDMI-A-1"]
    assert machine.touch_panels() == ("Touch",)
