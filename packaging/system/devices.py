"""What a station has plugged in, simulated in the booted machine: reader and card, camera, printer, panel, clock."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
from PIL import Image

from system.bench import STATION, Bench

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = "vsmartcard-vpcd libfaketime fonts-noto-cjk"
PLACE = "/srv/devices"
VPCD = "/etc/reader.conf.d/vpcd"
READER = "Virtual PCD 00 00"
TRUST = "/etc/kiosk/trust"
OVERLAY = "/var/lib/kiosk/identity/configuration.toml"
FAKE = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"
PANEL = "/sys/class/drm/card0-HDMI-A-1"
TOUCH = "/sys/class/input/input77"
_UNIT = "systemd-run --quiet --collect"
PYTHON = "/opt/kiosk/current/bin/python -I -B"


def plug_in(bench: Bench) -> None:
    """Put everything there: a panel and its touch, a camera's pictures, a printer, a reader."""
    bench.run(f"apt-get install --yes -qq --no-install-recommends {PACKAGES}")
    place = bench.path(PLACE)
    (place / "camera").mkdir(parents=True, exist_ok=True)
    shutil.copy(Path(__file__).with_name("plugged.py"), place)
    shutil.copy(ROOT / "tests/printing/escpos_device.py", place)
    lit(bench)
    printer(bench, "")
    bench.run(f"{_UNIT} --unit=test-printer {PYTHON} {PLACE}/plugged.py printer {PLACE}/printer")
    # The kernel's classes with a graphics card and input devices over them: this machine has neither.
    bench.run(
        "mkdir -p /run/class/upper /run/class/work; mount -t overlay overlay"
        " -o lowerdir=/sys/class,upperdir=/run/class/upper,workdir=/run/class/work /sys/class"
    )
    panel(bench, 1080, 1920)
    touch(bench, there=True)
    bench.run(f"chmod -R a+rX {PLACE}")
    reader(bench)


def reader(bench: Bench) -> None:
    """pcscd anew, until it has found its reader."""
    names = f"{PYTHON} -c 'from chip_reader import reader_names; print(reader_names())'"
    for _ in range(3):
        bench.run("systemctl restart pcscd.socket pcscd.service")
        if bench.until(lambda: READER in bench.run(names, check=False).stdout, 10, 0.5) is not None:
            return


def printer(bench: Bench, trouble: str) -> None:
    """What is wrong with the printer from now on."""
    bench.path(f"{PLACE}/printer").write_text(trouble, encoding="ascii")


def lit(bench: Bench, light: int = 128) -> None:
    """The camera's pictures, of that brightness, with edges."""
    noise = np.random.default_rng(1).integers(-40, 40, (60, 80)).repeat(8, axis=0).repeat(8, axis=1)
    picture = np.clip(noise + light, 0, 255).astype(np.uint8)
    for number in range(3):
        Image.fromarray(picture).convert("RGB").save(bench.path(f"{PLACE}/camera/{number}.png"))


def panel(bench: Bench, width: int, height: int) -> None:
    """A panel of so many pixels at 4.03 to the millimetre; 0 for none that is switched on."""
    bench.run(f"mkdir -p {PANEL}")
    bench.run(f"echo {'connected' if width else 'disconnected'} > {PANEL}/status")
    bench.run(f"printf '{_octal(_edid(width, height))}' > {PANEL}/edid")


def touch(bench: Bench, *, there: bool) -> None:
    """A touch panel among the input devices, or a keyboard alone."""
    bench.run(
        f"mkdir -p {TOUCH}; echo 'ILITEK Multi-Touch' > {TOUCH}/name; echo {2 if there else 0} > {TOUCH}/properties"
    )


def card(bench: Bench, kind: str) -> None:
    """Lay a card on the tray: an ID card `id`, a `bank` card, or none."""
    bench.run("systemctl stop test-card 2>/dev/null || true")
    if kind == "id":
        serve = f"/usr/bin/kiosk card serve --profile adult-2021 --trust-out {PLACE}/authority"
        bench.run(f"{_UNIT} --unit=test-card {serve}")
    elif kind == "bank":
        bench.run(f"{_UNIT} --unit=test-card {PYTHON} {PLACE}/plugged.py card")
    if kind:
        bench.run("sleep 3")


def at_another_time(offset: str) -> str:
    """A script that asks doctor as the station, with the machine's clock off by so much (`+10m`, `+400d`)."""
    return (
        "secrets=; for file in /etc/kiosk/secrets/station/*.cred; do "
        'secrets="$secrets --property=LoadCredentialEncrypted=$(basename $file .cred):$file"; done; '
        "systemd-run --quiet --pipe --wait --collect --uid=kiosk --gid=kiosk $secrets --setenv=LANG=C.UTF-8"
        " --setenv=HOME=/var/lib/kiosk --property=WorkingDirectory=/var/lib/kiosk"
        f" --setenv=LD_PRELOAD={FAKE} --setenv=FAKETIME={offset} --setenv=FAKETIME_DONT_FAKE_MONOTONIC=1"
        f" {PYTHON} -m kiosk doctor --json --config {STATION}"
    )


def _edid(width: int, height: int) -> bytes:
    """The base block of a panel (VESA E-EDID 1.4) with one timing and its size."""
    block = bytearray(128)
    block[:8] = b"\x00\xff\xff\xff\xff\xff\xff\x00"
    width_mm, height_mm = round(width / 4.03), round(height / 4.03)
    timing = bytearray(18)
    timing[0:2] = (1).to_bytes(2, "little")
    timing[2], timing[4] = width & 0xFF, width >> 8 << 4
    timing[5], timing[7] = height & 0xFF, height >> 8 << 4
    timing[12], timing[13], timing[14] = width_mm & 0xFF, height_mm & 0xFF, width_mm >> 8 << 4 | height_mm >> 8
    block[54:72] = timing
    block[127] = -sum(block) % 256
    return bytes(block)


def _octal(data: bytes) -> str:
    return "".join(f"\\{byte:03o}" for byte in data)
