"""SFace by OpenCV's own class, on YuNet's points."""

from __future__ import annotations

import cv2
import numpy as np

from face_match.engines.models import ModelFile
from face_match.engines.network import Network, face_vector, unit_descriptor
from face_match.engines.onnx_file import input_shape
from face_match.engines.opencv_net import NO_CONFIG, load_net, unusable
from face_match.engines.protocol import Descriptor
from face_match.engines.yunet import YuNet, five_points
from face_match.geometry import Face, Picture

SIZE = 112


class SfaceNetwork(Network):
    """Descriptors of length 1 from a face aligned by OpenCV to 112 x 112 pixels.

    :raises ModelRefused: when the file is not the expected one or gives no face vector.
    """

    def __init__(self, descriptor: ModelFile, detector: YuNet, *, mirror: bool) -> None:
        self._detector = detector
        self._mirror = mirror
        data = descriptor.read()
        name = descriptor.path.name
        input_shape(data, name)
        self._net = load_net(name, data, lambda buffer: cv2.FaceRecognizerSF.create("onnx", buffer, NO_CONFIG))
        with unusable(name):
            self._vector(np.zeros((SIZE, SIZE, 3), np.uint8))

    def detect(self, picture: Picture, fine: bool) -> tuple[Face, ...]:
        return self._detector.detect(picture, fine)

    def describe(self, picture: Picture, face: Face) -> Descriptor:
        # FaceDetectorYN's row, of which alignCrop reads the points alone.
        row = np.concatenate([np.zeros(4), five_points(face).ravel(), [face.score]]).astype(np.float32)
        crop = np.asarray(self._net.alignCrop(cv2.cvtColor(picture, cv2.COLOR_RGB2BGR), row[None]), np.uint8)
        return unit_descriptor(crop, self._vector, mirror=self._mirror)

    def _vector(self, crop_bgr: Picture) -> Descriptor:
        return face_vector(np.asarray(self._net.feature(crop_bgr)))
