"""The default engine: dlib, with the models that come with an installed distribution."""

from __future__ import annotations

from pathlib import Path

from face_match.engines.spec import dlib_spec
from face_match.engines.supervised import SupervisedEngine


class DlibEngine(SupervisedEngine):
    """Detection, landmarks and descriptors by dlib.

    :param models: folder with the model files; by default the installed ones.
    :raises ModelRefused: before any process is started.
    """

    def __init__(self, models: Path | None = None) -> None:
        super().__init__(dlib_spec(models))
