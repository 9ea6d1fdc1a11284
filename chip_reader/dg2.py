"""DG2: find the portrait inside the biometric templates. The image is handed out as it is, never decoded here."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

from .errors import BadChipData
from .tlv import parse_one, walk

_FACE_RECORD = b"FAC\x00"
_HEADER, _FACE_INFORMATION, _FEATURE_POINT, _IMAGE_INFORMATION = 14, 20, 8, 12


class PortraitFormat(StrEnum):
    """What the first bytes of the image say it is."""

    JPEG = "jpeg"
    JP2 = "jp2"
    J2K = "j2k"


_MAGIC = {
    b"\xff\xd8\xff": PortraitFormat.JPEG,
    b"\x00\x00\x00\x0cjP  \r\n\x87\n": PortraitFormat.JP2,
    b"\xff\x4f\xff\x51": PortraitFormat.J2K,
}


@dataclass(frozen=True, slots=True)
class Portrait:
    """The encoded image, only handed out after its hash matched the SOD. Decode it in a process of its own."""

    format: PortraitFormat
    data: bytes = field(repr=False)

    @property
    def sha256(self) -> str:
        """SHA-256 of the encoded image, hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


def sniff(image: bytes) -> PortraitFormat | None:
    """The format by the first bytes, None when unknown."""
    return next((name for magic, name in _MAGIC.items() if image.startswith(magic)), None)


def parse_dg2(data: bytes) -> Portrait:
    """The first face image of DG2 (ICAO 9303-10, 4.7.2; ISO/IEC 19794-5, or bare images); raises `BadChipData`."""
    try:
        parse_one(data, 0x75)
        for tlv in walk(data):
            if tlv.tag in {0x5F2E, 0x7F2E} and tlv.value.startswith(_FACE_RECORD):
                return _from_record(tlv.value)
            if not tlv.constructed and (found := sniff(tlv.value)):
                return Portrait(found, tlv.value)
    except BadChipData as error:
        raise BadChipData(error.reason, "DG2") from error
    raise BadChipData("no face image", "DG2")


def _from_record(record: bytes) -> Portrait:
    """The image behind the headers of the first face (ISO/IEC 19794-5:2005, 5.4 to 5.8)."""
    if len(record) < _HEADER + _FACE_INFORMATION:
        raise BadChipData("face record too short")
    end = _HEADER + int.from_bytes(record[_HEADER : _HEADER + 4], "big")
    points = int.from_bytes(record[_HEADER + 4 : _HEADER + 6], "big")
    start = _HEADER + _FACE_INFORMATION + points * _FEATURE_POINT + _IMAGE_INFORMATION
    image = record[start:end]
    found = sniff(image)
    if not image or end > len(record) or found is None:
        raise BadChipData("the face record holds no JPEG or JPEG 2000 image")
    return Portrait(found, image)
