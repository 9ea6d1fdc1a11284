"""Readers that run the chip's protocols themselves and hand over files: a port beside the one for APDUs.

Such a device (a vendor's service on this machine) is believed for nothing it says: its files are held against the
SOD like any others, and what it claims to have proven of the chip is told as its claim.
"""

from __future__ import annotations

import base64
import binascii
import ipaddress
import json
import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from .access_keys import BacKey
from .citizen import citizen_from
from .errors import (
    BadChipData,
    BudgetExceeded,
    CardGone,
    CardSilent,
    NoCard,
    NotAnIdCard,
    ReaderBusy,
    ReaderGone,
    ReadError,
    TransmitFailed,
    WrongKey,
)
from .files import MAX_TOTAL, ElementaryFile
from .judging import judge, read_listing, read_security
from .result import CardReading, Check, CheckStatus, ReadStats
from .texts import tidy
from .trust import TrustStore

MAX_ANSWER = 2 * MAX_TOTAL
"""Bytes of one answer: all files in Base64, and room for the rest."""

PROOFS = ("active_authentication", "chip_authentication")


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What a device read: whole files, how it says it opened the chip, and which chip proofs it says held."""

    files: Mapping[ElementaryFile, bytes] = field(repr=False)
    access: str
    claims: Mapping[str, bool]


class FileDevice(Protocol):
    """A reader that hands over files and facts instead of carrying APDUs."""

    @property
    def name(self) -> str:
        """The device's name."""
        ...

    def read(self, key: BacKey) -> HandedOver:
        """Read the card that lies there, all at once; raises `ReadError`."""
        ...


class SocketFileDevice:
    """A device behind a TCP port of this machine: one line of JSON asks, one line answers.

    Asked: `{"command": "read", "document_number": N, "birth": YYMMDD, "expiry": YYMMDD}`. Answered:
    `{"files": {"DG1": BASE64, ...}, "access": "BAC", "claims": {"active_authentication": true}}` or
    `{"error": CODE}` with a code of this library's errors.
    """

    def __init__(
        self, port: int, host: str = "127.0.0.1", *, seconds: float = 20.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """`seconds` bounds one reading. Raises `ValueError` for a host that is not this machine: the line is open."""
        if not ipaddress.ip_address(host).is_loopback:
            raise ValueError("a file device must be on this machine, because it answers in the clear")
        self._address = host, port
        self._seconds = seconds
        self._clock = clock

    @property
    def name(self) -> str:
        """Where the device listens."""
        return f"file device {self._address[0]}:{self._address[1]}"

    def read(self, key: BacKey) -> HandedOver:
        """See `FileDevice`. Nothing is asked twice: a device that does not answer may still be reading."""
        asked = {"command": "read", "document_number": key.document_number, "birth": key.birth, "expiry": key.expiry}
        try:
            with socket.create_connection(self._address, timeout=self._seconds) as line:
                line.sendall(json.dumps(asked).encode("ascii") + b"\n")
                answer = self._line(line)
        except TimeoutError:
            raise CardSilent(self._seconds) from None
        except OSError as error:
            raise ReaderGone(f"{self.name}: {error.strerror or type(error).__name__}") from error
        return parse_answer(answer)

    def _line(self, line: socket.socket) -> bytes:
        received = bytearray()
        deadline = self._clock() + self._seconds
        while not received.endswith(b"\n"):
            left = deadline - self._clock()
            if left <= 0:
                raise TimeoutError
            line.settimeout(left)
            chunk = line.recv(65536)
            if not chunk:
                raise TransmitFailed("the device ended its answer early")
            received += chunk
            if len(received) > MAX_ANSWER:
                raise BudgetExceeded(f"the device sent more than {MAX_ANSWER} bytes")
        return bytes(received)


def read_files(device: FileDevice, key: BacKey, *, trust: TrustStore | None = None, now: datetime) -> CardReading:
    """Read a card through such a device and judge its files like any others.

    What the device says it proved of the chip stands as `not_possible` with its claim as evidence; what it saw fail is
    `failed`. `now` is aware. Raises `ReadError`.
    """
    if now.tzinfo is None:
        raise ValueError("now must be timezone-aware")
    handed = device.read(key)
    listing = read_listing(handed.files.get(ElementaryFile.COM))
    security = read_security(handed.files.get(ElementaryFile.SOD))
    absent = {number for number in range(1, 17) if ElementaryFile(number) not in handed.files}
    proofs = [_claim(name, handed.claims.get(name)) for name in PROOFS]
    found = judge(handed.files, listing, security, proofs, absent=absent, trust=trust, now=now)
    return CardReading(
        citizen=citizen_from(found.mrz, found.items, now.date()),
        portrait=found.portrait,
        access=handed.access,
        checks=found.checks,
        stats=ReadStats(0, sum(len(data) for data in handed.files.values()), 0.0),
        signer=found.signer,
    )


def _claim(name: str, held: bool | None) -> Check:
    if held is None:
        return Check(name, CheckStatus.NOT_POSSIBLE, "the device does not tell")
    if not held:
        return Check(name, CheckStatus.FAILED, "the device says that the chip failed it")
    return Check(name, CheckStatus.NOT_POSSIBLE, "the device says that it held; not proven to this program")


_ERRORS: Mapping[str, Callable[[], ReadError]] = {
    NoCard.code: NoCard,
    CardGone.code: CardGone,
    ReaderGone.code: ReaderGone,
    ReaderBusy.code: ReaderBusy,
    WrongKey.code: lambda: WrongKey(1),
    NotAnIdCard.code: lambda: NotAnIdCard(0),
}


def parse_answer(answer: bytes) -> HandedOver:
    """A device's answer (see `SocketFileDevice`); raises the `ReadError` it names, or `TransmitFailed`."""
    try:
        table: Any = json.loads(answer)
    except (ValueError, RecursionError) as error:
        raise TransmitFailed("the device did not answer in JSON") from error
    if not isinstance(table, dict):
        raise TransmitFailed("the device's answer is not an object")
    if "error" in table:
        raise _ERRORS.get(str(table["error"]), lambda: TransmitFailed("the device could not read the card"))()
    files, claims = table.get("files"), table.get("claims", {})
    if not isinstance(files, dict) or not isinstance(claims, dict):
        raise TransmitFailed("the device's answer has no files")
    known = {file.name: file for file in ElementaryFile}
    decoded = {known[name]: _contents(known[name], text) for name, text in files.items() if name in known}
    return HandedOver(
        decoded,
        tidy(str(table.get("access", "")))[:16],
        {name: claims[name] for name in PROOFS if isinstance(claims.get(name), bool)},
    )


def _contents(file: ElementaryFile, text: object) -> bytes:
    try:
        data = base64.b64decode(str(text), validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadChipData("not Base64", file.name) from error
    if len(data) > file.limit:
        raise BadChipData(f"larger than {file.limit} bytes", file.name)
    return data
