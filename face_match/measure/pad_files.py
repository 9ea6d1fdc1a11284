"""Presentations from a folder of pictures and videos: `live/*`, and one folder for each attack type.

A video may have been recorded while it was asked something: a file `NAME.json` beside `NAME.mp4` then says
`{"asked": [{"ask": "turn_left", "at_s": 1.2}, ...]}`, and the same is asked again. Any other file did not see our
challenge: one is drawn as a station would, and a recording of something else fails it. Pictures stand still.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import cv2
import numpy as np

from face_match.engines.protocol import Engine
from face_match.errors import FaceMatchError
from face_match.geometry import Picture
from face_match.liveness.asks import STEPS, Ask
from face_match.liveness.cues.flash import Colour
from face_match.liveness.model import PadModel
from face_match.liveness.policy import LivenessPolicy
from face_match.measure.pad import Presentation
from face_match.measure.pad_run import LONGEST_SECONDS, present
from face_match.still_files import PictureUnreadable, read_picture

PICTURES = frozenset({".bmp", ".jpg", ".jpeg", ".png", ".jp2"})
VIDEOS = frozenset({".avi", ".mkv", ".mov", ".mp4", ".webm"})
STILL_FRAMES_PER_SECOND = 12


class PresentationsUnreadable(FaceMatchError):
    """The folder holds no presentations, or one of them or its companion cannot be read. `detail` names it."""

    do = "give a folder with live/ and a folder for each attack type; docs/face-liveness.md says what lies in them"


@dataclass(frozen=True, slots=True)
class Recording:
    """One file, the kind its folder names, and what it was asked while it was recorded: steps and their seconds."""

    path: Path
    kind: str
    asked: tuple[tuple[Ask, float], ...]


def find_recordings(folder: Path) -> list[Recording]:
    """All presentations below a folder, in the order of their names.

    :raises PresentationsUnreadable: when there are none, or a companion file is wrong.
    """
    found = [
        Recording(path, kind.name, _asked(path))
        for kind in sorted(path for path in folder.glob("*") if path.is_dir())
        for path in sorted(kind.iterdir())
        if path.suffix.lower() in PICTURES | VIDEOS
    ]
    if not found:
        raise PresentationsUnreadable("no_presentations", folder.name)
    return found


def play(
    engine: Engine, policy: LivenessPolicy, recording: Recording, seed: int, model: PadModel | None = None
) -> Presentation:
    """One presentation.

    :param seed: draws the challenge, where the recording was asked nothing.
    :param model: the station's passive network, if it has one.
    :raises PresentationsUnreadable: when the file cannot be read.
    :raises EngineUnavailable: when the engine cannot answer.
    :raises ModelRefused: when the network cannot be run.
    """
    frames = _still(recording.path) if recording.path.suffix.lower() in PICTURES else _video(recording.path)

    def scene(_ask: Ask, _glow: Colour | None) -> tuple[Picture, float] | None:
        return next(frames, None)

    name = f"{recording.kind}/{recording.path.name}"
    random = _AsRecorded(seed, [ask for ask, _ in recording.asked])
    told = tuple(at for _, at in recording.asked)
    return present(engine, policy, scene, kind=recording.kind, name=name, random=random, told=told, model=model)


class _AsRecorded(Random):
    """Draws the steps a recording was asked, in their order, without pauses; by chance when there are none left."""

    def __init__(self, seed: int, steps: Sequence[Ask]) -> None:
        super().__init__(seed)
        self._recorded = bool(steps)
        self._steps = list(steps)

    def choice(self, seq: Any) -> Any:
        if not isinstance(seq[0], Ask):
            return min(seq) if self._recorded else super().choice(seq)
        return self._steps.pop(0) if self._steps else super().choice(seq)


def _asked(path: Path) -> tuple[tuple[Ask, float], ...]:
    companion = path.with_suffix(".json")
    if not companion.exists():
        return ()
    try:
        asked = json.loads(companion.read_text(encoding="utf-8"))["asked"]
        steps = tuple((Ask(one["ask"]), float(one["at_s"])) for one in asked)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PresentationsUnreadable("companion_unreadable", companion.name) from error
    if not {ask for ask, _ in steps} <= STEPS:
        raise PresentationsUnreadable("companion_unreadable", f"{companion.name}: asks are {', '.join(sorted(STEPS))}")
    return steps


def _still(path: Path) -> Iterator[tuple[Picture, float]]:
    try:
        picture = read_picture(path)
    except PictureUnreadable as error:
        raise PresentationsUnreadable("presentation_unreadable", path.name) from error
    for number in range(round(LONGEST_SECONDS * STILL_FRAMES_PER_SECOND)):
        yield picture, number / STILL_FRAMES_PER_SECOND


def _video(path: Path) -> Iterator[tuple[Picture, float]]:
    """Frames with their seconds; of fast videos only as many as a station would look at."""
    capture = cv2.VideoCapture(str(path), cv2.CAP_FFMPEG)
    try:
        rate = capture.get(cv2.CAP_PROP_FPS)
        rate = rate if 1 <= rate <= 240 else 25.0
        every = max(1, round(rate / 25))
        number = 0
        while capture.grab():
            if number % every == 0:
                good, image = capture.retrieve()
                if not good:
                    break
                yield np.ascontiguousarray(cv2.cvtColor(image, cv2.COLOR_BGR2RGB), np.uint8), number / rate
            number += 1
        if number == 0:
            raise PresentationsUnreadable("presentation_unreadable", path.name)
    finally:
        capture.release()
