"""A language made for tests: every word of the window in angle quotes, so that what was never translated stands out."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum

FORMS = {"English": "Quoted", ",": "'", "{amount} ₫": "{amount} ¤"}


def quoted_words(book: str) -> str:
    """A translation file's text with every source in ‹quotes› as its translation; the forms get some of their own."""

    def quote(found: re.Match[str]) -> str:
        source = html.unescape(found[1])
        said = FORMS.get(source, source if source in KEPT else f"‹{source}›")
        return f"<source>{found[1]}</source>{found[2]}<translation>{html.escape(said, quote=False)}</translation>"

    return re.sub(
        r"<source>([^<]*)</source>((?:(?!</message>).)*?)<translation>[^<]*</translation>", quote, book, flags=re.S
    )


KEPT = ("Be Vietnam Pro", "1.265", "{day:02}/{month:02}/{year}")


def without_quoted(text: str) -> str:
    """What of a text stands outside of the quotes; an argument may be quoted inside its sentence."""
    before, text = "", re.sub(r"</?b>|<br>", "", text)
    while before != text:
        before, text = text, re.sub(r"‹[^‹›]*›", "", text)
    return text


def known_words(value: object) -> Iterator[str]:
    """Every text inside a value: names, rooms, numbers, which no translation knows."""
    if isinstance(value, str) and not isinstance(value, Enum):
        # Days and hours of one line may stand apart.
        yield from (value, *value.split(": "))
    elif isinstance(value, list | tuple | set | frozenset):
        for part in value:
            yield from known_words(part)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from known_words(getattr(value, field.name))
