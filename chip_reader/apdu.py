"""Command and response APDUs (ISO/IEC 7816-4), and the lowest layer that carries them within a budget."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from .connection import Connection
from .errors import BadChipData, BudgetExceeded

log = logging.getLogger(__name__)

MAX_SHORT_NE = 256
MAX_EXTENDED_NE = 65536
SW_OK = 0x9000
_CONTINUE_LIMIT = 4


@dataclass(frozen=True, slots=True)
class Command:
    """A command APDU. `ne` is the number of expected bytes: 0 for none, 65536 for "all there is" in extended form."""

    cla: int
    ins: int
    p1: int
    p2: int
    data: bytes = b""
    ne: int = 0

    @property
    def extended(self) -> bool:
        """Whether the command needs extended length fields."""
        return len(self.data) > 255 or self.ne > MAX_SHORT_NE

    @property
    def header(self) -> bytes:
        """CLA INS P1 P2."""
        return bytes((self.cla, self.ins, self.p1, self.p2))

    def encode(self) -> bytes:
        """The bytes of the command (cases 1 to 4, short or extended; ISO/IEC 7816-4, 5.1)."""
        apdu = self.header
        if self.extended:
            apdu += b"\0" + (len(self.data).to_bytes(2, "big") + self.data if self.data else b"")
            if self.ne:
                apdu += (self.ne % MAX_EXTENDED_NE).to_bytes(2, "big")
            return apdu
        if self.data:
            apdu += bytes([len(self.data)]) + self.data
        if self.ne:
            apdu += bytes([self.ne % MAX_SHORT_NE])
        return apdu


@dataclass(frozen=True, slots=True)
class Response:
    """A response APDU: data and status word. `protected` tells that secure messaging vouches for both."""

    data: bytes
    status: int
    protected: bool = False

    @classmethod
    def parse(cls, raw: bytes) -> Response:
        """Split what the card sent; raises `BadChipData` below two bytes."""
        if len(raw) < 2:
            raise BadChipData("answer without a status word")
        return cls(raw[:-2], int.from_bytes(raw[-2:], "big"))

    @property
    def ok(self) -> bool:
        """Whether the status word is 9000."""
        return self.status == SW_OK


class Channel(Protocol):
    """Anything commands can be sent through: the bare card, or secure messaging on top of it."""

    def send(self, command: Command) -> Response:
        """Send one command and return the answer, whatever its status word."""
        ...


@dataclass(frozen=True, slots=True)
class Budget:
    """What one reading may use in all."""

    seconds: float = 30.0
    apdus: int = 1000
    bytes_received: int = 512 * 1024


class CardChannel:
    """Plain commands to a connected card; counts them, and gives up when the budget is used.

    `6Cxx` is answered by the same command with the length the card named, `61xx` by GET RESPONSE, each a few times
    at most, so that no card can hold the reader in a loop.
    """

    def __init__(
        self, connection: Connection, budget: Budget | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._connection = connection
        self._budget = budget or Budget()
        self._clock = clock
        self._deadline = clock() + self._budget.seconds
        self.apdus = 0
        self.bytes_received = 0
        self.card_seconds = 0.0

    def send(self, command: Command) -> Response:
        """Send a command; raises `BudgetExceeded`, or what the connection raises."""
        response = self._exchange(command)
        for _ in range(_CONTINUE_LIMIT):
            if response.status >> 8 != 0x6C or response.data:
                break
            response = self._exchange(replace(command, ne=response.status & 0xFF or MAX_SHORT_NE))
        data = response.data
        for _ in range(_CONTINUE_LIMIT):
            if response.status >> 8 != 0x61:
                break
            response = self._exchange(Command(0x00, 0xC0, 0, 0, ne=response.status & 0xFF or MAX_SHORT_NE))
            data += response.data
        return Response(data, response.status)

    def _exchange(self, command: Command) -> Response:
        before = self._clock()
        if before >= self._deadline:
            raise BudgetExceeded(f"the reading took longer than {self._budget.seconds:g} s")
        if self.apdus >= self._budget.apdus:
            raise BudgetExceeded(f"the reading needed more than {self._budget.apdus} commands")
        self.apdus += 1
        try:
            raw = self._connection.transmit(command.encode())
        finally:
            self.card_seconds += self._clock() - before
        self.bytes_received += len(raw)
        if self.bytes_received > self._budget.bytes_received:
            raise BudgetExceeded(f"the chip sent more than {self._budget.bytes_received} bytes")
        response = Response.parse(raw)
        log.debug("apdu ins=%02X status=%04X received=%d", command.ins, response.status, len(raw))
        return response
