"""What runs inside the worker process: one small protocol for every kind of network, and what their vectors share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from face_match.engines.protocol import Descriptor
from face_match.geometry import Face, Picture

LENGTHS = range(64, 2049)
"""Numbers in a face's vector: 128 for dlib and SFace, mostly 512 for ArcFace; anything outside is another network."""


class Network(Protocol):
    """Finds and describes faces, as plain calls in this process; any exception is an answer to the asker."""

    def detect(self, picture: Picture, fine: bool) -> tuple[Face, ...]:
        """Faces, largest first."""
        ...

    def suspect(self, picture: Picture) -> tuple[Face, ...]:  # noqa: ARG002
        """What a looser look would take for faces, best first. A detector that sees covered faces needs none."""
        return ()

    def describe(self, picture: Picture, face: Face) -> Descriptor:
        """The descriptor of a face that `detect` found in the same picture."""
        ...


def face_vector(output: npt.NDArray[Any]) -> Descriptor:
    """The one vector a network gives for one face, shape (n,).

    :raises ValueError: for another shape, and for what is not a number.
    """
    if output.shape[:1] != (1,) or output.size not in LENGTHS or max(output.shape) != output.size:
        raise ValueError(f"the network gives {output.shape} instead of one vector")
    vector: Descriptor = output.reshape(-1).astype(np.float64)
    if not np.isfinite(vector).all():
        raise ValueError("the network gives what is not a number")
    return vector


def unit_descriptor(crop: Picture, vector_of: Callable[[Picture], Descriptor], *, mirror: bool) -> Descriptor:
    """A face's direction: its vector at length 1, averaged with that of the mirror image if so wished.

    :raises ValueError: when the vectors have no direction.
    """
    one = _unit(vector_of(crop))
    return _unit(one + _unit(vector_of(np.ascontiguousarray(crop[:, ::-1])))) if mirror else one


def _unit(vector: Descriptor) -> Descriptor:
    length = float(np.linalg.norm(vector))
    if length < 1e-9:
        raise ValueError("the network gives a vector without direction")
    return vector / length
