"""Describe a real card without a word of its content: the only way to learn about cards nobody documents.

Status words, sizes, times, tags, lengths, object identifiers, curves and algorithms are shown; values never are. Each
step stands alone: what fails becomes a line of the report and the next step goes on.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from asn1crypto import core

from .access_keys import BacKey
from .apdu import MAX_SHORT_NE, Budget, CardChannel, Command
from .bac import BasicAccess
from .connection import Connection
from .dg2 import parse_dg2
from .errors import BadChipData, CardGone, CardSilent, ReaderGone, ReadError
from .files import ElementaryFile, FileReader
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
_OBJECT_IDENTIFIER, _INTEGER = 0x06, 0x02


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: what was looked at, and what was seen. Fit to leave the site."""

    topic: str
    seen: str


def diagnose(
    connection: Connection,
    keys: Sequence[BacKey] = (),
    *,
    clock: Callable[[], float] = time.monotonic,
) -> tuple[Finding, ...]:
    """Look at everything a card shows; without `keys` only what stands before access control.

    Raises only what ends every step: `CardGone`, `CardSilent`, `ReaderGone`.
    """
    card = CardChannel(connection, Budget(seconds=120.0), clock)
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
    return tuple(found)


def structure(data: bytes) -> Iterator[str]:
    """Tags and lengths as an indented tree; object identifiers and one-byte integers (item numbers) with their value.

    Raises `BadChipData`.
    """
    yield from _tree(parse_all(data), 0)


def _tree(objects: list[Tlv], depth: int) -> Iterator[str]:
    if depth >= MAX_DEPTH:
        raise BadChipData(f"nested deeper than {MAX_DEPTH}")
    for tlv in objects:
        shown = ""
        if tlv.tag == _OBJECT_IDENTIFIER:
            shown = f" {core.ObjectIdentifier(contents=tlv.value).dotted}"
        elif tlv.tag == _INTEGER and len(tlv.value) == 1:
            shown = f" = {tlv.value[0]}"
        yield f"{'  ' * depth}{tlv.tag:02X} ({len(tlv.value)}){shown}"
        if tlv.constructed:
            yield from _tree(tlv.children(), depth + 1)


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


def _behind_access(card: CardChannel, keys: Sequence[BacKey], clock: Callable[[], float]) -> Iterator[Finding]:
    access = BasicAccess(keys)
    started = clock()
    reader = FileReader(lambda: access.open(card))
    yield Finding("basic access control", f"{(clock() - started) * 1000:.0f} ms")
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
            yield from _inside(file, data)


def _inside(file: ElementaryFile, data: bytes) -> Iterator[Finding]:
    try:
        if file in _SHOWN_STRUCTURE:
            for line in structure(data):
                yield Finding(file.name, line)
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
