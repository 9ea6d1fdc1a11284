"""Draws a portrait's quality as one A4 page: the portrait with its guides, beside it each measure with its limit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PIL import Image, ImageDraw

from face_match.geometry import Face, Picture
from face_match.quality.check import Finding, Status
from face_match.quality.portrait import CHIN, CROWN, PortraitQuality
from kiosk.cli.enroll_words import GROUPS, NAMES, PHRASES, Language, number, spoken
from kiosk.printing.fonts import Weight, font
from kiosk.printing.lettering import Lettering

WIDTH, HEIGHT = 1754, 1240
"""A4 across at 150 dpi."""

DPI = 150

Colour = tuple[int, int, int]
Place = tuple[float, float]

_PAPER, _INK, _SOFT, _RULE = (255, 255, 255), (24, 38, 52), (98, 112, 126), (222, 228, 234)
_TEAL, _TRACK, _GOOD_ZONE = (0, 104, 110), (232, 236, 240), (190, 226, 208)
_GREEN, _AMBER, _RED, _GREY = (22, 132, 82), (206, 128, 0), (190, 34, 46), (128, 140, 152)

_MARGIN = 56
_TOP = 150
_LEFT_WIDTH = 520
_TABLE_LEFT = _MARGIN + _LEFT_WIDTH + 60
_TABLE_RIGHT = WIDTH - _MARGIN
_BOTTOM = HEIGHT - 96
_BAR_LEFT, _BAR_RIGHT = _TABLE_LEFT + 420, _TABLE_LEFT + 740
_VALUE_RIGHT, _LIMIT_RIGHT = _TABLE_RIGHT - 170, _TABLE_RIGHT


class Standing(NamedTuple):
    """How a finding is shown."""

    colour: Colour
    sign: str


def sheet(picture: Picture, quality: PortraitQuality, facts: str, language: Language) -> Image.Image:
    """The report as an RGB picture of 1754 x 1240.

    :param facts: one line about the file, such as its format and size.
    :raises FontsMissing: when no typeface for Vietnamese is installed.
    """
    page = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    draw = ImageDraw.Draw(page)
    words = PHRASES[language]
    draw.rectangle((0, 0, WIDTH, 10), _TEAL)
    draw.text((_MARGIN, 66), words.title, _INK, font(Weight.BOLD, 40), anchor="ls")
    draw.text((_MARGIN, 104), words.subtitle, _SOFT, font(Weight.REGULAR, 20), anchor="ls")
    below = _portrait(page, picture, quality.face, language)
    _verdict(draw, quality, facts, below, language)
    if quality.face is not None:
        _legend(draw, language)
    _table(draw, quality, language)
    _foot(draw, language)
    return page


def _portrait(page: Image.Image, picture: Picture, face: Face | None, language: Language) -> float:
    """Paste the portrait with its guides; answers where the room below it begins."""
    image = Image.fromarray(picture)
    scale = min(_LEFT_WIDTH / image.width, 600 / image.height)
    size = (round(image.width * scale), round(image.height * scale))
    shown = image.resize(size, Image.Resampling.LANCZOS).convert("RGBA")
    if face is not None:
        guides = Image.new("RGBA", size)
        _guides(ImageDraw.Draw(guides), face, scale, size, language)
        shown = Image.alpha_composite(shown, guides)
    left = _MARGIN + (_LEFT_WIDTH - size[0]) // 2
    page.paste(shown.convert("RGB"), (left, _TOP))
    ImageDraw.Draw(page).rectangle((left - 1, _TOP - 1, left + size[0], _TOP + size[1]), None, _RULE)
    return float(_TOP + size[1])


def _guides(draw: ImageDraw.ImageDraw, face: Face, scale: float, size: tuple[int, int], language: Language) -> None:
    """The zone ICAO wants the eyes' middle in, crown and chin as estimated, the face box and the line of the eyes."""
    width, height = size
    words = PHRASES[language]
    draw.rectangle((0.45 * width, 0.3 * height, 0.55 * width, 0.5 * height), (0, 150, 160, 46), (0, 150, 160, 150))
    x = (face.left_eye.x + face.right_eye.x) / 2 * scale
    y = (face.left_eye.y + face.right_eye.y) / 2 * scale
    apart = face.inter_eye * scale
    for down, label in ((y - CROWN * apart, words.crown), (y + CHIN * apart, words.chin)):
        _dashed(draw, 0, width, down)
        _label(draw, (8, down - 4), label)
    _label(draw, (0.55 * width + 6, 0.3 * height + 12), words.eyes)
    box = face.box
    corners = (box.x * scale, box.y * scale, (box.x + box.width) * scale, (box.y + box.height) * scale)
    draw.rectangle(corners, None, (0, 60, 66, 200), 4)
    draw.rectangle([corners[0] + 1, corners[1] + 1, corners[2] - 1, corners[3] - 1], None, (255, 255, 255, 240), 2)
    eyes = [(eye.x * scale, eye.y * scale) for eye in (face.right_eye, face.left_eye)]
    draw.line(eyes, (255, 255, 255, 230), 4)
    draw.line(eyes, (*_TEAL, 255), 2)
    for across, down in (*eyes, (face.nose.x * scale, face.nose.y * scale), (x, y)):
        draw.ellipse((across - 6, down - 6, across + 6, down + 6), (255, 255, 255, 240))
        draw.ellipse((across - 4, down - 4, across + 4, down + 4), (*_TEAL, 255))


