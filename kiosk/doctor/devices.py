"""Checks of what is plugged in: card reader, trust anchors, camera, printer."""

from __future__ import annotations

import time
from contextlib import closing

import numpy as np

from chip_reader import BadTrustDirectory, ReaderGone, TrustStore, reader_names
from face_match import Camera, CameraUnavailable, Frame, open_camera
from kiosk.clock import Clock
from kiosk.config import StationConfig
from kiosk.doctor.check import Finding, fail, ok, skipped, warn
from kiosk.printing import PrinterState, open_printer

PICTURE_WAIT_S = 5.0
BRIGHT_ENOUGH, TOO_BRIGHT = 60, 190
"""Mean luma (0..255) between which a face can be judged."""


def reader(config: StationConfig, _clock: Clock) -> Finding:
    """The reader is attached under its name."""
    if config.reader.kind == "virtual":
        return skipped(f"virtual card, profile {config.reader.profile}")
    wanted = config.reader.name or ""
    try:
        names = reader_names()
    except ReaderGone:
        return fail("the smart-card service does not answer", "systemctl enable --now pcscd.socket")
    matching = [name for name in names if wanted.lower() in name.lower()]
    if not matching:
        attached = ", ".join(names) or "none"
        return fail(f"no reader named {wanted or 'anything'}; attached: {attached}", "plug it in, or set reader.name")
    if len(matching) > 1:
        return warn(f"{len(matching)} readers match; {matching[0]} is used", "make reader.name more exact")
    return ok(matching[0])


def trust(config: StationConfig, _clock: Clock) -> Finding:
    """Certificates that can prove a card's issuer."""
    if config.reader.trust is None:
        return warn("no certificates: every card is “issuer not verified”", "set reader.trust; kiosk card trust import")
    try:
        store = TrustStore.from_directory(config.reader.trust)
    except BadTrustDirectory as error:
        return fail(str(error), "kiosk card trust list")
    if not store.anchors:
        return warn(f"{config.reader.trust} holds no certificate", "kiosk card trust import")
    return ok(f"{len(store.anchors)} in {config.reader.trust}")


def camera(config: StationConfig, _clock: Clock) -> Finding:
    """The camera gives a picture a face can be judged in. The picture is measured and dropped."""
    if not config.camera.on:
        return skipped("this station has no camera")
    try:
        with closing(open_camera(config.camera.source)) as opened:
            frame = _first_frame(opened)
    except CameraUnavailable as error:
        return fail(str(error), "check camera.source")
    if frame is None:
        return fail(f"no picture within {PICTURE_WAIT_S:g} s", "check the camera's cable, and camera.source")
    height, width = frame.image.shape[:2]
    light = round(float(np.mean(frame.image @ np.array([0.299, 0.587, 0.114]))))
    detail = f"{width} × {height}, brightness {light} of 255"
    if light < BRIGHT_ENOUGH:
        return warn(f"{detail}: dark", "switch on the station's lamp, or turn the camera away from the window")
    if light > TOO_BRIGHT:
        return warn(f"{detail}: too bright", "shade the camera, or turn it away from the window")
    return ok(detail)


def _first_frame(opened: Camera) -> Frame | None:
    deadline = time.monotonic() + PICTURE_WAIT_S
    while (frame := opened.latest()) is None and time.monotonic() < deadline:
        time.sleep(0.05)
    return frame


def printer(config: StationConfig, _clock: Clock) -> Finding:
    """The printer as it answers now; nothing is printed."""
    with closing(open_printer(config.printer)) as opened:
        status = opened.status()
    detail = f"{config.printer.kind}: {status.state.value}{f' ({status.detail})' if status.detail else ''}"
    match status.state:
        case PrinterState.READY:
            return ok(detail)
        case PrinterState.UNKNOWN:
            return ok(f"{config.printer.kind}: reached, but it cannot be asked for its state")
        case PrinterState.PAPER_LOW:
            return warn(detail, "have a new roll at hand")
        case PrinterState.PAPER:
            return fail(detail, "put in a new roll")
        case PrinterState.COVER:
            return fail(detail, "close the printer's cover")
        case PrinterState.OFFLINE:
            return fail(detail, "check its power and cable, and its address in [printer]")
