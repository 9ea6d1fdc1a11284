"""ER7 text of HL7 v2.5.1: values into segments. Here, and nowhere else, a value is escaped (chapter 2, section 2.7)."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Component: TypeAlias = str | tuple[str, ...]
"""A component; a tuple is its subcomponents (&)."""
Composite: TypeAlias = tuple[Component, ...]
"""The components (^) of one field or of one repetition."""
Field: TypeAlias = str | Composite | Sequence[Composite]
"""What a field holds: a text, components, or a list of repetitions (~) of components."""

SEPARATORS = "|^~\\&"
"""Field, component, repetition, escape, subcomponent: the ones HL7 recommends (2.5.4), and the only ones written."""

_NAMED = {"|": "\\F\\", "^": "\\S\\", "&": "\\T\\", "~": "\\R\\", "\\": "\\E\\"}
_TO_ESCAPE = re.compile(r"[|^&~\\\x00-\x1f\x7f]")
_LINE_ENDS = re.compile("[\u0085\u2028\u2029]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_SEQUENCE = re.compile(r"\\([^\\]*)\\")
_DELETE = '""'  # as a whole field it means "delete what you hold" (2.5.3), so a text of that form is written in hex


def escape(text: str) -> str:
    """A value as it may stand in a field: Unicode NFC, no space around it, nothing in it that separates or frames.

    Separators become their letters (2.7.1), control characters and line ends `\\Xhh\\` (2.7.5): `\\.br\\` is allowed in
    formatted text only, and a bare CR would end the segment, VT or FS the MLLP block.
    """
    whole = unicodedata.normalize("NFC", _SURROGATES.sub("\ufffd", _LINE_ENDS.sub("\n", text))).strip()
    if whole == _DELETE:
        return "\\X2222\\"
    return _TO_ESCAPE.sub(lambda found: _NAMED.get(found[0]) or f"\\X{ord(found[0]):02X}\\", whole)


def segment(name: str, fields: Mapping[int, Field]) -> str:
    """A segment from its fields by HL7 position; what is not given is empty, empty ends are left out (2.5.3)."""
    last = max((number for number, value in fields.items() if _field(value)), default=0)
    return "|".join([name, *(_field(fields.get(number, "")) for number in range(1, last + 1))])


def header(fields: Mapping[int, Field]) -> str:
    """MSH, whose first field is the separator itself; `fields` from MSH-3 on (2.15.9)."""
    shifted = {number - 1: value for number, value in fields.items()}
    rest = segment("MSH", {1: "", **shifted})
    return f"MSH|{SEPARATORS[1:]}{rest.removeprefix('MSH|')}"


def message(*segments: str) -> bytes:
    """A message as it travels: UTF-8, every segment ended by CR (2.5.2). Empty ones are left out."""
    return "".join(f"{one}\r" for one in segments if one).encode()


def _field(value: Field) -> str:
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, tuple):
        return _composite(value)  # a tuple is one composite, a list is repetitions
    return "~".join(text for one in value if (text := _composite(one)))


def _composite(value: Composite) -> str:
    return "^".join(_component(one) for one in value).rstrip("^")


def _component(value: Component) -> str:
    return escape(value) if isinstance(value, str) else "&".join(escape(one) for one in value).rstrip("&")


def unescape(text: str, separators: str = SEPARATORS) -> str:
    """The value of an escaped text of somebody else, whose `separators` are those of their MSH.

    Highlights, character set switches and local sequences are dropped, as a receiver may (2.7). `\\.br\\` is a
    line end.
    """
    field, component, repetition, mark, subcomponent = tuple(separators)
    if mark not in text:
        return text
    letters = {"F": field, "S": component, "R": repetition, "E": mark, "T": subcomponent, ".br": "\n", ".sp": "\n"}

    def value(found: re.Match[str]) -> str:
        inside = found[1]
        if inside[:1] == "X":
            return _from_hex(inside[1:])
        return letters.get(inside, "")

    if mark == "\\":
        return _SEQUENCE.sub(value, text)
    one = re.escape(mark)
    return re.sub(f"{one}((?:(?!{one}).)*){one}", value, text, flags=re.DOTALL)


def _from_hex(digits: str) -> str:
    try:
        return bytes.fromhex(digits).decode(errors="replace")
    except ValueError:
        return ""
