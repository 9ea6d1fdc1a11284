"""What is behind a person at the kiosk: a hospital's hall, out of focus, drawn by a seed; it stands still."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np

from face_match.demo.render import FRAME_HEIGHT, FRAME_WIDTH
from face_match.geometry import Picture


@lru_cache(maxsize=4)
def hall(seed: int = 0) -> Picture:
    """A wall with doors, notices, lamps and people far away, 640 x 480, RGB. The same seed gives the same hall."""
    random = np.random.default_rng(seed)
    wall = random.uniform(120, 205) + random.uniform(-12, 12, 3)
    fall = np.linspace(1.06, 0.86, FRAME_HEIGHT)[:, None] * np.linspace(
        random.uniform(0.88, 1.1), random.uniform(0.88, 1.1), FRAME_WIDTH
    )
    frame = np.clip(fall[..., None] * wall, 0, 255).astype(np.uint8)
    for _ in range(int(random.integers(2, 6))):  # doors and windows
        left, top = int(random.integers(-40, FRAME_WIDTH)), int(random.integers(-60, 240))
        right, bottom = left + int(random.integers(50, 160)), top + int(random.integers(120, 420))
        colour = [int(part) for part in np.clip(wall * random.uniform(0.5, 1.2) + random.uniform(-25, 25, 3), 0, 255)]
        cv2.rectangle(frame, (left, top), (right, bottom), colour, -1)
        cv2.rectangle(frame, (left, top), (right, bottom), [int(0.6 * part) for part in colour], 3)
    for _ in range(int(random.integers(1, 5))):  # notices with lines of text
        left, top = int(random.integers(0, FRAME_WIDTH - 60)), int(random.integers(0, 300))
        width, height = int(random.integers(40, 110)), int(random.integers(40, 120))
        cv2.rectangle(frame, (left, top), (left + width, top + height), (232, 234, 230), -1)
        for row in range(top + 8, top + height - 4, 9):
            end = left + int(width * random.uniform(0.4, 0.95))
            cv2.line(frame, (left + 5, row), (end, row), (90, 90, 110), 2)
    for _ in range(int(random.integers(0, 4))):  # people
        x, y, size = int(random.integers(0, FRAME_WIDTH)), int(random.integers(150, 320)), int(random.integers(20, 50))
        colour = [int(part) for part in random.uniform(40, 200, 3)]
        cv2.ellipse(frame, (x, y + 3 * size), (size, 2 * size), 0, 0, 360, colour, -1)
        cv2.ellipse(frame, (x, y), (size // 2, round(0.7 * size)), 0, 0, 360, (150, 115, 95), -1)
    soft = np.asarray(cv2.GaussianBlur(frame, (0, 0), float(random.uniform(1.2, 3.5))), np.uint8)
    soft.setflags(write=False)
    return soft
