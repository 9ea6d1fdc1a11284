"""The face engine that a station's file names."""

from __future__ import annotations

from pathlib import Path

from face_match import EngineSpec, ModelFile, NetInput
from face_match.engines.spec import Rgb, dlib_spec
from kiosk.config.model import Face


def engine_spec(face: Face) -> EngineSpec:
    """The engine of a `[face]` section. For dlib, a file that is not named is the installed one.

    :raises ModelRefused: `model_missing` when a file is neither named nor installed. Files are not looked at here.
    """
    model = _file(face.model, face.model_sha256, face.model_licence)
    detector = _file(face.detector, face.detector_sha256, face.detector_licence)
    if model is None or detector is None:
        installed = dlib_spec()
        model, detector = model or installed.descriptor, detector or installed.detector
    net_input = NetInput(face.input_size, face.input_colour, _rgb(face.input_mean), _rgb(face.input_divisor))
    return EngineSpec(face.engine, model, detector, face.mirror, net_input)


def _file(path: Path | None, sha256: str | None, licence: str | None) -> ModelFile | None:
    """The configuration holds all three or none."""
    return ModelFile(path, sha256, licence) if path and sha256 and licence else None


def _rgb(values: tuple[float, ...]) -> Rgb:
    red, green, blue = values
    return red, green, blue
