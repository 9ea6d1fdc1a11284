"""ESC/POS: the slip as a raster, cut, and then asked about, because "sent" is not "printed".

Real-time status is DLE EOT n: n=1 printer, n=2 cause of being offline, n=4 paper sensor; each answers one byte whose
bits 1 and 4 are set and bits 0 and 7 are not. `GS r 1` asks for the paper sensor in turn, so its answer (bits 4 and 7
clear) also says that everything sent before it has been printed.
"""

from __future__ import annotations

import time
from contextlib import closing

from escpos.constants import ESC, GS, HW_INIT, PAPER_FULL_CUT
from escpos.image import EscposImage
from PIL import Image

from kiosk.printing.channels import Channel, OpenChannel, remaining
from kiosk.printing.printer import Printer, PrinterError, PrinterState, PrinterStatus

DEADLINE_S = 20.0
ANSWER_S = 0.6
IN_TURN_S = 6.0
FRAGMENT_LINES = 240

_DLE_EOT = b"\x10\x04"
_GS_R_PAPER = b"\x1dr\x01"
_BROKEN = {PrinterState.PAPER: "paper", PrinterState.COVER: "cover", PrinterState.OFFLINE: "offline"}


class EscposPrinter(Printer):
    """Opens its channel anew for each slip: printers and their network cards forget idle connections.

    :param deadline_s: seconds one slip may take altogether.
    :param answer_s: seconds to wait for a real-time status; real printers answer within 0.1 s.
    :param in_turn_s: seconds after sending within which a printer that answers at all must have printed.
    """

    def __init__(
        self,
        open_channel: OpenChannel,
        *,
        deadline_s: float = DEADLINE_S,
        answer_s: float = ANSWER_S,
        in_turn_s: float = IN_TURN_S,
    ) -> None:
        self._open_channel = open_channel
        self._deadline_s = deadline_s
        self._answer_s = answer_s
        self._in_turn_s = in_turn_s
        self._open = True

    def print(self, image: Image.Image) -> None:
        if not self._open:
            raise PrinterError("offline")
        deadline = time.monotonic() + self._deadline_s
        data = encode(image)
        with closing(self._open_channel(deadline)) as channel:
            before = self._ask(channel, deadline)
            if before in _BROKEN:
                raise PrinterError(_BROKEN[before])
            channel.write(data, deadline)
            if before is not PrinterState.UNKNOWN:
                self._await_printed(channel, min(deadline, time.monotonic() + self._in_turn_s))

    def status(self) -> PrinterStatus:
        if not self._open:
            return PrinterStatus(PrinterState.OFFLINE)
        deadline = time.monotonic() + 3 + 3 * self._answer_s
        try:
            with closing(self._open_channel(deadline)) as channel:
                state = self._ask(channel, deadline)
        except PrinterError as error:
            return PrinterStatus(PrinterState.OFFLINE, error.detail)
        return PrinterStatus(state, "does not answer a status" if state is PrinterState.UNKNOWN else "")

    def close(self) -> None:
        self._open = False

    def _await_printed(self, channel: Channel, deadline: float) -> None:
        channel.write(_GS_R_PAPER, deadline)
        state = PrinterState.UNKNOWN
        while remaining(deadline):
            answer = channel.read(min(deadline, time.monotonic() + self._answer_s))
            if any(byte & 0x90 == 0 for byte in answer):
                in_turn = next(byte for byte in answer if byte & 0x90 == 0)
                if in_turn & 0x0C:
                    raise PrinterError("paper", maybe_printed=True)
                return
            state = self._ask(channel, deadline)
            if state in _BROKEN:
                raise PrinterError(_BROKEN[state], maybe_printed=True)
        if state is PrinterState.UNKNOWN:
            raise PrinterError("unknown", "it fell silent after the slip was sent", maybe_printed=True)
        # It answers in real time and is well, but does not know GS r: nothing speaks against the slip.

    def _ask(self, channel: Channel, deadline: float) -> PrinterState:
        """The printer's state in real time; `unknown` when it does not answer."""
        printer = self._real_time(channel, 1, deadline)
        if printer is None:
            return PrinterState.UNKNOWN
        paper = self._real_time(channel, 4, deadline) or 0
        if paper & 0x60:
            return PrinterState.PAPER
        if printer & 0x08:
            cause = self._real_time(channel, 2, deadline) or 0
            if cause & 0x04:
                return PrinterState.COVER
            return PrinterState.PAPER if cause & 0x20 else PrinterState.OFFLINE
        return PrinterState.PAPER_LOW if paper & 0x0C else PrinterState.READY

    def _real_time(self, channel: Channel, kind: int, deadline: float) -> int | None:
        channel.write(_DLE_EOT + bytes([kind]), deadline)
        answer = channel.read(min(deadline, time.monotonic() + self._answer_s))
        return next((byte for byte in reversed(answer) if byte & 0x93 == 0x12), None)


def encode(image: Image.Image) -> bytes:
    """A picture as ESC/POS: initialise, raster (GS v 0) in fragments, feed, full cut."""
    data = bytearray(HW_INIT)
    for part in EscposImage(image).split(FRAGMENT_LINES):
        raster = EscposImage(part)
        size = raster.width_bytes.to_bytes(2, "little") + raster.height.to_bytes(2, "little")
        data += GS + b"v0\x00" + size + raster.to_raster_format()
    return bytes(data + ESC + b"d\x06" + PAPER_FULL_CUT)