def _dashed(draw: ImageDraw.ImageDraw, left: float, right: float, y: float) -> None:
    for start in range(round(left), round(right), 14):
        draw.line((start, y + 1, start + 8, y + 1), (0, 40, 46, 120), 2)
        draw.line((start, y, start + 8, y), (255, 255, 255, 235), 2)


def _label(draw: ImageDraw.ImageDraw, place: Place, text: str) -> None:
    face = font(Weight.SEMIBOLD, 15)
    x, y = place
    draw.rounded_rectangle((x, y - 24, x + face.getlength(text) + 14, y), 5, (0, 58, 64, 205))
    draw.text((x + 7, y - 12), text, (255, 255, 255, 255), face, anchor="lm")


def _verdict(draw: ImageDraw.ImageDraw, quality: PortraitQuality, facts: str, top: float, language: Language) -> None:
    words = PHRASES[language]
    doubts = [check for check in quality.checks if check.status is Status.WEAK and check.explains]
    if not quality.usable:
        colour, verdict = _RED, words.not_usable
    elif doubts:
        colour, verdict = _AMBER, words.usable_weak
    else:
        colour, verdict = _GREEN, words.usable
    draw.text((_MARGIN, top + 34), facts, _SOFT, font(Weight.REGULAR, 18), anchor="ls")
    y = top + 56
    draw.rounded_rectangle((_MARGIN, y, _MARGIN + _LEFT_WIDTH, y + 62), 10, colour)
    draw.text((_MARGIN + 20, y + 31), verdict, _PAPER, font(Weight.SEMIBOLD, 25), anchor="lm")
    y += 100
    if not quality.usable:
        doubts = [check for check in quality.checks if check.status is Status.FAIL]
    elif not doubts:
        draw.text((_MARGIN, y), words.no_reasons, _INK, font(Weight.REGULAR, 20), anchor="ls")
        return
    else:
        draw.text((_MARGIN, y), words.reasons, _INK, font(Weight.REGULAR, 20), anchor="ls")
        y += 34
    room = round(_BOTTOM - 60 - y) // 30
    for check in doubts if len(doubts) <= room else doubts[: room - 1]:
        draw.ellipse((_MARGIN + 4, y - 11, _MARGIN + 12, y - 3), colour)
        draw.text((_MARGIN + 26, y), spoken(NAMES[check.name], language), _INK, font(Weight.SEMIBOLD, 20), anchor="ls")
        y += 30
    if len(doubts) > room:
        draw.text((_MARGIN + 26, y), f"+ {len(doubts) - room + 1}", _INK, font(Weight.SEMIBOLD, 20), anchor="ls")


def _legend(draw: ImageDraw.ImageDraw, language: Language) -> None:
    """What the guides on the portrait mean, at the foot of its column."""
    lines = list(Lettering(Weight.REGULAR, 16).wrapped(PHRASES[language].guides, _LEFT_WIDTH))
    for back, line in enumerate(reversed(lines)):
        draw.text((_MARGIN, _BOTTOM - 6 - 24 * back), line, _SOFT, font(Weight.REGULAR, 16), anchor="ls")


def _table(draw: ImageDraw.ImageDraw, quality: PortraitQuality, language: Language) -> None:
    words = PHRASES[language]
    small = font(Weight.SEMIBOLD, 17)
    draw.text((_TABLE_LEFT + 40, 104), words.measure, _SOFT, small, anchor="ls")
    draw.text((_VALUE_RIGHT, 104), words.value, _SOFT, small, anchor="rs")
    draw.text((_LIMIT_RIGHT, 104), words.limit, _SOFT, small, anchor="rs")
    draw.line((_TABLE_LEFT, 116, _TABLE_RIGHT, 116), _RULE, 2)
    lines = list(_lines(quality, language))
    step = min(34.0, (_BOTTOM - 126) / max(1, len(lines)))
    y = 126.0
    for line in lines:
        middle = y + step / 2
        if isinstance(line, str):
            draw.text((_TABLE_LEFT, middle + 3), line, _TEAL, font(Weight.BOLD, 18), anchor="lm")
        else:
            _row(draw, line, middle, language)
            draw.line((_TABLE_LEFT + 40, y + step, _TABLE_RIGHT, y + step), (240, 243, 246), 1)
        y += step


