"""A drawn stand-in for the portrait of a card that was given no picture: a figure, nobody's face."""

from __future__ import annotations

import functools
import io
import random

from PIL import Image, ImageDraw

_SIZE = (240, 320)


@functools.cache
def drawn_portrait() -> bytes:
    """A JPEG of 240 x 320 pixels and roughly the size of a chip's portrait; the same bytes each time."""
    image = Image.new("RGB", _SIZE, (225, 232, 238))
    draw = ImageDraw.Draw(image)
    draw.ellipse((20, 230, 220, 420), fill=(58, 84, 120))
    draw.rectangle((100, 180, 140, 250), fill=(214, 170, 140))
    draw.ellipse((70, 60, 170, 210), fill=(226, 184, 154))
    draw.pieslice((66, 50, 174, 170), 180, 360, fill=(40, 32, 28))
    noise = random.Random(1)
    # Grain keeps the file near the size of a real portrait, so that reading it takes as many bytes.
    grain = Image.frombytes("L", _SIZE, noise.randbytes(_SIZE[0] * _SIZE[1])).convert("RGB")
    encoded = io.BytesIO()
    Image.blend(image, grain, 0.06).save(encoded, "JPEG", quality=85)
    return encoded.getvalue()
