"""Loads ONNX networks by OpenCV from verified bytes, and says in the room's words when one does not work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import cv2
import numpy as np
import numpy.typing as npt

from face_match.errors import ModelRefused

Buffer = npt.NDArray[np.uint8]
Loaded = TypeVar("Loaded")

NO_CONFIG: Buffer = np.zeros(0, np.uint8)
"""The second buffer that OpenCV's own classes ask for; an ONNX network has none."""


def load_net(name: str, data: bytes, load: Callable[[Buffer], Loaded]) -> Loaded:
    """What `load` makes of a file's bytes.

    :raises ModelRefused: `model_unusable`.
    """
    with unusable(name):
        return load(np.frombuffer(data, np.uint8))


@contextmanager
def unusable(name: str) -> Iterator[None]:
    """Turns what OpenCV, or a look at a network's answer, finds wrong into a refusal of the file `name`."""
    try:
        yield
    except cv2.error as error:
        raise ModelRefused("model_unusable", f"{name}: {str(error).splitlines()[0]}") from error
    except ValueError as error:
        raise ModelRefused("model_unusable", f"{name}: {error}") from error
