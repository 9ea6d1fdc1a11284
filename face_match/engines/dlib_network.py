"""dlib's face detector, landmarks and descriptor network. The descriptor holds Python's lock for 80 ms per face."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import cv2
import numpy as np

from face_match.engines.models import ModelFile
from face_match.engines.network import Network
from face_match.engines.protocol import Descriptor
from face_match.errors import ModelRefused
from face_match.geometry import Box, Face, Picture, Point

RECIPE = "dlib-resnet-v1"
"""The network's architecture, which dlib's format fixes."""

COARSE_WIDTH = 320
FINE_WIDTH = 960
CLEAR_SCORE = 0.3  # weaker finds beside a clear face are folds and shadows; a lone weak one is taken
FAINT_SCORE = -0.25  # a fine look also takes a lone faint find: a face under a hat, half in shadow
SUSPICION_SCORE = -0.9
SMALL_WIDTH = 400  # a small portrait is enlarged instead: its whole face may be below the detector's window


class DlibNetwork(Network):
    """HOG frontal detector, five landmarks and a ResNet descriptor.

    :raises ModelRefused: when a file is not the expected one or is none of dlib's.
    """

    def __init__(self, descriptor: ModelFile, landmarks: ModelFile, *, mirror: bool) -> None:
        import dlib  # noqa: PLC0415  the parent must not load dlib: only this process pays for it

        self._dlib = dlib
        self._mirror = mirror
        self._detector = dlib.get_frontal_face_detector()
        self._landmarks = _loaded(landmarks, dlib.shape_predictor)
        self._network = _loaded(descriptor, dlib.face_recognition_model_v1)

    def detect(self, picture: Picture, fine: bool) -> tuple[Face, ...]:
        """Faces, largest first. The detector's own window is 80 px: reducing the picture decides what is small."""
        faces = self._detect_at(picture, FINE_WIDTH if fine else COARSE_WIDTH)
        if not faces and not fine:
            faces = self._detect_at(picture, FINE_WIDTH)
        return faces

    def suspect(self, picture: Picture) -> tuple[Face, ...]:
        """HOG needs a mouth: of drawn masks it finds half as faces, and nearly all as suspicions."""
        scale = min(1.0, COARSE_WIDTH / picture.shape[1])
        return tuple(sorted(self._found(picture, scale, SUSPICION_SCORE), key=lambda face: -face.score))

    def describe(self, picture: Picture, face: Face) -> Descriptor:
        """The descriptor of the aligned face, or its mean with that of the mirror image.

        Averaging both sides takes out part of what light and a slight turn do: on the development set's East-Asian
        pairs, FNMR at FMR 0.1 % falls from 29 % to 21 %. Further crops, shifts and rotations add little more.
        """
        shape = self._landmarks(picture, self._rectangle(face.box))
        chip = self._dlib.get_face_chip(picture, shape, size=150, padding=0.25)
        chips = [chip, np.ascontiguousarray(chip[:, ::-1])] if self._mirror else [chip]
        vectors = self._network.compute_face_descriptor(chips)
        mean: Descriptor = np.mean(np.array(vectors, dtype=np.float64), axis=0)
        return mean

    def _detect_at(self, picture: Picture, width: int) -> tuple[Face, ...]:
        scale = min(1.0, width / picture.shape[1])
        if width == FINE_WIDTH and picture.shape[1] <= SMALL_WIDTH:
            scale = 2.0
        faces = self._found(picture, scale, FAINT_SCORE if width == FINE_WIDTH else 0.0)
        clear = [face for face in faces if face.score >= CLEAR_SCORE] or sorted(faces, key=lambda f: -f.score)[:1]
        return tuple(sorted(clear, key=lambda face: -face.box.area))

    def _found(self, picture: Picture, scale: float, least: float) -> list[Face]:
        how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        small = picture if scale == 1.0 else cv2.resize(picture, None, fx=scale, fy=scale, interpolation=how)
        rectangles, scores, _ = self._detector.run(small, 0, least)
        return [self._face(picture, r, s, scale) for r, s in zip(rectangles, scores, strict=True)]

    def _face(self, picture: Picture, rectangle: Any, score: float, scale: float) -> Face:
        box = Box(
            round(rectangle.left() / scale),
            round(rectangle.top() / scale),
            round(rectangle.width() / scale),
            round(rectangle.height() / scale),
        )
        # Order of the 5-point model: left eye outer, inner; right eye outer, inner; base of the nose.
        p = [(point.x, point.y) for point in self._landmarks(picture, self._rectangle(box)).parts()]
        left = Point((p[0][0] + p[1][0]) / 2, (p[0][1] + p[1][1]) / 2)
        right = Point((p[2][0] + p[3][0]) / 2, (p[2][1] + p[3][1]) / 2)
        return Face(box, left, right, Point(*p[4]), float(score))

    def _rectangle(self, box: Box) -> Any:
        return self._dlib.rectangle(box.x, box.y, box.x + box.width - 1, box.y + box.height - 1)


def _loaded(file: ModelFile, load: Any) -> Any:
    with _named(file.read()) as path:
        try:
            return load(path)
        except RuntimeError as error:
            raise ModelRefused("model_unusable", f"{file.path.name} is not a file of dlib's") from error


@contextmanager
def _named(data: bytes) -> Iterator[str]:
    """A path to bytes in memory: dlib loads from paths alone, and a file on disk may change once its hash was taken."""
    with os.fdopen(os.memfd_create("model", os.MFD_CLOEXEC), "wb") as file:
        file.write(data)
        file.flush()
        yield f"/proc/self/fd/{file.fileno()}"
