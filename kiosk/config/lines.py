"""Where each key of a TOML text stands: tomllib gives values without lines, and a person needs the line."""

from __future__ import annotations

import re
import tomllib

Path = tuple[str, ...]

_KEY = re.compile(r"""\s*(?:([A-Za-z0-9_-]+)|("(?:[^"\\]|\\.)*")|('[^']*'))[ \t]*""")
_STRING = re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\]|\\.)*"|\'[^\']*\'', re.DOTALL)
_COMMENT = re.compile(r"#[^\n]*")


def key_lines(text: str) -> dict[Path, int]:
    """The line, from 1, of each table and key of a text `tomllib` accepts; keys in inline tables are left out."""
    lines: dict[Path, int] = {}
    table: Path = ()
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
        elif text[at] == "#":
            at = _after(_COMMENT, text, at)
        elif text[at] == "[":
            start = at
            table, at = _dotted(text, at + (2 if text.startswith("[[", at) else 1))
            _note(lines, table, text, start)
            at = text.find("\n", at) if "\n" in text[at:] else len(text)
        else:
            start = at
            key, at = _dotted(text, at)
            _note(lines, table + key, text, start)
            at = _skip_value(text, at + 1)
    return lines


def _note(lines: dict[Path, int], path: Path, text: str, at: int) -> None:
    number = text.count("\n", 0, at) + 1
    for length in range(1, len(path) + 1):
        lines.setdefault(path[:length], number)


def _dotted(text: str, at: int) -> tuple[Path, int]:
    """A dotted key and the place of the character after it."""
    names: list[str] = []
    while match := _KEY.match(text, at):
        bare, quoted, literal = match.groups()
        names.append(bare or (tomllib.loads(f"v={quoted}")["v"] if quoted else literal[1:-1]))
        at = match.end()
        if not text.startswith(".", at):
            break
        at += 1
    return tuple(names), at


def _skip_value(text: str, at: int) -> int:
    """The end of the value's last line; brackets, strings and comments may span or hide line ends."""
    depth = 0
    while at < len(text):
        match text[at]:
            case '"' | "'":
                at = _after(_STRING, text, at)
                continue
            case "#":
                at = _after(_COMMENT, text, at)
                continue
            case "[" | "{":
                depth += 1
            case "]" | "}":
                depth -= 1
            case "\n" if depth == 0:
                return at
        at += 1
    return at


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at + 1
