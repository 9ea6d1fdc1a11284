"""The files of the logical data structure (ICAO 9303-10, 4.6) and reading them whole through any channel."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from .apdu import MAX_EXTENDED_NE, MAX_SHORT_NE, SW_OK, Channel, Command, Response
from .errors import BadChipData, BudgetExceeded, ChannelLost, ChipRefused, TransmitFailed
from .tlv import encode, header, parse_one

log = logging.getLogger(__name__)

KIB = 1024
MAX_TOTAL = 256 * KIB

LE_STEPS = (MAX_EXTENDED_NE, 1024, 0xDF, 0xC0, 0xA0, 0x80, 0x60, 0x40, 0x20)
"""How much to ask for at once: everything in one answer first, then what shorter and shorter buffers can carry."""

_SHORT_STEP = LE_STEPS.index(0xDF)
_END_OF_FILE = 0x6282
_NO_SFI = {0x6A81, 0x6A86, 0x6B00, 0x6D00}
_WRONG_LENGTH = 0x6700
_DENIED = {0x6982, 0x6985, 0x6A81, 0x6A82, 0x6A88}
"""Refusals of one file that some chips send unprotected, which ends the session although the length was right."""

_MAX_REOPENINGS = 4
"""Without progress in finding a length; steps down the ladder come on top and end with it."""


class ElementaryFile(Enum):
    """A file by its short identifier; the long identifier is 0x0100 plus that."""

    COM = 0x1E
    SOD = 0x1D
    DG1 = 0x01
    DG2 = 0x02
    DG3 = 0x03
    DG4 = 0x04
    DG5 = 0x05
    DG6 = 0x06
    DG7 = 0x07
    DG8 = 0x08
    DG9 = 0x09
    DG10 = 0x0A
    DG11 = 0x0B
    DG12 = 0x0C
    DG13 = 0x0D
    DG14 = 0x0E
    DG15 = 0x0F
    DG16 = 0x10

    @property
    def fid(self) -> bytes:
        """The two-byte file identifier."""
        return bytes((0x01, self.value))

    @property
    def limit(self) -> int:
        """The largest size accepted, in bytes."""
        return 128 * KIB if self is ElementaryFile.DG2 else 64 * KIB


_DATA_GROUP_TAGS = {
    tag: number
    for number, tag in enumerate(
        (0x61, 0x75, 0x63, 0x76, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6A, 0x6B, 0x6C, 0x6D, 0x6E, 0x6F, 0x70), start=1
    )
}


def parse_com(data: bytes) -> frozenset[int]:
    """The numbers of the data groups EF.COM lists (ICAO 9303-10, 4.6.1); raises `BadChipData`."""
    try:
        listed = parse_one(data, 0x60).first(0x5C)
    except BadChipData as error:
        raise BadChipData(error.reason, "COM") from error
    if listed is None:
        raise BadChipData("no list of data groups", "COM")
    return frozenset(_DATA_GROUP_TAGS[tag] for tag in listed.value if tag in _DATA_GROUP_TAGS)


@dataclass(slots=True)
class _Position:
    """How far one file has been read."""

    file: ElementaryFile
    data: bytearray
    expected: int | None = None

    @property
    def complete(self) -> bool:
        return self.expected is not None and len(self.data) >= self.expected


class FileReader:
    """Reads whole files with as few commands as chip and reader allow.

    A file is addressed by its short identifier in the READ BINARY itself and asked for in one answer. Where an answer
    is shorter, reading goes on at the offset reached; where the length is refused it steps down for good; where secure
    messaging is lost, access control is run again and the file is resumed.
    """

    def __init__(self, open_channel: Callable[[], Channel]) -> None:
        self._open = open_channel
        self._channel = open_channel()
        self._step = 0
        self._step_works = False
        self._by_sfi = True
        self._current: ElementaryFile | None = None
        self._reopenings = 0
        self._total = 0

    @property
    def channel(self) -> Channel:
        """The channel in use; after lost secure messaging it is another one."""
        return self._channel

    def go_on_over(self, channel: Channel) -> None:
        """Read over a channel that replaces the present one, as chip authentication makes it."""
        self._channel = channel
        self._current = None

    def reopen(self) -> None:
        """Run access control again, from where no file is selected; raises what access control raises."""
        self.go_on_over(self._open())

    def read(self, file: ElementaryFile, progress: Callable[[int, int], None] | None = None) -> bytes | None:
        """The whole file, or None when the chip has none or does not give it out.

        `progress` receives (bytes read, bytes expected) after each answer. Raises `BadChipData` over the file's size
        limit, `BudgetExceeded`, `ChipRefused` in the middle of a file, and what the channel raises.
        """
        position = _Position(file, bytearray())
        try:
            return self._read(position, progress)
        except BadChipData as error:
            raise BadChipData(error.reason, file.name) from error

    def _read(self, position: _Position, progress: Callable[[int, int], None] | None) -> bytes | None:
        name = position.file.name
        while not position.complete:
            try:
                response = self._next(position)
            except (ChannelLost, TransmitFailed) as error:
                denied = isinstance(error, ChannelLost) and error.status in _DENIED and not position.data
                self._recover(error, step_down=not denied)
                if denied:
                    return None
                continue
            if response is None:
                continue
            if response.status not in {SW_OK, _END_OF_FILE}:
                if position.data or response.status == _WRONG_LENGTH or response.status >> 8 == 0x6C:
                    raise ChipRefused(f"reading {name} at {len(position.data)}", response.status)
                log.info("file absent file=%s status=%04X", name, response.status)
                return None
            if not response.data:
                raise BadChipData("the file ends before its length")
            self._step_works = True
            self._take(position, response.data)
            if progress:
                progress(min(len(position.data), position.expected or 0), position.expected or 0)
        return bytes(position.data[: position.expected])

    def _next(self, position: _Position) -> Response | None:
        """One answer with content or a final refusal; None when the way of asking changed and it must be repeated."""
        want = LE_STEPS[self._step]
        if position.expected is not None:
            want = min(want, position.expected - len(position.data))
        response = self._ask(position, want)
        if response is None:
            return None
        if response.status >> 8 == 0x6C:
            named = response.status & 0xFF or MAX_SHORT_NE
            self._step = max(self._step, _SHORT_STEP)
            if position.expected is not None:
                # Not the end of the file, so this is what the chip can carry from now on.
                self._step = _largest_step(named)
            response = self._ask(position, min(named, want))
        if response is not None and response.status == _WRONG_LENGTH and self._step_down():
            return None
        return response

    def _ask(self, position: _Position, want: int) -> Response | None:
        file, offset = position.file, len(position.data)
        if self._by_sfi and offset == 0:
            response = self._channel.send(Command(0x00, 0xB0, 0x80 | file.value, 0, ne=want))
            if response.status in _NO_SFI:
                self._by_sfi = False
                return None
            self._current = file
            return response
        if self._current is not file:
            selected = self._channel.send(Command(0x00, 0xA4, 0x02, 0x0C, file.fid))
            if not selected.ok:
                return selected
            self._current = file
        if offset <= 0x7FFF:
            return self._channel.send(Command(0x00, 0xB0, offset >> 8, offset & 0xFF, ne=want))
        # Beyond 32767 the offset no longer fits P1-P2: the odd instruction takes and gives data objects.
        ask = encode(0x54, offset.to_bytes(3 if offset > 0xFFFF else 2, "big"))
        response = self._channel.send(Command(0x00, 0xB1, 0, 0, ask, ne=min(want + 8, LE_STEPS[self._step])))
        if response.status in {SW_OK, _END_OF_FILE}:
            return Response(parse_one(response.data, 0x53).value, response.status, response.protected)
        return response

    def _take(self, position: _Position, data: bytes) -> None:
        position.data += data
        if position.expected is None:
            _, start, length = header(bytes(position.data))
            position.expected = start + length
            if position.expected > position.file.limit:
                raise BadChipData(f"larger than {position.file.limit} bytes")
            self._total += position.expected
            if self._total > MAX_TOTAL:
                raise BudgetExceeded(f"the files are larger than {MAX_TOTAL} bytes in all")

    def _recover(self, error: ChannelLost | TransmitFailed, *, step_down: bool) -> None:
        if not (step_down and not self._step_works and self._step_down()):
            self._reopenings += 1
            if self._reopenings > _MAX_REOPENINGS:
                raise error
        log.info("access control again reason=%s step=%d", error.code, LE_STEPS[self._step])
        self.reopen()

    def _step_down(self) -> bool:
        if self._step + 1 >= len(LE_STEPS):
            return False
        self._step += 1
        self._step_works = False
        return True


def _largest_step(limit: int) -> int:
    return next((i for i, size in enumerate(LE_STEPS) if size <= limit), len(LE_STEPS) - 1)
