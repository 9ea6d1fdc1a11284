"""Checks what compares faces: the configured model files, and a threshold measured with exactly these."""

from __future__ import annotations

from pathlib import Path

from face_match import EngineUnavailable, LimitsUnusable, ModelFile, ModelRefused, PolicyUnusable, open_engine
from face_match.calibration.table import SHIPPED, load_calibration
from kiosk.clock import Clock
from kiosk.config import StationConfig
from kiosk.doctor.check import Finding, fail, ok, skipped, warn
from kiosk.station.face_engine import engine_spec, liveness_policy, pad_model, quality_limits

REINSTALL = "reinstall the package face_recognition_models"


def face_models(config: StationConfig, _clock: Clock) -> Finding:
    """Each file is the one that was named, works, and has a threshold; until then faces are left to the desk."""
    face = config.face
    if not config.camera.on:
        return skipped("this station has no camera")
    try:
        spec = engine_spec(face)
    except ModelRefused as refusal:
        return fail(str(refusal), REINSTALL)
    for file, setting, configured in (
        (spec.detector, "detector", face.detector),
        (spec.descriptor, "model", face.model),
    ):
        try:
            file.check()
        except ModelRefused as refusal:
            return fail(str(refusal), _file_fix(refusal, file, setting, configured))
    try:
        calibration = load_calibration(spec.model, face.calibration or SHIPPED)
    except ModelRefused as refusal:
        return fail(str(refusal), _threshold_fix(refusal))
    try:
        with open_engine(spec) as engine:
            engine.warm_up()
    except ModelRefused as refusal:
        return fail(str(refusal), f"face.engine is {face.engine}: correct it, or the file and settings it needs")
    except EngineUnavailable as error:
        return fail(str(error), error.do)
    try:
        liveness_policy(face)
    except PolicyUnusable as error:
        return fail(str(error), f"face.liveness: {error.do}")
    try:
        quality_limits(face)
    except LimitsUnusable as error:
        return fail(str(error), f"face.quality: {error.do}")
    try:
        pad_model(face)
    except ModelRefused as refusal:
        return fail(str(refusal), "correct face.pad_model and what stands beside it, or take all of them out")
    tries, allowed = config.policy.face_tries, calibration.tries
    if tries > allowed:
        return warn(
            f"policy.face_tries is {tries}, the thresholds are for {allowed} tries a session",
            f"set policy.face_tries to {allowed}, or measure for more (kiosk face calibrate --tries {tries})",
        )
    where = "here" if calibration.local_population else "on other people than this hospital's"
    return ok(
        f"{spec.model.name}, model {spec.model.sha256[:12]}, {spec.model.licence}; thresholds were measured {where}"
    )


def _file_fix(refusal: ModelRefused, file: ModelFile, setting: str, configured: Path | None) -> str:
    if configured is None:
        return REINSTALL
    if refusal.code == "model_missing":
        return f"put the file at {file.path}, or correct face.{setting}"
    return f"get the file again from who provides it, or correct face.{setting}_sha256"


def _threshold_fix(refusal: ModelRefused) -> str:
    if refusal.code == "no_calibration":
        return "measure one with this file (kiosk face calibrate --config …) and set face.calibration to what it writes"
    return "face.calibration names a table that cannot be used: write it anew (kiosk face calibrate)"
