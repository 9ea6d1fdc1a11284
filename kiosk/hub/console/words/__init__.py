"""The console's words, a file for each language; Vietnamese is the first, and each has all of them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from kiosk.clock import VIETNAM

LANGUAGES = ("vi", "en")


@cache
def words(language: str) -> Mapping[str, str]:
    """Every text of a language by its key, like `look.good`."""
    text = (Path(__file__).parent / f"{language}.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    return {f"{table}.{key}": word for table, held in tables.items() for key, word in held.items()}


class Speaker:
    """Says things in one language."""

    def __init__(self, language: str, now: datetime) -> None:
        self.language = language
        self._words = words(language)
        self._now = now.astimezone(VIETNAM)

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key, its places filled.

        :raises KeyError: for a key that no file has.
        """
        text = self._words[key]
        return text.format(**values) if values else text

    def code(self, table: str, code: object) -> str:
        """The word for a code a station or the hub uses; a code of a later release stands for itself."""
        return self._words.get(f"{table}.{code}", str(code))

    def when(self, at: datetime | None) -> str:
        """A moment as people write it: the time today, the date with it before."""
        if at is None:
            return "—"
        local = at.astimezone(VIETNAM)
        return local.strftime("%H:%M:%S" if local.date() == self._now.date() else "%d/%m/%Y %H:%M")

    def day(self, at: datetime | None) -> str:
        """A date."""
        return "—" if at is None else at.astimezone(VIETNAM).strftime("%d/%m/%Y")

    def since(self, at: datetime | None) -> str:
        """How long ago, in the largest unit that says something."""
        return "—" if at is None else self.long(self._now - at)

    def long(self, span: timedelta | float) -> str:
        """A span of time; a number is in seconds."""
        seconds = int(span.total_seconds() if isinstance(span, timedelta) else span)
        for unit, size in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
            if seconds >= 2 * size or (seconds >= size and unit == "minute"):
                return self(f"span.{unit}", n=seconds // size)
        return self("span.second", n=max(0, seconds))

    def number(self, value: int) -> str:
        """A whole number with its thousands apart."""
        return f"{value:,}".replace(",", "." if self.language == "vi" else ",")
