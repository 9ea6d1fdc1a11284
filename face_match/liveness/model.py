"""A passive network that a hospital brings along: an ONNX file that tells living faces from pictures of faces.

None is shipped. Open networks do not carry over to other cameras (the same network measured 0.7 % APCER on its own
pictures and 17 % on others): whoever names one measures it with `kiosk face pad-bench --config` on the hospital's own
pictures.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from face_match.engines.models import ModelFile
from face_match.engines.onnx_file import input_shape
from face_match.engines.opencv_net import load_net, unusable
from face_match.errors import ModelRefused
from face_match.geometry import Face, Picture


@dataclass(frozen=True, slots=True)
class PadModelSpec:
    """Which file, and how it is fed and read.

    :ivar licence: a note for people, never empty.
    :ivar size: side of the square input in pixels.
    :ivar live: index of the living class in the output.
    :ivar threshold: the living class's probability from which on a face counts as living, 0..1.
    :ivar crop: side of what is looked at, in widths of the face's box.
    :ivar scale: what pixel values are multiplied by, after `mean` was subtracted from each.
    :ivar bgr: whether the network wants blue first.
    :ivar logits: whether the output still has to be made probabilities (softmax).
    """

    path: Path
    sha256: str
    licence: str
    size: int
    live: int
    threshold: float
    crop: float = 2.7
    scale: float = 1 / 255
    mean: float = 0.0
    bgr: bool = False
    logits: bool = False


class PadModel:
    """The network, loaded from verified bytes and run once, so that what does not work is known at the start.

    :raises ModelRefused: `licence_missing`, `model_missing`, `model_hash_mismatch`; `model_unusable` for a file that is
        no ONNX network of this input size, that OpenCV cannot run, or that does not answer about this living class.
    """

    def __init__(self, spec: PadModelSpec) -> None:
        self.spec = spec
        data = ModelFile(spec.path, spec.sha256, spec.licence).read()
        shape = input_shape(data, spec.path.name)
        if len(shape) != 4 or shape[1] not in {0, 3} or any(side not in {0, spec.size} for side in shape[2:]):
            raise ModelRefused("model_unusable", f"{spec.path.name} takes {shape}, not 3 x {spec.size} x {spec.size}")
        self._net: Any = load_net(spec.path.name, data, cv2.dnn.readNetFromONNX)
        self._answer(np.zeros((spec.size, spec.size, 3), np.uint8))

    def living(self, picture: Picture, face: Face) -> float:
        """The living class's probability for one face, 0..1.

        :raises ModelRefused: `model_unusable` when the network answers what is no probability.
        """
        return self._answer(_crop(picture, face, self.spec.crop))

    def _answer(self, picture: Picture) -> float:
        spec = self.spec
        size, mean = (spec.size, spec.size), (spec.mean,) * 3
        with unusable(spec.path.name):
            self._net.setInput(cv2.dnn.blobFromImage(picture, spec.scale, size, mean, swapRB=spec.bgr))
            out: npt.NDArray[np.float64] = np.asarray(self._net.forward(), np.float64).ravel()
            if spec.live >= out.size or not np.isfinite(out).all():
                raise ValueError(f"answers {out.size} numbers, class {spec.live} is not among them")
        if spec.logits:
            out = np.exp(out - out.max())
            out /= out.sum()
        return float(np.clip(out[spec.live], 0, 1))


def _crop(picture: Picture, face: Face, times: float) -> Picture:
    """A square around the face, moved into the picture where it reaches out."""
    height, width = picture.shape[:2]
    side = min(round(times * max(face.box.width, face.box.height)), height, width)
    left = min(max(0, round(face.box.centre.x - side / 2)), width - side)
    top = min(max(0, round(face.box.centre.y - side / 2)), height - side)
    return np.ascontiguousarray(picture[top : top + side, left : left + side])
