"""Descriptors of still pictures: the card portrait, a chosen camera frame, a picture file."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from face_match.engines.protocol import Descriptor, Engine
from face_match.errors import ReferenceUnusable
from face_match.geometry import Face, Picture
from face_match.portrait.header import PortraitFormat
from face_match.quality.gates import DEFAULT_LIMITS
from face_match.quality.portrait import assess_portrait

FRAME_INTER_EYE_PX = 40.0
FILE_INTER_EYE_PX = 25.0
"""dlib's descriptor keeps its accuracy down to here; below, a file's face is not compared."""


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """The card portrait as a descriptor. Lives in memory for one visit; `repr` shows nothing of it.

    `notes` are the portrait's own weaknesses, such as `portrait_weak:sharpness`: they explain a doubtful comparison.
    """

    descriptor: Descriptor
    notes: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return "Reference()"


def reference_of(engine: Engine, portrait: Picture, *, size_bytes: int, format: PortraitFormat) -> Reference:
    """The reference of a decoded card portrait with its weaknesses.

    :param size_bytes: the length of the file it was decoded from, `format` its format.
    :raises ReferenceUnusable: `no_face`, `several_faces` or `inter_eye` (below 40 px between the eyes).
    """
    faces = engine.detect(portrait, fine=True)
    quality = assess_portrait(portrait, faces, size_bytes=size_bytes, format=format)
    if not quality.usable:
        raise ReferenceUnusable(quality.failing[0])
    return Reference(engine.describe(portrait, faces[0]), quality.reasons)


def describe_still(engine: Engine, picture: Picture) -> Descriptor:
    """The descriptor of the only face in a camera frame, looked for finely.

    :raises ReferenceUnusable: `no_face`, `several_faces` or `face_too_small` (below 40 px between the eyes).
    """
    faces = engine.detect(picture, fine=True)
    if len(faces) > 1 and faces[1].box.area > DEFAULT_LIMITS.second_face_area * faces[0].box.area:
        raise ReferenceUnusable("several_faces")
    return engine.describe(picture, _usable(faces, FRAME_INTER_EYE_PX))


def central_face(engine: Engine, picture: Picture) -> Face:
    """The face nearest the picture's centre: the rule the shipped calibration was measured with.

    :raises ReferenceUnusable: `no_face` or `face_too_small` (below 25 px between the eyes).
    """
    height, width = picture.shape[:2]
    faces = engine.detect(picture, fine=True)
    by_centre = sorted(
        faces, key=lambda face: math.hypot(face.box.centre.x - width / 2, face.box.centre.y - height / 2)
    )
    return _usable(by_centre, FILE_INTER_EYE_PX)


def describe_central(engine: Engine, picture: Picture) -> Descriptor:
    """The descriptor of the face nearest the picture's centre.

    :raises ReferenceUnusable: as `central_face`.
    """
    return engine.describe(picture, central_face(engine, picture))


def _usable(faces: Sequence[Face], least: float) -> Face:
    if not faces:
        raise ReferenceUnusable("no_face")
    if faces[0].inter_eye < least:
        raise ReferenceUnusable("face_too_small", f"{faces[0].inter_eye:.0f} px between the eyes")
    return faces[0]
