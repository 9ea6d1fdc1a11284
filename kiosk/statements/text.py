"""Text as it stands in statements, made comparable: composed Vietnamese, single spaces, headings without marks."""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import BinaryIO

_SPACES = re.compile(r"\s+")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2060\ufeff\ud800-\udfff]")


def clean(text: str) -> str:
    """NFC, without control, zero-width and half characters, every run of white space one space."""
    return _SPACES.sub(" ", _CONTROLS.sub("", unicodedata.normalize("NFC", text))).strip()


def fold(text: str) -> str:
    """Letters and digits only, lower case, without Vietnamese marks, words parted by one space.

    "Số tiền ghi có/ Credit" and "SO TIEN GHI CO (Credit)" fold to the same text.
    """
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[a-z0-9]+", bare))


def encoding_of(stream: BinaryIO) -> str:
    """How a file's text is encoded: by its byte order mark, as UTF-16 without one, as UTF-8, else Windows-1258.

    The stream is read through in pieces and stands at its beginning again. Windows-1258 keeps Vietnamese tones as
    characters of their own; `clean` composes them.
    """
    head = stream.read(4096)
    try:
        if head.startswith(b"\xef\xbb\xbf"):
            return "utf-8-sig"
        if head.startswith((b"\xff\xfe", b"\xfe\xff")):
            return "utf-16"
        half = len(head) // 2
        if half and head[1::2].count(0) > half * 0.6:
            return "utf-16-le"
        if half and head[0::2].count(0) > half * 0.6:
            return "utf-16-be"
        decoder = codecs.getincrementaldecoder("utf-8")()
        plain = True
        try:
            while head:
                plain &= decoder.decode(head).isascii()
                head = stream.read(2**20)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            # Vietnamese that was UTF-8 up to here is UTF-8 with a damaged letter, not another code page.
            plain &= error.object[: error.start].isascii()
            return "cp1258" if plain else "utf-8"
        return "utf-8"
    finally:
        stream.seek(0)
