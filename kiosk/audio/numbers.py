"""Numbers as the parts a voice says them in, so that recordings of a few dozen words can tell every number.

Vietnamese, English, French, and the languages that count in ten-thousands. Each part is one recording (`n.<part>`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

_VI = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_EN = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
_EN_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_FR = (
    "zéro",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dix-sept",
    "dix-huit",
    "dix-neuf",
)
_FR_TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante"}
_MOST = 10**12


def number_parts(number: int, language: str) -> tuple[str, ...]:
    """The parts of a number from 0 up to (not with) a million million; digits where the language is not known.

    :raises ValueError: beyond that.
    """
    if not 0 <= number < _MOST:
        raise ValueError("no such number is spoken here")
    say = _LANGUAGES.get(language)
    return say(number) if say else tuple(str(number))


def code_parts(code: str, language: str) -> tuple[str, ...]:
    """The parts of a ticket's or a room's code: letters one by one, numbers as such, with leading zeros by digit."""
    parts: list[str] = []
    digits = ""
    for sign in f"{code} ":
        if sign.isdecimal():
            digits += sign
            continue
        if digits:
            one_by_one = digits.startswith("0") or len(digits) > 6
            numbers = list(digits) if one_by_one else [digits]
            parts += [part for each in numbers for part in number_parts(int(each), language)]
            digits = ""
        if sign.isalpha():
            parts.append(sign.upper())
    return tuple(parts)


def _grouped(number: int, base: int, units: tuple[str, ...], below: Callable[[int, bool], list[str]]) -> list[str]:
    """The groups of a number from the highest, each with its unit; `below` is told whether a group came before."""
    said: list[str] = []
    for place in range(len(units) - 1, -1, -1):
        group = number // base**place % base
        if group:
            said += [*below(group, bool(said)), *([units[place]] if units[place] else [])]
    return said


def _vietnamese(number: int) -> tuple[str, ...]:
    return tuple(_grouped(number, 1000, ("", "nghìn", "triệu", "tỷ"), _vi_group)) or ("không",)


def _vi_group(group: int, after: bool) -> list[str]:
    hundreds, tens, ones = group // 100, group // 10 % 10, group % 10
    said = [_VI[hundreds], "trăm"] if hundreds or after else []
    if tens == 0:
        return said if ones == 0 else [*said, *(["linh"] if said else []), _VI[ones]]
    said += ["mười"] if tens == 1 else [_VI[tens], "mươi"]
    if ones == 5:
        return [*said, "lăm"]
    if ones == 1 and tens > 1:
        return [*said, "mốt"]
    return [*said, _VI[ones]] if ones else said


def _english(number: int) -> tuple[str, ...]:
    return tuple(_grouped(number, 1000, ("", "thousand", "million", "billion"), _en_group)) or ("zero",)


def _en_group(group: int, after: bool) -> list[str]:
    hundreds, rest = divmod(group, 100)
    said = [_EN[hundreds], "hundred"] if hundreds else []
    if rest and (hundreds or after):
        said.append("and")
    if rest >= 20:
        return [*said, _EN_TENS[rest // 10 - 2], *([_EN[rest % 10]] if rest % 10 else [])]
    return [*said, _EN[rest]] if rest else said


def _french(number: int) -> tuple[str, ...]:
    said = _grouped(number, 1000, ("", "mille", "millions", "milliards"), lambda group, _: _fr_group(group))
    if 1000 <= number < 2000:
        said = said[1:]  # "mille", never "un mille"
    return tuple(said) or ("zéro",)


def _fr_group(group: int) -> list[str]:
    hundreds, rest = divmod(group, 100)
    said = ([] if hundreds == 1 else [_FR[hundreds]]) + ["cent"] if hundreds else []
    return [*said, *_fr_below(rest)] if rest else said


def _fr_below(rest: int) -> list[str]:
    if rest < 20:
        return [_FR[rest]]
    tens, ones = divmod(rest, 10)
    if tens >= 8:
        return ["quatre-vingt", *([_FR[rest - 80]] if rest > 80 else [])]
    if tens == 7:
        return ["soixante", *(["et"] if ones == 1 else []), _FR[rest - 60]]
    return [_FR_TENS[tens], *(["et"] if ones == 1 else []), *([_FR[ones]] if ones else [])]


def _by_ten_thousands(
    digits: Sequence[str], small: tuple[str, str, str], large: tuple[str, ...], *, one: bool, zero: str
) -> Callable[[int], tuple[str, ...]]:
    """Counting in ten-thousands; `one`: a single ten, hundred or thousand says its one; `zero` fills a gap, if said."""

    def group(number: int, after: bool) -> list[str]:
        said: list[str] = []
        gap = after and number < 1000
        for place in (3, 2, 1, 0):
            digit = number // 10**place % 10
            if not digit:
                gap = gap or bool(said)
                continue
            if gap and zero:
                said.append(zero)
            gap = False
            alone = digit == 1 and place > 0 and (not one or (place == 1 and not said and not after))
            said += ([] if alone else [digits[digit]]) + ([small[place - 1]] if place else [])
        return said

    def say(number: int) -> tuple[str, ...]:
        return tuple(_grouped(number, 10_000, ("", *large), group)) or (digits[0],)

    return say


_LANGUAGES: dict[str, Callable[[int], tuple[str, ...]]] = {
    "vi": _vietnamese,
    "en": _english,
    "fr": _french,
    "zh": _by_ten_thousands("零一二三四五六七八九", ("十", "百", "千"), ("万", "亿"), one=True, zero="零"),
    # In kana: what a synthesizer can read; a recording says it as it is said.
    "ja": _by_ten_thousands(
        ("ゼロ", "いち", "に", "さん", "よん", "ご", "ろく", "なな", "はち", "きゅう"),
        ("じゅう", "ひゃく", "せん"),
        ("まん", "おく"),
        one=False,
        zero="",
    ),
    "ko": _by_ten_thousands("영일이삼사오육칠팔구", ("십", "백", "천"), ("만", "억"), one=False, zero=""),
}