def _lines(quality: PortraitQuality, language: Language) -> Iterator[str | Finding]:
    """Headings and findings in the order they stand; a group nothing was found for is left out."""
    found = {check.name: check for check in quality.checks}
    for vietnamese, english, names in GROUPS:
        shown = [found[name] for name in names if name in found]
        if shown:
            yield spoken((vietnamese, english), language)
            yield from shown


def _row(draw: ImageDraw.ImageDraw, check: Finding, y: float, language: Language) -> None:
    standing = _standing(check)
    _mark(draw, (_TABLE_LEFT + 16, y), standing)
    draw.text((_TABLE_LEFT + 40, y), spoken(NAMES[check.name], language), _INK, font(Weight.REGULAR, 19), anchor="lm")
    _bar(draw, check, y, standing.colour)
    value = number(check.value, check.unit, language)
    draw.text((_VALUE_RIGHT, y), value, _INK, font(Weight.SEMIBOLD, 19), anchor="rm")
    draw.text((_LIMIT_RIGHT, y), _limit(check, language), _SOFT, font(Weight.REGULAR, 18), anchor="rm")


def _limit(check: Finding, language: Language) -> str:
    def bare(value: float) -> str:
        return number(value, check.unit, language).split(" ")[0]

    if check.low is not None and check.high is not None:
        if check.low == check.high:
            return f"= {bare(check.low)}"
        return f"{bare(check.low)} – {bare(check.high)}"
    return f"≥ {bare(check.low)}" if check.low is not None else f"≤ {bare(check.high or 0)}"


def _bar(draw: ImageDraw.ImageDraw, check: Finding, y: float, colour: Colour) -> None:
    """A track, green within the limits, with a mark at the value; a value beyond the track's end is an arrow."""
    first, last = _span(check)
    width = _BAR_RIGHT - _BAR_LEFT

    def at(value: float) -> float:
        return _BAR_LEFT + width * min(1.0, max(0.0, (value - first) / (last - first)))

    draw.rounded_rectangle((_BAR_LEFT, y - 4, _BAR_RIGHT, y + 4), 4, _TRACK)
    good = (first if check.low is None else check.low, last if check.high is None else check.high)
    draw.rounded_rectangle((at(good[0]), y - 4, at(good[1]), y + 4), 4, _GOOD_ZONE)
    for limit in (check.low, check.high):
        if limit is not None:
            draw.line((at(limit), y - 8, at(limit), y + 8), _SOFT, 2)
    x = at(check.value)
    if check.value > last:
        draw.polygon(((x - 9, y - 8), (x + 6, y), (x - 9, y + 8)), colour)
    else:
        draw.ellipse((x - 7, y - 7, x + 7, y + 7), colour, _PAPER, 2)


def _span(check: Finding) -> tuple[float, float]:
    """What the track shows: twice a single limit, or a range with half of it to either side."""
    if check.low is not None and check.high is not None:
        half = (check.high - check.low) / 2 or 1.0
        return check.low - half, check.high + half
    if check.low is not None:
        return 0.0, 2.5 * check.low
    return 0.0, 1.6 * (check.high or 1.0)


def _standing(check: Finding) -> Standing:
    if check.status is Status.OK:
        return Standing(_GREEN, "tick")
    if check.status is Status.FAIL:
        return Standing(_RED, "cross")
    return Standing(_AMBER if check.explains else _GREY, "dash")


def _mark(draw: ImageDraw.ImageDraw, place: Place, standing: Standing) -> None:
    x, y = place
    draw.ellipse((x - 11, y - 11, x + 11, y + 11), standing.colour)
    match standing.sign:
        case "tick":
            draw.line(((x - 5, y), (x - 1, y + 4), (x + 6, y - 4)), _PAPER, 3, "curve")
        case "cross":
            draw.line((x - 4, y - 4, x + 4, y + 4), _PAPER, 3)
            draw.line((x - 4, y + 4, x + 4, y - 4), _PAPER, 3)
        case _:
            draw.line((x - 5, y, x + 5, y), _PAPER, 3)


def _foot(draw: ImageDraw.ImageDraw, language: Language) -> None:
    words = PHRASES[language]
    y = HEIGHT - 62
    draw.line((_MARGIN, y - 22, WIDTH - _MARGIN, y - 22), _RULE, 2)
    x = float(_TABLE_LEFT)
    face = font(Weight.REGULAR, 17)
    for standing, text in (
        (Standing(_GREEN, "tick"), words.good),
        (Standing(_AMBER, "dash"), words.weak),
        (Standing(_GREY, "dash"), words.note),
        (Standing(_RED, "cross"), words.fail),
    ):
        _mark(draw, (x + 11, y + 4), standing)
        draw.text((x + 30, y + 4), text, _SOFT, face, anchor="lm")
        x += 30 + face.getlength(text) + 34
    draw.text((_MARGIN, HEIGHT - 22), words.foot, _SOFT, font(Weight.REGULAR, 16), anchor="ls")
