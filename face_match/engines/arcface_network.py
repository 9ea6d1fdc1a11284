"""Any ArcFace-shaped network (MobileFaceNet, IResNet and the like) from an ONNX file, by OpenCV, on YuNet's points.

OpenCV and not onnxruntime: it gives the same vectors, releases Python's lock as well, and is there already.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from face_match.engines.models import ModelFile
from face_match.engines.network import Network, face_vector, unit_descriptor
from face_match.engines.onnx_file import Shape, input_shape
from face_match.engines.opencv_net import load_net, unusable
from face_match.engines.protocol import Descriptor
from face_match.engines.spec import NetInput
from face_match.engines.yunet import YuNet, five_points
from face_match.geometry import Face, Picture

TEMPLATE_SIZE = 112
TEMPLATE = np.array(
    [(38.2946, 51.6963), (73.5318, 51.5014), (56.0252, 71.7366), (41.5493, 92.3655), (70.7299, 92.2041)]
)
"""Where the five points of a face lie in ArcFace's 112 x 112 crop, in YuNet's order."""


class ArcfaceNetwork(Network):
    """Descriptors of length 1 from a face aligned to the ArcFace template.

    :raises ModelRefused: when the file is not the expected one, takes another picture or gives no face vector.
    """

    def __init__(self, descriptor: ModelFile, detector: YuNet, net_input: NetInput, *, mirror: bool) -> None:
        self._detector = detector
        self._input = net_input
        self._mirror = mirror
        data = descriptor.read()
        name = descriptor.path.name
        with unusable(name):
            self._channels_last = _channels_last(input_shape(data, name), net_input.size)
        self._net = load_net(name, data, cv2.dnn.readNetFromONNX)
        with unusable(name):
            self._vector(np.zeros((net_input.size, net_input.size, 3), np.uint8))

    def detect(self, picture: Picture, fine: bool) -> tuple[Face, ...]:
        return self._detector.detect(picture, fine)

    def describe(self, picture: Picture, face: Face) -> Descriptor:
        crop = aligned(picture, five_points(face), self._input.size)
        return unit_descriptor(crop, self._vector, mirror=self._mirror)

    def _vector(self, crop: Picture) -> Descriptor:
        outputs = self._net.getUnconnectedOutLayersNames()
        if len(outputs) != 1:
            raise ValueError(f"the network has {len(outputs)} outputs instead of one vector")
        self._net.setInput(blob(crop, self._input, channels_last=self._channels_last))
        return face_vector(np.asarray(self._net.forward()))


def aligned(picture: Picture, points: npt.NDArray[np.float32], size: int) -> Picture:
    """The square of `size` pixels in which a face's five points lie as near to the template as turning, scaling and
    shifting can bring them (least squares).

    :param points: shape (5, 2), in YuNet's order, in pixels of the picture.
    """
    # In the complex plane a similarity is z -> a z + b, and the best `a` is a ratio of two sums.
    source = points.astype(np.float64) @ (1, 1j)
    target = TEMPLATE * (size / TEMPLATE_SIZE) @ (1, 1j)
    centred = source - source.mean()
    a = np.vdot(centred, target - target.mean()) / np.vdot(centred, centred)
    b = target.mean() - a * source.mean()
    matrix = np.array([[a.real, -a.imag, b.real], [a.imag, a.real, b.imag]])
    return np.asarray(cv2.warpAffine(picture, matrix, (size, size), flags=cv2.INTER_LINEAR), np.uint8)


def blob(crop: Picture, net_input: NetInput, *, channels_last: bool) -> npt.NDArray[np.float32]:
    """An RGB crop as the network takes it, shape (1, 3, size, size) or (1, size, size, 3)."""
    mean, divisor = (np.array(three, np.float32) for three in (net_input.mean, net_input.divisor))
    values = (crop.astype(np.float32) - mean) / divisor
    if net_input.colour == "bgr":
        values = values[..., ::-1]
    return np.ascontiguousarray(values[None] if channels_last else values.transpose(2, 0, 1)[None], np.float32)


def _channels_last(shape: Shape, size: int) -> bool:
    """Whether a declared input has its three colours last. Where the file leaves a dimension open (0), it may be any;
    where it leaves all open, the colours are taken to come first, as ArcFace networks have them.

    :raises ValueError: when the network takes another picture.
    """
    for last, wanted in ((False, (3, size, size)), (True, (size, size, 3))):
        if len(shape) == 4 and all(given in {0, want} for given, want in zip(shape[1:], wanted, strict=True)):
            return last
    raise ValueError(f"the network takes {shape} and not a face of {size} x {size} pixels in three colours")
