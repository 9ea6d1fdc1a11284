"""What is a card portrait worth for a comparison?

The portrait was taken and compressed by somebody else, perhaps ten years ago, so a weak one is no reason to turn a
person away: a finding explains a doubtful match. Only what makes a comparison impossible fails.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from face_match.geometry import Face, Picture
from face_match.quality import measures
from face_match.quality.check import Finding, Measured, Status
from face_match.quality.gates import DEFAULT_LIMITS, face_checks
from face_match.quality.patches import Patches, patches_of

LEAST_INTER_EYE_PX = 40.0
LEAST_KILOBYTES = 10.0

HEAD_LENGTH = 3.6
CROWN = 1.75
CHIN = 1.85
"""Estimates for adults in inter-eye distances: crown to chin, eyes to crown, eyes to chin.

Five points show neither crown nor chin; OFIQ takes the chin from 98 landmarks.
"""

_ICAO = "ISO/IEC 39794-5 portrait geometry"


@dataclass(frozen=True, slots=True)
class PortraitQuality:
    """The findings about one portrait, in the order they are reported. `face` is None when there is no single one."""

    checks: tuple[Finding, ...]
    face: Face | None

    @property
    def usable(self) -> bool:
        """Whether a comparison with it can work at all."""
        return not self.failing

    @property
    def failing(self) -> tuple[str, ...]:
        return tuple(check.name for check in self.checks if check.status is Status.FAIL)

    @property
    def weak(self) -> tuple[str, ...]:
        return tuple(check.name for check in self.checks if check.status is Status.WEAK)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why a match may be doubtful, as stable keys such as `portrait_weak:sharpness`."""
        weak = (check for check in self.checks if check.status is Status.WEAK and check.explains)
        return tuple(f"portrait_weak:{check.name}" for check in weak)


def assess_portrait(
    picture: Picture, faces: Sequence[Face], *, size_bytes: int | None, format: str | None
) -> PortraitQuality:
    """Judge a portrait by the faces an engine found in it, largest first.

    :param picture: the portrait as decoded, not resized.
    :param size_bytes: the length of its file; None when it was not compressed for a card, then size is not judged.
    :param format: `jpeg`, `jp2` or `j2k` as in `PortraitFormat`; JPEG's blocks are looked for in `jpeg` only.
    """
    others = [f for f in faces[1:] if f.box.area > DEFAULT_LIMITS.second_face_area * faces[0].box.area]
    if not faces or others:
        name, number = ("several_faces", 1 + len(others)) if others else ("no_face", 0)
        count = Finding(name, number, 1, 1, "faces", "OFIQ SingleFacePresent", Status.FAIL)
        return PortraitQuality((count,), None)
    face = faces[0]
    patches = patches_of(picture, face)
    findings = (
        Finding("one_face", 1, 1, 1, "faces", "OFIQ SingleFacePresent", Status.OK),
        *_size(picture, face, size_bytes),
        *(Finding.of(check) for check in face_checks(patches, face, DEFAULT_LIMITS)),
        *_compression(picture, format),
        *_print(patches),
        *_geometry(picture, face),
    )
    return PortraitQuality(findings, face)


def _size(picture: Picture, face: Face, size_bytes: int | None) -> Iterator[Finding]:
    yield Finding.of(
        Measured("inter_eye", face.inter_eye, DEFAULT_LIMITS.inter_eye_px, None, "px",
                 "OFIQ InterEyeDistance midpoint 70; ICAO asks 90; no comparison below 40"),
        fails_below=LEAST_INTER_EYE_PX,
    )  # fmt: skip
    yield Finding.of(Measured("resolution", min(picture.shape[:2]), 240, None, "px, shorter side",
                              "smallest size measured without loss, 240 x 320"))  # fmt: skip
    if size_bytes is not None:
        # Bits per pixel would tell less: 15 kB was as good at 480 x 640 as at 240 x 320.
        yield Finding.of(Measured("file_size", size_bytes / 1000, LEAST_KILOBYTES, None, "kB",
                                  "15 kB measured harmless, 8 kB not; proposal to calibrate"))  # fmt: skip


def _compression(picture: Picture, format: str | None) -> Iterator[Finding]:
    if format == "jpeg":
        yield Finding.of(Measured("blockiness", measures.blockiness(picture), None, 1.8, "border over inside step",
                                  "proposal to calibrate; after OFIQ CompressionArtifacts"))  # fmt: skip


def _print(patches: Patches) -> Iterator[Finding]:
    """What the photographer answers for: tones and colours."""
    yield Finding.of(Measured("light_from_above", measures.light_from_above(patches), 0.4, 2.3, "brow over cheeks",
                              "about the LFW 1st to 99th percentile"))  # fmt: skip
    yield Finding.of(Measured("illumination_overlap", measures.illumination_overlap(patches), 0.1, None, "overlap",
                              "OFIQ IlluminationUniformity, score 50; LFW 5th percentile 0 to 0.13"),
                     explains=False)  # fmt: skip
    yield Finding.of(Measured("dynamic_range", measures.dynamic_range(patches), 5.0, None, "bits",
                              "OFIQ DynamicRange, score 63; the least of 463 LFW faces"))  # fmt: skip
    colour = Measured("colour", measures.colourfulness(patches), 6.0, None, "CIELAB chroma",
                      "a grey portrait costs some of the margin; LFW 1st percentile 12")  # fmt: skip
    yield Finding.of(colour)
    if colour.passed:
        yield Finding.of(Measured("colour_cast", measures.colour_cast(patches), None, 10.0, "CIELAB distance",
                                  "OFIQ NaturalColour, score 54; LFW 99th percentile 9"),
                         explains=False)  # fmt: skip


def _geometry(picture: Picture, face: Face) -> Iterator[Finding]:
    """How the head stands in the picture; a comparison does not mind."""
    height, width = picture.shape[:2]
    x = (face.left_eye.x + face.right_eye.x) / 2
    y = (face.left_eye.y + face.right_eye.y) / 2
    apart = max(face.inter_eye, 1.0)
    sides = min(face.right_eye.x, width - face.left_eye.x) / apart
    measured = [
        Measured("head_length", HEAD_LENGTH * apart / height, 0.6, 0.9, "part of the height", _ICAO),
        Measured("eyes_across", x / width, 0.45, 0.55, "part of the width", _ICAO),
        Measured("eyes_down", y / height, 0.3, 0.5, "part of the height", _ICAO),
        Measured("margin_sides", sides, 0.9, None, "inter-eye distances", "OFIQ CropOfTheFaceImage, left and right"),
        Measured("margin_above", y / apart, CROWN, None, "inter-eye distances", "crown in the picture, estimated"),
        Measured("margin_below", (height - y) / apart, CHIN, None, "inter-eye distances",
                 "chin in the picture, estimated"),
    ]  # fmt: skip
    gradient = measures.background_gradient(picture, face)
    if gradient is not None:
        measured.append(Measured("background", gradient, None, 100, "mean luminance gradient",
                                 "after OFIQ BackgroundUniformity, score 55"))  # fmt: skip
    for each in measured:
        yield Finding.of(each, explains=False)
