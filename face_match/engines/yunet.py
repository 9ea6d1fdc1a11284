"""YuNet, OpenCV's small face detector, from a file that hospital IT provides."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from face_match.engines.models import ModelFile
from face_match.engines.onnx_file import input_shape
from face_match.engines.opencv_net import NO_CONFIG, load_net, unusable
from face_match.geometry import NOSE_TIP_DEPTH, Box, Face, Picture, Point

RECIPE = "yunet"
"""The detector and the sizes it works at; they move the points a little, and with them every descriptor."""

COARSE_WIDTH = 320
FINE_WIDTH = 960
MIN_SCORE = 0.7  # proposal to calibrate; OpenCV's example asks for 0.9, which loses faces in bad light
NMS_OVERLAP = 0.3
CANDIDATES = 5000

Size = tuple[int, int]
"""Width and height in pixels."""

_STRIDES = (8, 16, 32)
_VALUES = {"cls": 1, "obj": 1, "bbox": 4, "kps": 10}
"""YuNet's outputs, one set per stride: values in each cell of the picture's grid."""


class YuNet:
    """Faces with eyes, tip of the nose and corners of the mouth.

    :raises ModelRefused: when the file is not the expected one or is no YuNet.
    """

    def __init__(self, file: ModelFile) -> None:
        data = file.read()
        name = file.path.name
        input_shape(data, name)
        self._bare = load_net(name, data, cv2.dnn.readNetFromONNX)
        self._sound: set[Size] = set()
        with unusable(name):
            self._check_outputs((COARSE_WIDTH, 256))
        self._detector = load_net(name, data, lambda buffer: _detector(buffer, (COARSE_WIDTH, 256)))

    def detect(self, picture: Picture, fine: bool) -> tuple[Face, ...]:
        """Faces, largest first.

        YuNet was trained on faces of about 10 to 300 pixels, so the picture's size decides what is found: the other
        size is tried when the wished one shows nobody, because a face may be too small for one or too large for the
        other.
        """
        for width in (FINE_WIDTH, COARSE_WIDTH) if fine else (COARSE_WIDTH, FINE_WIDTH):
            faces = self._detect_at(picture, width)
            if faces or picture.shape[1] <= COARSE_WIDTH:
                return faces
        return ()

    def _detect_at(self, picture: Picture, width: int) -> tuple[Face, ...]:
        full = (picture.shape[1], picture.shape[0])
        scale = min(1.0, width / full[0])
        size = (round(full[0] * scale), max(1, round(full[1] * scale)))
        small = picture if size == full else cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
        self._check_outputs((_padded(size[0]), _padded(size[1])))
        self._detector.setInputSize(size)
        _, rows = self._detector.detect(cv2.cvtColor(small, cv2.COLOR_RGB2BGR))
        if rows is None:
            return ()
        factor = np.array(full, np.float64) / size
        faces = [_face(row, factor) for row in np.asarray(rows, np.float64)]
        return tuple(sorted(faces, key=lambda face: -face.box.area))

    def _check_outputs(self, size: Size) -> None:
        """Look once at the network's own answer for every size: OpenCV decodes it without looking at its shape, and
        would read beyond the end of a shorter one; what is not a number it takes for nobody being there.

        :raises ValueError: when the answer is not YuNet's.
        """
        if size in self._sound:
            return
        width, height = size
        expected = {
            f"{name}_{stride}": (width // stride) * (height // stride) * values
            for name, values in _VALUES.items()
            for stride in _STRIDES
        }
        if not expected.keys() <= set(self._bare.getUnconnectedOutLayersNames()):
            raise ValueError("the network is no YuNet: its outputs have other names")
        self._bare.setInput(np.zeros((1, 3, height, width), np.float32))
        outputs: list[npt.NDArray[Any]] = list(self._bare.forward(list(expected)))
        for (name, count), output in zip(expected.items(), outputs, strict=True):
            if output.size != count or output.dtype != np.float32:
                raise ValueError(f"{name} has {output.size} values instead of {count}")
            if not np.isfinite(output).all():
                raise ValueError(f"{name} holds what is not a number")
        self._sound.add(size)


def _detector(buffer: npt.NDArray[np.uint8], size: Size) -> Any:
    return cv2.FaceDetectorYN.create("onnx", buffer, NO_CONFIG, size, MIN_SCORE, NMS_OVERLAP, CANDIDATES)


def _padded(length: int) -> int:
    """As OpenCV pads: to whole cells of the coarsest grid."""
    return -(-length // _STRIDES[-1]) * _STRIDES[-1]


def _face(row: npt.NDArray[np.float64], factor: npt.NDArray[np.float64]) -> Face:
    """A row of FaceDetectorYN: x, y, width, height; the person's right eye, left eye, tip of the nose, right and left
    corner of the mouth; score. Everything but the score in pixels of the reduced picture."""
    if not np.isfinite(row).all():
        raise ValueError("the detector gives what is not a number")
    x, y, width, height = row[:4] * np.tile(factor, 2)
    right_eye, left_eye, nose, right_mouth, left_mouth = (
        Point(*map(float, p * factor)) for p in row[4:14].reshape(5, 2)
    )
    box = Box(round(x), round(y), max(1, round(width)), max(1, round(height)))
    return Face(box, left_eye, right_eye, nose, float(row[14]), NOSE_TIP_DEPTH, left_mouth, right_mouth)


def five_points(face: Face) -> npt.NDArray[np.float32]:
    """YuNet's points in its order, shape (5, 2): right eye, left eye, nose, right and left corner of the mouth.

    :raises ValueError: for a face of a detector that does not mark the mouth.
    """
    if face.left_mouth is None or face.right_mouth is None:
        raise ValueError("the face has no corners of the mouth")
    points = (face.right_eye, face.left_eye, face.nose, face.right_mouth, face.left_mouth)
    return np.array([(point.x, point.y) for point in points], np.float32)
