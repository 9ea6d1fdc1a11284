"""Whether the face's picture has a regular fine pattern: a screen's pixels beating with the camera's.

Two grids that nearly fit give moire, a peak in the spectrum at the difference of their frequencies; skin, hair and
sensor noise have none. Cloth may, so only the middle of the face is looked at. JPEG's own 8-pixel blocks are left out.
Garcia and Queiroz, Face-spoofing 2D-detection based on moire-pattern analysis (IEEE TIFS 10, 2015).
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from face_match.geometry import Face, Picture

SIDE = 96
"""Pixels of the camera's own picture that are looked at, in both directions: never reduced, which would lose it."""

_LOWEST, _HIGHEST = 0.10, 0.48  # cycles per pixel
Spectrum = npt.NDArray[np.float64]


def spectrum(picture: Picture, face: Face) -> Spectrum | None:
    """The power spectrum of the middle of the face, shape (96, 49); None when it reaches out of the picture."""
    x = round((face.left_eye.x + face.right_eye.x) / 2) - SIDE // 2
    y = round((face.left_eye.y + face.right_eye.y) / 2 + 0.55 * face.inter_eye) - SIDE // 2
    if x < 0 or y < 0:
        return None
    part = picture[y : y + SIDE, x : x + SIDE]
    if part.shape[:2] != (SIDE, SIDE):
        return None
    grey = cv2.cvtColor(part, cv2.COLOR_RGB2GRAY).astype(np.float64)
    fine = grey - cv2.GaussianBlur(grey, (0, 0), 3.0)
    return np.asarray(np.abs(np.fft.rfft2(fine * _WINDOW)) ** 2)


def strongest_peak(total: Spectrum) -> float:
    """How far the strongest narrow peak stands above its neighbourhood, in decibels, in a sum of spectra."""
    level = 10 * np.log10(total + 1e-9)
    around = cv2.medianBlur(level.astype(np.float32), 5)
    wide = cv2.blur(around, (9, 9))
    return float((level - wide)[_LOOKED_AT].max())


def _looked_at() -> npt.NDArray[np.bool_]:
    down, across = np.abs(np.fft.fftfreq(SIDE))[:, None], np.fft.rfftfreq(SIDE)[None, :]
    radius = np.hypot(down, across)
    block = np.zeros(radius.shape, bool)
    for multiple in range(1, 5):
        near = np.abs(across - multiple / 8) < 0.012, np.abs(down - multiple / 8) < 0.012
        block |= (near[0] & (down < 0.03)) | (near[1] & (across < 0.03)) | (near[0] & near[1])
    return np.asarray((radius >= _LOWEST) & (radius <= _HIGHEST) & ~block)


_WINDOW = np.outer(np.hanning(SIDE), np.hanning(SIDE))
_LOOKED_AT = _looked_at()
