"""Draws a slip as one picture: measured and wrapped text, so that nothing clips and no printer needs our letters.

Sizes are for 203 dpi, 8 px to the millimetre. Printers' code pages lack the precomposed Vietnamese letters, so text is
never sent as text.
"""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize

import segno
from PIL import Image, ImageDraw

from kiosk.printing import words
from kiosk.printing.fonts import Weight, font
from kiosk.printing.ticket import Ticket

PX_PER_MM = 8
NUMBER_CAP_PX = 20 * PX_PER_MM + 2
MARGIN_PX = 16
ABOVE, BELOW = 1.0, 0.34
"""A line's room above and below its baseline, in ems; a line with stacked marks (Ẩ) takes what it measures."""

_WHITE, _BLACK = 255, 0
_NARROWEST = 0.6


def render(ticket: Ticket, width_px: int = 576) -> Image.Image:
    """The slip as a black and white picture (mode "1"), `width_px` wide and as long as its text.

    :raises FontsMissing: when no typeface for Vietnamese is installed.
    """
    slip = Strip(width_px)
    slip.text(ticket.hospital, 34, Weight.SEMIBOLD)
    slip.gap(16)
    slip.text(words.words_of(ticket.language).number, 34)
    slip.gap(10)
    slip.number(ticket.number)
    slip.gap(18)
    if first := words.first_step(ticket):
        heading, why = first
        slip.text(heading, 52, Weight.BOLD)
        slip.text(why, 36)
        slip.gap(10)
        slip.rule()
    lines = words.place_lines(ticket)
    for line, size in zip(lines, (60, 44, 40), strict=False):
        slip.text(line, size, Weight.BOLD)
    slip.gap(10)
    slip.text(words.next_step(ticket), 36 if lines else 48, Weight.REGULAR if lines else Weight.SEMIBOLD)
    for line in words.waiting(ticket):
        slip.text(line, 36)
    if further := words.further_lines(ticket):
        slip.gap(10)
        slip.rule()
        slip.text(words.words_of(ticket.language).also, 30)
        for number, place in further:
            slip.text(number, 96, Weight.BOLD)
            slip.text(place, 36, Weight.SEMIBOLD)
        slip.rule()
    slip.text(words.payment_line(ticket), 36, Weight.SEMIBOLD)
    for line in ticket.reckoning:
        slip.text(line, 26)
    slip.gap(10)
    slip.text(ticket.masked_name, 36)
    for line in words.notes(ticket):
        slip.text(line, 30)
    if ticket.link:
        slip.gap(10)
        slip.text(words.words_of(ticket.language).phone, 36, Weight.SEMIBOLD)
        slip.qr(ticket.link)
        slip.text(words.words_of(ticket.language).scanner if ticket.qr else "", 28)
    slip.qr(ticket.qr)
    slip.gap(12)
    slip.rule()
    for line in words.foot(ticket):
        slip.text(line, 28)
    return slip.finish()


def number_picture(number: str, width_px: int) -> Image.Image:
    """The number alone, its capitals 20 mm high; a long one is set narrower, and only then smaller, until it fits."""
    probe = font(Weight.BOLD, 1000).getbbox("H")
    size = round(1000 * NUMBER_CAP_PX / (probe[3] - probe[1]))
    face = font(Weight.BOLD, size)
    left, top, right, bottom = face.getbbox(number)
    picture = Image.new("L", (max(1, round(right - left)), max(1, round(bottom - top))), _WHITE)
    ImageDraw.Draw(picture).text((-left, -top), number, _BLACK, face)
    if picture.width <= width_px:
        return picture
    least = round(picture.width * _NARROWEST)
    height = picture.height if least <= width_px else round(picture.height * width_px / least)
    return picture.resize((width_px, height), Image.Resampling.LANCZOS)


