"""Describe a real card without a word of its content: the only way to learn about cards nobody documents.

Status words, sizes, times, tags, lengths, object identifiers, curves and algorithms are shown; values never are. Each
step stands alone: what fails becomes a line of the report and the next step goes on. At the end stands the trace of
every command with its header, lengths and status word.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from asn1crypto import core

from .access import ChipAccess
from .access_keys import AccessKey
from .apdu import MAX_SHORT_NE, Budget, CardChannel, Command
from .chip_proofs import ChipProofs
from .connection import Connection
from .dg2 import parse_dg2
from .errors import BadChipData, CardGone, CardSilent, ReaderGone, ReadError
from .files import ElementaryFile, FileReader
from .security_infos import SecurityInfos, parse_dg14, parse_security_infos
from .sod import check_signature, parse_sod
from .tlv import MAX_DEPTH, Tlv, parse_all

_FILES = (
    ElementaryFile.COM,
    ElementaryFile.DG1,
    ElementaryFile.DG13,
    ElementaryFile.DG2,
    ElementaryFile.DG11,
    ElementaryFile.DG12,
    ElementaryFile.DG14,
    ElementaryFile.DG15,
    ElementaryFile.SOD,
)
"""Everything that may be asked for without terminal authentication; never the fingerprints."""

_SHOWN_STRUCTURE = {ElementaryFile.COM, ElementaryFile.DG13, ElementaryFile.DG14, ElementaryFile.DG15}
_OBJECT_IDENTIFIER, _INTEGER, _SEQUENCE = 0x06, 0x02, 0x30
_MAX_ITEM_NUMBER = 64
_KNOWN_ARCS = ("0.4.0.", "1.0.", "1.2.", "1.3.", "2.5.", "2.16.", "2.23.")
"""Where object identifiers of this field lie; anything else in that place may be a value in disguise."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: what was looked at, and what was seen. Fit to leave the site."""

    topic: str
    seen: str


def diagnose(
    connection: Connection,
    keys: Sequence[AccessKey] = (),
    *,
    clock: Callable[[], float] = time.monotonic,
) -> tuple[Finding, ...]:
    """Look at everything a card shows; without `keys` only what stands before access control.

    Raises only what ends every step: `CardGone`, `CardSilent`, `ReaderGone`.
    """
    trace = _Trace(connection, clock)
    card = CardChannel(trace, Budget(seconds=120.0), clock)
    found = [Finding("atr", connection.atr.hex().upper() or "unknown")]
    steps: list[Callable[[], Iterator[Finding]]] = [
        lambda: _before_access(card),
        lambda: _card_access(card),
    ]
    if keys:
        steps.append(lambda: _behind_access(card, keys, clock))
    for step in steps:
        try:
            found.extend(step())
        except (CardGone, CardSilent, ReaderGone):
            raise
        except ReadError as error:
            found.append(Finding("stopped", f"{error.code}: {error}"))
    found.append(Finding("commands", str(card.apdus)))
    found += [Finding("trace", line) for line in trace.lines]
    return tuple(found)


def structure(data: bytes) -> Iterator[str]:
    """Tags and lengths as an indented tree; object identifiers, and the small numbers items begin with, with value.

    Raises `BadChipData`.
    """
    yield from _tree(parse_all(data), 0, numbered=False)


def _tree(objects: list[Tlv], depth: int, *, numbered: bool) -> Iterator[str]:
    if depth >= MAX_DEPTH:
        raise BadChipData(f"nested deeper than {MAX_DEPTH}")
    for place, tlv in enumerate(objects):
        shown = ""
        if tlv.tag == _OBJECT_IDENTIFIER:
            shown = _identifier(tlv.value)
        elif numbered and place == 0 and tlv.tag == _INTEGER and len(tlv.value) == 1:
            shown = f" = {tlv.value[0]}" if tlv.value[0] <= _MAX_ITEM_NUMBER else ""
        yield f"{'  ' * depth}{tlv.tag:02X} ({len(tlv.value)}){shown}"
        if tlv.constructed:
            yield from _tree(tlv.children(), depth + 1, numbered=tlv.tag == _SEQUENCE)


def _identifier(content: bytes) -> str:
    try:
        dotted = str(core.ObjectIdentifier(contents=content).dotted)
    except (ValueError, TypeError, IndexError):
        return ""
    return f" {dotted}" if dotted.startswith(_KNOWN_ARCS) else ""


class _Trace:
    """A connection that keeps a line for each command: its header, lengths, status word and time, never its data."""

    def __init__(self, inner: Connection, clock: Callable[[], float]) -> None:
        self._inner = inner
        self._clock = clock
        self.lines: list[str] = []

    @property
    def atr(self) -> bytes:
        return self._inner.atr

    def transmit(self, apdu: bytes) -> bytes:
        started = self._clock()
        answer = self._inner.transmit(apdu)
        spent = (self._clock() - started) * 1000
        header, status = apdu[:4].hex().upper(), answer[-2:].hex().upper()
        self.lines.append(f"{header} sent {len(apdu)}, received {len(answer)}, {status}, {spent:.0f} ms")
        return answer

    def close(self) -> None:
        self._inner.close()


