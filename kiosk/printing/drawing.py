"""Draws a slip as one picture: measured and wrapped text, so that nothing clips and no printer needs our letters.

Sizes are for 203 dpi, 8 px to the millimetre. Printers' code pages lack the precomposed Vietnamese letters, so text is
never sent as text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar
from unicodedata import normalize

import segno
from PIL import Image, ImageDraw

from kiosk.printing import words
from kiosk.printing.fonts import Typeface, Weight, font
from kiosk.printing.lettering import Lettering
from kiosk.printing.payment import PaymentSlip
from kiosk.printing.ticket import Ticket

PX_PER_MM = 8
NUMBER_CAP_PX = 20 * PX_PER_MM + 2
MARGIN_PX = 16
ABOVE, BELOW = 1.0, 0.34
"""A line's room above and below its baseline, in ems; a line with stacked marks (Ẩ) takes what it measures."""

MOST_LETTERS = 400
"""Of one paragraph; the longest that is meant has half as many."""
MOST_OF_NUMBER = 24

_WHITE, _BLACK = 255, 0
_Slip = TypeVar("_Slip", Ticket, PaymentSlip)
_NARROWEST = 0.6
SMALL = 26


def render(slip: Ticket | PaymentSlip, width_px: int = 576) -> Image.Image:
    """The slip as a black and white picture (mode "1"), `width_px` wide and as long as its text.

    What staff must read stands in Vietnamese too. A language whose letters are not installed here is printed in
    English: a slip of empty boxes would help nobody.

    :raises FontsMissing: when no typeface for Vietnamese is installed.
    """
    typeface = words.words_of(slip.language).typeface
    if typeface is not None and not typeface.here:
        return render(replace(slip, language=words.FALLBACK), width_px)
    strip = Strip(width_px, typeface)
    strip.text(slip.hospital, 34, Weight.SEMIBOLD)
    strip.gap(16)
    if isinstance(slip, PaymentSlip):
        _payment(strip, slip)
    else:
        _ticket(strip, slip)
    strip.gap(12)
    strip.rule()
    for line in words.foot(slip):
        strip.text(line, 28)
    return strip.finish()


def _ticket(slip: Strip, ticket: Ticket) -> None:
    said = words.words_of(ticket.language)
    slip.text(said.number, 34)
    slip.gap(10)
    slip.number(ticket.number)
    slip.gap(18)
    if first := words.first_step(ticket):
        heading, why = first
        slip.text(heading, 52, Weight.BOLD)
        slip.text(why, 36)
        _for_staff(slip, ticket, lambda one: words.first_step(one)[:1])
        slip.gap(10)
        slip.rule()
    lines = words.place_lines(ticket)
    for line, size in zip(lines, (60, 44, 40), strict=False):
        slip.text(line, size, Weight.BOLD)
    _for_staff(slip, ticket, words.place_lines)
    slip.gap(10)
    slip.text(words.next_step(ticket), 36 if lines else 48, Weight.REGULAR if lines else Weight.SEMIBOLD)
    if ticket.place is None:
        _for_staff(slip, ticket, lambda one: (words.next_step(one),))
    for line in words.waiting(ticket):
        slip.text(line, 36)
    if further := words.further_lines(ticket):
        slip.gap(10)
        slip.rule()
        slip.text(said.also, 30)
        for number, place in further:
            slip.text(number, 96, Weight.BOLD)
            slip.text(place, 36, Weight.SEMIBOLD)
        slip.rule()
    slip.text(words.payment_line(ticket), 36, Weight.SEMIBOLD)
    _for_staff(slip, ticket, lambda one: (words.payment_line(one),))
    for line in ticket.reckoning:
        slip.text(line, 26)
    slip.gap(10)
    slip.text(ticket.masked_name, 36)
    for line in words.notes(ticket):
        slip.text(line, 30)
    _for_staff(slip, ticket, words.notes)
    if ticket.link:
        slip.gap(10)
        slip.text(said.phone, 36, Weight.SEMIBOLD)
        slip.qr(ticket.link)
        slip.text(said.scanner if ticket.qr else "", 28)
    slip.qr(ticket.qr)


def _payment(strip: Strip, slip: PaymentSlip) -> None:
    said = words.words_of(slip.language)
    strip.text(said.paid, 44, Weight.BOLD)
    _for_staff(strip, slip, lambda one: (words.words_of(one.language).paid,))
    strip.gap(10)
    strip.text(words.money(slip.received, slip.language), 88, Weight.BOLD)
    strip.gap(10)
    strip.rule()
    for (name, value), (original, _) in zip(
        words.paid_rows(slip), words.paid_rows(replace(slip, language=words.HOME)), strict=True
    ):
        strip.pair(name, value, 30, Weight.SEMIBOLD)
        strip.left(original if original != name else "", SMALL)
        strip.gap(6)
    strip.gap(6)
    strip.text(said.paid_confirmed_later, 32)
    _for_staff(strip, slip, lambda one: (words.words_of(one.language).paid_confirmed_later,))
    strip.gap(10)
    strip.text(slip.masked_name, 36)


def _for_staff(strip: Strip, slip: _Slip, lines: Callable[[_Slip], tuple[str, ...]]) -> None:
    """The same in Vietnamese, small, on a slip of another language."""
    told = lines(slip)
    for line in lines(replace(slip, language=words.HOME)):
        strip.text(line if line not in told else "", SMALL)


