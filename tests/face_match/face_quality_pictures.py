"""Made pictures for the quality tests: the demonstration head, degraded and dressed in known ways."""

from __future__ import annotations

from io import BytesIO

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

from face_match.demo import demo_picture
from face_match.geometry import Face, Picture

Colour = tuple[int, int, int]

MASKS: dict[str, Colour] = {
    "blue": (120, 175, 215),
    "white": (228, 230, 232),
    "black": (32, 32, 36),
    "green": (120, 190, 160),
    "pink": (225, 165, 180),
}
TONES: dict[str, tuple[float, float, float]] = {
    "as taken": (1.0, 1.0, 1.0),
    "tan": (0.62, 0.52, 0.44),
    "brown": (0.45, 0.36, 0.28),
    "dark": (0.32, 0.24, 0.18),
}
"""Parts of the light that skin sends back, red, green and blue, against the photograph's fair skin."""


def toned(picture: Picture, share: tuple[float, float, float]) -> Picture:
    """The whole picture with less light coming back, in linear light: skin of another tone at the same exposure."""
    linear = (picture / 255.0) ** 2.2 * share
    return np.ascontiguousarray((linear ** (1 / 2.2) * 255).round(), dtype=np.uint8)


def noisy(picture: Picture, sigma: float = 3.0, seed: int = 1) -> Picture:
    noise = np.random.default_rng(seed).normal(0, sigma, picture.shape)
    return np.ascontiguousarray(np.clip(picture + noise, 0, 255), dtype=np.uint8)


def blurred(picture: Picture, sigma: float) -> Picture:
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma), np.uint8) if sigma else picture


def moved(picture: Picture, across: int, down: int) -> Picture:
    """Motion over this many pixels while the shutter was open, with the sensor's noise after it."""
    return noisy(np.asarray(cv2.blur(picture, (across, down)), np.uint8), 1.0)


def lit(picture: Picture, gain: float) -> Picture:
    return np.asarray(cv2.convertScaleAbs(picture, alpha=gain), np.uint8)


def side_lit(picture: Picture, face: Face, strength: float) -> Picture:
    """Light from the picture's right: linear light falls towards the left of the face by `strength`, 0..1."""
    columns = np.arange(picture.shape[1])
    x = (face.left_eye.x + face.right_eye.x) / 2
    fall = 1 - strength / (1 + np.exp((columns - x) / (0.15 * face.inter_eye)))
    linear = (picture / 255.0) ** 2.2 * fall[None, :, None]
    return np.ascontiguousarray((linear ** (1 / 2.2) * 255).round(), dtype=np.uint8)


def grey(picture: Picture) -> Picture:
    return np.asarray(cv2.cvtColor(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB), np.uint8)


def masked(picture: Picture, face: Face, colour: Colour) -> Picture:
    """A surgical mask from the bridge of the nose to under the chin, rounded by shade, lit as the face is."""
    shape = [(-0.95, 0.35), (-0.5, 0.4), (0, 0.38), (0.5, 0.4), (0.95, 0.35), (0.85, 1.2), (0.4, 1.85), (-0.4, 1.85), (-0.85, 1.2)]  # fmt: skip # noqa: E501
    across = (np.arange(picture.shape[1]) - (face.left_eye.x + face.right_eye.x) / 2) / face.inter_eye
    cheek = picture[round(face.nose.y), round(face.left_eye.x)].max()
    cloth = np.array(colour) * (1 - 0.25 * across[:, None] ** 2).clip(0.3) * (float(cheek) / 210)
    return _laid(picture, _filled(picture, face, shape), np.broadcast_to(cloth[None], picture.shape))


def dark_glasses(picture: Picture, face: Face, glass: Colour = (14, 14, 18)) -> Picture:
    """Opaque round glasses with rims and a bridge."""
    out = picture.copy()
    size = (round(0.42 * face.inter_eye), round(0.32 * face.inter_eye))
    for side in (-0.52, 0.52):
        cv2.ellipse(out, _at(face, side, 0.08), size, face.roll, 0, 360, glass, -1, cv2.LINE_AA)
    cv2.line(out, _at(face, -0.2, 0.0), _at(face, 0.2, 0.0), glass, max(1, round(0.06 * face.inter_eye)))
    return out


