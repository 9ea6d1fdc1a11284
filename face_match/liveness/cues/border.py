"""Whether long straight edges beside the face move: the border of a sheet or a screen in a hand.

Doors and notices have straight edges too, but they stand still before a fixed camera; what is worn (a scarf, glasses, a
lanyard) moves but has no straight edge as long as a face beside it. Edges are straight segments (probabilistic Hough
transform, Matas et al. 2000) outside the head, matched between two frames.
"""

from __future__ import annotations

import math
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from face_match.liveness.window import EyeFrame, Grey

_SHORTEST = 1.3  # inter-eye distances
_REACH, _TURNED = 14.0, 9.0  # how far (px) and by how much (degrees) an edge may move between the frames
_STILL_THERE = 0.35
_Lines = npt.NDArray[np.float64]


def moving_sides(before: Grey, now: Grey, eyes: EyeFrame) -> int:
    """On how many sides of the face (left, right, above) a long straight edge moved, 0 to 3.

    :param before: a window in one frame.
    :param now: the same window in a later frame.
    :param eyes: where the face is in the first.
    """
    outlines = _outlines(now)
    old, new = _edges(_outlines(before)), _edges(outlines)
    near = np.asarray(cv2.dilate(outlines, np.ones((3, 3), np.uint8)), np.uint8)
    sides = set()
    for line in old if len(new) else ():
        side = _side(line, eyes)
        if side is None or _still_there(line, near):
            continue
        off, turned = _apart(line, new)
        if ((np.abs(off) <= _REACH) & (turned <= _TURNED)).any():
            sides.add(side)
    return len(sides)


def _outlines(grey: Grey) -> Grey:
    return np.asarray(cv2.Canny(grey, 40, 100), np.uint8)


def _still_there(line: _Lines, outlines: Grey) -> bool:
    """Whether a segment's place still has an outline; a head may hide a part of a door's edge."""
    x = np.linspace(line[0], line[2], 30).round().astype(int)
    y = np.linspace(line[1], line[3], 30).round().astype(int)
    return float(np.mean(outlines[y, x] > 0)) >= _STILL_THERE


def _edges(outlines: Grey) -> _Lines:
    """Straight segments, shape (n, 4): x and y of both ends."""
    found: Any = cv2.HoughLinesP(outlines, 1, math.pi / 180, 45, minLineLength=60 * _SHORTEST, maxLineGap=6)
    return np.zeros((0, 4)) if found is None else np.asarray(found, np.float64).reshape(-1, 4)


def _side(line: _Lines, eyes: EyeFrame) -> str | None:
    """Which side of the face a segment runs along; None when it crosses the head or runs towards it."""
    ends = eyes.of(line.reshape(2, 2).astype(np.float32))
    x, y = ends.mean(axis=0)
    upright = abs(ends[1, 1] - ends[0, 1]) > abs(ends[1, 0] - ends[0, 0])
    if upright:
        return ("right" if x > 0 else "left") if abs(x) > 1.3 else None
    return "above" if y < -1.2 else None  # below are shoulders and collars


def _apart(line: _Lines, others: _Lines) -> tuple[_Lines, _Lines]:
    """How far other segments lie beside a segment's middle (px), and their angles to it (degrees)."""
    x0, y0, x1, y1 = line
    length = math.hypot(x1 - x0, y1 - y0)
    normal = np.array([-(y1 - y0), x1 - x0]) / length
    along = np.array([x1 - x0, y1 - y0]) / length
    middle = np.array([(x0 + x1) / 2, (y0 + y1) / 2])
    starts, ends = others[:, :2], others[:, 2:]
    way = ends - starts
    way = way / np.linalg.norm(way, axis=1, keepdims=True)
    turned = np.degrees(np.arccos(np.clip(np.abs(way @ along), 0, 1)))
    towards = (way @ along)[:, None] * way
    crossing = starts + ((middle - starts) @ along / np.maximum((way @ along) ** 2, 0.1))[:, None] * towards
    off = (crossing - middle) @ normal
    beyond = ((starts - middle) @ along > length) & ((ends - middle) @ along > length)
    before = ((starts - middle) @ along < -length) & ((ends - middle) @ along < -length)
    off[beyond | before] = 1e3
    return off, turned
