"""Checks of what is plugged in: card reader and a card on it, trust anchors, camera, printer."""

from __future__ import annotations

import time
from contextlib import closing

import numpy as np

from chip_reader import (
    BadTrustDirectory,
    CardGone,
    CardReader,
    NoCard,
    PcscReader,
    ReaderBusy,
    ReaderGone,
    ReadError,
    TrustStore,
    reader_names,
)
from face_match import Camera, CameraUnavailable, Frame, open_camera
from kiosk.clock import Clock
from kiosk.config import StationConfig
from kiosk.doctor.check import Finding, fail, ok, skipped, warn
from kiosk.doctor.services import CONTROL
from kiosk.printing import PrinterState, open_printer
from kiosk.service.control import ask

PICTURE_WAIT_S = 5.0
BRIGHT_ENOUGH, TOO_BRIGHT = 60, 190
"""Mean luma (0..255) between which a face can be judged."""

SHARP_ENOUGH = 6.0
"""Variance of the Laplacian of the luma at 320 px across. A lens with its film on, or far out of focus, stays below
whatever stands before it; what a face needs is judged anew with each face."""

SELECT_ID_CARD = bytes.fromhex("00A4040C07A0000002471001")
"""SELECT of the application of travel documents (ICAO 9303-10, 3.1): the chip says that it has one, no more."""


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


def card(config: StationConfig, _clock: Clock) -> Finding:
    """A card on the tray answers through the reader. Nothing of its holder is read: that needs the card's own key."""
    if config.reader.kind == "virtual":
        return skipped(f"virtual card, profile {config.reader.profile}")
    standing = ask(CONTROL)
    if standing is not None and standing.visit:
        return skipped("a patient's card is being read: the reader is left alone")
    return _tried(_open_reader(config.reader.name or ""))


def _open_reader(name: str) -> CardReader:
    return PcscReader(name)


def _tried(opened: CardReader) -> Finding:
    again = "lay an ID card on the tray and run kiosk doctor again: its chip is then tried"
    try:
        with closing(opened.connect()) as connection:
            status = connection.transmit(SELECT_ID_CARD)[-2:]
    except (NoCard, CardGone):
        return skipped(again)
    except ReaderGone:
        return skipped("no reader; see reader")
    except ReaderBusy:
        return skipped("the station itself reads a card now")
    except ReadError as error:
        return fail(f"the chip does not answer ({type(error).__name__})", "lay the card flat and alone; try another")
    if status != b"\x90\x00":
        return warn(f"the chip answers, but is no ID card ({status.hex().upper()})", again)
    return ok("the chip answers as an ID card; nothing personal was read")


def trust(config: StationConfig, _clock: Clock) -> Finding:
    """Certificates that can prove a card's issuer."""
    if config.reader.trust is None:
        return warn(
            "no certificates: every card is “issuer not verified”",
            "kiosk card trust import FILE --store DIR, then set reader.trust = DIR",
        )
    try:
        store = TrustStore.from_directory(config.reader.trust)
    except BadTrustDirectory as error:
        return fail(
            str(error), f"kiosk card trust list --store {config.reader.trust} shows the others; take that file out"
        )
    if not store.anchors:
        return warn(
            f"{config.reader.trust} holds no certificate", f"kiosk card trust import FILE --store {config.reader.trust}"
        )
    return ok(f"{len(store.anchors)} in {config.reader.trust}")


def camera(config: StationConfig, _clock: Clock) -> Finding:
    """The camera gives a picture a face can be judged in. The picture is measured and dropped."""
    if not config.camera.on:
        return skipped("this station has no camera")
    try:
        with closing(open_camera(config.camera.source)) as opened:
            frame = _first_frame(opened)
    except CameraUnavailable as error:
        return fail(str(error), "check camera.source, or choose the camera anew: kiosk setup")
    if frame is None:
        return fail(f"no picture within {PICTURE_WAIT_S:g} s", "check the camera's cable, and camera.source")
    return judged(frame)


def judged(frame: Frame) -> Finding:
    """Light and sharpness of a picture."""
    height, width = frame.image.shape[:2]
    luma = frame.image @ np.array([0.299, 0.587, 0.114])
    light, sharp = round(float(np.mean(luma))), sharpness(luma)
    detail = f"{width} × {height}, brightness {light} of 255, sharpness {sharp:.0f}"
    if light < BRIGHT_ENOUGH:
        return warn(f"{detail}: dark", "switch on the station's lamp, or turn the camera away from the window")
    if light > TOO_BRIGHT:
        return warn(f"{detail}: too bright", "shade the camera, or turn it away from the window")
    if sharp < SHARP_ENOUGH:
        return warn(f"{detail}: blurred", "take the film off the lens and wipe it; turn its ring until edges are sharp")
    return ok(detail)


def sharpness(luma: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> float:
    """Variance of the Laplacian at about 320 px across; falls with blur."""
    step = max(1, luma.shape[1] // 320)
    rows, columns = luma.shape[0] // step * step, luma.shape[1] // step * step
    small = luma[:rows, :columns].reshape(rows // step, step, columns // step, step).mean(axis=(1, 3))
    inner = small[1:-1, 1:-1]
    around = small[:-2, 1:-1] + small[2:, 1:-1] + small[1:-1, :-2] + small[1:-1, 2:]
    return float(np.var(around - 4 * inner)) if inner.size else 0.0


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
