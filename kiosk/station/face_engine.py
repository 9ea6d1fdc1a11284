"""What compares faces at a station, as its file says: engine, calibration, liveness, cameras."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

from face_match import (
    EngineSpec,
    EngineUnavailable,
    FaceMatchError,
    FaceVerifier,
    Limits,
    LivenessPolicy,
    ModelFile,
    ModelRefused,
    NetInput,
    OpenCvSecondSource,
    PadModel,
    PadModelSpec,
    SecondSource,
    open_camera,
    open_engine,
    read_limits,
    read_policy,
)
from face_match.calibration.table import SHIPPED, load_calibration
from face_match.engines.spec import Rgb, dlib_spec
from kiosk.clock import Clock
from kiosk.config import StationConfig
from kiosk.config.model import Face
from kiosk.station.camera import NoCamera, StationCamera
from kiosk.station.devices import CameraDevice

log = logging.getLogger(__name__)


def open_camera_device(config: StationConfig, clock: Clock) -> CameraDevice:
    """The station's camera with what compares faces behind it, or none."""
    if not config.camera.on:
        return NoCamera()
    check = FaceCheck(config.face, clock)
    return StationCamera(
        lambda: open_camera(config.camera.source),
        check.verifier,
        check.close,
        config.face.deadline_s,
        lambda: open_second_camera(config.face),
    )


def open_second_camera(face: Face) -> SecondSource | None:
    """The depth or infra-red camera of a `[face]` section, filming from now on; None where there is none."""
    if face.second_camera is None:
        return None
    kind, index = face.second_camera.split(":")
    return OpenCvSecondSource("depth" if kind == "depth" else "infra_red", int(index))


def liveness_policy(face: Face) -> LivenessPolicy:
    """The policy of a `[face]` section: the shipped one with what the named file changes.

    :raises PolicyUnusable: when the file cannot be read or a key is wrong.
    """
    return read_policy(face.liveness) if face.liveness is not None else LivenessPolicy()


def quality_limits(face: Face) -> Limits:
    """The quality limits of a `[face]` section: the shipped ones with what the named file changes.

    :raises LimitsUnusable: when the file cannot be read or a key is wrong.
    """
    return read_limits(face.quality) if face.quality is not None else Limits()


def pad_model(face: Face) -> PadModel | None:
    """The passive liveness network of a `[face]` section, its file verified; None where none is named.

    :raises ModelRefused: when the file is not the named one or is no such network.
    """
    if not (face.pad_model and face.pad_model_sha256 and face.pad_model_licence and face.pad_model_threshold):
        return None
    return PadModel(
        PadModelSpec(
            path=face.pad_model,
            sha256=face.pad_model_sha256,
            licence=face.pad_model_licence,
            size=face.pad_model_size,
            live=face.pad_model_live,
            threshold=face.pad_model_threshold,
            crop=face.pad_model_crop,
            scale=face.pad_model_scale,
            mean=face.pad_model_mean,
            bgr=face.pad_model_colour == "bgr",
            logits=face.pad_model_logits,
        )
    )


class FaceCheck:
    """The face engine, started in the background when the station opens, so that the first patient need not wait.

    A model, policy or limit that is refused stops no station: the cards are still read, and faces are left to the desk.
    """

    def __init__(self, face: Face, clock: Clock) -> None:
        self._refusal: FaceMatchError | None = None
        self._warm = threading.Thread(target=self._warm_up, name="face-warm-up", daemon=True)
        try:
            self._engine = open_engine(engine_spec(face))
            calibration = load_calibration(self._engine.model, face.calibration or SHIPPED)
            limits, policy, passive = quality_limits(face), liveness_policy(face), pad_model(face)
        except FaceMatchError as refusal:
            self._refused(refusal)
            return
        self._verifier = FaceVerifier(self._engine, calibration, clock.monotonic, limits, policy, passive)
        self._warm.start()

    def verifier(self) -> FaceVerifier:
        """The verifier, once the models are loaded.

        :raises EngineUnavailable: when a model, the policy or the limits were refused.
        """
        if self._warm.ident is not None:
            self._warm.join(timeout=30)
        if self._refusal is not None:
            raise EngineUnavailable("model_refused", str(self._refusal))
        return self._verifier

    def close(self) -> None:
        """End the worker process."""
        if self._warm.ident is not None:
            self._warm.join(timeout=30)
            self._engine.close()

    def _warm_up(self) -> None:
        try:
            self._engine.warm_up()
        except ModelRefused as refusal:
            self._refused(refusal)
        except EngineUnavailable as error:  # the first patient's request starts the worker again
            log.warning("face engine not warm", extra={"code": error.code})

    def _refused(self, refusal: FaceMatchError) -> None:
        log.error("face check refused", extra={"code": refusal.code})
        self._refusal = refusal


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
