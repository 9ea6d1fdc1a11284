"""Trials without hardware: every device answers as it is told to, and the camera shows a made-up picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from face_match import Camera, SimulatedCamera
from kiosk.doctor import Finding
from kiosk.doctor.check import ok
from kiosk.setup.draft import Draft
from kiosk.setup.trials import Secrets


def _scene() -> np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]:
    """A head before a wall, in greys: something with light, edges and a middle."""
    down, across = np.mgrid[0:360, 0:640]
    picture = np.full((360, 640, 3), (150, 168, 174), np.uint8)
    picture[(across // 80 + down // 80) % 2 == 0] = (140, 158, 166)
    picture[((across - 320) / 150) ** 2 + ((down - 400) / 150) ** 2 < 1] = (70, 96, 110)
    picture[((across - 320) / 74) ** 2 + ((down - 170) / 96) ** 2 < 1] = (196, 164, 140)
    return picture


@dataclass
class SimulatedTrials:
    """`Trials` that answer from `findings`, by page, and note what was tried."""

    findings: dict[str, Finding] = field(default_factory=dict)
    tried: list[str] = field(default_factory=list)
    cameras: list[Camera] = field(default_factory=list)
    """Those opened for a live picture."""
    before: Callable[[], object] = lambda: None
    """Is called in each trial: a test waits there."""

    def reader(self, draft: Draft) -> Finding:  # noqa: ARG002 - the port's shape
        """See `Trials`."""
        return self._answer("reader", "the reader is there; the chip answers")

    def camera(self, draft: Draft) -> Finding:  # noqa: ARG002 - the port's shape
        """See `Trials`."""
        return self._answer("camera", "640 × 360, brightness 128 of 255, sharpness 40")

    def preview(self, source: str) -> Camera:  # noqa: ARG002 - the port's shape
        """See `Trials`."""
        self.cameras.append(SimulatedCamera(_scene))
        return self.cameras[-1]

    def printer(self, draft: Draft) -> Finding:  # noqa: ARG002 - the port's shape
        """See `Trials`."""
        return self._answer("printer", "a slip was sent")

    def screen(self, draft: Draft) -> Finding:  # noqa: ARG002 - the port's shape
        """See `Trials`."""
        return self._answer("screen", "Panel 21.5, 1920 × 1080, 4.03 px/mm")

    def his(self, draft: Draft, secrets: Secrets) -> Finding:  # noqa: ARG002 - the port's shape
        """See `Trials`."""
        return self._answer("his", "12 departments in 40 ms")

    def hub(self, draft: Draft, secrets: Secrets) -> Finding:  # noqa: ARG002 - the port's shape
        """See `Trials`."""
        return self._answer("hub", "reached; bank feed ok")

    def _answer(self, page: str, detail: str) -> Finding:
        self.before()
        self.tried.append(page)
        return self.findings.get(page, ok(detail))