def reflecting_glasses(picture: Picture, face: Face) -> Picture:
    """White reflections over both eyes."""
    out = picture.copy()
    size = (round(0.24 * face.inter_eye), round(0.13 * face.inter_eye))
    for side in (-0.5, 0.5):
        cv2.ellipse(out, _at(face, side, 0.0), size, 20, 0, 360, (252, 253, 255), -1, cv2.LINE_AA)
    return out


def bandaged(picture: Picture, face: Face, side: float = -0.5, colour: Colour = (225, 220, 210)) -> Picture:
    """A dressing over one eye; side -0.5 is the person's right one."""
    shape = [(side - 0.4, -0.4), (side + 0.35, -0.4), (side + 0.35, 0.4), (side - 0.4, 0.4)]
    return _laid(picture, _filled(picture, face, shape), np.full(picture.shape, colour))


def headscarf(picture: Picture, face: Face, colour: Colour = (60, 50, 110)) -> Picture:
    """A scarf over hair, ears, neck and the lower edge of the chin; brow to chin stay open."""
    cloth = np.full(picture.shape[:2], 255, np.uint8)
    size = (round(0.92 * face.inter_eye), round(1.25 * face.inter_eye))
    cv2.ellipse(cloth, _at(face, 0, 0.5), size, face.roll, 0, 360, 0, -1, cv2.LINE_AA)
    outer = np.zeros(picture.shape[:2], np.uint8)
    size = (round(1.5 * face.inter_eye), round(2.1 * face.inter_eye))
    cv2.ellipse(outer, _at(face, 0, 0.5), size, face.roll, 0, 360, 255, -1, cv2.LINE_AA)
    return _laid(picture, np.minimum(cloth, outer), np.full(picture.shape, colour))


def as_jp2(picture: Picture, size: tuple[int, int], kilobytes: float) -> tuple[Picture, int]:
    """The picture resized to (width, height) and compressed as a card portrait, with the bytes it took."""
    image = Image.fromarray(picture).resize(size, Image.Resampling.LANCZOS)
    rate = size[0] * size[1] * 3 / (kilobytes * 1000)
    out = BytesIO()
    image.save(out, "JPEG2000", quality_mode="rates", quality_layers=[rate])
    out.seek(0)
    return np.array(Image.open(out).convert("RGB")), out.getbuffer().nbytes


def portrait_crop() -> Picture:
    """The demonstration head at a card portrait's 3:4, 360 x 480, uncompressed."""
    frame = demo_picture()
    return np.ascontiguousarray(frame[:, 140:500])


def _at(face: Face, across: float, down: float) -> tuple[int, int]:
    """A place on the face in inter-eye distances from the middle of the eyes, in whole pixels."""
    eye = np.array([face.left_eye.x - face.right_eye.x, face.left_eye.y - face.right_eye.y])
    middle = np.array([face.left_eye.x + face.right_eye.x, face.left_eye.y + face.right_eye.y]) / 2
    x, y = middle + across * eye + down * np.array([-eye[1], eye[0]])
    return round(x), round(y)


def _filled(picture: Picture, face: Face, shape: list[tuple[float, float]]) -> npt.NDArray[np.uint8]:
    cover = np.zeros(picture.shape[:2], np.uint8)
    cv2.fillPoly(cover, [np.array([_at(face, *place) for place in shape], np.int32)], 255, cv2.LINE_AA)
    return cover


def _laid(picture: Picture, cover: npt.NDArray[np.uint8], cloth: npt.NDArray[np.generic]) -> Picture:
    share = cover[..., None] / 255.0
    return np.ascontiguousarray((picture * (1 - share) + cloth * share).clip(0, 255), dtype=np.uint8)
