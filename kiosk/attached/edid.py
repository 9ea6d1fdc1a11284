"""What a panel says of itself (VESA E-EDID 1.4, base block): its name, its pixels and its size."""

from __future__ import annotations

from kiosk.attached.devices import FoundScreen

_HEADER = b"\x00\xff\xff\xff\xff\xff\xff\x00"
_BLOCK, _TIMING, _DESCRIPTOR = 128, 54, 18
_NAME = 0xFC
_LEAST_MM, _MOST_MM = 60, 3000
"""Panels that have no size to tell (projectors, converters) give nought, or their shape: 16 by 9."""


def read_edid(connector: str, edid: bytes) -> FoundScreen | None:
    """The panel at a connector; None for what is no EDID, or has no timing of its own."""
    block = edid[:_BLOCK]
    if len(block) < _BLOCK or block[:8] != _HEADER or sum(block) % 256:
        return None
    timing = block[_TIMING : _TIMING + _DESCRIPTOR]
    if not timing[0] and not timing[1]:
        return None
    width_px = timing[2] | (timing[4] & 0xF0) << 4
    height_px = timing[5] | (timing[7] & 0xF0) << 4
    width_mm = timing[12] | (timing[14] & 0xF0) << 4
    height_mm = timing[13] | (timing[14] & 0x0F) << 8
    if not _plausible(width_mm, height_mm):
        width_mm, height_mm = 10 * block[21], 10 * block[22]  # to the centimetre
    if not _plausible(width_mm, height_mm):
        width_mm = height_mm = 0
    return FoundScreen(connector, _name(block), width_px, height_px, width_mm, height_mm)


def _plausible(width_mm: int, height_mm: int) -> bool:
    return all(_LEAST_MM <= length <= _MOST_MM for length in (width_mm, height_mm))


def _name(block: bytes) -> str:
    for start in range(_TIMING, _TIMING + 4 * _DESCRIPTOR, _DESCRIPTOR):
        descriptor = block[start : start + _DESCRIPTOR]
        if descriptor[:3] == b"\0\0\0" and descriptor[3] == _NAME:
            text = descriptor[5:].partition(b"\n")[0].decode("ascii", "replace").strip()
            return "".join(letter if letter.isprintable() else "?" for letter in text)
    return ""
