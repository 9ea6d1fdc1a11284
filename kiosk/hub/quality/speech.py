"""Says the figures of service quality in a language: names, spans of time, shares, points."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kiosk.hub.quality.score import Score
from kiosk.reports.wording import span

LANGUAGES = ("vi", "en")
NONE = "—"
_FORMS = ("seconds", "minutes_seconds", "minutes", "hours_minutes")


@cache
def _words(language: str) -> Mapping[str, Mapping[str, str]]:
    file = Path(__file__).parent / "words" / f"{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


class Speech:
    """One language's words and forms.

    :param language: one of `LANGUAGES`; anything else is Vietnamese.
    """

    def __init__(self, language: str = LANGUAGES[0]) -> None:
        self.language = language if language in LANGUAGES else LANGUAGES[0]
        self._words = _words(self.language)

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key like `page.title`, its places filled.

        :raises KeyError: for a key that no file has.
        """
        table, _, name = key.partition(".")
        text = self._words[table][name]
        return text.format(**values) if values else text

    def named(self, table: str, code: str) -> str:
        """What a code of a table is called; one of a later release is `other`."""
        words = self._words[table]
        return words.get(code, words["other"])

    def number(self, value: int) -> str:
        """`1.284`, in English `1,284`."""
        return f"{value:,}".replace(",", "." if self.language == "vi" else ",")

    def decimal(self, value: float, places: int = 1) -> str:
        """`4,3`, in English `4.3`."""
        text = f"{value:.{places}f}"
        return text.replace(".", ",") if self.language == "vi" else text

    def share(self, part: int, whole: int) -> str:
        """A part in percent, without the sign: `97,4`."""
        return self.decimal(100 * part / whole) if whole else NONE

    def span(self, ms: int | None) -> str:
        """A span of time in the largest units that say something."""
        if ms is None:
            return NONE
        told = span(ms, (*(self._words["time"][form] for form in _FORMS),))  # type: ignore[arg-type]
        return told if self.language == "vi" else told.replace(",", ".")

    def month(self, month: str) -> str:
        """`11/2026`."""
        year, number = month.split("-")
        return f"{number}/{year}"

    def day(self, day: str) -> str:
        """`26/11/2026`."""
        year, month, number = day.split("-")
        return f"{number}/{month}/{year}"

    def score(self, score: Score) -> str:
        """What a score comes to, with its reckoning, or why there is none."""
        if score.value is None:
            return self("score.none", weight=score.weight)
        return self("score.line", points=self.decimal(score.points), weight=score.weight, value=score.value)

    def measured(self, unit: str, value: float | None) -> str:
        """A component's value or limit in its unit."""
        if value is None:
            return NONE
        places = 0 if unit == "minutes" or value == int(value) else 1
        if unit == "stars":
            places = 1
        return self(f"score.{unit}", n=self.decimal(value, places))
