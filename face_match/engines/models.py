"""Finds the model files on disk and refuses any that is not, byte for byte, the one that was reviewed.

The files come with the distribution `face_recognition_models`, but its code is never run: its import needs
`pkg_resources` and it carries a 68-point landmark model whose licence excludes commercial use. The folder is found
through the import system's spec alone, and only the two files named here are ever opened.
"""

from __future__ import annotations

import hashlib
import importlib.util
from dataclasses import dataclass
from pathlib import Path

from face_match.errors import ModelRefused

LANDMARKS_FILE = "shape_predictor_5_face_landmarks.dat"
LANDMARKS_SHA256 = "c4b1e9804792707d3a405c2c16a80a20269e6675021f64a41d30fffafbc41888"
DESCRIPTOR_FILE = "dlib_face_recognition_resnet_model_v1.dat"
DESCRIPTOR_SHA256 = "55533b28a95800a551ba546ba62fe69625c7e95a7061c338adffead08719da30"


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """The verified files of the default engine, and the hash of the descriptor network."""

    landmarks: Path
    descriptor: Path
    descriptor_sha256: str


def find_models(folder: Path | None = None) -> ModelFiles:
    """Locate and verify the two models.

    :param folder: where the files lie; by default the `models` folder of the installed `face_recognition_models`.
    :raises ModelRefused: `model_missing` or `model_hash_mismatch`.
    """
    folder = folder or _installed_folder()
    landmarks, descriptor = folder / LANDMARKS_FILE, folder / DESCRIPTOR_FILE
    for path, expected in ((landmarks, LANDMARKS_SHA256), (descriptor, DESCRIPTOR_SHA256)):
        if sha256_of(path) != expected:
            raise ModelRefused("model_hash_mismatch", path.name)
    return ModelFiles(landmarks, descriptor, DESCRIPTOR_SHA256)


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, in lower-case hexadecimal.

    :raises ModelRefused: `model_missing` when it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelRefused("model_missing", path.name) from error


def _installed_folder() -> Path:
    spec = importlib.util.find_spec("face_recognition_models")
    if spec is None or not spec.submodule_search_locations:
        raise ModelRefused("model_missing", "the distribution face_recognition_models is not installed")
    return Path(spec.submodule_search_locations[0]) / "models"
