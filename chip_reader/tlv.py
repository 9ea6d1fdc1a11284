"""BER-TLV with hard limits: the only reader of structure that touches bytes before they are verified."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .errors import BadChipData

MAX_DEPTH = 8
"""Nesting allowed in a data group; certificates nest deeper and pass their own limit."""

_MAX_TAG_BYTES = 3
_MAX_LENGTH_BYTES = 3
_CONSTRUCTED = 0x20


@dataclass(frozen=True, slots=True)
class Tlv:
    """One data object. `tag` is the tag's bytes read as a big-endian number (0x5F1F, 0x30)."""

    tag: int
    value: bytes
    constructed: bool

    def children(self) -> list[Tlv]:
        """The data objects directly inside; raises `BadChipData` when the value is not a row of them."""
        return parse_all(self.value)

    def first(self, tag: int) -> Tlv | None:
        """The first direct child with this tag."""
        return next((child for child in self.children() if child.tag == tag), None)


def header(data: bytes, offset: int = 0) -> tuple[int, int, int]:
    """(tag, offset of the value, length of the value) of the data object at `offset`.

    Definite lengths only, tags up to three bytes, lengths below 16 MiB (ISO/IEC 7816-4, 5.2.2). The value itself may
    still be incomplete. Raises `BadChipData`.
    """
    start = offset
    if offset >= len(data):
        raise BadChipData("tag missing")
    first = data[offset]
    offset += 1
    if first & 0x1F == 0x1F:
        while True:
            if offset >= len(data) or offset - start >= _MAX_TAG_BYTES:
                raise BadChipData("tag incomplete or too long")
            offset += 1
            if not data[offset - 1] & 0x80:
                break
    tag = int.from_bytes(data[start:offset], "big")
    if offset >= len(data):
        raise BadChipData("length missing")
    length = data[offset]
    offset += 1
    if length >= 0x80:
        count = length & 0x7F
        if not 1 <= count <= _MAX_LENGTH_BYTES or offset + count > len(data):
            raise BadChipData("length indefinite, too long or incomplete")
        length = int.from_bytes(data[offset : offset + count], "big")
        offset += count
    return tag, offset, length


def parse(data: bytes, offset: int = 0) -> tuple[Tlv, int]:
    """The data object at `offset` and the offset behind it; raises `BadChipData`."""
    tag, start, length = header(data, offset)
    end = start + length
    if end > len(data):
        raise BadChipData("value shorter than its length")
    return Tlv(tag, data[start:end], bool(data[offset] & _CONSTRUCTED)), end


def parse_all(data: bytes) -> list[Tlv]:
    """Every data object of a row, to its end; raises `BadChipData`."""
    found, offset = [], 0
    while offset < len(data):
        tlv, offset = parse(data, offset)
        found.append(tlv)
    return found


def parse_one(data: bytes, tag: int) -> Tlv:
    """The single data object that `data` must begin with, with this tag; raises `BadChipData`."""
    tlv, _ = parse(data)
    if tlv.tag != tag:
        raise BadChipData(f"tag {tag:X} expected, {tlv.tag:X} found")
    return tlv


def walk(data: bytes, max_depth: int = MAX_DEPTH) -> Iterator[Tlv]:
    """Every data object in reading order, containers before their content; raises `BadChipData` when too deep.

    A constructed object whose content is not a row of objects ends the walk with the same error.
    """
    stack = [iter(parse_all(data))]
    while stack:
        tlv = next(stack[-1], None)
        if tlv is None:
            stack.pop()
            continue
        yield tlv
        if tlv.constructed and tlv.value:
            if len(stack) >= max_depth:
                raise BadChipData(f"nested deeper than {max_depth}")
            stack.append(iter(tlv.children()))


def encode(tag: int, value: bytes) -> bytes:
    """A data object in DER: the shortest length form."""
    size = len(value)
    if size < 0x80:
        length = bytes([size])
    else:
        count = (size.bit_length() + 7) // 8
        length = bytes([0x80 | count]) + size.to_bytes(count, "big")
    return tag.to_bytes(max(1, (tag.bit_length() + 7) // 8), "big") + length + value
