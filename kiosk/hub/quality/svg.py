"""A drawing as SVG to stand in a page: readable without seeing it, without style of its own that a page forbids."""

from __future__ import annotations

from hashlib import sha256
from html import escape

from kiosk.reports.drawing import Box, Dot, Drawing, Mark, Rule, Words

_FIGURES = "Noto Sans, system-ui, sans-serif"


def as_svg(drawing: Drawing, *, standing: bool = False) -> str:
    """The drawing's element.

    :param standing: as a file of its own, with its ground and typefaces.
    """
    key = sha256(f"{drawing.title}{drawing.marks}".encode()).hexdigest()[:10]
    size = f'viewBox="0 0 {_n(drawing.width)} {_n(drawing.height)}"'
    own = ' xmlns="http://www.w3.org/2000/svg" font-family="Be Vietnam Pro, Noto Sans, sans-serif"' if standing else ""
    ground = f'<rect width="{_n(drawing.width)}" height="{_n(drawing.height)}" fill="#FFFFFF"/>' if standing else ""
    return (
        f'<svg class="drawing"{own} {size} width="{_n(drawing.width)}" height="{_n(drawing.height)}" role="img"'
        f' aria-labelledby="t{key} d{key}"><title id="t{key}">{escape(drawing.title)}</title>'
        f'<desc id="d{key}">{escape(drawing.description)}</desc>{ground}'
        + "".join(map(_mark, drawing.marks))
        + "</svg>"
    )


def _mark(mark: Mark) -> str:
    match mark:
        case Box(x, y, width, height, fill, corner, tip, link):
            rounded = f' rx="{_n(corner)}"' if corner else ""
            place = f'x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"'
            return _linked(f'<rect {place}{rounded} fill="{fill}"{_told("rect", tip)}', link)
        case Rule(x1, y1, x2, y2, stroke, width):
            place = f'x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}"'
            return f'<line {place} stroke="{stroke}" stroke-width="{_n(width)}"/>'
        case Dot(x, y, radius, fill, tip):
            place = f'cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}"'
            return f'<circle {place} fill="{fill}" stroke="#FFFFFF" stroke-width="1.5"{_told("circle", tip)}'
        case Words(x, y, text, size, fill, anchor, strong, figure):
            weight = ' font-weight="600"' if strong else ""
            face = f' font-family="{_FIGURES}"' if figure else ""
            side = f' text-anchor="{anchor}"' if anchor != "start" else ""
            return (
                f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}" fill="{fill}"{weight}{face}{side}>'
                f"{escape(text)}</text>"
            )


def _told(element: str, tip: str) -> str:
    return f"><title>{escape(tip)}</title></{element}>" if tip else "/>"


def _linked(element: str, link: str) -> str:
    return f'<a href="{escape(link)}">{element}</a>' if link else element


def _n(value: float) -> str:
    """A number in as few letters as a tenth of a unit needs."""
    return f"{value:.1f}".removesuffix(".0")
