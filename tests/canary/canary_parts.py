"""Planted people, and the search for them: in any file, any encoding, any table, whatever was done to letters."""

from __future__ import annotations

import base64
import contextlib
import io
import re
import sqlite3
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from random import Random
from urllib.parse import unquote_to_bytes

from kiosk.simulation.people import ChildPerson, Person

NAME = "Quỳnh Khướu"
"""Stands in every planted name between family name and given name; nobody else has it."""
STREET = "Ngõ Bạch Đưởng"
DIGITS = "7531"
PHONE = "0977531246"
BIRTH = "11/07/1961"

_SPOKEN = "|".join(
    (
        r"quynh[^a-z0-9]{0,4}khuou",
        r"bach[^a-z0-9]{0,4}d?uong",  # đ has no form without its bar that is not another letter
        # In the middle of a hash digits come together by chance.
        rf"(?<![0-9a-f]{{8}})001[0-9]{{5}}{DIGITS}|001[0-9]{{5}}{DIGITS}(?![0-9a-f]{{8}})",
        rf"(?:gd4|te1)010[0-9]{{5}}{DIGITS}",
        rf"kqz{DIGITS}[0-9]{{2}}",
        PHONE,
        "1961-07-11|11/07/1961|11071961|19610711",
    )
)
_PLANTED = re.compile(_SPOKEN)
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{16,}")
_HEX = re.compile(rb"(?:[0-9a-fA-F]{2}){12,}")
_IN_ADDRESS = re.compile(rb"%[0-9A-Fa-f]{2}")
_PACKED = re.compile(rb"\x1f\x8b\x08|(?<=IDAT)\x78[\x01\x5e\x9c\xda]|(?<=stream\n)\x78[\x01\x5e\x9c\xda]")
MOST_UNPACKED = 1 << 20
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


def planted(person: Person, number: int, random: Random) -> Person:
    """The same person under a name, a number and an address that nobody else has; so is the child."""
    citizen = person.citizen
    family, given = citizen.full_name.split()[0], citizen.full_name.split()[-1]
    name = f"{family} {NAME} {given}" if not person.passport else f"{family} QUYNH KHUOU {given}"
    own = (
        f"KQZ{DIGITS}{number % 100:02d}"
        if person.passport
        else f"001{citizen.id_number[3:6]}{number % 100:02d}{DIGITS}"
    )
    found = replace(citizen, full_name=name, id_number=own, place_of_residence=f"Số {number}, {STREET}, Hà Nội")
    issued = found.issue_date or ""
    born = "".join(reversed(found.date_of_birth.split("-")))
    qr = f"{own}||{name}|{born}|{found.sex}|{found.place_of_residence}|{''.join(reversed(issued.split('-')))}"
    child = person.child and _child(person.child, number, random)
    return replace(person, citizen=found, qr_text=qr, child=child)


def _child(child: ChildPerson, number: int, random: Random) -> ChildPerson:
    name = f"{child.full_name.split()[0]} {NAME} {random.choice(('Bé', 'An', 'Ốc'))}"
    return replace(child, full_name=name, number=f"{child.number[:6]}{50 + number % 50:02d}{DIGITS}")


class Search:
    """Looks for planted people, and for these bytes, which are of a picture."""

    def __init__(self, picture: bytes = b"") -> None:
        middle = len(picture) // 2
        self._chunks = tuple(picture[at : at + 24] for at in (middle, middle + 501, middle + 1007) if picture)

    def text(self, text: str) -> set[str]:
        """What of them stands in a text."""
        told = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
        return set(_PLANTED.findall(_folded(unescape(told) if "&" in told else told)))

    def data(self, data: bytes) -> set[str]:
        """What of them stands in these bytes, plain, as UTF-16, base64, hexadecimal, in an address or packed."""
        found: set[str] = set()
        for view in _views(data):
            found |= self.text(view.decode("utf-8", "ignore"))
            found |= {"portrait" for chunk in self._chunks if chunk in view}
        for start in (0, 1):
            found |= self.text(data[start:].decode("utf-16-le", "ignore"))
            found |= self.text(data[start:].decode("utf-16-be", "ignore"))
        return found

    def files(self, folder: Path, besides: tuple[Path, ...] = ()) -> dict[str, set[str]]:
        """What stands in which file of a folder, its bytes and, of a database, also its rows."""
        found: dict[str, set[str]] = {}
        for path in sorted(folder.rglob("*")):
            if not path.is_file() or any(path.is_relative_to(one) for one in besides):
                continue
            data = path.read_bytes()
            # The reserves of a full disk are 32 MB of nothing.
            seen = (self.data(data) if data.strip(b"\0") else set()) | self.text(path.name)
            if data.startswith(b"SQLite format 3\0"):
                seen |= self.text("\n".join(_rows(path)))
            if seen:
                found[str(path.relative_to(folder))] = seen
        return found


def _views(data: bytes) -> Iterator[bytes]:
    yield data
    if _IN_ADDRESS.search(data):
        yield unquote_to_bytes(data.replace(b"+", b" "))
    for packed in _PACKED.finditer(data):
        unpacking = zlib.decompressobj(wbits=47)  # zlib's own, as in a PDF or a picture, or gzip's
        with contextlib.suppress(zlib.error):
            yield unpacking.decompress(data[packed.start() :], MOST_UNPACKED)
    if b"PK\x03\x04" in data:
        with contextlib.suppress(zipfile.BadZipFile), zipfile.ZipFile(io.BytesIO(data)) as packed_files:  # a workbook
            yield from (packed_files.open(name).read(MOST_UNPACKED) for name in packed_files.namelist())
    for run in _BASE64.findall(data):
        for start in range(4):
            part = run[start : start + (len(run) - start) // 4 * 4]
            yield base64.b64decode(part, altchars=b"-_" if b"-" in part or b"_" in part else None)
    for run in _HEX.findall(data):
        for start in (0, 1):
            part = run[start : start + (len(run) - start) // 2 * 2]
            yield bytes.fromhex(part.decode())


def _rows(path: Path) -> Iterator[str]:
    """Every row of every table, also where a value lies on several pages of the file."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        yield from connection.iterdump()
    finally:
        connection.close()


def _folded(text: str) -> str:
    """Without marks and capitals; đ is d."""
    plain = unicodedata.normalize("NFD", text).lower().replace("đ", "d")
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
