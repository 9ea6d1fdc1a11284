"""Opens an engine: the default one, or the one that hospital IT gives the files of."""

from __future__ import annotations

from face_match.engines.dlib_engine import DlibEngine
from face_match.engines.spec import EngineSpec
from face_match.engines.supervised import SupervisedEngine


def open_engine(spec: EngineSpec | None = None) -> SupervisedEngine:
    """An engine with verified files; its worker process starts with `warm_up` or the first request.

    :param spec: None for dlib with the installed models.
    :raises ModelRefused: `licence_missing`, `model_missing` or `model_hash_mismatch`. That a file is no such network
        (`model_unusable`) is found when it is loaded, and raised by `warm_up`.
    """
    return DlibEngine() if spec is None else SupervisedEngine(spec)
