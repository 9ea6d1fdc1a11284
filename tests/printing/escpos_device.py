"""A receipt printer as its manual describes it: takes ESC/POS, draws the raster, answers status, goes wrong on demand.

Bits after Epson's ESC/POS command reference: DLE EOT 1 (bit 3 offline), 2 (bit 2 cover, 5 paper end), 4 (bits 2, 3
near end, 5, 6 end), GS r 1 (bits 0, 1 near end, 2, 3 end).
"""

from __future__ import annotations

from enum import StrEnum

from PIL import Image


class Trouble(StrEnum):
    """What is wrong with the device."""

    PAPER = "paper"
    COVER = "cover"
    OFFLINE = "offline"
    PAPER_LOW = "paper_low"
    PAPER_MIDWAY = "paper_midway"  # the roll ends while the slip is being printed
    SILENT = "silent"  # a cheap model that never answers
    SILENT_MIDWAY = "silent_midway"  # it dies while the slip is being printed
    REAL_TIME_ONLY = "real_time_only"  # it does not know GS r


class EscposDevice:
    """`feed` takes what arrives and returns what the device answers; `slips` are cut pieces of paper."""

    def __init__(self) -> None:
        self.trouble: Trouble | None = None
        self.slips: list[Image.Image] = []
        self.not_understood = b""
        self._pending = b""
        self._rows: list[bytes] = []
        self._printed_raster = False

    def feed(self, data: bytes) -> bytes:
        self._pending += data
        answer = b""
        while self._pending and (step := self._command(self._pending)) is not None:
            used, said = step
            self._pending = self._pending[used:]
            if self.trouble is not Trouble.SILENT and not (
                self.trouble is Trouble.SILENT_MIDWAY and self._printed_raster
            ):
                answer += said
        return answer

    def _command(self, data: bytes) -> tuple[int, bytes] | None:
        """The bytes a command takes and its answer; None while it is not whole yet."""
        match data[:2]:
            case b"\x1b@":
                return 2, b""
            case b"\x1dv":
                return self._raster(data)
            case b"\x1bd" if len(data) >= 3:
                return 3, b""
            case b"\x1dV" if len(data) >= 3:
                return self._cut(data)
            case b"\x10\x04" if len(data) >= 3:
                return 3, bytes([self._real_time(data[2])])
            case b"\x1dr" if len(data) >= 3:
                return 3, self._in_turn()
            case b"\x1b" | b"\x1d" | b"\x10" | b"\x1bd" | b"\x1dV" | b"\x10\x04" | b"\x1dr":
                return None
            case _:
                self.not_understood += data[:1]
                return 1, b""

    def _raster(self, data: bytes) -> tuple[int, bytes] | None:
        if len(data) < 8:
            return None
        width, height = int.from_bytes(data[4:6], "little"), int.from_bytes(data[6:8], "little")
        end = 8 + width * height
        if len(data) < end:
            return None
        self._rows += [data[8 + y * width : 8 + (y + 1) * width] for y in range(height)]
        self._printed_raster = True
        return end, b""

    def _cut(self, data: bytes) -> tuple[int, bytes]:
        broken = {Trouble.PAPER, Trouble.COVER, Trouble.OFFLINE, Trouble.PAPER_MIDWAY, Trouble.SILENT_MIDWAY}
        if self._rows and self.trouble not in broken:
            size = (8 * len(self._rows[0]), len(self._rows))
            ink = Image.frombytes("1", size, b"".join(self._rows))
            self.slips.append(ink.point(lambda dot: 0 if dot else 255))
        self._rows = []
        return (4 if data[2] in {65, 66} else 3), b""

    def _stalled(self) -> bool:
        return self.trouble is Trouble.PAPER_MIDWAY and self._printed_raster

    def _real_time(self, kind: int) -> int:
        no_paper = self.trouble is Trouble.PAPER or self._stalled()
        offline = no_paper or self.trouble in {Trouble.COVER, Trouble.OFFLINE}
        match kind:
            case 1:
                return 0x12 | (0x08 if offline else 0)
            case 2:
                return 0x12 | (0x04 if self.trouble is Trouble.COVER else 0) | (0x20 if no_paper else 0)
            case _:
                low = self.trouble is Trouble.PAPER_LOW
                return 0x12 | (0x60 if no_paper else 0) | (0x0C if low else 0)

    def _in_turn(self) -> bytes:
        if self.trouble is Trouble.REAL_TIME_ONLY or self._stalled():
            return b""
        return bytes([0x03 if self.trouble is Trouble.PAPER_LOW else 0x00])
