"""What a face engine must do: find faces, describe one, and name the calibration its numbers are judged by."""

from __future__ import annotations

from typing import Protocol

from face_match.calibration.table import Calibration, Descriptor
from face_match.geometry import Box, Face, Picture


class Engine(Protocol):
    """Finds and describes faces. Calls may come from several threads; each blocks its caller only.

    Every call raises `EngineUnavailable` when the engine cannot answer.
    """

    @property
    def calibration(self) -> Calibration: ...

    def detect(self, picture: Picture, *, fine: bool = False) -> tuple[Face, ...]:
        """Faces in the picture, largest first. `fine` looks for smaller faces too and takes several times longer."""
        ...

    def describe(self, picture: Picture, box: Box) -> Descriptor:
        """The descriptor of the face in `box`, as found by `detect` in the same picture."""
        ...

    def close(self) -> None:
        """Release processes and models; further calls raise `EngineUnavailable`."""
        ...
