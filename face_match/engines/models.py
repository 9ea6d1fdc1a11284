"""A model file: where it lies, the SHA-256 it was reviewed or handed over with, and the licence of whoever gives it.

The default files come with the distribution `face_recognition_models`, but its code is never run: its import needs
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
class ModelFile:
    """One file of a model. `sha256` is lower-case hexadecimal; `licence` a note for people, never empty."""

    path: Path
    sha256: str
    licence: str

    def check(self) -> None:
        """Refuse it now, without keeping what was read.

        :raises ModelRefused: `licence_missing`, `model_missing` or `model_hash_mismatch`.
        """
        self._licensed()
        self._expected(sha256_of(self.path))

    def read(self) -> bytes:
        """The file's bytes, verified: whoever loads a model loads these, so that no other bytes can slip in between.

        :raises ModelRefused: as `check`.
        """
        self._licensed()
        try:
            data = self.path.read_bytes()
        except OSError as error:
            raise ModelRefused("model_missing", self.path.name) from error
        self._expected(hashlib.sha256(data).hexdigest())
        return data

    def _licensed(self) -> None:
        if not self.licence.strip():
            raise ModelRefused("licence_missing", self.path.name)

    def _expected(self, found: str) -> None:
        if found != self.sha256:
            raise ModelRefused("model_hash_mismatch", self.path.name)


def default_landmarks(folder: Path | None = None) -> ModelFile:
    """dlib's 5-point predictor, of the installed distribution unless a folder is named.

    :raises ModelRefused: `model_missing` when the distribution is not installed.
    """
    return ModelFile((folder or _installed_folder()) / LANDMARKS_FILE, LANDMARKS_SHA256, "public domain (CC0)")


def default_descriptor(folder: Path | None = None) -> ModelFile:
    """dlib's descriptor network; found as `default_landmarks`."""
    licence = "public domain (CC0), dlib-models; trained in part on research sets"
    return ModelFile((folder or _installed_folder()) / DESCRIPTOR_FILE, DESCRIPTOR_SHA256, licence)


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
