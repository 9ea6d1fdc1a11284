"""The files of a virtual card, built from its profile: COM, DG1, DG2, DG13 and the SOD over them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from ..dg13 import FIELDS, PARENTS
from ..files import ElementaryFile
from ..signatures import digest
from ..tlv import encode
from .issuer import Issuer
from .profile import Profile

_PRINTABLE_ITEMS = {1, 3, 11, 15, 16}
_SEQUENCE, _SET, _UTF8, _PRINTABLE = 0x30, 0x31, 0x0C, 0x13
_TAGS = {1: 0x61, 2: 0x75, 13: 0x6D, 14: 0x6E, 15: 0x6F}


def build_files(
    profile: Profile, portrait: bytes, issuer: Issuer, signed_at: datetime, chip_groups: Mapping[int, bytes]
) -> dict[ElementaryFile, bytes]:
    """Every readable file of the card by its identifier.

    `portrait` is an encoded JPEG or JPEG 2000 image, `chip_groups` DG14 and DG15 where the chip has them. A withheld
    file is signed, but neither there nor listed.
    """
    groups = {
        1: encode(0x61, encode(0x5F1F, "".join(profile.mrz).encode("ascii"))),
        2: build_dg2(portrait),
        13: build_dg13(profile),
        **chip_groups,
    }
    hashes = {number: digest(issuer.scheme.hash, data) for number, data in groups.items()}
    given = {number: data for number, data in groups.items() if f"DG{number}" not in profile.withheld}
    files = {
        ElementaryFile.COM: build_com(given),
        ElementaryFile.SOD: issuer.sign(hashes, signed_at),
    }
    for number, data in given.items():
        file = ElementaryFile(number)
        files[file] = tamper(file, data) if file.name in profile.tampered else data
    return files


def tamper(file: ElementaryFile, data: bytes) -> bytes:
    """The file with one bit changed near its end: still well formed, no longer what was signed."""
    # In DG1 the name carries no check digit, so the change does not show there.
    position = len(data) - (30 if file is ElementaryFile.DG1 else 1)
    return data[:position] + bytes([data[position] ^ 0x01]) + data[position + 1 :]


def build_com(groups: Mapping[int, bytes]) -> bytes:
    """EF.COM: LDS version 1.7, Unicode 4.0, and the tags of the data groups (ICAO 9303-10, 4.6.1)."""
    tags = bytes(_TAGS[number] for number in sorted(groups))
    return encode(0x60, encode(0x5F01, b"0107") + encode(0x5F36, b"040000") + encode(0x5C, tags))


def build_dg2(portrait: bytes) -> bytes:
    """DG2 with one ISO/IEC 19794-5 face record around the image (ICAO 9303-10, 4.7.2)."""
    image_type = 0 if portrait.startswith(b"\xff\xd8") else 1
    information = bytes(2) + bytes(14)
    image = bytes([1, image_type]) + bytes(4) + bytes([1, 0]) + bytes(4)
    body = information + image + portrait
    face = (len(body) + 4).to_bytes(4, "big") + body
    record = b"FAC\x00010\x00" + (len(face) + 14).to_bytes(4, "big") + (1).to_bytes(2, "big") + face
    header = encode(0x81, b"\x02") + encode(0x87, b"\x01\x01") + encode(0x88, b"\x00\x08")
    template = encode(0x7F60, encode(0xA1, header) + encode(0x5F2E, record))
    return encode(0x75, encode(0x7F61, encode(0x02, b"\x01") + template))


def build_dg13(profile: Profile) -> bytes:
    """DG13: an application object with a SET of numbered SEQUENCEs, in the layout the profile asks for."""
    items: list[bytes] = []
    for number in range(1, 17):
        if number == PARENTS:
            items.append(_item(number, _parents(profile)))
        elif number == 14:
            items.append(_item(number, encode(_SEQUENCE, _utf8(profile.spouse)) if profile.spouse else b""))
        else:
            text = getattr(profile, FIELDS[number])
            items.append(_item(number, _printable(text) if number in _PRINTABLE_ITEMS else _utf8(text)))
    items += [_item(number, _utf8(text)) for number, text in profile.extra.items()]
    content = encode(_SET, b"".join(items))
    if profile.layout == "version-first":
        content = encode(0x02, b"\x00") + encode(_SEQUENCE, encode(0x06, bytes.fromhex("2A0304"))) + content
    return encode(0x6D, encode(_SEQUENCE, content))


def _parents(profile: Profile) -> bytes:
    if profile.layout == "flat-parents":
        return encode(_SEQUENCE, _utf8(profile.father) + _utf8(profile.mother))
    return b"".join(encode(_SEQUENCE, _utf8(name) if name else b"") for name in (profile.father, profile.mother))


def _item(number: int, value: bytes) -> bytes:
    return encode(_SEQUENCE, encode(0x02, bytes([number])) + value)


def _utf8(text: str) -> bytes:
    return encode(_UTF8, text.encode())


def _printable(text: str) -> bytes:
    return encode(_PRINTABLE, text.encode("ascii"))
