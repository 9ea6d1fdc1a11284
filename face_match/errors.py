"""What can go wrong between a portrait, a camera and a decision; each error says what its reader should do next."""

from __future__ import annotations


class FaceMatchError(Exception):
    """Root of the room's errors.

    `code` is a stable key for logs and screens and holds nothing personal; `do` is one sentence on what to do next.
    """

    do = "send the patient to the reception desk"

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


class PortraitRefused(FaceMatchError):
    """The portrait's bytes were not decoded: wrong hash, wrong format, too large, or the decoder gave up.

    Codes: `hash_mismatch`, `format_not_allowed`, `header_broken`, `too_many_bytes`, `too_large`, `decoder_refused`,
    `decoder_died`, `decoder_too_slow`, `wrong_output`.
    """

    do = "compare the patient with the card by eye at the desk; report the card series if it happens again"


class ReferenceUnusable(FaceMatchError):
    """The portrait decodes, but no descriptor can be taken from it.

    Codes: `no_face`, `several_faces`, `face_too_small`.
    """

    do = "compare the patient with the card by eye at the desk"


class ModelRefused(FaceMatchError):
    """A model file is missing, is not the expected one, does not work, or has no threshold in the calibration table.

    Codes: `model_missing`, `model_hash_mismatch`, `licence_missing`, `model_unusable`, `no_calibration`,
    `calibration_broken`.
    """

    do = "install the model files named in docs/face-match.md, or calibrate the model before use"


class EngineUnavailable(FaceMatchError):
    """The engine's worker process died or did not answer, also after being started afresh.

    Codes: `worker_died`, `worker_too_slow`, `worker_failed`, `model_refused`, `closed`.
    """

    do = "identify the patient at the desk; check the station's memory and restart the kiosk"


class CameraUnavailable(FaceMatchError):
    """The camera source cannot be opened at all (a source that is lost later is reopened instead).

    Codes: `source_not_found`, `source_empty`, `virtual_device`, `no_picture`.
    """

    do = "check the camera's cable and the [camera] section of the station's configuration"
