"""What a language brings beside its words: its own name, its typeface, how amounts and dates are written.

Each stands in the language's translation file (context `Forms`), so that adding a language is adding that file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
OF_BUNDLED_FONT = 1.265


@dataclass(frozen=True, slots=True)
class Form:
    """One language's forms.

    :param name: the language in itself, as the choice of languages shows it.
    :param family: the typeface; the bundled one, or the system's Noto for other scripts.
    :param line: the typeface's own line height in em, which ours are counted against.
    :param money: an amount, with `{amount}`; its spaces never break over a line.
    :param group: what stands between thousands.
    :param day: a date, with `{day}`, `{month}` and `{year}`.
    """

    name: str
    family: str = "Be Vietnam Pro"
    line: float = OF_BUNDLED_FONT
    money: str = "{amount} đ"
    group: str = "."
    day: str = "{day:02}/{month:02}/{year}"

    def amount(self, dong: int) -> str:
        """An amount in đồng: `10.120 đ` in Vietnamese."""
        grouped = f"{dong:,}".replace(",", self.group)
        return self.money.format(amount=grouped).replace(" ", NO_BREAK_SPACE)

    def date(self, value: date | None) -> str:
        """A date, or nothing."""
        if value is None:
            return ""
        written = self.day.format(day=value.day, month=value.month, year=value.year)
        return written.replace(" ", NO_BREAK_SPACE)


def read_form(word: Callable[[str], str | None]) -> Form:
    """The forms of a language; `word` gives what its file has for a source text, empty where it has none."""

    def said(source: str) -> str:
        return word(source) or source

    return Form(
        # lupdate finds these by the literal calls in `sources` below.
        name=said("English"),
        family=said("Be Vietnam Pro"),
        line=float(said("1.265")),
        money=said("{amount} ₫"),
        group=said(","),
        day=said("{day:02}/{month:02}/{year}"),
    )


def sources() -> tuple[str, ...]:
    """Every form in the language that is spoken now; each comment stands in the translation files."""
    translate = QCoreApplication.translate
    return (
        #: The language's own name in itself, as patients look for it: Tiếng Việt, 中文
        translate("Forms", "English"),
        #: The typeface: Be Vietnam Pro, or for other scripts one of Noto's, like Noto Sans CJK SC
        translate("Forms", "Be Vietnam Pro"),
        #: The typeface's own line height in em: 1.265 for Be Vietnam Pro, 1.448 for Noto Sans CJK
        translate("Forms", "1.265"),
        #: An amount in Vietnamese đồng
        translate("Forms", "{amount} ₫"),
        #: What stands between thousands
        translate("Forms", ","),
        #: A date; {day}, {month}, {year}, with :02 for two digits
        translate("Forms", "{day:02}/{month:02}/{year}"),
    )


_known: dict[str, Form] = {}


def know(language: str, form: Form) -> None:
    """Remember a language's forms, once its file is loaded."""
    _known[language] = form


def form_of(language: str) -> Form:
    """The forms of a language; one that is not loaded gets the Vietnamese ones."""
    return _known.get(language, Form(language))