def _before_access(card: CardChannel) -> Iterator[Finding]:
    for topic, command in (
        ("select master file", Command(0x00, 0xA4, 0x00, 0x0C, b"\x3f\x00")),
        ("select application", Command(0x00, 0xA4, 0x04, 0x0C, bytes.fromhex("A0000002471001"))),
        ("get challenge", Command(0x00, 0x84, 0, 0, ne=8)),
        ("read without access", Command(0x00, 0xB0, 0x80 | ElementaryFile.DG1.value, 0, ne=4)),
    ):
        yield Finding(topic, f"{card.send(command).status:04X}")


def _card_access(card: CardChannel) -> Iterator[Finding]:
    """EF.CardAccess tells which password protocols the chip offers; it can be read by anybody."""
    selected = card.send(Command(0x00, 0xA4, 0x02, 0x0C, b"\x01\x1c")).status
    answer = card.send(Command(0x00, 0xB0, 0, 0, ne=MAX_SHORT_NE))
    yield Finding("EF.CardAccess", f"select {selected:04X}, read {answer.status:04X}, {len(answer.data)} bytes")
    if answer.data:
        for line in structure(answer.data):
            yield Finding("EF.CardAccess", line)
        yield from _offers("EF.CardAccess", parse_security_infos(answer.data))


def _offers(topic: str, infos: SecurityInfos) -> Iterator[Finding]:
    """The protocols by name, as the reader understood them."""
    for pace in infos.pace:
        yield Finding(topic, f"PACE {pace.name}, {'usable' if pace.supported else 'not usable'}")
    for chip in infos.chip_authentication:
        yield Finding(topic, f"chip authentication {chip.agreement} {chip.suite.value}")
    for key in infos.chip_keys:
        yield Finding(topic, f"chip key {key.agreement} on {key.group.name if key.group else 'unknown parameters'}")
    if infos.active_hash:
        yield Finding(topic, f"active authentication ECDSA with {infos.active_hash}")


def _behind_access(card: CardChannel, keys: Sequence[AccessKey], clock: Callable[[], float]) -> Iterator[Finding]:
    access = ChipAccess(keys)
    started = clock()
    reader = FileReader(lambda: access.open(card))
    yield Finding("access", f"{access.name}, {(clock() - started) * 1000:.0f} ms")
    found: dict[ElementaryFile, bytes] = {}
    for file in _FILES:
        before, started = card.apdus, clock()
        try:
            data = reader.read(file)
        except (BadChipData, ReadError) as error:
            if isinstance(error, CardGone | CardSilent | ReaderGone):
                raise
            yield Finding(file.name, f"{error.code}: {error}")
            continue
        spent = f"{card.apdus - before} command(s), {(clock() - started) * 1000:.0f} ms"
        yield Finding(file.name, f"{len(data)} bytes, {spent}" if data is not None else f"absent, {spent}")
        if data is not None:
            found[file] = data
            yield from _inside(file, data)
    started = clock()
    proofs = ChipProofs(access)
    if ElementaryFile.DG14 in found:
        proofs.restart_channel(reader, found[ElementaryFile.DG14])
    for check in proofs.conclude(reader, found, {file.value for file in found}):
        yield Finding(check.name, f"{check.status.value}: {check.evidence}")
    yield Finding("chip proofs", f"{(clock() - started) * 1000:.0f} ms")


def _inside(file: ElementaryFile, data: bytes) -> Iterator[Finding]:
    try:
        if file in _SHOWN_STRUCTURE:
            for line in structure(data):
                yield Finding(file.name, line)
            if file is ElementaryFile.DG14:
                yield from _offers(file.name, parse_dg14(data))
        elif file is ElementaryFile.DG2:
            portrait = parse_dg2(data)
            yield Finding(file.name, f"image {portrait.format.value}, {len(portrait.data)} bytes")
        elif file is ElementaryFile.SOD:
            yield from _signer(data)
    except BadChipData as error:
        yield Finding(file.name, f"{error.code}: {error.reason}")


def _signer(data: bytes) -> Iterator[Finding]:
    sod = parse_sod(data)
    groups = ", ".join(f"DG{number}" for number in sorted(sod.hashes))
    yield Finding("SOD", f"{sod.hash_algorithm} over {groups}")
    check = check_signature(sod)
    yield Finding("SOD", f"signature {check.status.value}: {check.evidence}")
    certificate = sod.signer_certificate
    if certificate is not None:
        # A signer certificate serves very many cards; it tells nothing about the person.
        key = certificate.public_key
        yield Finding("SOD", f"signer issued by {certificate.issuer.human_friendly}")
        yield Finding("SOD", f"signer key {key.algorithm}, {key.bit_size} bits")
