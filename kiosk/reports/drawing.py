"""A drawing as plain marks, so that a page in a browser and a page of paper show the same one.

Lengths are in the drawing's own units, a pixel on a usual screen; y runs downwards. `title` and `description` are what
somebody who does not see it is told.
"""

from __future__ import annotations

from dataclasses import dataclass

INK, MUTED, PRIMARY, BAR, RULE, CAUTION, SURFACE = (
    "#10303A",
    "#47616A",
    "#0A5A70",
    "#9CC3CF",
    "#C9D8DC",
    "#C98A2B",
    "#FFFFFF",
)


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle; `tip` is told by a browser that points at it, `link` is where a touch on it leads."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    round: float = 0
    tip: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    stroke: str = RULE
    width: float = 1


@dataclass(frozen=True, slots=True)
class Dot:
    """A filled circle with a rim of the ground."""

    x: float
    y: float
    radius: float
    fill: str
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text on its base line; `anchor` is `start`, `middle` or `end`. `figure` sets digits of one width."""

    x: float
    y: float
    text: str
    size: float = 13
    fill: str = INK
    anchor: str = "start"
    strong: bool = False
    figure: bool = False


Mark = Box | Rule | Dot | Words


@dataclass(frozen=True, slots=True)
class Drawing:
    """Marks over each other, the first at the bottom."""

    width: float
    height: float
    title: str
    description: str
    marks: tuple[Mark, ...]


def fitted(text: str, room: float, size: float = 13) -> str:
    """The text, cut with an ellipsis where it would be wider than `room`; by the mean width of a letter."""
    most = max(1, int(room / (size * 0.56)))
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
