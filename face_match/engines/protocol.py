"""What a face engine must do: find faces, describe one, and name the model its numbers come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from face_match.geometry import Face, Picture

Descriptor = npt.NDArray[np.float64]
"""One face as a vector, shape (n,). Biometric data: lives in memory for one visit, is never written."""


@dataclass(frozen=True, slots=True)
class Model:
    """The network whose descriptors an engine gives.

    `name` says network and recipe (which crops, averaged how): a calibration fits both, and nothing else. `sha256` is
    the descriptor file's, in lower-case hexadecimal; `licence` the note of whoever provides the file.
    """

    name: str
    sha256: str
    licence: str


class Engine(Protocol):
    """Finds and describes faces. Calls may come from several threads; each blocks its caller only.

    Every call raises `EngineUnavailable` when the engine cannot answer.
    """

    @property
    def model(self) -> Model: ...

    def detect(self, picture: Picture, *, fine: bool = False) -> tuple[Face, ...]:
        """Faces in the picture, largest first. `fine` looks for smaller faces too and takes several times longer."""
        ...

    def suspect(self, picture: Picture) -> tuple[Face, ...]:
        """What a looser look would take for faces, best first: a face behind a mask perhaps. For guidance alone."""
        ...

    def describe(self, picture: Picture, face: Face) -> Descriptor:
        """The descriptor of a face that `detect` found in the same picture."""
        ...

    def close(self) -> None:
        """Release processes and models; further calls raise `EngineUnavailable`."""
        ...
