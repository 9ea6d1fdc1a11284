"""Compares picture files, as an operator or a measurement does; nothing here can say whether a person was there."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from face_match.calibration.table import Calibration
from face_match.decision import FaceDecision, cannot_tell, decide
from face_match.engines.protocol import Descriptor, Engine
from face_match.errors import FaceMatchError, ReferenceUnusable
from face_match.geometry import Picture
from face_match.liveness.result import Liveness
from face_match.still import describe_central

MAX_SIDE = 1600

NOT_CHECKED = Liveness("not_checked")


class PictureUnreadable(FaceMatchError):
    """A picture file cannot be read. `detail` is its name."""

    do = "give a JPEG, PNG or JPEG 2000 file of at most 8000 x 8000 pixels"


def read_picture(path: Path) -> Picture:
    """A trusted local file as upright RGB, reduced to at most 1600 px a side. Chip bytes go to `decode_portrait`.

    :raises PictureUnreadable: when it is missing, broken or far too large.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path) as image:
                upright = ImageOps.exif_transpose(image).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureUnreadable("picture_unreadable", path.name) from error
    upright.thumbnail((MAX_SIDE, MAX_SIDE))
    picture: Picture = np.array(upright, dtype=np.uint8)
    return picture


def verify_files(engine: Engine, calibration: Calibration, reference: Path, probes: Sequence[Path]) -> FaceDecision:
    """Compare a reference picture with one probe, or with several of the same person fused into one.

    `cannot_tell` with `reference_<why>` when the reference shows no usable face, and with `probe_<why>` when no probe
    does. Unusable probes beside usable ones are left out and named among the reasons.

    :raises PictureUnreadable: for the first file that cannot be read.
    :raises EngineUnavailable: when the engine cannot answer.
    """
    pictures = [read_picture(path) for path in (reference, *probes)]
    try:
        wanted = describe_central(engine, pictures[0])
    except ReferenceUnusable as error:
        return cannot_tell(calibration, NOT_CHECKED, f"reference_{error.code}", "liveness_not_checked")
    usable: list[Descriptor] = []
    left_out: list[str] = []
    for picture in pictures[1:]:
        try:
            usable.append(describe_central(engine, picture))
        except ReferenceUnusable as error:
            left_out.append(f"probe_{error.code}")
    if not usable:
        return cannot_tell(calibration, NOT_CHECKED, *left_out, "liveness_not_checked")
    return decide(calibration, wanted, usable, NOT_CHECKED, left_out)
