"""What a card does to a portrait: cut to 3:4, 300 x 400 pixels, JPEG 2000 of so many bytes, perhaps grey.

For measuring what that costs: the reference of each trial is put through it, the probes are not.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

import numpy as np
from PIL import Image

from face_match.geometry import Face, Picture

WIDTH, HEIGHT = 300, 400
_EYES_APART = 0.25  # of the width, as ICAO portraits have them
_EYES_DOWN = 0.45  # of the height
_BYTES_TRIED = 12

Degrade = Callable[[Picture, Face], Picture]


def as_card_portrait(picture: Picture, face: Face, *, bytes_wanted: int, grey: bool) -> Picture:
    """The face as a card would give it back, RGB 400 x 300.

    :param bytes_wanted: of the JPEG 2000 file, reached within 3 %.
    """
    unit = max(face.inter_eye, 1.0) / _EYES_APART
    middle_x = (face.left_eye.x + face.right_eye.x) / 2
    middle_y = (face.left_eye.y + face.right_eye.y) / 2
    left, top = middle_x - unit / 2, middle_y - _EYES_DOWN * unit * HEIGHT / WIDTH
    box = (round(left), round(top), round(left + unit), round(top + unit * HEIGHT / WIDTH))
    cut = Image.fromarray(picture).crop(box).resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)
    data = _jpeg2000(cut.convert("L") if grey else cut, bytes_wanted)
    with Image.open(io.BytesIO(data), formats=("JPEG2000",)) as decoded:
        return np.array(decoded.convert("RGB"), dtype=np.uint8)


DEGRADATIONS: Mapping[str, Degrade] = {
    "jp2-15kb": lambda picture, face: as_card_portrait(picture, face, bytes_wanted=15_000, grey=False),
    "jp2-8kb": lambda picture, face: as_card_portrait(picture, face, bytes_wanted=8_000, grey=False),
    "grey-15kb": lambda picture, face: as_card_portrait(picture, face, bytes_wanted=15_000, grey=True),
    "grey-8kb": lambda picture, face: as_card_portrait(picture, face, bytes_wanted=8_000, grey=True),
}


def _jpeg2000(image: Image.Image, bytes_wanted: int) -> bytes:
    """Compressed to the wanted size: the rate is corrected by what the last try gave."""
    rate = image.width * image.height * len(image.getbands()) / bytes_wanted
    for _ in range(_BYTES_TRIED):
        out = io.BytesIO()
        image.save(out, "JPEG2000", quality_mode="rates", quality_layers=[rate], irreversible=True)
        got = out.tell()
        if abs(got - bytes_wanted) < 0.03 * bytes_wanted or (got < bytes_wanted and rate <= 1):
            break
        rate = max(1.0, rate * got / bytes_wanted)
    return out.getvalue()
