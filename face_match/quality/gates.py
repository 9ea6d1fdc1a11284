"""Is this frame good enough to decide on, and if not, what should the person do?

Each gate states its value, its limit and where the limit comes from, so that a rejected frame can be explained and a
hospital can see which gate stops its patients. The limits are starting values to calibrate on site.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from face_match.geometry import Face, Picture
from face_match.quality import measures, occlusion
from face_match.quality.check import Check
from face_match.quality.guidance import Guidance
from face_match.quality.limits import DEFAULT_LIMITS, Limits
from face_match.quality.patches import Patches, patches_of

__all__ = ["DEFAULT_LIMITS", "Check", "Guidance", "Limits", "Quality", "assess", "face_checks"]


@dataclass(frozen=True, slots=True)
class Quality:
    """What a frame is worth. `face` is the person's face, None when there is no single one.

    `checks` are in the order in which they should be put right; `guidance` is the first failing one's, None when the
    frame is good. `score` is 0..1, for choosing the best of several good frames.
    """

    checks: tuple[Check, ...]
    face: Face | None
    score: float

    @property
    def good(self) -> bool:
        return self.face is not None and all(check.passed for check in self.checks)

    @property
    def failing(self) -> tuple[str, ...]:
        return tuple(check.name for check in self.checks if not check.passed)

    @property
    def guidance(self) -> Guidance | None:
        return next((check.guidance for check in self.checks if not check.passed), None)


_LEAST_DOUBTFUL_PX = 20.0


def assess(
    picture: Picture, faces: Sequence[Face], limits: Limits = DEFAULT_LIMITS, *, doubtful: Sequence[Face] = ()
) -> Quality:
    """Judge one frame by the faces an engine found in it, largest first.

    First who is there and where: exactly one face (a second one below a third of its area is ignored), wholly in the
    picture, near enough, not too near, in the middle. Then a mask, because it also darkens the picture; then the light;
    then the head's pose and what else covers the eyes; sharpness last, as it comes by itself to who stands still.
    Pitch as an angle, closed eyes and an open mouth are not judged: five points do not show them.

    :param doubtful: what the engine would only take for a face at a lower threshold, best first. A detector that needs
        a mouth finds no face behind a mask: where the best of these wears one, the person is asked to take it off. They
        are used for nothing else.
    """
    others = [f for f in faces[1:] if f.box.area > limits.second_face_area * faces[0].box.area]
    if not faces or others:
        guidance = Guidance.ONE_PERSON if others else _why_no_face(picture)
        name = "several_faces" if others else "no_face"
        count = Check(name, len(others) + bool(faces), 1, 1, "faces", "OFIQ SingleFacePresent", guidance)
        masked = () if others else tuple(_behind_a_mask(picture, doubtful, limits))
        return Quality((*masked, count), None, 0.0)
    face = faces[0]
    checks = (*_place(picture, face, limits), *face_checks(patches_of(picture, face), face, limits))
    return Quality(checks, face, _score(checks, face, limits))


def face_checks(patches: Patches, face: Face, limits: Limits) -> Iterator[Check]:
    """What is judged about a face wherever it stands, in the order in which it should be put right."""
    yield from _mask(patches, limits)
    yield from _light(patches, limits)
    yield from _pose(face, limits)
    yield from _eyes(patches, limits)
    yield from _stillness(patches, limits)


def _place(picture: Picture, face: Face, limits: Limits) -> Iterator[Check]:
    height, width = picture.shape[:2]
    beside = face.box.centre.x / width - 0.5
    yield Check("one_face", 1, 1, 1, "faces", "OFIQ SingleFacePresent", Guidance.NO_FACE)
    yield Check("whole_face", measures.whole(face.box, width, height), limits.whole_face, None, "part of the box",
                "proposal to calibrate", Guidance.SHOW_WHOLE_FACE)  # fmt: skip
    yield Check("inter_eye", face.inter_eye, limits.inter_eye_px, None, "px",
                "OFIQ InterEyeDistance midpoint 70, width 20; target 90 by ICAO", Guidance.COME_CLOSER)  # fmt: skip
    yield Check("closeness", face.box.height / height, None, limits.face_height, "part of the height",
                "proposal to calibrate", Guidance.STEP_BACK)  # fmt: skip
    yield Check("off_centre", abs(beside), None, limits.off_centre, "part of the width", "proposal to calibrate",
                Guidance.MOVE_RIGHT if beside > 0 else Guidance.MOVE_LEFT)  # fmt: skip


def _mask(patches: Patches, limits: Limits) -> Iterator[Check]:
    yield Check("mask", occlusion.lower_face_difference(patches), None, limits.lower_face_difference,
                "CIELAB distance", "above all 463 LFW faces; after OFIQ MouthOcclusionPrevention",
                Guidance.TAKE_OFF_MASK)  # fmt: skip


def _light(patches: Patches, limits: Limits) -> Iterator[Check]:
    grey = measures.mean_grey(patches)
    yield Check("luminance", grey, limits.luminance_low, limits.luminance_high, "mean grey level",
                "LFW 0.5th to 99.5th percentile 69 to 195, widened",
                Guidance.MORE_LIGHT if grey < limits.luminance_low else Guidance.LESS_LIGHT)  # fmt: skip
    yield Check("under_exposed", measures.under_exposed(patches), None, limits.under_exposed, "part of the face",
                "OFIQ UnderExposurePrevention midpoint 0.92, eased for dark skin", Guidance.MORE_LIGHT)  # fmt: skip
    yield Check("over_exposed", measures.over_exposed(patches), None, limits.over_exposed, "part of the face",
                "OFIQ OverExposurePrevention, score 17", Guidance.LESS_LIGHT)  # fmt: skip
    yield Check("even_light", measures.evenness(patches), limits.even_light, None, "darker cheek over brighter",
                "LFW 5th percentile; zones of OFIQ IlluminationUniformity", Guidance.EVEN_LIGHT)  # fmt: skip


def _pose(face: Face, limits: Limits) -> Iterator[Check]:
    yield Check("yaw", abs(face.yaw), None, limits.yaw_degrees, "degrees", "15 degrees, secondary source",
                Guidance.LOOK_STRAIGHT)  # fmt: skip
    yield Check("roll", abs(face.roll), None, limits.roll_degrees, "degrees", "OFIQ falls with cos^2",
                Guidance.LOOK_STRAIGHT)  # fmt: skip
    yield Check("nose_drop", measures.nose_drop(face), limits.nose_drop_low, limits.nose_drop_high,
                "inter-eye distances", "LFW 1st to 99th percentile, widened: a hint of pitch and no angle",
                Guidance.LOOK_STRAIGHT)  # fmt: skip


def _eyes(patches: Patches, limits: Limits) -> Iterator[Check]:
    yield Check("dark_glasses", occlusion.eye_brightness(patches), limits.eye_brightness, None, "eyes over skin",
                "LFW 1st percentile; after OFIQ EyesVisible", Guidance.SHOW_WHOLE_FACE)  # fmt: skip
    yield Check("eye_covered", occlusion.eye_contrast(patches), limits.eye_contrast, None, "contrast over skin",
                "LFW 1st percentile; after OFIQ EyesVisible", Guidance.SHOW_WHOLE_FACE)  # fmt: skip
    yield Check("glare", occlusion.glare(patches), None, limits.glare, "part of the eyes",
                "proposal to calibrate; after OFIQ EyesVisible", Guidance.SHOW_WHOLE_FACE)  # fmt: skip


def _stillness(patches: Patches, limits: Limits) -> Iterator[Check]:
    yield Check("sharpness", measures.sharpness(patches), limits.sharpness, None, "Laplacian variance at 128 px",
                "LFW 5th percentile 27 to 29; camera dependent", Guidance.HOLD_STILL)  # fmt: skip
    yield Check("motion", measures.weaker_detail(patches), limits.weaker_detail, None, "variance, weaker direction",
                "LFW 0.6th percentile; finds motion over a fifth of the eye distance", Guidance.HOLD_STILL)  # fmt: skip


def _behind_a_mask(picture: Picture, doubtful: Sequence[Face], limits: Limits) -> Iterator[Check]:
    """The mask gate of the best doubtful face, when it is not passed; what has no size is no face."""
    for face in doubtful[:1]:
        if face.inter_eye >= _LEAST_DOUBTFUL_PX:
            yield from (check for check in _mask(patches_of(picture, face), limits) if not check.passed)


def _why_no_face(picture: Picture) -> Guidance:
    """Nobody there, or is the picture so dark or so bright that nobody can be seen?"""
    mean = float(picture[::8, ::8].mean())
    if mean < 40:
        return Guidance.MORE_LIGHT
    return Guidance.LESS_LIGHT if mean > 225 else Guidance.NO_FACE


def _score(checks: Sequence[Check], face: Face, limits: Limits) -> float:
    """Mean margin of what changes from frame to frame; nothing is gained above the target inter-eye distance."""
    if not all(check.passed for check in checks):
        return 0.5 * sum(check.passed for check in checks) / len(checks)
    size = min(1.0, face.inter_eye / limits.inter_eye_target_px)
    margins = [check.margin for check in checks if check.name in {"yaw", "roll", "sharpness", "luminance"}]
    return 0.5 + 0.5 * (size + sum(margins)) / (1 + len(margins))