def wrapped(text: str, size: int, weight: Weight, width_px: int) -> Iterator[str]:
    """The lines of a text at a width; words stay whole unless one alone is wider than the slip."""
    face = font(weight, size)
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if face.getlength(longer) <= width_px:
            line = longer
            continue
        if line:
            yield line
        line = word
        while face.getlength(line) > width_px and len(line) > 1:
            fits = next(n for n in range(len(line) - 1, 0, -1) if n == 1 or face.getlength(line[:n]) <= width_px)
            yield line[:fits]
            line = line[fits:]
    if line:
        yield line


def balanced(text: str, size: int, weight: Weight, width_px: int) -> tuple[str, ...]:
    """The same number of lines as `wrapped`, as even as they go: no word is left alone on the last one."""
    face = font(weight, size)
    best = tuple(wrapped(text, size, weight, width_px))
    longest = max((face.getlength(word) for word in text.split(" ")), default=0.0)
    for narrower in range(width_px - 8, max(width_px // len(best or "-"), round(longest)), -8):
        lines = tuple(wrapped(text, size, weight, narrower))
        if len(lines) > len(best):
            break
        best = lines
    return best


class Strip:
    """A strip of paper that grows as things are put on it."""

    def __init__(self, width_px: int) -> None:
        self._width = width_px
        self._room = width_px - 2 * MARGIN_PX
        self._parts: list[tuple[int, int, Image.Image]] = []
        self._y = MARGIN_PX

    def gap(self, px: int) -> None:
        """Room below."""
        self._y += px

    def text(self, text: str, size: int, weight: Weight = Weight.REGULAR) -> None:
        """A centred paragraph of even lines; nothing for an empty text."""
        face = font(weight, size)
        for line in balanced(normalize("NFC", text), size, weight, self._room):
            _, top, _, bottom = face.getbbox(line, anchor="ms")
            above = max(round(size * ABOVE), round(-top) + 2)
            below = max(round(size * BELOW), round(bottom) + 2)
            picture = Image.new("L", (self._width, above + below), _WHITE)
            ImageDraw.Draw(picture).text((self._width / 2, above), line, _BLACK, face, anchor="ms")
            self._put(picture)

    def left(self, text: str, size: int, weight: Weight = Weight.REGULAR) -> None:
        """A paragraph from the left edge; nothing for an empty text."""
        for line in wrapped(normalize("NFC", text), size, weight, self._room):
            self._line(((line, "ls"),), size, weight)

    def pair(self, name: str, value: str, size: int, weight: Weight = Weight.REGULAR) -> None:
        """A name left and its value right; a value too long for the line stands under its name."""
        face = font(weight, size)
        name, value = normalize("NFC", name), normalize("NFC", value)
        if face.getlength(f"{name}  {value}") <= self._room:
            self._line(((name, "ls"), (value, "rs")), size, weight)
            return
        self.left(name, size, weight)
        for line in wrapped(value, size, weight, self._room):
            self._line(((line, "rs"),), size, weight)

    def _line(self, parts: tuple[tuple[str, str], ...], size: int, weight: Weight) -> None:
        """One line of texts, each by its anchor (`ls` from the left edge, `rs` to the right one)."""
        face = font(weight, size)
        boxes = [face.getbbox(text, anchor=anchor) for text, anchor in parts]
        above = max(round(size * ABOVE), *(round(-box[1]) + 2 for box in boxes))
        below = max(round(size * BELOW), *(round(box[3]) + 2 for box in boxes))
        picture = Image.new("L", (self._width, above + below), _WHITE)
        for text, anchor in parts:
            x = MARGIN_PX if anchor == "ls" else self._width - MARGIN_PX
            ImageDraw.Draw(picture).text((x, above), text, _BLACK, face, anchor=anchor)
        self._put(picture)

    def number(self, number: str) -> None:
        """A queue number, as high as it goes."""
        self._put(number_picture(number, self._room))

    def qr(self, text: str) -> None:
        """A code; nothing for an empty text."""
        if not text:
            return
        code = segno.make(text, error="m", micro=False)
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
