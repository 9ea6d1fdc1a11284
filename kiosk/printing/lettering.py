"""Lines of mixed scripts: measured, drawn and broken, each stretch of a line in the typeface that has its letters.

A language that sets no spaces breaks between its letters, never before a closing mark nor after an opening one; a
language that can break only where a word ends marks the places with U+200B.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import ImageDraw, ImageFont

from kiosk.printing.fonts import Typeface, Weight, font, further_font

BREAK = "\N{ZERO WIDTH SPACE}"
_WIDE = "\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uff00-\uffef\u3001-\u3003"
_CLOSING = "、。，．！？；：）」』】％ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ"
_OPENING = "（「『【"
# Between two signs of which one is wide: not before what closes, nor after what opens, nor after a number.
_BETWEEN = re.compile(
    f"(?<=[{_WIDE}])(?<![{_OPENING}])(?![{_CLOSING}])(?=.)|(?<=[^\\d\\s{_OPENING}{_WIDE}])(?=[{_WIDE}])(?![{_CLOSING}])"
)
# Beyond Latin with its Vietnamese letters, punctuation and signs of money.
_STRETCH = re.compile(r"([\u0590-\u1dff\u20d0-\uffff]+)|[^\u0590-\u1dff\u20d0-\uffff]+")


@dataclass(frozen=True, slots=True)
class Lettering:
    """How a paragraph is set: weight, pixels per em, and the typeface of the letters the slip's own does not have."""

    weight: Weight
    size: int
    typeface: Typeface | None = None

    def length(self, text: str) -> float:
        """Pixels from the line's left end to its right one."""
        return sum(face.getlength(part) for face, part in self._runs(text))

    def box(self, text: str) -> tuple[float, float]:
        """The highest and the lowest pixel of the ink, the baseline being 0."""
        boxes = [face.getbbox(part, anchor="ls") for face, part in self._runs(text)]
        return min((box[1] for box in boxes), default=0.0), max((box[3] for box in boxes), default=0.0)

    def draw(self, sheet: ImageDraw.ImageDraw, x: float, baseline: float, text: str, ink: int) -> None:
        """The line from `x` on."""
        for face, part in self._runs(text):
            sheet.text((x, baseline), part, ink, face, anchor="ls")
            x += face.getlength(part)

    def wrapped(self, text: str, width_px: int) -> Iterator[str]:
        """The lines of a text at a width; words stay whole unless one alone is wider than the slip."""
        line = ""
        for glue, piece in _pieces(text):
            longer = f"{line}{glue}{piece}" if line else piece
            if self.length(longer) <= width_px:
                line = longer
                continue
            if line:
                yield line
            line = piece
            while self.length(line) > width_px and len(line) > 1:
                fits = max(1, bisect_right(range(1, len(line)), float(width_px), key=lambda n: self.length(line[:n])))
                yield line[:fits]
                line = line[fits:]
        if line:
            yield line

    def balanced(self, text: str, width_px: int) -> tuple[str, ...]:
        """The same number of lines as `wrapped`, as even as they go: no word is left alone on the last one."""
        best = tuple(self.wrapped(text, width_px))
        longest = max((self.length(piece) for _, piece in _pieces(text)), default=0.0)
        narrower = range(width_px - 8, max(width_px // len(best or "-"), round(longest)), -8)
        # The narrower, the more lines: the last width that needs no more is found by halving.
        more = bisect_left(narrower, True, key=lambda width: len(tuple(self.wrapped(text, width))) > len(best))
        return tuple(self.wrapped(text, narrower[more - 1])) if more else best

    def _runs(self, text: str) -> Iterator[tuple[ImageFont.FreeTypeFont, str]]:
        own = font(self.weight, self.size)
        if self.typeface is None:
            yield own, text
            return
        further = further_font(self.typeface, self.weight, self.size)
        for stretch in _STRETCH.finditer(text):
            yield (further if stretch[1] else own), stretch[0]


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """The pieces a line may be broken between, each with what joins it to the one before."""
    for number, word in enumerate(text.split(" ")):
        glue = " " if number else ""
        for piece in (part for each in word.split(BREAK) for part in _BETWEEN.split(each)):
            yield glue, piece
            glue = ""
