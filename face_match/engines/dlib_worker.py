"""The worker process behind the dlib engine: dlib's network holds Python's global lock for 80 ms per face."""

from __future__ import annotations

import resource
import sys
from multiprocessing.connection import Connection
from typing import Any

import cv2
import numpy as np

from face_match.engines.protocol import Descriptor
from face_match.geometry import Box, Face, Picture, Point

COARSE_WIDTH = 320
FINE_WIDTH = 960
CLEAR_SCORE = 0.3  # weaker finds beside a clear face are folds and shadows; a lone weak one is taken
SMALL_WIDTH = 400  # a small portrait is enlarged instead: its whole face may be below the detector's window


class Dlib:
    """HOG frontal detector, five landmarks and ResNet descriptor, as plain calls in this process."""

    def __init__(self, landmarks: str, descriptor: str) -> None:
        import dlib  # noqa: PLC0415  the parent must not load dlib: only this process pays for it

        self._dlib = dlib
        self._detector = dlib.get_frontal_face_detector()
        self._landmarks = dlib.shape_predictor(landmarks)
        self._network = dlib.face_recognition_model_v1(descriptor)

    def detect(self, picture: Picture, fine: bool) -> tuple[Face, ...]:
        """Faces, largest first. The detector's own window is 80 px: reducing the picture decides what is small."""
        faces = self._detect_at(picture, FINE_WIDTH if fine else COARSE_WIDTH)
        if not faces and not fine:
            faces = self._detect_at(picture, FINE_WIDTH)
        return faces

    def describe(self, picture: Picture, box: Box) -> Descriptor:
        """The mean descriptor of the aligned face and its mirror image.

        Averaging both sides takes out part of what light and a slight turn do: on the East-Asian trials behind the
        thresholds, FNMR at FMR 0.1 % falls from 26 % to 18 % for one probe and from 17 % to 13 % for three.
        """
        shape = self._landmarks(picture, self._rectangle(box))
        chip = self._dlib.get_face_chip(picture, shape, size=150, padding=0.25)
        both = self._network.compute_face_descriptor([chip, np.ascontiguousarray(chip[:, ::-1])])
        mean: Descriptor = np.mean(np.array(both, dtype=np.float64), axis=0)
        return mean

    def _detect_at(self, picture: Picture, width: int) -> tuple[Face, ...]:
        scale = min(1.0, width / picture.shape[1])
        if width == FINE_WIDTH and picture.shape[1] <= SMALL_WIDTH:
            scale = 2.0
        how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        small = picture if scale == 1.0 else cv2.resize(picture, None, fx=scale, fy=scale, interpolation=how)
        rectangles, scores, _ = self._detector.run(small, 0, 0.0)
        faces = [self._face(picture, r, s, scale) for r, s in zip(rectangles, scores, strict=True)]
        clear = [face for face in faces if face.score >= CLEAR_SCORE] or sorted(faces, key=lambda f: -f.score)[:1]
        return tuple(sorted(clear, key=lambda face: -face.box.area))

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


def serve(pipe: Connection, landmarks: str, descriptor: str) -> None:
    """Answer requests until the parent closes its end; a core dump of this process would hold faces, so none is made.

    A request is `(name, *arguments)`, an answer `("ok", value)` or `("error", type name)`.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    cv2.setNumThreads(1)
    models = Dlib(landmarks, descriptor)
    pipe.send(("ok", None))
    while True:
        try:
            name, *arguments = pipe.recv()
        except EOFError:
            return
        try:
            answer = models.detect(*arguments) if name == "detect" else models.describe(*arguments)
            pipe.send(("ok", answer))
        except Exception as error:  # the asker hears of it; the next picture may be a better one
            pipe.send(("error", type(error).__name__))


if __name__ == "__main__":
    serve(Connection(int(sys.argv[1])), sys.argv[2], sys.argv[3])
