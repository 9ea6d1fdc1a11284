"""Reads format and size from a portrait's first bytes, before any decoder sees it (ISO/IEC 10918-1, 15444-1)."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Literal

from face_match.errors import PortraitRefused

MAX_WIDTH = 1200
MAX_HEIGHT = 1600

PortraitFormat = Literal["jpeg", "jp2", "j2k"]

_JP2_SIGNATURE = bytes.fromhex("0000000c6a5020200d0a870a")
_J2K_START = bytes.fromhex("ff4fff51")
_JPEG_START = bytes.fromhex("ffd8ff")
_FRAME_MARKERS = frozenset({0xC0, 0xC1, 0xC2})  # baseline, extended, progressive; Huffman-coded
_OTHER_FRAMES = frozenset({0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})
_MAX_BOXES = 16


@dataclass(frozen=True, slots=True)
class Header:
    """What a portrait says about itself; sizes in pixels."""

    format: PortraitFormat
    width: int
    height: int


def read_header(data: bytes) -> Header:
    """Format and size of a JPEG, JP2 or raw JPEG 2000 codestream (the formats of ISO/IEC 19794-5 in DG2).

    :raises PortraitRefused: `format_not_allowed`, `header_broken` or `too_large` (more than 1200 x 1600).
    """
    try:
        if data.startswith(_JPEG_START):
            header = _jpeg(data)
        elif data.startswith(_JP2_SIGNATURE):
            header = _jp2(data)
        elif data.startswith(_J2K_START):
            header = Header("j2k", *_siz(data, 0))
        else:
            raise PortraitRefused("format_not_allowed")
    except (struct.error, IndexError) as error:
        raise PortraitRefused("header_broken") from error
    if header.width < 1 or header.height < 1:
        raise PortraitRefused("header_broken")
    if header.width > MAX_WIDTH or header.height > MAX_HEIGHT:
        raise PortraitRefused("too_large", f"{header.width} x {header.height}")
    return header


def _jpeg(data: bytes) -> Header:
    at = 2
    while True:
        if data[at] != 0xFF:
            raise PortraitRefused("header_broken")
        marker = data[at + 1]
        if marker == 0xFF:  # fill byte, 10918-1 B.1.1.2
            at += 1
            continue
        if marker in _FRAME_MARKERS:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return Header("jpeg", width, height)
        if marker in _OTHER_FRAMES or marker in {0xD9, 0xDA}:
            raise PortraitRefused("header_broken")
        (length,) = struct.unpack_from(">H", data, at + 2)
        if length < 2:
            raise PortraitRefused("header_broken")
        at += 2 + length


def _jp2(data: bytes) -> Header:
    """The boxes up to the codestream; the image header box and the codestream must state the same size."""
    at, stated = 0, None
    for _ in range(_MAX_BOXES):
        length, kind = struct.unpack_from(">I4s", data, at)
        if kind == b"jp2h":
            (inner,) = struct.unpack_from("4s", data, at + 12)
            if inner != b"ihdr":  # 15444-1 I.5.3.1: the image header comes first
                raise PortraitRefused("header_broken")
            height, width = struct.unpack_from(">II", data, at + 16)
            stated = (width, height)
        if kind == b"jp2c":
            actual = _siz(data, at + (16 if length == 1 else 8))
            if stated != actual:
                raise PortraitRefused("header_broken")
            return Header("jp2", *actual)
        if length < 8:
            raise PortraitRefused("header_broken")
        at += length
    raise PortraitRefused("header_broken")


def _siz(data: bytes, at: int) -> tuple[int, int]:
    """Width and height from the SIZ marker segment (15444-1 A.5.1), which directly follows SOC."""
    if data[at : at + 4] != _J2K_START:
        raise PortraitRefused("header_broken")
    right, bottom, left, top = struct.unpack_from(">IIII", data, at + 8)
    return right - left, bottom - top