def _short(text: str) -> str:
    """A paragraph as it is set: composed, and no longer than any that is meant; a roll is not spent on one name."""
    text = normalize("NFC", text)
    return text if len(text) <= MOST_LETTERS else f"{text[:MOST_LETTERS]}…"


def number_picture(number: str, width_px: int) -> Image.Image:
    """The number alone, its capitals 20 mm high; a long one is set narrower, and only then smaller, until it fits."""
    probe = font(Weight.BOLD, 1000).getbbox("H")
    size = round(1000 * NUMBER_CAP_PX / (probe[3] - probe[1]))
    face = font(Weight.BOLD, size)
    number = number[:MOST_OF_NUMBER]
    left, top, right, bottom = face.getbbox(number)
    picture = Image.new("L", (max(1, round(right - left)), max(1, round(bottom - top))), _WHITE)
    ImageDraw.Draw(picture).text((-left, -top), number, _BLACK, face)
    if picture.width <= width_px:
        return picture
    least = round(picture.width * _NARROWEST)
    height = picture.height if least <= width_px else round(picture.height * width_px / least)
    return picture.resize((width_px, height), Image.Resampling.LANCZOS)


class Strip:
    """A strip of paper that grows as things are put on it."""

    def __init__(self, width_px: int, typeface: Typeface | None = None) -> None:
        self._width = width_px
        self._room = width_px - 2 * MARGIN_PX
        self._typeface = typeface
        self._parts: list[tuple[int, int, Image.Image]] = []
        self._y = MARGIN_PX

    def gap(self, px: int) -> None:
        """Room below."""
        self._y += px

    def text(self, text: str, size: int, weight: Weight = Weight.REGULAR) -> None:
        """A centred paragraph of even lines; nothing for an empty text."""
        letters = self._letters(weight, size)
        for line in letters.balanced(_short(text), self._room):
            self._line(((line, (self._width - letters.length(line)) / 2),), letters)

    def left(self, text: str, size: int, weight: Weight = Weight.REGULAR) -> None:
        """A paragraph from the left edge; nothing for an empty text."""
        letters = self._letters(weight, size)
        for line in letters.wrapped(_short(text), self._room):
            self._line(((line, MARGIN_PX),), letters)

    def pair(self, name: str, value: str, size: int, weight: Weight = Weight.REGULAR) -> None:
        """A name left and its value right; a value too long for the line stands under its name."""
        letters = self._letters(weight, size)
        name, value = _short(name), _short(value)
        right = self._width - MARGIN_PX
        if letters.length(f"{name}  {value}") <= self._room:
            self._line(((name, MARGIN_PX), (value, right - letters.length(value))), letters)
            return
        self.left(name, size, weight)
        for line in letters.wrapped(value, self._room):
            self._line(((line, right - letters.length(line)),), letters)

    def _letters(self, weight: Weight, size: int) -> Lettering:
        return Lettering(weight, size, self._typeface)

    def _line(self, parts: tuple[tuple[str, float], ...], letters: Lettering) -> None:
        """One line of texts, each from its own x on."""
        boxes = [letters.box(text) for text, _ in parts]
        above = max(round(letters.size * ABOVE), *(round(-top) + 2 for top, _ in boxes))
        below = max(round(letters.size * BELOW), *(round(bottom) + 2 for _, bottom in boxes))
        picture = Image.new("L", (self._width, above + below), _WHITE)
        for text, x in parts:
            letters.draw(ImageDraw.Draw(picture), x, above, text, _BLACK)
        self._put(picture)

    def number(self, number: str) -> None:
        """A queue number, as high as it goes."""
        self._put(number_picture(number, self._room))

    def qr(self, text: str) -> None:
        """A code; nothing for an empty text or one that no QR holds."""
        if not text:
            return
        try:
            code = segno.make(text, error="m", micro=False)
        except segno.DataOverflowError:
            return  # a code that no QR can hold; the slip is read without it
        modules = int(code.symbol_size(border=4)[0])
        scale = max(2, min(6, self._room // modules))
        picture = Image.new("L", (modules, modules), _WHITE)
        for y, row in enumerate(code.matrix_iter(border=4)):
            for x, dark in enumerate(row):
                if dark:
                    picture.putpixel((x, y), _BLACK)
        self._put(picture.resize((modules * scale, modules * scale), Image.Resampling.NEAREST))

    def rule(self) -> None:
        """A line across."""
        self._put(Image.new("L", (self._room, 2), _BLACK))
        self.gap(8)

    def finish(self) -> Image.Image:
        """The whole strip in black and white (mode "1")."""
        sheet = Image.new("L", (self._width, self._y + MARGIN_PX), _WHITE)
        for x, y, picture in self._parts:
            sheet.paste(picture, (x, y))
        # A thermal head knows dots only; a threshold keeps edges sharp where dithering would fray them.
        return sheet.point(lambda level: 255 if level >= 128 else 0).convert("1", dither=Image.Dither.NONE)

    def _put(self, picture: Image.Image) -> None:
        self._parts.append(((self._width - picture.width) // 2, self._y, picture))
        self._y += picture.height
