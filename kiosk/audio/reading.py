"""A text of the window as a voice reads it: amounts, times and numbers in words, signs that only the eye needs gone."""

from __future__ import annotations

import re
from collections.abc import Callable

from kiosk.audio.numbers import code_parts, number_parts

_SPACES = "\u0020\u00a0\u202f"
_TIME = re.compile(r"(?<!\d)(\d{1,2}):(\d{2})(?!\d)")
_DATE = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
_GROUPED = re.compile(rf"(?<![\d.,])\d{{1,3}}(?:[.,{_SPACES}]\d{{3}})+(?![\d])")
_MONEY = re.compile(rf"[{_SPACES}]*(?:₫|(?<=\d[{_SPACES}])đ\b)")
_CODE = re.compile(r"\d+")
_SILENT = re.compile(r"[·•…“”«»]+")
_LONGEST = 12


def read(
    text: str,
    language: str,
    time: Callable[[int, int], str],
    date: Callable[[int, int, int], str],
    money: str,
    joined: str = " ",
) -> str:
    """The text in words; what is no number stays as it is written.

    :param time: an hour and a minute in words.
    :param date: a day, a month and a year in words.
    :param money: what amounts are called, đồng in Vietnamese.
    :param joined: what stands between the parts of a number.
    """

    def said(number: str) -> str:
        parts = number_parts(int(number), language) if _plain(number) else code_parts(number, language)
        return joined.join(parts)

    text = _MONEY.sub(f" {money}", text.replace("\n", " "))
    text = _DATE.sub(lambda found: date(int(found[1]), int(found[2]), int(found[3])), text)
    text = _TIME.sub(lambda found: time(int(found[1]), int(found[2])), text)
    text = _GROUPED.sub(lambda found: said(re.sub(r"\D", "", found[0])), text)
    text = _CODE.sub(lambda found: said(found[0]), text)
    text = re.sub(rf"[{_SPACES}]*[–—|][{_SPACES}]*", ", ", _SILENT.sub(",", text))
    return re.sub(rf"[{_SPACES}]+", " ", re.sub(rf"[{_SPACES}]+,|,+", ",", text)).strip(f"{_SPACES},")


def _plain(number: str) -> bool:
    return len(number) < _LONGEST and (number == "0" or not number.startswith("0"))
