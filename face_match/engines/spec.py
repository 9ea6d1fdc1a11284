"""Which engine, from which files: everything that decides what a descriptor means, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from face_match.engines import dlib_network, yunet
from face_match.engines.models import LANDMARKS_SHA256, ModelFile, default_descriptor, default_landmarks
from face_match.engines.protocol import Model

Kind = Literal["dlib", "sface", "arcface"]
Rgb = tuple[float, float, float]
"""A number each for red, green and blue, whatever order the network takes them in."""


@dataclass(frozen=True, slots=True)
class NetInput:
    """What an ArcFace-shaped network is fed: a square face of `size` pixels, each channel as (x - mean) / divisor.

    The defaults are those of the ArcFace authors. `colour` is the order in which the network takes the channels.
    Channels first or last, the network's file says itself.
    """

    size: int = 112
    colour: Literal["rgb", "bgr"] = "rgb"
    mean: Rgb = (127.5, 127.5, 127.5)
    divisor: Rgb = (127.5, 127.5, 127.5)

    def __str__(self) -> str:
        mean, divisor = ("/".join(f"{x:g}" for x in (three[:1] if len(set(three)) == 1 else three))
                         for three in (self.mean, self.divisor))  # fmt: skip
        return f"{self.size}-{self.colour}-{mean}-{divisor}"


@dataclass(frozen=True, slots=True)
class EngineSpec:
    """An engine to open. `descriptor` is the network whose vectors are compared.

    `detector` finds the face's points: YuNet for `sface` and `arcface`; for `dlib`, whose HOG detector needs no file,
    the 5-point predictor. dlib's predictor was trained on HOG's boxes, so the two are never mixed. `mirror` averages
    with the mirror image, and `net_input` is for `arcface`.
    """

    kind: Kind
    descriptor: ModelFile
    detector: ModelFile
    mirror: bool = True
    net_input: NetInput = NetInput()

    @property
    def model(self) -> Model:
        """The descriptor network under the name of its whole recipe: a calibration fits both and nothing else.

        The detector is part of it, because its points decide what is cut out of the picture.
        """
        return Model(self._recipe(), self.descriptor.sha256, self.descriptor.licence)

    def check(self) -> None:
        """Verify both files.

        :raises ModelRefused: `licence_missing`, `model_missing` or `model_hash_mismatch`.
        """
        self.detector.check()
        self.descriptor.check()

    def _recipe(self) -> str:
        detector = self.detector.sha256
        match self.kind:
            case "dlib":
                points = "" if detector == LANDMARKS_SHA256 else f"+points-{detector[:8]}"
                name = f"{dlib_network.RECIPE}{points}"
            case "sface":
                name = f"sface+{yunet.RECIPE}-{detector[:8]}"
            case "arcface":
                name = f"arcface-{self.net_input}+{yunet.RECIPE}-{detector[:8]}"
        return f"{name}{'+mirror' if self.mirror else ''}"


def dlib_spec(folder: Path | None = None) -> EngineSpec:
    """The default engine.

    :param folder: where its two files lie; by default in the installed distribution.
    :raises ModelRefused: `model_missing` when the distribution is not installed.
    """
    return EngineSpec("dlib", default_descriptor(folder), default_landmarks(folder))
